//! One line of the X resources: a text of `name: value` lines.

/// The value of a resource.
pub(super) fn value(text: &[u8], name: &str) -> Option<String> {
    let line = text.split(|byte| *byte == b'\n').find_map(|line| of(line, name))?;
    Some(String::from_utf8_lossy(line).trim().to_owned())
}

/// The text with another value of a resource, or without it.
pub(super) fn with(text: &[u8], name: &str, value: Option<&str>) -> Vec<u8> {
    let own = value.map(|value| format!("{name}:\t{value}\n").into_bytes());
    let mut own = own.as_deref();
    let mut changed = Vec::with_capacity(text.len() + 64);
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        if of(line, name).is_some() {
            // Its place is kept, and it stands there once.
            changed.extend_from_slice(own.take().unwrap_or_default());
        } else {
            changed.extend_from_slice(line);
        }
    }
    if let Some(own) = own {
        if changed.last().is_some_and(|last| *last != b'\n') {
            changed.push(b'\n');
        }
        changed.extend_from_slice(own);
    }
    changed
}

/// What a line says about a resource.
fn of<'a>(line: &'a [u8], name: &str) -> Option<&'a [u8]> {
    line.strip_prefix(name.as_bytes())?.trim_ascii_start().strip_prefix(b":")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NAME: &str = "Xft.antialias";

    #[test]
    fn a_resource_is_found_changed_and_restored() {
        let text = b"Xft.dpi:\t96\nXft.antialias:\t1\nXft.antialiasing: no\n*vt\xe9: x\n";
        assert_eq!(value(text, NAME).as_deref(), Some("1"));
        let changed = with(text, NAME, Some("0"));
        assert_eq!(value(&changed, NAME).as_deref(), Some("0"));
        assert_eq!(with(&changed, NAME, Some("1")), text);
        assert_eq!(value(b"Xft.dpi: 96", NAME), None);
        assert_eq!(with(b"Xft.dpi: 96", NAME, Some("0")), b"Xft.dpi: 96\nXft.antialias:\t0\n");
    }

    proptest! {
        #[test]
        fn no_other_line_is_touched(
            lines in prop::collection::vec("[A-Za-z.*]{1,9}:[ \t]?[a-z0-9]{0,5}\n", 0..8)
        ) {
            let text = lines.concat().into_bytes();
            let changed = with(&text, NAME, Some("0"));
            prop_assert_eq!(value(&changed, NAME), Some("0".to_owned()));
            prop_assert_eq!(with(&changed, NAME, None), text);
        }
    }
}
