//! The path of a session: open, claim, relay, verdict.

use protocol::signal::{FromSignal, Outcome, Refusal, ToSignal};

use crate::rig::{
    Client, Server, answer, claim, gone, gone_of, open, proving, relay, relayed, relayed_of, slot,
    verdict,
};

#[tokio::test]
async fn two_ends_meet_and_speak_through_the_server() {
    let server = Server::start().await;
    let (mut sharer, mut viewer, claim) = proving(&server).await;
    sharer.send(answer(claim, b"second")).await;
    assert_eq!(viewer.receive().await, relayed(b"second"));
    viewer.send(relay(b"third")).await;
    assert_eq!(sharer.receive().await, relayed_of(claim, b"third"));
    sharer.send(verdict(claim, Outcome::Proven)).await;
    sharer.send(answer(claim, b"offer")).await;
    assert_eq!(viewer.receive().await, relayed(b"offer"));
    drop(viewer);
    assert_eq!(sharer.receive().await, gone_of(claim));
    assert_eq!(server.metric("alongside_proven_total").await, 1);
    assert_eq!(server.metric("alongside_relayed_total").await, 3);
}

#[tokio::test]
async fn wrong_codes_burn_the_invitation() {
    let server = Server::start().await;
    let mut sharer = Client::connect(&server).await;
    let slot = sharer.opens().await;
    let mut viewer = Client::connect(&server).await;
    for expected in [Refusal::WrongCode, Refusal::WrongCode, Refusal::Burnt] {
        viewer.send(claim(slot)).await;
        let number = sharer.is_claimed().await;
        sharer.send(verdict(number, Outcome::WrongCode)).await;
        assert_eq!(viewer.receive().await, FromSignal::Refused { reason: expected });
    }
    assert_eq!(sharer.receive().await, FromSignal::Refused { reason: Refusal::Burnt });
    viewer.send(claim(slot)).await;
    assert_eq!(viewer.receive().await, FromSignal::Refused { reason: Refusal::Burnt });
}

#[tokio::test]
async fn a_revoked_invitation_is_refused_to_the_next_viewer() {
    let server = Server::start().await;
    let mut sharer = Client::connect(&server).await;
    let slot = sharer.opens().await;
    sharer.send(ToSignal::Revoke {}).await;
    // The server answers in order: what comes after the revocation proves that it was read.
    sharer.send(open(None)).await;
    assert!(matches!(sharer.receive().await, FromSignal::Opened { .. }));
    let mut viewer = Client::connect(&server).await;
    viewer.send(claim(slot)).await;
    assert_eq!(viewer.receive().await, FromSignal::Refused { reason: Refusal::Revoked });
}

#[tokio::test]
async fn a_sharer_gets_its_slot_back_after_the_server_was_restarted() {
    let first = Server::start().await;
    let mut sharer = Client::connect(&first).await;
    sharer.send(open(Some(slot(4321)))).await;
    assert_eq!(sharer.receive().await, FromSignal::Opened { slot: slot(4321), expires_in_s: 600 });
    first.stop().await.unwrap().unwrap();

    let second = Server::start().await;
    let mut sharer = Client::connect(&second).await;
    sharer.send(open(Some(slot(4321)))).await;
    assert_eq!(sharer.receive().await, FromSignal::Opened { slot: slot(4321), expires_in_s: 600 });
    let mut viewer = Client::connect(&second).await;
    viewer.send(claim(slot(4321))).await;
    sharer.is_claimed().await;
}

#[tokio::test]
async fn a_proven_pair_goes_on_when_the_sharer_reconnects() {
    let server = Server::start().await;
    let mut sharer = Client::connect(&server).await;
    let slot = sharer.opens().await;
    let mut viewer = Client::connect(&server).await;
    viewer.send(claim(slot)).await;
    let number = sharer.is_claimed().await;
    sharer.send(verdict(number, Outcome::Proven)).await;
    sharer.send(answer(number, b"before")).await;
    assert_eq!(viewer.receive().await, relayed(b"before"));
    drop(sharer);
    assert_eq!(viewer.receive().await, gone());

    let mut sharer = Client::connect(&server).await;
    sharer.send(open(Some(slot))).await;
    assert!(matches!(sharer.receive().await, FromSignal::Opened { slot: s, .. } if s == slot));
    sharer.send(answer(number, b"after")).await;
    assert_eq!(viewer.receive().await, relayed(b"after"));
}

#[tokio::test]
async fn what_is_late_for_one_helper_does_not_reach_the_next() {
    let server = Server::start().await;
    let mut sharer = Client::connect(&server).await;
    let slot = sharer.opens().await;
    let mut first = Client::connect(&server).await;
    first.send(claim(slot)).await;
    let late = sharer.is_claimed().await;
    drop(first);
    assert_eq!(sharer.receive().await, gone_of(late));
    let mut second = Client::connect(&server).await;
    second.send(claim(slot)).await;
    let stands = sharer.is_claimed().await;
    sharer.send(answer(late, b"to the first")).await;
    sharer.send(verdict(late, Outcome::WrongCode)).await;
    sharer.send(answer(stands, b"to the second")).await;
    assert_eq!(second.receive().await, relayed(b"to the second"));
}
