//! `--map-port`: a router that speaks UPnP, PCP or NAT-PMP is asked for a port, and gets it back. The router runs
//! miniupnpd.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use alongside_tests::namespace::Namespace;
use alongside_tests::networks::{
    Computer, Home, Lease, Mapping, Nat, Networks, PATIENCE, Pair, SERVER, Session,
};
use serde_json::{Value, json};

use super::{seconds, turn};

/// What a mapping is leased for, at most.
const LEASE: Duration = Duration::from_secs(20 * 60);

/// Where searches of UPnP go.
const SSDP: Ipv4Addr = Ipv4Addr::new(239, 255, 255, 250);

/// Counts what comes to the router at the ports of UPnP, PCP and NAT-PMP.
const COUNT: &str = "table inet count {
    counter asked {}
    chain itself {
        type filter hook input priority filter - 10;
        iifname \"lan\" udp dport { 1900, 5351 } counter name asked
    }
}";

/// Loses the first two requests for a port by PCP, with their 60 bytes. The third one comes after 0.75 s.
const SLOW: &str = "table inet slow {
    chain itself {
        type filter hook input priority filter - 10;
        iifname \"lan\" udp dport 5351 udp length 68 quota until 200 bytes drop
    }
}";

/// The User in an office whose router maps ports so, and the Helper in one whose router does not.
fn offices(mapping: Mapping) -> Networks {
    let office = Home::behind(Nat::Symmetric);
    Networks::new(Pair { user: office.mapping(mapping), helper: office })
}

#[track_caller]
fn connect(net: &Networks, options: &[&str]) -> Session {
    match net.attempt(options, PATIENCE) {
        Ok(session) => session,
        Err(failure) => panic!("{} between {:?}", failure.failed, net.pair()),
    }
}

fn leases(user: &Computer) -> Vec<Lease> {
    user.mappings().expect("the router maps ports").leases()
}

/// What the router translates, as the kernel knows it.
fn translated(user: &Computer) -> String {
    user.router().nft_list("chain inet miniupnpd mapped").expect("the chain of miniupnpd")
}

/// Asserts that a session is direct by the one port that the router has mapped for it, until it is done.
#[track_caller]
fn is_direct_by_a_port(net: &Networks, session: &mut Session) -> Lease {
    assert_eq!(session.path_within(seconds(8), "direct"), "direct");
    // Until a moment ago the picture went through the server.
    let _ = net.see(session, seconds(1));
    let (seen, through_the_server) = net.see(session, seconds(1));
    assert!(!through_the_server && seen.fps() >= 10.0, "{} frames/s", seen.fps());
    let leases = leases(&net.user);
    let [lease] = leases.as_slice() else { panic!("one port: {leases:?}") };
    let left = lease.left.unwrap_or_else(|| panic!("it ends by itself: {lease:?}"));
    assert!(left <= LEASE && left > LEASE / 2, "{lease:?}");
    let chain = translated(&net.user);
    assert!(chain.contains(&format!("dport {}", lease.external_port)), "{chain}");
    lease.clone()
}

#[test]
fn two_offices_connect_directly_by_a_port_that_upnp_opens_until_the_user_quits() {
    let _turn = turn();
    let net = offices(Mapping::Upnp);
    let mut session = connect(&net, &["--map-port"]);
    let lease = is_direct_by_a_port(&net, &mut session);
    assert_eq!(lease.description, "Alongside");
    session.sharer.send_command("disconnect");
    assert!(session.sharer.ended().success());
    assert_eq!(leases(&net.user), [], "it is closed when the program has ended");
    let chain = translated(&net.user);
    assert!(!chain.contains("dport"), "{chain}");
}

/// With local ports of the User's choice, and a router that takes long: the session does not stay on the relay that it could
/// have had before.
#[test]
fn two_offices_connect_directly_by_a_port_that_pcp_opens_and_that_ends_after_a_crash() {
    let _turn = turn();
    let net = offices(Mapping::Pcp);
    net.user.router().nft(SLOW);
    let mut session = connect(&net, &["--map-port", "--udp-ports", "50000-50009"]);
    let before = is_direct_by_a_port(&net, &mut session);
    let (_, port) = before.local.rsplit_once(':').unwrap();
    assert!((50_000..=50_009).contains(&port.parse::<u16>().unwrap()), "{before:?}");
    session.sharer.running.kill();
    let leases = leases(&net.user);
    let [after] = leases.as_slice() else { panic!("nobody has closed it: {leases:?}") };
    let left = after.left.expect("an end");
    assert!(left <= before.left.expect("an end"), "it is not renewed: {before:?}, {after:?}");
}

#[test]
fn without_the_option_no_router_is_asked_and_two_offices_use_the_relay() {
    let _turn = turn();
    let net = offices(Mapping::All);
    net.user.router().nft(COUNT);
    let mut session = connect(&net, &[]);
    assert_eq!(session.path(), "relay");
    session.see(seconds(1));
    assert_eq!(leases(&net.user), []);
    assert_eq!(asked(&net.user), 0);
    // So that this counts what would be asked.
    net.doctor(&["--map-port"]);
    assert!(asked(&net.user) > 0);
}

/// How many packets of [`COUNT`] there were.
fn asked(user: &Computer) -> u64 {
    let counter = user.router().nft_list("counter inet count asked").expect("the counter");
    let mut words = counter.split_whitespace().skip_while(|word| *word != "packets");
    words.nth(1).and_then(|count| count.parse().ok()).unwrap_or_else(|| panic!("{counter}"))
}

/// What the doctor says about the router with `--map-port`.
fn port_mapping(net: &Networks) -> Value {
    let (report, status) = net.doctor(&["--map-port"]);
    assert_eq!(status, Some(0), "a session works without a port: {report:#}");
    let checks = report["checks"].as_array().unwrap();
    checks.iter().find(|check| check["id"] == "port_mapping").unwrap().clone()
}

#[test]
fn the_doctor_opens_a_port_and_closes_it_again() {
    let _turn = turn();
    for mapping in [Mapping::Upnp, Mapping::Pcp] {
        let net = offices(mapping);
        let check = port_mapping(&net);
        assert_eq!(check["ok"], json!(true), "{mapping:?}: {check:#}");
        assert_eq!(leases(&net.user), [], "{mapping:?}");
        assert!(!translated(&net.user).contains("dport"), "{mapping:?}");
    }
}

/// A port behind a carrier's NAT cannot be reached. miniupnpd refuses to open one there.
#[test]
fn a_router_behind_a_carrier_is_asked_in_vain() {
    let _turn = turn();
    let home = Home::behind_two(Nat::PortRestricted, Nat::PortRestricted);
    let net = Networks::new(Pair { user: home.mapping(Mapping::All), helper: Home::public() });
    let check = port_mapping(&net);
    assert_eq!(check["ok"], json!(false), "{check:#}");
    assert!(!translated(&net.user).contains("dport"));
}

/// Something in the User's network that answers each search, with a LOCATION of its choice.
struct Answering {
    searches: Arc<AtomicUsize>,
    is_over: Arc<AtomicBool>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Answering {
    /// Answers from an address, which may be that of the router.
    fn at(network: &Namespace, address: Ipv4Addr, locations: Vec<String>) -> Self {
        let bind = |to| network.enter(|| UdpSocket::bind((to, 1900))).expect("a free port");
        let (searched, answering) = (bind(SSDP), bind(address));
        searched.join_multicast_v4(&SSDP, &address).expect("a group");
        searched.set_read_timeout(Some(Duration::from_millis(20))).expect("a time-out");
        let (searches, is_over) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let (counted, ends) = (Arc::clone(&searches), Arc::clone(&is_over));
        let thread = std::thread::spawn(move || {
            let mut search = [0; 1_500];
            while !ends.load(Ordering::Relaxed) {
                let Ok((_, from)) = searched.recv_from(&mut search) else { continue };
                for location in &locations {
                    let answer = format!(
                        "HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=120\r\nLOCATION: {location}\r\n\
                         ST: urn:schemas-upnp-org:device:InternetGatewayDevice:1\r\nUSN: uuid:0\r\n\r\n"
                    );
                    answering.send_to(answer.as_bytes(), from).expect("an answer is sent");
                }
                counted.fetch_add(1, Ordering::Relaxed);
            }
        });
        Self { searches, is_over, thread: Some(thread) }
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        let _ = self.thread.take().map(std::thread::JoinHandle::join);
    }
}

/// A web server that counts its visitors, and has nothing for them. Returns its URL and the count.
fn visited(network: &Namespace, address: Ipv4Addr) -> (String, Arc<AtomicUsize>) {
    let listener = network.enter(|| TcpListener::bind((address, 0))).expect("a free port");
    let url = format!("http://{}/description.xml", listener.local_addr().expect("an address"));
    let visits = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&visits);
    // It ends with the process; its namespace is gone by then.
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::Relaxed);
            let _ = stream.read(&mut [0; 1_500]);
            let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        }
    });
    (url, visits)
}

#[test]
fn an_answer_to_a_search_leads_nowhere_but_to_the_router_itself() {
    let _turn = turn();
    let net = offices(Mapping::None);
    let router = net.user.router();
    let [own, strange] = [Ipv4Addr::new(192, 168, 1, 1), Ipv4Addr::new(192, 168, 1, 66)];
    // As far as the User's computer can tell, another computer of its network.
    router.ip("address add 192.168.1.66/24 dev lan");
    let (to_router, at_router) = visited(router, own);
    let (to_stranger, at_stranger) = visited(router, strange);
    let (to_itself, at_itself) = visited(net.user.namespace(), Ipv4Addr::LOCALHOST);
    let count = |visits: &Arc<AtomicUsize>| visits.load(Ordering::Relaxed);

    // A stranger names itself and the router; the router names others.
    let of_stranger = vec![to_stranger.clone(), to_router.clone()];
    let of_router = vec![to_stranger, to_itself, format!("http://{SERVER}/description.xml")];
    for (address, locations) in [(strange, of_stranger), (own, of_router)] {
        let answering = Answering::at(router, address, locations);
        let check = port_mapping(&net);
        assert!(check["text"].as_str().unwrap().contains("does not answer"), "{check:#}");
        assert!(answering.searches.load(Ordering::Relaxed) > 0, "it was asked");
        let visits = [&at_router, &at_stranger, &at_itself].map(count);
        assert_eq!(visits, [0, 0, 0], "visits after the answers of {address}");
    }
    // What the router says of itself is read.
    let _answering = Answering::at(router, own, vec![to_router]);
    port_mapping(&net);
    assert!(count(&at_router) > 0);
}
