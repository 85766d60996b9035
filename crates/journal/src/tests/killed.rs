//! A process that is killed loses nothing it was told is on disk. Each test runs
//! itself again as the process to kill.

use std::{
    env,
    io::{BufRead, BufReader, Read, Write},
    path::PathBuf,
    process::{Child, ChildStdout, Command, Stdio},
};

use rusqlite::Connection;
use rusqlite_migration::{HookError, M};

use super::*;
use crate::{FolderProblem, backups, opening::schema};

const CHILD: &str = "JOURNAL_TEST_CHILD";

/// The folder to work in, when this process is the one to be killed.
fn as_child() -> Option<PathBuf> {
    env::var_os(CHILD).map(PathBuf::from)
}

fn command(test: &str, dir: &Path) -> Command {
    let mut command = Command::new(env::current_exe().expect("a test knows where it is"));
    command.args([&format!("tests::killed::{test}"), "--exact", "--nocapture"]).env(CHILD, dir);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// A child and what it says.
struct Victim {
    child: Child,
    said: BufReader<ChildStdout>,
}

impl Victim {
    fn start(mut command: Command) -> Self {
        let mut child = command.spawn().expect("a test can start itself");
        let said = BufReader::new(child.stdout.take().expect("it is piped"));
        Self { child, said }
    }

    /// Waits for so many lines of this kind and gives what follows the word.
    fn told(&mut self, word: &str, count: usize) -> Vec<String> {
        let lines = self.said.by_ref().lines().map(|line| line.expect("it says text"));
        let told = lines.filter_map(|line| {
            let (_, rest) = line.split_once(word)?;
            Some(rest.trim().to_owned())
        });
        let told: Vec<String> = told.take(count).collect();
        assert_eq!(told.len(), count, "the child ended too early");
        told
    }

    /// Kills it and gives what else it had said.
    fn kill(mut self) -> String {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
        let mut rest = String::new();
        self.said.read_to_string(&mut rest).expect("it says text");
        rest
    }
}

fn say(line: &str) {
    println!("{line}");
    std::io::stdout().flush().expect("somebody listens");
}

#[test]
fn every_intent_that_was_told_to_be_on_disk_is_there_after_a_kill() {
    if let Some(dir) = as_child() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let journal = open(&dir).journal;
        for number in 0.. {
            let (journey, intent) = begun(number, "Miller");
            let written = journal.write(begin(&journey, &intent));
            runtime.block_on(written.on_disk()).unwrap();
            say(&format!("written {}", intent.key()));
        }
    }
    for count in [1, 7, 40, 100] {
        let dir = tempfile::tempdir().unwrap();
        let test = "every_intent_that_was_told_to_be_on_disk_is_there_after_a_kill";
        let mut victim = Victim::start(command(test, dir.path()));
        let mut told = victim.told("written ", count);
        told.extend(
            victim.kill().lines().filter_map(|line| line.strip_prefix("written ").map(str::to_owned)),
        );
        let opened = open(dir.path());
        assert_eq!(opened.set_aside, None);
        let there: Vec<&String> = opened.remembered.underway.iter().map(|intent| &intent.key).collect();
        for key in &told {
            assert!(there.contains(&key), "{key} was told to be on disk");
        }
        assert!(opened.remembered.quarantined.is_empty());
        assert_eq!(opened.remembered.journeys.len(), there.len(), "a change is there whole or not at all");
    }
}

#[test]
fn a_plan_that_was_told_to_be_on_disk_is_there_whole_after_a_kill() {
    if let Some(dir) = as_child() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let journal = open(&dir).journal;
        let mut plan = unlinking("plan", "link1", 300);
        for number in 0.. {
            plan.unreached = number;
            for step in &mut plan.steps {
                step.about = Some(number.to_string());
            }
            let change = Change { timeline: vec![entry(&number.to_string())], ..keep_plan(&plan) };
            runtime.block_on(journal.write(change).on_disk()).unwrap();
            say(&format!("written {number}"));
        }
    }
    for count in [1, 5, 20] {
        let dir = tempfile::tempdir().unwrap();
        let test = "a_plan_that_was_told_to_be_on_disk_is_there_whole_after_a_kill";
        let mut victim = Victim::start(command(test, dir.path()));
        let told = victim.told("written ", count);
        victim.kill();
        let last: u32 = told.last().unwrap().parse().unwrap();
        let opened = open(dir.path());
        assert_eq!(opened.set_aside, None);
        let [plan] = opened.remembered.plans.as_slice() else { panic!("{:?}", opened.remembered) };
        assert!(plan.unreached >= last, "{last} was told to be on disk");
        assert_eq!(plan.steps.len(), 301);
        let written = plan.unreached.to_string();
        let is_of_it = |step: &support::Step| step.about.as_ref() == Some(&written);
        assert!(plan.steps.iter().all(is_of_it), "a change is there whole or not at all");
    }
}

#[test]
fn a_kill_within_a_migration_leaves_the_layout_there_was() {
    const STEP: &str = "CREATE TABLE later (a TEXT) STRICT; ALTER TABLE journeys ADD COLUMN later TEXT";
    if let Some(dir) = as_child() {
        let mut connection = Connection::open(dir.join("journal.sqlite3")).unwrap();
        let abort = |_: &rusqlite::Transaction<'_>| -> Result<(), HookError> { std::process::abort() };
        let steps = [schema::MIGRATIONS, &[M::up_with_hook(STEP, abort)]].concat();
        let unbacked = |_: &Connection| Ok::<(), rusqlite::Error>(());
        schema::bring_up(&mut connection, &steps, unbacked).unwrap();
    }
    let dir = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let opened = open(dir.path());
    runtime.block_on(write(&opened.journal, [keep(&begun(1, "Miller").0)]));
    drop(opened);
    let mut child = command("a_kill_within_a_migration_leaves_the_layout_there_was", dir.path());
    let ended = child.stdout(Stdio::null()).status().unwrap();
    assert!(ended.code().is_none(), "it ended in the middle: {ended}");
    let opened = open(dir.path());
    assert_eq!(opened.set_aside, None);
    assert_eq!(opened.remembered.journeys.len(), 1);
}

#[test]
fn a_kill_within_a_backup_leaves_the_journal_whole_and_no_half_backup() {
    if let Some(dir) = as_child() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let journal = open(&dir).journal;
        runtime.block_on(write(&journal, (0..300).map(|number| keep(&with_devices(number, "Miller", 5)))));
        for number in 0.. {
            let path = dir.clone();
            let back_up = move |connection: &Connection| {
                let at = jiff::Timestamp::from_second(1_795_000_000 + number).unwrap();
                say(&format!("backing up {number}"));
                backups::make(connection, &path, Book::Live, at).unwrap();
            };
            runtime.block_on(journal.with_connection(back_up)).unwrap();
        }
    }
    for count in [1, 2, 5] {
        let dir = tempfile::tempdir().unwrap();
        let test = "a_kill_within_a_backup_leaves_the_journal_whole_and_no_half_backup";
        let mut victim = Victim::start(command(test, dir.path()));
        victim.told("backing up ", count);
        victim.kill();
        let opened = open(dir.path());
        assert_eq!(opened.set_aside, None);
        assert_eq!(opened.remembered.journeys.len(), 300);
        let whole = backups::list(dir.path(), Book::Live).unwrap();
        if count > 1 {
            let there = names(&dir.path().join("backups"));
            assert_eq!(there.len(), whole.len(), "what was not finished is gone: {there:?}");
        }
        for backup in whole {
            let connection = Connection::open(backup).unwrap();
            let sql = "SELECT count(*) FROM journeys";
            let count: u32 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
            assert_eq!(count, 300, "a backup that has its name is whole");
        }
    }
}

#[test]
fn another_process_cannot_have_the_folder_until_the_first_is_killed() {
    if let Some(dir) = as_child() {
        let _folder = folder(&dir);
        say("locked");
        let _ended = std::io::stdin().read(&mut [0]);
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let test = "another_process_cannot_have_the_folder_until_the_first_is_killed";
    let mut victim = Victim::start(command(test, dir.path()));
    victim.told("locked", 1);
    assert_eq!(Folder::lock(dir.path()).map(|_| ()), Err(FolderProblem::AlreadyRunning));
    victim.kill();
    assert!(Folder::lock(dir.path()).is_ok());
}

#[cfg(unix)]
#[test]
fn a_folder_or_a_file_that_must_not_be_written_is_told_of() {
    use std::{
        fs::{self, Permissions},
        os::unix::fs::PermissionsExt,
    };

    use crate::OpenProblem;

    if let Some(dir) = as_child() {
        let refused = match Folder::lock(&dir) {
            Ok(folder) => {
                let opened = Journal::open(&folder, Book::Live).map(|_| ());
                matches!(opened, Err(OpenProblem::CannotWrite { .. }))
            }
            Err(problem) => matches!(problem, FolderProblem::CannotWrite { .. }),
        };
        say(&format!("refused {refused}"));
        return;
    }
    for (dir_mode, file_mode) in [(0o500, 0o600), (0o700, 0o400)] {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("journal.sqlite3");
        drop(open(dir.path()));
        let before = fs::read(&file).unwrap();
        fs::set_permissions(&file, Permissions::from_mode(file_mode)).unwrap();
        let mut command = command("a_folder_or_a_file_that_must_not_be_written_is_told_of", dir.path());
        give_away(&[dir.path(), &dir.path().join("linkwright.lock"), &file], &mut command);
        if dir_mode == 0o500 {
            fs::remove_file(dir.path().join("linkwright.lock")).unwrap();
        }
        fs::set_permissions(dir.path(), Permissions::from_mode(dir_mode)).unwrap();
        let mut child = Victim::start(command);
        assert_eq!(child.told("refused ", 1), ["true"]);
        child.kill();
        assert_eq!(fs::read(&file).unwrap(), before);
    }
}

/// Root may write everywhere, so that as root the child is somebody else, and
/// what it works on is theirs.
#[cfg(unix)]
fn give_away(paths: &[&Path], command: &mut Command) {
    use std::os::unix::{fs::chown, process::CommandExt};
    const NOBODY: u32 = 65_534;
    if rustix::process::geteuid().is_root() {
        for path in paths {
            chown(path, Some(NOBODY), Some(NOBODY)).expect("root gives away what it likes");
        }
        command.uid(NOBODY).gid(NOBODY);
    }
}
