//! A folder as one file: a ZIP archive (PKWARE APPNOTE 6.3) whose files are stored as they are.
//!
//! All sizes are known at first, so that any part of the archive can be made at any moment, and only the bytes of the files
//! are read. A checksum stands behind the bytes that it is of, where it is known when a sender comes there.
//!
//! ```text
//! header, bytes, checksum │ header, bytes, checksum │ … │ directory: one entry for each │ end
//! ```

use alloc::collections::BTreeSet;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use protocol::file_name::FileName;
use protocol::folder_path::FolderPath;
use protocol::limits::{BATCH_BYTES, FILE_BYTES, FILES_OF_ONE_NAME, FOLDER_FILES};
use protocol::utc::Utc;

/// A size or an offset from here on stands in 64 bits, beside the fields of 32.
const LONG: u64 = 0xffff_ffff;

/// The versions of the format that a reader needs: 2.0 for folders, 4.5 for 64 bits.
const VERSION: u16 = 20;
const VERSION_LONG: u16 = 45;

/// Names are in UTF-8; the checksum stands behind the bytes.
const UTF_8: u16 = 1 << 11;
const CHECKSUM_BEHIND: u16 = 1 << 3;

/// What made the archive, above the version: Unix. UnZip 6.0 takes names from MS-DOS for code page 850, also where they are marked
/// as UTF-8.
const UNIX: u16 = 3 << 8;

/// The attributes of a folder in the directory, and those of a file: the mode of Unix, and in the lower half that of MS-DOS.
const FOLDER: u32 = 0o40_755 << 16 | 1 << 4;
const FILE: u32 = 0o100_644 << 16;

/// Why a folder is no archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
    /// There are more than [`FOLDER_FILES`] files or folders, their names have more than [`BATCH_BYTES`], or there is a
    /// deeper path than [`FolderPath`] takes.
    #[error("it has too many files, or too many folders within each other")]
    TooMany,
    /// All together has more than [`FILE_BYTES`].
    #[error("it is too large")]
    TooLarge,
}

/// What an archive holds, while it is collected. Each name is safe, and no two are the same for a system that does not
/// tell small letters from capital ones.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    entries: Vec<Entry>,
    names: BTreeSet<String>,
    files: usize,
    name_bytes: usize,
}

#[derive(Clone, Debug)]
struct Entry {
    /// With `/` between its parts, and at the end of a folder.
    name: String,
    /// `None` for a folder.
    file: Option<FileEntry>,
    modified: Utc,
}

#[derive(Clone, Copy, Debug)]
struct FileEntry {
    index: usize,
    size: u64,
}

impl Contents {
    /// Adds a folder. Returns its safe path, which is another one if there is such a folder already.
    pub fn add_folder(
        &mut self,
        parent: &FolderPath,
        name: &str,
        modified: Utc,
    ) -> Result<FolderPath, ArchiveError> {
        let wanted = FolderPath::lossy([name]).map_err(|_| ArchiveError::TooMany)?;
        let wanted = wanted.root().cloned().ok_or(ArchiveError::TooMany)?;
        let name = self.free(parent, &wanted)?;
        let names = parent.names().iter().map(FileName::as_str).chain([name.as_str()]);
        let path = FolderPath::lossy(names).map_err(|_| ArchiveError::TooMany)?;
        if self.entries.len() - self.files >= FOLDER_FILES {
            return Err(ArchiveError::TooMany);
        }
        self.add(Entry { name: path.to_string(), file: None, modified })?;
        Ok(path)
    }

    /// Adds a file, which is known by its number from then on: they are counted from 0. Returns its safe name.
    pub fn add_file(
        &mut self,
        parent: &FolderPath,
        name: &str,
        size: u64,
        modified: Utc,
    ) -> Result<FileName, ArchiveError> {
        if self.files >= FOLDER_FILES {
            return Err(ArchiveError::TooMany);
        }
        let free = self.free(parent, &FileName::lossy(name))?;
        let mut name = parent.to_string();
        name.push_str(free.as_str());
        let file = Some(FileEntry { index: self.files, size });
        self.files += 1;
        self.add(Entry { name, file, modified })?;
        Ok(free)
    }

    /// How many files there are.
    pub fn files(&self) -> usize {
        self.files
    }

    fn add(&mut self, entry: Entry) -> Result<(), ArchiveError> {
        self.name_bytes += entry.name.len();
        if self.name_bytes > BATCH_BYTES {
            return Err(ArchiveError::TooMany);
        }
        self.entries.push(entry);
        Ok(())
    }

    /// The nearest name that nothing in a folder has.
    fn free(&mut self, parent: &FolderPath, wanted: &FileName) -> Result<FileName, ArchiveError> {
        for number in 1..=FILES_OF_ONE_NAME {
            let name = if number == 1 { wanted.clone() } else { wanted.numbered(number) };
            let mut path = parent.to_string();
            path.push_str(name.as_str());
            if self.names.insert(path.to_lowercase()) {
                return Ok(name);
            }
        }
        Err(ArchiveError::TooMany)
    }
}

/// What a part of an archive consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// These bytes.
    Bytes(Vec<u8>),
    /// Bytes of a file, which [`Archive::on_read`] takes.
    File {
        /// Its number.
        index: usize,
        /// The offset of the first byte.
        offset: u64,
        /// How many.
        len: usize,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Header(usize),
    Bytes(usize),
    Checksum(usize),
    Directory(usize),
    End,
}

#[derive(Clone, Copy, Debug)]
struct Segment {
    kind: Kind,
    offset: u64,
    len: u64,
}

/// The checksum of the bytes of a file up to an offset.
#[derive(Clone, Copy, Debug)]
struct Sum {
    upto: u64,
    crc: Crc,
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Archive {
    entries: Vec<Entry>,
    /// Where the header of each entry is.
    headers: Vec<u64>,
    segments: Vec<Segment>,
    sums: Vec<Sum>,
    size: u64,
}

impl Archive {
    /// The archive of these contents.
    pub fn new(contents: Contents) -> Result<Self, ArchiveError> {
        let sum = Sum { upto: 0, crc: Crc::NEW };
        let Contents { entries, files, .. } = contents;
        let (headers, segments) = (Vec::with_capacity(entries.len()), Vec::new());
        let sums = alloc::vec![sum; files];
        let mut archive = Self { entries, headers, segments, sums, size: 0 };
        for at in 0..archive.entries.len() {
            archive.headers.push(archive.size);
            archive.place(Kind::Header(at))?;
            archive.place(Kind::Bytes(at))?;
            archive.place(Kind::Checksum(at))?;
        }
        for at in 0..archive.entries.len() {
            archive.place(Kind::Directory(at))?;
        }
        archive.place(Kind::End)?;
        Ok(archive)
    }

    fn place(&mut self, kind: Kind) -> Result<(), ArchiveError> {
        let len = match kind {
            Kind::Bytes(at) => self.file(at).map_or(0, |file| file.size),
            // Its length does not change with the checksum.
            Kind::Header(_) | Kind::Checksum(_) | Kind::Directory(_) | Kind::End => {
                self.render(kind).len() as u64
            }
        };
        if len > 0 {
            self.segments.push(Segment { kind, offset: self.size, len });
        }
        self.size = self.size.saturating_add(len);
        if self.size > FILE_BYTES { Err(ArchiveError::TooLarge) } else { Ok(()) }
    }

    /// How many bytes it has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// What stands at an offset: at most so many bytes, and at least one before the end. `None` behind the end, and where the
    /// checksum of a file stands that was not read to its end.
    pub fn part(&self, offset: u64, most: usize) -> Option<Part> {
        let next = self.segments.partition_point(|segment| segment.offset <= offset);
        let segment = self.segments.get(next.checked_sub(1)?)?;
        let within = offset - segment.offset;
        let left = segment.len.checked_sub(within).filter(|left| *left > 0)?;
        let len = usize::try_from(left).unwrap_or(usize::MAX).min(most);
        match segment.kind {
            Kind::Bytes(at) => {
                Some(Part::File { index: self.file(at)?.index, offset: within, len })
            }
            Kind::Checksum(at) | Kind::Directory(at) if !self.is_summed(at) => None,
            kind @ (Kind::Header(_) | Kind::Checksum(_) | Kind::Directory(_) | Kind::End) => {
                let from = usize::try_from(within).ok()?;
                Some(Part::Bytes(self.render(kind).get(from..from.checked_add(len)?)?.to_vec()))
            }
        }
    }

    /// Bytes of a file were read. Some may have been read before, after another path was used.
    pub fn on_read(&mut self, index: usize, offset: u64, bytes: &[u8]) {
        let Some(sum) = self.sums.get_mut(index) else { return };
        let Some(known) = sum.upto.checked_sub(offset) else { return };
        let new = usize::try_from(known).ok().and_then(|known| bytes.get(known..));
        if let Some(new) = new {
            sum.crc.add(new);
            sum.upto += new.len() as u64;
        }
    }

    fn file(&self, at: usize) -> Option<FileEntry> {
        self.entries.get(at)?.file
    }

    /// Whether the checksum of an entry is known.
    fn is_summed(&self, at: usize) -> bool {
        let Some(file) = self.file(at) else { return true };
        self.sums.get(file.index).is_some_and(|sum| sum.upto == file.size)
    }

    fn crc(&self, at: usize) -> u32 {
        let sum = self.file(at).and_then(|file| self.sums.get(file.index));
        sum.map_or(0, |sum| sum.crc.value())
    }

    fn render(&self, kind: Kind) -> Vec<u8> {
        match kind {
            Kind::Header(at) => self.header(at),
            Kind::Bytes(_) => Vec::new(),
            Kind::Checksum(at) => self.checksum(at),
            Kind::Directory(at) => self.directory(at),
            Kind::End => self.end(),
        }
    }

    fn header(&self, at: usize) -> Vec<u8> {
        let Some(entry) = self.entries.get(at) else { return Vec::new() };
        let is_long = entry.size() >= LONG;
        // They stand behind the bytes.
        let short = if is_long { u32::MAX } else { 0 };
        let extra = if is_long { Fields::new().u16(1).u16(16).u64(0).u64(0).0 } else { Vec::new() };
        let fields = Fields::new().u32(0x0403_4b50).u16(version(is_long)).u16(entry.flags()).u16(0);
        let fields = fields.u32(dos_time(entry.modified)).u32(0).u32(short).u32(short);
        let fields = fields.len(entry.name.len()).len(extra.len());
        fields.bytes(entry.name.as_bytes()).bytes(&extra).0
    }

    fn checksum(&self, at: usize) -> Vec<u8> {
        let Some(entry) = self.entries.get(at) else { return Vec::new() };
        if entry.flags() & CHECKSUM_BEHIND == 0 {
            return Vec::new();
        }
        let size = entry.size();
        let fields = Fields::new().u32(0x0807_4b50).u32(self.crc(at));
        if size >= LONG { fields.u64(size).u64(size) } else { fields.short(size).short(size) }.0
    }

    fn directory(&self, at: usize) -> Vec<u8> {
        let (Some(entry), Some(offset)) = (self.entries.get(at), self.headers.get(at)) else {
            return Vec::new();
        };
        let (size, mut long) = (entry.size(), Fields::new());
        if size >= LONG {
            long = long.u64(size).u64(size);
        }
        if *offset >= LONG {
            long = long.u64(*offset);
        }
        let extra = if long.0.is_empty() {
            Vec::new()
        } else {
            Fields::new().u16(1).len(long.0.len()).bytes(&long.0).0
        };
        let version = version(!extra.is_empty());
        let fields = Fields::new().u32(0x0201_4b50).u16(UNIX | version).u16(version);
        let fields = fields.u16(entry.flags());
        let fields = fields.u16(0).u32(dos_time(entry.modified)).u32(self.crc(at));
        let fields = fields.short(size).short(size).len(entry.name.len()).len(extra.len());
        let attributes = if entry.file.is_some() { FILE } else { FOLDER };
        let fields = fields.u16(0).u16(0).u16(0).u32(attributes).short(*offset);
        fields.bytes(entry.name.as_bytes()).bytes(&extra).0
    }

    fn end(&self) -> Vec<u8> {
        let is_directory = |segment: &&Segment| matches!(segment.kind, Kind::Directory(_));
        let mut directory = self.segments.iter().filter(is_directory);
        let begin = directory.next().map_or(self.size, |first| first.offset);
        // It is the last one when it is placed, and stays as long.
        let end = self.segments.iter().rfind(is_directory).map_or(begin, |it| it.offset + it.len);
        let (len, count) = (end - begin, self.entries.len());
        let mut fields = Fields::new();
        if begin >= LONG {
            let count = count as u64;
            fields = fields.u32(0x0606_4b50).u64(44).u16(UNIX | VERSION_LONG).u16(VERSION_LONG);
            fields = fields.u32(0).u32(0).u64(count).u64(count).u64(len).u64(begin);
            fields = fields.u32(0x0706_4b50).u32(0).u64(end).u32(1);
        }
        let fields = fields.u32(0x0605_4b50).u16(0).u16(0).len(count).len(count);
        fields.short(len).short(begin).u16(0).0
    }
}

impl Entry {
    fn size(&self) -> u64 {
        self.file.map_or(0, |file| file.size)
    }

    fn flags(&self) -> u16 {
        if self.size() > 0 { UTF_8 | CHECKSUM_BEHIND } else { UTF_8 }
    }
}

fn version(is_long: bool) -> u16 {
    if is_long { VERSION_LONG } else { VERSION }
}

/// A time in steps of two seconds since 1980, as the format has it: the time in the lower half, the date in the upper one.
fn dos_time(time: Utc) -> u32 {
    let text = time.to_string();
    let number = |from: usize, len: usize| -> u32 {
        text.get(from..from + len).and_then(|digits| digits.parse().ok()).unwrap_or_default()
    };
    let (year, month, day) = (number(0, 4), number(5, 2), number(8, 2));
    let (hour, minute, second) = (number(11, 2), number(14, 2), number(17, 2));
    match year.checked_sub(1980) {
        Some(years @ 0..128) => {
            (years << 25 | month << 21 | day << 16) | (hour << 11 | minute << 5 | (second / 2))
        }
        // The first day of 1980.
        Some(_) | None => 1 << 21 | 1 << 16,
    }
}

/// Fields of the format, which has the lowest byte first.
struct Fields(Vec<u8>);

impl Fields {
    fn new() -> Self {
        Self(Vec::new())
    }

    fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(bytes);
        self
    }

    fn u16(self, value: u16) -> Self {
        self.bytes(&value.to_le_bytes())
    }

    fn u32(self, value: u32) -> Self {
        self.bytes(&value.to_le_bytes())
    }

    fn u64(self, value: u64) -> Self {
        self.bytes(&value.to_le_bytes())
    }

    /// A length in 16 bits: of a name, which has less than [`BATCH_BYTES`] in all folders and itself, or a number of entries.
    fn len(self, value: usize) -> Self {
        self.u16(u16::try_from(value).unwrap_or(u16::MAX))
    }

    /// A value in 32 bits. A longer one stands elsewhere.
    fn short(self, value: u64) -> Self {
        self.u32(u32::try_from(value).unwrap_or(u32::MAX))
    }
}

/// CRC-32, as ZIP and Ethernet have it.
#[derive(Clone, Copy, Debug)]
struct Crc(u32);

const CRC_OF_BYTE: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        // Below 256.
        let mut crc = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
            bit += 1;
        }
        table[byte] = crc;
        byte += 1;
    }
    table
};

impl Crc {
    const NEW: Self = Self(u32::MAX);

    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let at = (self.0 & 0xff) as u8 ^ byte;
            // The table has an entry for each byte.
            let step = CRC_OF_BYTE.get(usize::from(at)).copied().unwrap_or_default();
            self.0 = self.0 >> 8 ^ step;
        }
    }

    fn value(self) -> u32 {
        !self.0
    }
}

#[cfg(test)]
mod tests;
