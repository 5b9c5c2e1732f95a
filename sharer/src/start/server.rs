//! The signal server of a run: the built-in one, or another one.

use super::dialogue::{AfterWait, Dialogue, Interrupt};
use super::listen_question::permit;
use super::public_network::ListenPlan;
use crate::cli::exit::Failure;
use crate::cli::options::Share;
use crate::contacts::WaitsFor;
use crate::link::port_mapping::PortMapper;
use crate::link::reach::{NetworkOptions, Reach};
use crate::link::server::Server;
use crate::link::signal::ServerUrl;
use crate::policy::listen::{ListenAddress, ListenFor, Listening};
use protocol::ice::address::Loopback;

/// The server in use.
pub(super) struct ServerInUse {
    /// The built-in server, while it listens.
    pub(super) own: Option<Server>,
    /// Where and for what the built-in one listens; `None` if another one is used.
    plan: Option<ListenPlan>,
    /// The address that a Helper opens.
    pub(super) page: ServerUrl,
    /// The address that we connect to.
    pub(super) signal: ServerUrl,
}

impl ListenPlan {
    /// Under these options.
    pub(super) fn new(options: &Share, address: ListenAddress, waits_for: &WaitsFor) -> Self {
        let listen_for = match waits_for {
            WaitsFor::Code | WaitsFor::Contact(_) => ListenFor::Help,
            WaitsFor::Offers(_) => ListenFor::Offers,
        };
        Self { at: options.server.listen, address, listen_for }
    }
}

impl ServerInUse {
    /// The server of the options. Before the built-in one listens in a public network, the User is asked; `None` when
    /// they end the program instead of answering.
    pub(super) async fn start(
        other: Option<&ServerUrl>,
        plan: ListenPlan,
        dialogue: &mut Dialogue,
        interrupt: &mut Interrupt,
    ) -> Result<Option<Self>, Failure> {
        if let Some(url) = other {
            return Ok(Some(Self {
                own: None,
                plan: None,
                page: url.clone(),
                signal: url.clone(),
            }));
        }
        let listening = dialogue.public.listening(plan).await;
        match permit(listening, plan.at, dialogue, interrupt).await? {
            AfterWait::End => Ok(None),
            AfterWait::Session => Ok(Some(Self::listen(plan).await?)),
        }
    }

    async fn listen(plan: ListenPlan) -> Result<Self, Failure> {
        let own = Server::start(plan.at).await?;
        let (page, signal) = (own.url.clone(), own.own_url.clone());
        Ok(Self { own: Some(own), plan: Some(plan), page, signal })
    }

    /// Before each further session: the computer may be in another network now. Where the built-in server may not listen
    /// without a yes any more, it stops until there is one.
    pub(super) async fn look_again(
        &mut self,
        dialogue: &mut Dialogue,
        interrupt: &mut Interrupt,
    ) -> Result<AfterWait, Failure> {
        let Some(plan) = self.plan else { return Ok(AfterWait::Session) };
        let listening = dialogue.public.listening(plan).await;
        match listening {
            Listening::Allowed if self.own.is_some() => return Ok(AfterWait::Session),
            // The network was public before, and is no longer.
            Listening::Allowed => {}
            Listening::Ask | Listening::Refused => self.stop().await,
        }
        let after = permit(listening, plan.at, dialogue, interrupt).await?;
        if after == AfterWait::Session {
            *self = Self::listen(plan).await?;
        }
        Ok(after)
    }

    /// Stops the built-in server, if it listens.
    pub(super) async fn stop(&mut self) {
        if let Some(own) = self.own.take() {
            own.stop().await;
        }
    }

    /// How a direct path reaches a Helper who has come through this server.
    pub(super) fn reach(&self, options: NetworkOptions, port_mapper: Option<PortMapper>) -> Reach {
        let loopback = match self.own {
            Some(_) => Loopback::Allowed,
            None if self.signal.is_on_this_computer() => Loopback::Allowed,
            None => Loopback::Dropped,
        };
        let turn_websocket = Some(self.signal.turn_websocket());
        Reach { turn_websocket, loopback, options, port_mapper, ..Reach::default() }
    }
}
