//! The rows that benches leave, and how a figure is shown.

use anyhow::{Context, Result};
use serde_json::Value;

pub(super) struct Figure {
    /// With its unit.
    pub(super) what: String,
    measured: f64,
    peer: Option<f64>,
    ratio: Option<f64>,
    interval: Option<(f64, f64)>,
    target: Option<f64>,
    pub(super) met: bool,
}

pub(super) fn read(text: &str) -> Result<Vec<Figure>> {
    let rows: Vec<Value> = serde_json::from_str(text).context("this is no list")?;
    rows.iter().map(|row| figure(row).with_context(|| format!("this is no row: {row}"))).collect()
}

fn figure(row: &Value) -> Option<Figure> {
    let interval = &row["interval"];
    Some(Figure {
        what: row["what"].as_str()?.to_owned(),
        measured: row["measured"].as_f64()?,
        peer: row["peer"].as_f64(),
        ratio: row["ratio"].as_f64(),
        interval: interval[0].as_f64().zip(interval[1].as_f64()),
        target: row["target"].as_f64(),
        met: row["met"].as_bool()?,
    })
}

impl Figure {
    /// Figure, measured, peer, ratio with its interval, result: cells of a table.
    pub(super) fn cells(&self) -> String {
        let peer = self.peer.map(shown).unwrap_or_default();
        let ratio = match (self.ratio, self.interval) {
            (None, _) => String::new(),
            (Some(ratio), None) => shown(ratio),
            (Some(ratio), Some((low, high))) => {
                format!("{} ({} to {})", shown(ratio), shown(low), shown(high))
            }
        };
        let result = match (self.target, self.met) {
            (None, _) => "told",
            (Some(_), true) => "met",
            (Some(_), false) => "**not met**",
        };
        format!("{} | {} | {peer} | {ratio} | {result}", self.what, shown(self.measured))
    }

    /// What was measured and what was wanted of this one figure: at most or at least
    /// so much, or of its ratio, as its promise says.
    pub(super) fn told_with_target(&self) -> String {
        let ratio = self.ratio.map(|ratio| format!(", ratio {}", shown(ratio))).unwrap_or_default();
        let target = self.target.map(|target| format!(" where {} was wanted", shown(target)));
        format!("{}: {}{ratio}{}", self.what, shown(self.measured), target.unwrap_or_default())
    }
}

fn shown(value: f64) -> String {
    match value {
        value if value == 0.0 || value.abs() >= 100.0 => format!("{value:.0}"),
        value if value.abs() >= 1.0 => format!("{value:.2}"),
        value => format!("{value:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_shown_as_fine_as_they_matter() {
        assert_eq!([0.0, 0.125, 1.5, 371.4].map(shown), ["0", "0.125", "1.50", "371"]);
    }

    #[test]
    fn what_is_no_row_is_refused() {
        assert!(read(r#"[{"what":"half a row"}]"#).is_err());
    }
}
