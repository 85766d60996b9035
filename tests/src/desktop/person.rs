//! What a person does to a window from outside its page: the cross in the title
//! bar, another window in front.

use x11rb::{
    connection::Connection as _,
    protocol::xproto::{
        Atom, AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, InputFocus, MapState, Window,
    },
    rust_connection::RustConnection,
};

/// A connection to one computer's display.
pub struct Person {
    display: RustConnection,
    root: Window,
}

impl Person {
    pub(super) fn at(display: &str) -> Self {
        let (display, screen) = RustConnection::connect(Some(display)).expect("the display answers");
        let root = display.setup().roots[screen].root;
        Self { display, root }
    }

    /// The cross in the title bar of the window with this title, of which there
    /// is one. ICCCM 4.2.8.1.
    pub fn closes(&self, title: &str) {
        let window = self.window(title);
        let message = ClientMessageEvent::new(
            32,
            window,
            self.atom("WM_PROTOCOLS"),
            [self.atom("WM_DELETE_WINDOW"), x11rb::CURRENT_TIME, 0, 0, 0],
        );
        let sent = self.display.send_event(false, window, EventMask::NO_EVENT, message);
        sent.expect("the display takes it").check().expect("the window is there");
    }

    /// Whether a window with this title is on the display.
    pub fn sees(&self, title: &str) -> bool {
        let tree = self.display.query_tree(self.root).expect("the display takes it");
        let windows = tree.reply().expect("the display answers").children;
        windows.into_iter().any(|window| self.is_shown(window) && self.title(window) == title)
    }

    /// Works in the window with this title.
    pub fn works_in(&self, title: &str) {
        self.focus(InputFocus::POINTER_ROOT, self.window(title));
    }

    /// Works elsewhere.
    pub fn works_elsewhere(&self) {
        self.focus(InputFocus::NONE, x11rb::NONE);
    }

    fn focus(&self, afterwards: InputFocus, window: Window) {
        let asked = self.display.set_input_focus(afterwards, window, x11rb::CURRENT_TIME);
        asked.expect("the display takes it").check().expect("the window can have the focus");
    }

    fn window(&self, title: &str) -> Window {
        let tree = self.display.query_tree(self.root).expect("the display takes it");
        let windows = tree.reply().expect("the display answers").children;
        let found = windows.into_iter().find(|window| self.is_shown(*window) && self.title(*window) == title);
        found.unwrap_or_else(|| panic!("no window is titled {title:?}"))
    }

    fn is_shown(&self, window: Window) -> bool {
        let asked = self.display.get_window_attributes(window).expect("the display takes it");
        // It may be gone since it was listed.
        asked.reply().is_ok_and(|attributes| attributes.map_state == MapState::VIEWABLE)
    }

    fn title(&self, window: Window) -> String {
        let name = AtomEnum::WM_NAME;
        let asked = self.display.get_property(false, window, name, AtomEnum::ANY, 0, 64);
        let value = asked.expect("the display takes it").reply().map(|reply| reply.value);
        String::from_utf8_lossy(&value.unwrap_or_default()).into_owned()
    }

    fn atom(&self, name: &str) -> Atom {
        let asked = self.display.intern_atom(false, name.as_bytes()).expect("the display takes it");
        asked.reply().expect("the display answers").atom
    }
}
