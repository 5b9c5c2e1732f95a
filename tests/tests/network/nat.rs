//! Each kind of router does what its name says: measured as RFC 5780 does, with plain UDP. And two networks
//! reach each other exactly where [`Pair::best`] says so.

use std::net::{SocketAddr, TcpStream, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use alongside_tests::clock::now;
use alongside_tests::networks::{
    Asked, Best, Computer, Family, Firewall, Home, Hosting, Internet, Nat, PROXY_PASSWORD,
    PROXY_USER, Pair, SERVER, SERVER_TOO, SERVER_V6,
};

/// How long an answer may take. Round trips take 10 and 20 ms.
const ANSWER: Duration = Duration::from_millis(500);

/// What mapping or filtering depends on (RFC 4787 §4.1, §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dependence {
    Nothing,
    Address,
    AddressAndPort,
}

/// UDP sockets on the server that answer with the address a packet came from: from where it was received,
/// from another port, or from another address.
struct Echo {
    addresses: [SocketAddr; 3],
    sockets: Arc<[UdpSocket; 3]>,
    is_closed: Arc<AtomicBool>,
}

/// Which socket is to answer.
const SAME: u8 = 0;
const OTHER_PORT: u8 = 1;
const OTHER_ADDRESS: u8 = 2;

impl Echo {
    fn new(internet: &Internet) -> Self {
        Self::on(internet, [SERVER, SERVER, SERVER_TOO].map(|host| format!("{host}:0")))
    }

    fn on(internet: &Internet, addresses: [String; 3]) -> Self {
        let sockets = internet.server().enter(|| addresses.map(|address| socket(&address)));
        let sockets = Arc::new(sockets);
        let is_closed = Arc::new(AtomicBool::new(false));
        for number in 0..3_usize {
            let (sockets, is_closed) = (Arc::clone(&sockets), Arc::clone(&is_closed));
            std::thread::spawn(move || {
                let mut packet = [0; 64];
                while !is_closed.load(Ordering::Relaxed) {
                    let Ok((1, from)) = sockets[number].recv_from(&mut packet) else { continue };
                    let by = if packet[0] == SAME { number } else { usize::from(packet[0]) };
                    let _ = sockets[by].send_to(from.to_string().as_bytes(), from);
                }
            });
        }
        let addresses = [0, 1, 2].map(|n| sockets[n].local_addr().unwrap());
        Self { addresses, sockets, is_closed }
    }

    /// The address from which socket number `to` sees this socket send.
    #[track_caller]
    fn sees(&self, to: usize, socket: &UdpSocket) -> SocketAddr {
        // Something may be lost on a machine that is busy.
        let seen = (0..10).find_map(|_| self.try_sees(to, socket));
        seen.expect("an answer to what was asked")
    }

    /// The same where there may be no answer.
    fn try_sees(&self, to: usize, socket: &UdpSocket) -> Option<SocketAddr> {
        socket.send_to(&[SAME], self.addresses[to]).ok()?;
        self.answer_of(to, socket)
    }

    /// Whether an answer to a question to socket 0 comes through when socket number `by` gives it.
    fn comes_through(&self, by: u8, socket: &UdpSocket) -> bool {
        self.sees(0, socket);
        socket.send_to(&[by], self.addresses[0]).unwrap();
        // The answer to this comes behind the other one.
        socket.send_to(&[SAME], self.addresses[0]).unwrap();
        let mut packet = [0; 64];
        loop {
            let (_, from) = socket.recv_from(&mut packet).expect("the second answer");
            if from == self.addresses[usize::from(by)] {
                return true;
            }
            if from == self.addresses[0] {
                return false;
            }
        }
    }

    /// The next answer of a socket of ours.
    fn answer_of(&self, number: usize, socket: &UdpSocket) -> Option<SocketAddr> {
        let mut packet = [0; 64];
        // Late answers of others may come before it.
        loop {
            let (bytes, from) = socket.recv_from(&mut packet).ok()?;
            let seen = std::str::from_utf8(&packet[..bytes]).ok()?.parse();
            if let (Ok(seen), true) = (seen, from == self.addresses[number]) {
                return Some(seen);
            }
        }
    }
}

impl Drop for Echo {
    fn drop(&mut self) {
        self.is_closed.store(true, Ordering::Relaxed);
    }
}

fn socket(address: &str) -> UdpSocket {
    let socket = UdpSocket::bind(address).unwrap_or_else(|error| panic!("{address}: {error}"));
    socket.set_read_timeout(Some(ANSWER)).unwrap();
    socket
}

fn socket_at(computer: &Computer) -> UdpSocket {
    computer.enter(|| socket("0.0.0.0:0"))
}

/// The mapping (RFC 5780 §4.3) and the filtering (§4.4) of a computer's network.
fn measure(computer: &Computer, echo: &Echo) -> (Dependence, Dependence) {
    let one = socket_at(computer);
    let [here, other_port, other_address] = [0, 1, 2].map(|to| echo.sees(to, &one));
    let mapping = if here != other_port {
        Dependence::AddressAndPort
    } else if here != other_address {
        Dependence::Address
    } else {
        Dependence::Nothing
    };
    // Another socket, which sends to one address and port alone.
    let another = socket_at(computer);
    let filtering = if echo.comes_through(OTHER_ADDRESS, &another) {
        Dependence::Nothing
    } else if echo.comes_through(OTHER_PORT, &another) {
        Dependence::Address
    } else {
        Dependence::AddressAndPort
    };
    (mapping, filtering)
}

#[test]
fn each_nat_maps_and_filters_as_its_name_says() {
    use Dependence::{Address, AddressAndPort, Nothing};
    let internet = Internet::new(Hosting::Public);
    let echo = Echo::new(&internet);
    for (home, expected) in [
        (Home::behind(Nat::None), (Nothing, Nothing)),
        (Home::behind(Nat::FullCone), (Nothing, Nothing)),
        (Home::behind(Nat::AddressRestricted), (Nothing, Address)),
        (Home::behind(Nat::PortRestricted), (Nothing, AddressAndPort)),
        (Home::behind(Nat::Symmetric), (AddressAndPort, AddressAndPort)),
        (Home::behind_two(Nat::FullCone, Nat::FullCone), (Nothing, Nothing)),
        (Home::behind_two(Nat::PortRestricted, Nat::FullCone), (Nothing, AddressAndPort)),
        (Home::behind_two(Nat::FullCone, Nat::PortRestricted), (Nothing, AddressAndPort)),
        (Home::behind_two(Nat::PortRestricted, Nat::Symmetric), (AddressAndPort, AddressAndPort)),
    ] {
        let computer = Computer::new("computer", &internet, home);
        assert_eq!(measure(&computer, &echo), expected, "{home:?}");
        let seen = echo.sees(0, &socket_at(&computer));
        let local = computer.enter(|| local_address(SERVER));
        assert_eq!(seen.ip() == local.ip(), home.nat == Nat::None, "{home:?}: {seen} for {local}");
    }
}

/// The address from which a computer sends to this host.
fn local_address(host: &str) -> SocketAddr {
    let any = if host.contains(':') { "[::]:0" } else { "0.0.0.0:0" };
    let socket = UdpSocket::bind(any).unwrap();
    socket.connect((host, 9)).unwrap();
    socket.local_addr().unwrap()
}

#[test]
fn what_comes_unasked_does_not_change_a_mapping() {
    let internet = Internet::new(Hosting::Public);
    let echo = Echo::new(&internet);
    for nat in [Nat::FullCone, Nat::AddressRestricted, Nat::PortRestricted] {
        let computer = Computer::new("computer", &internet, Home::behind(nat));
        let ours = socket_at(&computer);
        let mapped = echo.sees(0, &ours);
        echo.sockets[2].send_to(b"unasked", mapped).unwrap();
        std::thread::sleep(Duration::from_millis(50));
        assert_eq!(echo.sees(2, &ours), mapped, "{nat:?}");
    }
}

/// Whether two sockets reach each other when each knows where the server saw the other one, as in ICE
/// (RFC 8445): both send, and answer to where something came from.
fn meet(sockets: [&UdpSocket; 2], seen: [SocketAddr; 2], patience: Duration) -> bool {
    let mut towards = [vec![seen[1]], vec![seen[0]]];
    let mut is_answered = [false; 2];
    let begun = now();
    while begun.elapsed() < patience {
        for end in 0..2 {
            for to in &towards[end] {
                // 2 says that something was received.
                let word = if towards[end].len() > 1 { 2 } else { 1 };
                let _ = sockets[end].send_to(&[word], to);
            }
            let mut packet = [0; 64];
            while let Ok((bytes, from)) = sockets[end].recv_from(&mut packet) {
                if bytes == 1 {
                    is_answered[end] |= packet[0] == 2;
                    // A second one even where it is the same: it marks that something came.
                    if towards[end].len() < 2 || !towards[end].contains(&from) {
                        towards[end].push(from);
                    }
                }
            }
        }
        if is_answered == [true; 2] {
            return true;
        }
    }
    false
}

#[test]
fn two_networks_reach_each_other_where_the_table_says_so() {
    let internet = Internet::new(Hosting::Public);
    let echo = Echo::new(&internet);
    let homes = [
        Home::behind(Nat::None),
        Home::behind(Nat::FullCone),
        Home::behind(Nat::AddressRestricted),
        Home::behind(Nat::PortRestricted),
        Home::behind(Nat::Symmetric),
        Home::behind_two(Nat::PortRestricted, Nat::PortRestricted),
        Home::behind_two(Nat::PortRestricted, Nat::Symmetric),
    ];
    let at = |role| homes.map(|home| (home, Computer::new(role, &internet, home)));
    let (users, helpers) = (at("user"), at("helper"));
    let mut wrong = Vec::new();
    for (number, (user, users)) in users.iter().enumerate() {
        // The other way round it is the same.
        for (helper, helpers) in &helpers[number..] {
            let sockets = [socket_at(users), socket_at(helpers)];
            let seen = [0, 1].map(|end| echo.sees(0, &sockets[end]));
            for socket in &sockets {
                socket.set_read_timeout(Some(Duration::from_millis(10))).unwrap();
            }
            let best = Pair { user: *user, helper: *helper }.best();
            // What is expected may take longer on a machine that is busy.
            let patience = if best == Best::Direct { 5_000 } else { 600 };
            let patience = Duration::from_millis(patience);
            let met = meet([&sockets[0], &sockets[1]], seen, patience);
            if met != (best == Best::Direct) {
                wrong.push(format!("{user:?} and {helper:?}: {met}, the table says {best:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_firewall_lets_out_what_it_says() {
    let internet = Internet::new(Hosting::Public);
    let echo = Echo::new(&internet);
    let [https, other] = [443, 8443].map(|port| (SERVER, port));
    let _listeners = internet
        .server()
        .enter(|| [https, other].map(|address| std::net::TcpListener::bind(address).unwrap()));
    for (firewall, udp, tcp_443, tcp_other) in [
        (Firewall::Open, true, true, true),
        (Firewall::UdpDropped, false, true, true),
        (Firewall::UdpRejected, false, true, true),
        (Firewall::Only443, false, true, false),
        (Firewall::Proxy, false, false, false),
    ] {
        let computer = Computer::new("computer", &internet, Home::with(firewall));
        assert_eq!(echo.try_sees(0, &socket_at(&computer)).is_some(), udp, "{firewall:?}");
        for (address, passes) in [(https, tcp_443), (other, tcp_other)] {
            let address = format!("{}:{}", address.0, address.1).parse().unwrap();
            let connected = computer.enter(|| TcpStream::connect_timeout(&address, ANSWER));
            assert_eq!(connected.is_ok(), passes, "{firewall:?}: {address}");
        }
    }
}

#[test]
fn rejected_udp_is_an_error_at_once_and_dropped_udp_is_none() {
    let internet = Internet::new(Hosting::Public);
    let echo = Echo::new(&internet);
    for (firewall, is_told) in [(Firewall::UdpRejected, true), (Firewall::UdpDropped, false)] {
        let computer = Computer::new("computer", &internet, Home::with(firewall));
        let socket = socket_at(&computer);
        socket.connect(echo.addresses[0]).unwrap();
        socket.send(&[SAME]).unwrap();
        let error = socket.recv(&mut [0; 64]).unwrap_err();
        let timed_out = error.kind() == std::io::ErrorKind::WouldBlock;
        assert_eq!(timed_out, !is_told, "{firewall:?}: {error}");
    }
}

#[test]
fn a_proxy_connects_to_https_alone_and_asks_for_the_password() {
    use std::io::{Read as _, Write as _};
    let internet = Internet::new(Hosting::Public);
    let listener = internet.server().enter(|| std::net::TcpListener::bind((SERVER, 443)).unwrap());
    let computer = Computer::new("computer", &internet, Home::with(Firewall::ProxyWithPassword));
    let mut stream = computer.enter(|| TcpStream::connect("192.168.1.1:3128").unwrap());
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut ask = |header: &str| {
        write!(stream, "CONNECT {SERVER}:443 HTTP/1.1\r\n{header}\r\n").unwrap();
        let mut answer = [0; 1024];
        let bytes = stream.read(&mut answer).unwrap();
        String::from_utf8_lossy(&answer[..bytes]).into_owned()
    };
    assert!(ask("").starts_with("HTTP/1.1 407 "));
    use base64::Engine as _;
    let both = format!("{PROXY_USER}:{PROXY_PASSWORD}");
    let both = base64::engine::general_purpose::STANDARD.encode(both);
    assert!(ask(&format!("Proxy-Authorization: Basic {both}\r\n")).starts_with("HTTP/1.1 200 "));
    let (mut server, _) = listener.accept().unwrap();
    server.write_all(b"hello").unwrap();
    let mut hello = [0; 5];
    stream.read_exact(&mut hello).unwrap();
    assert_eq!(&hello, b"hello");
    let target = format!("{SERVER}:443");
    let expected = [407, 200].map(|status| Asked { target: target.clone(), status });
    assert_eq!(computer.proxy().unwrap().asked(), expected);
}

#[test]
fn ipv6_lets_in_answers_only_where_ipv4_is_translated() {
    let internet = Internet::new(Hosting::Public);
    let echo = Echo::on(&internet, [SERVER_V6; 3].map(|host| format!("[{host}]:0")));
    for (nat, expected) in
        [(Nat::None, Dependence::Nothing), (Nat::PortRestricted, Dependence::AddressAndPort)]
    {
        let home = Home::behind(nat).family(Family::V6);
        let computer = Computer::new("computer", &internet, home);
        let ours = computer.enter(|| socket("[::]:0"));
        let seen = echo.sees(0, &ours);
        let local = computer.enter(|| local_address(SERVER_V6));
        assert_eq!(seen.ip(), local.ip(), "nothing is translated");
        let passes = echo.comes_through(OTHER_PORT, &ours);
        assert_eq!(passes, expected == Dependence::Nothing, "{nat:?}");
        let v4 = computer.enter(|| socket("0.0.0.0:0").send_to(b"x", (SERVER, 9)));
        assert!(v4.is_err(), "there is no IPv4");
    }
}

#[test]
fn a_server_in_a_cloud_is_reached_at_an_address_that_it_does_not_have() {
    let internet = Internet::new(Hosting::Cloud);
    let listener = internet.server().enter(|| std::net::TcpListener::bind("0.0.0.0:443").unwrap());
    let computer = Computer::new("computer", &internet, Home::behind(Nat::PortRestricted));
    let address = format!("{SERVER}:443").parse().unwrap();
    let connect = || TcpStream::connect_timeout(&address, ANSWER);
    computer.enter(connect).expect("from outside it is reached");
    let (accepted, _) = listener.accept().unwrap();
    assert_ne!(accepted.local_addr().unwrap().ip().to_string(), SERVER);
    assert!(internet.server().enter(connect).is_err(), "not from inside");
}

#[test]
fn nothing_is_left_after_a_test_that_fails() {
    let here = || {
        let names = std::fs::read_dir("/run/netns").unwrap().flatten();
        let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let ours = format!("alongside-{}-", std::process::id());
        names.filter(|name| name.starts_with(&ours) && name.ends_with("-doomed")).count()
    };
    let fails = || {
        let internet = Internet::new(Hosting::Public);
        let _computer = Computer::new("doomed", &internet, Home::with(Firewall::Proxy));
        assert_eq!(here(), 1);
        // Unlike a panic it prints nothing.
        std::panic::resume_unwind(Box::new("the test fails"));
    };
    std::panic::catch_unwind(fails).unwrap_err();
    assert_eq!(here(), 0);
}

#[test]
fn a_computer_that_moves_has_another_address_and_a_cut_wire_carries_nothing() {
    let internet = Internet::new(Hosting::Public);
    let echo = Echo::new(&internet);
    let mut computer = Computer::new("computer", &internet, Home::behind(Nat::PortRestricted));
    let before = echo.sees(0, &socket_at(&computer));
    computer.cut();
    assert_eq!(echo.try_sees(0, &socket_at(&computer)), None);
    computer.mend();
    echo.sees(0, &socket_at(&computer));
    computer.moves(&internet, Home::behind(Nat::Symmetric));
    let after = echo.sees(0, &socket_at(&computer));
    assert_ne!(before.ip(), after.ip());
}
