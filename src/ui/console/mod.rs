//! The console: one loop, one channel. Keys become commands; what was recorded becomes the next frame. A frame is drawn only when something changed.

mod briefing;
#[cfg(test)]
mod briefing_tests;
mod compose;
mod copying;
mod cycle;
mod digests;
mod dispatch;
mod drafting;
mod draw;
mod drill;
#[cfg(test)]
mod empty_tests;
mod entities;
mod exporting;
mod forms;
#[cfg(test)]
mod fuzz_tests;
mod imaging;
mod leaving;
mod lists;
mod locked;
mod merging;
mod minutes;
mod mouse;
mod opening;
mod over_time;
mod page_keys;
mod papers;
mod past;
mod pasting;
mod plain;
mod reading;
#[cfg(test)]
mod rig_tests;
mod ringing;
mod room;
#[cfg(test)]
mod room_tests;
mod rows;
mod safety;
mod saying;
#[cfg(test)]
mod sizes_tests;
mod submitting;
mod techniques;
mod tour;
mod welcome;
#[cfg(test)]
mod withheld_tests;
mod work;
mod writing;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};

use super::glyphs::{GlyphSet, Locale};
use super::input::{self, InputThread, SignalThread};
use super::look::Look;
use super::overlay::Overlay;
use super::pane::Pane;
use super::panes::Panes;
use super::term::{Screen, TermEnv, TermError};
use super::theme::{Theme, ThemeName};
use crate::app::keys::{Keymap, Keys};
use crate::app::lock::Lock;
use crate::app::safety::Watch;
use crate::app::settings::Settings;
use crate::app::{Case, Env, Failure};
use crate::domain::attention::{self, Need};
use crate::domain::briefing::open as briefing_open;
use crate::domain::entity::Texts;
use crate::domain::fact::Author;
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::mark::Audience;
use crate::domain::msg::Msg;
use crate::domain::sheet::briefing::Shown;
use crate::domain::time::Instant;
use crate::journal::signature::Purpose;
use crate::library::Catalogue;
use crate::library::lang::Lang;
use crate::store::drafts::Drafts;
use digests::Running;
pub use plain::start as start_plain;
use work::Outcome;

/// What the console is started with.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The case to open; none looks for the one open case.
    pub case: Option<PathBuf>,
    /// Who is at the keys.
    pub operator: Option<String>,
    /// Theme, unless `NO_COLOR` decides.
    pub theme: Option<ThemeName>,
    /// Glyphs, unless the terminal decides.
    pub glyphs: Option<GlyphSet>,
}

/// Why the console could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum ConsoleError {
    /// The terminal.
    #[error(transparent)]
    Terminal(#[from] TermError),
    /// Threads or channels.
    #[error("the system gave no thread for the keyboard: {0}; close other programs and start again")]
    Thread(#[from] std::io::Error),
    /// The case.
    #[error(transparent)]
    Case(#[from] Failure),
}

/// What comes through the one channel.
#[derive(Debug)]
enum Event {
    Input(input::Event),
    Work(Outcome),
    /// A line that was typed where no screen is drawn; none at the end of the input.
    Line(Option<String>),
}

impl From<input::Event> for Event {
    fn from(event: input::Event) -> Self {
        Event::Input(event)
    }
}

/// How long a toast stays, milliseconds of the monotonic clock.
const TOAST_MS: u64 = 6_000;
/// A ring that was not silenced sounds once more after this time, milliseconds.
const RING_AGAIN_MS: u64 = 300_000;

/// The running console.
pub(super) struct Console {
    env: Env,
    lang: Lang,
    /// What papers are written in, whatever the screen speaks: they are made again from the journal to be checked.
    paper_lang: Lang,
    theme: Theme,
    theme_name: ThemeName,
    glyphs: GlyphSet,
    /// Who may see the screen now.
    audience: Audience,
    settings: Settings,
    showing: room::Showing,
    /// Nothing is on the screen but codename and clock.
    blanked: bool,
    /// The tour is put aside: its practice case is a case like others.
    tour_aside: bool,
    /// It was blanked, and the level is still to go down.
    goes_down: bool,
    /// The passphrase of the screen, where one is set.
    lock: Option<Lock>,
    locked: Option<locked::Locked>,
    months: [String; 12],
    keymap: Keymap,
    case: Option<Case>,
    /// What is shown instead, while the case is shown as it was known at an instant.
    past: Option<past::Past>,
    /// The reading of the journal that such a view waits for.
    recalling: Option<crate::jobs::Job>,
    /// What was read for it, while something else lies over the panes.
    recalled: Option<Box<Case>>,
    blank: Incident,
    catalogue: Catalogue,
    operator: Option<String>,
    author: Author,
    drafts: Option<Drafts>,
    /// The safety copy that is kept up.
    copy: Option<Watch>,
    panes: Panes,
    focus: Pane,
    zoomed: bool,
    overlays: Vec<Overlay>,
    needs: Vec<Need>,
    jobs: Vec<Running>,
    images: Vec<imaging::Imaging>,
    queued_images: Vec<imaging::Queued>,
    /// A look before an image.
    surveying: Option<crate::jobs::Job>,
    /// Media that were found when an export was asked for last.
    media: Vec<crate::ui::candidates::Candidate>,
    looking_for_media: Option<crate::jobs::Job>,
    export_look: Option<crate::jobs::Job>,
    /// A paper that is being made.
    papering: Option<crate::jobs::Job>,
    exporting: Option<exporting::Exporting>,
    /// A look at a file of another tool.
    rows_look: Option<crate::jobs::Job>,
    /// The columns of the file that the form of an import names.
    columns: Option<rows::Seen>,
    importing: Option<rows::Importing>,
    /// Imported rows by the techniques that they name, for the page of techniques.
    heat: Option<techniques::Heat>,
    /// What runs for the page of everything over time.
    over_time: over_time::OverTimeWork,
    /// Another copy that is read and taken in.
    taking_in: Option<crate::jobs::Job>,
    toast: Option<(String, u64)>,
    /// What was said, when, and how far it may be seen.
    said: Vec<(String, String, Audience)>,
    /// How many of them were taken back since they named what is withheld by now.
    forgotten: usize,
    /// Lines of an answer of several, typed where they are asked for one by one, and not in the form yet.
    lines: Option<forms::Lines>,
    /// Number of the last line of each chain that was shown: what is kept from the room among them was read before.
    read: BTreeMap<StationId, u64>,
    read_at: Audience,
    rang: HashMap<String, u64>,
    injects: drill::Injects,
    /// When a key came last, on the steady clock.
    last_key: Option<u64>,
    welcome: usize,
    /// What the pages of a briefing showed before they were left, by its roll call.
    shown_before: Option<(RecordId, Shown)>,
    /// Pasted lines that are being recorded.
    pasting: Option<pasting::Pasting>,
    events: Sender<Event>,
    map: super::home::HomeMap,
    mouse: bool,
    /// The terminal has no mouse and no clipboard that could be reached.
    bare: bool,
    /// What is to go to the clipboard with the next frame.
    copied: Option<String>,
    /// Share of the rows beside the detail, in hundredths, once somebody moved the line between them; and whether it is being moved.
    split: Option<u16>,
    dragging: bool,
    /// The screen has no room for more than saying so: nothing that is typed would be seen.
    small: bool,
    bell: bool,
    last_second: i64,
    /// Why the case file cannot be read on, as long as that lasts.
    trouble: Option<String>,
    asked: bool,
    /// What the records say, while a page asks where something is named.
    texts: Option<Texts>,
    /// Imported rows that name the entity whose page is open.
    uses: Option<entities::Uses>,
    /// The name that is being put into the register for a form that waits.
    naming: Option<entities::Naming>,
    asked_keys: bool,
    stopping: bool,
    /// What was typed into the form was not looked at yet.
    unchecked: bool,
    draft_failed: bool,
    picked: Option<PathBuf>,
    staging: Option<crate::jobs::Job>,
    checks: Vec<crate::jobs::Job>,
    /// Whether a case was opened whose checks have not begun.
    just_opened: bool,
    done: Option<u8>,
    redraw: bool,
    suspend: bool,
    dirty: bool,
    /// Records that the last search went through.
    searched: Option<usize>,
    /// Everything is said in lines and asked for in lines: nothing is drawn.
    plain: bool,
}

/// Runs the console until it is quit. Yields the exit code.
///
/// # Errors
/// No terminal, or a case that was named and cannot be opened.
pub fn start(env: Env, options: &Options) -> Result<u8, ConsoleError> {
    let no_color = env.vars.get("NO_COLOR").is_some_and(|value| !value.is_empty());
    let term = TermEnv::of(env.var("TERM").unwrap_or_default().to_owned(), no_color);
    let (sender, receiver) = channel();
    let mut console = Console::new(env, options, &term, sender.clone())?;
    super::term::install_panic_hook();
    let mut screen = Screen::enter(&term)?;
    let keyboard = InputThread::start(sender.clone())?;
    let _signals = SignalThread::start(sender)?;
    let code = console.run(&mut screen, &receiver);
    drop(keyboard);
    drop(screen);
    code
}

impl Console {
    fn new(env: Env, options: &Options, term: &TermEnv, events: Sender<Event>) -> Result<Self, ConsoleError> {
        let settings = Settings::of(&env);
        let keys = Keys::of(&env);
        let lang = Lang::named(&settings.language).unwrap_or_default().with_keys(keys.map.named());
        let without_colour = term.is_monochrome().then_some(ThemeName::Mono);
        let theme_name = ThemeName::for_start(options.theme.or(without_colour), term.no_color);
        let locale = Locale { lc_all: env.var("LC_ALL"), lc_ctype: env.var("LC_CTYPE"), lang: env.var("LANG") };
        let months = std::array::from_fn(|i| lang.word(&format!("month-{}", i + 1)));
        let (catalogue, findings) = Catalogue::with_overrides(&env.places.procedures());
        let mut console = Console {
            theme: Theme::new(theme_name),
            theme_name,
            glyphs: GlyphSet::choose(options.glyphs.or(term.eight_bit.then_some(GlyphSet::Ascii)), &term.term, locale),
            audience: settings.lowest(),
            read_at: settings.lowest(),
            settings,
            showing: room::Showing::default(),
            blanked: false,
            tour_aside: false,
            goes_down: false,
            lock: None,
            locked: None,
            months,
            keymap: keys.map,
            case: None,
            past: None,
            recalling: None,
            recalled: None,
            blank: Incident::default(),
            catalogue,
            operator: options.operator.clone(),
            author: Author::default(),
            drafts: None,
            copy: None,
            panes: Panes::default(),
            focus: Pane::Timeline,
            zoomed: false,
            overlays: Vec::new(),
            needs: Vec::new(),
            jobs: Vec::new(),
            images: Vec::new(),
            queued_images: Vec::new(),
            surveying: None,
            media: Vec::new(),
            looking_for_media: None,
            export_look: None,
            papering: None,
            exporting: None,
            rows_look: None,
            columns: None,
            importing: None,
            heat: None,
            over_time: over_time::OverTimeWork::default(),
            taking_in: None,
            toast: None,
            said: Vec::new(),
            forgotten: 0,
            lines: None,
            read: BTreeMap::new(),
            rang: HashMap::new(),
            injects: drill::Injects::default(),
            last_key: None,
            welcome: 0,
            shown_before: None,
            pasting: None,
            events,
            map: super::home::HomeMap::default(),
            mouse: false,
            bare: term.is_bare(),
            copied: None,
            split: None,
            dragging: false,
            small: false,
            bell: false,
            last_second: i64::MIN,
            trouble: None,
            asked: false,
            texts: None,
            uses: None,
            naming: None,
            asked_keys: false,
            stopping: false,
            unchecked: false,
            draft_failed: false,
            picked: None,
            staging: None,
            checks: Vec::new(),
            just_opened: false,
            done: None,
            redraw: false,
            suspend: false,
            dirty: true,
            searched: None,
            plain: false,
            lang,
            paper_lang: Lang::english(),
            env,
        };
        for finding in findings.iter().filter(|finding| finding.unusable()) {
            console.say(&Msg::new("own-procedure").with("what", finding.to_string()));
        }
        match Lock::of(&console.env) {
            Ok(lock) => console.lock = lock,
            Err(failure) => console.tell(failure.to_string()),
        }
        let findings = std::mem::take(&mut console.settings.findings);
        console.say_of_file(findings, "settings-more");
        let findings = keys.findings.iter().map(|finding| console.lang.say(finding, console.audience)).collect();
        console.say_of_file(findings, "keys-more");
        match &options.case {
            Some(path) => {
                let case = Case::open(&console.env, path, options.operator.as_deref().unwrap_or_default())?;
                console.take_case(case);
            }
            None => console.open_the_one(),
        }
        Ok(console)
    }

    /// After the state changed: needs and rows are brought up to date.
    fn changed(&mut self) {
        self.author = self.case.as_ref().map(Case::operator).unwrap_or_default();
        self.keep_room();
        self.drop_texts();
        self.keep_texts();
        self.needs = match self.shown() {
            Some(case) => attention::needs(self.state(), case.countdown_now()),
            None => Vec::new(),
        };
        let mut panes = std::mem::take(&mut self.panes);
        panes.refresh(&self.look(&[]));
        self.panes = panes;
        self.refresh_composer();
        let mut overlays = std::mem::take(&mut self.overlays);
        for overlay in &mut overlays {
            match overlay {
                Overlay::Asking(asking) => asking.refresh(&self.look(&[])),
                Overlay::Graph(graph) => graph.refresh(&self.look(&[])),
                Overlay::Board(board) => board.refresh(&self.look(&[])),
                Overlay::Briefing(pages) => pages.refresh(&self.look(&[])),
                _ => {}
            }
        }
        self.overlays = overlays;
        self.name_rows();
        self.count_uses();
        self.refresh_over_time();
        self.find_again();
    }

    /// The case that is shown: the open one, or what was known of it at an instant.
    fn shown(&self) -> Option<&Case> {
        self.past.as_ref().map(|past| &past.case).or(self.case.as_ref())
    }

    /// The state that is shown: what the room may see of it.
    fn state(&self) -> &Incident {
        match &self.past {
            Some(past) => past.showing.state(past.case.state(), &self.blank),
            None => self.showing.state(self.present(), &self.blank),
        }
    }

    /// The state as it is now, whatever is shown.
    fn present(&self) -> &Incident {
        self.case.as_ref().map_or(&self.blank, Case::state)
    }

    /// Everything a frame is drawn from.
    fn look<'a>(&'a self, jobs: &'a [super::look::JobView]) -> Look<'a> {
        let wall = self.env.clock.now();
        Look {
            state: self.state(),
            lang: &self.lang,
            theme: &self.theme,
            glyphs: self.glyphs,
            keys: &self.keymap,
            audience: self.audience,
            now: self.shown().map_or(wall, Case::countdown_now),
            wall,
            as_known: self.past.as_ref().map(|past| past.case.countdown_now()),
            zone: self.case.as_ref().map_or(self.env.zone, Case::zone),
            exercise: self.case.as_ref().is_some_and(|case| case.purpose() == Purpose::Exercise),
            operator: &self.author,
            needs: &self.needs,
            jobs,
            uncopied: self.copy_fails(),
            months: &self.months,
            texts: self.texts.as_ref(),
            named: self.rows_naming(),
            spoken: self.plain,
            rows: self.named_rows(),
            withheld: self.past.as_ref().map_or(&self.showing, |past| &past.showing).withheld(),
            called: self.shown().and_then(|case| briefing_open(case.state(), case.countdown_now())).map(|(id, _)| *id),
        }
    }

    /// Before the program ends: drafts are kept, jobs end as recorded aborts.
    fn close(&mut self) {
        self.stop_pasting();
        self.keep_drafts();
        self.abort_jobs();
        let forms = self.overlays.iter_mut().filter_map(|overlay| match overlay {
            Overlay::Form(form) => Some(form.put_aside()),
            _ => None,
        });
        let aside: Vec<_> = forms.flatten().collect();
        if let Some(case) = &self.case {
            case.take_back(&aside);
        }
    }

    /// The instant now, for forms.
    fn now(&self) -> Instant {
        self.env.clock.now()
    }

    fn top_form(&mut self) -> Option<&mut super::form::Form> {
        match self.overlays.last_mut() {
            Some(Overlay::Form(form)) => Some(form),
            _ => None,
        }
    }

    fn prefill(&self, command: &str) -> Input {
        self.panes.get(self.focus).prefill(command, &self.look(&[]))
    }
}
