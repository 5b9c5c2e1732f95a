//! The code that names the messages of a face.

use std::fmt::Write as _;

use crate::compile::Schema;
use crate::source::{Message, Piece};

/// Rust's names of the messages and of their arguments: the enums `Say` and `Argument`, the constant `SCHEMA`, and
/// `KEYS`, the names of the messages, for tests. For `include!`.
pub fn rust(schema: &Schema) -> String {
    let mut code = String::from("/// A sentence or label.\n");
    let messages = &schema.english.messages;
    let says = messages.iter().map(|message| (camel(&message.id), said(message)));
    list(&mut code, "Say", "u16", &says.collect::<Vec<_>>());
    code.push_str("\n/// What is put into a sentence.\n");
    let names = schema.arguments.iter();
    let arguments = names.map(|name| (camel(name), format!("`{{ ${name} }}`")));
    list(&mut code, "Argument", "u8", &arguments.collect::<Vec<_>>());
    let keys: Vec<_> = messages.iter().map(|message| message.id.as_str()).collect();
    // Writing to a String cannot fail.
    let _ = write!(
        code,
        "\n/// The names of all messages, in their order.\n#[cfg(test)]\npub(super) const KEYS: &str = {:?};\n\n\
         /// The list of messages and arguments that a catalogue must be made for.\n\
         pub(super) const SCHEMA: u32 = {};\n",
        keys.join(" "),
        schema.number()
    );
    code
}

/// An enum, and the list of its variants.
fn list(code: &mut String, name: &str, size: &str, variants: &[(String, String)]) {
    let _ = writeln!(
        code,
        "#[derive(Clone, Copy, Debug, PartialEq, Eq)]\n#[repr({size})]\npub enum {name} {{"
    );
    for (variant, said) in variants {
        let _ = writeln!(code, "    #[doc = {said:?}]\n    {variant},");
    }
    let _ = writeln!(
        code,
        "}}\n\nimpl {name} {{\n    /// All of them, in their order.\n    pub const ALL: &[{name}] = &["
    );
    for (variant, _) in variants {
        let _ = writeln!(code, "        {name}::{variant},");
    }
    code.push_str("    ];\n}\n");
}

/// What the documentation of a message says: its text; of a plural, the last form.
fn said(message: &Message) -> String {
    fn add(pieces: &[Piece], text: &mut String) {
        for piece in pieces {
            match piece {
                // In Markdown, brackets would be a link.
                Piece::Text(piece) => text.push_str(&piece.replace('[', "\\[")),
                Piece::Place(name) => text.push_str(&format!("{{{name}}}")),
                Piece::Plural { forms, .. } => {
                    if let Some((_, pieces)) = forms.last() {
                        add(pieces, text);
                    }
                }
            }
        }
    }
    let mut text = String::new();
    add(&message.pieces, &mut text);
    text
}

/// `code-word` as `CodeWord`.
fn camel(id: &str) -> String {
    id.split('-')
        .flat_map(|part| {
            let mut chars = part.chars();
            chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars)
        })
        .collect()
}
