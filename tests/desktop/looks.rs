//! How every named state of the window looks: axe, colours, and whether anything
//! is cut off, lies over something else, or cannot be reached.

use tests::desktop::{Computer, Pictures, PicturesBrowser};

/// One look at a state: size in CSS pixels, theme, and how much is looked at.
struct Look(u32, u32, &'static str, &'static str);

/// Every rule where all is shown, the colours again in dark; then the smallest window
/// that can be made, and what a text size of 200 % leaves of it. Larger ones lie between.
const LOOKS: [Look; 4] = [
    Look(1280, 800, "light", "whole"),
    Look(1280, 800, "dark", "colours"),
    Look(760, 520, "dark", "layout"),
    Look(380, 260, "light", "layout"),
];
/// Each state is looked at by one of them.
const BROWSERS: usize = 2;

#[tokio::test]
async fn every_state_is_accessible_in_both_themes_at_every_size_with_text_up_to_twice_as_large() {
    let computer = Computer::start("1280x800");
    let pictures = Pictures::serve().await;
    let first = pictures.browse(&computer, "first").await;
    let second = pictures.browse(&computer, "second").await;
    let (first, second) = tokio::join!(walk(&first, 0), walk(&second, 1));
    let complaints = [first, second].concat();
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}

async fn walk(browser: &PicturesBrowser, share: usize) -> Vec<String> {
    let mut complaints = Vec::new();
    let names = browser.names().await;
    assert!(names.len() > 150, "the states are there: {}", names.len());
    for name in names.into_iter().skip(share).step_by(BROWSERS) {
        let mut before = None;
        for Look(width, height, theme, depth) in &LOOKS {
            match before.replace((width, height)) {
                Some(former) if former == (width, height) => browser.paint(theme).await,
                former => {
                    browser.resize(*width, *height).await;
                    if former.is_some() {
                        browser.fit(&name, theme).await;
                    } else {
                        browser.show(&name, theme).await;
                    }
                }
            }
            let said = browser.complaints(depth).await;
            complaints
                .extend(said.into_iter().map(|said| format!("{name}, {width}x{height}, {theme}: {said}")));
        }
    }
    complaints
}
