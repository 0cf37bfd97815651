//! Words in the frames of a packet capture: pcap (the libpcap file format) and pcapng.

use super::bytes::{Span, Window};
use super::lines::raw;
use super::{Hit, Locator, Outcome, Unread};

/// Section header block of pcapng, the same read from either end.
const SECTION: u32 = 0x0a0d_0d0a;
/// Blocks of pcapng that hold a frame: enhanced, simple, and the one before them.
const ENHANCED: u32 = 6;
const SIMPLE: u32 = 3;
const OBSOLETE: u32 = 2;

/// Which byte of a number comes first.
#[derive(Clone, Copy)]
pub(super) enum Order {
    Little,
    Big,
}

impl Order {
    fn u32(self, bytes: &[u8], at: usize) -> u32 {
        let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).unwrap_or_default();
        match self {
            Order::Little => u32::from_le_bytes(four),
            Order::Big => u32::from_be_bytes(four),
        }
    }
}

/// The frames of a capture, in order.
pub(super) enum Frames {
    Pcap { order: Order, next: u64 },
    Pcapng { order: Order, next: u64 },
}

impl Frames {
    /// None where the file is no capture.
    pub(super) fn of(window: &mut Window<'_>) -> Result<Option<Self>, Unread> {
        let head = window.at(0, 12)?;
        let order = match Order::Big.u32(head, 0) {
            0xa1b2_c3d4 | 0xa1b2_3c4d => Order::Big,
            0xd4c3_b2a1 | 0x4d3c_b2a1 => Order::Little,
            SECTION => {
                let order = section(head);
                return Ok(order.map(|order| Frames::Pcapng { order, next: 0 }));
            }
            _ => return Ok(None),
        };
        Ok(Some(Frames::Pcap { order, next: 24 }))
    }

    /// The bytes of the next frame as captured; none at the end, also where the file is cut off or damaged.
    pub(super) fn next(&mut self, window: &mut Window<'_>) -> Result<Option<Span>, Unread> {
        match self {
            Frames::Pcap { order, next } => {
                let head = window.at(*next, 16)?;
                if head.len() < 16 {
                    return Ok(None);
                }
                let frame = Span { start: *next + 16, length: u64::from(order.u32(head, 8)) };
                *next = frame.end();
                Ok((frame.end() <= window.size()).then_some(frame))
            }
            Frames::Pcapng { order, next } => loop {
                let (start, size) = (*next, window.size());
                let head = window.at(start, 28)?;
                if head.len() < 12 {
                    return Ok(None);
                }
                if Order::Big.u32(head, 0) == SECTION {
                    let Some(own) = section(head) else { return Ok(None) };
                    *order = own;
                }
                let (kind, length) = (order.u32(head, 0), u64::from(order.u32(head, 4)));
                let end = start.saturating_add(length);
                if length < 12 || !length.is_multiple_of(4) || end > size {
                    return Ok(None);
                }
                *next = end;
                // The last four bytes of a block repeat its length.
                let frame = match kind {
                    ENHANCED | OBSOLETE => Some((28, u64::from(order.u32(head, 20)))),
                    SIMPLE => Some((12, u64::from(order.u32(head, 8)))),
                    _ => None,
                };
                if let Some((behind, stated)) = frame {
                    let room = length.saturating_sub(behind + 4);
                    return Ok(Some(Span { start: start + behind, length: stated.min(room) }));
                }
            },
        }
    }
}

/// The byte order of a section, from its second number but one.
fn section(head: &[u8]) -> Option<Order> {
    match Order::Big.u32(head, 8) {
        0x1a2b_3c4d => Some(Order::Big),
        0x4d3c_2b1a => Some(Order::Little),
        _ => None,
    }
}

/// Words in one frame.
pub(super) fn in_frame(window: &mut Window<'_>, number: u64, text: &str) -> Result<Outcome, Unread> {
    let Some(mut frames) = Frames::of(window)? else { return Ok(Outcome::NoPlace) };
    let mut at = 0;
    while let Some(frame) = frames.next(window)? {
        at += 1;
        if at == number {
            let found = window.find(frame, &raw(text))?;
            return Ok(found.map_or(Outcome::Absent, |found| hit(number, found)));
        }
    }
    Ok(Outcome::NoPlace)
}

/// Words in any frame of a capture, the first that has them; none where the file is no capture.
pub(super) fn in_any(window: &mut Window<'_>, text: &str) -> Result<Option<Outcome>, Unread> {
    let Some(mut frames) = Frames::of(window)? else { return Ok(None) };
    let (words, mut number) = (raw(text), 0);
    while let Some(frame) = frames.next(window)? {
        number += 1;
        if let Some(found) = window.find(frame, &words)? {
            return Ok(Some(hit(number, found)));
        }
    }
    Ok(Some(Outcome::Absent))
}

fn hit(number: u64, found: Span) -> Outcome {
    Outcome::Found(Hit { place: Locator::Frame { number }, offset: Some(found.start) })
}
