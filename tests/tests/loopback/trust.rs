//! What a Helper who was trusted with control must not be able to take beyond it, and what must not
//! be found anywhere afterwards: the real programs, with the sharer in a terminal on the very desktop
//! that the Helper controls.

use std::fs::Permissions;
use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use alongside_tests::browser::{Browser, Key};
use alongside_tests::clock::{PATIENCE, eventually, never};
use alongside_tests::process::{Folder, Running, command, program};
use alongside_tests::rig::{Sharer, share};
use alongside_tests::server::SignalServer;
use alongside_tests::smtp::{LOGIN, MailServer, authority};
use alongside_tests::xvfb::Xvfb;
use base64::Engine as _;

// --- consent on a terminal ---------------------------------------------------------------------

/// What the User is told when control begins.
const CONTROLLED: &str = "Press Esc to stop that.";

/// What allows control.
const ALLOW: &str = "allow control";

/// As long as people take to read a question, and longer than the keyboard takes to settle.
const READING: Duration = Duration::from_millis(1_500);

/// A sharer in a terminal that covers its own desktop, and a Helper at a browser. Ends from top to
/// bottom.
struct Terminal {
    browser: Browser,
    _terminal: Running,
    xvfb: Xvfb,
    _server: SignalServer,
    folder: Folder,
    /// Bytes of what the sharer said that were waited for.
    read: usize,
}

impl Terminal {
    /// The Helper sees the screen.
    fn shared() -> Self {
        let (server, folder) = (SignalServer::start(), Folder::new());
        let xvfb = Xvfb::start(800, 600);
        xvfb.run("xdotool", &["mousemove", "400", "300"]);
        let line = format!(
            "exec '{}' share --name Ursula --server {} > '{home}/said' 2> '{home}/traced'",
            program("alongside").display(),
            server.url,
            home = folder.path().display(),
        );
        let mut xterm = command("xterm");
        xterm.arg("-l").arg("-lf").arg(folder.path().join("typed"));
        xterm.args(["-geometry", "130x45+0+0", "-e", "sh", "-c", &line]);
        xterm.env("DISPLAY", xvfb.display()).env("HOME", folder.path());
        xterm.env("XDG_CONFIG_HOME", folder.path()).env("XDG_DATA_HOME", folder.path());
        let terminal = Running::start("xterm", &mut xterm);
        let browser = Browser::start();
        let mut rig = Self { browser, _terminal: terminal, xvfb, _server: server, folder, read: 0 };
        let code = rig.says_rest_of("Tell your helper this code:");
        let url = rig._server.url.clone();
        rig.browser.open(&url);
        rig.browser.fill("Invitation code", code.trim());
        rig.browser.fill("Your name", "Jacky");
        rig.browser.press_button("Connect");
        rig.says("wants to connect");
        rig.user_answers("yes", "They cannot control it.");
        rig.browser.wait_phase("screen-sharing");
        rig
    }

    fn controlled() -> Self {
        let mut rig = Self::shared();
        rig.browser.press_button("Request control");
        rig.says("wants to share control");
        rig.user_answers(ALLOW, CONTROLLED);
        rig.focus();
        rig
    }

    fn said(&self) -> String {
        let file: PathBuf = self.folder.path().join("said");
        std::fs::read_to_string(file).unwrap_or_default()
    }

    /// Waits until the terminal shows what was typed.
    #[track_caller]
    fn is_typed(&self, text: &str) {
        eventually("the keys arrive at the terminal", || {
            let typed = std::fs::read(self.folder.path().join("typed")).ok()?;
            String::from_utf8_lossy(&typed).ends_with(text).then_some(())
        });
    }

    /// Waits until the sharer says something more, and returns the rest of its line.
    #[track_caller]
    fn says_rest_of(&mut self, text: &str) -> String {
        let (end, rest) = eventually(&format!("the sharer says {text:?}"), || {
            let said = self.said();
            let from = self.read + said.get(self.read..)?.find(text)? + text.len();
            let end = from + said[from..].find('\n')?;
            Some((end, said[from..end].to_owned()))
        });
        self.read = end;
        rest
    }

    #[track_caller]
    fn says(&mut self, text: &str) {
        self.says_rest_of(text);
    }

    /// The User reads the question, and answers it. Nothing happens until they do.
    #[track_caller]
    fn user_answers(&mut self, answer: &str, outcome: &str) {
        let waits = |rig: &Self| rig.said()[rig.read..].contains(outcome).then_some(());
        never(READING, "an answer by itself", || waits(self));
        self.user_types(&[answer]);
        self.says(outcome);
    }

    /// The Helper asks for control again; the User does nothing but press Enter.
    #[track_caller]
    fn enter_alone_grants_nothing(&mut self, at_once: bool) {
        self.browser.press_button("Request control");
        self.says("wants to share control");
        let granted = |rig: &Self| rig.said()[rig.read..].contains(CONTROLLED).then_some(());
        // Input that is already in flight is discarded when the keyboard is idle.
        if at_once {
            self.xvfb.press("Return");
        }
        never(READING, "control by what the Helper typed", || granted(self));
        self.xvfb.press("Return");
        never(READING, "control by what the Helper typed", || granted(self));
        assert_eq!(self.browser.phase(), "screen-sharing");
    }

    fn focus(&mut self) {
        self.browser.wait_phase("control-sharing");
        self.browser.eval("document.getElementById('screen').focus()");
    }

    fn user_types(&self, lines: &[&str]) {
        for line in lines {
            self.xvfb.run("xdotool", &["type", "--delay", "5", line]);
            self.xvfb.press("Return");
        }
    }

    fn helper_types(&mut self, text: &str) {
        for character in text.chars() {
            let (code, key) = match character {
                '/' => ("Slash".to_owned(), "/".to_owned()),
                ' ' => ("Space".to_owned(), " ".to_owned()),
                '\n' => ("Enter".to_owned(), "Enter".to_owned()),
                c => (format!("Key{}", c.to_ascii_uppercase()), c.to_string()),
            };
            self.browser.key(Key::new(&code, &key));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if std::thread::panicking() {
            alongside_tests::process::keep("said", self.said().as_bytes());
        }
    }
}

#[test]
fn a_helper_in_control_cannot_answer_on_the_users_terminal() {
    let mut rig = Terminal::controlled();
    // Something that they may do shows that the keys arrive, and where.
    rig.helper_types("hello\n");
    rig.says("Typed here while control was shared: hello");
    rig.helper_types("/resume\n");
    rig.says("nothing has changed");
    assert_eq!(rig.browser.phase(), "control-sharing");

    // A yes for the next question: half a line with Enter left to the User, and whole lines.
    let twice = format!("{ALLOW}\n{ALLOW}");
    let line = format!("{ALLOW}\n");
    for (ahead, at_once) in [(ALLOW, false), (ALLOW, true), (&line, true), (&twice, false)] {
        rig.helper_types(ahead);
        rig.is_typed(&ahead.replace('\n', "\r\n"));
        rig.browser.press_button("Give up control");
        rig.says("has given control back");
        rig.enter_alone_grants_nothing(at_once);
        rig.user_answers(ALLOW, CONTROLLED);
        rig.focus();
    }
}

#[test]
fn half_a_line_of_the_helpers_does_not_become_a_whole_one() {
    let mut rig = Terminal::controlled();
    rig.helper_types(ALLOW);
    // The key for the end of the input hands over half a line, which the system cannot take back.
    rig.browser.key_down(Key::new("ControlLeft", "Control").with(2));
    rig.browser.key(Key::new("KeyD", "d").with(2));
    rig.browser.key_up(Key::new("ControlLeft", "Control"));
    // What is typed after it shows that it has arrived, and is discarded with the rest.
    rig.helper_types("x");
    rig.is_typed(&format!("{ALLOW}x"));
    rig.browser.press_button("Give up control");
    rig.says("has given control back");
    never(READING, "a line without its end", || {
        rig.said()[rig.read..].contains("begun while").then_some(())
    });
    rig.enter_alone_grants_nothing(true);
    assert!(rig.said().contains("was begun while control was shared"), "{}", rig.said());
    rig.user_answers(ALLOW, CONTROLLED);
}

// --- no secret anywhere ------------------------------------------------------------------------

/// What the User chose as the words of the code.
const SECRET: &str = "rudder-karate-jukebox-oyster";

fn private(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
    std::fs::set_permissions(path, Permissions::from_mode(0o600)).unwrap();
}

/// The words one by one, the password of the mail server as it is and as it travels, and what
/// descriptions of connections and keys look like.
fn secrets() -> Vec<String> {
    let base64 = |text: &str| base64::engine::general_purpose::STANDARD.encode(text);
    let (user, password) = LOGIN;
    let login = [password.to_owned(), base64(password), base64(&format!("\0{user}\0{password}"))];
    let others = ["ice-ufrag", "ice-pwd", "a=fingerprint", "candidate:", "PRIVATE KEY"];
    let words = SECRET.split('-').chain(others).map(str::to_owned);
    words.chain(login).collect()
}

/// What a text holds that is nobody's business.
fn found(text: &str) -> Vec<String> {
    secrets().into_iter().filter(|secret| text.contains(secret)).collect()
}

/// What everybody on the computer can read of a running program, and what its own user can.
fn told_by_the_system(process: u32) -> String {
    let folder = PathBuf::from(format!("/proc/{process}"));
    let read = |path: PathBuf| String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
    let mut told = [read(folder.join("cmdline")), read(folder.join("environ"))].concat();
    for thread in std::fs::read_dir(folder.join("task")).unwrap() {
        told.push_str(&read(thread.unwrap().path().join("comm")));
    }
    assert!(told.contains("alongside"), "{told}");
    told
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn metrics(server: &SignalServer) -> String {
    let line = server.running.stdout.wait(0, PATIENCE, |line| {
        let address = line.strip_prefix("metrics on http://")?.strip_suffix("/metrics")?;
        Some(address.to_owned())
    });
    let (_, address) = line.expect("the server says where its metrics are");
    let mut socket = std::net::TcpStream::connect(address).unwrap();
    write!(socket, "GET /metrics HTTP/1.0\r\n\r\n").unwrap();
    let mut text = String::new();
    socket.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn no_secret_is_found_anywhere_after_a_whole_session() {
    let (mail, server) = (
        MailServer::start("required"),
        SignalServer::with(&["--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0"]),
    );
    let (xvfb, folder, place) = (Xvfb::start(640, 480), Folder::new(), Folder::new());
    let (words, password) = (place.path().join("words"), place.path().join("password"));
    private(&words, SECRET);
    private(&password, LOGIN.1);
    std::fs::create_dir(folder.path().join("alongside")).unwrap();
    let config = format!(
        "[email]\nhost = 'localhost'\nport = {}\nfrom = 'desk@example.org'\nuser = '{}'\n\
         password_file = '{}'\n",
        mail.port,
        LOGIN.0,
        password.display()
    );
    std::fs::write(folder.path().join("alongside/config.toml"), config).unwrap();
    let saved = folder.path().join("help.alongside-invite");
    let options = ["--server", &server.url, "--email", "jacky@example.org"];
    let mut command = share(&options, &folder);
    command.arg("--words-file").arg(&words).arg("--save-as").arg(&saved);
    command.env("DISPLAY", xvfb.display()).env("SSL_CERT_FILE", authority());
    command.env("TMPDIR", folder.path());
    let mut sharer = Sharer::start(&mut command, folder);
    let (code, link) = sharer.invitation();
    assert!(code.ends_with(SECRET) && found(&link).is_empty(), "{code} {link}");
    sharer.event("mailed");

    let mut browser = Browser::start();
    browser.open(&server.url);
    browser.fill("Invitation code", &code);
    browser.fill("Your name", "Jacky");
    browser.press_button("Connect");
    sharer.answer("connect", true);
    browser.wait_phase("screen-sharing");
    browser.press_button("Request control");
    sharer.answer("control", true);
    browser.wait_phase("control-sharing");
    browser.eval("document.getElementById('screen').focus()");
    browser.key(Key::new("KeyA", "a"));
    for process in [sharer.running.id(), server.running.id()] {
        assert_eq!(found(&told_by_the_system(process)), [""; 0], "in what the system tells");
    }
    assert_eq!(found(&metrics(&server)), [""; 0], "in the metrics");
    browser.press_button("Disconnect");
    sharer.phase("ended");
    assert_eq!(sharer.ended().code(), Some(0));

    for (who, lines) in
        [("sharer", sharer.running.stderr.all()), ("signal", server.running.stderr.all())]
    {
        // What the libraries beneath say when they are asked for all of it may describe the
        // connection; it never holds the words.
        let ours = |line: &str| line.contains(" sharer") || line.contains(" signal");
        assert!(lines.iter().any(|line| ours(line)), "{who} traces at this level");
        for line in lines {
            let mut found = found(&line);
            found.retain(|secret| ours(&line) || SECRET.contains(secret.as_str()));
            assert_eq!(found, [""; 0], "{who} traces {line}");
        }
    }
    let kept = files(sharer.home());
    let read = |path: &PathBuf| String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
    for file in &kept {
        assert_eq!(found(&read(file)), [""; 0], "in {}", file.display());
    }
    let log = kept.iter().find(|file| file.extension().is_some_and(|end| end == "xml")).unwrap();
    assert!(read(log).contains("Jacky"), "who looks finds something");
    assert!(kept.contains(&saved) && !found(&read(&words)).is_empty(), "who looks finds something");
    for message in mail.messages() {
        let mut found = found(&message["raw"].to_string());
        found.retain(|secret| SECRET.contains(secret.as_str()));
        assert_eq!(found, [""; 0], "in the message");
    }
}

#[test]
fn a_program_that_crashes_leaves_no_core_file() {
    let server = SignalServer::start();
    let (folder, home) = (Folder::new(), Folder::new());
    let share = share(&["--server", &server.url, "--screen", "synthetic:64x64@1"], &home);
    let signal =
        command_line(&[program("alongside-signal"), "--listen".into(), "127.0.0.1:0".into()]);
    let sharer = command_line(
        &std::iter::once(share.get_program())
            .chain(share.get_args())
            .map(PathBuf::from)
            .collect::<Vec<_>>(),
    );
    for (line, ready) in [(signal, "listening on"), (sharer, "invitation")] {
        let mut shell = command("sh");
        shell.args(["-c", &format!("ulimit -c unlimited; exec {line}")]);
        shell.current_dir(folder.path()).env("HOME", home.path());
        shell.env("XDG_CONFIG_HOME", home.path()).env("XDG_DATA_HOME", home.path());
        let mut running = Running::start("crashing", &mut shell);
        let is_ready = |line: &str| line.contains(ready).then_some(());
        running.stdout.wait(0, PATIENCE, is_ready).expect("it works before it crashes");
        let id = rustix::process::Pid::from_raw(i32::try_from(running.id()).unwrap()).unwrap();
        rustix::process::kill_process(id, rustix::process::Signal::ABORT).unwrap();
        let status = running.ended(PATIENCE);
        assert_eq!(status.signal(), Some(rustix::process::Signal::ABORT.as_raw()));
        assert!(!status.core_dumped(), "{line}");
        assert!(files(folder.path()).is_empty());
    }
}

/// A line for a shell.
fn command_line(words: &[PathBuf]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("'{}'", word.display())).collect();
    quoted.join(" ")
}

// --- other accounts of the same computer -------------------------------------------------------

/// The modes of the System V segments that a process has made and others can attach.
fn segments_of(pid: u32) -> Vec<String> {
    let table = std::fs::read_to_string("/proc/sysvipc/shm").unwrap();
    let rows = table.lines().skip(1).map(|row| row.split_whitespace().collect::<Vec<_>>());
    // key shmid perms size cpid …
    let of_process = rows.filter(|row| row.get(4).is_some_and(|cpid| *cpid == pid.to_string()));
    of_process.map(|row| row[2].to_owned()).collect()
}

/// Where the X server lacks an extension, the portable capture was used by itself, whose segment every account
/// of the computer can attach.
#[test]
fn a_screen_that_other_accounts_could_read_is_not_shared_unless_that_was_asked_for() {
    let xvfb = Xvfb::start_with(800, 600, &["-extension", "DAMAGE"]);
    let start = |options: &[&str]| {
        Sharer::on(xvfb.display(), &[&["--listen", "127.0.0.1:0"], options].concat())
    };
    let mut refused = start(&[]);
    assert_eq!(refused.ended().code(), Some(5));
    let said = refused.running.stderr.all().join("\n");
    assert!(said.contains("no DAMAGE extension") && said.contains("can then read"), "{said}");

    let mut asked = start(&["--screen", "scrap"]);
    asked.invitation();
    assert_eq!(segments_of(asked.running.id()), ["777"], "as the sentence says");

    // With all extensions nobody else sees anything.
    let xvfb = Xvfb::start(800, 600);
    let mut own = Sharer::on(xvfb.display(), &["--listen", "127.0.0.1:0"]);
    own.invitation();
    assert!(segments_of(own.running.id()).is_empty());
}
