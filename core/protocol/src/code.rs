//! The invitation code: `slot-word-word-word`, easy to say on the phone.
//!
//! The slot is public: it identifies the invitation at the signal server. The words are the secret:
//! Alongside never sends them over the network. People pass them on, for example by phone.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use alloc::collections::BTreeSet;

use core::fmt;
use core::str::FromStr;

use rand_core::CryptoRngCore;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::limits::{CHOSEN_WORDS_MIN, CODE_TEXT_BYTES, SECRET_WORDS, SECRET_WORDS_MAX, SLOT_MAX};
use crate::word_list::{CodeLanguage, WordLists, is_word};

/// The words of the example codes in all explanations, for each language that has a list.
const EXAMPLES: [&str; 12] = [
    "lamp", "orbit", "tulip", "apfel", "wolke", "tulpe", "lapin", "orage", "cerise", "gato",
    "nube", "puente",
];

/// The number of an invitation at the signal server: 1 to [`SLOT_MAX`]. It is not secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Slot(u32);

impl TryFrom<u32> for Slot {
    type Error = ParseCodeError;

    fn try_from(number: u32) -> Result<Self, ParseCodeError> {
        if (1..=SLOT_MAX).contains(&number) { Ok(Self(number)) } else { Err(ParseCodeError::Slot) }
    }
}

impl From<Slot> for u32 {
    fn from(slot: Slot) -> u32 {
        slot.0
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for Slot {
    type Err = ParseCodeError;

    /// Parses a number. Letters that look like digits count as digits.
    fn from_str(text: &str) -> Result<Self, ParseCodeError> {
        let digits: String = text.trim().chars().map(look_alike_digit).collect();
        if digits.is_empty() || digits.len() > 7 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(ParseCodeError::Slot);
        }
        Slot::try_from(digits.parse::<u32>().map_err(|_| ParseCodeError::Slot)?)
    }
}

/// The words of a code in canonical form: lower case, joined by `-`. Both ends use it as the password.
///
/// Its `Debug` output hides the words. It is wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Generates [`SECRET_WORDS`] random words of one list: 30 bits.
    pub fn generate(language: CodeLanguage, rng: &mut impl CryptoRngCore) -> Self {
        let words: Vec<&str> = language.words().collect();
        debug_assert!(
            words.len().is_power_of_two(),
            "the mask gives each word the same probability"
        );
        let mut text = String::new();
        for n in 0..SECRET_WORDS {
            let index = usize::try_from(rng.next_u32()).unwrap_or(0) & (words.len() - 1);
            if n > 0 {
                text.push('-');
            }
            text.push_str(words.get(index).copied().unwrap_or_default());
        }
        Self(Zeroizing::new(text))
    }

    /// Creates a secret from words that the User has chosen, of one list or of several. Words that are easy to guess
    /// are refused.
    pub fn chosen(text: &str) -> Result<Self, WeakSecret> {
        if text.len() > CODE_TEXT_BYTES {
            return Err(WeakSecret::TooMany);
        }
        let typed = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        let mut chosen: Vec<&str> = Vec::new();
        for (n, part) in typed.enumerate() {
            if n == SECRET_WORDS_MAX {
                return Err(WeakSecret::TooMany);
            }
            let (_, word) = WordLists::all().find(part).ok_or(WeakSecret::UnknownWord(n + 1))?;
            chosen.push(word);
        }
        if chosen.len() < CHOSEN_WORDS_MIN {
            return Err(WeakSecret::TooFew(chosen.len()));
        }
        let different: BTreeSet<_> = chosen.iter().collect();
        if different.len() < chosen.len() {
            return Err(WeakSecret::Repeated);
        }
        if chosen.iter().filter(|word| EXAMPLES.contains(word)).count() > 1 {
            return Err(WeakSecret::Example);
        }
        if chosen.iter().zip(chosen.iter().skip(1)).any(|(one, next)| are_neighbours(one, next)) {
            return Err(WeakSecret::Neighbours);
        }
        let first = |word: &&str| word.chars().next();
        if chosen.iter().map(first).collect::<BTreeSet<_>>().len() == 1 {
            return Err(WeakSecret::Alike);
        }
        Ok(Self(Zeroizing::new(chosen.join("-"))))
    }

    /// Twelve bits of SHA-256 of the words: enough to recognise words that were typed before, too few to
    /// find them.
    pub fn mark(&self) -> u16 {
        let hash = Sha256::digest(self.0.as_bytes());
        let [first, second, ..] = <[u8; 32]>::from(hash);
        u16::from_be_bytes([first, second]) >> 4
    }

    /// The words joined by `-`.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// An invitation code: the slot and the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationCode {
    /// The slot of the invitation.
    pub slot: Slot,
    /// The password of the handshake.
    pub secret: Secret,
}

impl InvitationCode {
    /// The code as text: `7-lamp-orbit-tulip`. The caller must not disclose it.
    pub fn expose(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{}-{}", self.slot, self.secret.expose()))
    }
}

/// Why a text is not an invitation code. The person who typed it sees the messages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseCodeError {
    /// The text is empty.
    #[error("type the code, a number and {SECRET_WORDS} words, for example 7-lamp-orbit-tulip")]
    Empty,
    /// The text does not begin with a slot.
    #[error("the code begins with a number from 1 to {SLOT_MAX}")]
    Slot,
    /// There are too few words after the slot.
    #[error("the code has a number and {SECRET_WORDS} words; {0} of the words are there")]
    TooFewWords(usize),
    /// The text has more words, or is longer, than any code.
    #[error("this is longer than a code: it has a number and {SECRET_WORDS} words")]
    TooLong,
    /// A word is not in the list. It is shown to the person who typed it, and never logged.
    #[error("\"{0}\" is not a word that codes are made of")]
    UnknownWord(String),
}

/// Why chosen words are refused as a secret. The User sees the messages, which contain none of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeakSecret {
    /// A word is not in the list. Its position is counted from 1.
    #[error("word {0} is not one that codes are made of")]
    UnknownWord(usize),
    /// There are too few words.
    #[error("expected at least {CHOSEN_WORDS_MIN} words, got {0}")]
    TooFew(usize),
    /// The text has more words, or is longer, than any code.
    #[error("expected at most {SECRET_WORDS_MAX} words")]
    TooMany,
    /// A word occurs twice.
    #[error("expected words that are all different")]
    Repeated,
    /// More than one word is from the example code.
    #[error("expected other words than those of the example, which everybody knows")]
    Example,
    /// Two consecutive words are neighbours in the list.
    #[error("expected words that do not follow each other in the list")]
    Neighbours,
    /// All words begin with the same letter.
    #[error("expected words that do not all begin with the same letter")]
    Alike,
}

impl FromStr for InvitationCode {
    type Err = ParseCodeError;

    /// Parses a code of any list; see [`InvitationCode::read`].
    fn from_str(text: &str) -> Result<Self, ParseCodeError> {
        Self::read(text, WordLists::all())
    }
}

impl InvitationCode {
    /// Parses a code as people type it: any case, any separators, look-alike characters, words cut after
    /// four letters, in any of these lists.
    pub fn read(text: &str, lists: WordLists) -> Result<Self, ParseCodeError> {
        if text.len() > CODE_TEXT_BYTES {
            return Err(ParseCodeError::TooLong);
        }
        let mut parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        let slot = parts.next().ok_or(ParseCodeError::Empty)?.parse()?;
        let mut secret = Zeroizing::new(String::new());
        let mut count = 0;
        for part in parts {
            count += 1;
            if count > SECRET_WORDS_MAX {
                return Err(ParseCodeError::TooLong);
            }
            let unknown = || ParseCodeError::UnknownWord(part.to_owned());
            let (_, word) = lists.find(part).ok_or_else(unknown)?;
            if count > 1 {
                secret.push('-');
            }
            secret.push_str(word);
        }
        if count < SECRET_WORDS {
            return Err(ParseCodeError::TooFewWords(count));
        }
        Ok(Self { slot, secret: Secret(secret) })
    }

    /// Reads a code as a program wrote it into a link. Its words are taken as they are, so that no list is needed.
    pub fn of_link(text: &str) -> Option<Self> {
        let (slot, words) = text.split_once('-')?;
        let slot = slot.parse().ok()?;
        let count = words.split('-').take(SECRET_WORDS_MAX + 1).count();
        let is_code =
            (SECRET_WORDS..=SECRET_WORDS_MAX).contains(&count) && words.split('-').all(is_word);
        is_code.then(|| Self { slot, secret: Secret(Zeroizing::new(words.to_owned())) })
    }
}

/// Whether two words are neighbours in a list.
fn are_neighbours(one: &str, other: &str) -> bool {
    CodeLanguage::ALL.into_iter().any(|language| {
        let position = |wanted: &str| language.words().position(|word| word == wanted);
        matches!((position(one), position(other)), (Some(a), Some(b)) if a.abs_diff(b) == 1)
    })
}

fn look_alike_digit(c: char) -> char {
    match c {
        'o' | 'O' => '0',
        'l' | 'I' | 'i' => '1',
        'S' | 's' => '5',
        'B' => '8',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counter::Counter;
    use alloc::string::ToString;
    use proptest::prelude::*;

    fn code(text: &str) -> Result<String, ParseCodeError> {
        text.parse::<InvitationCode>().map(|code| code.expose().to_string())
    }

    fn words() -> impl Iterator<Item = &'static str> {
        CodeLanguage::English.words()
    }

    fn three() -> [&'static str; 3] {
        let all: Vec<_> = words().collect();
        [all[17], all[512], all[1023]]
    }

    fn prefix(word: &str) -> &str {
        word.get(..4).unwrap_or(word)
    }

    #[test]
    fn a_code_is_understood_however_it_is_typed() {
        let [a, b, c] = three();
        let plain = format!("7-{a}-{b}-{c}");
        for typed in [
            plain.clone(),
            plain.to_uppercase(),
            format!("  7 {a}  {b}, {c}. "),
            format!("7–{a}—{b}_{c}"),
            format!("7-{}-{}-{}", prefix(a), prefix(b), prefix(c)),
            format!("#7-{a}-{b}-{c}"),
            plain.replace('o', "0").replace('l', "1"),
        ] {
            assert_eq!(code(&typed).as_ref(), Ok(&plain), "{typed:?}");
        }
        assert_eq!(code(&format!("lO {a} {b} {c}")), Ok(format!("10-{a}-{b}-{c}")));
    }

    #[test]
    fn a_wrong_code_says_what_is_wrong() {
        let [a, b, c] = three();
        assert_eq!(code(""), Err(ParseCodeError::Empty));
        assert_eq!(code("hello"), Err(ParseCodeError::Slot));
        assert_eq!(code("0-a"), Err(ParseCodeError::Slot));
        assert_eq!(code("99999999-a"), Err(ParseCodeError::Slot));
        assert_eq!(code(&format!("7-{a}-{b}")), Err(ParseCodeError::TooFewWords(2)));
        let unknown = ParseCodeError::UnknownWord("zzzzz".to_owned());
        assert_eq!(code(&format!("7-{a}-zzzzz-{c}")), Err(unknown));
        assert_eq!(code(&format!("7{}", "-a".repeat(200))), Err(ParseCodeError::TooLong));
        let many = format!("7{}", format!("-{a}").repeat(SECRET_WORDS_MAX + 1));
        assert_eq!(code(&many), Err(ParseCodeError::TooLong));
    }

    #[test]
    fn words_that_are_easily_guessed_are_no_secret() {
        let all: Vec<_> = words().collect();
        let far = |n: usize| all[n * 97 % all.len()];
        let join = |words: &[&str]| words.join(" ");
        let four = [far(1), far(2), far(3), far(4)];
        for (text, weak) in [
            ("", WeakSecret::TooFew(0)),
            (&join(&four[..3]), WeakSecret::TooFew(3)),
            (&join(&[four[0], four[1], four[2], "zzzzz"]), WeakSecret::UnknownWord(4)),
            (&join(&[four[0], four[1], four[2], four[0]]), WeakSecret::Repeated),
            (&join(&["tulip", four[1], four[2], "lamp"]), WeakSecret::Example),
            (&join(&[four[0], four[1], all[700], all[701]]), WeakSecret::Neighbours),
            (&join(&[all[701], all[700], four[0], four[1]]), WeakSecret::Neighbours),
            (&join(&[all[0], all[2], all[4], all[6]]), WeakSecret::Alike),
            (&join(&(1..=SECRET_WORDS_MAX + 1).map(far).collect::<Vec<_>>()), WeakSecret::TooMany),
            (&"x".repeat(CODE_TEXT_BYTES + 1), WeakSecret::TooMany),
        ] {
            assert_eq!(Secret::chosen(text), Err(weak), "{text}");
            assert!(four.iter().all(|word| !weak.to_string().contains(word)), "{weak}");
        }
        let most = (1..=SECRET_WORDS_MAX).map(far).collect::<Vec<_>>();
        assert!(Secret::chosen(&join(&most)).is_ok());
    }

    #[test]
    fn chosen_words_are_understood_as_the_helper_types_them() {
        let all: Vec<_> = words().collect();
        let words = [all[17], all[512], all[300], all[1001]].map(str::to_uppercase);
        let secret = Secret::chosen(&words.join(", ")).unwrap();
        let typed: InvitationCode = format!("7 {}", words.join(" ")).parse().unwrap();
        assert_eq!(typed.secret, secret);
    }

    #[test]
    fn the_words_of_a_code_may_be_of_several_lists_and_the_examples_of_none_are_a_secret() {
        let secret = Secret::chosen("nuss, cidr OJAL rudder").unwrap();
        assert_eq!(secret.expose(), "nuss-cidre-ojal-rudder");
        assert_eq!("7 nuss cidre ojal rudd".parse::<InvitationCode>().unwrap().secret, secret);
        for two in
            ["apfel rudder karate wolke", "lapin polite karate cerise", "gato lamp nuss ufer"]
        {
            assert_eq!(Secret::chosen(two), Err(WeakSecret::Example), "{two}");
        }
        let neighbours = Secret::chosen("rudder abend abfahrt polite");
        assert_eq!(neighbours, Err(WeakSecret::Neighbours));
        for word in EXAMPLES {
            assert!(WordLists::all().find(word).is_some_and(|(_, found)| found == word), "{word}");
        }
    }

    #[test]
    fn a_word_of_a_list_that_is_missing_is_unknown_unless_a_link_brings_it() {
        let text = "7-apfel-orbit-tulip";
        let unknown = ParseCodeError::UnknownWord("apfel".to_owned());
        assert_eq!(InvitationCode::read(text, WordLists::english()), Err(unknown));
        assert_eq!(InvitationCode::of_link(text), text.parse().ok());
        for other in [
            "7",
            "7-apfel-orbit",
            "0-apfel-orbit-tulip",
            "7-Apfel-orbit-tulip",
            "7-apfel orbit-tulip",
            "7-apf-orbit-tulip",
            &format!("7{}", "-apfel".repeat(SECRET_WORDS_MAX + 1)),
        ] {
            assert_eq!(InvitationCode::of_link(other), None, "{other}");
        }
    }

    #[test]
    fn a_secret_never_shows_in_debug() {
        let [a, b, c] = three();
        let shown = format!("{:?}", format!("7-{a}-{b}-{c}").parse::<InvitationCode>().unwrap());
        assert!(!shown.contains(a) && !shown.contains(b) && !shown.contains(c), "{shown}");
    }

    proptest! {
        #[test]
        fn any_text_is_parsed_or_refused(text: String) {
            let _ = text.parse::<InvitationCode>();
            let _ = InvitationCode::of_link(&text);
        }

        #[test]
        fn a_generated_code_of_each_language_is_read_as_the_same_code(slot in 1..=SLOT_MAX, seed: u64, n in 0..4usize) {
            let secret = Secret::generate(CodeLanguage::ALL[n], &mut Counter(seed));
            let made = InvitationCode { slot: Slot::try_from(slot).unwrap(), secret };
            let text = made.expose();
            prop_assert_eq!(text.parse(), Ok(made.clone()));
            prop_assert_eq!(InvitationCode::of_link(&text), Some(made.clone()), "without any list");
            let cut: Vec<_> = text.split('-').map(prefix).collect();
            if slot < 10_000 {
                prop_assert_eq!(cut.join(" ").parse(), Ok(made));
            }
        }
    }
}
