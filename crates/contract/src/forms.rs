//! What comes in from the window. Lengths and patterns are checked by the desk;
//! nothing here is trusted.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{LogLevelView, SceneView, TextSizeView, ThemeView};

macro_rules! forms {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
            #[serde(rename_all = "camelCase", deny_unknown_fields)]
            pub struct $name {
                $($(#[$field_doc])* pub $field: $type,)*
            }
        )*
    };
}

pub(crate) use forms;

forms! {
    /// A command that needs nothing from the window.
    NothingForm {}

    /// Makes a link and begins its journey. The same `draft_id` twice, or a
    /// customer whose link is still waiting, opens the journey that is there.
    CreateAccountAssociationForm {
        /// Made by the window once per empty wizard.
        draft_id: String,
        connector_destination_id: String,
        /// The person's own spelling, or a job number.
        customer: String,
        job_number: Option<String>,
        owner: Option<String>,
        /// Free text for AWS, before our own line in the description.
        note: Option<String>,
        tags: Vec<TagForm>,
        /// Names the company credential; `None` has the customer sign in.
        auth_material_name: Option<String>,
        /// The person wants a further link although a settled one is there.
        second_link: bool,
    }

    TagForm { key: String, value: String }

    /// 'Check now' for one link.
    GetAccountAssociationForm { account_association_id: String }

    /// Registers one device by its three ids.
    RegisterAccountAssociationForm {
        managed_thing_id: String,
        account_association_id: String,
        device_discovery_id: String,
    }

    SceneForm { scene: SceneView }

    SettingsForm {
        technical_view: bool,
        theme: ThemeView,
        text_size: TextSizeView,
        company: String,
        telephone: String,
        initials: String,
        private_window_first: bool,
        job_number_only: bool,
        /// How a link is named at AWS; empty means `{customer}`.
        name_pattern: String,
        log_level: LogLevelView,
    }

    JourneyForm { journey_id: String }

    LinkForm { account_association_id: String }

    /// An empty owner takes it away.
    SetOwnerForm { journey_id: String, owner: String }

    RenameLinkForm { journey_id: String, customer: String }

    OpenSignInPageForm { journey_id: String, private_window: bool }

    /// `host` is the one that was shown to the person.
    TrustSignInHostForm { journey_id: String, host: String }

    /// `text` holds the place of the address as `[sign-in address]`.
    CopyMessageForm { journey_id: String, text: String }

    ChooseDevicesForm {
        journey_id: String,
        /// Empty means every device that can be chosen.
        connector_device_ids: Vec<String>,
        chosen: bool,
    }

    RenameDeviceForm { journey_id: String, connector_device_id: String, name: String }

    RegisterManagedThingForm { journey_id: String, managed_thing_id: String }

    CopyTextForm { text: String }

    /// What the wizard's first stop holds so far.
    CustomerForm {
        connector_destination_id: Option<String>,
        customer: String,
        job_number: Option<String>,
        owner: Option<String>,
        note: Option<String>,
        tags: Vec<TagForm>,
    }

    ListDevicesForm { journey_id: String, search: String, offset: u32 }

    ListManagedThingsForm { journey_id: String, search: String, offset: u32 }

    LookUpIdsForm { managed_thing_id: String, account_association_id: String, device_discovery_id: String }
}
