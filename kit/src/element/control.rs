//! Elements that the user presses: buttons and check boxes.

use crate::key::Key;

/// How much a button stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ButtonKind {
    /// One of several.
    #[default]
    Normal,
    /// What the user most likely wants. At most one in a view.
    Primary,
    /// What ends or harms something.
    Danger,
    /// Rarely needed: without a border.
    Quiet,
}

/// A button.
#[derive(Debug, Clone, PartialEq)]
pub struct Button<A> {
    /// Its key in the window.
    pub key: Key,
    /// The words on it.
    pub label: String,
    /// What activating it reports; without one it is shown disabled.
    pub action: Option<A>,
    /// How much it stands out.
    pub kind: ButtonKind,
    /// Whether it can be activated.
    pub enabled: bool,
    /// What a screen reader says after the label.
    pub description: Option<String>,
    /// Its activations are marked, so that the application can refuse those that did not come by hand.
    pub guarded: bool,
    /// As wide as there is room.
    pub fill: bool,
    /// It is one of several of which one holds, and whether it is that one. The colour alone would not say it.
    pub chosen: Option<bool>,
    /// It shows and hides something, and whether that is shown.
    pub expanded: Option<bool>,
}

/// A button with words on it.
pub fn button<A>(key: impl Into<Key>, label: impl Into<String>) -> Button<A> {
    Button {
        key: key.into(),
        label: label.into(),
        action: None,
        kind: ButtonKind::Normal,
        enabled: true,
        description: None,
        guarded: false,
        fill: false,
        chosen: None,
        expanded: None,
    }
}

impl<A> Button<A> {
    /// Reports `action` when it is activated.
    #[must_use]
    pub fn on(self, action: A) -> Self {
        Self { action: Some(action), ..self }
    }

    /// Stands out this much.
    #[must_use]
    pub fn kind(self, kind: ButtonKind) -> Self {
        Self { kind, ..self }
    }

    /// What the user most likely wants.
    #[must_use]
    pub fn primary(self) -> Self {
        self.kind(ButtonKind::Primary)
    }

    /// What ends or harms something.
    #[must_use]
    pub fn danger(self) -> Self {
        self.kind(ButtonKind::Danger)
    }

    /// Rarely needed.
    #[must_use]
    pub fn quiet(self) -> Self {
        self.kind(ButtonKind::Quiet)
    }

    /// Whether it can be activated. A disabled one is shown and read, and takes no focus.
    #[must_use]
    pub fn enabled(self, enabled: bool) -> Self {
        Self { enabled, ..self }
    }

    /// What a screen reader says after the label.
    #[must_use]
    pub fn description(self, description: impl Into<String>) -> Self {
        Self { description: Some(description.into()), ..self }
    }

    /// Marks its activations ([`Activation::guarded`](crate::Activation)).
    #[must_use]
    pub fn guarded(self) -> Self {
        Self { guarded: true, ..self }
    }

    /// As wide as there is room.
    #[must_use]
    pub fn fill(self) -> Self {
        Self { fill: true, ..self }
    }

    /// One of several of which one holds: that one stands out, and a screen reader says which it is.
    #[must_use]
    pub fn chosen(self, is_chosen: bool) -> Self {
        let kind = if is_chosen { ButtonKind::Primary } else { ButtonKind::Quiet };
        Self { kind, chosen: Some(is_chosen), ..self }
    }

    /// It shows and hides something: a screen reader says whether that is shown.
    #[must_use]
    pub fn expanded(self, is_expanded: bool) -> Self {
        Self { expanded: Some(is_expanded), ..self }
    }

    /// Whether it can be activated: it is enabled and reports something.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.enabled && self.action.is_some()
    }
}

/// A check box.
///
/// It shows what the view says. An activation reports the action; the application then shows the new state.
#[derive(Debug, Clone, PartialEq)]
pub struct Check<A> {
    /// Its key in the window.
    pub key: Key,
    /// The words beside it.
    pub label: String,
    /// Whether it is checked.
    pub checked: bool,
    /// What activating it reports; without one it is shown disabled.
    pub action: Option<A>,
    /// Whether it can be activated.
    pub enabled: bool,
    /// What a screen reader says after the label, shown below it.
    pub description: Option<String>,
    /// Its activations are marked.
    pub guarded: bool,
}

/// A check box with words beside it.
pub fn check<A>(key: impl Into<Key>, label: impl Into<String>, checked: bool) -> Check<A> {
    Check {
        key: key.into(),
        label: label.into(),
        checked,
        action: None,
        enabled: true,
        description: None,
        guarded: false,
    }
}

impl<A> Check<A> {
    /// Reports `action` when it is activated, usually made from `!checked`.
    #[must_use]
    pub fn on(self, action: A) -> Self {
        Self { action: Some(action), ..self }
    }

    /// Whether it can be activated.
    #[must_use]
    pub fn enabled(self, enabled: bool) -> Self {
        Self { enabled, ..self }
    }

    /// Shown below the label, and said by a screen reader after it.
    #[must_use]
    pub fn description(self, description: impl Into<String>) -> Self {
        Self { description: Some(description.into()), ..self }
    }

    /// Marks its activations ([`Activation::guarded`](crate::Activation)).
    #[must_use]
    pub fn guarded(self) -> Self {
        Self { guarded: true, ..self }
    }

    /// Whether it can be activated: it is enabled and reports something.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.enabled && self.action.is_some()
    }
}
