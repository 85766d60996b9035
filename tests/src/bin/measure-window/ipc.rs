//! Round trips between page and program, and how often views are sent.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tests::{
    desktop::{Computer, wait_until},
    rows::{Row, median, percentile},
};

use crate::{Programs, driven::Driven, furnished::Furnished, pairs::Pairs};

const INVOKES: usize = 1_000;
/// Of a large answer fewer are enough.
const INVOKES_OF_LIST: usize = 100;
const MOST_BYTES: usize = 10_000;
const ROUNDS: usize = 5;
const P95_TARGET_MS: f64 = 5.0;
const LINKS: usize = 1_000;
/// A number of customers who wait, for a view of the usual size.
const WAITING: usize = 20;
const CHANGES: u32 = 200;
const VIEWS_PER_SECOND: f64 = 10.0;

/// A question of ours that asks neither disk nor network, and one of the list.
const POLICY: (&str, &str) = ("permission_policy", r#"{ form: { size: "everything" } }"#);
const ROWS: (&str, &str) = (
    "list_account_associations",
    r#"{ form: { search: "", states: [], connectorDestinationId: null, made: "any", needsPerson: false, order: "name", offset: 0 } }"#,
);

/// One loop: milliseconds of each round trip, as fine as WebKit's clock tells
/// them, and of all together.
struct Loop {
    single: Vec<f64>,
    mean: f64,
}

pub(crate) async fn measure(programs: &Programs) -> Result<Vec<Row>> {
    let at = Furnished::new(LINKS, WAITING)?;
    let bare_computer = Computer::start("1280x800");
    let ours = Driven::start(&at.computer, &programs.ours, &at.variables()).await?;
    wait_until("the list of links", async || {
        let rows = ours.ask(&answered(ROWS)).await.ok()?;
        (rows["total"].as_u64()? >= u64::try_from(LINKS).ok()? && rows["loading"] == false).then_some(())
    })
    .await;
    let bare = Driven::start(&bare_computer, &programs.bare, &[]).await?;
    let mut rows = round_trips(&ours, &bare).await?;
    rows.extend(views(&ours).await?);
    Ok(rows)
}

async fn round_trips(ours: &Driven, bare: &Driven) -> Result<Vec<Row>> {
    let bytes = bytes_of(&ours.ask(&answered(POLICY)).await?)?;
    ensure!(bytes <= MOST_BYTES, "an answer of {bytes} bytes is no small one");
    // A text in quotes of as many bytes.
    let of_bare = format!("{{ bytes: {} }}", bytes.saturating_sub(2));
    let (mut loops, mut rows_loops) = (Pairs { ours: Vec::new(), bare: Vec::new() }, Vec::new());
    for round in 0..=ROUNDS {
        for is_ours in [round % 2 == 0, round % 2 == 1] {
            let taken = match is_ours {
                true => run(ours, POLICY, INVOKES).await?,
                false => run(bare, (POLICY.0, &of_bare), INVOKES).await?,
            };
            // The first warms up.
            if round > 0 {
                if is_ours { loops.ours.push(taken) } else { loops.bare.push(taken) }
            }
        }
        rows_loops.push(run(ours, ROWS, INVOKES_OF_LIST).await?);
    }
    let p95 = |one: &Loop| percentile(&one.single, 95);
    let p95s = loops.map(p95);
    let what = format!("round trip of {bytes} bytes, {INVOKES} in a loop");
    let list = bytes_of(&ours.ask(&answered(ROWS)).await?)?;
    Ok(vec![
        Row {
            peer: Some(median(&p95s.bare)),
            ..Row::at_most(&format!("{what}, p95, ms"), median(&p95s.ours), P95_TARGET_MS)
        },
        loops.map(|one| percentile(&one.single, 50)).told(&format!("{what}, p50, ms")),
        loops.map(|one| one.mean).told(&format!("{what}, mean, ms")),
        Row::told(
            &format!("round trip of a page of links, {list} bytes, mean, ms"),
            median(&rows_loops.iter().map(|one| one.mean).collect::<Vec<_>>()),
        ),
    ])
}

async fn run(page: &Driven, (command, argument): (&str, &str), invokes: usize) -> Result<Loop> {
    let script = format!(
        "const single = []; const all = performance.now();
         (async () => {{
           for (let at = 0; at < {invokes}; at += 1) {{
             const begun = performance.now();
             await window.__TAURI_INTERNALS__.invoke({command:?}, {argument});
             single.push(performance.now() - begun);
           }}
           return {{ single, mean: (performance.now() - all) / {invokes} }};
         }})().then(done, error => done({{ error: JSON.stringify(error) }}));"
    );
    let told = page.ask(&script).await?;
    let single = told["single"].as_array().with_context(|| format!("{command}: {told}"))?;
    Ok(Loop {
        single: single.iter().filter_map(Value::as_f64).collect(),
        mean: told["mean"].as_f64().with_context(|| format!("{command} told no mean"))?,
    })
}

/// Subscribes in the window's place and changes the state as fast as it goes.
async fn views(ours: &Driven) -> Result<Vec<Row>> {
    let script = format!(
        "let views = 0, bytes = 0, settings = null;
         const {{ invoke, transformCallback }} = window.__TAURI_INTERNALS__;
         const channel = transformCallback(sent => {{
           views += 1;
           bytes = Math.max(bytes, JSON.stringify(sent.message).length);
           settings = sent.message.settings;
         }});
         (async () => {{
           await invoke('subscribe', {{ channel: `__CHANNEL__:${{channel}}` }});
           await new Promise(go => setTimeout(go, 500));
           views = 0;
           const begun = performance.now();
           for (let at = 0; at < {CHANGES}; at += 1) {{
             const form = {{ ...settings, technicalView: at % 2 === 0 }};
             await invoke('save_settings', {{ form }});
           }}
           const changing = performance.now() - begun;
           await new Promise(go => setTimeout(go, 500));
           return {{ views, bytes, changing, seconds: (performance.now() - begun) / 1000 }};
         }})().then(done, error => done({{ error: JSON.stringify(error) ?? String(error) }}));"
    );
    let told = ours.ask(&script).await?;
    let figure = |name: &str| told[name].as_f64().with_context(|| format!("the page told no {name}: {told}"));
    let per_second = (figure("views")? - 1.0).max(0.0) / figure("seconds")?;
    Ok(vec![
        Row::at_most(
            &format!("views a second while {CHANGES} changes are made"),
            per_second,
            VIEWS_PER_SECOND,
        ),
        Row::told("milliseconds in which they were made", figure("changing")?),
        Row::told(&format!("bytes of a view with {WAITING} waiting customers"), figure("bytes")?),
    ])
}

/// Asks once and gives the answer.
fn answered((command, argument): (&str, &str)) -> String {
    format!(
        "window.__TAURI_INTERNALS__.invoke({command:?}, {argument}).then(done, error => done({{ error: JSON.stringify(error) }}));"
    )
}

fn bytes_of(answer: &Value) -> Result<usize> {
    ensure!(answer.get("error").is_none(), "the command refused: {answer}");
    Ok(serde_json::to_string(answer)?.len())
}
