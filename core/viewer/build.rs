//! Makes the names of the page's sentences, and their English catalogue, of `words/en/page.ftl`.

use std::path::Path;
use std::{env, fs};

use catalogue::Language;
use words_compiler::{Schema, Source, rust};

const ENGLISH: &str = "../../words/en/page.ftl";

fn main() {
    println!("cargo::rerun-if-changed={ENGLISH}");
    let text = fs::read_to_string(ENGLISH).expect("words/en/page.ftl can be read");
    let english = Source::read(&text).unwrap_or_else(|faults| refuse(&faults));
    let schema = Schema::of(english.clone());
    let bytes =
        schema.compile(Language::English, &english).unwrap_or_else(|faults| refuse(&faults));
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    let out = Path::new(&out);
    fs::write(out.join("table.rs"), rust(&schema)).expect("OUT_DIR can be written");
    fs::write(out.join("english.bin"), bytes).expect("OUT_DIR can be written");
}

fn refuse(faults: &[String]) -> ! {
    panic!("{ENGLISH}:\n{}", faults.join("\n"));
}
