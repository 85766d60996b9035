//! One link as the list keeps it: small, since there may be 100,000 of them.
//! Finding it and showing it never live here.

use std::{borrow::Cow, collections::HashSet, sync::Arc};

use jiff::civil::Date;
use onboarding::{
    AccountAssociationId, AccountAssociationItem, AssociationState, ConnectorDestinationId, DescriptionLine,
    Timestamp, fit_to_show,
};

use super::{folding::fold_into, memo::Memo};

/// Shorter than what [`fit_to_show`] cuts, in bytes.
const FIT: usize = 256;

/// A link with what this computer knows of it.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(super) id: Arc<str>,
    /// As AWS has it.
    name: Option<Arc<str>>,
    description: Option<Arc<str>>,
    pub(super) error_message: Option<Arc<str>>,
    pub(super) state: AssociationState,
    pub(super) device_cloud: Option<Arc<str>>,
    /// From our own line in the description.
    pub(super) made: Option<Made>,
    pub(super) first_seen: Timestamp,
    /// `None` for the state it had when it was first seen.
    pub(super) state_since: Option<Timestamp>,
}

#[derive(Debug, Clone)]
pub(super) struct Made {
    pub(super) on: Arc<str>,
    /// `None` when `on` is no day.
    pub(super) day: Option<Date>,
    pub(super) author: Option<Arc<str>>,
    pub(super) job_number: Option<Arc<str>>,
}

/// Texts that many links have, each kept once.
#[derive(Debug, Default)]
pub(super) struct Pool(HashSet<Arc<str>>);

impl Pool {
    fn text(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.get(text) {
            return Arc::clone(known);
        }
        let text: Arc<str> = text.into();
        self.0.insert(Arc::clone(&text));
        text
    }
}

impl Link {
    /// As AWS lists it; it is first seen at `at`.
    pub(super) fn new(item: &AccountAssociationItem, at: Timestamp, pool: &mut Pool) -> Self {
        let made = item.description.as_deref().and_then(|text| DescriptionLine::split(text).1);
        Self {
            id: item.id.as_str().into(),
            name: item.name.as_deref().map(Arc::from),
            description: item.description.as_deref().map(Arc::from),
            error_message: item.error_message.as_deref().map(|text| pool.text(text)),
            state: item.state.clone(),
            device_cloud: item.connector_destination_id.as_ref().map(|id| pool.text(id.as_str())),
            made: made.map(|line| Made {
                day: line.made_on.parse().ok(),
                on: pool.text(&line.made_on),
                author: line.author.map(|author| pool.text(&author)),
                job_number: line.job_number.map(Arc::from),
            }),
            first_seen: at,
            state_since: None,
        }
    }

    /// Exactly what AWS listed.
    pub(crate) fn item(&self) -> AccountAssociationItem {
        let text = |text: &Option<Arc<str>>| text.as_deref().map(str::to_owned);
        AccountAssociationItem {
            id: AccountAssociationId::new(&*self.id),
            state: self.state.clone(),
            error_message: text(&self.error_message),
            connector_destination_id: self.device_cloud(),
            name: text(&self.name),
            description: text(&self.description),
        }
    }

    pub(super) fn association_id(&self) -> AccountAssociationId {
        AccountAssociationId::new(&*self.id)
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn device_cloud(&self) -> Option<ConnectorDestinationId> {
        self.device_cloud.as_deref().map(ConnectorDestinationId::new)
    }

    /// AWS lists it as it is here.
    pub(super) fn is(&self, item: &AccountAssociationItem) -> bool {
        self.state == item.state
            && self.name.as_deref() == item.name.as_deref()
            && self.description.as_deref() == item.description.as_deref()
            && self.error_message.as_deref() == item.error_message.as_deref()
            && self.device_cloud.as_deref() == item.connector_destination_id.as_ref().map(|id| id.as_str())
    }

    /// The name fit to be shown; `None` for a link without one.
    pub(crate) fn name(&self) -> Option<Cow<'_, str>> {
        let name = self.name.as_deref()?;
        let is_fit = name.bytes().all(|byte| matches!(byte, b' '..=b'~')) && name.len() <= FIT;
        if is_fit && !name.is_empty() && name.trim().len() == name.len() {
            return Some(Cow::Borrowed(name));
        }
        fit_to_show(name).map(Cow::Owned)
    }

    pub(crate) fn made_on(&self) -> Option<&str> {
        self.made.as_ref().map(|made| &*made.on)
    }

    pub(crate) fn author(&self) -> Option<&str> {
        self.made.as_ref()?.author.as_deref()
    }

    pub(crate) fn job_number(&self) -> Option<&str> {
        self.made.as_ref()?.job_number.as_deref()
    }

    /// It waits for a sign-in and was made by a Linkwright.
    pub(super) fn waits_and_is_ours(&self) -> bool {
        self.state == AssociationState::InProgress && self.made.is_some()
    }

    /// All that is searched, in the form it is searched by.
    pub(super) fn haystack(&self, memo: Option<&Memo>) -> String {
        let mut haystack = String::new();
        let name = self.name();
        let description = self.description.as_deref();
        let memo = memo.map(|memo| [memo.spelling.as_deref(), memo.note.as_deref()]).unwrap_or_default();
        for text in [name.as_deref(), description].into_iter().chain(memo).flatten() {
            fold_into(text, &mut haystack);
        }
        haystack
    }
}
