//! What a team file makes of the AWS accounts that are kept here, and how that is
//! told. Nothing is kept and nobody is asked here.

use contract::{SourceForm, TeamFileChange, UseAwsAccountForm};

use super::format::{TeamAccount, TeamFile};
use crate::aws_accounts::{SavedAccount, SavedAccounts};

/// Who brings the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bringer {
    /// It lies where the company puts it, and is read at every start.
    Company,
    /// A person takes it once; what the company sets stays.
    Person,
}

/// The accounts as they are with the file, and what is new about them.
#[derive(Debug)]
pub(super) struct Taken {
    pub(super) accounts: SavedAccounts,
    pub(super) added: Vec<String>,
    pub(super) changed: Vec<TeamFileChange>,
    /// They came from the company's file and stand in it no more.
    pub(super) removed: Vec<String>,
    /// The company's, which a person's file does not touch.
    pub(super) left: Vec<String>,
    pub(super) unchanged: u32,
}

/// Each id is for one account of the file, should it be new here.
pub(super) fn take(file: &TeamFile, before: &SavedAccounts, bringer: Bringer, ids: Vec<String>) -> Taken {
    let mut taken = Taken {
        accounts: before.clone(),
        added: Vec::new(),
        changed: Vec::new(),
        removed: Vec::new(),
        left: Vec::new(),
        unchanged: 0,
    };
    let mut of_file: Vec<String> = Vec::new();
    for (account, id) in file.aws_accounts.iter().zip(ids) {
        let accounts = &mut taken.accounts;
        let Some(place) = file.place_of(account, &accounts.0) else {
            of_file.push(id.clone());
            accounts.0.push(added(account, id, bringer, accounts));
            taken.added.push(account.name.0.clone());
            continue;
        };
        let known = &accounts.0[place];
        let after = changed(account, known, bringer);
        let what = differences(known, &after);
        of_file.push(known.id.clone());
        if bringer == Bringer::Person && known.from_team {
            if what.is_empty() {
                taken.unchanged += 1;
            } else {
                taken.left.push(known.name.clone());
            }
            continue;
        }
        if what.is_empty() {
            taken.unchanged += 1;
        } else {
            taken.changed.push(TeamFileChange { name: known.name.clone(), what });
        }
        accounts.0[place] = after;
    }
    if bringer == Bringer::Company {
        taken.accounts.0.retain(|saved| {
            let stays = !saved.from_team || of_file.contains(&saved.id);
            if !stays {
                taken.removed.push(saved.name.clone());
            }
            stays
        });
    }
    taken
}

fn added(account: &TeamAccount, id: String, bringer: Bringer, accounts: &SavedAccounts) -> SavedAccount {
    let colour = account.colour.unwrap_or_else(|| accounts.next_colour());
    let form = UseAwsAccountForm { source: account.source_form(&id), region: account.region() };
    SavedAccount {
        production: account.production.unwrap_or(false),
        read_only: account.read_only.unwrap_or(false),
        from_team: bringer == Bringer::Company,
        expected: account.number().map(str::to_owned),
        team_region: account.region(),
        ..SavedAccount::new(id, account.name.0.clone(), colour, &form)
    }
}

/// What the file does not name stays, and so does what AWS said last.
fn changed(account: &TeamAccount, known: &SavedAccount, bringer: Bringer) -> SavedAccount {
    let mut after = known.clone();
    after.name.clone_from(&account.name.0);
    after.colour = account.colour.unwrap_or(known.colour);
    after.production = account.production.unwrap_or(known.production);
    after.read_only = account.read_only.unwrap_or(known.read_only);
    after.from_team = bringer == Bringer::Company;
    if !account.has_source_of(known) {
        after.source = with_own_device(account.source_form(&known.id), &known.source);
    }
    let is_said_anew = bringer == Bringer::Person || account.region() != known.team_region;
    if let Some(region) = account.region().filter(|_| is_said_anew) {
        // A Region a person chose after the file was read stays until the file
        // says another.
        after.region = Some(region.clone());
        after.team_region = Some(region);
    }
    let number = account.number().map(str::to_owned);
    if number.is_some() && number != known.expected {
        after.expected = number;
        after.agreed = None;
    }
    after
}

/// The keys and their MFA device are each person's own, whatever the role.
fn with_own_device(source: SourceForm, known: &SourceForm) -> SourceForm {
    match (source, known) {
        (SourceForm::Keys { role_arn, external_id, .. }, SourceForm::Keys { keys_id, mfa_serial, .. }) => {
            SourceForm::Keys {
                keys_id: keys_id.clone(),
                mfa_serial: mfa_serial.clone(),
                role_arn,
                external_id,
            }
        }
        (source, _) => source,
    }
}

/// Each a line to show, the gravest first.
fn differences(before: &SavedAccount, after: &SavedAccount) -> Vec<String> {
    let mut what = Vec::new();
    let mut says = |differs: bool, line: String| {
        if differs {
            what.push(line);
        }
    };
    let number = after.expected.as_deref();
    let is_other = after.expected != before.expected && number != before.account();
    says(is_other, format!("AWS account {}", step(before.account(), number)));
    says(before.production && !after.production, "Is no longer production".to_owned());
    says(before.read_only && !after.read_only, "Is no longer read-only".to_owned());
    let (from, to) = (signs_in_by(&before.source), signs_in_by(&after.source));
    says(before.source != after.source, format!("Signs in by {}", step(Some(&from), Some(&to))));
    let regions = step(before.region.as_deref(), after.region.as_deref());
    says(before.region != after.region, format!("Region {regions}"));
    says(before.name != after.name, format!("Named {}", after.name));
    says(!before.production && after.production, "Becomes production".to_owned());
    says(!before.read_only && after.read_only, "Becomes read-only".to_owned());
    says(before.colour != after.colour, "Another colour".to_owned());
    what
}

fn step(from: Option<&str>, to: Option<&str>) -> String {
    format!("{} → {}", from.unwrap_or("not set"), to.unwrap_or("not set"))
}

fn signs_in_by(source: &SourceForm) -> String {
    match source {
        SourceForm::Practice => "Practice".to_owned(),
        SourceForm::Environment => "environment variables".to_owned(),
        SourceForm::Profile { name } => format!("profile {name}"),
        SourceForm::Keys { role_arn: None, .. } => "access keys".to_owned(),
        SourceForm::Keys { role_arn: Some(role), external_id: None, .. } => {
            format!("access keys and {role}")
        }
        SourceForm::Keys { role_arn: Some(role), external_id: Some(id), .. } => {
            format!("access keys and {role} with external id {id}")
        }
        SourceForm::IdentityCenter { start_url, portal_region, account, role_name } => {
            format!("{role_name} in {account} at {start_url} ({portal_region})")
        }
    }
}

#[cfg(test)]
mod tests;
