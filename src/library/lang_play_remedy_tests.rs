//! Indicators, eradication and restoration, with what is missing as often as with what is there.

use super::Play;

/// Sets of indicators.
fn indicators(play: &mut Play) {
    play.done("indicators", &[("set", "marks"), ("add", "198.51.100[.]7, evil.example")]);
    play.done("indicators", &[("remove", "evil.example")]);
    play.run("indicators", &[("remove", "evil.example")]);
    play.desk.field.set("list");
    play.run("indicators", &[("list", "marks.txt")]);
    play.desk.field.set("");
}

pub(super) fn play(play: &mut Play) {
    indicators(play);
}
