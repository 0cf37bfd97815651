//! A small reader of the program's own sources: literals apart from code, comments and tests left out.

use std::ops::Range;
use std::path::{Path, PathBuf};

/// A source file of the program, without its tests: `code` has comments and the insides of literals blanked, byte for byte.
pub(super) struct Code {
    path: String,
    pub(super) code: String,
    pub(super) literals: Vec<(Range<usize>, String)>,
    /// Attributes, the table of rules.
    pub(super) set_aside: Vec<Range<usize>>,
}

impl Code {
    fn read(path: &Path, root: &Path) -> Code {
        let text = std::fs::read_to_string(path).unwrap();
        let (code, literals) = blank(&text);
        let mut found = Code {
            path: path.strip_prefix(root).unwrap().to_string_lossy().into_owned(),
            code,
            literals,
            set_aside: Vec::new(),
        };
        let mut tests = Vec::new();
        for (at, _) in found.code.match_indices("#[") {
            found.set_aside.push(at..found.close(at + 1));
        }
        for (at, _) in found.code.match_indices("#![") {
            found.set_aside.push(at..found.close(at + 2));
        }
        for (at, _) in found.code.match_indices("\nrules! {") {
            found.set_aside.push(at..found.close(at + 8));
        }
        for (at, _) in found.code.match_indices("#[cfg(test)]") {
            let open = found.code[at..].find(['{', ';']).map_or(found.code.len() - 1, |i| at + i);
            tests.push(at..found.close(open));
        }
        found.literals.retain(|(place, _)| !tests.iter().any(|range| range.contains(&place.start)));
        for range in tests {
            found.code.replace_range(range.clone(), &" ".repeat(range.len()));
        }
        found
    }

    /// The end of the bracket that opens at `open`; just behind it where none opens.
    pub(super) fn close(&self, open: usize) -> usize {
        let mut depth = 0_i32;
        for (i, byte) in self.code.bytes().enumerate().skip(open) {
            match byte {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth -= 1,
                _ => {}
            }
            if depth <= 0 {
                return i + 1;
            }
        }
        self.code.len()
    }

    /// The arguments of the call whose bracket opens at `open`.
    pub(super) fn arguments(&self, open: usize) -> Vec<Range<usize>> {
        let end = self.close(open) - 1;
        let mut found = Vec::new();
        let (mut from, mut depth) = (open + 1, 0_i32);
        for i in open + 1..end {
            match self.code.as_bytes()[i] {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth -= 1,
                b',' if depth == 0 => {
                    found.push(from..i);
                    from = i + 1;
                }
                _ => {}
            }
        }
        if !self.code[from..end].trim().is_empty() {
            found.push(from..end);
        }
        found
    }

    /// The text of an argument that is a literal and nothing else.
    pub(super) fn literal(&self, argument: &Range<usize>) -> Option<&str> {
        let (place, text) = self.literals.iter().find(|(place, _)| argument.contains(&place.start))?;
        let around = |range: Range<usize>| self.code[range].trim().is_empty();
        (around(argument.start..place.start) && around(place.end..argument.end)).then_some(text)
    }

    fn line(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }

    pub(super) fn place(&self, at: usize) -> String {
        format!("{}:{}", self.path, self.line(at))
    }

    /// Arguments of every call that is written with this name.
    pub(super) fn calls<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (usize, Vec<Range<usize>>)> + 'a {
        self.code.match_indices(name).map(|(at, name)| (at, self.arguments(at + name.len() - 1)))
    }
}

/// Blanks comments and the insides of string and character literals; gives the string literals.
pub(super) fn blank(text: &str) -> (String, Vec<(Range<usize>, String)>) {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut literals = Vec::new();
    let mut wipe = |range: Range<usize>| {
        for byte in &mut code[range] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    };
    let find = |from: usize, what: &str| text[from..].find(what).map_or(text.len(), |i| from + i);
    let mut i = 0;
    while i < bytes.len() {
        let rest = &bytes[i..];
        if rest.starts_with(b"//") {
            let end = find(i, "\n");
            wipe(i..end);
            i = end;
        } else if rest.starts_with(b"/*") {
            let end = (find(i, "*/") + 2).min(text.len());
            wipe(i..end);
            i = end;
        } else if rest.starts_with(b"r\"") || rest.starts_with(b"r#\"") || rest.starts_with(b"r##\"") {
            let hashes = rest.iter().skip(1).take_while(|byte| **byte == b'#').count();
            let (from, close) = (i + hashes + 2, format!("\"{}", "#".repeat(hashes)));
            let end = find(from, &close);
            literals.push((i..end + close.len(), text[from..end].to_owned()));
            wipe(from..end);
            i = end + close.len();
        } else if bytes[i] == b'"' {
            let mut end = i + 1;
            while end < bytes.len() && bytes[end] != b'"' {
                end += if bytes[end] == b'\\' { 2 } else { 1 };
            }
            literals.push((i..end + 1, text[i + 1..end].to_owned()));
            wipe(i + 1..end);
            i = end + 1;
        } else if bytes[i] == b'\'' {
            // A character, unless it is a lifetime.
            let first = text[i + 1..].chars().next().map_or(0, char::len_utf8);
            let end = if bytes.get(i + 1) == Some(&b'\\') { find(i + 3, "'") } else { i + 1 + first };
            if bytes.get(end) == Some(&b'\'') {
                wipe(i + 1..end);
                i = end + 1;
            } else {
                i += 1;
            }
        } else {
            i += 1;
        }
    }
    (String::from_utf8(code).unwrap(), literals)
}

/// The sources of some layers, without files of tests.
pub(super) fn sources(layers: &[&str]) -> Vec<Code> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> = layers.iter().map(|layer| root.join("src").join(layer)).collect();
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        // A layer that nobody has written yet says nothing.
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs")
                && stem != "tests"
                && stem != "fixture"
                && !stem.ends_with("_tests")
            {
                files.push(path);
            }
        }
    }
    files.sort();
    files.iter().map(|path| Code::read(path, root)).collect()
}
