//! `cargo xtask`: run, test, contract, tour and bench.

fn main() -> anyhow::Result<()> {
    std::fs::create_dir_all("ui/src/backend")?;
    std::fs::create_dir_all("src-tauri/capabilities")?;
    std::fs::write("ui/src/backend/contract.ts", contract::typescript())?;
    std::fs::write("src-tauri/capabilities/main.json", contract::capabilities())?;
    Ok(())
}
