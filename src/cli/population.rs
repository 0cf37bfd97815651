//! `warroom population`: the counts of people of a case, computed again and held against what is stated; or one computed without a case.

use std::path::Path;

use serde_json::{Value, json};

use super::args::Population;
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use crate::domain::msg::Msg;
use crate::domain::population::{Counted, Design, Figures, METHOD, shortfalls, strata};
use crate::domain::rules::Rule;
use crate::domain::text::visible;

/// What the low figure says where strata may share people.
const OVERLAP: &str = "the low figure is that of the largest stratum alone, since people may be in several strata; likely and high add the strata up (disjoint=yes says that nobody is in two)";

/// Prints every count of the case, or computes the strata of a file.
pub(crate) fn run(session: &mut Session<'_>, asked: &Population) -> Result<u8, Stop> {
    match &asked.strata {
        Some(path) => compute(session, asked, path),
        None => recompute(session, asked.json),
    }
}

/// Figures of strata that are in no case.
fn compute(session: &mut Session<'_>, asked: &Population, path: &Path) -> Result<u8, Stop> {
    if session.globals.as_known_at.is_some() {
        return Err(Stop::Usage("strata of a file have no past; leave --as-known-at out".to_owned()));
    }
    let text = if path == Path::new("-") {
        let mut text = String::new();
        std::io::Read::read_to_string(session.io.stdin, &mut text).map(|_| text)
    } else {
        std::fs::read_to_string(path)
    };
    let text = text.map_err(|error| {
        Stop::Said(format!(
            "{} could not be read: {error}; name another file, or - for standard input",
            visible(&path.to_string_lossy())
        ))
    })?;
    let strata = strata::read(&text).map_err(|unread| {
        let form = "NAME: size=1000 sample=100 hits=9 hits-checked=9 false-hits=1 rest-checked=50 missed=2 per-1000=900/1000/1500";
        Stop::Said(format!("line {} cannot be read at {}; write one stratum to a line: {form}", unread.line, visible(&unread.word)))
    })?;
    let design = Design { strata, disjoint: asked.disjoint, at_most: asked.at_most };
    let people = design.people().map_err(|why| {
        Stop::Said(format!("nothing can be computed: {}; correct the strata", session.say(&why.msg())))
    })?;
    if asked.json {
        let document = json!({"method": METHOD, "people": figures(people), "strata": of_strata(&design), "disjoint": design.disjoint, "low_of_largest_stratum": design.may_overlap(), "at_most": design.population()});
        session.io.json(&document)?;
    } else {
        let mut rows = vec![row_of("stratum", ["low", "likely", "high"].map(str::to_owned))];
        let strata = design.strata.iter().map(|stratum| row_of(&stratum.name, written(stratum.people())));
        rows.extend(strata.chain([row_of("people in all", written(people))]));
        session.io.table(&rows)?;
        if design.may_overlap() {
            session.io.line(OVERLAP)?;
        }
    }
    Ok(DONE)
}

/// Every count of the case, computed again. Exit code 1 where one that stands is not what is stated.
fn recompute(session: &mut Session<'_>, as_json: bool) -> Result<u8, Stop> {
    let case = session.open()?;
    let exercise = crate::domain::drill::exercise(case.state());
    let state = case.state();
    let mut differs = false;
    let mut rows = vec![["record", "state", "stated", "computed", "checked", "what"].map(str::to_uppercase).to_vec()];
    let mut documents: Vec<Value> = Vec::new();
    for (id, counted) in &state.populations.counts {
        let struck = state.struck(*id);
        let verdict = match (struck, counted.agrees()) {
            (true, _) => "struck",
            (false, true) => "agrees",
            (false, false) => "differs",
        };
        differs |= verdict == "differs";
        let short = shortfalls(state, counted);
        let [stated, computed, checked] =
            beside(counted.stated, &counted.design, short.iter().any(|short| short.rule == Rule::CountedAlone));
        rows.push(vec![state.label(*id), verdict.to_owned(), stated, computed, checked, counted.counted.clone()]);
        let short: Vec<Value> = short
            .iter()
            .map(|short| json!({"rule": short.rule.id(), "missing": session.say(&short.missing), "next": session.say(&short.next)}))
            .collect();
        documents.push(document(counted, &state.label(*id), &id.to_string(), verdict, &short, |msg| session.say(msg)));
    }
    if as_json {
        session.document(exercise, json!({"counts": documents}))?;
    } else {
        if exercise {
            let head = session.exercise_head();
            session.io.line(&head)?;
        }
        session.io.table(&rows)?;
        let overlaps = |(id, counted): &&(_, Counted)| !state.struck(*id) && counted.design.may_overlap();
        let labels: Vec<String> =
            state.populations.counts.iter().filter(overlaps).map(|(id, _)| state.label(*id)).collect();
        if !labels.is_empty() {
            session.io.line(&format!("record {}: {OVERLAP}", labels.join(", ")))?;
        }
    }
    Ok(if differs { REFUSED } else { DONE })
}

/// What is stated, what follows from the sample, and whether a second person checked it.
fn beside(stated: Option<Figures>, design: &Design, alone: bool) -> [String; 3] {
    let range = |figures| written(figures).join(" / ");
    let stated = stated.map_or_else(|| "nothing".to_owned(), range);
    let computed = design.people().map_or_else(|_| "cannot be computed".to_owned(), range);
    [stated, computed, if alone { "! NOT CHECKED (C8-80)" } else { "yes" }.to_owned()]
}

fn document(
    counted: &Counted,
    label: &str,
    id: &str,
    verdict: &str,
    short: &[Value],
    say: impl Fn(&Msg) -> String,
) -> Value {
    let computed = counted.design.people();
    json!({
        "id": id,
        "label": label,
        "state": verdict,
        "counted": counted.counted,
        "frame": counted.frame,
        "drawn": counted.drawn,
        "seed": counted.seed,
        "detector": counted.detector,
        "method": counted.method,
        "strata": of_strata(&counted.design),
        "disjoint": counted.design.disjoint,
        "low_of_largest_stratum": counted.design.may_overlap(),
        "at_most": counted.design.at_most,
        "stated": counted.stated.map(figures),
        "computed": computed.as_ref().ok().map(|people| figures(*people)),
        "problem": computed.as_ref().err().map(|why| say(&why.msg())),
        "counted_by": counted.counted_by.name,
        "checked_by": counted.checked_by.as_ref().map(|who| &who.name),
        "at": counted.at.at,
        "shortfalls": short,
    })
}

fn of_strata(design: &Design) -> Vec<Value> {
    let sound = design.people().is_ok();
    let of = |stratum: &crate::domain::population::Stratum| {
        json!({
            "name": stratum.name, "size": stratum.size, "sample": stratum.sample, "hits": stratum.hits,
            "hits_checked": stratum.hits_checked, "false_hits": stratum.false_hits, "rest_checked": stratum.rest_checked,
            "missed": stratum.missed, "per_1000": figures(stratum.per_1000), "measured": stratum.measured(),
            "units": sound.then(|| figures(stratum.units())), "people": sound.then(|| figures(stratum.people())),
        })
    };
    design.strata.iter().map(of).collect()
}

fn figures(figures: Figures) -> Value {
    json!({"low": figures.low, "likely": figures.likely, "high": figures.high})
}

fn written(figures: Figures) -> [String; 3] {
    [figures.low, figures.likely, figures.high].map(|n| n.to_string())
}

fn row_of(name: &str, values: [String; 3]) -> Vec<String> {
    [name.to_owned()].into_iter().chain(values).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn computed_figures_stand_beside_the_stated_ones_and_a_count_that_nobody_checked_is_marked() {
        let strata = strata::read("a: size=1000 sample=100 hits=0 rest-checked=50").ok().unwrap();
        let mut design = Design { strata, disjoint: false, at_most: None };
        let computed = written(design.people().ok().unwrap()).join(" / ");
        let stated = Some(Figures { low: 1, likely: 2, high: 3 });
        assert_eq!(beside(stated, &design, true), ["1 / 2 / 3", &computed, "! NOT CHECKED (C8-80)"]);
        design.strata.clear();
        assert_eq!(beside(None, &design, false), ["nothing", "cannot be computed", "yes"]);
    }
}
