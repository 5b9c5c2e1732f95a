//! `--language`: in which language the program speaks.

use catalogue::Language;
use clap::Args;

use crate::store::value::{BadValue, Expected};

/// The word for the language of the desktop.
const SYSTEM: &str = "system";

/// A language that was chosen, or none: then the desktop's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LanguageChoice {
    /// That of the desktop.
    #[default]
    System,
    /// This one.
    Is(Language),
}

impl LanguageChoice {
    /// The language, on a desktop in which somebody reads these languages, in their order.
    pub fn on(self, desktop: &[String]) -> Language {
        match self {
            Self::System => Language::best(desktop.iter().map(String::as_str)),
            Self::Is(language) => language,
        }
    }
}

/// In which language the program speaks. Every command has it.
#[derive(Args, Clone, Debug)]
pub struct LanguageOptions {
    /// The language of the window, the terminal and errors, by its tag: as in `de`; `system` is that of the desktop.
    /// JSON and reports for administrators are in English.
    #[arg(long, global = true, value_name = "TAG", default_value = SYSTEM, value_parser = language)]
    pub language: LanguageChoice,
}

/// Reads the tag of a language.
fn language(tag: &str) -> Result<LanguageChoice, BadValue> {
    if tag == SYSTEM {
        return Ok(LanguageChoice::System);
    }
    Language::from_tag(tag).map(LanguageChoice::Is).ok_or_else(|| {
        let known = Language::ALL.iter().map(|known| known.tag());
        let tags = std::iter::once(SYSTEM).chain(known).map(str::to_owned).collect();
        BadValue::text(Expected::OneOf(tags), tag)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(choice: LanguageChoice, desktop: &[&str]) -> Language {
        choice.on(&desktop.iter().map(|&tag| tag.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_language_of_the_desktop_is_taken() {
        for (desktop, expected) in [
            (&["de_AT.UTF-8"][..], Language::German),
            (&["nl_NL", "pt_BR"], Language::Portuguese),
            (&["C.UTF-8"], Language::English),
            (&[], Language::English),
        ] {
            assert_eq!(on(LanguageChoice::System, desktop), expected);
        }
    }

    #[test]
    fn what_is_chosen_goes_before_the_desktop() {
        assert_eq!(on(LanguageChoice::Is(Language::Arabic), &["de"]), Language::Arabic);
    }
}
