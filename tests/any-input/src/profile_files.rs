//! The config and the credentials file of the AWS CLI, as people and other
//! programs leave them.

use std::{collections::BTreeSet, fs};

use crate::{computer, folder};

/// The config file up to the first NUL, the credentials file behind it.
///
/// # Panics
/// What is offered differs between two looks, or is offered twice.
pub fn profile_files(input: &[u8]) {
    let end = input.iter().position(|byte| *byte == 0).unwrap_or(input.len());
    let (config, credentials) = (&input[..end], input.get(end + 1..).unwrap_or_default());
    thread_local! {
        static PLACE: (tempfile::TempDir, tokio::runtime::Runtime) = {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            (folder(), runtime.expect("the system has threads and timers"))
        };
    }
    PLACE.with(|(dir, runtime)| {
        let aws_dir = dir.path().join(".aws");
        fs::create_dir_all(&aws_dir).expect("the folder can be written");
        fs::write(aws_dir.join("config"), config).expect("the folder can be written");
        fs::write(aws_dir.join("credentials"), credentials).expect("the folder can be written");
        let environment = computer::environment(dir.path());
        let look = || {
            let offers = runtime.block_on(connections::offers(&environment));
            offers.map(|offers| {
                let seen =
                    offers.into_iter().map(|offer| (offer.name, offer.kind, offer.region, offer.endpoint));
                seen.map(|seen| format!("{seen:?}")).collect::<Vec<_>>()
            })
        };
        let first = look();
        let names: BTreeSet<&String> = first.iter().flatten().collect();
        assert_eq!(names.len(), first.iter().flatten().count(), "{first:?}");
        assert_eq!(look().ok(), first.ok(), "the same files say the same");
    });
}
