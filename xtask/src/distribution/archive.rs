//! A `.tar.gz` of which every byte follows from the files: sorted, one owner, one time
//! (POSIX.1-2017, pax, "ustar Interchange Format"; RFC 1952 for gzip).

use std::collections::BTreeMap;
use std::io::Write as _;

use anyhow::{Context as _, ensure};
use flate2::{Compression, GzBuilder};

/// Length of a name in a header, in bytes. A longer one is an error: nothing that is packed needs it.
const NAME_MAX: usize = 100;

/// Size of a header, and of what each file is filled up to, in bytes.
const BLOCK: usize = 512;

/// The operating system in a gzip header: unknown (RFC 1952 §2.3.1), so that it is the same everywhere.
const UNKNOWN_SYSTEM: u8 = 255;

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) bytes: Vec<u8>,
    /// Whether everybody may execute it.
    pub(super) is_program: bool,
}

/// Files by their names, with `/` between folders.
pub(super) type Entries = BTreeMap<String, Entry>;

/// Packs the files into one folder of this name, with this time, in s since 1970.
pub(super) fn tar_gz(folder: &str, entries: &Entries, epoch: u64) -> anyhow::Result<Vec<u8>> {
    gzip(&tar(folder, entries, epoch)?)
}

/// Compresses without a name and a time.
pub(super) fn gzip(bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut gzip = GzBuilder::new()
        .mtime(0)
        .operating_system(UNKNOWN_SYSTEM)
        .write(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    Ok(gzip.finish()?)
}

fn tar(folder: &str, entries: &Entries, epoch: u64) -> anyhow::Result<Vec<u8>> {
    let mut tar = Vec::new();
    for (name, entry) in entries {
        let mode = if entry.is_program { 0o755 } else { 0o644 };
        let name = format!("{folder}/{name}");
        tar.extend(header(&name, mode, entry.bytes.len(), epoch)?);
        tar.extend(&entry.bytes);
        tar.resize(tar.len().next_multiple_of(BLOCK), 0);
    }
    // The end: two empty blocks.
    tar.resize(tar.len() + 2 * BLOCK, 0);
    Ok(tar)
}

fn header(name: &str, mode: u32, size: usize, epoch: u64) -> anyhow::Result<[u8; BLOCK]> {
    ensure!(
        name.len() <= NAME_MAX,
        "{name}: expected a name of at most {NAME_MAX} bytes, got {}",
        name.len()
    );
    let mut header = [0; BLOCK];
    let mut put = |at: usize, bytes: &[u8]| {
        let field = header.get_mut(at..at + bytes.len()).context("a field lies in the header")?;
        field.copy_from_slice(bytes);
        anyhow::Ok(())
    };
    put(0, name.as_bytes())?;
    put(100, format!("{mode:07o}").as_bytes())?;
    // User and group 0.
    put(108, b"0000000")?;
    put(116, b"0000000")?;
    put(124, octal(size.try_into()?)?.as_bytes())?;
    put(136, octal(epoch)?.as_bytes())?;
    // The sum is computed with spaces in its own place.
    put(148, b"        ")?;
    put(156, b"0")?;
    put(257, b"ustar\x0000")?;
    put(265, b"root")?;
    put(297, b"root")?;
    let sum: u32 = header.iter().copied().map(u32::from).sum();
    if let Some(field) = header.get_mut(148..156) {
        field.copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    }
    Ok(header)
}

/// A number in the eleven octal digits that a header has room for.
fn octal(number: u64) -> anyhow::Result<String> {
    let digits = format!("{number:011o}");
    ensure!(digits.len() == 11, "{number} is too large for an archive");
    Ok(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::{command, quiet};

    const EPOCH: u64 = 1_700_000_000;

    fn entries() -> Entries {
        let file = |text: &str, is_program| Entry { bytes: text.into(), is_program };
        Entries::from([
            ("docs/b.txt".to_owned(), file("b", false)),
            ("alongside".to_owned(), file(&"a".repeat(700), true)),
            ("README.md".to_owned(), file("", false)),
        ])
    }

    fn packed() -> Vec<u8> {
        tar_gz("alongside-1", &entries(), EPOCH).unwrap()
    }

    #[test]
    fn the_same_files_make_the_same_archive() {
        let mut others = Entries::new();
        for (name, entry) in entries().into_iter().rev() {
            others.insert(name, entry);
        }
        assert_eq!(tar_gz("alongside-1", &others, EPOCH).unwrap(), packed());
        // No time and no system in the gzip header.
        assert_eq!(packed().get(..10).unwrap(), [31, 139, 8, 0, 0, 0, 0, 0, 2, 255]);
    }

    #[test]
    fn tar_lists_sorted_files_of_one_owner_and_one_time() {
        let file = std::env::temp_dir().join(format!("xtask-{}.tar.gz", std::process::id()));
        std::fs::write(&file, packed()).unwrap();
        let mut tar = command("tar", &["--list", "--verbose", "--numeric-owner", "--full-time"]);
        let listed = quiet(tar.args(["--utc", "--gzip", "--file"]).arg(&file));
        let mut tar = command("tar", &["--extract", "--to-stdout", "--gzip", "--file"]);
        let program = quiet(tar.arg(&file).arg("alongside-1/alongside"));
        std::fs::remove_file(&file).unwrap();
        assert_eq!(program.unwrap(), "a".repeat(700));
        let listed = listed.unwrap();
        let words: Vec<Vec<&str>> =
            listed.lines().map(|line| line.split_whitespace().collect()).collect();
        let file = |mode, size, name| vec![mode, "0/0", size, "2023-11-14", "22:13:20", name];
        assert_eq!(
            words,
            [
                file("-rw-r--r--", "0", "alongside-1/README.md"),
                file("-rwxr-xr-x", "700", "alongside-1/alongside"),
                file("-rw-r--r--", "1", "alongside-1/docs/b.txt"),
            ]
        );
    }

    #[test]
    fn a_name_that_does_not_fit_is_named() {
        let long = "x".repeat(NAME_MAX);
        let error = tar_gz(&long, &entries(), EPOCH).unwrap_err();
        assert!(error.to_string().contains("at most 100 bytes, got 110"), "{error}");
    }
}
