//! In which language this program speaks: decided once, before anything is said.

use std::ffi::OsString;

use catalogue::Language;

/// The language for these arguments, and a desktop in which somebody reads these languages, in their order.
pub(super) fn chosen(
    arguments: impl IntoIterator<Item = OsString>,
    desktop: impl IntoIterator<Item = String>,
) -> Language {
    let (mut asked, mut is_next) = (None, false);
    for argument in arguments {
        let Some(argument) = argument.to_str() else { continue };
        if std::mem::take(&mut is_next) {
            asked = Some(argument.to_owned());
        } else if let Some(tag) = argument.strip_prefix("--language=") {
            asked = Some(tag.to_owned());
        }
        match argument {
            "--" => break,
            "--language" => is_next = true,
            _ => (),
        }
    }
    // A tag that is none was refused before.
    let asked = asked.and_then(|tag| Language::from_tag(&tag));
    asked.unwrap_or_else(|| {
        let desktop: Vec<String> = desktop.into_iter().collect();
        Language::best(desktop.iter().map(String::as_str))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(arguments: &[&str], desktop: &[&str]) -> Language {
        let arguments = arguments.iter().map(OsString::from);
        chosen(arguments, desktop.iter().map(|&tag| tag.to_owned()))
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
}
