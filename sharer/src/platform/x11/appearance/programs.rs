//! The programs through which desktops keep their settings: `gsettings` and `xfconf-query`.
//!
//! They are started directly, each text as one argument, and never waited for longer than
//! [`APPEARANCE_PROGRAM_TIMEOUT`].

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::Read as _;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};

use protocol::limits::{APPEARANCE_ANSWER_BYTES, APPEARANCE_PROGRAM_TIMEOUT};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process_group, pidfd_open};

/// Starts programs, and remembers those that do not answer.
#[derive(Debug, Default)]
pub(super) struct Programs {
    /// Those that did not answer; not started again until [`Self::retry`].
    hung: BTreeSet<&'static str>,
}

impl Programs {
    /// All are asked again: a program that was busy then may answer now.
    pub(super) fn retry(&mut self) {
        self.hung.clear();
    }

    /// Runs a program to its end. Returns its output if it succeeded.
    pub(super) fn run<I: AsRef<OsStr>>(
        &mut self,
        program: &'static str,
        arguments: impl IntoIterator<Item = I>,
    ) -> Option<String> {
        if self.hung.contains(program) {
            return None;
        }
        let mut child = Command::new(program)
            .args(arguments)
            // Ctrl-C in the terminal is for us alone: we end the program ourselves.
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        if !ends(&child) {
            tracing::warn!(program, "a program of the desktop does not answer");
            self.hung.insert(program);
            // Together with the processes that it has started: they are a group of their own.
            if let Some(id) = id(&child) {
                let _ = kill_process_group(id, Signal::KILL);
            }
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        let status = child.wait().ok()?;
        let answer = answer(&mut child)?;
        status.success().then_some(answer)
    }
}

fn id(child: &Child) -> Option<Pid> {
    i32::try_from(child.id()).ok().and_then(Pid::from_raw)
}

/// Waits for the end of a program, but not for long.
fn ends(child: &Child) -> bool {
    let Some(id) = id(child) else { return false };
    let Ok(process) = pidfd_open(id, PidfdFlags::empty()) else { return false };
    let patience = Timespec {
        tv_sec: i64::try_from(APPEARANCE_PROGRAM_TIMEOUT.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: i64::from(APPEARANCE_PROGRAM_TIMEOUT.subsec_nanos()),
    };
    matches!(poll(&mut [PollFd::new(&process, PollFlags::IN)], Some(&patience)), Ok(1))
}

/// The output of a program that has ended. A process that it has started may still hold the pipe: only
/// what is there is read.
fn answer(child: &mut Child) -> Option<String> {
    let mut output = child.stdout.take()?;
    let flags = rustix::fs::fcntl_getfl(&output).ok()?;
    rustix::fs::fcntl_setfl(&output, flags | rustix::fs::OFlags::NONBLOCK).ok()?;
    let mut bytes = vec![0; APPEARANCE_ANSWER_BYTES + 1];
    let mut len = 0;
    while let Ok(more) = output.read(&mut bytes[len..]) {
        len += more;
        if more == 0 || len > APPEARANCE_ANSWER_BYTES {
            break;
        }
    }
    bytes.truncate(len);
    let text =
        String::from_utf8(bytes).ok().filter(|text| text.len() <= APPEARANCE_ANSWER_BYTES)?;
    Some(text.strip_suffix('\n').map_or(text.clone(), str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_heard_if_it_succeeds_and_not_waited_for_if_it_hangs() {
        let mut programs = Programs::default();
        assert_eq!(programs.run("echo", ["'zoom'"]).as_deref(), Some("'zoom'"));
        assert_eq!(programs.run("false", [""; 0]), None);
        assert_eq!(programs.run("alongside-has-no-such-program", [""; 0]), None);
        assert_eq!(programs.run("sleep", ["600"]), None);
        assert_eq!(programs.run("sleep", ["0"]), None, "it is not asked again");
        // A process that lives on keeps the output open.
        let answer = programs.run("sh", ["-c", "echo here; sleep 600 & echo $!"]).unwrap();
        let (said, id) = answer.split_once('\n').unwrap();
        assert_eq!(said, "here");
        programs.run("kill", [id]);
    }
}
