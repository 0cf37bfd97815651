//! Papers in a folder against pages made again: the dossier, and forms of custody as pages. A build without the typesetter says what it did not look at.

use super::FolderReport;
use super::contents::{LARGEST_LIST, OTHER_VERSION, differs};
use crate::domain::incident::Incident;
use crate::export::bag::{Checked, Flaw, Tree};
use crate::export::dossier::{about, files, version};
use crate::export::folder::gaps::Gaps;
use crate::export::folder::note::Note;
use crate::export::folder::{layout, pages as made};
use crate::journal::chain::Reading;
use crate::journal::line::sha256;
use crate::journal::{PROGRAM, hex};

/// What is said of pages that this build cannot set.
const NOT_SET: &str = "signed with the folder; this build sets no pages, so that every word of it follows from the journal was not checked";

/// Where forms of custody lie as pages, if the folder is to have them.
pub(super) fn expected(state: &Incident, note: &Note) -> Vec<String> {
    if note.pages { made::paths(state, note) } else { Vec::new() }
}

/// Sets again what was set, and compares. That takes longer than everything else, so it is done last, and only where all the rest is in order: a folder in which
/// something else is wrong was found out already.
pub(super) fn check(
    (tree, bag): (&Tree, &Checked),
    reading: &Reading,
    (state, note, gaps): (&Incident, &Note, &Gaps),
    report: &mut FolderReport,
) {
    let forms = expected(state, note);
    for path in forms.iter().filter(|path| !tree.has(path)) {
        report.flaws.push(Flaw::at(path, "it is missing, and follows from the journal"));
    }
    let there = [layout::DOSSIER_PDF, layout::DOSSIER_MD].into_iter().filter(|path| tree.has(path));
    let there: Vec<&str> = forms.iter().map(String::as_str).chain(there).collect();
    if there.is_empty() {
        return;
    }
    if !report.ok() {
        let what = "pages and dossier were not made again, since something else in this folder is wrong already";
        return report.remarks.push(Flaw::at("", what));
    }
    let mut again = made::pages(state, note).unwrap_or_else(|fault| {
        report.remarks.push(Flaw::at(layout::CUSTODY_FORMS, format!("the forms could not be set here ({fault})")));
        Vec::new()
    });
    if there.iter().any(|path| !path.starts_with(layout::CUSTODY_FORMS)) {
        again.extend(dossier(reading, (state, note, gaps), report));
    }
    for path in there {
        let found = bag.digests.get(path);
        match again.iter().find(|(name, _)| name == path) {
            Some((_, bytes)) if found == Some(&sha256(bytes)) => report.projections += 1,
            Some(_) if note.program != PROGRAM => report.remarks.push(Flaw::at(path, OTHER_VERSION)),
            Some((_, bytes)) => report.flaws.push(differs(tree, path, bytes)),
            None => report.remarks.push(Flaw::at(path, NOT_SET)),
        }
    }
    let head = hex(&reading.case_head());
    // Whichever version wrote it, its text names the state that it is about.
    if tree.has(layout::DOSSIER_MD) {
        let text = tree.read(layout::DOSSIER_MD, LARGEST_LIST).unwrap_or_default();
        if memchr::memmem::find(&text, head.as_bytes()).is_none() {
            let what = "it does not name the case head of this journal: it is the dossier of another moment, or of another case";
            report.flaws.push(Flaw::at(layout::DOSSIER_MD, what));
        }
    }
}

/// The dossier, from the journal and from the list of what is withheld, bars and all.
fn dossier(
    reading: &Reading,
    (state, note, gaps): (&Incident, &Note, &Gaps),
    report: &mut FolderReport,
) -> Vec<(String, Vec<u8>)> {
    let about = version(about(reading, note.purpose == "exercise"), note.audience, gaps, note.withheld.anchors.clone());
    files(state, &about).unwrap_or_else(|fault| {
        report.remarks.push(Flaw::at(layout::DOSSIER_PDF, format!("it could not be set here ({fault})")));
        Vec::new()
    })
}
