//! The numbers to reach (design.md 13), where each is measured, and what could be
//! tried next where it is missed.

pub(super) struct Promise {
    pub(super) what: &'static str,
    pub(super) target: &'static str,
    pub(super) against: &'static str,
    /// Name of the bench, and how the row begins.
    pub(super) figures: &'static [(&'static str, &'static str)],
    pub(super) next: &'static str,
}

const BARE: &str = "a bare Tauri page, same features and profile";

pub(super) const PROMISES: [Promise; 15] = [
    Promise {
        what: "start to first frame with data",
        target: "1.5 x",
        against: BARE,
        figures: &[("start", "start to first frame")],
        next: "WebKit starts beside the journals already; the first view could be in the page instead of asked for by it.",
    },
    Promise {
        what: "start to complete page",
        target: "2.0 x",
        against: BARE,
        figures: &[("start", "start to complete page")],
        next: "Cloudscape's script and styles are what is left; Home could be drawn without its AppLayout.",
    },
    Promise {
        what: "idle memory with 1,000 links",
        target: "1.3 x",
        against: BARE,
        figures: &[("memory", "idle memory of the process tree")],
        next: "The page's process holds two thirds of what is above the bare page: React, Cloudscape's script \
               and its styles. Home without AppLayout and Table, drawn by ourselves, is what is left to try; \
               fetching later pages only when they are opened brings nothing.",
    },
    Promise {
        what: "stripped program / .deb",
        target: "20 MB / 8 MB",
        against: "",
        figures: &[("size", "stripped program"), ("size", ".deb")],
        next: "aws-lc can be built without its fast paths, and the SDK without operations nobody calls.",
    },
    Promise {
        what: "round trip of at most 10 kB",
        target: "p95 5 ms",
        against: BARE,
        figures: &[("ipc", "round trip of")],
        next: "Answers over 8 kB take the path through a fetch; smaller pages would stay off it.",
    },
    Promise {
        what: "views while 200 states change",
        target: "10 a second",
        against: "",
        figures: &[("ipc", "views a second")],
        next: "The pause between two views is one constant in src-tauri.",
    },
    Promise {
        what: "processor time when idle",
        target: "0.2 %, 1 % with 50 links watched",
        against: BARE,
        figures: &[
            ("idle", "processor time idle, no link"),
            ("idle", "processor time idle, 50 links"),
            ("idle", "wake-ups a second, no link"),
        ],
        next: "The page wakes once a second for its clock though no word changes; it could sleep until the next \
               one does.",
    },
    Promise {
        what: "full link with 5 devices, 40 ms",
        target: "5 x faster",
        against: "a shell loop of AWS CLI calls",
        figures: &[("link", "full link")],
        next: "Registrations of one link could begin while the last device is still being created.",
    },
    Promise {
        what: "500 devices at 10 requests/s, 120 ms",
        target: "90 % of the quota's limit, no failed device",
        against: "boto3 one by one",
        figures: &[("register", "share of the quota"), ("register", "devices failed")],
        next: "The limiter could climb closer to the quota before it is throttled.",
    },
    Promise {
        what: "detection of a sign-in",
        target: "p50 1.6 s, p95 3.6 s with focus, 45 calls",
        against: "a fixed 5 s loop",
        figures: &[
            ("watch", "on screen with focus: p50"),
            ("watch", "on screen with focus: p95"),
            ("watch", "on screen with focus: calls"),
        ],
        next: "The pause could grow more slowly in the first minute, for more calls.",
    },
    Promise {
        what: "50 and 200 waiting links at 1 request/s",
        target: "p95 3.1 s until shown as settled",
        against: "asking for each link in turn",
        figures: &[
            ("watch", "50 links at 1 request/s: p95"),
            ("watch", "200 links at 1 request/s: p95"),
            ("watch", "200 links at 1 request/s, real time: p95 until the desk"),
        ],
        next: "One list could be asked for each device cloud by turns weighed by who was handed over last.",
    },
    Promise {
        what: "processor time of a look",
        target: "150 x less",
        against: "AWS CLI",
        figures: &[("watch", "processor time of a look through the desk, ms; peer: AWS CLI")],
        next: "Most of it is signing and TLS; a list spares looks altogether.",
    },
    Promise {
        what: "100,000 links",
        target: "1 s to first rows / limit + 10 % / keystroke 50 ms p95",
        against: "the quota's limit",
        figures: &[
            ("links", "100000 links: first rows, nothing"),
            ("links", "100000 links: first rows, remembered"),
            ("links", "100000 links: whole list, s"),
            ("links", "100000 links: keystroke to result, p95"),
        ],
        next: "The search could keep an index by first letters.",
    },
    Promise {
        what: "hands",
        target: "4 clicks and 1 field / 3 clicks / 4 clicks",
        against: "some fifteen CLI commands",
        figures: &[
            ("hands", "repeat link: clicks"),
            ("hands", "repeat link: typed"),
            ("hands", "reconnect, after the search: clicks"),
            ("hands", "existing thing on an existing link: clicks"),
        ],
        next: "The story that counts them fails with what it saw; a step was added to the way it goes.",
    },
    Promise {
        what: "kill -9",
        target: "0 lost, 0 doubled",
        against: "",
        figures: &[
            ("kills", "kills done"),
            ("kills", "links lost"),
            ("kills", "links doubled"),
            ("kills", "things lost"),
            ("kills", "things doubled"),
            ("kills", "registrations missing"),
            ("kills", "registrations doubled"),
        ],
        next: "`cargo xtask bench kills --seed N` repeats the run; the seed is in its output.",
    },
];
