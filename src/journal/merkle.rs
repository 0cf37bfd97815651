//! The Merkle tree over the lines of one station's chain (RFC 6962 section 2.1, with SHA-256).
//!
//! The tree lets one line be proved to a stranger without handing over the case, and lets a checkpoint that left the
//! room earlier be proved to be a prefix of what is here now. Leaves stand in the order of `seq`.

use sha2::{Digest, Sha256};

/// A SHA-256 digest, 32 bytes: a leaf, an inner node or a root.
pub type Hash = [u8; 32];

/// The leaf for one journal line: SHA-256 over the byte 0x00 and the line without its LF (RFC 6962 section 2.1).
#[must_use]
pub fn leaf_hash(line: &[u8]) -> Hash {
    Sha256::new().chain_update([0x00]).chain_update(line).finalize().into()
}

/// An inner node: SHA-256 over the byte 0x01 and both children. The first byte keeps nodes and leaves apart, so that no
/// line can pass for an inner node.
fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([0x01]).chain_update(left).chain_update(right).finalize().into()
}

/// The right edge of a growing tree: the roots of its full subtrees, the largest first.
///
/// Memory is at most 64 hashes whatever the number of leaves; a push costs one node on average. Two frontiers are equal
/// when they were fed the same leaves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// Appends a leaf, as [`leaf_hash`] makes it.
    pub fn push(&mut self, leaf: Hash) {
        let mut node = leaf;
        // Each trailing one bit of the old size is a full subtree as large as the one in hand: join them.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                node = node_hash(&left, &node);
            }
        }
        self.peaks.push(node);
        self.size += 1;
    }

    /// The number of leaves pushed.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root over all leaves pushed; of an empty tree the SHA-256 of nothing (RFC 6962 section 2.1).
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        match peaks.next() {
            None => Sha256::digest([]).into(),
            Some(last) => peaks.fold(*last, |right, left| node_hash(left, &right)),
        }
    }
}

impl Extend<Hash> for Frontier {
    fn extend<I: IntoIterator<Item = Hash>>(&mut self, leaves: I) {
        leaves.into_iter().for_each(|leaf| self.push(leaf));
    }
}

impl FromIterator<Hash> for Frontier {
    fn from_iter<I: IntoIterator<Item = Hash>>(leaves: I) -> Self {
        let mut frontier = Self::default();
        frontier.extend(leaves);
        frontier
    }
}

/// The root over a slice of leaves.
#[must_use]
pub fn root(leaves: &[Hash]) -> Hash {
    leaves.iter().copied().collect::<Frontier>().root()
}

/// Where a tree of `size` leaves splits: the largest power of two below `size`. Needs `size` of two or more.
fn split(size: usize) -> usize {
    1 << (size - 1).ilog2()
}

/// The audit path of leaf `index` (from 0) in the tree over `leaves`, the sibling of the leaf first (RFC 6962 section
/// 2.1.1). `None` when there is no such leaf. Costs one pass over the leaves.
#[must_use]
pub fn inclusion_proof(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let (mut rest, mut index, mut path) = (leaves, index, Vec::new());
    while rest.len() > 1 {
        let (left, right) = rest.split_at(split(rest.len()));
        if index < left.len() {
            path.push(root(right));
            rest = left;
        } else {
            path.push(root(left));
            index -= left.len();
            rest = right;
        }
    }
    path.reverse();
    Some(path)
}

/// Whether `proof` shows that `leaf` is number `index` (from 0) of the `size` leaves under `root` (RFC 9162 section
/// 2.1.3.2). Takes any input: a proof that is too short, too long or about another tree is simply false.
#[must_use]
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut at, mut last, mut node) = (index, size - 1, *leaf);
    for sibling in proof {
        if last == 0 {
            return false;
        }
        if is_right_edge(at, last) {
            node = node_hash(sibling, &node);
            (at, last) = climb_edge(at, last);
        } else {
            node = node_hash(&node, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && node == *root
}

/// The proof that the first `old_size` of `leaves` are the tree they were (RFC 6962 section 2.1.2). Empty when the sizes
/// are equal and when the old tree is empty; `None` when `old_size` is larger than the tree.
#[must_use]
pub fn consistency_proof(leaves: &[Hash], old_size: usize) -> Option<Vec<Hash>> {
    if old_size > leaves.len() {
        return None;
    }
    if old_size == 0 {
        return Some(Vec::new());
    }
    // `known` is the RFC's flag b: the subtree in hand is the whole old tree, whose root the verifier holds.
    let (mut rest, mut old, mut known, mut path) = (leaves, old_size, true, Vec::new());
    while old < rest.len() {
        let (left, right) = rest.split_at(split(rest.len()));
        if old <= left.len() {
            path.push(root(right));
            rest = left;
        } else {
            path.push(root(left));
            old -= left.len();
            rest = right;
            known = false;
        }
    }
    if !known {
        path.push(root(rest));
    }
    path.reverse();
    Some(path)
}

/// Whether `proof` shows that the tree of `new_size` leaves under `new_root` begins with the tree of `old_size` leaves
/// under `old_root` (RFC 9162 section 2.1.4.2). Takes any input. The empty tree begins every tree: for it only the root
/// of nothing and an empty proof are true.
///
/// A root alone does not fix a size, so both sizes must come from signed checkpoints, together with their roots.
#[must_use]
pub fn verify_consistency(old_size: u64, old_root: &Hash, new_size: u64, new_root: &Hash, proof: &[Hash]) -> bool {
    if old_size > new_size {
        return false;
    }
    if old_size == new_size {
        return proof.is_empty() && old_root == new_root;
    }
    if old_size == 0 {
        return proof.is_empty() && *old_root == root(&[]);
    }
    // A full old tree is itself a node of the new one, so the proof leaves it out.
    let (first, rest) = match proof.split_first() {
        None => return false,
        Some(_) if old_size.is_power_of_two() => (old_root, proof),
        Some(split) => split,
    };
    let shared = (old_size - 1).trailing_ones();
    let (mut at, mut last) = ((old_size - 1) >> shared, (new_size - 1) >> shared);
    let (mut old_node, mut new_node) = (*first, *first);
    for sibling in rest {
        if last == 0 {
            return false;
        }
        if is_right_edge(at, last) {
            old_node = node_hash(sibling, &old_node);
            new_node = node_hash(sibling, &new_node);
            (at, last) = climb_edge(at, last);
        } else {
            new_node = node_hash(&new_node, sibling);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && old_node == *old_root && new_node == *new_root
}

/// Whether the node at `at` joins to its left: it is a right child, or the last of its level.
fn is_right_edge(at: u64, last: u64) -> bool {
    at & 1 == 1 || at == last
}

/// Skips the levels on which a last node without a sibling is carried up unchanged.
fn climb_edge(at: u64, last: u64) -> (u64, u64) {
    let levels = if at == 0 { 0 } else { at.trailing_zeros() };
    (at >> levels, last >> levels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition of RFC 6962 section 2.1, word for word.
    fn naive(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => Sha256::digest(b"").into(),
            [leaf] => *leaf,
            _ => {
                let mut k = 1;
                while k * 2 < leaves.len() {
                    k *= 2;
                }
                node_hash(&naive(&leaves[..k]), &naive(&leaves[k..]))
            }
        }
    }

    fn leaves(count: usize) -> Vec<Hash> {
        (0..count).map(|i| leaf_hash(format!("line {i}").as_bytes())).collect()
    }

    fn hex(hash: Hash) -> String {
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Every way to spoil a proof by one step: a flipped bit in each hash, each hash missing, one hash too many.
    fn spoiled(proof: &[Hash]) -> Vec<Vec<Hash>> {
        let mut all = Vec::new();
        for i in 0..proof.len() {
            let mut flipped = proof.to_vec();
            flipped[i][i % 32] ^= 1 << (i % 8);
            let mut shorter = proof.to_vec();
            shorter.remove(i);
            all.extend([flipped, shorter]);
        }
        let mut longer = proof.to_vec();
        longer.push([7; 32]);
        all.push(longer);
        all
    }

    // Computed apart from this code, with Python:
    //   H = lambda b: hashlib.sha256(b).digest()
    //   def mth(d):
    //       n = len(d)
    //       if n == 0: return H(b'')
    //       if n == 1: return H(b'\0' + d[0])
    //       k = 1
    //       while k * 2 < n: k *= 2
    //       return H(b'\1' + mth(d[:k]) + mth(d[k:]))
    // The eight inputs are the ones that the Certificate Transparency implementations test with.
    #[test]
    fn known_answers() {
        let inputs: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let known = [
            (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
            (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
            (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
            (5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
            (7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
            (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
        ];
        for (size, expected) in known {
            let leaves: Vec<Hash> = inputs[..size].iter().map(|input| leaf_hash(input)).collect();
            assert_eq!(hex(root(&leaves)), expected, "size {size}");
        }
        // mth([b'line %d' % i for i in range(300)])
        assert_eq!(hex(root(&leaves(300))), "811443a8597e55d2e471e2dc907f3e62055414aa90d9de05c78b6795b31b29f9");
    }

    #[test]
    fn frontier_agrees_with_the_definition() {
        let leaves = leaves(300);
        let mut frontier = Frontier::default();
        for size in 0..=300 {
            assert_eq!(frontier.size(), size as u64);
            assert_eq!(frontier.root(), naive(&leaves[..size]), "size {size}");
            assert_eq!(frontier.peaks.len(), size.count_ones() as usize);
            if let Some(leaf) = leaves.get(size) {
                frontier.push(*leaf);
            }
        }
    }

    #[test]
    fn inclusion_of_every_leaf_up_to_64() {
        let all = leaves(64);
        for size in 1..=64 {
            let leaves = &all[..size];
            let root = naive(leaves);
            for (index, leaf) in leaves.iter().enumerate() {
                let proof = inclusion_proof(leaves, index).unwrap();
                let (at, of) = (index as u64, size as u64);
                assert!(verify_inclusion(leaf, at, of, &proof, &root), "leaf {index} of {size}");
                for bad in spoiled(&proof) {
                    assert!(!verify_inclusion(leaf, at, of, &bad, &root), "spoiled, leaf {index} of {size}");
                }
                assert!(!verify_inclusion(&leaf_hash(b"other"), at, of, &proof, &root));
                assert!(!verify_inclusion(leaf, at, of, &proof, &leaf_hash(b"other root")));
                for elsewhere in (0..of).filter(|&other| other != at) {
                    assert!(!verify_inclusion(leaf, elsewhere, of, &proof, &root), "{index} as {elsewhere} of {size}");
                }
            }
            assert!(inclusion_proof(leaves, size).is_none());
            assert!(!verify_inclusion(&root, size as u64, size as u64, &[], &root));
        }
    }

    #[test]
    fn consistency_of_every_pair_up_to_64() {
        let all = leaves(64);
        for new in 0..=64 {
            let new_root = naive(&all[..new]);
            for old in 0..=new {
                let old_root = naive(&all[..old]);
                let proof = consistency_proof(&all[..new], old).unwrap();
                let (m, n) = (old as u64, new as u64);
                assert!(verify_consistency(m, &old_root, n, &new_root, &proof), "{old} in {new}");
                for bad in spoiled(&proof) {
                    assert!(!verify_consistency(m, &old_root, n, &new_root, &bad), "spoiled, {old} in {new}");
                }
                let other = leaf_hash(b"another history");
                assert!(!verify_consistency(m, &other, n, &new_root, &proof), "old root, {old} in {new}");
                // From the empty tree nothing follows about the new root.
                assert_eq!(verify_consistency(m, &old_root, n, &other, &proof), old == 0 && new > 0);
                if old > 0 {
                    assert!(!verify_consistency(m, &old_root, 4 * n, &new_root, &proof), "deeper, {old} in {new}");
                }
                if old < new {
                    assert!(!verify_consistency(n, &new_root, m, &old_root, &proof), "backwards, {old} in {new}");
                }
            }
            assert!(consistency_proof(&all[..new], new + 1).is_none());
        }
    }

    #[test]
    fn a_line_changed_in_the_old_part_has_no_consistency_proof() {
        let before = leaves(21);
        let mut after = leaves(50);
        after[3] = leaf_hash(b"rewritten");
        let proof = consistency_proof(&after, 21).unwrap();
        assert!(!verify_consistency(21, &root(&before), 50, &root(&after), &proof));
    }

    #[test]
    fn a_leaf_cannot_pass_for_a_node() {
        let pair = leaves(2);
        assert_ne!(leaf_hash(&pair.concat()), root(&pair));
    }

    proptest! {
        #[test]
        fn any_input_is_judged_without_panic(
            a in any::<u64>(), b in any::<u64>(), hash in any::<Hash>(), proof in prop::collection::vec(any::<Hash>(), 0..70)
        ) {
            prop_assert!(!verify_inclusion(&hash, a, b, &proof, &[0; 32]));
            prop_assert!(!verify_consistency(a, &hash, b, &[0; 32], &proof));
            prop_assert!(!verify_consistency(u64::MAX - 1, &hash, u64::MAX, &[0; 32], &proof));
        }
    }
}
