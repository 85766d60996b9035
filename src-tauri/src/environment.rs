//! Takes the AWS secrets out of this process before any other code runs.
//!
//! WebKit's helper processes and browsers inherit the environment, and the system
//! shows it to other programs of this user as it was at the start; what is not in
//! it cannot leak from it. This is the one place with `unsafe`.

use std::ffi::OsString;

use desk::{Environment, SECRET_VARIABLES};

/// Proxies whose address holds a password leave as well; the browser gets them back.
const PROXIES: [&str; 6] =
    ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];

/// With one of these set, WebKit lets any program of this user drive or inspect the
/// window: by a WebDriver, or over a port that it opens for it.
const WINDOW_DRIVERS: [&str; 3] =
    ["TAURI_WEBVIEW_AUTOMATION", "WEBKIT_INSPECTOR_HTTP_SERVER", "WEBKIT_INSPECTOR_SERVER"];

/// A word of the command line: draws without the graphics card's help, for a
/// window that stays white.
pub(crate) const SAFE_MODE: &str = "--safe-mode";

/// What was in the environment when the program started.
pub(crate) struct Captured {
    pub(crate) environment: Environment,
    /// Proxies with their passwords, for the person's own browser alone.
    pub(crate) proxies: Vec<(&'static str, OsString)>,
}

/// Captures what AWS tools read from the environment, then removes the secrets.
/// Must be called first in `main`, while there is one thread.
pub(crate) fn capture() -> Captured {
    // Every file and folder from here on is this person's alone, also those the
    // window library and the SDK make.
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    // A core file would hold every secret in memory.
    #[cfg(unix)]
    let _ = rustix::process::setrlimit(
        rustix::process::Resource::Core,
        rustix::process::Rlimit { current: Some(0), maximum: Some(0) },
    );
    let environment = Environment::from_variables(std::env::vars_os());
    for name in SECRET_VARIABLES {
        remove(name);
    }
    let mut proxies = Vec::new();
    for name in PROXIES {
        let with_password = std::env::var_os(name).filter(|value| value.to_string_lossy().contains('@'));
        if let Some(value) = with_password {
            proxies.push((name, value));
            remove(name);
        }
    }
    if !cfg!(feature = "automation") {
        WINDOW_DRIVERS.into_iter().for_each(remove);
    }
    #[cfg(target_os = "linux")]
    choose_renderer(std::env::args_os().any(|word| word == SAFE_MODE));
    Captured { environment, proxies }
}

#[cfg(target_os = "linux")]
fn choose_renderer(safe_mode: bool) {
    const DMABUF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    // Some drivers show a white window with it; nothing here needs it.
    if safe_mode || std::env::var_os(DMABUF).is_none() {
        set(DMABUF, "1");
    }
    if safe_mode {
        set("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
    }
}

#[expect(unsafe_code, reason = "called at the start of main, before there is a second thread")]
fn remove(name: &str) {
    wipe(name);
    // SAFETY: no other thread exists yet, so nobody reads the environment meanwhile.
    unsafe { std::env::remove_var(name) }
}

/// Overwrites the value where the program was started with it: removing takes
/// the pointer away only, and `/proc/PID/environ` goes on showing the text.
#[cfg(unix)]
#[expect(unsafe_code, reason = "called at the start of main, before there is a second thread")]
fn wipe(name: &str) {
    unsafe extern "C" {
        fn getenv(name: *const std::ffi::c_char) -> *mut std::ffi::c_char;
    }
    let Ok(name) = std::ffi::CString::new(name) else { return };
    // SAFETY: the name ends in a zero; the value that is found is a string of the
    // process's own, ends in a zero as well, and nobody else reads it meanwhile.
    unsafe {
        let value = getenv(name.as_ptr());
        if !value.is_null() {
            let length = std::ffi::CStr::from_ptr(value).to_bytes().len();
            std::ptr::write_bytes(value, 0, length);
        }
    }
}

#[cfg(not(unix))]
fn wipe(_: &str) {}

#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "called at the start of main, before there is a second thread")]
fn set(name: &str, value: &str) {
    // SAFETY: no other thread exists yet, so nobody reads the environment meanwhile.
    unsafe { std::env::set_var(name, value) }
}
