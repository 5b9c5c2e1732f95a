//! Whether the built-in server may listen: where, in which kind of network, and what the User has said about it.

use crate::platform::network_kind::NetworkKind;

/// The kind of address at which the built-in server listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListenAddress {
    /// Other computers reach it. It is the default, or comes from a variable or the settings file: it was not chosen for this network.
    Open,
    /// Other computers reach it. The User gave it on the command line of this run.
    Asked,
    /// A loopback address: only this computer reaches it.
    Loopback,
}

/// What the User has answered in this run, when asked whether the server may listen in a public network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ListenAnswer {
    /// They were not asked.
    #[default]
    NotAsked,
    /// Yes.
    Yes,
    /// No.
    No,
    /// They were asked, and did not answer in time.
    Silence,
}

/// What the server is to listen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListenFor {
    /// The User has just asked for help, and is there to answer.
    Help,
    /// Helpers may offer help at any time, whether the User is there or not.
    Offers,
}

/// Whether the server may listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Listening {
    /// It may.
    Allowed,
    /// The User is to be asked first.
    Ask,
    /// It may not, and the User is not asked.
    Refused,
}

impl ListenAddress {
    /// Whether the kind of the network makes a difference.
    pub(crate) fn depends_on_network(self) -> bool {
        match self {
            ListenAddress::Open => true,
            ListenAddress::Asked | ListenAddress::Loopback => false,
        }
    }

    /// Whether the server may listen there in a network of this kind. A yes and a no hold for the whole run. Who did not
    /// answer is asked again when they ask for help, but not for the sake of offers, which are tried again and again.
    pub(crate) fn listening(
        self,
        kind: NetworkKind,
        answer: ListenAnswer,
        listen_for: ListenFor,
    ) -> Listening {
        if !self.depends_on_network() || !kind.counts_as_public() {
            return Listening::Allowed;
        }
        match (answer, listen_for) {
            (ListenAnswer::Yes, _) => Listening::Allowed,
            (ListenAnswer::NotAsked, _) | (ListenAnswer::Silence, ListenFor::Help) => {
                Listening::Ask
            }
            (ListenAnswer::No, _) | (ListenAnswer::Silence, ListenFor::Offers) => {
                Listening::Refused
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWERS: [ListenAnswer; 4] =
        [ListenAnswer::NotAsked, ListenAnswer::Yes, ListenAnswer::No, ListenAnswer::Silence];
    const FOR: [ListenFor; 2] = [ListenFor::Help, ListenFor::Offers];
    const PUBLIC: [NetworkKind; 2] = [NetworkKind::Public, NetworkKind::Unclear];

    #[test]
    fn in_a_public_network_the_server_listens_only_after_a_yes() {
        for kind in PUBLIC {
            for listen_for in FOR {
                let listening = |answer| ListenAddress::Open.listening(kind, answer, listen_for);
                assert_eq!(listening(ListenAnswer::NotAsked), Listening::Ask);
                assert_eq!(listening(ListenAnswer::Yes), Listening::Allowed);
                assert_eq!(listening(ListenAnswer::No), Listening::Refused);
            }
        }
    }

    #[test]
    fn who_did_not_answer_is_asked_again_only_when_they_ask_for_help() {
        let listening = |listen_for| {
            ListenAddress::Open.listening(NetworkKind::Public, ListenAnswer::Silence, listen_for)
        };
        assert_eq!(listening(ListenFor::Help), Listening::Ask);
        assert_eq!(listening(ListenFor::Offers), Listening::Refused);
    }

    #[test]
    fn elsewhere_and_at_a_chosen_address_nobody_is_asked() {
        let others = [NetworkKind::Unknown, NetworkKind::Domain, NetworkKind::Private];
        for (answer, listen_for) in
            ANSWERS.into_iter().flat_map(|answer| FOR.map(|to| (answer, to)))
        {
            for kind in others {
                let listening = ListenAddress::Open.listening(kind, answer, listen_for);
                assert_eq!(listening, Listening::Allowed, "{kind:?} {answer:?}");
            }
            for (kind, address) in PUBLIC.into_iter().flat_map(|kind| {
                [ListenAddress::Asked, ListenAddress::Loopback].map(|at| (kind, at))
            }) {
                let listening = address.listening(kind, answer, listen_for);
                assert_eq!(listening, Listening::Allowed, "{address:?} {kind:?} {answer:?}");
            }
        }
    }
}
