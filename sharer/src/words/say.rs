//! The sentences of this program by their names, and what they say in the language that was chosen.
//!
//! Which sentence is said is decided everywhere by its name, [`Say`], whatever the language. What it says is looked up
//! where it is shown, in the catalogue that was chosen when the program started, or in the settings of its window.

use std::borrow::Cow;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{LazyLock, OnceLock};

use catalogue::{Catalogue, Direction, Language, Value};
use miniz_oxide::inflate::decompress_to_vec_with_limit;

// Made by the build, of `words/en/program.ftl`: Say, Argument, KEYS and SCHEMA.
include!(concat!(env!("OUT_DIR"), "/table.rs"));

/// The English catalogue.
static ENGLISH: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/english.bin"));

/// Those of the other languages that are there, packed: see `build.rs`.
static OTHERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/others.bin"));

/// Bytes of all catalogues, unpacked.
const ALL_BYTES: usize = 4 * 1024 * 1024;

/// What is said until a language is chosen, and in tests.
static IN_ENGLISH: LazyLock<Words> = LazyLock::new(Words::english);

/// All languages in their order, each unpacked when it is chosen for the first time.
static SPOKEN_ONCE: [OnceLock<Words>; Language::ALL.len()] =
    [const { OnceLock::new() }; Language::ALL.len()];

/// Which of them is the language of this program.
static CHOSEN: AtomicUsize = AtomicUsize::new(Language::English as usize);

/// What could end a quotation in one language or another, or looks as if it did.
pub(super) const QUOTATION_MARKS: [char; 34] = [
    '"', '“', '”', '„', '‟', '″', '＂', '〝', '〞', '〟', '«', '»', '‹', '›', '「', '」', '『',
    '』', '｢', '｣', '﹁', '﹂', '﹃', '﹄', '《', '》', '〈', '〉', '≪', '≫', '❮', '❯', '❝', '❞',
];

/// Every sentence, in one language.
#[derive(Debug)]
pub struct Words {
    language: Language,
    catalogue: Catalogue,
}

impl Words {
    /// In English.
    fn english() -> Self {
        let catalogue = Catalogue::read(ENGLISH, SCHEMA);
        Self { language: Language::English, catalogue: catalogue.expect("the build has made it") }
    }

    /// In a language; in English where its catalogue is not there yet.
    pub fn of(language: Language) -> Self {
        Self::packed(language).unwrap_or_else(Self::english)
    }

    /// From the packed catalogues: of each language its tag (2 bytes), its length (4 bytes, little end first), and the
    /// catalogue.
    fn packed(language: Language) -> Option<Self> {
        let all = decompress_to_vec_with_limit(OTHERS, ALL_BYTES).ok()?;
        let mut rest = all.as_slice();
        while let Some((tag, after)) = rest.split_at_checked(2) {
            let (length, after) = after.split_first_chunk::<4>()?;
            let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
            let (bytes, after) = after.split_at_checked(length)?;
            if tag == language.tag().as_bytes() {
                let catalogue = Catalogue::read(bytes.to_vec(), SCHEMA).ok()?;
                return Some(Self { language, catalogue });
            }
            rest = after;
        }
        None
    }

    /// Its language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A sentence or label without arguments.
    pub fn text(&self, say: Say) -> &str {
        self.catalogue.text(say as usize)
    }

    /// A sentence with its arguments. What is put in is not looked into.
    pub fn fill(&self, say: Say, arguments: &[(Argument, Value<'_>)]) -> String {
        let whole: Vec<(u8, Cow<'_, str>)> = arguments
            .iter()
            .filter_map(|(name, value)| match value {
                Value::Text(text) => Some((*name as u8, within(text))),
                Value::Number(_) => None,
            })
            .collect();
        let numbers = arguments.iter().filter_map(|(name, value)| match value {
            Value::Text(_) => None,
            Value::Number(_) => Some((*name as u8, *value)),
        });
        let texts = whole.iter().map(|(name, text)| (*name, Value::Text(text)));
        let arguments: Vec<_> = texts.chain(numbers).collect();
        self.catalogue.fill(say as usize, &arguments)
    }

    /// What is typed for something, in this language and in English, as it is compared.
    pub fn both(&self, say: Say) -> [String; 2] {
        [typed(self.text(say)), typed(IN_ENGLISH.text(say))]
    }

    /// Whether somebody typed this, in this language or in English.
    pub fn is_typed(&self, say: Say, typed: &str) -> bool {
        self.both(say).iter().any(|words| words == typed)
    }
}

/// What somebody typed, as it is compared: without quotation marks around it, in small letters, one space between words.
pub fn typed(line: &str) -> String {
    let line: String = line.to_lowercase().chars().filter(|c| !ISOLATES.contains(c)).collect();
    let line = line.trim().trim_matches(QUOTATION_MARKS);
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Chooses the language of this program. What is looked up from now on is in that language.
pub fn choose_language(language: Language) {
    CHOSEN.store(language as usize, Relaxed);
}

/// All sentences in the language that was chosen.
pub fn words() -> &'static Words {
    #[cfg(test)]
    if let Some(words) = SPOKEN.get() {
        return words;
    }
    let chosen = CHOSEN.load(Relaxed);
    match (Language::ALL.get(chosen), SPOKEN_ONCE.get(chosen)) {
        (Some(language), Some(words)) if *language != Language::English => {
            words.get_or_init(|| Words::of(*language))
        }
        _ => &IN_ENGLISH,
    }
}

#[cfg(test)]
thread_local! {
    /// The language of one test.
    static SPOKEN: std::cell::Cell<Option<&'static Words>> = const { std::cell::Cell::new(None) };
}

/// This thread speaks another language from now on.
#[cfg(test)]
pub fn speak(language: Language) {
    SPOKEN.set(Some(Box::leak(Box::new(Words::of(language)))));
}

impl Say {
    /// What it says in the language that was chosen. For those without arguments.
    pub fn text(self) -> &'static str {
        words().text(self)
    }

    /// The same as text of its own.
    pub fn to_owned(self) -> String {
        self.text().to_owned()
    }

    /// What it says with its arguments.
    pub fn fill(self, arguments: &[(Argument, Value<'_>)]) -> String {
        words().fill(self, arguments)
    }
}

impl fmt::Display for Say {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.text())
    }
}

impl From<Say> for String {
    fn from(say: Say) -> Self {
        say.to_owned()
    }
}

/// What it says with its arguments: `say!(PhaseScreen, Helper = &name)`.
macro_rules! say {
    ($say:ident $(, $argument:ident = $value:expr)* $(,)?) => {
        $crate::words::say::Say::$say.fill(&[
            $(($crate::words::say::Argument::$argument, ::catalogue::Value::from($value))),*
        ])
    };
}
pub(crate) use say;

/// Two sentences, or two parts of an answer, one after the other. Between sentences of languages that are written
/// without spaces there is none.
pub fn joined(one: &str, other: &str) -> String {
    match words().language() {
        Language::Japanese | Language::Chinese => format!("{one}{other}"),
        Language::English
        | Language::German
        | Language::French
        | Language::Spanish
        | Language::Portuguese
        | Language::Polish
        | Language::Arabic => format!("{one} {other}"),
    }
}

/// U+2068 and U+2069: what is between them does not turn around what is outside (Unicode UAX #9).
const ISOLATES: [char; 2] = ['\u{2068}', '\u{2069}'];

/// A code, which is read from left to right in every language, beside words that are not.
pub fn isolated(code: &str) -> String {
    match words().language().direction() {
        Direction::LeftToRight => code.to_owned(),
        Direction::RightToLeft => format!("\u{2068}{code}\u{2069}"),
    }
}

/// A text of which no isolate reaches out. Our own sentences have theirs in pairs.
fn within(text: &str) -> Cow<'_, str> {
    if are_paired(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !ISOLATES.contains(c)).collect())
}

/// Whether each isolate of a line ends in it, and none ends that did not begin.
pub fn are_paired(line: &str) -> bool {
    let mut open = 0_u32;
    for c in line.chars() {
        match c {
            '\u{2068}' => open += 1,
            '\u{2069}' if open == 0 => return false,
            '\u{2069}' => open -= 1,
            _ => (),
        }
    }
    open == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_isolate_around_it() {
        assert_eq!(within("a\u{2069}b\u{2068}"), "ab");
        assert_eq!(within("\u{2068}Ann\u{2069}"), "\u{2068}Ann\u{2069}");
        assert_eq!(within("\u{2068}Ann"), "Ann");
    }

    #[test]
    fn each_language_is_in_the_program() {
        for language in Language::ALL {
            let words = Words::of(*language);
            assert_eq!(words.language(), *language);
            assert_eq!(words.catalogue.len(), Say::ALL.len());
            assert_eq!(KEYS.split(' ').count(), Say::ALL.len());
        }
    }
}
