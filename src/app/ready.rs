//! Before the night: what would fail at 02:40.
