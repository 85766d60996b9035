//! What happened, as sentences.

use onboarding::journey::What;

/// The sentence of one entry, and what is left of its detail.
pub fn timeline_text(
    what: What,
    about: Option<&str>,
    detail: Option<String>,
    operation: Option<&str>,
) -> (String, Option<String>) {
    let it = about.unwrap_or("a device");
    let number = detail.as_deref().unwrap_or("some");
    let text = match what {
        What::Begun => "A new link was asked for".to_owned(),
        What::Continued => "Taken up from a link that was there".to_owned(),
        What::TakenUp => "Linkwright was started again and goes on here".to_owned(),
        What::LinkMade => "AWS made the link".to_owned(),
        What::LinkFoundAgain => "The link was found at AWS by its marker".to_owned(),
        What::LinkNotListed => "AWS lists no such link".to_owned(),
        What::PageOpened => "The sign-in page was opened on this computer".to_owned(),
        What::PageShown => "The sign-in page was shown as a QR code".to_owned(),
        What::PageCopied => "The sign-in address was copied".to_owned(),
        What::StateChanged => return state_changed(detail),
        What::NameCorrected => "AWS took the corrected name".to_owned(),
        What::SearchStarted => "The search for devices began".to_owned(),
        What::DevicesFound => return (format!("The search ended; devices found: {number}"), None),
        What::RegisteringBegun => return (format!("Registering began; devices: {number}"), None),
        What::Paused => "Registering was paused".to_owned(),
        What::WentOn => "Registering went on".to_owned(),
        What::DeviceMade => format!("AWS made {it}"),
        What::DeviceAdopted => format!("{it} was in AWS already and was taken"),
        What::DeviceRegistered => format!("AWS registered {it}"),
        What::DevicesConfirmed => return (format!("AWS lists them on the link; confirmed: {number}"), None),
        What::StepFailed => failed(about, operation),
        What::Finished => "Finished".to_owned(),
        What::LinkRemoved => "AWS removed the link".to_owned(),
        What::SignInAskedAnew => "AWS gave a new sign-in page; the one before is replaced".to_owned(),
        What::SaidSignedIn => "Somebody here said that the customer has signed in".to_owned(),
        What::DevicesCompared => return (format!("Known devices found again: {number}"), None),
        What::DeviceDeregistered => format!("AWS took {it} off the link"),
        What::DeviceEdited => format!("AWS took the changes of {it}"),
        What::DeviceDeleted => format!("AWS deletes {it}"),
        What::TagsChanged => "AWS took the changed tags".to_owned(),
        What::PlanBegun => return (format!("Work in several steps began; steps: {number}"), None),
        What::PlanPaused => "The work was paused".to_owned(),
        What::PlanWentOn => "The work went on".to_owned(),
        What::GivenUp => "Given up; AWS has made nothing".to_owned(),
    };
    (text, detail)
}

fn state_changed(detail: Option<String>) -> (String, Option<String>) {
    let text = match detail.as_deref() {
        Some("ASSOCIATION_SUCCEEDED") => "The customer has signed in",
        Some("ASSOCIATION_FAILED") => "The sign-in did not work",
        Some("ASSOCIATION_IN_PROGRESS") => "AWS waits for the customer's sign-in",
        Some("REFRESH_TOKEN_EXPIRED") => "The link needs a new sign-in",
        Some("ASSOCIATION_DELETING") => "AWS is removing the link",
        Some("GONE") => "AWS does not know the link any more",
        Some(_) | None => "AWS tells a state that Linkwright does not know",
    };
    (text.to_owned(), detail)
}

fn failed(about: Option<&str>, operation: Option<&str>) -> String {
    let step = match operation {
        Some("CreateAccountAssociation") => "Making the link",
        Some("UpdateAccountAssociation") => "Correcting the name",
        Some("DeleteAccountAssociation") => "Removing the link",
        Some("StartDeviceDiscovery") => "Beginning the search for devices",
        Some("CreateManagedThing") => "Making a device",
        Some("RegisterAccountAssociation") => "Registering a device",
        Some("DeregisterAccountAssociation") => "Taking a device off the link",
        Some("StartAccountAssociationRefresh") => "Asking for a new sign-in page",
        Some("UpdateManagedThing") => "Changing a device",
        Some("DeleteManagedThing") => "Deleting a device",
        Some("TagResource" | "UntagResource") => "Changing tags",
        Some(_) | None => "A step",
    };
    match about {
        Some(name) => format!("{step} failed: {name}"),
        None => format!("{step} failed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_sentence_without_a_word_that_is_kept_off_the_screen() {
        for what in What::ALL {
            let (text, _) = timeline_text(*what, Some("Hall lamp"), Some("5".to_owned()), None);
            assert!(!text.is_empty());
            for word in ["service", "association", "destination", "journey", "token", "connection"] {
                assert!(!text.to_lowercase().contains(word), "{text}");
            }
        }
    }
}
