//! Naming the customer: what AWS would store, and what it would refuse.

use contract::{
    CreateAccountAssociationForm, CustomerCheck, CustomerForm, ExistingLinkView, FieldProblem, FieldView,
    ProblemView, SettingsView, TagForm,
};
use onboarding::{
    Access, AccountAssociationName, AssociationState, ConnectorDestinationId, InvalidName, NamePattern,
    Owner, Tag, journey::Customer,
};

use crate::{Desk, aws_accounts::sentence, beginnings::note_for_aws, links};

/// `TagsMap` takes at most this many.
const MAX_TAGS: usize = 50;

/// How links are named at AWS.
pub(crate) struct Naming {
    /// AWS gets the job number and not the name.
    pub(crate) job_number_only: bool,
    pub(crate) pattern: NamePattern,
    pub(crate) initials: String,
}

impl Naming {
    pub(crate) fn of(settings: &SettingsView) -> Self {
        // What is kept was checked; an empty one is the name alone.
        let pattern = NamePattern::parse(&settings.name_pattern).unwrap_or_default();
        let job_number_only = settings.job_number_only;
        Self { job_number_only, pattern, initials: settings.initials.clone() }
    }

    /// The name AWS gets for a customer whose spelling is corrected.
    pub(crate) fn name(
        &self,
        spelling: &str,
        job_number: Option<&str>,
    ) -> Result<AccountAssociationName, InvalidName> {
        self.pattern.apply(spelling, job_number.unwrap_or_default(), &self.initials)
    }
}

/// A form that would be accepted.
pub(crate) struct Wanted {
    pub(crate) connector_destination_id: ConnectorDestinationId,
    pub(crate) stored_name: String,
    pub(crate) job_number: Option<String>,
    pub(crate) access: Access,
    spelling: String,
    owner: Option<String>,
    note: String,
    tags: Vec<Tag>,
}

impl Wanted {
    /// # Errors
    /// The first field AWS would refuse.
    pub(crate) fn read(form: &CreateAccountAssociationForm, naming: &Naming) -> Result<Self, ProblemView> {
        let typed = Typed {
            customer: &form.customer,
            job_number: form.job_number.as_deref(),
            owner: form.owner.as_deref(),
            tags: &form.tags,
            naming,
        };
        let connector_destination_id = ConnectorDestinationId::parse(&form.connector_destination_id)
            .map_err(|_| ProblemView::with_input("deviceCloud", "Choose a device cloud."))?;
        let read = typed.read();
        if let Some(problem) = read.problems.first() {
            return Err(ProblemView::with_input(field_name(problem.field), &problem.message));
        }
        let stored_name = read.stored_name.ok_or_else(|| {
            ProblemView::with_input("customer", "Give the customer a name or a job number.")
        })?;
        Ok(Self {
            connector_destination_id,
            stored_name,
            job_number: text(form.job_number.as_deref()),
            access: form.auth_material_name.clone().map_or(Access::CustomerSignsIn, |auth_material_name| {
                Access::CompanyCredential { auth_material_name }
            }),
            spelling: form.customer.trim().to_owned(),
            owner: read.owner,
            note: note_for_aws(form.note.as_deref().unwrap_or_default()),
            tags: read.tags,
        })
    }

    pub(crate) fn customer(&self) -> Customer {
        Customer {
            spelling: self.spelling.clone(),
            stored_name: self.stored_name.clone(),
            job_number: self.job_number.clone(),
            owner: self.owner.clone(),
            note: self.note.clone(),
            tags: self.tags.clone(),
        }
    }
}

impl Desk {
    /// What AWS would make of what is typed so far.
    ///
    /// # Errors
    /// None so far; the result has the form of every question.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn check_customer(&self, form: CustomerForm) -> Result<CustomerCheck, ProblemView> {
        self.refresh_links_if_stale();
        let naming = Naming::of(&self.lock().settings);
        let typed = Typed {
            customer: &form.customer,
            job_number: form.job_number.as_deref(),
            owner: form.owner.as_deref(),
            tags: &form.tags,
            naming: &naming,
        };
        let read = typed.read();
        let existing = match (&read.stored_name, &form.connector_destination_id) {
            (Some(name), Some(device_cloud)) => self.existing_link(name, device_cloud),
            (Some(_) | None, Some(_) | None) => None,
        };
        Ok(CustomerCheck {
            converted: read.stored_name.as_deref().is_some_and(|name| name != form.customer.trim()),
            stored_name: read.stored_name,
            problems: read.problems,
            existing,
        })
    }

    /// The customer's link at this device cloud that most needs to be known of.
    fn existing_link(&self, name: &str, device_cloud: &str) -> Option<ExistingLinkView> {
        let same = self.links_named(device_cloud, name);
        let same = same.iter().filter(|item| item.state != AssociationState::Deleting);
        let waits = |item: &onboarding::AccountAssociationItem| item.state == AssociationState::InProgress;
        let item = same.max_by_key(|item| waits(item))?;
        Some(ExistingLinkView {
            account_association_id: item.id.as_str().to_owned(),
            name: item.name.clone().unwrap_or_default(),
            state: links::state_view(&item.state),
            must_continue: waits(item),
        })
    }
}

struct Typed<'a> {
    customer: &'a str,
    job_number: Option<&'a str>,
    naming: &'a Naming,
    owner: Option<&'a str>,
    tags: &'a [TagForm],
}

struct Read {
    stored_name: Option<String>,
    owner: Option<String>,
    tags: Vec<Tag>,
    problems: Vec<FieldProblem>,
}

impl Typed<'_> {
    fn read(&self) -> Read {
        let mut read = Read { stored_name: None, owner: None, tags: Vec::new(), problems: Vec::new() };
        self.read_name(&mut read);
        if let Some(owner) = text(self.owner) {
            match Owner::parse(&owner) {
                Ok(owner) => read.owner = Some(owner.as_str().to_owned()),
                Err(invalid) => read.refuse(FieldView::Owner, None, &invalid),
            }
        }
        self.read_tags(&mut read);
        read
    }

    fn read_name(&self, read: &mut Read) {
        let Naming { job_number_only, pattern, initials } = self.naming;
        let (field, spelling) = if *job_number_only {
            (FieldView::JobNumber, self.job_number.unwrap_or_default())
        } else {
            (FieldView::Customer, self.customer)
        };
        if !spelling.trim().is_empty() {
            match pattern.apply(spelling, self.job_number.unwrap_or_default(), initials) {
                Ok(name) => read.stored_name = Some(name.as_str().to_owned()),
                Err(invalid) => read.refuse(field, None, &invalid),
            }
        } else if *job_number_only && !self.customer.trim().is_empty() {
            let message = "AWS gets the job number alone: type one.".to_owned();
            read.say(FieldView::JobNumber, None, message);
        }
    }

    fn read_tags(&self, read: &mut Read) {
        for (index, tag) in self.tags.iter().enumerate() {
            if tag.key.trim().is_empty() && tag.value.is_empty() {
                continue;
            }
            let index = u32::try_from(index).ok();
            match Tag::parse(&tag.key, &tag.value) {
                Ok(tag) if read.tags.iter().any(|known| known.key == tag.key) => {
                    read.say(FieldView::TagKey, index, "This tag is there twice.".to_owned());
                }
                Ok(_) if read.tags.len() == MAX_TAGS => {
                    read.say(FieldView::TagKey, index, format!("AWS takes at most {MAX_TAGS} tags."));
                }
                Ok(tag) => read.tags.push(tag),
                Err(invalid) => {
                    let field = if tag.key.trim().chars().count() <= 128
                        && !tag.key.trim().is_empty()
                        && invalid != InvalidName::Reserved
                    {
                        FieldView::TagValue
                    } else {
                        FieldView::TagKey
                    };
                    read.refuse(field, index, &invalid);
                }
            }
        }
    }
}

impl Read {
    fn refuse(&mut self, field: FieldView, index: Option<u32>, invalid: &InvalidName) {
        self.say(field, index, sentence(&invalid.to_string()));
    }

    fn say(&mut self, field: FieldView, index: Option<u32>, message: String) {
        self.problems.push(FieldProblem { field, index, message });
    }
}

fn text(typed: Option<&str>) -> Option<String> {
    typed.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn field_name(field: FieldView) -> &'static str {
    match field {
        FieldView::DeviceCloud => "deviceCloud",
        FieldView::Customer => "customer",
        FieldView::JobNumber => "jobNumber",
        FieldView::Owner => "owner",
        FieldView::Note => "note",
        FieldView::TagKey | FieldView::TagValue => "tags",
    }
}
