//! Builds everything that people download.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::archive::{self, Entries, Entry};
use super::folder::{BINARIES, VERSION, fresh, read, write};
use super::{debian, sbom, sums, windows};
use crate::process::{cargo, command, exists, quiet, stream};
use crate::reproducible::{Origin, hide_paths};
use crate::steps::Steps;
use crate::viewer::{self, Wasm};

/// What is there to read; all of `docs` but what is for those who change the program comes with it.
const DOCUMENTS: [&str; 9] = [
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SECURITY.md",
    "docs/network.md",
    "docs/policy.toml",
    "docs/releasing.md",
    "docs/session-log.md",
];

/// Shells, and the files they look for.
const COMPLETIONS: [(&str, &str); 3] =
    [("bash", "alongside"), ("zsh", "_alongside"), ("fish", "alongside.fish")];

/// What makes a desktop list the program: files of the project, and their names in the archive.
const DESKTOP: [(&str, &str); 2] = [
    ("sharer/desktop/alongside.desktop", "desktop/alongside.desktop"),
    ("www/mark.svg", "desktop/alongside.svg"),
];

/// The licence of the fonts within the sharer, and its name in the archive.
const FONTS: (&str, &str) = ("kit/fonts/OFL.txt", "LICENSE-FONTS");

/// A copy of the project, and where it is built.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    pub(super) root: PathBuf,
    pub(super) target: PathBuf,
}

/// Builds everything that people download into a folder, and returns it.
pub(super) fn make(tree: &Tree, origin: &Origin, steps: &mut Steps) -> anyhow::Result<PathBuf> {
    std::env::set_current_dir(&tree.root)
        .with_context(|| format!("{} is gone", tree.root.display()))?;
    steps.step("viewer", || viewer::build_in(&tree.root, &tree.target, Wasm::Small))?;
    steps.step("sharer and server (release)", || {
        let mut build = cargo(&["build", "--locked", "--release"]);
        build.args(["-p", "alongside-sharer", "-p", "alongside-signal", "--target-dir"]);
        hide_paths(&mut build, &tree.root, &tree.target)?;
        origin.pass(&mut build)?;
        stream(build.arg(&tree.target))
    })?;
    let dist = tree.target.join("dist");
    fresh(&dist)?;
    let entries = steps.step("files", || entries(&tree.target.join("release"), &dist))?;
    steps.step("tar.gz", || {
        let name =
            format!("alongside-{VERSION}-{}-{}", std::env::consts::OS, std::env::consts::ARCH);
        let packed = archive::tar_gz(&name, &entries, origin.epoch)?;
        write(&dist.join(format!("{name}.tar.gz")), packed)
    })?;
    if exists("dpkg-deb") {
        steps.step("deb", || debian::package(&entries, &dist, origin))?;
    } else {
        println!("no .deb: dpkg-deb is not here");
    }
    let missing = windows::missing()?;
    if missing.is_empty() {
        let program =
            steps.step("sharer for Windows (release)", || windows::build(tree, origin))?;
        steps.step("installer", || windows::pack(&program, &tree.root, &dist, origin))?;
    } else {
        println!("nothing for Windows: no {}", missing.join(", no "));
    }
    steps.step("bill of materials", || {
        write(&dist.join(format!("alongside-{VERSION}.cdx.json")), sbom::bill(origin.epoch)?)
    })?;
    steps.step("sums", || sums::write(&dist))?;
    Ok(dist)
}

/// The programs, and what is there to read about them.
fn entries(release: &Path, dist: &Path) -> anyhow::Result<Entries> {
    let mut entries = Entries::new();
    for binary in BINARIES {
        let bytes = read(&release.join(binary))?;
        entries.insert(binary.to_owned(), Entry { bytes, is_program: true });
    }
    let mut add = |name: String, bytes| entries.insert(name, Entry { bytes, is_program: false });
    for document in DOCUMENTS {
        add(document.to_owned(), read(Path::new(document))?);
    }
    for (file, name) in DESKTOP.into_iter().chain([FONTS]) {
        add(name.to_owned(), read(Path::new(file))?);
    }
    // The programs print their manual pages and completions themselves.
    let pages = dist.join("man");
    fresh(&pages)?;
    quiet(command(release.join("alongside"), &["man"]).arg(&pages))?;
    quiet(command(release.join("alongside-signal"), &["--man"]).arg(&pages))?;
    for page in sums::files(&pages)? {
        let name = page.file_name().context("a file has a name")?.to_string_lossy().into_owned();
        add(format!("man/{name}"), read(&page)?);
    }
    std::fs::remove_dir_all(&pages)?;
    for (shell, file) in COMPLETIONS {
        let script = quiet(&mut command(release.join("alongside"), &["completions", shell]))?;
        add(format!("completions/{file}"), script.into_bytes());
    }
    Ok(entries)
}
