//! Words of the code that the User chooses: typed on the terminal, or from a file. Never an argument:
//! every account on the computer can read those.

use std::io::{BufRead, IsTerminal as _, Write};
use std::path::PathBuf;
use std::str::FromStr;

use protocol::code::{Secret, WeakSecret};
use protocol::limits::{CHOSEN_WORDS_MIN, WORDS_FILE_BYTES};
use protocol::word_list::WordLists;
use rand_core::OsRng;
use zeroize::Zeroizing;

use super::InviteError;
use crate::store::secret_file;
use crate::store::value::{BadValue, Expected};
use crate::words;

/// How many words are shown as examples. They are drawn at random each time.
const SHOWN: usize = 12;

/// How many words are shown that begin like an unknown one.
const ALIKE: usize = 6;

/// The file that holds the words of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordsFile(PathBuf);

impl FromStr for WordsFile {
    type Err = BadValue;

    fn from_str(text: &str) -> Result<Self, BadValue> {
        match text {
            "" | "-" => Err(BadValue::text(Expected::File, text)),
            path => Ok(Self(path.into())),
        }
    }
}

/// Where the words of the code come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordsSource {
    /// They are drawn at random.
    Drawn,
    /// The User types them on the terminal.
    Terminal,
    /// They are in a file.
    File(WordsFile),
}

/// The secret that the User chose; `None` when it is to be drawn. `asks_people` is whether standard output
/// is for a person to read.
pub fn chosen_secret(
    source: &WordsSource,
    asks_people: bool,
) -> Result<Option<Secret>, InviteError> {
    match source {
        WordsSource::Drawn => Ok(None),
        WordsSource::File(WordsFile(path)) => {
            let unusable =
                |why: String| InviteError::Usage(words::words_file_unusable(&path.display(), &why));
            let text = secret_file::read(path, WORDS_FILE_BYTES)
                .map_err(|error| unusable(words::faults::secret_file(&error)))?;
            let chosen = Secret::chosen(&Zeroizing::new(text));
            chosen.map(Some).map_err(|weak| unusable(words::errors::weak(weak)))
        }
        WordsSource::Terminal => {
            let input = std::io::stdin();
            if !asks_people || !input.is_terminal() {
                return Err(InviteError::Usage(words::CHOOSE_ON_A_TERMINAL.into()));
            }
            ask(&mut input.lock(), &mut std::io::stdout())
                .map(Some)
                .ok_or_else(|| InviteError::Usage(words::NOTHING_CHOSEN.into()))
        }
    }
}

/// Asks until the words are a valid secret; `None` at the end of the input.
fn ask(input: &mut impl BufRead, out: &mut impl Write) -> Option<Secret> {
    say(out, &words::choose(CHOSEN_WORDS_MIN, &drawn()));
    loop {
        let mut line = Zeroizing::new(String::new());
        match input.read_line(&mut line) {
            Ok(0) | Err(_) => return None,
            Ok(_) => {}
        }
        match Secret::chosen(&line) {
            Ok(secret) => return Some(secret),
            Err(weak) => say(out, &words::choose_again(weak, &alike(&line, weak))),
        }
    }
}

fn say(out: &mut impl Write, text: &str) {
    // If the terminal is gone, reading fails, too.
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// Some words of the list in the language of this program.
fn drawn() -> Vec<String> {
    let mut shown: Vec<String> = Vec::new();
    while shown.len() < SHOWN {
        let secret = Secret::generate(words::code_language(), &mut OsRng);
        shown.extend(secret.expose().split('-').map(str::to_owned));
    }
    shown
}

/// Words that begin like the one that is in no list, those in the language of this program first.
fn alike(line: &str, weak: WeakSecret) -> Vec<&'static str> {
    let WeakSecret::UnknownWord(number) = weak else { return Vec::new() };
    let mut typed = line.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let Some(word) = typed.nth(number - 1) else { return Vec::new() };
    // The longest beginning that some word has.
    let beginnings = (1..=word.chars().count()).rev();
    let own = words::code_language();
    beginnings
        .map(|length| {
            let beginning: String = word.chars().take(length).collect();
            let mut found: Vec<_> = WordLists::all().complete(&beginning).collect();
            found.sort_by_key(|(language, _)| *language != own);
            found.into_iter().map(|(_, word)| word).take(ALIKE).collect()
        })
        .find(|words: &Vec<_>| !words.is_empty())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use catalogue::Language;
    use protocol::word_list::CodeLanguage;

    use super::*;

    #[test]
    fn it_asks_until_the_words_are_good() {
        let mut out = Vec::new();
        let mut typed = "lamp\nlamp rudder karate zzz\nLamp, rudder karate polite\nmore".as_bytes();
        let secret = ask(&mut typed, &mut out).unwrap();
        assert_eq!(secret.expose(), "lamp-rudder-karate-polite");
        let said = String::from_utf8(out).unwrap();
        assert!(said.contains("got 1") && said.contains("word 4"), "{said}");
        assert!(ask(&mut "".as_bytes(), &mut Vec::new()).is_none());
    }

    #[test]
    fn a_word_that_is_not_in_the_list_brings_some_that_are() {
        assert!(alike("rudder lampoon", WeakSecret::UnknownWord(2)).contains(&"lamp"));
        assert_eq!(drawn().len(), SHOWN);
    }

    #[test]
    fn examples_and_help_are_words_of_the_language_that_the_program_speaks() {
        for (language, own, first) in [
            (Language::German, CodeLanguage::German, "apfel"),
            (Language::French, CodeLanguage::French, "apaiser"),
            (Language::Spanish, CodeLanguage::Spanish, "apacible"),
            (Language::Polish, CodeLanguage::English, "apricot"),
        ] {
            words::speak(language);
            let is_own = |word: &String| own.words().any(|it| it == word);
            assert!(drawn().iter().all(is_own), "{language:?}");
            let alike = alike("rudder apx", WeakSecret::UnknownWord(2));
            assert_eq!(alike.first(), Some(&first), "{language:?}");
        }
    }
}
