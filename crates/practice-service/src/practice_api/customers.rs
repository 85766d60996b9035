//! The vendors' customers: who they are, what devices they have and how these
//! change, and their sign-in in one step.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{bad, fits};
use crate::failure::Failure;
use crate::practice::State;
use crate::shapes;
use crate::vendors::answer::{CustomerAnswer, answer_sign_in};
use crate::world::commit::Commit;
use crate::world::vendor::{self, Device, VENDORS, Vendor};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct SignInForm {
    account_association_id: String,
    customer: String,
    outcome: OutcomeForm,
    /// Of a sign-in that is denied.
    error_message: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum OutcomeForm {
    Allow,
    Deny,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct DevicesForm {
    customer: String,
    /// Needed where several vendors know the customer.
    vendor: Option<String>,
    /// `ConnectorDeviceId`s.
    #[serde(default)]
    remove: Vec<String>,
    /// One with the id of a device that is there takes its place.
    #[serde(default)]
    add: Vec<DeviceForm>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DeviceForm {
    connector_device_id: String,
    connector_device_name: String,
    #[serde(default)]
    device_types: Vec<String>,
    brand: Option<String>,
    model: Option<String>,
    /// Without it the vendor's usual one, where the id has no dot.
    authentication_material: Option<String>,
    /// Whether each search reports it as changed.
    #[serde(default)]
    changes: bool,
}

pub(super) fn shown(state: &State, slug: Option<&str>) -> Result<Value, Failure> {
    if let Some(slug) = slug {
        known_vendor(slug)?;
    }
    let wanted = VENDORS.into_iter().filter(|vendor| slug.is_none_or(|slug| slug == vendor.slug));
    let customers = wanted.flat_map(|vendor| {
        vendor.all_customers().map(move |customer| {
            let devices = state.world.devices_of(vendor, customer.key).into_iter().map(|device| {
                json!({
                    "connectorDeviceId": device.id,
                    "connectorDeviceName": device.name,
                    "deviceTypes": device.kinds,
                    "brand": device.brand,
                    "model": device.model,
                    "authenticationMaterial": device.material,
                })
            });
            json!({
                "vendor": vendor.slug,
                "customer": customer.key,
                "name": customer.name,
                "email": format!("{}@example.com", customer.key),
                "signsIn": customer.signs_in,
                "devices": devices.collect::<Vec<_>>(),
            })
        })
    });
    Ok(json!({"customers": customers.collect::<Vec<_>>()}))
}

/// The whole OAuth leg in one step.
pub(super) fn sign_in(state: &mut State, form: SignInForm, request_id: &str) -> Result<Value, Failure> {
    let now = state.now();
    let association = state
        .world
        .account_associations
        .get(&form.account_association_id)
        .filter(|association| !association.is_gone(now))
        .ok_or_else(|| Failure::not_found("AccountAssociation", &form.account_association_id))?;
    if !association.awaits_sign_in() {
        return Err(Failure::conflict("This link does not wait for a sign-in."));
    }
    let destination = state.world.connector_destination(&association.connector_destination_id);
    let account = destination.and_then(|destination| destination.vendor.account_of(&form.customer));
    let customer =
        account.ok_or_else(|| bad(format!("{} is not a customer of this vendor.", form.customer)))?;
    let answer = match form.outcome {
        OutcomeForm::Allow => CustomerAnswer::Allowed { customer },
        OutcomeForm::Deny => match form.error_message {
            Some(message) => {
                fits(&shapes::ACCOUNT_ASSOCIATION_ERROR_MESSAGE, &message, "errorMessage")?;
                CustomerAnswer::Denied { message }
            }
            None => CustomerAnswer::denied(),
        },
    };
    let id = form.account_association_id;
    answer_sign_in(state, &id, answer, request_id)?;
    let association = state.world.account_associations.get(&id);
    let state_name = association.map(|association| association.state(now).name());
    Ok(json!({"accountAssociationId": id, "associationState": state_name}))
}

/// A discovery finds what is there when it starts.
pub(super) fn change_devices(
    state: &mut State,
    form: DevicesForm,
    request_id: &str,
) -> Result<Value, Failure> {
    let vendor = vendor_of(&form)?;
    let there = state.world.devices_of(vendor, &form.customer);
    if let Some(id) = form.remove.iter().find(|id| !there.iter().any(|device| &device.id == *id)) {
        return Err(bad(format!("{} has no device {id}.", form.customer)));
    }
    let add = form.add.into_iter().map(device).collect::<Result<Vec<_>, _>>()?;
    let request = json!({"Vendor": vendor.slug, "Customer": form.customer, "Remove": form.remove,
        "Add": add.iter().map(|device| device.id.as_str()).collect::<Vec<_>>()});
    let commit = Commit::CustomerDevicesChanged {
        vendor: vendor.slug.to_owned(),
        customer: form.customer.clone(),
        remove: form.remove,
        add,
    };
    state.commit("PracticeDevices", request, commit, request_id)?;
    let devices = state.world.devices_of(vendor, &form.customer).into_iter().map(|device| device.id);
    Ok(
        json!({"vendor": vendor.slug, "customer": form.customer, "connectorDeviceIds": devices.collect::<Vec<_>>()}),
    )
}

fn vendor_of(form: &DevicesForm) -> Result<&'static Vendor, Failure> {
    let named = form.vendor.as_deref().map(known_vendor).transpose()?;
    let knows = |vendor: &&Vendor| vendor.knows(&form.customer);
    let mut knowing = VENDORS
        .into_iter()
        .filter(|vendor| named.is_none_or(|named| named.slug == vendor.slug))
        .filter(knows);
    match (knowing.next(), knowing.next()) {
        (Some(vendor), None) => Ok(vendor),
        (Some(_), Some(_)) => Err(bad(format!("{} needs a vendor as well.", form.customer))),
        (None, _) => Err(bad(format!("{} is not a customer.", form.customer))),
    }
}

fn device(form: DeviceForm) -> Result<Device, Failure> {
    let id = form.connector_device_id;
    fits(&shapes::CONNECTOR_DEVICE_ID, &id, "connectorDeviceId")?;
    fits(&shapes::CONNECTOR_DEVICE_NAME, &form.connector_device_name, "connectorDeviceName")?;
    for kind in &form.device_types {
        fits(&shapes::DEVICE_TYPE, kind, "deviceTypes")?;
    }
    for (shape, value, name) in [
        (&shapes::BRAND, &form.brand, "brand"),
        (&shapes::MODEL, &form.model, "model"),
        (&shapes::AUTH_MATERIAL_STRING, &form.authentication_material, "authenticationMaterial"),
    ] {
        if let Some(value) = value {
            fits(shape, value, name)?;
        }
    }
    let usual = || format!("CLOUD:PRACTICE:{}", id.replace('.', "|"));
    Ok(Device {
        name: form.connector_device_name,
        kinds: form.device_types,
        brand: form.brand,
        model: form.model,
        material: Some(form.authentication_material.unwrap_or_else(usual)),
        changes: form.changes,
        id,
    })
}

fn known_vendor(slug: &str) -> Result<&'static Vendor, Failure> {
    vendor::with_slug(slug).ok_or_else(|| {
        let slugs: Vec<_> = VENDORS.iter().map(|vendor| vendor.slug).collect();
        bad(format!("{slug} is not a vendor; the vendors are {}.", slugs.join(", ")))
    })
}
