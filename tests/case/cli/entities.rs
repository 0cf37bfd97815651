//! Entities on the command line: recorded, judged, told apart by proof, and found wherever a record names them.

use super::*;

fn ok(world: &World, args: &[&str]) -> Run {
    let done = run(&world.env, args);
    assert_eq!(done.code, 0, "{args:?}: {}", done.err);
    done
}

/// Records, and gives the label of the record.
fn record(world: &World, args: &[&str]) -> String {
    let done = ok(world, &[&["do"], args].concat()).out;
    done.trim().rsplit('.').next().unwrap_or_default().to_owned()
}

#[test]
fn an_entity_is_found_by_each_of_its_names_in_whatever_names_it() {
    let world = World::new(140);
    declared(&world);
    let web = record(&world, &["entity", "entity=web01", "aliases=WEB01.corp.local", "asset-type=server"]);
    let fact = record(&world, &["log", "text=odd logins on web01.corp.local", "assets=web01", "status=suspected"]);
    record(&world, &["log", "text=nothing on web01-old and web010"]);
    let done = record(&world, &["contain", "asset=WEB01", "change=port off", "rollback=on again"]);
    let decided =
        record(&world, &["decide", "question=Do we take Web01 off the net", "choice=yes", "decider=Ada Morel"]);
    let file = world.file("disk.raw");
    std::fs::write(&file, b"raw").unwrap();
    let path = file.to_str().unwrap();
    ok(&world, &["evidence", "add", path, "--description", "disk of web01", "--collected-by", "Ada Morel"]);
    let wrong = record(&world, &["log", "text=web01 again"]);
    record(&world, &["strike", &format!("record={wrong}"), "reason=another host"]);
    let json = ok(&world, &["show", "entity", "web01.CORP.local", "--json"]).json();
    assert_eq!((&json["record"], &json["name"], &json["status"]), (&json!(web), &json!("web01"), &json!("suspected")));
    let uses = json["uses"].as_array().unwrap();
    let of = |label: &str| uses.iter().find(|one| one["record"] == label);
    for label in [&web, &fact, &done, &decided] {
        assert!(of(label).is_some(), "{label} names it: {uses:?}");
    }
    assert_eq!(of(&fact).unwrap()["fields"], json!(["assets", "text"]));
    assert_eq!(of(&done).unwrap()["fields"], json!(["asset"]));
    assert_eq!(of(&wrong).unwrap()["struck"], json!(true));
    assert_eq!(uses.iter().filter(|one| one["kind"] == "exhibit.registered").count(), 1);
    // Neither of the two other hosts, whose names begin as this one does; a strike points to a record and names nothing.
    assert_eq!(uses.len(), 6, "{uses:?}");
    let next = &json["next"];
    assert_eq!((&next["status"], &next["command"]), (&json!("confirmed"), &json!("entity-judge")));
    assert_eq!(next["fields"], json!({"entity": web, "judgement": "confirmed"}));
    let cites = format!("record={fact}");
    record(&world, &["entity-judge", "entity=web01", "judgement=confirmed", "reason=a shell on it", &cites]);
    let all = ok(&world, &["show", "entities", "--json"]).json();
    assert_eq!(
        (&all["entities"][0]["status"], &all["entities"][0]["next"]["command"]),
        (&json!("confirmed"), &json!("contain"))
    );
    let table = ok(&world, &["show", "entities"]).out;
    assert!(table.contains("web01") && table.contains("CONFIRMED") && table.contains("contain"), "{table}");
    let page = ok(&world, &["show", "entity", "web01"]).out;
    assert!(page.contains("Where it is used (7)") && page.contains("C2-02"), "{page}");
}

#[test]
fn readers_of_a_level_see_no_use_above_it() {
    let world = World::new(141);
    declared(&world);
    record(&world, &["entity", "entity=web01"]);
    record(&world, &["log", "text=web01 was the first", "assets=web01", "mark=RED"]);
    record(&world, &["log", "text=they were in it", "assets=vault", "mark=RED"]);
    let uses = |args: &[&str]| ok(&world, args).json()["uses"].as_array().unwrap().len();
    assert_eq!(uses(&["show", "entity", "web01", "--json"]), 2);
    assert_eq!(uses(&["show", "entity", "web01", "--json", "--audience", "AMBER+STRICT"]), 1);
    let low = ok(&world, &["show", "entities", "--audience", "AMBER+STRICT", "--json"]);
    assert!(!low.out.contains("vault") && low.out.contains("web01"), "{}", low.out);
    let whole = ok(&world, &["show", "entities", "--json"]).json();
    assert_eq!(whole["unrecorded"][0]["name"], json!("vault"));
    let of = |args: &[&str]| ok(&world, args).json()["status"].clone();
    assert_eq!(of(&["show", "entity", "web01", "--json"]), json!("suspected"));
    assert_eq!(of(&["show", "entity", "web01", "--json", "--audience", "AMBER+STRICT"]), json!("recorded"));
}

/// What a judgement cites carries it: its mark goes along, and what fell with a struck import shows nothing.
#[test]
fn a_judgement_is_for_no_more_people_than_what_it_cites_and_falls_with_it() {
    let world = World::new(144);
    declared(&world);
    record(&world, &["entity", "entity=web01"]);
    let red = record(&world, &["log", "text=a shell on web01", "mark=RED"]);
    record(
        &world,
        &["entity-judge", "entity=web01", "judgement=confirmed", "reason=quiet words", &format!("record={red}")],
    );
    for format in ["json", "csv"] {
        let to = world.file(format);
        std::fs::create_dir(&to).unwrap();
        ok(&world, &["exchange", format, to.to_str().unwrap(), "--audience", "AMBER+STRICT"]);
        let files = std::fs::read_dir(&to).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
        assert!(files.into_iter().all(|bytes| !String::from_utf8_lossy(&bytes).contains("quiet words")), "{format}");
    }
    let low = ok(&world, &["show", "entity", "web01", "--audience", "AMBER+STRICT"]).out;
    assert!(!low.contains("quiet words") && !low.contains("U-03"), "{low}");

    let rows = world.file("logons.csv");
    std::fs::write(&rows, "message,datetime,timestamp_desc,hostname\nlogon,2026-11-20T10:00:00Z,logged,web02\n")
        .unwrap();
    let import =
        ok(&world, &["import", rows.to_str().unwrap(), "--json"]).json()["import"].as_str().unwrap().to_owned();
    record(&world, &["entity", "entity=web02"]);
    let row = record(&world, &["row-mark", &format!("import={import}"), "line=2", "status=suspected"]);
    record(&world, &["entity-judge", "entity=web02", "judgement=confirmed", "reason=seen", &format!("record={row}")]);
    let status = || ok(&world, &["show", "entity", "web02", "--json"]).json()["status"].clone();
    assert_eq!(status(), json!("confirmed"));
    record(&world, &["strike", &format!("record={import}"), "reason=another host"]);
    assert_ne!(status(), json!("confirmed"));
    let page = ok(&world, &["show", "entity", "web02"]).out;
    assert_eq!(page.matches("[R-05]").count(), 2, "the fact and the judgement: {page}");
}

#[test]
fn what_fits_nothing_or_several_is_asked_back() {
    let world = World::new(142);
    declared(&world);
    record(&world, &["entity", "entity=ops", "entity-kind=account"]);
    record(&world, &["entity", "entity=ops", "entity-kind=asset"]);
    let several = run(&world.env, &["show", "entity", "ops"]);
    assert!(several.code != 0 && several.err.contains("fits several"), "{}", several.err);
    let none = run(&world.env, &["show", "entity", "nobody"]);
    assert!(none.code != 0 && none.err.contains("show entities lists them"), "{}", none.err);
    assert!(run(&world.env, &["show", "entity"]).code != 0 && run(&world.env, &["show", "roster", "x"]).code != 0);
    let twice = run(&world.env, &["do", "entity", "entity=OPS", "entity-kind=asset"]);
    assert!(twice.code == 0 && twice.err.contains("U-01"), "{}", twice.err);
}

#[test]
fn an_indicator_is_shown_broken_and_found_however_it_was_written() {
    let world = World::new(143);
    declared(&world);
    record(&world, &["indicators", "set=marks", "add=hxxps://evil[.]example/a, 10.0.0[.]1"]);
    record(&world, &["log", "text=beacon to 10.0.0.1 and 10.0.0.11", "indicators=10.0.0[.]1"]);
    record(&world, &["log", "text=beacon to 10.0.0.11"]);
    let all = ok(&world, &["show", "entities"]).out;
    assert!(all.contains("10.0.0[.]1") && all.contains("hxxps://evil[.]example/a"), "{all}");
    assert!(!all.contains("10.0.0.1 ") && !all.contains("https://"), "{all}");
    let json = ok(&world, &["show", "entity", "10.0.0[.]1", "--json"]).json();
    assert_eq!((&json["value"], &json["shown"]), (&json!("10.0.0.1"), &json!("10.0.0[.]1")));
    assert_eq!(json["uses"].as_array().unwrap().len(), 2);
}

#[test]
fn lists_of_other_tools_are_taken_over_once_and_cite_their_import() {
    let world = World::new(144);
    declared(&world);
    record(&world, &["entity", "entity=DC01.corp.example"]);
    let take = |name: &str, text: &str| -> String {
        let file = world.file(name);
        std::fs::write(&file, text).unwrap();
        ok(&world, &["import", file.to_str().unwrap(), "--json"]).json()["import"].as_str().unwrap().to_owned()
    };
    let assets = take(
        "assets.csv",
        "asset_name,asset_type_name,asset_description,asset_ip,asset_domain,asset_tags\n\
         web01,Linux - Server,front,10.0.0.5,corp,\n\
         dc01.corp.example,Windows - DC,known,,corp,\n\
         bob,Account,,,,\n\
         web01,Linux - Server,again,,,\n\
         ,Linux - Server,nameless,,,\n",
    );
    let iocs = take(
        "iocs.csv",
        "ioc_value,ioc_type,ioc_description,ioc_tags,ioc_tlp\nhxxps://evil[.]example/a,url,x,,amber\n198.51.100.7,ip-dst,x,,amber\n",
    );
    let import = |of: &str| format!("import={of}");
    let done = run(&world.env, &["do", "rows-entities", &import(&assets)]);
    assert!(
        done.code == 0 && done.err.contains("U-07") && done.err.contains("2 taken over; 2 were known"),
        "{}",
        done.err
    );
    let all = ok(&world, &["show", "entities", "--json"]).json();
    let of = |name: &str| {
        let all = all["entities"].as_array().unwrap();
        let found = all.iter().find(|one| one["name"] == name).unwrap_or_else(|| panic!("{name}: {all:?}"));
        (found["kind"].clone(), found["type"].clone(), found["aliases"].clone())
    };
    assert_eq!(of("web01"), (json!("asset"), json!("server"), json!(["10.0.0.5"])));
    assert_eq!(of("bob"), (json!("account"), Value::Null, json!([])));
    assert_eq!(all["entities"].as_array().unwrap().len(), 3);
    // It is one of a list: it is judged by its place there, and its record is a use of it.
    let one = ok(&world, &["show", "entity", "10.0.0.5", "--json"]).json();
    let place = one["record"].as_str().unwrap().to_owned();
    assert!(place.ends_with(":1") && one["uses"].as_array().unwrap().len() == 1, "{one}");
    record(&world, &["entity-judge", &format!("entity={place}"), "judgement=suspected", "reason=beacon"]);
    assert_eq!(ok(&world, &["show", "entity", "web01", "--json"]).json()["status"], json!("suspected"));
    // The nameless row was refused when the file was read, or when it was taken over: it is in neither account twice.
    let again = run(&world.env, &["do", "rows-entities", &import(&assets)]);
    assert!(again.code != 0 && again.err.contains("I-51"), "{}", again.err);
    record(&world, &["rows-entities", &import(&iocs)]);
    let all = ok(&world, &["show", "entities", "--json"]).json();
    let values: Vec<&str> =
        all["indicators"].as_array().unwrap().iter().filter_map(|one| one["value"].as_str()).collect();
    assert_eq!(values, ["https://evil.example/a", "198.51.100.7"]);
    assert!(run(&world.env, &["do", "rows-entities", &import(&iocs)]).err.contains("I-51"));
    let report = run(&world.env, &["verify", "--json"]).json();
    assert_eq!(report["problems"].as_array().map(Vec::len), Some(0), "{report}");
}
