//! People with keys of their own: an address book, keys that ssh-keygen made and the organisation enrolled, and signatures by them.

use std::process::Command;

use super::*;

const PEOPLE: &str = "name,initials,phone1,phone2,roles\nDana Okafor,DO,+44 20 7946 0001,+44 20 7946 0002,siro\nIda Said,IS,+44 20 7946 0003,+44 20 7946 0004,dpo\nOle Berg,OB,+44 20 7946 0005,+44 20 7946 0006,lead\n";

/// A laptop whose address book knows three people; the keys of two, `dana` and `ida`, are enrolled.
pub(super) fn enrolled(seed: u64) -> World {
    let world = World::new(seed);
    let csv = world.file("people.csv");
    std::fs::write(&csv, PEOPLE).unwrap();
    assert_eq!(run(&world.env, &["people", "import", csv.to_str().unwrap()]).code, 0);
    for (name, initials) in [("dana", "DO"), ("ida", "IS")] {
        let key = world.file(name);
        keygen(&["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", key.to_str().unwrap()]);
        let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
        let (person, key) = (format!("person={initials}"), format!("key={}", public.trim()));
        let enrolled = run(&world.env, &["org", "enrol", &person, &key, "form=F-12, safe 2", "witness=Ole Berg"]);
        assert_eq!(enrolled.code, 0, "{}", enrolled.err);
    }
    // A key that shows anything was enrolled before the declaration.
    world.clock.pass(60_000);
    world
}

/// A statement signed by somebody's key: the field that names the signature.
pub(super) fn sign(world: &World, who: &str, namespace: &str, statement: &str) -> String {
    let file = world.file("statement");
    std::fs::write(&file, statement).unwrap();
    let signature = file.with_extension("sig");
    let _ = std::fs::remove_file(&signature);
    keygen(&["-q", "-Y", "sign", "-f", world.file(who).to_str().unwrap(), "-n", namespace, file.to_str().unwrap()]);
    format!("signature-file={}", signature.to_str().unwrap())
}

fn keygen(args: &[&str]) {
    let done = Command::new("ssh-keygen").args(args).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
