//! The Debian package.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::archive::{Entries, gzip};
use super::folder::{BINARIES, VERSION, fresh, write};
use crate::process::{command, quiet};
use crate::reproducible::Origin;

/// Files for shells and desktops, as the archive names them, and where Debian keeps them.
const PLACES: [(&str, &str); 5] = [
    ("desktop/alongside.desktop", "usr/share/applications/alongside.desktop"),
    ("desktop/alongside.svg", "usr/share/icons/hicolor/scalable/apps/alongside.svg"),
    ("completions/alongside", "usr/share/bash-completion/completions/alongside"),
    ("completions/_alongside", "usr/share/zsh/vendor-completions/_alongside"),
    ("completions/alongside.fish", "usr/share/fish/vendor_completions.d/alongside.fish"),
];

/// What the window loads when it opens, besides the programs' own libraries; `alongside share` does without it. PipeWire
/// and the portal share a Wayland desktop, which has a backend of its own for the latter. The
/// last is for Chinese, Japanese and Korean, of which the program has no letters.
const RECOMMENDS: &str = "xdg-utils, libfontconfig1, libx11-6, libx11-xcb1, libxcursor1, libxi6, \
    libxkbcommon-x11-0, libpipewire-0.3-0, xdg-desktop-portal, \
    fonts-noto-core | fonts-dejavu-core, fonts-droid-fallback | fonts-noto-cjk";

/// One package with all that the archive has.
pub(super) fn package(entries: &Entries, dist: &Path, origin: &Origin) -> anyhow::Result<()> {
    let architecture = quiet(&mut command("dpkg", &["--print-architecture"]))?;
    let architecture = architecture.trim();
    let tree = dist.join("deb");
    fresh(&tree)?;
    let mut installed = 0;
    for (name, entry) in entries {
        let place = place(name);
        // Debian keeps manual pages compressed.
        let compressed = name.starts_with("man/").then(|| gzip(&entry.bytes)).transpose()?;
        let mode = if entry.is_program { 0o755 } else { 0o644 };
        put(&tree, &place, compressed.as_ref().unwrap_or(&entry.bytes), mode)?;
        if entry.is_program {
            installed += entry.bytes.len() as u64;
        }
    }
    put(&tree, "usr/share/doc/alongside/copyright", copyright().as_bytes(), 0o644)?;
    let depends = depends(&tree)?;
    let control = control(architecture, installed, &depends);
    put(&tree, "DEBIAN/control", control.as_bytes(), 0o644)?;
    let file = dist.join(format!("alongside_{VERSION}_{architecture}.deb"));
    let mut deb = command("dpkg-deb", &["--build", "--root-owner-group", "-Zxz"]);
    // With several threads, what xz makes depends on their number.
    deb.env("DPKG_DEB_THREADS_MAX", "1");
    origin.pass(&mut deb)?;
    quiet(deb.arg(&tree).arg(&file))?;
    std::fs::remove_dir_all(&tree).with_context(|| format!("{} stays behind", tree.display()))
}

/// Where Debian has a file of the archive.
fn place(name: &str) -> String {
    if let Some((_, place)) = PLACES.iter().find(|(archived, _)| *archived == name) {
        return (*place).to_owned();
    }
    match name.strip_prefix("man/") {
        Some(page) => format!("usr/share/man/man1/{page}.gz"),
        None if BINARIES.contains(&name) => format!("usr/bin/{name}"),
        None => format!("usr/share/doc/alongside/{name}"),
    }
}

/// Writes a file with this mode, whatever the mask of the account.
fn put(tree: &Path, place: &str, bytes: &[u8], mode: u32) -> anyhow::Result<()> {
    let path = tree.join(place);
    let folder = path.parent().context("a file lies in a folder")?;
    std::fs::create_dir_all(folder)?;
    write(&path, bytes)?;
    set_mode(&path, mode)?;
    folder
        .ancestors()
        .take_while(|above| above.starts_with(tree))
        .try_for_each(|above| set_mode(above, 0o755))
}

fn set_mode(path: &Path, mode: u32) -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
            .with_context(|| format!("cannot set the mode of {}", path.display()))?;
    }
    let _ = (path, mode);
    Ok(())
}

/// The packages whose shared libraries the programs use, from the programs' own headers.
fn depends(tree: &Path) -> anyhow::Result<Vec<String>> {
    let (mut packages, mut glibc) = (Vec::new(), None);
    for binary in BINARIES {
        let binary = tree.join("usr/bin").join(binary);
        let program = std::fs::read(&binary).context("it was just copied")?;
        glibc = glibc.max(newest_glibc(&program));
        let listed = quiet(command("ldd", &[]).arg(&binary))?;
        for library in listed.lines().filter_map(|line| line.split(" => ").nth(1)) {
            let file = library.split(" (").next().unwrap_or_default();
            packages.push(owner(Path::new(file))?);
        }
    }
    packages.sort();
    packages.dedup();
    if let (Some(minor), Some(libc)) = (glibc, packages.iter_mut().find(|name| *name == "libc6")) {
        // With an older one the programs would install, and not start.
        *libc = format!("libc6 (>= 2.{minor})");
    }
    Ok(packages)
}

/// The newest version of glibc's symbols that a program names, as the number behind `2.`.
fn newest_glibc(program: &[u8]) -> Option<u32> {
    const NAME: &[u8] = b"GLIBC_2.";
    let named = program.windows(NAME.len()).enumerate().filter(|(_, window)| *window == NAME);
    let minor = |(at, _): (usize, &[u8])| {
        let digits =
            program.get(at + NAME.len()..)?.iter().take_while(|byte| byte.is_ascii_digit());
        String::from_utf8(digits.take(3).copied().collect()).ok()?.parse().ok()
    };
    named.filter_map(minor).max()
}

/// The package that a shared library belongs to.
fn owner(library: &Path) -> anyhow::Result<String> {
    // dpkg knows the real place, ldd may name it by the link /lib → /usr/lib.
    let real: PathBuf = library.canonicalize().unwrap_or_else(|_| library.to_owned());
    for candidate in [real.as_path(), library, real.strip_prefix("/usr").unwrap_or(&real)] {
        let name = Path::new("/").join(candidate);
        let found = command("dpkg-query", &["--search"]).arg(name).output();
        let Ok(found) = found else { continue };
        let text = String::from_utf8_lossy(&found.stdout).into_owned();
        if let Some((package, _)) = text.split_once(": ") {
            return Ok(package.split(':').next().unwrap_or(package).to_owned());
        }
    }
    bail!("no Debian package owns {}", library.display())
}

fn control(architecture: &str, installed: u64, depends: &[String]) -> String {
    let mut control = String::new();
    for (field, value) in [
        ("Package", "alongside"),
        ("Version", VERSION),
        ("Architecture", architecture),
        ("Maintainer", "The Alongside contributors <alongside@invalid>"),
        ("Installed-Size", &installed.div_ceil(1024).to_string()),
        ("Depends", &depends.join(", ")),
        ("Recommends", RECOMMENDS),
        ("Section", "net"),
        ("Priority", "optional"),
        ("Description", "remote assistance with only a browser on the helping side"),
    ] {
        if !value.is_empty() {
            // Writing to a String cannot fail.
            let _ = writeln!(control, "{field}: {value}");
        }
    }
    control.push_str(
        " alongside shares the screen of the person who needs help, after that person\n \
         agreed. The helper opens a link in any browser. alongside-signal introduces\n \
         the two to each other and can read nothing of what they say.\n",
    );
    control
}

fn copyright() -> String {
    "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\
     Upstream-Name: Alongside\n\n\
     Files: *\n\
     Copyright: The Alongside contributors\n\
     License: Expat or Apache-2.0\n \
     See LICENSE-MIT and LICENSE-APACHE beside this file.\n\n\
     Files: usr/bin/alongside\n\
     Copyright: The Alongside contributors; of the fonts in it 2015-2020 Google LLC\n\
     License: (Expat or Apache-2.0) and OFL-1.1\n \
     The fonts in it are under the SIL Open Font License 1.1: see LICENSE-FONTS beside this file.\n"
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_glibc_that_is_named_counts() {
        assert_eq!(newest_glibc(b"..GLIBC_2.4\0GLIBC_2.34\0GLIBC_2.17\0GLIBC_2.x"), Some(34));
        assert_eq!(newest_glibc(b"GLIBCXX_3.4.29 GLIBC_2."), None);
    }

    #[test]
    fn each_file_has_its_place_in_the_package() {
        for (name, expected) in [
            ("alongside", "usr/bin/alongside"),
            ("man/alongside.1", "usr/share/man/man1/alongside.1.gz"),
            ("desktop/alongside.desktop", "usr/share/applications/alongside.desktop"),
            ("completions/_alongside", "usr/share/zsh/vendor-completions/_alongside"),
            ("README.md", "usr/share/doc/alongside/README.md"),
            ("docs/policy.toml", "usr/share/doc/alongside/docs/policy.toml"),
        ] {
            assert_eq!(place(name), expected);
        }
    }
}
