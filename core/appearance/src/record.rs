//! The record of changed desktop settings: a strict, bounded and versioned JSON format.

use alloc::string::String;
use alloc::string::ToString;
use alloc::vec::Vec;

use protocol::limits::{APPEARANCE_CHANGES, APPEARANCE_RECORD_BYTES};
use serde::{Deserialize, Serialize};

use super::plan::Change;

/// The version of the format.
const VERSION: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    version: u32,
    changes: Vec<Change>,
}

/// Why a record is refused.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// The record is too long.
    #[error("expected at most {APPEARANCE_RECORD_BYTES} bytes")]
    TooLong,
    /// The record is not JSON of the known form.
    #[error("{0}")]
    Malformed(String),
    /// The record has a different version.
    #[error("expected version {VERSION}, got {0}")]
    Version(u64),
    /// The record has more changes than a session makes.
    #[error("expected at most {APPEARANCE_CHANGES} changes")]
    TooMany,
    /// The record has a setting that is never changed, or a setting twice, or an invalid value.
    #[error("expected changes that alongside makes, each once, got another one as number {0}")]
    UnknownChange(usize),
}

/// Encodes a record.
pub fn encode(changes: &[Change]) -> String {
    let record = Record { version: VERSION, changes: changes.to_vec() };
    serde_json::to_string_pretty(&record).expect("a record has only strings and numbers")
}

/// Decodes a record. It is refused as a whole if a part of it is invalid.
pub fn decode(bytes: &[u8]) -> Result<Vec<Change>, RecordError> {
    if bytes.len() > APPEARANCE_RECORD_BYTES {
        return Err(RecordError::TooLong);
    }
    let malformed = |error: serde_json::Error| RecordError::Malformed(error.to_string());
    let record: Record = serde_json::from_slice(bytes).map_err(|error| {
        // A record of another version is reported as such, even if its form is unknown.
        let version = serde_json::from_slice::<serde_json::Value>(bytes)
            .ok()
            .and_then(|value| value.get("version")?.as_u64());
        match version {
            Some(version) if version != u64::from(VERSION) => RecordError::Version(version),
            Some(_) | None => malformed(error),
        }
    })?;
    if record.version != VERSION {
        return Err(RecordError::Version(record.version.into()));
    }
    if record.changes.len() > APPEARANCE_CHANGES {
        return Err(RecordError::TooMany);
    }
    for (at, change) in record.changes.iter().enumerate() {
        let is_first = record.changes.iter().take(at).all(|other| other.place != change.place);
        let values = [Some(&change.ours), change.before.as_ref()];
        let are_known = values.into_iter().flatten().all(|value| change.place.takes(value));
        if !is_first || !are_known || !change.place.is_known() {
            return Err(RecordError::UnknownChange(at + 1));
        }
    }
    Ok(record.changes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Level;
    use crate::plan::{DesktopKind, Value, degradations, plan};
    use alloc::borrow::ToOwned;
    use alloc::format;
    use alloc::vec;
    use proptest::prelude::*;

    const KINDS: [DesktopKind; 6] = [
        DesktopKind::Gnome,
        DesktopKind::Cinnamon,
        DesktopKind::Mate,
        DesktopKind::Xfce,
        DesktopKind::Bare,
        DesktopKind::Windows,
    ];

    fn changes(kind: DesktopKind, before: &str) -> Vec<Change> {
        let wanted =
            degradations(kind, Level::Full).flat_map(|wish| wish.wanted(":0", &[], "plain-1"));
        let read: Vec<_> = wanted.map(|wanted| (wanted, Value::Is(before.to_owned()))).collect();
        plan(&[], &read).make
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            kind in prop::sample::select(&KINDS), before in "[^\\p{Cc}]{0,60}", absent: bool
        ) {
            let mut changes = changes(kind, &before);
            if let (true, Some(change)) = (absent, changes.last_mut()) {
                change.before = None;
            }
            prop_assert_eq!(decode(encode(&changes).as_bytes()), Ok(changes));
        }

        #[test]
        fn bytes_that_are_no_record_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(decode(&bytes).is_err());
        }
    }

    #[test]
    fn a_record_of_windows_has_known_settings_with_known_values() {
        let path = r"C:\Windows\Web\a.jpg";
        let record = |parameter: &str, before: &str| {
            let place = format!(r#"{{"store":"system-parameter","parameter":"{parameter}"}}"#);
            let before = serde_json::to_string(before).unwrap();
            let ours = if parameter == "wallpaper" { "" } else { "0" };
            let change = format!(r#"{{"place":{place},"ours":"{ours}","before":{before}}}"#);
            format!(r#"{{"version":1,"changes":[{change}]}}"#)
        };
        for (parameter, before, is_read) in [
            ("wallpaper", path, true),
            ("wallpaper", "", true),
            ("wallpaper", r"\\server\share\a.jpg", false),
            ("ui-effects", "1", true),
            ("ui-effects", "2", false),
            ("font-smoothing", path, false),
            ("menu-animation", "1", false),
            ("screen-saver", "1", false),
        ] {
            let text = record(parameter, before);
            assert_eq!(decode(text.as_bytes()).is_ok(), is_read, "{text}");
        }
        let mut all = changes(DesktopKind::Windows, "1");
        all.extend(changes(DesktopKind::Windows, path));
        assert_eq!(all.len(), 5);
        assert_eq!(decode(encode(&all).as_bytes()), Ok(all));
    }

    #[test]
    fn anything_unknown_is_an_error() {
        let change = |place: &str, rest: &str| {
            format!(r#"{{"version":1,"changes":[{{"place":{{{place}}},{rest}}}]}}"#)
        };
        let known = r#""store":"gsettings","schema":"org.gnome.desktop.background","key":"picture-options""#;
        let values = r#""ours":"'none'","before":"'zoom'""#;
        let right = change(known, values);
        assert_eq!(decode(right.as_bytes()).unwrap().len(), 1, "{right}");
        for wrong in [
            String::new(),
            "{}".into(),
            "[]".into(),
            r#"{"version":1}"#.into(),
            r#"{"version":1,"changes":[],"more":1}"#.into(),
            change(known, r#""ours":"'none'""#),
            change(known, &format!(r#"{values},"more":1"#)),
            change(&format!(r#"{known},"more":1"#), values),
            change(known, r#""ours":"'none'","before":5"#),
            change(known, r#""ours":"'none'","before":"a\nb""#),
            change(&known.replace("gsettings", "shell"), values),
            change(&known.replace("picture-options", "picture-uri"), values),
            right.replace("[{", "[{}, {"),
            format!("{right}{right}"),
        ] {
            assert!(decode(wrong.as_bytes()).is_err(), "{wrong}");
        }
        let one = &changes(DesktopKind::Gnome, "1")[0];
        let twice = [one.clone(), one.clone()];
        assert_eq!(decode(encode(&twice).as_bytes()), Err(RecordError::UnknownChange(2)));
        let later = right.replace("\"version\":1", "\"version\":2,\"what\":0");
        assert_eq!(decode(later.as_bytes()), Err(RecordError::Version(2)));
        let long = vec![b' '; APPEARANCE_RECORD_BYTES + 1];
        assert_eq!(decode(&long), Err(RecordError::TooLong));
    }
}
