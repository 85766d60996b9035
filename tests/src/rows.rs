//! What a bench found: rows with a target, as a table for people and as a file
//! for whoever compares runs. Measuring lives with each bench.

use std::{fmt::Write, fs, path::Path};

use anyhow::Result;
use serde_json::{Value, json};

/// One figure, beside a peer's of the same run where there is a peer.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// With its unit.
    pub what: String,
    pub measured: f64,
    pub peer: Option<f64>,
    /// What the target is held against when there is a peer.
    pub ratio: Option<f64>,
    /// The 95 % interval of the ratio, where there are enough pairs for one.
    pub interval: Option<[f64; 2]>,
    /// `None` where a figure is only told.
    pub target: Option<f64>,
    pub met: bool,
}

impl Row {
    /// Meets its target when it is at most so much.
    pub fn at_most(what: &str, measured: f64, target: f64) -> Self {
        Self { target: Some(target), met: measured <= target, ..Self::told(what, measured) }
    }

    /// Meets its target when it is at least so much.
    pub fn at_least(what: &str, measured: f64, target: f64) -> Self {
        Self { target: Some(target), met: measured >= target, ..Self::told(what, measured) }
    }

    /// Meets its target when the peer needs at least `target` times as much.
    pub fn times_less(what: &str, measured: f64, peer: f64, target: f64) -> Self {
        let row = Self::told(what, measured).beside(peer);
        let met = row.ratio.is_some_and(|ratio| ratio >= target);
        Self { target: Some(target), met, ..row }
    }

    /// A figure without a target.
    pub fn told(what: &str, measured: f64) -> Self {
        Self {
            what: what.to_owned(),
            measured,
            peer: None,
            ratio: None,
            interval: None,
            target: None,
            met: true,
        }
    }

    /// The same with a peer's figure; the ratio is peer to ours.
    #[must_use]
    pub fn beside(self, peer: f64) -> Self {
        let ratio = (self.measured > 0.0).then(|| peer / self.measured);
        Self { peer: Some(peer), ratio, ..self }
    }

    /// Reads what another program wrote; `None` when it is no row.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            what: value["what"].as_str()?.to_owned(),
            measured: value["measured"].as_f64()?,
            peer: value["peer"].as_f64(),
            ratio: value["ratio"].as_f64(),
            interval: value["interval"][0].as_f64().zip(value["interval"][1].as_f64()).map(<[f64; 2]>::from),
            target: value["target"].as_f64(),
            met: value["met"].as_bool()?,
        })
    }

    fn json(&self) -> Value {
        json!({
            "what": self.what,
            "measured": self.measured,
            "peer": self.peer,
            "ratio": self.ratio,
            "interval": self.interval,
            "target": self.target,
            "met": self.met,
        })
    }
}

/// The rows as lines of text under a heading.
pub fn table(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.what.chars().count()).max().unwrap_or(0);
    let mut text =
        format!("{:<width$} {:>10} {:>10} {:>8} {:>9}\n", "", "measured", "peer", "ratio", "target");
    for row in rows {
        let met = match (row.target, row.met) {
            (None, _) => "",
            (Some(_), true) => "met",
            (Some(_), false) => "MISSED",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{:<width$} {:>10} {:>10} {:>8} {:>9} {met}",
            row.what,
            number(Some(row.measured)),
            number(row.peer),
            number(row.ratio),
            number(row.target),
        );
    }
    text
}

/// Writes the rows as a list of JSON objects.
///
/// # Errors
/// When the file cannot be written.
pub fn write(path: &Path, rows: &[Row]) -> Result<()> {
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir)?;
    }
    let rows: Vec<Value> = rows.iter().map(Row::json).collect();
    fs::write(path, serde_json::to_string_pretty(&rows)?)?;
    Ok(())
}

/// `NaN` of nothing.
pub fn median(values: &[f64]) -> f64 {
    percentile(values, 50)
}

/// The nearest rank, `percent` of 100; `NaN` of nothing.
pub fn percentile(values: &[f64], percent: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or(f64::NAN)
}

/// Counts are far below what a float holds exactly.
pub fn number_of(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

fn number(value: Option<f64>) -> String {
    match value {
        None => "-".to_owned(),
        Some(value) if value.fract() == 0.0 => format!("{value:.0}"),
        Some(value) if value.abs() >= 100.0 => format!("{value:.1}"),
        Some(value) if value.abs() >= 1.0 => format!("{value:.2}"),
        Some(value) => format!("{value:.4}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_met_on_their_own_side() {
        assert!(Row::at_most("delay, s", 3.1, 3.1).met && !Row::at_most("delay, s", 3.2, 3.1).met);
        assert!(Row::at_least("kills", 2000.0, 2000.0).met && !Row::at_least("kills", 1999.0, 2000.0).met);
        let faster = Row::times_less("link, s", 1.0, 6.0, 5.0);
        assert_eq!((faster.ratio, faster.met), (Some(6.0), true));
        assert!(!Row::times_less("link, s", 1.0, 4.0, 5.0).met);
    }

    #[test]
    fn rows_are_read_as_they_were_written() {
        let row = Row { interval: Some([11.0, 13.0]), ..Row::times_less("link, s", 0.5, 6.0, 5.0) };
        assert_eq!(Row::read(&row.json()), Some(row));
        assert_eq!(Row::read(&json!({ "what": "half a row" })), None);
    }

    #[test]
    fn percentiles_take_the_nearest_rank() {
        let values: Vec<f64> = (1..=20).rev().map(f64::from).collect();
        assert_eq!((median(&values), percentile(&values, 95)), (10.0, 19.0));
        assert_eq!(median(&[7.0]), 7.0);
        assert!(median(&[]).is_nan());
    }

    #[test]
    fn a_missed_target_stands_in_the_table() {
        let text = table(&[Row::at_most("delay, s", 4.0, 3.1), Row::told("requests", 7.0)]);
        assert!(text.contains("MISSED") && text.lines().count() == 3, "{text}");
    }
}
