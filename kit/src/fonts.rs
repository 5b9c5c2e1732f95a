//! Fonts of the kit's own, for the scripts that no font of the system has: a small system may have no font at all.
//!
//! They are subsets of Noto Sans; `kit/fonts/README.md` says of what and how. For Chinese, Japanese and Korean there is
//! none, since one is as large as the rest of a program.

use std::sync::Arc;

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;
use parley::FontContext;
use parley::fontique::{Blob, FamilyId, GenericFamily, QueryFamily, QueryStatus, Script};

use crate::limits::FONT_BYTES;

/// A compressed font (zlib, RFC 1950), and its scripts.
struct Own {
    scripts: &'static [Known],
    bytes: &'static [u8],
}

/// A script.
struct Known {
    /// As ISO 15924 has it.
    name: [u8; 4],
    /// A text with a letter from one to the other uses it.
    letters: &'static [(char, char)],
    /// Letters that each font for it has.
    sample: &'static str,
}

const fn known(name: &[u8; 4], letters: &'static [(char, char)], sample: &'static str) -> Known {
    Known { name: *name, letters, sample }
}

impl Known {
    fn script(&self) -> Script {
        Script::from_bytes(self.name)
    }

    /// Whether a text uses it.
    fn is_in(&self, words: &str) -> bool {
        let is_letter = |c| self.letters.iter().any(|(from, to)| (*from..=*to).contains(&c));
        words.chars().any(is_letter)
    }
}

/// The script that is asked for in any case: the digits, and signs that belong to no script, come from its font.
const FIRST: &[u8; 4] = b"Latn";

const OWN: [Own; 4] = [
    Own {
        scripts: &[
            known(FIRST, &[], "abcABC019“”"),
            known(b"Grek", &[('\u{370}', '\u{3ff}'), ('\u{1f00}', '\u{1fff}')], "αβγάΔΩ"),
            known(b"Cyrl", &[('\u{400}', '\u{52f}')], "абвЖЯ"),
        ],
        bytes: include_bytes!("../fonts/noto-sans.ttf.z"),
    },
    Own {
        scripts: &[known(b"Arab", &[('\u{600}', '\u{6ff}'), ('\u{750}', '\u{77f}')], "ابجدسي")],
        bytes: include_bytes!("../fonts/noto-sans-arabic.ttf.z"),
    },
    Own {
        scripts: &[known(b"Hebr", &[('\u{591}', '\u{5f4}')], "אבגדש")],
        bytes: include_bytes!("../fonts/noto-sans-hebrew.ttf.z"),
    },
    Own {
        scripts: &[known(b"Deva", &[('\u{900}', '\u{97f}')], "अकखनमि")],
        bytes: include_bytes!("../fonts/noto-sans-devanagari.ttf.z"),
    },
];

/// Letters of Chinese, Japanese and Korean, each with the script that has to have it.
const LARGE: [Known; 3] = [
    known(b"Hani", &[('\u{4e00}', '\u{9fff}')], "的一"),
    known(b"Kana", &[('\u{3041}', '\u{30ff}')], "あア"),
    known(b"Hang", &[('\u{ac00}', '\u{d7a3}')], "가"),
];

/// Which scripts were looked for among the fonts of the system, and which fonts of the kit's own are used.
#[derive(Debug, Default)]
pub(crate) struct Fallbacks {
    asked: Vec<[u8; 4]>,
    /// By their places in [`OWN`].
    used: [Option<Vec<FamilyId>>; OWN.len()],
}

impl Fallbacks {
    /// Sees to it that there is a font for the signs of no script, whatever a text says.
    pub(crate) fn begin(fonts: &mut FontContext) -> Self {
        let mut fallbacks = Self::default();
        if let [Own { scripts: [first, ..], .. }, ..] = &OWN {
            fallbacks.ask(0, first, fonts);
        }
        fallbacks
    }

    /// Sees to it that there is a font for each script of a text, as far as the kit has one. Whether one was added.
    pub(crate) fn cover(&mut self, words: &str, fonts: &mut FontContext) -> bool {
        if words.is_ascii() {
            return false;
        }
        let mut is_changed = false;
        for (index, own) in OWN.iter().enumerate() {
            for script in own.scripts {
                if !self.asked.contains(&script.name) && script.is_in(words) {
                    is_changed |= self.ask(index, script, fonts);
                }
            }
        }
        for script in &LARGE {
            if !self.asked.contains(&script.name) && script.is_in(words) {
                self.asked.push(script.name);
                if !has_font(script, fonts) {
                    tracing::warn!(
                        "no font of the system has the letters of {}: install one, such as Noto Sans CJK",
                        String::from_utf8_lossy(&script.name)
                    );
                }
            }
        }
        is_changed
    }

    /// Adds the font at this place if the system has none for the script.
    fn ask(&mut self, index: usize, known: &Known, fonts: &mut FontContext) -> bool {
        let name = known.name;
        self.asked.push(name);
        if has_font(known, fonts) {
            return false;
        }
        let (Some(own), Some(used)) = (OWN.get(index), self.used.get_mut(index)) else {
            return false;
        };
        let families = used.get_or_insert_with(|| register(own, fonts)).clone();
        tracing::debug!("the system has no font for {}", String::from_utf8_lossy(&name));
        if name == *FIRST {
            // There may be no font at all, so that nothing else can be asked.
            for generic in
                [GenericFamily::SystemUi, GenericFamily::SansSerif, GenericFamily::Monospace]
            {
                fonts.collection.append_generic_families(generic, families.iter().copied());
            }
        }
        // What the system would take instead has no sign of the script.
        fonts.collection.set_fallbacks(known.script(), families.into_iter())
    }
}

/// Whether one font of the system has the letters of a script.
fn has_font(known: &Known, fonts: &mut FontContext) -> bool {
    let mut query = fonts.collection.query(&mut fonts.source_cache);
    query.set_families([QueryFamily::Generic(GenericFamily::SystemUi)]);
    query.set_fallbacks(known.script());
    let mut is_found = false;
    query.matches_with(|font| {
        let charmap = font.charmap();
        let has = |c| charmap.as_ref().is_some_and(|map| map.map(c).is_some_and(|id| id != 0));
        is_found = known.sample.chars().all(has);
        if is_found { QueryStatus::Stop } else { QueryStatus::Continue }
    });
    is_found
}

/// Decompresses a font, and makes it known.
fn register(own: &Own, fonts: &mut FontContext) -> Vec<FamilyId> {
    let Ok(bytes) = decompress_to_vec_zlib_with_limit(own.bytes, FONT_BYTES) else {
        tracing::error!("a font of the program is damaged");
        return Vec::new();
    };
    let families = fonts.collection.register_fonts(Blob::new(Arc::new(bytes)), None);
    families.into_iter().map(|(id, _)| id).collect()
}

#[cfg(test)]
mod tests {
    use parley::fontique::{Collection, CollectionOptions, SourceCache};

    use super::*;

    /// A system without fonts.
    pub(crate) fn no_fonts() -> FontContext {
        let options = CollectionOptions { shared: false, system_fonts: false };
        FontContext { collection: Collection::new(options), source_cache: SourceCache::default() }
    }

    #[test]
    fn each_font_has_the_letters_of_its_scripts() {
        for (index, own) in OWN.iter().enumerate() {
            for script in own.scripts {
                let mut fonts = no_fonts();
                let mut fallbacks = Fallbacks::default();
                assert!(!has_font(script, &mut fonts));
                assert!(fallbacks.ask(index, script, &mut fonts), "{script:?}");
                assert!(has_font(script, &mut fonts), "{script:?}");
            }
        }
    }

    #[test]
    fn a_font_is_added_for_the_scripts_that_are_there_and_once() {
        let mut fonts = no_fonts();
        let mut fallbacks = Fallbacks::begin(&mut fonts);
        let used = |fallbacks: &Fallbacks| fallbacks.used.each_ref().map(Option::is_some);
        assert_eq!(used(&fallbacks), [true, false, false, false]);
        assert!(!fallbacks.cover("Plain", &mut fonts));
        assert!(fallbacks.cover("مرحبا", &mut fonts));
        assert!(!fallbacks.cover("مرحبا", &mut fonts));
        assert_eq!(used(&fallbacks), [true, true, false, false]);
        assert!(fallbacks.cover("שלום, привет, नमस्ते", &mut fonts));
        assert_eq!(used(&fallbacks), [true; 4]);
    }

    impl std::fmt::Debug for Known {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(&String::from_utf8_lossy(&self.name))
        }
    }
}
