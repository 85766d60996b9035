//! Every error of service.md section 5.1: what kind of problem it is, and that
//! nothing was done.

use managed_integrations::Limits;
use onboarding::{Intent, Problem, ProblemKind, operation_named};

use crate::canned::{Canned, REQUEST_ID, Reply, quick};
use crate::subjects::{self, intents, question, questions};

async fn performing(intent: &Intent, reply: Reply) -> Problem {
    let service = Canned::start([reply]).await;
    let problem = service.gateway().perform(intent).await.unwrap_err();
    assert_eq!(service.asked().len(), 1, "a refusal is not sent again: {problem:?}");
    problem
}

async fn reading(operation: &str, reply: Reply) -> Problem {
    let service = Canned::start([reply]).await;
    let problem = service.gateway().ask(&question(operation)).await.unwrap_err();
    assert_eq!(service.asked().len(), 1, "a question is asked once: {problem:?}");
    problem
}

fn ask_for(action: &str) -> ProblemKind {
    ProblemKind::AskForPermission { action: action.into() }
}

const SIGN_IN: ProblemKind = ProblemKind::SignInToAws { profile: None };

/// Refusals that are the same whatever was asked.
fn refusals() -> Vec<(u16, &'static str, ProblemKind)> {
    vec![
        (400, "ValidationException", ProblemKind::CorrectInput { field: None }),
        (400, "ValidationError", ProblemKind::CorrectInput { field: None }),
        (400, "InvalidRequestException", ProblemKind::CorrectInput { field: None }),
        (413, "RequestEntityTooLargeException", ProblemKind::CorrectInput { field: None }),
        (404, "ResourceNotFoundException", ProblemKind::Gone),
        (409, "ConflictException", ProblemKind::Conflict),
        (402, "ServiceQuotaExceededException", ask_for("servicequotas:RequestServiceQuotaIncrease")),
        (403, "ExpiredTokenException", SIGN_IN),
        (400, "ExpiredToken", SIGN_IN),
        (403, "UnrecognizedClientException", SIGN_IN),
        (403, "InvalidSignatureException", SIGN_IN),
        (403, "IncompleteSignature", SIGN_IN),
        (403, "MissingAuthenticationTokenException", SIGN_IN),
        (404, "UnknownOperationException", ProblemKind::NotTheService),
        (400, "MalformedHttpRequestException", ProblemKind::NotTheService),
    ]
}

#[tokio::test]
async fn each_refusal_is_sorted_by_its_remedy_whatever_was_asked() {
    for (status, name, kind) in refusals() {
        let reply = || Reply::refusal(status, name, "It is so.");
        let of_mutation = performing(&subjects::register(), reply()).await;
        let of_read = reading("ListDiscoveredDevices", reply()).await;
        for (problem, operation) in
            [(of_mutation, "RegisterAccountAssociation"), (of_read, "ListDiscoveredDevices")]
        {
            let expected = Problem {
                kind: kind.clone(),
                nothing_was_done: true,
                operation: Some(operation),
                request_id: Some(REQUEST_ID.into()),
                status: Some(status),
                code: Some(name.into()),
                service_message: Some("It is so.".into()),
            };
            assert_eq!(problem, expected);
        }
    }
}

#[tokio::test]
async fn every_operation_tells_a_refusal_with_its_own_name() {
    for intent in intents() {
        let reply = Reply::refusal(404, "ResourceNotFoundException", "gone");
        let problem = performing(&intent, reply).await;
        assert_eq!(problem.kind, ProblemKind::Gone);
        assert_eq!(problem.operation, Some(intent.operation()));
        assert_eq!(operation_named(intent.operation()), problem.operation);
    }
    for operation in questions().map(|question| question.operation()) {
        assert_eq!(operation_named(operation), Some(operation));
        let reply = Reply::refusal(429, "ThrottlingException", "slow down");
        let problem = reading(operation, reply).await;
        assert_eq!(problem.kind, ProblemKind::TryAgain);
        assert_eq!(problem.operation, Some(operation));
        assert!(problem.nothing_was_done);
    }
}

/// What service.md section 2 says the operation refuses with.
fn documented(operation: &str) -> Vec<(u16, &'static str)> {
    const INVALID: (u16, &str) = (400, "ValidationException");
    const UNAUTHORIZED: (u16, &str) = (401, "UnauthorizedException");
    const DENIED: (u16, &str) = (403, "AccessDeniedException");
    const GONE: (u16, &str) = (404, "ResourceNotFoundException");
    const CONFLICT: (u16, &str) = (409, "ConflictException");
    const THROTTLED: (u16, &str) = (429, "ThrottlingException");
    const BROKEN: (u16, &str) = (500, "InternalServerException");
    const FAILED: (u16, &str) = (500, "InternalFailureException");
    const AWAY: (u16, &str) = (503, "ServiceUnavailableException");
    match operation {
        "StartAccountAssociationRefresh" => vec![INVALID, DENIED, GONE, CONFLICT, THROTTLED, BROKEN, AWAY],
        "DeregisterAccountAssociation" => vec![INVALID, DENIED, GONE, CONFLICT, THROTTLED, BROKEN],
        "UpdateManagedThing" | "DeleteManagedThing" => {
            vec![INVALID, UNAUTHORIZED, DENIED, GONE, CONFLICT, THROTTLED, BROKEN, AWAY]
        }
        "TagResource" | "UntagResource" => {
            vec![(400, "InvalidRequestException"), UNAUTHORIZED, GONE, CONFLICT, THROTTLED]
        }
        "GetManagedThingState" => vec![INVALID, UNAUTHORIZED, DENIED, GONE, THROTTLED, FAILED, AWAY],
        "GetManagedThingConnectivityData" | "GetManagedThingCapabilities" | "SendManagedThingCommand" => {
            vec![INVALID, UNAUTHORIZED, DENIED, GONE, THROTTLED, BROKEN, AWAY]
        }
        "ListEventLogConfigurations" => vec![INVALID, DENIED, THROTTLED, BROKEN],
        _ => Vec::new(),
    }
}

fn remedy(operation: &str, status: u16) -> ProblemKind {
    match status {
        400 => ProblemKind::CorrectInput { field: None },
        401 | 403 if operation == "StartAccountAssociationRefresh" => {
            ask_for("secretsmanager:GetSecretValue")
        }
        401 | 403 => ask_for(&format!("iotmanagedintegrations:{operation}")),
        404 => ProblemKind::Gone,
        409 => ProblemKind::Conflict,
        _ => ProblemKind::TryAgain,
    }
}

#[tokio::test]
async fn every_documented_error_of_what_the_support_desk_asks_has_its_remedy() {
    let once = Limits { mutation_attempts: 1, ..quick() };
    let mut checked = 0;
    for intent in intents() {
        let operation = intent.operation();
        for (status, name) in documented(operation) {
            let service = Canned::start([Reply::refusal(status, name, "It is so.")]).await;
            let problem = service.gateway_with(once.clone()).perform(&intent).await.unwrap_err();
            assert_eq!(problem.kind, remedy(operation, status), "{operation} {name}");
            assert_eq!(problem.code.as_deref(), Some(name), "{operation}");
            assert_eq!(problem.nothing_was_done, status < 500, "{operation} {name}");
            checked += 1;
        }
    }
    for operation in questions().map(|question| question.operation()) {
        for (status, name) in documented(operation) {
            let problem = reading(operation, Reply::refusal(status, name, "It is so.")).await;
            assert_eq!(problem.kind, remedy(operation, status), "{operation} {name}");
            assert_eq!(problem.code.as_deref(), Some(name), "{operation}");
            assert!(problem.nothing_was_done, "{operation} {name}");
            checked += 1;
        }
    }
    assert_eq!(checked, 71, "no documented error was left out");
}

#[tokio::test]
async fn what_would_be_tried_again_is_the_same_kind_on_a_question() {
    for (status, name) in [
        (429, "ThrottlingException"),
        (400, "ThrottlingException"),
        (408, "RequestTimeoutException"),
        (500, "InternalServerException"),
        (500, "InternalFailureException"),
        (500, "InternalFailure"),
        (503, "ServiceUnavailableException"),
        (503, "ServiceUnavailable"),
        (502, "SomethingElse"),
    ] {
        let problem = reading("GetDeviceDiscovery", Reply::refusal(status, name, "later")).await;
        assert_eq!(problem.kind, ProblemKind::TryAgain, "{status} {name}");
        assert!(problem.nothing_was_done);
    }
    let empty = "HTTP/1.1 503 Whatever\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let problem = reading("GetDeviceDiscovery", Reply::Bytes(empty.into())).await;
    assert_eq!((problem.kind, problem.status), (ProblemKind::TryAgain, Some(503)));
}

#[tokio::test]
async fn a_missing_permission_is_named_from_the_text_or_known_or_the_operations_own() {
    let check = async |intent: Intent, name: &str, said: &str, action: &str| {
        let status = if name.starts_with("Un") || name.starts_with("Not") { 401 } else { 403 };
        let problem = performing(&intent, Reply::refusal(status, name, said)).await;
        assert_eq!(problem.kind, ask_for(action), "{name} {said}");
        assert!(problem.nothing_was_done);
    };
    let denied = "AccessDeniedException";
    check(
        subjects::create_link(),
        denied,
        "User: arn:aws:iam::1:user/a is not authorized to perform: kms:Decrypt on resource: x",
        "kms:Decrypt",
    )
    .await;
    let create = subjects::create_link;
    check(create(), denied, "User is not authorized.", "secretsmanager:GetSecretValue").await;
    check(create(), "UnauthorizedException", "no", "secretsmanager:GetSecretValue").await;
    let register = subjects::register;
    let own = "iotmanagedintegrations:RegisterAccountAssociation";
    check(register(), denied, "User is not authorized.", own).await;
    check(register(), "NotAuthorized", "no", own).await;
    check(register(), "OptInRequired", "no", own).await;
    let problem =
        reading("GetAccountAssociation", Reply::refusal(403, denied, "User is not authorized.")).await;
    assert_eq!(problem.kind, ask_for("secretsmanager:GetSecretValue"));
    let problem = reading("ListAccountAssociations", Reply::refusal(403, denied, "no")).await;
    assert_eq!(problem.kind, ask_for("iotmanagedintegrations:ListAccountAssociations"));
}

#[tokio::test]
async fn a_refused_value_names_its_field() {
    let said = "1 validation error detected: Value 'Anna's home' at 'name' failed to satisfy \
                constraint: Member must satisfy regular expression pattern: [A-Za-z0-9-_ ]+";
    let reply = Reply::refusal(400, "ValidationException", said);
    let problem = performing(&subjects::create_link(), reply).await;
    assert_eq!(problem.kind, ProblemKind::CorrectInput { field: Some("Name") });
    assert_eq!(problem.service_message.as_deref(), Some(said));
}

#[tokio::test]
async fn error_names_are_found_in_the_body_and_with_a_namespace_or_an_address_too() {
    let body = r#"{"__type":"com.amazon#ConflictException","message":"twice"}"#;
    let problem = performing(&subjects::register(), Reply::json(409, body)).await;
    assert_eq!(problem.code.as_deref(), Some("ConflictException"));
    assert_eq!(problem.service_message.as_deref(), Some("twice"));
    let name = "ConflictException:http://internal.amazon.com/coral/";
    let problem = performing(&subjects::register(), Reply::refusal(409, name, "x")).await;
    assert_eq!(problem.kind, ProblemKind::Conflict);
    let problem = performing(&subjects::register(), Reply::json(403, "{}")).await;
    assert_eq!(problem.kind, ask_for("iotmanagedintegrations:RegisterAccountAssociation"));
    assert_eq!((problem.code, problem.service_message), (None, None));
}

#[tokio::test]
async fn what_the_service_says_is_kept_without_controls_and_not_at_length() {
    let said = format!("bad\u{202E}dab\r\n{}", "x".repeat(2000));
    let reply = Reply::refusal(409, "ConflictException", &said);
    let kept = performing(&subjects::register(), reply).await.service_message.unwrap();
    assert!(kept.starts_with("baddab  x"), "{kept}");
    assert_eq!(kept.chars().count(), 500);
}
