//! `warroom find --count-by` and `--histogram`: what is found is counted, by a field or over time, instead of listed.

use serde_json::{Value, json};

use super::super::args::Find;
use super::super::session::Session;
use super::super::stop::{DONE, REFUSED, Stop};
use super::seconds;
use crate::app::case::Case;
use crate::app::failure::Failure;
use crate::app::finding::Spoken;
use crate::app::order::in_order;
use crate::domain::incident::Incident;
use crate::domain::text::counted;
use crate::domain::time::Instant;
use crate::jobs::Handle;
use crate::jobs::rows::order::{Asked, Counted, Histogram, search};
use crate::library::query::{Query, Searched as _};

/// Values that are told where nobody says how many.
const TOLD: u64 = 20;
/// The longest bar of a histogram, in columns.
const BAR: u64 = 40;

/// What was found, counted.
pub(super) struct Sums {
    counts: Counts,
    records: u64,
    rows: u64,
}

enum Counts {
    By(String, Counted),
    OverTime(Histogram),
}

/// Counts the lines of the timeline and the rows that a query finds.
pub(super) fn count(case: &Case, state: &Incident, query: Query, said: &[Spoken], asked: &Find) -> Result<Sums, Stop> {
    let instants: Vec<i64> = said.iter().map(|one| one.at.millis()).collect();
    let order = in_order(case, state, &instants)?;
    let handle = Handle::new();
    let records = (0..).zip(said).filter(|(_, one)| query.finds(*one)).map(|(number, _)| number).collect();
    let hits = search(&order, &Asked { query, records, ..Asked::default() }, &handle).map_err(Failure::from)?;
    let records = hits.records();
    let counts = match &asked.count_by {
        Some(field) => {
            let name = field.to_lowercase();
            let values = |number: u32| {
                let mut values = Vec::new();
                if let Some(one) = said.get(number as usize) {
                    one.named(&name, &mut |text| {
                        values.push(text.to_owned());
                        true
                    });
                }
                values
            };
            let most = usize::try_from(asked.limit.unwrap_or(TOLD)).unwrap_or(usize::MAX);
            let counted = order.count_by(field, Some(&hits), most, &values, &handle).map_err(Failure::from)?;
            Counts::By(field.clone(), counted)
        }
        None => {
            let span = hits.span().map_err(Failure::from)?;
            let (from, to) = span.map_or((0, 0), |(first, last)| (first, last.saturating_add(1)));
            let buckets = usize::from(asked.histogram.unwrap_or_default());
            let histogram = order.histogram(from, to, buckets, Some(&hits));
            Counts::OverTime(histogram.map_err(Failure::from)?)
        }
    };
    Ok(Sums { counts, records, rows: hits.count() - records })
}

/// Prints them.
pub(super) fn tell(
    session: &mut Session<'_>,
    sums: &Sums,
    began: std::time::Instant,
    asked: &Find,
) -> Result<u8, Stop> {
    let found = json!({"records": sums.records, "rows": sums.rows});
    if asked.json {
        let mut document = match &sums.counts {
            Counts::By(field, counted) => by_field(field, counted),
            Counts::OverTime(histogram) => over_time(histogram),
        };
        document["found"] = found;
        document["seconds"] = seconds(began).into();
        session.io.json(&document)?;
    } else {
        let (rows, more) = match &sums.counts {
            Counts::By(field, counted) => values(field, counted),
            Counts::OverTime(histogram) => bars(histogram),
        };
        session.io.table(&rows)?;
        session.io.note(&format!(
            "{} of the timeline, {} of other tools{more}; {:.3} s",
            counted(sums.records, "line"),
            counted(sums.rows, "row"),
            seconds(began)
        ));
    }
    Ok(if sums.records + sums.rows == 0 { REFUSED } else { DONE })
}

fn by_field(field: &str, counted: &Counted) -> Value {
    let value = |value: &crate::jobs::rows::order::Value| json!({"value": value.text, "count": value.count});
    json!({
        "field": field,
        "values": counted.values.iter().map(value).collect::<Vec<_>>(),
        "other_values": counted.other_values,
        "others": counted.others,
        "without": counted.without,
    })
}

fn values(field: &str, found: &Counted) -> (Vec<Vec<String>>, String) {
    let mut rows = vec![vec!["COUNT".to_owned(), field.to_uppercase()]];
    rows.extend(found.values.iter().map(|value| vec![value.count.to_string(), value.text.clone()]));
    let mut more = String::new();
    if found.other_values > 0 {
        more = format!(
            "; {}, {} in all: --limit tells more",
            counted(found.other_values, "other value"),
            counted(found.others, "time")
        );
    }
    if found.without > 0 {
        more.push_str(&format!("; {} without {field}", found.without));
    }
    (rows, more)
}

fn over_time(histogram: &Histogram) -> Value {
    let instant = |at: &i64| Instant::from_millis(*at).to_string();
    let edges = histogram.edges.windows(2);
    let counts = histogram.counts.iter().zip(&histogram.records);
    let bucket = |(edges, (count, records)): (&[i64], (&u64, &u64))| json!({"from": instant(&edges[0]), "to": instant(&edges[1]), "records": records, "rows": count - records});
    json!({"buckets": edges.zip(counts).map(bucket).collect::<Vec<_>>(), "undated": histogram.undated})
}

fn bars(histogram: &Histogram) -> (Vec<Vec<String>>, String) {
    let most = histogram.counts.iter().copied().max().unwrap_or(0);
    let bar = |count: u64| {
        // What is there is seen, however little it is.
        let length = if most <= BAR { count } else { (count * BAR).div_ceil(most) };
        "#".repeat(usize::try_from(length).unwrap_or_default())
    };
    let row =
        |(from, count): (&i64, &u64)| vec![Instant::from_millis(*from).to_string(), count.to_string(), bar(*count)];
    let more = match histogram.undated {
        0 => String::new(),
        undated => format!("; {undated} without a time"),
    };
    (histogram.edges.iter().zip(&histogram.counts).map(row).collect(), more)
}
