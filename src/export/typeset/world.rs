//! All that the setter can see: one template, one file of data, three fonts.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

use super::fonts::{BOOK, FONTS};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
/// The one template for every form.
static TEMPLATE: LazyLock<Option<Source>> =
    LazyLock::new(|| Some(Source::new(id("form.typ")?, include_str!("form.typ").to_owned())));

/// One form to be set.
pub(super) struct Desk {
    data: Bytes,
}

impl Desk {
    /// `json` is what the template reads as `form.json`.
    pub(super) fn new(json: Vec<u8>) -> Desk {
        Desk { data: Bytes::new(json) }
    }
}

fn id(name: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern())
}

fn absent() -> FileError {
    FileError::AccessDenied
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        TEMPLATE.as_ref().map_or_else(|| Source::detached("").id(), Source::id)
    }

    fn source(&self, wanted: FileId) -> FileResult<Source> {
        TEMPLATE.clone().filter(|template| template.id() == wanted).ok_or_else(absent)
    }

    fn file(&self, wanted: FileId) -> FileResult<Bytes> {
        if Some(wanted) == id("form.json") { Ok(self.data.clone()) } else { Err(absent()) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
