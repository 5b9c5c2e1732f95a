//! Names of files that one end sends to the other.
//!
//! The other end may be hostile, and may run another system. A name is made safe when it is read, so that there is no
//! other one in the program.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use core::fmt;

use serde::{Deserialize, Serialize};

use crate::limits::FILE_NAME_BYTES;
use crate::name::is_shown;

/// The name of a file whose own name has nothing that can be kept.
const NAMELESS: &str = "file";

/// The longest ending that is kept when a name is cut.
const ENDING_BYTES: usize = 16;

/// Endings of programs, scripts, installers, shortcuts and settings, of all systems.
#[rustfmt::skip]
const PROGRAMS: &[&str] = &[
    "app", "appimage", "appref-ms", "bat", "chm", "cmd", "com", "command", "cpl", "deb", "desktop", "dll", "dmg", "exe",
    "flatpakref", "gadget", "hta", "img", "inf", "ins", "iso", "jar", "js", "jse", "library-ms", "lnk", "mobileconfig",
    "msc", "msi", "msix", "msp", "mst", "pif", "pkg", "prefpane", "ps1", "reg", "rpm", "run", "saver", "scf", "scr", "sct",
    "search-ms", "sh", "shb", "terminal", "theme", "url", "vbe", "vbs", "vhd", "vhdx", "webloc", "wsf", "wsh",
];

/// Endings of folders that macOS runs or loads as a whole when somebody opens them.
#[rustfmt::skip]
const BUNDLES: &[&str] = &[
    "action", "app", "appex", "bundle", "component", "framework", "kext", "mdimporter", "mpkg", "osax", "pkg", "plugin",
    "prefpane", "qlgenerator", "saver", "scptd", "service", "systemextension", "wdgt", "workflow", "xpc",
];

/// The name of a file: one component of a path that every system takes, at most [`FILE_NAME_BYTES`] bytes.
///
/// White space in it is single spaces, so that no ending stands far away from the name that is seen.
/// It is not empty, is no `.` or `..`, does not begin with a dot (a hidden file) or end with a dot or a space, holds no
/// separator of a path and no character that is not seen or that reorders text, and no system reads it as a device or as a class
/// of its shell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct FileName(String);

impl FileName {
    /// The nearest safe name. Of a path, it is the last component.
    pub fn lossy(text: &str) -> Self {
        let last = text.rsplit(['/', '\\']).next().unwrap_or_default();
        let shown =
            last.chars().filter(|c| is_shown(*c)).map(|c| if is_special(c) { '_' } else { c });
        let mut name = trimmed(&single_spaced(shown)).to_owned();
        if name.starts_with('.') {
            name.replace_range(..1, "_");
        }
        if is_device(&name) {
            name.insert(0, '_');
        }
        if name.is_empty() {
            name.push_str(NAMELESS);
        }
        Self(name).cut(FILE_NAME_BYTES)
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a system runs such a file when somebody opens it, or changes itself by it, as far as its ending tells.
    pub fn is_program(&self) -> bool {
        let ending = self.0.rsplit_once('.').map(|(_, ending)| ending);
        ending.is_some_and(|ending| PROGRAMS.iter().any(|it| it.eq_ignore_ascii_case(ending)))
    }

    /// The name of a folder. One that a system takes for a program or a part of itself because of its ending has none: a
    /// bundle of macOS.
    pub(crate) fn for_folder(text: &str) -> Self {
        let mut name = Self::lossy(text);
        if let Some((stem, ending)) = name.0.rsplit_once('.')
            && BUNDLES.iter().any(|bundle| bundle.eq_ignore_ascii_case(ending))
        {
            let dot = stem.len();
            name.0.replace_range(dot..=dot, "_");
        }
        name.without_class()
    }

    /// The name of another file beside the one with this name: `name (2).ext`.
    pub fn numbered(&self, number: u32) -> Self {
        let addition = format!(" ({number})");
        let short = self.clone().cut(FILE_NAME_BYTES - addition.len());
        let (stem, ending) = short.split();
        Self(format!("{}{addition}{ending}", stem.trim_end()))
    }

    /// What stands before the ending, and the ending with its dot. An overlong one is none.
    fn split(&self) -> (&str, &str) {
        match self.0.rfind('.') {
            Some(at) if at > 0 && self.0.len() - at <= ENDING_BYTES => self.0.split_at(at),
            Some(_) | None => (&self.0, ""),
        }
    }

    /// Cuts the stem so that the name has at most so many bytes.
    fn cut(self, bytes: usize) -> Self {
        if self.0.len() <= bytes {
            return self.without_class();
        }
        let (stem, ending) = self.split();
        let mut end = bytes - ending.len();
        while !stem.is_char_boundary(end) {
            end -= 1;
        }
        let stem = stem.get(..end).unwrap_or_default();
        let name =
            if ending.is_empty() { trimmed(stem).to_owned() } else { format!("{stem}{ending}") };
        Self(name).without_class()
    }

    /// It is as long as before.
    fn without_class(mut self) -> Self {
        while let Some(dot) = class_at(&self.0) {
            self.0.replace_range(dot..=dot, "_");
        }
        self
    }
}

/// Where the ending of a name begins that stands for a class of Windows (`name.{…}`): its shell opens that, and does not show
/// the ending.
fn class_at(name: &str) -> Option<usize> {
    let dot = name.rfind('.')?;
    name.get(dot + 1..)?.starts_with('{').then_some(dot)
}

/// The characters, with one plain space for each run of white space.
fn single_spaced(characters: impl Iterator<Item = char>) -> String {
    let mut text = String::new();
    for c in characters {
        if !c.is_whitespace() {
            text.push(c);
        } else if !text.ends_with(' ') {
            text.push(' ');
        }
    }
    text
}

/// Windows drops dots and spaces at the end; those at the beginning are not seen.
fn trimmed(name: &str) -> &str {
    name.trim_start().trim_end_matches(|c: char| c == '.' || c.is_whitespace())
}

/// Characters that separate drives, streams of a file and arguments on some system.
fn is_special(c: char) -> bool {
    matches!(c, ':' | '<' | '>' | '"' | '|' | '?' | '*')
}

/// Whether Windows opens a device by this name, whatever its ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let is = |device: &&str| stem.eq_ignore_ascii_case(device);
    if ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"].iter().any(is) {
        return true;
    }
    // COM1, COM¹ and their relatives.
    let port = ["COM", "LPT"].iter().find_map(|port| {
        let begin = stem.get(..port.len())?;
        begin.eq_ignore_ascii_case(port).then(|| stem.get(port.len()..))?
    });
    let mut digits = port.unwrap_or_default().chars();
    let is_number = digits.next().is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c));
    is_number && digits.next().is_none()
}

impl From<String> for FileName {
    fn from(text: String) -> Self {
        Self::lossy(&text)
    }
}

impl From<FileName> for String {
    fn from(name: FileName) -> String {
        name.0
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn safe(text: &str) -> String {
        FileName::lossy(text).into()
    }

    #[test]
    fn what_runs_when_it_is_opened_is_a_program() {
        for name in ["setup.exe", "Photo.jpg.LNK", "a.b.Sh", "x.library-ms"] {
            assert!(FileName::lossy(name).is_program(), "{name}");
        }
        for name in ["exe", "photo.jpg", "notes.exe.txt", "a", "report.pdf"] {
            assert!(!FileName::lossy(name).is_program(), "{name}");
        }
    }

    #[test]
    fn a_name_leads_nowhere_else() {
        for (text, expected) in [
            ("report.pdf", "report.pdf"),
            ("Übersicht März (final).ods", "Übersicht März (final).ods"),
            ("../../etc/passwd", "passwd"),
            ("..\\..\\Windows\\system.ini", "system.ini"),
            ("/etc/cron.d/x", "x"),
            ("C:\\boot.ini", "boot.ini"),
            ("C:boot.ini", "C_boot.ini"),
            ("a.txt:stream", "a.txt_stream"),
            ("..", "file"),
            (".", "file"),
            ("", "file"),
            ("a/", "file"),
            ("  \u{202e} ", "file"),
            (".bashrc", "_bashrc"),
            ("setup.exe. . ", "setup.exe"),
            ("  a b ", "a b"),
            ("photo.jpg      .exe", "photo.jpg .exe"),
            ("photo.jpg\u{a0}\u{3000} \u{2800}\u{a0}.exe", "photo.jpg .exe"),
            ("a\0b\nc", "abc"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            ("a\u{200b}b", "ab"),
            ("what?*.txt", "what__.txt"),
        ] {
            assert_eq!(safe(text), expected, "{text:?}");
        }
    }

    #[test]
    fn no_name_is_that_of_a_device() {
        for device in
            ["CON", "nul.txt", "Aux.tar.gz", "com1", "LPT9.log", "COM¹", "prn .txt", "CONIN$"]
        {
            assert!(safe(device).starts_with('_'), "{device}");
        }
        for file in ["CONSOLE", "com", "com10", "null", "lptx", "comé"] {
            assert_eq!(safe(file), file);
        }
    }

    #[test]
    fn no_name_means_something_to_a_shell() {
        for (text, expected) in [
            (
                "Photos.{ED7BA470-8E54-465E-825C-99712043E01C}",
                "Photos_{ED7BA470-8E54-465E-825C-99712043E01C}",
            ),
            ("a.{", "a_{"),
            ("a.b.{x}. ", "a.b_{x}"),
            ("a.{x}.txt", "a.{x}.txt"),
            ("a.{x.{y", "a_{x_{y"),
            ("{x}", "{x}"),
        ] {
            assert_eq!(safe(text), expected, "{text}");
        }
        let folder = |text: &str| String::from(FileName::for_folder(text));
        for (text, expected) in [
            ("Tool.app", "Tool_app"),
            ("a.b.Workflow", "a.b_Workflow"),
            ("app", "app"),
            ("Photos.2026", "Photos.2026"),
            ("x.app.{y}", "x.app_{y}"),
            ("x.{y}.app", "x_{y}_app"),
        ] {
            assert_eq!(folder(text), expected, "{text}");
            assert_eq!(folder(expected), expected);
        }
        assert_eq!(safe("Tool.app"), "Tool.app", "a file is no bundle");
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let name = safe(&format!("{}.tar.gz", "ü".repeat(300)));
        assert!(name.len() <= FILE_NAME_BYTES && name.ends_with("ü.gz"), "{name}");
        let ending = safe(&format!("a.{}", "b".repeat(300)));
        assert_eq!(ending.len(), FILE_NAME_BYTES);
    }

    #[test]
    fn a_numbered_name_stands_beside_the_first() {
        let numbered = |name: &str, number| String::from(FileName::lossy(name).numbered(number));
        assert_eq!(numbered("a.txt", 2), "a (2).txt");
        assert_eq!(numbered("README", 3), "README (3)");
        let long = numbered(&format!("{}.pdf", "a".repeat(300)), u32::MAX);
        assert!(long.len() <= FILE_NAME_BYTES && long.ends_with("a (4294967295).pdf"), "{long}");
    }

    proptest! {
        #[test]
        fn every_text_gives_a_safe_name(text in any::<String>()) {
            check(&text)?;
        }

        #[test]
        fn every_text_of_what_is_special_gives_a_safe_name(
            text in r"([./\\: \u{a0}~{}]|\.\.|CON|com1|\u{202e}|é|a|[\x00-\x1f]){0,90}",
            number in any::<u32>(),
        ) {
            check(&text)?;
            check(FileName::lossy(&text).numbered(number).as_str())?;
        }
    }

    fn check(text: &str) -> Result<(), TestCaseError> {
        let name = safe(text);
        prop_assert!(!name.is_empty() && name.len() <= FILE_NAME_BYTES);
        prop_assert!(!name.contains(['/', '\\', ':']) && name.chars().all(is_shown));
        prop_assert!(!name.starts_with(['.', ' ']) && !name.ends_with(['.', ' ']));
        prop_assert!(!is_device(&name) && class_at(&name).is_none());
        prop_assert!(
            !name.contains("  ") && !name.contains(|c: char| c != ' ' && c.is_whitespace())
        );
        prop_assert_eq!(safe(&name), name, "a safe name stays as it is");
        Ok(())
    }
}
