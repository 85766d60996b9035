//! What is found in a file, and that its lines stay readable.

use std::fs;

use serde_json::{Value, json};

use super::*;
use crate::world::account_association::{Authorization, Outcome};
use crate::world::commit::Commit;
use crate::world::device_discovery::{DeviceDiscovery, DiscoveryEnd, FoundDevice, Modification};
use crate::world::managed_thing::{Deletion, ManagedThing, ProvisioningStatus, Registration, Report};
use crate::world::vendor::BRIGHTWELL;

const NOW: Moment = Moment::from_epoch_seconds(1_795_000_000);

/// Lines as they were written by the first program that kept worlds, one for
/// each kind of commit. A line is never changed: files of this form exist.
const LINES: &str = include_str!("tests/format-1.jsonl");
/// The same for those that came with format 2.
const LATER_LINES: &str = include_str!("tests/format-2.jsonl");

fn open(path: &Path) -> Opened {
    WorldFile::open(path, Origin::Seeded, NOW).expect("it can be opened")
}

fn renamed(sequence: u64) -> CommittedRequest {
    CommittedRequest {
        sequence,
        at: NOW,
        operation: "UpdateAccountAssociation".to_owned(),
        request_id: "r".to_owned(),
        request: json!({"AccountAssociationId": "a55c1a7ed00000000000000000000001"}),
        response: Value::Null,
        commit: Commit::AccountAssociationUpdated {
            id: "a55c1a7ed00000000000000000000001".to_owned(),
            name: Some(format!("Name {sequence}")),
            description: None,
        },
    }
}

fn path_in(dir: &tempfile::TempDir) -> PathBuf {
    dir.path().join("world.jsonl")
}

#[test]
fn lines_of_every_kind_of_commit_are_read_and_written_as_they_ever_were() {
    let mut kinds = std::collections::BTreeSet::new();
    for (number, lines) in [(1, LINES), (2, LATER_LINES)] {
        let Found::World { world, length, format } = reading::read(lines.as_bytes()) else {
            panic!("the lines are sound");
        };
        assert_eq!((length, format), (lines.len() as u64, number));
        let mut written = lines.as_bytes()[..=lines.find('\n').expect("a header")].to_vec();
        for request in &world.committed {
            written.extend(serde_json::to_vec(request).expect("it is JSON"));
            written.push(b'\n');
            let commit = serde_json::to_value(&request.commit).expect("it is JSON");
            kinds.insert(commit["kind"].as_str().expect("a kind").to_owned());
        }
        assert_eq!(String::from_utf8(written).expect("it is text"), lines);
    }
    assert_eq!(kinds.len(), 20, "{kinds:?}");
}

#[test]
fn an_older_file_is_taken_over_and_says_so_in_its_header() {
    let dir = tempfile::tempdir().unwrap();
    let path = path_in(&dir);
    fs::write(&path, LINES).unwrap();
    let opened = open(&path);
    assert_eq!((opened.world.committed.len(), opened.set_aside), (11, None));
    drop(opened.file);
    let raised = fs::read_to_string(&path).unwrap();
    assert_eq!(raised, LINES.replacen("\"format\":1", "\"format\":2", 1));
    assert_eq!(open(&path).world, opened.world);
}

#[test]
fn every_value_an_enum_can_take_reads_back() {
    let devices = BRIGHTWELL.devices_of("miller");
    let all = [Modification::Discovered, Modification::Updated, Modification::NoChange];
    let ends = [DiscoveryEnd::Succeeded, DiscoveryEnd::Failed, DiscoveryEnd::TimedOut];
    let commits = ends.into_iter().map(|end| {
        Commit::DeviceDiscoveryStarted(Box::new(DeviceDiscovery {
            id: "d".to_owned(),
            account_association_id: "a".to_owned(),
            started_at: NOW,
            ends_at: NOW,
            end,
            found: devices
                .iter()
                .zip(all.into_iter().cycle())
                .map(|(device, modification)| FoundDevice {
                    device: device.clone(),
                    appears_at: NOW,
                    modification,
                })
                .collect(),
            tags: Some(json!({"a": "b"})),
            seeded: false,
        }))
    });
    let statuses = [
        ProvisioningStatus::Unassociated,
        ProvisioningStatus::PreAssociated,
        ProvisioningStatus::Discovered,
        ProvisioningStatus::Activated,
        ProvisioningStatus::DeletionFailed,
        ProvisioningStatus::DeleteInProgress,
        ProvisioningStatus::Isolated,
    ];
    let things = statuses.into_iter().map(|provisioning_status| {
        Commit::ManagedThingCreated(Box::new(ManagedThing {
            id: "t".to_owned(),
            authentication_material: "m".to_owned(),
            connector_destination_id: None,
            connector_device_id: Some("c".to_owned()),
            details: serde_json::Map::new(),
            provisioning_status,
            created_at: NOW,
            updated_at: NOW,
            activated_at: Some(NOW),
            seeded: false,
            deletion: Some(Deletion { ends_at: NOW, succeeds: false }),
            unreachable_since: Some(NOW),
            reports: vec![Report { at: NOW, endpoints: json!([]) }],
        }))
    });
    let outcomes = [
        Outcome::Succeeded { customer: "miller".to_owned(), expires_at: None },
        Outcome::Succeeded { customer: "miller".to_owned(), expires_at: Some(NOW) },
        Outcome::Failed { message: "no".to_owned() },
    ];
    let answers = outcomes.clone().into_iter().map(|outcome| Commit::SignInAnswered {
        account_association_id: "a".to_owned(),
        at: NOW,
        outcome,
    });
    let before = outcomes.first().cloned();
    let authorizations = outcomes.clone().into_iter().flat_map(|outcome| {
        let renewed = Authorization::Answered { at: NOW, outcome: outcome.clone(), before: before.clone() };
        [Authorization::answered(NOW, outcome.clone()), renewed, Authorization::Renewing { outcome }]
    });
    let refreshed = authorizations.map(|authorization| Commit::AccountAssociationRefreshed {
        id: "a".to_owned(),
        sign_in_key: "k".to_owned(),
        authorization,
    });
    let registration = Commit::AccountAssociationRegistered(Registration {
        managed_thing_id: "t".to_owned(),
        account_association_id: "a".to_owned(),
        device_discovery_id: "d".to_owned(),
        registered_at: NOW,
        ended: true,
        seeded: false,
    });
    for commit in commits.chain(things).chain(answers).chain(refreshed).chain([registration]) {
        let text = serde_json::to_string(&commit).expect("it is JSON");
        assert_eq!(serde_json::from_str::<Commit>(&text).expect(&text), commit);
    }
}

#[test]
fn a_last_line_that_was_cut_off_is_dropped_at_every_length() {
    let dir = tempfile::tempdir().unwrap();
    let path = path_in(&dir);
    let mut file = open(&path).file;
    file.append(&renamed(1)).unwrap();
    let whole = fs::read(&path).unwrap();
    file.append(&renamed(2)).unwrap();
    drop(file);
    let all = fs::read(&path).unwrap();
    for length in whole.len()..all.len() {
        fs::write(&path, &all[..length]).unwrap();
        let opened = open(&path);
        assert_eq!(opened.world.committed, [renamed(1)]);
        assert_eq!(opened.set_aside, None);
        assert_eq!(fs::read(&path).unwrap(), whole, "cut at {length}");
        let mut file = opened.file;
        file.append(&renamed(2)).unwrap();
        drop(file);
        assert_eq!(open(&path).world.committed.len(), 2);
    }
}

#[test]
fn a_header_that_was_cut_off_begins_a_fresh_world() {
    let dir = tempfile::tempdir().unwrap();
    let path = path_in(&dir);
    let header = header(Origin::Seeded);
    for length in 0..header.len() {
        fs::write(&path, &header[..length]).unwrap();
        let opened = open(&path);
        assert_eq!((opened.world.origin, opened.set_aside), (Origin::Seeded, None));
        assert_eq!(fs::read(&path).unwrap(), header, "cut at {length}");
    }
}

#[test]
fn a_damaged_file_is_set_aside_untouched_and_a_fresh_world_begins() {
    let sound = [header(Origin::Seeded), serde_json::to_vec(&renamed(1)).unwrap(), b"\n".to_vec()].concat();
    let gap = [&sound[..], &serde_json::to_vec(&renamed(3)).unwrap(), b"\n"].concat();
    let mut flipped = sound.clone();
    flipped[100] ^= 0x80;
    for damaged in [
        gap,
        flipped,
        sound[40..].to_vec(),
        [&sound[..], b"\n"].concat(),
        b"some notes of mine".to_vec(),
        b"some\nnotes\n".to_vec(),
        b"{\"format\":1,\"seed\":\"sown\"}\n".to_vec(),
        b"{\"format\":0,\"seed\":\"seeded\"}\n".to_vec(),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let path = path_in(&dir);
        fs::write(&path, &damaged).unwrap();
        let opened = open(&path);
        let aside = opened.set_aside.expect("it was damaged");
        assert_eq!(aside.file_name().unwrap(), "world.jsonl.damaged-20261118T110640Z");
        assert_eq!(fs::read(&aside).unwrap(), damaged);
        assert_eq!(opened.world, World::seeded());
        drop(opened.file);
        fs::write(&path, &damaged).unwrap();
        let second = open(&path).set_aside.expect("it was damaged again");
        assert_eq!(second.file_name().unwrap(), "world.jsonl.damaged-20261118T110640Z-2");
        assert_eq!(open(&path).set_aside, None);
    }
}

#[test]
fn a_newer_file_and_one_in_use_are_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = path_in(&dir);
    let newer = b"{\"format\":3,\"seeds\":[1]}\nwhatever\n";
    fs::write(&path, newer).unwrap();
    let refused = WorldFile::open(&path, Origin::Seeded, NOW).err().expect("it is newer");
    assert!(refused.to_string().contains("newer program"), "{refused}");
    assert_eq!(fs::read(&path).unwrap(), newer);

    let used = dir.path().join("used.jsonl");
    let first = open(&used);
    let refused = WorldFile::open(&used, Origin::Seeded, NOW).err().expect("it is in use");
    assert!(refused.to_string().contains("another practice service"), "{refused}");
    drop(first);
    assert_eq!(open(&used).set_aside, None);
}

#[test]
fn the_file_says_which_seed_it_grew_from_and_goes_on_with_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = path_in(&dir);
    drop(WorldFile::open(&path, Origin::Generated(12), NOW).unwrap());
    assert_eq!(fs::read_to_string(&path).unwrap(), "{\"format\":2,\"seed\":\"generated 12\"}\n");
    let opened = open(&path);
    assert_eq!(opened.world, World::generated(12));
    let mut file = opened.file;
    file.append(&renamed(1)).unwrap();
    file.begin_again(Origin::Generated(12)).unwrap();
    file.append(&renamed(1)).unwrap();
    drop(file);
    assert_eq!(open(&path).world.committed.len(), 1);
}

#[test]
fn what_cannot_be_written_is_not_committed() {
    let dir = tempfile::tempdir().unwrap();
    let path = path_in(&dir);
    drop(open(&path));
    let read_only = File::open(&path).unwrap();
    let length = read_only.metadata().unwrap().len();
    let file = WorldFile { file: read_only, length, broken: false };
    let mut keeping = crate::keeping::Keeping::InFile(file);
    assert_eq!(keeping.keep(&renamed(1)).map_err(|failure| failure.status), Err(500));
    assert_eq!(fs::read(&path).unwrap(), header(Origin::Seeded));
}

#[cfg(unix)]
#[test]
fn file_and_folder_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("a").join("b");
    let path = folder.join("world.jsonl");
    let opened = open(&path);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(&folder)), (0o600, 0o700));
    drop(opened);
}
