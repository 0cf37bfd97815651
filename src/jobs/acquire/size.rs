//! Sizes as people type them: `2000M`, `4GiB`, `650MB`. Suffixes are those of split(1): `M` and `MiB` count by 1024, `MB` by 1000.

/// Why a text is no size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a size is a number above 0 with a unit: 2000MiB, 4GiB, 650MB, or bytes alone")]
pub struct SizeProblem;

/// Reads a size in bytes.
///
/// # Errors
/// [`SizeProblem`].
pub fn parse(text: &str) -> Result<u64, SizeProblem> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let unit = unit.trim().to_ascii_lowercase();
    let power = |base: u64, exponent| base.checked_pow(exponent).unwrap_or(u64::MAX);
    let factor = match unit.as_str() {
        "" | "b" => 1,
        "k" | "kib" => power(1024, 1),
        "m" | "mib" => power(1024, 2),
        "g" | "gib" => power(1024, 3),
        "t" | "tib" => power(1024, 4),
        "kb" => power(1000, 1),
        "mb" => power(1000, 2),
        "gb" => power(1000, 3),
        "tb" => power(1000, 4),
        _ => return Err(SizeProblem),
    };
    let number: u64 = number.parse().map_err(|_| SizeProblem)?;
    number.checked_mul(factor).filter(|size| *size > 0).ok_or(SizeProblem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_split_reads_them() {
        let read = |text| parse(text).ok();
        assert_eq!([read("512"), read("2000M"), read("4 GiB")], [Some(512), Some(2000 << 20), Some(4 << 30)]);
        assert_eq!([read("650MB"), read("1kb"), read("2t")], [Some(650_000_000), Some(1000), Some(2 << 40)]);
        for text in ["", "0", "M", "-1", "1.5G", "4 apples", "99999999999999999999", "18446744073709551615K"] {
            assert_eq!(parse(text), Err(SizeProblem), "{text}");
        }
    }
}
