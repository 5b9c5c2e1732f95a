//! A browser's processes, and its profile.

use std::process::{Child, Command, Stdio};

use crate::process::Folder;

/// All processes of a browser. They end together.
pub(super) struct Group {
    child: Child,
    /// Goes after the browser.
    _profile: Folder,
}

impl Group {
    pub(super) fn start(mut command: Command, profile: Folder) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let program = command.get_program().to_owned();
        let child =
            command.spawn().unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        Self { child, _profile: profile }
    }

    pub(super) fn is_there(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
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
