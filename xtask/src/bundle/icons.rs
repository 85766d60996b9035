//! The icons of all sizes, drawn from the one drawing.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::{programs::output, window_build::tauri};

const DRAWING: &str = "icons/linkwright.svg";
const ICONS_DIR: &str = "icons";
/// Where the many that no system of ours asks for are left.
const DRAWN_DIR: &str = "target/bundle/icons";
/// Of the hicolor theme, in pixels.
const SIZES: [u16; 8] = [16, 24, 32, 48, 64, 128, 256, 512];

pub(crate) fn draw() -> Result<()> {
    let sizes: Vec<String> = SIZES.iter().map(u16::to_string).collect();
    output(tauri()?.args(["icon", DRAWING, "--output", DRAWN_DIR]))?;
    output(tauri()?.args(["icon", DRAWING, "--output", DRAWN_DIR, "--png", &sizes.join(",")]))?;
    let squares = SIZES.iter().map(|size| format!("{size}x{size}.png"));
    for name in squares.chain(["icon.ico".to_owned(), "icon.icns".to_owned()]) {
        fs::copy(Path::new(DRAWN_DIR).join(&name), Path::new(ICONS_DIR).join(&name))
            .with_context(|| format!("{name} was not drawn"))?;
    }
    println!("icons in {ICONS_DIR}/ drawn from {DRAWING}");
    Ok(())
}
