//! The fields a line of ours may have; another crate's has its place alone. None
//! of them ever holds a name somebody gave, an address or a secret.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Allowed {
    Always,
    /// Written only where the person asked for details.
    Id,
}

/// A truth that becomes the line's world.
pub(super) const PRACTICE: &str = "practice";

pub(super) fn allowed(name: &str) -> Option<Allowed> {
    if ALWAYS.contains(&name) {
        Some(Allowed::Always)
    } else if IDS.contains(&name) {
        Some(Allowed::Id)
    } else {
        None
    }
}

const ALWAYS: [&str; 34] = [
    "architecture",
    "attempts",
    "changed", // names of settings, without their values
    "code",    // AWS's name of an error, or ours
    "column",
    "count",
    "desktop", // the kind of desktop session
    "duration_ms",
    "error", // of the system or a library: made fit
    "file",  // one of our own files, without its folder
    "from",  // a stop of a journey
    "kind",
    "line",
    "log_level",
    "nothing_was_done",
    "operation", // AWS's name
    "os",
    "outcome",
    "panicked",
    "place", // in our source
    "plan",  // the kind of a plan
    "read_only",
    "reason",
    "region",
    "request_id", // AWS's
    "retry_after_ms",
    "session",
    "signal",
    "status", // of HTTP
    "to",     // a stop of a journey
    "version",
    "waited_ms", // for a turn at the limiter
    "way",       // the kind of an AWS sign-in
    "web_view",  // its version
];

const IDS: [&str; 4] = ["device", "journey", "link", "search"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_could_be_a_name_an_address_or_a_secret_is_allowed() {
        for name in [
            "name",
            "customer",
            "owner",
            "note",
            "tag",
            "url",
            "address",
            "host",
            "uri",
            "body",
            "headers",
            "token",
            "secret",
            "key",
            "access_key_id",
            "session_token",
            "password",
            "profile",
            "arn",
            "account",
            "path",
            "query",
            "form",
            "text",
            "said",
            "detail",
            "oauth",
            "state",
            "material",
            "command",
        ] {
            assert_eq!(allowed(name), None, "{name}");
        }
    }

    #[test]
    fn ids_are_for_details_alone() {
        assert_eq!(allowed("link"), Some(Allowed::Id));
        assert_eq!(allowed("operation"), Some(Allowed::Always));
    }
}
