//! What a screen is to say, as a message id with arguments. The words live in `assets/lang/`.

use super::mark::Mark;
use super::sensitive::Sensitive;

/// A message: an id of `assets/lang/*.ftl` and what fills its places.
#[derive(Debug, Clone, PartialEq)]
pub struct Msg {
    /// The message id, for example `refused-empty`.
    pub id: &'static str,
    /// Named arguments, in the order given.
    pub args: Vec<(&'static str, Arg)>,
}

/// One argument of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// A code, label or number text that is safe for every audience (`E-001`, `sev2`, `14:05`).
    Label(String),
    /// A count, so that the language can choose its plural.
    Number(i64),
    /// A code that the language turns into words: message id `PREFIX-CODE`.
    Code(&'static str, String),
    /// Text under a mark: opened only for an audience.
    Text(Sensitive),
    /// A message inside a message.
    Inner(Box<Msg>),
}

impl Msg {
    /// A message without arguments.
    #[must_use]
    pub fn new(id: &'static str) -> Self {
        Msg { id, args: Vec::new() }
    }

    /// Adds an argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The gravest mark of the words in it that whoever may see every mark is shown: privileged ones are shown to nobody, empty ones say nothing.
    #[must_use]
    pub fn gravest(&self) -> Option<Mark> {
        let of = |arg: &Arg| match arg {
            Arg::Text(text) if !text.is_privileged() && !text.is_blank() => Some(text.mark()),
            Arg::Inner(msg) => msg.gravest(),
            Arg::Text(_) | Arg::Label(_) | Arg::Number(_) | Arg::Code(..) => None,
        };
        self.args.iter().filter_map(|(_, arg)| of(arg)).max()
    }

    /// Adds a code that the language turns into words through the message `PREFIX-CODE`.
    #[must_use]
    pub fn code(mut self, name: &'static str, prefix: &'static str, code: impl Into<String>) -> Self {
        self.args.push((name, Arg::Code(prefix, code.into())));
        self
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Label(text.to_owned())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Label(text)
    }
}
impl From<Sensitive> for Arg {
    fn from(text: Sensitive) -> Self {
        Arg::Text(text)
    }
}
impl From<Msg> for Arg {
    fn from(msg: Msg) -> Self {
        Arg::Inner(Box::new(msg))
    }
}
macro_rules! numbers {
    ($($t:ty),*) => {$(impl From<$t> for Arg {
        fn from(n: $t) -> Self { Arg::Number(i64::try_from(n).unwrap_or(i64::MAX)) }
    })*};
}
numbers!(i32, i64, u32, u64, usize);
