//! Changing names, descriptions, tags and devices at AWS.

use contract::{DeviceEditCheck, EditDeviceForm, EditLinkForm, EditTagsForm, LinkEditCheck, ProblemView};
use onboarding::{
    AccountAssociation, AccountAssociationId, AccountAssociationName, DescriptionLine, DeviceName, Intent,
    Owner, Tag, TagResource, UntagResource, UpdateAccountAssociation, UpdateManagedThing, journey::Event,
};
use support::{PlanKind, Step};

use super::unlinking::link_name;
use crate::{
    Desk,
    beginnings::note_for_aws,
    existing_link::{parse_link, parse_thing},
    state::Account,
};

/// AWS takes no more tags on one link.
const MAX_TAGS: usize = 50;

impl Desk {
    /// What AWS would make of a link's name and note as typed so far.
    ///
    /// # Errors
    /// None; the result has the form of every question.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn check_link_edit(&self, form: EditLinkForm) -> Result<LinkEditCheck, ProblemView> {
        let line = self.description_of(&form.account_association_id);
        let name = AccountAssociationName::from_spelling(form.name.trim());
        let description = described(&form.note, &line);
        // A link without a name may stay so.
        let is_empty = form.name.trim().is_empty();
        Ok(LinkEditCheck {
            converted: name.as_ref().is_ok_and(|name| name.as_str() != form.name.trim()),
            name_problem: name
                .as_ref()
                .err()
                .filter(|_| !is_empty)
                .map(|invalid| format!("The name cannot be stored: {invalid}.")),
            stored_name: name.ok().map(|name| name.as_str().to_owned()),
            note_problem: note_problem(&form.note, &description, &line),
            description: Some(description).filter(|text| !text.is_empty()),
        })
    }

    /// Changes a link's name and the note in its description; our own line stays.
    ///
    /// # Errors
    /// A problem when AWS would refuse it or did.
    pub async fn edit_link(&self, form: EditLinkForm) -> Result<(), ProblemView> {
        let account = self.account_to_change()?;
        let link = parse_link(&form.account_association_id)?;
        let present = account
            .gateway()
            .get_account_association(&link)
            .await
            .map_err(|problem| ProblemView::from(&problem))?;
        let typed = form.name.trim();
        let stays = typed == present.name.as_deref().unwrap_or_default();
        let name = match stays {
            true => present.name.clone().unwrap_or_default(),
            false => AccountAssociationName::from_spelling(typed)
                .map_err(|invalid| {
                    ProblemView::with_input("name", &format!("The name cannot be stored: {invalid}."))
                })?
                .as_str()
                .to_owned(),
        };
        let before = present.description.clone().unwrap_or_default();
        let description = described(&form.note, &before);
        if let Some(problem) = note_problem(&form.note, &description, &before) {
            return Err(ProblemView::with_input("note", &problem));
        }
        // With the setting 'job number alone' a name stays on this computer.
        let stays_here = stays || self.lock().settings.job_number_only;
        let new_name = Some(name.clone()).filter(|name| !stays_here && Some(name) != present.name.as_ref());
        let called = (link.clone(), new_name.clone().or(present.name).unwrap_or_default());
        let new_description = Some(description).filter(|text| *text != before);
        if new_name.is_some() || new_description.is_some() {
            let intent = Intent::UpdateAccountAssociation(UpdateAccountAssociation {
                account_association_id: link.clone(),
                name: new_name,
                description: new_description,
            });
            let steps = vec![Step::new(intent, None)];
            self.perform_plan(&account, called.clone(), PlanKind::EditLink, steps).await?;
        }
        if !stays {
            self.learn_name(&account, &link, typed, &called.1);
        }
        Ok(())
    }

    /// How a person spells it stays here; the journeys on the link call it so too.
    fn learn_name(&self, account: &Account, link: &AccountAssociationId, spelling: &str, stored_name: &str) {
        let on_link: Vec<String> = self.change(|state| {
            self.shared.remember_spelling(state, account.identity(), link, spelling);
            let journeys = state.journeys.values().map(|kept| &kept.journey).filter(|journey| {
                journey.identity == *account.identity() && journey.link.as_ref() == Some(link)
            });
            journeys.map(|journey| journey.id.clone()).collect()
        });
        for journey_id in on_link {
            let (spelling, stored_name) = (spelling.to_owned(), stored_name.to_owned());
            // The journey may be over meanwhile.
            let _ = self.happen(&journey_id, Event::Renamed { spelling, stored_name });
        }
    }

    /// Makes a link's tags these: what is missing is taken away.
    ///
    /// # Errors
    /// A problem when AWS would refuse a tag or did.
    pub async fn edit_tags(&self, form: EditTagsForm) -> Result<(), ProblemView> {
        let account = self.account_to_change()?;
        let link = parse_link(&form.account_association_id)?;
        let mut wanted: Vec<(String, String)> = Vec::new();
        for tag in &form.tags {
            let tag = Tag::parse(&tag.key, &tag.value).map_err(|invalid| {
                ProblemView::with_input("tags", &format!("A tag cannot be stored: {invalid}."))
            })?;
            if wanted.iter().any(|(key, _)| *key == tag.key) {
                return Err(ProblemView::with_input("tags", &format!("There are two tags {}.", tag.key)));
            }
            wanted.push((tag.key, tag.value));
        }
        if wanted.len() > MAX_TAGS {
            return Err(ProblemView::with_input("tags", "A link can have 50 tags."));
        }
        let present = account
            .gateway()
            .get_account_association(&link)
            .await
            .map_err(|problem| ProblemView::from(&problem))?;
        let steps = tag_steps(&present, wanted)?;
        let name = link_name(&self.lock(), &link);
        self.perform_plan(&account, (link, name), PlanKind::EditTags, steps).await
    }

    /// What AWS would say to a device's name and owner as typed so far.
    ///
    /// # Errors
    /// None; the result has the form of every question.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn check_device_edit(&self, form: EditDeviceForm) -> Result<DeviceEditCheck, ProblemView> {
        let owner = form.owner.trim();
        Ok(DeviceEditCheck {
            name_problem: Some(form.name.trim())
                .filter(|name| !name.is_empty())
                .and_then(|name| DeviceName::parse(name).err())
                .map(|invalid| format!("The name cannot be stored: {invalid}.")),
            owner_problem: Some(owner)
                .filter(|owner| !owner.is_empty())
                .and_then(|owner| Owner::parse(owner).err())
                .map(|invalid| format!("The owner cannot be stored: {invalid}.")),
        })
    }

    /// Changes a device's name and owner in AWS.
    ///
    /// # Errors
    /// A problem when AWS would refuse them or did; it cannot take an owner away.
    pub async fn edit_device(&self, form: EditDeviceForm) -> Result<(), ProblemView> {
        let account = self.account_to_change()?;
        let link = parse_link(&form.account_association_id)?;
        let thing = parse_thing(&form.managed_thing_id)?;
        let present = account
            .gateway()
            .get_managed_thing(&thing)
            .await
            .map_err(|problem| ProblemView::from(&problem))?;
        let name = match form.name.trim() {
            "" if present.name.is_some() => {
                return Err(ProblemView::with_input("name", "AWS cannot take a name away, only change it."));
            }
            "" => None,
            typed => Some(DeviceName::parse(typed).map_err(|invalid| {
                ProblemView::with_input("name", &format!("The name cannot be stored: {invalid}."))
            })?),
        };
        let owner = match form.owner.trim() {
            "" if present.owner.is_some() => {
                return Err(ProblemView::with_input(
                    "owner",
                    "AWS cannot take an owner away, only change it.",
                ));
            }
            "" => None,
            typed => Some(Owner::parse(typed).map_err(|invalid| {
                ProblemView::with_input("owner", &format!("The owner cannot be stored: {invalid}."))
            })?),
        };
        let name =
            name.map(|name| name.as_str().to_owned()).filter(|name| Some(name) != present.name.as_ref());
        let owner = owner
            .map(|owner| owner.as_str().to_owned())
            .filter(|owner| Some(owner) != present.owner.as_ref());
        if name.is_none() && owner.is_none() {
            return Ok(());
        }
        let about = name.clone().or(present.name);
        let intent = Intent::UpdateManagedThing(UpdateManagedThing { managed_thing_id: thing, name, owner });
        let called = (link.clone(), link_name(&self.lock(), &link));
        self.perform_plan(&account, called, PlanKind::EditDevice, vec![Step::new(intent, about)]).await
    }

    /// The whole description of a link as far as it is known here.
    fn description_of(&self, link: &str) -> String {
        let Ok(link) = parse_link(link) else { return String::new() };
        let state = self.lock();
        let looked_at = state.link_page.of(&link).and_then(|page| page.link.as_ref()?.description.clone());
        let listed = || state.links.find(&link).and_then(|item| item.description.clone());
        looked_at.or_else(listed).unwrap_or_default()
    }
}

/// The note with our line of the former description after it.
fn described(note: &str, before: &str) -> String {
    let note = note_for_aws(note);
    match DescriptionLine::split(before).1 {
        Some(line) => line.after(&note),
        None => note,
    }
}

fn note_problem(typed: &str, description: &str, before: &str) -> Option<String> {
    if description.is_empty() && !before.is_empty() {
        return Some("AWS cannot make a description empty, only change it.".to_owned());
    }
    let is_lost = !typed.trim().is_empty() && note_for_aws(typed).is_empty();
    is_lost.then(|| "Nothing of it can be stored: AWS takes letters A-Z, digits, spaces, - and _.".to_owned())
}

fn tag_steps(present: &AccountAssociation, wanted: Vec<(String, String)>) -> Result<Vec<Step>, ProblemView> {
    let changed: Vec<(String, String)> =
        wanted.iter().filter(|tag| !present.tags.contains(tag)).cloned().collect();
    let keys: Vec<String> = present
        .tags
        .iter()
        // AWS's own tags are AWS's.
        .filter(|(key, _)| !key.starts_with("aws:") && !wanted.iter().any(|(wanted, _)| wanted == key))
        .map(|(key, _)| key.clone())
        .collect();
    if changed.is_empty() && keys.is_empty() {
        return Ok(Vec::new());
    }
    let Some(arn) = present.arn.clone() else {
        return Err(ProblemView::not_possible(
            "The tags cannot be changed",
            "AWS does not tell this link's ARN, and tags are set by it. Nothing was changed.",
        ));
    };
    let set = (!changed.is_empty())
        .then(|| Intent::TagResource(TagResource { resource_arn: arn.clone(), tags: changed }));
    let take =
        (!keys.is_empty()).then(|| Intent::UntagResource(UntagResource { resource_arn: arn.clone(), keys }));
    Ok([set, take].into_iter().flatten().map(|intent| Step::new(intent, None)).collect())
}
