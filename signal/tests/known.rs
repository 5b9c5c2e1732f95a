//! Rendezvous by tags, of a sharer and a Helper who know each other.

use protocol::limits::{PRESENCE_SPACING, SIGNAL_QUEUE, WAITING_PLACES};
use protocol::signal::{FromSignal, Outcome, Refusal, ToSignal, WaitingPlace};

use crate::rig::{
    Client, Server, answer, card, claim, claim_at, look, open, relay, relayed, relayed_of, shows,
    slot, tag, verdict, waiting, watch, watched,
};

fn refused(reason: Refusal) -> FromSignal {
    FromSignal::Refused { reason }
}

#[tokio::test]
async fn a_page_sees_who_waits_and_no_longer_when_they_have_left() {
    let server = Server::start().await;
    let mut sharer = Client::connect(&server).await;
    sharer.waits_at(vec![shows(1, 'T')]).await;
    let mut page = Client::connect(&server).await;
    page.send(watch([1, 2])).await;
    assert_eq!(page.receive().await, waiting(1, "T"));
    let mut other = Client::connect(&server).await;
    other.waits_at(vec![shows(2, 'U'), shows(3, 'V')]).await;
    assert_eq!(page.receive().await, waiting(2, "U"));
    assert_eq!(server.metric("alongside_places").await, 3);
    assert_eq!(server.metric("alongside_watched_tags").await, 2);
    drop(sharer);
    assert_eq!(page.receive().await, waiting(1, ""));
    other.send(ToSignal::Revoke {}).await;
    assert_eq!(page.receive().await, waiting(2, ""));
    assert_eq!(server.metric("alongside_places").await, 0);
}

#[tokio::test]
async fn a_user_learns_which_helpers_are_there() {
    let server = Server::start().await;
    let mut sharer = Client::connect(&server).await;
    sharer.waits_at(vec![WaitingPlace { tag: tag(1), card: None }, shows(2, 'T')]).await;
    let mut page = Client::connect(&server).await;
    page.send(watch([2, 3])).await;
    assert_eq!(page.receive().await, waiting(2, "T"));
    assert_eq!(sharer.receive().await, watched(&[2]));
    let mut user = Client::connect(&server).await;
    user.send(look([1, 2, 3])).await;
    assert_eq!(user.receive().await, watched(&[2, 3]));
    drop(page);
    assert_eq!(sharer.receive().await, watched(&[]));
    user.send(look([1, 2, 3])).await;
    assert_eq!(user.receive().await, watched(&[]));
    // A connection that has sent `Look` may open an invitation.
    user.opens().await;
    assert_eq!(server.metric("alongside_looks_total").await, 2);
}

#[tokio::test]
async fn a_claim_at_a_tag_is_relayed_like_any_other() {
    let server = Server::start().await;
    let mut sharer = Client::connect(&server).await;
    sharer.waits_at(vec![shows(1, 'T')]).await;
    let mut viewer = Client::connect(&server).await;
    viewer.send(claim_at(2)).await;
    assert_eq!(viewer.receive().await, refused(Refusal::Unknown));
    viewer.send(claim_at(1)).await;
    let number = sharer.is_claimed().await;
    sharer.send(answer(number, b"second")).await;
    assert_eq!(viewer.receive().await, relayed(b"second"));
    viewer.send(relay(b"third")).await;
    assert_eq!(sharer.receive().await, relayed_of(number, b"third"));
    sharer.send(verdict(number, Outcome::Proven)).await;
    sharer.send(answer(number, b"offer")).await;
    assert_eq!(viewer.receive().await, relayed(b"offer"));
    let mut late = Client::connect(&server).await;
    late.send(claim_at(1)).await;
    assert_eq!(late.receive().await, refused(Refusal::Unknown));
}

#[tokio::test]
async fn the_slot_of_an_unlisted_invitation_is_unknown() {
    let server = Server::start().await;
    let mut sharer = Client::connect(&server).await;
    let slot = sharer.waits_at(vec![shows(1, 'T')]).await;
    let mut viewer = Client::connect(&server).await;
    viewer.send(claim(slot)).await;
    assert_eq!(viewer.receive().await, refused(Refusal::Unknown));
    sharer.send(ToSignal::Revoke {}).await;
    // The server answers in order: what comes after the revocation proves that it was read.
    sharer.opens().await;
    viewer.send(claim(slot)).await;
    assert_eq!(viewer.receive().await, refused(Refusal::Unknown));
}

#[tokio::test]
async fn strangers_are_charged_like_wrong_codes() {
    let server = Server::start().await;
    let mut sharer = Client::connect(&server).await;
    sharer.waits_at(vec![shows(1, 'T')]).await;
    let mut stranger = Client::connect(&server).await;
    let mut heard = 0;
    loop {
        stranger.send(claim_at(1)).await;
        match sharer_or_refusal(&mut sharer, &mut stranger).await {
            FromSignal::Claimed { claim, .. } => {
                heard += 1;
                sharer.send(verdict(claim, Outcome::UnknownClaimant)).await;
                assert_eq!(stranger.receive().await, refused(Refusal::WrongCode));
            }
            other => {
                assert_eq!(other, refused(Refusal::RateLimited));
                break;
            }
        }
    }
    assert_eq!(heard, 9);
    assert_eq!(server.metric("alongside_strangers_total").await, 9);
    assert_eq!(server.metric("alongside_wrong_codes_total").await, 0);
    // The invitation is unchanged.
    assert_eq!(server.metric("alongside_invitations").await, 1);
    let mut next = Client::connect(&server).await;
    next.send(claim(slot(1))).await;
    assert_eq!(next.receive().await, refused(Refusal::RateLimited));
}

/// The next message that either of the two receives.
async fn sharer_or_refusal(sharer: &mut Client, stranger: &mut Client) -> FromSignal {
    tokio::select! {
        heard = sharer.receive() => heard,
        heard = stranger.receive() => heard,
    }
}

/// All messages about watched tags take one entry of the queue: as separate entries, more than
/// [`SIGNAL_QUEUE`] of them would overflow it and the page would be disconnected.
#[tokio::test]
async fn a_page_with_many_contacts_is_shown_them_all() {
    let server = Server::start().await;
    let of_sharer = u16::try_from(WAITING_PLACES).unwrap();
    let count = 4 * of_sharer;
    assert!(usize::from(count) > SIGNAL_QUEUE);
    let mut sharers = vec![];
    for first in (0..count).step_by(WAITING_PLACES) {
        let mut sharer = Client::connect(&server).await;
        sharer.waits_at((first..first + of_sharer).map(|at| shows(at, 'T')).collect()).await;
        sharers.push(sharer);
    }
    let mut page = Client::connect(&server).await;
    page.send(watch(0..count)).await;
    for at in 0..count {
        assert_eq!(page.receive().await, waiting(at, "T"));
    }
    assert_eq!(server.metric("alongside_slow_clients_total").await, 0);
}

#[tokio::test]
async fn nobody_can_drown_a_page_that_watches() {
    let server = Server::start().await;
    let mut sharer = Client::connect(&server).await;
    sharer.waits_at(vec![shows(1, 'T')]).await;
    let mut page = Client::connect(&server).await;
    page.send(watch([1])).await;
    assert_eq!(page.receive().await, waiting(1, "T"));
    let before = tokio::time::Instant::now();
    for letter in ('A'..='Z').chain(['T', 'x']) {
        sharer.send(ToSignal::SetPlaces { places: vec![shows(1, letter)] }).await;
    }
    let mut received = 0;
    loop {
        received += 1;
        let FromSignal::Waiting { cards, .. } = page.receive().await else {
            panic!("expected Waiting");
        };
        if cards == [card('x')] {
            break;
        }
    }
    let most = before.elapsed().as_millis() / PRESENCE_SPACING.as_millis() + 2;
    assert!(received <= most, "received {received} times where {most} are enough");
}

#[tokio::test]
async fn watching_and_moving_are_throttled() {
    let server = Server::start().await;
    let mut sharer = Client::connect(&server).await;
    sharer.opens().await;
    let mut page = Client::connect(&server).await;
    for (client, message) in
        [(&mut sharer, ToSignal::SetPlaces { places: vec![] }), (&mut page, watch([1]))]
    {
        for _ in 0..1000 {
            // The server may have closed the connection before all of it was written.
            let text = tokio_tungstenite::tungstenite::Message::text(message.encode());
            if client.send_raw(text).await.is_err() {
                break;
            }
        }
        assert!(matches!(client.close_code().await, Some(1008) | None));
    }
    assert_eq!(server.metric("alongside_refused_total{reason=\"rate_limited\"}").await, 2);
    assert_eq!(server.metric("alongside_watched_tags").await, 0);
    let mut next = Client::connect(&server).await;
    next.send(watch([1])).await;
    assert_eq!(next.receive().await, refused(Refusal::RateLimited));
    // A connection that neither moves nor watches is not affected.
    let mut viewer = Client::connect(&server).await;
    viewer.send(claim_at(1)).await;
    assert_eq!(viewer.receive().await, refused(Refusal::Unknown));
}

#[tokio::test]
async fn more_tags_than_a_page_may_have_are_no_message() {
    let server = Server::start().await;
    let mut page = Client::connect(&server).await;
    let twice = watch([1, 1]);
    page.send(twice).await;
    assert_eq!(page.receive().await, refused(Refusal::Protocol));
    let mut sharer = Client::connect(&server).await;
    sharer.send(open(None)).await;
    assert!(matches!(sharer.receive().await, FromSignal::Opened { .. }));
    let places = (0..=u16::try_from(WAITING_PLACES).unwrap()).map(|at| shows(at, 'T')).collect();
    sharer.send(ToSignal::SetPlaces { places }).await;
    assert_eq!(sharer.receive().await, refused(Refusal::Protocol));
}
