//! Large files made the same way every time, with a needle: nothing is held, rows are written as they are read.

use std::io::{self, Read, Write as _};

/// The header of [`Made`].
pub(crate) const HEADER: &str =
    "message,timestamp,datetime,timestamp_desc,source_short,hostname,username,event_identifier,tag\n";
/// The message of the needle.
pub(crate) const NEEDLE: &str = "needle: svc-backup added to Domain Admins by 203.0.113.66";

/// A Timesketch CSV of so many rows; the row with the number `needle`, from 1, is the one that matters.
pub(crate) struct Made {
    rows: u64,
    needle: u64,
    row: u64,
    state: u64,
    ready: Vec<u8>,
    given: usize,
}

impl Made {
    /// A file of `rows` rows.
    pub(crate) fn new(rows: u64, needle: u64) -> Self {
        Self { rows, needle, row: 0, state: 0x9E37_79B9_7F4A_7C15, ready: HEADER.as_bytes().to_vec(), given: 0 }
    }

    fn random(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state
    }

    fn write_row(&mut self) -> io::Result<()> {
        self.row += 1;
        let (seconds, micros) = (1_767_225_600 + self.row * 7 % 31_000_000, self.random() % 1_000_000);
        let (day, clock) = (seconds / 86_400, seconds % 86_400);
        let date = civil(i64::try_from(day).unwrap_or_default());
        let (host, user, event) = (self.random() % 400, self.random() % 90, 4600 + self.random() % 200);
        let plain = format!(
            "[{event}] An account was logged on. Subject: S-1-5-{user}, process 0x{:x}, path C:\\Windows\\System32\\x{host}.exe",
            self.random() % 65536
        );
        let message = if self.row == self.needle { NEEDLE } else { &plain };
        writeln!(
            self.ready,
            "\"{message}\",{seconds}{micros:06},{}T{:02}:{:02}:{:02}.{micros:06}+00:00,Event Logged,EVT,host{host:03}.example.org,user{user},{event},",
            date,
            clock / 3600,
            clock / 60 % 60,
            clock % 60
        )
    }
}

fn civil(day: i64) -> String {
    let z = day + 719_468;
    let (era, of_era) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let m = (5 * of_year + 2) / 153;
    let (d, month) = (of_year - (153 * m + 2) / 5 + 1, if m < 10 { m + 3 } else { m - 9 });
    format!("{:04}-{month:02}-{d:02}", year + era * 400 + i64::from(month <= 2))
}

impl Read for Made {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.given == self.ready.len() {
            self.ready.clear();
            self.given = 0;
            while self.row < self.rows && self.ready.len() < 1 << 16 {
                self.write_row()?;
            }
        }
        let count = into.len().min(self.ready.len() - self.given);
        into[..count].copy_from_slice(&self.ready[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}
