//! The hash of the Helper's page: it names the build of the page, and is written into it.
//!
//! It is the SHA-256 of what `sha256sum` prints for the files of the page, sorted by their names, with the
//! place for the hash in `index.html` left empty. So everybody who has the files can compute it; docs/releasing.md
//! says how.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::ensure;
use sha2::{Digest as _, Sha256};

/// The place for the hash in `index.html`.
const EMPTY: &str = "<code id=\"build\"></code>";

/// The files of the page, as they are served without compression.
#[derive(Debug, Default)]
pub(crate) struct PageHash(BTreeMap<String, [u8; 32]>);

impl PageHash {
    /// Adds a file under the name by which it is served.
    pub(crate) fn add(&mut self, name: &str, bytes: &[u8]) {
        self.0.insert(name.to_owned(), Sha256::digest(bytes).into());
    }

    /// The hash of all files, in hexadecimal.
    fn hash(&self) -> String {
        let mut sums = String::new();
        for (name, digest) in &self.0 {
            // Writing to a String cannot fail.
            let _ = writeln!(sums, "{}  {name}", hex(digest));
        }
        hex(&Sha256::digest(sums))
    }

    /// Adds `index.html`, and writes the hash of all files into it.
    pub(crate) fn finish(mut self, index: &str) -> anyhow::Result<String> {
        ensure!(index.matches(EMPTY).count() == 1, "expected {EMPTY} once in index.html");
        self.add("index.html", index.as_bytes());
        let filled = EMPTY.replace("></", &format!(">{}</", self.hash()));
        Ok(index.replace(EMPTY, &filled))
    }
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "<p><code id=\"build\"></code></p>";

    fn page(files: &[(&str, &str)]) -> PageHash {
        let mut page = PageHash::default();
        for (name, text) in files {
            page.add(name, text.as_bytes());
        }
        page
    }

    #[test]
    fn the_hash_of_the_page_is_that_of_its_sums() {
        // printf '<p><code id="build"></code></p>' > index.html; printf a > assets/a.js
        // sha256sum assets/* index.html | sha256sum
        let filled = page(&[("assets/a.js", "a")]).finish(INDEX).unwrap();
        assert_eq!(
            filled,
            "<p><code id=\"build\">4d3df214ba8bfe9c1bf31a971f3f5656d184d42c44e1b674ca700596eb1cde68</code></p>"
        );
    }

    #[test]
    fn the_hash_of_the_page_depends_on_each_file_and_on_no_order() {
        let files = [("a.js", "1"), ("b.css", "2")];
        let hash = page(&files).hash();
        assert_eq!(page(&[files[1], files[0]]).hash(), hash);
        for other in [[files[0], ("b.css", "3")], [files[0], ("c.css", "2")]] {
            assert_ne!(page(&other).hash(), hash);
        }
        assert_ne!(page(&files[..1]).hash(), hash);
    }

    #[test]
    fn a_page_without_a_place_for_its_hash_is_an_error() {
        assert!(page(&[]).finish("<p></p>").is_err());
        assert!(page(&[]).finish(&INDEX.repeat(2)).is_err());
    }
}
