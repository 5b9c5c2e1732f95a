//! The table of what arrives: a row for each keyboard of a Helper, a column for each system and keyboard of a User.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};

use super::layout::HELPERS;

/// The system of the User's computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum System {
    /// An X server.
    X11,
    /// GNOME with Wayland.
    Wayland,
    /// Windows, as far as Wine is one.
    Windows,
}

/// The keyboards that the User may have: the name, and what xkb-data and Wine call it.
pub const SHARERS: [(&str, &str); 3] = [("US", "us"), ("DE", "de"), ("FR", "fr")];

/// The variable that names the document of the table. If it is set, tests type everything, and write down what came of it.
const DOCUMENT: &str = "ALONGSIDE_TEST_KEYBOARDS";

/// The lines between which a document holds the table.
const BEGIN: &str = "<!-- keyboards:begin -->";
const END: &str = "<!-- keyboards:end -->";

/// How many characters were typed, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Typed by the Helper.
    pub sent: usize,
    /// Arrived as what they are.
    pub arrived: usize,
    /// Not typed, which the sharer has noticed.
    pub reported: usize,
}

impl fmt::Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} / {} / {}", self.sent, self.arrived, self.reported)
    }
}

/// The table, and the document that it belongs to.
#[derive(Debug)]
pub struct Table {
    document: PathBuf,
    /// The Helper's keyboard and the name of the column, with the text.
    cells: BTreeMap<(String, String), String>,
}

impl Table {
    /// The table that is to be filled, if one is.
    ///
    /// # Panics
    /// When the document cannot be read, or has no table.
    pub fn wanted() -> Option<Self> {
        let document = PathBuf::from(std::env::var_os(DOCUMENT)?);
        let text = read(&document);
        let (_, table, _) = parts(&text).expect("the document has the marks of the table");
        Some(Self { cells: cells(table), document })
    }

    /// Takes a cell in, and writes the table down.
    ///
    /// # Panics
    /// When the document cannot be written.
    pub fn note(&mut self, helper: &str, system: System, sharer: &str, count: Count) {
        let key = (helper.to_owned(), column(system, sharer));
        self.cells.insert(key, count.to_string());
        let text = read(&self.document);
        let (before, _, after) = parts(&text).expect("the document has the marks of the table");
        let text = format!("{before}{BEGIN}\n{}{END}{after}", self.markdown());
        std::fs::write(&self.document, text).expect("the document can be written");
    }

    fn markdown(&self) -> String {
        let systems = [System::X11, System::Wayland, System::Windows];
        let columns: Vec<String> = systems
            .iter()
            .flat_map(|system| SHARERS.map(|(sharer, _)| column(*system, sharer)))
            .collect();
        let mut text = format!("| Helper ↓, User → | {} |\n", columns.join(" | "));
        let _ = writeln!(text, "|---{}|", "|---".repeat(columns.len()));
        for helper in HELPERS {
            let cell = |column: &String| {
                let key = (helper.name.to_owned(), column.clone());
                self.cells.get(&key).map_or("", String::as_str)
            };
            let cells: Vec<&str> = columns.iter().map(cell).collect();
            let _ = writeln!(text, "| {} | {} |", helper.name, cells.join(" | "));
        }
        text
    }
}

fn column(system: System, sharer: &str) -> String {
    let name = match system {
        System::X11 => "X11",
        System::Wayland => "Wayland",
        System::Windows => "Windows",
    };
    format!("{name} {sharer}")
}

fn read(document: &Path) -> String {
    std::fs::read_to_string(document).unwrap_or_else(|error| panic!("{document:?}: {error}"))
}

/// What is before the table, the table, and what is after it.
fn parts(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (table, after) = rest.split_once(END)?;
    Some((before, table, after))
}

/// The cells of a table that was written before.
fn cells(table: &str) -> BTreeMap<(String, String), String> {
    let row = |line: &str| -> Vec<String> {
        line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let mut rows = table.lines().filter(|line| line.starts_with('|')).map(row);
    let columns = rows.next().unwrap_or_default();
    let mut cells = BTreeMap::new();
    for row in rows.filter(|row| !row[0].starts_with('-')) {
        for (column, cell) in columns.iter().zip(&row).skip(1).filter(|(_, cell)| !cell.is_empty())
        {
            cells.insert((row[0].clone(), column.clone()), cell.clone());
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_as_it_was_written_and_what_was_measured_before_stays() {
        let folder = crate::process::Folder::new();
        let document = folder.path().join("keyboards.md");
        std::fs::write(&document, format!("a\n{BEGIN}\n{END}\nb\n")).unwrap();
        let mut table = Table { document: document.clone(), cells: BTreeMap::new() };
        let count = Count { sent: 9, arrived: 7, reported: 2 };
        table.note("DE", System::Wayland, "FR", count);
        let text = read(&document);
        assert!(text.starts_with("a\n") && text.ends_with("\nb\n"), "{text}");
        let (_, written, _) = parts(&text).unwrap();
        assert_eq!(cells(written), table.cells);
        let mut table = Table { document: document.clone(), cells: cells(written) };
        table.note("RU", System::X11, "US", Count::default());
        let text = read(&document);
        let found = cells(parts(&text).unwrap().1);
        assert_eq!(found.len(), 2);
        assert_eq!(found[&("DE".to_owned(), "Wayland FR".to_owned())], "9 / 7 / 2");
    }
}
