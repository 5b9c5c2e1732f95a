//! How a Helper proved who they are.

/// What a Helper's proof rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The code of the invitation.
    Code,
    /// The key of a contact.
    Contact,
    /// A key that the owner of the computer named in the policy.
    Policy,
}
