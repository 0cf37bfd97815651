//! The program checks itself: hash, chain, signature and deadline vectors.
