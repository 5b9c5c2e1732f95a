//! The files themselves are read by the parts that know them; here is what is said of each error.

use std::io;

use catalogue::Language;

use super::*;
use crate::policy::Rules;
use crate::words::say::{speak, without_marks};

fn io_error() -> io::Error {
    io::Error::from_raw_os_error(13)
}

/// Errors of the private files, and what each sentence of them must have.
fn private_errors() -> Vec<PrivateError> {
    let path = || "/x/contacts.toml".into();
    let mistake = Mistake { line: 7, wrong: Wrong::Twice("key") };
    vec![
        PrivateError::NoFolder,
        PrivateError::Exposed(path()),
        PrivateError::Owner(path()),
        PrivateError::Unreadable { path: path(), error: io_error() },
        PrivateError::TooLong { path: path(), most: 9 },
        PrivateError::Unwritable { path: path(), error: io_error() },
        PrivateError::Held(path()),
        PrivateError::Wrong { path: path(), mistake },
        PrivateError::NoText(path()),
        PrivateError::NoKey { path: path(), head: "alongside identity 1" },
    ]
}

fn policy_errors() -> Vec<PolicyError> {
    let path = || "/etc/alongside/policy.toml".into();
    let mut errors = vec![
        PolicyError::Unreadable { path: path(), error: io_error() },
        PolicyError::Owner { path: path() },
        PolicyError::Writable { path: path() },
    ];
    let texts = [
        "[invitation]\nalowed = false",
        "[invitation]\nlongest = 'ever'",
        "[files]\nscanner = ['scan']",
        "[files]\nscanner = ['/bin/scan']",
        "[consent]\nconnect = 'In?'",
        "[consent]\nconnect = '{helper} {x}'",
        "[[offer.helper]]\nname = 'Help desk'",
        "minimum-version = 0",
        "[files]\nfolder = 'in'",
        "log = 2026-05-03",
        "log = 1.5",
        "log = []",
    ];
    errors.extend(texts.map(|text| {
        let mistake = Rules::parse(text).unwrap_err();
        PolicyError::Wrong { path: path(), mistake }
    }));
    errors
}

fn log_errors() -> Vec<LogError> {
    let path = || "/x/Documents".into();
    vec![LogError::NoHome, LogError::LeadsOut(path()), LogError::NotThere(path()), LogError::Silent]
}

/// What each error says in the language of the program, and in the English of logs.
fn all() -> Vec<(String, String)> {
    let mut said: Vec<_> =
        private_errors().iter().map(|error| (private(error), error.to_string())).collect();
    said.extend(policy_errors().iter().map(|error| (policy(error), error.to_string())));
    said.extend(log_errors().iter().map(|error| (log(error), error.to_string())));
    let secrets = [SecretFileError::Exposed, SecretFileError::Empty];
    said.extend(secrets.iter().map(|error| (secret_file(error), error.to_string())));
    said
}

#[test]
fn in_english_the_sentence_is_that_of_the_error() {
    for (said, english) in all() {
        assert_eq!(said, english);
    }
}

#[test]
fn a_file_that_cannot_be_used_is_told_in_the_language_of_the_program() {
    for language in Language::ALL.iter().filter(|language| **language != Language::English) {
        speak(*language);
        for (said, english) in all() {
            assert_ne!(said, english, "{language:?}");
            let said = without_marks(&said);
            // What is quoted stands in each of them: names, keys, numbers, words that are written so.
            for part in ["contacts.toml", "policy.toml", "/x/Documents", "line 7", "`key`"] {
                let part = part.trim_start_matches("line ");
                assert_eq!(said.contains(part), english.contains(part), "{said}");
            }
        }
    }
}
