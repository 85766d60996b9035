//! The one controller: takes forms, runs journeys, gives out views.
//!
//! It knows no Tauri and opens no window; what it needs of the computer comes
//! through [`Ports`]. Decisions about a journey are made in `onboarding`; here
//! they are carried out.

mod activity;
mod aws_accounts;
mod aws_sign_in;
mod beginnings;
mod clock;
mod closing;
mod completion_note;
mod connection_test;
mod customer;
mod customer_message;
mod desk;
mod device_clouds;
mod device_search;
mod devices;
mod diagnosing;
mod existing_link;
mod forgetting;
mod journals;
mod journeys;
mod link_page;
mod links;
mod listing;
mod logs;
mod managed_things;
mod message_texts;
mod observed;
mod paced;
mod plans;
mod ports;
mod remembering;
mod renaming;
mod saved_files;
mod settings;
mod sign_in;
mod sign_in_hosts;
mod sign_in_watch;
mod state;
mod support_bundle;
mod taking_up;
mod team_file;
mod technical;
mod views;

pub use connections::{
    AccessKeys, Environment, Keyring, KeyringProblem, PracticeAccount, SECRET_VARIABLES, SystemKeyring,
};
pub use desk::Desk;
pub use journals::{Journals, JournalsProblem};
pub use onboarding::SignInAddress;
pub use ports::{
    AwsSdk, Browser, BrowserProblem, Chance, Clipboard, ClipboardProblem, Clock, Gateways, LogFiles,
    LogFolderProblem, Logs, Notifier, Ports, PracticeHost, PracticeHostProblem, SystemChance, SystemClock,
};
