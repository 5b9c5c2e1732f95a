//! What is said aloud, and what the User reads about that.

use crate::platform::desktop_programs::SpeechError;
use crate::words::say::{Say, say, with_bare};

/// Says the code.
pub const SAY: Say = Say::SpeechSay;

/// Stops that.
pub const STOP: Say = Say::SpeechStop;

/// Whoever is in the room hears it.
pub const HEARD: Say = Say::SpeechHeard;

/// The code as it is spoken, in English like its words: each part, then its letters.
pub fn spoken(code: &str) -> Vec<String> {
    let letters = |part: &str| {
        let letters: Vec<String> = part.chars().map(|c| c.to_uppercase().to_string()).collect();
        letters.join(", ")
    };
    let mut lines = vec!["The code is:".to_owned()];
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
