use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;

use super::*;

/// What AWS never refuses: `sts:GetCallerIdentity` needs no permission.
const FREE: [&str; 1] = ["GetCallerIdentity"];

#[test]
fn the_table_holds_every_operation_this_program_sends_and_no_other() {
    let mut known: BTreeSet<&str> = PERMISSIONS.iter().map(|permission| permission.operation).collect();
    for free in FREE {
        assert!(needed_for(free).is_empty(), "{free}");
        assert!(known.insert(free), "{free} is in the table");
    }
    assert_eq!(known, onboarding::operations().iter().copied().collect());
}

#[test]
fn an_operations_needs_are_found_its_own_action_first() {
    for operation in onboarding::operations().iter().filter(|operation| !FREE.contains(operation)) {
        let needed = needed_for(operation);
        assert_eq!(needed[0].action, format!("iotmanagedintegrations:{operation}"));
        assert!(needed.iter().all(|permission| permission.operation == *operation));
        assert_eq!(needed.len(), PERMISSIONS.iter().filter(|it| it.operation == *operation).count());
        let sizes = needed[0].sizes;
        assert!(needed.iter().all(|permission| permission.sizes == sizes), "{operation} needs all of it");
    }
    assert!(needed_for("CreateCloudConnector").is_empty());
    assert!(needed_for("").is_empty());
}

#[test]
fn the_secret_is_needed_by_the_three_operations_that_read_it_and_by_no_other() {
    let three = ["CreateAccountAssociation", "GetAccountAssociation", "StartAccountAssociationRefresh"];
    for action in ["secretsmanager:GetSecretValue", "kms:Decrypt"] {
        let needing = PERMISSIONS.iter().filter(|permission| permission.action == action);
        assert_eq!(needing.map(|permission| permission.operation).collect::<Vec<_>>(), three, "{action}");
    }
}

#[test]
fn only_what_gets_or_lists_is_no_change_and_support_gets_no_change() {
    for permission in &PERMISSIONS {
        let Permission { operation, is_change, sizes, .. } = permission;
        let reads = operation.starts_with("Get") || operation.starts_with("List");
        assert_eq!(*is_change, !reads, "{operation}");
        assert_eq!(sizes.contains(&PolicySize::ReadOnlySupport), reads, "{operation}");
    }
}

#[test]
fn each_size_holds_all_of_the_one_before_and_more() {
    let [support, installer, everything] = PolicySize::ALL.map(|size| actions(&read(size)));
    assert!(support.is_subset(&installer) && installer.is_subset(&everything));
    let named = |actions: &[&str]| -> BTreeSet<String> {
        actions.iter().map(|action| format!("iotmanagedintegrations:{action}")).collect()
    };
    assert_eq!(
        &installer - &support,
        named(&[
            "CreateAccountAssociation",
            "CreateManagedThing",
            "DeleteAccountAssociation",
            "RegisterAccountAssociation",
            "StartAccountAssociationRefresh",
            "StartDeviceDiscovery",
            "TagResource",
            "UpdateAccountAssociation",
            "UpdateManagedThing",
        ])
    );
    assert_eq!(
        &everything - &installer,
        named(&[
            "DeleteManagedThing",
            "DeregisterAccountAssociation",
            "SendManagedThingCommand",
            "UntagResource"
        ])
    );
    let table: BTreeSet<String> = PERMISSIONS.iter().map(|permission| permission.action.to_owned()).collect();
    assert_eq!(everything, table);
}

#[test]
fn each_action_stands_once_sorted_whole_and_on_what_it_needs() {
    for size in PolicySize::ALL {
        let policy = read(size);
        let mut seen = BTreeSet::new();
        for statement in statements_of(&policy) {
            let actions = texts(&statement["Action"]);
            assert!(actions.is_sorted(), "{actions:?}");
            let resources = texts(&statement["Resource"]);
            for action in actions {
                assert!(!action.contains(['*', '?']), "{action}");
                assert!(seen.insert(action.clone()), "{action} stands twice");
                let of_action = PERMISSIONS.iter().filter(|permission| permission.action == action);
                let needed: BTreeSet<Resource> =
                    of_action.flat_map(|permission| permission.resources).copied().collect();
                assert_eq!(resources, needed.into_iter().map(arn).collect::<Vec<_>>(), "{action}");
            }
        }
    }
}

#[test]
fn what_stands_for_much_is_narrowed_by_a_condition() {
    for size in PolicySize::ALL {
        let policy = read(size);
        for statement in statements_of(&policy) {
            let resources = texts(&statement["Resource"]);
            let condition = statement.get("Condition").map(Value::to_string);
            let expected = match resources.first().unwrap().as_str() {
                "*" => Some(r#"{"StringEquals":{"aws:RequestedRegion":"eu-west-1"}}"#),
                arn if arn.contains(":secret:") => Some(r#"{"Bool":{"aws:ViaAWSService":"true"}}"#),
                arn if arn.contains(":key/") => {
                    Some(r#"{"StringEquals":{"kms:ViaService":"secretsmanager.eu-west-1.amazonaws.com"}}"#)
                }
                _ => None,
            };
            assert_eq!(condition.as_deref(), expected);
            assert!(
                condition.is_none() || resources.len() == 1,
                "a condition holds for all of {resources:?}"
            );
        }
    }
}

#[test]
fn a_policy_is_what_iam_takes() {
    for size in PolicySize::ALL {
        let text = policy(size, "aws-us-gov", "123456789012", "ap-southeast-12");
        assert!(text.len() <= 6_144, "{}", text.len());
        assert!(text.bytes().all(|byte| byte == b'\n' || (b' '..=b'~').contains(&byte)));
        let policy = read(size);
        assert_eq!(policy["Version"], "2012-10-17");
        let mut sids = BTreeSet::new();
        for statement in statements_of(&policy) {
            assert_eq!(statement["Effect"], "Allow");
            let sid = statement["Sid"].as_str().unwrap();
            assert!(sid.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{sid}");
            assert!(sids.insert(sid.to_owned()), "{sid} stands twice");
        }
    }
}

#[test]
fn a_policy_can_be_read_by_a_person() {
    let text = policy(PolicySize::ReadOnlySupport, "aws", "123456789012", "eu-west-1");
    let secrets = r#"
    {
      "Sid": "Secrets",
      "Effect": "Allow",
      "Action": [
        "secretsmanager:GetSecretValue"
      ],
      "Resource": [
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:*"
      ],
      "Condition": { "Bool": { "aws:ViaAWSService": "true" } }
    },
"#;
    assert!(text.contains(secrets), "{text}");
}

#[test]
fn what_a_permission_is_for_is_said_in_the_words_of_the_screen() {
    for Permission { operation, what_for, .. } in &PERMISSIONS {
        let words = what_for.to_lowercase();
        for unsaid in ["service", "association", "destination", "journey", "token", "connection", "thing "] {
            assert!(!words.contains(unsaid), "{operation}: {what_for}");
        }
        assert!(what_for.starts_with(|c: char| c.is_ascii_uppercase()), "{what_for}");
        assert!(!what_for.ends_with('.'), "{what_for}");
    }
}

#[test]
fn the_secret_is_explained_with_every_name_it_goes_by() {
    for named in needed_for("GetAccountAssociation")
        .iter()
        .map(|it| it.action)
        .filter(|it| it.starts_with("secret"))
        .chain([
            "CreateAccountAssociation",
            "GetAccountAssociation",
            "StartAccountAssociationRefresh",
            "AWSIoTManagedIntegrationsFullAccess",
        ])
    {
        assert!(why_secret().contains(named), "{named}");
    }
}

#[test]
fn every_size_is_told_what_its_policy_cannot_say() {
    let count = |size, said: &str| notes(size).iter().filter(|note| note.contains(said)).count();
    for size in PolicySize::ALL {
        assert_eq!(count(size, "secret:*"), 1);
        assert_eq!(count(size, "key/*"), 1);
        let holds = |action| usize::from(actions(&read(size)).contains(action));
        let removes = holds("iotmanagedintegrations:DeleteAccountAssociation");
        assert_eq!(count(size, "DeleteAccountAssociation"), removes);
        let commands = holds("iotmanagedintegrations:SendManagedThingCommand");
        assert_eq!(count(size, "SendManagedThingCommand"), commands);
    }
}

proptest! {
    #[test]
    fn no_name_of_a_place_widens_or_breaks_a_policy(
        partition in ".{0,20}", account in r#"[0-9*?"\\,{}$:]{0,20}"#, region in r#"(\PC|["*?${}\\\n]){0,20}"#
    ) {
        let text = policy(PolicySize::Everything, &partition, &account, &region);
        let policy: Value = serde_json::from_str(&text).unwrap();
        for statement in statements_of(&policy) {
            for resource in texts(&statement["Resource"]) {
                let before_the_last = &resource[..resource.len() - 1];
                prop_assert!(resource.ends_with('*'));
                prop_assert!(!before_the_last.contains(['*', '?', '$']), "{}", resource);
                prop_assert!(resource == "*" || resource.split(':').count() >= 6, "{}", resource);
            }
        }
        prop_assert_eq!(actions(&policy), actions(&read(PolicySize::Everything)));
    }
}

fn read(size: PolicySize) -> Value {
    serde_json::from_str(&policy(size, "aws", "123456789012", "eu-west-1")).unwrap()
}

fn statements_of(policy: &Value) -> &[Value] {
    policy["Statement"].as_array().unwrap()
}

fn actions(policy: &Value) -> BTreeSet<String> {
    statements_of(policy).iter().flat_map(|statement| texts(&statement["Action"])).collect()
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn arn(resource: Resource) -> String {
    let rest = match resource {
        Resource::WholeAccount => return "*".to_owned(),
        Resource::Links => "iotmanagedintegrations:eu-west-1:123456789012:account-association/*",
        Resource::Devices => "iotmanagedintegrations:eu-west-1:123456789012:managed-thing/*",
        Resource::Secrets => "secretsmanager:eu-west-1:123456789012:secret:*",
        Resource::Keys => "kms:eu-west-1:123456789012:key/*",
    };
    format!("arn:aws:{rest}")
}
