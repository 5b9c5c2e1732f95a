//! Checks a language against English, and makes its catalogue.

use std::collections::BTreeSet;

use catalogue::encoding::{
    CATALOGUE_BYTES, DEPTH, ELSE, EXACT, MAGIC, MESSAGES, PLACE, PLURAL, byte_of, key_of, schema,
};
use catalogue::{Category, Direction, Language, PluralRule};

use crate::source::{Key, Message, Piece, Source};

/// Arguments that are numbers, so that a plural can be chosen by them. All others are texts.
const NUMBERS: [&str; 4] = ["count", "done", "n", "step"];

/// The largest number of forms, and of arguments.
const BYTE: usize = 255;

/// What every language has: the messages, and the names of all arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    pub(crate) english: Source,
    pub(crate) arguments: Vec<String>,
}

impl Schema {
    /// The schema of a face, from its English.
    pub fn of(english: Source) -> Self {
        let arguments: BTreeSet<_> =
            english.messages.iter().flat_map(Message::arguments).map(str::to_owned).collect();
        Self { english, arguments: arguments.into_iter().collect() }
    }

    /// The number that names it in catalogues.
    pub fn number(&self) -> u32 {
        let ids = self.english.messages.iter().map(|message| message.id.as_str());
        schema(ids.chain(["=>"]).chain(self.arguments.iter().map(String::as_str)))
    }

    /// The place of a message among all.
    pub fn message(&self, id: &str) -> Option<usize> {
        self.english.messages.iter().position(|message| message.id == id)
    }

    /// The number of an argument.
    pub fn argument(&self, name: &str) -> Option<u8> {
        let at = self.arguments.iter().position(|known| known == name)?;
        u8::try_from(at).ok()
    }

    /// The catalogue of a language. Returns every fault: what is missing, unknown, or unlike English.
    pub fn compile(&self, language: Language, source: &Source) -> Result<Vec<u8>, Vec<String>> {
        let mut faults = self.check(language, source);
        let mut bytes = Vec::from(MAGIC);
        bytes.extend(self.number().to_le_bytes());
        bytes.push(byte_of(language.plural_rule()));
        number(self.english.messages.len(), &mut bytes);
        for wanted in &self.english.messages {
            let found = source.messages.iter().find(|message| message.id == wanted.id);
            let body = found.and_then(|message| self.body(&message.pieces, language.direction()));
            match body {
                Some(body) => sized(&body, &mut bytes),
                None => faults.push(format!("{}: it cannot be written", wanted.id)),
            }
        }
        if bytes.len() > CATALOGUE_BYTES || self.english.messages.len() > MESSAGES {
            faults.push("the catalogue is too large".to_owned());
        }
        if faults.is_empty() { Ok(bytes) } else { Err(faults) }
    }

    /// The sentences of a language by their names, with `{name}` where an argument belongs, for scripts. There are no
    /// plurals. Returns every fault.
    pub fn texts(
        &self,
        language: Language,
        source: &Source,
    ) -> Result<Vec<(String, String)>, Vec<String>> {
        let mut faults = self.check(language, source);
        let mut texts = Vec::new();
        for Message { id, pieces } in &source.messages {
            let is_isolated = language.direction() == Direction::RightToLeft && pieces.len() > 1;
            let text = pieces.iter().map(|piece| match piece {
                Piece::Text(text) => Some(text.clone()),
                Piece::Place(name) if is_isolated => Some(format!("\u{2068}{{{name}}}\u{2069}")),
                Piece::Place(name) => Some(format!("{{{name}}}")),
                Piece::Plural { .. } => None,
            });
            match text.collect() {
                Some(text) => texts.push((id.clone(), text)),
                None => faults.push(format!("{id}: no plural can be here")),
            }
        }
        if faults.is_empty() { Ok(texts) } else { Err(faults) }
    }

    fn check(&self, language: Language, source: &Source) -> Vec<String> {
        let mut faults = Vec::new();
        for message in &source.messages {
            let id = &message.id;
            let Some(english) = self.english.messages.iter().find(|known| known.id == *id) else {
                faults.push(format!("{id}: not in English"));
                continue;
            };
            if message.arguments() != english.arguments() {
                let (found, wanted) = (message.arguments(), english.arguments());
                faults.push(format!("{id}: it has {found:?}, English {wanted:?}"));
            }
            let counted = message.counted();
            for said in message.forms() {
                let missing = english.arguments();
                let missing: BTreeSet<_> = missing.difference(&said).collect();
                if let Some(missing) = missing.iter().find(|name| !counted.contains(**name)) {
                    faults.push(format!("{id}: one of its forms lacks ${missing}"));
                }
            }
            if let Err(fault) = check_plurals(&message.pieces, language.plural_rule(), DEPTH) {
                faults.push(format!("{id}: {fault}"));
            }
        }
        let known: BTreeSet<_> = source.messages.iter().map(|message| &message.id).collect();
        let missing = self.english.messages.iter().filter(|message| !known.contains(&message.id));
        faults.extend(missing.map(|message| format!("{}: it is missing", message.id)));
        faults
    }

    /// A body. In a language that is written from right to left, what is put into a sentence is isolated, as Fluent
    /// does it, so that a name in Latin letters does not change the order of what is around it.
    fn body(&self, pieces: &[Piece], direction: Direction) -> Option<Vec<u8>> {
        let mut body = Vec::new();
        let is_isolated = direction == Direction::RightToLeft && pieces.len() > 1;
        for piece in pieces {
            let placed = match piece {
                Piece::Text(text) => {
                    body.extend(text.bytes());
                    continue;
                }
                Piece::Place(name) => vec![PLACE, self.argument(name)?],
                Piece::Plural { argument, forms } => {
                    let (last, others) = forms.split_last()?;
                    let mut plural =
                        vec![PLURAL, self.argument(argument)?, u8::try_from(forms.len()).ok()?];
                    for (key, pieces) in others {
                        match key {
                            Key::Exact(exact) => {
                                plural.push(EXACT);
                                number(usize::try_from(*exact).ok()?, &mut plural);
                            }
                            Key::Category(category) => plural.push(key_of(*category)),
                        }
                        sized(&self.body(pieces, direction)?, &mut plural);
                    }
                    plural.push(ELSE);
                    sized(&self.body(&last.1, direction)?, &mut plural);
                    plural
                }
            };
            if is_isolated {
                body.extend("\u{2068}".bytes());
            }
            body.extend(placed);
            if is_isolated {
                body.extend("\u{2069}".bytes());
            }
        }
        Some(body)
    }
}

/// Each plural is chosen by a number, and has each form of its language once.
fn check_plurals(pieces: &[Piece], rule: PluralRule, depth: usize) -> Result<(), String> {
    for piece in pieces {
        let Piece::Plural { argument, forms } = piece else { continue };
        if !NUMBERS.contains(&argument.as_str()) {
            return Err(format!("${argument} is no number, so it chooses no form"));
        }
        let keys: BTreeSet<_> = forms.iter().map(|(key, _)| *key).collect();
        if keys.len() != forms.len() || forms.len() > BYTE || depth == 0 {
            return Err("a form is there twice, or there are too many".to_owned());
        }
        for category in needed(rule) {
            if !keys.contains(&Key::Category(category)) {
                return Err(format!("the form [{}] is missing", category.name()));
            }
        }
        for (_, pieces) in forms {
            check_plurals(pieces, rule, depth.saturating_sub(1))?;
        }
    }
    Ok(())
}

/// The categories of the numbers that are said: there are no millions of minutes, files or steps.
fn needed(rule: PluralRule) -> BTreeSet<Category> {
    (0..1000).map(|n| rule.category(n)).collect()
}

fn number(mut number: usize, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn sized(body: &[u8], bytes: &mut Vec<u8>) {
    number(body.len(), bytes);
    bytes.extend(body);
}
