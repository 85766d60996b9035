//! Mutations with their exact parameters, under the names AWS gives them.

use onboarding::{
    AccountAssociationId, ClientToken, ConnectorDestinationId, ConnectorDeviceId, CreateAccountAssociation,
    CreateManagedThing, DeregisterAccountAssociation, DeviceDiscoveryId, Intent, ManagedThingId,
    RegisterAccountAssociation, StartDeviceDiscovery, TagResource, UntagResource, UpdateAccountAssociation,
    UpdateManagedThing,
};
use serde::{Deserialize, Serialize};

use super::{Unreadable, from_json, to_json};

/// The parameters as JSON, without the material of a `CreateManagedThing`.
pub(crate) fn parameters(intent: &Intent) -> String {
    match intent {
        Intent::CreateAccountAssociation(it) => to_json(&CreateLink {
            client_token: it.client_token.as_str().to_owned(),
            connector_destination_id: it.connector_destination_id.as_str().to_owned(),
            name: it.name.clone(),
            description: it.description.clone(),
            tags: it.tags.clone(),
            auth_material_name: it.auth_material_name.clone(),
        }),
        Intent::UpdateAccountAssociation(it) => to_json(&UpdateLink {
            account_association_id: it.account_association_id.as_str().to_owned(),
            name: it.name.clone(),
            description: it.description.clone(),
        }),
        Intent::DeleteAccountAssociation(id) | Intent::StartAccountAssociationRefresh(id) => {
            to_json(&LinkAlone { account_association_id: id.as_str().to_owned() })
        }
        Intent::StartDeviceDiscovery(it) => to_json(&StartSearch {
            client_token: it.client_token.as_str().to_owned(),
            account_association_id: it.account_association_id.as_str().to_owned(),
            connector_device_id_list: it
                .connector_device_ids
                .iter()
                .map(|id| id.as_str().to_owned())
                .collect(),
        }),
        Intent::CreateManagedThing(it) => to_json(&CreateThing {
            client_token: it.client_token.as_str().to_owned(),
            name: it.name.clone(),
            owner: it.owner.clone(),
            brand: it.brand.clone(),
            model: it.model.clone(),
            classification: it.classification.clone(),
        }),
        Intent::RegisterAccountAssociation(it) => to_json(&Register {
            managed_thing_id: it.managed_thing_id.as_str().to_owned(),
            account_association_id: it.account_association_id.as_str().to_owned(),
            device_discovery_id: it.device_discovery_id.as_str().to_owned(),
        }),
        Intent::DeregisterAccountAssociation(it) => to_json(&Deregister {
            managed_thing_id: it.managed_thing_id.as_str().to_owned(),
            account_association_id: it.account_association_id.as_str().to_owned(),
        }),
        Intent::UpdateManagedThing(it) => to_json(&UpdateThing {
            identifier: it.managed_thing_id.as_str().to_owned(),
            name: it.name.clone(),
            owner: it.owner.clone(),
        }),
        Intent::DeleteManagedThing(id) => to_json(&ThingAlone { identifier: id.as_str().to_owned() }),
        Intent::TagResource(it) => {
            to_json(&Tag { resource_arn: it.resource_arn.clone(), tags: it.tags.clone() })
        }
        Intent::UntagResource(it) => {
            to_json(&Untag { resource_arn: it.resource_arn.clone(), tag_keys: it.keys.clone() })
        }
    }
}

/// The intent as it was sent; the material of a `CreateManagedThing` is empty.
pub(crate) fn restore(operation: &str, parameters: &str) -> Result<Intent, Unreadable> {
    Ok(match operation {
        "CreateAccountAssociation" => {
            let it: CreateLink = from_json(parameters)?;
            Intent::CreateAccountAssociation(CreateAccountAssociation {
                client_token: ClientToken::new(it.client_token),
                connector_destination_id: ConnectorDestinationId::new(it.connector_destination_id),
                name: it.name,
                description: it.description,
                tags: it.tags,
                auth_material_name: it.auth_material_name,
            })
        }
        "UpdateAccountAssociation" => {
            let it: UpdateLink = from_json(parameters)?;
            Intent::UpdateAccountAssociation(UpdateAccountAssociation {
                account_association_id: AccountAssociationId::new(it.account_association_id),
                name: it.name,
                description: it.description,
            })
        }
        "DeleteAccountAssociation" => {
            let it: LinkAlone = from_json(parameters)?;
            Intent::DeleteAccountAssociation(AccountAssociationId::new(it.account_association_id))
        }
        "StartAccountAssociationRefresh" => {
            let it: LinkAlone = from_json(parameters)?;
            Intent::StartAccountAssociationRefresh(AccountAssociationId::new(it.account_association_id))
        }
        "StartDeviceDiscovery" => {
            let it: StartSearch = from_json(parameters)?;
            Intent::StartDeviceDiscovery(StartDeviceDiscovery {
                client_token: ClientToken::new(it.client_token),
                account_association_id: AccountAssociationId::new(it.account_association_id),
                connector_device_ids: it
                    .connector_device_id_list
                    .into_iter()
                    .map(ConnectorDeviceId::new)
                    .collect(),
            })
        }
        "CreateManagedThing" => {
            let it: CreateThing = from_json(parameters)?;
            Intent::CreateManagedThing(CreateManagedThing {
                client_token: ClientToken::new(it.client_token),
                authentication_material: String::new(),
                name: it.name,
                owner: it.owner,
                brand: it.brand,
                model: it.model,
                classification: it.classification,
            })
        }
        "RegisterAccountAssociation" => {
            let it: Register = from_json(parameters)?;
            Intent::RegisterAccountAssociation(RegisterAccountAssociation {
                managed_thing_id: ManagedThingId::new(it.managed_thing_id),
                account_association_id: AccountAssociationId::new(it.account_association_id),
                device_discovery_id: DeviceDiscoveryId::new(it.device_discovery_id),
            })
        }
        "DeregisterAccountAssociation" => {
            let it: Deregister = from_json(parameters)?;
            Intent::DeregisterAccountAssociation(DeregisterAccountAssociation {
                managed_thing_id: ManagedThingId::new(it.managed_thing_id),
                account_association_id: AccountAssociationId::new(it.account_association_id),
            })
        }
        "UpdateManagedThing" => {
            let it: UpdateThing = from_json(parameters)?;
            Intent::UpdateManagedThing(UpdateManagedThing {
                managed_thing_id: ManagedThingId::new(it.identifier),
                name: it.name,
                owner: it.owner,
            })
        }
        "DeleteManagedThing" => {
            let it: ThingAlone = from_json(parameters)?;
            Intent::DeleteManagedThing(ManagedThingId::new(it.identifier))
        }
        "TagResource" => {
            let it: Tag = from_json(parameters)?;
            Intent::TagResource(TagResource { resource_arn: it.resource_arn, tags: it.tags })
        }
        "UntagResource" => {
            let it: Untag = from_json(parameters)?;
            Intent::UntagResource(UntagResource { resource_arn: it.resource_arn, keys: it.tag_keys })
        }
        other => return Err(Unreadable::Unknown { what: "operation", found: other.to_owned() }),
    })
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CreateLink {
    client_token: String,
    connector_destination_id: String,
    name: String,
    description: String,
    #[serde(with = "map")]
    tags: Vec<(String, String)>,
    auth_material_name: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct UpdateLink {
    account_association_id: String,
    name: Option<String>,
    description: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct LinkAlone {
    account_association_id: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct StartSearch {
    client_token: String,
    account_association_id: String,
    connector_device_id_list: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CreateThing {
    client_token: String,
    name: Option<String>,
    owner: Option<String>,
    brand: Option<String>,
    model: Option<String>,
    classification: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Register {
    managed_thing_id: String,
    account_association_id: String,
    device_discovery_id: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Deregister {
    managed_thing_id: String,
    account_association_id: String,
}

/// AWS calls a device `Identifier` where nothing else is named beside it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct UpdateThing {
    identifier: String,
    name: Option<String>,
    owner: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ThingAlone {
    identifier: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Tag {
    resource_arn: String,
    #[serde(with = "map")]
    tags: Vec<(String, String)>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Untag {
    resource_arn: String,
    tag_keys: Vec<String>,
}

/// Pairs as a JSON object, in their order.
mod map {
    use std::fmt;

    use serde::{
        Deserializer, Serializer,
        de::{MapAccess, Visitor},
    };

    type Pairs = Vec<(String, String)>;

    pub(super) fn serialize<S: Serializer>(pairs: &Pairs, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(pairs.iter().map(|(key, value)| (key, value)))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Pairs, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of texts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(pairs)
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}
