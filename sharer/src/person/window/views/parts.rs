//! What several views have in common.

use std::time::Duration;

use kit::element::{Element, scroll};
use protocol::utc::Utc;

use super::super::action::Action;

/// The main window.
pub(in crate::person::window) const MAIN: &str = "main";

/// The bar that stays in sight while the screen is shared.
pub(in crate::person::window) const BAR: &str = "bar";

/// The window of a question.
pub(in crate::person::window) const QUESTION: &str = "question";

/// The moment that is shown.
#[derive(Clone, Copy, Debug)]
pub(in crate::person::window) struct Moment {
    /// Since this computer started, also while it was suspended: for what ends on it.
    pub(in crate::person::window) uptime: Duration,
    /// For what people agree on.
    pub(in crate::person::window) utc: Utc,
}

/// A view that may be longer than the window, with the name that a screen reader says of it.
pub(super) fn page(
    name: impl Into<String>,
    content: impl Into<Element<Action>>,
) -> Element<Action> {
    scroll("page", name, content).into()
}
