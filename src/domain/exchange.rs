//! Copies of the case for other tools, when it outgrows one laptop and a network is allowed again: in which format, for whom, where to, and which bytes. The
//! record stands before the files have their names; where they do not get them, a second one says so.

use serde::{Deserialize, Serialize};

use super::decision::{Ctx, Decision, Shortfall};
use super::export::{Destination, Exposed, grounds_of};
use super::fact::{Author, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::mark::Mark;
use super::msg::Msg;
use super::rules::Rule;
use super::time::Instant;

facts! {
    /// Facts about copies for other tools.
    ExchangeFact {
        /// Files lie on the medium, read back, and are about to get their names.
        Written(Written) = "exchange.written" [listed],
        /// They did not get them.
        Failed(Failed) = "exchange.failed" [listed],
    }
}

/// Formats of other tools.
pub const FORMATS: &[&str] = &["timesketch", "iris", "stix", "misp", "case-uco", "csv", "json", "markdown"];

/// One file of an exchange.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// Its name in the directory.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, lower-case hex.
    pub sha256: String,
}

/// What left the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// One of [`FORMATS`].
    pub format: String,
    /// Where it went.
    pub destination: Destination,
    /// Name of the machine it was written from.
    pub machine: String,
    /// Who may read it: what is marked above is not in it.
    pub audience: Mark,
    /// The files, in the order in which the other tool is to take them.
    pub files: Vec<Filed>,
    /// The case head that it was made from, lower-case hex.
    pub case_head: String,
    /// Records of the case, withheld ones among them.
    pub records: u64,
    /// Records withheld for mark, privilege or telephone numbers.
    pub withheld: u64,
    /// What leaves with it.
    pub exposed: Exposed,
    /// Why it leaves in plain, where somebody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Files of the same names that it takes the place of, because somebody insisted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced: Vec<String>,
}

/// What did not come to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// The record of the exchange.
    pub of: RecordId,
    /// The system's words.
    pub why: String,
    /// Names that lie on the medium all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<String>,
}

/// One exchange, folded.
#[derive(Debug, Clone, PartialEq)]
pub struct Exchange {
    /// Its record.
    pub id: RecordId,
    /// What left.
    pub written: Written,
    /// Who was at the keys.
    pub by: Author,
    /// When.
    pub at: Instant,
    /// Why its files did not get their names, where they did not.
    pub failed: Option<(RecordId, Failed)>,
}

/// All of them, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Exchanges {
    /// In order.
    pub made: Vec<Exchange>,
}

impl Exchanges {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &ExchangeFact) -> Act {
        let msg = match fact {
            ExchangeFact::Written(written) => {
                self.made.push(Exchange {
                    id: meta.id,
                    written: (**written).clone(),
                    by: meta.author.clone(),
                    at: meta.recorded_at,
                    failed: None,
                });
                Msg::new("act-exchange-written")
                    .code("format", "exchange", written.format.clone())
                    .with("audience", written.audience.label())
                    .with("directory", written.destination.directory.clone())
                    .with("count", written.files.len())
                    .with("withheld", written.withheld)
            }
            ExchangeFact::Failed(failed) => {
                let found = self.made.iter_mut().find(|exchange| exchange.id == failed.of);
                let format = found.as_ref().map(|exchange| exchange.written.format.clone()).unwrap_or_default();
                if let Some(exchange) = found.filter(|exchange| exchange.failed.is_none()) {
                    exchange.failed = Some((meta.id, (**failed).clone()));
                }
                let msg = Msg::new("act-exchange-failed").with("why", failed.why.clone());
                if format.is_empty() { msg.with("format", "-") } else { msg.code("format", "exchange", format) }
            }
        };
        Act::at(meta.recorded_at, msg)
    }
}

/// What is missing of an exchange that says no more: it leaves in plain, as any of these formats does. Nothing is blocked for it.
#[must_use]
pub fn shortfalls(written: &Written) -> Vec<Shortfall> {
    let owed = written.reason.trim().is_empty() && !grounds_of(&written.exposed, false).is_empty();
    if owed { vec![Shortfall::new(Rule::PlainWithoutReason)] } else { Vec::new() }
}

/// The record of what leaves.
#[must_use]
pub fn write(_: &Incident, written: Written, _: &Ctx<'_>) -> Decision {
    let short = shortfalls(&written);
    Decision::of(written).short(short)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::StationId;

    fn meta(seq: u64) -> Meta {
        Meta {
            id: RecordId { station: StationId(7), seq },
            lamport: seq,
            recorded_at: Instant::from_millis(1_795_277_220_000),
            author: Author::default(),
            zone: String::new(),
            mark: Mark::Amber,
            privileged: false,
        }
    }

    fn written(people: u64, mark: Option<Mark>, reason: &str) -> Written {
        Written {
            format: "stix".to_owned(),
            destination: Destination::default(),
            machine: String::new(),
            audience: Mark::Amber,
            files: Vec::new(),
            case_head: String::new(),
            records: 3,
            withheld: 1,
            exposed: Exposed { people, mark },
            reason: reason.to_owned(),
            replaced: Vec::new(),
        }
    }

    #[test]
    fn an_exchange_that_failed_is_known_as_such_and_only_the_first_reason_counts() {
        let mut all = Exchanges::default();
        all.apply(&meta(1), &ExchangeFact::Written(Box::new(written(0, None, ""))));
        let failed = |why: &str| {
            let of = meta(1).id;
            ExchangeFact::Failed(Box::new(Failed { of, why: why.to_owned(), left: Vec::new() }))
        };
        all.apply(&meta(2), &failed("pulled"));
        all.apply(&meta(3), &failed("again"));
        let why = all.made[0].failed.as_ref().map(|(record, failed)| (record.seq, failed.why.as_str()));
        assert_eq!(why, Some((2, "pulled")));
    }

    #[test]
    fn what_leaves_with_people_or_above_green_says_why() {
        let owed = |written: &Written| shortfalls(written).len();
        assert_eq!(owed(&written(0, Some(Mark::Green), "")), 0);
        assert_eq!(owed(&written(0, Some(Mark::Amber), "")), 1);
        assert_eq!(owed(&written(2, None, " ")), 1);
        assert_eq!(owed(&written(2, Some(Mark::Red), "the SOC takes over")), 0);
    }
}
