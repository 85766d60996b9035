//! What a customer is called, at AWS and on this computer.

use contract::{ProblemView, RenameLinkForm, SetOwnerForm};
use onboarding::{AccountAssociationId, Identity, Journey, Owner, journey::Event};

use crate::{Desk, customer::Naming};

impl Desk {
    /// Corrects the link's name in place. With the setting 'job number alone' the
    /// name stays on this computer.
    ///
    /// # Errors
    /// A problem when AWS would refuse or did refuse the name.
    pub async fn rename_link(&self, form: RenameLinkForm) -> Result<(), ProblemView> {
        let journey = self.mine_to_change(&form.journey_id)?;
        let spelling = form.customer.trim().to_owned();
        let naming = Naming::of(&self.lock().settings);
        let job_number = journey.customer.job_number.as_deref();
        let name = naming.name(&spelling, job_number).map_err(|invalid| {
            ProblemView::with_input("customer", &format!("The name cannot be stored: {invalid}."))
        })?;
        if self.lock().settings.job_number_only {
            let stored_name = journey.customer.stored_name;
            return self.happen(&form.journey_id, Event::Renamed { spelling, stored_name });
        }
        let event = Event::CorrectName { spelling, stored_name: name.as_str().to_owned() };
        let refused = self.happen_and_wait(&form.journey_id, event).await?;
        refused.first().map_or(Ok(()), |problem| Err(ProblemView::from(problem)))
    }

    /// Takes the operator's key for this customer, put on devices made from here on.
    ///
    /// # Errors
    /// A problem when AWS would refuse it.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn set_owner(&self, form: SetOwnerForm) -> Result<(), ProblemView> {
        self.mine(&form.journey_id)?;
        let owner = match form.owner.trim() {
            "" => None,
            typed => Some(Owner::parse(typed).map_err(|invalid| {
                ProblemView::with_input("owner", &format!("This owner cannot be stored: {invalid}."))
            })?),
        };
        let owner = owner.map(|owner| owner.as_str().to_owned());
        self.happen(&form.journey_id, Event::OwnerGiven { owner })
    }
}

/// A person's own spelling of the customer of a link, where it differs and is new.
pub(crate) fn newly_spelled(
    before: &Journey,
    after: &Journey,
) -> Option<(Identity, AccountAssociationId, String)> {
    let link = after.link.clone()?;
    let (was, is) = (&before.customer, &after.customer);
    let is_new = before.link.is_none() || was.spelling != is.spelling;
    (is_new && is.spelling != is.stored_name).then(|| (after.identity.clone(), link, is.spelling.clone()))
}
