//! The keyboard of whoever uses no mouse: real keys to the window, and where the
//! focus is after each of them.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::Value;

use super::{AppWindow, wait_until};

/// More controls than any page has.
const MOST_STEPS: usize = 150;

/// W3C WebDriver, 17.4.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Tab,
    Enter,
    Space,
    Escape,
    Down,
    F1,
}

const SHIFT: char = '\u{e008}';

impl Key {
    fn code(self) -> char {
        match self {
            Self::Tab => '\u{e004}',
            Self::Enter => '\u{e007}',
            Self::Space => ' ',
            Self::Escape => '\u{e00c}',
            Self::Down => '\u{e015}',
            Self::F1 => '\u{e031}',
        }
    }
}

/// What has the focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Focus {
    /// Its own test id, or that of the nearest element around or in it.
    pub test_ids: Vec<String>,
    pub tag: String,
    pub text: String,
}

pub struct Keyboard<'a>(&'a AppWindow);

impl<'a> Keyboard<'a> {
    pub fn of(window: &'a AppWindow) -> Self {
        Self(window)
    }

    pub async fn press(&self, key: Key) {
        self.send(&[], key.code()).await;
    }

    pub async fn types(&self, text: &str) {
        for letter in text.chars() {
            self.send(&[], letter).await;
        }
    }

    /// Tabs forward until the control with this test id has the focus; on the way
    /// the focus can always be seen.
    pub async fn tab_to(&self, test_id: &str) {
        self.walk_to(&[], test_id).await;
    }

    /// The same with Shift.
    pub async fn tab_back_to(&self, test_id: &str) {
        self.walk_to(&[SHIFT], test_id).await;
    }

    /// Waits until something other than the page itself has the focus.
    pub async fn is_somewhere(&self) -> Focus {
        wait_until("the focus to be somewhere", async || self.focus().await).await
    }

    /// Waits until the focus is on the heading of what is shown.
    pub async fn is_on_heading(&self, words: &str) {
        wait_until(&format!("the focus on the heading {words:?}"), async || {
            let focus = self.focus().await?;
            let on = self.0.run("const on = document.activeElement; return on.matches('h1') || on.querySelector('h1') !== null;");
            (focus.text.contains(words) && on.await == true).then_some(())
        })
        .await;
    }

    /// Waits until the focus is on, in or around what has this test id.
    pub async fn is_on(&self, test_id: &str) {
        wait_until(&format!("the focus on {test_id}"), async || {
            self.focus().await.filter(|focus| focus.is(test_id)).map(|_| ())
        })
        .await;
    }

    /// `None` while the page itself has it.
    pub async fn focus(&self) -> Option<Focus> {
        let seen = self.0.run(FOCUS).await;
        if seen.is_null() {
            return None;
        }
        let text = |name: &str| seen[name].as_str().unwrap_or_default().to_owned();
        let test_ids = seen["testIds"].as_array().into_iter().flatten();
        let test_ids = test_ids.filter_map(Value::as_str).map(str::to_owned).collect();
        Some(Focus { test_ids, tag: text("tag"), text: text("text") })
    }

    async fn walk_to(&self, held: &[char], test_id: &str) {
        let mut passed = Vec::new();
        for _ in 0..MOST_STEPS {
            if self.focus().await.is_some_and(|focus| focus.is(test_id)) {
                return;
            }
            self.0.run(REMEMBER_LOOK).await;
            self.send(held, Key::Tab.code()).await;
            let changed = self.0.run(LOOKS_OTHERWISE).await;
            assert_ne!(changed, false, "the focus could not be seen on {:?}", passed.last());
            passed.push(self.focus().await);
        }
        panic!("Tab never led to {test_id}; it led over {passed:#?}");
    }

    async fn send(&self, held: &[char], code: char) {
        let down = |value| KeyAction::Down { value };
        let up = |value| KeyAction::Up { value };
        let mut keys = KeyActions::new("keyboard".to_owned());
        for value in held {
            keys = keys.then(down(*value));
        }
        keys = keys.then(down(code)).then(up(code));
        for value in held {
            keys = keys.then(up(*value));
        }
        self.0.client().perform_actions(keys).await.expect("keys can be pressed");
    }
}

impl Focus {
    fn is(&self, test_id: &str) -> bool {
        self.test_ids.iter().any(|each| each == test_id)
    }
}

const FOCUS: &str = "
    const on = document.activeElement;
    if (on === null || on === document.body || on === document.documentElement) return null;
    const around = on.closest('[data-testid]');
    // A panel that can be scrolled has the focus too, and is none of the controls in it.
    const isControl = on.matches('button, a, input, select, textarea, [role=button], [role=switch], [role=menuitem]');
    const near = isControl ? [on, ...on.querySelectorAll('[data-testid]')] : [on];
    const holder = isControl && around !== null && around.querySelectorAll('button, a, input, textarea').length <= 2 ? [around] : [];
    const row = (isControl ? on.closest('tr') : null)?.querySelector('[data-testid]');
    const testIds = [...near, ...holder, ...(row ? [row] : [])].map(each => each.dataset.testid).filter(Boolean);
    return { tag: on.tagName.toLowerCase(), testIds, text: (on.getAttribute('aria-label') ?? on.innerText ?? '').slice(0, 120) };
";

/// How what has the focus is drawn, with what is drawn around it on its behalf.
const REMEMBER_LOOK: &str = "
    window.lwLookOf = element => {
        const near = [...(element.parentElement?.children ?? [])];
        for (let around = element; around !== null && near.length < 40 && around !== document.body; around = around.parentElement) {
            near.push(around);
            if (around.matches('td, li, [role=dialog], main')) break;
        }
        return JSON.stringify(near.filter(each => each instanceof Element).flatMap(each => [null, '::before', '::after'].map(part => {
            const style = getComputedStyle(each, part);
            return [style.content, style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor, style.backgroundColor, style.clipPath];
        })));
    };
    const on = document.activeElement;
    window.lwFocused = on === document.body ? null : on;
    window.lwLooked = window.lwFocused === null ? '' : window.lwLookOf(on);
    return true;
";

/// `false` when it looks with the focus as it does without.
const LOOKS_OTHERWISE: &str = "
    const before = window.lwFocused;
    if (!before || !before.isConnected || before === document.activeElement) return null;
    return window.lwLookOf(before) !== window.lwLooked;
";
