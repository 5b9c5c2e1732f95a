//! One line of the console.

/// What the page's console and the browser itself said.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `log`, `error`, `security`, …
    pub kind: String,
    /// The text.
    pub text: String,
}
