//! What the page may do, and what it may not: reliability.md S3, S4 and S12.

use std::{
    collections::BTreeSet,
    io::Write,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::{Value, json};
use tests::desktop::Story;
use tokio::{io::AsyncReadExt, net::TcpListener};

/// Plugins that Tauri offers beside its own; none is built in.
const PLUGINS: [&str; 22] = [
    "autostart|enable",
    "cli|cli_matches",
    "clipboard-manager|read_text",
    "clipboard-manager|write_text",
    "deep-link|register",
    "dialog|open",
    "fs|read_file",
    "fs|read_text_file",
    "fs|write_file",
    "global-shortcut|register",
    "http|fetch",
    "log|log",
    "opener|open_path",
    "opener|open_url",
    "os|hostname",
    "process|exit",
    "process|restart",
    "shell|execute",
    "shell|open",
    "sql|execute",
    "store|load",
    "updater|download_and_install",
];

#[tokio::test]
async fn the_window_can_call_the_listed_commands_and_nothing_else() {
    let story = Story::begin().await;
    let (mut others, ours) = known_commands();
    assert!(others.len() > 150, "Tauri tells of its own commands: {}", others.len());
    others.extend(PLUGINS.map(|name| format!("plugin:{name}")));
    others.extend(["no_such_command", "", "../message_texts", "__proto__", "constructor"].map(str::to_owned));
    let script = format!(
        "Promise.all({}.map(name => window.__TAURI_INTERNALS__.invoke(name, {{ form: {{}} }}).then(() => 'carried out', error => String(error)).then(said => [name, said]))).then(done);",
        json!(others)
    );
    let answers = story.window.ask(&script).await;
    assert_eq!(answers.as_array().unwrap().len(), others.len());
    for answer in answers.as_array().unwrap() {
        let said = answer[1].as_str().unwrap();
        assert!(said.contains("not allowed") || said.contains("not found"), "{answer}");
    }

    assert_eq!(granted(), ours, "what is granted is what the program declares");
    for command in ours {
        // It needs a channel, and it ends the window: both are seen elsewhere.
        if ["subscribe", "close_window"].contains(&command.as_str()) {
            continue;
        }
        let answer = story.window.call(&command, &json!({})).await;
        let error = answer.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(!error.contains("not allowed") && !error.contains("not found"), "{command}: {error}");
    }
}

#[tokio::test]
async fn a_call_without_the_key_of_this_run_does_nothing_not_even_from_a_frame() {
    let story = Story::begin().await;
    let asked =
        |story: &Story| story.practice.ledger()["requests"]["GetCallerIdentity"].as_u64().unwrap_or(0);
    story.window.run(FRAMES).await;
    let settle = async || {
        for _ in 0..20 {
            story.window.call("message_texts", &json!({})).await.unwrap();
        }
        story.window.painted().await;
    };
    // Whatever a frame loads is there then.
    settle().await;
    let seen = story.window.run(FORGED).await;
    let view = |is_page: bool| json!({ "failed": [], "holds": is_page, "internals": is_page });
    assert_eq!(seen, json!([view(true), view(false), view(false), view(false)]));
    settle().await;
    assert!(!story.window.text().await.contains("PRACTICE"), "nobody chose an account");
    assert_eq!(asked(&story), 0);

    // The same form is carried out where it comes from the page itself.
    let form = json!({ "source": { "kind": "environment" }, "region": null });
    story.window.call("use_aws_account", &form).await.unwrap();
    story.window.shows("PRACTICE").await;
    assert!(asked(&story) > 0);
}

#[tokio::test]
async fn the_page_cannot_leave_open_windows_load_or_send_anything_elsewhere() {
    let story = Story::begin().await;
    let elsewhere = Elsewhere::listen().await;
    let before = story.window.run("window.lwHere = true; return location.href;").await;
    for address in elsewhere.addresses() {
        for way in WAYS {
            let script = format!(
                "const address = {address:?}; const add = (name, members) => {{ const element = Object.assign(document.createElement(name), members); document.body.append(element); return element; }}; try {{ {way} }} catch {{}} return null;"
            );
            story.window.run(&script).await;
        }
        story.window.painted().await;
        let here =
            story.window.run("return [location.href, window.lwHere === true, window.lwRan ?? null];").await;
        assert_eq!(here, json!([before, true, null]), "{address}");
    }
    let fetched = "fetch(address).then(() => 'loaded', () => 'blocked')";
    for address in elsewhere.addresses() {
        let script = format!("const address = {address:?}; {fetched}.then(done);");
        assert_eq!(story.window.ask(&script).await, "blocked", "{address}");
    }
    assert_eq!(story.window.windows().await, 1, "no window was opened");
    assert_eq!(elsewhere.visits(), Vec::<String>::new(), "nobody elsewhere heard of it");
    let saved = story.computer.files("").into_iter().map(|(path, ..)| path);
    let saved: Vec<_> = saved.filter(|path| path.to_string_lossy().contains("lw-taken")).collect();
    assert!(saved.is_empty(), "a file was saved: {saved:?}");
    assert_eq!(story.computer.opened_count(), 0, "nothing was opened in a browser");
    assert!(story.window.violations().await.as_array().unwrap().len() > 20, "the policy blocked them");

    // The listener would have told.
    let mut visitor = std::net::TcpStream::connect(elsewhere.address).unwrap();
    visitor.write_all(b"G").unwrap();
    tests::desktop::wait_until("the visit", async || (elsewhere.visits() == ["G"]).then_some(())).await;
}

#[tokio::test]
async fn prototypes_cannot_be_changed_and_changed_members_of_the_page_give_no_command() {
    let story = Story::begin().await;
    let changed = story.window.run(POLLUTE).await;
    assert_eq!(changed, json!([]), "these could be changed");
    story.window.call("message_texts", &json!({})).await.unwrap();
    let form: Value = serde_json::from_str(
        r#"{ "__proto__": { "journeyId": "x" }, "constructor": { "prototype": { "journeyId": "x" } } }"#,
    )
    .unwrap();
    let refused = story.window.call("open_journey", &form).await.unwrap_err();
    assert!(refused.to_string().contains("journeyId"), "the form lacks its member: {refused}");
    assert_eq!(story.window.run("return ({}).journeyId ?? null;").await, Value::Null);
}

/// Every command that Tauri itself has, and those of ours, as the program was
/// built with them.
fn known_commands() -> (BTreeSet<String>, BTreeSet<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/gen/schemas/acl-manifests.json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let manifests: Value = serde_json::from_str(&text).unwrap();
    let (mut others, mut ours) = (BTreeSet::new(), BTreeSet::new());
    for (owner, manifest) in manifests.as_object().unwrap() {
        for permission in manifest["permissions"].as_object().unwrap().values() {
            for command in permission["commands"]["allow"].as_array().unwrap() {
                let command = command.as_str().unwrap();
                match owner.strip_prefix("core:") {
                    Some(plugin) => {
                        others.insert(format!("plugin:{plugin}|{command}"));
                        others.insert(format!("plugin:core:{plugin}|{command}"));
                    }
                    None => {
                        assert_eq!(owner, "__app-acl__", "no other plugin is built in");
                        ours.insert(command.to_owned());
                    }
                }
            }
        }
    }
    (others, ours)
}

/// By the one file of capabilities.
fn granted() -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/capabilities/main.json");
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let permissions = file["permissions"].as_array().unwrap().iter();
    permissions.map(|name| name.as_str().unwrap().trim_start_matches("allow-").replace('-', "_")).collect()
}

/// A place outside, and how often somebody came and said something.
struct Elsewhere {
    address: std::net::SocketAddr,
    visits: Arc<Mutex<Vec<String>>>,
}

impl Elsewhere {
    async fn listen() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let visits = Arc::<Mutex<Vec<String>>>::default();
        let counted = Arc::clone(&visits);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let counted = Arc::clone(&counted);
                tokio::spawn(async move {
                    // WebKit connects ahead before it asks whether it may go there:
                    // on such a connection nothing is said but TLS's own greeting
                    // (RFC 8446 5.1: handshake is 22).
                    let mut said = [0; 200];
                    if let Ok(length @ 1..) = stream.read(&mut said).await
                        && said[0] != 22
                    {
                        let said = String::from_utf8_lossy(&said[..length]).into_owned();
                        counted.lock().unwrap_or_else(PoisonError::into_inner).push(said);
                    }
                });
            }
        });
        Self { address, visits }
    }

    /// Itself under several names, and what no page may reach either.
    fn addresses(&self) -> Vec<String> {
        let port = self.address.port();
        [
            format!("http://127.0.0.1:{port}/lw-taken"),
            format!("http://tauri.localhost:{port}/lw-taken"),
            format!("http://tauri.localhost.evil.example:{port}/lw-taken"),
            format!("https://tauri.localhost@127.0.0.1:{port}/lw-taken"),
            "tauri://evil.example/lw-taken".to_owned(),
            "file:///etc/passwd".to_owned(),
            "data:text/html,<script>parent.lwRan=1</script>".to_owned(),
            "javascript:void(window.lwRan=1)".to_owned(),
        ]
        .to_vec()
    }

    /// What each visitor said first.
    fn visits(&self) -> Vec<String> {
        self.visits.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// How a page leaves, loads or sends. The element is removed with its page.
const WAYS: [&str; 22] = [
    "location.href = address;",
    "location.replace(address);",
    "location.assign(address);",
    "window.open(address);",
    "window.open(address, '_self');",
    "window.open(address, 'lw', 'width=200,height=200');",
    "add('a', { href: address }).click();",
    "add('a', { href: address, target: '_blank' }).click();",
    "add('a', { href: address, target: '_blank', rel: 'opener' }).click();",
    "add('a', { href: address, download: 'lw-taken.txt' }).click();",
    "add('a', { href: URL.createObjectURL(new Blob(['x'])), download: 'lw-taken.txt' }).click();",
    "add('form', { action: address, method: 'post' }).submit();",
    "add('form', { action: address, target: '_blank' }).submit();",
    "add('meta', { httpEquiv: 'refresh', content: `0;url=${address}` });",
    "const base = add('base', { href: address }); const link = add('a', { href: 'lw-taken' }); if (!link.href.startsWith('tauri:')) window.lwRan = 1; base.remove();",
    "add('iframe', { src: address });",
    "add('iframe', { srcdoc: `<meta http-equiv=refresh content=\"0;url=${address}\"><script>parent.lwRan=1</script>` });",
    "add('object', { data: address }); add('embed', { src: address });",
    "add('img', { src: address }); add('video', { src: address }); add('link', { rel: 'stylesheet', href: address });",
    "add('script', { src: address }); add('script', { textContent: 'window.lwRan = 1' }); import(address).catch(() => null);",
    "navigator.sendBeacon(address, 'x'); new WebSocket(address.replace('http', 'ws'));",
    "new EventSource(address); new Worker(address); new Worker(URL.createObjectURL(new Blob(['1'])));",
];

/// Every kind of frame. Only the first has a document, the empty one.
const FRAMES: &str = r#"
const kinds = [{}, { srcdoc: '<p>frame</p>' }, { src: location.href }];
document.body.append(...kinds.map(members => Object.assign(document.createElement('iframe'), members)));
"#;

/// Every way to call without the key of this run, for a command that would show;
/// what comes of it in the page and in each frame.
const FORGED: &str = r#"
const form = { source: { kind: 'environment' }, region: null };
const message = key => ({ cmd: 'use_aws_account', callback: 1, error: 2, payload: { form }, options: {}, __TAURI_INVOKE_KEY__: key });
const tell = ask => { try { return ask(); } catch (error) { return String(error); } };
const views = [window, ...[...document.querySelectorAll('iframe')].map(frame => frame.contentWindow)];
return views.map(view => {
  const failed = [];
  const send = call => { try { call()?.catch(() => null); } catch (error) { failed.push(String(error)); } };
  for (const key of ['forged', '', 'undefined', null]) {
    send(() => view.webkit.messageHandlers.ipc.postMessage(JSON.stringify(message(key))));
    const headers = { 'Content-Type': 'application/json', 'Tauri-Callback': '1', 'Tauri-Error': '2' };
    if (key !== null) headers['Tauri-Invoke-Key'] = key;
    send(() => view.fetch('ipc://localhost/use_aws_account', { method: 'POST', headers, body: JSON.stringify({ form }) }));
  }
  return { failed, holds: tell(() => view.document.body.textContent.trim() !== ''), internals: tell(() => view.__TAURI_INTERNALS__ !== undefined) };
});
"#;

/// What stays as it is, whoever writes to it.
const POLLUTE: &str = r#"
const changed = [];
const tries = [
  ['Object.prototype', () => { Object.prototype.lwRan = 1; return ({}).lwRan; }],
  ['__proto__', () => { ({}).__proto__.lwRan = 1; return ({}).lwRan; }],
  ['constructor', () => { ({}).constructor.prototype.lwRan = 1; return ({}).lwRan; }],
  ['defineProperty', () => { Object.defineProperty(Object.prototype, 'lwRan', { value: 1 }); return ({}).lwRan; }],
  ['merged', () => { Object.assign(Object.prototype, { lwRan: 1 }); return ({}).lwRan; }],
  ['parsed', () => Object.assign({}, JSON.parse('{"__proto__":{"lwRan":1}}')).constructor.prototype.lwRan],
  ['toString', () => { Object.prototype.toString = () => 'no'; return String({}) === 'no'; }],
  ['invoke', () => { const before = window.__TAURI_INTERNALS__.invoke; window.__TAURI_INTERNALS__.invoke = 1; return window.__TAURI_INTERNALS__.invoke !== before; }],
  ['the global', () => window.__TAURI__],
];
for (const [name, attempt] of tries) {
  let done;
  try { done = attempt(); } catch { done = undefined; }
  if (done) changed.push(name);
}
return changed;
"#;
