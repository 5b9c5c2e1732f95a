//! Makes the sentences of the program of `words/<language>/program.ftl`, and gives the program for Windows its icon, its
//! version and its manifest.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use catalogue::Language;
use words_compiler::{AWAITED, Schema, Source, rust};

/// Where the languages are.
const WORDS: &str = "../words";

/// How well the catalogues are packed: as well as can be.
const PACKING: u8 = 10;

/// The resource compilers of mingw: that of a cross compiler, and that of Windows itself.
const COMPILERS: [&str; 2] = ["x86_64-w64-mingw32-windres", "windres"];

fn main() {
    words();
    println!("cargo::rerun-if-changed=windows");
    let is = |variable, value| env::var(variable).is_ok_and(|found| found == value);
    if !is("CARGO_CFG_TARGET_OS", "windows") {
        return;
    }
    if is("CARGO_CFG_TARGET_ENV", "msvc") {
        // The linker reads the manifest. The icon needs a resource compiler, which is left to who packs the program.
        let manifest = Path::new("windows/alongside.manifest").canonicalize();
        let manifest = manifest.expect("the manifest is part of the source");
        println!("cargo::rustc-link-arg-bins=/MANIFEST:EMBED");
        println!("cargo::rustc-link-arg-bins=/MANIFESTINPUT:{}", manifest.display());
        return;
    }
    let object = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("resources.o");
    let [major, minor, patch, text] = ["_MAJOR", "_MINOR", "_PATCH", ""]
        .map(|part| env::var(format!("CARGO_PKG_VERSION{part}")).expect("cargo sets it"));
    let compile = |compiler: &&str| {
        let status = Command::new(compiler)
            .current_dir("windows")
            .arg(format!("--define=VERSION_NUMBERS={major},{minor},{patch},0"))
            .arg(format!("--define=VERSION_TEXT=\\\"{text}\\\""))
            .args(["alongside.rc", "--output-format=coff", "--output"])
            .arg(&object)
            .status();
        status.is_ok_and(|status| status.success())
    };
    if COMPILERS.iter().any(compile) {
        println!("cargo::rustc-link-arg-bins={}", object.display());
    } else {
        println!(
            "cargo::warning=no icon and no manifest: {} is missing or has failed",
            COMPILERS.join(" or ")
        );
    }
}

/// The names of the sentences, their English catalogue, and those of all other languages, packed: of each its tag (2
/// bytes), its length (4 bytes, little end first), and itself. `words/say.rs` reads them.
fn words() {
    let english = source(Language::English);
    let schema = Schema::of(english.clone());
    let compile = |language: Language, source: &Source| {
        let catalogue = schema.compile(language, source);
        catalogue.unwrap_or_else(|faults| refuse(language, &faults))
    };
    let mut others = Vec::new();
    for language in Language::ALL {
        if *language == Language::English || AWAITED.contains(language) {
            continue;
        }
        let catalogue = compile(*language, &source(*language));
        let length = u32::try_from(catalogue.len()).expect("a catalogue is small");
        others.extend(language.tag().bytes());
        others.extend(length.to_le_bytes());
        others.extend(catalogue);
    }
    let others = miniz_oxide::deflate::compress_to_vec(&others, PACKING);
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let write = |name: &str, bytes: &[u8]| {
        fs::write(out.join(name), bytes).expect("OUT_DIR can be written");
    };
    write("table.rs", rust(&schema).as_bytes());
    write("english.bin", &compile(Language::English, &english));
    write("others.bin", &others);
}

fn source(language: Language) -> Source {
    let path = Path::new(WORDS).join(language.tag()).join("program.ftl");
    println!("cargo::rerun-if-changed={}", path.display());
    let text = fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()));
    Source::read(&text).unwrap_or_else(|faults| refuse(language, &faults))
}

fn refuse(language: Language, faults: &[String]) -> ! {
    panic!("words/{}/program.ftl:\n{}", language.tag(), faults.join("\n"));
}
