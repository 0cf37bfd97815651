//! The incident response plan on the command line: what is recorded stands in it, what is not is said with its command.

use super::*;

fn plan(world: &World) -> String {
    let made = run(&world.env, &["plan", "--out", "-"]);
    assert_eq!(made.code, 0, "{}", made.err);
    made.out
}

fn org(world: &World, words: &[&str]) {
    let done = run(&world.env, &[&["org"], words].concat());
    assert_eq!(done.code, 0, "{words:?}: {}", done.err);
}

#[test]
fn an_organisation_that_recorded_nothing_reads_what_is_missing_and_how_to_record_it() {
    let world = World::new(621);
    let text = plan(&world);
    for command in ["plan-text", "profile", "list-source", "list-ai", "approve", "acknowledge", "plan", "approve-plan"]
    {
        assert!(text.contains(&format!("(warroom org {command})")), "{command} is not in {text}");
    }
    assert!(text.contains("No version of this plan is approved") && text.contains("nobody of the address book"));
    assert!(!world.env.places.organisation().exists(), "reading makes no file");
    for control in ["A.5.24", "A.5.25", "A.5.26", "A.5.27", "A.5.28"] {
        assert!(text.contains(control), "{control}");
    }
}

#[test]
fn what_was_recorded_stands_in_the_plan_and_what_was_taken_back_does_not() {
    let world = World::new(622);
    org(&world, &["list-source", "name=EDR #1", "covers=every laptop", "owner=Mara Okafor", "reached=pager"]);
    org(&world, &["list-ai", "name=ranker-7", "ai-kind=model", "covers=search", "owner=Mara Okafor"]);
    org(&world, &["list-ai", "name=old-filter", "ai-kind=service", "covers=mail", "owner=Mara Okafor"]);
    org(&world, &["plan-text", "plan-section=purpose", "text=first words"]);
    org(&world, &["plan-text", "plan-section=purpose", "text=Everything in *Berlin*."]);
    org(&world, &["plan", "title=Night drill", "procedure=ransomware", "on=2031-05-01"]);
    let shown = run(&world.env, &["org", "list-source", "name=NDR", "covers=x", "owner=M", "--json"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    let before = plan(&world);
    let wanted = ["EDR \\#1", "ranker-7", "old-filter", "Everything in \\*Berlin\\*.", "planned: Night drill"];
    for words in wanted {
        assert!(before.contains(words), "{words} is not in {before}");
    }
    assert!(!before.contains("first words"), "the last words hold");
    assert!(!before.contains("(warroom org list-ai)") && !before.contains("(warroom org plan)"));
    let line = |text: &str| text.lines().find(|line| line.contains("old-filter")).unwrap().to_owned();
    let record = line(&before).split('|').nth(1).unwrap().trim().to_owned();
    org(&world, &["unlist", &format!("record={record}"), "reason=switched off"]);
    let after = plan(&world);
    let listed = |text: &str| text.lines().filter(|line| line.contains("old-filter")).count();
    // It stands in the history still.
    assert!(listed(&after) < listed(&before) + 1 && after.contains("no longer in the plan: old-filter"));
    let (section, _) = after.split_once("# Where each control is met").unwrap();
    assert!(!section.contains("old-filter"), "{section}");
}

#[test]
fn the_plan_is_approved_by_the_digest_of_its_file_and_only_by_who_is_shown_to_be_there() {
    let world = World::new(623);
    let out = world.file("plan.md");
    let made = run(&world.env, &["plan", "--out", out.to_str().unwrap()]);
    assert_eq!(made.code, 0, "{}", made.err);
    let digest = made.err.split_whitespace().find(|word| word.trim_end_matches(':').len() == 64).unwrap();
    let digest = digest.trim_end_matches(':').to_owned();
    let of = ["approve-plan", "version=1.0", "by=Mara Okafor"];
    let odd = run(&world.env, &[&["org"], &of[..], &["plan-sha256=abc"]].concat());
    assert_eq!(odd.code, 1, "{}", odd.err);
    let digest = format!("plan-sha256={digest}");
    org(&world, &[&of[..], &[&digest]].concat());
    assert!(plan(&world).contains("No version of this plan is approved"), "presence was not shown");
    let people = world.env.places.people();
    std::fs::create_dir_all(people.parent().unwrap()).unwrap();
    let entry =
        "[[person]]\nname = \"Mara Okafor\"\ninitials = \"MO\"\nphones = [\"+44 7700 900101\", \"+44 7700 900102\"]\n";
    let rest = "handle = { kind = \"signal\", value = \"mara.11\" }\nroles = [\"siro\"]\n";
    std::fs::write(&people, format!("schema = \"warroom.people/1\"\n\n{entry}{rest}")).unwrap();
    org(&world, &[&of[..], &[&digest, "presence=wet-ink", "presence-ref=slip 4", "review=2031-01-01"]].concat());
    let text = plan(&world);
    assert!(text.contains("Last approved: version 1.0, by Mara Okafor"), "{text}");
    assert!(text.contains("the plan is looked at again") && !text.contains("(warroom org approve-plan)"), "{text}");
}
