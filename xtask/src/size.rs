//! Sizes of files, in megabytes of 1,000,000 bytes, and what is promised of them.

use std::{fmt, fs, path::Path};

use anyhow::{Context, Result};

const BYTES_PER_MEGABYTE: u64 = 1_000_000;

/// design.md 13, of the stripped program on Linux.
pub(crate) const LARGEST_PROGRAM: Size = Size::of_megabytes(20);
/// design.md 13, of the .deb; the .rpm is held to it as well.
pub(crate) const LARGEST_PACKAGE: Size = Size::of_megabytes(8);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Size {
    bytes: u64,
}

impl Size {
    pub(crate) const fn of_megabytes(megabytes: u64) -> Size {
        Size { bytes: megabytes * BYTES_PER_MEGABYTE }
    }

    pub(crate) fn of_file(path: &Path) -> Result<Size> {
        let about = fs::metadata(path).with_context(|| format!("{} is not there", path.display()))?;
        Ok(Size { bytes: about.len() })
    }

    /// As it is shown.
    pub(crate) fn megabytes(self) -> f64 {
        f64::from(self.hundredths()) / 100.0
    }

    /// Rounded up, so that what is shown as at a limit is not over it.
    fn hundredths(self) -> u32 {
        u32::try_from(self.bytes.div_ceil(BYTES_PER_MEGABYTE / 100)).unwrap_or(u32::MAX)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:.2} MB", self.megabytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_shown_rounded_up() {
        let shown = |bytes| Size { bytes }.to_string();
        assert_eq!(shown(0), "0.00 MB");
        assert_eq!(shown(1), "0.01 MB");
        assert_eq!(shown(7_990_000), "7.99 MB");
        assert_eq!(shown(8_000_001), "8.01 MB");
    }

    #[test]
    fn one_byte_over_a_limit_is_over_it() {
        let limit = Size::of_megabytes(8);
        assert!(Size { bytes: 8_000_000 } <= limit);
        assert!(Size { bytes: 8_000_001 } > limit);
    }
}
