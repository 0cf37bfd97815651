//! How many imported rows of a case name each technique. It is the one place where rows are counted for that.
//!
//! It does not count by the order (`Order::count_by`), for two reasons. A row counts once for a technique, for the whole that it is a part of and for each tactic,
//! whatever the number of parts that it names: sums over the values of a field cannot tell that two of them stand in one row. And the order has to be put together
//! first, which reads every row whole; here rows that name no technique, which are nearly all, are passed over unread.

use super::case::Case;
use super::failure::Failure;
use super::packed;
use crate::domain::technique::Counts;
use crate::jobs::Handle;
use crate::jobs::rows::naming;

/// Counts over the packed files of rows of a case (`domain::technique::files` of the state that is shown), on all cores. `None` where it was cancelled.
///
/// # Errors
/// Rows that are not those of their record.
pub fn count(case: &Case, files: &[String], handle: &Handle) -> Result<Option<Counts>, Failure> {
    let counted = packed::each(case, files, |bytes| {
        let mut counts = Counts::new();
        naming::count(bytes, &mut counts, handle).map(|()| counts)
    })?;
    Ok(counted.map(|counted| {
        let mut all = Counts::new();
        for (id, count) in counted.into_iter().flatten() {
            *all.entry(id).or_default() += count;
        }
        all
    }))
}
