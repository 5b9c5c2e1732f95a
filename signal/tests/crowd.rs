//! Many clients at once, from many addresses: the program as a process, at addresses of the loopback network.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use protocol::limits::{CLAIMS_AT_ONCE, HTTP_READ_TIMEOUT};
use protocol::signal::{FromSignal, Outcome, OwnerToken, Refusal, SUBPROTOCOL, ToSignal};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use crate::program::{Running, program, start};
use crate::rig::{answer, claim, open, relay, slot, verdict};

fn address(url: &str) -> SocketAddr {
    let (_, address) = url.split_once("://").unwrap();
    address.trim_end_matches('/').parse().unwrap()
}

fn listening(options: &[&str]) -> (Running, SocketAddr) {
    let (running, url) = start(program(&[&["--listen", "127.0.0.1:0"], options].concat()));
    (running, address(&url))
}

/// Each of these tests keeps the machine busy: they run one after another.
static TURN: Mutex<()> = Mutex::const_new(());

/// Connects from an address of the loopback network.
async fn connect(from: Ipv4Addr, to: SocketAddr) -> std::io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((from, 0).into())?;
    socket.connect(to).await
}

/// Whether the server says within a time that it is healthy.
async fn is_healthy(server: SocketAddr, from: Ipv4Addr, within: Duration) -> bool {
    let check = async {
        let mut stream = connect(from, server).await.ok()?;
        let request = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        stream.write_all(request).await.ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.ok()?;
        answer.starts_with("HTTP/1.1 200").then_some(())
    };
    matches!(timeout(within, check).await, Ok(Some(())))
}

/// Holds a half-sent request from each of these addresses. Returns when all were begun.
async fn hoard(server: SocketAddr, addresses: impl Iterator<Item = Ipv4Addr>) -> Vec<TcpStream> {
    let mut beginning = JoinSet::new();
    for from in addresses {
        beginning.spawn(async move {
            let mut stream = connect(from, server).await.unwrap();
            // The server may have closed it at once.
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: loc").await;
            stream
        });
    }
    beginning.join_all().await
}

/// A server is healthy although somebody holds half-sent requests, before any of them has timed out; then all checks
/// succeed in time.
async fn stays_healthy(server: SocketAddr, hoarders: impl Iterator<Item = Ipv4Addr>) {
    let from = Ipv4Addr::LOCALHOST;
    let first = async {
        let held = hoard(server, hoarders).await;
        (is_healthy(server, from, HTTP_READ_TIMEOUT).await, held)
    };
    let first = timeout(HTTP_READ_TIMEOUT, first).await;
    assert!(matches!(first, Ok((true, _))), "the first check");
    for n in 0..20 {
        let healthy = is_healthy(server, from, Duration::from_secs(1)).await;
        assert!(healthy, "check {n}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_that_holds_half_sent_requests_costs_others_nothing() {
    let _turn = TURN.lock().await;
    let (_running, server) = listening(&[]);
    let hoarder = Ipv4Addr::new(127, 0, 0, 66);
    stays_healthy(server, std::iter::repeat_n(hoarder, 2_500)).await;
}

/// As many addresses as there are places hold one each.
#[tokio::test(flavor = "multi_thread")]
async fn many_addresses_that_hold_half_sent_requests_cost_others_nothing() {
    let _turn = TURN.lock().await;
    let (_running, server) = listening(&[]);
    stays_healthy(server, (0..2_500).map(|n| one_of(1, n))).await;
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_limit_of_open_files_is_the_highest_that_the_system_allows() {
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "ulimit -Sn 256; exec \"$0\" --listen 127.0.0.1:0"]);
    command.arg(env!("CARGO_BIN_EXE_alongside-signal"));
    let (running, _) = start(command);
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", running.id())).unwrap();
    let files = limits.lines().find(|line| line.starts_with("Max open files")).unwrap();
    let numbers: Vec<&str> = files.split_whitespace().skip(3).take(2).collect();
    assert_eq!(numbers[0], numbers[1], "{files}");
}

/// How many take part: the tests of the release are those of the requirement.
const fn crowd(release: u32, debug: u32) -> u32 {
    if cfg!(debug_assertions) { debug } else { release }
}

/// The address of one of a crowd.
fn one_of(crowd: u8, n: u32) -> Ipv4Addr {
    Ipv4Addr::from_bits(0x7f00_0000 + (u32::from(crowd) << 16) + n + 1)
}

type Link = WebSocketStream<TcpStream>;

/// A signal link from this address.
async fn link(from: Ipv4Addr, server: SocketAddr) -> Option<Link> {
    let stream = connect(from, server).await.ok()?;
    let mut request = format!("ws://{server}/ws").into_client_request().unwrap();
    request.headers_mut().insert("sec-websocket-protocol", SUBPROTOCOL.parse().unwrap());
    let small = WebSocketConfig::default().read_buffer_size(1024);
    let (link, _) =
        tokio_tungstenite::client_async_with_config(request, stream, Some(small)).await.ok()?;
    Some(link)
}

async fn say(link: &mut Link, message: ToSignal) {
    // The server may have closed already; what it said before can still be read.
    let _ = link.send(Message::text(message.encode())).await;
}

/// The next message of the server; `None` when it has closed.
async fn told(link: &mut Link) -> Option<FromSignal> {
    loop {
        match link.next().await? {
            Ok(Message::Text(text)) => return Some(FromSignal::decode(&text).unwrap()),
            Ok(Message::Ping(_) | Message::Pong(_)) => {}
            Ok(_) | Err(_) => return None,
        }
    }
}

/// Takes up the invitation at a slot that the server has forgotten. Returns its link when it waits there.
async fn reopens(from: Ipv4Addr, server: SocketAddr, at: u32) -> Result<Link, Option<FromSignal>> {
    let mut link = link(from, server).await.ok_or(None)?;
    let ToSignal::Open { version, lifetime_s, unlisted, places, .. } = open(None) else {
        unreachable!("it opens")
    };
    let token = OwnerToken::try_from(format!("{at:032x}")).unwrap();
    let slot = Some(slot(at));
    say(&mut link, ToSignal::Open { version, lifetime_s, token, slot, unlisted, places }).await;
    match told(&mut link).await {
        Some(FromSignal::Opened { slot: opened, .. }) if Some(opened) == slot => Ok(link),
        other => Err(other),
    }
}

/// The sharers of an office behind one address come back when the server has restarted.
#[tokio::test(flavor = "multi_thread")]
async fn sharers_that_come_back_to_their_invitations_are_never_throttled() {
    let _turn = TURN.lock().await;
    let (_running, server) = listening(&[]);
    let mut links = Vec::new();
    for n in 1..=250 {
        let link = reopens(Ipv4Addr::LOCALHOST, server, n).await;
        links.push(link.unwrap_or_else(|why| panic!("sharer {n}: {why:?}")));
    }
    // They do so again, one by one, as when a router restarts.
    drop(links);
    for n in 1..=250 {
        let link = reopens(Ipv4Addr::LOCALHOST, server, n).await;
        assert!(link.is_ok(), "sharer {n}: {:?}", link.err());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_of_sharers_that_comes_at_once_is_served() {
    let _turn = TURN.lock().await;
    let (_running, server) = listening(&[]);
    let sharers = crowd(18_000, 5_000);
    let crowd = async {
        let mut coming = JoinSet::new();
        let mut links = Vec::new();
        for n in 0..sharers {
            if coming.len() >= 500
                && let Some(Ok(link)) = coming.join_next().await
            {
                links.push(link);
            }
            coming.spawn(async move {
                let mut tries = 0;
                loop {
                    tries += 1;
                    let Some(mut link) = link(one_of(2, n), server).await else { continue };
                    say(&mut link, open(None)).await;
                    match told(&mut link).await {
                        Some(FromSignal::Opened { .. }) => return (link, tries),
                        other => assert_eq!(other, None, "sharer {n}"),
                    }
                }
            });
        }
        while let Some(link) = coming.join_next().await {
            links.push(link.unwrap());
        }
        let failed = links.iter().filter(|(_, tries)| *tries > 1).count();
        (links.len(), failed)
    };
    let (served, again) = timeout(Duration::from_secs(30), crowd).await.expect("all are served");
    assert_eq!(served, sharers as usize);
    assert_eq!(again, 0, "nobody had to come twice");
}

/// Claims an invitation that is not there until the address may claim no more.
async fn uses_up_its_claims(from: Ipv4Addr, server: SocketAddr) {
    let Some(mut link) = link(from, server).await else { return };
    loop {
        say(&mut link, claim(slot(9_999_999))).await;
        match told(&mut link).await {
            Some(FromSignal::Refused { reason: Refusal::Unknown }) => {}
            _ => return,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_crowd_uses_up_its_limits_an_honest_claim_is_quick() {
    let _turn = TURN.lock().await;
    let (_running, server) = listening(&[]);
    let mut sharer = link(Ipv4Addr::LOCALHOST, server).await.unwrap();
    say(&mut sharer, open(None)).await;
    let Some(FromSignal::Opened { slot, .. }) = told(&mut sharer).await else {
        panic!("the invitation is open")
    };
    let sources = crowd(10_000, 1_000);
    let used_up = Arc::new(AtomicU32::new(0));
    let attack = |workers: u32, rounds: u32| {
        let mut attackers = JoinSet::new();
        for worker in 0..workers {
            let used_up = Arc::clone(&used_up);
            attackers.spawn(async move {
                for n in (0..rounds).flat_map(|_| (worker..sources).step_by(workers as usize)) {
                    uses_up_its_claims(one_of(3, n), server).await;
                    used_up.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        attackers
    };
    // Once, so that all of them have used up what they had, and then while the honest ones come.
    attack(64, 1).join_all().await;
    assert_eq!(used_up.load(Ordering::Relaxed), sources);
    let _attack = attack(64, 1_000);
    let mut took = Vec::new();
    for n in 0..40 {
        let start = tokio::time::Instant::now();
        let claims = async {
            let mut viewer = link(one_of(9, n), server).await?;
            say(&mut viewer, claim(slot)).await;
            loop {
                if let FromSignal::Claimed { claim, .. } = told(&mut sharer).await? {
                    say(&mut sharer, answer(claim, b"answer")).await;
                    return Some(viewer);
                }
            }
        };
        let claimed = timeout(Duration::from_secs(10), claims).await;
        assert!(matches!(claimed, Ok(Some(_))), "claim {n}");
        took.push(start.elapsed());
    }
    took.sort();
    let p95 = took[took.len() * 95 / 100];
    assert!(p95 < Duration::from_secs(2), "{took:?}");
    println!("an honest claim takes {:?}, {p95:?} at the 95th percentile", took[took.len() / 2]);
}

/// A sharer that answers each claim, and admits the first claimant that sends something.
async fn answers(mut sharer: Link) {
    while let Some(message) = told(&mut sharer).await {
        let answers = match message {
            FromSignal::Claimed { claim, .. } => vec![answer(claim, b"answer")],
            FromSignal::Relay { claim: Some(claim), .. } => {
                vec![answer(claim, b"admitted"), verdict(claim, Outcome::Proven)]
            }
            _ => Vec::new(),
        };
        for answer in answers {
            say(&mut sharer, answer).await;
        }
    }
}

/// More addresses than prove at once claim an invitation again and again, and say nothing then.
#[tokio::test(flavor = "multi_thread")]
async fn silent_claims_block_no_invitation() {
    let _turn = TURN.lock().await;
    let (_running, server) = listening(&[]);
    let mut sharer = link(Ipv4Addr::LOCALHOST, server).await.unwrap();
    say(&mut sharer, open(None)).await;
    let Some(FromSignal::Opened { slot, .. }) = told(&mut sharer).await else {
        panic!("the invitation is open")
    };
    let mut tasks = JoinSet::new();
    tasks.spawn(answers(sharer));
    let standing = Arc::new(AtomicU32::new(0));
    for n in 0..u32::try_from(CLAIMS_AT_ONCE).unwrap() + 8 {
        let standing = Arc::clone(&standing);
        tasks.spawn(async move {
            loop {
                let Some(mut link) = link(one_of(4, n), server).await else { continue };
                say(&mut link, claim(slot)).await;
                loop {
                    match told(&mut link).await {
                        Some(FromSignal::Relay { .. }) => standing.fetch_add(1, Ordering::Relaxed),
                        None | Some(FromSignal::PeerGone { .. } | FromSignal::Refused { .. }) => {
                            break;
                        }
                        Some(_) => 0,
                    };
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
    }
    let all_stand = async {
        while (standing.load(Ordering::Relaxed) as usize) < CLAIMS_AT_ONCE {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(Duration::from_secs(10), all_stand).await.expect("the silent ones are answered");
    for n in 0..4 {
        let honest = async {
            let mut viewer = link(one_of(5, n), server).await?;
            say(&mut viewer, claim(slot)).await;
            let FromSignal::ClaimBegun { .. } = told(&mut viewer).await? else { return None };
            let FromSignal::Relay { .. } = told(&mut viewer).await? else { return None };
            if n == 3 {
                say(&mut viewer, relay(b"proof")).await;
                let FromSignal::Relay { .. } = told(&mut viewer).await? else { return None };
            }
            Some(())
        };
        let honest = timeout(Duration::from_secs(2), honest).await;
        assert!(matches!(honest, Ok(Some(()))), "claim {n}: {honest:?}");
    }
}
