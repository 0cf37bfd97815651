//! What the records of a case say, for pages that ask where something is named. It is read when such a page is open and kept nowhere else.

use super::Case;
use crate::app::failure::Failure;
use crate::domain::entity::Texts;
use crate::domain::id::RecordId;
use crate::journal::chain::Row;

impl Case {
    /// Hears what was recorded since it was heard last; everything, where the journal was read anew since. Which of it somebody may read is for the state that they
    /// are shown to say.
    ///
    /// # Errors
    /// The file.
    pub fn hear(&self, texts: &mut Texts) -> Result<(), Failure> {
        if self.known.is_some() || texts.reading != self.readings || texts.heard > self.lines {
            *texts = Texts::default();
            texts.reading = self.readings;
        }
        if self.known.is_some() {
            let (rows, _) = self.rows_and_heads()?;
            rows.iter().for_each(|row| say(texts, row));
            return Ok(());
        }
        if texts.heard == self.lines {
            return Ok(());
        }
        let rows = self.file().rows_added(texts.heard, self.lines - texts.heard)?;
        rows.iter().for_each(|row| say(texts, row));
        texts.heard = self.lines;
        Ok(())
    }
}

fn say(texts: &mut Texts, row: &Row) {
    let (Ok(station), Ok(seq), Some(body)) = (row.station.parse(), u64::try_from(row.seq), &row.body) else { return };
    texts.hear(RecordId { station, seq }, body);
}
