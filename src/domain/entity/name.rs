//! When two texts are the same name, and where a name stands in a text: as a whole word, and not as a part of another name.

use crate::domain::indicator::refanged;

/// A name as it is compared: put together again where it was broken for display, in lower case, without room around it or a point behind it.
#[must_use]
pub fn even(text: &str) -> String {
    let text = refanged(text.trim()).to_lowercase();
    text.strip_suffix('.').map_or(text.clone(), str::to_owned)
}

/// Whether a text can be a name: signs alone name nothing.
#[must_use]
pub fn is_name(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Whether a text names something: both as [`even`] makes them. A name stands there where nothing that touches it makes it a part of another one: `10.0.0.1` is
/// neither in `10.0.0.11` nor in `10.0.0.1/24`, `web01` neither in `web01-old` nor in `web01.corp.local`, `evil.example` not in `bob@evil.example`.
#[must_use]
pub fn names(text: &str, name: &str) -> bool {
    if name.is_empty() {
        return false;
    }
    let form = Form::of(name);
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find(name)) {
        let start = from + found;
        let end = start + name.len();
        let before = text.get(..start).unwrap_or_default();
        let after = text.get(end..).unwrap_or_default();
        if !form.goes_on_before(before) && !form.goes_on_after(after) {
            return true;
        }
        // On from the next sign: names may lie over each other.
        from = start + text.get(start..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
    }
    false
}

/// What of a name decides which signs belong to it.
struct Form {
    /// It is an address of IPv6, in which colons join.
    colons: bool,
    /// It is a path or an address of a page, in which strokes join.
    strokes: bool,
    /// It is an address of the net, behind which a stroke and a number make a network.
    digits: bool,
}

fn word(sign: Option<char>) -> bool {
    sign.is_some_and(|sign| sign.is_alphanumeric() || sign == '_')
}

impl Form {
    fn of(name: &str) -> Form {
        Form {
            colons: name.matches(':').count() > 1 && !name.contains("://"),
            strokes: name.contains('/') || name.contains('\\'),
            digits: name.parse::<core::net::IpAddr>().is_ok(),
        }
    }

    /// Signs that join two parts of one name where something stands on their other side.
    fn joins(&self, sign: char) -> bool {
        matches!(sign, '.' | '-' | '@' | '$')
            || (self.colons && sign == ':')
            || (self.strokes && matches!(sign, '/' | '\\'))
    }

    fn goes_on_before(&self, text: &str) -> bool {
        let mut signs = text.chars().rev();
        match signs.next() {
            None => false,
            Some(sign) if word(Some(sign)) => true,
            Some(sign) if self.joins(sign) => word(signs.next()),
            Some(_) => false,
        }
    }

    fn goes_on_after(&self, text: &str) -> bool {
        let mut signs = text.chars();
        match signs.next() {
            None => false,
            Some(sign) if word(Some(sign)) => true,
            // A name with this sign behind it is that of the machine's account.
            Some('$') => true,
            Some('/') if self.digits => signs.next().is_some_and(|sign| sign.is_ascii_digit()),
            Some('?' | '#' | '&' | '=' | '%' | '~' | '+') if self.strokes => word(signs.next()),
            Some(sign) if self.joins(sign) => word(signs.next()),
            Some(_) => false,
        }
    }
}
