//! Any plan there can be, with every kind of intent.

use onboarding::{
    AccountAssociationId, ClientToken, ConnectorDestinationId, ConnectorDeviceId, CreateAccountAssociation,
    CreateManagedThing, DeregisterAccountAssociation, DeviceDiscoveryId, Identity, Intent, ManagedThingId,
    RegisterAccountAssociation, StartDeviceDiscovery, TagResource, UntagResource, UpdateAccountAssociation,
    UpdateManagedThing,
};
use proptest::{collection::vec, option::of, prelude::*, sample::select};
use support::{Plan, PlanKind, Step, StepProgress};

use super::any_journey::{MATERIAL, at, problem, tags, text};

/// One that has not ended.
pub(super) fn any_plan() -> BoxedStrategy<Plan> {
    let kinds = vec![
        PlanKind::Unlink,
        PlanKind::RemoveDevices,
        PlanKind::EditLink,
        PlanKind::EditTags,
        PlanKind::EditDevice,
    ];
    let place = (text(), text(), of(text()));
    let link = (text().prop_map(AccountAssociationId::new), text(), select(kinds));
    let standing = (any::<(bool, bool, bool)>(), 0usize..1000, of(problem()), any::<u32>());
    (place, link, vec(step(), 0..6), at(), standing)
        .prop_map(|((account, region, endpoint), (link, link_name, kind), steps, begun_at, standing)| {
            let ((paused, listing, is_empty), found_more, problem, unreached) = standing;
            Plan {
                id: "plan".to_owned(),
                identity: Identity { partition: "aws".to_owned(), account, region, endpoint },
                link,
                link_name,
                kind,
                steps,
                begun_at,
                paused,
                found_more,
                listing,
                is_empty,
                problem,
                unreached,
                ended_at: None,
            }
        })
        .boxed()
}

/// What a plan is after a restart: what must not be on disk is gone.
pub(super) fn restored(mut plan: Plan) -> Plan {
    for step in &mut plan.steps {
        if let Intent::CreateManagedThing(creation) = &mut step.intent {
            creation.authentication_material.clear();
        }
    }
    plan
}

fn step() -> BoxedStrategy<Step> {
    let progress = prop_oneof![
        Just(StepProgress::Waiting),
        Just(StepProgress::Sending),
        of(text()).prop_map(|request_id| StepProgress::Done { request_id }),
        Just(StepProgress::WasDone),
        problem().prop_map(StepProgress::Failed),
    ];
    (intent(), of(text()), progress)
        .prop_map(|(intent, about, progress)| Step { intent, about, progress })
        .boxed()
}

fn link() -> impl Strategy<Value = AccountAssociationId> {
    text().prop_map(AccountAssociationId::new)
}

fn thing() -> impl Strategy<Value = ManagedThingId> {
    text().prop_map(ManagedThingId::new)
}

fn intent() -> BoxedStrategy<Intent> {
    prop_oneof![on_links(), on_devices(), on_tags()].boxed()
}

fn on_links() -> BoxedStrategy<Intent> {
    prop_oneof![
        (text(), text(), text(), tags(), of(text())).prop_map(
            |(token, name, description, tags, auth_material_name)| {
                Intent::CreateAccountAssociation(CreateAccountAssociation {
                    client_token: ClientToken::new(token),
                    connector_destination_id: ConnectorDestinationId::new("cloud"),
                    name,
                    description,
                    tags,
                    auth_material_name,
                })
            }
        ),
        (link(), of(text()), of(text())).prop_map(|(account_association_id, name, description)| {
            Intent::UpdateAccountAssociation(UpdateAccountAssociation {
                account_association_id,
                name,
                description,
            })
        }),
        link().prop_map(Intent::DeleteAccountAssociation),
        link().prop_map(Intent::StartAccountAssociationRefresh),
        (text(), link(), vec(text().prop_map(ConnectorDeviceId::new), 0..3)).prop_map(
            |(token, account_association_id, connector_device_ids)| {
                Intent::StartDeviceDiscovery(StartDeviceDiscovery {
                    client_token: ClientToken::new(token),
                    account_association_id,
                    connector_device_ids,
                })
            }
        ),
    ]
    .boxed()
}

fn on_devices() -> BoxedStrategy<Intent> {
    prop_oneof![
        (text(), of(text()), of(text()), of(text())).prop_map(|(token, name, owner, model)| {
            Intent::CreateManagedThing(CreateManagedThing {
                client_token: ClientToken::new(token),
                authentication_material: MATERIAL.to_owned(),
                name,
                owner,
                brand: model.clone(),
                model,
                classification: None,
            })
        }),
        (thing(), link(), text()).prop_map(|(managed_thing_id, account_association_id, discovery)| {
            Intent::RegisterAccountAssociation(RegisterAccountAssociation {
                managed_thing_id,
                account_association_id,
                device_discovery_id: DeviceDiscoveryId::new(discovery),
            })
        }),
        (thing(), link()).prop_map(|(managed_thing_id, account_association_id)| {
            Intent::DeregisterAccountAssociation(DeregisterAccountAssociation {
                managed_thing_id,
                account_association_id,
            })
        }),
        (thing(), of(text()), of(text())).prop_map(|(managed_thing_id, name, owner)| {
            Intent::UpdateManagedThing(UpdateManagedThing { managed_thing_id, name, owner })
        }),
        thing().prop_map(Intent::DeleteManagedThing),
    ]
    .boxed()
}

fn on_tags() -> BoxedStrategy<Intent> {
    prop_oneof![
        (text(), tags())
            .prop_map(|(resource_arn, tags)| Intent::TagResource(TagResource { resource_arn, tags })),
        (text(), vec(text(), 0..3))
            .prop_map(|(resource_arn, keys)| Intent::UntagResource(UntagResource { resource_arn, keys })),
    ]
    .boxed()
}
