//! The whole text as it would go out, its versions, and how two of them differ.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::diff::{Change, difference};
use crate::domain::msg::Msg;
use crate::domain::notice::{Notice, Version};
use crate::domain::text;
use crate::ui::list::ListState;
use crate::ui::look::{Look, put};

/// Lines that are shown around a difference.
const AROUND: usize = 1;
/// Characters of a digest that people compare by eye.
const DIGEST: usize = 12;

/// The text as it would go out, in rows.
pub(super) fn whole(notice: &Notice, width: u16, look: &Look<'_>) -> Vec<(String, Style)> {
    let draft = notice.draft(look.state);
    let room = usize::from(width).max(1);
    let standing = if draft.recorded { "compose-text-recorded" } else { "compose-text-not-recorded" };
    let digest: String = draft.sha256.chars().take(DIGEST).collect();
    let mut rows: Vec<(String, Style)> = text::wrap(&look.say(&Msg::new(standing).with("digest", digest)), room)
        .into_iter()
        .map(|line| (line, look.theme.dim))
        .collect();
    rows.push((String::new(), look.theme.text));
    rows.extend(text::wrap(&draft.text, room).into_iter().map(|line| (line, look.theme.text)));
    rows
}

pub(super) fn draw_whole(notice: &Notice, top: usize, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    scrolled(&whole(notice, area.width, look), top, area, buffer, look);
}

fn scrolled(rows: &[(String, Style)], top: usize, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let page = usize::from(area.height);
    let top = top.min(rows.len().saturating_sub(page));
    for (row, (words, style)) in (0_u16..).zip(rows.iter().skip(top).take(page)) {
        put(buffer, area, row, 0, words, *style);
    }
    let edge = area.width.saturating_sub(1);
    if top > 0 {
        put(buffer, area, 0, edge, look.more_up(), look.theme.dim);
    }
    if top + page < rows.len() {
        put(buffer, area, area.height.saturating_sub(1), edge, look.more_down(), look.theme.dim);
    }
}

pub(super) fn draw_versions(
    notice: &Notice,
    list: &ListState,
    against: Option<usize>,
    top: usize,
    area: Rect,
    buffer: &mut Buffer,
    look: &Look<'_>,
) {
    let len = notice.versions.len();
    if len == 0 {
        put(buffer, area, 0, 0, &look.word("compose-no-version"), look.theme.dim);
        return;
    }
    let rows = u16::try_from(len).unwrap_or(u16::MAX).min((area.height / 3).max(1)).min(area.height);
    let place = Rect { height: rows, ..area };
    let selected = list.selected.min(len - 1);
    let other = against.filter(|other| *other < len && *other != selected).or_else(|| selected.checked_sub(1));
    let first = ListState { selected, ..*list }.top_for(len, usize::from(rows));
    for (row, (index, version)) in (0..rows).zip(notice.versions.iter().enumerate().skip(first)) {
        let sign = match index {
            index if index == selected => look.glyphs.pointer(),
            index if Some(index) == other => "-",
            _ => " ",
        };
        let style = if index == selected { look.theme.text.patch(look.theme.selection) } else { look.theme.text };
        put(buffer, place, row, 0, &format!("{sign} {}", words(notice, index, version, look)), style);
    }
    let rest = Rect { y: place.bottom() + 1, height: area.height.saturating_sub(rows + 1), ..area };
    if rest.height == 0 || rest.y >= buffer.area.bottom() {
        return;
    }
    scrolled(&differing(notice, selected, other, area.width, look), top, rest, buffer, look);
}

/// `2  21 Nov 16:41  Ada Moran  9f2c61ab00aa  approved by Rosa Nowak`.
fn words(notice: &Notice, index: usize, version: &Version, look: &Look<'_>) -> String {
    let digest: String = version.sha256.chars().take(DIGEST).collect();
    let mut words = vec![
        (index + 1).to_string(),
        look.stamp(version.recorded).trim().to_owned(),
        version.written.by.name.clone(),
        digest,
    ];
    if look.state.struck(version.id) {
        words.push(look.word("pane-sign-struck"));
    }
    let approvals = notice
        .approvals
        .iter()
        .filter(|(id, approved)| approved.text_sha256 == version.sha256 && !look.state.struck(*id));
    words.extend(approvals.map(|(_, approved)| {
        let counts = notice.approval_of(look.state, &version.sha256).is_some();
        let id = if counts { "compose-approved-by" } else { "compose-approval-short" };
        look.say(&Msg::new(id).with("who", approved.by.name.clone()))
    }));
    let sent = notice.sent(look.state).filter(|(_, sent)| sent.text_sha256 == version.sha256);
    words.extend(
        sent.map(|(_, sent)| {
            look.say(&Msg::new("compose-sent-at").with("at", look.stamp(sent.at.at).trim().to_owned()))
        }),
    );
    words.join("  ")
}

/// How a version differs from another one, in rows; what is the same is left out but for the lines around.
fn differing(
    notice: &Notice,
    selected: usize,
    other: Option<usize>,
    width: u16,
    look: &Look<'_>,
) -> Vec<(String, Style)> {
    let text = |index: usize| notice.versions.get(index).map_or("", |version| version.written.text.as_str());
    let (older, newer) = match other {
        Some(other) if other > selected => (Some(selected), other),
        other => (other, selected),
    };
    let lines = difference(older.map_or("", text), text(newer));
    let head = match older {
        Some(older) => Msg::new("compose-differs").with("from", older + 1).with("to", newer + 1),
        None => Msg::new("compose-first-version"),
    };
    let mut rows = vec![(look.say(&head), look.theme.dim)];
    let near = |index: usize| {
        let from = index.saturating_sub(AROUND);
        lines.iter().skip(from).take(index - from + AROUND + 1).any(|(change, _)| *change != Change::Kept)
    };
    let room = usize::from(width.saturating_sub(3)).max(1);
    let mut skipped = false;
    for (index, (change, line)) in lines.iter().enumerate() {
        if !near(index) {
            if !skipped {
                rows.push((format!("  {}", look.glyphs.ellipsis()), look.theme.dim));
            }
            skipped = true;
            continue;
        }
        skipped = false;
        let (sign, style) = match change {
            Change::Kept => (" ", look.theme.text),
            Change::Out => ("-", look.theme.dim),
            Change::In => ("+", look.theme.title),
        };
        let wrapped = text::wrap(line, room);
        if wrapped.is_empty() {
            rows.push((sign.to_owned(), style));
        }
        rows.extend(wrapped.into_iter().map(|words| (format!("{sign} {words}"), style)));
    }
    if lines.iter().all(|(change, _)| *change == Change::Kept) {
        rows.push((look.word("compose-same"), look.theme.dim));
    }
    rows
}
