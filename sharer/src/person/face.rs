//! How the session is shown to the User.

use protocol::time::Tick;
use session::PersonInput;

use super::input::InputError;
use super::notice::UserNotice;

/// One form of the dialogue with the User: what a notice looks like, and what a line means.
///
/// A face touches nothing: its owner writes the bytes and reads the lines. Notices come in the order
/// in which they happened, each as [`Self::render`] and then, when the bytes have left,
/// [`Self::written`].
pub trait Face: Send {
    /// A session begins: questions and Helpers of the one before are gone.
    fn begin_session(&mut self);

    /// The bytes of a notice; none if this face does not show it.
    fn render(&mut self, notice: &UserNotice) -> Vec<u8>;

    /// The notice that was rendered last is written, so that the User can read it from now on.
    fn written(&mut self, now: Tick);

    /// The command in a line. `Ok(None)` if the line is empty.
    fn parse(&mut self, line: &str, now: Tick) -> Result<Option<PersonInput>, InputError>;
}
