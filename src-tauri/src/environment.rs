//! Takes the AWS secrets out of this process before any other code runs.
//!
//! WebKit's helper processes and browsers inherit the environment; what is not
//! in it cannot leak from it. This is the one place with `unsafe`.

use desk::{Environment, SECRET_VARIABLES};

/// Captures what AWS tools read from the environment, then removes the secrets.
/// Must be called first in `main`, while there is one thread.
pub(crate) fn capture() -> Environment {
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
    if !cfg!(feature = "automation") {
        // With it set, WebKit would let any program of this user drive the window.
        remove("TAURI_WEBVIEW_AUTOMATION");
    }
    #[cfg(target_os = "linux")]
    if std::env::var_os("WEBKIT_DISABLE_DMABUF_RENDERER").is_none() {
        // Some drivers show a white window with it; nothing here needs it.
        set("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    }
    environment
}

#[expect(unsafe_code, reason = "called at the start of main, before there is a second thread")]
fn remove(name: &str) {
    // SAFETY: no other thread exists yet, so nobody reads the environment meanwhile.
    unsafe { std::env::remove_var(name) }
}

#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "called at the start of main, before there is a second thread")]
fn set(name: &str, value: &str) {
    // SAFETY: no other thread exists yet, so nobody reads the environment meanwhile.
    unsafe { std::env::set_var(name, value) }
}
