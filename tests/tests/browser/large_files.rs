//! A file that does not fit in memory, each way, over a path that ends in the middle.
//!
//! [`SIZE`] sets how large it is; `cargo xtask test --long` sends 3 GB.

use std::fs::File;
use std::io::{BufWriter, Read as _, Write as _};
use std::path::Path;
use std::time::Duration;

use alongside_tests::clock::{PATIENCE, now, within};
use alongside_tests::process::Folder;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::Rig;

/// How many bytes each way.
const SIZE: &str = "ALONGSIDE_TEST_FILE_BYTES";

/// Without [`SIZE`]: more than both ends hold in memory, and enough to cut its path in the middle.
const SMALL: u64 = 32 << 20;

/// The slowest that a path is, also one through the server on a computer that does much else.
const BYTES_PER_S: u64 = 500_000;

/// The most memory that the sharer takes, whatever it sends: far less than the file, and about what a session takes.
const MEMORY: u64 = 150 << 20;

/// Closes what the page has for its paths, once asked for.
const PEERS: &str = "window.peers = [];
    window.RTCPeerConnection = class extends window.RTCPeerConnection {
        constructor(...settings) { super(...settings); window.peers.push(this); }
    };";

fn size() -> u64 {
    std::env::var(SIZE).map_or(SMALL, |size| size.parse().expect("a number of bytes"))
}

/// The time in which so many bytes must have come.
fn patience(size: u64) -> Duration {
    PATIENCE * 3 + Duration::from_secs(size / BYTES_PER_S)
}

/// Writes a file of so many bytes, no two blocks of which are the same. Returns its digest.
fn write(path: &Path, size: u64) -> String {
    let mut file = BufWriter::new(File::create(path).unwrap());
    let (mut digest, mut left) = (Sha256::new(), size);
    let mut block = [0; 1 << 16];
    for number in 0_u64.. {
        if left == 0 {
            break;
        }
        for (at, word) in (0_u64..).zip(block.chunks_exact_mut(8)) {
            let word_at = (number << 13 | at).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            word.copy_from_slice(&word_at.to_be_bytes());
        }
        let part = &block[..usize::try_from(left.min(1 << 16)).unwrap()];
        file.write_all(part).unwrap();
        digest.update(part);
        left -= part.len() as u64;
    }
    file.flush().unwrap();
    hexadecimal(digest)
}

fn digest_of(path: &Path) -> String {
    let (mut file, mut digest) = (File::open(path).unwrap(), Sha256::new());
    let mut block = vec![0; 1 << 20];
    loop {
        match file.read(&mut block).unwrap() {
            0 => return hexadecimal(digest),
            read => digest.update(&block[..read]),
        }
    }
}

fn hexadecimal(digest: Sha256) -> String {
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Waits for the middle of a file, cuts its path there, and waits for its end.
fn cut_in_the_middle(rig: &mut Rig, size: u64) -> Value {
    let (patience, from) = (patience(size), now());
    let is_middle = |event: &Value| event["bytes"].as_u64().is_some_and(|done| done > size / 3);
    let middle = rig.sharer.event_where(patience, "file", is_middle);
    assert_eq!(middle["state"], "running", "{middle}");
    rig.browser.eval("window.peers.splice(0).forEach(peer => peer.close())");
    let is_over = |event: &Value| event["state"] == "done" || event["state"] == "failed";
    let over = rig.sharer.event_where(patience, "file", is_over);
    assert_eq!(over["state"], "done", "{over}");
    let events = rig.sharer.events();
    let of_it = events.iter().filter(|event| event["id"] == over["id"]);
    let bytes: Vec<u64> = of_it.filter_map(|event| event["bytes"].as_u64()).collect();
    assert!(bytes.is_sorted(), "it went on where it stopped: {bytes:?}");
    println!("{size} bytes {} in {:.0?}", over["direction"], from.elapsed());
    over
}

fn paths(rig: &Rig) -> usize {
    rig.sharer.events().iter().filter(|event| event["event"] == "path").count()
}

#[test]
fn a_file_larger_than_memory_goes_each_way_over_a_path_that_ends_in_the_middle() {
    let size = size();
    let mut rig = Rig::shared_with(PEERS);
    rig.browser.wait("files can be sent", "!document.getElementById('send-file').hidden");
    let (ours, saved) = (Folder::new(), Folder::new());
    rig.browser.save_downloads_in(saved.path());

    let (path, before) = (ours.path().join("from the Helper.bin"), paths(&rig));
    let digest = write(&path, size);
    rig.browser.choose_file("Send file", &path);
    rig.sharer.answer("file_in", true);
    let done = cut_in_the_middle(&mut rig, size);
    let arrived = done["path"].as_str().unwrap().to_owned();
    assert_eq!((&done["direction"], &done["sha256"]), (&json!("in"), &json!(digest)));
    assert_eq!(digest_of(Path::new(&arrived)), digest);
    let after = paths(&rig);
    assert!(after > before, "the path was cut while it was sent");
    // The disk need not hold more than one of them, and its copies.
    std::fs::remove_file(&path).unwrap();
    std::fs::remove_file(arrived).unwrap();

    let path = ours.path().join("from the User.bin");
    let digest = write(&path, size);
    rig.sharer.command(json!({"command": "send_file", "path": path.to_str().unwrap()}));
    rig.browser.press_button("Get: from the User.bin");
    let done = cut_in_the_middle(&mut rig, size);
    assert_eq!((&done["direction"], &done["sha256"]), (&json!("out"), &json!(digest)));
    assert!(paths(&rig) > after, "the path was cut while it was sent");
    let arrived = saved.path().join("from the User.bin");
    within(patience(size), "the browser saves it", || {
        std::fs::metadata(&arrived).is_ok_and(|about| about.len() == size).then_some(())
    });
    assert_eq!(digest_of(&arrived), digest);

    let most = rig.sharer.peak_memory_bytes();
    println!("the sharer has taken {} MB at most", most >> 20);
    assert!(most < MEMORY, "the sharer has taken {most} bytes");
    rig.no_violations();
}
