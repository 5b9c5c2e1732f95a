//! Names that others chose, in the sentences that the User reads: so that no name looks like a sentence of the
//! program, passes for somebody else, or does something in a shell.

use crate::words::say::{QUOTATION_MARKS, say};
use protocol::file_name::FileName;
use protocol::name::DisplayName;
use protocol::trust::IdentityKey;

use session::Proof;

/// A name in quotation marks, which it cannot close.
pub fn quoted(name: &DisplayName) -> String {
    quoted_text(name.as_str())
}

/// The same for the name of a file.
pub fn quoted_file(name: &FileName) -> String {
    quoted_text(name.as_str())
}

pub(super) fn quoted_text(text: &str) -> String {
    let inside = text.replace(QUOTATION_MARKS, "'");
    say!(NamesQuoted, Name = &inside)
}

/// A contact, as an argument for a shell. A name with more than letters, digits, spaces, dots and hyphens is
/// replaced by the fingerprint, because shells differ in what ends a quotation.
pub fn argument(name: &DisplayName, key: &IdentityKey) -> String {
    let name = name.as_str();
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_');
    if name.chars().all(is_plain) && !name.starts_with('-') {
        format!("'{name}'")
    } else {
        format!("'{}'", key.fingerprint())
    }
}

/// The Helper has the name of a known person, or one that looks like it.
pub fn resembles(known: &DisplayName, proof: Proof) -> String {
    let known = &quoted(known);
    match proof {
        Proof::Code => say!(NamesResemblesCode, Known = known),
        Proof::Contact | Proof::Policy => say!(NamesResembles, Known = known),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEY: IdentityKey = IdentityKey::new([1; 32]);

    fn name(text: &str) -> DisplayName {
        text.parse().unwrap()
    }

    #[test]
    fn a_name_does_nothing_in_a_shell() {
        assert_eq!(argument(&name("Zoë van Dijk-Smith Jr."), &KEY), "'Zoë van Dijk-Smith Jr.'");
        let fingerprint = format!("'{}'", KEY.fingerprint());
        for other in
            ["O'Neil", "x'; rm -rf ~; '", "--help", "-", "a\\", "$(id)", "’; id", "!!", "a\"b", "*"]
        {
            assert_eq!(argument(&name(other), &KEY), fingerprint, "{other}");
        }
    }

    #[test]
    fn a_name_does_not_look_as_if_it_ended_within_itself() {
        for (opening, closing) in
            ["｢｣", "﹁﹂", "﹃﹄", "《》", "〈〉", "≪≫", "❮❯", "❝❞", "「」", "«»", "“”"]
                .map(|pair| (pair.chars().next().unwrap(), pair.chars().last().unwrap()))
        {
            let quoted = quoted(&name(&format!("花子{closing}が許可されています。{opening}")));
            assert_eq!(quoted, "“花子'が許可されています。'”");
        }
    }

    proptest! {
        #[test]
        fn no_name_closes_its_quotation_marks(text in "\\PC{0,40}|[\"“”„'x ]{1,9}") {
            if let Some(name) = DisplayName::lossy(&text) {
                let quoted = quoted(&name);
                let inside = quoted.strip_prefix('“').and_then(|rest| rest.strip_suffix('”'));
                prop_assert!(inside.is_some_and(|inside| !inside.contains(['“', '”', '"'])));
                let argument = argument(&name, &KEY);
                let inside = argument.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
                let is_plain = |c: char| c.is_alphanumeric() || " .-_".contains(c);
                let is_safe = inside.is_some_and(|it| !it.starts_with('-') && it.chars().all(is_plain));
                prop_assert!(is_safe);
            }
        }
    }
}
