//! Every language says what English says, and the catalogues say what Fluent's own library makes of the same files.
#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

use std::fs;
use std::path::{Path, PathBuf};

use catalogue::{Catalogue, Direction, Language, Value};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use words_compiler::{AWAITED, Message, Piece, Schema, Source};

/// The files of each language.
const FACES: [&str; 3] = ["page", "program", "site"];

/// All languages that are there.
fn languages() -> impl Iterator<Item = Language> {
    Language::ALL.iter().copied().filter(|language| !AWAITED.contains(language))
}

/// Numbers in each category of each language, at its borders.
const NUMBERS: [u64; 12] = [0, 1, 2, 3, 5, 10, 11, 12, 21, 22, 25, 100];

fn words() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn text(language: Language, face: &str) -> String {
    let path = words().join(language.tag()).join(format!("{face}.ftl"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn source(language: Language, face: &str) -> Source {
    Source::read(&text(language, face)).unwrap_or_else(|faults| {
        panic!("words/{}/{face}.ftl:\n{}", language.tag(), faults.join("\n"))
    })
}

fn compile(language: Language, face: &str) -> (Schema, Catalogue) {
    let schema = Schema::of(source(Language::English, face));
    let bytes = schema.compile(language, &source(language, face)).unwrap_or_else(|faults| {
        panic!("words/{}/{face}.ftl:\n{}", language.tag(), faults.join("\n"))
    });
    let catalogue = Catalogue::read(bytes, schema.number()).unwrap();
    (schema, catalogue)
}

#[test]
fn each_language_has_every_message_with_its_arguments_and_plurals() {
    for face in FACES {
        for language in languages() {
            let (_, catalogue) = compile(language, face);
            assert_eq!(catalogue.len(), source(Language::English, face).messages.len());
        }
    }
}

#[test]
fn there_is_a_folder_for_each_language_and_no_other() {
    let mut folders: Vec<String> = fs::read_dir(words())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|name| name != "compiler")
        .collect();
    let mut tags: Vec<_> = languages().map(Language::tag).collect();
    folders.sort();
    tags.sort_unstable();
    assert_eq!(folders, tags);
}

#[test]
fn a_catalogue_says_what_fluent_says() {
    for face in FACES {
        for language in languages() {
            compare(language, face);
        }
    }
}

fn compare(language: Language, face: &str) {
    let (schema, catalogue) = compile(language, face);
    let mut fluent = FluentBundle::new(vec![language.tag().parse().unwrap()]);
    // As `Schema::compile` does it.
    fluent.set_use_isolating(language.direction() == Direction::RightToLeft);
    fluent.add_resource(FluentResource::try_new(text(language, face)).unwrap()).unwrap();
    for (at, message) in source(Language::English, face).messages.iter().enumerate() {
        for number in NUMBERS {
            let (mut theirs, mut ours) = (FluentArgs::new(), Vec::new());
            for name in message.arguments() {
                let argument = schema.argument(name).unwrap();
                if ["count", "done", "n", "step"].contains(&name) {
                    theirs.set(name, FluentValue::from(number));
                    ours.push((argument, Value::Number(number)));
                } else {
                    theirs.set(name, FluentValue::from("Ann {$user}"));
                    ours.push((argument, Value::Text("Ann {$user}")));
                }
            }
            let pattern = fluent.get_message(&message.id).unwrap().value().unwrap();
            let mut errors = Vec::new();
            let expected = fluent.format_pattern(pattern, Some(&theirs), &mut errors);
            assert!(errors.is_empty(), "{}: {errors:?}", message.id);
            let tag = language.tag();
            assert_eq!(catalogue.fill(at, &ours), expected, "{tag} {} {number}", message.id);
            if ours.is_empty() {
                assert_eq!(catalogue.text(at), expected, "{tag} {}", message.id);
            }
        }
    }
}

#[test]
fn no_text_of_another_language_is_left_in_english() {
    for face in FACES {
        for language in languages().filter(|language| *language != Language::English) {
            compare_with_english(face, language);
        }
    }
}

fn compare_with_english(face: &str, language: Language) {
    let english = source(Language::English, face);
    let other = source(language, face);
    let long = |message: &&Message| {
        let text = |piece: &Piece| if let Piece::Text(text) = piece { text.len() } else { 0 };
        message.pieces.iter().map(text).sum::<usize>() > 24
    };
    for message in english.messages.iter().filter(long) {
        let same = other.messages.iter().find(|found| found.id == message.id).unwrap();
        assert_ne!(same.pieces, message.pieces, "{}: {}", language.tag(), message.id);
    }
}

#[test]
fn what_differs_from_english_is_a_fault() {
    let english = "a = A { $user }\nb =\n    { $n ->\n        [one] { $n } file\n       *[other] { $n } files\n    }\n";
    let schema = Schema::of(Source::read(english).unwrap());
    let faults = |language, text: &str| {
        schema.compile(language, &Source::read(text).unwrap()).unwrap_err().join("; ")
    };
    let b = "b = { $n } x\n";
    assert!(schema.compile(Language::German, &Source::read(english).unwrap()).is_ok());
    assert!(faults(Language::German, "a = A { $user }\n").contains("b: it is missing"));
    assert!(faults(Language::German, &format!("{english}c = C\n")).contains("c: not in English"));
    assert!(faults(Language::German, &format!("a = A\n{b}")).contains("a: it has {}"));
    assert!(faults(Language::Polish, english).contains("b: the form [few] is missing"));
    assert!(faults(Language::German, english.replace("[one]", "[two]").as_str()).contains("[one]"));
    let chosen = format!("{b}a =\n    {{ $user ->\n        [one] 1\n       *[other] 2\n    }}\n");
    assert!(faults(Language::German, &chosen).contains("$user is no number"));
    let twice = english.replace("[one]", "[other] x\n        [one]");
    assert!(faults(Language::German, &twice).contains("twice"));
}

#[test]
fn each_form_says_each_argument_but_the_number() {
    let text = |few: &str| {
        format!(
            "a = {{ $user }}: {{ $n ->\n        [one] one file of {{ $asker }}\n        [few] {few}\n        [many] {{ $n }} of {{ $asker }}\n       *[other] {{ $n }} of {{ $asker }}\n    }}\n"
        )
    };
    let schema = Schema::of(Source::read(&text("{ $asker }")).unwrap());
    let compile = |text: &str| schema.compile(Language::Polish, &Source::read(text).unwrap());
    assert!(compile(&text("some of { $asker }")).is_ok(), "the number may be in words");
    assert!(compile("a = { $user }: { $n } of { $asker }\n").is_ok());
    let faults = compile(&text("{ $n } files")).unwrap_err();
    assert_eq!(faults, ["a: one of its forms lacks $asker"]);
}

#[test]
fn what_is_no_text_argument_or_plural_is_refused() {
    for (text, fault) in [
        ("a = { -term }\n", "between braces"),
        ("-term = x\n", "terms are not used"),
        ("a = { NUMBER($n) }\n", "between braces"),
        ("a = { \"x\" }\n", "between braces"),
        ("a = x\n    .title = y\n", "without attributes"),
        ("a = x\n    y\n", "one line"),
        ("a = \u{200f}x\n", "no marks of direction"),
        ("a = x\na = y\n", "twice"),
        ("a =\n    { $n ->\n        [1.5] x\n       *[other] y\n    }\n", "not a whole number"),
        ("a =\n    { $n ->\n        [male] x\n       *[other] y\n    }\n", "no category"),
        ("a = {\n", "line 2"),
    ] {
        let faults = Source::read(text).unwrap_err().join("; ");
        let is_named = faults.contains(fault);
        assert!(is_named, "{text}: {faults}");
    }
}

#[test]
fn what_is_put_into_arabic_is_isolated() {
    let schema = Schema::of(Source::read("a = To { $user }\nb = { $user }\n").unwrap());
    let said = |language| {
        let bytes =
            schema.compile(language, &Source::read("a = To { $user }\nb = { $user }\n").unwrap());
        let catalogue = Catalogue::read(bytes.unwrap(), schema.number()).unwrap();
        [0, 1].map(|message| catalogue.fill(message, &[(0, "Ann".into())]))
    };
    assert_eq!(said(Language::German), ["To Ann", "Ann"]);
    assert_eq!(said(Language::Arabic), ["To \u{2068}Ann\u{2069}", "Ann"]);
}
