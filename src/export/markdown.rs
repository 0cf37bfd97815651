//! Forms as Markdown.
