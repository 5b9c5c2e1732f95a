//! A TOML file that is read key by key: every mistake is reported with its line, and unknown keys are
//! mistakes.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};
use toml::{Spanned, de};

use session::contacts::BookError;

use super::value::{BadValue, Expected, Got, Kind};

/// What is wrong in a file, and in which line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {wrong}")]
pub struct Mistake {
    /// From 1.
    pub line: usize,
    /// What.
    pub wrong: Wrong,
}

/// What is wrong there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// The file is no TOML; the words of the library.
    #[error("{0}")]
    Syntax(String),
    /// A value cannot be used.
    #[error("`{key}`: {value}")]
    Value {
        /// The place of the value, with the tables that it is in.
        key: String,
        /// Why.
        value: Box<BadValue>,
    },
    /// A key has no meaning.
    #[error("unknown key `{key}`, expected one of {}", in_backticks(known))]
    UnknownKey {
        /// The key.
        key: String,
        /// Those that have one, there.
        known: Vec<String>,
    },
    /// A key is missing.
    #[error("`{table}` has no `{key}`")]
    Missing {
        /// The table.
        table: &'static str,
        /// The key.
        key: &'static str,
    },
    /// A value is there twice that must be there once.
    #[error("this `{0}` is there twice")]
    Twice(&'static str),
    /// There are more tables of this name than can be.
    #[error("expected at most {most} of `{table}`")]
    TooMany {
        /// Their name.
        table: &'static str,
        /// How many there can be.
        most: usize,
    },
    /// These two keys stand together, or not at all.
    #[error("expected both `{0}` and `{1}`, or neither")]
    Pair(&'static str, &'static str),
    /// This is missing, as it is written.
    #[error("expected `{0}`")]
    Absent(String),
    /// A contact that cannot be among the others.
    #[error(transparent)]
    Contact(#[from] BookError),
    /// The file would be longer than this, in bytes.
    #[error("expected at most {0} bytes")]
    TooLong(u64),
    /// Where a key belongs cannot be told.
    #[error("`{0}` has to be changed by hand")]
    Unclear(String),
}

/// Keys, one after the other.
pub fn in_backticks(keys: &[String]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}

/// A value and the line that it begins in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// From 1.
    pub line: usize,
}

/// A value, as far as our files need values.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `"text"`
    Text(String),
    /// `42`
    Number(u64),
    /// `true`
    Flag(bool),
    /// `[table]`
    Table(Table),
    /// `[[table]]`, or an array of anything.
    List(Vec<At<Value>>),
    /// Nothing that we have a use for.
    Other(Kind),
}

impl Value {
    fn kind(&self) -> Kind {
        match self {
            Value::Text(_) => Kind::Text,
            Value::Number(_) => Kind::Number,
            Value::Flag(_) => Kind::Flag,
            Value::Table(_) => Kind::Table,
            Value::List(_) => Kind::List,
            Value::Other(kind) => *kind,
        }
    }
}

/// The keys of a table. Reading takes them out; [`Table::finish`] complains of what is left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Its place in the file with a dot at the end, or nothing for the file itself.
    path: String,
    left: BTreeMap<String, At<Value>>,
    asked: Vec<String>,
}

impl Table {
    /// Reads a file.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        // Some editors begin a file with it.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let table = DeTable::parse(text).map_err(|error| syntax(text, &error))?;
        Ok(convert(text, String::new(), table.get_ref()))
    }

    /// Leaves a table of this name to another reader; any other value stays.
    pub fn leave_section(&mut self, key: &str) {
        if matches!(self.left.get(key), Some(At { value: Value::Table(_), .. })) {
            self.left.remove(key);
        }
    }

    /// Takes a key and reads it.
    pub fn take<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(Value) -> Result<T, BadValue>,
    ) -> Result<Option<At<T>>, Mistake> {
        self.asked.push(key.to_owned());
        let Some(At { value, line }) = self.left.remove(key) else { return Ok(None) };
        let path = &self.path;
        let value = read(value).map_err(|value| {
            let wrong = Wrong::Value { key: format!("{path}{key}"), value: Box::new(value) };
            Mistake { line, wrong }
        })?;
        Ok(Some(At { value, line }))
    }

    /// Takes `true` or `false`.
    pub fn flag(&mut self, key: &str) -> Result<Option<At<bool>>, Mistake> {
        self.take(key, |value| {
            if let Value::Flag(flag) = value {
                Ok(flag)
            } else {
                Err(got(Expected::Kind(Kind::Flag), &value))
            }
        })
    }

    /// Takes a text and understands it.
    pub fn text<T>(
        &mut self,
        key: &str,
        expected: Expected,
        read: impl FnOnce(&str) -> Result<T, BadValue>,
    ) -> Result<Option<At<T>>, Mistake> {
        self.take(key, |value| {
            if let Value::Text(text) = value { read(&text) } else { Err(got(expected, &value)) }
        })
    }

    /// Takes one of several words.
    pub fn word<T: Copy>(
        &mut self,
        key: &str,
        words: &[(&str, T)],
    ) -> Result<Option<At<T>>, Mistake> {
        let names = words.iter().map(|(name, _)| (*name).to_owned()).collect();
        let expected = Expected::OneOf(names);
        self.text(key, expected.clone(), |text| {
            let found = words.iter().find(|(name, _)| *name == text);
            found.map(|(_, word)| *word).ok_or_else(|| BadValue::text(expected, text))
        })
    }

    /// Takes a table; one that is not there is empty.
    pub fn table(&mut self, key: &str) -> Result<Table, Mistake> {
        let taken = self.take(key, |value| {
            if let Value::Table(table) = value {
                Ok(table)
            } else {
                Err(got(Expected::Kind(Kind::Table), &value))
            }
        })?;
        let path = format!("{}{key}.", self.path);
        Ok(taken.map_or(Table { path, ..Table::default() }, |at| at.value))
    }

    /// Takes a list of tables; one that is not there is empty.
    pub fn tables(&mut self, key: &str) -> Result<Vec<At<Table>>, Mistake> {
        let taken = self.take(key, |value| {
            let Value::List(list) = value else { return Err(got(Expected::Tables, &value)) };
            let tables = list.into_iter().map(|At { value, line }| match value {
                Value::Table(value) => Ok(At { value, line }),
                Value::Text(_)
                | Value::Number(_)
                | Value::Flag(_)
                | Value::List(_)
                | Value::Other(_) => Err(got(Expected::Tables, &value)),
            });
            tables.collect::<Result<Vec<_>, _>>()
        })?;
        Ok(taken.map_or_else(Vec::new, |at| at.value))
    }

    /// Checks that no key is left: an unknown key would have no effect.
    pub fn finish(self) -> Result<(), Mistake> {
        let Some((key, at)) = self.left.iter().min_by_key(|(_, at)| at.line) else { return Ok(()) };
        let (path, line) = (&self.path, at.line);
        let known = self.asked.iter().map(|key| format!("{path}{key}")).collect();
        let key = format!("{path}{key}");
        Err(Mistake { line, wrong: Wrong::UnknownKey { key, known } })
    }
}

/// What was expected, and what stands there instead.
pub fn got(expected: Expected, value: &Value) -> BadValue {
    BadValue::Unexpected { expected, got: Some(Got::Kind(value.kind())) }
}

/// The error of a file that is no TOML, or not TOML enough.
pub fn syntax(text: &str, error: &de::Error) -> Mistake {
    let line = line_of(text, error.span().map_or(0, |span| span.start));
    Mistake { line, wrong: Wrong::Syntax(error.message().trim().replace('\n', ", ")) }
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

fn convert(text: &str, path: String, table: &DeTable<'_>) -> Table {
    let entries = table.iter().map(|(key, value)| {
        let inner = format!("{path}{}.", key.get_ref());
        // The line of the key: that of a table's value would be that of its first entry.
        let line = line_of(text, key.span().start);
        (key.get_ref().to_string(), At { value: value_of(text, inner, value), line })
    });
    Table { left: entries.collect(), path, asked: Vec::new() }
}

fn value_of(text: &str, path: String, value: &Spanned<DeValue<'_>>) -> Value {
    match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => u64::from_str_radix(number.as_str(), number.radix())
            .map_or(Value::Other(Kind::OutOfRange), Value::Number),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Table(table) => Value::Table(convert(text, path, table)),
        DeValue::Array(list) => Value::List(
            list.iter()
                .map(|value| At {
                    line: line_of(text, value.span().start),
                    value: value_of(text, path.clone(), value),
                })
                .collect(),
        ),
        DeValue::Float(_) => Value::Other(Kind::Fraction),
        DeValue::Datetime(_) => Value::Other(Kind::Date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_is_named_with_its_line() {
        type Read = fn(&mut Table) -> Result<(), Mistake>;
        let cases: [(&str, Read, &str); 7] = [
            ("a = 1\nb = tru\n", |_| Ok(()), "line 2: "),
            ("a = 1\na = 2\n", |_| Ok(()), "line 2: duplicate key"),
            ("\n\nflag = 'yes'", |t| t.flag("flag").map(drop), "line 3: `flag`: expected true or"),
            (
                "word = 'up'",
                |t| t.word("word", &[("down", ())]).map(drop),
                "line 1: `word`: expected one of \"down\", got \"up\"",
            ),
            ("[in]\nner = -1", |t| t.table("in")?.flag("ner").map(drop), "line 2: `in.ner`: "),
            (
                "a = 1\n[in]\nx = 1\nner = true\n",
                |t| {
                    let mut inner = t.table("in")?;
                    inner.flag("ner")?;
                    inner.finish()
                },
                "line 3: unknown key `in.x`, expected one of `in.ner`",
            ),
            (
                "[[in]]\na = 1\n[[in]]\nb = 1\n",
                |t| t.tables("in")?.remove(1).value.finish(),
                "line 4: unknown key `in.b`",
            ),
        ];
        for (text, read, expected) in cases {
            let error = Table::parse(text).and_then(|mut table| read(&mut table)).unwrap_err();
            assert!(error.to_string().starts_with(expected), "{text}: {error}");
        }
    }
}
