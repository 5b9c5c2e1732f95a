//! Which of the elements at a place, one within the other, a person means.

use protocol::element::{Element, ElementRole};

use super::ElementPlace;

/// An element as a program describes it.
#[derive(Clone, Debug)]
pub(in crate::platform) struct Described {
    pub(in crate::platform) role: ElementRole,
    pub(in crate::platform) name: String,
    pub(in crate::platform) place: ElementPlace,
}

/// An element without a role that people know is meant only if it is at most this part of its window.
const PART: i64 = 4;

/// The innermost element with which one does something; else the innermost one that is small. `chain` begins with the
/// window.
pub(in crate::platform) fn pick(
    chain: &[Described],
    at: (i32, i32),
) -> Option<(Element, ElementPlace)> {
    let window = chain.first()?;
    let inner = || chain.iter().skip(1).rev().filter(|one| contains(one.place, at));
    let named = |one: &Described| Some((Element::new(one.role, &one.name)?, one.place));
    let known = inner().filter(|one| one.role != ElementRole::Other);
    known.filter_map(named).next().or_else(|| {
        inner().filter(|one| area(one.place) <= area(window.place) / PART).find_map(named)
    })
}

/// Whether a place contains a point.
pub(in crate::platform) fn contains((x, y, width, height): ElementPlace, at: (i32, i32)) -> bool {
    let within = |from: i32, length: i32, at: i32| from <= at && at < from.saturating_add(length);
    within(x, width, at.0) && within(y, height, at.1)
}

fn area((_, _, width, height): ElementPlace) -> i64 {
    i64::from(width.max(0)) * i64::from(height.max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUTTON: ElementRole = ElementRole::Button;
    const LABEL: ElementRole = ElementRole::Other;
    const PANEL: ElementRole = ElementRole::Other;
    const WINDOW: ElementRole = ElementRole::Other;

    fn one(role: ElementRole, name: &str, place: ElementPlace) -> Described {
        Described { role, name: name.into(), place }
    }

    #[test]
    fn the_innermost_element_with_which_one_does_something_is_meant() {
        let window = one(WINDOW, "Editor", (0, 0, 400, 300));
        let button = one(BUTTON, "Save", (10, 10, 80, 30));
        let label = one(LABEL, "Save as", (15, 12, 60, 20));
        let chain = [window.clone(), one(PANEL, "All", (0, 0, 400, 300)), button, label.clone()];
        let (element, place) = pick(&chain, (20, 20)).unwrap();
        assert_eq!((element.role, element.name.as_str()), (ElementRole::Button, "Save"));
        assert_eq!(place, (10, 10, 80, 30));
        let (element, _) = pick(&[window.clone(), label], (20, 20)).unwrap();
        assert_eq!((element.role, element.name.as_str()), (ElementRole::Other, "Save as"));
        assert_eq!(pick(&[window.clone(), one(PANEL, "All", (0, 0, 400, 300))], (20, 20)), None);
        assert_eq!(pick(&[window], (20, 20)), None);
    }

    #[test]
    fn what_is_not_at_the_point_or_has_no_name_is_not_meant() {
        let window = one(WINDOW, "Editor", (0, 0, 400, 300));
        for wrong in [
            one(BUTTON, "Save", (100, 10, 80, 30)),
            one(BUTTON, "", (10, 10, 80, 30)),
            one(BUTTON, "Save\u{202e}", (10, 10, 80, 30)),
            one(BUTTON, "Save", (10, 10, -80, 30)),
            one(BUTTON, "Save", (i32::MAX, i32::MAX, i32::MAX, i32::MAX)),
        ] {
            assert_eq!(pick(&[window.clone(), wrong], (20, 20)), None);
        }
    }
}
