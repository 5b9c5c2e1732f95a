//! Texts as Windows takes them: UTF-16 that ends with a zero, in fields of a fixed length.

/// A text in a field of `N` units, on one line. What does not fit is cut between characters. What controls a terminal or
/// a menu becomes a space: a menu puts what follows a tab to the other side.
pub(in crate::platform) fn field<const N: usize>(text: &str) -> [u16; N] {
    let mut field = [0; N];
    let mut used = 0;
    for c in text.chars().map(plain) {
        let end = used + c.len_utf16();
        // The last unit stays zero.
        let Some(place) = field.get_mut(used..end).filter(|_| end < N) else {
            break;
        };
        c.encode_utf16(place);
        used = end;
    }
    field
}

/// A line of a menu, where `&` would mark a shortcut.
pub(in crate::platform) fn menu_line(text: &str) -> [u16; MENU_UNITS] {
    field(&text.replace('&', "&&"))
}

/// Units of a line of a menu. A longer one is cut.
const MENU_UNITS: usize = 256;

fn plain(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(field: &[u16]) -> String {
        let end = field.iter().position(|unit| *unit == 0).expect("a zero ends it");
        String::from_utf16(&field[..end]).expect("no character is cut")
    }

    #[test]
    fn a_text_that_is_too_long_is_cut_between_characters() {
        assert_eq!(text(&field::<8>("Grüße")), "Grüße");
        assert_eq!(text(&field::<4>("Grüße")), "Grü");
        assert_eq!(text(&field::<4>("ab😀")), "ab", "half a pair is none");
        assert_eq!(text(&field::<5>("ab😀")), "ab😀");
        assert_eq!(text(&field::<1>("a")), "");
    }

    #[test]
    fn a_line_of_a_menu_is_its_words() {
        assert_eq!(text(&menu_line("Tom & Ana\tCtrl+Q\n")), "Tom && Ana Ctrl+Q ");
    }

    proptest! {
        #[test]
        fn any_text_fits(words in ".{0,300}") {
            let _ = text(&field::<64>(&words));
            let _ = text(&menu_line(&words));
        }
    }
}
