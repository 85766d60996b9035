//! Declares our commands to Tauri's permission check: a command that is not in
//! the contract cannot be called from the window.

macro_rules! command_names {
    (
        intents { $($intent:ident($intent_form:ident),)* }
        questions { $($question:ident($question_form:ident) -> $page:ident,)* }
    ) => {
        &["subscribe", "window_ready", "close_window", $(stringify!($intent),)* $(stringify!($question),)*]
    };
}

fn main() {
    let names: &'static [&'static str] = contract::contract!(command_names);
    let manifest = tauri_build::AppManifest::new().commands(names);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("the configuration beside this file is valid");
}
