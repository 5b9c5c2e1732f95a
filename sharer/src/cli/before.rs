//! What the arguments say before they are parsed: in which language this program speaks, also about the arguments, and
//! whether it opens its window.

use std::ffi::OsString;

use catalogue::Language;

/// The subcommand that stands for no subcommand.
pub(super) const WINDOW: &str = "window";

/// The option of the language.
const LANGUAGE: &str = "--language";

/// What was read of the arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    /// The language that is asked for. A tag that is none is refused later.
    pub language: Option<Language>,
    /// The first argument that is not about the language.
    first: Option<OsString>,
    /// Whether `--json` is among the arguments.
    json: bool,
}

impl Before {
    /// Reads the arguments; the first is the program's name.
    pub fn of(arguments: &[OsString]) -> Self {
        let mut before = Self { language: None, first: None, json: false };
        let mut rest = arguments.iter().skip(1);
        while let Some(argument) = rest.next() {
            let text = argument.to_str().unwrap_or_default();
            let tag = match text.strip_prefix(LANGUAGE) {
                Some("") => rest.next().and_then(|tag| tag.to_str()),
                Some(tag) => tag.strip_prefix('='),
                None => None,
            };
            match tag {
                Some(tag) => before.language = Language::from_tag(tag),
                None => {
                    before.first.get_or_insert_with(|| argument.clone());
                }
            }
            if text == "--" {
                break;
            }
            before.json |= text == "--json";
        }
        before
    }

    /// Whether the arguments are none, or only the language.
    pub fn names_no_command(&self) -> bool {
        self.first.is_none()
    }

    /// Whether other programs read what it says, or administrators: then it is in English.
    pub fn is_for_programs(&self) -> bool {
        self.json || self.first.as_ref().is_some_and(|first| first == "policy")
    }

    /// Whether the program opens its window, so that there may be no terminal.
    pub fn opens_window(&self) -> bool {
        self.first.as_ref().is_none_or(|first| first == WINDOW)
    }

    /// The language of the program, on a desktop in which somebody reads these languages, in their order.
    pub fn language_on(&self, desktop: impl IntoIterator<Item = String>) -> Language {
        self.language.unwrap_or_else(|| {
            let desktop: Vec<String> = desktop.into_iter().collect();
            Language::best(desktop.iter().map(String::as_str))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before(arguments: &[&str]) -> Before {
        Before::of(&arguments.iter().map(OsString::from).collect::<Vec<_>>())
    }

    fn language(arguments: &[&str], desktop: &[&str]) -> Language {
        before(arguments).language_on(desktop.iter().map(|&tag| tag.to_owned()))
    }

    #[test]
    fn the_language_of_the_desktop_is_taken() {
        assert_eq!(language(&["alongside"], &["de_AT.UTF-8"]), Language::German);
        assert_eq!(language(&["alongside", "doctor"], &["nl_NL", "pt_BR"]), Language::Portuguese);
        assert_eq!(language(&["alongside"], &["C.UTF-8"]), Language::English);
        assert_eq!(language(&["alongside"], &[]), Language::English);
    }

    #[test]
    fn what_is_asked_for_goes_before_the_desktop() {
        for arguments in [
            &["alongside", "--language", "ar"][..],
            &["alongside", "share", "--language=ar"],
            &["alongside", "--language=ar", "doctor"],
        ] {
            assert_eq!(language(arguments, &["de"]), Language::Arabic, "{arguments:?}");
        }
        assert_eq!(language(&["alongside", "--language=xx"], &["de"]), Language::German);
        assert_eq!(
            language(&["alongside", "share", "--", "--language=ar"], &[]),
            Language::English
        );
    }

    #[test]
    fn the_language_alone_opens_the_window() {
        for (arguments, names_no_command, opens_window) in [
            (&["alongside"][..], true, true),
            (&["alongside", "--language=de"], true, true),
            (&["alongside", "--language", "de"], true, true),
            (&["alongside", "window", "--language", "de"], false, true),
            (&["alongside", "--language", "de", "share"], false, false),
            (&["alongside", "--language"], false, false),
            (&["alongside", "--help"], false, false),
        ] {
            let before = before(arguments);
            assert_eq!(before.names_no_command(), names_no_command, "{arguments:?}");
            assert_eq!(before.opens_window(), opens_window, "{arguments:?}");
        }
    }
}
