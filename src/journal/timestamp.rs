//! RFC 3161: the request for a time stamp, written by hand as DER, and the reply, read with no trust in it. The signature of the authority and its
//! certificates are not looked at here.

mod der;

use der::{Der, Tlv, integer};
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use super::merkle::Hash;
use crate::domain::time::Instant;

/// SHA-256 (2.16.840.1.101.3.4.2.1).
const SHA256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
/// SHA-384 (…2.2).
const SHA384: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02];
/// SHA-512 (…2.3).
const SHA512: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03];
/// id-signedData (1.2.840.113549.1.7.2).
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
/// id-ct-TSTInfo (1.2.840.113549.1.9.16.1.4).
const TST_INFO: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];
/// id-messageDigest (1.2.840.113549.1.9.4).
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
/// id-contentType (1.2.840.113549.1.9.3).
const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];

/// What a reply says that holds together: asked for, granted, over this imprint with this nonce, and signed over just this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// When, by the authority's clock.
    pub stamped: Instant,
    /// The policy, dotted.
    pub policy: String,
    /// The serial number, lower-case hex.
    pub serial: String,
}

/// The request (RFC 3161 section 2.4.1): version 1, SHA-256 imprint, nonce, and the wish for the certificate of the authority.
#[must_use]
pub fn request(imprint: &Hash, nonce: [u8; 8]) -> Vec<u8> {
    let algorithm = der::seq(&[der::tlv(0x06, SHA256), der::tlv(0x05, &[])]);
    der::seq(&[
        der::tlv(0x02, &[1]),
        der::seq(&[algorithm, der::tlv(0x04, imprint)]),
        der::tlv(0x02, &integer(&nonce)),
        der::tlv(0x01, &[0xff]),
    ])
}

/// Reads a reply (RFC 3161 section 2.4.2) and holds it against what was asked for.
///
/// # Errors
/// In words, the first thing that does not fit.
pub fn check(reply: &[u8], imprint: &Hash, nonce: [u8; 8]) -> Result<Token, String> {
    let mut whole = Der(reply);
    let mut response = whole.take(0x30)?.inside();
    whole.end("the reply")?;
    let mut status = response.take(0x30)?.inside();
    let granted = status.take(0x02)?.0;
    if !matches!(granted, [0 | 1]) {
        return Err("the authority did not grant the request".to_owned());
    }
    let mut content = response.take(0x30).map_err(|_| "it holds no token")?.inside();
    response.end("the token")?;
    same(content.take(0x06)?, SIGNED_DATA, "the token is no signed data")?;
    let mut signed = content.take(0xa0)?.inside().take(0x30)?.inside();
    signed.take(0x02)?;
    signed.take(0x31)?;
    let mut wrapped = signed.take(0x30)?.inside();
    same(wrapped.take(0x06)?, TST_INFO, "what was signed is no time stamp")?;
    let info = wrapped.take(0xa0)?.inside().take(0x04)?.0;
    // Certificates and lists of revoked ones may stand before those who signed.
    while signed.next_is(0xa0) || signed.next_is(0xa1) {
        signed.skip()?;
    }
    let mut signers = signed.take(0x31)?.inside();
    let signer = signers.take(0x30).map_err(|_| "nobody signed the token")?.inside();
    signers.end("the signers, of whom there must be one")?;
    check_signer(signer, info)?;
    check_info(info, imprint, nonce)
}

/// That the signer signed the digest of just this content (RFC 5652 section 5.4).
fn check_signer(mut signer: Der<'_>, info: &[u8]) -> Result<(), String> {
    signer.take(0x02)?;
    signer.skip()?;
    let algorithm = signer.take(0x30)?.inside().take(0x06)?;
    let digest = match algorithm.0 {
        SHA256 => Sha256::digest(info).to_vec(),
        SHA384 => Sha384::digest(info).to_vec(),
        SHA512 => Sha512::digest(info).to_vec(),
        _ => return Err("it was signed with another digest than SHA-256, SHA-384 or SHA-512".to_owned()),
    };
    let mut attributes = signer.take(0xa0).map_err(|_| "what was signed has no attributes")?.inside();
    let (mut fits, mut kind) = (false, false);
    while !attributes.0.is_empty() {
        let mut attribute = attributes.take(0x30)?.inside();
        let name = attribute.take(0x06)?.0;
        let mut values = attribute.take(0x31)?.inside();
        match name {
            MESSAGE_DIGEST => fits = values.take(0x04)?.0 == digest,
            CONTENT_TYPE => kind = values.take(0x06)?.0 == TST_INFO,
            _ => {}
        }
    }
    if !kind {
        return Err("it was signed as something else than a time stamp".to_owned());
    }
    if fits { Ok(()) } else { Err("its content is not the one that was signed".to_owned()) }
}

/// Reads what was stamped (RFC 3161 section 2.4.2, TSTInfo).
fn check_info(info: &[u8], imprint: &Hash, nonce: [u8; 8]) -> Result<Token, String> {
    let mut whole = Der(info);
    let mut info = whole.take(0x30)?.inside();
    whole.end("the time stamp")?;
    if info.take(0x02)?.0 != [1] {
        return Err("its version is not 1".to_owned());
    }
    let policy = der::dotted(info.take(0x06)?.0);
    let mut stamped = info.take(0x30)?.inside();
    same(stamped.take(0x30)?.inside().take(0x06)?, SHA256, "its imprint is no SHA-256")?;
    if stamped.take(0x04)?.0 != imprint {
        return Err("it is over other bytes than this checkpoint".to_owned());
    }
    let serial = super::hex(info.take(0x02)?.0);
    let at = der::time(info.take(0x18)?.0).ok_or("its time cannot be read")?;
    for optional in [0x30, 0x01] {
        if info.next_is(optional) {
            info.skip()?;
        }
    }
    if !info.next_is(0x02) || info.take(0x02)?.0 != integer(&nonce) {
        return Err("it answers another request: the nonce differs".to_owned());
    }
    Ok(Token { stamped: at, policy, serial })
}

fn same(found: Tlv<'_>, expected: &[u8], otherwise: &str) -> Result<(), String> {
    if found.0 == expected { Ok(()) } else { Err(otherwise.to_owned()) }
}
