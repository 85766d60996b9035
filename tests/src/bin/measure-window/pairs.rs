//! Interleaved pairs of ours and a bare window, and what their medians tell.

use ::tests::rows::{Row, median};
use anyhow::Result;

use crate::processes::stolen_during;

/// With more, the virtual machine was not ours enough.
const MOST_STOLEN_PERCENT: f64 = 2.0;
/// Fewer say nothing of how far a ratio may be off.
const FEWEST_PAIRS: usize = 5;

/// Figures of pairs, in the order they were taken.
pub(crate) struct Pairs<T> {
    pub(crate) ours: Vec<T>,
    pub(crate) bare: Vec<T>,
}

/// Takes `count` pairs, ours first in every second one. One more before them warms
/// the page cache and is dropped. Where the machine was taken away meanwhile, it is
/// done once more.
pub(crate) fn take<T>(count: usize, mut one: impl FnMut(bool) -> Result<T>) -> Result<Pairs<T>> {
    let (pairs, stolen) = stolen_during(|| take_once(count, &mut one))?;
    if stolen <= MOST_STOLEN_PERCENT {
        return Ok(pairs);
    }
    println!("{stolen:.1} % of the processors was taken away; once more");
    let (pairs, stolen) = stolen_during(|| take_once(count, &mut one))?;
    if stolen > MOST_STOLEN_PERCENT {
        println!("{stolen:.1} % was taken away again: these figures are loud");
    }
    Ok(pairs)
}

fn take_once<T>(count: usize, one: &mut impl FnMut(bool) -> Result<T>) -> Result<Pairs<T>> {
    let mut pairs = Pairs { ours: Vec::new(), bare: Vec::new() };
    for pair in 0..=count {
        for is_ours in [pair % 2 == 0, pair % 2 == 1] {
            let figure = one(is_ours)?;
            if pair > 0 {
                if is_ours { pairs.ours.push(figure) } else { pairs.bare.push(figure) }
            }
        }
    }
    Ok(pairs)
}

impl<T> Pairs<T> {
    /// One figure of each.
    pub(crate) fn map(&self, of: impl Fn(&T) -> f64) -> Pairs<f64> {
        Pairs { ours: self.ours.iter().map(&of).collect(), bare: self.bare.iter().map(of).collect() }
    }
}

impl Pairs<f64> {
    /// Meets its target when ours is at most so many times the bare window's.
    pub(crate) fn at_most_times(&self, what: &str, target: f64) -> Row {
        let row = self.told(what);
        let met = row.ratio.is_some_and(|ratio| ratio <= target);
        Row { target: Some(target), met, ..row }
    }

    /// Medians of both, the ratio of ours to the bare window's, and its interval.
    pub(crate) fn told(&self, what: &str) -> Row {
        let (ours, bare) = (median(&self.ours), median(&self.bare));
        Row {
            peer: Some(bare),
            ratio: Some(ours / bare),
            interval: interval(&self.ours, &self.bare),
            ..Row::told(what, ours)
        }
    }
}

/// The 95 % interval of the ratio of medians, by drawing the pairs again; `None` of
/// too few of them.
fn interval(ours: &[f64], bare: &[f64]) -> Option<[f64; 2]> {
    const DRAWS: usize = 2000;
    let pairs = ours.len().min(bare.len());
    if pairs < FEWEST_PAIRS {
        return None;
    }
    // Any fixed odd seed serves; the same run gives the same interval.
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % below.max(1)
    };
    let mut ratios: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let drawn: Vec<usize> = (0..pairs).map(|_| next(pairs)).collect();
            let pick = |values: &[f64]| {
                median(&drawn.iter().filter_map(|at| values.get(*at).copied()).collect::<Vec<_>>())
            };
            pick(ours) / pick(bare)
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    Some([ratios[DRAWS / 40], ratios[DRAWS - DRAWS / 40 - 1]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_second_pair_begins_with_the_other_and_the_first_is_dropped() {
        let mut order = Vec::new();
        let pairs = take(2, |is_ours| {
            order.push(is_ours);
            Ok(if is_ours { 3.0 } else { 2.0 })
        })
        .unwrap();
        assert_eq!(order[..4], [true, false, false, true]);
        assert_eq!((pairs.ours.len(), pairs.bare.len()), (2, 2));
        let row = pairs.map(|value| *value).at_most_times("start, ms", 1.4);
        assert_eq!((row.ratio, row.met, row.interval), (Some(1.5), false, None));
    }

    #[test]
    fn the_interval_holds_the_ratio_of_the_medians() {
        let ours: Vec<f64> = (0..15).map(|at| 300.0 + f64::from(at)).collect();
        let bare: Vec<f64> = (0..15).map(|at| 200.0 + f64::from(at)).collect();
        let [low, high] = interval(&ours, &bare).unwrap();
        let ratio = median(&ours) / median(&bare);
        assert!(low < ratio && ratio < high && high - low < 0.1, "{low} {ratio} {high}");
    }

    #[test]
    fn too_few_pairs_have_no_interval() {
        let ours = [9.0, 10.0, 11.0, 9.0, 10.0];
        assert!(interval(&ours, &[1.0; 5]).is_some());
        assert_eq!(interval(&ours[..4], &[1.0; 4]), None);
        assert_eq!(interval(&ours, &[1.0]), None);
    }
}
