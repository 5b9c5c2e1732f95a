//! People and settings, as the window shows and changes them.

use std::ffi::OsString;

use catalogue::Direction;
use protocol::limits::INVITATION_LIFETIME_MAX;
use protocol::name::DisplayName;
use session::contacts::{Book, BookError};

use super::sessions::Prepared;
use super::terms::terms;
use crate::cli::exit::Failure;
use crate::cli::options::{Command, Share, Window, WindowOptions};
use crate::cli::policy::report::Report;
use crate::cli::settings::change::SettingsChange;
use crate::cli::settings::{Choices, ParseError, Parsed, Settings, parse_with};
use crate::person::window::{Decided, Facts, Kind, Outcome, Person, Row, Setting, SetupRequest};
use crate::platform;
use crate::policy::rules::TrustedHelper;
use crate::policy::{Policy, SystemPlaces};
use crate::store::contacts::{Store, StoreError};
use crate::store::private;
use crate::words;

/// What holds for the next session, and how the User changes it.
#[derive(Clone, Debug)]
pub(super) struct Setup {
    arguments: Vec<OsString>,
    options: Window,
    choices: Choices,
    settings: Settings,
    system: SystemPlaces,
}

impl Setup {
    /// As the program was started. Fails where the command line asks for something that the owner forbids.
    pub(super) fn new(
        options: Window,
        (choices, settings): (Choices, Settings),
        system: &SystemPlaces,
    ) -> Result<Self, Failure> {
        let arguments = std::env::args_os().collect();
        let setup = Self { arguments, options, choices, settings, system: system.clone() };
        // A policy that cannot be read is an answer to whoever asks for help.
        if let Ok(policy) = Policy::read(&setup.system.policy) {
            policy.rules.apply_to_window(&mut setup.options.window.clone(), &setup.choices)?;
        }
        Ok(setup)
    }

    /// Options for a session that the User asks for, under the policy of this moment.
    pub(super) fn terms(&self) -> Result<Prepared, Failure> {
        terms(self.options.share.clone(), &self.choices, &self.system)
    }

    /// Options for sessions that Helpers offer, and who may; `None` where offers are not waited for.
    pub(super) fn offers(&self) -> Result<Option<(Prepared, Vec<TrustedHelper>)>, Failure> {
        let rules = Policy::read(&self.system.policy)?.rules;
        let (people, _) = people(&rules.helpers.value);
        if !self.options.window.offers || !rules.offers.value || people.is_empty() {
            return Ok(None);
        }
        let share = self.options.share.clone();
        // There is no code that could expire. After this time the rendezvous is renewed.
        let expires = Some(INVITATION_LIFETIME_MAX);
        let mut options = Share { to: None, expires, save_as: None, email: None, ..share };
        let terms = rules.apply_to_offers(&mut options, &self.choices)?;
        let log = options.session.log(terms.log, || self.system.home());
        Ok(Some(((options, (terms, log)), rules.helpers.value)))
    }

    /// What holds, and who decided it.
    pub(super) fn facts(&self) -> Facts {
        let file = self.settings.path.as_ref().map(|path| path.display().to_string());
        let look = self.look();
        let policy = match Policy::read(&self.system.policy) {
            Ok(policy) => policy,
            Err(error) => {
                // What the owner would lock is not known.
                let (people, people_error) = people(&[]);
                let forbidden = Some(words::faults::policy(&error));
                return Facts { people, people_error, forbidden, file, look, ..Facts::default() };
            }
        };
        let mut window = self.options.window.clone();
        let decided = policy.rules.apply_to_window(&mut window, &self.choices);
        let (people, people_error) = people(&policy.rules.helpers.value);
        let options = (self.options.share.clone(), self.options.window.clone());
        let report = Report::new(&policy, &self.settings, &self.choices, options);
        let log = self.terms().ok().and_then(|(_, (_, log))| log?.path());
        Facts {
            people,
            people_error,
            rows: rows(&report),
            forbidden: report.forbidden().map(str::to_owned),
            file,
            log: log.map(|folder| folder.display().to_string()),
            device: decided.ok().and(window.assistive_device),
            devices: platform::program_devices(None),
            look,
        }
    }

    fn look(&self) -> kit::theme::Look {
        let WindowOptions { text_size, colours, .. } = &self.options.window;
        kit::theme::Look {
            scheme: *colours,
            contrast: kit::theme::Contrast::System,
            text_factor: f32::from(*text_size) / 100.0,
            direction: match words::words().language().direction() {
                Direction::LeftToRight => kit::theme::Direction::LeftToRight,
                Direction::RightToLeft => kit::theme::Direction::RightToLeft,
            },
        }
    }

    /// Makes a change. `None` where there was none to make.
    pub(super) fn change(&mut self, request: SetupRequest) -> Option<Outcome> {
        let done = match request {
            SetupRequest::Look => return None,
            SetupRequest::Set(setting, value) => self.set(setting, value.as_deref()),
            SetupRequest::Forget(fingerprint) => {
                change_contact(&fingerprint, |book, who| book.forget(who))
            }
            SetupRequest::Rename { fingerprint, name } => {
                change_contact(&fingerprint, |book, who| book.rename(who, name))
            }
        };
        Some(match done {
            Ok(()) => Outcome::Done,
            Err(why) => Outcome::Failed(why),
        })
    }

    /// Writes a setting into the settings file. What cannot be used with the rest is not written.
    fn set(&mut self, setting: Setting, value: Option<&str>) -> Result<(), String> {
        let value = value.map(|value| written(setting, value)).transpose()?;
        let change = SettingsChange::prepare(&self.settings, setting.option(), value.as_ref())
            .map_err(|error| words::faults::settings(&error))?;
        let settings = change.settings.clone();
        let parsed = parse_with(self.arguments.clone(), || Ok(settings));
        let Parsed { command, choices, settings, language } =
            parsed.map_err(|error: ParseError| error.sentence())?;
        let Command::Window(options) = command else {
            return Err(words::setup::NOT_HERE.to_owned());
        };
        change.write().map_err(|error| words::faults::settings(&error))?;
        if setting == Setting::Language {
            // What is said from now on; the window is drawn anew after each change.
            words::choose_language(language.on(&platform::languages()));
        }
        (self.options, self.choices, self.settings) = (options, choices, settings);
        Ok(())
    }
}

/// A value as it stands in the settings file.
fn written(setting: Setting, value: &str) -> Result<toml::Value, String> {
    Ok(match setting.kind() {
        Kind::Flag => toml::Value::Boolean(value == "yes"),
        Kind::Numbers(_) => {
            let number = value.parse().map_err(|_| words::setup::NO_NUMBER.to_owned())?;
            toml::Value::Integer(number)
        }
        Kind::Text(_) | Kind::Words(_) | Kind::Device => toml::Value::String(value.to_owned()),
    })
}

fn change_contact(
    fingerprint: &str,
    change: impl FnOnce(&mut Book, &DisplayName) -> Result<(), BookError>,
) -> Result<(), String> {
    let who: DisplayName = fingerprint.parse().map_err(|_| words::setup::NOT_HERE.to_owned())?;
    let changed = private::folder()
        .map_err(StoreError::from)
        .and_then(|folder| Store::new(&folder).change(|book| change(book, &who)));
    changed.map_err(|error| words::faults::store(&error))
}

/// The contacts, who helped last first, and after them the Helpers who stand in the policy alone. Where the contacts cannot
/// be read, also why.
fn people(named: &[TrustedHelper]) -> (Vec<Person>, Option<String>) {
    let book = private::folder().and_then(|folder| Store::new(&folder).read());
    let (book, error) = match book {
        Ok(book) => (book, None),
        Err(error) => (Book::default(), Some(words::faults::private(&error))),
    };
    let mut contacts: Vec<_> = book.iter().collect();
    contacts.sort_by_key(|contact| std::cmp::Reverse(contact.last.as_unix()));
    let contacts = contacts.into_iter().map(|contact| {
        let last = contact.last.to_string();
        let date = last.split('T').next().unwrap_or(&last);
        Person {
            name: contact.name.clone(),
            fingerprint: contact.key.fingerprint(),
            last: Some(date.to_owned()),
        }
    });
    let by_owner = named.iter().filter_map(|helper| {
        let key = protocol::trust::IdentityKey::new(helper.key);
        let fingerprint = key.fingerprint();
        let is_new = book.with_key(&key).is_none();
        is_new.then(|| Person { name: helper.name.clone(), fingerprint, last: None })
    });
    (contacts.chain(by_owner).collect(), error)
}

/// The settings that the window shows.
fn rows(report: &Report) -> Vec<Row> {
    let row = |setting: Setting| {
        let (value, from) = report.option(setting.option())?;
        let decided = match from {
            "policy" => Decided::Owner,
            "command_line" => Decided::CommandLine,
            "variable" => Decided::Variable,
            "settings" => Decided::File,
            _ => Decided::Default,
        };
        Some(Row { setting, value: value.map(str::to_owned), decided })
    };
    Setting::ALL.into_iter().filter_map(row).collect()
}
