//! Transfers: each needs a right at the moment of its offer, and ends with it.

use alloc::vec;

use protocol::bulk::{BulkRecord, Digest, TransferId};
use protocol::transfer::{
    ClipboardSizes, TransferKind, TransferMessage, TransferStep, TransferStop,
};
use transfer::shell::{TransferEffect, TransferInput};

use super::*;
use crate::right::{Lasting, RightSet};

const OF_USER: TransferId = TransferId(2);
const OF_HELPER: TransferId = TransferId(1);

fn text(bytes: u32) -> TransferKind {
    TransferKind::Clipboard(ClipboardSizes { text: Some(bytes), ..Default::default() })
}

fn says(id: TransferId, step: TransferStep) -> Effect {
    send(ToViewer::Transfer(TransferMessage { id, step }))
}

impl Play {
    fn holding(right: Right, lasting: Lasting) -> Self {
        let mut play = Self::sharing(|options| {
            options.offered = RightSet::of(Right::ALL).without(Right::Type).without(Right::Point);
        });
        play.tells(&ToSharer::RequestRight { right: Some(right) });
        let id = play.asked();
        play.person(PersonInput::Answer { id, answer: Answer::AllowFor(lasting) });
        play
    }

    fn transfer(&mut self, input: TransferInput) {
        self.input(Input::Transfer { guest: GUEST, input });
    }

    fn answers_transfer(&mut self, id: TransferId, step: TransferStep) {
        self.tells(&ToSharer::Transfer(TransferMessage { id, step }));
    }

    /// The User copies so many bytes.
    fn copies(&mut self, bytes: u32) {
        self.transfer(TransferInput::Offer { ticket: 9, what: text(bytes) });
    }

    fn moves_bytes(&self) -> bool {
        self.effects.iter().any(|effect| {
            let Effect::Transfer { effect, .. } = effect else { return false };
            matches!(effect, TransferEffect::Send(_) | TransferEffect::Read { .. })
        })
    }
}

#[test]
fn what_the_user_copies_is_offered_only_with_the_right_and_while_it_is_seen() {
    let mut play = Play::sharing(|_| ());
    let not_offered = |play: &Play| {
        let effect = TransferEffect::NotOffered { ticket: 9 };
        assert!(play.has(&Effect::Transfer { guest: GUEST, effect }), "{:?}", play.effects);
    };
    play.copies(5);
    not_offered(&play);
    let mut play = Play::holding(Right::ClipboardRead, Lasting::Session);
    assert!(play.has(&Effect::ReadClipboard { guest: GUEST, on: true }));
    play.person(PersonInput::Pause);
    assert!(play.has(&Effect::ReadClipboard { guest: GUEST, on: false }));
    play.copies(5);
    not_offered(&play);
    play.person(PersonInput::Resume);
    play.copies(5);
    assert!(play.has(&says(OF_USER, TransferStep::Offer { what: text(5) })), "{:?}", play.effects);
    assert!(!play.moves_bytes(), "the page has not accepted");
}

#[test]
fn a_right_that_ends_stops_its_transfer_with_the_record_that_waits() {
    let mut play = Play::holding(Right::ClipboardRead, Lasting::Session);
    play.copies(5);
    play.answers_transfer(OF_USER, TransferStep::Accept {});
    play.transfer(TransferInput::Read { id: OF_USER, offset: 0, bytes: vec![1; 5] });
    let ask = Effect::Transfer { guest: GUEST, effect: TransferEffect::AskRoom };
    assert!(play.has(&ask), "{:?}", play.effects);
    play.person(PersonInput::Revoke(Right::ClipboardRead));
    let stopped = TransferStep::Cancel { reason: TransferStop::NotAllowed };
    assert!(play.has(&says(OF_USER, stopped)), "{:?}", play.effects);
    play.transfer(TransferInput::Room);
    assert!(!play.moves_bytes(), "{:?}", play.effects);
}

#[test]
fn what_the_helper_sends_is_refused_without_the_right_and_written_with_it_once() {
    let mut play = Play::sharing(|_| ());
    play.answers_transfer(OF_HELPER, TransferStep::Offer { what: text(3) });
    let refused = TransferStep::Refuse { reason: TransferStop::NotAllowed };
    assert!(play.has(&says(OF_HELPER, refused)), "{:?}", play.effects);

    let mut play = Play::holding(Right::ClipboardWrite, Lasting::ThisTime);
    play.answers_transfer(OF_HELPER, TransferStep::Offer { what: text(3) });
    assert!(play.has(&says(OF_HELPER, TransferStep::Accept {})), "{:?}", play.effects);
    let chunk = BulkRecord::Chunk { id: OF_HELPER, offset: 0, bytes: b"abc" }.encode();
    let input = TransportInput::Message { channel: Channel::Bulk, bytes: chunk };
    play.input(on_path(input));
    let write = TransferEffect::Write { id: OF_HELPER, offset: 0, bytes: b"abc".to_vec() };
    let write = Effect::Transfer { guest: GUEST, effect: write };
    assert!(play.has(&write), "{:?}", play.effects);
}

#[test]
fn a_right_for_this_time_is_used_once_bytes_have_left_even_if_it_is_stopped_then() {
    let sizes = ClipboardSizes { text: Some(5), ..Default::default() };
    let helper = "Jacky".parse().unwrap();
    let logged = notify(Notice::ClipboardTransferred {
        helper,
        sender: protocol::party::Party::User,
        sizes,
    });
    for leaves in [false, true] {
        let mut play = Play::holding(Right::ClipboardRead, Lasting::ThisTime);
        play.copies(5);
        play.answers_transfer(OF_USER, TransferStep::Accept {});
        play.transfer(TransferInput::Read { id: OF_USER, offset: 0, bytes: vec![1; 5] });
        if leaves {
            play.transfer(TransferInput::Room);
            assert!(play.moves_bytes());
            assert!(play.has(&logged), "{:?}", play.effects);
            play.copies(6);
            let effect = TransferEffect::NotOffered { ticket: 9 };
            assert!(play.has(&Effect::Transfer { guest: GUEST, effect }), "{:?}", play.effects);
        }
        let reason = TransferStop::Declined;
        play.answers_transfer(OF_USER, TransferStep::Cancel { reason });
        let is_held = play.session.held(GUEST).contains(Right::ClipboardRead);
        assert_eq!(is_held, !leaves, "{:?}", play.effects);
    }
}

#[test]
fn one_clipboard_of_the_helper_comes_at_a_time() {
    let mut play = Play::holding(Right::ClipboardWrite, Lasting::ThisTime);
    play.answers_transfer(OF_HELPER, TransferStep::Offer { what: text(3) });
    play.answers_transfer(TransferId(3), TransferStep::Offer { what: text(3) });
    let refused = TransferStep::Refuse { reason: TransferStop::Busy };
    assert!(play.has(&says(TransferId(3), refused)), "{:?}", play.effects);
}

/// The page would take the end of the right for a revoke, and would neither say nor sign that all is there.
#[test]
fn the_page_hears_that_a_transfer_is_done_before_its_right_for_this_time_ends() {
    // FIPS 180-4: the digest of "abc".
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let digest = Digest(digest.parse::<protocol::hex::Hex<32>>().unwrap().0);
    let mut play = Play::holding(Right::ClipboardWrite, Lasting::ThisTime);
    play.answers_transfer(OF_HELPER, TransferStep::Offer { what: text(3) });
    let chunk = BulkRecord::Chunk { id: OF_HELPER, offset: 0, bytes: b"abc" };
    for record in [chunk, BulkRecord::End { id: OF_HELPER, size: 3, digest }] {
        let bytes = record.encode();
        play.input(on_path(TransportInput::Message { channel: Channel::Bulk, bytes }));
    }
    play.transfer(TransferInput::Written { id: OF_HELPER, bytes: 3 });
    play.transfer(TransferInput::Kept { id: OF_HELPER });
    let place = |effect: &Effect| play.effects.iter().position(|other| other == effect);
    let done = place(&says(OF_HELPER, TransferStep::Done {}));
    let right = Some(Right::ClipboardWrite);
    let ended = place(&send(ToViewer::RightEnded { right, by: protocol::party::Party::User }));
    assert!(done.is_some() && ended.is_some() && done < ended, "{:?}", play.effects);
}
