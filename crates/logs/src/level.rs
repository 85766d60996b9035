//! How much is written: ours by the person's choice, others' warnings at most.

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Level {
    /// What went wrong inside the program.
    Errors,
    #[default]
    Usual,
    /// Also the ids of links and devices.
    Detailed,
}

/// The crates whose lines follow the setting.
pub(crate) const OURS: [&str; 11] = [
    "connections",
    "contract",
    "desk",
    "journal",
    "linkwright",
    "logs",
    "managed_integrations",
    "onboarding",
    "practice_service",
    "support",
    "watching",
];

impl Level {
    /// No target is ever let write TRACE: the SDK's holds bodies of requests, and
    /// with them addresses of sign-in pages (aws-smithy-runtime, aws-config).
    pub(crate) fn targets(self) -> Targets {
        let (ours, others) = match self {
            Self::Errors => (LevelFilter::ERROR, LevelFilter::ERROR),
            Self::Usual => (LevelFilter::INFO, LevelFilter::WARN),
            Self::Detailed => (LevelFilter::DEBUG, LevelFilter::WARN),
        };
        Targets::new().with_default(others).with_targets(OURS.map(|name| (name, ours)))
    }
}

/// `desk::journeys` is ours, `desktop` is not.
pub(crate) fn is_ours(target: &str) -> bool {
    let crate_name = target.split("::").next().unwrap_or_default();
    OURS.contains(&crate_name)
}

#[cfg(test)]
mod tests {
    use tracing::Level as Grade;

    use super::*;

    #[test]
    fn ours_follow_the_setting_and_others_never_say_more_than_warnings() {
        let check = |level: Level, target: &str, grade: Grade, written: bool| {
            assert_eq!(level.targets().would_enable(target, &grade), written, "{level:?} {target} {grade}");
        };
        check(Level::Errors, "desk::journeys", Grade::ERROR, true);
        check(Level::Errors, "desk::journeys", Grade::WARN, false);
        check(Level::Usual, "desk::journeys", Grade::INFO, true);
        check(Level::Usual, "desk::journeys", Grade::DEBUG, false);
        check(Level::Detailed, "managed_integrations::call", Grade::DEBUG, true);
        for level in [Level::Errors, Level::Usual, Level::Detailed] {
            for target in OURS {
                check(level, target, Grade::TRACE, false);
            }
            for target in [
                "aws_smithy_runtime",
                "aws_config::sso",
                "hyper_util",
                "h2",
                "rustls",
                "zbus",
                "wry",
                "tauri",
            ] {
                check(level, target, Grade::ERROR, true);
                check(level, target, Grade::INFO, false);
            }
        }
    }

    #[test]
    fn a_crate_is_ours_by_its_whole_name() {
        assert!(is_ours("desk") && is_ours("desk::journeys"));
        assert!(!is_ours("desktop::x") && !is_ours("aws_config::desk") && !is_ours(""));
    }
}
