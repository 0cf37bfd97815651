use proptest::prelude::*;

use super::*;

/// Text with a taste for trouble: controls, bidi, joiners, marks, wide and joined characters between plain words.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z]{1,9}",
        3 => Just(" ".to_owned()),
        2 => prop::sample::select(vec![
            "\t", "\n", "\r\n", "\r", "\u{1b}[31m", "\u{7}", "\u{9b}", "\u{202e}", "\u{2066}", "\u{61c}", "\u{200d}", "\u{fe0f}",
            "\u{301}", "\u{301}\u{302}", "日本", "한", "\u{1100}", "क्क्क्क्क्", "\u{1161}", "\u{11a8}", "لا", "क्ष", "👩", "👍🏽", "🇩🇪", "🇩",
            "\u{600}", "\u{e0041}", "\u{feff}", "\u{fffe}", "\u{e001}", "é", "\u{3000}", "  ", "ไทยำ", "\u{2028}", "\u{a0}",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn harmless(text: &str) -> bool {
    !text.chars().any(|c| {
        c.is_control() || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    })
}

/// Columns as a terminal cell buffer counts them, without this module's short cuts.
fn cells(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| *c != ' ').collect()
}

#[test]
fn each_kind_of_odd_character_is_written_out() {
    for (raw, seen) in [
        ("a\u{1b}[2Jb", "a<U+001B>[2Jb"),
        ("a\0\u{7f}\u{9b}", "a<U+0000><U+007F><U+009B>"),
        ("tab\tlf\n", "tab<U+0009>lf<U+000A>"),
        ("gpj.\u{202e}exe", "gpj.<U+202E>exe"),
        ("\u{200e}\u{200f}\u{61c}\u{2066}\u{2069}", "<U+200E><U+200F><U+061C><U+2066><U+2069>"),
        ("a\u{200b}\u{2060}\u{feff}\u{ad}", "a<U+200B><U+2060><U+FEFF><U+00AD>"),
        ("x\u{e0041}\u{e007f}\u{e0100}", "x<U+E0041><U+E007F><U+E0100>"),
        ("\u{2028}\u{2029}", "<U+2028><U+2029>"),
        ("\u{e000}\u{f8ff}\u{f0000}\u{10fffd}", "<U+E000><U+F8FF><U+F0000><U+10FFFD>"),
        ("\u{fdd0}\u{fffe}\u{1ffff}", "<U+FDD0><U+FFFE><U+1FFFF>"),
        ("👩\u{200d}💻", "👩<U+200D>💻"),
        ("a\u{fe0f}", "a<U+FE0F>"),
        ("\u{301}a \u{301}", "<U+0301>a <U+0301>"),
        ("a\u{1161}", "a<U+1161>"),
    ] {
        assert_eq!(visible(raw), seen);
    }
}

#[test]
fn plain_writing_of_many_scripts_is_left_alone_and_not_copied() {
    for raw in
        ["plain", "Zürich", "e\u{301}te\u{301}", "日本語", "한국", "한", "שלום", "हिन्दी", "ภาษาไทย", "🇩🇪 👍🏽", "་བོད་ཡིག"]
    {
        assert!(matches!(visible(raw), Cow::Borrowed(same) if same == raw), "{raw}: {}", visible(raw));
    }
}

#[test]
fn a_pile_of_marks_is_cut_at_eight() {
    let raw = format!("a{}", "\u{301}".repeat(10_000));
    let seen = visible(&raw);
    assert!(seen.starts_with(&format!("a{}<U+0301>", "\u{301}".repeat(8))));
    assert_eq!(seen.matches("<U+0301>").count(), 10_000 - 8);
}

#[test]
fn a_joined_chain_wider_than_eight_columns_is_written_out() {
    assert_eq!(visible(&"क्".repeat(8)), "क्".repeat(8));
    assert!(visible(&"क्".repeat(9)).starts_with("<U+0915><U+094D>"));
    assert!(visible(&"\u{1100}".repeat(5)).is_ascii());
    assert_eq!(visible(&"日".repeat(50)), "日".repeat(50));
}

#[test]
fn one_line_and_lines_treat_breaks() {
    assert_eq!(one_line("a\tb\nc\r\nd\re"), "a b c d<U+000D>e");
    assert_eq!(visible_lines("a\tb\r\n\u{1b}c\n\nd\n"), ["a b", "<U+001B>c", "", "d"]);
    assert!(visible_lines("").is_empty());
}

#[test]
fn names_that_are_not_utf8_show_their_bytes() {
    assert_eq!(visible_bytes(b"ok\xff\xc3\xa9\xe2\x82.txt\x1b"), "ok<0xFF>é<0xE2><0x82>.txt<U+001B>");
}

#[test]
fn fit_cuts_between_characters_and_pads() {
    for (text, width, fitted) in [
        ("evidence", 10, "evidence  "),
        ("evidence", 8, "evidence"),
        ("evidence", 7, "evid..."),
        ("evidence", 4, "e..."),
        ("evidence", 3, "evi"),
        ("evidence", 0, ""),
        ("日本語文字", 8, "日本... "),
        ("日本", 3, "日 "),
        ("日本", 1, " "),
        ("", 2, "  "),
        ("a\nb", 3, "a b"),
        ("\u{202e}", 4, "<..."),
    ] {
        assert_eq!(fit(text, width), fitted, "{text} {width}");
    }
    assert_eq!(fit("x", usize::MAX).len(), 65_535);
}

#[test]
fn middle_keeps_both_ends() {
    assert_eq!(middle("9f2c000000000000000061ab", 10), "9f2c..61ab");
    assert_eq!(middle("9f2c000000000000000061ab", 9), "9f2c..1ab");
    assert_eq!(middle("short", 5), "short");
    assert_eq!(middle("longer", 4), "l..r");
    assert_eq!(middle("longer", 3), "lon");
    assert_eq!(middle("日本語日本語", 7), "日..語");
    assert_eq!(middle("日本語", 0), "");
}

#[test]
fn wrap_breaks_at_spaces_and_inside_long_words_only() {
    assert_eq!(wrap("pull the network cable now", 11), ["pull the", "network", "cable now"]);
    assert_eq!(wrap("a  b", 4), ["a  b"]);
    assert_eq!(wrap("  indented text", 10), ["  indented", "text"]);
    assert_eq!(wrap("see 0123456789ab for it", 8), ["see", "01234567", "89ab for", "it"]);
    assert_eq!(wrap("one\n\ntwo ", 9), ["one", "", "two"]);
    assert_eq!(wrap("        deep", 6), ["deep"]);
    assert_eq!(wrap("日本語", 5), ["日本", "語"]);
    assert_eq!(wrap("日a", 1), ["日", "a"]);
    assert_eq!(wrap("   ", 2), [""]);
    assert!(wrap("text", 0).is_empty());
}

#[test]
fn input_keeps_all_but_carriage_returns() {
    assert_eq!(clean_input("a\r\nb\rc\u{1b}\t\n"), "a\nb\nc\u{1b}\t\n");
}

proptest! {
    #[test]
    fn cleaned_text_is_harmless_whole_and_stable(raw in nasty()) {
        let seen = visible(&raw);
        prop_assert!(harmless(&seen));
        prop_assert_eq!(visible(&seen), seen.as_ref());
        prop_assert!(seen.graphemes(true).all(|cluster| cluster.width() > 0), "nothing is drawn in no column: {:?}", seen);
        // Written-out characters come back to the raw text: nothing was dropped.
        let mut back = seen.into_owned();
        for c in raw.chars() {
            back = back.replace(&format!("<U+{:04X}>", u32::from(c)), &c.to_string());
        }
        prop_assert_eq!(back, raw);
    }

    #[test]
    fn bytes_are_harmless(raw in prop::collection::vec(any::<u8>(), 0..64)) {
        prop_assert!(harmless(&visible_bytes(&raw)));
    }

    #[test]
    fn fit_is_exact_and_a_cut_shows(raw in nasty(), width in 0_usize..90) {
        let fitted = fit(&raw, width);
        prop_assert!(harmless(&fitted));
        prop_assert_eq!(cells(&fitted), width);
        let clean = one_line(&raw);
        prop_assert_eq!(super::width(&raw), cells(&clean));
        if cells(&clean) <= width {
            prop_assert_eq!(fitted.trim_end_matches(' '), clean.trim_end_matches(' '));
        } else if width >= 4 {
            prop_assert!(fitted.trim_end_matches(' ').ends_with("..."));
        }
    }

    #[test]
    fn fit_of_a_long_text_looks_at_its_beginning_only(raw in nasty(), width in 0_usize..9) {
        let long = raw.repeat(40);
        let (clean, fitted) = (one_line(&long), fit(&long, width));
        let kept = fitted.trim_end_matches(' ').trim_end_matches('.');
        prop_assert!(clean.starts_with(kept));
    }

    #[test]
    fn middle_is_never_too_wide(raw in nasty(), width in 0_usize..40) {
        let cut = middle(&raw, width);
        prop_assert!(harmless(&cut));
        prop_assert!(cells(&cut) <= width);
    }

    #[test]
    fn wrap_keeps_all_that_is_not_space(raw in nasty(), width in 1_usize..40) {
        let lines = wrap(&raw, width);
        prop_assert_eq!(without_spaces(&lines.concat()), without_spaces(&visible_lines(&raw).concat()));
        for line in &lines {
            prop_assert!(harmless(line));
            prop_assert!(cells(line) <= width || (width < 8 && line.graphemes(true).count() == 1), "{:?} at {}", line, width);
        }
    }
}

#[test]
fn sizes_read_as_on_the_box() {
    assert_eq!(
        [0, 999, 1_000, 1_250_000, 2_000_000_000_000].map(decimal_size),
        ["0 B", "999 B", "1.0 kB", "1.2 MB", "2.0 TB"]
    );
}

#[test]
fn counts_agree_with_their_nouns() {
    assert_eq!(
        [(0, "body"), (1, "body"), (2, "body"), (1, "line"), (12, "line"), (3, "key")]
            .map(|(n, noun)| counted(n, noun)),
        ["0 bodies", "1 body", "2 bodies", "1 line", "12 lines", "3 keys"]
    );
}
