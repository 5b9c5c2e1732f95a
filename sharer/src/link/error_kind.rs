//! The kind of an error of a library, for the log.

use std::fmt::Debug;

/// Length of a kind. Longer ones are cut.
const BYTES: usize = 80;

/// The names of an error's variant and of those within it, as `Handshake.Http`. The values are left out: many
/// libraries quote what the other end has sent, and that never belongs into a log.
pub(crate) fn error_kind(error: &impl Debug) -> String {
    let text = format!("{error:?}");
    let is_name = |part: &&str| {
        part.starts_with(|first: char| first.is_ascii_uppercase())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let names: Vec<&str> =
        text.split(['(', ')', ' ', '{']).take_while(|part| is_name(part)).collect();
    let kind = names.join(".");
    kind.get(..BYTES).map_or(kind.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    enum Outer {
        Plain,
        Text(#[expect(dead_code, reason = "read by Debug")] String),
        Number(#[expect(dead_code, reason = "read by Debug")] u8),
        Inner(#[expect(dead_code, reason = "read by Debug")] Inner),
    }

    #[derive(Debug)]
    enum Inner {
        Fields {
            #[expect(dead_code, reason = "read by Debug")]
            text: &'static str,
        },
    }

    #[test]
    fn a_kind_names_variants_and_no_values() {
        for (error, kind) in [
            (Outer::Plain, "Plain"),
            (Outer::Text("Canary".into()), "Text"),
            (Outer::Number(7), "Number"),
            (Outer::Inner(Inner::Fields { text: "Canary" }), "Inner.Fields"),
        ] {
            assert_eq!(error_kind(&error), kind);
        }
    }
}
