//! What is never logged.

use std::io;
use std::sync::{Arc, Mutex};

use protocol::signal::{FromSignal, Outcome};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt as _;

use crate::rig::{
    Client, Server, answer, claim, claim_at, look, open, relay, relayed, shows, slot, verdict,
    waiting, watch,
};

#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl io::Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Buffer {
    type Writer = Self;
    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Everything runs on the thread of this test, so that its subscriber receives all events.
#[tokio::test]
async fn no_log_line_holds_a_slot_a_tag_a_card_an_address_a_token_or_a_body() {
    let log = Buffer::default();
    let lines =
        tracing_subscriber::fmt::layer().with_writer(log.clone()).without_time().with_ansi(false);
    let targets = Targets::new().with_target("signal_server", tracing::Level::TRACE);
    let subscriber = tracing_subscriber::registry().with(targets).with(lines);
    let guard = tracing::subscriber::set_default(subscriber);

    let trusted_proxies = vec!["127.0.0.1".parse().unwrap()];
    let server =
        Server::start_with(signal_server::ServerConfig { trusted_proxies, ..Default::default() })
            .await;
    let from = [("x-forwarded-for", "198.51.100.77")];
    let mut sharer = Client::connect_with(&server, &from).await.unwrap();
    sharer.send(open(Some(slot(8_675_309)))).await;
    assert!(matches!(sharer.receive().await, FromSignal::Opened { .. }));
    let mut viewer = Client::connect_with(&server, &from).await.unwrap();
    viewer.send(claim(slot(8_675_309))).await;
    let wrong = sharer.is_claimed().await;
    sharer.send(verdict(wrong, Outcome::WrongCode)).await;
    assert!(matches!(viewer.receive().await, FromSignal::Refused { .. }));
    viewer.send(claim(slot(8_675_309))).await;
    let right = sharer.is_claimed().await;
    sharer.send(verdict(right, Outcome::Proven)).await;
    sharer.send(answer(right, b"secret")).await;
    assert_eq!(viewer.receive().await, relayed(b"secret"));
    let mut known = Client::connect_with(&server, &from).await.unwrap();
    known.waits_at(vec![shows(0xc7, 'T')]).await;
    let mut page = Client::connect_with(&server, &from).await.unwrap();
    page.send(look([0xc7])).await;
    assert!(matches!(page.receive().await, FromSignal::Watched { .. }));
    page.send(watch([0xc7])).await;
    assert_eq!(page.receive().await, waiting(0xc7, "T"));
    assert!(matches!(known.receive().await, FromSignal::Watched { .. }));
    let mut stranger = Client::connect_with(&server, &from).await.unwrap();
    stranger.send(claim_at(0xc7)).await;
    let number = known.is_claimed().await;
    known.send(verdict(number, Outcome::Stranger)).await;
    assert!(matches!(stranger.receive().await, FromSignal::Refused { .. }));
    assert!(Client::connect_with(&server, &[("origin", "http://evil.example")]).await.is_err());
    let mut foul = Client::connect(&server).await;
    foul.send(relay(b"secret")).await;
    foul.close_code().await;
    server.stop().await.unwrap().unwrap();
    drop(guard);

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for expected in [
        "opened",
        "claimed",
        "wrong code",
        "proven",
        "looked",
        "a page watches",
        "stranger",
        "another origin",
        "stopping",
    ] {
        assert!(log.contains(expected), "no {expected} in\n{log}");
    }
    for secret in [
        "8675309", "198.51", "127.0.0", "5ec12e7", "secret", "c2VjcmV0", "evil", "c7c7",
        "199, 199", "AAAA", "0, 0, 0",
    ] {
        assert!(!log.contains(secret), "{secret} in\n{log}");
    }
}
