//! Every call of the gateway in the order of an onboarding, against the
//! practice service, which shares no code with it.

use std::time::Duration;

use connections::{Connection, Environment, PracticeAccount, Source, connect};
use managed_integrations::ManagedIntegrations;
use onboarding::{
    Access, AccountAssociationId, AssociationState, ClientToken, ConnectorDestination,
    CreateAccountAssociation, CreateManagedThing, DeviceDiscoveryId, DeviceDiscoveryStatus, Gateway, Intent,
    ManagedThingAssociationStatus, ManagedThingFilter, Outcome, ProblemKind, RegisterAccountAssociation,
    SignInAddress, StartDeviceDiscovery, UpdateAccountAssociation,
};
use practice_service::{Options, PracticeService};
use secrecy::SecretString;

async fn practising(service: &PracticeService) -> Connection {
    let account = PracticeAccount {
        endpoint: service.endpoint().to_owned(),
        access_key_id: service.access_key_id().to_owned(),
        secret_access_key: SecretString::from(service.secret_access_key()),
        region: service.region().to_owned(),
    };
    let nothing = Environment::from_variables([]);
    connect(&Source::Practice(account), None, &nothing).await.unwrap()
}

async fn cloud_with(
    gateway: &ManagedIntegrations,
    wanted: impl Fn(&Access) -> bool,
) -> (ConnectorDestination, Access) {
    for row in gateway.list_connector_destinations(None).await.unwrap().items {
        let cloud = gateway.get_connector_destination(&row.id).await.unwrap();
        if let Some(access) = cloud.accesses.iter().find(|access| wanted(access)).cloned() {
            return (cloud, access);
        }
    }
    panic!("the seeded world has a device cloud of every kind");
}

fn create(cloud: &ConnectorDestination, access: &Access) -> Intent {
    Intent::CreateAccountAssociation(CreateAccountAssociation {
        client_token: ClientToken::new("lk1-a"),
        connector_destination_id: cloud.id.clone(),
        name: "Miller Flat 3".into(),
        description: "job 4711 made 2026-11-21 by ak lw-0123456789ab".into(),
        tags: vec![("job".into(), "4711".into())],
        auth_material_name: match access {
            Access::CustomerSignsIn => None,
            Access::CompanyCredential { auth_material_name } => Some(auth_material_name.clone()),
        },
    })
}

async fn signed_in(gateway: &ManagedIntegrations, id: &AccountAssociationId) {
    let mut pause = tokio::time::interval(Duration::from_millis(20));
    while gateway.get_account_association(id).await.unwrap().state != AssociationState::Succeeded {
        pause.tick().await;
    }
}

async fn found(gateway: &ManagedIntegrations, id: &DeviceDiscoveryId) {
    let mut pause = tokio::time::interval(Duration::from_millis(20));
    while gateway.get_device_discovery(id).await.unwrap().status == DeviceDiscoveryStatus::Running {
        pause.tick().await;
    }
    let search = gateway.get_device_discovery(id).await.unwrap();
    assert_eq!(search.status, DeviceDiscoveryStatus::Succeeded);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_company_credential_is_linked_and_its_first_device_registered() {
    let service = PracticeService::start(Options::default()).await.unwrap();
    let connection = practising(&service).await;
    let gateway = ManagedIntegrations::new(connection.sdk_config());

    let is_company = |access: &Access| matches!(access, Access::CompanyCredential { .. });
    let (cloud, access) = cloud_with(&gateway, is_company).await;
    let intent = create(&cloud, &access);
    let Outcome::AccountAssociationCreated(link) = gateway.perform(&intent).await.unwrap().outcome else {
        panic!("a create answers with what was created");
    };
    assert_eq!(link.o_auth_authorization_url, "");
    let again = gateway.perform(&intent).await.unwrap().outcome;
    assert!(matches!(again, Outcome::AccountAssociationCreated(same) if same.id == link.id));
    signed_in(&gateway, &link.id).await;

    let rename = Intent::UpdateAccountAssociation(UpdateAccountAssociation {
        account_association_id: link.id.clone(),
        name: Some("Mueller Flat 3".into()),
        description: None,
    });
    gateway.perform(&rename).await.unwrap();
    let links = gateway.list_account_associations(Some(&cloud.id), None).await.unwrap();
    let listed = links.items.iter().find(|row| row.id == link.id).unwrap();
    assert_eq!(listed.name.as_deref(), Some("Mueller Flat 3"));

    let search = Intent::StartDeviceDiscovery(StartDeviceDiscovery {
        client_token: ClientToken::new("lk2-a"),
        account_association_id: link.id.clone(),
        connector_device_ids: Vec::new(),
    });
    let Outcome::DeviceDiscoveryStarted(search) = gateway.perform(&search).await.unwrap().outcome else {
        panic!("a search answers with its id");
    };
    found(&gateway, &search).await;
    let devices = gateway.list_discovered_devices(&search, None).await.unwrap().items;
    let device = devices.iter().find(|device| device.managed_thing_id.is_none()).unwrap();

    let thing = Intent::CreateManagedThing(CreateManagedThing {
        client_token: ClientToken::new("lk3-a"),
        authentication_material: device.authentication_material.clone().unwrap(),
        name: Some("Lampe Küche".into()),
        owner: Some("miller".into()),
        brand: device.brand.clone(),
        model: device.model.clone(),
        classification: None,
    });
    let Outcome::ManagedThingCreated(thing) = gateway.perform(&thing).await.unwrap().outcome else {
        panic!("a thing answers with its id");
    };
    let register = Intent::RegisterAccountAssociation(RegisterAccountAssociation {
        managed_thing_id: thing.clone(),
        account_association_id: link.id.clone(),
        device_discovery_id: search,
    });
    for _ in 0..2 {
        let registered = gateway.perform(&register).await.map(|performed| performed.outcome);
        assert_eq!(registered, Ok(Outcome::AccountAssociationRegistered));
    }

    let rows = gateway
        .list_managed_thing_account_associations(Some(&thing), Some(&link.id), None)
        .await
        .unwrap()
        .items;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].status, ManagedThingAssociationStatus::Associated);
    assert_eq!(gateway.get_managed_thing(&thing).await.unwrap().owner.as_deref(), Some("miller"));
    let of_cloud = ManagedThingFilter {
        connector_destination_id: Some(cloud.id.clone()),
        connector_device_id: Some(device.connector_device_id.clone()),
        provisioning_status: None,
    };
    let things = gateway.list_managed_things(&of_cloud, None).await.unwrap().items;
    assert!(things.iter().any(|row| row.id == thing));

    let refused = gateway.perform(&Intent::DeleteAccountAssociation(link.id)).await.unwrap_err();
    assert!(refused.nothing_was_done, "a link with a device on it is not removed");
    service.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customers_sign_in_has_an_address_practice_allows_and_the_link_can_be_removed() {
    let service = PracticeService::start(Options::default()).await.unwrap();
    let connection = practising(&service).await;
    assert!(connection.is_practice());
    let gateway = ManagedIntegrations::new(connection.sdk_config());
    let signs_in = |access: &Access| *access == Access::CustomerSignsIn;
    let (cloud, access) = cloud_with(&gateway, signs_in).await;
    let created = gateway.perform(&create(&cloud, &access)).await.unwrap().outcome;
    let Outcome::AccountAssociationCreated(link) = created else {
        panic!("a create answers with what was created");
    };
    assert_eq!(link.state, AssociationState::InProgress);
    let address = SignInAddress::parse(&link.o_auth_authorization_url, &connection.address_policy());
    assert!(address.is_ok(), "{address:?}");
    let removed = gateway.perform(&Intent::DeleteAccountAssociation(link.id.clone())).await;
    let removed = removed.map(|performed| performed.outcome);
    assert_eq!(removed, Ok(Outcome::AccountAssociationDeleted));
    assert_eq!(connection.check().await, Ok(()));
    service.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_aws_would_refuse_is_refused_with_its_field() {
    let service = PracticeService::start(Options::default()).await.unwrap();
    let connection = practising(&service).await;
    let gateway = ManagedIntegrations::new(connection.sdk_config());
    let (cloud, access) = cloud_with(&gateway, |_| true).await;
    let Intent::CreateAccountAssociation(mut link) = create(&cloud, &access) else {
        panic!("that is what was made");
    };
    link.name = "Anna's home".into();
    let problem = gateway.perform(&Intent::CreateAccountAssociation(link)).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::CorrectInput { field: Some("Name") }, "{problem:?}");
    assert!(problem.nothing_was_done);
    service.stop().await;
}
