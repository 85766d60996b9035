//! Every call of the gateway in the order of an onboarding, against the
//! practice service, which shares no code with it.

use std::time::Duration;

use connections::{Asked, Connection, Environment, PracticeAccount, Sessions, Source, connect};
use managed_integrations::ManagedIntegrations;
use onboarding::{
    Access, AccountAssociationId, AssociationState, ClientToken, ConnectorDestination, ConnectorDeviceId,
    CreateAccountAssociation, CreateManagedThing, DeregisterAccountAssociation, DeviceDiscoveryId,
    DeviceDiscoveryStatus, Gateway, Intent, ManagedThingAssociationStatus, ManagedThingFilter,
    ManagedThingId, Outcome, ProblemKind, ProvisioningStatus, ReadState, RegisterAccountAssociation,
    SignInAddress, StartDeviceDiscovery, TagResource, UntagResource, UpdateAccountAssociation,
    UpdateManagedThing,
};
use practice_service::{Options, PracticeService};
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

async fn practising(service: &PracticeService) -> Connection {
    let account = PracticeAccount {
        endpoint: service.endpoint().to_owned(),
        access_key_id: service.access_key_id().to_owned(),
        secret_access_key: SecretString::from(service.secret_access_key()),
        region: service.region().to_owned(),
    };
    let nothing = Environment::from_variables([]);
    let (source, sessions) = (Source::Practice(account), Sessions::default());
    let asked =
        Asked { source: &source, region: None, environment: &nothing, sessions: &sessions, mfa_code: None };
    connect(asked).await.unwrap()
}

/// The practice API, which the gateway knows nothing of.
async fn practise(service: &PracticeService, method: &str, path: &str, form: &Value) {
    let host = service.endpoint().trim_start_matches("http://");
    let (token, form) = (service.practice_token(), form.to_string());
    let request = format!(
        "{method} /practice/{path} HTTP/1.1\r\nhost: {host}\r\nx-practice-token: {token}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{form}",
        form.len()
    );
    let mut stream = TcpStream::connect(host).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
}

async fn cloud_with(
    gateway: &dyn Gateway,
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

async fn signed_in(gateway: &dyn Gateway, id: &AccountAssociationId) {
    let mut pause = tokio::time::interval(Duration::from_millis(20));
    while gateway.get_account_association(id).await.unwrap().state != AssociationState::Succeeded {
        pause.tick().await;
    }
}

async fn found(gateway: &dyn Gateway, id: &DeviceDiscoveryId) {
    let mut pause = tokio::time::interval(Duration::from_millis(20));
    while gateway.get_device_discovery(id).await.unwrap().status == DeviceDiscoveryStatus::Running {
        pause.tick().await;
    }
    let search = gateway.get_device_discovery(id).await.unwrap();
    assert_eq!(search.status, DeviceDiscoveryStatus::Succeeded);
}

/// A device registered on a link by the company credential.
struct Registered {
    cloud: ConnectorDestination,
    link: AccountAssociationId,
    thing: ManagedThingId,
    connector_device_id: ConnectorDeviceId,
}

async fn register_first_device(gateway: &dyn Gateway) -> Registered {
    let is_company = |access: &Access| matches!(access, Access::CompanyCredential { .. });
    let (cloud, access) = cloud_with(gateway, is_company).await;
    let intent = create(&cloud, &access);
    let Outcome::AccountAssociationCreated(link) = gateway.perform(&intent).await.unwrap().outcome else {
        panic!("a create answers with what was created");
    };
    assert_eq!(link.o_auth_authorization_url, "");
    let again = gateway.perform(&intent).await.unwrap().outcome;
    assert!(matches!(again, Outcome::AccountAssociationCreated(same) if same.id == link.id));
    signed_in(gateway, &link.id).await;

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
    found(gateway, &search).await;
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

    Registered { cloud, link: link.id, thing, connector_device_id: device.connector_device_id.clone() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_company_credential_is_linked_and_its_first_device_registered() {
    let service = PracticeService::start(Options::default()).await.unwrap();
    let connection = practising(&service).await;
    let gateway: &dyn Gateway = &ManagedIntegrations::new(connection.sdk_config());

    let Registered { cloud, link, thing, connector_device_id } = register_first_device(gateway).await;
    let rows =
        gateway.list_managed_thing_account_associations(Some(&thing), Some(&link), None).await.unwrap().items;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].status, ManagedThingAssociationStatus::Associated);
    assert_eq!(gateway.get_managed_thing(&thing).await.unwrap().owner.as_deref(), Some("miller"));
    let of_cloud = ManagedThingFilter {
        connector_destination_id: Some(cloud.id.clone()),
        connector_device_id: Some(connector_device_id),
        ..ManagedThingFilter::default()
    };
    let things = gateway.list_managed_things(&of_cloud, None).await.unwrap().items;
    assert!(things.iter().any(|row| row.id == thing));

    let refused = gateway.perform(&Intent::DeleteAccountAssociation(link)).await.unwrap_err();
    assert!(refused.nothing_was_done, "a link with a device on it is not removed");
    service.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_registered_device_is_asked_what_it_can_do_how_it_is_and_to_report_anew() {
    let service = PracticeService::start(Options::default()).await.unwrap();
    let connection = practising(&service).await;
    let gateway: &dyn Gateway = &ManagedIntegrations::new(connection.sdk_config());
    let Registered { link, thing, .. } = register_first_device(gateway).await;

    let able = gateway.get_managed_thing_capabilities(&thing).await.unwrap();
    let ask = ReadState::of(thing.clone(), Some(link), &able).unwrap();
    let trace_id = gateway.read_managed_thing_state(&ask).await.unwrap();
    assert!(trace_id.is_some_and(|id| !id.is_empty()));
    let mut pause = tokio::time::interval(Duration::from_millis(20));
    let reported = loop {
        let reported = gateway.get_managed_thing_state(&thing).await.unwrap();
        if !reported.is_empty() {
            break reported;
        }
        pause.tick().await;
    };
    for endpoint in &reported {
        let same = able.iter().find(|able| able.endpoint_id == endpoint.endpoint_id).unwrap();
        for capability in &endpoint.capabilities {
            assert!(same.capabilities.iter().any(|able| able.id == capability.id), "{capability:?}");
            assert!(!capability.properties.is_empty(), "{capability:?}");
            assert!(capability.properties.iter().all(|property| !property.value.is_empty()));
        }
    }
    let connectivity = gateway.get_managed_thing_connectivity_data(&thing).await.unwrap();
    assert_eq!(connectivity.connected, Some(true), "{connectivity:?}");
    let away = json!({ "managedThingId": thing.as_str(), "reachable": false });
    practise(&service, "POST", "things", &away).await;
    let connectivity = gateway.get_managed_thing_connectivity_data(&thing).await.unwrap();
    assert_eq!(connectivity.connected, Some(false));
    assert_eq!(connectivity.disconnect_reason.as_deref(), Some("CONNECTION_LOST"));
    assert!(connectivity.at.is_some());

    let nobody = ManagedThingId::new("nobody");
    let problem = gateway.get_managed_thing_state(&nobody).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Gone);
    let problem = gateway.get_managed_thing_connectivity_data(&nobody).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Gone);
    let mut without_a_version = ask;
    without_a_version.endpoints[0].capabilities[0].id = "aws.OnOff".into();
    let problem = gateway.read_managed_thing_state(&without_a_version).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::CorrectInput { field: Some("Endpoints") }, "{problem:?}");
    assert!(gateway.list_event_log_configurations(None).await.unwrap().next.is_none());
    service.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_is_changed_tagged_taken_off_its_link_and_deleted() {
    let service = PracticeService::start(Options::default()).await.unwrap();
    let connection = practising(&service).await;
    let gateway: &dyn Gateway = &ManagedIntegrations::new(connection.sdk_config());
    let Registered { link, thing, .. } = register_first_device(gateway).await;
    let done = async |intent: Intent| gateway.perform(&intent).await.map(|performed| performed.outcome);

    let change = UpdateManagedThing {
        managed_thing_id: thing.clone(),
        name: Some("Flurlicht".into()),
        owner: Some("mueller-7".into()),
    };
    assert_eq!(done(Intent::UpdateManagedThing(change)).await, Ok(Outcome::ManagedThingUpdated));
    let of_owner = ManagedThingFilter { owner: Some("mueller-7".into()), ..Default::default() };
    let things = gateway.list_managed_things(&of_owner, None).await.unwrap().items;
    let names: Vec<_> = things.iter().map(|row| (&row.id, row.name.as_deref())).collect();
    assert_eq!(names, [(&thing, Some("Flurlicht"))]);
    assert!(things[0].created_at.is_some());

    let link_arn = gateway.get_account_association(&link).await.unwrap().arn.unwrap();
    let thing_arn = things[0].arn.clone().unwrap();
    for resource_arn in [link_arn.clone(), thing_arn] {
        let tags = vec![("site".into(), "north".into()), ("wing b".into(), String::new())];
        let tag = Intent::TagResource(TagResource { resource_arn, tags });
        assert_eq!(done(tag).await, Ok(Outcome::ResourceTagged));
    }
    let keys = async || {
        let tags = gateway.get_account_association(&link).await.unwrap().tags;
        tags.into_iter().map(|(key, _)| key).collect::<Vec<_>>()
    };
    assert_eq!(keys().await, ["job", "site", "wing b"]);
    let untag = UntagResource { resource_arn: link_arn, keys: vec!["job".into(), "wing b".into()] };
    assert_eq!(done(Intent::UntagResource(untag)).await, Ok(Outcome::ResourceUntagged));
    assert_eq!(keys().await, ["site"]);

    let deregister = Intent::DeregisterAccountAssociation(DeregisterAccountAssociation {
        managed_thing_id: thing.clone(),
        account_association_id: link.clone(),
    });
    assert_eq!(done(deregister.clone()).await, Ok(Outcome::AccountAssociationDeregistered));
    let left = gateway.list_managed_thing_account_associations(Some(&thing), None, None).await.unwrap();
    assert!(left.items.is_empty());
    let isolated = gateway.get_managed_thing(&thing).await.unwrap().provisioning_status;
    assert_eq!(isolated, Some(ProvisioningStatus::Isolated));
    assert_eq!(done(deregister).await.unwrap_err().kind, ProblemKind::Gone);

    practise(&service, "PUT", "settings", &json!({ "deleteManagedThing": "refused" })).await;
    let refused = done(Intent::DeleteManagedThing(thing.clone())).await.unwrap_err();
    assert_eq!((refused.kind, refused.nothing_was_done), (ProblemKind::Conflict, true));
    practise(&service, "PUT", "settings", &json!({ "deleteManagedThing": "accepted" })).await;
    assert_eq!(done(Intent::DeleteManagedThing(thing.clone())).await, Ok(Outcome::ManagedThingDeleted));
    let mut pause = tokio::time::interval(Duration::from_millis(20));
    let problem = loop {
        match gateway.get_managed_thing(&thing).await {
            Ok(_) => pause.tick().await,
            Err(problem) => break problem,
        };
    };
    assert_eq!(problem.kind, ProblemKind::Gone);
    service.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customers_sign_in_has_an_address_practice_allows_and_the_link_can_be_removed() {
    let service = PracticeService::start(Options::default()).await.unwrap();
    let connection = practising(&service).await;
    assert!(connection.is_practice());
    let gateway: &dyn Gateway = &ManagedIntegrations::new(connection.sdk_config());
    let signs_in = |access: &Access| *access == Access::CustomerSignsIn;
    let (cloud, access) = cloud_with(gateway, signs_in).await;
    let created = gateway.perform(&create(&cloud, &access)).await.unwrap().outcome;
    let Outcome::AccountAssociationCreated(link) = created else {
        panic!("a create answers with what was created");
    };
    assert_eq!(link.state, AssociationState::InProgress);
    let address = SignInAddress::parse(&link.o_auth_authorization_url, &connection.address_policy());
    assert!(address.is_ok(), "{address:?}");
    let refresh = Intent::StartAccountAssociationRefresh(link.id.clone());
    let Outcome::RefreshStarted(again) = gateway.perform(&refresh).await.unwrap().outcome else {
        panic!("a refresh answers with where to sign in");
    };
    assert_ne!(again.o_auth_authorization_url, link.o_auth_authorization_url);
    let address = SignInAddress::parse(&again.o_auth_authorization_url, &connection.address_policy());
    assert!(address.is_ok(), "{address:?}");
    let told = gateway.get_account_association(&link.id).await.unwrap();
    assert_eq!(told.o_auth_authorization_url, again.o_auth_authorization_url);
    let removed = gateway.perform(&Intent::DeleteAccountAssociation(link.id.clone())).await;
    let removed = removed.map(|performed| performed.outcome);
    assert_eq!(removed, Ok(Outcome::AccountAssociationDeleted));
    let refused = gateway.perform(&refresh).await.unwrap_err();
    assert!(matches!(refused.kind, ProblemKind::Conflict | ProblemKind::Gone), "{refused:?}");
    assert_eq!(connection.check().await, Ok(()));
    service.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_that_ran_out_is_begun_anew_and_a_failed_one_is_not() {
    let service = PracticeService::start(Options::default()).await.unwrap();
    let connection = practising(&service).await;
    let gateway: &dyn Gateway = &ManagedIntegrations::new(connection.sdk_config());
    let (cloud, access) = cloud_with(gateway, |access| *access == Access::CustomerSignsIn).await;
    let created = gateway.perform(&create(&cloud, &access)).await.unwrap().outcome;
    let Outcome::AccountAssociationCreated(link) = created else {
        panic!("a create answers with what was created");
    };
    let refresh = Intent::StartAccountAssociationRefresh(link.id.clone());
    let state = async || gateway.get_account_association(&link.id).await.unwrap().state;
    let id = link.id.as_str();

    let expired = json!({
        "accountAssociationId": id, "state": "REFRESH_TOKEN_EXPIRED", "customer": "miller",
    });
    practise(&service, "POST", "links", &expired).await;
    assert_eq!(state().await, AssociationState::RefreshTokenExpired);
    let again = gateway.perform(&refresh).await.unwrap().outcome;
    assert!(matches!(again, Outcome::RefreshStarted(page) if !page.o_auth_authorization_url.is_empty()));
    assert_eq!(state().await, AssociationState::InProgress);

    let failed = json!({
        "accountAssociationId": id, "state": "ASSOCIATION_FAILED", "errorMessage": "access denied",
    });
    practise(&service, "POST", "links", &failed).await;
    let refused = gateway.perform(&refresh).await.unwrap_err();
    assert_eq!((refused.kind, refused.nothing_was_done), (ProblemKind::Conflict, true));
    service.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_aws_would_refuse_is_refused_with_its_field() {
    let service = PracticeService::start(Options::default()).await.unwrap();
    let connection = practising(&service).await;
    let gateway: &dyn Gateway = &ManagedIntegrations::new(connection.sdk_config());
    let (cloud, access) = cloud_with(gateway, |_| true).await;
    let Intent::CreateAccountAssociation(mut link) = create(&cloud, &access) else {
        panic!("that is what was made");
    };
    link.name = "Anna's home".into();
    let problem = gateway.perform(&Intent::CreateAccountAssociation(link)).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::CorrectInput { field: Some("Name") }, "{problem:?}");
    assert!(problem.nothing_was_done);
    service.stop().await;
}
