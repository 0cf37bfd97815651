//! Control 3, bit-for-bit images: what was seen before reading, and how it ended.

pub mod survey;
