//! The worked example: an AI company whose training data was copied out and poisoned.
