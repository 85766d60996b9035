use super::*;

fn files(dir: &Path, most_bytes: u64) -> Files {
    Files { most_bytes, ..Files::new(dir, Trouble::default()) }
}

#[test]
fn a_full_file_becomes_older_and_no_more_than_five_are_kept() {
    let dir = tempfile::tempdir().unwrap();
    let mut log = files(dir.path(), 20);
    for number in 0..30 {
        log.write_all(format!("line {number:02}\n").as_bytes()).unwrap();
    }
    let listed = list(dir.path());
    let names: Vec<&str> = listed.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(
        names,
        ["linkwright.log", "linkwright.1.log", "linkwright.2.log", "linkwright.3.log", "linkwright.4.log"]
    );
    assert!(listed.iter().all(|file| file.bytes <= 20), "{listed:?}");
    assert_eq!(fs::read_to_string(dir.path().join("linkwright.log")).unwrap(), "line 28\nline 29\n");
    assert_eq!(tail(dir.path(), 3), ["line 27", "line 28", "line 29"]);
    assert_eq!(tail(dir.path(), 100).len(), 10);
}

#[test]
fn a_new_start_goes_on_in_the_same_file() {
    let dir = tempfile::tempdir().unwrap();
    files(dir.path(), 100).write_all(b"first\n").unwrap();
    files(dir.path(), 100).write_all(b"second\n").unwrap();
    assert_eq!(fs::read_to_string(dir.path().join("linkwright.log")).unwrap(), "first\nsecond\n");
}

#[test]
fn a_line_longer_than_a_file_gets_one_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let mut log = files(dir.path(), 10);
    log.write_all(b"a line of more than ten\n").unwrap();
    log.write_all(b"b\n").unwrap();
    assert_eq!(fs::read_to_string(dir.path().join("linkwright.1.log")).unwrap(), "a line of more than ten\n");
}

#[test]
fn what_stands_in_the_way_is_told_and_writing_goes_on_when_it_is_gone() {
    let dir = tempfile::tempdir().unwrap();
    let logs_dir = dir.path().join("logs");
    fs::write(&logs_dir, "a file where the folder should be").unwrap();
    let trouble = Trouble::default();
    let mut log = Files::new(&logs_dir, Arc::clone(&trouble));
    log.write_all(b"lost\n").unwrap();
    assert!(trouble.lock().unwrap().is_some());
    assert_eq!((list(&logs_dir), tail(&logs_dir, 5)), (Vec::new(), Vec::new()));
    fs::remove_file(&logs_dir).unwrap();
    log.write_all(b"kept\n").unwrap();
    assert_eq!((*trouble.lock().unwrap(), tail(&logs_dir, 5)), (None, vec!["kept".to_owned()]));
}

#[cfg(unix)]
#[test]
fn files_and_folder_are_this_persons_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let logs_dir = dir.path().join("logs");
    let mut log = files(&logs_dir, 4);
    log.write_all(b"one\n").unwrap();
    log.write_all(b"two\n").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&logs_dir), 0o700);
    for file in [path(&logs_dir, 0), path(&logs_dir, 1), logs_dir.join(LOCK)] {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[test]
fn a_second_copy_leaves_the_file_to_the_first_until_that_ends() {
    let dir = tempfile::tempdir().unwrap();
    let (trouble, path) = (Trouble::default(), dir.path().join("linkwright.log"));
    let mut first = files(dir.path(), 20);
    let mut second = Files::new(dir.path(), Arc::clone(&trouble));
    first.write_all(b"of the first\n").unwrap();
    second.write_all(b"of the second\n").unwrap();
    assert_eq!(*trouble.lock().unwrap(), Some(io::ErrorKind::WouldBlock));
    // A full file is another one from then on, and the first copy's as well.
    first.write_all(b"once more, the first\n").unwrap();
    second.write_all(b"of the second\n").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "once more, the first\n");
    // Windows would let nobody read a file that is locked.
    File::open(&path).unwrap().try_lock().unwrap();
    drop(first);
    second.write_all(b"of the second\n").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "once more, the first\nof the second\n");
    assert_eq!(*trouble.lock().unwrap(), None);
}
