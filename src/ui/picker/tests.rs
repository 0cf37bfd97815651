use super::*;
use crate::ui::glyphs::GlyphSet;
use crate::ui::input::Chord;
use crate::ui::theme::{Theme, ThemeName};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::borrow::Cow;

fn clean(text: &str) -> Cow<'_, str> {
    text.chars().map(|c| if c.is_control() || c == '\u{202e}' { '?' } else { c }).collect()
}

fn press(picker: &mut Picker, keys: &str) -> Answer {
    let mut answer = Answer::NotMine;
    for chord in keys.split_whitespace() {
        let chord = Chord::parse(chord).unwrap();
        answer = picker.handle(KeyEvent::new(chord.code(), chord.modifiers()));
    }
    answer
}

fn typed(picker: &mut Picker, text: &str) {
    for c in text.chars() {
        picker.handle(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
    }
}

fn names(picker: &Picker) -> Vec<String> {
    (0..picker.len()).map(|row| picker.entry(row).map_or("..".into(), |e| e.shown().to_owned())).collect()
}

struct Place {
    _keep: tempfile::TempDir,
    root: PathBuf,
}

fn place() -> Place {
    let keep = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(keep.path()).unwrap();
    fs::create_dir(root.join("logs")).unwrap();
    fs::create_dir(root.join("Images")).unwrap();
    fs::write(root.join("notes.txt"), b"12345").unwrap();
    fs::write(root.join("Alert.eml"), b"1").unwrap();
    fs::write(root.join(".secret"), b"").unwrap();
    fs::write(root.join("logs/fw01-before.txt"), b"a").unwrap();
    fs::write(root.join("logs/fw01-after.txt"), b"b").unwrap();
    Place { _keep: keep, root }
}

#[test]
fn directories_first_then_names_without_regard_to_case() {
    let p = place();
    let mut picker = Picker::open(&p.root, None, clean);
    assert_eq!(names(&picker), ["..", "Images", "logs", "Alert.eml", "notes.txt"]);
    assert_eq!(picker.selected().0, 1, "the way up is not preselected");
    press(&mut picker, "ctrl-t");
    assert!(names(&picker).contains(&".secret".to_owned()));
    press(&mut picker, "ctrl-t");
    typed(&mut picker, ".se");
    assert_eq!(names(&picker), [".secret"], "a typed dot asks for hidden names");
}

#[test]
fn enter_goes_in_or_chooses_and_backspace_goes_up() {
    let p = place();
    let mut picker = Picker::open(&p.root, None, clean);
    typed(&mut picker, "LOG");
    assert_eq!(names(&picker), ["logs"]);
    assert_eq!(press(&mut picker, "enter"), Answer::Used);
    assert_eq!(names(&picker), ["..", "fw01-after.txt", "fw01-before.txt"]);
    assert_eq!(press(&mut picker, "down enter"), Answer::Chosen(p.root.join("logs/fw01-before.txt"), Kind::File));
    press(&mut picker, "backspace");
    assert_eq!(picker.dir(), p.root);
    assert_eq!(picker.selected().1.unwrap().shown(), "logs", "back where one came from");
    press(&mut picker, "home enter");
    assert_eq!(picker.dir(), p.root.parent().unwrap());
}

#[test]
fn paths_are_typed_completed_and_pasted() {
    let p = place();
    let mut picker = Picker::open(&p.root, Some(p.root.join("logs")), clean);
    typed(&mut picker, "l");
    press(&mut picker, "tab");
    assert_eq!(picker.dir(), p.root.join("logs"), "the only directory is entered");
    typed(&mut picker, "f");
    press(&mut picker, "tab");
    assert_eq!(names(&picker).len(), 2);
    typed(&mut picker, "b");
    press(&mut picker, "tab");
    assert_eq!(press(&mut picker, "enter"), Answer::Chosen(p.root.join("logs/fw01-before.txt"), Kind::File));

    picker.paste(&format!("{}/notes.txt\n", p.root.display()));
    assert_eq!(
        press(&mut picker, "enter"),
        Answer::Chosen(p.root.join("notes.txt"), Kind::File),
        "a whole path replaces what was typed"
    );
    press(&mut picker, "ctrl-u");
    typed(&mut picker, "~/");
    assert_eq!(picker.dir(), p.root.join("logs"));
    typed(&mut picker, "../Images/");
    assert_eq!(picker.dir(), p.root.join("Images"));
}

#[test]
fn what_is_not_there_is_said() {
    let p = place();
    let mut picker = Picker::open(&p.root, None, clean);
    typed(&mut picker, "nothing/x");
    assert_eq!(picker.problem(), Some(Problem::NoSuch));
    assert_eq!(press(&mut picker, "enter"), Answer::Used);
    assert_eq!(picker.problem(), Some(Problem::NoSuch));
    press(&mut picker, "ctrl-u");
    assert_eq!(picker.problem(), None);
    let gone = Picker::open(&p.root.join("gone"), None, clean);
    assert_eq!(gone.problem(), Some(Problem::Unreadable(io::ErrorKind::NotFound)));
    let file = Picker::open(&p.root.join("notes.txt"), None, clean);
    assert!(matches!(file.problem(), Some(Problem::Unreadable(_))));
}

#[test]
fn hostile_names_are_shown_harmless_and_chosen_exactly() {
    let p = place();
    let raw = OsStr::from_bytes(b"evil\xff\x1b[2J\xe2\x80\xae.txt");
    fs::write(p.root.join(raw), b"").unwrap();
    let mut picker = Picker::open(&p.root, None, clean);
    typed(&mut picker, "evil");
    assert_eq!(names(&picker), ["evil<0xFF>?[2J?.txt"]);
    assert_eq!(press(&mut picker, "enter"), Answer::Chosen(p.root.join(raw), Kind::File));
}

#[test]
fn names_that_may_not_be_read_are_left_out_counted_and_can_be_typed() {
    let p = place();
    fs::write(p.root.join("insider-mail.eml"), b"x").unwrap();
    let whole = names(&Picker::open(&p.root, None, clean));
    let mut picker = Picker::open(&p.root, None, clean).without([OsString::from("insider-mail.eml")].into());
    let left: Vec<String> = whole.into_iter().filter(|name| name != "insider-mail.eml").collect();
    assert_eq!((names(&picker), picker.left_out()), (left, 1));
    // Neither the filter nor completion finds what is not listed.
    typed(&mut picker, "insider");
    press(&mut picker, "tab");
    assert!(picker.selected().1.is_none() && !names(&picker).concat().contains("mail"), "{:?}", names(&picker));
    typed(&mut picker, "-mail.eml");
    assert_eq!(press(&mut picker, "enter"), Answer::Chosen(p.root.join("insider-mail.eml"), Kind::File));
}

#[test]
fn links_lead_on_and_broken_ones_are_other() {
    let p = place();
    std::os::unix::fs::symlink(p.root.join("logs"), p.root.join("a-link")).unwrap();
    std::os::unix::fs::symlink("nowhere", p.root.join("b-link")).unwrap();
    let picker = Picker::open(&p.root, None, clean);
    let kinds: Vec<Kind> = (1..picker.len()).map(|row| picker.entry(row).unwrap().kind()).collect();
    use Kind::{Directory, File, Other};
    assert_eq!(kinds, [Directory, Directory, Directory, File, Other, File]);
}

#[test]
fn sizes_are_read_for_the_rows_on_the_screen_only() {
    let keep = tempfile::tempdir().unwrap();
    for number in 0..40 {
        fs::write(keep.path().join(format!("f{number:02}")), b"123").unwrap();
    }
    let mut picker = Picker::open(keep.path(), None, clean);
    picker.set_rows(5);
    press(&mut picker, "end");
    let sized = |row: usize| picker.entry(row).unwrap().size();
    assert_eq!((sized(40), sized(36)), (Some(3), Some(3)));
    assert_eq!(sized(30), None);
}

fn words() -> Words<'static> {
    Words {
        find: "find",
        directory: "dir",
        other: "other",
        cut: "more",
        left_out: &|count| count.to_string(),
        size: &|bytes| bytes.to_string(),
        problem: &|problem| format!("{problem:?}"),
    }
}

#[test]
fn every_size_draws_and_the_cursor_is_in_the_input_line() {
    let p = place();
    let mut picker = Picker::open(&p.root, None, clean);
    let theme = Theme::new(ThemeName::Mono);
    for (width, height) in (0..50).flat_map(|w| (0..9).map(move |h| (w, h))) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let area = buffer.area;
        picker.set_rows(picker.list_rows(height));
        let cursor = picker.render(area, &mut buffer, &theme, GlyphSet::Ascii, &words());
        assert!(cursor.is_none_or(|at| area.contains(at) && at.y == 1));
    }
    typed(&mut picker, "note");
    let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 4));
    picker.set_rows(picker.list_rows(4));
    picker.render(buffer.area, &mut buffer, &theme, GlyphSet::Ascii, &words());
    let row = |y: u16| (0..30).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    assert_eq!(row(1).trim_end(), "find note");
    assert_eq!(row(2), "> notes.txt                  5");
}
