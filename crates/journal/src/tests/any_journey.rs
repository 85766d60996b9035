//! Any journey there can be, and what may be different of it after a restart.

use onboarding::{
    Access, AccountAssociationId, AddressPolicy, AddressRefusal, AssociationState, ClientToken,
    ConnectorDestinationId, ConnectorDeviceId, CreateAccountAssociation, CreateManagedThing, DescriptionLine,
    DeviceDiscoveryId, DiscoveredDevice, Identity, Journey, ManagedThingId, Marker, Mismatch, Modification,
    Problem, ProblemKind, SignInAddress, StartDeviceDiscovery, Tag, Timestamp,
    journey::{
        AfterRemoval, AwaitingSignIn, Channel, ChoosingDevices, Creating, Customer, DeviceCloud, DeviceStep,
        DiscoveryEnd, Done, FindingDevices, KnownDevice, Progress, Reconnect, Refreshing, Registering,
        Removing, Renaming, Replacing, Row, Rows, SignInPage, Standing, Stop,
    },
};
use proptest::{collection::vec, option::of, prelude::*, sample::select};

pub(super) const ADDRESS: &str = "https://login.example.com/authorize?code=CANARY-ADDRESS";
pub(super) const MATERIAL: &str = "CANARY-MATERIAL";

pub(super) fn text() -> impl Strategy<Value = String> {
    "[a-zA-Zäö0-9 '\"\\\\\n_.{},-]{0,10}"
}

pub(super) fn at() -> impl Strategy<Value = Timestamp> {
    any::<i64>().prop_map(Timestamp)
}

pub(super) fn any_journey() -> BoxedStrategy<Journey> {
    let whom = (text(), text(), of(text()), of(text()), text(), tags(), of((text(), text())));
    let place = (text(), text(), of(text()), text(), any::<bool>(), of(text()), of(text()));
    let count = (any::<u32>(), any::<u32>(), any::<bool>(), at(), of(line()));
    (whom, place, count, stop(), at_a_link())
        .prop_map(|(whom, place, count, stop, (reconnect, replacing, bringing))| {
            let (spelling, stored_name, job_number, owner, note, tags, renaming) = whom;
            let (account, region, endpoint, cloud, has_completion_page, material_name, link) = place;
            let (generation, tokens_made, from_existing_link, started_at, line) = count;
            Journey {
                id: "journey".to_owned(),
                identity: Identity { partition: "aws".to_owned(), account, region, endpoint },
                address_policy: AddressPolicy::Practice { host: "127.0.0.1".to_owned(), port: 4711 },
                customer: Customer {
                    spelling,
                    stored_name,
                    job_number,
                    owner,
                    note,
                    tags: tags.into_iter().map(|(key, value)| Tag { key, value }).collect(),
                },
                device_cloud: DeviceCloud {
                    id: ConnectorDestinationId::new(&cloud),
                    name: cloud,
                    has_completion_page,
                },
                access: material_name.map_or(Access::CustomerSignsIn, |auth_material_name| {
                    Access::CompanyCredential { auth_material_name }
                }),
                line,
                started_at,
                from_existing_link,
                touched: from_existing_link,
                link: link.map(AccountAssociationId::new),
                generation,
                stop,
                renaming: renaming.map(|(spelling, stored_name)| Renaming { spelling, stored_name }),
                tokens_made,
                reconnect,
                replacing,
                bringing,
            }
        })
        .boxed()
}

/// What a journey on a link that was there has of its own.
type AtALink = (Option<Reconnect>, Option<Replacing>, Vec<ManagedThingId>);

fn at_a_link() -> BoxedStrategy<AtALink> {
    let known = (text(), of(text()), of(text())).prop_map(|(thing, device, name)| KnownDevice {
        thing: ManagedThingId::new(thing),
        connector_device_id: device.map(ConnectorDeviceId::new),
        name,
    });
    let reconnect = of(of(vec(known, 0..3)).prop_map(|known| Reconnect { known }));
    let replacing = of((text(), of(text()), of(text()), of(text())).prop_map(|(thing, name, owner, by)| {
        Replacing { thing: ManagedThingId::new(thing), name, owner, by: by.map(ConnectorDeviceId::new) }
    }));
    (reconnect, replacing, vec(text().prop_map(ManagedThingId::new), 0..3)).boxed()
}

/// What a journey is after a restart: what must not be on disk is gone.
pub(super) fn restored(mut journey: Journey) -> Journey {
    journey.address_policy = AddressPolicy::Live;
    journey.stop = restored_stop(journey.stop);
    journey
}

fn restored_stop(stop: Stop) -> Stop {
    match stop {
        Stop::AwaitingSignIn(stop) => Stop::AwaitingSignIn(restored_sign_in(stop)),
        Stop::Refreshing(mut stop) => {
            stop.former = stop.former.map(|former| Box::new(restored_sign_in(*former)));
            Stop::Refreshing(stop)
        }
        Stop::ChoosingDevices(stop) => {
            Stop::ChoosingDevices(ChoosingDevices { rows: restored_rows(&stop.rows), ..stop })
        }
        Stop::Registering(stop) => Stop::Registering(Registering { rows: restored_rows(&stop.rows), ..stop }),
        Stop::Done(stop) => Stop::Done(Done { rows: restored_rows(&stop.rows), ..stop }),
        Stop::Removing(stop) => {
            Stop::Removing(Removing { former: Box::new(restored_stop(*stop.former)), ..stop })
        }
        other => other,
    }
}

fn restored_sign_in(mut stop: AwaitingSignIn) -> AwaitingSignIn {
    if matches!(stop.page, SignInPage::Ready(_)) {
        stop.page = SignInPage::Unknown;
    }
    stop
}

fn restored_rows(rows: &Rows) -> Rows {
    let restore = |row: &Row| {
        let mut row = row.clone();
        row.device.authentication_material = row.device.authentication_material.map(|_| String::new());
        if let Some(creation) = &mut row.creation {
            creation.authentication_material.clear();
        }
        row
    };
    rows.iter().map(restore).collect()
}

pub(super) fn tags() -> impl Strategy<Value = Vec<(String, String)>> {
    proptest::collection::hash_map(text(), text(), 0..3).prop_map(|tags| tags.into_iter().collect())
}

fn line() -> BoxedStrategy<DescriptionLine> {
    (of(text()), text(), of(text()), any::<u128>())
        .prop_map(|(job_number, made_on, author, bits)| DescriptionLine {
            job_number,
            made_on,
            author,
            marker: Marker::from_random(bits),
        })
        .boxed()
}

fn stop() -> BoxedStrategy<Stop> {
    let then = of(line()).prop_map(|line| match line {
        None => AfterRemoval::Nothing,
        Some(line) => AfterRemoval::StartAgain { line },
    });
    let removing = (text(), then, of(problem()), any::<bool>(), standing_stop(), any::<u32>()).prop_map(
        |(id, then, problem, sending, former, unreached)| {
            let (id, former) = (AccountAssociationId::new(id), Box::new(former));
            Stop::Removing(Removing { id, then, problem, sending, former, unreached })
        },
    );
    prop_oneof![6 => standing_stop(), 2 => removing, 1 => Just(Stop::Removed)].boxed()
}

fn standing_stop() -> BoxedStrategy<Stop> {
    prop_oneof![
        creating(),
        awaiting_sign_in().prop_map(Stop::AwaitingSignIn),
        refreshing(),
        finding_devices(),
        (text(), rows(), any::<bool>(), of(problem()), any::<u32>()).prop_map(
            |(discovery, rows, refreshing, problem, unreached)| {
                let discovery = DeviceDiscoveryId::new(discovery);
                Stop::ChoosingDevices(ChoosingDevices { discovery, rows, refreshing, problem, unreached })
            }
        ),
        (text(), rows(), of(problem()), any::<(bool, bool, u32, u32)>()).prop_map(
            |(discovery, rows, problem, (paused, refreshing, confirmations, unreached))| {
                let discovery = DeviceDiscoveryId::new(discovery);
                Stop::Registering(Registering {
                    discovery,
                    rows,
                    problem,
                    paused,
                    refreshing,
                    confirmations,
                    listing: false,
                    listed: 0,
                    unreached,
                })
            }
        ),
        (rows(), at(), any::<bool>()).prop_map(|(rows, finished_at, only_what_was_asked)| {
            Stop::Done(Done { rows, finished_at, only_what_was_asked })
        }),
    ]
    .boxed()
}

fn creating() -> BoxedStrategy<Stop> {
    let intent =
        (text(), text(), tags(), of(text())).prop_map(|(name, description, tags, auth_material_name)| {
            CreateAccountAssociation {
                client_token: ClientToken::new("create-1"),
                connector_destination_id: ConnectorDestinationId::new("cloud"),
                name,
                description,
                tags,
                auth_material_name,
            }
        });
    (intent, at(), of(problem()), any::<(bool, bool, Option<u32>, bool, u32)>())
        .prop_map(|(intent, since, problem, (sending, unclear, search, not_found, unreached))| {
            Stop::Creating(Creating {
                intent,
                since,
                problem,
                sending,
                unclear,
                search,
                not_found,
                unreached,
            })
        })
        .boxed()
}

fn refreshing() -> BoxedStrategy<Stop> {
    let old = (state(), of(text()));
    let former = of(awaiting_sign_in().prop_map(Box::new));
    (at(), old, of(problem()), any::<(bool, u32)>(), former)
        .prop_map(|(since, (old_state, old_error), problem, (sending, unreached), former)| {
            Stop::Refreshing(Refreshing { since, old_state, old_error, problem, sending, unreached, former })
        })
        .boxed()
}

fn awaiting_sign_in() -> BoxedStrategy<AwaitingSignIn> {
    let address = SignInAddress::parse(ADDRESS, &AddressPolicy::Live).expect("a good address");
    let page = prop_oneof![
        Just(SignInPage::NotNeeded),
        Just(SignInPage::Unknown),
        Just(SignInPage::Ready(address)),
        refusal().prop_map(SignInPage::Refused),
    ];
    let channel = select(vec![Channel::Here, Channel::QrCode, Channel::Message]);
    let looked = (of((channel, at())), of(at()), of(problem()), of(text()), any::<bool>());
    let before = (of(state()), of(text()), of(at()));
    (at(), state(), of(state()), page, looked, before)
        .prop_map(|(since, state, listed_as, page, looked, before)| {
            let (handed_over, checked_at, problem, error_message, gone) = looked;
            let (old_state, old_error, replaced_at) = before;
            AwaitingSignIn {
                since,
                state,
                listed_as,
                page,
                handed_over,
                checked_at,
                problem,
                error_message,
                gone,
                old_state,
                old_error,
                replaced_at,
            }
        })
        .boxed()
}

fn state() -> impl Strategy<Value = AssociationState> {
    select(vec!["ASSOCIATION_IN_PROGRESS", "ASSOCIATION_FAILED", "ASSOCIATION_SUCCEEDED", "NEW"])
        .prop_map(AssociationState::from)
}

fn finding_devices() -> BoxedStrategy<Stop> {
    let end = of(select(vec![DiscoveryEnd::NoDevices, DiscoveryEnd::Failed, DiscoveryEnd::TimedOut]));
    let seen = (of(text()), end, of(problem()), any::<(u32, bool, u32)>());
    (at(), seen)
        .prop_map(|(since, (discovery, end, problem, (found, sending, unreached)))| {
            Stop::FindingDevices(FindingDevices {
                intent: search("find-1", &[]),
                since,
                discovery: discovery.map(DeviceDiscoveryId::new),
                found,
                end,
                problem,
                sending,
                unreached,
            })
        })
        .boxed()
}

fn search(token: &str, devices: &[&ConnectorDeviceId]) -> StartDeviceDiscovery {
    StartDeviceDiscovery {
        client_token: ClientToken::new(token),
        account_association_id: AccountAssociationId::new("link"),
        connector_device_ids: devices.iter().copied().cloned().collect(),
    }
}

fn rows() -> BoxedStrategy<Rows> {
    // Two rows never send the same token.
    let number = |(at, mut row): (usize, Row)| {
        if let Some(creation) = &mut row.creation {
            creation.client_token = ClientToken::new(format!("thing-{at}"));
        }
        if let Some(search) = &mut row.search {
            search.client_token = ClientToken::new(format!("own-search-{at}"));
        }
        row
    };
    vec(plain_row().boxed(), 0..4)
        .prop_map(move |rows| rows.into_iter().enumerate().map(number).collect())
        .boxed()
}

prop_compose! {
    fn plain_row()(
        id in text(),
        described in (of(text()), vec(text(), 0..3), of(text()), of(text()), of(Just(MATERIAL))),
        modification in of(select(vec!["DISCOVERED", "UPDATED", "NO_CHANGE", "NEW"])),
        standing in 0..4,
        (name, thing, discovery) in (text(), of(text()), text()),
        (chosen, may_exist, is_made, is_sought) in any::<(bool, bool, bool, bool)>(),
        owner in of(text()),
        progress in progress(),
    ) -> Row {
        let (vendor_name, device_types, brand, model, material) = described;
        let connector_device_id = ConnectorDeviceId::new(id);
        let other = ManagedThingId::new("other");
        Row {
            creation: is_made.then(|| CreateManagedThing {
                client_token: ClientToken::new(""),
                authentication_material: MATERIAL.to_owned(),
                name: vendor_name.clone(),
                owner,
                brand: brand.clone(),
                model: model.clone(),
                classification: device_types.first().cloned(),
            }),
            search: is_sought.then(|| search("", &[&connector_device_id])),
            device: DiscoveredDevice {
                connector_device_id,
                name: vendor_name,
                device_types,
                managed_thing_id: thing.clone().map(ManagedThingId::new),
                modification: modification.map(Modification::from),
                brand,
                model,
                authentication_material: material.map(str::to_owned),
            },
            standing: match standing {
                0 => Standing::New,
                1 => Standing::InAws(other),
                2 => Standing::OnThisLink(other),
                _ => Standing::OnAnotherLink(other),
            },
            name,
            chosen,
            progress,
            thing: thing.map(ManagedThingId::new),
            discovery: DeviceDiscoveryId::new(discovery),
            may_exist,
        }
    }
}

fn progress() -> BoxedStrategy<Progress> {
    let steps = vec![DeviceStep::Search, DeviceStep::Make, DeviceStep::Register, DeviceStep::Confirm];
    prop_oneof![
        select(vec![
            Progress::NotAsked,
            Progress::Queued,
            Progress::Searching,
            Progress::Making,
            Progress::Adopting,
            Progress::Seeking,
            Progress::Registering,
            Progress::Registered,
            Progress::Confirmed,
        ]),
        (select(steps), problem()).prop_map(|(at, problem)| Progress::Failed { at, problem }),
    ]
    .boxed()
}

prop_compose! {
    fn plain_problem()(
        kind in kind(),
        nothing_was_done in any::<bool>(),
        operation in of(select(vec!["CreateManagedThing", "GetCallerIdentity", "ListAccountAssociations"])),
        (request_id, code, service_message) in (of(text()), of(text()), of(text())),
        status in any::<Option<u16>>(),
    ) -> Problem {
        Problem { kind, nothing_was_done, operation, request_id, status, code, service_message }
    }
}

pub(super) fn problem() -> BoxedStrategy<Problem> {
    plain_problem().boxed()
}

fn kind() -> BoxedStrategy<ProblemKind> {
    let whys = vec![
        Mismatch::SearchOfAnotherLink,
        Mismatch::ThingOfAnotherDeviceCloud,
        Mismatch::DeviceNotInSearch,
        Mismatch::SearchNotFinished,
        Mismatch::LinkNotSignedIn,
        Mismatch::ThingDeleted,
    ];
    prop_oneof![
        of(select(vec!["Name", "endpoint_url"])).prop_map(|field| ProblemKind::CorrectInput { field }),
        text().prop_map(|action| ProblemKind::AskForPermission { action }),
        of(text()).prop_map(|profile| ProblemKind::SignInToAws { profile }),
        select(vec![
            ProblemKind::TryAgain,
            ProblemKind::CheckNetwork,
            ProblemKind::NotTheService,
            ProblemKind::Gone,
            ProblemKind::Conflict,
        ]),
        text().prop_map(|region| ProblemKind::RegionNotSupported { region }),
        refusal().prop_map(ProblemKind::UnsafeSignInAddress),
        select(whys).prop_map(|why| ProblemKind::DoNotBelongTogether { why }),
        (text(), text()).prop_map(|(account, region)| ProblemKind::AnotherIdentity { account, region }),
        Just(ProblemKind::ReadOnly),
        any::<bool>().prop_map(|disk_full| ProblemKind::NotWrittenDown { disk_full }),
    ]
    .boxed()
}

fn refusal() -> BoxedStrategy<AddressRefusal> {
    select(vec![
        AddressRefusal::Missing,
        AddressRefusal::TooLong,
        AddressRefusal::Unreadable,
        AddressRefusal::NotHttps,
        AddressRefusal::UserInfo,
        AddressRefusal::NotADomainName,
        AddressRefusal::Port,
        AddressRefusal::NotThePracticeService,
    ])
    .boxed()
}
