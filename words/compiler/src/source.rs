//! What is left of Fluent.

use std::collections::BTreeSet;

use catalogue::Category;
use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};

/// The messages of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// In their order.
    pub messages: Vec<Message>,
}

/// A sentence or label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its name.
    pub id: String,
    /// What it says.
    pub pieces: Vec<Piece>,
}

/// A piece of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As it is.
    Text(String),
    /// An argument, by its name.
    Place(String),
    /// One of several forms.
    Plural {
        /// The number that chooses.
        argument: String,
        /// The forms; the last one is for what no other is for.
        forms: Vec<(Key, Vec<Piece>)>,
    },
}

/// What a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// One number.
    Exact(u32),
    /// The numbers of a category.
    Category(Category),
}

impl Source {
    /// Reads a file. Returns every fault in it.
    pub fn read(text: &str) -> Result<Self, Vec<String>> {
        let (resource, mut faults) = match fluent_syntax::parser::parse(text) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => {
                let line = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count();
                let said =
                    errors.iter().map(|it| format!("line {}: {}", line(it.pos.start) + 1, it.kind));
                (resource, said.collect())
            }
        };
        let mut messages: Vec<Message> = Vec::new();
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => {
                    let id = message.id.name.to_owned();
                    let pieces = match &message.value {
                        Some(pattern) if message.attributes.is_empty() => pieces(pattern),
                        Some(_) | None => Err("a message is a text without attributes".to_owned()),
                    };
                    match pieces {
                        Ok(pieces) => messages.push(Message { id, pieces }),
                        Err(fault) => faults.push(format!("{id}: {fault}")),
                    }
                }
                Entry::Term(term) => faults.push(format!("-{}: terms are not used", term.id.name)),
                Entry::Comment(_)
                | Entry::GroupComment(_)
                | Entry::ResourceComment(_)
                | Entry::Junk { .. } => (),
            }
        }
        let mut known = BTreeSet::new();
        faults.extend(
            messages
                .iter()
                .filter(|message| !known.insert(message.id.as_str()))
                .map(|message| format!("{}: it is there twice", message.id)),
        );
        if faults.is_empty() { Ok(Self { messages }) } else { Err(faults) }
    }
}

impl Message {
    /// The names of its arguments.
    pub fn arguments(&self) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        collect(&self.pieces, &mut found);
        found
    }

    /// The arguments that choose a form of it.
    pub(crate) fn counted(&self) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        collect_counted(&self.pieces, &mut found);
        found
    }

    /// The arguments that each of its forms says.
    pub(crate) fn forms(&self) -> Vec<BTreeSet<&str>> {
        said(&self.pieces)
    }
}

/// Each of the sets with each of those that are added.
fn with<'a>(sets: Vec<BTreeSet<&'a str>>, more: &[BTreeSet<&'a str>]) -> Vec<BTreeSet<&'a str>> {
    sets.iter().flat_map(|set| more.iter().map(move |more| set | more)).collect()
}

/// The arguments that each form of a text says.
fn said(pieces: &[Piece]) -> Vec<BTreeSet<&str>> {
    pieces.iter().fold(vec![BTreeSet::new()], |sets, piece| match piece {
        Piece::Text(_) => sets,
        Piece::Place(argument) => with(sets, &[BTreeSet::from([argument.as_str()])]),
        Piece::Plural { forms, .. } => {
            let forms: Vec<_> = forms.iter().flat_map(|(_, pieces)| said(pieces)).collect();
            with(sets, &forms)
        }
    })
}

fn collect_counted<'a>(pieces: &'a [Piece], found: &mut BTreeSet<&'a str>) {
    for piece in pieces {
        if let Piece::Plural { argument, forms } = piece {
            found.insert(argument);
            forms.iter().for_each(|(_, pieces)| collect_counted(pieces, found));
        }
    }
}

fn collect<'a>(pieces: &'a [Piece], found: &mut BTreeSet<&'a str>) {
    for piece in pieces {
        match piece {
            Piece::Text(_) => (),
            Piece::Place(argument) => drop(found.insert(argument)),
            Piece::Plural { argument, forms } => {
                found.insert(argument);
                forms.iter().for_each(|(_, pieces)| collect(pieces, found));
            }
        }
    }
}

fn pieces(pattern: &Pattern<&str>) -> Result<Vec<Piece>, String> {
    pattern.elements.iter().map(piece).collect()
}

fn piece(element: &PatternElement<&str>) -> Result<Piece, String> {
    match element {
        PatternElement::TextElement { value } => {
            if value.contains(char::is_control) {
                return Err("a text is one line, without control characters".to_owned());
            }
            if value.contains(is_bidi_control) {
                return Err(
                    "no marks of direction: they are added where they are needed".to_owned()
                );
            }
            Ok(Piece::Text((*value).to_owned()))
        }
        PatternElement::Placeable { expression: Expression::Inline(inline) } => {
            argument(inline).map(Piece::Place)
        }
        PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
            let mut forms = Vec::new();
            let mut last = None;
            for variant in variants {
                let form = (key(&variant.key)?, pieces(&variant.value)?);
                if variant.default {
                    last = Some(form);
                } else {
                    forms.push(form);
                }
            }
            forms.extend(last);
            Ok(Piece::Plural { argument: argument(selector)?, forms })
        }
    }
}

/// U+200E and U+200F, embeddings, overrides and isolates.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn argument(inline: &InlineExpression<&str>) -> Result<String, String> {
    match inline {
        InlineExpression::VariableReference { id } => Ok(id.name.to_owned()),
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::FunctionReference { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. }
        | InlineExpression::Placeable { .. } => {
            Err("between braces is an argument, as { $user }, or a plural".to_owned())
        }
    }
}

fn key(key: &VariantKey<&str>) -> Result<Key, String> {
    match key {
        VariantKey::NumberLiteral { value } => {
            // The format has 28 bits for it.
            let number = value.parse().ok().filter(|number| *number < 1 << 28);
            number.map(Key::Exact).ok_or_else(|| format!("[{value}]: not a whole number"))
        }
        VariantKey::Identifier { name } => {
            let category = Category::ALL.iter().find(|category| category.name() == *name);
            category
                .copied()
                .map(Key::Category)
                .ok_or_else(|| format!("[{name}]: no category of CLDR"))
        }
    }
}
