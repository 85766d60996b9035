//! The customer's devices, in words.

use support::diagnosis::{Belonging, Device, OnAnotherLink, SearchTrouble};

use super::Said;
use crate::diagnosis_view::{
    AboutLink, FindingActView,
    about::{count, list, span},
};

pub(super) fn search_failed(trouble: &SearchTrouble, about: &AboutLink) -> Said {
    let cloud = about.cloud();
    let reasons = "AWS gives no reason. Possible are: the vendor's connector does not answer, AWS may not call it, or the vendor does not accept the permission.";
    let (title, seen, means, told) = match trouble {
        SearchTrouble::Failed => (
            "The search for devices failed",
            "A search through this link was begun just now, and AWS says that it failed.".to_owned(),
            reasons.to_owned(),
            "a device discovery ended FAILED.".to_owned(),
        ),
        SearchTrouble::TimedOut => (
            "The search for devices took too long for AWS",
            "A search through this link was begun just now, and AWS says that its time ran out.".to_owned(),
            reasons.to_owned(),
            "a device discovery ended TIMED_OUT.".to_owned(),
        ),
        SearchTrouble::StillRunning { waited } => (
            "The search for devices is still running",
            format!("A search through this link was begun {} ago and has not ended.", span(*waited)),
            "It may still end well: look again in a minute. If it never does, the vendor's connector may not answer.".to_owned(),
            format!("a device discovery was still RUNNING after {} seconds.", waited.as_secs()),
        ),
        SearchTrouble::Refused { problem } => {
            return Said::new(
                "AWS does not begin a search for devices",
                "AWS says that the customer is signed in, and refuses to search through this link.",
                format!("What is known of {cloud}'s permission may be out of date. Look again in a minute; if it stays so, your cloud team should look."),
            )
            .act(FindingActView::CheckAgain)
            .for_cloud_team(about.for_cloud_team(
                "StartDeviceDiscovery is refused for an account association that is ASSOCIATION_SUCCEEDED.",
                "Please look into the event log for account-association.",
                Some(problem),
            ))
            .detail(problem.service_message.clone());
        }
        SearchTrouble::UnknownStatus { name } => (
            "The search for devices is in a state that Linkwright does not know",
            format!("AWS calls it {name}."),
            "It is newer than this version of Linkwright; nothing else is concluded from it.".to_owned(),
            format!("a device discovery is in the status {name}, which Linkwright does not know."),
        ),
    };
    Said::new(title, seen, means).act(FindingActView::FindDevices).for_cloud_team(about.for_cloud_team(
        &told,
        "Please look into the event log for account-association (third-party discovery failures), into the connector's Lambda log for AWS.DiscoverDevices, and whether its resource policy lets managed integrations call it: a discovery ends well only when the connector sends DEVICE_DISCOVERY with status code 200.",
        None,
    ))
}

pub(super) fn none_found(registered: usize, about: &AboutLink) -> Said {
    let (cloud, vendor) = (about.cloud(), about.vendor());
    let here = if registered == 0 {
        String::new()
    } else {
        format!(" {} registered on the link all the same.", are(registered))
    };
    Said::new(
        "The search found no devices",
        format!("A search through this link ended well just now and found nothing.{here}"),
        format!(
            "{cloud} let us in and reported no devices. Possible are: the devices are in another account or home, the customer did not share them, or they are not set up in the vendor's own app yet."
        ),
    )
    .act(FindingActView::FindDevices)
    .for_customer(format!(
        "We can reach your account at {vendor}, and it shows us no devices. Please look in the {vendor} app whether your devices are in this account, and whether you allowed us to see them. Then tell us; we look again."
    ))
}

pub(super) fn known_not_found(not_found: &[Device], known: usize, about: &AboutLink) -> Said {
    let vendor = about.vendor();
    let names = named(not_found);
    let customer = format!(
        "We do not see these devices in your {vendor} account any more: {names}. Did you remove them, or sign in with another account than before?"
    );
    if not_found.len() == known {
        return Said::new(
            "None of the known devices were found",
            format!("A search through this link found devices, and none of the {known} registered on it."),
            "Very likely the customer signed in with another account. An account whose devices were all replaced looks the same. Nothing was changed.",
        )
        .act(FindingActView::Reconnect)
        .for_customer(customer)
        .detail(Some(ids(not_found)));
    }
    Said::new(
        "Some known devices were not found",
        format!(
            "A search through this link found {} of {known} registered devices. Not found: {names}.",
            known - not_found.len()
        ),
        format!("They may have been removed or replaced at {}. Nothing was changed.", about.cloud()),
    )
    .act(FindingActView::FindDevices)
    .for_customer(customer)
    .detail(Some(ids(not_found)))
}

pub(super) fn none_registered(found: Option<usize>) -> Said {
    let seen = match found {
        Some(found) => format!(
            "AWS says that the customer is signed in and lists no device on the link. A search just now found {}.",
            count(found, "device")
        ),
        None => "AWS says that the customer is signed in and lists no device on the link.".to_owned(),
    };
    Said::new(
        "No device is registered on this link",
        seen,
        "Until devices are registered nothing of this customer can be reached. Find them and register them.",
    )
    .act(FindingActView::FindDevices)
}

pub(super) fn isolated(devices: &[Device], belonging: Belonging, signed_in: bool, about: &AboutLink) -> Said {
    let said = Said::new(
        "Devices are cut off",
        format!("AWS lists {} as isolated: on no link. {}", named(devices), why(belonging)),
        format!(
            "They worked once, and every link they were on was removed. Registering them on this link brings them back.{}",
            first(signed_in)
        ),
    );
    bring(said, devices, signed_in, about, "managed things are ISOLATED.")
}

pub(super) fn half_made(
    devices: &[Device],
    belonging: Belonging,
    signed_in: bool,
    about: &AboutLink,
) -> Said {
    let said = Said::new(
        "Devices were made in AWS and not registered",
        format!("AWS lists {} on no link. {}", named(devices), why(belonging)),
        format!(
            "Somebody began to register them and did not finish. Registering them on this link finishes it.{}",
            first(signed_in)
        ),
    );
    bring(
        said,
        devices,
        signed_in,
        about,
        "managed things were created and are registered on no account association.",
    )
}

fn bring(said: Said, devices: &[Device], signed_in: bool, about: &AboutLink, told: &str) -> Said {
    let said = said.detail(Some(ids(devices))).for_cloud_team(about.for_cloud_team(
        &format!("{told} Ids: {}.", ids(devices)),
        "For information; Linkwright can register them.",
        None,
    ));
    if !signed_in {
        return said;
    }
    let managed_thing_ids = devices.iter().map(|device| device.id.as_str().to_owned()).collect();
    said.act(FindingActView::BringDevices { managed_thing_ids })
}

pub(super) fn on_another_link(devices: &[OnAnotherLink], about: &AboutLink) -> Said {
    other_link(
        "Devices of this customer are on another link",
        format!("{}, and not on this one.", on_links(devices)),
        "Perhaps the customer has two links, or signed in with an account that another customer's link uses. Look at the other link before anything is taken off it.",
        devices,
        about,
        "devices reported by a device discovery are registered on other account associations.",
    )
}

pub(super) fn on_two_links(devices: &[OnAnotherLink], about: &AboutLink) -> Said {
    other_link(
        "Devices are on this link and on another",
        format!("{}, as well as on this one.", on_links(devices)),
        "AWS allows it. A device that reacts twice, or to the wrong people, may do so because of it.",
        devices,
        about,
        "managed things are registered on several account associations.",
    )
}

fn other_link(
    title: &str,
    seen: String,
    means: &str,
    devices: &[OnAnotherLink],
    about: &AboutLink,
    told: &str,
) -> Said {
    let pairs: Vec<String> = devices
        .iter()
        .flat_map(|device| device.links.iter().map(move |link| format!("{} on {}", device.thing, link.id)))
        .collect();
    let pairs = pairs.join(", ");
    let said = Said::new(title, seen, means)
        .for_cloud_team(about.for_cloud_team(&format!("{told} {pairs}."), "For information.", None))
        .detail(Some(pairs));
    match devices.iter().flat_map(|device| &device.links).next() {
        Some(link) => {
            said.act(FindingActView::ShowLink { account_association_id: link.id.as_str().to_owned() })
        }
        None => said,
    }
}

/// 'Hall lamp and Desk lamp are on the link Miller'
fn on_links(devices: &[OnAnotherLink]) -> String {
    let mut links: Vec<Option<&str>> = Vec::new();
    for link in devices.iter().flat_map(|device| &device.links) {
        if !links.contains(&link.name.as_deref()) {
            links.push(link.name.as_deref());
        }
    }
    let names = list(devices.iter().map(|device| device.name.as_deref()));
    let verb = if devices.len() == 1 { "is" } else { "are" };
    let word = if links.len() == 1 { "the link" } else { "the links" };
    format!("{names} {verb} on {word} {}", list(links))
}

fn named(devices: &[Device]) -> String {
    list(devices.iter().map(|device| device.name.as_deref()))
}

fn ids(devices: &[Device]) -> String {
    devices.iter().map(|device| device.id.as_str()).collect::<Vec<_>>().join(", ")
}

fn why(belonging: Belonging) -> &'static str {
    match belonging {
        Belonging::Certain => "This link's search finds them, or they were made here for this link.",
        Belonging::SameOwner => {
            "They have the same owner as devices on this link, which speaks for this customer and does not prove it."
        }
    }
}

fn first(signed_in: bool) -> &'static str {
    if signed_in { "" } else { " The customer has to be signed in first." }
}

fn are(number: usize) -> String {
    if number == 1 { "1 device is".to_owned() } else { format!("{number} devices are") }
}
