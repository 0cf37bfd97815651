//! A row as it is looked at in its line: texts are borrowed from the line wherever JSON writes them as they are. Looking through a million rows makes no million rows.

use std::borrow::Cow;

use serde::Deserialize;

use super::row::Row;

/// A text of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Text<'a>(#[serde(borrow)] pub Cow<'a, str>);

/// What a line says of its time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct When<'a> {
    /// As written.
    #[serde(borrow)]
    pub text: Cow<'a, str>,
    /// Milliseconds since 1970; none where there is no time.
    #[serde(default)]
    pub at: Option<i64>,
    /// Nanoseconds beyond that millisecond.
    #[serde(default)]
    pub below: u32,
}

/// A row, borrowed: what can be looked for in it. The names are those of [`Row`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of a row")]
pub struct Glance<'a> {
    pub line: u64,
    #[serde(default, borrow)]
    pub sheet: Cow<'a, str>,
    #[serde(default, borrow)]
    pub time: When<'a>,
    #[serde(default, borrow)]
    pub what: Cow<'a, str>,
    #[serde(default, borrow)]
    pub kind: Cow<'a, str>,
    #[serde(default, borrow)]
    pub source: Cow<'a, str>,
    #[serde(default, borrow)]
    pub host: Cow<'a, str>,
    #[serde(default, borrow)]
    pub user: Cow<'a, str>,
    #[serde(default, borrow)]
    pub level: Cow<'a, str>,
    #[serde(default, borrow)]
    pub tags: Vec<Text<'a>>,
    #[serde(default, borrow)]
    pub techniques: Vec<Text<'a>>,
    #[serde(default, borrow)]
    pub extra: Vec<(Text<'a>, Text<'a>)>,
}

impl<'a> Glance<'a> {
    /// A whole row, looked at.
    #[must_use]
    pub fn of(row: &'a Row) -> Self {
        let text = |text: &'a str| Text(Cow::Borrowed(text));
        Self {
            line: row.line,
            sheet: row.sheet.as_str().into(),
            time: When { text: row.time.text.as_str().into(), at: row.time.at, below: row.time.below },
            what: row.what.as_str().into(),
            kind: row.kind.as_str().into(),
            source: row.source.as_str().into(),
            host: row.host.as_str().into(),
            user: row.user.as_str().into(),
            level: row.level.as_str().into(),
            tags: row.tags.iter().map(|tag| text(tag)).collect(),
            techniques: row.techniques.iter().map(|id| text(id)).collect(),
            extra: row.extra.iter().map(|(name, value)| (text(name), text(value))).collect(),
        }
    }

    /// Gives the text of every field with its name, until `take` says that it is enough; empty ones are left out.
    pub fn texts(&self, take: &mut dyn FnMut(&str, &str) -> bool) -> bool {
        let mut digits = [0; 20];
        let fixed = [
            ("what", &*self.what),
            ("host", &self.host),
            ("user", &self.user),
            ("source", &self.source),
            ("kind", &self.kind),
            ("level", &self.level),
            ("written", &self.time.text),
            ("line", number(self.line, &mut digits)),
            ("sheet", &self.sheet),
        ];
        let tags = self.tags.iter().map(|tag| ("tag", &*tag.0));
        let techniques = self.techniques.iter().map(|id| ("technique", &*id.0));
        let extra = self.extra.iter().map(|(name, value)| (&*name.0, &*value.0));
        let mut all = fixed.into_iter().chain(tags).chain(techniques).chain(extra);
        all.all(|(name, text)| text.is_empty() || take(name, text))
    }
}

/// A number as people write it, without asking for memory.
fn number(mut value: u64, digits: &mut [u8; 20]) -> &str {
    let mut from = digits.len();
    for digit in digits.iter_mut().rev() {
        // The remainder of ten fits a byte.
        *digit = b'0' + u8::try_from(value % 10).unwrap_or_default();
        from -= 1;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    std::str::from_utf8(&digits[from..]).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::foreign::Moment;

    #[test]
    fn a_line_looked_at_says_what_its_row_says() {
        let row = Row {
            line: 907,
            lines: 2,
            sheet: "s".to_owned(),
            of: super::super::Subject::Asset,
            time: Moment { at: Some(-5), below: 7, ..Moment::undated("then\n") },
            what: "a \"b\" \u{e9}".to_owned(),
            kind: "k".to_owned(),
            source: "o".to_owned(),
            host: "h".to_owned(),
            user: "u".to_owned(),
            level: "l".to_owned(),
            tags: vec!["t\\".to_owned(), "u".to_owned()],
            techniques: vec!["T1059".to_owned()],
            extra: vec![("N\"".into(), "v".to_owned()), ("N\"".into(), String::new())],
            notes: super::super::Notes::FAR,
        };
        let line = serde_json::to_string(&row).unwrap();
        let read: Glance<'_> = serde_json::from_str(&line).unwrap();
        assert_eq!(read, Glance::of(&row));
        let mut texts = Vec::new();
        let to_the_end = read.texts(&mut |name, text| {
            texts.push(format!("{name}={text}"));
            true
        });
        assert!(to_the_end);
        let wanted = [
            "what=a \"b\" \u{e9}",
            "host=h",
            "user=u",
            "source=o",
            "kind=k",
            "level=l",
            "written=then\n",
            "line=907",
            "sheet=s",
            "tag=t\\",
            "tag=u",
            "technique=T1059",
            "N\"=v",
        ];
        assert_eq!(texts, wanted);
        for value in [0, 9, 10, u64::MAX] {
            assert_eq!(number(value, &mut [0; 20]), value.to_string());
        }
    }
}
