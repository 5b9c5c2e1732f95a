//! `cargo xtask dist`: what people download.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::args::Args;
use crate::process::{cargo, command, copy, exists, quiet, stream};
use crate::setup::{self, Need};
use crate::steps::Steps;
use crate::{target_dir, viewer};

const VERSION: &str = env!("CARGO_PKG_VERSION");
const BINARIES: [&str; 2] = ["alongside", "alongside-signal"];
const PAPERS: [&str; 6] = [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "docs/policy.toml",
];

/// Shells, the files they look for, and where Debian keeps them.
const COMPLETIONS: [(&str, &str, &str); 3] = [
    ("bash", "alongside", "usr/share/bash-completion/completions"),
    ("zsh", "_alongside", "usr/share/zsh/vendor-completions"),
    ("fish", "alongside.fish", "usr/share/fish/vendor_completions.d"),
];

pub(crate) fn run(args: &Args, steps: &mut Steps) -> anyhow::Result<()> {
    setup::run(args, steps, &[Need::Build, Need::Viewer])?;
    steps.step("viewer", viewer::build)?;
    steps.step("sharer and server (release)", || {
        stream(&mut cargo(&[
            "build",
            "--release",
            "-p",
            "alongside-sharer",
            "-p",
            "alongside-signal",
        ]))
    })?;
    let target = target_dir()?;
    let dist = target.join("dist");
    fresh(&dist)?;
    let release = target.join("release");
    steps.step("tar.gz", || archive(&release, &dist))?;
    if exists("dpkg-deb") {
        steps.step("deb", || package(&release, &dist))?;
    } else {
        println!("no .deb: dpkg-deb is not here");
    }
    println!();
    for entry in std::fs::read_dir(&dist).into_iter().flatten().flatten() {
        println!("{}", entry.path().display());
    }
    Ok(())
}

fn fresh(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)
            .with_context(|| format!("{} cannot be emptied", folder.display()))?;
    }
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{} cannot be made", folder.display()))?;
    Ok(())
}

/// The programs, and the papers that go with them.
fn archive(release: &Path, dist: &Path) -> anyhow::Result<()> {
    let name = format!("alongside-{VERSION}-{}-{}", std::env::consts::OS, std::env::consts::ARCH);
    let folder = dist.join(&name);
    fresh(&folder)?;
    for binary in BINARIES {
        copy(&release.join(binary), &folder.join(binary))?;
    }
    papers(&folder)?;
    manual(release, &folder.join("man"))?;
    completions(
        release,
        COMPLETIONS.map(|(shell, file, _)| (shell, folder.join("completions").join(file))),
    )?;
    // One owner and one order: the same files make the same archive.
    let mut tar = command("tar", &["--create", "--gzip", "--owner=0", "--group=0", "--sort=name"]);
    tar.arg("--file").arg(dist.join(format!("{name}.tar.gz")));
    tar.arg("--directory").arg(dist).arg(&name);
    quiet(&mut tar)?;
    std::fs::remove_dir_all(&folder).with_context(|| format!("{} stays behind", folder.display()))
}

/// One Debian package with both programs.
fn package(release: &Path, dist: &Path) -> anyhow::Result<()> {
    let architecture = quiet(&mut command("dpkg", &["--print-architecture"]))?;
    let architecture = architecture.trim();
    let tree = dist.join("deb");
    fresh(&tree.join("DEBIAN"))?;
    fresh(&tree.join("usr/bin"))?;
    let documents = tree.join("usr/share/doc/alongside");
    fresh(&documents)?;
    let mut installed = 0;
    for binary in BINARIES {
        let to = tree.join("usr/bin").join(binary);
        copy(&release.join(binary), &to)?;
        installed += std::fs::metadata(&to).context("it was just copied")?.len();
    }
    papers(&documents)?;
    write(&documents.join("copyright"), &copyright())?;
    let pages = tree.join("usr/share/man/man1");
    manual(release, &pages)?;
    // Debian keeps them so; `-n` leaves the time out, so that the same pages make the same package.
    for page in std::fs::read_dir(&pages).into_iter().flatten().flatten() {
        quiet(command("gzip", &["-9", "-n"]).arg(page.path()))?;
    }
    completions(
        release,
        COMPLETIONS.map(|(shell, file, place)| (shell, tree.join(place).join(file))),
    )?;
    let depends = depends(&tree)?;
    write(&tree.join("DEBIAN/control"), &control(architecture, installed, &depends))?;
    let file = dist.join(format!("alongside_{VERSION}_{architecture}.deb"));
    let mut deb = command("dpkg-deb", &["--build", "--root-owner-group"]);
    quiet(deb.arg(&tree).arg(&file))?;
    std::fs::remove_dir_all(&tree).with_context(|| format!("{} stays behind", tree.display()))
}

/// What is there to read.
fn papers(folder: &Path) -> anyhow::Result<()> {
    for paper in PAPERS.map(Path::new).into_iter().filter(|paper| paper.is_file()) {
        copy(paper, &folder.join(paper.file_name().context("a paper is a file")?))?;
    }
    Ok(())
}

/// The manual pages, told by the programs themselves.
fn manual(release: &Path, folder: &Path) -> anyhow::Result<()> {
    fresh(folder)?;
    quiet(command(release.join("alongside"), &["man"]).arg(folder))?;
    quiet(command(release.join("alongside-signal"), &["--man"]).arg(folder))?;
    Ok(())
}

/// What makes shells complete the command line, told by the program itself.
fn completions<const N: usize>(release: &Path, files: [(&str, PathBuf); N]) -> anyhow::Result<()> {
    for (shell, file) in files {
        std::fs::create_dir_all(file.parent().context("a file lies in a folder")?)?;
        let script = quiet(&mut command(release.join("alongside"), &["completions", shell]))?;
        write(&file, &script)?;
    }
    Ok(())
}

/// The packages whose shared libraries the programs use, told by the programs themselves.
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
        ("Recommends", "xdg-utils"),
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
     See LICENSE-MIT and LICENSE-APACHE beside this file.\n"
        .to_owned()
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_glibc_that_is_named_counts() {
        assert_eq!(newest_glibc(b"..GLIBC_2.4\0GLIBC_2.34\0GLIBC_2.17\0GLIBC_2.x"), Some(34));
        assert_eq!(newest_glibc(b"GLIBCXX_3.4.29 GLIBC_2."), None);
    }
}
