//! The kit as an application sees it: views in, activations, pictures and trees out. No test depends on a font.

mod bounds;
mod field;
mod focus;
mod fonts;
mod look;
mod pointer;
mod tree;

use kit::element::{Element, button, column};
use kit::headless::Headless;
use kit::theme::{Contrast, Direction, Look, Scheme};
use kit::view::{Activation, View};

/// What elements of the tests report.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Action {
    Press(&'static str),
    Text(String),
    Submit(String),
}

pub(crate) const LIGHT: Look = Look {
    scheme: Scheme::Light,
    contrast: Contrast::System,
    text_factor: 1.0,
    direction: Direction::LeftToRight,
};

/// A window of 600 by 600 pixels that shows an element.
pub(crate) fn window(element: impl Into<Element<Action>>) -> Headless<Action> {
    let mut window = Headless::new(600, 600, 1.0);
    show(&mut window, element);
    window
}

pub(crate) fn show(window: &mut Headless<Action>, element: impl Into<Element<Action>>) {
    window.show(View::new("test", "Test", element).look(LIGHT));
}

/// Three buttons below each other.
pub(crate) fn three() -> Element<Action> {
    column().with_all(["a", "b", "c"].map(|key| button(key, key).on(Action::Press(key)))).into()
}

pub(crate) fn actions(activations: Vec<Activation<Action>>) -> Vec<Action> {
    activations.into_iter().map(|activation| activation.action).collect()
}

pub(crate) fn keys(keys: &[kit::Key]) -> Vec<&str> {
    keys.iter().map(kit::Key::name).collect()
}
