//! The file of a picture that the Helper takes of the screen.

use alloc::format;
use alloc::string::String;

use protocol::log::LocalTime;

/// The name of the file of a picture that was taken at this time.
pub fn file_name(at: LocalTime) -> String {
    let LocalTime { year, month, day, hour, minute, second } = at;
    format!("Alongside {year:04}-{month:02}-{day:02} {hour:02}.{minute:02}.{second:02}.png")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_called_by_its_time() {
        let at = LocalTime { year: 2026, month: 12, day: 1, hour: 9, minute: 4, second: 56 };
        assert_eq!(file_name(at), "Alongside 2026-12-01 09.04.56.png");
    }
}
