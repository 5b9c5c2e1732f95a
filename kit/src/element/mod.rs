//! What a view is made of: values, built by the functions here and the methods of what they return.
//!
//! ```
//! use kit::element::{Build, button, column, row, text};
//! use kit::Element;
//!
//! #[derive(Clone)]
//! enum Action { Admit, Refuse }
//!
//! let question: Element<Action> = column()
//!     .with(text("Alice wants to see your screen.").title())
//!     .with(
//!         row()
//!             .with(button("admit", "Let her see it").primary().guarded().on(Action::Admit))
//!             .with(button("refuse", "Refuse").on(Action::Refuse)),
//!     )
//!     .into();
//! ```

mod container;
mod control;
mod display;
mod field;
mod image;

pub use container::{
    Align, Dialog, Flow, Gap, List, Log, Panel, Scroll, column, dialog, list, log, panel, row,
    scroll,
};
pub use control::{Button, ButtonKind, Check, button, check};
pub use display::{Progress, Space, Status, Text, TextSize, Tone, progress, space, status, text};
pub use field::{Field, TextAction, field};
pub use image::{Image, Pixels, PixelsError, image};

/// One element of a view. `A` is the application's action.
#[derive(Debug, Clone)]
pub struct Element<A> {
    /// What it is.
    pub kind: Kind<A>,
    /// Whether it takes the room that its siblings leave: of the width in a row, of the height in a column.
    pub grow: bool,
    /// The most width it takes, in logical pixels.
    pub max_width: Option<f32>,
}

/// The kinds of elements.
#[derive(Debug, Clone)]
pub enum Kind<A> {
    /// Words.
    Text(Text),
    /// A button.
    Button(Button<A>),
    /// A text entry of one line.
    Field(Field<A>),
    /// A check box.
    Check(Check<A>),
    /// A list of rows.
    List(List<A>),
    /// Messages, the newest at the end.
    Log(Log<A>),
    /// A picture.
    Image(Image),
    /// Elements beside each other, in as many lines as they need.
    Row(Flow<A>),
    /// Elements below each other.
    Column(Flow<A>),
    /// Nothing, with a size.
    Space(Space),
    /// A frame around elements.
    Panel(Panel<A>),
    /// A part that can be scrolled.
    Scroll(Scroll<A>),
    /// A modal dialog.
    Dialog(Dialog<A>),
    /// How far something is.
    Progress(Progress),
    /// Words that a screen reader says when they change.
    Status(Status),
}

impl<A> From<Kind<A>> for Element<A> {
    fn from(kind: Kind<A>) -> Self {
        Self { kind, grow: false, max_width: None }
    }
}

/// What every element has, whichever builder it comes from.
pub trait Build<A>: Into<Element<A>> {
    /// Takes the room that its siblings leave: of the width in a row, of the height in a column.
    fn grow(self) -> Element<A> {
        Element { grow: true, ..self.into() }
    }

    /// Takes at most `width` logical pixels.
    fn max_width(self, width: f32) -> Element<A> {
        Element { max_width: Some(width), ..self.into() }
    }
}

impl<A, T: Into<Element<A>>> Build<A> for T {}

/// Makes builders elements.
macro_rules! into_element {
    ($($plain:ident),*; $($of_actions:ident),*) => {
        $(impl<A> From<$plain> for Element<A> {
            fn from(value: $plain) -> Self {
                Kind::$plain(value).into()
            }
        })*
        $(impl<A> From<$of_actions<A>> for Element<A> {
            fn from(value: $of_actions<A>) -> Self {
                Kind::$of_actions(value).into()
            }
        })*
    };
}

into_element!(Text, Image, Space, Progress, Status; Button, Field, Check, List, Log, Panel, Scroll, Dialog);

impl<A> From<Flow<A>> for Element<A> {
    fn from(flow: Flow<A>) -> Self {
        if flow.is_row { Kind::Row(flow).into() } else { Kind::Column(flow).into() }
    }
}
