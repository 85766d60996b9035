//! An event log configuration: for which resources the service writes its log.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct EventLogConfiguration {
    pub(crate) id: String,
    pub(crate) resource_type: String,
    pub(crate) resource_id: Option<String>,
    pub(crate) level: String,
    /// It was deleted; its place stays, so that positions in lists never move.
    pub(crate) deleted: bool,
}
