//! What is wrong with a value that somebody has written: in a file, in a variable, or on the command line.
//!
//! The text of each error is English, for logs and for other programs; `words::faults` says it to the User.

use std::fmt;
use std::time::Duration;

use protocol::name::NameError;

/// Why a value is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadValue {
    /// Another one was expected.
    #[error("{}", unexpected(expected, got.as_ref()))]
    Unexpected {
        /// What would have been right.
        expected: Expected,
        /// What stands there instead; `None` where it is long, or secret.
        got: Option<Got>,
    },
    /// It is to be a name.
    #[error(transparent)]
    Name(#[from] NameError),
}

impl BadValue {
    /// Something else was expected than this text.
    pub fn text(expected: Expected, text: &str) -> Self {
        Self::Unexpected { expected, got: Some(Got::Text(text.to_owned())) }
    }

    /// Something else was expected; what stands there is not repeated.
    pub fn expected(expected: Expected) -> Self {
        Self::Unexpected { expected, got: None }
    }
}

/// What stands there instead of what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Got {
    /// This text.
    Text(String),
    /// This number.
    Number(u64),
    /// Something of another kind.
    Kind(Kind),
}

/// A kind of value in a TOML file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `"text"`
    Text,
    /// `42`
    Number,
    /// `true`
    Flag,
    /// `[table]`
    Table,
    /// `[[table]]`, or an array of anything.
    List,
    /// Larger than any number that is read.
    OutOfRange,
    /// `1.5`
    Fraction,
    /// `2026-05-03`
    Date,
}

/// What would have been right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A value of this kind.
    Kind(Kind),
    /// A text, a number, true or false.
    Setting,
    /// A list of tables.
    Tables,
    /// A list of texts.
    Texts,
    /// A name.
    Name,
    /// A public key.
    PublicKey,
    /// A moment.
    Moment,
    /// A time in these bounds.
    Time {
        /// The shortest.
        least: Duration,
        /// The longest.
        most: Duration,
        /// One of them, as it is written.
        example: &'static str,
    },
    /// An absolute path.
    AbsolutePath,
    /// A number in these bounds.
    Range {
        /// The smallest.
        least: u64,
        /// The largest.
        most: u64,
    },
    /// One of these words.
    OneOf(Vec<String>),
    /// Exactly this, as it is written.
    Form(&'static str),
    /// No more bytes than these.
    Bytes(usize),
    /// This part where the Helper's name belongs.
    NamePart(&'static str),
    /// No braces but those of this part.
    OnlyBracesOf(&'static str),
    /// No control characters but line breaks.
    NoControl,
    /// A program with its absolute path, and its arguments.
    Program,
    /// This part in one of the arguments.
    PartOfArgument(&'static str),
    /// The name of a device of at most so many characters.
    Device(usize),
    /// The address of a server.
    Server,
    /// A proxy.
    Proxy,
    /// One UDP port, or a range.
    Ports,
    /// An e-mail address.
    Email,
    /// The name of a mail server.
    MailHost,
    /// `tls` for a mail server that is not on this computer.
    MailTls,
    /// The name of a file that ends in this.
    FileEnding(&'static str),
    /// A file: standard input is taken.
    File,
    /// An address with a port.
    Address,
}

/// A form of a server's address.
pub const SERVER: &str = "https://help.example.org";

/// The forms of a proxy's address.
pub const PROXY: [&str; 2] = ["http://host:port", "http://name@host:port"];

/// A range of ports.
pub const PORTS: &str = "50000-50100";

/// An e-mail address.
pub const EMAIL: &str = "jacky@example.org";

/// The name of a mail server.
pub const MAIL_HOST: &str = "mail.example.org";

/// An address with a port.
pub const ADDRESS: &str = "0.0.0.0:7575";

/// A moment, as it is written.
pub const MOMENT: &str = "2026-05-03T12:00:00Z";

fn unexpected(expected: &Expected, got: Option<&Got>) -> String {
    match got {
        Some(got) => format!("expected {expected}, got {got}"),
        None => format!("expected {expected}"),
    }
}

/// Words of which one was expected.
pub fn quoted(words: &[String]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

/// A time as people write it: the largest unit in which it is a whole number.
pub fn time(time: Duration) -> String {
    match time.as_secs() {
        seconds if seconds > 0 && seconds.is_multiple_of(3600) => format!("{}h", seconds / 3600),
        seconds if seconds > 0 && seconds.is_multiple_of(60) => format!("{}m", seconds / 60),
        seconds => format!("{seconds}s"),
    }
}

impl fmt::Display for Got {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Got::Text(text) => write!(f, "{text:?}"),
            Got::Number(number) => number.fmt(f),
            Got::Kind(kind) => kind.fmt(f),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Text => "a text",
            Kind::Number => "a number",
            Kind::Flag => "true or false",
            Kind::Table => "a table",
            Kind::List => "a list",
            Kind::OutOfRange => "a number out of range",
            Kind::Fraction => "a number with a fraction",
            Kind::Date => "a date",
        })
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expected::Kind(kind) => kind.fmt(f),
            Expected::Setting => f.write_str("a text, a number, true or false"),
            Expected::Tables => f.write_str("a list of tables"),
            Expected::Texts => f.write_str("a list of texts"),
            Expected::Name => f.write_str("a name"),
            Expected::PublicKey => f.write_str("a public key: 32 bytes in base64"),
            Expected::Moment => write!(f, "a time such as {MOMENT}"),
            Expected::Time { least, most, example } => {
                write!(f, "a time from {} to {}, for example {example}", time(*least), time(*most))
            }
            Expected::AbsolutePath => f.write_str("an absolute path"),
            Expected::Range { least, most } => write!(f, "a number from {least} to {most}"),
            Expected::OneOf(words) => write!(f, "one of {}", quoted(words)),
            Expected::Form(form) => f.write_str(form),
            Expected::Bytes(most) => write!(f, "at most {most} bytes"),
            Expected::NamePart(part) => write!(f, "{part} where the helper's name belongs"),
            Expected::OnlyBracesOf(part) => write!(f, "no braces but those of {part}"),
            Expected::NoControl => f.write_str("no control characters but line breaks"),
            Expected::Program => f.write_str("a program with its absolute path, and its arguments"),
            Expected::PartOfArgument(part) => write!(f, "{part} in one of the arguments"),
            Expected::Device(most) => write!(f, "the name of a device, at most {most} characters"),
            Expected::Server => write!(f, "the server's address in the form {SERVER}"),
            Expected::Proxy => {
                let [plain, named] = PROXY;
                write!(f, "system, none, or an HTTP proxy as {plain} or {named}")
            }
            Expected::Ports => {
                write!(f, "a port, or a range like {PORTS}, with ports from 1 to 65535")
            }
            Expected::Email => write!(f, "an e-mail address like {EMAIL}"),
            Expected::MailHost => write!(f, "a name like {MAIL_HOST}"),
            Expected::MailTls => f.write_str(
                "\"required\" or \"starttls\", since the mail server is not on this computer",
            ),
            Expected::FileEnding(ending) => write!(f, "a file name that ends in .{ending}"),
            Expected::File => f.write_str("a file; standard input is for answers"),
            Expected::Address => write!(f, "an address and a port, for example {ADDRESS}"),
        }
    }
}
