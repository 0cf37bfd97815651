//! Which media are offered for an export, and in which order.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::jobs::acquire::survey::{Device, Place};

/// Of mounted media those that a case may be carried away on: none on the disks of the case file, where one fault loses both, and what lies on the disks that
/// the system runs from after all others. Any path can be typed all the same.
#[must_use]
pub fn away(found: Vec<(PathBuf, Place)>, own: &BTreeSet<Device>, system: &BTreeSet<Device>) -> Vec<(PathBuf, Place)> {
    let kept = found.into_iter().filter(|(_, place)| place.disks.is_disjoint(own));
    let (systems, others): (Vec<_>, Vec<_>) =
        kept.partition(|(point, place)| point.as_os_str() == "/" || !place.disks.is_disjoint(system));
    others.into_iter().chain(systems).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acquisition::survey::DestinationSeen;

    #[test]
    fn the_disk_of_the_case_is_not_offered_and_that_of_the_system_comes_last() {
        let place = |point: &str, disks: &[Device]| {
            let (seen, disks) = (DestinationSeen::default(), disks.iter().copied().collect());
            (PathBuf::from(point), Place { seen, point: point.to_owned(), read_only: false, disks })
        };
        let (system, case, stick) = ((8, 0), (8, 16), (8, 32));
        let found = || {
            vec![
                place("/", &[system]),
                place("/boot", &[system]),
                place("/home", &[case]),
                place("/media/pair", &[case, stick]),
                place("/media/stick", &[stick]),
            ]
        };
        let offered = |own: &[Device], system: &[Device]| -> Vec<String> {
            let (own, system) = (own.iter().copied().collect(), system.iter().copied().collect());
            away(found(), &own, &system).into_iter().map(|(point, _)| point.display().to_string()).collect()
        };
        assert_eq!(offered(&[case], &[system]), ["/media/stick", "/", "/boot"]);
        assert_eq!(offered(&[system], &[system]), ["/home", "/media/pair", "/media/stick"]);
        assert_eq!(
            offered(&[], &[])[..4],
            ["/boot", "/home", "/media/pair", "/media/stick"],
            "the root is last even unseen"
        );
    }
}
