//! A claim of our own invitation, which gives us what both ends of a session are granted.
//!
//! No code is proven: the server does not read what the ends say to each other. The invitation waits at a
//! random tag and not at its slot, so that nobody else can claim it.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use protocol::hex::Hex;
use protocol::limits::SIGNAL_MESSAGE_BYTES;
use protocol::network::Network;
use protocol::signal::{
    Body64, ClaimId, FromSignal, OwnerToken, SUBPROTOCOL, ToSignal, WaitingPlace,
};
use protocol::trust::RendezvousTag;
use rand_core::{OsRng, RngCore as _};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::{Error, Message};

use super::findings::LinkFault;
use crate::link::dial::{DialError, Dialer};
use crate::link::signal::ServerUrl;
use crate::link::websocket::{self, Socket, WebSocketError};

/// How long connecting, or one answer of the server, may take.
const PATIENCE: Duration = Duration::from_secs(8);

/// How long the end may take.
const END: Duration = Duration::from_secs(1);

/// The life of the invitation in seconds, if the end of this program does not end it.
const LIFETIME_S: u32 = 60;

/// Bytes of a first message of the handshake.
const FIRST_BYTES: usize = 34;

/// Both ends of a claim.
pub(super) struct OwnClaim {
    sharer: Socket,
    viewer: Socket,
    claim: ClaimId,
    /// What the sharer's end was granted.
    pub(super) of_sharer: Network,
    /// What the viewer's end was granted.
    pub(super) of_viewer: Network,
}

impl OwnClaim {
    /// Opens an invitation and claims it.
    pub(super) async fn begin(server: &ServerUrl, dialer: &Dialer) -> Result<Self, LinkFault> {
        let mut sharer = connect(server, dialer).await?;
        let mut tag = [0; 16];
        OsRng.fill_bytes(&mut tag);
        let tag: RendezvousTag = Hex(tag);
        let open = ToSignal::Open {
            version: protocol::VERSION,
            lifetime_s: LIFETIME_S,
            token: OwnerToken::generate(&mut OsRng),
            slot: None,
            unlisted: true,
            places: vec![WaitingPlace { tag, card: None }],
        };
        send(&mut sharer, &open).await?;
        receive(&mut sharer, |message| matches!(message, FromSignal::Opened { .. }).then_some(()))
            .await?;
        let mut viewer = connect(server, dialer).await?;
        let mut first = vec![0; FIRST_BYTES];
        OsRng.fill_bytes(&mut first);
        let body = Body64::new(first).ok_or(LinkFault::Broken)?;
        let claim = ToSignal::ClaimAt { version: protocol::VERSION, tag, body };
        send(&mut viewer, &claim).await?;
        let (claim, of_sharer) = receive(&mut sharer, |message| {
            let FromSignal::Claimed { claim, network, .. } = message else { return None };
            Some((*claim, network.clone()))
        })
        .await?;
        let of_viewer = receive(&mut viewer, |message| {
            let FromSignal::ClaimBegun { network } = message else { return None };
            Some(network.clone())
        })
        .await?;
        Ok(Self { sharer, viewer, claim, of_sharer, of_viewer })
    }

    /// Gives everything back.
    pub(super) async fn end(mut self) {
        let verdict =
            ToSignal::Verdict { claim: self.claim, outcome: protocol::signal::Outcome::Abandoned };
        let ending = async {
            // If nothing gets through, the server sees the connections end.
            let _ = send(&mut self.sharer, &verdict).await;
            let _ = send(&mut self.sharer, &ToSignal::Revoke {}).await;
            let _ = self.viewer.close(None).await;
            let _ = self.sharer.close(None).await;
        };
        let _ = timeout(END, ending).await;
    }
}

async fn connect(server: &ServerUrl, dialer: &Dialer) -> Result<Socket, LinkFault> {
    let url = server.websocket();
    let opening = websocket::open(dialer, &url, SUBPROTOCOL, SIGNAL_MESSAGE_BYTES);
    match timeout(PATIENCE, opening).await {
        Ok(opened) => opened.map_err(LinkFault::from),
        Err(_) => Err(LinkFault::Silent),
    }
}

impl From<WebSocketError> for LinkFault {
    fn from(error: WebSocketError) -> Self {
        match error {
            WebSocketError::Dial(error) => error.into(),
            WebSocketError::Handshake(error) => {
                let Error::Http(answer) = *error else { return Self::NotUpgraded(None) };
                Self::NotUpgraded(Some(answer.status().as_u16()))
            }
        }
    }
}

impl From<DialError> for LinkFault {
    fn from(error: DialError) -> Self {
        let text = error.to_string();
        match error {
            DialError::UnknownName(_) | DialError::Unreachable(..) => Self::Unreachable(text),
            DialError::NoCertificates | DialError::Certificate(..) => Self::Certificate(text),
            DialError::ProxyKind(_)
            | DialError::ProxyUnreachable(_)
            | DialError::ProxyLost(..)
            | DialError::NoProxy(_)
            | DialError::ProxyNeedsPassword(_)
            | DialError::ProxyPassword(_)
            | DialError::ProxyForbids { .. }
            | DialError::ProxyStatus { .. } => Self::Proxy(text),
        }
    }
}

async fn send(socket: &mut Socket, message: &ToSignal) -> Result<(), LinkFault> {
    let sending = socket.send(Message::text(message.encode()));
    match timeout(PATIENCE, sending).await {
        Ok(sent) => sent.map_err(|_| LinkFault::Broken),
        Err(_) => Err(LinkFault::Silent),
    }
}

/// Waits for the message that `wanted` takes.
async fn receive<T>(
    socket: &mut Socket,
    wanted: impl Fn(&FromSignal) -> Option<T>,
) -> Result<T, LinkFault> {
    let receiving = async {
        loop {
            let text = match socket.next().await {
                Some(Ok(Message::Text(text))) => text,
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
                Some(Ok(Message::Binary(_) | Message::Frame(_) | Message::Close(_)) | Err(_))
                | None => return Err(LinkFault::Broken),
            };
            let message = FromSignal::decode(&text).map_err(|_| LinkFault::Broken)?;
            if let Some(found) = wanted(&message) {
                return Ok(found);
            }
            if let FromSignal::Refused { reason } = message {
                return Err(LinkFault::Refused(reason));
            }
        }
    };
    timeout(PATIENCE, receiving).await.unwrap_or(Err(LinkFault::Silent))
}
