//! Who knows whom: two who agree to remember each other, the Helper's queue, and offers.

use std::time::Duration;

use alongside_tests::browser::{Browser, Key};
use alongside_tests::clock::{PATIENCE, eventually, never, now};
use alongside_tests::computer::Computer;
use alongside_tests::process::Folder;
use alongside_tests::rig::Sharer;
use alongside_tests::server::SignalServer;
use serde_json::json;

use super::{COUNT_VIOLATIONS, Turn, join};

/// A User with an account in which more than one session is shared.
struct User {
    name: &'static str,
    computer: Computer,
}

impl User {
    fn of(name: &'static str) -> Self {
        Self::under(None, name)
    }

    fn under(policy: Option<&str>, name: &'static str) -> Self {
        Self { name, computer: Computer::with(policy) }
    }

    fn start(&self, server: &SignalServer, arguments: &[&str]) -> Sharer {
        let mut command = self.computer.run(arguments);
        command.args(["--json", "--server", &server.url, "--name", self.name]);
        command.args(["--screen", "synthetic:640x480@30", "--record-input", "/dev/null"]);
        Sharer::start(&mut command, Folder::new())
    }

    /// Shares by a code.
    fn shares(&self, server: &SignalServer) -> Sharer {
        self.start(server, &["share"])
    }

    /// Asks a contact for help.
    fn asks(&self, server: &SignalServer, helper: &str) -> Sharer {
        self.start(server, &["share", "--to", helper])
    }
}

/// A Helper's browser, and a server.
struct Rig {
    browser: Browser,
    server: SignalServer,
    _turn: Turn,
}

impl Rig {
    fn new() -> Self {
        let turn = Turn::take();
        let server = SignalServer::start();
        let mut browser = Browser::start();
        browser.before_scripts(COUNT_VIOLATIONS);
        browser.open(&server.url);
        Self { browser, server, _turn: turn }
    }

    /// The Helper comes by a code, and is let in.
    fn helps_by_code(&mut self, user: &User) -> Sharer {
        let mut sharer = user.shares(&self.server);
        let (code, _) = sharer.invitation();
        join(&mut self.browser, &code);
        let asked = sharer.answer("connect", true);
        assert_eq!(asked["proof"], "code");
        self.browser.wait_phase("screen-sharing");
        sharer
    }

    fn comes_back(&mut self) {
        self.browser.press_button("Disconnect");
        self.browser.wait_phase("ended");
        self.browser.press_button("Connect again");
        self.browser.wait_phase("idle");
    }

    /// The two remember each other, and the session is over.
    fn remembers(&mut self, user: &User) {
        let mut sharer = self.helps_by_code(user);
        self.proposes();
        sharer.answer("remember", true);
        sharer.event("remembered");
        self.browser.wait_text(&format!("You and {} remember each other from now on.", user.name));
        self.comes_back();
        self.browser.wait_text("People you know");
        sharer.ended();
    }

    fn proposes(&mut self) {
        self.browser.press_button("Chat");
        self.browser.press_button("Remember each other");
    }

    fn help(&mut self, name: &str) {
        self.browser.press_button(&format!("Help {name}"));
    }

    fn no_violations(&mut self) {
        assert_eq!(self.browser.eval("window.violations"), json!([]), "CSP violations");
    }
}

#[test]
fn two_who_remember_each_other_meet_again_without_a_code() {
    let mut rig = Rig::new();
    let ursula = User::of("Ursula");
    rig.remembers(&ursula);
    // What is remembered outlives the page.
    rig.browser.open(&rig.server.url);
    rig.browser.wait_text("People you know");

    let mut sharer = ursula.asks(&rig.server, "Jacky");
    rig.browser.wait_text("asks for help");
    assert_eq!(rig.browser.eval("document.title"), "(1) Alongside");
    let announced = rig.browser.eval("document.getElementById('announce').textContent");
    assert_eq!(announced, "Ursula asks for help.");
    rig.help("Ursula");
    let asked = sharer.answer("connect", true);
    assert_eq!((&asked["proof"], &asked["helper"]), (&json!("contact"), &json!("Jacky")));
    rig.browser.wait_phase("screen-sharing");
    assert_eq!(rig.browser.eval("document.title"), "Alongside");
    rig.browser.wait_picture("the picture", |_| true);
    rig.no_violations();
}

#[test]
fn the_user_may_be_the_one_who_wishes_to_remember() {
    let mut rig = Rig::new();
    let ursula = User::of("Ursula");
    let mut sharer = rig.helps_by_code(&ursula);
    sharer.send_command("remember");
    rig.browser.wait_text("Ursula would like you to remember each other");
    rig.browser.press_button("Yes, remember");
    sharer.event("remembered");
    rig.browser.wait_text("You and Ursula remember each other from now on.");
    let asked = sharer.events().iter().any(|event| event["what"] == "remember");
    assert!(!asked, "who wished it is not asked again");
}

#[test]
fn a_contact_is_forgotten_by_either_side() {
    let mut rig = Rig::new();
    let ursula = User::of("Ursula");
    rig.remembers(&ursula);
    let mut sharer = ursula.asks(&rig.server, "Jacky");
    rig.browser.wait_text("asks for help");

    rig.browser.press_button("Forget Ursula");
    rig.browser.press_button("Keep");
    rig.browser.press_button("Forget Ursula");
    rig.browser.press_button("Forget");
    let empty = "document.getElementById('people-part').hidden \
                 && document.getElementById('queue-part').hidden && document.title === 'Alongside'";
    rig.browser.wait("who is forgotten is not shown, waiting or not", empty);
    rig.browser.open(&rig.server.url);
    never(Duration::from_secs(1), "a forgotten contact comes back", || {
        rig.browser.text().contains("Ursula").then_some(())
    });
    sharer.running.kill();

    // The User still remembers; who only says to be the contact is asked about. Then the User forgets.
    rig.remembers(&ursula);
    let forgotten = ursula.computer.run(&["contacts", "forget", "Jacky"]).status();
    assert!(forgotten.unwrap().success());
    let mut refused = ursula.asks(&rig.server, "Jacky");
    assert!(!refused.ended().success(), "nobody of this name is known any more");
    assert!(rig.browser.text().contains("Ursula"), "the Helper's own list is the Helper's");
}

#[test]
fn a_changed_key_is_refused_loudly() {
    let mut rig = Rig::new();
    rig.remembers(&User::of("Ursula"));
    let other = User::of("Ursula");
    let mut sharer = rig.helps_by_code(&other);
    rig.proposes();
    sharer.answer("remember", true);
    let warning = "This is not the key of your contact Ursula.";
    rig.browser.wait_text(warning);
    let alert = rig.browser.eval(
        "[...document.querySelectorAll('[role=alert]')].some((e) => e.checkVisibility() && e.innerText.includes('Ursula'))",
    );
    assert_eq!(alert, true);
    never(Duration::from_secs(1), "it is remembered nevertheless", || {
        sharer.events().iter().any(|event| event["event"] == "remembered").then_some(())
    });
    assert!(rig.browser.text().contains(warning), "until it is read");
    rig.browser.press_button("I have read this");
    rig.comes_back();
    rig.browser.wait_text("People you know");
    let known = rig.browser.eval("document.querySelectorAll('#contacts > li').length");
    assert_eq!(known, 1, "the contact stays as it was");
}

#[test]
fn the_queue_shows_who_waits_and_takes_one() {
    let mut rig = Rig::new();
    let (ann, tom) = (User::of("Ann"), User::of("Tom"));
    rig.remembers(&ann);
    rig.remembers(&tom);
    let who = "[...document.querySelectorAll('#queue .who')].map((e) => e.textContent).join()";

    let mut first = tom.asks(&rig.server, "Jacky");
    rig.browser.wait("Tom waits", &format!("{who} === 'Tom'"));
    // The second later, so that one waits longer.
    let since = now();
    eventually("a second has gone by", || (since.elapsed().as_secs() >= 1).then_some(()));
    let mut second = ann.asks(&rig.server, "Jacky");
    rig.browser.wait("who waits longer comes first", &format!("{who} === 'Tom,Ann'"));
    assert_eq!(rig.browser.eval("document.title"), "(2) Alongside");
    first.event_where(PATIENCE, "waiting_for", |e| e["available"] == true);

    // By the keyboard alone.
    let help = rig.browser.get("button", "Help Tom");
    rig.browser.on(help, "function () { this.focus(); }");
    rig.browser.key(Key::new("Enter", "Enter"));
    first.answer("connect", true);
    rig.browser.wait_phase("screen-sharing");
    rig.comes_back();
    rig.browser.wait("the other one still waits", &format!("{who} === 'Ann'"));
    second.send_command("disconnect");
    rig.browser.wait("who gave up is gone", "document.getElementById('queue-part').hidden");
}

#[test]
fn a_computer_that_its_owner_opened_to_the_helper_is_remembered_by_its_key() {
    let mut rig = Rig::new();
    rig.browser.eval("document.getElementById('own-summary').click()");
    rig.browser.wait("the key is made", "document.getElementById('own-key').textContent !== ''");
    let key = rig.browser.eval("document.getElementById('own-key').textContent");
    let policy = format!(
        "[offer]\nallowed = true\n\n[[offer.helper]]\nname = \"Help desk\"\nkey = {key}\n",
    );
    let desk = User::under(Some(&policy), "FRONT-DESK");
    let mut sharer = desk.start(&rig.server, &["listen"]);

    rig.browser.wait_text("can be offered help");
    rig.browser.wait_text("First time. Its fingerprint is");
    assert_eq!(rig.browser.eval("document.title"), "Alongside", "nobody asks");
    rig.browser.press_button("Offer help to FRONT-DESK");
    rig.browser.wait_text("Type your name, so that the other person knows who asks.");
    rig.browser.fill("Your name", "Jacky");
    rig.browser.press_button("Offer help to FRONT-DESK");
    let asked = sharer.answer("connect", true);
    assert_eq!((&asked["proof"], &asked["helper"]), (&json!("policy"), &json!("Help desk")));
    rig.browser.wait_phase("screen-sharing");
    rig.comes_back();
    rig.browser.wait_text("People you know");
    rig.browser.wait_text("can be offered help");
    assert!(!rig.browser.text().contains("First time."), "remembered by its key");
    rig.no_violations();
}

#[test]
fn the_identity_key_cannot_be_read_by_the_page() {
    let mut rig = Rig::new();
    rig.browser.eval("document.getElementById('own-summary').click()");
    rig.browser.wait("the key is made", "document.getElementById('own-key').textContent !== ''");
    let kept = rig.browser.eval(
        "(async () => {
           const wait = (request) => new Promise((resolve, reject) => {
             request.onsuccess = () => resolve(request.result); request.onerror = reject; });
           const database = await wait(indexedDB.open('alongside'));
           const own = await wait(database.transaction('identity').objectStore('identity').get('own'));
           const read = await Promise.allSettled(['raw', 'pkcs8', 'jwk'].map(
             (form) => crypto.subtle.exportKey(form, own.private)));
           return { type: own.private.type, kind: own.private.algorithm.name, uses: own.private.usages,
             extractable: own.private.extractable, public: own.public, read: read.map((one) => one.status) };
         })()",
    );
    assert_eq!(kept["read"], json!(["rejected", "rejected", "rejected"]));
    assert_eq!(kept["extractable"], false);
    assert_eq!((&kept["type"], &kept["kind"]), (&json!("private"), &json!("X25519")));
    assert_eq!(kept["uses"], json!(["deriveBits"]));
    assert_eq!(kept["public"], rig.browser.eval("document.getElementById('own-key').textContent"));
    // Another visit finds the same key.
    rig.browser.open(&rig.server.url);
    rig.browser.eval("document.getElementById('own-summary').click()");
    let again = format!("document.getElementById('own-key').textContent === {}", kept["public"]);
    rig.browser.wait("the key is the same", &again);
    rig.no_violations();
}

#[test]
fn a_browser_that_can_keep_no_key_says_so_and_helps_nevertheless() {
    let turn = Turn::take();
    let server = SignalServer::start();
    let mut browser = Browser::start();
    browser.before_scripts(
        "const real = SubtleCrypto.prototype.importKey;
         SubtleCrypto.prototype.importKey = function (form, key, kind, ...more) {
           if (kind.name === 'X25519') return Promise.reject(new DOMException('', 'NotSupportedError'));
           return real.call(this, form, key, kind, ...more); };",
    );
    browser.open(&server.url);
    browser.eval("document.getElementById('own-summary').click()");
    browser.wait_text("it can remember nobody. Everything else works.");
    let mut rig = Rig { browser, server, _turn: turn };
    rig.helps_by_code(&User::of("Ursula"));
    rig.browser.press_button("Chat");
    rig.browser.wait_text("it can remember nobody");
    assert!(rig.browser.find("button", "Remember each other").is_none());
}

#[test]
fn a_key_whose_part_is_opened_before_the_program_runs_is_made() {
    let mut rig = Rig::new();
    rig.browser.before_scripts(
        "document.addEventListener('readystatechange', () => {
           if (document.readyState === 'interactive') document.getElementById('own').open = true; });",
    );
    rig.browser.open(&rig.server.url);
    rig.browser.wait("the key is made", "document.getElementById('own-key').textContent !== ''");
}
