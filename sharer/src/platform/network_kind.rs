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
    /// The system tells networks apart, but did not say which kind this one is.
    Unclear,
    /// A place where others are strangers, such as a café. Also what Windows assumes before its user has said anything.
    Public,
}

impl NetworkKind {
    /// Whether others in the network have to be taken for strangers.
    pub(crate) fn counts_as_public(self) -> bool {
        match self {
            NetworkKind::Unknown | NetworkKind::Domain | NetworkKind::Private => false,
            NetworkKind::Unclear | NetworkKind::Public => true,
        }
    }
}

/// A network that the computer is connected to.
#[cfg(any(windows, test))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Network {
    pub(crate) kind: NetworkKind,
    /// Whether the internet is reached through it, as far as the system knows.
    pub(crate) has_internet: bool,
}

/// The kind by which to go in several networks at once: the strictest of those that lead to the internet. The others are
/// often virtual ones, which Windows calls public, and which its user cannot make private. They count where none leads
/// there.
#[cfg(any(windows, test))]
pub(crate) fn strictest(networks: &[Network]) -> NetworkKind {
    let kinds = |is_meant: fn(&Network) -> bool| {
        networks.iter().filter(move |network| is_meant(network)).map(|network| network.kind).max()
    };
    let kind = kinds(|network| network.has_internet).or_else(|| kinds(|_| true));
    kind.unwrap_or(NetworkKind::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn network(kind: NetworkKind, has_internet: bool) -> Network {
        Network { kind, has_internet }
    }

    #[test]
    fn one_public_network_among_others_makes_it_public() {
        let [domain, private, unclear, public] =
            [NetworkKind::Domain, NetworkKind::Private, NetworkKind::Unclear, NetworkKind::Public]
                .map(|kind| network(kind, true));
        assert_eq!(strictest(&[private, public, domain, unclear]), NetworkKind::Public);
        assert_eq!(strictest(&[domain, private]), NetworkKind::Private);
        assert_eq!(strictest(&[private, unclear]), NetworkKind::Unclear);
        assert_eq!(strictest(&[]), NetworkKind::Unknown);
    }

    #[test]
    fn a_network_without_internet_counts_only_where_none_has_it() {
        let virtual_switch = network(NetworkKind::Public, false);
        let home = network(NetworkKind::Private, true);
        assert_eq!(strictest(&[virtual_switch, home]), NetworkKind::Private);
        // A café before its page was answered, or a network that leads nowhere.
        let home = network(NetworkKind::Private, false);
        assert_eq!(strictest(&[virtual_switch, home]), NetworkKind::Public);
    }
}
