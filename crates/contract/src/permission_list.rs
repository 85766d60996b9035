//! What the AWS sign-in needs, and why, for the window's Help: the same table the
//! policies are made of.

use support::permissions::{PERMISSIONS, PolicySize, why_secret};

use crate::typescript::quoted;

/// The whole of `ui/src/backend/permission-list.ts`.
pub fn permission_list() -> String {
    let lines: String = actions().iter().map(Action::line).collect();
    format!(
        "// Written by `cargo xtask contract` from crates/contract. Do not edit.\n\
         import type {{ PolicySizeForm }} from './contract';\n\n\
         /** Each action once; `isChange` when everything that needs it changes something. */\n\
         export const permissionList: {{ action: string; whatFor: string; isChange: boolean; sizes: PolicySizeForm[] }}[] = [\n\
         {lines}];\n\n\
         /** Why AWS wants to read the device cloud's secret in the caller's name. */\n\
         export const whySecret: string = {};\n",
        quoted(why_secret())
    )
}

struct Action {
    name: &'static str,
    what_for: &'static str,
    is_change: bool,
    sizes: Vec<PolicySize>,
}

/// In the order of the table; what several operations need is told as for the
/// first.
fn actions() -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    for permission in PERMISSIONS {
        match actions.iter_mut().find(|action| action.name == permission.action) {
            Some(action) => {
                action.is_change &= permission.is_change;
                action.sizes.extend(permission.sizes);
            }
            None => actions.push(Action {
                name: permission.action,
                what_for: permission.what_for,
                is_change: permission.is_change,
                sizes: permission.sizes.to_vec(),
            }),
        }
    }
    for action in &mut actions {
        action.sizes.sort();
        action.sizes.dedup();
    }
    actions
}

impl Action {
    fn line(&self) -> String {
        let sizes: Vec<String> = self.sizes.iter().map(|size| quoted(name(*size))).collect();
        format!(
            "  {{ action: {}, whatFor: {}, isChange: {}, sizes: [{}] }},\n",
            quoted(self.name),
            quoted(self.what_for),
            self.is_change,
            sizes.join(", ")
        )
    }
}

/// As it crosses to the window; the generated file's types check it.
fn name(size: PolicySize) -> &'static str {
    match size {
        PolicySize::ReadOnlySupport => "readOnlySupport",
        PolicySize::Installer => "installer",
        PolicySize::Everything => "everything",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_action_stands_once_with_every_size_that_holds_it() {
        let actions = actions();
        for permission in PERMISSIONS {
            let mut of_name = actions.iter().filter(|action| action.name == permission.action);
            let action = of_name.next().unwrap();
            assert!(of_name.next().is_none(), "{} stands twice", permission.action);
            assert!(permission.sizes.iter().all(|size| action.sizes.contains(size)), "{}", permission.action);
            assert!(permission.is_change || !action.is_change, "{}", permission.action);
        }
    }
}
