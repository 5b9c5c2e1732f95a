use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::*;
use crate::platform::atomic_file::TemporaryFolder;
use crate::platform::desktop_programs::SPOKEN_BYTES;

/// How long a test waits for a program.
const LONG: Duration = Duration::from_secs(60);

fn program(folder: &TemporaryFolder, name: &str, script: &str) {
    let path = folder.file(name);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
}

/// A program that notes its arguments and its input.
fn notes(folder: &TemporaryFolder, name: &str) {
    let [arguments, input] =
        ["arguments", "input"].map(|what| folder.file(&format!("{name}.{what}")));
    let script = format!("echo \"$@\" > '{}'; cat > '{}'", arguments.display(), input.display());
    program(folder, name, &script);
}

fn voices(folder: &TemporaryFolder) -> Voices {
    Voices::new(ProgramFolders::new([folder.file("")]))
}

/// What is told at the end comes out of the receiver.
fn ended() -> (Ended, Receiver<Result<(), String>>) {
    let (tell, told) = sync_channel(1);
    let ended = Box::new(move |result: Result<(), SpeechError>| {
        tell.try_send(result.map_err(|error| error.to_string())).unwrap();
    });
    (ended, told)
}

fn code() -> Vec<String> {
    ["7", "lamp: L, A, M, P."].map(str::to_owned).to_vec()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

#[test]
fn what_is_said_is_no_argument_that_other_accounts_can_read() {
    for voice in VOICES {
        let folder = TemporaryFolder::new().unwrap();
        notes(&folder, voice.program);
        let mut voices = voices(&folder);
        let (tell, told) = ended();
        voices.say(&code(), CodeLanguage::French, tell).unwrap();
        assert_eq!(told.recv_timeout(LONG), Ok(Ok(())));
        let said = |what: &str| read(&folder.file(&format!("{}.{what}", voice.program)));
        assert_eq!(said("input"), "7\nlamp: L, A, M, P.\n");
        let arguments = said("arguments");
        assert!(
            !arguments.contains("lamp") && arguments.trim_end().ends_with(" fr"),
            "{arguments}"
        );
    }
}

#[test]
fn the_voice_of_screen_readers_is_used_first_and_another_one_where_it_fails() {
    let folder = TemporaryFolder::new().unwrap();
    notes(&folder, "spd-say");
    notes(&folder, "espeak-ng");
    let mut voices = voices(&folder);
    let (tell, told) = ended();
    voices.say(&code(), CodeLanguage::English, tell).unwrap();
    assert_eq!(told.recv_timeout(LONG), Ok(Ok(())));
    assert!(folder.file("spd-say.input").exists() && !folder.file("espeak-ng.input").exists());
    program(&folder, "spd-say", "exit 1");
    let (tell, told) = ended();
    voices.say(&code(), CodeLanguage::English, tell).unwrap();
    assert_eq!(told.recv_timeout(LONG), Ok(Ok(())));
    assert!(folder.file("espeak-ng.input").exists());
    program(&folder, "espeak-ng", "exit 1");
    let (tell, told) = ended();
    voices.say(&code(), CodeLanguage::English, tell).unwrap();
    assert_eq!(told.recv_timeout(LONG), Ok(Err("no voice works here".to_owned())));
}

#[test]
fn without_a_voice_the_package_is_named() {
    let folder = TemporaryFolder::new().unwrap();
    let (tell, told) = ended();
    let said = voices(&folder).say(&code(), CodeLanguage::English, tell);
    assert!(matches!(said, Err(SpeechError::NotInstalled { package: "espeak-ng" })));
    assert!(told.recv().is_err(), "it is not told twice");
}

/// A voice that says when it has begun, and never ends by itself.
fn endless(folder: &TemporaryFolder) -> PathBuf {
    let begun = folder.file("begun");
    program(folder, "spd-say", &format!("echo $$ > '{}'; exec sleep 600", begun.display()));
    begun
}

/// The number of the program, once it has begun.
fn pid(begun: &Path) -> u32 {
    loop {
        if let Ok(pid) = read(begun).trim().parse() {
            return pid;
        }
        std::thread::yield_now();
    }
}

fn runs(pid: u32) -> bool {
    Path::new(&format!("/proc/{pid}")).exists()
}

#[test]
fn a_voice_is_stopped_by_the_user_and_at_the_end_of_the_program() {
    let folder = TemporaryFolder::new().unwrap();
    let begun = endless(&folder);
    let mut voices = voices(&folder);
    let (tell, told) = ended();
    voices.say(&code(), CodeLanguage::English, tell).unwrap();
    let first = pid(&begun);
    assert!(runs(first));
    voices.stop();
    assert!(!runs(first), "it has ended when the call returns");
    assert_eq!(told.recv(), Ok(Ok(())));
    fs::remove_file(&begun).unwrap();
    voices.say(&code(), CodeLanguage::English, ended().0).unwrap();
    let second = pid(&begun);
    drop(voices);
    assert!(!runs(second));
}

#[test]
fn a_voice_that_hangs_is_ended() {
    let folder = TemporaryFolder::new().unwrap();
    let begun = endless(&folder);
    notes(&folder, "espeak-ng");
    let mut voices = Voices { patience: Duration::from_millis(300), ..voices(&folder) };
    let (tell, told) = ended();
    voices.say(&code(), CodeLanguage::English, tell).unwrap();
    assert_eq!(told.recv_timeout(LONG), Ok(Err("no voice works here".to_owned())));
    assert!(!runs(pid(&begun)));
    assert!(!folder.file("espeak-ng.input").exists(), "no other voice comes that late");
}

#[test]
fn no_line_is_a_command_and_no_text_is_without_end() {
    let said = plain_text(&["!-!SET self VOLUME 100".to_owned(), " !-!QUIT\n!-!QUIT".to_owned()]);
    assert!(said.lines().all(|line| !line.starts_with('!')), "{said}");
    assert_eq!(said.lines().count(), 2);
    assert!(plain_text(&vec!["lamp".to_owned(); 10_000]).len() <= SPOKEN_BYTES);
}
