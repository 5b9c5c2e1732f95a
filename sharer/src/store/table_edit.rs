//! Changes one key of a TOML file. All else stays as it was, byte for byte: comments, order and what other
//! programs read.

use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use super::table::{Mistake, syntax};

/// Why a file is not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum EditError {
    /// It has a mistake already.
    #[error("{0}")]
    Mistake(#[from] Mistake),
    /// Where the key belongs cannot be told. This is not expected to happen.
    #[error("`{0}` has to be changed by hand")]
    Unclear(String),
}

/// The text with this value of a key outside of all tables; `None` takes the key out.
pub(crate) fn set(text: &str, key: &str, value: Option<&Value>) -> Result<String, EditError> {
    // Some editors begin a file with it.
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark = text.get(..text.len() - body.len()).unwrap_or_default();
    let changed = changed(body, key, value).map(|changed| format!("{mark}{changed}"))?;
    let (mut before, mut after) = (parse(body)?, parse(changed.trim_start_matches('\u{feff}'))?);
    before.remove(key);
    if after.remove(key).as_ref() == value && after == before {
        Ok(changed)
    } else {
        Err(EditError::Unclear(key.to_owned()))
    }
}

fn parse(text: &str) -> Result<Table, Mistake> {
    text.parse().map_err(|error| syntax(text, &error))
}

fn changed(text: &str, key: &str, value: Option<&Value>) -> Result<String, EditError> {
    let table = DeTable::parse(text).map_err(|error| syntax(text, &error))?;
    let entries = table.get_ref();
    let unclear = || EditError::Unclear(key.to_owned());
    let part = |range: std::ops::Range<usize>| text.get(range).ok_or_else(unclear);
    let found = entries.iter().find(|(name, _)| name.get_ref() == key);
    match (found, value) {
        (Some((_, old)), Some(new)) => {
            let old = old.span();
            Ok(format!("{}{new}{}", part(0..old.start)?, part(old.end..text.len())?))
        }
        (Some((name, old)), None) => {
            let line = part(0..name.span().start)?.rfind('\n').map_or(0, |at| at + 1);
            // A comment behind the value stays.
            let rest = part(old.span().end..text.len())?.trim_start_matches([' ', '\t']);
            let rest = rest.strip_prefix("\r\n").or(rest.strip_prefix('\n')).unwrap_or(rest);
            Ok(format!("{}{rest}", part(0..line)?))
        }
        (None, Some(new)) => {
            let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
            let at = place(text, entries);
            let (before, after) = (part(0..at)?, part(at..text.len())?);
            let gap = if before.is_empty() || before.ends_with('\n') { "" } else { end };
            Ok(format!("{before}{gap}{key} = {new}{end}{after}"))
        }
        (None, None) => Ok(text.to_owned()),
    }
}

/// Where another key can stand: behind the last line that belongs to no table, or before everything. In a file without
/// tables, at its end.
fn place(text: &str, entries: &DeTable<'_>) -> usize {
    let is_plain = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
        DeValue::Table(_) => false,
        DeValue::Array(list) => !list.iter().any(|value| value.get_ref().is_table()),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => true,
    };
    if entries.iter().all(|(_, value)| is_plain(value)) {
        return text.len();
    }
    let plain = entries.iter().filter(|(_, value)| is_plain(value));
    let Some(last) = plain.map(|(_, value)| value.span().end).max() else { return 0 };
    let rest = text.get(last..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |at| last + at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set_text(text: &str, key: &str, value: &str) -> String {
        set(text, key, Some(&Value::String(value.to_owned()))).unwrap()
    }

    #[test]
    fn one_key_changes_and_all_else_stays_byte_for_byte() {
        let email = "# Mail.\n[email]\nhost = \"mail\" # ours\n";
        for (before, after) in [
            ("", "name = \"Ann\"\n".to_owned()),
            ("# Mine.\n", "# Mine.\nname = \"Ann\"\n".to_owned()),
            ("x = 1", "x = 1\nname = \"Ann\"\n".to_owned()),
            ("x = 1\r\n", "x = 1\r\nname = \"Ann\"\r\n".to_owned()),
            ("name='Bob'  # me\nx = 1\n", "name=\"Ann\"  # me\nx = 1\n".to_owned()),
            ("name = '''\nBob'''\n", "name = \"Ann\"\n".to_owned()),
            ("\"name\" = 'Bob'\n", "\"name\" = \"Ann\"\n".to_owned()),
            ("\u{feff}name = 'Bob'\n", "\u{feff}name = \"Ann\"\n".to_owned()),
            (email, format!("name = \"Ann\"\n{email}")),
            (&format!("x = 1 # one\n\n{email}"), format!("x = 1 # one\nname = \"Ann\"\n\n{email}")),
            ("[email]\nname = 'Bob'\n", "name = \"Ann\"\n[email]\nname = 'Bob'\n".to_owned()),
            ("[[a]]\nx = 1\n", "name = \"Ann\"\n[[a]]\nx = 1\n".to_owned()),
            ("a.b = 1\nx = 1\n", "a.b = 1\nx = 1\nname = \"Ann\"\n".to_owned()),
            ("a = [\n 1, # one\n]\n[t]\n", "a = [\n 1, # one\n]\nname = \"Ann\"\n[t]\n".to_owned()),
        ] {
            assert_eq!(set_text(before, "name", "Ann"), after, "{before}");
        }
    }

    #[test]
    fn a_key_that_is_taken_out_leaves_the_comment_beside_it() {
        for (before, after) in [
            ("name = 'Bob'\n", ""),
            ("x = 1\n  name = 'Bob'   \ny = 2\n", "x = 1\ny = 2\n"),
            ("name = 'Bob' # me\nx = 1\n", "# me\nx = 1\n"),
            ("x = 1\r\nname = 'Bob'\r\n", "x = 1\r\n"),
            ("x = 1\nname = 'Bob'", "x = 1\n"),
            ("x = 1\n", "x = 1\n"),
        ] {
            assert_eq!(set(before, "name", None).unwrap(), after, "{before}");
        }
    }

    #[test]
    fn whatever_is_written_is_read_again() {
        for text in ["", "\"", "'", "\\", "a\nb", "x = 1", "# no", "Zoë ☂", "\u{202e}abc"] {
            let written = set_text("x = 1\n[t]\ny = 2\n", "name", text);
            let read: Table = written.parse().unwrap();
            assert_eq!(read.get("name").and_then(Value::as_str), Some(text), "{written}");
        }
    }

    #[test]
    fn a_file_with_a_mistake_is_not_changed() {
        for text in ["x = \n", "x = 1\nx = 2\n", "name = 'a'\n[name]\n"] {
            let error = set(text, "name", Some(&Value::Boolean(true))).unwrap_err();
            assert!(matches!(error, EditError::Mistake(_)), "{text}: {error}");
        }
    }
}
