//! The reply of a time-stamping authority, held against the checkpoint that it was asked for; and, where certificates were given and `openssl` is there, its
//! signature too.

use std::io::Write as _;
use std::process::{Command, Stdio};

use super::case::Case;
use crate::domain::anchor::{Reply, Signed, case_head};
use crate::domain::artefact::Artefact;
use crate::domain::text::visible_bytes;
use crate::journal::{from_hex, hash_from_hex, timestamp};
use crate::store::places::private_directory;

/// More bytes than any reply or list of certificates has.
const LARGEST: u64 = 1024 * 1024;
/// Characters that are kept of what `openssl` says.
const MOST: usize = 200;

/// What the reply shows. Nothing is refused here: a file that is none is recorded with the reason.
pub(super) fn check(case: &Case, file: Artefact, ca: Option<Artefact>, signed: &Signed, preview: bool) -> Reply {
    let bytes = |file: &Artefact| (file.size <= LARGEST).then(|| case.attachment(&file.sha256)).flatten();
    let read = bytes(&file);
    let authority = ca.as_ref().map(bytes);
    let mut reply = Reply {
        file,
        ca,
        stamped: None,
        policy: String::new(),
        serial: String::new(),
        problem: String::new(),
        chain: "not-checked".to_owned(),
        chain_problem: String::new(),
    };
    let Some(read) = read else {
        reply.problem = "the file is far larger than a reply".to_owned();
        return reply;
    };
    let asked = hash_from_hex(&case_head(&signed.heads)).zip(from_hex(&signed.nonce));
    let checked = asked.ok_or_else(|| "the checkpoint cannot be read".to_owned());
    match checked.and_then(|(imprint, nonce)| timestamp::check(&read, &imprint, nonce)) {
        Ok(token) => {
            reply.stamped = Some(token.stamped);
            reply.policy = token.policy;
            reply.serial = token.serial;
        }
        Err(why) => reply.problem = why,
    }
    if let (Some(authority), true, false) = (authority, reply.problem.is_empty(), preview) {
        let looked = authority.ok_or_else(|| "the certificates are far too large".to_owned());
        match looked.and_then(|authority| chain(case, &case_head(&signed.heads), &read, &authority)) {
            Ok(Some(())) => "holds".clone_into(&mut reply.chain),
            Ok(None) => "no-tool".clone_into(&mut reply.chain),
            Err(why) => {
                "fails".clone_into(&mut reply.chain);
                reply.chain_problem = why;
            }
        }
    }
    reply
}

/// Asks `openssl ts -verify`; none where there is no such tool.
fn chain(case: &Case, imprint: &str, reply: &[u8], authority: &[u8]) -> Result<Option<()>, String> {
    let failed = |error: std::io::Error| format!("the reply could not be put aside for openssl: {error}");
    let put = |bytes: &[u8]| -> std::io::Result<tempfile::NamedTempFile> {
        private_directory(&case.env().places.state).map_err(std::io::Error::other)?;
        let mut file = tempfile::Builder::new().prefix("stamp-").tempfile_in(&case.env().places.state)?;
        file.write_all(bytes)?;
        Ok(file)
    };
    let (reply, authority) = (put(reply).map_err(failed)?, put(authority).map_err(failed)?);
    let mut command = Command::new("openssl");
    command.args(["ts", "-verify", "-digest", imprint, "-in"]).arg(reply.path()).arg("-CAfile").arg(authority.path());
    match command.stdin(Stdio::null()).output() {
        Ok(said) if said.status.success() => Ok(Some(())),
        Ok(said) => {
            let words = visible_bytes(&said.stderr);
            Err(words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MOST).collect())
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}
