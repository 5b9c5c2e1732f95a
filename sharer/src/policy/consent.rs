//! The owner's own words for the questions that the User is asked.

use protocol::limits::CONSENT_TEXT_BYTES;
use protocol::name::DisplayName;

use crate::store::value::{BadValue, Expected};
use crate::words;
use session::{ControlStop, Proof, Question};

/// What stands for the Helper's name.
const HELPER: &str = "{helper}";

/// A question in the owner's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentText(String);

impl ConsentText {
    /// The question about this Helper.
    pub fn ask(&self, helper: &str) -> String {
        // In one pass: a Helper may call themselves "{helper}".
        self.0.replace(HELPER, helper)
    }

    /// The text as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for ConsentText {
    type Err = BadValue;

    fn from_str(text: &str) -> Result<Self, BadValue> {
        let text = text.trim();
        if text.len() > CONSENT_TEXT_BYTES {
            return Err(BadValue::expected(Expected::Bytes(CONSENT_TEXT_BYTES)));
        }
        // The User must learn who asks.
        if !text.contains(HELPER) {
            return Err(BadValue::text(Expected::NamePart(HELPER), text));
        }
        if text.replace(HELPER, "").contains(['{', '}']) {
            return Err(BadValue::text(Expected::OnlyBracesOf(HELPER), text));
        }
        let lines = text.split('\n').map(|line| line.trim_end_matches('\r'));
        if lines.clone().any(|line| line.chars().any(|c| c.is_control())) {
            return Err(BadValue::expected(Expected::NoControl));
        }
        Ok(Self(lines.collect::<Vec<_>>().join("\n")))
    }
}

/// How the User is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// The owner's words before connecting, instead of ours.
    pub connect: Option<ConsentText>,
    /// The owner's words before control is shared, instead of ours.
    pub control: Option<ConsentText>,
}

impl Questions {
    /// The question in words.
    pub fn text(
        &self,
        question: Question,
        helper: &DisplayName,
        alias: Option<&DisplayName>,
        proof: Proof,
        resembles: Option<&DisplayName>,
        stop: ControlStop,
    ) -> String {
        let own = match question {
            Question::Connect => &self.connect,
            Question::Control => &self.control,
            Question::Point
            | Question::ClipboardRead
            | Question::ClipboardWrite
            | Question::FileIn
            | Question::FileOut
            | Question::Remember => &None,
        };
        let Some(own) = own else {
            return words::question(question, helper, alias, proof, resembles, stop);
        };
        let mut text = own.ask(&words::contacts::asker(helper, alias));
        // The owner cannot know in advance how the Helper proves who they are, nor what name they choose.
        if question == Question::Connect && proof != Proof::Code {
            text.push('\n');
            text.push_str(&words::contacts::proven(helper, proof));
        }
        // Nor what stops control on the desktop of the moment.
        if question == Question::Control && stop == ControlStop::TimeLimit {
            text.push('\n');
            text.push_str(&words::control::stops(stop));
        }
        if let Some(known) = resembles {
            text.push('\n');
            text.push_str(&words::names::resembles(known, proof));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_hides_who_asks_is_refused() {
        for (text, expected) in [
            ("May somebody see your screen?", "{helper}"),
            ("May {helper} see your screen, {user}?", "no braces"),
            ("May {helper}\u{1b}[2J see your screen?", "control characters"),
        ] {
            let error = text.parse::<ConsentText>().unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
        }
        let long = format!("{{helper}}{}", "x".repeat(CONSENT_TEXT_BYTES));
        assert!(long.parse::<ConsentText>().is_err());
    }

    #[test]
    fn the_owners_words_do_not_hide_that_esc_does_nothing() {
        let control = "May {helper} take over?".parse().ok();
        let questions = Questions { control, ..Questions::default() };
        let helper: DisplayName = "Jacky".parse().unwrap();
        let text =
            |question, stop| questions.text(question, &helper, None, Proof::Code, None, stop);
        let asked = text(Question::Control, ControlStop::PanicKey);
        assert!(!asked.contains("Esc"), "{asked}");
        let asked = text(Question::Control, ControlStop::TimeLimit);
        assert!(asked.contains("Esc does not end it"), "{asked}");
        let asked = text(Question::Connect, ControlStop::TimeLimit);
        assert!(!asked.contains("Esc"), "{asked}");
    }

    #[test]
    fn the_name_is_put_in_once() {
        let text: ConsentText = "May {helper} look?\r\n{helper} is from IT.".parse().unwrap();
        assert_eq!(text.ask("{helper}"), "May {helper} look?\n{helper} is from IT.");
    }
}
