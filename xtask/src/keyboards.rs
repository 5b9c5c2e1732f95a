//! Every keyboard of a Helper with every keyboard of a User: tests that type more than they usually do, and write down what
//! came of it.

use std::path::Path;

use anyhow::Context as _;

use crate::paths::{root, target_dir};
use crate::retry;

/// The document with the table.
pub(crate) const DOCUMENT: &str = "docs/keyboards.md";

/// The tests, one for each system of a User.
const TESTS: [&str; 8] =
    ["--test", "browser", "--test", "wayland", "--test", "windows", "--", "keyboards::"];

/// Types all of it, and writes the table into this document. The programs are built.
pub(crate) fn write(document: &Path) -> anyhow::Result<()> {
    let name = document.to_str().context("the document's name is not UTF-8")?;
    retry::test(&TESTS, &[("ALONGSIDE_TEST_KEYBOARDS", name)], || ())
}

/// Types all of it, and leaves the document as it is: the table is written into a copy.
pub(crate) fn check() -> anyhow::Result<()> {
    let copy = target_dir()?.join("keyboards.md");
    std::fs::copy(root()?.join(DOCUMENT), &copy)
        .with_context(|| format!("{DOCUMENT} cannot be copied"))?;
    write(&copy)
}
