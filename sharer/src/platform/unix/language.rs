//! The languages of the desktop.

/// The languages that the account reads, in their order: those of the variables of the session, as programs that use
/// gettext take them.
pub(crate) fn languages() -> Vec<String> {
    of(|variable| std::env::var(variable).ok().filter(|value| !value.is_empty()))
}

fn of(variable: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let messages = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(&variable);
    let Some(messages) = messages else { return Vec::new() };
    // Who wants the language of the system itself is given no other one.
    let is_plain = ["C", "POSIX"].contains(&messages.split('.').next().unwrap_or_default());
    let preferred = variable("LANGUAGE").filter(|_| !is_plain);
    let preferred = preferred.iter().flat_map(|tags| tags.split(':')).map(str::to_owned);
    preferred.chain([messages.clone()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_names_the_language() {
        for (set, expected) in [
            (&[][..], &[][..]),
            (&[("LANG", "de_DE.UTF-8")], &["de_DE.UTF-8"]),
            (&[("LANG", "de_DE"), ("LC_MESSAGES", "fr_FR")], &["fr_FR"]),
            (&[("LC_MESSAGES", "fr_FR"), ("LC_ALL", "C.UTF-8")], &["C.UTF-8"]),
            (&[("LANG", "de_DE"), ("LANGUAGE", "pl:de")], &["pl", "de", "de_DE"]),
            (&[("LANG", "C"), ("LANGUAGE", "pl")], &["C"]),
        ] {
            let variable = |name: &str| {
                set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(of(variable), expected, "{set:?}");
        }
    }
}
