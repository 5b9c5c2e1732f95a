//! The real programs, and what they leave behind when a test fails.

use std::io::{BufRead as _, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

use crate::clock;

/// A program of this project, as it was built beside this test, or as it lies in the folder that
/// `ALONGSIDE_TEST_PROGRAMS` names: benchmarks measure what is released, and need not be released themselves.
///
/// # Panics
/// When it was not.
pub fn program(name: &str) -> PathBuf {
    let folder = std::env::var_os("ALONGSIDE_TEST_PROGRAMS").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| {
        let test = std::env::current_exe().expect("a test knows its own file");
        // target/<profile>/deps/<test>
        let folder = test.parent().and_then(Path::parent).expect("a test lies in deps/");
        folder.to_owned()
    });
    let program = folder.join(name).with_extension(std::env::consts::EXE_EXTENSION);
    assert!(program.is_file(), "{} is missing; run `cargo xtask test`", program.display());
    program
}

/// A command without the environment settings of the account that runs the tests.
pub fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("ALONGSIDE_") {
            command.env_remove(name);
        }
    }
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_SESSION_TYPE"] {
        command.env_remove(name);
    }
    // The tests read English.
    command.env("LANGUAGE", "en");
    command
}

/// What a program has printed so far.
#[derive(Clone, Default)]
pub struct Lines(Arc<(Mutex<Vec<String>>, Condvar)>);

impl Lines {
    /// Reads `from` in the background, until it ends.
    pub fn read(from: impl Read + Send + 'static) -> Self {
        let lines = Self::default();
        let into = lines.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
                into.lock().push(String::from_utf8_lossy(&line).trim_end().to_owned());
                into.0.1.notify_all();
            }
        });
        lines
    }

    fn lock(&self) -> MutexGuard<'_, Vec<String>> {
        self.0.0.lock().expect("no reader panics")
    }

    /// All of them.
    pub fn all(&self) -> Vec<String> {
        self.lock().clone()
    }

    /// Waits for a line from number `from` on in which `find` finds something. Returns the number
    /// of the line after it, and what was found.
    pub fn wait<T>(
        &self,
        from: usize,
        patience: Duration,
        mut find: impl FnMut(&str) -> Option<T>,
    ) -> Option<(usize, T)> {
        let until = clock::now() + patience;
        let mut lines = self.lock();
        let mut next = from;
        loop {
            while let Some(line) = lines.get(next) {
                next += 1;
                if let Some(found) = find(line) {
                    return Some((next, found));
                }
            }
            let left = until.checked_duration_since(clock::now())?;
            lines = self.0.1.wait_timeout(lines, left).expect("no reader panics").0;
        }
    }
}

/// A running program. It ends with the test.
pub struct Running {
    /// What it is called in the artifacts.
    name: &'static str,
    child: Child,
    /// Its standard output.
    pub stdout: Lines,
    /// Its standard error.
    pub stderr: Lines,
}

impl Running {
    /// Starts it.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn start(name: &'static str, command: &mut Command) -> Self {
        let (mut running, stdout) = Self::start_unread(name, command);
        running.stdout = Lines::read(stdout);
        running
    }

    /// Starts it, and leaves its standard output for the test to read, or not to.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn start_unread(name: &'static str, command: &mut Command) -> (Self, ChildStdout) {
        let spawned =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = spawned.unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let stdout = child.stdout.take().expect("stdout is piped");
        let stderr = Lines::read(child.stderr.take().expect("stderr is piped"));
        (Self { name, child, stdout: Lines::default(), stderr }, stdout)
    }

    /// Writes a line to its standard input.
    pub fn write(&mut self, line: &str) {
        use std::io::Write as _;
        let stdin = self.child.stdin.as_mut().expect("stdin is piped");
        writeln!(stdin, "{line}").and_then(|()| stdin.flush()).expect("the program listens");
    }

    /// Waits until it has taken everything from its standard input.
    #[cfg(target_os = "linux")]
    #[track_caller]
    pub fn has_read(&self) {
        let stdin = self.child.stdin.as_ref().expect("stdin is piped");
        clock::eventually("the program reads its input", || {
            let waiting = rustix::io::ioctl_fionread(stdin).expect("a pipe can be asked");
            (waiting == 0).then_some(())
        });
    }

    /// Closes its standard input.
    pub fn close_stdin(&mut self) {
        self.child.stdin.take();
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to end, as Ctrl-C does.
    ///
    /// # Panics
    /// When it has ended.
    #[cfg(target_os = "linux")]
    pub fn interrupt(&self) {
        use rustix::process::{Pid, Signal, kill_process};
        let id = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        kill_process(id.expect("a process has an id"), Signal::INT).expect("the program runs");
    }

    /// Ends it at once, without a chance to say anything.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Stops it as a computer that goes to sleep does, for so long. The clocks of the system run on.
    ///
    /// # Panics
    /// When it has ended.
    #[cfg(target_os = "linux")]
    pub fn sleeps(&self, time: Duration) {
        use rustix::process::{Signal, kill_process};
        kill_process(self.process(), Signal::STOP).expect("the program runs");
        std::thread::sleep(time);
        kill_process(self.process(), Signal::CONT).expect("the program runs");
    }

    /// Tells it to end, and waits until it has: it ends the programs that it has started.
    #[cfg(target_os = "linux")]
    pub fn terminate(&mut self) {
        use rustix::process::{Signal, kill_process};
        // It may have ended.
        let _ = kill_process(self.process(), Signal::TERM);
        let _ = self.child.wait();
    }

    #[cfg(target_os = "linux")]
    fn process(&self) -> rustix::process::Pid {
        let id = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw);
        id.expect("a process has an id")
    }

    /// Its exit status, if it has ended.
    pub fn status(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("a child can be waited for")
    }

    /// Waits until it has ended by itself.
    #[track_caller]
    pub fn ended(&mut self, patience: Duration) -> ExitStatus {
        clock::within(patience, "the program ends", || self.status())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
        if std::thread::panicking() {
            keep(&format!("{}.stdout", self.name), self.stdout.all().join("\n").as_bytes());
            keep(&format!("{}.stderr", self.name), self.stderr.all().join("\n").as_bytes());
        }
    }
}

/// Keeps something of a failed test under `artifacts/<test>/`.
pub fn keep(name: &str, bytes: &[u8]) {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("unnamed").replace("::", ".");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("artifacts").join(test);
    let kept =
        std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(folder.join(name), bytes));
    match kept {
        Ok(()) => eprintln!("kept {}", folder.join(name).display()),
        Err(error) => eprintln!("cannot keep {}: {error}", folder.join(name).display()),
    }
}

/// A folder that goes with the test.
pub struct Folder(PathBuf);

impl Folder {
    /// Makes one.
    ///
    /// # Panics
    /// When that is not possible.
    pub fn new() -> Self {
        use std::sync::atomic::{AtomicU32, Ordering};
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("alongside-test-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        Self(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
