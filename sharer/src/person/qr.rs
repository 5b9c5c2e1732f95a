//! The link as a QR code of text, for a phone's camera.

use std::io::IsTerminal as _;

use fast_qr::qr::{QRBuilder, QRCode};
use fast_qr::{ECL, Module};
use kit::element::Pixels;

/// White around the code, in modules, without which cameras do not find it (ISO/IEC 18004 §5.3.8).
const QUIET: usize = 4;

/// Black on white whatever the terminal's colours are: an inverted code is not read by all cameras.
const BLACK_ON_WHITE: &str = "\u{1b}[30;107m";

/// The terminal's own colours again.
const AS_BEFORE: &str = "\u{1b}[0m";

/// The size of standard output in columns and lines, when it is a terminal that shows colours.
pub(super) fn terminal_size_with_colours() -> Option<(usize, usize)> {
    let plain = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
    if plain || !std::io::stdout().is_terminal() {
        return None;
    }
    let (width, height) = terminal_size::terminal_size()?;
    Some((width.0.into(), height.0.into()))
}

/// The code in lines of half blocks, each two modules high; `None` when it does not fit.
pub(super) fn draw(link: &str, (columns, lines): (usize, usize)) -> Option<String> {
    let code = QRBuilder::new(link).ecl(ECL::M).build().ok()?;
    let side = code.size + 2 * QUIET;
    if side > columns || side.div_ceil(2) > lines {
        return None;
    }
    let mut drawn = String::new();
    for row in (0..side).step_by(2) {
        drawn.push_str(BLACK_ON_WHITE);
        for column in 0..side {
            drawn.push(match (is_dark(&code, row, column), is_dark(&code, row + 1, column)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
        }
        drawn.push_str(AS_BEFORE);
        drawn.push('\n');
    }
    Some(drawn)
}

/// The code as a picture, a pixel for each module; `None` when the link is too long for one.
pub(super) fn pixels(link: &str) -> Option<Pixels> {
    let code = QRBuilder::new(link).ecl(ECL::M).build().ok()?;
    let side = u32::try_from(code.size + 2 * QUIET).ok()?;
    Pixels::from_modules(side, |x, y| is_dark(&code, y as usize, x as usize)).ok()
}

/// Whether the module at a place of the drawing is dark; the white around it is not.
fn is_dark(code: &QRCode, row: usize, column: usize) -> bool {
    let inside = |at: usize| at.checked_sub(QUIET).filter(|at| *at < code.size);
    match (inside(row), inside(column)) {
        (Some(row), Some(column)) => {
            code[row].get(column).is_some_and(|module: &Module| module.value())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_is_the_code() {
        let link = "http://192.168.178.20:7575/#1234567";
        let drawn = draw(link, (80, 24)).unwrap();
        let code = QRBuilder::new(link).ecl(ECL::M).build().unwrap();
        for (y, line) in drawn.lines().enumerate() {
            let line =
                line.strip_prefix(BLACK_ON_WHITE).and_then(|line| line.strip_suffix(AS_BEFORE));
            let line: Vec<_> = line.unwrap().chars().collect();
            assert_eq!(line.len(), code.size + 2 * QUIET);
            for (x, c) in line.iter().enumerate() {
                assert_eq!("█▀".contains(*c), is_dark(&code, 2 * y, x));
                assert_eq!("█▄".contains(*c), is_dark(&code, 2 * y + 1, x));
            }
        }
    }

    #[test]
    fn a_terminal_without_room_gets_none() {
        for room in [(20, 50), (80, 10)] {
            assert_eq!(draw("https://help.example.org/#7", room), None);
        }
        assert_eq!(draw(&"x".repeat(5000), (1000, 1000)), None, "no code holds so much");
    }
}
