//! No secret is anywhere but where it belongs: reliability.md S1.

use std::{fs, os::unix::process::CommandExt, path::Path, process::Command};

use serde_json::json;
use tests::{
    cloud::{AccessKey, Cloud, PERSON, Role},
    desktop::{
        AppProcess, Canaries, Company, Computer, Opened, REGION, Sightings, Story, aws_cli, portal,
        portal_profile, profile,
    },
    programs::script,
};

const ACCOUNT: &str = "111122223333";
const PROXY_PASSWORD: &str = "Pr0xyCanary4711";
const FINAL_STATE: &str = "FinalStateCanary0815";
const FINAL_CODE: &str = "FinalCodeCanary0815";
const PROXY: &str = "the proxy's password";
/// Whose environment has the proxy as the person set it.
const NEED_THE_PROXY: [&str; 4] = ["firefox", "xdg-open", "give-keys", "sh"];
const CODES: [&str; 2] = ["837215", "904166"];

#[tokio::test]
async fn no_secret_is_in_any_file_environment_or_argument_of_a_whole_run() {
    let company = Company::start();
    let keyring = company.computer.keyring("pw");
    let (anna, ben, role, device) = company.cloud.identities(|all| {
        let role = all.role(Role::new(ACCOUNT, "Installer").with_mfa());
        let device = all.mfa_device(ACCOUNT, "anna", CODES[0]);
        (all.user(ACCOUNT, "anna"), all.user(ACCOUNT, "ben"), role, device)
    });
    company.cloud.sign_ins(|all| all.assign(PERSON, ACCOUNT, "ACME Prod", "Installer"));
    let of_environment = session_of(&company, &ben);
    let by_hand = session_of(&company, &ben);
    let outside = tempfile::tempdir().unwrap();
    company.computer.write_aws_file("config", &config(&company.computer, outside.path(), &ben));
    company.cloud.roads(|roads| roads.want_password("acme", PROXY_PASSWORD)).await;
    let (mut story, cloud) = {
        let mut variables = company.cloud.variables();
        variables.retain(|(name, _)| name != "HTTPS_PROXY");
        let AccessKey { id, secret, token } = of_environment.clone();
        let proxy = company.cloud.proxy_as("acme", PROXY_PASSWORD);
        variables.extend(
            [
                ("HTTPS_PROXY", proxy),
                ("AWS_ACCESS_KEY_ID", id),
                ("AWS_SECRET_ACCESS_KEY", secret),
                ("AWS_SESSION_TOKEN", token.unwrap_or_default()),
                ("AWS_REGION", REGION.to_owned()),
            ]
            .map(|(name, value)| (name.to_owned(), value)),
        );
        company.open_the_app_with(variables).await
    };
    let sightings = Sightings::of(story.window.process());

    // The environment's keys, and a customer's sign-in page that is opened.
    story.screens().aws_accounts().await;
    story.window.click("use-environment").await;
    story.screens().band_says("…3333").await;
    let opened = a_customer_is_sent_to(&story, "Miller Flat 3").await;
    let page = opened.address;
    let told = canaries(&story, &cloud, &page).in_words(&opened.environment);
    assert!(told.iter().all(|what| what == PROXY), "the browser was told {told:?}");
    nothing_is_found(&story, &cloud, &page, &sightings);

    // Keys by hand into the keyring, with a session token, and with a code.
    add_keys(&story, &by_hand, "ACME Hand", None).await;
    story.screens().band_says("ACME Hand").await;
    add_keys(&story, &anna, "ACME Code", Some((&device, &role))).await;
    story.screens().type_code(CODES[0]).await;
    story.screens().band_says("ACME Code").await;
    assert_eq!(keyring.entries(), 2);
    nothing_is_found(&story, &cloud, &page, &sightings);

    // Killed in the middle: what a crash leaves behind.
    story.kill_and_start_again().await;
    sightings.also(story.window.process());
    cloud.identities(|all| all.show_code(&device, CODES[1]));
    story.screens().type_code(CODES[1]).await;
    story.screens().band_says("ACME Code").await;

    // IAM Identity Center, and a program that gives keys.
    story.screens().use_profile("acme").await;
    let code = story.screens().begin_portal_sign_in().await;
    story.window.click("open-aws-sign-in-page").await;
    story.computer.opened().await;
    cloud.approve(&code);
    story.screens().band_says("acme").await;
    story.screens().use_profile("program").await;
    story.screens().band_says("program").await;
    assert!(story.computer.path("given-environment").exists(), "the program was asked");
    nothing_is_found(&story, &cloud, &page, &sightings);

    // The customer's half ends, and everything that can be saved is saved.
    story.signs_in_elsewhere("Miller Flat 3", "miller");
    story.screens().home().await;
    story.screens().go_on().await;
    story.screens().devices().await;
    story.screens().register().await;
    save_everything(&story).await;
    nothing_is_found(&story, &cloud, &page, &sightings);
    story.window.is_clean().await;
    let process = story.window.process();
    process.terminate();
    process.ended().await;
    nothing_is_found(&story, &cloud, &page, &sightings);
    for program in ["linkwright", "WebKitWebProcess", "WebKitNetworkProcess"] {
        assert!(sightings.programs().contains(program), "{program} was looked at");
    }

    each_would_be_found_in_a_file(&story, &canaries(&story, &cloud, &page));
    each_would_be_found_in_a_process(&canaries(&story, &cloud, &page), &of_environment);
}

/// Keys of a session, as the AWS CLI gets them.
fn session_of(company: &Company, key: &AccessKey) -> AccessKey {
    let mut variables = company.cloud.variables();
    let keys = [("AWS_ACCESS_KEY_ID", &key.id), ("AWS_SECRET_ACCESS_KEY", &key.secret)];
    variables.extend(keys.map(|(name, value)| (name.to_owned(), value.clone())));
    let arguments = ["sts", "get-session-token", "--region", REGION];
    let given = aws_cli(&company.computer, &variables, &arguments);
    let text = |name: &str| given["Credentials"][name].as_str().unwrap().to_owned();
    AccessKey { id: text("AccessKeyId"), secret: text("SecretAccessKey"), token: Some(text("SessionToken")) }
}

/// A portal, and a program that tells what it was given and gives keys. Where it
/// has them from lies outside of the computer's folders.
fn config(computer: &Computer, outside: &Path, key: &AccessKey) -> String {
    let answer = json!({ "Version": 1, "AccessKeyId": key.id, "SecretAccessKey": key.secret });
    let answer_path = outside.join("answer.json");
    fs::write(&answer_path, answer.to_string()).unwrap();
    let program = computer.path("bin/give-keys");
    let told = computer.path("given-environment");
    script(&program, &format!("#!/bin/sh\nenv > {}\ncat {}\n", told.display(), answer_path.display()));
    let program = program.display().to_string();
    let settings = [("credential_process", program.as_str()), ("region", REGION)];
    [portal("acme"), portal_profile("acme", "acme", ACCOUNT, "Installer"), profile("program", &settings)]
        .concat()
}

/// How the browser was opened.
async fn a_customer_is_sent_to(story: &Story, customer: &str) -> Opened {
    let screens = story.screens();
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for(customer).await;
    story.window.click("open-sign-in-page").await;
    story.computer.opened().await
}

async fn add_keys(story: &Story, key: &AccessKey, name: &str, mfa: Option<(&str, &str)>) {
    let screens = story.screens();
    screens.add_account_by("keys").await;
    screens.type_keys(&key.id, &key.secret, key.token.as_deref()).await;
    if let Some((device, role)) = mfa {
        story.window.click("role-and-mfa").await;
        story.window.type_into("mfa-device", device).await;
        story.window.type_into("role-arn", role).await;
    }
    screens.choose("account-region", REGION).await;
    screens.add_as(name, "olive").await;
}

async fn save_everything(story: &Story) {
    let link = story.practice.made("associations")[0]["id"].clone();
    let of_link = json!({ "accountAssociationId": link });
    let page = format!("https://signin.vendors.example/done?state={FINAL_STATE}&code={FINAL_CODE}");
    let pasted = json!({ "accountAssociationId": link, "text": page });
    for (command, form) in [
        ("read_final_page", &pasted),
        ("preview_support_bundle", &of_link),
        ("save_support_bundle", &of_link),
        ("export_activity", &json!({})),
        ("export_team_file", &json!({})),
    ] {
        let answer = story.window.call(command, form).await;
        answer.unwrap_or_else(|problem| panic!("{command}: {problem:#}"));
    }
}

/// Everything secret there was so far.
fn canaries(story: &Story, cloud: &Cloud, page: &str) -> Canaries {
    let mut all = Canaries::default();
    let token_dir = [story.computer.path(".aws/sso/cache")];
    for (number, secret) in cloud.sign_ins(|all| all.secrets()).iter().enumerate() {
        all.add_apart(&format!("secret {number} of the sign-in portal"), secret, &token_dir);
    }
    let (secrets, ids) = cloud.identities(|all| (all.secrets(), all.access_key_ids()));
    for (number, secret) in secrets.iter().enumerate() {
        all.add(&format!("secret {number} of the keys and codes"), secret);
    }
    for id in ids {
        all.add("an access key's id", &id);
    }
    // A browser and a program that gives keys reach the network as the app does.
    let told = ["given-environment", "opened"].map(|name| story.computer.path(name));
    all.add_apart(PROXY, PROXY_PASSWORD, &told);
    all.add_apart(PROXY, &format!("acme:{PROXY_PASSWORD}"), &told);
    all.add("the final page's state", FINAL_STATE);
    all.add("the final page's code", FINAL_CODE);
    let state = page.split_once("state=").expect("the address has a state").1;
    all.add("the customer's sign-in address", page);
    all.add("the state in it", state.split('&').next().unwrap_or_default());
    all
}

fn nothing_is_found(story: &Story, cloud: &Cloud, page: &str, sightings: &Sightings) {
    let all = canaries(story, cloud, page);
    let mut found = all.in_files(&story.computer);
    found.extend(all.in_processes(sightings));
    let may_know = |found: &String| {
        // The opener is the one that has to be told the address.
        found.ends_with("is in the arguments of firefox")
            || NEED_THE_PROXY.iter().any(|name| *found == format!("{PROXY} is in the environment of {name}"))
    };
    found.retain(|found| !may_know(found));
    assert!(found.is_empty(), "{found:#?}");
}

/// The search is worth something: each secret is put where it does not belong.
fn each_would_be_found_in_a_file(story: &Story, all: &Canaries) {
    let path = story.computer.path("data/org.linkwright.desktop/planted");
    let most = all.spellings().map(|(_, spellings)| spellings.len()).max().unwrap_or_default();
    for place in 0..most {
        let planted: Vec<(&str, &Vec<u8>)> =
            all.spellings().filter_map(|(what, spellings)| Some((what, spellings.get(place)?))).collect();
        let text: Vec<u8> =
            planted.iter().flat_map(|(_, spelling)| [b" ", spelling.as_slice()].concat()).collect();
        fs::write(&path, text).unwrap();
        let found = all.in_files(&story.computer);
        for (what, _) in planted {
            let expected = format!("{what} is in {}", path.display());
            assert!(found.contains(&expected), "{what} was not found: {found:#?}");
        }
    }
    fs::remove_file(path).unwrap();
}

fn each_would_be_found_in_a_process(all: &Canaries, key: &AccessKey) {
    let mut command = Command::new("sleep");
    command.arg("60").env_clear().env("PLANTED", &key.secret).arg0(&key.id);
    let mut child = command.spawn().expect("it can be started");
    let sightings = Sightings::of(AppProcess::of(&child));
    while sightings.programs().is_empty() {
        std::thread::yield_now();
    }
    let found = all.in_processes(&sightings);
    // Ended before is as good.
    let _ = child.kill().and_then(|()| child.wait());
    assert!(found.iter().any(|found| found.ends_with("is in the environment of sleep")), "{found:#?}");
    assert!(found.iter().any(|found| found.ends_with("is in the arguments of sleep")), "{found:#?}");
}
