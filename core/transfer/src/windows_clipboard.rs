//! What Windows programs put into their clipboard, as values: [`dib`] has images (`CF_DIB`, `CF_DIBV5`), [`html`] has
//! HTML ("HTML Format"), [`png_file`] has PNG files, [`text`] has text (`CF_UNICODETEXT`), and [`secret`] says what is not to be read.
//! [`copies`] counts what others copy, and [`replacing`] puts another content in the place of theirs.
//!
//! Any program writes them: each number in a header may be wrong, and nothing is reserved for it before it is checked.

pub mod copies;
pub mod dib;
pub mod html;
pub mod png_file;
pub mod replacing;
pub mod secret;
pub mod text;

#[cfg(test)]
mod tests;
