//! What is said aloud, and what the User reads about that.

use protocol::word_list::{CodeLanguage, WordLists};

use crate::platform::desktop_programs::SpeechError;
use crate::words::say::{Say, say, with_bare};

/// Says the code.
pub const SAY: Say = Say::SpeechSay;

/// Stops that.
pub const STOP: Say = Say::SpeechStop;

/// Whoever is in the room hears it.
pub const HEARD: Say = Say::SpeechHeard;

/// The language in which the code is spoken: that of its words; of its first one, where the User has mixed them.
pub fn language_of(code: &str) -> CodeLanguage {
    let mut words = code.split('-').skip(1).filter_map(|word| WordLists::all().find(word));
    words.next().map_or(CodeLanguage::English, |(language, _)| language)
}

/// The code as it is spoken, in the language of its words: each part, then its letters.
pub fn spoken(code: &str, language: CodeLanguage) -> Vec<String> {
    let first = match language {
        CodeLanguage::English => "The code is:",
        CodeLanguage::German => "Der Code ist:",
        CodeLanguage::French => "Le code est :",
        CodeLanguage::Spanish => "El código es:",
    };
    let letters = |part: &str| {
        let letters: Vec<String> = part.chars().map(|c| c.to_uppercase().to_string()).collect();
        letters.join(", ")
    };
    let mut lines = vec![first.to_owned()];
    for part in code.split('-') {
        // The first part is a number, which is said digit by digit alone.
        if !part.chars().all(|c| c.is_ascii_digit()) {
            lines.push(format!("{part}."));
        }
        lines.push(format!("{}.", letters(part)));
    }
    lines
}

/// Why nothing is said.
pub fn failed(error: &SpeechError) -> String {
    match error {
        SpeechError::NotHere => Say::SpeechFailedNotHere.to_owned(),
        SpeechError::NotInstalled { package } => {
            with_bare(&say!(SpeechFailedNotInstalled, Package = *package), package)
        }
        SpeechError::Failed => Say::SpeechFailed.to_owned(),
        SpeechError::System(error) => say!(SpeechFailedSystem, Why = &error.to_string()),
    }
}
