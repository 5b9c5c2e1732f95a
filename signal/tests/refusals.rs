//! What the server refuses.

use protocol::limits::{BODY_BYTES, RELAYED_BODIES, SIGNAL_MESSAGE_BYTES};
use protocol::signal::{FromSignal, Outcome, Refusal, ToSignal};
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::rig::{
    Client, Server, answer, body, claim, gone, gone_of, proving, relay, relayed, relayed_of, slot,
    verdict,
};

#[tokio::test]
async fn a_page_of_another_origin_is_refused_with_a_sentence() {
    let server = Server::start().await;
    for origin in ["http://evil.example", "null", "http://127.0.0.1:1"] {
        match Client::connect_with(&server, &[("origin", origin)]).await {
            Err(Error::Http(answer)) => {
                assert_eq!(answer.status(), 403);
                let sentence = String::from_utf8(answer.body().clone().unwrap_or_default());
                assert!(sentence.unwrap().contains("Only the page of this server"));
            }
            Err(other) => panic!("expected 403, got {other:?}"),
            Ok(_) => panic!("{origin} was let in"),
        }
    }
    let own = format!("http://{}", server.address);
    let mut page = Client::connect_with(&server, &[("origin", &own)]).await.unwrap();
    page.opens().await;
    assert_eq!(server.metric("alongside_foreign_origins_total").await, 3);
}

#[tokio::test]
async fn the_configured_public_url_is_an_own_origin() {
    let public_url = Some("https://help.example.org".parse().unwrap());
    let config = signal_server::ServerConfig { public_url, ..Default::default() };
    let server = Server::start_with(config).await;
    let origin = [("origin", "https://help.example.org")];
    let mut page = Client::connect_with(&server, &origin).await.unwrap();
    page.opens().await;
}

#[tokio::test]
async fn what_is_no_message_closes_the_connection() {
    let server = Server::start().await;
    for nonsense in [
        Message::text("hello"),
        Message::text(r#"{"type":"open","version":1}"#),
        Message::text(r#"{"type":"revoke","also":1}"#),
        Message::binary(vec![1, 2, 3]),
        Message::text(ToSignal::Revoke {}.encode()),
    ] {
        let mut client = Client::connect(&server).await;
        client.send_raw(nonsense).await.unwrap();
        assert_eq!(client.receive().await, FromSignal::Refused { reason: Refusal::Protocol });
        assert_eq!(client.close_code().await, Some(1002));
    }
}

#[tokio::test]
async fn a_message_that_is_too_large_closes_the_connection_of_its_sender_alone() {
    let server = Server::start().await;
    let (mut sharer, mut viewer, number) = proving(&server).await;
    let huge = Message::text("x".repeat(SIGNAL_MESSAGE_BYTES + 1));
    // The server may have closed the connection before all of it was written.
    let _ = viewer.send_raw(huge).await;
    assert!(matches!(viewer.close_code().await, Some(1002) | None));
    assert_eq!(sharer.receive().await, gone_of(number));
    let mut next = Client::connect(&server).await;
    next.opens().await;
}

#[tokio::test]
async fn a_client_that_does_not_read_is_dropped_and_the_others_do_not_notice() {
    let server = Server::start().await;
    let mut sleeper = Client::connect_with_small_buffer(&server).await;
    let slot = sleeper.opens().await;
    let mut viewer = Client::connect(&server).await;
    viewer.send(claim(slot)).await;
    let number = sleeper.is_claimed().await;
    sleeper.send(verdict(number, Outcome::Proven)).await;
    let (mut other_sharer, mut other_viewer, other) = proving(&server).await;
    other_sharer.send(verdict(other, Outcome::Proven)).await;

    let large = vec![7; BODY_BYTES];
    for n in 0..RELAYED_BODIES {
        viewer.send(relay(&large)).await;
        if n % 16 == 0 {
            other_viewer.send(relay(b"still here")).await;
            assert_eq!(other_sharer.receive().await, relayed_of(other, b"still here"));
            // What it sends for much longer than its claim lasts is a fault of its own.
            if server.metric("alongside_slow_clients_total").await == 1 {
                break;
            }
        }
    }
    assert_eq!(viewer.receive().await, gone());
    assert_eq!(server.metric("alongside_slow_clients_total").await, 1);
    other_sharer.send(answer(other, b"to the end")).await;
    assert_eq!(other_viewer.receive().await, relayed(b"to the end"));
}

#[tokio::test]
async fn claims_are_throttled_by_address() {
    let server = Server::start().await;
    claim_until_refused(&server, "192.0.2.1").await;
    // Only a trusted proxy may name another address.
    let mut other =
        Client::connect_with(&server, &[("x-forwarded-for", "192.0.2.2")]).await.unwrap();
    other.send(claim(slot(1))).await;
    assert_eq!(other.receive().await, FromSignal::Refused { reason: Refusal::RateLimited });
    assert_eq!(other.close_code().await, Some(1008));
}

#[tokio::test]
async fn a_trusted_proxy_says_whose_claims_they_are() {
    let trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    let config = signal_server::ServerConfig { trusted_proxies, ..Default::default() };
    let server = Server::start_with(config).await;
    claim_until_refused(&server, "192.0.2.1").await;
    for (forwarded, expected) in [
        ("192.0.2.2", Refusal::Unknown),
        ("192.0.2.1", Refusal::RateLimited),
        ("192.0.2.3, 192.0.2.1", Refusal::RateLimited),
    ] {
        let header = [("x-forwarded-for", forwarded)];
        let mut client = Client::connect_with(&server, &header).await.unwrap();
        client.send(claim(slot(1))).await;
        let refused = FromSignal::Refused { reason: expected };
        assert_eq!(client.receive().await, refused, "{forwarded}");
    }
}

/// A line of the header that is not ASCII was left out, so that what the client had written before it was
/// believed.
#[tokio::test]
async fn a_forwarded_address_that_is_no_text_does_not_bring_up_what_the_client_wrote() {
    let trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    let config = signal_server::ServerConfig { trusted_proxies, ..Default::default() };
    let server = Server::start_with(config).await;
    claim_until_refused(&server, "192.0.2.1").await;
    // The proxy has appended the client's address to the last line of the client.
    for last in ["\u{ff}, 192.0.2.1", "192.0.2.9\u{ff},192.0.2.1"] {
        let headers = [("x-forwarded-for", "192.0.2.9"), ("x-forwarded-for", last)];
        let mut client = Client::connect_with(&server, &headers).await.unwrap();
        client.send(claim(slot(1))).await;
        let refused = FromSignal::Refused { reason: Refusal::RateLimited };
        assert_eq!(client.receive().await, refused, "{last}");
    }
}

/// Claims unknown slots until the throttle refuses.
async fn claim_until_refused(server: &Server, forwarded: &str) {
    let header = [("x-forwarded-for", forwarded)];
    let mut client = Client::connect_with(server, &header).await.unwrap();
    for n in 0.. {
        client.send(claim(slot(1))).await;
        match client.receive().await {
            FromSignal::Refused { reason: Refusal::Unknown } => assert!(n < 100),
            FromSignal::Refused { reason: Refusal::RateLimited } => return assert!(n >= 10),
            other => panic!("expected a refusal, got {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_body_that_is_not_base64_is_no_message() {
    let server = Server::start().await;
    let mut client = Client::connect(&server).await;
    let text = claim(slot(1)).encode().replace(&String::from(body(b"first")), "***");
    client.send_raw(Message::text(text)).await.unwrap();
    assert_eq!(client.receive().await, FromSignal::Refused { reason: Refusal::Protocol });
}
