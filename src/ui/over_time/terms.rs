//! The query as keys change it: a term is added, the time that is shown is narrowed. What somebody typed stays as it is.

use crate::domain::time::Instant;

/// Adds a term that something holds exactly this in a field; `not` that it does not. A term that is there is not added again.
#[must_use]
pub(super) fn with(query: &str, field: &str, value: &str, not: bool) -> String {
    let plain = !value.is_empty() && !value.starts_with(['"', '/']) && !value.contains(char::is_whitespace);
    let value = if plain { value.to_owned() } else { quoted(value) };
    let sign = if not { "-" } else { "" };
    add(query, &format!("{sign}{field}:={value}"))
}

fn quoted(value: &str) -> String {
    let mut text = String::from("\"");
    for letter in value.chars() {
        if matches!(letter, '"' | '\\') {
            text.push('\\');
        }
        text.push(letter);
    }
    text.push('"');
    text
}

/// Adds words that stand somewhere, to the letter.
#[must_use]
pub(super) fn words(query: &str, words: &str) -> String {
    add(query, &quoted(words))
}

/// Adds a term behind the others.
#[must_use]
pub(super) fn add(query: &str, term: &str) -> String {
    let query = query.trim();
    match query {
        "" => term.to_owned(),
        _ if parts(query).contains(&term) => query.to_owned(),
        _ => [query, term].join(" "),
    }
}

/// Narrows to a time, both ends counted, milliseconds since 1970; none takes the time away again. A time that stands beside OR or NOT is left.
#[must_use]
pub(super) fn between(query: &str, time: Option<(i64, i64)>) -> String {
    let parts = parts(query);
    let beside = |at: usize| {
        let operator =
            |at: Option<usize>| at.and_then(|at| parts.get(at)).is_some_and(|part| matches!(*part, "OR" | "NOT"));
        operator(at.checked_sub(1)) || operator(Some(at + 1))
    };
    let kept = parts.iter().enumerate().filter(|(at, part)| !part.starts_with("time:") || beside(*at));
    let kept = kept.map(|(_, part)| *part).collect::<Vec<_>>().join(" ");
    match time {
        Some((from, to)) => add(&kept, &format!("time:{}..{}", written(from), written(to))),
        None => kept,
    }
}

fn written(at: i64) -> String {
    let text = Instant::from_millis(at).to_string();
    text.strip_suffix(".000Z").map_or(text.clone(), |seconds| [seconds, "Z"].concat())
}

/// The terms of a query as typed; what stands in quotes is not parted.
fn parts(query: &str) -> Vec<&str> {
    let (mut parts, mut from, mut open, mut escaped) = (Vec::new(), None, false, false);
    for (at, letter) in query.char_indices() {
        match letter {
            _ if letter.is_whitespace() && !open => {
                parts.extend(from.take().and_then(|from: usize| query.get(from..at)));
                continue;
            }
            '"' if !escaped => open = !open,
            _ => {}
        }
        escaped = letter == '\\' && !escaped;
        from = from.or(Some(at));
    }
    parts.extend(from.and_then(|from| query.get(from..)));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::foreign::Zone;
    use crate::library::query::Query;

    #[test]
    fn terms_are_added_once_and_mean_what_was_under_the_cursor() {
        assert_eq!(with("", "host", "web1", false), "host:=web1");
        assert_eq!(with("logon", "user", "CORP\\svc backup", true), r#"logon -user:="CORP\\svc backup""#);
        assert_eq!(with("host:=web1 a", "host", "web1", false), "host:=web1 a");
        for value in ["web1", "a b", "\"x", "/etc/passwd", "C:\\x y\\", "1..2", "\u{fc}ber", "a\"b"] {
            let query = with("x:y", "host", value, true);
            assert!(Query::parse(&query, Zone::UTC).is_ok(), "{query}");
            struct Host<'a>(&'a str);
            impl crate::library::query::Searched for Host<'_> {
                fn texts(&self, take: &mut dyn FnMut(&str, &str) -> bool) {
                    take("host", self.0);
                }
                fn at(&self) -> Option<i64> {
                    None
                }
            }
            let one = Query::parse(&with("", "host", value, false), Zone::UTC).unwrap();
            assert!(one.finds(&Host(value)), "{value}");
            assert!(!one.finds(&Host("other")), "{value}");
        }
    }

    #[test]
    fn a_time_takes_the_place_of_the_one_before_it() {
        let shown = between("host:=\"time: x\" time:2026-02-18", Some((0, 61_500)));
        assert_eq!(shown, "host:=\"time: x\" time:1970-01-01T00:00:00Z..1970-01-01T00:01:01.500Z");
        assert!(Query::parse(&shown, Zone::UTC).is_ok());
        assert_eq!(between(&shown, None), "host:=\"time: x\"");
        assert_eq!(between("time:2026 OR time:2027 x", None), "time:2026 OR time:2027 x");
    }
}
