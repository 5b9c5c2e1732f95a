//! Which operating system a keyboard or a desktop belongs to, as far as shortcuts differ.

use alloc::string::String;

use serde::{Deserialize, Serialize};

/// A system, by its shortcuts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", from = "String")]
pub enum System {
    /// macOS and iOS.
    Apple,
    /// Windows.
    Windows,
    /// Anything else: Linux, Android, ChromeOS, and what a newer version names.
    #[default]
    Other,
}

impl System {
    /// Whether it is the default, which is not sent.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    pub(crate) fn is_other(&self) -> bool {
        *self == System::Other
    }
}

impl From<String> for System {
    fn from(name: String) -> Self {
        System::from(name.as_str())
    }
}

impl From<&str> for System {
    fn from(name: &str) -> Self {
        match name {
            "apple" => System::Apple,
            "windows" => System::Windows,
            _ => System::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_of_a_newer_version_is_another_one() {
        fn read(text: &str) -> System {
            serde_json::from_str(text).unwrap()
        }
        for system in [System::Apple, System::Windows, System::Other] {
            assert_eq!(read(&serde_json::to_string(&system).unwrap()), system);
        }
        assert_eq!(read("\"plan9\""), System::Other);
    }
}
