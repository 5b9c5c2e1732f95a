//! Files that hold nothing but a secret, and that only their owner may read.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use crate::platform::files;

/// Reads such a file. Its permissions are checked after it was opened, so that they are those of the file
/// that is read.
pub(crate) fn read(path: &Path, most: u64) -> io::Result<String> {
    let mut file = File::open(path)?;
    if files::is_readable_by_others(&files::access_of(&file)?) {
        let mend = files::HOW_TO_HIDE;
        return Err(io::Error::other(format!("others can read it; {mend}")));
    }
    read_bounded(&mut file, most)
}

/// Reads a text that is not longer than this.
pub(crate) fn read_bounded(file: &mut File, most: u64) -> io::Result<String> {
    let mut text = String::new();
    file.take(most + 1).read_to_string(&mut text)?;
    if u64::try_from(text.len()).is_ok_and(|length| length <= most) {
        Ok(text)
    } else {
        Err(io::Error::other(format!("it is longer than {most} bytes")))
    }
}
