//! The STIX pattern of an indicator (STIX 2.1, part 9).

use core::net::IpAddr;

use crate::domain::indicator::Indicator;

/// What begins the name of a registry hive, and how STIX wants it written.
const HIVES: &[(&str, &str)] = &[
    ("HKLM", "HKEY_LOCAL_MACHINE"),
    ("HKCU", "HKEY_CURRENT_USER"),
    ("HKCR", "HKEY_CLASSES_ROOT"),
    ("HKU", "HKEY_USERS"),
    ("HKCC", "HKEY_CURRENT_CONFIG"),
];

/// The pattern; none for what has no object in STIX, or is not what its kind says.
pub(super) fn pattern(indicator: &Indicator) -> Option<String> {
    let value = indicator.value.as_str();
    let of = |path: &str, value: &str| Some(format!("[{path} = {}]", quoted(value)));
    match indicator.kind.as_str() {
        "hash" => of(hash_path(value)?, value),
        "ip" => of(address_path(value)?, value),
        "domain" => of("domain-name:value", value),
        "url" => of("url:value", value),
        "file" => Some(file(value)),
        "account" if value.contains('@') => {
            let value = quoted(value);
            Some(format!("[user-account:account_login = {value} OR email-addr:value = {value}]"))
        }
        "account" => of("user-account:account_login", value),
        "registry" => of("windows-registry-key:key", &whole_hive(value)),
        "process" => of("process:command_line", value),
        _ => None,
    }
}

/// A text of a pattern: backslash and apostrophe are escaped, nothing else is.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// Of the digests that STIX names by an algorithm whose length tells it.
fn hash_path(value: &str) -> Option<&'static str> {
    let hex = value.bytes().all(|byte| byte.is_ascii_hexdigit());
    match value.len() {
        _ if !hex => None,
        32 => Some("file:hashes.MD5"),
        40 => Some("file:hashes.'SHA-1'"),
        64 => Some("file:hashes.'SHA-256'"),
        128 => Some("file:hashes.'SHA-512'"),
        _ => None,
    }
}

fn address_path(value: &str) -> Option<&'static str> {
    let (address, bits) = value.split_once('/').map_or((value, None), |(address, bits)| (address, Some(bits)));
    let most = |most: u8| bits.is_none_or(|bits| bits.parse::<u8>().is_ok_and(|bits| bits <= most));
    match address.parse().ok()? {
        IpAddr::V4(_) if most(32) => Some("ipv4-addr:value"),
        IpAddr::V6(_) if most(128) => Some("ipv6-addr:value"),
        _ => None,
    }
}

fn file(value: &str) -> String {
    match value.rfind(['/', '\\']) {
        Some(at) if at + 1 < value.len() => {
            let (directory, name) = (&value[..at.max(1)], &value[at + 1..]);
            format!("[file:name = {} AND file:parent_directory_ref.path = {}]", quoted(name), quoted(directory))
        }
        // A path that ends in its separator is that of a directory.
        Some(_) => format!("[directory:path = {}]", quoted(value.trim_end_matches(['/', '\\']))),
        None => format!("[file:name = {}]", quoted(value)),
    }
}

fn whole_hive(value: &str) -> String {
    let (hive, rest) = value.find('\\').map_or((value, ""), |at| value.split_at(at));
    let long = HIVES.iter().find(|(short, _)| short.eq_ignore_ascii_case(hive)).map_or(hive, |(_, long)| long);
    format!("{long}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::indicator::read;

    fn of(typed: &str) -> Option<String> {
        pattern(&read(typed)?)
    }

    #[test]
    fn every_kind_with_an_object_in_stix_has_its_pattern() {
        let md5 = "d41d8cd98f00b204e9800998ecf8427e";
        assert_eq!(of(md5).unwrap(), format!("[file:hashes.MD5 = '{md5}']"));
        assert_eq!(of(&"a".repeat(64)).unwrap(), format!("[file:hashes.'SHA-256' = '{}']", "a".repeat(64)));
        for (typed, expected) in [
            ("10.0.0[.]5", "[ipv4-addr:value = '10.0.0.5']"),
            ("10.0.0.0/8", "[ipv4-addr:value = '10.0.0.0/8']"),
            ("ip:2001:db8::1", "[ipv6-addr:value = '2001:db8::1']"),
            ("evil[.]example", "[domain-name:value = 'evil.example']"),
            ("hxxps://evil.example/a'b", "[url:value = 'https://evil.example/a\\'b']"),
            ("C:\\Temp\\a.exe", "[file:name = 'a.exe' AND file:parent_directory_ref.path = 'C:\\\\Temp']"),
            ("/a.sh", "[file:name = 'a.sh' AND file:parent_directory_ref.path = '/']"),
            ("/tmp/x/", "[directory:path = '/tmp/x']"),
            ("file:a.exe", "[file:name = 'a.exe']"),
            ("HKLM\\Run", "[windows-registry-key:key = 'HKEY_LOCAL_MACHINE\\\\Run']"),
            ("account:svc", "[user-account:account_login = 'svc']"),
            ("a@b.example", "[user-account:account_login = 'a@b.example' OR email-addr:value = 'a@b.example']"),
            ("process:x -c 'y'", "[process:command_line = 'x -c \\'y\\'']"),
        ] {
            assert_eq!(of(typed).unwrap(), expected, "{typed}");
        }
    }

    #[test]
    fn what_is_not_what_its_kind_says_has_none() {
        for typed in ["hash:beef", "ip:here", "ip:10.0.0.1/64", "rule:x", "trigger:banana", "some words", "hash:xx"] {
            assert_eq!(of(typed), None, "{typed}");
        }
    }
}
