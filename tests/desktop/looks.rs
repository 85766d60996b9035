//! How every named state of the window looks: axe, colours, and whether anything
//! is cut off, lies over something else, or cannot be reached.

use tests::desktop::{Computer, Pictures, PicturesBrowser};

/// One look at a state: size in CSS pixels, theme, and how much is looked at.
struct Look(u32, u32, &'static str, &'static str);

/// Every rule where all is shown, and the colours again in dark.
const LARGE: [Look; 2] = [Look(1280, 800, "light", "whole"), Look(1280, 800, "dark", "colours")];
/// The smallest window, and what a text size of 200 % leaves of it; a larger one
/// at 200 % lies between.
const SMALL: [Look; 2] = [Look(900, 600, "dark", "layout"), Look(450, 300, "light", "layout")];

#[tokio::test]
async fn every_state_is_accessible_in_both_themes_at_every_size_with_text_up_to_twice_as_large() {
    let computer = Computer::start("1280x800");
    let pictures = Pictures::serve().await;
    let large = pictures.browse(&computer, "large").await;
    let small = pictures.browse(&computer, "small").await;
    let (large, small) = tokio::join!(walk(&large, &LARGE), walk(&small, &SMALL));
    let complaints = [large, small].concat();
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}

async fn walk(browser: &PicturesBrowser, looks: &[Look]) -> Vec<String> {
    let mut complaints = Vec::new();
    let names = browser.names().await;
    assert!(names.len() > 150, "the states are there: {}", names.len());
    for name in names {
        let mut before = None;
        for Look(width, height, theme, depth) in looks {
            // Where a menu opens is decided when it is opened.
            if before.replace((width, height)) == Some((width, height)) {
                browser.paint(theme).await;
            } else {
                browser.resize(*width, *height).await;
                browser.show(&name, theme).await;
            }
            let said = browser.complaints(depth).await;
            complaints
                .extend(said.into_iter().map(|said| format!("{name}, {width}x{height}, {theme}: {said}")));
        }
    }
    complaints
}
