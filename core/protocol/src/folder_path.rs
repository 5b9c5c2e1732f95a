//! Where a file stands within a folder that is sent.
//!
//! Each part is a [`FileName`]: it leads nowhere else, and no shell takes the folder for a program. A path that an honest end would not make is malformed, and so not
//! corrected: two paths of a hostile one cannot become the same.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::{Deserialize, Serialize};

use crate::file_name::FileName;
use crate::limits::{FOLDER_DEPTH, FOLDER_PATH_BYTES};

/// The folders around a file, from the outermost one: at most [`FOLDER_DEPTH`] safe names, with a separator each at most
/// [`FOLDER_PATH_BYTES`] bytes. It is empty for a file that stands alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<FileName>")]
pub struct FolderPath(Vec<FileName>);

/// Why names are no path of folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FolderPathError {
    /// There are more than [`FOLDER_DEPTH`] of them, or they have more than [`FOLDER_PATH_BYTES`] bytes.
    #[error("expected folders within their bounds, got deeper or longer ones")]
    TooDeep,
    /// One of them is not safe.
    #[error("expected a safe name, got another one")]
    Unsafe,
}

impl FolderPath {
    /// The nearest safe path, with the nearest safe name of each folder.
    pub fn lossy<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self, FolderPathError> {
        // One more shows that there are too many; the others need not be looked at.
        let names = names.into_iter().take(FOLDER_DEPTH + 1).map(FileName::for_folder);
        Self::new(names.collect())
    }

    fn new(names: Vec<FileName>) -> Result<Self, FolderPathError> {
        let path = Self(names);
        let fits = path.0.len() <= FOLDER_DEPTH && path.bytes() <= FOLDER_PATH_BYTES;
        if fits { Ok(path) } else { Err(FolderPathError::TooDeep) }
    }

    /// Whether the file stands alone.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The folder that is sent.
    pub fn root(&self) -> Option<&FileName> {
        self.0.first()
    }

    /// All folders, from the outermost one.
    pub fn names(&self) -> &[FileName] {
        &self.0
    }

    /// The length of all names, with a separator each.
    pub fn bytes(&self) -> usize {
        self.0.iter().map(|name| name.as_str().len() + 1).sum()
    }
}

impl TryFrom<Vec<String>> for FolderPath {
    type Error = FolderPathError;

    fn try_from(texts: Vec<String>) -> Result<Self, FolderPathError> {
        if texts.len() > FOLDER_DEPTH {
            return Err(FolderPathError::TooDeep);
        }
        let is_safe = |text: &String| FileName::for_folder(text).as_str() == text;
        if !texts.iter().all(is_safe) {
            return Err(FolderPathError::Unsafe);
        }
        Self::new(texts.into_iter().map(FileName::from).collect())
    }
}

impl From<FolderPath> for Vec<FileName> {
    fn from(path: FolderPath) -> Self {
        path.0
    }
}

/// With a `/` behind each folder: the name of the file may follow.
impl fmt::Display for FolderPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|name| write!(f, "{name}/"))
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString as _;
    use alloc::vec;

    use proptest::prelude::*;

    use super::*;
    use crate::limits::FILE_NAME_BYTES;

    fn read(names: &[&str]) -> Result<FolderPath, FolderPathError> {
        FolderPath::try_from(names.iter().map(|name| (*name).into()).collect::<Vec<String>>())
    }

    #[test]
    fn a_path_of_safe_names_is_read_as_it_is() {
        let path = read(&["Photos", "2026", "März"]).unwrap();
        assert_eq!(path.to_string(), "Photos/2026/März/");
        assert_eq!(path.root().unwrap().as_str(), "Photos");
        let text = serde_json::to_string(&path).unwrap();
        assert_eq!(text, r#"["Photos","2026","März"]"#);
        assert_eq!(serde_json::from_str::<FolderPath>(&text).unwrap(), path);
    }

    #[test]
    fn a_path_that_leads_elsewhere_is_malformed() {
        for hostile in [
            "..",
            ".",
            "",
            "/",
            "/etc",
            "a/b",
            "a\\b",
            "..\\..",
            "C:",
            "\\\\server\\share",
            "a:b",
            "CON",
            "nul.txt",
            "com1",
            ".ssh",
            "a ",
            "a.",
            " a",
            "a\0",
            "a\u{202e}b",
            "~/",
            "a\n",
            "a.{20D04FE0-3AEA-1069-A2D8-08002B30309D}",
            "Tool.app",
        ] {
            assert!(read(&["a", hostile, "b"]).is_err(), "{hostile:?}");
            let text = serde_json::to_string(&vec![hostile]).unwrap();
            assert!(serde_json::from_str::<FolderPath>(&text).is_err(), "{hostile:?}");
        }
    }

    #[test]
    fn a_path_that_is_too_deep_or_too_long_is_malformed() {
        assert!(read(&["a"; FOLDER_DEPTH]).is_ok());
        for depth in [FOLDER_DEPTH + 1, 10_000] {
            assert_eq!(read(&vec!["a"; depth]), Err(FolderPathError::TooDeep));
            assert_eq!(FolderPath::lossy(vec!["a"; depth]), Err(FolderPathError::TooDeep));
        }
        let long = "a".repeat(FILE_NAME_BYTES);
        let most = FOLDER_PATH_BYTES / (FILE_NAME_BYTES + 1);
        assert!(read(&vec![&*long; most]).is_ok());
        assert_eq!(read(&vec![&*long; most + 1]), Err(FolderPathError::TooDeep));
    }

    proptest! {
        #[test]
        fn the_nearest_path_of_any_names_is_safe(
            names in prop::collection::vec(r"([./\\: ~{]|\.\.|\.app|CON|\u{202e}|é|a){0,30}", 0..20),
        ) {
            if let Ok(path) = FolderPath::lossy(names.iter().map(|name| &**name)) {
                let texts: Vec<String> = path.names().iter().map(|it| it.to_string()).collect();
                prop_assert_eq!(FolderPath::try_from(texts), Ok(path));
            }
        }
    }
}
