//! The list of links as the window is shown it: rows, counts, warnings and how
//! far it is loaded. Which links fit is decided in `query`.

use std::collections::HashMap;

use contract::{LinkRow, LinksPage, ListLinksForm, ProblemView};
use onboarding::{ConnectorDestinationId, Journey, Timestamp, fit_to_show, journey::Stop};

use super::{
    counts::Counts,
    known::{Links, Memos},
    link::Link,
    query::{Now, OnLink, Query, Snapshot},
    state_view,
};
use crate::{beginnings::UNNAMED_LINK, clock, state::State};

/// Rows of one page to the window.
const PAGE: usize = 200;

/// Everything a page is made of, as it was at one moment.
pub(super) struct List {
    snapshot: Snapshot,
    counts: Counts,
    memos: Memos,
    names: HashMap<ConnectorDestinationId, String>,
    revision: u32,
    loading: bool,
    loaded: usize,
    as_of: Option<Timestamp>,
    problem: Option<ProblemView>,
}

impl List {
    pub(super) fn of(state: &State, at: Timestamp) -> Self {
        let links = &state.links;
        let seen = links.seen();
        let named = |cloud: &onboarding::ConnectorDestination| Some((cloud.id.clone(), cloud.name.clone()?));
        Self {
            snapshot: Snapshot {
                index: seen.index,
                version: seen.version,
                orders: seen.orders,
                journeys: journeys(state, links),
                now: Now { at, today: clock::date(at) },
            },
            counts: seen.counts,
            memos: seen.memos,
            names: state.device_clouds.iter().filter_map(named).collect(),
            revision: links.revision,
            loading: links.listing.is_under_way(),
            loaded: links.listing.loaded(),
            as_of: links.listing.as_of(),
            problem: links.problem.clone(),
        }
    }

    /// Links in it, whatever is asked for.
    pub(super) fn len(&self) -> usize {
        self.snapshot.index.len()
    }

    pub(super) fn page(&self, form: &ListLinksForm) -> LinksPage {
        let fitting = Query::read(form).run(&self.snapshot);
        let offset = usize::try_from(form.offset).unwrap_or(usize::MAX);
        LinksPage {
            revision: self.revision,
            total: count(fitting.len()),
            offset: form.offset,
            rows: fitting.iter().skip(offset).take(PAGE).filter_map(|place| self.row(*place)).collect(),
            loading: self.loading,
            loaded: count(self.loaded),
            as_of: self.as_of.map(|at| at.0),
            problem: self.problem.clone(),
            counts: self
                .counts
                .view(self.snapshot.count_needing_person(), |id| self.device_cloud_name(Some(id))),
            warnings: self.counts.warnings(|id| self.device_cloud_name(Some(id))),
        }
    }

    /// Every row that fits.
    pub(super) fn rows(&self, form: &ListLinksForm) -> Vec<LinkRow> {
        let fitting = Query::read(form).run(&self.snapshot);
        fitting.into_iter().filter_map(|place| self.row(place)).collect()
    }

    pub(super) fn row(&self, place: usize) -> Option<LinkRow> {
        let link = self.snapshot.index.get(place)?;
        let name = link.name();
        let memo = self.memos.get(&link.association_id()).cloned().unwrap_or_default();
        Some(LinkRow {
            spelling: memo.spelling.filter(|spelling| Some(spelling.as_str()) != name.as_deref()),
            memo: memo.note,
            state_since: link.state_since.map(|at| at.0),
            needs_person: self.snapshot.needs_person(place, link),
            journey_id: self.snapshot.journeys.get(&place).map(|journey| journey.journey_id.clone()),
            ..row(link, self.device_cloud_name(link.device_cloud.as_deref()))
        })
    }

    fn device_cloud_name(&self, id: Option<&str>) -> String {
        let name = id.and_then(|id| self.names.get(&ConnectorDestinationId::new(id)));
        name.cloned().unwrap_or_else(|| "Unknown device cloud".to_owned())
    }
}

/// What AWS tells of a link.
pub(super) fn row(link: &Link, device_cloud: String) -> LinkRow {
    let name = link.name();
    LinkRow {
        account_association_id: link.id.to_string(),
        unnamed: name.is_none(),
        name: name.map_or_else(|| UNNAMED_LINK.to_owned(), |name| name.into_owned()),
        spelling: None,
        memo: None,
        connector_destination_id: link.device_cloud.as_deref().map(str::to_owned),
        device_cloud,
        state: state_view(&link.state),
        state_name: link.state.as_str().to_owned(),
        state_since: None,
        needs_person: false,
        job_number: link.job_number().map(str::to_owned),
        made_on: link.made_on().map(str::to_owned),
        author: link.author().map(str::to_owned),
        error_message: link.error_message.as_deref().and_then(fit_to_show),
        journey_id: None,
    }
}

/// Unfinished journeys under the identity in use, by the place of their link.
fn journeys(state: &State, links: &Links) -> HashMap<usize, OnLink> {
    let mut on_links = HashMap::new();
    let of_identity = state.journeys.values().map(|kept| &kept.journey);
    for journey in of_identity.filter(|journey| links.is_of(&journey.identity)) {
        let Some(place) = journey.link.as_ref().and_then(|id| links.place(id)) else { continue };
        if !is_over(journey) {
            let on_link = OnLink { journey_id: journey.id.clone(), needs_person: needs_person(journey) };
            let known: &mut OnLink = on_links.entry(place).or_insert_with(|| on_link.clone());
            // One that waits for somebody counts before one that goes on by itself.
            if on_link.needs_person && !known.needs_person {
                *known = on_link;
            }
        }
    }
    on_links
}

fn is_over(journey: &Journey) -> bool {
    match &journey.stop {
        Stop::Done(done) => done.is_complete(),
        Stop::Removed => true,
        Stop::Creating(_)
        | Stop::Refreshing(_)
        | Stop::AwaitingSignIn(_)
        | Stop::FindingDevices(_)
        | Stop::ChoosingDevices(_)
        | Stop::Registering(_)
        | Stop::Removing(_) => false,
    }
}

/// It does not go on without somebody here.
fn needs_person(journey: &Journey) -> bool {
    match &journey.stop {
        Stop::Creating(stop) => stop.problem.is_some(),
        Stop::Refreshing(stop) => stop.problem.is_some(),
        Stop::AwaitingSignIn(stop) => stop.is_settled() || stop.needs_a_word(),
        Stop::FindingDevices(stop) => stop.end.is_some() || stop.problem.is_some(),
        Stop::ChoosingDevices(_) => true,
        Stop::Registering(stop) => stop.paused || (stop.is_settled() && stop.failed() > 0),
        Stop::Done(done) => !done.is_complete(),
        Stop::Removing(stop) => stop.problem.is_some(),
        Stop::Removed => false,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
