//! A problem by its kind and members, so that a failed row still says why after
//! a restart.

use onboarding::{AddressRefusal, Mismatch, Problem, ProblemKind, operation_named, request_member_named};
use serde::{Deserialize, Serialize};

use super::{addresses::without_addresses, mirror};

/// The one field of ours that a problem can name; the others are members of
/// AWS's requests.
const OUR_FIELD: &str = "endpoint_url";

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ProblemRecord {
    #[serde(flatten)]
    kind: KindRecord,
    nothing_was_done: bool,
    operation: Option<String>,
    request_id: Option<String>,
    status: Option<u16>,
    code: Option<String>,
    service_message: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum KindRecord {
    CorrectInput { field: Option<String> },
    AskForPermission { action: String },
    SignInToAws { profile: Option<String> },
    TryAgain,
    CheckNetwork,
    NotTheService,
    Gone,
    Conflict,
    RegionNotSupported { region: String },
    UnsafeSignInAddress { refusal: AddressRefusalRecord },
    DoNotBelongTogether { why: MismatchRecord },
    AnotherIdentity { account: String, region: String },
    ReadOnly,
    NotWrittenDown { disk_full: bool },
}

mirror!(AddressRefusalRecord of AddressRefusal {
    Missing,
    TooLong,
    Unreadable,
    NotHttps,
    UserInfo,
    NotADomainName,
    Port,
    NotThePracticeService,
});

mirror!(MismatchRecord of Mismatch {
    SearchOfAnotherLink,
    ThingOfAnotherDeviceCloud,
    DeviceNotInSearch,
    SearchNotFinished,
    LinkNotSignedIn,
    ThingDeleted,
});

impl From<&Problem> for ProblemRecord {
    fn from(problem: &Problem) -> Self {
        let kind = match &problem.kind {
            ProblemKind::CorrectInput { field } => {
                KindRecord::CorrectInput { field: field.map(str::to_owned) }
            }
            ProblemKind::AskForPermission { action } => {
                KindRecord::AskForPermission { action: action.clone() }
            }
            ProblemKind::SignInToAws { profile } => KindRecord::SignInToAws { profile: profile.clone() },
            ProblemKind::TryAgain => KindRecord::TryAgain,
            ProblemKind::CheckNetwork => KindRecord::CheckNetwork,
            ProblemKind::NotTheService => KindRecord::NotTheService,
            ProblemKind::Gone => KindRecord::Gone,
            ProblemKind::Conflict => KindRecord::Conflict,
            ProblemKind::RegionNotSupported { region } => {
                KindRecord::RegionNotSupported { region: region.clone() }
            }
            ProblemKind::UnsafeSignInAddress(refusal) => {
                KindRecord::UnsafeSignInAddress { refusal: (*refusal).into() }
            }
            ProblemKind::DoNotBelongTogether { why } => {
                KindRecord::DoNotBelongTogether { why: why.clone().into() }
            }
            ProblemKind::AnotherIdentity { account, region } => {
                KindRecord::AnotherIdentity { account: account.clone(), region: region.clone() }
            }
            ProblemKind::ReadOnly => KindRecord::ReadOnly,
            ProblemKind::NotWrittenDown { disk_full } => KindRecord::NotWrittenDown { disk_full: *disk_full },
        };
        Self {
            kind,
            nothing_was_done: problem.nothing_was_done,
            operation: problem.operation.map(str::to_owned),
            request_id: problem.request_id.clone(),
            status: problem.status,
            code: problem.code.clone(),
            service_message: problem
                .service_message
                .as_deref()
                .map(|said| without_addresses(said).into_owned()),
        }
    }
}

impl From<ProblemRecord> for Problem {
    fn from(record: ProblemRecord) -> Self {
        let kind = match record.kind {
            KindRecord::CorrectInput { field } => {
                ProblemKind::CorrectInput { field: field.as_deref().and_then(known_field) }
            }
            KindRecord::AskForPermission { action } => ProblemKind::AskForPermission { action },
            KindRecord::SignInToAws { profile } => ProblemKind::SignInToAws { profile },
            KindRecord::TryAgain => ProblemKind::TryAgain,
            KindRecord::CheckNetwork => ProblemKind::CheckNetwork,
            KindRecord::NotTheService => ProblemKind::NotTheService,
            KindRecord::Gone => ProblemKind::Gone,
            KindRecord::Conflict => ProblemKind::Conflict,
            KindRecord::RegionNotSupported { region } => ProblemKind::RegionNotSupported { region },
            KindRecord::UnsafeSignInAddress { refusal } => ProblemKind::UnsafeSignInAddress(refusal.into()),
            KindRecord::DoNotBelongTogether { why } => ProblemKind::DoNotBelongTogether { why: why.into() },
            KindRecord::AnotherIdentity { account, region } => {
                ProblemKind::AnotherIdentity { account, region }
            }
            KindRecord::ReadOnly => ProblemKind::ReadOnly,
            KindRecord::NotWrittenDown { disk_full } => ProblemKind::NotWrittenDown { disk_full },
        };
        Self {
            kind,
            nothing_was_done: record.nothing_was_done,
            operation: record.operation.as_deref().and_then(operation_named),
            request_id: record.request_id,
            status: record.status,
            code: record.code,
            service_message: record.service_message,
        }
    }
}

/// Names live in the program; one that a newer program wrote is left out.
fn known_field(name: &str) -> Option<&'static str> {
    if name == OUR_FIELD { Some(OUR_FIELD) } else { request_member_named(name) }
}
