//! The scripts: what they may say, and how their lines are made ready.
//!
//! * `# words` is a remark, an empty line nothing; a line that ends in `\` goes on in the next.
//! * `+10m`: time passes (`s`, `m`, `h`, `d`).
//! * `> NAME` to a line `<`: a file of the laptop.
//! * `$ words`: a line for `sh` in the laptop's directory, where `warroom` is the program.
//! * anything else: a command with fields as `key=value`; ` => name` keeps its first record for `{name}` in later lines, ` ! RULE,…` are the rules it says.

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use warroom::app::command::command;

use crate::flows::case_of;
use crate::terminal::Laptop;

/// Who sits at the keys: the lead of every script.
pub const OPERATOR: &str = "Ida Said";

/// Kinds of records that the program writes of itself whenever it is time.
const OF_ITSELF: &[&str] = &["station.", "session.", "selftest.", "clock.threshold", "clock.jumped", "ring.sounded"];

/// A line of a script.
pub enum Line {
    Pass(i64),
    File { name: String, text: String },
    Shell(String),
    Command { name: String, fields: Vec<(String, String)>, says: BTreeSet<String> },
}

/// The lines of a script with what they were written as.
pub fn lines(name: &str) -> Vec<String> {
    let path = format!("{}/tests/data/incidents/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    let (mut found, mut rest) = (Vec::new(), text.lines());
    while let Some(line) = rest.next() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut whole = line.to_owned();
        if line.starts_with("> ") {
            for line in rest.by_ref().take_while(|line| *line != "<") {
                whole = [&whole, "\n", line].concat();
            }
        }
        while let Some(begun) = whole.strip_suffix('\\') {
            whole = [begun.trim_end(), " ", rest.next().unwrap().trim()].concat();
        }
        found.push(whole);
    }
    found
}

/// One laptop on which a script is played, with the records that it named.
pub struct Player<'a> {
    laptop: &'a Laptop,
    names: BTreeMap<String, String>,
    before: usize,
}

impl<'a> Player<'a> {
    pub fn new(laptop: &'a Laptop) -> Self {
        let program = laptop.path("bin").join("warroom");
        std::fs::create_dir(laptop.path("bin")).unwrap();
        let (own, here) = (std::env::current_exe().unwrap(), laptop.dir.path());
        let script = format!(
            "#!/bin/sh\nWARROOM_CASE=$(ls '{}/data/cases/'*.warroom 2> /dev/null) WARROOM_OPERATOR='{OPERATOR}' WARROOM_TEST_LAPTOP='{}' exec '{}' \"$@\"\n",
            here.display(),
            here.display(),
            own.display()
        );
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        Player { laptop, names: BTreeMap::new(), before: 0 }
    }

    /// Reads a line and does at once what is no command.
    pub fn ready(&self, line: &str) -> Line {
        let line = self.read(line);
        match &line {
            Line::Pass(millis) => self.laptop.pass(*millis),
            Line::File { name, text } => std::fs::write(self.laptop.path(name), text).unwrap(),
            Line::Shell(words) => self.shell(words),
            Line::Command { .. } => {}
        }
        line
    }

    fn read(&self, line: &str) -> Line {
        if let Some(rest) = line.strip_prefix("> ") {
            let (name, text) = rest.split_once('\n').unwrap();
            return Line::File { name: name.to_owned(), text: [text, "\n"].concat() };
        }
        if let Some(time) = line.strip_prefix('+') {
            let (count, unit) = time.split_at(time.len() - 1);
            let unit = match unit {
                "s" => 1_000,
                "m" => 60_000,
                "h" => 3_600_000,
                "d" => 86_400_000,
                other => panic!("no unit of time: {other}"),
            };
            return Line::Pass(count.parse::<i64>().unwrap() * unit);
        }
        let line = self.names.iter().fold(line.to_owned(), |line, (name, id)| line.replace(&format!("{{{name}}}"), id));
        let line = self.digests(line);
        if let Some(words) = line.strip_prefix("$ ") {
            return Line::Shell(words.to_owned());
        }
        let line = line.split(" => ").next().unwrap();
        let (line, says) = line.split_once(" ! ").unwrap_or((line, ""));
        assert!(!line.contains('{'), "a record that no line named: {line}");
        let mut words = shell_words(line).into_iter();
        let name = words.next().unwrap();
        let field =
            |word: String| word.split_once('=').map(|(field, text)| (field.to_owned(), text.to_owned())).unwrap();
        let mut fields: Vec<_> = words.map(field).collect();
        let order = |field: &str| command(&name).unwrap().fields.iter().position(|spec| spec.name == field);
        fields.sort_by_key(|(field, _)| order(field));
        Line::Command {
            name,
            fields,
            says: says.split([',', ' ']).filter(|rule| !rule.is_empty()).map(str::to_owned).collect(),
        }
    }

    /// `{sha256:NAME}` is the SHA-256 of a file as it lies there by now.
    fn digests(&self, line: String) -> String {
        let Some((before, rest)) = line.split_once("{sha256:") else { return line };
        let (name, after) = rest.split_once('}').unwrap();
        let sum = Command::new("sha256sum").arg(self.laptop.path(name)).output().unwrap();
        let sum = String::from_utf8(sum.stdout).unwrap();
        self.digests([before, sum.split(' ').next().unwrap(), after].concat())
    }

    fn shell(&self, words: &str) {
        let path = std::env::join_paths(
            std::iter::once(self.laptop.path("bin")).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
        );
        let mut shell = Command::new("sh");
        shell.args(["-euc", words]).env_clear().env("PATH", path.unwrap()).current_dir(self.laptop.dir.path());
        let done = shell.output().unwrap();
        assert!(done.status.success(), "{words}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// Marks where the journal ends before a command.
    pub fn note(&mut self) {
        self.before = self.rows().len();
    }

    /// Holds what a command line said against what the script expects.
    pub fn recorded(&mut self, line: &str, run: &(i32, String, String), says: &BTreeSet<String>) {
        let (code, _, err) = run;
        assert_eq!(*code, 0, "{line}: {err}");
        let said: BTreeSet<String> = err
            .split('(')
            .skip(1)
            .filter_map(|rest| rest.split_once(')'))
            .map(|(rule, _)| rule)
            .filter(|rule| is_rule(rule))
            .map(str::to_owned)
            .collect();
        assert_eq!(said, *says, "{line}: {err}");
        self.named(line);
    }

    /// Whether a record of a kind was added since the last command.
    pub fn made(&self, kind: &str) -> bool {
        self.rows()[self.before..].iter().any(|(_, known)| known.starts_with(kind))
    }

    /// Keeps the first record of a command under the name that the script gives it.
    pub fn named(&mut self, line: &str) {
        let rows = self.rows();
        let mut new = rows[self.before..].iter().filter(|(_, kind)| !OF_ITSELF.iter().any(|own| kind.starts_with(own)));
        let first = new.next();
        assert!(first.is_some(), "it recorded nothing: {line}");
        if let (Some((_, name)), Some((record, _))) = (line.split_once(" => "), first) {
            self.names.insert(name.trim().to_owned(), format!("#{record}"));
        }
    }

    /// The journal as it lies in the file: numbers and kinds in the order in which they were added.
    fn rows(&self) -> Vec<(i64, String)> {
        if !self.laptop.path("data/cases").exists() {
            return Vec::new();
        }
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
        let connection = rusqlite::Connection::open_with_flags(case_of(self.laptop), flags).unwrap();
        let mut statement = connection.prepare("SELECT seq, body FROM journal ORDER BY rowid").unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?))).unwrap();
        let kind = |body: &[u8]| -> String {
            let body: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
            body["kind"].as_str().unwrap_or_default().to_owned()
        };
        rows.map(|row| row.map(|(seq, body)| (seq, kind(&body))).unwrap()).collect()
    }
}

/// `C6-02` and the like.
fn is_rule(text: &str) -> bool {
    text.split_once('-').is_some_and(|(of, number)| {
        of.starts_with(|first: char| first.is_ascii_uppercase())
            && of.len() <= 3
            && number.len() == 2
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Words with blanks between them; double quotes hold words together.
fn shell_words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted, mut begun) = (Vec::new(), String::new(), false, false);
    for letter in line.chars() {
        match letter {
            '"' => (quoted, begun) = (!quoted, true),
            ' ' if !quoted => {
                if begun {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            other => {
                word.push(other);
                begun = true;
            }
        }
    }
    if begun {
        words.push(word);
    }
    words
}
