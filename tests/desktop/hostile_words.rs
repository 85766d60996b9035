//! Every text of a service that means harm is text in the window and nothing
//! else: reliability.md S2 and S12.

use serde_json::{Value, json};
use tests::{
    cloud::PERSON,
    desktop::{Company, Computer, REGION, Story, keys, portal, portal_profile, profile},
    hostile_service::{ATTACKS, HostileService},
    programs::PracticeProgram,
};

/// Seeded: signed in, failed, expired with twelve devices.
const JANSEN: &str = "a55c1a7ed00000000000000000000001";
const KELLER: &str = "a55c1a7ed00000000000000000000005";
const HARBOUR: &str = "a55c1a7ed00000000000000000000101";
/// Seeded: the device of Harbour View Hotel called Breakfast room.
const BREAKFAST_ROOM: &str = "Breakfast room";
const ESCAPE: &str = "\u{e00c}";
const ACCOUNT: &str = "111122223333";

#[tokio::test]
async fn no_text_of_a_hostile_service_is_anything_but_text_on_any_page() {
    let practice = PracticeProgram::start();
    let hostile = HostileService::before(&practice).await;
    let story = Story::on(Computer::start("1280x800"), practice, hostile.variables()).await;
    technical_view(&story).await;
    story.screens().use_environment().await;
    the_wizard(&story).await;
    a_link_and_its_devices(&story).await;
    a_failed_link(&story).await;
    the_other_places(&story).await;
    an_error(&story).await;
    the_log_is_whole(&story);
    assert!(hostile.texts_told() > 2 * ATTACKS.len(), "every attack was told");
    story.window.is_clean().await;
}

#[tokio::test]
async fn no_name_of_a_profile_a_portal_or_a_team_is_anything_but_text() {
    let company = Company::start();
    let anna = company.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    company.cloud.sign_ins(|all| {
        for (attack, number) in ATTACKS.into_iter().zip(1_u64..) {
            all.assign(PERSON, &format!("{number:012}"), &format!("ACME {attack}"), "Installer");
        }
    });
    // A section's name ends at the first bracket and the end of its line; a file
    // with one that is cut short is refused whole.
    let is_whole = |attack: &&str| !attack.contains([']', ';', '#']) && !attack.contains(char::is_control);
    let named: Vec<&str> = ATTACKS.into_iter().filter(is_whole).collect();
    let profiles = named.iter().map(|attack| profile(&format!("acme {attack}"), &[("region", REGION)]));
    let profiles: Vec<String> = profiles.collect();
    let portal = [portal("acme"), portal_profile("portal", "acme", ACCOUNT, "Installer")];
    let config = [portal.concat(), profile("acme", &[("region", REGION)]), profiles.concat()];
    company.computer.write_aws_file("config", &config.concat());
    company.computer.write_aws_file("credentials", &keys("acme", &anna));
    // A team file with characters that nobody sees is refused.
    let can_be_seen = |attack: &&&str| onboarding::without_controls(attack) == **attack;
    let accounts: Vec<Value> = named
        .iter()
        .filter(can_be_seen)
        .zip(0..)
        .map(|(attack, number)| {
            let shown: String = format!("{number} {attack}").chars().take(60).collect();
            json!({ "name": shown, "colour": "teal", "source": { "profile": "portal" } })
        })
        .collect();
    let team = json!({ "linkwright": 1, "company": ATTACKS[0], "awsAccounts": accounts });
    let team_path = company.computer.path("team.json");
    std::fs::write(&team_path, team.to_string()).unwrap();
    let mut variables = company.cloud.variables();
    variables.push(("LINKWRIGHT_TEAM_FILE".to_owned(), team_path.display().to_string()));

    let (story, cloud) = company.open_the_app_with(variables).await;
    let screens = story.screens();
    screens.aws_accounts().await;
    story.window.shows("0 <script>").await;
    attacks_are_shown(&story, "the AWS accounts").await;
    story.window.click("switch-account").await;
    attacks_are_shown(&story, "the accounts in the band").await;
    story.window.press(ESCAPE).await;

    screens.add_account_by("identity-center").await;
    story.window.click("sign-in-to-portal").await;
    let code = screens.portal_code().await;
    cloud.approve(&code);
    story.window.click_css("[data-testid='choose-portal-account'] button").await;
    story.window.shows("ACME <img").await;
    unharmed(&story, "the accounts of the portal").await;
    story.window.is_clean().await;
}

async fn the_wizard(story: &Story) {
    let screens = story.screens();
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    unharmed(story, "the device clouds").await;
    screens.create_for("Miller <img src=x onerror=lwRan=1> Flat 3").await;
    unharmed(story, "the sign-in").await;
    story.window.click("tab-give").await;
    story.window.find("qr-code").await;
    unharmed(story, "the message").await;
    let made = story.practice.made("associations");
    story.signs_in_elsewhere(made[0]["name"].as_str().unwrap(), "miller");
    screens.devices().await;
    attacks_are_shown(story, "the found devices").await;
    // What a vendor says of a device goes to AWS in the form that AWS takes: none fails.
    story.window.click("register-devices").await;
    story.window.find("stop-done").await;
    unharmed(story, "the registered devices").await;
}

async fn a_link_and_its_devices(story: &Story) {
    let screens = story.screens();
    screens.search_links("harbour view hotel").await;
    story.window.find(&format!("open-link-{HARBOUR}")).await;
    attacks_are_shown(story, "the list of links").await;
    screens.open_link(HARBOUR).await;
    story.window.shows(BREAKFAST_ROOM).await;
    attacks_are_shown(story, "a link").await;
    story.window.click("edit-link").await;
    story.window.css("[role='dialog'] input").await;
    unharmed(story, "editing a link").await;
    story.window.press(ESCAPE).await;
    let menu = "[data-testid^='device-more-'] button";
    story.window.click_css(menu).await;
    story.window.click("edit-device").await;
    story.window.find("device-name").await;
    unharmed(story, "editing a device").await;
    story.window.press(ESCAPE).await;
    for tab in ["tab-notes", "tab-timeline"] {
        story.window.click(tab).await;
        unharmed(story, tab).await;
    }
    story.window.click("tab-devices").await;
    story.window.click_css("[data-testid^='ask-']").await;
    story.window.css("[data-testid^='answer-']").await;
    unharmed(story, "what a device says").await;
    screens.more_of_link("unlink").await;
    story.window.find("unlink-meaning").await;
    unharmed(story, "removing a link").await;
    story.window.press(ESCAPE).await;
    screens.more_of_link("support-bundle").await;
    story.window.find("bundle-lines").await;
    unharmed(story, "the support bundle").await;
}

async fn a_failed_link(story: &Story) {
    let screens = story.screens();
    screens.search_links("keller").await;
    screens.open_link(KELLER).await;
    story.window.click("see-why").await;
    story.window.find("finding-signInFailed").await;
    unharmed(story, "a failed link").await;
    for attack in ATTACKS {
        let described: String = url::form_urlencoded::byte_serialize(attack.as_bytes()).collect();
        let page = format!(
            "https://login.northgate.example/ended?error=access_denied&error_description={described}&{described}=1"
        );
        let form = json!({ "accountAssociationId": KELLER, "text": page });
        assert!(story.window.call("read_final_page", &form).await.is_ok(), "{page}");
        if attack.starts_with('<') {
            story.window.type_into("final-page", &page).await;
            story.window.click("read-final-page").await;
            story.window.find("final-page-read").await;
            unharmed(story, "the final page").await;
        }
    }
    // Pasted as it is, and not even an address.
    let form = json!({ "accountAssociationId": KELLER, "text": ATTACKS.concat() });
    let answer = story.window.call("read_final_page", &form).await;
    assert!(answer.is_ok() || answer.is_err_and(|problem| problem["title"].is_string()));
}

async fn the_other_places(story: &Story) {
    let screens = story.screens();
    screens.home().await;
    unharmed(story, "Home").await;
    story.window.click("existing-link").await;
    story.window.click(&format!("open-link-{JANSEN}")).await;
    story.window.click("tab-already-in-aws").await;
    attacks_are_shown(story, "devices already in AWS").await;
    screens.go_to("Help").await;
    story.window.click("show-activity").await;
    story.window.find("export-activity").await;
    unharmed(story, "the activity").await;
    screens.go_to("Links").await;
    story.window.click("export").await;
    story.window.click("csv").await;
    story.window.shows("links saved as").await;
    let saved = story.computer.files("Documents");
    let table = saved.iter().find(|(path, _, _)| path.extension().is_some_and(|end| end == "csv"));
    let text = String::from_utf8_lossy(&table.unwrap().1);
    assert!(text.contains("<script>") && !text.contains(['\u{202E}', '\u{1b}', '\u{0}']), "{text}");
}

/// Answers that are errors, each with the service's own words.
async fn an_error(story: &Story) {
    let screens = story.screens();
    screens.search_links("harbour view hotel").await;
    screens.open_link(HARBOUR).await;
    let mut again = "reconnect";
    // The practice service takes no others; the one in front sends those too.
    let plain = ATTACKS.into_iter().filter(|attack| !attack.contains(char::is_control));
    for (attack, number) in plain.zip(1..) {
        let said = format!("refusal {number} {attack}");
        let fault = json!({
            "operation": "StartAccountAssociationRefresh", "times": 1,
            "fault": { "kind": "error", "status": 400, "code": "ValidationException", "message": said },
        });
        story.practice.call("POST", "/practice/faults", Some(fault));
        story.window.click(again).await;
        let shown = json!(onboarding::fit_to_show(&said));
        let holds = format!(
            "return document.querySelector('[data-testid=\"problem\"]')?.textContent.includes({shown}) === true;"
        );
        story.window.holds(&holds).await;
        unharmed(story, "an error").await;
        again = "try-again";
    }
}

/// S13: one object a line, whatever was in what happened.
fn the_log_is_whole(story: &Story) {
    let files = story.computer.files("data").into_iter();
    let mut files = files.filter(|(path, ..)| path.extension().is_some_and(|end| end == "log")).peekable();
    assert!(files.peek().is_some(), "there is a log");
    for (path, text, _) in files {
        let text = String::from_utf8(text).unwrap();
        assert!(text.lines().count() > 10, "{}", path.display());
        for line in text.split_terminator('\n') {
            let entry: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
            assert!(
                ["at", "level", "target", "message"].iter().all(|member| entry[member].is_string()),
                "{line}"
            );
            assert!(!line.contains(char::is_control) && !line.contains("lwRan"), "{line}");
        }
    }
    let said = std::fs::read(story.computer.path("app.log")).unwrap();
    assert!(!said.contains(&0x1b), "nothing colours a terminal");
}

async fn technical_view(story: &Story) {
    let form = json!({
        "technicalView": true, "theme": "light", "textSize": "normal", "company": ATTACKS[0],
        "telephone": ATTACKS[1], "initials": "ak", "privateWindowFirst": false,
        "jobNumberOnly": false, "namePattern": "", "logLevel": "usual",
    });
    let settings = story.window.call("save_settings", &form).await;
    settings.unwrap_or_else(|problem| panic!("{problem:#}"));
}

/// As [`unharmed`], and there was something that could have done harm.
async fn attacks_are_shown(story: &Story, page: &str) {
    let shown = unharmed(story, page).await;
    assert!(shown > 0, "no attack is a text on {page}");
}

/// Nothing on the page came of an attack but text without controls; how many
/// texts hold one.
async fn unharmed(story: &Story, page: &str) -> u64 {
    let seen = story.window.run(LOOK).await;
    assert_eq!(seen["ran"], Value::Null, "a script ran on {page}");
    for (harm, what) in
        [("polluted", "prototypes"), ("made", "elements"), ("odd", "controls"), ("long", "length")]
    {
        assert_eq!(seen[harm], json!([]), "{what} on {page}");
    }
    assert_eq!(story.window.violations().await, json!([]), "the policy had to stop something on {page}");
    seen["shown"].as_u64().unwrap()
}

/// Looks at every text, attribute and field of the page.
const LOOK: &str = r#"
const texts = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) texts.push(walker.currentNode.data);
const all = [...document.querySelectorAll('*')];
const attributes = all.flatMap(each => [...each.attributes].map(one => one.value));
const fields = [...document.querySelectorAll('input, textarea')].map(each => each.value);
const everything = [...texts, ...attributes, ...fields];
const ofAttacks = 'script:not([src]), iframe, object, embed, base, math, meta[http-equiv], img[src="x"], #lw-bad, [srcdoc]';
const active = each => each.matches(ofAttacks)
  || [...each.attributes].some(one => one.name.startsWith('on') || /^\s*javascript:/i.test(one.value) && ['href', 'src', 'action', 'formaction'].includes(one.name));
const polluted = [];
for (const [name, value] of [['{}', {}], ['[]', []], ['function', () => 0], ['text', '']]) if (value.lwRan !== undefined) polluted.push(name);
if (typeof Object.prototype.toString !== 'function') polluted.push('toString');
return {
  ran: window.lwRan ?? null,
  polluted,
  made: all.filter(active).map(each => each.outerHTML.slice(0, 120)),
  odd: everything.filter(text => /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u206f\ufeff]/.test(text)).map(text => JSON.stringify(text).slice(0, 120)),
  long: everything.filter(text => text.includes('A'.repeat(501))).map(text => text.slice(0, 60)),
  shown: texts.filter(text => /<script>|<img src|<svg|<iframe|onfocus|javascript:|lwRan|<math>|<style>|<meta/.test(text)).length,
};
"#;
