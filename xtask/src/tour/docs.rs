//! The pictures in `docs/`: every page of the window, and a page that shows them.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result};

use crate::programs::succeed;

const DOCS_DIR: &str = "docs";
/// Flat colours and black text: so many colours leave nothing to be missed.
const COLOURS: &str = "96";

struct Picture {
    /// In `docs/`, without `.png`.
    name: &'static str,
    /// A stop of the tour.
    stop: &'static str,
    look: Look,
    caption: &'static str,
}

enum Look {
    Light,
    Dark,
}

const fn light(name: &'static str, stop: &'static str, caption: &'static str) -> Picture {
    Picture { name, stop, look: Look::Light, caption }
}

const fn dark(name: &'static str, stop: &'static str, caption: &'static str) -> Picture {
    Picture { name, stop, look: Look::Dark, caption }
}

const PICTURES: [Picture; 46] = [
    light("first-start", "first-start", "The first start"),
    light("home", "home", "Home"),
    dark("home-dark", "home", "Home, dark"),
    light("customer", "customer", "1 Customer"),
    light("sign-in-here", "sign-in", "2 Sign-in, here on this computer"),
    light("sign-in", "sign-in-given", "2 Sign-in, given to the customer"),
    dark("sign-in-dark", "sign-in-given", "2 Sign-in, dark"),
    light("sign-in-failed", "sign-in-failed", "2 Sign-in, which the customer refused"),
    light("devices", "devices", "3 Devices"),
    light("not-their-devices", "not-their-devices", "3 Devices, of somebody else"),
    light("already-in-aws", "already-in-aws", "3 Devices, already in AWS"),
    light("no-devices", "no-devices", "3 Devices, none found"),
    light("registering", "registering-paused", "3 Devices, being registered"),
    dark("devices-dark", "three-devices-failed", "3 Devices, some failed, dark"),
    light("done", "done", "4 Done"),
    light("existing-link", "existing-link", "Existing link"),
    light("links", "links-warning", "Links"),
    dark("links-dark", "links-warning", "Links, dark"),
    light("links-by-serial-number", "links-by-serial-number", "Links, found by a device"),
    light("link", "link-expired", "A link that needs a new sign-in"),
    light("link-devices", "link-devices", "A link: its devices"),
    light("link-notes", "link-notes", "A link: notes"),
    light("diagnosis", "diagnosis", "A link: what is wrong with it"),
    light("reconnect", "reconnect-some", "Reconnecting: known devices compared"),
    light("unlink", "unlink", "Removing a link"),
    light("aws-accounts", "aws-accounts-kept", "AWS accounts"),
    light("aws-account-add", "aws-account-add-keys", "Adding an AWS account"),
    light("aws-sign-in", "aws-sign-in-page", "Signing in to AWS"),
    light("another-account", "another-account-than-last-time", "Another AWS account than last time"),
    light("access-test", "access-test", "Test access"),
    light("practice", "practice", "Practice"),
    light("settings", "settings", "Settings"),
    light("activity", "activity", "What was done on this computer"),
    light("closing", "closing", "Closing while customers have not signed in"),
    light("help", "help-first-steps", "Help: first steps"),
    dark("help-dark", "help-first-steps", "Help, dark"),
    light("help-calls", "help-calls", "Help: when a customer calls"),
    light("help-states", "help-states", "Help: what the states mean"),
    light("help-problems", "help-problems", "Help: problems and what to do"),
    light("help-permissions", "help-permissions", "Help: permissions"),
    light("help-privacy", "help-privacy", "Help: what is stored where"),
    light("help-logs", "help-logs", "Help: logs"),
    light("help-keyboard", "help-keyboard", "Help: keyboard"),
    light("help-words", "help-words", "Help: words, here and in AWS"),
    light("help-cannot", "help-cannot", "Help: what Linkwright cannot do"),
    light("help-search", "help-search", "Help: one search over all of it"),
];

/// Takes the pictures from a tour.
pub(super) fn renew(taken_dir: &Path) -> Result<()> {
    fs::create_dir_all(DOCS_DIR)?;
    let taken: Vec<String> = fs::read_dir(taken_dir)?
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_, _>>()?;
    for picture in &PICTURES {
        let look = match picture.look {
            Look::Light => "light",
            Look::Dark => "dark",
        };
        let wanted = format!("{}-1280x800-{look}.png", picture.stop);
        // Pictures begin with the number of their place in the walk.
        let found = taken.iter().find(|name| name.split_once('-').is_some_and(|(_, rest)| rest == wanted));
        let found = found.with_context(|| format!("the tour left no picture {wanted}"))?;
        let path = Path::new(DOCS_DIR).join(picture.name).with_extension("png");
        // The program of the package that also takes the pictures.
        let mut convert = Command::new("convert");
        convert.arg(taken_dir.join(found)).args(["-strip", "-colors", COLOURS]);
        convert.args(["-define", "png:compression-level=9"]).arg(format!("PNG8:{}", path.display()));
        succeed(&mut convert)?;
    }
    fs::write(Path::new(DOCS_DIR).join("pictures.md"), page())?;
    println!("wrote {} pictures and docs/pictures.md", PICTURES.len());
    Ok(())
}

fn page() -> String {
    let mut page = "# Every page, as `cargo xtask tour --readme` saw it\n".to_owned();
    for Picture { name, caption, .. } in &PICTURES {
        page.push_str(&format!("\n## {caption}\n\n![{caption}]({name}.png)\n"));
    }
    page
}
