//! The text of the contacts' file: read strictly, written whole.

use std::fmt::Write as _;
use std::str::FromStr;

use protocol::name::{DisplayName, NameError};
use session::contacts::{Book, Contact};

use super::table::{At, Mistake, Table, Value, Wrong, got};
use super::value::{BadValue, Expected, Got, Kind};

/// The version of the file's form.
const VERSION: u64 = 1;

/// The same as it is written.
const VERSION_TEXT: &str = "1";

/// The beginning of the file.
const HEAD: &str = "\
# The helpers whom you and Alongside remember. `alongside contacts` shows, renames and forgets them.
";

/// Reads the text of the file.
pub(crate) fn parse(text: &str) -> Result<Book, Mistake> {
    let mut file = Table::parse(text)?;
    let version = file.take("version", |value| {
        let Value::Number(version) = value else {
            return Err(got(Expected::Kind(Kind::Number), &value));
        };
        let expected = Expected::Form(VERSION_TEXT);
        let got = Some(Got::Number(version));
        if version == VERSION { Ok(()) } else { Err(BadValue::Unexpected { expected, got }) }
    })?;
    let mut book = Book::default();
    for At { value: mut table, line } in file.tables("contact")? {
        let name = table.text("name", Expected::Name, kept_name)?;
        let key =
            table.text("key", Expected::PublicKey, |text| value(text, Expected::PublicKey))?;
        let since = table.text("since", Expected::Moment, |text| value(text, Expected::Moment))?;
        let last = table.text("last", Expected::Moment, |text| value(text, Expected::Moment))?;
        table.finish()?;
        let missing = |key| Mistake { line, wrong: Wrong::Missing { table: "contact", key } };
        let contact = Contact {
            name: name.ok_or_else(|| missing("name"))?.value,
            key: key.ok_or_else(|| missing("key"))?.value,
            since: since.ok_or_else(|| missing("since"))?.value,
            last: last.ok_or_else(|| missing("last"))?.value,
        };
        if book.iter().any(|other| other.key == contact.key) {
            return Err(Mistake { line, wrong: Wrong::Twice("key") });
        }
        book.restore(contact).map_err(|error| Mistake { line, wrong: error.into() })?;
    }
    file.finish()?;
    if version.is_none() {
        let wrong = Wrong::Absent(format!("version = {VERSION}"));
        return Err(Mistake { line: 1, wrong });
    }
    Ok(book)
}

/// The text of the file.
pub(crate) fn write(book: &Book) -> String {
    let mut text = format!("{HEAD}version = {VERSION}\n");
    for Contact { name, key, since, last } in book.iter() {
        let name = toml::Value::String(name.as_str().to_owned());
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "\n[[contact]]\nname = {name}\nkey = \"{key}\"\nsince = \"{since}\"\nlast = \"{last}\"\n"
        );
    }
    text
}

/// A name. An older version allowed characters that cannot be seen; the rest of such a name is kept.
fn kept_name(text: &str) -> Result<DisplayName, BadValue> {
    match text.parse() {
        Err(NameError::Unprintable) => DisplayName::lossy(text)
            .or_else(|| DisplayName::lossy("?"))
            .ok_or(BadValue::Name(NameError::Unprintable)),
        name => name.map_err(BadValue::from),
    }
}

fn value<T: FromStr>(text: &str, expected: Expected) -> Result<T, BadValue> {
    text.parse().map_err(|_| BadValue::text(expected, text))
}

#[cfg(test)]
mod tests {
    use protocol::trust::IdentityKey;
    use protocol::utc::Utc;

    use super::*;

    fn contact(name: &str, key: u8) -> Contact {
        let now = Utc::from_unix(1_795_375_800);
        let key = IdentityKey::new([key; 32]);
        Contact { name: name.parse().unwrap(), key, since: now, last: now }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut book = Book::default();
        for (n, name) in ["Jacky", "O'Neil \"Bob\" \\", "Zoë ☂"].into_iter().enumerate() {
            book.add(contact(name, u8::try_from(n + 1).unwrap())).unwrap();
        }
        assert_eq!(parse(&write(&book)), Ok(book));
        assert_eq!(parse(&write(&Book::default())), Ok(Book::default()));
    }

    #[test]
    fn a_contact_whose_name_is_not_allowed_any_more_keeps_the_rest_of_it() {
        let mut book = Book::default();
        for (n, name) in ["Jxacky", "x", "Tom"].into_iter().enumerate() {
            book.add(contact(name, u8::try_from(n + 1).unwrap())).unwrap();
        }
        let book = parse(&write(&book).replace('x', "\u{ad}")).unwrap();
        let names: Vec<_> = book.iter().map(|contact| contact.name.as_str()).collect();
        assert_eq!(names, ["Jacky", "?", "Tom"]);
    }

    #[test]
    fn what_is_not_understood_is_an_error_that_names_the_line() {
        let good = {
            let mut book = Book::default();
            book.add(contact("Jacky", 1)).unwrap();
            write(&book)
        };
        for (from, to, mention) in [
            ("version = 1\n", "version = 2\n", "line 2: `version`: expected 1"),
            ("version = 1\n", "\n", "line 1: expected `version = 1`"),
            ("version = 1\n", "version = 1\nnote = 1\n", "line 3: unknown key `note`"),
            ("since", "sinse", "line 7: unknown key `contact.sinse`"),
            ("key = \"AQ", "key = \"", "line 6: `contact.key`: expected a public key"),
            ("last = \"", "last = \"x", "line 8: `contact.last`: expected a time"),
        ] {
            let error = parse(&good.replacen(from, to, 1)).unwrap_err().to_string();
            assert!(error.starts_with(mention), "{error}");
        }
        let twice = format!("{good}{}", good.split_once("\n\n").unwrap().1);
        assert!(parse(&twice).is_err());
    }
}
