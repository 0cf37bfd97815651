//! From a stratified sample to low, likely and high: how many distinct people a leaked set holds.
//!
//! In each stratum three shares are known from samples: how many units the detector flags, how many of the flagged ones people found to hold somebody's data, and
//! how many of the others they found to hold it all the same. The share of units that hold data is `flagged * right + rest * missed`. Its likely value takes the
//! three as seen. Low and high take the ends of their exact limits ([`super::interval`]) that make it smallest and largest, all at once, and add up over the
//! strata: every measured share would have to be off in the same direction, so the span is wider than 95 in 100. A share that nobody measured may be anything.
//! The double sampling is that of A. Tenenbein, "A double sampling scheme for estimating from binomial data with misclassifications", JASA 65 (1970), pages 1350 to
//! 1361; the sum over strata that of W. G. Cochran, "Sampling Techniques", chapter 5.

use serde::{Deserialize, Serialize};

use super::interval::{MOST, WHOLE, limits};

/// How figures are computed: the name of this method and its version, as facts hold it.
pub const METHOD: &str = "clopper-pearson-95-strata/1";
/// Largest size of a stratum: bodies hold integers below 2^53.
const LARGEST: u64 = 1 << 50;
/// Largest number of distinct people of 1000 units.
const MOST_PER_1000: u64 = 1_000_000_000;

/// One stratum: a source and format, with what was drawn from it and what was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stratum {
    /// Its name.
    pub name: String,
    /// Units in it.
    pub size: u64,
    /// Units drawn at random.
    pub sample: u64,
    /// Of these, units that the detector flagged.
    pub hits: u64,
    /// Flagged units that people looked at.
    pub hits_checked: u64,
    /// Of these, units that hold nobody's data: false hits.
    pub false_hits: u64,
    /// Units not flagged that people looked at.
    pub rest_checked: u64,
    /// Of these, units that hold somebody's data: missed.
    pub missed: u64,
    /// Distinct people for each 1000 units that hold data: low, likely, high.
    pub per_1000: Figures,
}

/// Low, likely and high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figures {
    /// At least.
    pub low: u64,
    /// Most likely.
    pub likely: u64,
    /// At most.
    pub high: u64,
}

/// What was counted in: the strata and what binds them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Design {
    /// The strata.
    pub strata: Vec<Stratum>,
    /// Whether nobody is in two strata. Otherwise the low figure is that of the largest stratum: all the others may hold the same people.
    pub disjoint: bool,
    /// How many people there are at most, whatever the sample says (all customers, all staff).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u64>,
}

/// Why a design gives no figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Impossible {
    /// There is no stratum.
    NoStrata,
    /// More of something than there is of what it is part of: the stratum and the two keys.
    MoreThan(String, &'static str, &'static str),
    /// Low, likely and high in another order.
    Order(String),
    /// Larger than is computed with.
    TooLarge(String),
    /// Two strata of one name.
    Twice(String),
}

impl Stratum {
    /// Whether both error rates were measured: what the detector flags and what it does not were looked at by people.
    #[must_use]
    pub fn measured(&self) -> bool {
        (self.hits == 0 || self.hits_checked > 0) && (self.hits == self.sample || self.rest_checked > 0)
    }

    fn check(&self) -> Result<(), Impossible> {
        let per = self.per_1000;
        let rest = self.sample.saturating_sub(self.hits);
        for (part, of, names) in [
            (self.sample, self.size, ("sample", "size")),
            (self.hits, self.sample, ("hits", "sample")),
            (self.hits_checked, self.hits, ("hits-checked", "hits")),
            (self.false_hits, self.hits_checked, ("false-hits", "hits-checked")),
            (self.rest_checked, rest, ("rest-checked", "rest")),
            (self.missed, self.rest_checked, ("missed", "rest-checked")),
        ] {
            if part > of {
                return Err(Impossible::MoreThan(self.name.clone(), names.0, names.1));
            }
        }
        if per.low > per.likely || per.likely > per.high {
            return Err(Impossible::Order(self.name.clone()));
        }
        if self.size > LARGEST || self.sample > MOST || per.high > MOST_PER_1000 {
            return Err(Impossible::TooLarge(self.name.clone()));
        }
        Ok(())
    }

    /// The share of units that hold data, in millionths: low and high.
    fn share(&self) -> (u64, u64) {
        let whole = self.sample == self.size && self.sample > 0;
        let flagged = if whole { exact(self.hits, self.sample) } else { limits(self.hits, self.sample) };
        let looked = |seen: u64, checked: u64, all: u64| {
            if whole && checked == all && all > 0 { exact(seen, checked) } else { limits(seen, checked) }
        };
        let right = looked(self.hits_checked - self.false_hits, self.hits_checked, self.hits);
        let missed = looked(self.missed, self.rest_checked, self.sample - self.hits);
        let at = |flagged: u64, right: u64, missed: u64| flagged * right + (WHOLE - flagged) * missed;
        // Linear in what is flagged: the extremes are at its ends.
        let low = at(flagged.0, right.0, missed.0).min(at(flagged.1, right.0, missed.0)) / WHOLE;
        let high = at(flagged.0, right.1, missed.1).max(at(flagged.1, right.1, missed.1)).div_ceil(WHOLE);
        (low, high.min(WHOLE))
    }

    /// Units that hold data.
    #[must_use]
    pub fn units(&self) -> Figures {
        let (low, high) = self.share();
        let size = u128::from(self.size);
        let whole = u128::from(WHOLE);
        let low = narrow(size * u128::from(low) / whole);
        let high = narrow((size * u128::from(high)).div_ceil(whole));
        Figures { low, likely: self.likely().clamp(low, high), high }
    }

    /// Units that hold data, with the three shares as they were seen. What was not looked at counts as the detector says.
    fn likely(&self) -> u64 {
        if self.sample == 0 {
            return 0;
        }
        let (right, checked) = match self.hits_checked {
            0 => (1, 1),
            checked => (checked - self.false_hits, checked),
        };
        let (missed, looked) = match self.rest_checked {
            0 => (0, 1),
            looked => (self.missed, looked),
        };
        // size * (hits * right / checked + rest * missed / looked) / sample, rounded once. At most 2^50 * 2 * (10^7)^3 / 10^7: the parts are divided early.
        let part = |units: u64, of: u64, all: u64| -> u128 {
            let scaled = u128::from(units) * u128::from(of) * u128::from(WHOLE) * u128::from(WHOLE);
            scaled / (u128::from(all) * u128::from(self.sample))
        };
        let share = part(self.hits, right, checked) + part(self.sample - self.hits, missed, looked);
        let whole = u128::from(WHOLE) * u128::from(WHOLE);
        narrow((u128::from(self.size) * share + whole / 2) / whole)
    }

    /// Distinct people.
    #[must_use]
    pub fn people(&self) -> Figures {
        let units = self.units();
        let per = self.per_1000;
        let product = |units: u64, per: u64| u128::from(units) * u128::from(per);
        let low = narrow(product(units.low, per.low) / 1000);
        let high = narrow(product(units.high, per.high).div_ceil(1000));
        let likely = narrow((product(units.likely, per.likely) + 500) / 1000).clamp(low, high);
        Figures { low, likely, high }
    }
}

fn narrow(value: u128) -> u64 {
    u64::try_from(value).unwrap_or(u64::MAX)
}

/// A share that is known, not estimated: both ends of it on the grid.
fn exact(part: u64, of: u64) -> (u64, u64) {
    let scaled = u128::from(part) * u128::from(WHOLE);
    (narrow(scaled / u128::from(of)), narrow(scaled.div_ceil(u128::from(of))))
}

impl Design {
    /// Whether people may be in several strata, so that the low figure is that of one stratum alone.
    #[must_use]
    pub fn may_overlap(&self) -> bool {
        !self.disjoint && self.strata.len() > 1
    }

    /// Low, likely and high of distinct people.
    ///
    /// # Errors
    /// [`Impossible`]: numbers that cannot be.
    pub fn people(&self) -> Result<Figures, Impossible> {
        if self.strata.is_empty() {
            return Err(Impossible::NoStrata);
        }
        for (at, stratum) in self.strata.iter().enumerate() {
            stratum.check()?;
            if self.strata.iter().take(at).any(|other| other.name == stratum.name) {
                return Err(Impossible::Twice(stratum.name.clone()));
            }
        }
        let of: Vec<Figures> = self.strata.iter().map(Stratum::people).collect();
        let sum = |value: fn(&Figures) -> u64| of.iter().map(value).fold(0, u64::saturating_add);
        let largest = of.iter().map(|figures| figures.low).max().unwrap_or(0);
        let found = Figures {
            low: if self.may_overlap() { largest } else { sum(|figures| figures.low) },
            likely: sum(|figures| figures.likely),
            high: sum(|figures| figures.high),
        };
        let cap = |value: u64| self.at_most.map_or(value, |most| value.min(most));
        Ok(Figures { low: cap(found.low), likely: cap(found.likely), high: cap(found.high) })
    }

    /// How many people there can be at most: every unit holding data, with as many people as one can hold.
    #[must_use]
    pub fn population(&self) -> u64 {
        let of =
            |stratum: &Stratum| narrow((u128::from(stratum.size) * u128::from(stratum.per_1000.high)).div_ceil(1000));
        let all = self.strata.iter().map(of).fold(0, u64::saturating_add);
        self.at_most.map_or(all, |most| all.min(most))
    }
}
