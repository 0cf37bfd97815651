//! What a merge brought, in words: the same on the screen and on the command line.

use super::{Merged, Waiting};
use crate::domain::id::StationId;
use crate::domain::msg::Msg;

impl Merged {
    /// What came in.
    #[must_use]
    pub fn brought(&self) -> Vec<Msg> {
        let mut said = Vec::new();
        if self.nothing_new() {
            said.push(Msg::new("merged-nothing"));
        } else {
            let chains: Vec<String> = self.new.iter().map(|(station, count)| format!("{count} of {station}")).collect();
            let lines: u64 = self.new.values().sum();
            let msg = Msg::new(if chains.is_empty() { "merged-attachments" } else { "merged-taken" });
            said.push(msg.with("lines", lines).with("chains", chains.join(", ")).with("attachments", self.attachments));
        }
        if self.taken_out > 0 {
            said.push(Msg::new("merged-taken-out").with("count", self.taken_out));
        }
        said
    }

    /// What somebody has to do before all of it counts. `own` is the station of this laptop.
    #[must_use]
    pub fn left_to_do(&self, own: StationId) -> Vec<Msg> {
        let mut said = Vec::new();
        for Waiting { station, fingerprint, lines } in &self.waiting {
            let msg = Msg::new(if *station == own { "merged-waiting-own" } else { "merged-waiting" });
            said.push(
                msg.with("station", station.to_string()).with("fingerprint", fingerprint.clone()).with("lines", *lines),
            );
        }
        for (station, seq) in &self.forks {
            let msg = Msg::new(if *station == own { "merged-fork-own" } else { "merged-fork" });
            said.push(msg.with("station", station.to_string()).with("line", *seq));
        }
        if self.still_withheld > 0 {
            said.push(Msg::new("merged-still-withheld").with("count", self.still_withheld));
        }
        said
    }

    /// The chain to be admitted next, where it is another laptop's.
    #[must_use]
    pub fn to_admit(&self, own: StationId) -> Option<&Waiting> {
        self.waiting.iter().find(|waiting| waiting.station != own)
    }
}
