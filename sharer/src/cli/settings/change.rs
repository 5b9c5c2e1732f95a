//! Changes of the settings file that the User makes in the window.
//!
//! One option changes, and all else in the file stays. The program goes on with what it has read at its start: what
//! another program writes into the file meanwhile holds from the next start on.

use std::fs::{self, File};
use std::path::PathBuf;

use protocol::limits::SETTINGS_BYTES;

use super::file::{Settings, parse};
use crate::platform::atomic_file::{self as atomic, Existing, Synced};
use crate::store::private;
use crate::store::settings_file::{SettingsError, text_of};
use crate::store::table::{Mistake, Wrong};
use crate::store::table_edit::{self, EditError};

/// A change that is valid, and not written yet. Until it is dropped, no other Alongside writes.
#[derive(Debug)]
pub(crate) struct SettingsChange {
    /// What holds once it is written.
    pub(crate) settings: Settings,
    /// The file, at the end of all links.
    path: PathBuf,
    text: String,
    _alone: File,
}

impl SettingsChange {
    /// Prepares another value of an option; `None` is its default. A file with a mistake is not changed.
    pub(crate) fn prepare(
        settings: &Settings,
        option: &str,
        value: Option<&toml::Value>,
    ) -> Result<Self, SettingsError> {
        let named = settings.path.clone().ok_or(SettingsError::NoFolder)?;
        // Beside the file itself: the name may be a link into a folder of other settings.
        let path = fs::canonicalize(&named).unwrap_or_else(|_| named.clone());
        let alone = private::lock(&named)?;
        let wrong = |mistake: Mistake| SettingsError::Wrong { path: path.clone(), mistake };
        let before = text_of(&path)?.unwrap_or_default();
        parse(&before).map_err(wrong)?;
        let text = table_edit::set(&before, option, value).map_err(|error| match error {
            EditError::Mistake(mistake) => wrong(mistake),
            EditError::Unclear(key) => wrong(Mistake { line: 1, wrong: Wrong::Unclear(key) }),
        })?;
        if text.len() as u64 > SETTINGS_BYTES {
            return Err(wrong(Mistake { line: 1, wrong: Wrong::TooLong(SETTINGS_BYTES) }));
        }
        let set = parse(&text).map_err(wrong)?.into_iter().find(|set| set.option == option);
        let mut settings = settings.clone();
        settings.present = true;
        settings.options.retain(|set| set.option != option);
        settings.options.extend(set);
        Ok(Self { settings, path, text, _alone: alone })
    }

    /// Writes it. On an error the file is as before.
    pub(crate) fn write(self) -> Result<Settings, SettingsError> {
        let Self { settings, path, text, .. } = self;
        atomic::write(&path, text.as_bytes(), Existing::Replace, Synced::ContentsAndName)
            .map_err(|error| SettingsError::Unwritable { path, error })?;
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;
    use crate::store::test_folder::Folder;

    const BEFORE: &str =
        "# Mine.\nname = 'Ursula' # me\nmax-kbit = 500\n\n[email]\nhost = 'mail'\n";

    fn settings(folder: &Folder, text: Option<&str>) -> Settings {
        let path = folder.path().join("alongside/config.toml");
        fs::create_dir(folder.path().join("alongside")).unwrap();
        let options = text.map_or_else(Vec::new, |text| {
            fs::write(&path, text).unwrap();
            parse(text).unwrap_or_default()
        });
        Settings { path: Some(path), present: text.is_some(), options }
    }

    fn read(settings: &Settings) -> Option<String> {
        fs::read_to_string(settings.path.as_ref().unwrap()).ok()
    }

    fn change(
        settings: &Settings,
        option: &str,
        value: Option<&str>,
    ) -> Result<Settings, SettingsError> {
        let value = value.map(|value| toml::Value::String(value.to_owned()));
        SettingsChange::prepare(settings, option, value.as_ref())?.write()
    }

    #[test]
    fn what_else_is_in_the_settings_file_stays() {
        let folder = Folder::new();
        let before = settings(&folder, Some(BEFORE));
        let after = change(&before, "reconnect", Some("30s")).unwrap();
        let expected = BEFORE.replace("500\n", "500\nreconnect = \"30s\"\n");
        assert_eq!(read(&after).as_deref(), Some(expected.as_str()));
        assert_eq!((after.value("reconnect"), after.value("name")), (Some("30s"), Some("Ursula")));
        let back = change(&after, "reconnect", None).unwrap();
        assert_eq!(read(&back).as_deref(), Some(BEFORE));
        assert_eq!(back.value("reconnect"), None);
    }

    #[test]
    fn a_settings_file_that_is_not_there_is_made_for_its_owner_alone() {
        let folder = Folder::new();
        let settings = Settings {
            path: Some(folder.path().join("new/alongside/config.toml")),
            ..Settings::default()
        };
        change(&settings, "name", Some("Ann")).unwrap();
        assert_eq!(read(&settings).as_deref(), Some("name = \"Ann\"\n"));
        let mode = fs::metadata(settings.path.unwrap()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_settings_file_with_a_mistake_is_named_and_not_touched() {
        for broken in ["name = \n", "name = 'Ann'\nfuture = 1\n", "reconnect = 'soon'\n"] {
            let folder = Folder::new();
            let settings = settings(&folder, Some(broken));
            let error = change(&settings, "reconnect", Some("30s")).unwrap_err().to_string();
            assert!(error.contains("config.toml are wrong in line "), "{error}");
            assert_eq!(read(&settings).as_deref(), Some(broken));
        }
    }

    #[test]
    fn a_value_that_cannot_be_is_not_written() {
        let folder = Folder::new();
        let settings = settings(&folder, Some(BEFORE));
        for (option, value) in [("reconnect", "1s"), ("server", "nowhere"), ("unknown", "x")] {
            let error = change(&settings, option, Some(value)).unwrap_err().to_string();
            assert!(error.contains(option), "{error}");
        }
        assert_eq!(read(&settings).as_deref(), Some(BEFORE));
    }

    #[test]
    fn a_settings_file_that_is_a_link_stays_one() {
        let folder = Folder::new();
        let settings = settings(&folder, None);
        let there = folder.path().join("dotfile.toml");
        fs::write(&there, BEFORE).unwrap();
        let path = settings.path.clone().unwrap();
        symlink(&there, &path).unwrap();
        change(&settings, "name", Some("Ann")).unwrap();
        assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
        assert!(fs::read_to_string(&there).unwrap().contains("name = \"Ann\" # me"));
    }

    #[test]
    fn what_cannot_be_written_leaves_the_settings_file_as_it_was() {
        let folder = Folder::new();
        let settings = settings(&folder, Some(BEFORE));
        let prepared = SettingsChange::prepare(&settings, "name", None).unwrap();
        let within = folder.path().join("alongside");
        // The place is gone when it is written.
        let away = folder.path().join("away");
        fs::rename(&within, &away).unwrap();
        let error = prepared.write().unwrap_err().to_string();
        assert!(error.contains("cannot be written"), "{error}");
        assert_eq!(fs::read_to_string(away.join("config.toml")).unwrap(), BEFORE);
    }

    #[test]
    fn what_another_program_wrote_meanwhile_stays_and_does_not_hold_yet() {
        let folder = Folder::new();
        let settings = settings(&folder, Some(BEFORE));
        let path = settings.path.clone().unwrap();
        fs::write(path, format!("no-log = true\n{BEFORE}")).unwrap();
        let after = change(&settings, "name", Some("Ann")).unwrap();
        assert!(read(&after).unwrap().starts_with("no-log = true\n"));
        assert_eq!(after.value("no-log"), None);
    }
}
