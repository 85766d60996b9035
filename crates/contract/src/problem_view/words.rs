//! The sentences: facts only, no guess said as one.

use onboarding::{Mismatch, Problem};

use super::{ActionView, AddressRefusal, Entry, ProblemKind, ProblemKindView};

mod network;
mod sign_in;

pub(super) struct Said {
    pub(super) entry: Entry,
    pub(super) kind: ProblemKindView,
    pub(super) title: String,
    pub(super) meaning: String,
    pub(super) action: Option<ActionView>,
    pub(super) for_customer: Option<String>,
    pub(super) for_cloud_team: Option<String>,
}

pub(super) fn of(problem: &Problem) -> Said {
    let step = step(problem.operation);
    let made = if problem.nothing_was_done {
        "Nothing was changed."
    } else {
        "It may or may not have been carried out. Trying again is safe: it cannot be done twice."
    };
    match &problem.kind {
        ProblemKind::CorrectInput { .. } | ProblemKind::Gone if network::is_of_this_computer(problem) => {
            network::of_setting(problem, made)
        }
        ProblemKind::CorrectInput { field } => Said {
            entry: Entry::Refused,
            kind: ProblemKindView::CorrectInput,
            title: format!("AWS refused a value when asked to {step}"),
            meaning: format!("{made} Correct it and try again."),
            action: Some(ActionView::CorrectInput { field: field.map(str::to_owned) }),
            for_customer: None,
            for_cloud_team: None,
        },
        ProblemKind::AskForPermission { action } => Said {
            entry: if is_for_secret(action) { Entry::SecretPermission } else { Entry::Permission },
            kind: ProblemKindView::AskForPermission,
            title: format!("This AWS sign-in may not {step}"),
            meaning: format!(
                "The permission {action} is missing.{} {made} Your cloud team can allow it.",
                secret_hint(action)
            ),
            action: Some(ActionView::CopyForCloudTeam),
            for_customer: None,
            for_cloud_team: Some(request_for_permission(problem, action)),
        },
        ProblemKind::SignInToAws { profile } => sign_in::of(problem, profile.as_deref(), made),
        ProblemKind::TryAgain => Said {
            entry: Entry::Busy,
            kind: ProblemKindView::TryAgain,
            title: format!("AWS could not {step} just now"),
            meaning: format!("AWS is busy or had a fault on its side. {made}"),
            action: Some(ActionView::TryAgain),
            for_customer: None,
            for_cloud_team: None,
        },
        ProblemKind::CheckNetwork => network::of(problem, step, made),
        ProblemKind::NotTheService => Said {
            entry: Entry::NotTheService,
            kind: ProblemKindView::CheckNetwork,
            title: "Something other than AWS answered".to_owned(),
            meaning: format!(
                "Asked to {step}, and a web page or a broken answer came back, as from a proxy or a Wi-Fi sign-in page. {made}"
            ),
            action: Some(ActionView::TryAgain),
            for_customer: None,
            for_cloud_team: None,
        },
        ProblemKind::Gone => Said {
            entry: Entry::Gone,
            kind: ProblemKindView::LookAgain,
            title: format!("{} is not there any more", capital(thing(problem.operation))),
            meaning: format!("AWS does not know it. It may have been removed outside Linkwright. {made}"),
            action: Some(ActionView::TryAgain),
            for_customer: None,
            for_cloud_team: None,
        },
        ProblemKind::Conflict => Said {
            entry: Entry::Conflict,
            kind: ProblemKindView::LookAgain,
            title: format!("AWS would not {step}"),
            meaning: format!(
                "It stands against something that is already there or still in progress. {made}"
            ),
            action: Some(ActionView::TryAgain),
            for_customer: None,
            for_cloud_team: None,
        },
        ProblemKind::RegionNotSupported { region } => Said {
            entry: if region.is_empty() { Entry::RegionNeeded } else { Entry::RegionNotSupported },
            kind: ProblemKindView::SwitchRegion,
            title: if region.is_empty() {
                "Which AWS Region?".to_owned()
            } else {
                format!("Managed integrations are not offered in {region}")
            },
            meaning: format!(
                "AWS names {} for them. Choose one of these. {made}",
                onboarding::DOCUMENTED_REGIONS.join(", ")
            ),
            action: Some(ActionView::SwitchRegion),
            for_customer: None,
            for_cloud_team: None,
        },
        ProblemKind::UnsafeSignInAddress(refusal) => unsafe_address(*refusal),
        ProblemKind::ReadOnly => Said {
            entry: Entry::ReadOnly,
            kind: ProblemKindView::NotPossible,
            title: "This AWS account is read-only here".to_owned(),
            meaning:
                "Nothing was sent. It is set so on this computer, and can be changed under AWS accounts."
                    .to_owned(),
            action: Some(ActionView::ChooseAwsAccount),
            for_customer: None,
            for_cloud_team: None,
        },
        ProblemKind::NotWrittenDown { disk_full } => Said {
            entry: if *disk_full { Entry::DiskFull } else { Entry::NotWrittenDown },
            kind: ProblemKindView::TryAgain,
            title: if *disk_full { "The disk is full" } else { "The journal could not be written" }
                .to_owned(),
            meaning: format!(
                "Linkwright writes down what it is about to ask AWS for, and could not. Nothing was sent. {}",
                if *disk_full {
                    "Make room on this computer's disk and try again."
                } else {
                    "Check that Linkwright's folder can be written and try again."
                }
            ),
            action: Some(ActionView::TryAgain),
            for_customer: None,
            for_cloud_team: None,
        },
        ProblemKind::DoNotBelongTogether { why } => do_not_belong_together(why),
        ProblemKind::AnotherIdentity { account, region } => Said {
            entry: Entry::AnotherAccount,
            kind: ProblemKindView::AnotherAccount,
            title: "This belongs to another AWS account".to_owned(),
            meaning: format!(
                "It was begun in AWS account {account}, {region}. {made} Choose that account to go on."
            ),
            action: Some(ActionView::ChooseAwsAccount),
            for_customer: None,
            for_cloud_team: None,
        },
    }
}

fn unsafe_address(refusal: AddressRefusal) -> Said {
    let (entry, why) = match refusal {
        AddressRefusal::Missing => {
            (Entry::AddressMissing, "AWS gave no sign-in page, although the customer has to sign in.")
        }
        AddressRefusal::TooLong => {
            (Entry::AddressTooLong, "The address of the sign-in page is longer than AWS allows.")
        }
        AddressRefusal::Unreadable => {
            (Entry::AddressUnreadable, "The address of the sign-in page cannot be read.")
        }
        AddressRefusal::NotHttps => (Entry::AddressNotHttps, "The sign-in page is not protected (no https)."),
        AddressRefusal::UserInfo => {
            (Entry::AddressWithUserInfo, "The address of the sign-in page hides a user name in it.")
        }
        AddressRefusal::NotADomainName => {
            (Entry::AddressWithoutDomainName, "The sign-in page is not at a proper host name.")
        }
        AddressRefusal::Port => (Entry::AddressAtAnotherPort, "The sign-in page is at an unusual port."),
        AddressRefusal::NotThePracticeService => {
            (Entry::AddressNotOfPractice, "The sign-in page is not the practice one.")
        }
    };
    Said {
        entry,
        kind: ProblemKindView::RemoveLink,
        title: "The sign-in page is not safe to open".to_owned(),
        meaning: format!(
            "{why} The link was made, but nobody should sign in there. Remove the link and tell your cloud team."
        ),
        action: Some(ActionView::RemoveLink),
        for_customer: None,
        for_cloud_team: Some(format!(
            "Linkwright did not open the OAuth authorization URL of a new account association: {why} Please check the authUrl of the connector destination."
        )),
    }
}

fn do_not_belong_together(why: &Mismatch) -> Said {
    let (entry, is_mended_by_search, told) = match why {
        Mismatch::SearchOfAnotherLink => {
            (Entry::SearchOfAnotherLink, true, "The device search was made for another link.")
        }
        Mismatch::ThingOfAnotherDeviceCloud => (
            Entry::ThingOfAnotherDeviceCloud,
            false,
            "The device comes from another device cloud than the link.",
        ),
        Mismatch::DeviceNotInSearch => (
            Entry::DeviceNotInSearch,
            true,
            "The search on this link did not find the device, so AWS would refuse it.",
        ),
        Mismatch::SearchNotFinished => {
            (Entry::SearchNotFinished, true, "The device search is not finished or did not end well.")
        }
        Mismatch::LinkNotSignedIn => (Entry::LinkNotSignedIn, false, "The link has no sign-in that works."),
        Mismatch::ThingDeleted => (Entry::ThingDeleted, false, "The device is being deleted or is gone."),
    };
    Said {
        entry,
        kind: ProblemKindView::NotPossible,
        title: "These do not belong together".to_owned(),
        meaning: format!("{told} Nothing was sent."),
        action: is_mended_by_search.then_some(ActionView::FindAgain),
        for_customer: None,
        for_cloud_team: None,
    }
}

fn request_for_permission(problem: &Problem, action: &str) -> String {
    let operation = problem.operation.unwrap_or("the call");
    let request = problem.request_id.as_deref().unwrap_or("not given");
    format!(
        "Please allow {action} for the role that Linkwright uses. {operation} (Managed integrations for AWS IoT Device Management) was refused with {}. Request id: {request}.{}",
        problem.code.as_deref().unwrap_or("access denied"),
        if is_for_secret(action) {
            " The caller needs it on the secret of the connector destination, and kms:Decrypt on the key of that secret; AWSIoTManagedIntegrationsFullAccess does not include it."
        } else {
            ""
        }
    )
}

fn secret_hint(action: &str) -> &'static str {
    if is_for_secret(action) {
        " AWS asks for it because the device cloud's secret is used; listing links works without it."
    } else {
        ""
    }
}

fn is_for_secret(action: &str) -> bool {
    action.starts_with("secretsmanager:")
}

/// What an operation is to a person, after 'AWS could not'.
fn step(operation: Option<&str>) -> &'static str {
    match operation {
        Some("CreateAccountAssociation") => "create the link",
        Some("GetAccountAssociation") => "look at the link",
        Some("ListAccountAssociations") => "list the links",
        Some("UpdateAccountAssociation") => "change the link",
        Some("DeleteAccountAssociation") => "remove the link",
        Some("ListConnectorDestinations" | "GetConnectorDestination") => "list the device clouds",
        Some("StartDeviceDiscovery") => "begin the device search",
        Some("GetDeviceDiscovery" | "ListDiscoveredDevices") => "look at the device search",
        Some("CreateManagedThing") => "make the device in AWS",
        Some("GetManagedThing" | "ListManagedThings") => "look at the devices in AWS",
        Some("RegisterAccountAssociation") => "register the device",
        Some("ListManagedThingAccountAssociations") => "confirm the devices",
        Some("GetCallerIdentity") => "say who you are",
        Some("AssumeRole") => "take on the role",
        Some("GetSessionToken") => "check the code",
        Some("RegisterClient" | "StartDeviceAuthorization" | "CreateToken") => "sign you in",
        Some("GetRoleCredentials") => "give the role of the sign-in portal",
        Some("ListAccounts" | "ListAccountRoles") => "list what the sign-in portal offers",
        Some(_) | None => "do this",
    }
}

fn thing(operation: Option<&str>) -> &'static str {
    match operation {
        Some("CreateAccountAssociation" | "GetConnectorDestination") => "the device cloud",
        Some(
            "StartDeviceDiscovery"
            | "GetAccountAssociation"
            | "UpdateAccountAssociation"
            | "DeleteAccountAssociation",
        ) => "the link",
        Some("GetDeviceDiscovery" | "ListDiscoveredDevices") => "the device search",
        Some("GetManagedThing") => "the device",
        Some(_) | None => "something this step needs",
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
