//! The menu of the icon (`com.canonical.dbusmenu`): what holds now, in words, and what shows, stops or pauses.

use std::collections::HashMap;
use std::sync::Arc;

use zbus::interface;
use zbus::zvariant::{OwnedValue, Value};

use super::seen::Seen;
use crate::platform::desk::{Choice, Outside};

pub(super) const PATH: &str = "/MenuBar";
pub(super) const INTERFACE: &str = "com.canonical.dbusmenu";

/// The id of the menu itself.
pub(super) const ROOT: i32 = 0;

/// The ids of what can only be read.
const STATUS: i32 = 1;
const LINE: i32 = 2;

/// The id of the first choice; the others follow in the order of [`Choice::ALL`].
const FIRST: i32 = 10;

/// The version of the interface.
const VERSION: u32 = 3;

type Properties = HashMap<String, OwnedValue>;

/// Id, properties, and the entries below.
type Layout = (i32, Properties, Vec<OwnedValue>);

/// An event: the entry, what happened, further data and the time.
type Event = (i32, String, OwnedValue, u32);

/// The menu, as the desktop reads it.
pub(super) struct Menu(pub(super) Arc<Seen>);

fn id(choice: Choice) -> i32 {
    let place = Choice::ALL.iter().position(|known| *known == choice).unwrap_or(0);
    FIRST + i32::try_from(place).unwrap_or(0)
}

/// Properties of an entry; those that cannot be sent are left out.
fn properties<const N: usize>(values: [(&str, Value<'_>); N]) -> Properties {
    let owned = values
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), OwnedValue::try_from(value).ok()?)));
    owned.collect()
}

/// A label in which no character marks a shortcut.
fn label(words: &str) -> Value<'static> {
    Value::from(words.replace('_', "__"))
}

/// The entries, each with its id.
fn entries(outside: &Outside) -> Vec<(i32, Properties)> {
    let status = [("label", label(&outside.status)), ("enabled", Value::from(false))];
    let mut entries = vec![
        (STATUS, properties(status)),
        (LINE, properties([("type", Value::from("separator"))])),
    ];
    let choices = outside.menu.iter();
    entries.extend(
        choices.map(|(choice, words)| (id(*choice), properties([("label", label(words))]))),
    );
    entries
}

fn root() -> Properties {
    properties([("children-display", Value::from("submenu"))])
}

impl Menu {
    /// The entry was clicked on.
    fn event_on(&self, entry: i32, event: &str) {
        let chosen = Choice::ALL.into_iter().find(|choice| id(*choice) == entry);
        if let Some(choice) = chosen.filter(|_| event == "clicked") {
            self.0.choose(choice);
        }
    }

    fn find(&self, entry: i32) -> Option<Properties> {
        if entry == ROOT {
            return Some(root());
        }
        let entries = self.0.with(entries);
        entries.into_iter().find_map(|(id, properties)| (id == entry).then_some(properties))
    }
}

#[interface(name = "com.canonical.dbusmenu")]
impl Menu {
    #[zbus(property)]
    fn version(&self) -> u32 {
        VERSION
    }

    #[zbus(property)]
    fn text_direction(&self) -> &str {
        self.0.with(|outside| if outside.right_to_left { "rtl" } else { "ltr" })
    }

    #[zbus(property)]
    fn status(&self) -> &str {
        "normal"
    }

    #[zbus(property)]
    fn icon_theme_path(&self) -> Vec<String> {
        Vec::new()
    }

    fn get_layout(
        &self,
        parent: i32,
        depth: i32,
        _names: Vec<String>,
    ) -> zbus::fdo::Result<(u32, Layout)> {
        let properties = self.find(parent).ok_or_else(|| no_entry(parent))?;
        let mut below = Vec::new();
        if parent == ROOT && depth != 0 {
            for (id, properties) in self.0.with(entries) {
                let entry: Layout = (id, properties, Vec::new());
                below.push(OwnedValue::try_from(Value::from(entry)).map_err(zbus::Error::from)?);
            }
        }
        Ok((self.0.revision(), (parent, properties, below)))
    }

    fn get_group_properties(&self, ids: Vec<i32>, _names: Vec<String>) -> Vec<(i32, Properties)> {
        let entries = self.0.with(entries).into_iter();
        entries.filter(|(id, _)| ids.is_empty() || ids.contains(id)).collect()
    }

    fn get_property(&self, entry: i32, name: &str) -> zbus::fdo::Result<OwnedValue> {
        let mut properties = self.find(entry).ok_or_else(|| no_entry(entry))?;
        properties.remove(name).ok_or_else(|| no_entry(entry))
    }

    fn event(&self, entry: i32, event: &str, _data: Value<'_>, _time: u32) {
        self.event_on(entry, event);
    }

    fn event_group(&self, events: Vec<Event>) -> Vec<i32> {
        for (entry, event, _, _) in &events {
            self.event_on(*entry, event);
        }
        Vec::new()
    }

    /// Whether the menu has to be read again before it is shown.
    fn about_to_show(&self, _entry: i32) -> bool {
        false
    }

    fn about_to_show_group(&self, _entries: Vec<i32>) -> (Vec<i32>, Vec<i32>) {
        (Vec::new(), Vec::new())
    }
}

fn no_entry(entry: i32) -> zbus::fdo::Error {
    zbus::fdo::Error::InvalidArgs(format!("there is no entry {entry} with that"))
}
