//! The roster and an empty call sheet on paper: what is needed before the laptop is unlocked, or when it never will be.

use super::session::Session;
use super::stop::{DONE, Stop};
use crate::domain::call_order::ORDER;
use crate::domain::text::{fit, visible};
use crate::domain::time::local;
use crate::library::people::Person;
use crate::library::vocabulary::Vocabulary;

/// Columns of the page.
const WIDTH: usize = 96;
/// Empty lines for calls that the order does not foresee.
const SPARE: usize = 6;

/// Prints the sheet.
pub(crate) fn print(session: &mut Session<'_>, people: &[Person]) -> Result<u8, Stop> {
    if people.is_empty() {
        return Err(Stop::Said(
            "the address book names nobody; fill it with `warroom people import FILE.csv`, then print the sheet"
                .to_owned(),
        ));
    }
    let at = local(session.env.clock.now(), session.env.zone);
    let mut lines = vec![
        format!("CALL-OUT SHEET  printed {} {} {}  TLP:RED", at.date_iso(), at.hm(), at.zone_abbrev()),
        "Numbers are for this sheet only. Keep it where the laptop is not.".to_owned(),
        String::new(),
        "Case codename ______________________   severity ______   declared (date, time, zone) ______________________"
            .to_owned(),
        "Challenge word of this quarter (never printed) is with __________________________________".to_owned(),
        String::new(),
        "1. Voice first: phone, radio, in person. No e-mail, no company chat.".to_owned(),
        "2. Check who it is: challenge word, or call back on the number below.".to_owned(),
        "3. Say codename, severity, role, where to meet. They repeat the role: only that is an acknowledgement."
            .to_owned(),
        "4. No answer in 10 minutes: call who stands in, write the miss down, try once more.".to_owned(),
        String::new(),
        rule(),
    ];
    for role in roles() {
        lines.extend(turn(role, people, &session.lang.code("role", role)));
    }
    lines.push("OTHER CALLS".to_owned());
    for _ in 0..SPARE {
        lines.push(
            "who ____________________ number ________________ placed ______ answered ______ checked by __________"
                .to_owned(),
        );
        lines.push(
            "  their words __________________________________________________________________________".to_owned(),
        );
    }
    lines.push(rule());
    lines.push("EVERYBODY".to_owned());
    lines.extend(people.iter().flat_map(entry));
    for line in lines {
        session.io.line(&line)?;
    }
    Ok(DONE)
}

fn rule() -> String {
    "-".repeat(WIDTH)
}

/// Every role of the vocabulary, in the order of calling.
fn roles() -> Vec<&'static str> {
    let mut roles: Vec<&str> = Vocabulary::of_rules().role.ids().collect();
    roles.sort_by_key(|role| ORDER.iter().position(|known| known == role).unwrap_or(ORDER.len()));
    roles
}

/// One role: who is prepared for it, and room for the call.
fn turn(role: &str, people: &[Person], name: &str) -> Vec<String> {
    let prepared: Vec<&Person> =
        people.iter().filter(|person| person.roles.iter().any(|known| known == role)).collect();
    let mut lines = vec![name.to_uppercase()];
    if prepared.is_empty() {
        lines.push("  nobody is prepared: who ____________________ number ________________________".to_owned());
    }
    for person in prepared {
        lines.push(format!("  {}  {}", fit(&visible(&person.name), 28), visible(&person.phones.join("  ,  "))));
    }
    lines.push("  placed ______  answered ______  checked by: word / call-back / in person  ack at ______".to_owned());
    lines.push("  their words ____________________________________________________________________________".to_owned());
    lines.push(rule());
    lines
}

fn entry(person: &Person) -> Vec<String> {
    let handle = person.handle.as_ref().map(|handle| format!("{} {}", handle.kind, handle.value)).unwrap_or_default();
    let first = format!(
        "{} {} {}",
        fit(&visible(&person.initials), 6),
        fit(&visible(&person.name), 28),
        visible(&[person.title.as_str(), person.organisation.as_str()].join(", "))
    );
    let reach = [person.phones.join("  ,  "), handle, person.email.clone().unwrap_or_default()];
    let reach: Vec<&str> = reach.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    vec![first, format!("       {}", visible(&reach.join("   ")))]
}
