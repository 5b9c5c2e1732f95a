//! Windows made of values: text, buttons, fields and lists that any language and a screen reader can use.
//!
//! An application says what its windows show as values ([`View`], [`Element`]). The kit lays them out, paints
//! them without a GPU, describes them to screen readers, and reports what the user did as the application's own
//! actions ([`Activation`]). It knows nothing of any application.
//!
//! - [`element`]: what a view is made of; [`view`]: a window as a value, and what happened in it; [`app`]: what
//!   an application is; [`host`]: its windows on a display; [`headless`]: a window without one; [`Labels`]: a text as
//!   a picture; [`Sketch`]: lines as one;
//! - [`theme`]: colours, sizes, spacing; [`limits`]: every bound, and what happens at it.

pub mod app;
mod edit;
pub mod element;
mod fonts;
pub mod geometry;
pub mod headless;
pub mod host;
pub mod input;
pub mod key;
mod layout;
pub mod limits;
mod paint;
mod pane;
mod platform;
mod scene;
pub mod text;
pub mod theme;
mod tree;
pub mod view;

pub use app::App;
pub use element::Element;
pub use key::Key;
pub use paint::{Label, Labels, Sketch};
pub use view::{Activation, Origin, View};
