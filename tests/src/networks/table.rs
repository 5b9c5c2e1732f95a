//! The kinds of networks whose pairs are measured, and the table of what came of it.

use std::fmt::Write as _;
use std::path::Path;

use super::home::{Family, Firewall, Home, Nat};

/// Every kind, with its name.
pub const KINDS: [(&str, Home); 12] = [
    ("public", Home::public()),
    ("full cone", Home::behind(Nat::FullCone)),
    ("address-restricted", Home::behind(Nat::AddressRestricted)),
    ("port-restricted", Home::behind(Nat::PortRestricted)),
    ("symmetric", Home::behind(Nat::Symmetric)),
    ("carrier", Home::behind_two(Nat::PortRestricted, Nat::PortRestricted)),
    ("UDP dropped", Home::with(Firewall::UdpDropped)),
    ("UDP rejected", Home::with(Firewall::UdpRejected)),
    ("port 443 alone", Home::with(Firewall::Only443)),
    ("HTTP proxy", Home::with(Firewall::Proxy)),
    ("IPv6 alone", Home::behind(Nat::PortRestricted).family(Family::V6)),
    ("IPv4 and IPv6", Home::behind(Nat::PortRestricted).family(Family::Both)),
];

/// The lines between which a document holds the table.
const BEGIN: &str = "<!-- networks:begin -->";
const END: &str = "<!-- networks:end -->";

/// A table: a row for each network of the User, a column for each of the Helper.
#[derive(Default)]
pub struct Table {
    /// User's kind, Helper's kind, text.
    cells: Vec<(&'static str, &'static str, String)>,
}

impl Table {
    /// Takes a cell in.
    pub fn note(&mut self, user: &'static str, helper: &'static str, cell: String) {
        self.cells.push((user, helper, cell));
    }

    /// The table in Markdown. Pairs that were not measured are empty.
    pub fn markdown(&self) -> String {
        let names = |of: fn(&(&'static str, &'static str, String)) -> &'static str| {
            let has = |name: &str| self.cells.iter().any(|cell| of(cell) == name);
            KINDS.iter().map(|(name, _)| *name).filter(|name| has(name)).collect::<Vec<_>>()
        };
        let (users, helpers) = (names(|cell| cell.0), names(|cell| cell.1));
        let mut text = "| User's network ↓, Helper's →".to_owned();
        for helper in &helpers {
            let _ = write!(text, " | {helper}");
        }
        let _ = writeln!(text, " |\n|---{}|", "|---".repeat(helpers.len()));
        for user in users {
            let _ = write!(text, "| {user}");
            for helper in &helpers {
                let cell = self.cells.iter().find(|cell| cell.0 == user && cell.1 == *helper);
                let _ = write!(text, " | {}", cell.map_or("", |cell| cell.2.as_str()));
            }
            text += " |\n";
        }
        text
    }

    /// Writes the table into a document, in place of what is between its two marks.
    ///
    /// # Panics
    /// When the document cannot be read or written, or does not have the marks.
    pub fn write_into(&self, document: &Path) {
        let text = std::fs::read_to_string(document)
            .unwrap_or_else(|error| panic!("{}: {error}", document.display()));
        let text = replaced(&text, &self.markdown());
        let text = text.unwrap_or_else(|| panic!("{} has no {BEGIN}", document.display()));
        std::fs::write(document, text)
            .unwrap_or_else(|error| panic!("{}: {error}", document.display()));
    }
}

/// The text with `table` between the marks.
fn replaced(text: &str, table: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{table}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_a_row_for_each_network_of_the_user() {
        let mut table = Table::default();
        table.note("symmetric", "public", "direct".to_owned());
        table.note("public", "symmetric", "relay".to_owned());
        let expected = "| User's network ↓, Helper's → | public | symmetric |\n|---|---|---|\n\
                        | public |  | relay |\n| symmetric | direct |  |\n";
        assert_eq!(table.markdown(), expected);
    }

    #[test]
    fn only_what_is_between_the_marks_is_replaced() {
        let text = format!("a\n{BEGIN}\nold\n{END}\nb\n");
        assert_eq!(replaced(&text, "new\n"), Some(format!("a\n{BEGIN}\nnew\n{END}\nb\n")));
        assert_eq!(replaced("a", "new"), None);
    }
}
