//! The desk as the shell and the tests hold it.

use std::{
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

use contract::{CopyTextForm, DeskView, ProblemView, SceneForm, SettingsForm, SettingsView};
use onboarding::{NamePattern, Problem, ProblemKind};
use tokio::{sync::watch, time::Instant};

use watching::{Scheduler, Which};

use crate::{
    Chance, Journals, JournalsProblem, Ports,
    aws_accounts::{SavedAccounts, sentence, set_aside_notice},
    connection_test::SeenPermissions,
    journals, logs,
    message_texts::MessageTexts,
    plans::KeptPlan,
    settings,
    sign_in_hosts::SignInHosts,
    sign_in_watch::{Group, Watcher},
    state::{Account, Kept, State},
    views,
};

/// Takes forms, runs journeys, gives out views. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    pub(crate) shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) ports: Ports,
    /// `None` when this copy can do nothing.
    pub(crate) journals: Option<Journals>,
    pub(crate) scheduler: Scheduler<String, Group>,
    state: Mutex<State>,
    views: watch::Sender<DeskView>,
    /// The number of the change that is shown.
    shown: AtomicU64,
    /// Held while one of the small files is written.
    writing: Mutex<()>,
}

/// Clipboard texts are cut here.
const MAX_COPIED: usize = 20_000;

impl Desk {
    /// Opens a desk on the journals of its data folder; must be called inside a
    /// tokio runtime. Without journals it shows why and does nothing else.
    ///
    /// What was unfinished is taken up as soon as its AWS account is in use; the
    /// one used last is asked for at once.
    pub fn open(ports: Ports, journals: Result<Journals, JournalsProblem>) -> Self {
        let (settings, last_account) = settings::load(&ports.data_dir);
        ports.logs.set_level(settings.log_level);
        let mut state = State::new(settings);
        let set_aside = SavedAccounts::load(&ports.data_dir).map_or_else(
            |path| Some(set_aside_notice(path.as_deref())),
            |saved| {
                state.aws.saved = saved;
                None
            },
        );
        state.seen_permissions = SeenPermissions::load(&ports.data_dir);
        state.sign_in_hosts = SignInHosts::load(&ports.data_dir);
        state.message_texts = MessageTexts::load(&ports.data_dir);
        let journals = match journals {
            Ok(mut journals) => {
                state.notices = std::mem::take(&mut journals.notices).into();
                for journey in std::mem::take(&mut journals.journeys) {
                    state.journeys.insert(journey.id.clone(), Kept::new(journey, None));
                }
                for plan in std::mem::take(&mut journals.plans) {
                    state.plans.insert(plan.id.clone(), KeptPlan { plan, account: None });
                }
                Some(journals)
            }
            Err(problem) => {
                tracing::error!(error = %problem, "the journals cannot be used");
                state.unusable = Some(journals::unusable(&problem));
                None
            }
        };
        let private_browser = ports.browser.private_browser();
        let (views, _) = watch::channel(views::desk_view(&state, private_browser));
        let shared = Arc::new_cyclic(|shared| Shared {
            scheduler: Scheduler::start(Watcher(shared.clone()), seed(ports.chance.as_ref())),
            ports,
            journals,
            state: Mutex::new(state),
            views,
            shown: AtomicU64::default(),
            writing: Mutex::default(),
        });
        let desk = Self { shared };
        desk.close_what_is_over();
        desk.close_what_stood_alone();
        desk.watch_health();
        tokio::spawn(notice_sleep(Arc::downgrade(&desk.shared)));
        desk.show_remembered_links(&desk.shared.ports.data_dir);
        if let Some(notice) = set_aside {
            desk.change(|state| state.notices.push_back(notice));
        }
        desk.read_team_file();
        desk.begin_noticing_files();
        let at_start = desk.to_use_at_start(last_account);
        if let Some(wanted) = at_start.filter(|_| desk.shared.journals.is_some()) {
            let again = desk.clone();
            // A problem is shown where the AWS account stands.
            tokio::spawn(async move { again.use_with(wanted, None).await });
        }
        desk
    }

    /// The present view and every later one; the last value wins.
    pub fn subscribe(&self) -> watch::Receiver<DeskView> {
        self.shared.views.subscribe()
    }

    /// The window came to the front: whoever waits is looked at again.
    pub fn window_focused(&self) {
        self.lock().window_focused = true;
        self.shared.look_everywhere();
        self.refresh_links_on_return();
    }

    /// The window is not in front any more: what settles is told by the system.
    pub fn window_left(&self) {
        self.lock().window_focused = false;
    }

    /// # Errors
    /// A problem when there is no practice running.
    pub async fn set_scene(&self, form: SceneForm) -> Result<(), ProblemView> {
        let has_scenes = self.lock().account.as_ref().is_some_and(|account| account.is_embedded_practice());
        if !has_scenes {
            return Err(ProblemView::not_possible(
                "Scenes work in the app's own Practice only",
                "Start Practice first.",
            ));
        }
        self.shared.ports.practice.set_scene(form.scene).await;
        self.change(|state| state.scene = form.scene);
        Ok(())
    }

    /// # Errors
    /// A problem when the file cannot be written.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn save_settings(&self, form: SettingsForm) -> Result<(), ProblemView> {
        let settings = settings::within_limits(SettingsView {
            technical_view: form.technical_view,
            theme: form.theme,
            text_size: form.text_size,
            company: form.company,
            telephone: form.telephone,
            initials: form.initials,
            private_window_first: form.private_window_first,
            job_number_only: form.job_number_only,
            name_pattern: form.name_pattern,
            log_level: form.log_level,
        });
        if !settings.name_pattern.is_empty() {
            NamePattern::parse(&settings.name_pattern)
                .map_err(|why| ProblemView::with_input("namePattern", &sentence(&why.to_string())))?;
        }
        if let Some(why) = self.lock().unusable.clone() {
            return Err(why);
        }
        let saved = {
            let _turn = self.shared.turn_to_write();
            settings::save(&self.shared.ports.data_dir, &settings)
        };
        self.shared.ports.logs.set_level(settings.log_level);
        let before = self.change(|state| std::mem::replace(&mut state.settings, settings.clone()));
        logs::settings_changed(&before, &settings);
        saved.map_err(|error| {
            tracing::warn!(%error, "settings could not be saved");
            ProblemView::not_possible(
                "The settings could not be saved",
                "They hold until Linkwright is closed. Check that the disk is not full and the folder can be written.",
            )
        })
    }

    /// # Errors
    /// A problem when there is no clipboard.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn copy_text(&self, form: CopyTextForm) -> Result<(), ProblemView> {
        let text: String = form.text.chars().take(MAX_COPIED).collect();
        self.copy(&text)
    }

    pub(crate) fn copy(&self, text: &str) -> Result<(), ProblemView> {
        self.shared.ports.clipboard.set_text(text).map_err(|_| {
            ProblemView::not_possible("It could not be copied", "This computer's clipboard does not answer.")
        })
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.shared.lock()
    }

    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        self.shared.change(change)
    }

    /// The AWS account in use.
    pub(crate) fn account(&self) -> Result<Arc<Account>, ProblemView> {
        let problem = || {
            let kind = ProblemKind::SignInToAws { profile: None };
            ProblemView::from(&Problem::before_sending(kind))
        };
        self.lock().account.clone().ok_or_else(problem)
    }
}

impl Shared {
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        // A panic while the lock was held cannot leave a half-made value: each
        // change is one assignment or one `advance`.
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Changes the state and shows it.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.lock();
        let result = change(&mut state);
        state.changes += 1;
        let number = state.changes;
        let view = views::desk_view(&state, self.ports.browser.private_browser());
        self.ports.logs.set_practice(state.account.as_ref().map(|account| account.connection.is_practice()));
        drop(state);
        self.views.send_if_modified(|shown| {
            // Of two changes at the same moment the later one stays, whichever
            // comes here last.
            if self.shown.fetch_max(number, Ordering::SeqCst) > number {
                return false;
            }
            let is_new = *shown != view;
            *shown = view;
            is_new
        });
        result
    }

    /// Two writers of the same file would leave a mixture of both.
    pub(crate) fn turn_to_write(&self) -> MutexGuard<'_, ()> {
        self.writing.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub(crate) fn look_everywhere(&self) {
        self.scheduler.look_now(Which::All);
        for kept in self.lock().journeys.values() {
            kept.lookout.look_now.notify_one();
        }
    }
}

/// Bits for whatever needs a seed.
pub(crate) fn seed(chance: &dyn Chance) -> u64 {
    let (bits, _) = uuid::Uuid::from_u128(chance.bits()).as_u64_pair();
    bits
}

/// Looks again at once after the computer slept: the monotonic clock stops
/// then and the wall clock does not.
async fn notice_sleep(shared: std::sync::Weak<Shared>) {
    const BEAT: Duration = Duration::from_secs(5);
    const GAP: Duration = Duration::from_secs(10);
    loop {
        let (before, wall_before) = (Instant::now(), SystemTime::now());
        tokio::time::sleep(BEAT).await;
        let Some(shared) = shared.upgrade() else { return };
        let wall = SystemTime::now().duration_since(wall_before).unwrap_or_default();
        if wall > before.elapsed() + GAP {
            tracing::info!("the computer slept; looking at every waiting link");
            shared.look_everywhere();
        }
    }
}
