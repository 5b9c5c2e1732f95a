//! Every option of `share`, and the language, from four places: the command line wins over a variable, a variable
//! over the settings file, the file over the default.
//!
//! clap knows the options, so that nothing is listed twice: each visible one gets its variable
//! here, and what the file holds becomes its default.

pub(crate) mod change;
mod file;

use std::ffi::OsString;

use clap::builder::BoolishValueParser;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, CommandFactory as _, FromArgMatches as _};

pub use file::Settings;

use crate::cli::arguments;
use crate::cli::before::{Before, WINDOW};
use crate::cli::exit::Failure;
use crate::cli::help;
use crate::cli::options::{Cli, Command, LanguageChoice, Share};
use crate::link::proxy::ProxyChoice;
use crate::link::signal::ServerUrl;
use crate::store::settings_file::SettingsError;
use crate::words::{Say, faults};

/// Subcommands that know the options of `share`, or some of them.
const SHARING: [&str; 5] = ["share", WINDOW, "listen", "policy", "doctor"];

/// The option that every subcommand has.
const LANGUAGE: &str = "language";

/// Who chose the value of an option. A later origin wins over an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Nothing: it is the default.
    Default,
    /// The settings file, in this line.
    File(usize),
    /// Its `ALONGSIDE_…` variable.
    Variable,
    /// The command line.
    CommandLine,
}

/// The value of an option, and who chose it.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The option without its dashes.
    pub option: String,
    /// As it was written; `None` where it was not.
    pub value: Option<String>,
    /// Who chose it.
    pub origin: Origin,
    /// Whether the option is hidden from help and reports.
    pub is_hidden: bool,
}

/// All options of `share`.
#[derive(Clone, Debug, Default)]
pub struct Choices(Vec<Choice>);

impl Choices {
    /// One after the other, without those that are hidden.
    pub fn iter(&self) -> impl Iterator<Item = &Choice> {
        self.0.iter().filter(|choice| !choice.is_hidden)
    }

    /// The choice of one option, if this version has it.
    pub fn of(&self, option: &str) -> Option<&Choice> {
        self.0.iter().find(|choice| choice.option == option)
    }

    /// Whether the command line, which every account of the computer can read, holds the password of a proxy.
    pub fn shows_proxy_password(&self) -> bool {
        let Some(Choice { value: Some(value), origin, .. }) = self.of("proxy") else {
            return false;
        };
        let proxy: Result<ProxyChoice, _> = value.parse();
        *origin == Origin::CommandLine && proxy.is_ok_and(|proxy| proxy.has_password())
    }

    /// Who chose the value of an option.
    pub fn origin(&self, option: &str) -> Origin {
        self.of(option).map_or(Origin::Default, |choice| choice.origin)
    }
}

/// The command line, together with variables and settings.
#[derive(Debug)]
pub struct Parsed {
    /// What to do.
    pub command: Command,
    /// Who chose which option of `share`.
    pub choices: Choices,
    /// The settings file.
    pub settings: Settings,
    /// In which language the program speaks.
    pub language: LanguageChoice,
}

/// Why there is nothing to do.
#[derive(Debug, thiserror::Error)]
pub enum ParseError {
    /// The arguments cannot be understood, or ask for help.
    #[error(transparent)]
    Arguments(#[from] clap::Error),
    /// The settings file cannot be understood.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// Each is valid by itself.
    #[error("{}", Say::TwoServers)]
    TwoServers,
}

impl From<ParseError> for Failure {
    fn from(error: ParseError) -> Self {
        Failure::Usage(error.sentence())
    }
}

impl ParseError {
    /// What the User reads.
    pub fn sentence(&self) -> String {
        match self {
            ParseError::Arguments(error) => arguments::sentence(error),
            ParseError::Settings(error) => faults::settings(error),
            ParseError::TwoServers => Say::TwoServers.to_owned(),
        }
    }
}

/// Parses the arguments; the first is the program's name.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Parsed, ParseError> {
    parse_with(arguments, Settings::read)
}

/// The same with settings from elsewhere.
pub(crate) fn parse_with(
    arguments: impl IntoIterator<Item = OsString>,
    settings: impl FnOnce() -> Result<Settings, SettingsError>,
) -> Result<Parsed, ParseError> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    if Before::of(&arguments).names_no_command() {
        arguments.push(WINDOW.into());
    }
    let command = command();
    let matches = command.clone().try_get_matches_from(&arguments)?;
    // The other subcommands work also with a malformed settings file.
    if !matches.subcommand_name().is_some_and(|name| SHARING.contains(&name)) {
        let settings = settings().unwrap_or_default();
        let matches = settings.onto(command).try_get_matches_from(&arguments)?;
        let Cli { command, language, .. } = Cli::from_arg_matches(&matches)?;
        let (choices, settings) = Default::default();
        return Ok(Parsed { command, choices, settings, language: language.language });
    }
    let settings = settings()?;
    let matches = settings.onto(command.clone()).try_get_matches_from(&arguments)?;
    let choices = match matches.subcommand() {
        Some((name, matches)) => choices(&command, name, matches, &settings),
        None => Choices::default(),
    };
    let Cli { mut command, language, .. } = Cli::from_arg_matches(&matches)?;
    if let Some(server) = command.server_mut() {
        choose_server(server, &choices)?;
    }
    Ok(Parsed { command, choices, settings, language: language.language })
}

/// What `alongside share` would be given without any option.
pub fn share() -> Result<Share, ParseError> {
    let arguments = ["alongside", "share"].map(OsString::from);
    let Parsed { command, .. } = parse(arguments)?;
    match command {
        Command::Share(share) => Ok(share),
        Command::Window(_)
        | Command::Listen(_)
        | Command::Contacts(_)
        | Command::Doctor(_)
        | Command::Policy(_)
        | Command::Completions(_)
        | Command::Man(_)
        | Command::Log(_)
        | Command::RestoreDesktop
        | Command::BenchStages(_) => unreachable!("the arguments name `share`"),
    }
}

/// The command line with its variables, as help and completions show it.
pub fn command() -> clap::Command {
    let command = help::say_what(Cli::command()).mut_arg(LANGUAGE, with_variable);
    SHARING.into_iter().fold(command, |command, name| {
        command.mut_subcommand(name, |command| {
            command.mut_args(|arg| if is_setting(&arg) { with_variable(arg) } else { arg })
        })
    })
}

/// Whether an option can be set elsewhere: not help, and nothing that is for tests only.
fn is_setting(arg: &Arg) -> bool {
    arg.get_long().is_some() && !arg.is_hide_set() && arg.get_id() != "help"
}

fn with_variable(arg: Arg) -> Arg {
    let name = variable(arg.get_long().unwrap_or_default());
    // An empty variable counts as unset, as shells have it.
    let empty = std::env::var_os(&name).is_some_and(|value| value.is_empty());
    let arg = arg.hide_env_values(true);
    as_choice(if empty { arg } else { arg.env(name) })
}

/// A flag with a value: the command line must be able to switch off what the file switches on.
fn as_choice(arg: Arg) -> Arg {
    if !matches!(arg.get_action(), ArgAction::SetTrue) {
        return arg;
    }
    arg.action(ArgAction::Set)
        .value_parser(BoolishValueParser::new())
        .value_name("yes|no")
        .num_args(0..=1)
        .require_equals(true)
        .default_value("no")
        .default_missing_value("yes")
        .hide_default_value(true)
        .hide_possible_values(true)
}

/// The variable of an option.
pub fn variable(option: &str) -> String {
    format!("ALONGSIDE_{}", option.replace('-', "_").to_uppercase())
}

fn choices(
    command: &clap::Command,
    name: &str,
    matches: &ArgMatches,
    settings: &Settings,
) -> Choices {
    let of_all = command.get_arguments().filter(|arg| arg.is_global_set());
    let arguments = command.find_subcommand(name).into_iter();
    let arguments = arguments.flat_map(clap::Command::get_arguments).chain(of_all);
    let is_choice = |arg: &&Arg| is_setting(arg) || arg.is_hide_set() && arg.get_long().is_some();
    let choices = arguments.filter(is_choice).map(|arg| {
        let option = arg.get_long().unwrap_or_default().to_owned();
        let id = arg.get_id().as_str();
        let origin = match matches.value_source(id) {
            Some(ValueSource::CommandLine) => Origin::CommandLine,
            Some(ValueSource::EnvVariable) => Origin::Variable,
            Some(_) | None => settings.line(&option).map_or(Origin::Default, Origin::File),
        };
        let value = match matches.try_get_one::<bool>(id) {
            Ok(Some(flag)) => Some(if *flag { "yes" } else { "no" }.to_owned()),
            Ok(None) | Err(_) => matches.get_raw(id).map(|values| {
                let values: Vec<_> = values.map(|value| value.to_string_lossy()).collect();
                values.join(", ")
            }),
        };
        Choice { option, value, origin, is_hidden: arg.is_hide_set() }
    });
    Choices(choices.collect())
}

/// Another server, or this computer: the origin that takes precedence decides.
fn choose_server(chosen: &mut Option<ServerUrl>, choices: &Choices) -> Result<(), ParseError> {
    let (server, listen) = (choices.origin("server"), choices.origin("listen"));
    let both_in_file = matches!((server, listen), (Origin::File(_), Origin::File(_)));
    if both_in_file || (server == listen && server != Origin::Default) {
        return Err(ParseError::TwoServers);
    }
    if listen > server {
        *chosen = None;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
