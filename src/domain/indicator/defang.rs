//! Addresses broken so that nobody can click them, and put together again. Whatever is shown or printed is broken, by [`defanged`] alone; what leaves for other
//! tools is whole.

use super::Indicator;

/// How feeds and people break addresses, and what stands there.
const BROKEN: &[(&str, &str)] = &[
    ("[.]", "."),
    ("(.)", "."),
    ("{.}", "."),
    ("[dot]", "."),
    ("(dot)", "."),
    ("[:]", ":"),
    ("[@]", "@"),
    ("(@)", "@"),
    ("[at]", "@"),
    ("[://]", "://"),
    ("[/]", "/"),
];

/// A text in which addresses are whole again.
#[must_use]
pub fn refanged(text: &str) -> String {
    let mut text = text.to_owned();
    for (broken, sound) in BROKEN {
        if text.contains(broken) {
            text = text.replace(broken, sound);
        }
    }
    let mut whole = String::with_capacity(text.len());
    let mut rest = text.as_str();
    // Only where a scheme begins: a word that holds these letters keeps them.
    while let Some(found) = scheme(rest) {
        let (before, after) = rest.split_at(found);
        whole.push_str(before);
        let (broken, after) = after.split_at(4);
        whole.extend(broken.chars().map(|sign| match sign {
            'x' => 't',
            'X' => 'T',
            other => other,
        }));
        rest = after;
    }
    whole.push_str(rest);
    whole
}

/// Where `hxxp` stands as the scheme of an address.
fn scheme(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = lower.get(from..)?.find("hxxp") {
        let start = from + found;
        let rest = lower.get(start + 4..).unwrap_or_default();
        let begins = !lower.get(..start).unwrap_or_default().chars().next_back().is_some_and(char::is_alphanumeric);
        if begins && (rest.starts_with("://") || rest.starts_with("s://")) {
            return Some(start);
        }
        from = start + 4;
    }
    None
}

/// An indicator as it is shown and printed: `hxxps://evil[.]example/a`, `10.0.0[.]1`, `bob[@]evil[.]example`. What cannot be clicked stays as it is.
#[must_use]
pub fn defanged(indicator: &Indicator) -> String {
    let value = indicator.value.as_str();
    match indicator.kind.as_str() {
        "ip" => {
            let (address, network) = value.split_at(value.find('/').unwrap_or(value.len()));
            [last_broken(address, if address.contains(':') { ':' } else { '.' }).as_str(), network].concat()
        }
        "domain" => last_broken(value, '.'),
        "account" => match value.rsplit_once('@') {
            Some((name, host)) => [name, "[@]", &last_broken(host, '.')].concat(),
            None => value.to_owned(),
        },
        "url" => url(value),
        _ => value.to_owned(),
    }
}

/// What somebody typed as an indicator, as it is shown.
#[must_use]
pub fn shown(typed: &str) -> String {
    super::read(typed).map_or_else(|| typed.to_owned(), |indicator| defanged(&indicator))
}

fn last_broken(text: &str, sign: char) -> String {
    // A point at the end ends the name and breaks nothing.
    let end = text.len() - usize::from(text.ends_with('.') && sign == '.');
    match text.get(..end).and_then(|name| name.rfind(sign)) {
        Some(at) => [&text[..at], "[", &text[at..=at], "]", &text[at + 1..]].concat(),
        None => text.to_owned(),
    }
}

fn url(value: &str) -> String {
    let Some((scheme, rest)) = value.split_once("://") else { return value.to_owned() };
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (name, host) = host.rsplit_once('@').map_or(("", host), |(name, host)| (name, host));
    let at = if name.is_empty() { "" } else { "[@]" };
    let (host, port) = match host.strip_prefix('[') {
        // An address of IPv6 in brackets.
        Some(_) => (host.to_owned(), ""),
        None => {
            let (host, port) = host.split_at(host.find(':').unwrap_or(host.len()));
            (last_broken(host, '.'), port)
        }
    };
    let lower = scheme.to_ascii_lowercase();
    match lower.as_str() {
        "http" | "https" => {
            let broken = scheme.replace('t', "x").replace('T', "X");
            [broken.as_str(), "://", name, at, &host, port, path].concat()
        }
        _ => [scheme, "[://]", name, at, &host, port, path].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::indicator::read;

    #[test]
    fn what_is_shown_cannot_be_clicked_and_comes_back_as_it_was() {
        let cases = [
            ("https://evil.example/a?b=c.d", "hxxps://evil[.]example/a?b=c.d"),
            ("HTTP://Evil.example:8080", "HXXP://Evil[.]example:8080"),
            ("http://10.0.0.1/x", "hxxp://10.0.0[.]1/x"),
            ("ftp://files.evil.example/a", "ftp[://]files.evil[.]example/a"),
            ("https://bob@evil.example/", "hxxps://bob[@]evil[.]example/"),
            ("10.0.0.1", "10.0.0[.]1"),
            ("10.0.0.0/8", "10.0.0[.]0/8"),
            ("2001:db8::1", "2001:db8:[:]1"),
            ("www.evil.example", "www.evil[.]example"),
            ("bob@evil.example", "bob[@]evil[.]example"),
            ("C:\\a.b\\c.exe", "C:\\a.b\\c.exe"),
            ("HKLM\\Software\\x.y", "HKLM\\Software\\x.y"),
        ];
        for (typed, broken) in cases {
            let indicator = read(typed).unwrap();
            assert_eq!(defanged(&indicator), broken, "{typed}");
            assert_eq!(read(broken).unwrap(), indicator, "{broken}");
            assert_eq!(shown(broken), broken);
        }
    }

    #[test]
    fn a_text_is_put_together_again_wherever_an_address_stands_in_it() {
        let text = "seen hxxps://evil[.]example and (hxxp://a[.]b) at 10.0.0[.]1, bob[@]c(dot)d; the hxxper and shxxp://x stay";
        let whole = "seen https://evil.example and (http://a.b) at 10.0.0.1, bob@c.d; the hxxper and shxxp://x stay";
        assert_eq!(refanged(text), whole);
        assert_eq!(refanged(whole), whole);
    }

    #[test]
    fn no_text_is_too_strange_for_either() {
        for text in
            ["", ".", "[.]", "://", "hxxp", "hxxp://", "x://[", "@", "a@", "\u{130}hxxp://\u{df}", "http://[::1]:80/a"]
        {
            let indicator = Indicator { kind: "url".to_owned(), value: text.to_owned() };
            let _ = (refanged(text), defanged(&indicator), shown(text));
        }
    }
}
