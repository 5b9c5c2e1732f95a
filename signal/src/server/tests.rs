//! How long a proven claim holds what it was granted, in virtual time: dispatcher, sockets and lanes, over in-memory
//! streams.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;
use std::sync::Mutex;
use std::time::Duration;

use futures_util::{FutureExt as _, SinkExt as _, StreamExt as _};
use protocol::limits::{SHARER_GRACE, SIGNAL_IDLE_TIMEOUT};
use protocol::network::{IceServer, Network};
use protocol::signal::{Body64, FromSignal, Outcome, SUBPROTOCOL, ToSignal};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;

use super::*;
use crate::bounds::Bounds;
use crate::origin::Authority;
use crate::registry::{GrantId, tests::token};

/// What has credentials of a relay.
#[derive(Clone, Default)]
struct Granted(Arc<Mutex<BTreeSet<GrantId>>>);

impl network::Relays for Granted {
    fn grant(&mut self, grant: GrantId, _: Option<&Authority>) -> Vec<IceServer> {
        self.0.lock().unwrap().insert(grant);
        Vec::new()
    }

    fn revoke(&mut self, grant: GrantId) {
        assert!(self.0.lock().unwrap().remove(&grant));
    }
}

type Link = WebSocketStream<DuplexStream>;

struct Rig {
    state: Arc<web::AppState>,
    granted: Granted,
    stop: watch::Receiver<bool>,
    /// Dropping it stops the server.
    _stopper: watch::Sender<bool>,
}

impl Rig {
    fn start() -> Self {
        Self::with(ServerConfig::default())
    }

    fn with(config: ServerConfig) -> Self {
        let (stopper, stop) = watch::channel(false);
        let (events, inbox) = mpsc::channel(SIGNAL_EVENTS);
        let metrics = Arc::new(metrics::Metrics::default());
        let lanes = lanes::Lanes::new(config.lane_rates, &config.bounds, Arc::clone(&metrics));
        let granted = Granted::default();
        let relays = Some(Box::new(granted.clone()) as _);
        let network = network::NetworkAccess::new(Arc::clone(&lanes), relays);
        let bounds = config.bounds;
        let dispatcher =
            dispatcher::run(inbox, stop.clone(), network, Arc::clone(&metrics), bounds);
        tokio::spawn(dispatcher);
        let names = OwnNames::new(None, "", Transport::Plain);
        let state = web::AppState::new(config, events, lanes, metrics, stop.clone(), names);
        Self { state, granted, stop, _stopper: stopper }
    }

    async fn link(&self, path: &str, subprotocol: &str) -> Link {
        let (near, far) = tokio::io::duplex(64 << 10);
        let app = web::app(Arc::clone(&self.state));
        tokio::spawn(listen::http(far, Ipv4Addr::LOCALHOST.into(), app, self.stop.clone(), None));
        let mut request = format!("ws://localhost{path}").into_client_request().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", subprotocol.parse().unwrap());
        tokio_tungstenite::client_async(request, near).await.unwrap().0
    }

    /// The links of sharer and viewer after the proof, and both ends of their lane.
    async fn proven(&self) -> ([Link; 2], [Link; 2]) {
        let mut sharer = self.link("/ws", SUBPROTOCOL).await;
        let version = protocol::VERSION;
        let open = ToSignal::Open {
            version,
            lifetime_s: 600,
            token: token(1),
            slot: None,
            unlisted: false,
            places: Vec::new(),
        };
        say(&mut sharer, open).await;
        let FromSignal::Opened { slot, .. } = told(&mut sharer).await else { panic!("opened") };
        let mut viewer = self.link("/ws", SUBPROTOCOL).await;
        let body = Body64::new(vec![1]).unwrap();
        say(&mut viewer, ToSignal::Claim { version, slot, body: body.clone() }).await;
        let FromSignal::Claimed { claim, network: of_sharer, .. } = told(&mut sharer).await else {
            panic!("claimed")
        };
        let FromSignal::ClaimBegun { network: of_viewer } = told(&mut viewer).await else {
            panic!("begun")
        };
        say(&mut sharer, ToSignal::Verdict { claim, outcome: Outcome::Proven }).await;
        // What is relayed after the verdict has been proven before.
        say(&mut sharer, ToSignal::Relay { claim: Some(claim), body }).await;
        assert!(matches!(told(&mut viewer).await, FromSignal::Relay { .. }));
        let mut lane = [self.lane(of_sharer).await, self.lane(of_viewer).await];
        for end in &mut lane {
            let paired = end.next().await;
            assert!(matches!(paired, Some(Ok(Message::Text(_)))), "{paired:?}");
        }
        ([sharer, viewer], lane)
    }

    async fn lane(&self, network: Network) -> Link {
        let mut lane = self.link(protocol::lane::PATH, protocol::lane::SUBPROTOCOL).await;
        let token = String::from(network.lane.unwrap());
        lane.send(Message::text(token)).await.unwrap();
        lane
    }

    fn grants(&self) -> usize {
        self.granted.0.lock().unwrap().len()
    }
}

async fn say(link: &mut Link, message: ToSignal) {
    link.send(Message::text(message.encode())).await.unwrap();
}

async fn told(link: &mut Link) -> FromSignal {
    loop {
        match link.next().await {
            Some(Ok(Message::Text(text))) => return FromSignal::decode(&text).unwrap(),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            other => panic!("expected a message, got {other:?}"),
        }
    }
}

/// Answers pings until the server closes. Returns after how long it did.
fn answers(mut link: Link) -> JoinHandle<Duration> {
    let start = Instant::now();
    tokio::spawn(async move {
        while let Some(Ok(message)) = link.next().await {
            if message.is_close() {
                break;
            }
        }
        start.elapsed()
    })
}

/// A session over a direct path says nothing to the server for hours. Its links answer pings.
#[tokio::test(start_paused = true)]
async fn a_proven_claim_stays_for_hours_while_its_links_only_answer_pings() {
    let rig = Rig::start();
    let (links, lane) = rig.proven().await;
    let answering = links.into_iter().chain(lane).map(answers).collect::<Vec<_>>();
    sleep(Duration::from_secs(12 * 60 * 60)).await;
    assert_eq!(rig.grants(), 1);
    assert!(answering.iter().all(|link| !link.is_finished()), "nobody was closed");
}

/// The lane of a claim, and its credentials, are of no use to who lets a link fall silent.
#[tokio::test(start_paused = true)]
async fn a_proven_claim_whose_link_is_silent_ends_with_its_lane_and_credentials() {
    for (silent, ends) in [("sharer", [0]), ("viewer", [1])]
        .map(|(who, ends)| (who, ends.to_vec()))
        .into_iter()
        .chain([("both", vec![0, 1])])
    {
        let rig = Rig::start();
        let (links, lane) = rig.proven().await;
        let (mut silence, mut answering) = (Vec::new(), Vec::new());
        for (n, link) in links.into_iter().enumerate() {
            if ends.contains(&n) { silence.push(link) } else { answering.push(answers(link)) }
        }
        let lane = lane.map(answers);
        let bound = SIGNAL_IDLE_TIMEOUT + 2 * SHARER_GRACE;
        sleep(SIGNAL_IDLE_TIMEOUT + SHARER_GRACE / 2).await;
        assert_eq!(rig.grants(), 1, "{silent}: it may come back");
        for end in lane {
            let took = end.await.unwrap();
            assert!(took <= bound, "{silent}: {took:?}");
        }
        assert_eq!(rig.grants(), 0, "{silent}");
    }
}

/// Whether the server has closed a stream that nobody writes to.
fn is_closed(stream: &mut DuplexStream) -> bool {
    let mut bytes = [0; 4096];
    loop {
        match stream.read(&mut bytes).now_or_never() {
            Some(Ok(0) | Err(_)) => return true,
            Some(Ok(_)) => {}
            None => return false,
        }
    }
}

/// Whoever is closed holds a file until its close frame comes, or a second has passed.
#[tokio::test(start_paused = true)]
async fn who_connects_faster_than_links_are_closed_opens_no_more_of_them_than_there_are() {
    let bounds = Bounds::home(0);
    let rig = Rig::with(ServerConfig { bounds, ..ServerConfig::default() });
    let mut links = Vec::new();
    for n in 0..60 {
        let (mut near, far) = tokio::io::duplex(64 << 10);
        let app = web::app(Arc::clone(&rig.state));
        let peer = Ipv4Addr::from_bits(0x7f00_0001 + n % 30);
        tokio::spawn(listen::http(far, peer.into(), app, rig.stop.clone(), None));
        let request = format!(
            "GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\
             Sec-WebSocket-Protocol: {SUBPROTOCOL}\r\n\r\n"
        );
        near.write_all(request.as_bytes()).await.unwrap();
        links.push(near);
    }
    for _ in 0..1_000 {
        tokio::task::yield_now().await;
    }
    let open = links.iter_mut().filter_map(|link| (!is_closed(link)).then_some(())).count();
    assert!((bounds.signal.total..=bounds.open_links()).contains(&open), "{open} are open");
}
