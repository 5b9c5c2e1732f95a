//! A folder that the User has chosen, to be sent as one archive.
//!
//! No link in it is followed. Its files are opened one by one as they are sent: each must be the same one as when the folder was
//! chosen, whatever is at its path by then.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use protocol::file_name::FileName;
use protocol::files::{ArchiveContents, OfferedFile};
use protocol::folder_path::FolderPath;
use protocol::limits::{FOLDER_FILES, FOLDER_LISTED};
use protocol::utc::Utc;
use transfer::archive::{Archive, ArchiveError, Contents, Part};

use super::leaving::{FileMark, LeavingFile, SourceError};
use crate::platform::disk::{Child, OpenFolder};

/// Entries of one folder that are looked at, with those that are left out. A folder with more is too large.
const ENTRIES: usize = 4 * FOLDER_FILES;

/// A folder that is sent.
#[derive(Debug)]
pub(crate) struct LeavingFolder {
    name: FileName,
    archive: Archive,
    files: Vec<WithinFolder>,
    contents: ArchiveContents,
    left_out: usize,
    /// The file that is read, with its number.
    open: Option<(usize, LeavingFile)>,
}

#[derive(Clone, Debug)]
struct WithinFolder {
    path: PathBuf,
    mark: FileMark,
}

impl LeavingFolder {
    /// Looks through a folder. What is behind a link is sent under the name of the link; links within it are left out. Ends early
    /// once `is_stopped` says so.
    pub(crate) fn open(path: &Path, is_stopped: &dyn Fn() -> bool) -> Result<Self, SourceError> {
        // "." has no name of its own.
        let whole = std::fs::canonicalize(path)?;
        let name = path.file_name().or(whole.file_name()).unwrap_or_default().to_string_lossy();
        let mut walk = Walk::new(is_stopped);
        let root = walk.contents.add_folder(&FolderPath::default(), &name, modified(&whole))?;
        walk.look_through(&OpenFolder::open(&whole)?, &whole, &root)?;
        let Walk { contents, files, offered, left_out, .. } = walk;
        let name = root.root().map_or_else(|| name.to_string(), ToString::to_string);
        let contents_shown = shown(offered);
        let archive = Archive::new(contents)?;
        let (name, open) = (FileName::lossy(&format!("{name}.zip")), None);
        Ok(Self { name, archive, files, contents: contents_shown, left_out, open })
    }

    /// The same folder once more, to be read from its beginning. Its files must not have changed since it was opened first.
    pub(crate) fn again(&self) -> Self {
        let Self { name, archive, files, contents, left_out, .. } = self;
        let (archive, files, left_out) = (archive.clone(), files.clone(), *left_out);
        let (name, contents, open) = (name.clone(), contents.clone(), None);
        Self { name, archive, files, contents, left_out, open }
    }

    /// The name of its archive.
    pub(crate) fn name(&self) -> &FileName {
        &self.name
    }

    /// The size of its archive.
    pub(crate) fn size(&self) -> u64 {
        self.archive.size()
    }

    /// What the Helper is told of it.
    pub(crate) fn contents(&self) -> &ArchiveContents {
        &self.contents
    }

    /// How many links and devices are not in the archive.
    pub(crate) fn left_out(&self) -> usize {
        self.left_out
    }

    /// Reads so many bytes of the archive from an offset.
    pub(crate) fn read(&mut self, offset: u64, len: usize) -> Result<Vec<u8>, SourceError> {
        let mut all = Vec::with_capacity(len);
        while all.len() < len {
            let at = offset + all.len() as u64;
            let part = self.archive.part(at, len - all.len()).ok_or(SourceError::Changed)?;
            all.extend(match part {
                Part::Bytes(bytes) => bytes,
                Part::File { index, offset, len } => {
                    let bytes = self.read_file(index, offset, len)?;
                    self.archive.on_read(index, offset, &bytes);
                    bytes
                }
            });
        }
        Ok(all)
    }

    fn read_file(&mut self, index: usize, from: u64, len: usize) -> Result<Vec<u8>, SourceError> {
        let open = match self.open.take() {
            Some((open, file)) if open == index => Some(file),
            Some(_) | None => None,
        };
        let mut file = match (open, self.files.get(index)) {
            (Some(file), _) => file,
            (None, Some(within)) => within.open()?,
            (None, None) => return Err(SourceError::Changed),
        };
        let bytes = file.read(from, len)?;
        self.open = Some((index, file));
        Ok(bytes)
    }
}

impl WithinFolder {
    fn open(&self) -> Result<LeavingFile, SourceError> {
        let file = LeavingFile::open(&self.path)?;
        if file.mark()? == self.mark { Ok(file) } else { Err(SourceError::Changed) }
    }
}

/// What was found in a folder.
struct Walk<'a> {
    /// Whether it is not wanted any more.
    is_stopped: &'a dyn Fn() -> bool,
    contents: Contents,
    files: Vec<WithinFolder>,
    offered: Vec<OfferedFile>,
    left_out: usize,
}

impl<'a> Walk<'a> {
    fn new(is_stopped: &'a dyn Fn() -> bool) -> Self {
        let (contents, files, offered) = (Contents::default(), Vec::new(), Vec::new());
        Self { is_stopped, contents, files, offered, left_out: 0 }
    }

    /// The depth is bounded by that of a [`FolderPath`].
    fn look_through(
        &mut self,
        folder: &OpenFolder,
        path: &Path,
        within: &FolderPath,
    ) -> Result<(), SourceError> {
        let mut names = folder.names(ENTRIES + 1)?;
        if names.len() > ENTRIES {
            return Err(SourceError::TooMany);
        }
        names.sort();
        for name in names {
            if (self.is_stopped)() {
                return Err(SourceError::Stopped);
            }
            let (path, text) = (path.join(&name), name.to_string_lossy());
            let in_it = |error: SourceError| SourceError::Within(text.to_string(), error.into());
            match folder.child(&name).map_err(|error| in_it(error.into()))? {
                Child::File(file) => {
                    let file = LeavingFile::new(file, FileName::lossy(&text)).map_err(in_it)?;
                    let (size, mark) = (file.size(), file.mark().map_err(in_it)?);
                    let at = mark.modified.map_or(Utc::from_unix(0), utc);
                    let name = self.contents.add_file(within, &text, size, at)?;
                    let folders = within.clone();
                    self.offered.push(OfferedFile { name, size, folders });
                    self.files.push(WithinFolder { path, mark });
                }
                Child::Folder(folder) => {
                    let within = self.contents.add_folder(within, &text, modified(&path))?;
                    self.look_through(&folder, &path, &within)?;
                }
                Child::Other => self.left_out += 1,
            }
        }
        Ok(())
    }
}

/// What the Helper reads: those first that can run, as with files of the Helper's.
fn shown(mut offered: Vec<OfferedFile>) -> ArchiveContents {
    let files = u32::try_from(offered.len()).unwrap_or(u32::MAX);
    offered.sort_by_key(|file| !file.name.is_program());
    offered.truncate(FOLDER_LISTED);
    ArchiveContents { files, first: offered }
}

/// When a folder was changed last; the beginning of the count where it is not known.
fn modified(path: &Path) -> Utc {
    let at = std::fs::symlink_metadata(path).and_then(|about| about.modified());
    at.map_or(Utc::from_unix(0), utc)
}

fn utc(at: SystemTime) -> Utc {
    Utc::from_unix(at.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()))
}

impl From<ArchiveError> for SourceError {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::TooMany => SourceError::TooMany,
            ArchiveError::TooLarge => SourceError::TooLarge,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::process::Command;
    use std::time::Duration;

    use super::*;
    use crate::platform::atomic_file::TemporaryFolder;

    /// `Photos` with two files, one of them in a folder, and an empty folder.
    fn photos() -> (TemporaryFolder, PathBuf) {
        let folder = TemporaryFolder::new().unwrap();
        let root = folder.file("Photos");
        fs::create_dir_all(root.join("2026/empty")).unwrap();
        fs::write(root.join("a.txt"), b"first").unwrap();
        fs::write(root.join("2026/b.bin"), vec![7; 100_000]).unwrap();
        (folder, root)
    }

    /// Nobody stops it.
    fn wanted() -> bool {
        false
    }

    fn read_all(folder: &mut LeavingFolder) -> Result<Vec<u8>, SourceError> {
        let mut all = Vec::new();
        while (all.len() as u64) < folder.size() {
            let left = folder.size() - all.len() as u64;
            let len = usize::try_from(left).unwrap().min(15 * 1024);
            all.extend(folder.read(all.len() as u64, len)?);
        }
        Ok(all)
    }

    #[test]
    fn a_folder_is_sent_as_an_archive_that_other_programs_read() {
        let (folder, root) = photos();
        let mut leaving = LeavingFolder::open(&root, &wanted).unwrap();
        assert_eq!(leaving.name().as_str(), "Photos.zip");
        assert_eq!(leaving.contents().files, 2);
        let zip = folder.file("Photos.zip");
        fs::write(&zip, read_all(&mut leaving).unwrap()).unwrap();
        let script = "import sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
assert len(archive.read('Photos/2026/b.bin')) == 100000
print(' '.join(archive.namelist()))";
        let read =
            Command::new("/usr/bin/python3").args(["-c", script]).arg(&zip).output().unwrap();
        assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
        let names = String::from_utf8(read.stdout).unwrap();
        let expected = "Photos/ Photos/2026/ Photos/2026/b.bin Photos/2026/empty/ Photos/a.txt\n";
        assert_eq!(names, expected);
    }

    #[test]
    fn each_common_program_unpacks_the_archive_as_the_folder_was() {
        let (folder, root) = photos();
        // An accent in one character and in two, letters that are not Latin, and what a shell reads.
        for name in ["\u{e9}t\u{e9}", "e\u{301}te\u{301}", "\u{540d}\u{524d}", "a & 'b' $c"] {
            fs::create_dir(root.join(name)).unwrap();
            fs::write(root.join(name).join(name), name).unwrap();
        }
        fs::write(root.join("nothing"), b"").unwrap();
        let mut leaving = LeavingFolder::open(&root, &wanted).unwrap();
        let zip = folder.file("Photos.zip");
        fs::write(&zip, read_all(&mut leaving).unwrap()).unwrap();
        let run = |program: &str, arguments: &[&str], path: &Path| {
            let mut command = Command::new(program);
            command.env("LC_ALL", "C.UTF-8").args(arguments).arg(path);
            let run = command.current_dir(folder.file("")).output().unwrap();
            let said = [run.stdout, run.stderr].concat();
            assert!(run.status.success(), "{program}: {}", String::from_utf8_lossy(&said));
        };
        run("unzip", &["-t"], &zip);
        run("7z", &["t"], &zip);
        for (program, arguments) in
            [("unzip", ["-q", "-d", "unzip"].as_slice()), ("7z", &["x", "-o7z"])]
        {
            run(program, arguments, &zip);
            let unpacked = folder.file(program).join("Photos");
            run("diff", &["-r", root.to_str().unwrap()], &unpacked);
        }
    }

    #[test]
    fn no_link_in_a_folder_is_followed() {
        let (folder, root) = photos();
        let secret = folder.file("secret");
        fs::create_dir(&secret).unwrap();
        fs::write(secret.join("key"), b"secret").unwrap();
        symlink(&secret, root.join("2026/link")).unwrap();
        symlink(secret.join("key"), root.join("key")).unwrap();
        assert!(Command::new("mkfifo").arg(root.join("pipe")).status().unwrap().success());
        let leaving = LeavingFolder::open(&root, &wanted).unwrap();
        assert_eq!((leaving.contents().files, leaving.left_out()), (2, 3));
    }

    #[test]
    fn a_file_that_is_another_one_when_its_turn_comes_is_not_sent() {
        type Change = fn(&Path);
        let changes: [Change; 4] = [
            |file| fs::remove_file(file).unwrap(),
            |file| {
                fs::write(file, b"other").unwrap();
                // Not within the same tick of the file system's clock.
                let later =
                    fs::metadata(file).unwrap().modified().unwrap() + Duration::from_secs(1);
                fs::File::options().write(true).open(file).unwrap().set_modified(later).unwrap();
            },
            |file| {
                let modified = fs::metadata(file).unwrap().modified().unwrap();
                fs::write(file.with_file_name("secret"), b"taken").unwrap();
                fs::rename(file.with_file_name("secret"), file).unwrap();
                let file = fs::File::options().write(true).open(file).unwrap();
                file.set_modified(modified).unwrap();
            },
            |file| {
                fs::rename(file, file.with_file_name("moved")).unwrap();
                symlink("../secret", file).unwrap();
            },
        ];
        for (nth, change) in changes.into_iter().enumerate() {
            let (folder, root) = photos();
            fs::write(folder.file("secret"), b"other").unwrap();
            let mut leaving = LeavingFolder::open(&root, &wanted).unwrap();
            change(&root.join("a.txt"));
            let read = read_all(&mut leaving);
            assert!(read.is_err(), "{nth}");
        }
    }

    #[test]
    fn a_folder_is_sent_again_from_its_beginning() {
        let (_folder, root) = photos();
        let mut leaving = LeavingFolder::open(&root, &wanted).unwrap();
        let mut again = leaving.again();
        leaving.read(0, 1000).unwrap();
        assert_eq!(read_all(&mut again).unwrap(), read_all(&mut leaving).unwrap());
    }

    #[test]
    fn a_folder_that_is_too_much_is_refused_in_plain_words() {
        let folder = TemporaryFolder::new().unwrap();
        let deep = folder.file("deep");
        fs::create_dir_all(deep.join(["x"; 16].join("/"))).unwrap();
        assert!(matches!(LeavingFolder::open(&deep, &wanted), Err(SourceError::TooMany)));
        let many = folder.file("many");
        fs::create_dir(&many).unwrap();
        for number in 0..=FOLDER_FILES {
            fs::write(many.join(number.to_string()), b"").unwrap();
        }
        assert!(matches!(LeavingFolder::open(&many, &wanted), Err(SourceError::TooMany)));
        fs::remove_file(many.join("0")).unwrap();
        assert!(LeavingFolder::open(&many, &wanted).is_ok());
    }

    #[test]
    fn a_folder_is_looked_through_no_further_once_it_is_stopped() {
        use std::cell::Cell;
        let (_folder, root) = photos();
        // Two are in it, and two in the folder within.
        for stopped_at in 0..4 {
            let looked_at = Cell::new(0);
            let is_stopped = || looked_at.replace(looked_at.get() + 1) == stopped_at;
            let stopped = LeavingFolder::open(&root, &is_stopped);
            let is_stopped = |error: &SourceError| matches!(error, SourceError::Stopped);
            assert!(stopped.is_err_and(|error| is_stopped(&error)), "{stopped_at}");
            assert_eq!(looked_at.get(), stopped_at + 1, "and no further");
        }
    }

    #[test]
    fn those_that_can_run_are_named_first() {
        let folder = TemporaryFolder::new().unwrap();
        let root = folder.file("x");
        fs::create_dir(&root).unwrap();
        for number in 0..20 {
            fs::write(root.join(format!("{number}.txt")), b"").unwrap();
        }
        fs::write(root.join("setup.exe"), b"").unwrap();
        let leaving = LeavingFolder::open(&root, &wanted).unwrap();
        let ArchiveContents { files, first } = leaving.contents();
        assert_eq!((*files, first.len()), (21, FOLDER_LISTED));
        assert_eq!(first[0].name.as_str(), "setup.exe");
    }
}
