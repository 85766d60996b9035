//! What a file adds, changes, leaves and takes away, and how that is told.

use contract::ColourView;
use onboarding::Identity;
use serde_json::{Value, json};

use super::*;

const ONE: &str = "111111111111";
const TWO: &str = "222222222222";

fn file(accounts: Value) -> TeamFile {
    TeamFile::parse(&json!({ "linkwright": 1, "awsAccounts": accounts }).to_string()).unwrap()
}

fn profile(name: &str) -> SourceForm {
    SourceForm::Profile { name: name.to_owned() }
}

/// 'ACME Prod', used as account `ONE`, with both marks.
fn acme() -> SavedAccount {
    let form = UseAwsAccountForm { source: profile("acme"), region: Some("eu-west-1".to_owned()) };
    let mut acme = SavedAccount::new("1".to_owned(), "ACME Prod".to_owned(), ColourView::Blue, &form);
    acme.production = true;
    acme.read_only = true;
    let identity = Identity {
        partition: "aws".to_owned(),
        account: ONE.to_owned(),
        region: "eu-west-1".to_owned(),
        endpoint: None,
    };
    acme.was_used_as(&identity, "Installer".to_owned());
    acme
}

fn taken(before: &[SavedAccount], accounts: Value, bringer: Bringer) -> Taken {
    let file = file(accounts);
    let ids = (0..file.aws_accounts.len()).map(|number| format!("new {number}")).collect();
    take(&file, &SavedAccounts(before.to_vec()), bringer, ids)
}

fn lines(taken: &Taken) -> Vec<&str> {
    taken.changed.iter().flat_map(|change| &change.what).map(String::as_str).collect()
}

#[test]
fn another_account_number_is_told_and_what_aws_said_last_stays() {
    let accounts = json!([{ "name": "acme prod", "source": { "profile": "other" }, "account": TWO }]);
    for bringer in [Bringer::Company, Bringer::Person] {
        let taken = taken(&[acme()], accounts.clone(), bringer);
        let after = &taken.accounts.0[0];
        assert_eq!((&after.seen, after.expected.as_deref()), (&acme().seen, Some(TWO)));
        assert_eq!(
            lines(&taken),
            [
                "AWS account 111111111111 → 222222222222",
                "Signs in by profile acme → profile other",
                "Named acme prod"
            ]
        );
        assert_eq!(taken.changed[0].name, "ACME Prod");
    }
}

#[test]
fn a_mark_the_file_does_not_name_stays_and_taking_one_off_is_a_line_of_its_own() {
    let source = json!({ "profile": "acme" });
    let silent = taken(&[acme()], json!([{ "name": "ACME Prod", "source": source }]), Bringer::Person);
    assert_eq!(silent.accounts.0, [acme()]);
    assert_eq!((lines(&silent), silent.unchanged), (Vec::new(), 1));
    let off = json!([{ "name": "ACME Prod", "source": source, "production": false, "readOnly": false }]);
    let off = taken(&[acme()], off, Bringer::Person);
    assert_eq!(lines(&off), ["Is no longer production", "Is no longer read-only"]);
    assert!(!off.accounts.0[0].production && !off.accounts.0[0].read_only);
    let on = json!([{ "name": "ACME Prod", "source": source, "production": true, "colour": "olive" }]);
    let unmarked = SavedAccount { production: false, ..acme() };
    assert_eq!(lines(&taken(&[unmarked], on, Bringer::Person)), ["Becomes production", "Another colour"]);
}

#[test]
fn a_file_taken_by_hand_never_touches_what_the_company_set() {
    let of_company = SavedAccount { from_team: true, ..acme() };
    let theirs = json!([
        { "name": "ACME Prod", "source": { "profile": "evil" }, "production": false },
        { "name": "Mine", "source": { "profile": "mine" } },
    ]);
    let by_hand = taken(std::slice::from_ref(&of_company), theirs.clone(), Bringer::Person);
    assert_eq!(by_hand.accounts.0[0], of_company);
    assert_eq!((&by_hand.left, &by_hand.added), (&vec!["ACME Prod".to_owned()], &vec!["Mine".to_owned()]));
    assert_eq!((by_hand.changed.len(), by_hand.removed.len()), (0, 0));
    assert!(!by_hand.accounts.0[1].from_team);
    let at_start = taken(&[of_company], theirs, Bringer::Company);
    assert_eq!(at_start.changed[0].what[0], "Is no longer production");
    assert!(at_start.accounts.0.iter().all(|saved| saved.from_team));
}

#[test]
fn what_left_the_companys_file_is_removed_at_start_and_a_persons_own_stays() {
    let own = SavedAccount { id: "2".to_owned(), name: "Own".to_owned(), source: profile("own"), ..acme() };
    let before = [SavedAccount { from_team: true, ..acme() }, own.clone()];
    let at_start = taken(&before, json!([]), Bringer::Company);
    assert_eq!((at_start.removed, at_start.accounts.0), (vec!["ACME Prod".to_owned()], vec![own]));
    let by_hand = taken(&before, json!([]), Bringer::Person);
    assert_eq!(by_hand.accounts.0, before);
}

#[test]
fn the_companys_region_is_set_once_and_a_person_may_choose_another() {
    let of =
        |region: &str| json!([{ "name": "ACME Prod", "source": { "profile": "acme" }, "region": region }]);
    let first = taken(&[acme()], of("ca-central-1"), Bringer::Company);
    assert_eq!(lines(&first), ["Region eu-west-1 → ca-central-1"]);
    let mut chosen = first.accounts.0[0].clone();
    chosen.region = Some("me-central-1".to_owned());
    let again = taken(&[chosen.clone()], of("ca-central-1"), Bringer::Company);
    assert_eq!((lines(&again), &again.accounts.0[0]), (Vec::new(), &chosen));
    let other = taken(&[chosen.clone()], of("eu-west-1"), Bringer::Company);
    assert_eq!(lines(&other), ["Region me-central-1 → eu-west-1"]);
    let own = SavedAccount { from_team: false, ..chosen };
    let by_hand = taken(&[own], of("ca-central-1"), Bringer::Person);
    assert_eq!(lines(&by_hand), ["Region me-central-1 → ca-central-1"]);
}

#[test]
fn an_account_of_the_name_is_meant_before_one_of_the_source() {
    let test = SavedAccount { id: "2".to_owned(), name: "ACME Test".to_owned(), ..acme() };
    let renamed = json!([{ "name": "ACME", "source": { "profile": "acme" }, "region": "eu-west-1" }]);
    assert_eq!(lines(&taken(&[acme()], renamed, Bringer::Person)), ["Named ACME"]);
    let both = json!([
        { "name": "ACME Test", "source": { "profile": "acme" }, "region": "eu-west-1" },
        { "name": "ACME", "source": { "profile": "acme" }, "region": "eu-west-1" },
    ]);
    // The first in the list is of this source as well.
    let two = taken(&[acme(), test.clone()], both.clone(), Bringer::Person);
    let names: Vec<&str> = two.accounts.0.iter().map(|saved| saved.name.as_str()).collect();
    assert_eq!(names, ["ACME", "ACME Test"]);
    let one = taken(&[test], both, Bringer::Person);
    assert_eq!((one.added, one.unchanged), (vec!["ACME".to_owned()], 1));
}

#[test]
fn another_role_keeps_the_persons_keys_and_mfa_device() {
    let keys = |role: &str| SourceForm::Keys {
        keys_id: "own".to_owned(),
        mfa_serial: Some("arn:aws:iam::111111111111:mfa/anna".to_owned()),
        role_arn: Some(format!("arn:aws:iam::111111111111:role/{role}")),
        external_id: None,
    };
    let with_keys = SavedAccount { source: keys("Old"), ..acme() };
    let accounts = json!([{
        "name": "ACME Prod",
        "source": { "accessKeys": { "roleArn": "arn:aws:iam::111111111111:role/New" } },
    }]);
    assert_eq!(taken(&[with_keys], accounts, Bringer::Company).accounts.0[0].source, keys("New"));
}

#[test]
fn a_number_said_yes_to_is_asked_about_again_only_when_the_file_names_another() {
    let agreed = SavedAccount {
        expected: Some(TWO.to_owned()),
        agreed: Some(ONE.to_owned()),
        from_team: true,
        ..acme()
    };
    let of =
        |number: &str| json!([{ "name": "ACME Prod", "source": { "profile": "acme" }, "account": number }]);
    let same = taken(std::slice::from_ref(&agreed), of(TWO), Bringer::Company);
    assert_eq!(same.accounts.0, std::slice::from_ref(&agreed));
    let other = taken(&[agreed], of("333333333333"), Bringer::Company);
    assert_eq!(other.accounts.0[0].agreed, None);
    assert_eq!(lines(&other), ["AWS account 111111111111 → 333333333333"]);
}
