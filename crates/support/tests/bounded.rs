//! However long a pasted text is, reading it is the work of a moment. Apart from
//! the other tests, since the crate itself knows no clock.
#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected ends there")]

use std::time::{Duration, Instant};

/// A debug build takes a tenth of a second for each; work that grows with the
/// square of the length takes minutes.
const LIMIT: Duration = Duration::from_secs(10);

#[test]
fn ten_megabytes_of_nonsense_are_read_in_a_moment() {
    for piece in [
        "a=\n",
        "=3D=\n",
        "<http\n",
        "<https://a\n",
        "?&",
        "%3F%3D",
        "%25",
        "://",
        "a://",
        "error=",
        "error_description=",
        "&error_description=x=y ",
        "x ",
        "\r\r",
        "\u{2028}<https://a?a=%26%3D\n",
        "ä\u{202E}",
    ] {
        let text = piece.repeat(10 * 1024 * 1024 / piece.len());
        let begun = Instant::now();
        support::final_page::read(&text);
        assert!(begun.elapsed() < LIMIT, "{piece:?} took {:?}", begun.elapsed());
    }
}
