//! What the pages say, in every language: the sentences of the page for the Helper, which its module reads, and those of the
//! site around it.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, anyhow};
use catalogue::Language;
use serde_json::{Map, Value};
use words_compiler::{AWAITED, Schema, Source};

/// Languages whose sentences are there, without English.
fn others() -> impl Iterator<Item = Language> {
    let is_there =
        |language: &Language| *language != Language::English && !AWAITED.contains(language);
    Language::ALL.iter().copied().filter(is_there)
}

/// The sentences of a face in a language.
fn source(root: &Path, language: Language, face: &str) -> anyhow::Result<Source> {
    let path = root.join("words").join(language.tag()).join(format!("{face}.ftl"));
    let refused = |faults: Vec<String>| anyhow!("{}:\n{}", path.display(), faults.join("\n"));
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Source::read(&text).map_err(refused)
}

/// The faults of a language, as an error.
fn faults(language: Language) -> impl Fn(Vec<String>) -> anyhow::Error {
    move |faults| anyhow!("{}:\n{}", language.tag(), faults.join("\n"))
}

/// What the page says: how its sentences are numbered, and the catalogues of all languages but English, which is in
/// the module.
pub(crate) struct Sentences {
    schema: Schema,
    pub(crate) catalogues: Vec<(Language, Vec<u8>)>,
    /// The words of codes in other languages than English.
    pub(crate) code_words: String,
}

impl Sentences {
    /// Reads them all.
    pub(crate) fn read(root: &Path) -> anyhow::Result<Self> {
        let schema = Schema::of(source(root, Language::English, "page")?);
        let mut catalogues = Vec::new();
        for language in others() {
            let compiled = schema.compile(language, &source(root, language, "page")?);
            catalogues.push((language, compiled.map_err(faults(language))?));
        }
        Ok(Self { schema, catalogues, code_words: code_words(root)? })
    }

    /// Writes the numbers of sentences where the page has their names, so that the module needs no names.
    pub(crate) fn number(&self, page: &str) -> anyhow::Result<String> {
        let mut numbered = String::with_capacity(page.len());
        let mut rest = page;
        let attributes = ["data-text=\"", "data-label=\"", "data-placeholder=\""];
        let next = |rest: &str| {
            attributes.iter().filter_map(|name| Some(rest.find(name)? + name.len())).min()
        };
        while let Some(at) = next(rest) {
            let (before, from_name) = rest.split_at(at);
            let (name, _) = from_name.split_once('"').context("an attribute ends")?;
            let number = self.schema.message(name);
            let number = number.with_context(|| format!("index.html: there is no {name}"))?;
            numbered.push_str(before);
            numbered.push_str(&number.to_string());
            rest = from_name.strip_prefix(name).unwrap_or_default();
        }
        numbered.push_str(rest);
        Ok(numbered)
    }
}

/// The lists of words for codes as `protocol::word_list` reads them: one after the other, in its order.
fn code_words(root: &Path) -> anyhow::Result<String> {
    let folder = root.join("core").join("protocol").join("src").join("words");
    let lists = ["de.txt", "fr.txt", "es.txt"].map(|list| {
        let path = folder.join(list);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    });
    lists.into_iter().collect()
}

/// What the site says without the module: the page of checks, and the manifest.
pub(crate) struct Site(Vec<(Language, Map<String, Value>)>);

impl Site {
    /// Reads all languages, English first.
    pub(crate) fn read(root: &Path) -> anyhow::Result<Self> {
        let english = Language::English;
        let schema = Schema::of(source(root, english, "site")?);
        let mut all = Vec::new();
        for language in std::iter::once(english).chain(others()) {
            let texts = schema.texts(language, &source(root, language, "site")?);
            let texts = texts.map_err(faults(language))?;
            let texts = texts.into_iter().map(|(id, text)| (id, Value::String(text)));
            all.push((language, texts.collect()));
        }
        Ok(Self(all))
    }

    /// Each language, and its sentences by their names, as JSON. English is the first.
    pub(crate) fn as_json(&self) -> impl Iterator<Item = (Language, String)> {
        self.0.iter().map(|(language, texts)| (*language, Value::Object(texts.clone()).to_string()))
    }

    /// The manifest in each language, from the English one.
    pub(crate) fn manifests(&self, english: &str) -> anyhow::Result<Vec<(Language, String)>> {
        let of = |(language, texts): &(Language, Map<String, Value>)| -> anyhow::Result<_> {
            let mut manifest: Map<String, Value> = serde_json::from_str(english)?;
            let description =
                texts.get("manifest-description").context("there is no description")?;
            let direction = language.direction().name();
            for (member, value) in [
                ("description", description.clone()),
                ("lang", language.tag().into()),
                ("dir", direction.into()),
            ] {
                manifest.insert(member.to_owned(), value);
            }
            Ok((*language, Value::Object(manifest).to_string()))
        };
        self.0.iter().map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_asks_for_sentences_by_their_numbers() {
        let schema = Schema::of(Source::read("a = A\nb-c = B\n").unwrap());
        let sentences = Sentences { schema, catalogues: Vec::new(), code_words: String::new() };
        let page = "<p data-text=\"b-c\">B</p><i class=\"a\" data-label=\"a\"></i>";
        let numbered = "<p data-text=\"1\">B</p><i class=\"a\" data-label=\"0\"></i>";
        assert_eq!(sentences.number(page).unwrap(), numbered);
        assert!(sentences.number("<p data-text=\"d\">").is_err());
    }

    #[test]
    fn the_manifest_is_in_each_language() {
        let site = Site::read(&crate::paths::root().unwrap()).unwrap();
        let english = r#"{ "name": "Alongside", "description": "x", "lang": "en" }"#;
        let manifests = site.manifests(english).unwrap();
        assert_eq!(manifests.len(), Language::ALL.len());
        for (language, manifest) in manifests {
            let manifest: Value = serde_json::from_str(&manifest).unwrap();
            assert_eq!(manifest["name"], "Alongside");
            assert_eq!(manifest["lang"], language.tag());
            assert_eq!(manifest["dir"], language.direction().name());
            assert_ne!(manifest["description"], "x");
        }
    }
}
