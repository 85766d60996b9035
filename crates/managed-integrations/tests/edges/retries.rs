//! What is sent again, with which token, and when a mutation may have happened
//! although an error came in the end.

use managed_integrations::Limits;
use onboarding::ProblemKind;

use crate::canned::{Canned, Reply, quick};
use crate::subjects::{self, intents};

fn throttled() -> Reply {
    Reply::refusal(429, "ThrottlingException", "The rate exceeds the limit.")
}

fn broken() -> Reply {
    Reply::refusal(500, "InternalServerException", "Something broke.")
}

fn searching() -> Reply {
    Reply::json(201, r#"{"Id":"d1s2"}"#)
}

fn assert_one_mutation(service: &Canned, times: usize) {
    let asked = service.asked();
    assert_eq!(asked.len(), times);
    for again in &asked[1..] {
        assert_eq!((&again.line, &again.body), (&asked[0].line, &asked[0].body));
    }
}

#[tokio::test]
async fn a_mutation_is_sent_again_with_the_same_token_until_it_is_taken() {
    for troubles in [
        vec![throttled(), throttled()],
        vec![Reply::refusal(400, "ThrottlingException", "x")],
        vec![broken(), broken(), broken()],
        vec![Reply::refusal(503, "ServiceUnavailableException", "x")],
        vec![Reply::Close],
        vec![Reply::Close, broken(), throttled()],
        vec![Reply::html(502)],
    ] {
        let times = troubles.len() + 1;
        let service = Canned::start(troubles.into_iter().chain([searching()])).await;
        service.gateway().perform(&subjects::start_search()).await.unwrap();
        assert_one_mutation(&service, times);
        assert_eq!(service.asked()[0].body["ClientToken"], "lk2-7f");
    }
}

#[tokio::test]
async fn every_mutation_is_sent_again_as_it_was_and_may_have_happened_then() {
    // Twice and not four times: all clients of a process share one quota of the
    // SDK for sending again.
    let limits = Limits { mutation_attempts: 2, ..quick() };
    for intent in intents() {
        let service = Canned::start(std::iter::repeat_n(broken(), 9)).await;
        let problem = service.gateway_with(limits.clone()).perform(&intent).await.unwrap_err();
        assert_one_mutation(&service, 2);
        assert_eq!(problem.kind, ProblemKind::TryAgain, "{intent:?}");
        assert_eq!(problem.status, Some(500));
        assert!(!problem.nothing_was_done, "{intent:?}");
    }
}

#[tokio::test]
async fn a_mutation_that_was_only_ever_throttled_did_not_happen() {
    let service = Canned::start(std::iter::repeat_n(throttled(), 9)).await;
    let problem = service.gateway().perform(&subjects::create_link()).await.unwrap_err();
    assert_one_mutation(&service, 4);
    assert_eq!(problem.kind, ProblemKind::TryAgain);
    assert!(problem.nothing_was_done);
}

#[tokio::test]
async fn a_refusal_after_a_lost_answer_does_not_say_that_nothing_was_done() {
    let refusal = Reply::refusal(409, "ConflictException", "It exists.");
    for lost in [Reply::Close, broken()] {
        let service = Canned::start([lost, refusal.clone()]).await;
        let problem = service.gateway().perform(&subjects::create_link()).await.unwrap_err();
        assert_eq!(problem.kind, ProblemKind::Conflict);
        assert!(!problem.nothing_was_done, "the first attempt may have made it");
    }
    let service = Canned::start([throttled(), refusal]).await;
    let problem = service.gateway().perform(&subjects::create_link()).await.unwrap_err();
    assert!(problem.nothing_was_done);
}

#[tokio::test]
async fn answers_dropped_four_times_leave_a_mutation_open() {
    let service = Canned::start(std::iter::repeat_n(Reply::Close, 9)).await;
    let problem = service.gateway().perform(&subjects::create_thing()).await.unwrap_err();
    assert_one_mutation(&service, 4);
    assert_eq!(problem.kind, ProblemKind::CheckNetwork);
    assert!(!problem.nothing_was_done);
    assert_eq!(problem.status, None);
}

#[tokio::test]
async fn a_question_is_asked_once() {
    for reply in [throttled(), broken(), Reply::Close, Reply::html(502)] {
        let service = Canned::start([reply, Reply::json(200, "{}")]).await;
        let problem = service.gateway().list_connector_destinations(None).await.unwrap_err();
        assert_eq!(service.asked().len(), 1);
        assert!(problem.nothing_was_done);
    }
}
