//! Where in the source something was said.

/// Without the folders of the computer it was built on.
pub(crate) fn place(file: &str, line: u32) -> String {
    let parts: Vec<&str> = file.split(['/', '\\']).collect();
    format!("{}:{line}", parts[parts.len().saturating_sub(4)..].join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_says_nothing_of_the_computer_it_was_built_on() {
        assert_eq!(
            place("/home/somebody/.cargo/registry/src/index/crate-1.0/src/lib.rs", 7),
            "index/crate-1.0/src/lib.rs:7"
        );
        assert_eq!(place("crates/desk/src/journeys.rs", 12), "crates/desk/src/journeys.rs:12");
    }
}
