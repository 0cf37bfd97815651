//! How the lists over the panes look: palette, help, what needs me now, search, messages, questions, pickers.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::frame::{keys_in, overlay};
use super::fuzzy::rank;
use super::list::ListState;
use super::look::{Look, put};
use super::overlay::{Finder, Hit, OrganisationRow, PageKeys, Question};
use super::picker::{Picker, Problem, Words};
use super::text_field;
use crate::app::command::sought;
use crate::app::keys::Keymap;
use crate::app::{COMMANDS, CommandSpec, Scope};
use crate::domain::attention::Urgency;
use crate::domain::mark::Mark;
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::library::lang::Lang;

/// Commands that match what was typed, best first.
#[must_use]
pub fn matching(typed: &str, scope: Scope, keymap: &Keymap, lang: &Lang) -> Vec<&'static CommandSpec> {
    let keys: Vec<String> = COMMANDS.iter().map(|spec| keymap.labels(spec, scope).join(" ")).collect();
    let helps: Vec<_> = COMMANDS.iter().map(|spec| lang.help(spec.name, spec.help)).collect();
    let rows = COMMANDS.iter().zip(&helps).zip(&keys);
    let entries: Vec<(&str, &str, &str)> =
        rows.map(|((spec, help), keys)| (spec.name, &**help, keys.as_str())).collect();
    let ranked = rank(typed, &entries).into_iter().filter_map(|ranked| COMMANDS.get(ranked.index));
    // A name that is typed whole is meant; then what the words mean; then what merely has the letters.
    let (exact, others): (Vec<_>, Vec<_>) = ranked.partition(|spec| spec.name.eq_ignore_ascii_case(typed.trim()));
    let has = |list: &[&CommandSpec], spec: &CommandSpec| list.iter().any(|one| one.name == spec.name);
    let mut meant = sought(typed);
    meant.retain(|spec| !has(&exact, spec));
    let others: Vec<_> = others.into_iter().filter(|spec| !has(&meant, spec)).collect();
    exact.into_iter().chain(meant).chain(others).collect()
}

/// Commands that help shows for a scope: the pane's own first.
#[must_use]
pub fn helped(scope: Scope, keymap: &Keymap) -> Vec<&'static CommandSpec> {
    let own = COMMANDS.iter().filter(|spec| keymap.has(spec, scope));
    let everywhere = COMMANDS.iter().filter(|spec| keymap.has(spec, Scope::Everywhere) && !keymap.has(spec, scope));
    // What has no key anywhere is begun by its name.
    let others = COMMANDS.iter().filter(|spec| Scope::ALL.iter().all(|scope| !keymap.has(spec, *scope)));
    own.chain(everywhere).chain(others).collect()
}

fn command_row(spec: &CommandSpec, scope: Scope, look: &Look<'_>) -> String {
    let keys = look.keys.labels(spec, scope).join(", ");
    let help = look.lang.help(spec.name, spec.help);
    format!("{} {} {help}", text::fit(&keys, 14), text::fit(spec.name, 14))
}

/// Draws rows of a list with the selection in sight.
fn rows(area: Rect, buffer: &mut Buffer, look: &Look<'_>, list: &ListState, lines: &[(String, ratatui::style::Style)]) {
    let page = usize::from(area.height);
    let top = list.top_for(lines.len(), page);
    for (row, (index, (words, style))) in (0_u16..).zip(lines.iter().enumerate().skip(top).take(page)) {
        let selected = index == list.selected;
        let pointer = if selected { look.glyphs.pointer() } else { " " };
        let style = if selected { style.patch(look.theme.selection) } else { *style };
        let width = usize::from(area.width.saturating_sub(2));
        put(buffer, area, row, 0, &format!("{pointer} {}", text::fit(words, width)), style);
    }
    if top > 0 {
        put(buffer, area, 0, area.width.saturating_sub(1), look.more_up(), look.theme.dim);
    }
    if top + page < lines.len() {
        put(
            buffer,
            area,
            area.height.saturating_sub(1),
            area.width.saturating_sub(1),
            look.more_down(),
            look.theme.dim,
        );
    }
}

/// Columns up to which a list takes the whole width.
const NARROW: u16 = 84;

pub(super) fn big(area: Rect) -> (u16, u16) {
    // On a narrow screen nothing of the panes is worth a column at either side.
    let width = if area.width <= NARROW { area.width } else { area.width.saturating_sub(4).min(110) };
    (width, area.height.saturating_sub(2).clamp(6, 34))
}

fn finder_line(finder: &Finder, inside: Rect, buffer: &mut Buffer, look: &Look<'_>, sign: &str) -> Option<Position> {
    typed_line(&finder.field, inside, buffer, look, sign)
}

/// The line in which a list is searched, behind the sign of the key that began it.
pub(super) fn typed_line(
    field: &text_field::TextField,
    inside: Rect,
    buffer: &mut Buffer,
    look: &Look<'_>,
    sign: &str,
) -> Option<Position> {
    put(buffer, inside, 0, 1, sign, look.theme.key);
    let line = Rect { x: inside.x + 3, width: inside.width.saturating_sub(4), height: 1, ..inside };
    field.render(
        line,
        buffer,
        &text_field::Look { text: look.theme.field_focus, sign: look.theme.withheld, glyphs: look.glyphs },
    )
}

fn below(inside: Rect, used: u16) -> Rect {
    Rect { y: inside.y + used, height: inside.height.saturating_sub(used), ..inside }
}

/// The palette.
pub fn palette(finder: &Finder, scope: Scope, area: Rect, buffer: &mut Buffer, look: &Look<'_>) -> Option<Position> {
    let (width, height) = big(area);
    let inside = overlay(area, buffer, look, width, height, &look.word("title-palette"), &look.word("palette-keys"));
    let found = matching(&finder.field.text(), scope, look.keys, look.lang);
    let lines: Vec<_> = found.iter().map(|spec| (command_row(spec, scope, look), look.theme.text)).collect();
    rows(below(inside, 2), buffer, look, &finder.list, &lines);
    if lines.is_empty() {
        put(buffer, below(inside, 2), 0, 2, &look.word("palette-none"), look.theme.dim);
    }
    finder_line(finder, inside, buffer, look, ":")
}

/// Help for a scope.
pub fn help(scope: Scope, list: &ListState, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let (width, height) = big(area);
    let title = look.say(&Msg::new("title-help").with("place", look.word(&format!("pane-{}", scope.code()))));
    let inside = overlay(area, buffer, look, width, height, &title, &look.word("help-keys"));
    let lines: Vec<_> = helped(scope, look.keys)
        .into_iter()
        .map(|spec| {
            let own = look.keys.has(spec, scope);
            (command_row(spec, scope, look), if own { look.theme.text } else { look.theme.dim })
        })
        .collect();
    rows(inside, buffer, look, list, &lines);
}

/// The keys of a page.
pub fn page_keys(page: &PageKeys, list: &ListState, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let (width, height) = big(area);
    let title = look.say(&Msg::new("title-help").with("place", page.page.clone()));
    let inside = overlay(area, buffer, look, width, height, &title, &look.word("help-keys"));
    let row = |(key, words): &(String, String)| (format!("{} {words}", text::fit(key, 14)), look.theme.text);
    rows(inside, buffer, look, list, &page.keys.iter().map(row).collect::<Vec<_>>());
}

/// What needs me now.
pub fn needs(list: &ListState, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let (width, height) = big(area);
    let inside = overlay(area, buffer, look, width, height, &look.word("title-needs"), &look.word("needs-keys"));
    let lines: Vec<_> = look
        .needs
        .iter()
        .map(|need| {
            let (id, style) = match need.urgency {
                Urgency::Now => ("urgency-now", look.theme.late),
                Urgency::Soon => ("urgency-soon", look.theme.due),
                Urgency::Waits => ("urgency-waits", look.theme.text),
                Urgency::Owed => ("urgency-owed", look.theme.dim),
            };
            (format!("{} {}", text::fit(&look.word(id), 7), look.say(&need.what)), style)
        })
        .collect();
    if lines.is_empty() {
        put(buffer, inside, 0, 1, &look.word("needs-none"), look.theme.text);
    }
    rows(inside, buffer, look, list, &lines);
}

/// Search.
pub fn search(finder: &Finder, hits: &[Hit], area: Rect, buffer: &mut Buffer, look: &Look<'_>) -> Option<Position> {
    let (width, height) = big(area);
    let count = look.say(&Msg::new("search-count").with("count", hits.len()));
    let inside = overlay(area, buffer, look, width, height, &look.word("title-search"), &count);
    let lines: Vec<_> = hits
        .iter()
        .map(|hit| (format!("{} {}", text::fit(&look.word(hit.kind), 9), hit.words), look.theme.text))
        .collect();
    rows(below(inside, 2), buffer, look, &finder.list, &lines);
    if lines.is_empty() {
        let id = if finder.field.is_empty() { "search-empty" } else { "search-none" };
        put(buffer, below(inside, 2), 0, 2, &look.word(id), look.theme.dim);
    }
    finder_line(finder, inside, buffer, look, "/")
}

/// Messages so far, newest first.
pub fn messages(list: &ListState, said: &[(String, String)], area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let (width, height) = big(area);
    let inside = overlay(area, buffer, look, width, height, &look.word("title-messages"), "");
    if said.is_empty() {
        put(buffer, inside, 0, 1, &look.word("messages-none"), look.theme.dim);
    }
    let lines: Vec<_> = said.iter().rev().map(|(at, words)| (format!("{at}  {words}"), look.theme.text)).collect();
    rows(inside, buffer, look, list, &lines);
}

/// What a question says, and the keys that answer it.
#[must_use]
pub fn question_words(question: &Question, look: &Look<'_>) -> (String, String) {
    match question {
        Question::QuitWithJob => (look.word("ask-quit"), look.word("ask-quit-keys")),
        Question::SeveralLines(pasted) => {
            let lines = pasted.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).count();
            (look.say(&Msg::new("ask-several").with("lines", lines)), look.word("ask-several-keys"))
        }
        Question::Export(looked) => {
            (looked.said(&|field| look.word(&format!("field-{field}"))).join("\n"), look.word("ask-export-keys"))
        }
        Question::Rows(sheet) => {
            let keys = if sheet.open().is_some() { "ask-rows-open-keys" } else { "ask-rows-keys" };
            (sheet.said(look.audience, &|msg| look.say(msg)).join("\n"), look.word(keys))
        }
        Question::Recording { done, all } => {
            let msg = Msg::new("recording-several").with("done", *done).with("all", *all);
            (look.say(&msg), look.word("recording-several-keys"))
        }
        Question::Read(words) => (words.clone(), look.word("ask-read-keys")),
        Question::Raise { mark, more } => {
            let msg = Msg::new("ask-raise").with("mark", mark.label()).with("count", *more);
            (look.say(&msg), look.word("ask-raise-keys"))
        }
        Question::EndBriefing(at) => {
            (look.say(&Msg::new("ask-briefing").with("at", at.clone())), look.word("ask-briefing-keys"))
        }
        Question::OwedMinutes { at, leaving } => {
            let keys = if *leaving { "ask-minutes-leaving-keys" } else { "ask-minutes-keys" };
            (look.say(&Msg::new("ask-minutes").with("at", at.clone())), look.word(keys))
        }
        Question::Inject { words, shown, .. } => {
            (words.clone(), look.word(if *shown { "ask-inject-shown-keys" } else { "ask-inject-keys" }))
        }
    }
}

/// Lines of a question; what has more is read as a page.
const ASKED: usize = 6;

/// A question.
pub fn question(question: &Question, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let (words, keys) = question_words(question, look);
    let wrap = |width: u16| text::wrap(&words, usize::from(width.saturating_sub(4)));
    let mut width = area.width.saturating_sub(4).min(76);
    let mut wrapped = wrap(width);
    // One that is a page covers what it lies over from side to side, where no room is left beside it: two frames next to each other are none.
    if area.width <= NARROW && wrapped.len() > ASKED {
        width = area.width;
        wrapped = wrap(width);
    }
    // One row of the screen stays above it and one below: state and messages are never covered.
    let most = area.height.saturating_sub(2).max(6);
    let height = u16::try_from(wrapped.len()).unwrap_or(u16::MAX).saturating_add(4).min(most);
    let inside = overlay(area, buffer, look, width, height, &look.word(title_of(question)), "");
    let room = usize::from(inside.height.saturating_sub(2));
    let cut = wrapped.len() > room;
    for (row, line) in (0..).zip(wrapped.iter().take(if cut { room.saturating_sub(1) } else { room })) {
        put(buffer, inside, row, 1, line, look.theme.text);
    }
    if cut {
        let left = wrapped.len() - room.saturating_sub(1);
        let words = look.say(&Msg::new("question-more").with("lines", left));
        put(buffer, inside, u16::try_from(room.saturating_sub(1)).unwrap_or(0), 1, &words, look.theme.dim);
    }
    let keys = keys_in(&keys, usize::from(inside.width.saturating_sub(2)));
    put(buffer, inside, inside.height.saturating_sub(1), 1, &keys, look.theme.key);
}

/// What stands above a question; what only informs asks for no answer.
fn title_of(question: &Question) -> &'static str {
    match question {
        Question::Read(_) | Question::Recording { .. } => "title-to-read",
        Question::Inject { .. } => "title-inject",
        Question::QuitWithJob
        | Question::SeveralLines(_)
        | Question::Export(_)
        | Question::Rows(_)
        | Question::Raise { .. }
        | Question::EndBriefing(_)
        | Question::OwedMinutes { .. } => "title-question",
    }
}

/// A file picker.
pub fn picker(picker: &Picker, area: Rect, buffer: &mut Buffer, look: &Look<'_>) -> Option<Position> {
    let (width, height) = big(area);
    let inside =
        overlay(area, buffer, look, width, height, &look.word("title-picker"), &look.drawn_keys("picker-keys"));
    let size = |bytes: u64| human(bytes);
    let problem = |problem: Problem| match problem {
        Problem::NoSuch => look.word("picker-not-found"),
        Problem::Unreadable(std::io::ErrorKind::PermissionDenied) => look.word("picker-not-allowed"),
        Problem::Unreadable(_) => look.word("picker-unreadable"),
    };
    let words = Words {
        find: &look.word("picker-find"),
        directory: &look.word("picker-directory"),
        other: &look.word("picker-other"),
        cut: &look.word("picker-cut"),
        left_out: &|count| look.say(&Msg::new("picker-withheld").with("count", count)),
        size: &size,
        problem: &problem,
    };
    picker.render(inside, buffer, look.theme, look.glyphs, &words)
}

/// The levels that the screen can be set to.
pub fn levels(list: &ListState, marks: &[Mark], area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let (width, height) = (big(area).0.min(76), u16::try_from(marks.len()).unwrap_or(u16::MAX).saturating_add(4));
    let inside = overlay(area, buffer, look, width, height, &look.word("title-level"), &look.word("level-keys"));
    let lines: Vec<_> = marks
        .iter()
        .map(|mark| {
            let now = if look.audience.0 == *mark { look.word("level-is") } else { String::new() };
            (format!("{} {now}", text::fit(mark.label(), 18)), look.theme.text)
        })
        .collect();
    rows(inside, buffer, look, list, &lines);
}

/// Case files to open.
pub fn cases(list: &ListState, paths: &[std::path::PathBuf], area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let (width, height) = big(area);
    let inside = overlay(area, buffer, look, width, height, &look.word("title-cases"), &look.word("cases-keys"));
    let lines: Vec<_> = paths
        .iter()
        .map(|path| {
            let name = text::visible_bytes(path.file_name().unwrap_or_default().as_encoded_bytes());
            let folder = text::visible_bytes(path.parent().unwrap_or(path).as_os_str().as_encoded_bytes());
            (format!("{}  {folder}", text::fit(&name, 40)), look.theme.text)
        })
        .collect();
    if lines.is_empty() {
        put(buffer, inside, 0, 1, &look.word("cases-none"), look.theme.dim);
    }
    rows(inside, buffer, look, list, &lines);
}

/// The organisation: what was recorded in peace time, and what is missing or out of date.
pub fn organisation(list: &ListState, entries: &[OrganisationRow], area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let (width, height) = big(area);
    let keys = look.word("organisation-keys");
    let inside = overlay(area, buffer, look, width, height, &look.word("title-organisation"), &keys);
    let gaps = entries.iter().filter(|row| matches!(row, OrganisationRow::Entry(_, false))).count();
    let style = if gaps == 0 { look.theme.proved } else { look.theme.due };
    put(buffer, inside, 0, 2, &look.say(&Msg::new("organisation-gaps").with("count", gaps)), style);
    let foot = inside.height.saturating_sub(1);
    put(buffer, inside, foot, 2, &look.word("organisation-foot"), look.theme.dim);
    let lines: Vec<_> = entries
        .iter()
        .map(|row| match row {
            OrganisationRow::Section(words) => (words.clone(), look.theme.key),
            OrganisationRow::Entry(words, true) => (format!("    {words}"), look.theme.text),
            OrganisationRow::Entry(words, false) => (format!("  ! {words}"), look.theme.due),
        })
        .collect();
    let middle = Rect { height: inside.height.saturating_sub(3), ..below(inside, 1) };
    rows(middle, buffer, look, list, &lines);
}

/// Bytes as people read them: `412 GB`, `4 118 B`.
#[must_use]
pub fn human(bytes: u64) -> String {
    const UNITS: [&str; 6] = ["B", "kB", "MB", "GB", "TB", "PB"];
    let mut scaled = bytes;
    let mut unit = 0;
    while scaled >= 10_000 && unit + 1 < UNITS.len() {
        scaled = (scaled + 500) / 1000;
        unit += 1;
    }
    let digits = scaled.to_string();
    let grouped = if digits.len() > 3 {
        format!("{} {}", &digits[..digits.len() - 3], &digits[digits.len() - 3..])
    } else {
        digits
    };
    format!("{grouped} {}", UNITS[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_typed_whole_comes_before_what_its_words_mean() {
        for name in ["cause", "finding", "end", "review", "drill", "closing"] {
            let found: Vec<&str> = matching(name, Scope::Everywhere, &Keymap::default(), &Lang::english())
                .iter()
                .map(|spec| spec.name)
                .collect();
            assert_eq!(found.first(), Some(&name), "{found:?}");
            assert_eq!(found.iter().filter(|one| **one == name).count(), 1, "{found:?}");
        }
    }

    #[test]
    fn what_only_informs_does_not_ask_for_an_answer() {
        let lang = crate::library::lang::Lang::english();
        let title = |asked: Question| lang.word(title_of(&asked));
        let inject = Question::Inject { number: 1, words: String::new(), shown: true, since: 0 };
        assert_eq!(title(Question::QuitWithJob), "Please answer");
        for informs in [title(Question::Read(String::new())), title(inject)] {
            assert!(!informs.contains("answer") && !informs.starts_with("title-"), "{informs}");
        }
    }

    #[test]
    fn a_narrow_screen_gives_lists_its_whole_width() {
        let width = |columns| big(Rect::new(0, 0, columns, 24)).0;
        assert_eq!((width(60), width(80), width(84)), (60, 80, 84));
        assert_eq!((width(85), width(160)), (81, 110));
    }

    #[test]
    fn every_command_is_described_in_german() {
        let (german, english) = (Lang::german(), Lang::english());
        for spec in COMMANDS {
            assert_ne!(german.help(spec.name, spec.help), spec.help, "{}", spec.name);
            assert_eq!(english.help(spec.name, spec.help), spec.help);
        }
        let found = matching("Asservat erfassen", Scope::Everywhere, &Keymap::default(), &german);
        assert_eq!(found.first().map(|spec| spec.name), Some("exhibit"));
    }
}
