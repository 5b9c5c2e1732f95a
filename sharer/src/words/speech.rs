//! What is said aloud, and what the User reads about that.

use crate::platform::desktop_programs::SpeechError;

/// Says the code.
pub const SAY: &str = "Say it aloud";

/// Stops that.
pub const STOP: &str = "Stop speaking";

/// Whoever is in the room hears it.
pub const HEARD: &str = "Everybody in the room hears the code. Say it aloud only where you may.";

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
        SpeechError::NotHere => "On this system the code cannot be said aloud yet.".to_owned(),
        SpeechError::NotInstalled { package } => format!(
            "No program on this computer speaks. Install the package {package} to have the code said aloud."
        ),
        SpeechError::Failed => {
            "The voice of this computer does not work. Is there a loudspeaker?".to_owned()
        }
        SpeechError::System(error) => format!("The voice cannot be started: {error}."),
    }
}
