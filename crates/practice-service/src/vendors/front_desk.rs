//! Forms and codes that the vendors have handed out and not yet got back. Each
//! is good for once; forms also for a limited time.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use crate::chance::Chance;
use crate::moment::Moment;

/// A page left open for longer has expired.
const FORM_LIFETIME: Duration = Duration::from_secs(10 * 60);
/// Enough for every browser tab of a practice run; the oldest goes first.
const MOST_FORMS: usize = 1000;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Form {
    /// The `state` of the authorization request it belongs to.
    pub(crate) key: String,
    pub(crate) vendor: &'static str,
    pub(crate) step: Step,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Step {
    SigningIn,
    Consenting { customer: String },
}

#[derive(Debug, Default)]
pub(crate) struct FrontDesk {
    forms: HashMap<String, (Form, Moment)>,
    order: VecDeque<String>,
    /// Authorization key and customer by code.
    codes: HashMap<String, (String, String)>,
}

impl FrontDesk {
    /// The one-time value that stands in the form.
    pub(crate) fn hand_out(&mut self, form: Form, now: Moment, chance: &mut Chance) -> String {
        let value = chance.id();
        self.forms.insert(value.clone(), (form, now.after(FORM_LIFETIME)));
        self.order.push_back(value.clone());
        while self.order.len() > MOST_FORMS {
            if let Some(oldest) = self.order.pop_front() {
                self.forms.remove(&oldest);
            }
        }
        value
    }

    pub(crate) fn take_back(&mut self, value: &str, now: Moment) -> Option<Form> {
        let (form, expires_at) = self.forms.remove(value)?;
        (now < expires_at).then_some(form)
    }

    pub(crate) fn hand_out_code(&mut self, key: &str, customer: String, chance: &mut Chance) -> String {
        let code = chance.id();
        self.codes.insert(code.clone(), (key.to_owned(), customer));
        code
    }

    /// The customer behind a code, for the authorization it was made for.
    pub(crate) fn redeem(&mut self, code: &str, key: &str) -> Option<String> {
        let (made_for, customer) = self.codes.remove(code)?;
        (made_for == key).then_some(customer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_codes_are_good_for_once() {
        let now = Moment::from_epoch_seconds(0);
        let chance = &mut Chance::System;
        let mut desk = FrontDesk::default();
        let form = Form { key: "k".to_owned(), vendor: "aria", step: Step::SigningIn };
        let value = desk.hand_out(form.clone(), now, chance);
        assert_eq!(desk.take_back(&value, now), Some(form.clone()));
        assert_eq!(desk.take_back(&value, now), None);
        let value = desk.hand_out(form, now, chance);
        assert_eq!(desk.take_back(&value, now.after(FORM_LIFETIME)), None, "it has expired");
        let code = desk.hand_out_code("k", "miller".to_owned(), chance);
        assert_eq!(desk.redeem(&code, "k").as_deref(), Some("miller"));
        assert_eq!(desk.redeem(&code, "k"), None);
    }
}
