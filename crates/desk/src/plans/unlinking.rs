//! Removing a link with its devices, and taking devices off one.

use std::sync::Arc;

use contract::{BeginUnlinkForm, LinkForm, ProblemView, RemoveDeviceForm, UnlinkView};
use onboarding::{
    AccountAssociationId, Intent, Journey, fit_to_show,
    journey::{Replacing, Stop},
};
use support::{Plan, PlanKind, Step};

use super::{NextOfPlan, registered_with_names};
use crate::{
    Desk,
    desk::Shared,
    existing_link::{parse_link, parse_thing},
    state::{Account, State},
};

/// Names of devices that are shown before a link is removed.
const NAMED: usize = 5;

impl Desk {
    /// What removing a link would do, as AWS lists it at this moment.
    ///
    /// # Errors
    /// A problem when AWS does not list the devices.
    pub async fn plan_unlink(&self, form: LinkForm) -> Result<UnlinkView, ProblemView> {
        let account = self.account()?;
        let link = parse_link(&form.account_association_id)?;
        let devices = registered_with_names(&account.gateway(), &link)
            .await
            .map_err(|problem| ProblemView::from(&problem))?;
        let state = self.lock();
        let name = link_name(&state, &link);
        Ok(UnlinkView {
            account_association_id: link.as_str().to_owned(),
            devices: u32::try_from(devices.len()).unwrap_or(u32::MAX),
            device_names: devices.into_iter().filter_map(|(_, name)| name).take(NAMED).collect(),
            type_to_confirm: state.is_production(&account).then(|| name.clone()),
            name,
        })
    }

    /// Takes every device off a link and then removes it.
    ///
    /// # Errors
    /// A problem when the number of devices is another than the one shown, when
    /// the confirmation does not fit, or when something is being done there.
    pub async fn begin_unlink(&self, form: BeginUnlinkForm) -> Result<(), ProblemView> {
        let account = self.account_to_change()?;
        let link = parse_link(&form.account_association_id)?;
        let name = {
            let state = self.lock();
            let name = link_name(&state, &link);
            if state.is_production(&account) && form.typed.trim() != name {
                let message = format!("Type {name} to confirm.");
                return Err(ProblemView::with_input("typed", &message));
            }
            if let Some(problem) = busy(&state, &link, &account) {
                return Err(problem);
            }
            name
        };
        let devices = registered_with_names(&account.gateway(), &link)
            .await
            .map_err(|problem| ProblemView::from(&problem))?;
        if u32::try_from(devices.len()) != Ok(form.devices) {
            return Err(ProblemView::not_possible(
                "The devices on the link have changed",
                "There are more or fewer than were shown. Look again before you remove it. Nothing was changed.",
            ));
        }
        let steps = Plan::unlinking(&link, devices);
        self.begin_plan(&account, (link, name), PlanKind::Unlink, steps).map(|_| ())
    }

    /// Takes one device off a link and, when asked for, deletes it in AWS.
    ///
    /// # Errors
    /// A problem when something else is being done there.
    pub async fn remove_device(&self, form: RemoveDeviceForm) -> Result<(), ProblemView> {
        let account = self.account_to_change()?;
        let link = parse_link(&form.account_association_id)?;
        let thing = parse_thing(&form.managed_thing_id)?;
        let known = account.gateway().get_managed_thing(&thing).await;
        let about = known.ok().and_then(|thing| fit_to_show(&thing.name?));
        let name = link_name(&self.lock(), &link);
        let is_on_link = {
            let listed = crate::listing::registrations_of(account.gateway().as_ref(), &link).await;
            let listed = listed.map_err(|problem| ProblemView::from(&problem))?;
            listed.iter().any(|row| row.managed_thing_id == thing)
        };
        let mut steps = Vec::new();
        if is_on_link {
            steps.push(Step::taking_off(&link, thing.clone(), about.clone()));
        }
        if form.delete {
            steps.push(Step::new(Intent::DeleteManagedThing(thing), about));
        }
        if steps.is_empty() {
            return Err(ProblemView::not_possible(
                "The device is not on this link any more",
                "Somebody took it off meanwhile. Nothing was changed.",
            ));
        }
        self.begin_plan(&account, (link, name), PlanKind::RemoveDevices, steps).map(|_| ())
    }
}

impl Shared {
    /// The device that took another's place is confirmed: the other is taken off.
    pub(crate) fn take_off_replaced(
        &self,
        state: &mut State,
        account: &Arc<Account>,
        journey: &Journey,
    ) -> Option<(String, NextOfPlan)> {
        let (Replacing { thing, name, .. }, link) = (journey.replaced()?, journey.link.as_ref()?);
        let steps = vec![Step::taking_off(link, thing.clone(), name.clone())];
        let link = (link.clone(), journey.customer.stored_name.clone());
        Some(self.begin_plan(state, account, link, PlanKind::RemoveDevices, steps))
    }
}

pub(crate) fn link_name(state: &State, link: &AccountAssociationId) -> String {
    let looked_at = state.link_page.of(link).and_then(|page| page.link.as_ref()?.name.clone());
    let listed = || state.links.find(link).and_then(|item| item.name.clone());
    let shown = looked_at.or_else(listed).and_then(|name| fit_to_show(&name));
    shown.unwrap_or_else(|| crate::beginnings::UNNAMED_LINK.to_owned())
}

/// A journey at this link that has something on its way.
fn busy(state: &State, link: &AccountAssociationId, account: &Account) -> Option<ProblemView> {
    let works = |journey: &Journey| match &journey.stop {
        Stop::Registering(stop) => stop.is_at_work(),
        Stop::Refreshing(stop) => stop.sending,
        Stop::Removing(stop) => stop.sending,
        Stop::Creating(_)
        | Stop::AwaitingSignIn(_)
        | Stop::FindingDevices(_)
        | Stop::ChoosingDevices(_)
        | Stop::Done(_)
        | Stop::Removed => false,
    };
    let mut on_link = state
        .journeys
        .values()
        .map(|kept| &kept.journey)
        .filter(|journey| journey.identity == *account.identity() && journey.link.as_ref() == Some(link));
    on_link.any(works).then(|| {
        ProblemView::not_possible(
            "Devices of this link are being registered",
            "Wait until that has ended, or pause it. Nothing was changed.",
        )
    })
}
