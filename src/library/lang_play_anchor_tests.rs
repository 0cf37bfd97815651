//! Checkpoints and anchors, with what is missing as often as with what is there.

use super::Play;
use crate::domain::anchor::{OCCASIONS, Signed};
use crate::domain::id::StationId;
use crate::domain::rules::Rule;

pub(super) fn play(play: &mut Play) {
    let short = crate::domain::decision::Shortfall::new(Rule::CheckpointContradicts);
    play.hear(&short.missing);
    play.hear(&short.next);
    let root = "3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw=";
    for (size, occasion) in (1..).zip(OCCASIONS) {
        play.fact(Signed {
            station: StationId(1),
            size: play.seq.min(size),
            root: "ab".repeat(32),
            signature: String::new(),
            occasion: (*occasion).to_owned(),
            heads: ["warroom/wr-1/0000000000000001\n", &play.seq.to_string(), "\n", root, "\n"].concat(),
            nonce: "ab".repeat(8),
        });
    }
}
