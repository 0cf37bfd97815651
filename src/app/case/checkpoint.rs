//! Signing the state of the journal, and never twice in contradiction.

use super::Case;
use crate::app::failure::Failure;
use crate::domain::anchor::{AnchorFact, Signed};
use crate::domain::fact::Fact;
use crate::domain::id::{RecordId, StationId};
use crate::journal::checkpoint::{self, Checkpoint};
use crate::journal::merkle::{Frontier, Hash};
use crate::journal::problem::What;
use crate::journal::signature::Use;
use crate::journal::writer::Position;
use crate::journal::{hash_from_hex, hex};
use crate::store::casefile::LineAndBody;

impl Case {
    /// The checkpoints of all chains that count as the journal stands, sorted and joined: the text whose SHA-256 is the case head.
    #[must_use]
    pub fn heads(&self) -> String {
        self.heads_at(&self.position).map(|(heads, _)| heads).unwrap_or_default()
    }

    fn heads_at(&self, position: &Position) -> Option<(String, Checkpoint)> {
        let origin = checkpoint::origin(&position.case, &self.station.to_string());
        let own = Checkpoint::new(origin, position.seq, position.tree.root()).ok()?;
        let mut bodies: Vec<String> = self.others.iter().chain([&own]).map(Checkpoint::body).collect();
        bodies.sort_unstable();
        Some((bodies.concat(), own))
    }

    /// A checkpoint over the chain up to a position; the reason where it would contradict one that was signed before.
    pub(super) fn sign_checkpoint(
        &self,
        position: &Position,
        occasion: &'static str,
    ) -> Result<Result<Signed, String>, Failure> {
        if let Some(why) = self.contradiction()? {
            return Ok(Err(why));
        }
        let key = self.key.as_ref().map_err(|why| Failure::NoKey(why.clone()))?;
        let unnamed = || Failure::Journal("the checkpoint has no origin".to_owned());
        let (heads, own) = self.heads_at(position).ok_or_else(unnamed)?;
        let signature = key
            .sign(Use::JournalCheckpoint, self.purpose, own.body().as_bytes())
            .map_err(|error| Failure::Journal(error.to_string()))?;
        Ok(Ok(Signed {
            station: self.station,
            size: own.size,
            root: hex(&own.root),
            signature,
            occasion: occasion.to_owned(),
            heads,
            nonce: hex(&self.env.random::<8>()?),
        }))
    }

    /// Whether a checkpoint over the chain as it is would contradict one that this station signed: one on record that does not hold, or one that this laptop
    /// remembers and the chain does not go back to.
    fn contradiction(&self) -> Result<Option<String>, Failure> {
        let own = |what: &What| matches!(what, What::Checkpoint(_) | What::Fork(_));
        let found = self.problems.iter().find(|problem| problem.station == Some(self.station) && own(&problem.what));
        if let Some(problem) = found {
            return Ok(Some(problem.line()));
        }
        if self.position.tree.size() != self.position.seq {
            return Ok(Some("lines of this laptop's chain are missing".to_owned()));
        }
        let Some((size, root)) = self.signed.kept() else { return Ok(None) };
        let known = |signed: &Signed| (signed.station, signed.size, &signed.root) == (self.station, size, &root);
        if self.state.anchors.signed.iter().any(|(_, _, signed)| known(signed)) {
            return Ok(None);
        }
        // The record of it is gone, or its body is: the lines that it was about may be there all the same.
        let leaves = self.file.leaves(&self.station.to_string(), size)?;
        let tree: Frontier = leaves.into_iter().collect();
        let same = tree.size() == size && hash_from_hex(&root) == Some(tree.root());
        Ok((!same).then(|| {
            format!("this laptop signed a checkpoint over {size} lines, and the chain here does not begin with them")
        }))
    }

    /// The leaves of a chain, first line first, as far as line `last`.
    ///
    /// # Errors
    /// A damaged file.
    pub(in crate::app) fn leaves(&self, station: StationId, last: u64) -> Result<Vec<Hash>, Failure> {
        Ok(self.file.leaves(&station.to_string(), last)?)
    }

    /// A line as stored, and its body where it is there.
    ///
    /// # Errors
    /// A damaged file.
    pub(in crate::app) fn row(&self, record: RecordId) -> Result<Option<LineAndBody>, Failure> {
        Ok(self.file.row(&record.station.to_string(), record.seq)?)
    }

    /// Remembers the last checkpoint that was signed, outside the case file.
    pub(super) fn remember_signed<'a>(&mut self, facts: impl Iterator<Item = &'a Fact>) {
        for fact in facts {
            if let Fact::Anchor(AnchorFact::Signed(signed)) = fact
                && let Some(root) = hash_from_hex(&signed.root)
            {
                // A help and no promise, as with the head: see `Memory`.
                let _ = self.signed.keep(signed.size, &root);
            }
        }
    }
}
