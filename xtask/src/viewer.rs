//! Builds the Helper's side: wasm, its glue and the page, into `www/dist`.
//!
//! Names of assets change with their content, so that they can be cached forever; each file has
//! compressed copies beside it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use catalogue::Language;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::import_names;
use crate::page_hash::{PageHash, hex};
use crate::page_words::{Sentences, Site};
use crate::paths::{root, target_dir};
use crate::process::{cargo, stream};
use crate::reproducible::hide_paths;

/// Limit for the gzipped wasm, in bytes. A phone on a slow network (1 Mbit/s) loads it in less than four
/// seconds; few people wait longer for a page.
pub(crate) const WASM_GZ_MAX: usize = 450_000;

/// The page's own files; all of `www` that is shipped.
const PAGE: [&str; 10] = [
    "index.html",
    "style.css",
    "boot.js",
    "mark.svg",
    "doctor.html",
    "doctor.js",
    "manifest.webmanifest",
    "icon-192.png",
    "icon-512.png",
    "sw.js",
];

/// What stands in two of the page's scripts.
const LANGUAGE: &str = "language.js";

/// Names what the page was made from. When it matches, nothing has to be done.
const STAMP: &str = "build.txt";

/// How the wasm is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wasm {
    /// Optimised for size: what is tested and shipped.
    Small,
    /// Compiled in less time and larger: for a demo, where the page comes from the local network.
    Quick,
}

impl Wasm {
    /// Cargo's profile.
    fn profile(self) -> &'static str {
        match self {
            Self::Small => "wasm",
            Self::Quick => "demo-wasm",
        }
    }

    /// Brotli's quality. The best takes seconds.
    fn brotli(self) -> i32 {
        match self {
            Self::Small => 11,
            Self::Quick => 5,
        }
    }
}

/// What a build did.
struct Report {
    /// Bytes of the wasm, compressed by gzip.
    wasm_gz: usize,
    /// Whether anything had to be built.
    fresh: bool,
}

/// Builds what is not up to date. A second call with nothing changed takes under a second.
pub(crate) fn build(wasm: Wasm) -> anyhow::Result<()> {
    build_in(&root()?, &target_dir()?, wasm)
}

/// Builds the page of the project in `root` with what cargo keeps in `target`.
pub(crate) fn build_in(root: &Path, target: &Path, kind: Wasm) -> anyhow::Result<()> {
    let report = make_current(root, target, kind)?;
    let state = if report.fresh { "built" } else { "up to date" };
    println!("viewer {state}: the wasm is {} KB gzipped", report.wasm_gz.div_ceil(1024));
    Ok(())
}

fn make_current(root: &Path, target: &Path, kind: Wasm) -> anyhow::Result<Report> {
    let wasm = compile(root, target, kind)?;
    let www = root.join("www");
    let dist = www.join("dist");
    let sentences = Sentences::read(root)?;
    let site = Site::read(root)?;
    let stamp = stamp(&wasm, &www, &sentences, &site)?;
    if let Some(wasm_gz) = is_current(&dist, &stamp) {
        return Ok(Report { wasm_gz, fresh: false });
    }
    // Beside the old one, on the same file system, so that it can take its place in one step.
    let new = www.join(format!("dist.{}", std::process::id()));
    let made = make(&wasm, kind, (&www, &new), &stamp, (&sentences, &site));
    if made.is_ok() {
        replace(&dist, &new)?;
    }
    let _ = fs::remove_dir_all(&new);
    Ok(Report { wasm_gz: made?, fresh: true })
}

/// Lets cargo compile the viewer, which does nothing when nothing changed. Returns the wasm file.
fn compile(root: &Path, target: &Path, kind: Wasm) -> anyhow::Result<PathBuf> {
    let mut build = cargo(&["build", "--package", "alongside-viewer", "--lib"]);
    build.args(["--target", "wasm32-unknown-unknown", "--profile", kind.profile(), "--target-dir"]);
    build.arg(target).current_dir(root);
    // The page has one hash, wherever it is built.
    hide_paths(&mut build, root, target)?;
    stream(&mut build).context("the viewer does not compile")?;
    Ok(target.join("wasm32-unknown-unknown").join(kind.profile()).join("viewer_wasm.wasm"))
}

/// A hash of everything that the page is made from, this program included.
fn stamp(wasm: &Path, www: &Path, sentences: &Sentences, site: &Site) -> anyhow::Result<String> {
    let mut hash = Sha256::new();
    let sources = PAGE.iter().chain([&LANGUAGE]).map(|name| www.join(name));
    for path in std::iter::once(wasm.to_owned()).chain(sources) {
        hash.update(Sha256::digest(read(&path)?));
    }
    for (_, catalogue) in &sentences.catalogues {
        hash.update(Sha256::digest(catalogue));
    }
    hash.update(Sha256::digest(&sentences.code_words));
    for (_, texts) in site.as_json() {
        hash.update(Sha256::digest(texts));
    }
    hash.update(include_bytes!("viewer.rs"));
    hash.update(include_bytes!("import_names.rs"));
    hash.update(include_bytes!("page_words.rs"));
    hash.update(include_bytes!("page_hash.rs"));
    Ok(hex(&hash.finalize()))
}

/// The size of the gzipped wasm, when `dist` is what `stamp` names.
fn is_current(dist: &Path, stamp: &str) -> Option<usize> {
    let text = fs::read_to_string(dist.join(STAMP)).ok()?;
    let (known, size) = text.trim().split_once(' ')?;
    (known == stamp && dist.join("index.html").is_file()).then(|| size.parse().ok()).flatten()
}

fn make(
    wasm: &Path,
    kind: Wasm,
    (www, new): (&Path, &Path),
    stamp: &str,
    (sentences, site): (&Sentences, &Site),
) -> anyhow::Result<usize> {
    let assets = new.join("assets");
    fs::create_dir_all(&assets).with_context(|| format!("cannot make {}", assets.display()))?;

    let glue = new.join("glue");
    Bindgen::new()
        .input_path(wasm)
        .no_modules(true)?
        .no_modules_global("viewer")?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&glue)
        .context("wasm-bindgen cannot read the viewer")?;
    let mut module = read(&glue.join("viewer_wasm_bg.wasm"))?;
    let script = import_names::number(&mut module, &text(&glue.join("viewer_wasm.js"))?);
    fs::remove_dir_all(&glue)?;

    let mut files = Files { new, kind, all: PageHash::default() };
    let module = files.add("viewer.wasm", &module)?;
    let gzipped = read(&assets.join(format!("{module}.gz")))?.len();
    if kind == Wasm::Small && gzipped > WASM_GZ_MAX {
        bail!(
            "the viewer's wasm is {gzipped} bytes gzipped, more than the {WASM_GZ_MAX} it may be"
        );
    }
    let boot = text(&www.join("boot.js"))?;
    let boot = rename(&boot, "//= viewer.js\n", &script)?;
    let boot = rename(&boot, "./viewer.wasm", &format!("./{module}"))?;
    let boot = rename(&boot, "  //= language.js\n", &text(&www.join(LANGUAGE))?)?;
    let mut stored = vec![module.clone()];
    let shared = Shared::add(&mut files, www, site)?;
    let mut languages = Vec::new();
    for (language, manifest) in &shared.manifests {
        let (tag, own_name) = (language.tag(), language.own_name());
        let catalogue = sentences.catalogues.iter().find(|(known, _)| known == language);
        let catalogue = match catalogue {
            Some((_, catalogue)) => files.add(&format!("words.{tag}.bin"), catalogue)?,
            None => String::new(),
        };
        let file = if catalogue.is_empty() { "" } else { "./" };
        languages
            .push(format!("[\"{tag}\", \"{own_name}\", \"{file}{catalogue}\", \"./{manifest}\"]"));
        stored.extend([catalogue].into_iter().filter(|name| !name.is_empty()));
    }
    let boot = rename(&boot, "[\"//= languages\"]", &languages.join(", "))?;
    let words = files.add("code-words.txt", sentences.code_words.as_bytes())?;
    let boot = rename(&boot, "./code-words.txt", &format!("./{words}"))?;
    stored.push(words);
    let boot = files.add("boot.js", boot.as_bytes())?;
    add_pages(files, www, (&module, &boot), (shared, stored), (sentences, site))?;
    write(&new.join(STAMP), format!("{stamp} {gzipped}\n").as_bytes())?;
    Ok(gzipped)
}

/// The files of the page, as they are written.
struct Files<'a> {
    new: &'a Path,
    kind: Wasm,
    all: PageHash,
}

impl Files<'_> {
    /// Writes a file that has a hash in its name. Returns the name.
    fn add(&mut self, name: &str, bytes: &[u8]) -> anyhow::Result<String> {
        let (stem, extension) = name.split_once('.').context("an asset's name has an extension")?;
        let digest = hex(&Sha256::digest(bytes));
        let hashed = format!("{stem}-{}.{extension}", digest.get(..16).unwrap_or(&digest));
        self.put(&format!("assets/{hashed}"), bytes)?;
        Ok(hashed)
    }

    /// Writes a file under its own name.
    fn put(&mut self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        write_compressed(&self.new.join(name), bytes, self.kind)?;
        self.all.add(name, bytes);
        Ok(())
    }
}

/// What more than one page names, by the names with hashes.
struct Shared {
    style: String,
    mark: String,
    small: String,
    large: String,
    /// English first.
    manifests: Vec<(Language, String)>,
}

impl Shared {
    fn add(files: &mut Files<'_>, www: &Path, site: &Site) -> anyhow::Result<Self> {
        let mut add = |name: &str| files.add(name, &read(&www.join(name))?);
        let [style, mark, small, large] =
            [add("style.css")?, add("mark.svg")?, add("icon-192.png")?, add("icon-512.png")?];
        let mut manifest = text(&www.join("manifest.webmanifest"))?;
        for (name, hashed) in
            [("mark.svg", &mark), ("icon-192.png", &small), ("icon-512.png", &large)]
        {
            // Relative to the manifest, which lies beside them.
            manifest = rename(&manifest, &format!("\"{name}\""), &format!("\"{hashed}\""))?;
        }
        let mut manifests = Vec::new();
        for (language, manifest) in site.manifests(&manifest)? {
            let name = format!("manifest.{}.webmanifest", language.tag());
            manifests.push((language, files.add(&name, manifest.as_bytes())?));
        }
        Ok(Self { style, mark, small, large, manifests })
    }
}

/// The script of the page of checks, with the English words in it and the files of the others.
fn add_doctor(files: &mut Files<'_>, www: &Path, site: &Site) -> anyhow::Result<String> {
    let script = text(&www.join("doctor.js"))?;
    let script = rename(&script, "  //= language.js\n", &text(&www.join(LANGUAGE))?)?;
    let (mut english, mut languages) = (String::new(), Vec::new());
    for (language, texts) in site.as_json() {
        let (tag, direction) = (language.tag(), language.direction().name());
        if language == Language::English {
            english = texts;
            languages.push(format!("[\"{tag}\", \"{direction}\"]"));
        } else {
            let name = files.add(&format!("site.{tag}.json"), texts.as_bytes())?;
            languages.push(format!("[\"{tag}\", \"{direction}\", \"./{name}\"]"));
        }
    }
    let script = rename(&script, "{ \"//= english\": \"\" }", &english)?;
    let script = rename(&script, "[\"//= languages\"]", &languages.join(", "))?;
    files.add("doctor.js", script.as_bytes())
}

/// Writes the pages, and what they name beside the module and the script that loads it. `stored` is what the service
/// worker stores beside them.
fn add_pages(
    mut files: Files<'_>,
    www: &Path,
    (module, boot): (&str, &str),
    (shared, mut stored): (Shared, Vec<String>),
    (sentences, site): (&Sentences, &Site),
) -> anyhow::Result<()> {
    let doctor = add_doctor(&mut files, www, site)?;
    let Shared { style, mark, small, large, manifests } = shared;
    let (_, manifest) = manifests.into_iter().next().context("English is there")?;

    let hash_names = |mut page: String, names: &[(&str, &str)]| -> anyhow::Result<String> {
        for (name, hashed) in names {
            page = rename(&page, &format!("\"{name}\""), &format!("\"assets/{hashed}\""))?;
        }
        Ok(page)
    };
    let names = [
        ("boot.js", boot),
        ("style.css", style.as_str()),
        ("mark.svg", mark.as_str()),
        ("icon-192.png", small.as_str()),
        ("manifest.webmanifest", manifest.as_str()),
    ];
    let page = hash_names(sentences.number(&text(&www.join("index.html"))?)?, &names)?;
    // The module is asked for while the page is still read.
    let script_tag = format!("<script src=\"assets/{boot}\">");
    let early = format!(
        "<link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin href=\"assets/{module}\">\n  \
         {script_tag}"
    );
    let page = rename(&page, &script_tag, &early)?;
    let names = [
        ("doctor.js", doctor.as_str()),
        ("style.css", style.as_str()),
        ("mark.svg", mark.as_str()),
    ];
    let doctor_page = hash_names(text(&www.join("doctor.html"))?, &names)?;
    files.put("doctor.html", doctor_page.as_bytes())?;
    stored.extend([boot.to_owned(), style, mark, small, large, manifest]);
    let worker = worker_of(&text(&www.join("sw.js"))?, &stored, &page)?;
    files.put("sw.js", worker.as_bytes())?;
    let index = files.all.finish(&page)?;
    write_compressed(&files.new.join("index.html"), index.as_bytes(), files.kind)
}

/// The service worker that stores these assets with this page. Another build is another one.
fn worker_of(worker: &str, assets: &[String], page: &str) -> anyhow::Result<String> {
    let names: Vec<String> = assets.iter().map(|name| format!("\"assets/{name}\"")).collect();
    let build = hex(&Sha256::digest(format!("{}{page}", names.concat())));
    let worker = rename(worker, "\"//= files\"", &names.join(", "))?;
    rename(&worker, "//= build", build.get(..16).unwrap_or(&build))
}

/// Puts `new` where `dist` is.
fn replace(dist: &Path, new: &Path) -> anyhow::Result<()> {
    let mut old = new.as_os_str().to_owned();
    old.push(".old");
    let old = PathBuf::from(old);
    if dist.exists() {
        fs::rename(dist, &old).with_context(|| format!("cannot move {}", dist.display()))?;
    }
    fs::rename(new, dist).with_context(|| format!("cannot move to {}", dist.display()))?;
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    Ok(())
}

/// Replaces a name that the page must have exactly once.
fn rename(text: &str, from: &str, to: &str) -> anyhow::Result<String> {
    ensure!(text.matches(from).count() == 1, "expected {from} once in the page");
    Ok(text.replace(from, to))
}

/// Writes both encoded forms of a file, or the plain one where they are not smaller. The server decodes one for whoever takes
/// neither.
fn write_compressed(path: &Path, bytes: &[u8], kind: Wasm) -> anyhow::Result<()> {
    let beside = |suffix: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    let mut smaller = Vec::new();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: kind.brotli(), ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut smaller, &parameters)?;
    let gzipped = gzip(bytes, kind)?;
    if smaller.len().max(gzipped.len()) >= bytes.len() {
        return write(path, bytes);
    }
    write(&beside(".br"), &smaller)?;
    write(&beside(".gz"), &gzipped)
}

/// Servers without TLS send this one: browsers take Brotli over TLS only.
fn gzip(bytes: &[u8], kind: Wasm) -> anyhow::Result<Vec<u8>> {
    match kind {
        // It takes seconds, and leaves a twentieth less to load.
        Wasm::Small => {
            let mut smaller = Vec::new();
            // The wasm is a megabyte of code and of texts: more blocks than usual fit it better.
            let options =
                zopfli::Options { maximum_block_splits: 100, ..zopfli::Options::default() };
            zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut smaller)?;
            Ok(smaller)
        }
        Wasm::Quick => {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(bytes)?;
            Ok(encoder.finish()?)
        }
    }
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn text(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_not_there_once_is_an_error() {
        assert_eq!(rename("a b", "b", "c").unwrap(), "a c");
        assert!(rename("a b b", "b", "c").is_err());
        assert!(rename("a", "b", "c").is_err());
    }

    #[test]
    fn a_page_without_its_stamp_is_built_again() {
        let nowhere = Path::new("no/such/folder");
        assert_eq!(is_current(nowhere, "stamp"), None);
    }
}
