//! Columns of a terminal. Most characters of Chinese and Japanese take two, and marks of direction none (UAX #11).

use unicode_width::UnicodeWidthStr as _;

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// A text and as many spaces as fill `columns`; at least one, so that a longer text does not touch what follows.
pub fn padded(text: &str, columns: usize) -> String {
    let spaces = columns.saturating_sub(width(text)).max(1);
    format!("{text}{}", " ".repeat(spaces))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_as_wide_in_each_of_these_scripts() {
        for (text, takes) in [
            ("server", 6),
            ("サーバー", 8),
            ("服务器", 6),
            ("\u{2068}Ursula\u{2069}", 6),
            ("é", 1),
            ("e\u{301}", 1),
            ("", 0),
        ] {
            assert_eq!(width(text), takes, "{text}");
            assert_eq!(padded(text, 12), format!("{text}{}", " ".repeat(12 - takes)));
        }
    }

    #[test]
    fn what_is_longer_than_its_column_does_not_touch_the_next_one() {
        assert_eq!(padded("サーバー", 8), "サーバー ");
        assert_eq!(padded("server", 3), "server ");
    }
}
