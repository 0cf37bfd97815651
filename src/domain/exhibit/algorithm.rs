//! The algorithms in which somebody may state a digest: more than warroom computes.

use serde::{Deserialize, Serialize};

use super::digest::NOTHING;

/// An algorithm by which a stated digest was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClaimAlgorithm {
    /// SHA-256 (FIPS 180-4).
    Sha256,
    /// SHA-512 (FIPS 180-4).
    Sha512,
    /// SHA-384 (FIPS 180-4).
    Sha384,
    /// SHA-1: collisions are made at will (SHAttered, 2017).
    Sha1,
    /// MD5 (RFC 1321): collisions are made at will (2004).
    Md5,
    /// BLAKE3.
    Blake3,
}

/// The algorithms by their codes, as a form offers them.
pub const ALGORITHMS: &[&str] = &["sha256", "sha512", "sha384", "sha1", "md5", "blake3"];

impl ClaimAlgorithm {
    /// Every algorithm, in the order of [`ALGORITHMS`].
    pub const ALL: [Self; 6] = [Self::Sha256, Self::Sha512, Self::Sha384, Self::Sha1, Self::Md5, Self::Blake3];

    /// The code: `sha256`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
            Self::Sha384 => "sha384",
            Self::Sha1 => "sha1",
            Self::Md5 => "md5",
            Self::Blake3 => "blake3",
        }
    }

    /// The name as people write it: `SHA-256`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha512 => "SHA-512",
            Self::Sha384 => "SHA-384",
            Self::Sha1 => "SHA-1",
            Self::Md5 => "MD5",
            Self::Blake3 => "BLAKE3",
        }
    }

    /// Hexadecimal digits of a digest.
    #[must_use]
    pub fn digits(self) -> usize {
        match self {
            Self::Sha256 | Self::Blake3 => 64,
            Self::Sha512 => 128,
            Self::Sha384 => 96,
            Self::Sha1 => 40,
            Self::Md5 => 32,
        }
    }

    /// Whether two different contents with one digest can be made on purpose: such a digest matches an old log and proves nothing on its own.
    #[must_use]
    pub fn broken(self) -> bool {
        matches!(self, Self::Md5 | Self::Sha1)
    }

    /// The algorithm a name stands for, in any case: `SHA256`, `sha-256` and OpenSSL's `SHA2-256` are one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name: String = name
            .trim()
            .chars()
            .filter(|sign| !matches!(sign, '-' | '_' | '/' | ' '))
            .map(|sign| sign.to_ascii_lowercase())
            .take(16)
            .collect();
        let name = match name.strip_prefix("sha2") {
            // `sha2-256` with its dash gone; `sha256` begins with the same letters.
            Some(rest @ ("256" | "384" | "512")) => format!("sha{rest}"),
            _ => name,
        };
        Self::ALL.into_iter().find(|algorithm| algorithm.code() == name)
    }

    /// The algorithm whose digests have this many hexadecimal digits; SHA-256 for 64, as BLAKE3 is never meant unless it is named.
    #[must_use]
    pub fn of_length(digits: usize) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.digits() == digits)
    }

    /// The digest of zero bytes.
    #[must_use]
    pub fn of_nothing(self) -> &'static str {
        match self {
            Self::Sha256 => NOTHING,
            Self::Sha512 => concat!(
                "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce",
                "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"
            ),
            Self::Sha384 => concat!(
                "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da",
                "274edebfe76f65fbd51ad2f14898b95b"
            ),
            Self::Sha1 => "da39a3ee5e6b4b0d3255bfef95601890afd80709",
            Self::Md5 => "d41d8cd98f00b204e9800998ecf8427e",
            Self::Blake3 => "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
        }
    }

    /// The size of the run of zeros that has this digest, where it is one of the common sizes: what a tool makes of a disk it could not read.
    #[must_use]
    pub fn zeros(self, hex: &str) -> Option<u64> {
        ZEROS.iter().find(|(algorithm, _, known)| *algorithm == self && *known == hex).map(|(_, size, _)| *size)
    }
}

/// Digests of nothing but zeros: one sector, one block, 64 KiB, 1 MiB, a floppy disk, 16 MiB, 64 MiB, 1 GiB.
const ZEROS: &[(ClaimAlgorithm, u64, &str)] = &[
    (ClaimAlgorithm::Md5, 512, "bf619eac0cdf3f68d496ea9344137e8b"),
    (ClaimAlgorithm::Md5, 4_096, "620f0b67a91f7f74151bc5be745b7110"),
    (ClaimAlgorithm::Md5, 65_536, "fcd6bcb56c1689fcef28b57c22475bad"),
    (ClaimAlgorithm::Md5, 1_048_576, "b6d81b360a5672d80c27430f39153e2c"),
    (ClaimAlgorithm::Md5, 1_474_560, "b37823c7a90d1917f719ba5927b23da8"),
    (ClaimAlgorithm::Md5, 16_777_216, "2c7ab85a893283e98c931e9511add182"),
    (ClaimAlgorithm::Md5, 67_108_864, "7f614da9329cd3aebf59b91aadc30bf0"),
    (ClaimAlgorithm::Md5, 1_073_741_824, "cd573cfaace07e7949bc0c46028904ff"),
    (ClaimAlgorithm::Sha1, 512, "5c3eb80066420002bc3dcc7ca4ab6efad7ed4ae5"),
    (ClaimAlgorithm::Sha1, 4_096, "1ceaf73df40e531df3bfb26b4fb7cd95fb7bff1d"),
    (ClaimAlgorithm::Sha1, 65_536, "1adc95bebe9eea8c112d40cd04ab7a8d75c4f961"),
    (ClaimAlgorithm::Sha1, 1_048_576, "3b71f43ff30f4b15b5cd85dd9e95ebc7e84eb5a3"),
    (ClaimAlgorithm::Sha1, 1_474_560, "fe0786be0f9207ee934cc07917006ae7b8cb350a"),
    (ClaimAlgorithm::Sha1, 16_777_216, "3b4417fc421cee30a9ad0fd9319220a8dae32da2"),
    (ClaimAlgorithm::Sha1, 67_108_864, "44fac4bedde4df04b9572ac665d3ac2c5cd00c7d"),
    (ClaimAlgorithm::Sha1, 1_073_741_824, "2a492f15396a6768bcbca016993f4b4c8b0b5307"),
    (ClaimAlgorithm::Sha256, 512, "076a27c79e5ace2a3d47f9dd2e83e4ff6ea8872b3c2218f66c92b89b55f36560"),
    (ClaimAlgorithm::Sha256, 4_096, "ad7facb2586fc6e966c004d7d1d16b024f5805ff7cb47c7a85dabd8b48892ca7"),
    (ClaimAlgorithm::Sha256, 65_536, "de2f256064a0af797747c2b97505dc0b9f3df0de4f489eac731c23ae9ca9cc31"),
    (ClaimAlgorithm::Sha256, 1_048_576, "30e14955ebf1352266dc2ff8067e68104607e750abb9d3b36582b8af909fcb58"),
    (ClaimAlgorithm::Sha256, 1_474_560, "b6e6d0ef201c489c78b3d783aa4486909d2089fe2ef487dc331e1066e26c7cb8"),
    (ClaimAlgorithm::Sha256, 16_777_216, "080acf35a507ac9849cfcba47dc2ad83e01b75663a516279c8b9d243b719643e"),
    (ClaimAlgorithm::Sha256, 67_108_864, "3b6a07d0d404fab4e23b6d34bc6696a6a312dd92821332385e5af7c01c421351"),
    (ClaimAlgorithm::Sha256, 1_073_741_824, "49bc20df15e412a64472421e13fe86ff1c5165e18b2afccf160d4dc19fe68a14"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::Digest as _;

    #[test]
    fn digests_of_nothing_and_of_zeros_are_that() {
        for algorithm in ClaimAlgorithm::ALL {
            assert_eq!(algorithm.of_nothing().len(), algorithm.digits());
            assert_eq!(ClaimAlgorithm::from_name(algorithm.name()), Some(algorithm));
            assert_eq!(ClaimAlgorithm::from_name(algorithm.code()), Some(algorithm));
        }
        assert_eq!(ALGORITHMS.to_vec(), ClaimAlgorithm::ALL.map(ClaimAlgorithm::code).to_vec());
        let hex = |bytes: &[u8]| crate::library::digest::hex(bytes);
        assert_eq!(hex(&sha2::Sha512::digest(b"")), ClaimAlgorithm::Sha512.of_nothing());
        assert_eq!(hex(&sha2::Sha384::digest(b"")), ClaimAlgorithm::Sha384.of_nothing());
        for (algorithm, size, known) in ZEROS {
            assert_eq!((known.len(), algorithm.zeros(known)), (algorithm.digits(), Some(*size)));
            if *algorithm == ClaimAlgorithm::Sha256 && *size <= 2_000_000 {
                let zeros = vec![0; usize::try_from(*size).unwrap()];
                assert_eq!(hex(&sha2::Sha256::digest(&zeros)), *known);
            }
        }
        assert_eq!(ClaimAlgorithm::from_name("SHA2-512"), Some(ClaimAlgorithm::Sha512));
        assert_eq!(ClaimAlgorithm::from_name("sha2"), None);
    }
}
