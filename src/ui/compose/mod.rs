//! The composer of a notice: what the deadline demands, item by item; the answer to one of them in the editor, with the records it cites; the whole text; its
//! versions and how they differ. On a small screen one of these at a time.

mod answer;
mod cite;
mod diff;
mod panel;
mod texts;
mod view;

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;

use self::answer::{Answer, STATED, UNKNOWN, Used};
use self::cite::Cites;
use super::form::{Verdict, draft_part};
use super::list::{ListState, Move};
use super::look::Look;
use super::overlay::movement;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::notice::Notice;

/// What is shown beside or instead of the contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Face {
    /// The list of what the notice must say has the keys.
    Contents,
    /// The answer to the selected item.
    Answer,
    /// Records to cite for it; and whether the answer comes back afterwards.
    Cite(bool),
    /// The whole text as it would go out.
    Text,
    /// Versions of the text.
    Versions,
}

/// The composer.
#[derive(Debug)]
pub struct Composer {
    notice: RecordId,
    face: Face,
    list: ListState,
    answer: Option<Answer>,
    /// What was typed for other items and not recorded, by item.
    typed: BTreeMap<String, Input>,
    cites: Option<Cites>,
    top: usize,
    versions: ListState,
    /// The version that the selected one is compared with; the one before it unless chosen.
    against: Option<usize>,
    records: usize,
    screen: Rect,
}

/// What a key asks for.
#[derive(Debug, PartialEq)]
pub enum Asked {
    /// Nothing further.
    Nothing,
    /// To go back; everything typed is kept.
    Close,
    /// What is typed was changed: judge it.
    Check,
    /// To record the answer.
    Record,
    /// The form of a command.
    Form(&'static str, Input),
    /// Files to carry to a machine with a network.
    Export(RecordId),
    /// To say something.
    Say(Msg),
}

impl Composer {
    /// Opens a notice. `kept` yields what a draft holds by its key.
    #[must_use]
    pub fn open(notice: RecordId, look: &Look<'_>, kept: impl Fn(&str) -> Option<Input>) -> Composer {
        let mut composer = Composer {
            notice,
            face: Face::Contents,
            list: ListState::default(),
            answer: None,
            typed: BTreeMap::new(),
            cites: None,
            top: 0,
            versions: ListState::default(),
            against: None,
            records: look.state.record_count(),
            screen: Rect::new(0, 0, 80, 24),
        };
        composer.turn_to(notice, look, kept);
        composer
    }

    /// Goes on with another notice of the deadline.
    fn turn_to(&mut self, id: RecordId, look: &Look<'_>, kept: impl Fn(&str) -> Option<Input>) {
        (self.notice, self.face) = (id, Face::Contents);
        (self.answer, self.against, self.top) = (None, None, 0);
        self.typed.clear();
        let Some(notice) = look.state.notices.notice(id) else { return };
        for item in &notice.begun.items {
            if let Some(input) = kept(&draft(look, id, &item.id)) {
                self.typed.insert(item.id.clone(), input);
            }
        }
        // What has to be done first: the first item that lacks something.
        let asked = notice.asked(look.state, look.now);
        let open = asked.iter().filter(|asked| asked.wanted).position(|asked| asked.gap.is_some());
        self.list = ListState { selected: open.unwrap_or(0), ..ListState::default() };
        self.versions = ListState { selected: notice.versions.len().saturating_sub(1), ..ListState::default() };
        self.load(look);
    }

    /// The notice it is about.
    #[must_use]
    pub fn notice(&self) -> RecordId {
        self.notice
    }

    fn of<'a>(&self, look: &Look<'a>) -> Option<&'a Notice> {
        look.state.notices.notice(self.notice)
    }

    /// Puts what is typed aside and takes up the selected item.
    fn load(&mut self, look: &Look<'_>) {
        if let Some(answer) = self.answer.take() {
            if answer.typed() {
                self.typed.insert(answer.item.id.clone(), answer.input());
            } else {
                self.typed.remove(&answer.item.id);
            }
        }
        let Some(notice) = self.of(look) else { return };
        let Some(item) = shown(notice, look).get(self.list.selected).map(|asked| asked.item) else { return };
        let answer = Answer::new(look.state, notice, item, self.typed.get(&item.id));
        self.answer = Some(answer);
        self.fit();
    }

    /// Time passed, or something was recorded.
    pub fn refresh(&mut self, look: &Look<'_>) {
        let records = look.state.record_count();
        if records == self.records {
            return;
        }
        self.records = records;
        if let (Some(notice), Some(answer)) = (self.of(look), &mut self.answer) {
            answer.rebase(look.state, notice);
        }
        if let Some(cites) = &mut self.cites {
            cites.refresh(look);
        }
    }

    /// The answer was recorded: what is shown is what stands on record.
    pub fn recorded(&mut self, look: &Look<'_>) {
        let Some((notice, answer)) = self.of(look).zip(self.answer.as_mut()) else { return };
        let fresh = Answer::new(look.state, notice, &answer.item, None);
        answer.settle(fresh);
        answer.verdict = Verdict::default();
        self.typed.remove(&answer.item.id);
        self.records = look.state.record_count();
        self.versions.selected = notice.versions.len().saturating_sub(1);
        self.against = None;
    }

    /// What recording the answer would be done with.
    #[must_use]
    pub fn input(&self) -> Option<Input> {
        Some(self.answer.as_ref()?.input())
    }

    /// Whether the list of what the notice must say has the keys.
    #[must_use]
    pub fn on_contents(&self) -> bool {
        self.face == Face::Contents
    }

    /// What the notice must say, each with how its answer stands: `open`, `part`, `unknown`, `none` or `done`.
    #[must_use]
    pub fn contents(&self, look: &Look<'_>) -> Vec<(String, &'static str)> {
        let stands = |asked: &crate::domain::notice::Asked<'_>| match (&asked.entry, asked.gap) {
            (None, _) => "open",
            (Some(_), Some(_)) => "part",
            (Some(entry), None) => match entry.answer.as_str() {
                "not-yet-known" => "unknown",
                "not-applicable" => "none",
                _ => "done",
            },
        };
        let asked = self.of(look).map(|notice| shown(notice, look)).unwrap_or_default();
        asked.iter().map(|asked| (asked.item.text.clone(), stands(asked))).collect()
    }

    /// Whether the answer holds something that is not on record.
    #[must_use]
    pub fn typed(&self) -> bool {
        self.answer.as_ref().is_some_and(Answer::typed)
    }

    /// Whether any item of the notice holds something that is not on record.
    #[must_use]
    pub fn unrecorded_anywhere(&self) -> bool {
        let here = self.answer.as_ref().map(|answer| answer.item.id.as_str());
        self.typed() || self.typed.keys().any(|item| Some(item.as_str()) != here)
    }

    /// Takes what recording the answer would lead to.
    pub fn judge(&mut self, verdict: Verdict) {
        if let Some(answer) = &mut self.answer {
            answer.verdict = verdict;
        }
    }

    /// The draft to keep: its key, and what it holds; nothing to hold means to forget it. `None` while a draft holds everything.
    #[must_use]
    pub fn unkept(&self, look: &Look<'_>) -> Option<(String, Option<Input>)> {
        let answer = self.answer.as_ref().filter(|answer| answer.unkept())?;
        Some((draft(look, self.notice, &answer.item.id), answer.typed().then(|| answer.input())))
    }

    /// The drafts of whatever is typed and not on record, by their keys.
    #[must_use]
    pub fn drafts(&self, look: &Look<'_>) -> Vec<String> {
        let here = self.answer.as_ref().filter(|answer| answer.typed()).map(|answer| &answer.item.id);
        let mut items: Vec<&String> = self.typed.keys().chain(here).collect();
        items.sort_unstable();
        items.dedup();
        items.into_iter().map(|item| draft(look, self.notice, item)).collect()
    }

    /// A draft holds everything that is typed.
    pub fn kept(&mut self) {
        if let Some(answer) = &mut self.answer {
            answer.kept();
        }
    }

    /// Tells the size of the screen.
    pub fn set_screen(&mut self, screen: Rect) {
        self.screen = screen;
        self.fit();
    }

    fn fit(&mut self) {
        let area = view::Parts::of(self.screen).side;
        if let Some(answer) = &mut self.answer {
            let text = panel::Panel::of(area, answer).text;
            answer.editor.set_size(text.width, text.height);
        }
    }

    /// Pasted text.
    pub fn paste(&mut self, pasted: &str) -> Asked {
        match (self.face, &mut self.answer, &mut self.cites) {
            (Face::Answer, Some(answer), _) => answer.paste(pasted),
            (Face::Cite(_), _, Some(cites)) => cites.paste(pasted),
            _ => {}
        }
        Asked::Check
    }

    /// One key press.
    pub fn handle(&mut self, key: KeyEvent, look: &Look<'_>, kept: impl Fn(&str) -> Option<Input>) -> Asked {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let writes = match key.code {
            KeyCode::Char('s') if control => true,
            KeyCode::Enter | KeyCode::Tab | KeyCode::Char('e' | 'c') => self.face == Face::Contents,
            _ => false,
        };
        if writes && look.as_known.is_some() {
            return Asked::Say(Msg::new("compose-past"));
        }
        if key.code == KeyCode::Char('s') && control {
            return Asked::Record;
        }
        let asked = match self.face {
            Face::Contents => self.contents_key(key, look, kept),
            Face::Answer => self.answer_key(key, look),
            Face::Cite(back) => self.cite_key(key, look, back),
            Face::Text => self.text_key(key, look),
            Face::Versions => self.versions_key(key, look),
        };
        self.fit();
        asked
    }

    fn contents_key(&mut self, key: KeyEvent, look: &Look<'_>, kept: impl Fn(&str) -> Option<Input>) -> Asked {
        let Some(notice) = self.of(look) else { return Asked::Close };
        if let Some(movement) = list_movement(key) {
            self.list.go(movement, shown(notice, look).len(), self.page());
            self.load(look);
            return Asked::Check;
        }
        match key.code {
            KeyCode::Esc | KeyCode::Char('q') => return Asked::Close,
            KeyCode::Enter | KeyCode::Tab | KeyCode::Char('e') => {
                self.face = Face::Answer;
                return Asked::Check;
            }
            KeyCode::Char('c') => self.cite(look, false),
            KeyCode::Char('p') => (self.face, self.top) = (Face::Text, 0),
            KeyCode::Char('d') => (self.face, self.top) = (Face::Versions, 0),
            KeyCode::Char('v') => return Asked::Form("approve-notice", approving(notice, look.state)),
            KeyCode::Char('n') => return Asked::Form("sent", sending(notice, look.state)),
            KeyCode::Char('s') => {
                let deadline = [&notice.begun.regime, "/", &notice.begun.deadline].concat();
                let input = Input::default().with("deadline", deadline).with("notice-kind", "supplement");
                return Asked::Form("draft", input.with("follows", look.state.label(notice.id)));
            }
            KeyCode::Char('x') => return Asked::Export(notice.id),
            KeyCode::Left => self.neighbour(notice, look, false, kept),
            KeyCode::Right => self.neighbour(notice, look, true, kept),
            _ => {}
        }
        Asked::Nothing
    }

    /// Another notice of the same deadline.
    fn neighbour(&mut self, notice: &Notice, look: &Look<'_>, later: bool, kept: impl Fn(&str) -> Option<Input>) {
        let all = siblings(notice, look);
        let here = all.iter().position(|id| *id == notice.id).unwrap_or(0);
        let next = if later { here + 1 } else { here.wrapping_sub(1) };
        if let Some(id) = all.get(next) {
            self.turn_to(*id, look, kept);
        }
    }

    fn cite(&mut self, look: &Look<'_>, back: bool) {
        if self.answer.is_some() {
            self.cites = Some(Cites::new(look));
            self.face = Face::Cite(back);
        }
    }

    fn answer_key(&mut self, key: KeyEvent, look: &Look<'_>) -> Asked {
        let Some(answer) = &mut self.answer else {
            self.face = Face::Contents;
            return Asked::Nothing;
        };
        if key.code == KeyCode::F(2) {
            self.cite(look, true);
            return Asked::Nothing;
        }
        match answer.handle(key) {
            Used::Yes => return Asked::Check,
            Used::No if key.code == KeyCode::Esc => self.face = Face::Contents,
            Used::No => {}
        }
        Asked::Nothing
    }

    fn cite_key(&mut self, key: KeyEvent, look: &Look<'_>, back: bool) -> Asked {
        let page = self.page();
        let (Some(cites), Some(answer)) = (&mut self.cites, &mut self.answer) else {
            self.face = Face::Contents;
            return Asked::Nothing;
        };
        match cites.handle(key, page) {
            cite::Asked::Nothing => Asked::Nothing,
            cite::Asked::Close => {
                self.face = if back { Face::Answer } else { Face::Contents };
                self.cites = None;
                Asked::Check
            }
            cite::Asked::Toggle(record, fault) => {
                let before = answer.cited(look.state).len();
                answer.toggle(look.state, record);
                let added = answer.cited(look.state).len() > before;
                match fault.filter(|_| added && answer.code() == STATED) {
                    // Nobody states as fact what nobody confirmed: it is said to be open until somebody does.
                    Some(fault) => {
                        answer.turn_to(UNKNOWN);
                        Asked::Say(Msg::new("compose-cited-unconfirmed").with("record", look.state.label(record)).code(
                            "why",
                            "cite",
                            fault.code(),
                        ))
                    }
                    None => Asked::Check,
                }
            }
        }
    }

    fn text_key(&mut self, key: KeyEvent, look: &Look<'_>) -> Asked {
        let page = self.page();
        match key.code {
            KeyCode::Down | KeyCode::Char('j') => self.top = self.top.saturating_add(1),
            KeyCode::Up | KeyCode::Char('k') => self.top = self.top.saturating_sub(1),
            KeyCode::PageDown | KeyCode::Char(' ') => self.top = self.top.saturating_add(page),
            KeyCode::PageUp => self.top = self.top.saturating_sub(page),
            KeyCode::Home | KeyCode::Char('g') => self.top = 0,
            KeyCode::End | KeyCode::Char('G') => self.top = usize::MAX,
            KeyCode::Esc | KeyCode::Char('q' | 'p') => self.face = Face::Contents,
            _ => {}
        }
        // Where it cannot be further down, Up shall act at once.
        let side = view::Parts::of(self.screen).side;
        let rows = self.of(look).map_or(0, |notice| texts::whole(notice, side.width, look).len());
        self.top = self.top.min(rows.saturating_sub(usize::from(side.height)));
        Asked::Nothing
    }

    fn versions_key(&mut self, key: KeyEvent, look: &Look<'_>) -> Asked {
        let len = self.of(look).map_or(0, |notice| notice.versions.len());
        match key.code {
            KeyCode::Esc | KeyCode::Char('q' | 'd') => self.face = Face::Contents,
            KeyCode::Char(' ') => {
                let here = self.versions.selected;
                self.against = if self.against == Some(here) { None } else { Some(here) };
            }
            KeyCode::PageDown => self.top = self.top.saturating_add(self.page()),
            KeyCode::PageUp => self.top = self.top.saturating_sub(self.page()),
            _ => {
                if let Some(movement) = list_movement(key) {
                    self.versions.go(movement, len, 1);
                    self.top = 0;
                }
            }
        }
        Asked::Nothing
    }

    fn page(&self) -> usize {
        usize::from(view::Parts::of(self.screen).side.height.saturating_sub(2).max(1))
    }
}

/// What the form of an approval is filled with: the notice and its text. A text that is not on record yet has no digest: the command writes it down first.
#[must_use]
pub fn approving(notice: &Notice, state: &Incident) -> Input {
    let draft = notice.draft(state);
    let input = Input::default().with("notice", state.label(notice.id));
    if draft.recorded { input.with("text-sha256", draft.sha256.into_owned()) } else { input }
}

/// The same for what goes out.
#[must_use]
pub fn sending(notice: &Notice, state: &Incident) -> Input {
    approving(notice, state).with("deadline", [&notice.begun.regime, "/", &notice.begun.deadline].concat())
}

fn list_movement(key: KeyEvent) -> Option<Move> {
    match key.code {
        KeyCode::Char('j') => Some(Move::Down),
        KeyCode::Char('k') => Some(Move::Up),
        KeyCode::Char('g') => Some(Move::First),
        KeyCode::Char('G') => Some(Move::Last),
        _ => movement(key),
    }
}

/// Notices of the same deadline, in the order in which they were begun.
fn siblings(notice: &Notice, look: &Look<'_>) -> Vec<RecordId> {
    let of = look.state.notices.of(look.state, &notice.begun.regime, &notice.begun.deadline);
    of.map(|notice| notice.id).collect()
}

/// The items that are asked for as things stand.
fn shown<'a>(notice: &'a Notice, look: &Look<'_>) -> Vec<crate::domain::notice::Asked<'a>> {
    let mut asked = notice.asked(look.state, look.now);
    asked.retain(|asked| asked.wanted);
    asked
}

/// Key of the draft of an answer.
fn draft(look: &Look<'_>, notice: RecordId, item: &str) -> String {
    draft_part(&["fill-", &look.state.label(notice), "-", item].concat())
}

#[cfg(test)]
mod tests;
