//! What the page may do, and what it may not.

use serde_json::{Value, json};
use tests::desktop::Story;

const OTHERS: [&str; 22] = [
    "plugin:app|version",
    "plugin:app|name",
    "plugin:event|listen",
    "plugin:event|emit",
    "plugin:fs|read_file",
    "plugin:fs|read_text_file",
    "plugin:http|fetch",
    "plugin:image|new",
    "plugin:menu|new",
    "plugin:opener|open_url",
    "plugin:path|resolve_directory",
    "plugin:process|exit",
    "plugin:resources|close",
    "plugin:shell|execute",
    "plugin:shell|open",
    "plugin:tray|new",
    "plugin:webview|create_webview_window",
    "plugin:webview|internal_toggle_devtools",
    "plugin:window|close",
    "plugin:window|set_title",
    "plugin:window|create",
    "no_such_command",
];

async fn call(story: &Story, command: &str) -> Value {
    let script = format!(
        "window.__TAURI_INTERNALS__.invoke({command:?}, {{ form: {{}} }}).then(value => done({{ ok: true, value: String(value) }}), error => done({{ ok: false, error: typeof error === 'string' ? error : JSON.stringify(error) }}));"
    );
    story.window.ask(&script).await
}

#[tokio::test]
async fn the_window_can_call_the_listed_commands_and_nothing_else() {
    let story = Story::begin().await;
    for command in OTHERS {
        let answer = call(&story, command).await;
        assert_eq!(answer["ok"], json!(false), "{command} was carried out");
        let error = answer["error"].as_str().unwrap();
        assert!(error.contains("not allowed") || error.contains("not found"), "{command}: {error}");
    }
    let allowed: Value = serde_json::from_str(&contract::capabilities()).unwrap();
    for permission in allowed["permissions"].as_array().unwrap() {
        let command = permission.as_str().unwrap().trim_start_matches("allow-").replace('-', "_");
        // It needs a channel, and it ends the window: both are seen elsewhere.
        if ["subscribe", "close_window"].contains(&command.as_str()) {
            continue;
        }
        let answer = call(&story, &command).await;
        let error = answer["error"].as_str().unwrap_or_default();
        assert!(!error.contains("not allowed") && !error.contains("not found"), "{command}: {error}");
    }
}

#[tokio::test]
async fn the_page_cannot_leave_open_windows_or_load_from_elsewhere() {
    let story = Story::begin().await;
    let before = story.window.run("return location.href;").await;
    story.window.run("location.href = 'https://evil.example/';").await;
    story.window.run("window.open('https://evil.example/'); return null;").await;
    let loaded = story
        .window
        .ask("fetch('https://evil.example/').then(() => done('loaded'), () => done('blocked'));")
        .await;
    assert_eq!(loaded, "blocked");
    let script = "const frame = document.createElement('iframe'); frame.src = 'https://evil.example/'; document.body.append(frame); const script = document.createElement('script'); script.textContent = 'window.lwInjected = true'; document.body.append(script); return window.lwInjected === true;";
    assert_eq!(story.window.run(script).await, json!(false), "an inline script does not run");
    assert_eq!(story.window.run("return location.href;").await, before);
    assert!(story.window.violations().await.as_array().unwrap().len() >= 2, "the policy blocked them");
}
