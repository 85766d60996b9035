//! One step of a plan: a mutation that may be sent again without harm.

use onboarding::{AccountAssociationId, DeregisterAccountAssociation, Intent, ManagedThingId, Problem};

/// One mutation and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub intent: Intent,
    /// The device's name, where it is about one.
    pub about: Option<String>,
    pub progress: StepProgress,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepProgress {
    Waiting,
    Sending,
    Done {
        request_id: Option<String>,
    },
    /// It was so already.
    WasDone,
    Failed(Problem),
}

impl Step {
    pub fn new(intent: Intent, about: Option<String>) -> Self {
        Self { intent, about, progress: StepProgress::Waiting }
    }

    /// Takes one device off a link.
    pub fn taking_off(link: &AccountAssociationId, thing: ManagedThingId, name: Option<String>) -> Self {
        let intent =
            DeregisterAccountAssociation { managed_thing_id: thing, account_association_id: link.clone() };
        Self::new(Intent::DeregisterAccountAssociation(intent), name)
    }

    /// Why it failed, if it did.
    pub fn problem(&self) -> Option<&Problem> {
        match &self.progress {
            StepProgress::Failed(problem) => Some(problem),
            StepProgress::Waiting
            | StepProgress::Sending
            | StepProgress::Done { .. }
            | StepProgress::WasDone => None,
        }
    }

    pub fn is_done(&self) -> bool {
        match self.progress {
            StepProgress::Done { .. } | StepProgress::WasDone => true,
            StepProgress::Waiting | StepProgress::Sending | StepProgress::Failed(_) => false,
        }
    }

    pub fn has_failed(&self) -> bool {
        self.problem().is_some()
    }

    /// Steps of a later turn wait until every one before is done: AWS removes no
    /// link with devices on it.
    pub(super) fn turn(&self) -> u8 {
        match self.intent {
            Intent::DeleteAccountAssociation(_) => 2,
            Intent::DeleteManagedThing(_) => 1,
            Intent::CreateAccountAssociation(_)
            | Intent::UpdateAccountAssociation(_)
            | Intent::StartDeviceDiscovery(_)
            | Intent::CreateManagedThing(_)
            | Intent::RegisterAccountAssociation(_)
            | Intent::StartAccountAssociationRefresh(_)
            | Intent::DeregisterAccountAssociation(_)
            | Intent::UpdateManagedThing(_)
            | Intent::TagResource(_)
            | Intent::UntagResource(_) => 0,
        }
    }
}

/// What is gone already needs not be done.
pub(super) fn undoes(intent: &Intent) -> bool {
    match intent {
        Intent::DeregisterAccountAssociation(_)
        | Intent::DeleteAccountAssociation(_)
        | Intent::DeleteManagedThing(_)
        | Intent::UntagResource(_) => true,
        Intent::CreateAccountAssociation(_)
        | Intent::UpdateAccountAssociation(_)
        | Intent::StartDeviceDiscovery(_)
        | Intent::CreateManagedThing(_)
        | Intent::RegisterAccountAssociation(_)
        | Intent::StartAccountAssociationRefresh(_)
        | Intent::UpdateManagedThing(_)
        | Intent::TagResource(_) => false,
    }
}
