//! What a Helper who was trusted with control must not be able to take beyond it, and what must not
//! be found anywhere afterwards: the real programs, with the sharer in a terminal on the very desktop
//! that the Helper controls.

#![cfg(target_os = "linux")]

use std::path::PathBuf;
use std::time::Duration;

use alongside_tests::browser::{Browser, Key};
use alongside_tests::clock::{eventually, never};
use alongside_tests::process::{Folder, Running, command, program};
use alongside_tests::server::SignalServer;
use alongside_tests::xvfb::Xvfb;

/// What the User is told when control begins.
const CONTROLLED: &str = "Press Esc to stop that.";

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
        rig.user_answers("yes", CONTROLLED);
        rig.focus();
        rig
    }

    fn said(&self) -> String {
        let file: PathBuf = self.folder.path().join("said");
        std::fs::read_to_string(file).unwrap_or_default()
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
        // What is under way at once is thrown away when everything has come to rest.
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
    rig.says("You: hello");
    rig.helper_types("/resume\n");
    rig.says("nothing has changed");
    assert_eq!(rig.browser.phase(), "control-sharing");

    // A yes for the next question: half a line with Enter left to the User, and whole lines.
    for (ahead, at_once) in [("yes", false), ("yes", true), ("yes\n", true), ("yes\nyes", false)] {
        rig.helper_types(ahead);
        rig.browser.press_button("Give up control");
        rig.says("has given control back");
        rig.enter_alone_grants_nothing(at_once);
        rig.user_answers("yes", CONTROLLED);
        rig.focus();
    }
}

#[test]
fn half_a_line_of_the_helpers_does_not_become_a_whole_one() {
    let mut rig = Terminal::controlled();
    rig.helper_types("yes");
    // The key for the end of the input hands over half a line, which the system cannot take back.
    rig.browser.key_down(Key::new("ControlLeft", "Control").with(2));
    rig.browser.key(Key::new("KeyD", "d").with(2));
    rig.browser.key_up(Key::new("ControlLeft", "Control"));
    rig.browser.press_button("Give up control");
    rig.says("has given control back");
    never(READING, "a line without its end", || {
        rig.said()[rig.read..].contains("begun while").then_some(())
    });
    rig.enter_alone_grants_nothing(true);
    assert!(rig.said().contains("was begun while control was shared"), "{}", rig.said());
    rig.user_answers("yes", CONTROLLED);
}
