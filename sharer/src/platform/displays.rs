//! The displays of a desktop, and which of them the picture shows.

use protocol::geometry;
use protocol::limits::DISPLAYS;
use protocol::name::DisplayName;
use session::display::{Area, DisplayChoice, Layout};

use super::error::PlatformError;

/// One display of the desktop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Display {
    /// What the desktop calls it, for example `HDMI-1`.
    pub name: DisplayName,
    /// Where it is.
    pub area: Area,
    /// Whether it is the main display.
    pub is_primary: bool,
}

/// Which display is shown, while displays come and go.
#[derive(Clone, Debug)]
pub(crate) struct Selection {
    choice: DisplayChoice,
    /// The User chose one display, and shares no other.
    is_fixed: bool,
}

impl Selection {
    /// What the User chose.
    pub(crate) fn new(choice: DisplayChoice) -> Self {
        Self { is_fixed: choice.is_fixed(), choice }
    }

    /// The Helper chooses another display. Returns whether this is allowed: then [`Self::layout`] follows.
    pub(crate) fn change(&mut self, choice: DisplayChoice) -> bool {
        if !self.is_fixed {
            self.choice = choice;
        }
        !self.is_fixed
    }

    /// What is shown with these displays, of which there is at least one. `whole` is called for the area of all of
    /// them. A fixed display that is not there is an error.
    pub(crate) fn layout(
        &mut self,
        displays: Vec<Display>,
        whole: impl FnOnce() -> Result<Area, PlatformError>,
    ) -> Result<Layout, PlatformError> {
        let found = find(&displays, &self.choice);
        // It was unplugged. A User who shares one display alone does not mean another one.
        let is_other = found.is_err() && !self.is_fixed;
        let shown = if is_other { find(&displays, &DisplayChoice::Primary)? } else { found? };
        let area = match shown {
            Some(display) => display.area,
            None => whole()?,
        };
        let shown = shown.map(|display| display.name.clone());
        if let Some(name) = shown.as_ref().filter(|_| self.is_fixed) {
            // By its name from now on: numbers change when a display is plugged in or out.
            self.choice = DisplayChoice::Named(name.clone());
        }
        let is_offered =
            |display: &Display| !self.is_fixed || Some(&display.name) == shown.as_ref();
        let displays = displays
            .into_iter()
            .take(DISPLAYS)
            .filter(is_offered)
            .map(|Display { name, area: Area { size, .. }, is_primary }| geometry::Display {
                name,
                size,
                is_primary,
            })
            .collect();
        Ok(Layout { area, shown, displays })
    }
}

/// The display that was chosen; `None` for all.
fn find<'a>(
    displays: &'a [Display],
    choice: &DisplayChoice,
) -> Result<Option<&'a Display>, PlatformError> {
    let chosen = match choice {
        DisplayChoice::All => return Ok(None),
        DisplayChoice::Number(number) => displays.get(*number),
        DisplayChoice::Named(name) => displays.iter().find(|display| display.name == *name),
        DisplayChoice::Primary => {
            displays.iter().find(|display| display.is_primary).or(displays.first())
        }
    };
    chosen.map(Some).ok_or_else(|| {
        let names: Vec<_> = displays.iter().map(|display| display.name.as_str()).collect();
        PlatformError::NoSuchDisplay { wanted: choice.clone(), known: names.join(", ") }
    })
}

#[cfg(test)]
mod tests {
    use protocol::geometry::Size;

    use super::*;

    fn display(name: &str, x: i32, is_primary: bool) -> Display {
        let size = Size::new(100, 50).unwrap();
        Display { name: name.parse().unwrap(), area: Area { x, y: 0, size }, is_primary }
    }

    fn shown(selection: &mut Selection, displays: &[Display]) -> Result<Option<String>, String> {
        let whole = Area { x: 0, y: 0, size: Size::new(200, 50).unwrap() };
        let layout = selection.layout(displays.to_vec(), || Ok(whole));
        let layout = layout.map_err(|error| error.to_string())?;
        Ok(layout.shown.map(|name| name.as_str().to_owned()))
    }

    #[test]
    fn a_helper_looks_at_another_display_until_it_is_unplugged() {
        let both = [display("A", 0, false), display("B", 100, true)];
        let mut selection = Selection::new(DisplayChoice::Primary);
        assert_eq!(shown(&mut selection, &both).unwrap().as_deref(), Some("B"));
        assert!(selection.change("A".parse().unwrap()));
        assert_eq!(shown(&mut selection, &both).unwrap().as_deref(), Some("A"));
        assert_eq!(shown(&mut selection, &both[1..]).unwrap().as_deref(), Some("B"));
        assert!(selection.change(DisplayChoice::All));
        assert_eq!(shown(&mut selection, &both).unwrap(), None);
    }

    #[test]
    fn a_display_that_is_shared_alone_stays_the_same_one() {
        let both = [display("A", 0, true), display("B", 100, false)];
        let mut selection = Selection::new(DisplayChoice::Number(1));
        assert_eq!(shown(&mut selection, &both).unwrap().as_deref(), Some("B"));
        assert!(!selection.change(DisplayChoice::All), "a Helper cannot choose");
        let turned = [both[1].clone(), both[0].clone()];
        assert_eq!(shown(&mut selection, &turned).unwrap().as_deref(), Some("B"));
        let offered = selection.layout(turned.to_vec(), || unreachable!()).unwrap().displays;
        assert_eq!(offered.len(), 1);
        let error = shown(&mut selection, &both[..1]).unwrap_err();
        assert!(error.contains("B") && error.contains("choose one of A"), "{error}");
    }
}
