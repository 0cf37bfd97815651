//! Why a file of another tool is not read: what it means, what to do.

use crate::domain::msg::Msg;
use crate::domain::rows::words::other_format;
use crate::domain::text::visible;
use crate::jobs::rows::FileRefusal;
#[cfg(feature = "workbook")]
use crate::jobs::rows::archive::ArchiveRefusal;
use crate::jobs::rows::opening::Bomb;
use crate::jobs::rows::pass::{Broken, NotRead};

/// Names of columns, or of the files of an archive, that are said.
const NAMES: usize = 8;

/// Why a file is not read.
#[must_use]
pub fn not_read(why: &NotRead) -> Msg {
    match why {
        NotRead::Source(problem) => Msg::new("rows-file-source").with("problem", problem.to_string()),
        NotRead::File(why) => refusal(why),
        #[cfg(feature = "workbook")]
        NotRead::Archive(why) => archive(why),
        NotRead::Io(error) => unreadable(error),
        NotRead::Blank => Msg::new("rows-file-blank"),
        NotRead::OtherFormat { found, wanted } => other_format(*found, *wanted),
        NotRead::NoColumn { name, columns } => {
            let shown: Vec<_> = columns.iter().take(NAMES).map(|name| visible(name)).collect();
            Msg::new("rows-file-no-column").with("name", visible(name).into_owned()).with("columns", shown.join(", "))
        }
        NotRead::Sink(error) => Msg::new("rows-file-source").with("problem", error.to_string()),
        NotRead::Cancelled(_) => Msg::new("rows-file-stopped"),
    }
}

/// Why reading ended early.
#[must_use]
pub fn broken(broken: &Broken) -> Msg {
    match broken {
        Broken::Io(error) => unreadable(error),
        Broken::Changed(changes) => Msg::new("rows-file-changed").with("changes", changes.to_string()),
    }
}

fn refusal(refusal: &FileRefusal) -> Msg {
    Msg::new(match refusal {
        FileRefusal::Empty => "rows-file-empty",
        FileRefusal::Zip => "rows-file-zip",
        FileRefusal::Workbook => "rows-file-workbook",
        FileRefusal::PackedTwice => "rows-file-packed-twice",
        FileRefusal::Utf32 => "rows-file-utf32",
        FileRefusal::Io(error) => return unreadable(error),
    })
}

fn unreadable(error: &std::io::Error) -> Msg {
    let inner =
        error.get_ref().and_then(|inner| inner.downcast_ref::<Bomb>().or_else(|| inner.source()?.downcast_ref()));
    match inner {
        Some(bomb) => Msg::new("rows-file-bomb").with("packed", bomb.packed).with("unpacked", bomb.unpacked),
        None => Msg::new("rows-file-unreadable").with("error", error.to_string()),
    }
}

#[cfg(feature = "workbook")]
fn archive(refusal: &ArchiveRefusal) -> Msg {
    match refusal {
        ArchiveRefusal::Io(error) => unreadable(error),
        ArchiveRefusal::Damaged(error) => Msg::new("rows-archive-damaged").with("error", error.to_string()),
        ArchiveRefusal::Empty => Msg::new("rows-archive-empty"),
        ArchiveRefusal::Several(names) => {
            let shown: Vec<_> = names.iter().take(NAMES).map(|name| visible(name)).collect();
            let (more, shown) = (names.len().saturating_sub(NAMES), shown.join(", "));
            let listed = match more {
                0 => Msg::new("rows-archive-names").with("names", shown),
                _ => Msg::new("rows-archive-more").with("names", shown).with("more", more),
            };
            Msg::new("rows-archive-several").with("count", names.len()).with("names", listed)
        }
        ArchiveRefusal::Macros => Msg::new("rows-archive-macros"),
        ArchiveRefusal::ExternalLinks => Msg::new("rows-archive-links"),
        ArchiveRefusal::Workbook(why) => Msg::new("rows-archive-workbook").with("error", why.to_string()),
    }
}
