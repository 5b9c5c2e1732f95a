//! Texts that are written from right to left, within sentences that are not (Unicode UAX #9).

/// Begins an isolate: what is within does not turn around what is outside.
pub const ISOLATE: char = '\u{2068}';

/// Ends an isolate.
pub const ISOLATE_END: char = '\u{2069}';

/// Whether a letter that is written from right to left stands outside of the isolates of this text, so that it would turn
/// around what is beside the text.
pub fn turns(text: &str) -> bool {
    let mut open = 0_u32;
    text.chars().any(|c| {
        match c {
            ISOLATE => open += 1,
            ISOLATE_END => open = open.saturating_sub(1),
            _ => (),
        }
        open == 0 && is_right_to_left(c)
    })
}

/// Whether a character only says in which direction others are written. It is not seen.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The blocks in which Unicode puts letters that are written from right to left, also those to come
/// (DerivedBidiClass.txt).
fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use icu_properties::CodePointMapData;
    use icu_properties::props::BidiClass;

    use super::*;

    #[test]
    fn every_letter_that_is_written_from_right_to_left_turns() {
        let classes = CodePointMapData::<BidiClass>::new();
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            let class = classes.get(c);
            let is_strong = [BidiClass::RightToLeft, BidiClass::ArabicLetter].contains(&class);
            if is_strong && c != '\u{200f}' {
                assert!(is_right_to_left(c), "{c:?}");
            }
            assert!(class != BidiClass::LeftToRight || !is_right_to_left(c), "{c:?}");
        }
    }

    #[test]
    fn what_is_isolated_turns_nothing() {
        for (text, expected) in [
            ("Anna", false),
            ("אנה", true),
            ("Anna أحمد", true),
            ("“\u{2068}أحمد\u{2069}”", false),
            ("\u{2068}أحمد\u{2069} אנה", true),
            ("\u{2069}אנה", true),
        ] {
            assert_eq!(turns(text), expected, "{text}");
        }
    }
}
