//! Lists as `sha256sum`, `md5sum`, `b3sum` and their kin write them, plain or with `--tag`, and as `openssl dgst` does.

use super::{Hint, Reading, base, claim, digest, shown_bytes};
use crate::domain::exhibit::{Claim, ClaimAlgorithm, Of};
use crate::library::sums::unescape;

pub(super) fn read(bytes: &[u8], hint: &Hint<'_>) -> Reading {
    let mut reading = Reading::of("sums", "");
    let named = hint.algorithm.or_else(|| from_file_name(hint.name));
    let mut broken = 0_u64;
    for line in bytes.split(|&byte| byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = line.trim_ascii_start();
        if line.is_empty() || line.starts_with(b"#") {
            continue;
        }
        match entry(line, named) {
            Some(entry) => reading.claims.push(entry),
            None => broken += 1,
        }
    }
    if broken > 0 {
        reading.error(&format!("{broken} lines are damaged, cut off or of another kind"));
    }
    // A text that holds one such line among others is a text and no list.
    if broken > u64::try_from(reading.claims.len()).unwrap_or(u64::MAX) {
        reading.claims.clear();
    }
    reading
}

/// `disk.raw.b3`, `B3SUMS`, `MD5SUMS`, `disk.sha1`.
fn from_file_name(name: &str) -> Option<ClaimAlgorithm> {
    let name = base(name).to_ascii_lowercase();
    let name = name.strip_suffix(".txt").unwrap_or(&name);
    let ending = name.rsplit('.').next().unwrap_or(name);
    let ending = ending.strip_suffix("sums").or_else(|| ending.strip_suffix("sum")).unwrap_or(ending);
    if ending == "b3" { Some(ClaimAlgorithm::Blake3) } else { ClaimAlgorithm::from_name(ending) }
}

fn entry(line: &[u8], named: Option<ClaimAlgorithm>) -> Option<Claim> {
    let (escaped, line) = line.strip_prefix(b"\\").map_or((false, line), |rest| (true, rest));
    let digits = line.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    let (algorithm, hex, name) = match line.get(digits..)? {
        [b' ', b' ' | b'*', name @ ..] => {
            // What the file is called settles what its length leaves open, and nothing else.
            let algorithm = named.filter(|named| named.digits() == digits).or(ClaimAlgorithm::of_length(digits))?;
            (algorithm, line.get(..digits)?, name)
        }
        _ => tagged(line)?,
    };
    let name = if escaped { unescape(name).ok()? } else { name.to_owned() };
    let hex = digest(algorithm, std::str::from_utf8(hex).ok()?)?;
    (!name.is_empty()).then(|| Claim { name: shown_bytes(&name), ..claim(algorithm, hex, Of::File, "") })
}

/// `SHA256 (name) = HEX`, `SHA2-256(name)= HEX`.
fn tagged(line: &[u8]) -> Option<(ClaimAlgorithm, &[u8], &[u8])> {
    let open = line.iter().position(|&byte| byte == b'(')?;
    // The name may hold `) = ` too, the digest cannot.
    let close = line.iter().rposition(|&byte| byte == b')').filter(|&close| close > open)?;
    let algorithm = ClaimAlgorithm::from_name(std::str::from_utf8(line.get(..open)?).ok()?)?;
    let hex = line.get(close + 1..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii();
    Some((algorithm, hex, line.get(open + 1..close)?))
}
