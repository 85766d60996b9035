//! The state of the desk as the window is shown it.

use std::{collections::HashSet, time::UNIX_EPOCH};

use contract::{
    AccountView, ChannelView, ColourView, ComparisonView, CreatingView, DeskView, DiscoveryEndView,
    ElsewhereLine, IdentityView, JourneyLine, JourneyView, LineState, PracticeView, ProblemView,
    SignInStateView, StopView,
};
use onboarding::{
    AccountAssociationId, AssociationState, Identity, Problem, ProblemKind,
    journey::{
        AwaitingSignIn, Channel, Comparison, Creating, DiscoveryEnd, Done, FindingDevices, Journey,
        Registering, SignInPage, Stop,
    },
};

use crate::{
    aws_accounts::region_name,
    aws_sign_in::SigningIn,
    beginnings::UNNAMED_LINK,
    closing::{closing_view, unsaved_notice},
    device_clouds::access_view,
    journals::is_practice,
    links::Link,
    plans,
    state::{Account, Kept, State},
    technical,
};

/// Lines of 'Waiting for you' in one view: with 200 journeys it stays under 8 kB.
const MAX_LINES: usize = 20;
/// Links of other desks in one view.
const MAX_ELSEWHERE: usize = 5;

pub(crate) fn desk_view(state: &State, private_browser: Option<String>) -> DeskView {
    let identity = state.account.as_ref().map(|account| account.identity());
    let is_shown = |journey: &Journey| {
        // What is practised is not shown beside what is real.
        let live = state.account.as_ref().is_some_and(|account| !account.connection.is_practice());
        !(live && is_practice(&journey.identity))
    };
    let shown = state.journeys.values().map(|kept| &kept.journey).filter(|journey| is_shown(journey));
    let mut waiting: Vec<JourneyLine> = shown.filter_map(|journey| line(journey, identity)).collect();
    waiting.sort_by_key(|line| std::cmp::Reverse(line.started_at));
    let waiting_count = count(waiting.len());
    waiting.truncate(MAX_LINES);
    let (elsewhere, elsewhere_count) = elsewhere(state);
    let practising = state.account.as_ref().is_some_and(|account| account.connection.is_practice());
    let embedded = state.account.as_ref().is_some_and(|account| account.is_embedded_practice());
    DeskView {
        account: state.account.as_deref().map(|account| account_view(account, state)),
        connecting: state.connecting,
        account_problem: state.account_problem.clone(),
        practice: practising.then_some(PracticeView { scene: embedded.then_some(state.scene) }),
        unusable: state.unusable.clone(),
        notice: unsaved_notice(state.worse_health()).or_else(|| state.notices.front().cloned()),
        waiting,
        waiting_count,
        elsewhere,
        elsewhere_count,
        closing: closing_view(state),
        open: state.open.as_ref().and_then(|id| state.journeys.get(id)).map(|kept| journey_view(kept, state)),
        settings: state.settings.clone(),
        private_browser,
        links_revision: state.links.revision,
        remembered: state.remembered().map(identity_view),
        link_revision: state.link_page.revision,
        plans: plans::lines(state),
        plans_count: plans::unfinished(state),
        aws_sign_in: state.aws.signing_in.as_ref().map(SigningIn::view),
        confirm: state.aws.confirming.as_ref().map(|confirming| confirming.view.clone()),
        aws_accounts_revision: state.aws.revision,
        connection_test_revision: state.connection_test_revision,
    }
}

/// Waiting links no journey here is on.
fn elsewhere(state: &State) -> (Vec<ElsewhereLine>, u32) {
    let Some(account) = &state.account else { return (Vec::new(), 0) };
    let mine: HashSet<&str> = state
        .journeys
        .values()
        .map(|kept| &kept.journey)
        .filter(|journey| journey.identity == *account.identity())
        .filter_map(|journey| journey.link.as_ref())
        .map(AccountAssociationId::as_str)
        .collect();
    let others: Vec<&Link> = state.links.waiting().filter(|link| !mine.contains(link.id())).collect();
    let lines = others.iter().take(MAX_ELSEWHERE).map(|link| ElsewhereLine {
        account_association_id: link.id().to_owned(),
        name: link.name().map_or_else(|| UNNAMED_LINK.to_owned(), |name| name.into_owned()),
        device_cloud: state.device_cloud_name(link.device_cloud().as_ref()),
        job_number: link.job_number().map(str::to_owned),
        made_on: link.made_on().map(str::to_owned),
        author: link.author().map(str::to_owned),
    });
    (lines.collect(), count(others.len()))
}

fn account_view(account: &Account, state: &State) -> AccountView {
    let identity = account.identity();
    let saved = state.saved_of(account);
    let until = account.connection.signed_in_until().and_then(|until| until.duration_since(UNIX_EPOCH).ok());
    AccountView {
        name: saved.map_or_else(|| account.name.clone(), |saved| saved.name.clone()),
        saved_account_id: account.saved_id.clone(),
        colour: saved.map_or(ColourView::Slate, |saved| saved.colour),
        source: account.source.clone(),
        practice: account.connection.is_practice(),
        account: identity.account.clone(),
        who: account.connection.who(),
        region: identity.region.clone(),
        region_name: region_name(&identity.region).to_owned(),
        production: state.is_production(account),
        read_only: saved.is_some_and(|saved| saved.read_only),
        signed_in_until: until.and_then(|until| i64::try_from(until.as_millis()).ok()),
        ignores_environment_keys: account.connection.ignores_environment_keys(),
        custom_endpoint: account.connection.custom_endpoint_host(),
    }
}

/// Milliseconds: a line tells when it was checked in steps, so that a window is not
/// given a new view with every look at every link.
const STEP_OF_CHECKED: i64 = 10_000;

/// `None` when nothing is left to do.
fn line(journey: &Journey, active: Option<&Identity>) -> Option<JourneyLine> {
    let checked_at = match &journey.stop {
        Stop::AwaitingSignIn(stop) => stop.checked_at,
        Stop::Creating(_)
        | Stop::Refreshing(_)
        | Stop::FindingDevices(_)
        | Stop::ChoosingDevices(_)
        | Stop::Registering(_)
        | Stop::Done(_)
        | Stop::Removing(_)
        | Stop::Removed => None,
    };
    Some(JourneyLine {
        journey_id: journey.id.clone(),
        customer: journey.customer.spelling.clone(),
        device_cloud: journey.device_cloud.name.clone(),
        state: line_state(journey)?,
        started_at: journey.started_at.0,
        checked_at: checked_at.map(|at| at.0 - at.0.rem_euclid(STEP_OF_CHECKED)),
        job_number: journey.customer.job_number.clone(),
        other_identity: other_identity(&journey.identity, active),
    })
}

fn line_state(journey: &Journey) -> Option<LineState> {
    Some(match &journey.stop {
        Stop::Creating(stop) => match creating(stop) {
            CreatingView::Sending | CreatingView::Looking => LineState::Creating,
            CreatingView::Unclear => LineState::CreateUnclear,
            CreatingView::Refused => LineState::CreateRefused,
            CreatingView::Unreached => LineState::CreateUnreached,
            CreatingView::NotFound => LineState::CreateNotFound,
        },
        Stop::Refreshing(stop) if stop.problem.is_some() => LineState::NewSignInRefused,
        Stop::Refreshing(_) => LineState::AskingForSignIn,
        Stop::AwaitingSignIn(stop) if stop.gone => LineState::Gone,
        Stop::AwaitingSignIn(stop) if stop.is_old() => LineState::WaitingForSignIn,
        Stop::AwaitingSignIn(stop) if stop.listed_as.is_some() => LineState::Confirming,
        Stop::AwaitingSignIn(stop) => match stop.state {
            AssociationState::Failed => LineState::SignInFailed,
            AssociationState::RefreshTokenExpired => LineState::NeedsNewSignIn,
            AssociationState::Deleting => LineState::Removing,
            AssociationState::Unknown(_) => LineState::UnknownState,
            AssociationState::InProgress | AssociationState::Succeeded => LineState::WaitingForSignIn,
        },
        Stop::FindingDevices(stop) if stop.end.is_some() || stop.problem.is_some() => {
            LineState::FindingFailed
        }
        Stop::FindingDevices(_) => LineState::FindingDevices,
        Stop::ChoosingDevices(stop) => LineState::ChoosingDevices { found: count(stop.rows.len()) },
        Stop::Registering(stop) => {
            let (done, total, failed) =
                (count(stop.confirmed()), count(stop.asked().count()), count(stop.failed()));
            if failed > 0 && stop.is_settled() {
                LineState::SomeFailed { done, total, failed }
            } else if stop.paused {
                LineState::Paused { done, total }
            } else {
                LineState::Registering { done, total }
            }
        }
        Stop::Done(stop) => return finished(stop),
        Stop::Removing(stop) if stop.problem.is_some() => LineState::RemovalUnclear,
        Stop::Removing(_) => LineState::Removing,
        Stop::Removed => return None,
    })
}

fn finished(stop: &Done) -> Option<LineState> {
    if stop.is_complete() {
        return None;
    }
    let done = stop.confirmed();
    Some(if done == 0 {
        LineState::FinishedWithoutDevices
    } else {
        LineState::FinishedInPart { done: count(done), total: count(done + stop.failed()) }
    })
}

fn journey_view(kept: &Kept, state: &State) -> JourneyView {
    let journey = &kept.journey;
    let active = state.account.as_ref().map(|account| account.identity());
    let profile = state.account.as_ref().and_then(|account| account.profile());
    JourneyView {
        journey_id: journey.id.clone(),
        customer: journey.customer.spelling.clone(),
        stored_name: journey.customer.stored_name.clone(),
        job_number: journey.customer.job_number.clone(),
        owner: journey.customer.owner.clone(),
        connector_destination_id: journey.device_cloud.id.as_str().to_owned(),
        device_cloud: journey.device_cloud.name.clone(),
        access: access_view(&journey.access),
        started_at: journey.started_at.0,
        account_association_id: journey.link.as_ref().map(|id| id.as_str().to_owned()),
        from_existing_link: journey.from_existing_link,
        other_identity: other_identity(&journey.identity, active),
        stop: stop_view(kept, state),
        reconnecting: journey.reconnect.is_some() || matches!(journey.stop, Stop::Refreshing(_)),
        comparison: journey.comparison().map(comparison_view),
        replacing: journey
            .replacing
            .as_ref()
            .map(|replacing| replacing.name.clone().unwrap_or_else(|| "the old device".to_owned())),
        bringing: count(journey.bringing.len()),
        technical: state.settings.technical_view.then(|| technical::view(journey, profile)),
    }
}

fn comparison_view(comparison: Comparison) -> ComparisonView {
    const NAMED: usize = 5;
    ComparisonView {
        known: count(comparison.known),
        found: count(comparison.found),
        another_account: comparison.is_another_account(),
        not_found: comparison.not_found.into_iter().take(NAMED).collect(),
    }
}

fn stop_view(kept: &Kept, state: &State) -> StopView {
    let rows_revision = kept.rows_revision;
    match &kept.journey.stop {
        Stop::Creating(stop) => {
            StopView::Creating { phase: creating(stop), problem: view(stop.problem.as_ref()) }
        }
        Stop::Refreshing(stop) => StopView::Refreshing {
            since: stop.since.0,
            problem: view(stop.problem.as_ref()),
            refused: stop.problem.as_ref().is_some_and(|problem| problem.kind == ProblemKind::Conflict),
            can_go_back: stop.former.is_some() && !stop.sending,
        },
        Stop::AwaitingSignIn(stop) => sign_in(kept, stop, state),
        Stop::FindingDevices(stop) => finding(stop),
        Stop::ChoosingDevices(stop) => StopView::ChoosingDevices {
            found: count(stop.rows.len()),
            choosable: count(stop.rows.iter().filter(|row| row.is_choosable()).count()),
            chosen: count(stop.rows.iter().filter(|row| row.chosen).count()),
            rows_revision,
            problem: view(stop.problem.as_ref()),
        },
        Stop::Registering(stop) => registering(stop, rows_revision),
        Stop::Done(stop) => StopView::Done {
            registered: count(stop.confirmed()),
            failed: count(stop.failed()),
            left_out: count(stop.left_out()),
            finished_at: stop.finished_at.0,
            rows_revision,
        },
        Stop::Removing(stop) => StopView::Removing { problem: view(stop.problem.as_ref()) },
        Stop::Removed => StopView::Removed,
    }
}

fn sign_in(kept: &Kept, stop: &AwaitingSignIn, state: &State) -> StopView {
    let page_problem = match &stop.page {
        SignInPage::Refused(refusal) => {
            Some(Problem::before_sending(ProblemKind::UnsafeSignInAddress(*refusal)))
        }
        SignInPage::NotNeeded | SignInPage::Unknown | SignInPage::Ready(_) => None,
    };
    let problem = if stop.is_settled() { None } else { page_problem.as_ref().or(stop.problem.as_ref()) };
    StopView::SignIn {
        state: sign_in_state(stop),
        since: stop.since.0,
        host: match &stop.page {
            SignInPage::Ready(address) => Some(address.host()),
            SignInPage::NotNeeded | SignInPage::Unknown | SignInPage::Refused(_) => None,
        },
        host_before: state.sign_in_hosts.before(&kept.journey).map(str::to_owned),
        channel: stop.handed_over.map(|(channel, _)| channel_view(channel)),
        handed_over_at: stop.handed_over.map(|(_, at)| at.0),
        checked_at: stop.checked_at.map(|at| at.0),
        checking: kept.checking,
        confirming: stop.listed_as.is_some(),
        needs_a_word: stop.needs_a_word(),
        replaced_at: stop.replaced_at.map(|at| at.0),
        blank_ending: !kept.journey.device_cloud.has_completion_page,
        error_message: stop.error_message.clone(),
        problem: view(problem),
    }
}

fn creating(stop: &Creating) -> CreatingView {
    if stop.search.is_some() {
        CreatingView::Looking
    } else if stop.not_found {
        CreatingView::NotFound
    } else if stop.sending || stop.problem.is_none() {
        CreatingView::Sending
    } else if stop.is_unreached() {
        CreatingView::Unreached
    } else if !stop.unclear {
        CreatingView::Refused
    } else {
        CreatingView::Unclear
    }
}

fn sign_in_state(stop: &AwaitingSignIn) -> SignInStateView {
    if stop.gone {
        return SignInStateView::Gone;
    }
    if stop.is_old() {
        return SignInStateView::Waiting;
    }
    match stop.state {
        AssociationState::Failed => SignInStateView::Failed,
        AssociationState::RefreshTokenExpired => SignInStateView::NeedsNewSignIn,
        AssociationState::Deleting => SignInStateView::BeingRemoved,
        AssociationState::Unknown(_) => SignInStateView::Unknown,
        AssociationState::InProgress | AssociationState::Succeeded => SignInStateView::Waiting,
    }
}

fn finding(stop: &FindingDevices) -> StopView {
    StopView::FindingDevices {
        since: stop.since.0,
        found: stop.found,
        end: stop.end.map(|end| match end {
            DiscoveryEnd::NoDevices => DiscoveryEndView::NoDevices,
            DiscoveryEnd::Failed => DiscoveryEndView::Failed,
            DiscoveryEnd::TimedOut => DiscoveryEndView::TimedOut,
        }),
        problem: view(stop.problem.as_ref()),
    }
}

fn registering(stop: &Registering, rows_revision: u32) -> StopView {
    StopView::Registering {
        total: count(stop.asked().count()),
        done: count(stop.confirmed()),
        failed: count(stop.failed()),
        settled: stop.is_settled(),
        paused: stop.paused,
        rows_revision,
        problem: view(stop.problem.as_ref()),
    }
}

fn channel_view(channel: Channel) -> ChannelView {
    match channel {
        Channel::Here => ChannelView::Here,
        Channel::QrCode => ChannelView::QrCode,
        Channel::Message => ChannelView::Message,
    }
}

pub(crate) fn other_identity(identity: &Identity, active: Option<&Identity>) -> Option<IdentityView> {
    (active != Some(identity)).then(|| identity_view(identity))
}

pub(crate) fn identity_view(identity: &Identity) -> IdentityView {
    IdentityView {
        account: identity.account.clone(),
        region: identity.region.clone(),
        region_name: region_name(&identity.region).to_owned(),
        practice: is_practice(identity),
    }
}

fn view(problem: Option<&Problem>) -> Option<ProblemView> {
    problem.map(ProblemView::from)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
