//! All that the setter can see: the carried templates, one file of data, three fonts.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

use super::fonts::{BOOK, FONTS};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
/// The template for every form, and the parts that it takes in.
static TEMPLATES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let carried = [
        ("form.typ", include_str!("../../../assets/dossier/form.typ")),
        ("words.typ", include_str!("../../../assets/dossier/words.typ")),
        ("drawn.typ", include_str!("../../../assets/dossier/drawn.typ")),
    ];
    carried.into_iter().filter_map(|(name, text)| Some(Source::new(id(name)?, text.to_owned()))).collect()
});

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
        TEMPLATES.first().map_or_else(|| Source::detached("").id(), Source::id)
    }

    fn source(&self, wanted: FileId) -> FileResult<Source> {
        TEMPLATES.iter().find(|template| template.id() == wanted).cloned().ok_or_else(absent)
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
