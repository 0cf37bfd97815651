//! Hostile text in every field of every command, given on the command line: on a terminal nothing but words and line ends comes out.

use super::*;

const HOSTILE: &str = "bad \u{1b}]0;owned\u{7}\u{1b}[2J\u{1b}]52;c;aGk=\u{7} \u{202e}txt.exe\u{2066}\u{9b}31m\u{9d}0;x\u{9c}\u{1b}P\t\u{200b}\u{feff}\u{7f}\r\nsecond\u{e0041}";

/// Whether a terminal would act on a character, or draw it elsewhere than where it stands.
fn acts(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

fn at_a_terminal(world: &World, args: &[&str]) -> Run {
    let run = run_bytes(&world.env, args.iter().map(OsString::from).collect(), b"", true);
    for (stream, text) in [("output", &run.out), ("error", &run.err)] {
        if let Some(at) = text.find(acts) {
            let before = text[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect::<String>();
            let character = text[at..].chars().next().unwrap();
            panic!("{args:?}: standard {stream} holds U+{:04X} after {before:?}", u32::from(character));
        }
    }
    run
}

#[test]
fn hostile_words_in_every_field_of_every_command_come_out_as_words() {
    let mut world = World::new(71);
    let case = declared(&world);
    world.env.vars.insert("WARROOM_CASE".to_owned(), case.to_str().unwrap().to_owned());
    let file = world.file("proxy.log");
    std::fs::write(&file, HOSTILE).unwrap();
    let file = file.to_str().unwrap();
    run(&world.env, &["evidence", "add", file, "--description", HOSTILE, "--collected-by", HOSTILE]);
    let (mut recorded, mut said) = (0, 0);
    let mut seen = Vec::new();
    for spec in COMMANDS.iter().filter(|spec| spec.records()) {
        for every in [true, false] {
            let words = |field: &&FieldSpec| {
                every || matches!(field.kind, FieldKind::Line | FieldKind::Text | FieldKind::List | FieldKind::Person)
            };
            let given: Vec<String> =
                spec.fields.iter().filter(words).map(|field| format!("{}={HOSTILE}", field.name)).collect();
            let mut args = vec!["do", spec.name];
            args.extend(given.iter().map(String::as_str));
            let run = at_a_terminal(&world, &args);
            recorded += usize::from(run.code == 0);
            said += usize::from(run.err.contains("<U+001B>") || run.out.contains("<U+001B>"));
        }
        // One field alone, so that it is this one that is refused, quoted or recorded.
        for field in spec.fields {
            if seen.contains(&field.name) {
                continue;
            }
            at_a_terminal(&world, &["do", spec.name, &format!("{}={HOSTILE}", field.name)]);
            // A field of the same name is read by the same code; a soak gives it to every command.
            if std::env::var_os("WARROOM_SOAK").is_none() {
                seen.push(field.name);
            }
        }
    }
    assert!(recorded > 10 && said > 50, "{recorded} recorded, {said} said hostile words");
    let mut written_out = 0;
    for args in [
        &["show", "timeline"][..],
        &["show", "roster"],
        &["show", "checklist"],
        &["show", "evidence"],
        &["show", "deadlines"],
        &["show", "needs"],
        &["audit"],
        &["internal"],
        &["verify"],
        &["verify", case.to_str().unwrap()],
        &["show", "timeline", "--json"],
        &["show", "roster", "--json"],
        &["show", "evidence", "--json"],
        &["verify", case.to_str().unwrap(), "--json"],
        &[HOSTILE],
        &["do", HOSTILE],
        &["--case", HOSTILE, "show", "timeline"],
        &["--operator", HOSTILE, "log", HOSTILE],
        &["--zone", HOSTILE, "show", "timeline"],
        &["--theme", HOSTILE],
        &["hash", HOSTILE],
        &["verify", HOSTILE],
        &["replay", HOSTILE],
        &["manifest", HOSTILE],
        &["evidence", "add", HOSTILE],
        &["deadline", HOSTILE, "--at", HOSTILE],
        &["people", "import", HOSTILE],
        &["unseal", HOSTILE, HOSTILE],
        &["bundle", "check", HOSTILE],
    ] {
        let run = at_a_terminal(&world, args);
        written_out += usize::from(run.out.contains("<U+") || run.err.contains("<U+"));
    }
    assert!(written_out > 10, "hostile words were printed {written_out} times");
    assert_eq!(run(&world.env, &["verify", case.to_str().unwrap()]).code, 0);
}
