//! The settings file: `<config>/alongside/config.toml`. [`super::change`] writes it.

use std::path::PathBuf;

use super::{SHARING, as_choice, is_setting};
use crate::cli::arguments::bad_value;
use crate::cli::options::{LanguageOptions, Window};
use crate::cli::policy::features::SENDS_EMAIL;
use crate::platform::folders;
use crate::store::settings_file::{SettingsError, text_of};
use crate::store::table::{At, Mistake, Table, Value, got};
use crate::store::value::{BadValue, Expected};

/// Sections of the file that another part of the program reads, and whether this version uses them.
const SECTIONS: [(&str, bool); 1] = [("email", SENDS_EMAIL)];

/// What the settings file says.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Where it is, or would be; `None` where the system names no place for settings.
    pub path: Option<PathBuf>,
    /// Whether there is one.
    pub present: bool,
    pub(super) options: Vec<Setting>,
}

/// An option that the file sets.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    pub(super) option: String,
    /// clap's name of the option.
    id: String,
    values: Vec<String>,
    line: usize,
}

impl Settings {
    /// Reads this user's file.
    pub fn read() -> Result<Self, SettingsError> {
        let Some(folder) = folders::settings() else { return Ok(Self::default()) };
        let path = folder.join("alongside").join("config.toml");
        match text_of(&path)?.map(|text| parse(&text)) {
            Some(Ok(options)) => Ok(Self { path: Some(path), present: true, options }),
            Some(Err(mistake)) => Err(SettingsError::Wrong { path, mistake }),
            None => Ok(Self { path: Some(path), ..Self::default() }),
        }
    }

    /// The line that sets an option.
    pub(super) fn line(&self, option: &str) -> Option<usize> {
        self.options.iter().find(|setting| setting.option == option).map(|setting| setting.line)
    }

    /// The value of an option, as on the command line.
    pub(crate) fn value(&self, option: &str) -> Option<&str> {
        let setting = self.options.iter().find(|setting| setting.option == option)?;
        setting.values.first().map(String::as_str)
    }

    /// Makes what the file says the default of each option.
    pub(super) fn onto(&self, command: clap::Command) -> clap::Command {
        SHARING.into_iter().fold(self.onto_one(command), |command, name| {
            command.mut_subcommand(name, |command| self.onto_one(command))
        })
    }

    fn onto_one(&self, command: clap::Command) -> clap::Command {
        // A subcommand may have some of the options only.
        let has = |setting: &&Setting| {
            command.get_arguments().any(|arg| arg.get_id().as_str() == setting.id)
        };
        let options: Vec<&Setting> = self.options.iter().filter(has).collect();
        options.into_iter().fold(command, |command, setting| {
            command.mut_arg(&setting.id, |arg| arg.default_values(setting.values.clone()))
        })
    }
}

/// Parses the text of a settings file: the options of the window and of `share`, without their dashes.
pub(super) fn parse(text: &str) -> Result<Vec<Setting>, Mistake> {
    let mut table = Table::parse(text)?;
    let share = <Window as clap::Args>::augment_args(clap::Command::new("window"));
    let share = <LanguageOptions as clap::Args>::augment_args(share)
        .mut_args(|arg| if is_setting(&arg) { as_choice(arg) } else { arg });
    for (section, _) in SECTIONS.into_iter().filter(|(_, present)| *present) {
        table.leave_section(section);
    }
    let mut settings = Vec::new();
    for arg in share.get_arguments().filter(|arg| is_setting(arg)) {
        let option = arg.get_long().unwrap_or_default();
        let taken = table.take(option, |value| {
            let values = texts(value)?;
            for value in &values {
                check(&share, option, value)?;
            }
            Ok(values)
        })?;
        if let Some(At { value: values, line }) = taken {
            let (option, id) = (option.to_owned(), arg.get_id().to_string());
            settings.push(Setting { option, id, values, line });
        }
    }
    table.finish()?;
    Ok(settings)
}

/// The value as on the command line.
fn texts(value: Value) -> Result<Vec<String>, BadValue> {
    match value {
        Value::Text(text) => Ok(vec![text]),
        Value::Number(number) => Ok(vec![number.to_string()]),
        Value::Flag(flag) => Ok(vec![if flag { "yes" } else { "no" }.to_owned()]),
        Value::List(_) | Value::Table(_) | Value::Other(_) => Err(got(Expected::Setting, &value)),
    }
}

/// Asks clap whether it would take this value.
fn check(share: &clap::Command, option: &str, value: &str) -> Result<(), BadValue> {
    let typed = ["window".to_owned(), format!("--{option}={value}")];
    match share.clone().try_get_matches_from(typed) {
        // Options that it needs may be set elsewhere.
        Err(error) => bad_value(&error).map_or(Ok(()), Err),
        Ok(_) => Ok(()),
    }
}
