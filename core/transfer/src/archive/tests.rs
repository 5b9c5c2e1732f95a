use std::borrow::ToOwned as _;
use std::format;
use std::vec;

use proptest::prelude::*;
use protocol::limits::FOLDER_DEPTH;

use super::*;

const NOON: Utc = Utc::from_unix(1_795_953_600);

fn root() -> FolderPath {
    FolderPath::lossy(["Photos"]).unwrap()
}

/// Contents with the root, and files of these names and sizes in it.
fn contents(files: &[(&str, u64)]) -> Contents {
    let mut contents = Contents::default();
    contents.add_folder(&FolderPath::default(), "Photos", NOON).unwrap();
    for (name, size) in files {
        contents.add_file(&root(), name, *size, NOON).unwrap();
    }
    contents
}

fn byte(index: usize, at: u64) -> u8 {
    (at * 7 + index as u64) as u8
}

/// Reads an archive in pieces, each from its offset.
fn read(archive: &mut Archive, mut offset: u64, most: usize) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(part) = archive.part(offset, most) {
        let bytes = match part {
            Part::Bytes(bytes) => bytes,
            Part::File { index, offset, len } => {
                let bytes: Vec<u8> =
                    (offset..offset + len as u64).map(|at| byte(index, at)).collect();
                archive.on_read(index, offset, &bytes);
                bytes
            }
        };
        assert!(!bytes.is_empty() && bytes.len() <= most);
        offset += bytes.len() as u64;
        all.extend(bytes);
    }
    all
}

fn number(bytes: &[u8], at: usize, len: usize) -> u64 {
    (0..len).rev().fold(0, |number, byte| number << 8 | u64::from(bytes[at + byte]))
}

/// What a reader finds that goes by the directory: the name of each entry, its checksum, and its bytes.
fn entries(zip: &[u8]) -> Vec<(String, u32, Vec<u8>)> {
    let end = zip.len() - 22;
    assert_eq!(number(zip, end, 4), 0x0605_4b50);
    let mut at = number(zip, end + 16, 4) as usize;
    assert_eq!(at + number(zip, end + 12, 4) as usize, end);
    let mut found = Vec::new();
    for _ in 0..number(zip, end + 10, 2) {
        assert_eq!(number(zip, at, 4), 0x0201_4b50);
        let (crc, size) = (number(zip, at + 16, 4) as u32, number(zip, at + 24, 4) as usize);
        let (name, extra) = (number(zip, at + 28, 2) as usize, number(zip, at + 30, 2) as usize);
        let header = number(zip, at + 42, 4) as usize;
        let text = zip[at + 46..at + 46 + name].to_vec();
        at += 46 + name + extra;
        assert_eq!(number(zip, header, 4), 0x0403_4b50);
        assert_eq!(&zip[header + 30..header + 30 + name], &*text);
        let data = header + 30 + name + number(zip, header + 28, 2) as usize;
        let bytes = zip[data..data + size].to_vec();
        if size > 0 {
            let behind = data + size;
            assert_eq!(number(zip, behind, 4), 0x0807_4b50);
            assert_eq!(number(zip, behind + 4, 4), u64::from(crc));
            assert_eq!(number(zip, behind + 12, 4), size as u64);
        }
        found.push((String::from_utf8(text).unwrap(), crc, bytes));
    }
    assert_eq!(at, end);
    found
}

fn crc_of(bytes: &[u8]) -> u32 {
    let mut crc = Crc::NEW;
    crc.add(bytes);
    crc.value()
}

#[test]
fn a_checksum_is_that_of_the_standard() {
    assert_eq!(crc_of(b"123456789"), 0xcbf4_3926);
    assert_eq!(crc_of(b""), 0);
}

#[test]
fn an_archive_holds_each_file_and_each_folder_under_its_name() {
    let mut contents = contents(&[("a.txt", 10), ("März.jpg", 0)]);
    let deeper = contents.add_folder(&root(), "2026", NOON).unwrap();
    contents.add_file(&deeper, "b", 3, NOON).unwrap();
    contents.add_folder(&deeper, "empty", NOON).unwrap();
    let mut archive = Archive::new(contents).unwrap();
    let zip = read(&mut archive, 0, 7);
    assert_eq!(zip.len() as u64, archive.size());
    let found = entries(&zip);
    let names: Vec<&str> = found.iter().map(|(name, ..)| &**name).collect();
    let expected = [
        "Photos/",
        "Photos/a.txt",
        "Photos/März.jpg",
        "Photos/2026/",
        "Photos/2026/b",
        "Photos/2026/empty/",
    ];
    assert_eq!(names, expected);
    for (name, crc, bytes) in &found {
        assert_eq!(*crc, crc_of(bytes), "{name}");
    }
    let bytes: Vec<u8> = (0..10).map(|at| byte(0, at)).collect();
    assert_eq!(found[1].2, bytes);
}

#[test]
fn a_part_that_is_read_once_more_is_the_same() {
    let mut archive = Archive::new(contents(&[("a", 40), ("b", 20)])).unwrap();
    let whole = read(&mut archive.clone(), 0, 1 << 20);
    // As after a change of the path: some bytes are read before all those behind them, and then again.
    let first = read_up_to(&mut archive, 0, 60);
    for from in [0, 20, 45, 59] {
        let again = read_up_to(&mut archive, from, 90);
        assert_eq!(again, whole[from as usize..90]);
    }
    assert_eq!(first, whole[..60]);
    assert_eq!(read(&mut archive, 90, 3), whole[90..]);
}

fn read_up_to(archive: &mut Archive, from: u64, to: u64) -> Vec<u8> {
    let mut all = Vec::new();
    while from + (all.len() as u64) < to {
        let at = from + all.len() as u64;
        match archive.part(at, ((to - at) as usize).min(11)).unwrap() {
            Part::Bytes(bytes) => all.extend(bytes),
            Part::File { index, offset, len } => {
                let bytes: Vec<u8> =
                    (offset..offset + len as u64).map(|at| byte(index, at)).collect();
                archive.on_read(index, offset, &bytes);
                all.extend(bytes);
            }
        }
    }
    all
}

#[test]
fn a_checksum_of_bytes_that_were_not_read_is_not_made_up() {
    let archive = Archive::new(contents(&[("a", 40)])).unwrap();
    let directory = archive.size() - 22 - 1;
    assert_eq!(archive.part(directory, 1), None);
    assert_eq!(archive.part(archive.size(), 1), None);
    assert!(archive.part(0, 1).is_some());
}

/// What the fields of 32 bits cannot say stands in those of 64.
#[test]
fn files_and_offsets_above_four_gigabytes_have_long_fields() {
    let below = Archive::new(contents(&[("a", LONG - 1)])).unwrap();
    let header = below.header(1);
    assert_eq!(number(&header, 4, 2), u64::from(VERSION));
    assert_eq!(number(&below.checksum(1), 8, 4), LONG - 1);
    // The directory begins behind it.
    assert_eq!(below.end().len(), 56 + 20 + 22);

    let above = Archive::new(contents(&[("a", LONG), ("b", 1)])).unwrap();
    let (header, behind) = (above.header(1), above.checksum(1));
    assert_eq!(number(&header, 4, 2), u64::from(VERSION_LONG));
    assert_eq!((number(&header, 18, 4), header.len()), (LONG, 30 + "Photos/a".len() + 20));
    assert_eq!((number(&behind, 8, 8), number(&behind, 16, 8)), (LONG, LONG));
    let entry = above.directory(1);
    let extra = 46 + "Photos/a".len();
    assert_eq!((number(&entry, 20, 4), number(&entry, 24, 4)), (LONG, LONG));
    assert_eq!((number(&entry, extra, 2), number(&entry, extra + 2, 2)), (1, 16));
    assert_eq!(number(&entry, extra + 4, 8), LONG);
    let behind = above.directory(2);
    assert_eq!(number(&behind, 42, 4), LONG);
    assert_eq!(number(&behind, extra + 2, 2), 8);
    assert_eq!(number(&behind, extra + 4, 8), above.headers[2]);
    let end = above.end();
    assert_eq!(number(&end, 0, 4), 0x0606_4b50);
    assert_eq!(number(&end, 32, 8), 3);
    let at = number(&end, 56 + 8, 8);
    assert_eq!(at, above.size() - end.len() as u64);

    let small = Archive::new(contents(&[("a", 1)])).unwrap();
    assert_eq!(small.end().len(), 22);
}

#[test]
fn two_names_that_become_the_same_are_told_apart() {
    let mut contents = contents(&[("a:b.txt", 1), ("a_b.txt", 1), ("A_B.TXT", 1)]);
    let first = contents.add_folder(&root(), ".git", NOON).unwrap();
    let second = contents.add_folder(&root(), "_git", NOON).unwrap();
    assert_ne!(first, second);
    let bundle = contents.add_folder(&root(), "Tool.app", NOON).unwrap();
    contents.add_folder(&bundle, "x", NOON).unwrap();
    let archive = Archive::new(contents).unwrap();
    let names: Vec<&str> = archive.entries[1..].iter().map(|entry| &*entry.name).collect();
    let expected = [
        "Photos/a_b.txt",
        "Photos/a_b (2).txt",
        "Photos/A_B (3).TXT",
        "Photos/_git/",
        "Photos/_git (2)/",
        "Photos/Tool_app/",
        "Photos/Tool_app/x/",
    ];
    assert_eq!(names, expected);
}

#[test]
fn what_is_too_much_is_no_archive() {
    let mut many = contents(&[]);
    for number in 0..FOLDER_FILES {
        many.add_file(&root(), &format!("{number}"), 1, NOON).unwrap();
    }
    assert!(Archive::new(many.clone()).is_ok());
    assert_eq!(many.add_file(&root(), "x", 1, NOON), Err(ArchiveError::TooMany));

    let mut folders = contents(&[]);
    for number in 1..FOLDER_FILES {
        folders.add_folder(&root(), &format!("{number}"), NOON).unwrap();
    }
    assert_eq!(folders.add_folder(&root(), "x", NOON), Err(ArchiveError::TooMany));

    let mut deep = contents(&[]);
    let mut path = root();
    for _ in 1..FOLDER_DEPTH {
        path = deep.add_folder(&path, "x", NOON).unwrap();
    }
    assert_eq!(deep.add_folder(&path, "x", NOON), Err(ArchiveError::TooMany));

    let large = Archive::new(contents(&[("a", FILE_BYTES)]));
    assert_eq!(large.unwrap_err(), ArchiveError::TooLarge);
}

#[test]
fn a_time_is_written_in_the_fields_of_the_format() {
    // 2026-11-29 12:00:00
    assert_eq!(dos_time(NOON), (46 << 25 | 11 << 21 | 29 << 16) | 12 << 11);
    assert_eq!(dos_time(Utc::from_unix(0)), 1 << 21 | 1 << 16);
    assert_eq!(dos_time(Utc::from_unix(u64::MAX)), 1 << 21 | 1 << 16);
}

proptest! {
    #[test]
    fn any_folder_is_read_as_it_was_put_in(
        sizes in prop::collection::vec(0_u64..200, 0..20),
        most in 1_usize..300,
    ) {
        let mut contents = contents(&[]);
        for (at, size) in sizes.iter().enumerate() {
            contents.add_file(&root(), &format!("{at}"), *size, NOON).unwrap();
        }
        let mut archive = Archive::new(contents).unwrap();
        let zip = read(&mut archive, 0, most);
        prop_assert_eq!(zip.len() as u64, archive.size());
        let found = entries(&zip);
        let mut expected = vec![("Photos/".to_owned(), 0, vec![])];
        expected.extend(sizes.iter().enumerate().map(|(index, size)| {
            let bytes: Vec<u8> = (0..*size).map(|at| byte(index, at)).collect();
            (format!("Photos/{index}"), crc_of(&bytes), bytes)
        }));
        prop_assert_eq!(found, expected);
    }
}
