//! What the system calls the network that the computer is in.

/// What the system, or the User at its question, has said about a network. The stricter one comes later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NetworkKind {
    /// The system does not tell networks apart, or knows none.
    Unknown,
    /// That of an organisation, which knows this computer.
    Domain,
    /// At home or at work.
    Private,
    /// A place where others are strangers, such as a café. Also what Windows assumes before its user has said anything.
    Public,
}

/// The kind by which to go in several networks at once.
#[cfg(any(windows, test))]
pub(crate) fn strictest(kinds: &[NetworkKind]) -> NetworkKind {
    kinds.iter().copied().max().unwrap_or(NetworkKind::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_public_network_among_others_makes_it_public() {
        let (domain, private) = (NetworkKind::Domain, NetworkKind::Private);
        assert_eq!(strictest(&[private, NetworkKind::Public, domain]), NetworkKind::Public);
        assert_eq!(strictest(&[domain, private]), private);
        assert_eq!(strictest(&[]), NetworkKind::Unknown);
    }
}
