//! The contract as the window and the shell's permission file read it.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

/// The whole of `ui/src/backend/contract.ts`.
pub fn typescript() -> String {
    let mut types = Types { config: Config::new().with_large_int("number"), declared: BTreeMap::new() };
    types.with::<crate::DeskView>();
    let mut commands = String::new();
    macro_rules! write_commands {
        (
            intents { $($intent:ident($intent_form:ident),)* }
            questions { $($question:ident($question_form:ident) -> $page:ident,)* }
        ) => {
            $(
                types.with::<crate::$intent_form>();
                commands.push_str(concat!("  ", stringify!($intent), ": { form: ", stringify!($intent_form), "; answer: null };\n"));
            )*
            $(
                types.with::<crate::$question_form>();
                types.with::<crate::$page>();
                commands.push_str(concat!(
                    "  ", stringify!($question), ": { form: ", stringify!($question_form), "; answer: ", stringify!($page), " };\n"
                ));
            )*
        };
    }
    crate::contract!(write_commands);
    types.with::<crate::ProblemView>();
    let head = "// Written by `cargo xtask contract` from crates/contract. Do not edit.\n";
    let types: Vec<String> = types.declared.into_values().collect();
    format!("{head}\n{}export type Commands = {{\n{commands}}};\n", types.concat())
}

/// The whole of `src-tauri/capabilities/main.json`: our commands and nothing else.
pub fn capabilities() -> String {
    let mut names = vec!["subscribe", "window_ready", "close_window"];
    macro_rules! name_commands {
        (
            intents { $($intent:ident($intent_form:ident),)* }
            questions { $($question:ident($question_form:ident) -> $page:ident,)* }
        ) => {
            names.extend([$(stringify!($intent),)* $(stringify!($question),)*]);
        };
    }
    crate::contract!(name_commands);
    let permissions: Vec<String> =
        names.iter().map(|name| format!("    \"allow-{}\"", name.replace('_', "-"))).collect();
    format!(
        "{{\n  \"identifier\": \"main\",\n  \"description\": \"What the window may call: our own commands alone.\",\n  \"windows\": [\"main\"],\n  \"permissions\": [\n{}\n  ]\n}}\n",
        permissions.join(",\n")
    )
}

/// A text as TypeScript writes it.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n"))
}

/// By name, since the order in which types are met differs between builds.
struct Types {
    config: Config,
    declared: BTreeMap<String, String>,
}

impl Types {
    fn with<T: TS + 'static + ?Sized>(&mut self) {
        T::visit_dependencies(self);
        self.visit::<T>();
    }
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_none() {
            return;
        }
        let name = T::ident(&self.config);
        if self.declared.contains_key(&name) {
            return;
        }
        self.declared.insert(name, format!("export {}\n\n", T::decl(&self.config)));
        T::visit_dependencies(self);
    }
}
