//! Which names look the same to people, and which names the User knows.
//!
//! A key proves who a Helper is; a name proves nothing, and everybody can choose any. So a Helper whose name
//! looks like that of somebody else is announced as another person.

use alloc::string::String;
use alloc::vec::Vec;

use protocol::name::DisplayName;
use protocol::trust::IdentityKey;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_security::skeleton;

/// A name that belongs to a known key: of a contact, or of a Helper in the owner's policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// The name.
    pub name: DisplayName,
    /// The key of the person who has it.
    pub key: IdentityKey,
}

/// The first known name that looks like `name` and belongs to another key than `key`, which the Helper has
/// proved, if any.
pub fn resembled<'a>(
    known: &'a [KnownName],
    name: &DisplayName,
    key: Option<&IdentityKey>,
) -> Option<&'a DisplayName> {
    let mut others = known.iter().filter(|known| Some(&known.key) != key).map(|known| &known.name);
    let shapes = Shapes::of(name);
    others.find(|other| Shapes::of(other).overlap(&shapes))
}

/// Whether two names differ in upper and lower case and in compatibility forms (UAX #15, NFKC) at most: they
/// are the same name, typed in another way.
pub(crate) fn is_same(one: &DisplayName, other: &DisplayName) -> bool {
    folded(one) == folded(other)
}

/// Whether people can take one name for the other: the names have a common skeleton (UTS #39 §4, which
/// maps letters of all scripts that look alike to the same one), whatever their case, accents, spaces and
/// punctuation are.
pub fn look_alike(one: &DisplayName, other: &DisplayName) -> bool {
    Shapes::of(one).overlap(&Shapes::of(other))
}

fn folded(name: &DisplayName) -> String {
    name.as_str().nfkc().collect::<String>().to_lowercase()
}

/// What a name looks like, in the cases and forms in which it can be written. One is not enough: `I` looks
/// like `l`, but `i` does not; the Cyrillic `В` looks like `B`, but `в` does not like `b`; and the lunate
/// sigma looks like `c`, but NFKC makes an ordinary sigma of it.
struct Shapes([String; 6]);

impl Shapes {
    fn of(name: &DisplayName) -> Self {
        let shapes = |text: &str| {
            [shape(&text.to_lowercase()), shape(&text.to_uppercase()), shape(text).to_lowercase()]
        };
        let compatible: String = name.as_str().nfkc().collect();
        let ([a, b, c], [d, e, f]) = (shapes(&compatible), shapes(name.as_str()));
        Self([a, b, c, d, e, f])
    }

    fn overlap(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(one, other)| one == other)
    }
}

/// The letters and digits of a text's skeleton, without accents. A text that has none is left whole.
fn shape(text: &str) -> String {
    let letters = letters(text);
    if letters.is_empty() {
        let skeleton: String = skeleton(text).collect();
        skeleton.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        letters
    }
}

/// The letters and digits of a text's skeleton, without accents. A vowel sign alone can look like an accent.
fn letters(text: &str) -> String {
    let counts = |c: &char| c.is_alphanumeric() || (is_combining_mark(*c) && !is_accent(*c));
    skeleton(text).filter(counts).collect()
}

/// Whether `c` is a mark of the blocks "Combining Diacritical Marks" and their extensions and supplements.
/// Marks of other blocks are vowels and the like, without which a name is another one.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use std::format;

    use proptest::prelude::*;

    use super::*;

    fn name(text: &str) -> DisplayName {
        text.parse().unwrap()
    }

    fn alike(one: &str, other: &str) -> bool {
        look_alike(&name(one), &name(other))
    }

    #[test]
    fn a_name_in_other_letters_that_look_the_same_is_recognised() {
        for (known, others) in [
            (
                "Jacky",
                &[
                    "jacky",
                    "JACKY",
                    "J\u{430}cky",
                    "Jасkу",
                    "Ｊａｃｋｙ",
                    "𝐉𝐚𝐜𝐤𝐲",
                    "Jạcky",
                    "Jäcky",
                    "Jacky.",
                    "J acky",
                    "Jacky\u{a0}",
                    "«Jacky»",
                    "Jacky ☂",
                    "ЈАСКУ",
                ][..],
            ),
            ("Ian", &["lan", "1an", "|an", "IAN", "ian", "Iаn"]),
            ("Bob", &["ВОВ", "Вob", "B0b", "BOB"]),
            (
                "Mary Smith",
                &["Mary  Smith", "Rnary Smith", "MarySmith", "Mary-Smith", "Маry Smith"],
            ),
            ("Алексей", &["Алексеи", "алексей", "Aлekceй"]),
            ("José", &["Jose", "JOSÉ", "Jose\u{301}"]),
            ("Groß", &["Gross", "GROSS"]),
            ("Service Desk", &["Servicе Desk", "SERVICE DESK", "Service_Desk", "Serv1ce Desk"]),
        ] {
            for other in others {
                assert!(alike(known, other) && alike(other, known), "{known} {other}");
            }
        }
    }

    #[test]
    fn names_of_different_people_are_different() {
        let names = [
            "Ann",
            "Anna",
            "Tom",
            "Tim",
            "Jacky",
            "Jack",
            "Jackie",
            "Bob",
            "Rob",
            "Mary",
            "Marie",
            "Иван",
            "Ирина",
            "美咲",
            "美咲子",
            "अनिल",
            "अनीला",
            "김민수",
            "김민서",
            "محمد",
            "محمود",
            "☂",
            "★",
        ];
        for (n, one) in names.iter().enumerate() {
            for other in names.get(n + 1..).unwrap() {
                assert!(!alike(one, other), "{one} {other}");
            }
        }
    }

    #[test]
    fn the_person_who_proved_the_key_of_a_name_resembles_nobody() {
        let key = |n| IdentityKey::new([n; 32]);
        let known =
            [("Jacky", 1), ("Tom", 2)].map(|(n, k)| KnownName { name: name(n), key: key(k) });
        let resembled = |n, who: Option<u8>| {
            resembled(&known, &name(n), who.map(key).as_ref()).map(DisplayName::as_str)
        };
        assert_eq!(resembled("J\u{430}cky", None), Some("Jacky"));
        assert_eq!(resembled("Jacky", Some(1)), None);
        assert_eq!(resembled("jacky", Some(2)), Some("Jacky"));
        assert_eq!(resembled("Bob", None), None);
    }

    #[test]
    fn a_name_of_one_vowel_sign_that_looks_like_an_accent_is_left_whole() {
        assert!(alike("\u{7aa}", "\u{7aa}"));
        assert!(!alike("\u{7aa}", "\u{7aa} ."));
    }

    /// Letters, and others that look like them.
    const ALIKE: [(char, &str); 10] = [
        ('a', "аɑａ𝐚á"),
        ('c', "сϲⅽ"),
        ('e', "еėｅ"),
        ('i', "іɩ"),
        ('j', "јϳ"),
        ('o', "оο൦"),
        ('p', "рρ"),
        ('s', "ѕꜱ"),
        ('x', "хⅹ"),
        ('y', "уү"),
    ];

    fn disguised() -> impl Strategy<Value = (String, String)> {
        let letter = prop::sample::select(&ALIKE[..]).prop_flat_map(|(plain, others)| {
            let others: Vec<char> = others.chars().chain([plain]).collect();
            (Just(plain), prop::sample::select(others))
        });
        prop::collection::vec(letter, 1..8).prop_map(|letters| letters.into_iter().unzip())
    }

    proptest! {
        #[test]
        fn no_disguise_of_a_name_is_taken_for_another_name((plain, disguised) in disguised()) {
            prop_assert!(alike(&plain, &disguised), "{} {}", plain, disguised);
            prop_assert!(alike(&plain.to_uppercase(), &plain));
        }

        #[test]
        fn every_name_looks_like_itself_however_it_is_written(text in "\\PC{1,24}", more in "\\PC{1,24}") {
            if let (Some(one), Some(other)) = (DisplayName::lossy(&text), DisplayName::lossy(&more)) {
                prop_assert!(look_alike(&one, &one) && is_same(&one, &one));
                prop_assert_eq!(look_alike(&one, &other), look_alike(&other, &one));
                let decomposed: String = one.as_str().nfd().collect();
                if let Ok(decomposed) = decomposed.parse() {
                    prop_assert!(look_alike(&one, &decomposed), "{} {}", one, decomposed);
                }
                let spaced = format!("{one} .");
                if !letters(one.as_str()).is_empty() && let Ok(spaced) = spaced.parse() {
                    prop_assert!(look_alike(&one, &spaced), "{} {}", one, spaced);
                }
            }
        }
    }
}
