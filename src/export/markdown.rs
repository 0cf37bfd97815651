//! Forms as Markdown: what comes where PDF is not wanted or not built in. The same model, and what people typed never becomes a link, a heading or HTML.

use crate::domain::form::drawn::{Axis, Chain, Item};
use crate::domain::form::{Block, Cell, Form, Line, PAGE, Row, Style, Table};
use crate::domain::text::one_line;

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;

/// A form as Markdown. There are no pages, so none are counted.
#[must_use]
pub fn markdown(form: &Form<String>) -> String {
    let mut out = vec![format!("# {}", escaped(&form.title)), String::new()];
    let banner = form.banner.as_ref().map(|banner| format!("**{}** ", escaped(banner))).unwrap_or_default();
    out.extend([format!("{banner}**{}** `{}`", escaped(&form.mark), form.number), String::new()]);
    out.extend([escaped(&form.case), String::new()]);
    if let Some(code) = &form.code {
        out.extend([styled(Style::Fixed, code), String::new()]);
    }
    for block in &form.blocks {
        match block {
            Block::Contents { words } => out.extend(contents(words, &form.blocks)),
            block => out.extend(written(block)),
        }
        out.push(String::new());
    }
    out.extend([escaped(&form.foot), String::new()]);
    debug_assert!(form.pages.contains(PAGE) || form.pages.is_empty());
    out.join("\n")
}

fn written(block: &Block<String>) -> Vec<String> {
    match block {
        Block::Heading { words } => vec![format!("## {}", escaped(words))],
        Block::Text { style, words } => vec![styled(*style, words)],
        Block::Fields { fields } => {
            fields.iter().map(|field| format!("- {}: {}", escaped(&field.label), cell(&field.value))).collect()
        }
        Block::Table(table) => rows(table),
        Block::Signatures { asks, signers } => {
            let mut lines = vec![row(std::iter::once(String::new()).chain(asks.iter().map(|ask| escaped(ask))))];
            lines.push(rule(asks.len() + 1));
            for signer in signers {
                let name = signer.name.as_deref().map(escaped).unwrap_or_default();
                let first = [escaped(&signer.role), name].into_iter();
                lines.push(row(first.chain(asks.iter().skip(1).map(|_| String::new()))));
            }
            lines
        }
        Block::Cover { name, kind, lines } => {
            let mut out = vec![format!("**{}**, {}", escaped(name), escaped(kind)), String::new()];
            out.extend(lines.iter().map(|line| format!("- {}", said(line))));
            out
        }
        Block::Contents { words } | Block::Section { words } => vec![format!("# {}", escaped(words))],
        Block::NewPage => Vec::new(),
        Block::List { items } => list(items),
        Block::Digest { label, groups } => vec![format!("{}: `{}`", escaped(label), groups.join(" "))],
        Block::Axis(axis) => drawn_axis(axis),
        Block::Chain(chain) => drawn_chain(chain),
        Block::Label { code, name, lines } => {
            let mut out =
                vec![format!("## {}", escaped(name)), String::new(), styled(Style::Fixed, code), String::new()];
            out.extend(lines.iter().map(|line| format!("- {}", said(line))));
            out
        }
    }
}

/// The sections in their order; pages there are none.
fn contents(words: &str, blocks: &[Block<String>]) -> Vec<String> {
    let sections = blocks.iter().filter_map(|block| match block {
        Block::Section { words } => Some(format!("- {}", escaped(words))),
        _ => None,
    });
    [format!("## {}", escaped(words)), String::new()].into_iter().chain(sections).collect()
}

fn list(items: &[Item<String>]) -> Vec<String> {
    let mut out = Vec::new();
    for item in items {
        if item.heading {
            out.extend([String::new(), format!("**{}**", escaped(&item.words)), String::new()]);
        } else {
            let sign = if item.sign.is_empty() { String::new() } else { format!("{} ", escaped(&item.sign)) };
            out.push(format!("- {sign}{}", styled(item.style, &item.words)));
        }
    }
    out
}

/// The points and phases of an axis as lists: what is drawn can be read.
fn drawn_axis(axis: &Axis<String>) -> Vec<String> {
    let mark = |mark: &crate::domain::form::drawn::Mark<String>| {
        let words = [&mark.when, &mark.what, &mark.record].map(|words| escaped(words));
        row(std::iter::once(mark.number.clone()).chain(words))
    };
    let mut out = vec![row((0..4).map(|_| String::new())), rule(4)];
    out.extend(axis.marks.iter().map(mark));
    out.push(String::new());
    out.extend(axis.bands.iter().map(|band| format!("- {}: {}", escaped(&band.name), escaped(&band.words))));
    out.extend(
        axis.flags.iter().map(|flag| format!("- {}: {}, {}", flag.letter, escaped(&flag.when), escaped(&flag.words))),
    );
    out.extend(axis.fallen.iter().map(|words| format!("- {}", escaped(words))));
    out.extend(axis.strokes.iter().map(|strokes| format!("- {}", escaped(&strokes.name))));
    out
}

fn drawn_chain(chain: &Chain<String>) -> Vec<String> {
    let mut out = Vec::new();
    for (number, link) in (1..).zip(&chain.links) {
        out.extend(link.broken.as_ref().map(|broken| {
            let words = escaped(broken);
            if link.open { format!("   - **{words}**") } else { format!("   - {words}") }
        }));
        let words = [&link.what, &link.when, &link.who, &link.place].map(|words| escaped(words));
        out.push(format!("{number}. {}", words.join(", ")));
    }
    out
}

fn rows(table: &Table<String>) -> Vec<String> {
    let width = table.columns.len();
    let mut lines = vec![row(table.columns.iter().map(|column| escaped(&column.title))), rule(width)];
    for one in &table.rows {
        lines.push(match one {
            Row::Cells { cells } => row(cells.iter().map(cell)),
            Row::Across { style, words } => {
                row(std::iter::once(styled(*style, words)).chain((1..width).map(|_| String::new())))
            }
            Row::Bar { label, words } => row([
                escaped(label),
                format!("\u{2588}\u{2588}\u{2588} **{}** \u{2588}\u{2588}\u{2588}", escaped(words)),
            ]
            .into_iter()
            .chain((2..width).map(|_| String::new()))),
            Row::Blank => row((0..width).map(|_| String::new())),
        });
    }
    lines
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

fn rule(width: usize) -> String {
    row((0..width).map(|_| "---".to_owned()))
}

fn cell(cell: &Cell<String>) -> String {
    cell.lines.iter().map(said).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("<br>")
}

fn said(line: &Line<String>) -> String {
    styled(line.style, &line.words)
}

fn styled(style: Style, words: &str) -> String {
    // A sign of emphasis around nothing, or beside white space, is shown as itself.
    let words = words.trim();
    let plain = |words: &str| words.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" =.-/".contains(&byte));
    match style {
        _ if words.is_empty() => String::new(),
        Style::Fixed if plain(words) => format!("`{words}`"),
        Style::Strong => format!("**{}**", escaped(words)),
        Style::Struck => format!("~~{}~~", escaped(words)),
        Style::Plain | Style::Small | Style::Fixed => escaped(words),
    }
}

/// Text on one line in which Markdown finds no sign of its own.
#[must_use]
pub fn escaped(text: &str) -> String {
    let text = one_line(text);
    let mut out = String::with_capacity(text.len());
    for (at, sign) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        let before = text.get(..at).unwrap_or_default();
        // At the start of a line these begin a list; `1.` does so too.
        let starts = match sign {
            '-' | '+' | '=' => before.trim().is_empty(),
            '.' | ')' => !before.is_empty() && before.trim_start().bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        };
        // Addresses become links where they merely stand.
        let link = match sign {
            ':' => rest.starts_with("://"),
            '.' => before.get(before.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case("www")),
            '@' => true,
            _ => false,
        };
        if starts
            || link
            || matches!(sign, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '&' | '~')
        {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}
