//! Which entries of a log speak of an exhibit. Never guessed: where it cannot be told, nothing is taken and the record says so.

use serde::{Deserialize, Serialize};

use super::Exhibit;
use super::claim::{Claim, Of};
use crate::domain::text::visible_bytes;

/// Endings of files that hold an image and more: a digest over the medium inside is not one over the file. Split ones count on, `.E01` to `.EZZ`.
const CONTAINERS: &[&str] = &["ad1", "aff", "aff4", "afd", "vmdk", "vhd", "vhdx", "qcow2", "dmg"];

/// Why nothing in a log was taken for an exhibit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// Nothing in it has the exhibit's name or size.
    NoneFits,
    /// Several entries fit.
    SeveralFit,
    /// What has the exhibit's name has another size.
    OtherSize,
    /// There is no digest in it.
    NoDigest,
    /// It is too large to be read here, and is kept by its own digest.
    NotRead,
}

impl Doubt {
    /// Every reason.
    pub const ALL: [Self; 5] = [Self::NoneFits, Self::SeveralFit, Self::OtherSize, Self::NoDigest, Self::NotRead];

    /// The code: `none-fits`, `several-fit`, `other-size`, `no-digest`, `not-read`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Doubt::NoneFits => "none-fits",
            Doubt::SeveralFit => "several-fit",
            Doubt::OtherSize => "other-size",
            Doubt::NoDigest => "no-digest",
            Doubt::NotRead => "not-read",
        }
    }
}

/// What an entry is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Wanted {
    /// The exhibit's path with `/`, made visible.
    path: String,
    /// Its last component.
    name: String,
    /// Bytes; 0 where nothing is known.
    size: u64,
    /// Whether it is a thing and no file.
    thing: bool,
    /// The entry that a person named.
    entry: Option<String>,
}

impl Exhibit {
    /// The path under which it was registered, to be read: one that is no UTF-8 was kept as hex digits.
    #[must_use]
    pub fn shown_path(&self) -> String {
        let path = &self.registered.path;
        match path.strip_prefix("hex:").and_then(|hex| crate::library::digest::from_hex(hex.as_bytes())) {
            Some(bytes) => visible_bytes(&bytes),
            None => visible_bytes(path.as_bytes()),
        }
    }
}

impl Wanted {
    pub(super) fn of(exhibit: &Exhibit, entry: Option<String>) -> Wanted {
        let registered = &exhibit.registered;
        let path = exhibit.shown_path();
        let path = if path.is_empty() { exhibit.details.file_name.clone() } else { path };
        let path = path.replace('\\', "/").to_lowercase();
        Wanted {
            name: base(&path).to_owned(),
            path,
            size: exhibit.size(),
            thing: registered.kind == "physical-device",
            entry: entry.map(|entry| entry.trim().replace('\\', "/").to_lowercase()),
        }
    }

    fn container(&self) -> bool {
        let Some((_, ending)) = self.name.rsplit_once('.') else { return false };
        // E01 to E99, then EAA to EZZ; Ex01 is the later kind, L01 a logical one, S01 that of SMART.
        let counted = ending.strip_prefix("ex").or_else(|| ending.strip_prefix("lx")).or_else(|| ending.get(1..));
        let split = ending.starts_with(['e', 'l', 's'])
            && counted.is_some_and(|rest| {
                rest.len() == 2
                    && (rest.bytes().all(|b| b.is_ascii_digit()) || rest.bytes().all(|b| b.is_ascii_lowercase()))
            });
        (split && ending != "exe" && ending != "eml" && ending != "log") || CONTAINERS.contains(&ending)
    }

    fn fits_size(&self, claim: &Claim) -> bool {
        self.size == 0 || claim.size.is_none_or(|size| size == self.size)
    }

    fn named(&self, name: &str) -> bool {
        let name = name.replace('\\', "/").to_lowercase();
        match &self.entry {
            Some(entry) => name == *entry || base(&name) == entry,
            None => !self.name.is_empty() && base(&name) == self.name,
        }
    }
}

fn base(path: &str) -> &str {
    path.rsplit(['/', '|']).next().unwrap_or(path)
}

/// The entries of a log, sorted by what they say of an exhibit.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Picked {
    pub(super) own: Vec<Claim>,
    pub(super) content: Vec<Claim>,
    pub(super) others: Vec<Claim>,
    pub(super) doubt: Option<Doubt>,
}

/// What an entry is to the exhibit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Own,
    Content,
    Other,
}

pub(super) fn pick(wanted: &Wanted, claims: Vec<Claim>) -> Picked {
    // Whoever named an entry meant exactly that.
    if wanted.entry.is_some() {
        let (own, others): (Vec<_>, Vec<_>) = claims.into_iter().partition(|claim| wanted.named(&claim.name));
        return settle(wanted, own, Vec::new(), others);
    }
    let mut sources: Vec<&str> =
        claims.iter().filter(|claim| claim.of == Of::Source).map(|claim| claim.name.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    let one_source = sources.len() == 1;
    let role = |claim: &Claim| match claim.of {
        Of::Window => Role::Other,
        Of::Source | Of::Image => {
            let wrote = claim.into.iter().any(|name| wanted.named(name)) || wanted.named(&claim.name);
            let whole = one_source && claim.into.is_empty();
            match (wanted.thing, wrote || whole) {
                (true, _) if claim.of == Of::Source && one_source => Role::Own,
                (true, _) | (false, false) => Role::Other,
                (false, true) if wanted.container() || claim.into.len() > 1 => Role::Content,
                (false, true) => Role::Own,
            }
        }
        Of::Segment | Of::Container | Of::File if wanted.named(&claim.name) => Role::Own,
        // A collector does not name its own container; a log of one container has one.
        Of::Container if claim.name.is_empty() && wanted.name.ends_with(".zip") => Role::Own,
        Of::Segment | Of::Container | Of::File => Role::Other,
    };
    let (mut own, mut content, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for claim in claims {
        match role(&claim) {
            Role::Own => own.push(claim),
            Role::Content => content.push(claim),
            Role::Other => others.push(claim),
        }
    }
    if own.is_empty() && content.is_empty() && wanted.size > 0 {
        let mut alike: Vec<String> = others
            .iter()
            .filter(|claim| claim.of != Of::Window && claim.size == Some(wanted.size))
            .map(|claim| claim.name.clone())
            .collect();
        alike.dedup();
        if let [name] = alike.as_slice() {
            (own, others) =
                others.into_iter().partition(|claim| claim.name == *name && claim.size == Some(wanted.size));
        }
    }
    settle(wanted, own, content, others)
}

/// Takes entries of one name and the right size; several of one name are told apart by their paths, then by their sizes.
fn settle(wanted: &Wanted, mut own: Vec<Claim>, content: Vec<Claim>, mut others: Vec<Claim>) -> Picked {
    let files = |own: &[Claim]| {
        let mut names: Vec<String> = own
            .iter()
            .filter(|claim| matches!(claim.of, Of::File | Of::Segment))
            .map(|claim| claim.name.clone())
            .collect();
        names.sort_unstable();
        names.dedup();
        names.len()
    };
    let narrow = |own: &mut Vec<Claim>, others: &mut Vec<Claim>, keep: &dyn Fn(&Claim) -> bool| {
        if own.iter().any(keep) {
            let (kept, rest) = std::mem::take(own).into_iter().partition(keep);
            *own = kept;
            others.extend::<Vec<Claim>>(rest);
        }
    };
    if files(&own) > 1 {
        narrow(&mut own, &mut others, &|claim| claim.name.replace('\\', "/").to_lowercase() == wanted.path);
    }
    if files(&own) > 1 && wanted.size > 0 {
        narrow(&mut own, &mut others, &|claim| claim.size == Some(wanted.size));
    }
    let mut doubt = None;
    if files(&own) > 1 {
        doubt = Some(Doubt::SeveralFit);
    } else if !own.iter().all(|claim| wanted.fits_size(claim)) {
        narrow(&mut own, &mut others, &|claim| wanted.fits_size(claim));
        if !own.iter().all(|claim| wanted.fits_size(claim)) {
            doubt = Some(Doubt::OtherSize);
        }
    } else if own.is_empty() && content.is_empty() {
        doubt = Some(Doubt::NoneFits);
    }
    if doubt.is_some() {
        others.splice(0..0, std::mem::take(&mut own));
    }
    Picked { own, content, others, doubt }
}
