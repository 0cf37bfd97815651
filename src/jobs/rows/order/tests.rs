//! Whatever is asked of an order is what a plain sort and a plain scan of all rows say.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::domain::rows::Names;
use crate::jobs::Handle;
use crate::jobs::rows::finding::Seen;
use crate::library::foreign::{Glance, Moment, Notes, Precision, Row, Subject, Zone, ZoneFrom};
use crate::library::query::{Query, Searched};
use crate::store::CaseFile;

/// Rows of an import, file by file and block by block, and how far its clock was ahead.
#[derive(Debug, Clone)]
struct Made {
    files: Vec<Vec<Vec<Row>>>,
    ahead: i64,
}

impl Made {
    fn rows(&self) -> impl Iterator<Item = &Row> {
        self.files.iter().flatten().flatten()
    }
}

fn packed(blocks: &[Vec<Row>]) -> Vec<u8> {
    let mut packed = Vec::new();
    for block in blocks.iter().filter(|block| !block.is_empty()) {
        let mut member = GzEncoder::new(std::mem::take(&mut packed), Compression::fast());
        for row in block {
            serde_json::to_writer(&mut member, row).unwrap();
            member.write_all(b"\n").unwrap();
        }
        packed = member.finish().unwrap();
    }
    packed
}

/// A case file with the attachments of imports.
struct Bench {
    shelves: Arc<Shelves>,
    wanted: Vec<Wanted>,
    ahead: Vec<i64>,
    path: std::path::PathBuf,
    _directory: TempDir,
}

impl Bench {
    fn new(imports: &[Made]) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("c.warroom");
        let file = CaseFile::create(&path).unwrap();
        let wanted = imports.iter().enumerate().map(|(number, made)| {
            let put = |blocks: &Vec<Vec<Row>>| {
                let bytes = packed(blocks);
                let salt = [u8::try_from(number).unwrap(); 16];
                (file.put_aside(&bytes, salt, "b").unwrap().sha256, bytes.len() as u64)
            };
            let (mut files, mut bytes) = (Vec::new(), 0);
            for (sha256, size) in made.files.iter().filter(|blocks| !packed(blocks).is_empty()).map(put) {
                files.push(sha256);
                bytes += size;
            }
            Wanted {
                import: RecordId::default(),
                files,
                bytes,
                rows: made.rows().count() as u64,
                names: Names::default(),
            }
        });
        let wanted = wanted.collect();
        let ahead = imports.iter().map(|made| made.ahead).collect();
        Self { shelves: Arc::new(Shelves::new(&path)), wanted, ahead, path, _directory: directory }
    }

    fn order(&self, records: &[i64]) -> Result<Order, Trouble> {
        let built = |wanted: &Wanted| build(wanted, &self.shelves, 2, &Handle::new()).map(Arc::new);
        let runs = self.wanted.iter().map(built).collect::<Result<Vec<_>, _>>()?;
        Ok(Order::new(Arc::clone(&self.shelves), runs.into_iter().zip(self.ahead.iter().copied()).collect(), records))
    }

    fn change(&self, statement: &str) {
        let connection = rusqlite::Connection::open(&self.path).unwrap();
        assert!(connection.execute(statement, []).unwrap() > 0);
    }
}

/// Time corrected (none last), nanoseconds, lane, number; the row, none for a record.
type Plain<'a> = ((bool, i64, u32, u32, u32), Option<&'a Row>, i64);

/// Everything sorted, without the order.
fn sorted<'a>(imports: &'a [Made], records: &[i64]) -> Vec<Plain<'a>> {
    let mut all: Vec<Plain<'a>> =
        (0..).zip(records).map(|(number, at)| ((false, *at, 0, 0, number), None, 0)).collect();
    for (lane, made) in (1..).zip(imports) {
        for (ordinal, row) in (0..).zip(made.rows()) {
            let at = row.time.at.map(|at| at - made.ahead);
            all.push(((at.is_none(), at.unwrap_or(0), row.time.below, lane, ordinal), Some(row), made.ahead));
        }
    }
    all.sort_by_key(|(key, _, _)| *key);
    all
}

fn place_of(key: &(bool, i64, u32, u32, u32)) -> Place {
    let (_, _, _, lane, number) = *key;
    if lane == 0 { Place::Record(number) } else { Place::Row { import: lane - 1, ordinal: number } }
}

fn words() -> impl Strategy<Value = String> {
    // Signs that JSON writes otherwise; letters whose lower case is another letter (the Kelvin sign), two, or depends on where they stand (sigma).
    let parts = [
        "a", "B", "k", "\u{212a}", "\u{130}", "\u{dc}", "\u{3a3}", "\u{3c2}", "\u{17f}", "s", "\"", "\\", "\n", " ",
        "7", ".", "Logon", "logon", "n-7",
    ];
    proptest::collection::vec(prop::sample::select(parts.to_vec()), 0..6).prop_map(|parts| parts.concat())
}

prop_compose! {
    fn row()(
        at in prop::option::weighted(0.9, -1_000_i64..3_000), below in prop::sample::select(vec![0, 0, 7, 999_999]), line in 1_u64..4_000, what in words(), host in words(),
        tags in proptest::collection::vec(prop::sample::select(vec!["x", "y", "z", "Y"]), 0..3), extra in words(),
    ) -> Row {
        let time = at.map_or_else(Moment::default, |at| Moment {
            text: at.to_string(), zone: String::new(), zone_from: ZoneFrom::Format, precision: Precision::Second, at: Some(at), below,
        });
        Row {
            line, lines: 1, sheet: String::new(), of: Subject::Event, time, what, kind: String::new(), source: String::new(), host, user: String::new(),
            level: String::new(), tags: tags.into_iter().map(str::to_owned).collect(), techniques: Vec::new(), extra: vec![("Column B".into(), extra)],
            notes: Notes::default(),
        }
    }
}

fn made() -> impl Strategy<Value = Made> {
    let block = proptest::collection::vec(row(), 1..5);
    let file = proptest::collection::vec(block, 1..8);
    (proptest::collection::vec(file, 0..4), -500_i64..500).prop_map(|(files, ahead)| Made { files, ahead })
}

fn term() -> impl Strategy<Value = String> {
    let quoted = words().prop_map(|text| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")));
    let name = prop::sample::select(vec!["", "", "host:", "what:=", "tag:", "-", "-what:"]);
    prop_oneof![
        6 => (name, quoted).prop_map(|(name, text)| format!("{name}{text}")),
        2 => Just("logon".to_owned()),
        1 => Just("LOGON OR \"k7\"".to_owned()),
        1 => (0_u64..4000).prop_map(|line| format!("line:{line}..")),
        1 => Just("time:1970-01-01T00:00:01".to_owned()),
        1 => Just("time:1970-01-01T00:00:01 OR logon".to_owned()),
        1 => Just("/log(on|off)|k+s/".to_owned()),
        1 => Just("/\u{3c3}logon/".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn an_order_is_a_sort_and_hits_are_a_scan(
        imports in proptest::collection::vec(made(), 0..4), records in proptest::collection::vec(-1_000_i64..3_000, 0..6), terms in proptest::collection::vec(term(), 0..3),
        from in prop::option::weighted(0.3, -800_i64..2_000), length in prop::option::weighted(0.3, 0_i64..2_000), at in 0_usize..200, count in 0_usize..60,
        buckets in 0_usize..9, most in 0_usize..4,
    ) {
        let bench = Bench::new(&imports);
        let order = bench.order(&records).unwrap();
        let all = sorted(&imports, &records);
        let places: Vec<Place> = all.iter().map(|(key, _, _)| place_of(key)).collect();
        prop_assert_eq!(order.len(), all.len() as u64);
        prop_assert_eq!(order.undated(), all.iter().filter(|(key, _, _)| key.0).count() as u64);
        prop_assert_eq!(order.page(0, usize::MAX).unwrap(), places.clone());
        let slice = |list: &[Place]| list.iter().skip(at).take(count).copied().collect::<Vec<_>>();
        prop_assert_eq!(order.page(at as u64, count).unwrap(), slice(&places));
        let read = order.read(&places).unwrap();
        for (position, ((key, row, ahead), read)) in all.iter().zip(&read).enumerate() {
            prop_assert_eq!(order.position(places[position]).unwrap(), Some(position as u64));
            prop_assert_eq!(order.instant(position as u64).unwrap(), Some(Some(key.1).filter(|_| !key.0)));
            prop_assert_eq!(read.as_ref().map(|read| (&read.row, read.ahead_ms)), row.map(|row| (row, *ahead)));
        }
        prop_assert_eq!(order.instant(all.len() as u64).unwrap(), None);
        let before = |list: &[Plain<'_>], instant: i64| list.iter().filter(|(key, _, _)| !key.0 && key.1 < instant).count() as u64;
        for instant in (-1_600..3_600).step_by(97) {
            prop_assert_eq!(order.before(instant).unwrap(), before(&all, instant));
        }

        // A search.
        let text = terms.join(" ");
        let query = Query::parse(&text, Zone::UTC).unwrap();
        let to = length.map(|length| from.unwrap_or(-800) + length);
        let records_found: Vec<u32> = (0..).zip(&records).filter(|(_, at)| **at % 2 == 0).map(|(number, _)| number).collect();
        let asked = Asked { query: query.clone(), from, to, records: if query.is_empty() { (0..).zip(&records).map(|(number, _)| number).collect() } else { records_found.clone() }, threads: 2 };
        let hits = search(&order, &asked, &Handle::new()).unwrap();
        let in_time = |key: &(bool, i64, u32, u32, u32)| (from.is_none() && to.is_none())
            || (!key.0 && from.is_none_or(|from| from <= key.1) && to.is_none_or(|to| key.1 < to));
        let found: Vec<Plain<'_>> = all.iter().filter(|(key, row, ahead)| in_time(key) && row.map_or_else(
            || query.is_empty() || records_found.contains(&key.4),
            |row| query.finds(&Seen { row: &Glance::of(row), ahead_ms: *ahead, names: &Names::default() }),
        )).copied().collect();
        let wanted: Vec<Place> = found.iter().map(|(key, _, _)| place_of(key)).collect();
        prop_assert_eq!(hits.page(0, usize::MAX).unwrap(), wanted.clone(), "{}", text);
        prop_assert_eq!(hits.count(), wanted.len() as u64);
        let dated = || found.iter().filter(|(key, _, _)| !key.0).map(|(key, _, _)| key.1);
        prop_assert_eq!(hits.span().unwrap(), dated().min().zip(dated().max()));
        prop_assert_eq!(hits.page(at as u64, count).unwrap(), slice(&wanted));
        for (position, place) in places.iter().enumerate() {
            let earlier = wanted.iter().filter(|hit| places.iter().position(|other| other == *hit).unwrap() < position).count() as u64;
            prop_assert_eq!(hits.before_place(*place).unwrap(), Some(earlier));
            prop_assert_eq!(hits.before_position(position as u64).unwrap(), earlier);
            prop_assert_eq!(hits.holds(*place).unwrap(), wanted.contains(place));
        }
        prop_assert_eq!(hits.before_position(all.len() as u64).unwrap(), hits.count());
        for instant in (-1_600..3_600).step_by(97) {
            prop_assert_eq!(hits.before(instant).unwrap(), before(&found, instant));
        }

        // Counts over time, and by a field.
        for (hits, list) in [(None, &all), (Some(&*hits), &found)] {
            let histogram = order.histogram(-500, 2_000, buckets, hits).unwrap();
            prop_assert_eq!(histogram.counts.len() + 1, histogram.edges.len());
            for (bucket, edges) in histogram.edges.windows(2).enumerate() {
                prop_assert_eq!(histogram.counts[bucket], before(list, edges[1]) - before(list, edges[0]));
            }
            let drawn: u64 = histogram.counts.iter().sum();
            prop_assert_eq!(drawn + histogram.before + histogram.after + histogram.undated, list.len() as u64);
            prop_assert!(buckets == 0 || histogram.edges.last() == Some(&2_000) && histogram.counts.len() == buckets);
            let of_record = |number: u32| vec![["x", "q", ""][number as usize % 3].to_owned()];
            for field in ["tag", "column b", "HOST"] {
                let mut values = BTreeMap::<String, (u64, Place)>::new();
                let mut without = 0;
                let mut by_place: Vec<&Plain<'_>> = list.iter().collect();
                by_place.sort_by_key(|(key, _, _)| place_of(key));
                for (key, row, _) in by_place {
                    let mut own: Vec<String> = match row {
                        None => of_record(key.4),
                        Some(row) if field == "tag" => row.tags.clone(),
                        Some(row) if field == "HOST" => vec![row.host.clone()],
                        Some(row) => row.extra.iter().map(|(_, value)| value.clone()).collect(),
                    };
                    own.retain(|text| !text.is_empty());
                    own.sort();
                    own.dedup();
                    without += u64::from(own.is_empty());
                    for text in own {
                        values.entry(text).or_insert((0, place_of(key))).0 += 1;
                    }
                }
                let counted = order.count_by(field, hits, most, &of_record, &Handle::new()).unwrap();
                prop_assert_eq!((counted.all, counted.without), (list.len() as u64, without));
                let mut wanted: Vec<(String, u64, Place)> = values.into_iter().map(|(text, (count, first))| (text, count, first)).collect();
                wanted.sort_by_key(|(_, count, first)| (std::cmp::Reverse(*count), *first));
                // Two tags of one row are equally frequent and stand first at one place: their order is that of a hash.
                let told: Vec<(u64, Place)> = counted.values.iter().map(|value| (value.count, value.first)).collect();
                prop_assert_eq!(told, wanted.iter().take(most).map(|(_, count, first)| (*count, *first)).collect::<Vec<_>>());
                for value in &counted.values {
                    prop_assert!(wanted.contains(&(value.text.clone(), value.count, value.first)), "{:?}", value);
                }
                prop_assert_eq!(counted.other_values, wanted.len().saturating_sub(most) as u64);
                prop_assert_eq!(counted.others, wanted.iter().map(|(_, count, _)| count).sum::<u64>() - counted.values.iter().map(|value| value.count).sum::<u64>());
            }
        }
    }
}

fn plain(line: u64, at: Option<i64>, what: &str) -> Row {
    let time = at.map_or_else(Moment::default, |at| Moment { at: Some(at), ..Moment::undated("t") });
    Row {
        line,
        lines: 1,
        sheet: String::new(),
        of: Subject::Event,
        time,
        what: what.to_owned(),
        kind: String::new(),
        source: String::new(),
        host: String::new(),
        user: String::new(),
        level: String::new(),
        tags: Vec::new(),
        techniques: Vec::new(),
        extra: Vec::new(),
        notes: Notes::default(),
    }
}

/// So many blocks of five rows, over three files.
fn many(blocks: u64) -> Made {
    let row = |number: u64| {
        plain(number + 1, Some(i64::try_from(number * 7919 % 10_007).unwrap()), &format!("row n{number}n of many"))
    };
    let all: Vec<Vec<Row>> = (0..blocks).map(|block| (block * 5..block * 5 + 5).map(row).collect()).collect();
    Made { files: all.chunks(all.len().div_ceil(3)).map(<[_]>::to_vec).collect(), ahead: 0 }
}

#[test]
fn blocks_that_cannot_hold_it_are_passed_over() {
    let made = many(300);
    let order = Bench::new(std::slice::from_ref(&made)).keep_order();
    let looked = |text: &str| {
        let asked = Asked { query: Query::parse(text, Zone::UTC).unwrap(), ..Asked::default() };
        let hits = search(&order.1, &asked, &Handle::new()).unwrap();
        let (looked, blocks) = hits.progress();
        assert_eq!(looked, blocks);
        (hits.count(), looked)
    };
    assert_eq!(looked("zqxj-needle"), (0, 0));
    let (count, blocks) = looked("n1234n");
    assert!(count == 1 && blocks < 12, "{blocks}");
    assert_eq!(looked("many"), (1500, 300));
    // The row that was found is the one that holds it.
    for number in [0_u32, 3, 4, 1234, 1499] {
        let asked = Asked { query: Query::parse(&format!("n{number}n"), Zone::UTC).unwrap(), ..Asked::default() };
        let hits = search(&order.1, &asked, &Handle::new()).unwrap();
        assert_eq!(hits.page(0, 9).unwrap(), [Place::Row { import: 0, ordinal: number }]);
    }
    assert_eq!(looked("-zqxj").0, 1500);
    let (count, blocks) = looked("time:1970-01-01T00:00:03 what:n77n OR what:n78n");
    assert!(count <= 2 && blocks < 60, "{blocks}");
    assert_eq!(looked("time:2001-01-01"), (0, 0));
}

impl Bench {
    /// The order with what it lies in.
    fn keep_order(self) -> (Self, Order) {
        let order = self.order(&[]).unwrap();
        (self, order)
    }
}

#[test]
fn rows_that_are_not_those_of_their_digest_are_told_and_not_shown() {
    let one = Made { files: many(4).files, ahead: 0 };
    let bench = Bench::new(std::slice::from_ref(&one));
    bench.change("UPDATE attachment SET bytes = CAST(substr(bytes, 1, 40) || x'00' || substr(bytes, 42) AS BLOB) WHERE rowid = 1");
    let trouble = bench.order(&[]).unwrap_err();
    assert!(matches!(&trouble, Trouble::Damaged { .. }) && trouble.to_string().contains("warroom verify"), "{trouble}");

    // Other rows, packed well, in the place of those that are on record: only the digest tells.
    let bench = Bench::new(std::slice::from_ref(&one));
    let mut others = one.files[0].clone();
    others[0][0].what = "never on record".to_owned();
    let connection = rusqlite::Connection::open(&bench.path).unwrap();
    let put = "UPDATE attachment SET bytes = ?1 WHERE sha256 = ?2";
    let digest = bench.wanted[0].files[0];
    assert_eq!(connection.execute(put, rusqlite::params![packed(&others), digest.as_slice()]).unwrap(), 1);
    assert!(bench.order(&[]).unwrap_err().to_string().contains("not those of its digest"));

    // Rows that are there and more or fewer than the record says.
    let mut bench = Bench::new(std::slice::from_ref(&one));
    bench.wanted[0].rows += 1;
    assert!(bench.order(&[]).unwrap_err().to_string().contains("20 rows in its files, 21 rows on record"));

    // What goes wrong after it was built.
    for change in [
        "UPDATE attachment SET bytes = CAST(substr(bytes, 1, 40) || x'00' || substr(bytes, 42) AS BLOB)",
        "UPDATE attachment SET bytes = CAST(substr(bytes, 1, 50) AS BLOB)",
        "DELETE FROM attachment",
    ] {
        let (bench, order) = Bench::new(std::slice::from_ref(&one)).keep_order();
        assert!(order.read(&order.page(0, 1).unwrap()).is_ok());
        bench.change(change);
        let again = bench.order(&[]).unwrap_err();
        assert!(matches!(again, Trouble::Damaged { .. }), "{again}");
        // Another order of the same runs has nothing in memory.
        let runs = order.runs().map(|(_, run)| (Arc::clone(run), 0)).collect();
        let fresh = Order::new(Arc::new(Shelves::new(&bench.path)), runs, &[]);
        let trouble = fresh.read(&fresh.page(0, 20).unwrap()).unwrap_err();
        assert!(matches!(trouble, Trouble::Damaged { .. }), "{change}: {trouble}");
        let asked = Asked { query: Query::parse("many", Zone::UTC).unwrap(), ..Asked::default() };
        assert!(matches!(search(&fresh, &asked, &Handle::new()), Err(Trouble::Damaged { .. })));
        assert!(matches!(
            fresh.count_by("what", None, 3, &|_| Vec::new(), &Handle::new()),
            Err(Trouble::Damaged { .. })
        ));
    }
}

#[test]
fn what_is_stopped_anywhere_says_so_and_can_be_begun_again() {
    let (bench, order) = Bench::new(&[many(150)]).keep_order();
    let stopped = Handle::new();
    stopped.cancel();
    assert_eq!(build(&bench.wanted[0], &bench.shelves, 2, &stopped).unwrap_err(), Trouble::Cancelled);
    assert_eq!(order.count_by("what", None, 1, &|_| Vec::new(), &stopped).unwrap_err(), Trouble::Cancelled);
    let asked = Asked { query: Query::parse("many", Zone::UTC).unwrap(), ..Asked::default() };
    assert_eq!(search(&order, &asked, &stopped).unwrap_err(), Trouble::Cancelled);
    // Stopped once so many bytes are done, by a thread that looks.
    for bytes in (0..bench.wanted[0].bytes).step_by(997) {
        let (handle, over) = (Handle::new(), AtomicBool::new(false));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while handle.progress().done() < bytes && !over.load(Ordering::Relaxed) {
                    std::hint::spin_loop();
                }
                handle.cancel();
            });
            let built = build(&bench.wanted[0], &bench.shelves, 2, &handle);
            over.store(true, Ordering::Relaxed);
            assert!(built.is_ok_and(|run| run.rows() == 750) || handle.progress().is_cancelled());
        });
    }
    assert_eq!(bench.order(&[]).unwrap().len(), 750);
    // A search that is dropped at whatever was found by then: what it found is right.
    for enough in [0, 1, 5, 50, 400, 750] {
        let (tell, told) = std::sync::mpsc::channel();
        let asked = Asked { query: Query::parse("many", Zone::UTC).unwrap(), ..Asked::default() };
        let found = Arc::new(AtomicU64::new(0));
        let search = Search::begin(&order, asked, move || {
            let _ = tell.send(());
        })
        .unwrap();
        let hits = Arc::clone(search.hits());
        while hits.count() < enough {
            told.recv().unwrap();
        }
        drop(search);
        // The channel ends with the thread.
        for () in told {
            found.fetch_add(1, Ordering::Relaxed);
        }
        let ended = hits.ended().unwrap();
        assert!(ended == Err(Trouble::Cancelled) || (ended == Ok(()) && hits.count() == 750), "{ended:?}");
        let page = hits.page(0, usize::MAX).unwrap();
        assert!(page.len() as u64 == hits.count() && hits.count() >= enough);
        let positions: Vec<u64> = page.iter().map(|place| order.position(*place).unwrap().unwrap()).collect();
        assert!(positions.is_sorted());
    }
}

#[test]
fn a_clock_is_taken_into_account_without_building_anew() {
    let rows =
        |at: &[i64]| Made { files: vec![vec![at.iter().map(|at| plain(1, Some(*at), "x")).collect()]], ahead: 0 };
    let (bench, order) = Bench::new(&[rows(&[100, 300]), rows(&[200, 400])]).keep_order();
    let row = |import, ordinal| Place::Row { import, ordinal };
    assert_eq!(order.page(0, 9).unwrap(), [row(0, 0), row(1, 0), row(0, 1), row(1, 1)]);
    let runs: Vec<_> = order.runs().map(|(_, run)| Arc::clone(run)).collect();
    let with = |ahead: i64| {
        let runs = vec![(Arc::clone(&runs[0]), 0), (Arc::clone(&runs[1]), ahead)];
        Order::new(Arc::clone(&bench.shelves), runs, &[0])
    };
    let back = with(350);
    assert_eq!(back.page(0, 9).unwrap(), [row(1, 0), Place::Record(0), row(1, 1), row(0, 0), row(0, 1)]);
    assert_eq!(back.span().unwrap(), Some((-150, 300)));
    assert_eq!(back.row(row(1, 1)).unwrap().unwrap().at(), Some(50));
    let far = with(i64::MIN);
    assert_eq!(far.page(0, 9).unwrap()[..3], [Place::Record(0), row(0, 0), row(0, 1)]);
    assert_eq!(far.row(Place::Record(0)).unwrap(), None);
    assert_eq!(far.fields(), [("what".to_owned(), 4)]);
}

#[test]
fn a_time_alone_is_known_to_the_millisecond_from_the_order() {
    let rows =
        |at: &[i64]| Made { files: vec![vec![at.iter().map(|at| plain(1, Some(*at), "x")).collect()]], ahead: 0 };
    let (_bench, order) = Bench::new(&[rows(&[999, 1_000, 1_999, 2_000])]).keep_order();
    let found = |query: &str, from: Option<i64>, to: Option<i64>| {
        let asked = Asked { query: Query::parse(query, Zone::UTC).unwrap(), from, to, ..Asked::default() };
        let hits = search(&order, &asked, &Handle::new()).unwrap();
        assert_eq!(hits.progress(), (0, 0));
        let rows = order.read(&hits.page(0, 9).unwrap()).unwrap();
        rows.into_iter().flatten().filter_map(|row| row.at()).collect::<Vec<_>>()
    };
    assert_eq!(found("time:1970-01-01T00:00:01", None, None), [1_000, 1_999]);
    assert_eq!(found("time:1970-01-01T00:00:01..", None, Some(2_000)), [1_000, 1_999]);
    assert_eq!(found("time:..1970-01-01T00:00:01", Some(1_000), None), [1_000, 1_999]);
    assert_eq!(found("", Some(1_999), Some(2_001)), [1_999, 2_000]);
    assert_eq!(found("time:1970-01-01T00:00:05..1970-01-01T00:00:01", None, None), [0; 0]);
}

#[test]
fn fields_are_counted_where_they_occur() {
    let mut first = plain(1, Some(1), "a");
    first.tags = vec!["t".to_owned(), "u".to_owned()];
    first.extra = vec![("EventID".into(), "4624".to_owned()), ("Empty".into(), String::new())];
    let mut second = plain(2, None, "b");
    second.extra = vec![("EventID".into(), "4625".to_owned())];
    let made = Made { files: vec![vec![vec![first], vec![second]]], ahead: 0 };
    let (_bench, order) = Bench::new(&[made]).keep_order();
    let fields = [("EventID", 2), ("tag", 1), ("what", 2)].map(|(name, count)| (name.to_owned(), count));
    assert_eq!(order.fields(), fields);
    // A tag column stays beside the row under its own name, in whatever letters; it is one field of one row.
    let mut third = plain(3, None, "c");
    (third.tags, third.techniques) = (vec!["t".to_owned()], vec!["T1021".to_owned()]);
    third.extra = vec![("Tag".into(), "t, T1021".to_owned()), ("eventid".into(), "1".to_owned())];
    let mut fourth = plain(4, None, "d");
    fourth.extra = vec![("EventID".into(), "2".to_owned())];
    let mut alone = plain(1, None, "e");
    alone.extra = vec![("EVENTID".into(), "3".to_owned())];
    let made = [
        Made { files: vec![vec![vec![third], vec![fourth]]], ahead: 0 },
        Made { files: vec![vec![vec![alone]]], ahead: 0 },
    ];
    let (_bench, order) = Bench::new(&made).keep_order();
    let counts =
        |all: Vec<(String, u64)>| all.into_iter().map(|(name, count)| (name.to_lowercase(), count)).collect::<Vec<_>>();
    let named = |all: &[(&str, u64)]| all.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect::<Vec<_>>();
    assert_eq!(counts(order.fields()), named(&[("eventid", 3), ("tag", 1), ("technique", 1), ("what", 3)]));
    // Of what was found, and of nothing else; records are counted with it.
    let asked = |query: &str| Asked { query: Query::parse(query, Zone::UTC).unwrap(), ..Asked::default() };
    let of = |query: &str| {
        let hits = search(&order, &asked(query), &Handle::new()).unwrap();
        counts(order.fields_in(&hits, &|_| Vec::new(), &Handle::new()).unwrap())
    };
    assert_eq!(of("what:=d OR what:=e"), named(&[("eventid", 2), ("what", 2)]));
    assert_eq!(of("T1021"), named(&[("eventid", 1), ("tag", 1), ("technique", 1), ("what", 1)]));
    assert_eq!(of(""), counts(order.fields()));
    let seen = Seen { row: &Glance::default(), ahead_ms: 0, names: &Names::default() };
    assert_eq!(seen.at(), None);
}
