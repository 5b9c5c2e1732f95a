//! A browser's processes, and its profile.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::process::{Folder, command};

/// Ends a browser and removes its profile (`$0`) when the tests have ended without doing so: nobody is at the other end of
/// its standard input then.
const UNTIL_THE_TESTS_END: &str =
    r#""$@" & read -r end; kill -KILL $!; wait; rm -rf "$0"; kill -KILL 0"#;

/// All processes of a browser. They end together.
pub(super) struct Group {
    /// A shell that watches over the others.
    child: Child,
    /// Goes after the browser.
    profile: Folder,
}

impl Group {
    pub(super) fn start(browser: &Command, profile: Folder) -> Self {
        let mut shell = command("sh");
        shell.args(["-c", UNTIL_THE_TESTS_END]).arg(profile.path());
        shell.arg(browser.get_program()).args(browser.get_args());
        for (name, value) in browser.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        std::os::unix::process::CommandExt::process_group(&mut shell, 0);
        let child = shell.spawn().unwrap_or_else(|error| panic!("sh: {error}"));
        Self { child, profile }
    }

    pub(super) fn profile(&self) -> &Path {
        self.profile.path()
    }

    pub(super) fn is_there(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// The memory of all of them that no file backs, in bytes. What two of them share counts once.
    pub(super) fn memory_bytes(&self) -> u64 {
        let processes = std::fs::read_dir("/proc").expect("there is /proc").flatten();
        let own = processes.filter(|entry| {
            let stat = std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
            // The name of the program, in brackets, may have spaces.
            let group = stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(2));
            group.and_then(|group| group.parse().ok()) == Some(self.child.id())
        });
        own.map(|entry| unbacked_bytes(&entry.path().join("smaps_rollup"))).sum()
    }

    /// Ends all of them at once, without a chance to say anything.
    pub(super) fn kill(&mut self) {
        let id = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw);
        if let Some(id) = id
            && self.is_there()
        {
            let _ = rustix::process::kill_process_group(id, rustix::process::Signal::KILL);
        }
        let _ = self.child.wait();
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
    }
}

/// What `smaps_rollup` of a process says; nothing when it has just ended.
fn unbacked_bytes(rollup: &Path) -> u64 {
    let text = std::fs::read_to_string(rollup).unwrap_or_default();
    let of = |name: &str| {
        let value = text.lines().find_map(|line| line.strip_prefix(name))?;
        value.trim().strip_suffix(" kB")?.parse::<u64>().ok()
    };
    ["Pss_Anon:", "Pss_Shmem:"].into_iter().filter_map(of).sum::<u64>() * 1024
}
