//! From key to command: the topmost overlay first, then the pane, then what holds everywhere.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Console;
use crate::app::Scope;
use crate::app::command::{Act, CommandSpec, command};
use crate::app::paper::Wanted;
use crate::domain::attention::Place;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::sheet::Sheet;
use crate::domain::timeline::Lane;
use crate::ui::graph::Graph;
use crate::ui::input::Chord;
use crate::ui::list::{ListState, Move};
use crate::ui::overlay::{Finder, Overlay, PickFor, Question};
use crate::ui::pane::Pane;
use crate::ui::panes::timeline::Filter;
use crate::ui::panes::{PaneView, pane_of};
use crate::ui::picker::Picker;
use crate::ui::theme::Theme;

/// Lines by which the detail scrolls.
const DETAIL_STEP: usize = 8;

impl Console {
    /// One key press.
    pub(super) fn key(&mut self, key: KeyEvent) {
        let chord = Chord::from(key);
        if self.locked_key(key) {
            return;
        }
        // Three commands mean the same wherever the keyboard is: they concern the terminal, not the case. No key of theirs is typed anywhere.
        let anywhere = self.keymap.command(Scope::Everywhere, chord).map(|spec| spec.name);
        if let Some(name @ ("suspend" | "redraw")) = anywhere {
            return self.screen_command(name);
        }
        if chord == Chord::new(KeyCode::Char('c'), KeyModifiers::CONTROL) {
            return self.screen_command("cancel-job");
        }
        if self.blanked && self.blanks(chord) {
            // Pressed more than once by somebody in a hurry.
            return;
        }
        if self.blanked {
            // Whatever was pressed was not meant for what cannot be seen.
            self.blanked = false;
            self.redraw = true;
            return self.lock_screen();
        }
        if self.blanks(chord) {
            return self.blank();
        }
        self.stopping = false;
        if self.small {
            // Nobody sees what a key would do: it does nothing.
            return;
        }
        match self.overlays.last() {
            Some(Overlay::Form(_)) => self.form_key(key),
            Some(Overlay::Editor(_)) => self.writing_key(key),
            Some(Overlay::Composer(_)) => self.composer_key(key),
            Some(Overlay::Briefing(_)) => self.page_key(key, chord),
            Some(Overlay::OverTime(_)) => self.over_time_key(key, chord),
            Some(_) => self.list_key(key, chord),
            None if self.case.is_none() => self.welcome_key(key),
            None => {
                if let Some(spec) = self.keymap.command(self.focus.scope(), chord) {
                    self.run_command(spec);
                }
            }
        }
    }

    /// Runs a command as if its key had been pressed.
    pub(super) fn run_command(&mut self, spec: &'static CommandSpec) {
        match spec.act {
            Act::Screen if spec.fields.is_empty() => self.screen_command(spec.name),
            Act::Screen if spec.name == "filter" => self.open_form(spec, self.filter_fields()),
            Act::Screen => self.open_form(spec, Input::default()),
            _ => {
                match spec.act {
                    Act::Export | Act::Exchange => self.look_for_media(),
                    Act::Merge | Act::Import => self.look_for_copies(),
                    _ => {}
                }
                let prefill = if self.case.is_some() { self.prefill(spec.name) } else { Input::default() };
                self.open_form(spec, prefill);
            }
        }
    }

    fn screen_command(&mut self, name: &str) {
        match name {
            "needs" => self.overlays.push(Overlay::Needs(ListState::default())),
            "help" if self.help_with_page() => {}
            "help" => self.overlays.push(Overlay::Help(self.focus.scope(), ListState::default())),
            "palette" => self.overlays.push(Overlay::Palette(Finder::default())),
            "search" => self.overlays.push(Overlay::Search(Finder::default(), Vec::new())),
            "graph" => {
                let graph = Graph::new(&self.look(&[]));
                self.overlays.push(Overlay::Graph(Box::new(graph)));
            }
            "over-time" => self.open_over_time(),
            "brief" => self.brief(),
            "messages" => self.overlays.push(Overlay::Messages(ListState::default())),
            "open" => self.zoomed = true,
            "zoom" => self.zoomed = !self.zoomed,
            "back" if self.zoomed => self.zoomed = false,
            "back" => self.leave_the_past(),
            "next-pane" => self.turn(1),
            "previous-pane" => self.turn(Pane::ALL.len() - 1),
            "down" => self.go(Move::Down),
            "up" => self.go(Move::Up),
            "page-down" => self.go(Move::PageDown),
            "page-up" => self.go(Move::PageUp),
            "first" => self.go(Move::First),
            "last" => self.go(Move::Last),
            "detail-down" => self.panes.detail_top = self.panes.detail_top.saturating_add(DETAIL_STEP),
            "detail-up" => self.panes.detail_top = self.panes.detail_top.saturating_sub(DETAIL_STEP),
            "sort" => {
                self.panes.timeline.toggle_sort();
                self.changed();
            }
            "first-steps" => {
                self.panes.checklist.toggle_all();
                self.changed();
            }
            "custody-form" => match self.panes.evidence.selected(&self.look(&[])) {
                Some(Place::Exhibit(id)) => self.print(&Wanted::Custody(id)),
                _ => self.say(&Msg::new("print-nothing")),
            },
            "memo-form" => {
                let state = self.state();
                let memo = match self.panes.deadlines.selected(&self.look(&[])) {
                    Some(Place::Deadline(key)) => state.deadlines.last_memo(state, &key),
                    _ => None,
                };
                match memo {
                    Some(id) => self.print(&Wanted::Memo(id)),
                    None => self.say(&Msg::new("print-no-memo")),
                }
            }
            "as-known-page" => self.print(&Wanted::AsKnown),
            "minutes" => {
                match self.shown().and_then(|case| case.state().briefings.last(case.state()).map(|(id, _)| *id)) {
                    Some(id) => self.print(&Wanted::Minutes(id)),
                    None => self.say(&Msg::new("print-no-minutes")),
                }
            }
            "evidence-log" => self.print(&Wanted::EvidenceLog),
            "files" => {
                self.leave_the_past();
                self.pick(PickFor::Exhibit);
            }
            "bundle" => {
                let on_a_step = self.prefill("contain").iter().next().is_some();
                if self.may_record(on_a_step) {
                    self.pick(PickFor::Bundle);
                }
            }
            "read" => self.read_proofs(),
            "compose" => self.compose(),
            "assessment" => self.walk_questions(),
            "audit" => self.open_sheet(Sheet::Audit),
            "watch" => self.open_sheet(Sheet::Relief),
            "call-out" => self.open_sheet(Sheet::CallOut),
            "closing" => self.open_sheet(Sheet::Closing),
            "make-report" => self.make_report(),
            "report-page" => match crate::domain::closure::live(self.state()).map(|(id, _)| *id) {
                Some(id) => self.print(&Wanted::ReportPage(id)),
                None => self.say(&Msg::new("print-no-report")),
            },
            "cause" => self.open_sheet(Sheet::Cause),
            "remedies" => self.open_sheet(Sheet::Remedy),
            "lineage" => self.open_sheet(Sheet::Lineage),
            "entities" => self.open_sheet(Sheet::Entities),
            "experiments" => self.open_sheet(Sheet::Experiments),
            "watch-days" => self.open_sheet(Sheet::Watch),
            "others" => self.open_sheet(Sheet::Told),
            "internal" => self.open_sheet(Sheet::Internal),
            "decisions" => self.open_sheet(Sheet::Decisions),
            "suppliers" => self.open_sheet(Sheet::Suppliers),
            "drill" => self.open_sheet(Sheet::Drill),
            "anchors" => self.open_sheet(Sheet::Anchors),
            "challenge" => self.open_sheet(Sheet::Challenge),
            "media" => self.open_sheet(Sheet::Media),
            "techniques" => self.open_sheet(Sheet::Techniques),
            "checkpoint-page" => {
                if let Some(made) = self.current_checkpoint() {
                    self.print(&Wanted::Checkpoint(made.record));
                }
            }
            "phone-words" => self.phone_words(),
            "checkpoint-code" => self.checkpoint_code(),
            "drill-record" => self.print(&Wanted::DrillRecord),
            "breach-register" => self.print(&Wanted::BreachRegister),
            "sources" => self.open_sheet(Sheet::Sources),
            "open-case" => self.list_cases(),
            "organisation" => self.list_organisation(),
            "cancel-job" => self.cancel_or_quit(),
            "pause-job" => {
                if self.may_record(true) {
                    self.pause_job();
                }
            }
            "rehash-all" => {
                self.leave_the_past();
                self.rehash_many(None);
            }
            "rehash-due" => {
                self.leave_the_past();
                self.rehash_many(Some(self.now()));
            }
            "level" => self.list_levels(),
            "blank" => self.blank(),
            "tour" => self.tour(),
            "theme" => {
                self.theme_name = self.theme_name.next();
                self.theme = Theme::new(self.theme_name);
                self.say(&Msg::new("theme-now").with("name", self.theme_name.name()));
            }
            "copy" => self.copy_row(),
            "copy-detail" => self.copy_detail(),
            "mouse" if self.bare => self.say(&Msg::new("mouse-none")),
            "mouse" => {
                self.mouse = !self.mouse;
                self.say(&Msg::new(if self.mouse { "mouse-on" } else { "mouse-off" }));
            }
            "redraw" => self.redraw = true,
            "suspend" => self.suspend = true,
            "quit" => self.quit(),
            other => {
                if let Some(pane) = Pane::ALL.into_iter().find(|pane| pane.name() == other) {
                    self.focus = pane;
                }
            }
        }
    }

    fn turn(&mut self, by: usize) {
        let here = self.focus.number() - 1;
        self.focus = Pane::ALL[(here + by) % Pane::ALL.len()];
    }

    fn page(&self) -> usize {
        let area = self.map.panes.iter().find(|(pane, _)| *pane == self.focus).map(|(_, area)| *area);
        area.map_or(10, |area| self.panes.get(self.focus).page(area, &self.look(&[])).max(1))
    }

    fn keep_in_sight(&mut self) {
        self.panes.detail_top = 0;
        let page = self.page();
        let pane = self.panes.get_mut(self.focus);
        let len = pane.len();
        let list = pane.list();
        list.top = list.top_for(len, page);
    }

    pub(super) fn go(&mut self, movement: Move) {
        let page = self.page();
        let pane = self.panes.get_mut(self.focus);
        let len = pane.len();
        pane.list().go(movement, len, page);
        self.keep_in_sight();
    }

    pub(super) fn quit(&mut self) {
        if self.busy() {
            self.overlays.push(Overlay::Question(Question::QuitWithJob));
        } else {
            self.done = Some(0);
        }
    }

    fn cancel_or_quit(&mut self) {
        // What runs now is not shown beside what was known: the selected row is none of its.
        if self.past.is_some() && self.busy() {
            return self.say(&Msg::new("as-known-no-record"));
        }
        if self.cancel_job() {
            return;
        }
        if self.stopping {
            self.done = Some(0);
        } else {
            self.stopping = true;
            self.say(&Msg::new("again-quits"));
        }
    }

    /// Goes to where something is: the pane gets the keys, its row is selected.
    pub(super) fn go_to(&mut self, place: &Place) {
        if let Place::Entity(key) = place {
            return self.open_entity(*key);
        }
        self.keep_over_time();
        // A message that nobody has read yet stays.
        self.overlays.retain(|overlay| matches!(overlay, Overlay::Question(Question::Read(_))));
        if let Some(pane) = pane_of(place) {
            self.focus = pane;
            if !self.panes.get_mut(pane).select(place) {
                self.panes.get_mut(pane).show_all();
                self.changed();
                self.panes.get_mut(pane).select(place);
            }
        }
        self.keep_in_sight();
    }

    fn filter_fields(&self) -> Input {
        let filter = &self.panes.timeline.filter;
        let mut input = Input::default();
        for (name, value) in
            [("status", &filter.status), ("tag", &filter.tag), ("author", &filter.author), ("text", &filter.text)]
        {
            input.set(name, value.clone().unwrap_or_default());
        }
        match filter.lane {
            Some(Lane::Fact) => input.set("lane", "fact"),
            Some(Lane::Action) => input.set("lane", "action"),
            None => {}
        }
        input
    }

    /// Takes over what the filter form holds.
    pub(super) fn set_filter(&mut self, input: &Input) {
        let text = |name| input.get(name).map(|text| text.trim().to_lowercase());
        let lane = match input.get("lane") {
            Some("fact") => Some(Lane::Fact),
            Some("action") => Some(Lane::Action),
            _ => None,
        };
        self.panes.timeline.set_filter(Filter {
            lane,
            status: text("status"),
            tag: text("tag"),
            author: text("author"),
            text: text("text"),
        });
        self.focus = Pane::Timeline;
        self.changed();
    }

    /// Opens the picker.
    pub(super) fn pick(&mut self, purpose: PickFor) {
        let home = directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
        let start = self.picked.clone().or_else(|| self.tour_files()).or_else(|| home.clone());
        let start = start.unwrap_or_else(|| "/".into());
        let picker = Picker::open(&start, home, crate::domain::text::visible).without(self.names_withheld());
        self.overlays.push(Overlay::Picker(Box::new(picker), purpose));
    }

    /// Goes to what needs a person, and opens the form that settles it when asked to.
    pub(super) fn settle(&mut self, index: usize, act: bool) {
        let Some(need) = self.needs.get(index).cloned() else { return };
        self.go_to(&need.place);
        if let (true, Some((name, input))) = (act, need.act)
            && let Some(spec) = command(name)
        {
            if matches!(spec.act, Act::Screen) {
                return self.run_command(spec);
            }
            let mut prefill = self.prefill(name);
            for (field, text) in input.iter() {
                prefill.set(field, text);
            }
            self.open_form(spec, prefill);
        }
    }

    /// Opens the form that silences the ring of what needs a person.
    pub(super) fn silence(&mut self, index: usize) {
        let ring = self.needs.get(index).and_then(|need| need.ring.clone());
        match (ring, command("silence")) {
            (Some(ring), Some(spec)) => self.open_form(spec, Input::default().with("ring", ring)),
            _ => self.say(&Msg::new("no-ring")),
        }
    }
}
