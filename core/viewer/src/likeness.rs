//! Which names look the same to the Helper.
//!
//! The User's side compares the skeletons of Unicode (UTS #39). Their tables are larger than all sentences of
//! the page together, so here is a smaller rule: Latin, Greek and Cyrillic letters, digits, and full-width and
//! mathematical forms that look like a Latin letter count as that letter, whatever their case and accents, and
//! punctuation and spaces do not count. Letters of other scripts that look alike are told apart.

use alloc::string::String;

use protocol::name::DisplayName;

/// Whether people can take one name for the other.
pub(crate) fn look_alike(one: &DisplayName, other: &DisplayName) -> bool {
    one == other || shape(one) == shape(other)
}

fn shape(name: &DisplayName) -> String {
    let is_counted = |c: &char| {
        !c.is_whitespace() && !c.is_ascii_punctuation() && !matches!(c, '\u{300}'..='\u{36f}')
    };
    let letters = name.as_str().chars().map(narrow).map(capital);
    let shape: String =
        letters.flat_map(char::to_lowercase).map(small).filter(is_counted).collect();
    if shape.is_empty() { name.as_str().into() } else { shape }
}

/// Undoes full-width forms and mathematical alphabets.
fn narrow(c: char) -> char {
    let plain = match u32::from(c) {
        wide @ 0xff01..=0xff5e => wide - 0xfee0,
        // Alphabets of 26 capital and 26 small letters, one after the other.
        letter @ 0x1d400..=0x1d6a3 => match (letter - 0x1d400) % 52 {
            capital @ 0..26 => 0x41 + capital,
            small => 0x61 + small - 26,
        },
        _ => return c,
    };
    char::from_u32(plain).unwrap_or(c)
}

/// Greek capitals that look like another letter than their small forms do, and a line.
fn capital(c: char) -> char {
    match c {
        'Η' => 'h',
        'Ν' => 'n',
        'Υ' => 'y',
        '|' => 'l',
        _ => c,
    }
}

/// What a small letter or a digit looks like. `I`, `l` and `1` look the same, so `i` counts as `l`, too.
fn small(c: char) -> char {
    match c {
        '0' | 'ο' | 'о' | 'ò'..='ö' | 'ø' | 'ō'..='ő' | 'ό' | 'ơ' | 'ọ'..='ợ' => 'o',
        '1' | 'i' | 'ι' | 'і' | 'ї' | 'ӏ' | 'ì'..='ï' | 'ĩ'..='ı' | 'ί' | 'ỉ'..='ị' | 'ĺ'..='ł' => {
            'l'
        }
        'α' | 'а' | 'ɑ' | 'à'..='å' | 'ā'..='ą' | 'ά' | 'ạ'..='ặ' => 'a',
        'β' | 'в' | 'ь' | 'ß' => 'b',
        'с' | 'ϲ' | 'ç' | 'ć'..='č' => 'c',
        'ԁ' | 'ď'..='đ' => 'd',
        'ε' | 'е' | 'ё' | 'è'..='ë' | 'ē'..='ě' | 'έ' | 'ẹ'..='ệ' => 'e',
        'ɡ' | 'ĝ'..='ģ' => 'g',
        'н' | 'һ' | 'ĥ'..='ħ' => 'h',
        'ј' | 'ϳ' | 'ĵ' => 'j',
        'κ' | 'к' | 'ķ' => 'k',
        'м' => 'm',
        'η' | 'ñ' | 'ń'..='ň' => 'n',
        'ρ' | 'р' => 'p',
        'ԛ' => 'q',
        'ŕ'..='ř' => 'r',
        'ѕ' | 'ś'..='š' => 's',
        'τ' | 'т' | 'ţ'..='ŧ' => 't',
        'υ' | 'μ' | 'ù'..='ü' | 'ũ'..='ų' | 'ύ' | 'ư' | 'ụ'..='ự' => 'u',
        'ν' => 'v',
        'ω' | 'ԝ' | 'ŵ' => 'w',
        'χ' | 'х' => 'x',
        'γ' | 'у' | 'ү' | 'ý' | 'ÿ' | 'ŷ' | 'ỳ'..='ỹ' => 'y',
        'ź'..='ž' => 'z',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        look_alike(&one.parse().unwrap(), &other.parse().unwrap())
    }

    #[test]
    fn a_name_in_other_letters_that_look_the_same_is_recognised() {
        for (known, others) in [
            (
                "Jacky",
                &[
                    "jacky",
                    "J\u{430}cky",
                    "Jасkу",
                    "ЈАСКУ",
                    "Ｊａｃｋｙ",
                    "𝐉𝐚𝐜𝐤𝐲",
                    "Jạcky",
                    "J-acky.",
                    "Ja\u{301}cky",
                ][..],
            ),
            ("Ian", &["lan", "1an", "|an", "Iаn", "Ιαn"]),
            ("Bob", &["ВОВ", "Вob", "B0b", "Βοβ"]),
            ("Nina", &["Νina", "NINA", "Niña"]),
            ("José Smith", &["Jose  Smith", "JOSÉ SMITH"]),
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
            "Jack",
            "Jackie",
            "Rob",
            "Иван",
            "Ирина",
            "美咲",
            "☂",
            "★",
            ".",
        ];
        for (n, one) in names.iter().enumerate() {
            for other in names.get(n + 1..).unwrap() {
                assert!(!alike(one, other), "{one} {other}");
            }
        }
    }

    proptest! {
        #[test]
        fn every_name_looks_like_itself_in_any_case(text in "\\PC{1,24}|[a-zA-Zа-яα-ω ]{1,12}") {
            if let Some(name) = DisplayName::lossy(&text) {
                prop_assert!(look_alike(&name, &name));
            }
        }

        #[test]
        fn latin_and_cyrillic_names_look_like_themselves_in_capitals(text in "[a-zа-я]{1,12}") {
            prop_assert!(alike(&text, &text.to_uppercase()));
        }
    }
}
