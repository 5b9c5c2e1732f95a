//! `alongside contacts`: lists, renames and forgets the Helpers whom the User remembers.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use protocol::limits::WAITING_PLACES;
use protocol::trust::{Day, RendezvousTag};
use serde_json::json;

use session::contacts::{Book, Contact};

use crate::cli::columns::padded;
use crate::cli::exit::{Failure, proxy_password};
use crate::cli::options::{ContactsCommand, ContactsOptions};
use crate::cli::runtime::runtime;
use crate::cli::settings::Settings;
use crate::link::dial::Dialer;
use crate::link::proxy::ProxyChoice;
use crate::link::signal;
use crate::person::shown;
use crate::store::contacts::{Store, StoreError, now};
use crate::store::identity::Identity;
use crate::store::private;
use crate::words::{contacts as words, faults};

/// Runs the command. Exit status 0: done, 1: failed.
pub fn run(options: &ContactsOptions) -> Result<ExitCode, Failure> {
    let folder = private::folder().map_err(StoreError::from)?;
    let store = Store::new(&folder);
    match &options.command {
        None => list(options, &store)?,
        Some(ContactsCommand::Forget { name }) => store.change(|book| book.forget(name))?,
        Some(ContactsCommand::Rename { name, new }) => {
            store.change(|book| book.rename(name, new.clone()))?;
        }
        Some(ContactsCommand::Key) => {
            let key = Identity::find_or_make(&folder).map_err(StoreError::from)?.key();
            say(&words::own_key(&key.fingerprint(), &key.to_string()))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn list(options: &ContactsOptions, store: &Store) -> Result<(), Failure> {
    let book = store.read().map_err(StoreError::from)?;
    let available = available(options, &book);
    let known = available.as_ref().ok();
    let rows = book.iter().enumerate().map(|(n, contact)| {
        let available = known.and_then(|known| known.get(n)).copied();
        (contact, available)
    });
    if options.json {
        let rows: Vec<_> = rows
            .map(|(Contact { name, key, since, last }, available)| {
                let fingerprint = key.fingerprint();
                json!({"name": name, "fingerprint": fingerprint, "key": key, "since": since,
                       "last": last, "available": available})
            })
            .collect();
        return say(&json!({ "contacts": rows }).to_string());
    }
    if book.is_empty() {
        return say(words::NONE.text());
    }
    say(&row(words::TITLE.map(|title| title.text())))?;
    for (contact, available) in rows {
        let Contact { name, key, since, last } = contact;
        let (since, last) = (since.to_string(), last.to_string());
        let (since, last) = (date(&since), date(&last));
        let available = words::available(available).text();
        say(&row([name.as_str(), &key.fingerprint(), since, last, available]))?;
    }
    match available {
        Ok(_) => Ok(()),
        Err(why) => say(&why),
    }
}

/// A line of the list: name, fingerprint, since when they are known, when they last helped, whether they are available.
fn row([name, key, since, last, state]: [&str; 5]) -> String {
    let [name, key] = [padded(name, 24), padded(key, 43)];
    let [since, last] = [since, last].map(|date| padded(date, 12));
    format!("{name}{key}{since}{last}{state}")
}

/// For each contact, whether they are available now; or why that is unknown.
fn available(options: &ContactsOptions, book: &Book) -> Result<Vec<bool>, String> {
    if book.is_empty() {
        return Ok(Vec::new());
    }
    let settings = Settings::read();
    let setting = |option| settings.as_ref().ok().and_then(|settings| settings.value(option));
    let server = match (&options.server, &settings) {
        (Some(server), _) => server.clone(),
        (None, Err(error)) => return Err(words::not_asked(&faults::settings(error))),
        (None, Ok(_)) => {
            let server = setting("server").and_then(|url| url.parse().ok());
            server.ok_or_else(|| words::NO_SERVER.to_owned())?
        }
    };
    let proxy = setting("proxy").and_then(|proxy| proxy.parse().ok());
    let proxy: ProxyChoice = proxy.unwrap_or_default();
    let proxy = match setting("proxy-password-file") {
        Some(file) => {
            proxy.with_password_of(Path::new(file)).map_err(|error| proxy_password(&error))?
        }
        None => proxy,
    };
    let dialer = Dialer::new(proxy);
    let folder = private::folder().map_err(|error| words::not_asked(&faults::private(&error)))?;
    let identity =
        Identity::find(&folder).map_err(|error| words::not_asked(&faults::private(&error)))?;
    let today = Day::of(now());
    let tags: Vec<Option<RendezvousTag>> = book
        .iter()
        .map(|contact| Some(identity.as_ref()?.meet(&contact.key)?.tag(today)))
        .collect();
    let asked: Vec<RendezvousTag> = tags.iter().copied().flatten().collect();
    let runtime = runtime().map_err(|error| words::not_asked(&error.to_string()))?;
    let mut watched = Vec::new();
    for some in asked.chunks(WAITING_PLACES) {
        let looked = runtime.block_on(signal::look(&server, &dialer, some.to_vec()));
        watched.extend(looked.map_err(|error| words::not_asked(&error.to_string()))?);
    }
    Ok(tags.iter().map(|tag| tag.is_some_and(|tag| watched.contains(&tag))).collect())
}

/// The date of a time in UTC.
fn date(moment: &str) -> &str {
    moment.split('T').next().unwrap_or(moment)
}

/// Prints a line. Names were chosen by others, and must not control the terminal.
fn say(text: &str) -> Result<(), Failure> {
    match writeln!(io::stdout(), "{}", shown(text)) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Failed(error.to_string()))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
