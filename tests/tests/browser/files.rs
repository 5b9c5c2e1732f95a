//! Files: each way, after a question or by the User's choice, intact, under a safe name, and no longer than they are
//! allowed.

use std::path::{Path, PathBuf};
use std::time::Duration;

use alongside_tests::browser::Browser;
use alongside_tests::clock::{PATIENCE, eventually, within};
use alongside_tests::process::Folder;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{COUNT_VIOLATIONS, Rig};

/// Keeps what the page saves: `saved` has the name and the SHA-256 digest of each.
const WATCH: &str = "(() => {
    window.saved = [];
    const create = URL.createObjectURL.bind(URL);
    let last = null;
    URL.createObjectURL = blob => { last = blob; return create(blob); };
    HTMLAnchorElement.prototype.click = async function () {
        const name = this.download, blob = last;
        const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
        const hex = [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
        window.saved.push({ name, size: blob.size, sha256: hex });
        window.lastSaved = blob;
    }; })()";

/// The bytes that were saved last, in hexadecimal digits.
const LAST_SAVED: &str = "(async () => [...new Uint8Array(await window.lastSaved.arrayBuffer())]
    .map(byte => byte.toString(16).padStart(2, '0')).join(''))()";

/// Unpacks an archive, and prints what is in it.
const UNPACK: &str = "import sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
archive.extractall(sys.argv[2])
print(' '.join(archive.namelist()))";

/// Chooses a file with a name that no file on a disk has, and so many bytes.
const CHOOSE: &str = "((name, size) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(size).fill(7)], name));
    const input = document.getElementById('files-input');
    input.files = data.files;
    input.dispatchEvent(new Event('change')); })";

/// Larger than what can be sent before a test looks.
const LARGE: usize = 48 << 20;

/// How long a file may take: on a computer that does much else a path looks slow, and files give way.
const TRANSFERRED: Duration = PATIENCE.saturating_mul(9);

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(count: usize) -> Vec<u8> {
    (0..count).map(|at| (at as u32).wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect()
}

impl Rig {
    fn with_files() -> Self {
        let mut rig = Self::shared(&[]);
        rig.browser.eval(WATCH);
        rig.browser.wait("files can be sent", "!document.getElementById('send-file').hidden");
        rig
    }

    fn downloads(&self) -> PathBuf {
        self.sharer.home().join("Downloads")
    }

    fn choose(&mut self, name: &str, size: usize) {
        self.browser.eval(&format!("{CHOOSE}({}, {size})", json!(name)));
    }

    /// Waits until a file has this state.
    fn file(&mut self, state: &str) -> Value {
        self.sharer.event_where(PATIENCE, "file", |event| event["state"] == state)
    }

    /// The names in the folder for files of the Helper's.
    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.downloads()).into_iter().flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn wait_row(&mut self, what: &str, text: &str) {
        let shown = format!(
            "document.getElementById('files').textContent.toLowerCase().includes({})",
            json!(text.to_lowercase())
        );
        self.browser.wait(what, &shown);
    }
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn a_file_goes_each_way_and_arrives_as_it_was_sent() {
    let mut rig = Rig::with_files();
    let home = rig.sharer.home().to_owned();
    let (theirs, ours) = (bytes(300_000), bytes(200_001));
    let from_helper = write(&home, "from the Helper.bin", &theirs);
    rig.browser.choose_file("Send file", &from_helper);
    let question = rig.sharer.answer("file_in", true);
    let text = question["text"].as_str().unwrap();
    assert!(text.contains("from the Helper.bin") && text.contains("300 kB"), "{text}");
    assert!(text.contains(rig.downloads().to_str().unwrap()), "{text}");
    let done = rig.file("done");
    assert_eq!((&done["direction"], &done["sha256"]), (&json!("in"), &json!(sha256(&theirs))));
    let path = rig.downloads().join("from the Helper.bin");
    assert_eq!(done["path"], json!(path.to_str().unwrap()));
    assert_eq!(std::fs::read(path).unwrap(), theirs);
    rig.wait_row("the page says so", "has it");
    rig.sharer.event_where(PATIENCE, "right_ended", |event| event["right"] == "file_in");

    let from_user = write(&home, "from the User.bin", &ours);
    rig.sharer.command(json!({"command": "send_file", "path": from_user.to_str().unwrap()}));
    rig.wait_row("the Helper is asked", "wants to send you this file");
    assert_eq!(rig.browser.eval("window.saved.length"), 0, "nothing is saved unasked");
    rig.browser.press_button("Get: from the User.bin");
    rig.browser.wait("the page saves it", "window.saved.length === 1");
    let saved = json!({"name": "from the User.bin", "size": ours.len(), "sha256": sha256(&ours)});
    assert_eq!(rig.browser.eval("window.saved[0]"), saved);
    let done = rig.file("done");
    assert_eq!((&done["direction"], &done["sha256"]), (&json!("out"), &json!(sha256(&ours))));
    eventually("the log names both, and the page signs them", || {
        let own = std::fs::read_to_string(rig.sharer.log()).ok()?;
        let entry = |name: &str, hash: &str| own.contains(name) && own.contains(hash);
        let (_, behind) = own.split_once("from the User.bin from the user")?;
        (entry("from the Helper.bin from the helper", &sha256(&theirs))
            && behind.contains(&sha256(&ours))
            && behind.contains("<COUNTERSIGNED "))
        .then_some(())
    });
    // Where a message is written, and where it is sent.
    rig.browser.press_button("Chat");
    rig.browser.wait(
        "the list of files covers nothing of the chat",
        "['message', 'send'].every((id) => {
           const field = document.getElementById(id), box = field.getBoundingClientRect();
           return [box.left + 4, box.right - 4].every((x) =>
             field.contains(document.elementFromPoint(x, (box.top + box.bottom) / 2))); })",
    );
    rig.no_violations();
}

#[test]
fn a_folder_of_the_users_arrives_as_one_archive_after_one_question() {
    let mut rig = Rig::with_files();
    let home = rig.sharer.home().to_owned();
    let photos = home.join("Photos");
    std::fs::create_dir_all(photos.join("2026/empty")).unwrap();
    write(&photos, "a.txt", b"first");
    write(&photos.join("2026"), "b.bin", &bytes(100_000));
    let secret = write(&home, "secret", b"not chosen");
    std::os::unix::fs::symlink(&secret, photos.join("link")).unwrap();
    rig.sharer.command(json!({"command": "send_file", "path": photos.to_str().unwrap()}));
    rig.wait_row("the Helper is asked", "wants to send you this folder");
    rig.wait_row("with the names and sizes", "Photos/2026/b.bin, 100 kB");
    let note = rig.sharer.event("note");
    assert!(note["text"].as_str().unwrap().starts_with("1 link or device in"), "{note}");
    rig.browser.press_button("Get: Photos.zip (2 files)");
    rig.browser.wait("the page saves it", "window.saved.length === 1");
    let done = rig.file("done");
    assert_eq!(done["sha256"], rig.browser.eval("window.saved[0].sha256"));
    let digits = rig.browser.eval(LAST_SAVED);
    let digits = digits.as_str().unwrap().as_bytes();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    let zip: Vec<u8> = digits.chunks(2).map(byte).collect();
    assert_eq!(done["sha256"], json!(sha256(&zip)));
    let (zip, unpacked) = (write(&home, "saved.zip", &zip), home.join("unpacked"));
    let mut unpack = std::process::Command::new("/usr/bin/python3");
    let unpack = unpack.args(["-c", UNPACK]).arg(zip).arg(&unpacked).output().unwrap();
    assert!(unpack.status.success(), "{}", String::from_utf8_lossy(&unpack.stderr));
    let names = String::from_utf8(unpack.stdout).unwrap();
    let expected = "Photos/ Photos/2026/ Photos/2026/b.bin Photos/2026/empty/ Photos/a.txt\n";
    assert_eq!(names, expected);
    let arrived = unpacked.join("Photos");
    assert_eq!(std::fs::read(arrived.join("2026/b.bin")).unwrap(), bytes(100_000));
    assert!(arrived.join("2026/empty").is_dir());
    let listed = "files in it: 2: Photos/2026/b.bin (100000 bytes), Photos/a.txt (5 bytes)";
    eventually("the log says what is in it", || {
        std::fs::read_to_string(rig.sharer.log()).ok()?.contains(listed).then_some(())
    });
    rig.no_violations();
}

#[test]
fn a_batch_that_is_refused_sends_nothing() {
    let mut rig = Rig::with_files();
    rig.choose("a.txt", 10);
    rig.sharer.answer("file_in", false);
    rig.wait_row("the page says so", "did not allow it");
    assert_eq!(rig.names(), [""; 0]);
    assert!(!rig.sharer.events().iter().any(|event| event["event"] == "file"));
}

#[test]
fn a_name_leads_nowhere_and_replaces_nothing() {
    let mut rig = Rig::with_files();
    let downloads = rig.downloads();
    std::fs::create_dir(&downloads).unwrap();
    write(&downloads, "_bashrc", b"kept");
    rig.choose("..\\..\\.bashrc", 10);
    rig.sharer.answer("file_in", true);
    let done = rig.file("done");
    assert_eq!(done["path"], json!(downloads.join("_bashrc (2)").to_str().unwrap()));
    assert_eq!(rig.names(), ["_bashrc", "_bashrc (2)"]);
    assert_eq!(std::fs::read(downloads.join("_bashrc")).unwrap(), b"kept");
    let mode = std::fs::metadata(downloads.join("_bashrc (2)")).unwrap().permissions();
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&mode) & 0o777, 0o600);
}

#[test]
fn an_empty_file_and_several_at_once_arrive() {
    let mut rig = Rig::with_files();
    rig.choose("empty", 0);
    rig.sharer.answer("file_in", true);
    assert_eq!(rig.file("done")["total"], 0);
    let several = "(() => { const data = new DataTransfer();
        for (let n = 1; n <= 7; n++) data.items.add(new File(['x'.repeat(n * 1000)], `${n}.txt`));
        const input = document.getElementById('files-input');
        input.files = data.files;
        input.dispatchEvent(new Event('change')); })()";
    rig.browser.eval(several);
    rig.sharer.answer("file_in", true);
    for _ in 0..7 {
        rig.file("done");
    }
    assert_eq!(rig.names().len(), 8);
}

#[test]
fn a_revoked_right_stops_a_file_in_the_middle_and_leaves_nothing() {
    let mut rig = Rig::with_files();
    rig.choose("large.bin", LARGE);
    rig.sharer.answer("file_in", true);
    rig.file("running");
    rig.sharer.command(json!({"command": "revoke", "right": "file_in"}));
    assert_eq!(rig.file("failed")["reason"], "not_allowed");
    eventually("no half file is left", || rig.names().is_empty().then_some(()));
    rig.wait_row("the page says so", "not allowed any more");
}

#[test]
fn each_of_the_two_can_cancel_a_file_and_the_helper_can_pause_it() {
    let mut rig = Rig::with_files();
    rig.choose("large.bin", LARGE);
    rig.sharer.answer("file_in", true);
    rig.file("running");
    rig.browser.press_button("Pause: large.bin");
    rig.wait_row("it is paused", "paused");
    rig.browser.press_button("Resume: large.bin");
    rig.file("running");
    rig.browser.press_button("Cancel: large.bin");
    assert_eq!(rig.file("failed")["reason"], "cancelled");
    eventually("no half file is left", || rig.names().is_empty().then_some(()));

    rig.choose("again.bin", LARGE);
    rig.sharer.answer("file_in", true);
    let running = rig.file("running");
    rig.sharer.command(json!({"command": "cancel_file", "id": running["id"]}));
    assert_eq!(rig.file("failed")["reason"], "cancelled");
    rig.wait_row("the page says so", "cancelled");
    eventually("no half file is left", || rig.names().is_empty().then_some(()));
}

#[test]
fn a_file_goes_on_over_another_path_where_the_first_one_was_cut() {
    const PEERS: &str = "window.peers = [];
        window.RTCPeerConnection = class extends window.RTCPeerConnection {
            constructor(...settings) { super(...settings); window.peers.push(this); }
        };";
    const SIZE: usize = 24 << 20;
    let mut rig = Rig::shared_with(PEERS);
    rig.choose("large.bin", SIZE);
    rig.sharer.answer("file_in", true);
    let before = rig.file("running")["bytes"].as_u64().unwrap();
    rig.browser.eval("window.peers.forEach(peer => peer.close())");
    let done = rig.sharer.event_where(TRANSFERRED, "file", |event| event["state"] == "done");
    assert_eq!(done["sha256"], json!(sha256(&vec![7; SIZE])));
    let events = rig.sharer.events();
    let paths = events.iter().filter(|event| event["event"] == "path").count();
    assert!(paths >= 2, "the path was cut while it was sent");
    let bytes = events.iter().filter(|event| event["state"] == "running");
    let bytes: Vec<u64> = bytes.map(|event| event["bytes"].as_u64().unwrap()).collect();
    assert!(bytes.is_sorted() && bytes[0] == before && before > 0, "{bytes:?}");
}

/// How many files the page has in its private file system, how many of them are complete, and how many the browser has
/// there in all.
const PRIVATE: &str = "(async () => {
    const found = [0, 0, 0];
    const root = await navigator.storage.getDirectory();
    const all = await root.getDirectoryHandle('arriving-files', { create: true });
    try {
        for await (const page of all.values())
            for await (const file of page.values()) {
                found[2] += 1;
                if (!/^[0-9]+$/.test(file.name)) continue;
                found[0] += 1;
                found[1] += (await file.getFile()).size > 0 ? 1 : 0;
            }
    } catch (error) {
        // Something was removed while it was looked at: the caller looks once more.
        if (error.name === 'NotFoundError') return null;
        throw error;
    }
    return found; })()";

impl Rig {
    /// The User sends a file of so many bytes, each block of which differs, and the Helper is asked.
    fn offer(&mut self, name: &str, size: usize) -> String {
        const BLOCK: usize = 1 << 16;
        let mut all = bytes(size.min(BLOCK)).repeat(size.div_ceil(BLOCK));
        for (nth, block) in all.chunks_mut(BLOCK).enumerate() {
            block[..4].copy_from_slice(&(nth as u32).to_be_bytes());
        }
        all.truncate(size);
        let path = write(self.sharer.home(), name, &all);
        self.sharer.command(json!({"command": "send_file", "path": path.to_str().unwrap()}));
        self.wait_row("the Helper is asked", "wants to send you this file");
        sha256(&all)
    }
}

#[test]
fn a_large_file_comes_to_the_helper_while_the_browser_takes_no_more_memory() {
    const SIZE: usize = 128 << 20;
    const MORE: u64 = 64 << 20;
    let mut rig = Rig::invited(&[]);
    // One of its own: what another test has left in it could go meanwhile, and hide what this one takes.
    rig.browser = Browser::with(&[]);
    rig.browser.before_scripts(COUNT_VIOLATIONS);
    rig.browser.open(&rig.server.url);
    rig.ask();
    rig.admit();
    let saved = Folder::new();
    rig.browser.save_downloads_in(saved.path());
    let digest = rig.offer("large.bin", SIZE);
    let before = rig.browser.memory_bytes();
    rig.browser.press_button("Get: large.bin");
    let path = saved.path().join("large.bin");
    let (mut most, mut looks) = (0, 0);
    within(TRANSFERRED, "the file is saved", || {
        // To add up the memory of a browser stops it for some ms.
        if looks % 20 == 0 {
            most = most.max(rig.browser.memory_bytes());
        }
        looks += 1;
        let is_saved = std::fs::metadata(&path).is_ok_and(|about| about.len() == SIZE as u64);
        is_saved.then_some(())
    });
    println!("the browser has {before} bytes before, and {most} at most");
    assert!(most < before + MORE, "{before} bytes before, and {most} at most");
    assert_eq!(sha256(&std::fs::read(path).unwrap()), digest);
    assert_eq!(rig.file("done")["sha256"], json!(digest));
    rig.wait_row("the page says so", "saved among your downloads");
    assert_eq!(rig.browser.eval(PRIVATE), json!([1, 1, 1]), "the browser may still read it");
    rig.no_violations();
}

#[test]
fn what_a_page_has_half_received_is_removed_when_it_is_cancelled_or_closed() {
    let mut rig = Rig::with_files();
    rig.offer("large.bin", LARGE);
    rig.browser.press_button("Get: large.bin");
    rig.file("running");
    let found = rig.browser.eval(PRIVATE);
    assert_eq!((&found[0], &found[1]), (&json!(1), &json!(0)));
    rig.browser.press_button("Cancel: large.bin");
    rig.wait_row("the page says so", "cancelled");
    eventually("it is removed", || (rig.browser.eval(PRIVATE) == json!([0, 0, 0])).then_some(()));

    rig.offer("again.bin", LARGE);
    rig.browser.press_button("Get: again.bin");
    rig.file("running");
    rig.browser.press_button("Pause: again.bin");
    rig.wait_row("it is paused", "paused");
    rig.browser.open(&rig.server.url.clone());
    eventually("the next page removes it", || {
        (rig.browser.eval(PRIVATE) == json!([0, 0, 0])).then_some(())
    });
}

#[test]
fn a_file_for_which_the_browser_has_no_room_is_refused_in_plain_words() {
    const NO_DISK: &str = "Object.defineProperty(navigator, 'storage', { value: undefined });";
    const SMALL_DISK: &str =
        "StorageManager.prototype.estimate = async () => ({ quota: 1e9, usage: 0.9e9 });";
    for (script, size, words, reason) in [
        (NO_DISK, 600_000_000, "files of up to 500 MB", "too_large"),
        (SMALL_DISK, 90_000_000, "your browser has no room for it", "disk_full"),
    ] {
        let mut rig = Rig::shared_with(script);
        let path = rig.sharer.home().join("large.bin");
        std::fs::File::create(&path).unwrap().set_len(size).unwrap();
        rig.sharer.command(json!({"command": "send_file", "path": path.to_str().unwrap()}));
        rig.wait_row("the Helper is asked", "wants to send you this file");
        rig.browser.press_button("Get: large.bin");
        rig.wait_row("the page says why", words);
        assert_eq!(rig.file("failed")["reason"], reason);
    }
}

#[test]
fn a_browser_without_a_private_file_system_keeps_a_file_in_memory() {
    let mut rig =
        Rig::shared_with("Object.defineProperty(navigator, 'storage', { value: undefined });");
    rig.browser.eval(WATCH);
    let digest = rig.offer("a.bin", 5 << 20);
    rig.browser.press_button("Get: a.bin");
    rig.browser.wait_within(TRANSFERRED, "the page saves it", "window.saved.length === 1");
    assert_eq!(rig.browser.eval("window.saved[0].sha256"), json!(digest));
}

/// All files below a folder, with their paths, and what is in them.
fn tree(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if std::fs::symlink_metadata(&path).unwrap().is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                files.push((name, std::fs::read_to_string(path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// A folder with files at several depths, more than one question had before.
fn photos(home: &Path) -> (PathBuf, Vec<(String, String)>) {
    let folder = home.join("Photos");
    let mut all: Vec<(String, String)> =
        (0..80).map(|n| (format!("2026/{n}.txt"), format!("file {n}"))).collect();
    all.push(("a.txt".to_owned(), "one".to_owned()));
    all.push(("2026/May/deep/er/a.txt".to_owned(), "two".to_owned()));
    for (path, text) in &all {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    std::fs::create_dir(folder.join("empty")).unwrap();
    all.sort();
    (folder, all)
}

#[test]
fn a_folder_that_is_dropped_or_chosen_arrives_with_its_structure_after_one_question() {
    let mut rig = Rig::with_files();
    let (folder, all) = photos(rig.sharer.home());
    std::fs::create_dir_all(folder.join("later/still")).unwrap();
    for (nth, name) in ["Photos", "Photos (2)"].into_iter().enumerate() {
        let before = rig.questions();
        if nth == 0 {
            rig.browser.drop_file(&folder);
        } else {
            rig.browser.choose_file("Send folder", &folder);
        }
        let question = rig.sharer.answer("file_in", true);
        let text = question["text"].as_str().unwrap();
        // A browser names no empty folder when a folder is chosen.
        let empty = if nth == 0 { " and 2 empty folders (" } else { " (" };
        let asked = format!("the folder “Photos” with 82 files{empty}");
        assert!(text.contains(&asked), "{text}");
        for _ in 0..all.len() {
            rig.file("done");
        }
        let told = rig.sharer.event("folder");
        assert_eq!((&told["count"], &told["missing"]), (&json!(82), &json!(0)));
        assert_eq!(told["path"], json!(rig.downloads().join(name).to_str().unwrap()));
        assert_eq!(rig.questions(), before + 1);
        assert_eq!(tree(&rig.downloads().join(name)), all);
        assert_eq!(rig.downloads().join(name).join("later/still").is_dir(), nth == 0);
    }
    assert_eq!(rig.names(), ["Photos", "Photos (2)"]);
    rig.wait_row("the page shows one row", "Photos (82 files)");
    assert_eq!(rig.browser.eval("document.querySelectorAll('#files-list li').length"), 2);
    rig.wait_row("the page says so", "has it");
    rig.sharer.event_where(PATIENCE, "right_ended", |event| event["right"] == "file_in");
    rig.no_violations();
}

#[test]
fn a_folder_that_cannot_be_sent_is_refused_in_plain_words_and_nobody_is_asked() {
    let mut rig = Rig::with_files();
    let home = rig.sharer.home().to_owned();
    let (many, deep) = (home.join("many"), home.join("deep"));
    std::fs::create_dir(&many).unwrap();
    for n in 0..=1_000 {
        std::fs::write(many.join(n.to_string()), "").unwrap();
    }
    let bottom = (0..20).fold(deep.clone(), |folder, n| folder.join(n.to_string()));
    std::fs::create_dir_all(&bottom).unwrap();
    std::fs::write(bottom.join("a.txt"), "").unwrap();
    let before = rig.questions();
    for folder in [&many, &deep] {
        rig.browser.drop_file(folder);
        rig.browser.wait(
            "the page says why",
            "document.body.innerText.includes('Send it as a ZIP archive')",
        );
    }
    std::fs::create_dir(home.join("empty")).unwrap();
    rig.browser.drop_file(&home.join("empty"));
    rig.browser
        .wait("the page says why", "document.body.innerText.includes('no file in this folder')");
    assert_eq!(rig.questions(), before);
    assert!(rig.names().is_empty());
}

#[test]
fn a_reload_of_the_page_stops_files_says_so_and_offers_them_again() {
    let mut rig = Rig::with_files();
    rig.choose("to the User.bin", LARGE);
    rig.sharer.answer("file_in", true);
    rig.file("running");
    rig.browser.press_button("Pause: to the User.bin");
    let digest = rig.offer("to the Helper.bin", LARGE);
    rig.browser.press_button("Get: to the Helper.bin");
    let coming = |event: &Value| event["state"] == "running" && event["direction"] == "out";
    rig.sharer.event_where(PATIENCE, "file", coming);
    rig.browser.press_button("Pause: to the Helper.bin");
    rig.browser.eval("location.reload()");
    for _ in 0..2 {
        assert_eq!(rig.file("failed")["reason"], "page_reloaded");
    }
    rig.browser.wait_within(
        PATIENCE,
        "the page says so",
        "document.readyState === 'complete' && document.body.innerText.includes('You loaded the page again, and so files')",
    );
    eventually("no half file is left", || rig.names().is_empty().then_some(()));
    rig.wait_row("it is offered again", "wants to send you this file");
    // The page still knows of both, and signs what became of them.
    assert_eq!(rig.browser.eval("document.body.innerText.includes('has not signed')"), false);
    rig.browser.eval(WATCH);
    rig.browser.press_button("Get: to the Helper.bin");
    rig.browser.wait_within(TRANSFERRED, "the page saves it", "window.saved.length === 1");
    assert_eq!(rig.browser.eval("window.saved[0].sha256"), json!(digest));
}
