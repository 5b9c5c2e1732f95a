//! A network namespace: a computer, a router or the internet of one test. Needs root.

use std::fs::File;
use std::io::Write as _;
use std::os::fd::AsFd as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};

use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};

use crate::process::command;

/// Where `ip netns` keeps the names.
const NAMES: &str = "/run/netns";

/// How the names of ours begin; the process follows, then a number.
const PREFIX: &str = "alongside-";

/// A network namespace with its loopback interface up. Dropping it deletes it.
pub struct Namespace {
    name: String,
}

impl Namespace {
    /// Makes one. Its name is unique; `role` is in it for whoever lists them.
    ///
    /// # Panics
    /// When that is not possible here.
    pub fn new(role: &str) -> Self {
        static CLEANED: Once = Once::new();
        static NEXT: AtomicU32 = AtomicU32::new(0);
        CLEANED.call_once(delete_those_of_ended_runs);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("{PREFIX}{}-{number}-{role}", std::process::id());
        let status = command("ip").args(["netns", "add", &name]).status();
        assert!(status.expect("iproute2 is installed").success(), "namespaces need root");
        // From here on dropping it deletes the namespace.
        let this = Self { name };
        // Duplicate address detection would keep each IPv6 address unusable for a second.
        this.set("net/ipv6/conf/default/accept_dad", "0");
        this.ip("link set lo up");
        this
    }

    /// Its name, as `ip -n` and `ip netns exec` take it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Runs `work` inside: programs started, sockets opened and threads spawned by it stay there.
    ///
    /// # Panics
    /// When it cannot be entered, and when `work` panics.
    pub fn enter<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        let file = File::open(Path::new(NAMES).join(&self.name)).expect("a namespace");
        // A thread of its own, since the namespace is one of a thread.
        let inside = || {
            let entered = move_into_link_name_space(file.as_fd(), Some(LinkNameSpaceType::Network));
            entered.expect("root may enter a namespace");
            work()
        };
        // Named like the test, which names the files kept on failure.
        let test = std::thread::current().name().unwrap_or("unnamed").to_owned();
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().name(test);
            let joined = thread.spawn_scoped(scope, inside).expect("a thread starts").join();
            joined.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    }

    /// Runs commands of `ip`, one a line, without the word `ip`.
    ///
    /// # Panics
    /// When one of them fails.
    #[track_caller]
    pub fn ip(&self, lines: &str) {
        let mut ip = command("ip");
        ip.args(["-n", &self.name, "-batch", "-"]);
        feed(&mut ip, lines);
    }

    /// Whether a network interface of this name is there.
    pub fn has_interface(&self, interface: &str) -> bool {
        let mut show = command("ip");
        show.args(["-n", &self.name, "link", "show", "dev", interface]);
        show.output().is_ok_and(|output| output.status.success())
    }

    /// Adds rules of nftables, in its own syntax.
    ///
    /// # Panics
    /// When the kernel refuses them.
    #[track_caller]
    pub fn nft(&self, rules: &str) {
        let mut nft = command("ip");
        nft.args(["netns", "exec", &self.name, "nft", "-f", "-"]);
        feed(&mut nft, rules);
    }

    /// What nftables has at a place such as `table inet filter`; `None` where there is no such place.
    ///
    /// # Panics
    /// When `nft` cannot be started.
    pub fn nft_list(&self, place: &str) -> Option<String> {
        let mut nft = command("ip");
        nft.args(["netns", "exec", &self.name, "nft", "list"]).args(place.split(' '));
        let output = nft.output().expect("nftables is installed");
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Sets a value of the kernel, by its path below /proc/sys.
    ///
    /// # Panics
    /// When the kernel has no such value.
    #[track_caller]
    pub fn set(&self, path: &str, value: &str) {
        let path = Path::new("/proc/sys").join(path);
        let written = self.enter(|| std::fs::write(&path, value));
        written.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Makes it a router: packets that are not for it are passed on.
    pub fn forward(&self) {
        self.set("net/ipv4/ip_forward", "1");
        self.set("net/ipv6/conf/all/forwarding", "1");
    }

    /// Joins it to another namespace by a cable, with an interface of the given name at either end. Both
    /// are up.
    pub fn join(&self, interface: &str, other: &Self, its: &str) {
        self.ip(&format!(
            "link add {interface} type veth peer name {its} netns {}\nlink set {interface} up",
            other.name
        ));
        other.ip(&format!("link set {its} up"));
    }
}

impl Drop for Namespace {
    fn drop(&mut self) {
        delete(&self.name);
    }
}

/// Runs a program with this standard input.
#[track_caller]
fn feed(program: &mut Command, input: &str) {
    let pipes = program.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap_or_else(|error| panic!("{program:?}: {error}"));
    let mut stdin = child.stdin.take().expect("stdin is piped");
    // A program that has ended already says why.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("a child can be waited for");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program:?}:\n{input}\n{stderr}");
}

fn delete(name: &str) {
    let _ = command("ip").args(["netns", "delete", name]).stderr(Stdio::null()).status();
}

/// A run that was killed could not delete its namespaces.
fn delete_those_of_ended_runs() {
    for entry in std::fs::read_dir(NAMES).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let process = name.strip_prefix(PREFIX).and_then(|rest| rest.split('-').next());
        let process = process.and_then(|id| id.parse::<u32>().ok());
        if process.is_some_and(|id| !Path::new(&format!("/proc/{id}")).exists()) {
            delete(&name);
        }
    }
}
