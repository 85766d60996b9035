//! What a person would get by pasting. ICCCM 2.4.

use std::time::{Duration, Instant};

use x11rb::{
    connection::Connection as _,
    protocol::{
        Event,
        xproto::{AtomEnum, ConnectionExt, CreateWindowAux, WindowClass},
    },
    rust_connection::RustConnection,
    wrapper::ConnectionExt as _,
};

/// Whoever copied answers at once, or is gone.
const PATIENCE: Duration = Duration::from_secs(5);
const BETWEEN_LOOKS: Duration = Duration::from_millis(5);
/// In units of four bytes; far more than is copied here.
const LONGEST: u32 = 64 * 1024;

/// The text on the clipboard of a display; empty when nothing was copied.
pub(super) fn read(display: &str) -> String {
    let (display, screen) = RustConnection::connect(Some(display)).expect("the display answers");
    let screen = &display.setup().roots[screen];
    let window = display.generate_id().expect("there are ids");
    let made = display.create_window(
        x11rb::COPY_DEPTH_FROM_PARENT,
        window,
        screen.root,
        0,
        0,
        1,
        1,
        0,
        WindowClass::INPUT_OUTPUT,
        x11rb::COPY_FROM_PARENT,
        &CreateWindowAux::new(),
    );
    made.expect("the display takes it").check().expect("a window can be made");
    let atom = |name: &str| {
        let asked = display.intern_atom(false, name.as_bytes()).expect("the display takes it");
        asked.reply().expect("the display answers").atom
    };
    let (clipboard, text, here) = (atom("CLIPBOARD"), atom("UTF8_STRING"), atom("LINKWRIGHT_STORY"));
    let asked = display.convert_selection(window, clipboard, text, here, x11rb::CURRENT_TIME);
    asked.expect("the display takes it").check().expect("the window is there");
    display.sync().expect("the display answers");
    let begun = Instant::now();
    let given = loop {
        if let Some(Event::SelectionNotify(told)) = display.poll_for_event().expect("the display answers") {
            break told.property;
        }
        assert!(begun.elapsed() < PATIENCE, "whoever copied does not answer");
        std::thread::sleep(BETWEEN_LOOKS);
    };
    if given == x11rb::NONE {
        return String::new();
    }
    let asked = display.get_property(true, window, given, AtomEnum::ANY, 0, LONGEST);
    let value = asked.expect("the display takes it").reply().expect("the display answers").value;
    String::from_utf8(value).expect("text is UTF-8")
}
