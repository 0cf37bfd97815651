//! What pasted lines are read as, before anything is recorded: how many of which kind, what was said twice or is known, what no kind was told of, and what stands for
//! ourselves more likely than for an attacker.

use core::net::{IpAddr, Ipv4Addr};
use std::collections::{BTreeMap, BTreeSet};

use super::{Indicator, defanged, read};
use crate::domain::entity::even;
use crate::domain::incident::Incident;

/// What lines were read as.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recognised {
    /// What is new, in order and without repetition.
    pub new: Vec<Indicator>,
    /// How many of each kind are new.
    pub kinds: BTreeMap<String, usize>,
    /// How many were said before in the same text.
    pub twice: usize,
    /// How many the set holds already.
    pub known: usize,
    /// New ones that stand for ourselves more likely: addresses that no stranger has, and our own names. As they are shown.
    pub ours: Vec<String>,
    /// New ones of which no kind was told. As they were typed.
    pub unread: Vec<String>,
}

/// Lines of a list, each one indicator; what stands behind `#` at the start of a line is a remark.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// What texts are read as, beside what a set holds.
#[must_use]
pub fn recognised<'a>(
    state: &Incident,
    known: &BTreeSet<&Indicator>,
    given: impl Iterator<Item = &'a str>,
) -> Recognised {
    let own = own(state);
    let mut found = Recognised::default();
    let mut seen = BTreeSet::new();
    for indicator in given.filter_map(read) {
        if known.contains(&indicator) {
            found.known += 1;
            continue;
        }
        if !seen.insert(indicator.clone()) {
            found.twice += 1;
            continue;
        }
        if indicator.kind == "text" {
            found.unread.push(indicator.value.clone());
        } else if inside(&indicator) || is_own(&indicator, &own) {
            found.ours.push(defanged(&indicator));
        }
        *found.kinds.entry(indicator.kind.clone()).or_default() += 1;
        found.new.push(indicator);
    }
    found
}

/// Names that are ours: hosts of the register with their domains, and the domains of the addresses on the roster.
fn own(state: &Incident) -> BTreeSet<String> {
    let people = state.people.people.iter().filter_map(|(_, person)| person.email.rsplit_once('@'));
    let mut own: BTreeSet<String> = people.map(|(_, host)| even(host)).collect();
    for (_, recorded) in state.entities.standing(state).filter(|(_, recorded)| recorded.kind == "asset") {
        own.extend(std::iter::once(&recorded.name).chain(&recorded.aliases).map(|name| even(name)));
    }
    let listed = state.entities.of_lists(state).map(|(_, _, known)| known).filter(|known| known.kind == "asset");
    own.extend(listed.flat_map(|known| std::iter::once(&known.name).chain(&known.aliases)).map(|name| even(name)));
    own.retain(|name| !name.is_empty());
    own
}

/// The host that an indicator names.
fn host(indicator: &Indicator) -> Option<String> {
    let value = indicator.value.as_str();
    let host = match indicator.kind.as_str() {
        "domain" | "ip" => value,
        "account" => value.rsplit_once('@')?.1,
        "url" => {
            let (_, rest) = value.split_once("://")?;
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            let host = host.rsplit('@').next().unwrap_or_default();
            match host.strip_prefix('[') {
                Some(six) => six.split(']').next().unwrap_or_default(),
                None => host.split(':').next().unwrap_or_default(),
            }
        }
        _ => return None,
    };
    Some(even(host))
}

fn is_own(indicator: &Indicator, own: &BTreeSet<String>) -> bool {
    let Some(host) = host(indicator) else { return false };
    // A name below ours is ours too; an account is told by its whole name as well.
    let mut rest = host.as_str();
    loop {
        if own.contains(rest) {
            return true;
        }
        match rest.split_once('.') {
            Some((_, above)) if above.contains('.') && indicator.kind != "ip" => rest = above,
            _ => return own.contains(&even(&indicator.value)),
        }
    }
}

/// Whether it is an address that means nothing outside one's own network.
fn inside(indicator: &Indicator) -> bool {
    if !matches!(indicator.kind.as_str(), "ip" | "url") {
        return false;
    }
    let Some(host) = host(indicator) else { return false };
    match host.split('/').next().unwrap_or_default().parse() {
        Ok(IpAddr::V4(four)) => inside_four(four),
        Ok(IpAddr::V6(six)) => {
            let [first, ..] = six.segments();
            let local = first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80;
            local
                || six.is_loopback()
                || six.is_multicast()
                || six.is_unspecified()
                || six.to_ipv4_mapped().is_some_and(inside_four)
        }
        Err(_) => false,
    }
}

fn inside_four(four: Ipv4Addr) -> bool {
    let [first, second, ..] = four.octets();
    // 100.64.0.0/10 lies between a provider and its customers; 240.0.0.0/4 and 0.0.0.0/8 are nobody's.
    let shared = first == 100 && (64..128).contains(&second);
    four.is_private()
        || four.is_loopback()
        || four.is_link_local()
        || four.is_multicast()
        || shared
        || first >= 240
        || first == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::indicator::issue;
    use crate::domain::play::Play;

    #[test]
    fn pasted_lines_are_counted_by_kind_and_what_is_ours_is_told() {
        let mut play = Play::new();
        play.done(crate::domain::people::add, &[("name", "Kim Own"), ("email", "kim@own.example")]);
        play.done(crate::domain::entity::record, &[("entity", "web01"), ("aliases", "web01.corp.test, 203.0.113.9")]);
        play.done(issue, &[("set", "marks"), ("add", "evil.example")]);
        let text = "# from the CERT\n\nhxxps://evil[.]example/a\nEVIL.example\n198.51.100[.]7\n198.51.100.7\n10.1.2.3\n\
                    fe80::1\n100.64.0.1\n8.8.8.8\nmail.own.example\nbob@own.example\nhttps://web01.corp.test/x\nweb01.corp.test\n\
                    203.0.113.9\nnotown.example\nsome words\nd41d8cd98f00b204e9800998ecf8427e\n";
        let holds = crate::domain::indicator::wanted(&play.state);
        let found = recognised(&play.state, &holds, lines(text));
        let kinds: Vec<(&str, usize)> = found.kinds.iter().map(|(kind, count)| (kind.as_str(), *count)).collect();
        let wanted = [("account", 1), ("domain", 3), ("hash", 1), ("ip", 6), ("text", 1), ("url", 2)];
        assert_eq!((kinds, found.twice, found.known), (wanted.to_vec(), 1, 1));
        let ours = [
            "10.1.2[.]3",
            "fe80:[:]1",
            "100.64.0[.]1",
            "mail.own[.]example",
            "bob[@]own[.]example",
            "hxxps://web01.corp[.]test/x",
            "web01.corp[.]test",
            "203.0.113[.]9",
        ];
        assert_eq!(found.ours, ours);
        assert_eq!((found.unread, found.new.len()), (vec!["some words".to_owned()], 14));
        let (record, rules) = play.run(issue, &[("pasted", text)]);
        assert_eq!(rules, ["U-05", "U-06"], "told, and recorded");
        assert_eq!(crate::domain::indicator::contents(&play.state, record).len(), 15);
        let (_, rules) = play.run(issue, &[("pasted", "evil[.]test\nworse[.]test")]);
        assert!(rules.is_empty(), "{rules:?}");
        assert!(play.decide(issue, &[("pasted", text)]).is_err(), "nothing of it is new");
    }
}
