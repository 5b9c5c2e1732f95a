//! What a Firefox compiles of its own window when it starts for the first time. A new profile with it starts in half the
//! time.

use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::process::command;

/// The cache itself, and what tells which Firefox it is of.
const FILES: [&str; 2] = ["startupCache", "compatibility.ini"];

/// Puts the cache into a new profile. It is made once, by `start_and_end` in a profile of its own, and kept with what
/// cargo builds.
///
/// # Panics
/// When it cannot be made.
pub(super) fn copy_into(profile: &Path, start_and_end: impl FnOnce(&Path)) {
    static CACHE: OnceLock<PathBuf> = OnceLock::new();
    let cache = CACHE.get_or_init(|| made(start_and_end));
    copy(cache, profile);
}

fn made(start_and_end: impl FnOnce(&Path)) -> PathBuf {
    let version = command("firefox-esr").arg("--version").output().expect("there is a firefox");
    let version = String::from_utf8_lossy(&version.stdout).trim().replace(' ', "-");
    let test = std::env::current_exe().expect("a test knows its own file");
    // target/<profile>/deps/<test>
    let target = test.ancestors().nth(3).expect("a test lies in target/<profile>/deps/");
    let folder = target.join("firefox");
    std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let lock = std::fs::File::create(folder.join("lock")).expect("the folder is writable");
    let lock = OwnedFd::from(lock);
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::LockExclusive).expect("files are locked");
    let cache = folder.join(version);
    if cache.is_dir() {
        return cache;
    }
    let [profile, unfinished] = ["profile", "unfinished"].map(|name| folder.join(name));
    for new in [&profile, &unfinished] {
        let _ = std::fs::remove_dir_all(new);
        std::fs::create_dir(new).unwrap_or_else(|error| panic!("{new:?}: {error}"));
    }
    start_and_end(&profile);
    copy(&profile, &unfinished);
    let _ = std::fs::remove_dir_all(&profile);
    std::fs::rename(&unfinished, &cache).expect("both are in one folder");
    cache
}

fn copy(from: &Path, to: &Path) {
    let files = FILES.map(|name| from.join(name));
    let copied = command("cp").args(["--archive", "--reflink=auto"]).args(files).arg(to).status();
    assert!(copied.is_ok_and(|status| status.success()), "{from:?} cannot be copied");
}
