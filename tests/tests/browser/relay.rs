//! The relay of the signal server, used by a real Chromium: two connections in one page that may use
//! nothing else.

use std::path::Path;

use alongside_tests::browser::Browser;
use serde_json::json;
use signal_server::{RelayHandle, ServerConfig, TurnOptions, TurnServer};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use super::Turn;

/// A server with HTTPS and a relay on loopback, which ends with the test.
struct Server {
    _runtime: Runtime,
    relay: RelayHandle,
    turn_port: u16,
    https_port: u16,
}

impl Server {
    fn start() -> Self {
        let runtime = Runtime::new().unwrap();
        let _inside = runtime.enter();
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../signal/tests/data");
        let files = (data.join("localhost.pem"), data.join("localhost.key"));
        let tls = signal_server::load_tls(&files.0, &files.1).unwrap();
        let turn =
            TurnServer::bind(TurnOptions::new("127.0.0.1:0".parse().unwrap()), None).unwrap();
        let (relay, turn_port) = (turn.handle(), turn.port().unwrap());
        let config = ServerConfig { turn, ..ServerConfig::default() };
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let https_port = listener.local_addr().unwrap().port();
        runtime.spawn(signal_server::serve_tls(listener, tls, config, std::future::pending()));
        Self { _runtime: runtime, relay, turn_port, https_port }
    }

    /// What one connection of the page is told.
    fn ice_server(&self, url: &str) -> serde_json::Value {
        let grant = self.relay.grant().unwrap();
        json!({ "urls": url, "username": grant.username(), "credential": grant.password() })
    }
}

/// Connects two ends that use relays only, sends a megabyte there and back, and returns what each
/// says of its candidate.
const EXCHANGE: &str = "async (servers) => {
  const ends = servers.map((server) =>
    new RTCPeerConnection({ iceServers: [server], iceTransportPolicy: 'relay' }));
  const [a, b] = ends;
  a.onicecandidate = (event) => event.candidate && b.addIceCandidate(event.candidate);
  b.onicecandidate = (event) => event.candidate && a.addIceCandidate(event.candidate);
  b.ondatachannel = ({ channel }) => {
    channel.onmessage = ({ data }) => channel.send(data); };
  const channel = a.createDataChannel('echo');
  const opened = new Promise((done) => { channel.onopen = done; });
  await a.setLocalDescription();
  await b.setRemoteDescription(a.localDescription);
  await b.setLocalDescription();
  await a.setRemoteDescription(b.localDescription);
  await opened;
  const part = new Uint8Array(16384), parts = 64;
  let left = parts;
  const returned = new Promise((done) => {
    channel.onmessage = () => { left -= 1; if (left === 0) done(); }; });
  for (let n = 0; n < parts; n += 1) channel.send(part);
  await returned;
  const candidates = [];
  for (const end of ends) {
    const stats = await end.getStats();
    for (const pair of stats.values()) {
      if (pair.type === 'candidate-pair' && pair.nominated) {
        const local = stats.get(pair.localCandidateId);
        candidates.push(local.candidateType + ' ' + local.relayProtocol);
      }
    }
    end.close();
  }
  return candidates; }";

#[test]
fn chromium_uses_the_relay_over_udp_tcp_and_tls() {
    let _turn = Turn::take();
    let server = Server::start();
    let mut browser = Browser::with(&["--ignore-certificate-errors"]);
    browser.open(&format!("https://localhost:{}/healthz", server.https_port));
    let (turn, https) = (server.turn_port, server.https_port);
    for (url, protocol) in [
        (format!("turn:127.0.0.1:{turn}?transport=udp"), "udp"),
        (format!("turn:127.0.0.1:{turn}?transport=tcp"), "tcp"),
        (format!("turns:localhost:{https}?transport=tcp"), "tls"),
    ] {
        let servers = json!([server.ice_server(&url), server.ice_server(&url)]);
        let exchange = format!(
            "Promise.race([({EXCHANGE})({servers}),
               new Promise((done) => setTimeout(done, 30000, ['too late']))])"
        );
        let relayed = format!("relay {protocol}");
        assert_eq!(browser.eval(&exchange), json!([relayed, relayed]), "{url}");
    }
}
