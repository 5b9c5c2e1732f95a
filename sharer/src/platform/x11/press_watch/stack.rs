//! The window of a question among the other windows: whether one is above it, and when that changed.

use std::collections::BTreeMap;

use x11rb::protocol::Event;
use x11rb::protocol::xproto::Window;

use crate::platform::press_watch::area::Area;

/// Top-level windows that are known. With more, each change counts as one of a window above.
pub(super) const KNOWN: usize = 1024;

impl Area {
    /// The place of a window with its border, as the X server says it.
    pub(super) fn new(x: i16, y: i16, width: u16, height: u16, border: u16) -> Self {
        let border = i32::from(border);
        Self {
            x: i32::from(x),
            y: i32::from(y),
            width: i32::from(width) + 2 * border,
            height: i32::from(height) + 2 * border,
        }
    }
}

/// Whether the X server itself owns a window, as it does the overlay into which a compositor draws the whole
/// screen. Ids of clients have their client's number above `mask`.
pub(super) fn is_of_server(window: Window, mask: u32) -> bool {
    window & !mask == 0
}

/// What is known of the window and of the other top-level windows.
#[derive(Debug)]
pub(super) struct Stack {
    /// The window, its frames, and last the one that is a child of the root window, with their places in
    /// their parents.
    pub(super) chain: Vec<(Window, Area)>,
    /// Where the window is on the screen.
    pub(super) place: Area,
    /// The other top-level windows.
    pub(super) others: BTreeMap<Window, Area>,
    /// There are more.
    pub(super) is_full: bool,
    /// The bits of an id that its client chooses.
    pub(super) id_mask: u32,
}

/// What an event means for the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Nothing.
    None,
    /// It was moved, resized, mapped, unmapped, covered or uncovered, or may have been.
    Seen,
    /// It has another parent, so that it has to be looked for again.
    Moved,
}

impl Stack {
    /// Learns of an event that the X server made, not one that a program sent.
    #[expect(clippy::wildcard_enum_match_arm, reason = "X has a hundred events, and we want eight")]
    pub(super) fn on_event(&mut self, event: &Event) -> Change {
        match event {
            Event::ConfigureNotify(event) => {
                let area =
                    Area::new(event.x, event.y, event.width, event.height, event.border_width);
                self.configured(event.window, area)
            }
            Event::MapNotify(event) => self.toggled(event.window),
            Event::UnmapNotify(event) => self.toggled(event.window),
            Event::CirculateNotify(event) => self.toggled(event.window),
            Event::GravityNotify(event) if self.is_own(event.window) => Change::Moved,
            Event::ReparentNotify(event) if self.is_own(event.window) => Change::Moved,
            Event::ReparentNotify(event) => {
                let change = self.toggled(event.window);
                self.others.remove(&event.window);
                change
            }
            Event::DestroyNotify(event) => {
                let change = self.toggled(event.window);
                self.others.remove(&event.window);
                change
            }
            Event::CreateNotify(event) => {
                let area =
                    Area::new(event.x, event.y, event.width, event.height, event.border_width);
                self.learn(event.window, area);
                Change::None
            }
            Event::VisibilityNotify(event) if self.is_own(event.window) => Change::Seen,
            _ => Change::None,
        }
    }

    fn is_own(&self, window: Window) -> bool {
        self.chain.iter().any(|(own, _)| *own == window)
    }

    /// A top-level window is at this place.
    pub(super) fn learn(&mut self, window: Window, area: Area) {
        if self.others.len() < KNOWN || self.others.contains_key(&window) {
            self.others.insert(window, area);
        } else {
            self.is_full = true;
        }
    }

    fn configured(&mut self, window: Window, area: Area) -> Change {
        if let Some((_, known)) = self.chain.iter().find(|(own, _)| *own == window) {
            // Raising a window configures it, too.
            return if *known == area { Change::None } else { Change::Moved };
        }
        let before = self.others.get(&window).copied();
        self.learn(window, area);
        let met = before.is_none_or(|before| self.is_near(window, before));
        if met || self.is_near(window, area) { Change::Seen } else { Change::None }
    }

    /// A window came or went.
    fn toggled(&self, window: Window) -> Change {
        if self.is_own(window) {
            return Change::Moved;
        }
        match self.others.get(&window) {
            Some(area) if !self.is_near(window, *area) => Change::None,
            // A window that is not known may be anywhere.
            Some(_) | None => Change::Seen,
        }
    }

    /// Whether a window at this place would cover the window or uncover it.
    fn is_near(&self, window: Window, area: Area) -> bool {
        area.meets(self.place.within_margin()) && self.can_cover(window)
    }

    /// Whether a window of this id could deceive. One of the same program does, too: any program can move and
    /// raise it.
    pub(super) fn can_cover(&self, window: Window) -> bool {
        !is_of_server(window, self.id_mask)
    }
}

#[cfg(test)]
mod tests {
    use x11rb::protocol::xproto::{
        ConfigureNotifyEvent, CreateNotifyEvent, DestroyNotifyEvent, MapNotifyEvent,
        ReparentNotifyEvent, UnmapNotifyEvent, VisibilityNotifyEvent,
    };

    use super::*;
    use crate::platform::border::BORDER_WIDTH;

    const MASK: u32 = 0x001f_ffff;
    const OWN: Window = 0x0040_0001;
    const FRAME: Window = 0x0060_0001;
    const OTHER: Window = 0x0080_0001;

    fn area(x: i32, y: i32, width: i32, height: i32) -> Area {
        Area { x, y, width, height }
    }

    fn stack() -> Stack {
        Stack {
            chain: vec![(OWN, area(5, 20, 300, 200)), (FRAME, area(95, 80, 310, 225))],
            place: area(100, 100, 300, 200),
            others: BTreeMap::new(),
            is_full: false,
            id_mask: MASK,
        }
    }

    fn configured(window: Window, at: Area) -> Event {
        let short = |n: i32| i16::try_from(n).unwrap();
        let size = |n: i32| u16::try_from(n).unwrap();
        Event::ConfigureNotify(ConfigureNotifyEvent {
            window,
            event: window,
            x: short(at.x),
            y: short(at.y),
            width: size(at.width),
            height: size(at.height),
            ..ConfigureNotifyEvent::default()
        })
    }

    fn created(window: Window, at: Area) -> Event {
        let short = |n: i32| i16::try_from(n).unwrap();
        let size = |n: i32| u16::try_from(n).unwrap();
        let (x, y, width, height) = (short(at.x), short(at.y), size(at.width), size(at.height));
        Event::CreateNotify(CreateNotifyEvent {
            window,
            x,
            y,
            width,
            height,
            ..CreateNotifyEvent::default()
        })
    }

    fn mapped(window: Window) -> Event {
        Event::MapNotify(MapNotifyEvent { window, ..MapNotifyEvent::default() })
    }

    fn unmapped(window: Window) -> Event {
        Event::UnmapNotify(UnmapNotifyEvent { window, ..UnmapNotifyEvent::default() })
    }

    #[test]
    fn a_window_that_comes_or_goes_above_the_question_is_a_change_and_one_beside_it_is_none() {
        let (over, beside) = (area(390, 290, 50, 50), area(400, 300, 50, 50));
        for (at, expected) in [(over, Change::Seen), (beside, Change::None)] {
            let mut stack = stack();
            assert_eq!(stack.on_event(&created(OTHER, at)), Change::None);
            assert_eq!(stack.on_event(&mapped(OTHER)), expected);
            assert_eq!(stack.on_event(&unmapped(OTHER)), expected);
            let gone = DestroyNotifyEvent { window: OTHER, ..DestroyNotifyEvent::default() };
            assert_eq!(stack.on_event(&Event::DestroyNotify(gone)), expected);
        }
        // One that was there before the watch and of which nothing is known.
        assert_eq!(stack().on_event(&unmapped(OTHER)), Change::Seen);
    }

    /// As the border round what is shared does with a window at the edge of the screen.
    #[test]
    fn a_window_over_the_margin_alone_is_no_change_and_one_pixel_more_is_one() {
        let margin = i32::from(BORDER_WIDTH);
        for (thickness, expected) in [(margin, Change::None), (margin + 1, Change::Seen)] {
            for strip in [area(0, 0, 999, 100 + thickness), area(400 - thickness, 0, 99, 999)] {
                let mut stack = stack();
                assert_eq!(stack.on_event(&created(OTHER, strip)), Change::None);
                assert_eq!(stack.on_event(&mapped(OTHER)), expected);
                assert_eq!(stack.on_event(&configured(OTHER, strip)), expected);
            }
        }
    }

    #[test]
    fn a_window_that_moves_over_the_question_or_away_from_it_is_a_change() {
        let mut stack = stack();
        stack.learn(OTHER, area(0, 0, 50, 50));
        assert_eq!(stack.on_event(&configured(OTHER, area(10, 10, 50, 50))), Change::None);
        assert_eq!(stack.on_event(&configured(OTHER, area(110, 110, 50, 50))), Change::Seen);
        assert_eq!(stack.on_event(&configured(OTHER, area(0, 0, 50, 50))), Change::Seen);
        assert_eq!(stack.on_event(&configured(OTHER, area(10, 10, 50, 50))), Change::None);
    }

    #[test]
    fn the_window_and_its_frames_may_be_raised_but_neither_moved_nor_hidden_nor_reparented() {
        for (window, own) in stack().chain {
            assert_eq!(stack().on_event(&configured(window, own)), Change::None);
            let elsewhere = Area { x: own.x + 1, ..own };
            assert_eq!(stack().on_event(&configured(window, elsewhere)), Change::Moved);
            assert_eq!(stack().on_event(&unmapped(window)), Change::Moved);
            assert_eq!(stack().on_event(&mapped(window)), Change::Moved);
            let parent = ReparentNotifyEvent { window, ..ReparentNotifyEvent::default() };
            assert_eq!(stack().on_event(&Event::ReparentNotify(parent)), Change::Moved);
            let seen = VisibilityNotifyEvent { window, ..VisibilityNotifyEvent::default() };
            assert_eq!(stack().on_event(&Event::VisibilityNotify(seen)), Change::Seen);
        }
    }

    #[test]
    fn another_window_of_the_program_covers_the_question_and_the_servers_overlay_does_not() {
        for (window, expected) in [(0x0000_0213, Change::None), (OWN + 7, Change::Seen)] {
            let mut stack = stack();
            stack.learn(window, area(0, 0, 1000, 1000));
            assert_eq!(stack.on_event(&mapped(window)), expected);
            assert_eq!(stack.on_event(&configured(window, area(0, 0, 999, 999))), expected);
        }
    }

    #[test]
    fn with_too_many_windows_each_unknown_one_is_a_change() {
        let mut stack = stack();
        for n in 0..u32::try_from(KNOWN).unwrap() + 1 {
            stack.on_event(&created(OTHER + n, area(0, 0, 1, 1)));
        }
        assert!(stack.is_full && stack.others.len() == KNOWN);
        let last = OTHER + u32::try_from(KNOWN).unwrap();
        assert_eq!(stack.on_event(&mapped(last)), Change::Seen);
        assert_eq!(stack.on_event(&mapped(OTHER)), Change::None);
    }
}
