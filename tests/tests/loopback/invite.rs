//! The ways an invitation travels, with the real programs: as a file, through a real mail server,
//! through the desktop's mail program, as a QR code on a terminal.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use alongside_tests::claimant::{parse, prove};
use alongside_tests::clock::{PATIENCE, eventually};
use alongside_tests::process::{Folder, Running, command, program};
use alongside_tests::rig::{Sharer, share};
use alongside_tests::server::{RawClient, SignalServer};
use alongside_tests::smtp::{LOGIN, MailServer, authority};
use protocol::invite_file::InviteFile;
use protocol::utc::Utc;
use serde_json::Value;

const TO: &str = "jacky@example.org";

/// A sharer's command at a server, with a synthetic screen.
fn sharing(server: &SignalServer, folder: &Folder, options: &[&str]) -> Command {
    let mut command = share(&["--server", server.url.as_str()], folder);
    command.args(["--screen", "synthetic:640x480@5", "--record-input"]);
    command.arg(folder.path().join("input.log")).args(options);
    command
}

/// What an invitation holds that nobody but the two people may see.
fn words(invitation: &Value) -> String {
    let code = invitation["code"].as_str().unwrap();
    code.split_once('-').unwrap().1.to_owned()
}

fn read(file: &Path) -> (String, InviteFile) {
    let text = std::fs::read_to_string(file).unwrap();
    let invitation = InviteFile::decode(text.as_bytes()).unwrap();
    (text, invitation)
}

#[expect(clippy::disallowed_methods, reason = "the file speaks of the calendar")]
fn calendar() -> Utc {
    let since = std::time::SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Utc::from_unix(since.as_secs())
}

/// Writes the configuration for a mail server, and the password into its file.
fn configure(folder: &Folder, tls: &str, port: u16, password: &str) -> PathBuf {
    let place = folder.path().join("alongside");
    std::fs::create_dir_all(&place).unwrap();
    let secret = place.join("password");
    std::fs::write(&secret, format!("{password}\n")).unwrap();
    std::fs::set_permissions(&secret, Permissions::from_mode(0o600)).unwrap();
    let login = format!("user = '{}'\npassword_file = '{}'\n", LOGIN.0, secret.display());
    let login = if tls == "none" { String::new() } else { login };
    let config = format!(
        "[email]\nhost = 'localhost'\nport = {port}\ntls = '{tls}'\nfrom = 'desk@example.org'\n{login}"
    );
    std::fs::write(place.join("config.toml"), config).unwrap();
    secret
}

/// Shares by e-mail through `mail` with a password.
fn mailing(mail: &MailServer, tls: &str, password: &str, trusting: bool) -> (SignalServer, Sharer) {
    let (server, folder) = (SignalServer::start(), Folder::new());
    configure(&folder, tls, mail.port, password);
    let mut command = sharing(&server, &folder, &["--email", TO, "--secret-in-link"]);
    if trusting {
        command.env("SSL_CERT_FILE", authority());
    }
    (server, Sharer::start(&mut command, folder))
}

// --- as a file ---------------------------------------------------------------------------------

#[test]
fn a_saved_invitation_says_where_until_when_and_whose_and_keeps_the_secret_out() {
    let (server, folder, place) = (SignalServer::start(), Folder::new(), Folder::new());
    let file = place.path().join("help.alongside-invite");
    let options = ["--save-as", file.to_str().unwrap(), "--secret-in-link"];
    let before = calendar();
    let mut sharer = Sharer::start(&mut sharing(&server, &folder, &options), folder);
    let invitation = sharer.event("invitation");
    assert_eq!(sharer.event("saved")["path"], file.to_str().unwrap());

    let (text, saved) = read(&file);
    assert_eq!(saved.server.as_str(), server.url);
    assert_eq!(saved.user.as_str(), "Ursula");
    assert!(saved.key.is_some(), "the Helper can compare the key later");
    assert!(invitation["code"].as_str().unwrap().starts_with(&format!("{}-", saved.slot)));
    for word in words(&invitation).split('-') {
        assert!(!text.contains(word), "{word} is in {text}");
    }
    // Six hours, where a spoken code has half of one.
    let life = saved.expires.as_unix() - before.as_unix();
    assert!((6 * 3600 - 5..6 * 3600 + 60).contains(&life), "{life} s");
    let told: Utc = invitation["expires"].as_str().unwrap().parse().unwrap();
    assert!(told.as_unix().abs_diff(saved.expires.as_unix()) <= 1);
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1, "nothing lies beside it");
}

#[test]
fn what_is_saved_is_replaced_by_the_next_invitation_and_lives_as_long_as_asked() {
    let (server, place) = (SignalServer::start(), Folder::new());
    let file = place.path().join("help.alongside-invite");
    let options = ["--save-as", file.to_str().unwrap(), "--expires", "20m"];
    let mut slots = Vec::new();
    for _ in 0..2 {
        let folder = Folder::new();
        let before = calendar();
        let mut sharer = Sharer::start(&mut sharing(&server, &folder, &options), folder);
        sharer.event("saved");
        let (_, saved) = read(&file);
        let life = saved.expires.as_unix() - before.as_unix();
        assert!((20 * 60 - 5..20 * 60 + 60).contains(&life), "{life} s");
        slots.push(saved.slot);
        sharer.send_command("disconnect");
        sharer.ended();
    }
    assert_ne!(slots[0], slots[1]);
}

#[test]
fn a_file_that_is_no_invitation_is_never_overwritten() {
    let (server, folder) = (SignalServer::start(), Folder::new());
    let file = folder.path().join("diary.alongside-invite");
    std::fs::write(&file, "Dear diary").unwrap();
    let options = ["--save-as", file.to_str().unwrap()];
    let mut running = Running::start("sharer", &mut sharing(&server, &folder, &options));
    assert_eq!(running.ended(PATIENCE).code(), Some(1));
    let told = eventually("it says why", || {
        running.stderr.all().into_iter().find(|line| line.starts_with("alongside: "))
    });
    assert!(told.contains("is not an invitation"), "{told}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "Dear diary");
}

// --- through a mail server ---------------------------------------------------------------------

#[test]
fn an_invitation_is_mailed_with_tls_and_login_and_without_its_secret() {
    for tls in ["required", "starttls"] {
        let mail = MailServer::start(tls);
        let (server, mut sharer) = mailing(&mail, tls, LOGIN.1, true);
        let invitation = sharer.event("invitation");
        let told = sharer.event("mailed");
        assert_eq!((&told["to"], &told["by"]), (&TO.into(), &"mail_server".into()), "{tls}");

        // The mail server may say so later than the sharer.
        let messages = eventually("a message is sent", || {
            Some(mail.messages()).filter(|messages| !messages.is_empty())
        });
        let [message] = &*messages else { panic!("one message is sent, not {}", messages.len()) };
        assert_eq!(message["from"], "desk@example.org");
        assert_eq!(message["to"], serde_json::json!([TO]));
        assert_eq!(message["user"], LOGIN.0, "{tls}");
        assert_eq!(message["headers"]["From"], "Ursula <desk@example.org>");
        let subject = "Ursula asks you for help with their computer";
        assert_eq!(message["headers"]["Subject"], subject);
        let attached = &message["attachments"][0];
        assert_eq!(attached["name"], "Invitation.alongside-invite");
        let content = attached["content"].as_str().unwrap();
        let saved = InviteFile::decode(content.as_bytes()).unwrap();
        assert_eq!(saved.server.as_str(), server.url);
        // The link of the message holds the number even when the User's own link holds all.
        let text = message["text"].as_str().unwrap();
        assert!(text.contains(&format!("{}\n", saved.link())), "{text}");
        let secret = words(&invitation);
        for part in [text, content, message["raw"].as_str().unwrap()] {
            assert!(!part.contains(&secret), "the secret is in {part}");
        }
        let log = sharer.running.stderr.all().join("\n");
        for private in [TO, "desk@example.org", LOGIN.1, secret.as_str()] {
            assert!(!log.contains(private), "{private} is logged");
        }
    }
}

#[test]
fn a_mail_server_on_this_computer_needs_no_tls() {
    let mail = MailServer::start("none");
    let (_server, mut sharer) = mailing(&mail, "none", "", false);
    sharer.event("mailed");
    // What the mail server prints may come later than what the sharer does.
    eventually("the message has arrived", || (mail.messages().len() == 1).then_some(()));
}

#[test]
fn nothing_is_mailed_over_a_connection_that_is_less_than_asked_for() {
    // What runs, what the configuration asks for, whether the authority is trusted.
    for (runs, asked, trusting) in [
        ("starttls", "starttls", false),
        ("required", "required", false),
        ("none", "starttls", true),
        ("none", "required", true),
    ] {
        let mail = MailServer::start(runs);
        let (_server, mut sharer) = mailing(&mail, asked, LOGIN.1, trusting);
        let told = sharer.event("error");
        let told = told["text"].as_str().unwrap();
        assert!(told.contains("localhost") && told.contains("tls"), "{runs} for {asked}: {told}");
        assert_eq!(mail.messages().len(), 0, "{runs} for {asked}");
        // The invitation can still be told by phone.
        assert_eq!(sharer.running.status(), None);
    }
}

#[test]
fn a_wrong_password_is_told_in_one_sentence() {
    let mail = MailServer::start("required");
    let (_server, mut sharer) = mailing(&mail, "required", "wrong", true);
    let told = sharer.event("error");
    let told = told["text"].as_str().unwrap();
    assert!(told.contains("refused the login") && !told.contains('\n'), "{told}");
    assert_eq!(mail.messages().len(), 0);
}

#[test]
fn a_password_that_others_can_read_is_not_used() {
    let mail = MailServer::start("required");
    let (server, folder) = (SignalServer::start(), Folder::new());
    let secret = configure(&folder, "required", mail.port, LOGIN.1);
    std::fs::set_permissions(&secret, Permissions::from_mode(0o644)).unwrap();
    let mut command = sharing(&server, &folder, &["--email", TO]);
    let mut sharer = Sharer::start(&mut command, folder);
    let told = sharer.event("error");
    assert!(told["text"].as_str().unwrap().contains("chmod 600"), "{told}");
    assert_eq!(mail.messages().len(), 0);
}

// --- through the desktop's mail program --------------------------------------------------------

/// A program named `xdg-email` that writes down what it is told, and ends with this status.
fn recording(folder: &Folder, status: u8) -> PathBuf {
    let programs = folder.path().join("bin");
    std::fs::create_dir(&programs).unwrap();
    let program = programs.join("xdg-email");
    let record = folder.path().join("told");
    let script = format!(
        "#!/bin/sh\nfor a; do printf '%s\\0' \"$a\"; done > '{0}.new'\nmv '{0}.new' '{0}'\nexit {status}\n",
        record.display()
    );
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
    programs
}

fn path_with(first: &Path) -> std::ffi::OsString {
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(first.to_owned()).chain(std::env::split_paths(&rest));
    std::env::join_paths(folders).unwrap()
}

#[test]
fn the_desktops_mail_program_gets_the_message_and_the_file() {
    let (server, folder, other) = (SignalServer::start(), Folder::new(), Folder::new());
    let mut command = sharing(&server, &folder, &["--email", TO]);
    command.env("PATH", path_with(&recording(&other, 0)));
    let mut sharer = Sharer::start(&mut command, folder);
    let invitation = sharer.event("invitation");
    let told = sharer.event("mailed");
    assert_eq!((&told["to"], &told["by"]), (&TO.into(), &"mail_program".into()));

    let told = std::fs::read_to_string(other.path().join("told")).unwrap();
    assert!(!told.contains(&words(&invitation)));
    let told: Vec<_> = told.trim_end_matches('\0').split('\0').collect();
    let ["--utf8", "--subject", subject, "--body", body, "--attach", file, TO] = *told else {
        panic!("{told:?}")
    };
    assert!(subject.starts_with("Ursula asks"), "{subject}");
    let file = Path::new(file);
    let (_, attached) = read(file);
    assert!(body.contains(&attached.link()), "{body}");
    assert!(file.is_absolute() && file.ends_with("Invitation.alongside-invite"), "{file:?}");
    let folder = file.parent().unwrap();
    assert_eq!(std::fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);

    sharer.send_command("disconnect");
    sharer.ended();
    assert!(!folder.exists(), "what was written for the mail program goes with the session");
}

#[test]
fn without_a_mail_program_the_user_is_told_what_else_there_is() {
    for status in [Some(3), None] {
        let (server, folder, other) = (SignalServer::start(), Folder::new(), Folder::new());
        let mut command = sharing(&server, &folder, &["--email", TO]);
        match status {
            Some(status) => command.env("PATH", path_with(&recording(&other, status))),
            None => command.env("PATH", other.path()),
        };
        let mut sharer = Sharer::start(&mut command, folder);
        let told = sharer.event("error");
        assert!(told["text"].as_str().unwrap().contains("--save-as"), "{told}");
        assert_eq!(sharer.running.status(), None, "the session goes on");
    }
}

// --- on a terminal -----------------------------------------------------------------------------

/// What a User sees on a terminal of this size, where they type these lines first.
fn terminal(server: &SignalServer, columns: u16, more: &str, typed: &[&str]) -> Vec<String> {
    let folder = Folder::new();
    let line = format!(
        "stty cols {columns} rows 50; exec '{}' share --server {} --screen synthetic:640x480@5 \
         --record-input '{}/input.log' {more}",
        program("alongside").display(),
        server.url,
        folder.path().display()
    );
    let mut command = command("script");
    command.args(["--quiet", "--return", "--command", &line, "/dev/null"]);
    command.env("HOME", folder.path()).env("XDG_CONFIG_HOME", folder.path()).env("TERM", "xterm");
    let mut running = Running::start("terminal", &mut command);
    for line in typed {
        running.write(line);
    }
    let waiting = |line: &str| line.contains("Keep this window open").then_some(());
    let (from, ()) = running.stdout.wait(0, PATIENCE, waiting).expect("an invitation is shown");
    running.write("/quit");
    running.ended(PATIENCE);
    let ended = |line: &str| line.contains("You disconnected").then_some(());
    running.stdout.wait(from, PATIENCE, ended).expect("the end is shown");
    running.stdout.all()
}

#[test]
fn a_terminal_with_room_shows_the_link_as_a_qr_code() {
    let server = SignalServer::start();
    let is_code = |line: &&String| line.contains("\u{1b}[30;107m");
    let shown = terminal(&server, 100, "", &[]);
    let code: Vec<_> = shown.iter().filter(is_code).collect();
    // Version 2 to 4 for a link of this length, the white around it, two rows in a line.
    assert!((17..=21).contains(&code.len()), "{}", shown.join("\n"));
    assert!(shown.iter().any(|line| line.contains("they still need the words")));
    let shown = terminal(&server, 30, "--secret-in-link", &[]);
    assert_eq!(shown.iter().filter(is_code).count(), 0, "there is no room for it");
    assert!(shown.iter().any(|line| line.contains("This link holds the whole code")));
}

// --- with words of the User's own --------------------------------------------------------------

/// Four words that nobody draws in these tests, and how the User writes them.
const OWN: (&str, &str) = ("rudder-karate-polite-oyster", "Rudder karate,\npolite oyster\n");

fn words_file(folder: &Folder, text: &str, mode: u32) -> String {
    let file = folder.path().join("words");
    std::fs::write(&file, text).unwrap();
    std::fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn words_that_the_user_chose_are_the_secret_of_the_invitation() {
    let (server, folder) = (SignalServer::start(), Folder::new());
    let file = words_file(&folder, OWN.1, 0o600);
    let mut command = sharing(&server, &folder, &["--words-file", &file]);
    let mut sharer = Sharer::start(&mut command, folder);
    let (code, link) = sharer.invitation();
    assert!(code.ends_with(OWN.0) && !link.contains(OWN.0), "{code} {link}");
    let slot = code.split('-').next().unwrap();
    let typed = format!("{slot} rudd kara poli oyst");
    prove(&mut RawClient::connect(&server.url), &parse(&typed))
        .expect("the Helper gets in with them");
}

#[test]
fn words_that_are_easily_guessed_or_read_are_refused_without_showing_them() {
    let server = SignalServer::start();
    for (text, mode, mention) in [
        (OWN.1, 0o644, "chmod 600"),
        ("rudder karate polite", 0o600, "at least 4 words, got 3"),
        ("rudder karate polite rudder", 0o600, "all different"),
        ("rudder karate polite xyzzyx", 0o600, "word 4"),
        ("", 0o600, "got 0"),
    ] {
        let folder = Folder::new();
        let file = words_file(&folder, text, mode);
        let mut command = sharing(&server, &folder, &["--words-file", &file]);
        let output = command.output().unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(2), "{text:?}: {said}");
        assert!(said.contains(mention), "{text:?}: {said}");
        assert!(!said.contains("karate") && !said.contains("xyzzyx"), "{said}");
    }
    let folder = Folder::new();
    let output = sharing(&server, &folder, &["--choose-words"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && said.contains("--words-file"), "{said}");
}

#[test]
fn the_terminal_asks_for_words_until_they_are_good() {
    let server = SignalServer::start();
    let typed = ["lamp orbit tulip rudder", "rudder karate polite oyster"];
    let shown = terminal(&server, 100, "--choose-words", &typed).join("\n");
    assert!(shown.contains("Choose at least 4 words"), "{shown}");
    assert!(shown.contains("which everybody knows"), "{shown}");
    assert!(shown.contains(&format!("-{}", OWN.0)), "{shown}");
}

#[test]
fn a_run_that_travels_nowhere_writes_nothing() {
    let (server, folder) = (SignalServer::start(), Folder::new());
    let home = folder.path().to_owned();
    let mut sharer = Sharer::start(&mut sharing(&server, &folder, &["--no-log"]), folder);
    sharer.event("invitation");
    let names: Vec<_> =
        std::fs::read_dir(home).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| name == "input.log"), "{names:?}");
    assert!(sharer.events().iter().all(|event| event["event"] != "saved"));
}
