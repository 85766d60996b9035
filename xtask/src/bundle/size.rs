//! Sizes of files, in megabytes of 1,000,000 bytes.

use std::{fmt, fs, path::Path};

use anyhow::{Context, Result};

const BYTES_PER_MEGABYTE: u64 = 1_000_000;

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
}

impl fmt::Display for Size {
    /// To two places, rounded up, so that what is shown as at a limit is not over it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = self.bytes.div_ceil(BYTES_PER_MEGABYTE / 100);
        write!(formatter, "{}.{:02} MB", hundredths / 100, hundredths % 100)
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
