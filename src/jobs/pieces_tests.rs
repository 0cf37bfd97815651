use super::*;
use proptest::prelude::*;

fn cut(mut cutter: Cutter, bytes: &[u8], step: usize) -> Vec<Piece> {
    bytes.chunks(step.max(1)).for_each(|part| cutter.update(part));
    cutter.finish()
}

fn piece(bytes: &[u8], offset: usize, length: usize) -> Piece {
    let sha256 = Sha256::digest(&bytes[offset..offset + length]).into();
    Piece { offset: offset as u64, length: length as u64, sha256 }
}

#[test]
fn lines_are_read_back_and_only_behind_their_header() {
    let bytes: Vec<u8> = (0..250).collect();
    let made = cut(Cutter::every(100), &bytes, 7);
    assert_eq!(made, [piece(&bytes, 0, 100), piece(&bytes, 100, 100), piece(&bytes, 200, 50)]);
    for name in [b"a b\n\\c\xff".as_slice(), b"10+10 x", b"-"] {
        let text = list(&made, [7; 32], name);
        assert_eq!(read(&text), made);
        let names: Vec<Vec<u8>> =
            sums::entries(&text).filter_map(|(_, entry)| Some(of_entry(&entry.ok()?)?.1.to_vec())).collect();
        assert!(names.iter().take(3).all(|read| read == name), "{names:?}");
        let second = text.iter().position(|&byte| byte == b'\n').unwrap() + 1;
        assert_eq!(read(&text[second..]), []);
    }
    for name in ["1+2", "1+ x", "+2 x", "-1+2 x", "18446744073709551615+1 x", "1+2 "] {
        let entry = Entry { digest: Digest::sha256([1; 32]), name: name.into() };
        assert_eq!(of_entry(&entry), None, "{name}");
    }
}

#[test]
fn parts_of_no_length_have_the_digest_of_nothing() {
    let bytes = [1_u8; 10];
    let made = cut(Cutter::at(vec![0, 4, 0, 6, 0]), &bytes, 3);
    let at = |offset, length| piece(&bytes, offset, length);
    assert_eq!(made, [at(0, 0), at(0, 4), at(4, 0), at(4, 6), at(10, 0)]);
}

#[test]
fn differences_are_ranges() {
    let before: Vec<u8> = vec![0; 500];
    let mut now = before.clone();
    (now[130], now[210], now[499]) = (1, 1, 1);
    let pieces = |bytes: &[u8]| cut(Cutter::every(100), bytes, 50);
    let range = |offset, length| Range { offset, length };
    assert_eq!(differing(&pieces(&before), &pieces(&now)), [range(100, 200), range(400, 100)]);
    assert_eq!(differing(&pieces(&before), &pieces(&before)), []);
    assert_eq!(differing(&pieces(&before), &pieces(&before[..450])), [range(400, 100)]);
    assert_eq!(differing(&pieces(&before[..400]), &pieces(&before)), [range(400, 100)]);
}

proptest! {
    #[test]
    fn cutting_is_that_of_slices(bytes in proptest::collection::vec(any::<u8>(), 0..300), length in 1_usize..90, step in 1_usize..100) {
        let model: Vec<Piece> =
            (0..bytes.len()).step_by(length).map(|at| piece(&bytes, at, length.min(bytes.len() - at))).collect();
        prop_assert_eq!(cut(Cutter::every(length as u64), &bytes, step), model);
    }

    #[test]
    fn any_list_is_answered(text: Vec<u8>) {
        let _ = read(&[HEADER, b"\n", &text].concat());
    }
}
