//! The difference between two texts, line by line: enough to see what a later version says otherwise.

/// Pairs of lines that are compared at most; beyond, everything between the common beginning and end counts as changed.
const MOST_PAIRS: usize = 4_000_000;

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// It stands in both.
    Kept,
    /// It stands in the earlier text alone.
    Out,
    /// It stands in the later text alone.
    In,
}

/// Every line of both texts, in order; of a changed passage the earlier lines first.
pub(super) fn difference<'a>(earlier: &'a str, later: &'a str) -> Vec<(Change, &'a str)> {
    let (old, new): (Vec<&str>, Vec<&str>) = (earlier.lines().collect(), later.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (left, right) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let mut found: Vec<(Change, &str)> = old[..head].iter().map(|line| (Change::Kept, *line)).collect();
    middle(left, right, &mut found);
    found.extend(old[old.len() - tail..].iter().map(|line| (Change::Kept, *line)));
    found
}

/// The longest common subsequence of what is between common beginning and end.
fn middle<'a>(left: &[&'a str], right: &[&'a str], found: &mut Vec<(Change, &'a str)>) {
    let wide = right.len() + 1;
    if left.len().saturating_mul(right.len()) > MOST_PAIRS {
        found.extend(left.iter().map(|line| (Change::Out, *line)));
        found.extend(right.iter().map(|line| (Change::In, *line)));
        return;
    }
    // Length of the longest one from each pair of places on.
    let mut longest = vec![0_u32; (left.len() + 1) * wide];
    for (i, a) in left.iter().enumerate().rev() {
        for (j, b) in right.iter().enumerate().rev() {
            longest[i * wide + j] = if a == b {
                longest[(i + 1) * wide + j + 1] + 1
            } else {
                longest[(i + 1) * wide + j].max(longest[i * wide + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < left.len() || j < right.len() {
        let both = left.get(i).zip(right.get(j));
        if let Some((a, b)) = both
            && a == b
        {
            found.push((Change::Kept, *a));
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let out = match both {
            Some(_) => longest[(i + 1) * wide + j] >= longest[i * wide + j + 1],
            None => i < left.len(),
        };
        if out {
            found.extend(left.get(i).map(|line| (Change::Out, *line)));
            i += 1;
        } else {
            found.extend(right.get(j).map(|line| (Change::In, *line)));
            j += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(earlier: &str, later: &str) -> String {
        let sign = |change| match change {
            Change::Kept => ' ',
            Change::Out => '-',
            Change::In => '+',
        };
        difference(earlier, later).iter().map(|(change, line)| format!("{}{line};", sign(*change))).collect()
    }

    #[test]
    fn what_was_said_otherwise_is_told() {
        assert_eq!(shown("a\nb\nc", "a\nx\nc"), " a;-b;+x; c;");
        assert_eq!(shown("", "a\nb"), "+a;+b;");
        assert_eq!(shown("a\nb", ""), "-a;-b;");
        assert_eq!(shown("a\na", "a"), " a;-a;");
        assert_eq!(shown("1\n2\n3\n4", "0\n2\n3\n5\n4"), "-1;+0; 2; 3;+5; 4;");
        assert_eq!(shown("same", "same"), " same;");
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_back_out_of_it(a in "([ab]\n){0,12}", b in "([ab]\n){0,12}") {
            let found = difference(&a, &b);
            let of = |wanted: Change| {
                let lines = found.iter().filter(|(change, _)| *change == Change::Kept || *change == wanted);
                lines.map(|(_, line)| format!("{line}\n")).collect::<String>()
            };
            prop_assert_eq!(of(Change::Out), a.clone());
            prop_assert_eq!(of(Change::In), b.clone());
            let kept = found.iter().filter(|(change, _)| *change == Change::Kept).count();
            let reversed = difference(&b, &a).iter().filter(|(change, _)| *change == Change::Kept).count();
            prop_assert_eq!(kept, reversed, "as many lines are kept either way");
        }
    }
}
