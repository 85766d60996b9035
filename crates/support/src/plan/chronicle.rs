//! What of a plan is worth remembering.

use onboarding::{
    Intent, Performed, Problem, ProblemKind,
    journey::{Happening, What},
};

use super::{Step, step::undoes};

/// A step that was answered.
pub fn happening(step: &Step, result: &Result<Performed, Problem>) -> Happening {
    let about = step.about.clone();
    let operation = Some(step.intent.operation());
    match result {
        Ok(performed) => Happening {
            about,
            operation,
            request_id: performed.request_id.clone(),
            ..Happening::of(what(&step.intent))
        },
        // It was so already.
        Err(problem) if problem.kind == ProblemKind::Gone && undoes(&step.intent) => Happening {
            about,
            operation,
            request_id: problem.request_id.clone(),
            ..Happening::of(what(&step.intent))
        },
        Err(problem) => Happening {
            about,
            operation,
            detail: problem.service_message.clone().or_else(|| problem.code.clone()),
            request_id: problem.request_id.clone(),
            ..Happening::of(What::StepFailed)
        },
    }
}

fn what(intent: &Intent) -> What {
    match intent {
        Intent::CreateAccountAssociation(_) => What::LinkMade,
        Intent::UpdateAccountAssociation(_) => What::NameCorrected,
        Intent::DeleteAccountAssociation(_) => What::LinkRemoved,
        Intent::StartDeviceDiscovery(_) => What::SearchStarted,
        Intent::CreateManagedThing(_) => What::DeviceMade,
        Intent::RegisterAccountAssociation(_) => What::DeviceRegistered,
        Intent::StartAccountAssociationRefresh(_) => What::SignInAskedAnew,
        Intent::DeregisterAccountAssociation(_) => What::DeviceDeregistered,
        Intent::UpdateManagedThing(_) => What::DeviceEdited,
        Intent::DeleteManagedThing(_) => What::DeviceDeleted,
        Intent::TagResource(_) | Intent::UntagResource(_) => What::TagsChanged,
    }
}
