//! What one operation may look at and do while it is carried out. Reading the
//! clock has happened before; committing goes through here.

use serde_json::{Map, Value};

use crate::chance::Chance;
use crate::failure::Failure;
use crate::faults::Fault;
use crate::input::Input;
use crate::keeping::Keeping;
use crate::moment::Moment;
use crate::scenery::Scenery;
use crate::settings::Settings;
use crate::world::World;
use crate::world::commit::{Commit, CommittedRequest};

pub(crate) struct Turn<'a> {
    pub(crate) world: &'a mut World,
    pub(crate) keeping: &'a mut Keeping,
    pub(crate) chance: &'a mut Chance,
    pub(crate) scenery: &'a mut Scenery,
    pub(crate) settings: &'a Settings,
    /// The fault that hits this request, where it changes what is done.
    pub(crate) fault: Option<&'a Fault>,
    pub(crate) operation: &'static str,
    pub(crate) now: Moment,
    /// Scheme, address and port under which this service is reached.
    pub(crate) endpoint: &'a str,
    pub(crate) request_id: &'a str,
}

pub(crate) const REGION: &str = "eu-west-1";
pub(crate) const ACCOUNT: &str = "123456789012";

impl Turn<'_> {
    /// Writes the request into the world and the ledger; gives the response back.
    ///
    /// # Errors
    /// The request could not be kept; nothing was done then.
    pub(crate) fn commit(
        &mut self,
        input: &Input,
        response: Value,
        commit: Commit,
    ) -> Result<Value, Failure> {
        let request = Value::Object(input.members().clone());
        self.commit_request(request, response, commit)
    }

    pub(crate) fn commit_request(
        &mut self,
        request: Value,
        response: Value,
        commit: Commit,
    ) -> Result<Value, Failure> {
        let committed = CommittedRequest {
            sequence: self.world.committed.len() as u64 + 1,
            at: self.now,
            operation: self.operation.to_owned(),
            request_id: self.request_id.to_owned(),
            request,
            response: response.clone(),
            commit,
        };
        self.keeping.keep(&committed)?;
        self.world.apply(committed);
        Ok(response)
    }

    /// Whether lists show what was made then: they may lag behind.
    pub(crate) fn is_listed(&self, made_at: Moment) -> bool {
        made_at.after(self.settings.list_lag) <= self.now
    }

    /// The request committed earlier with the same client token, if any. Other
    /// parameters under a used token are a conflict (service.md 8.7).
    pub(crate) fn repeated(&self, input: &Input) -> Result<Option<&CommittedRequest>, Failure> {
        let Some(earlier) = input
            .text("ClientToken")
            .and_then(|token| self.world.committed_with_token(self.operation, token))
        else {
            return Ok(None);
        };
        let mut parameters = earlier.request.clone();
        if let Some(members) = parameters.as_object_mut() {
            members.shift_remove("ClientToken");
        }
        if parameters == input.without_client_token() {
            Ok(Some(earlier))
        } else {
            Err(Failure::conflict("The ClientToken was already used with other parameters."))
        }
    }
}

pub(crate) fn arn(kind: &str, id: &str) -> String {
    format!("arn:aws:iotmanagedintegrations:{REGION}:{ACCOUNT}:{kind}/{id}")
}

/// A JSON object without the members that have no value.
pub(crate) fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let present = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(present.collect::<Map<_, _>>())
}

pub(crate) fn said(text: impl Into<String>) -> Option<Value> {
    Some(Value::String(text.into()))
}

#[cfg(test)]
mod tests;
