use super::*;

fn too_large(sealed: bool) -> Concern {
    Concern::TooLarge { path: "x".to_owned(), size: 5 << 30, largest: 4 << 30, fs: "vfat".to_owned(), sealed }
}

#[test]
fn words_name_no_option_and_whoever_shows_them_names_the_field() {
    let all = [
        Concern::OwnDisk { forced: false },
        too_large(false),
        too_large(true),
        Concern::OneFile,
        Concern::ReasonOwed(vec![Ground::People(1)]),
        Concern::NobodyTakes,
        Concern::Damaged(1),
        Concern::Unsearched(1),
        Concern::NotAdmitted { others: vec![(StationId(7), "SHA256:x".to_owned())], own: None },
    ];
    for concern in &all {
        assert!(!concern.words().contains("--"), "{}", concern.words());
        assert!(!concern.words().contains("1 problems") && !concern.words().contains("1 attachments"));
        let named = concern.words_naming(&|field| format!("<{field}>"));
        let fields: Vec<String> = concern.fields().iter().map(|field| format!("<{field}>")).collect();
        assert!(named.contains(&fields.join(", ")), "{named}");
        for field in concern.fields() {
            let spec = crate::app::command::command("export").unwrap();
            assert!(spec.field(field).is_some(), "{field} is no field of the command");
        }
    }
}

#[test]
fn a_sealed_folder_that_is_too_large_is_not_told_to_go_in_parts() {
    let size = vec![("case.tar.age".to_owned(), 5_u64 << 30)];
    let (cut, found) = sized(&size, Some(4 << 30), false, ("vfat", true));
    let found: Vec<Concern> = found.collect();
    assert!(cut.is_none() && matches!(found.as_slice(), [Concern::TooLarge { sealed: true, .. }]), "{found:?}");
    let words = found[0].words();
    assert!(words.contains("does not go in parts") && found[0].fields().is_empty(), "{words}");
    assert!(too_large(false).words().contains("let it go in parts"));
}
