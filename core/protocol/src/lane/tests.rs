use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

use super::*;
use crate::channel::Channel;
use crate::counter::Counter;
use crate::fragment::{Assembled, Fragment, FragmentError};
use crate::handshake::{LaneSecret, SharerHandshake, ViewerHandshake};
use crate::limits::{CONTROL_MESSAGE_BYTES, LANE_FRAGMENT_BYTES, LANE_MESSAGE_BYTES};
use crate::peer::Party;
use crate::time::Tick;

const NOW: Tick = Tick::from_millis(0);

/// The secrets of both ends after a handshake.
fn secrets() -> (LaneSecret, LaneSecret) {
    let words: Vec<_> = crate::word_list::CodeLanguage::English.words().take(3).collect();
    let code = format!("7-{}", words.join("-")).parse().unwrap();
    let (viewer, body) = ViewerHandshake::start(&code, &mut Counter(1));
    let (sharer, body) = SharerHandshake::answer(&code, &body, &mut Counter(2)).unwrap();
    let (viewer, body) = viewer.receive(&body).unwrap();
    let (sharer, body) = sharer.confirm(&body).unwrap();
    (sharer.lane_secret(), viewer.confirm(&body).unwrap().lane_secret())
}

struct End {
    sender: LaneSender,
    receiver: LaneReceiver,
}

/// The ends of a pairing with these nonces.
fn pair(sharer: u64, viewer: u64) -> (End, End) {
    let (of_sharer, of_viewer) = secrets();
    let sharer = LaneHello::generate(&mut Counter(sharer));
    let viewer = LaneHello::generate(&mut Counter(viewer));
    let end = |secret, party, own, other| {
        let (sender, receiver) = LaneKeys::derive(secret, party, own, other).unwrap().ends();
        End { sender, receiver }
    };
    (
        end(&of_sharer, Party::User, &sharer, &viewer),
        end(&of_viewer, Party::Helper, &viewer, &sharer),
    )
}

/// A record with a whole message on the control channel.
fn control(text: &str) -> Record<'_> {
    let payload = text.as_bytes();
    let fragment = Fragment { is_first: true, is_last: true, is_text: true, payload };
    Record::Message { channel: Channel::Control, fragment }
}

#[test]
fn messages_of_all_channels_arrive_from_the_end_that_sends_on_them() {
    let (mut sharer, mut viewer) = pair(1, 2);
    for party in [Party::User, Party::Helper] {
        let (from, to) = match party {
            Party::User => (&mut sharer, &mut viewer),
            Party::Helper => (&mut viewer, &mut sharer),
        };
        for channel in Channel::ALL.into_iter().filter(|channel| channel.is_sent_by(party)) {
            let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(channel.message_bytes()).collect();
            let mut arrived = Vec::new();
            for sealed in from.sender.seal_message(channel, false, &bytes).unwrap() {
                assert!(sealed.len() <= LANE_MESSAGE_BYTES);
                arrived.extend(to.receiver.receive(sealed, NOW).unwrap());
            }
            let message = Assembled { is_text: false, bytes };
            assert_eq!(arrived, [Received::Message { channel, message }]);
            let over = vec![0; channel.message_bytes() + 1];
            let refused = from.sender.seal_message(channel, false, &over);
            assert_eq!(refused, Err(LaneError::TooLarge));
        }
        let sealed = from.sender.seal(&Record::KeyframeRequest).unwrap();
        assert_eq!(to.receiver.receive(sealed, NOW), Ok(Some(Received::KeyframeRequest)));
    }
}

#[test]
fn a_control_message_passes_between_the_fragments_of_a_picture() {
    let (mut sharer, mut viewer) = pair(1, 2);
    let picture = vec![7; 2 * LANE_FRAGMENT_BYTES];
    let mut fragments = crate::fragment::cut(&picture, false, LANE_FRAGMENT_BYTES);
    let channel = Channel::Video;
    let first = Record::Message { channel, fragment: fragments.next().unwrap() };
    let second = Record::Message { channel, fragment: fragments.next().unwrap() };
    let mut said = Vec::new();
    for record in [first, control("hello"), second] {
        let sealed = sharer.sender.seal(&record).unwrap();
        said.extend(viewer.receiver.receive(sealed, NOW).unwrap());
    }
    let whole = |channel, is_text, bytes| Received::Message {
        channel,
        message: Assembled { is_text, bytes },
    };
    let text = whole(Channel::Control, true, b"hello".to_vec());
    assert_eq!(said, [text, whole(Channel::Video, false, picture.clone())]);
}

#[test]
fn what_the_server_reflects_repeats_reorders_cuts_or_changes_is_refused() {
    let tampered = Err(LaneError::Tampered);
    let (mut sharer, _) = pair(1, 2);
    let first = sharer.sender.seal(&control("first")).unwrap();
    let second = sharer.sender.seal(&control("second")).unwrap();
    assert_eq!(sharer.receiver.receive(first.clone(), NOW), tampered, "reflected");
    let (_, mut viewer) = pair(1, 2);
    assert_eq!(viewer.receiver.receive(second, NOW), tampered, "reordered");
    let (_, mut viewer) = pair(1, 2);
    viewer.receiver.receive(first.clone(), NOW).unwrap();
    assert_eq!(viewer.receiver.receive(first.clone(), NOW), tampered, "repeated");
    for n in 0..first.len() {
        let (_, mut viewer) = pair(1, 2);
        let mut changed = first.clone();
        changed.truncate(n);
        assert_eq!(viewer.receiver.receive(changed, NOW), tampered, "cut at {n}");
        let (_, mut viewer) = pair(1, 2);
        let mut changed = first.clone();
        *changed.get_mut(n).unwrap() ^= 1;
        assert_eq!(viewer.receiver.receive(changed, NOW), tampered, "byte {n}");
    }
}

#[test]
fn records_of_an_earlier_pairing_are_refused() {
    let (mut sharer, _) = pair(1, 2);
    let old = sharer.sender.seal(&control("old")).unwrap();
    for (sharer, viewer) in [(1, 3), (3, 2), (2, 1)] {
        let (_, mut viewer) = pair(sharer, viewer);
        assert_eq!(viewer.receiver.receive(old.clone(), NOW), Err(LaneError::Tampered));
    }
}

#[test]
fn a_hello_that_is_ours_or_none_is_refused() {
    let (secret, _) = secrets();
    let hello = LaneHello::generate(&mut Counter(1));
    assert_eq!(LaneHello::decode(&hello.encode()), Ok(hello.clone()));
    let reflected = LaneKeys::derive(&secret, Party::User, &hello, &hello);
    assert_eq!(reflected.err(), Some(LaneError::Hello));
    for bytes in [&[][..], &[0; 15], &[0; 17]] {
        assert_eq!(LaneHello::decode(bytes), Err(LaneError::Hello));
    }
}

#[test]
fn what_is_no_record_is_refused() {
    for bytes in [
        &[][..],
        &[3],
        &[0],
        &[0, 8, 3],
        &[1, 0, 0, 0, 0, 0, 0, 0],
        &[1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        &[2, 0],
    ] {
        assert_eq!(Record::decode(bytes), Err(LaneError::Malformed), "{bytes:?}");
    }
    let mut long = vec![0, 6, 1];
    long.resize(3 + LANE_FRAGMENT_BYTES, 0);
    assert!(Record::decode(&long).is_ok());
    long.push(0);
    assert_eq!(Record::decode(&long), Err(LaneError::TooLarge));
}

#[test]
fn a_message_over_the_limit_of_its_channel_ends_the_lane() {
    let mut inbox = Inbox::of(Party::User);
    let payload = &vec![b'a'; LANE_FRAGMENT_BYTES][..];
    let mut add = |is_first| {
        let fragment = Fragment { is_first, is_last: false, is_text: true, payload };
        inbox.add(Record::Message { channel: Channel::Control, fragment }, 1, NOW)
    };
    assert_eq!(add(true), Ok(None));
    for _ in 1..CONTROL_MESSAGE_BYTES / LANE_FRAGMENT_BYTES {
        assert_eq!(add(false), Ok(None));
    }
    assert_eq!(add(false), Err(FragmentError::TooLarge.into()));
}

/// Or a Helper could fill the sharer's memory with what only the sharer sends.
#[test]
fn a_message_on_a_channel_of_the_other_direction_ends_the_lane_at_its_first_byte() {
    let fragment = Fragment { is_first: true, is_last: false, is_text: false, payload: b"a" };
    for channel in Channel::ALL {
        for sender in [Party::User, Party::Helper] {
            let added = Inbox::of(sender).add(Record::Message { channel, fragment }, 1, NOW);
            let expected = match (channel, sender) {
                (Channel::Control | Channel::Bulk, _)
                | (Channel::Input | Channel::Pointer, Party::Helper)
                | (
                    Channel::Cursor | Channel::Frames | Channel::Tiles | Channel::Video,
                    Party::User,
                ) => Ok(None),
                _ => Err(FragmentError::TooLarge.into()),
            };
            assert_eq!(added, expected, "{channel:?} {sender:?}");
        }
    }
}

#[test]
fn bytes_are_acknowledged_after_16_kib_or_20_ms() {
    let at = Tick::from_millis;
    let mut inbox = Inbox::of(Party::User);
    assert_eq!((inbox.ack(at(1_000)), inbox.deadline()), (None, None));
    inbox.add(control("a"), 100, at(1_000)).unwrap();
    inbox.add(control("b"), 100, at(1_010)).unwrap();
    assert_eq!(inbox.deadline(), Some(at(1_020)));
    assert_eq!(inbox.ack(at(1_019)), None);
    assert_eq!(inbox.ack(at(1_020)), Some(Record::Ack { received_bytes: 200 }));
    assert_eq!((inbox.ack(at(2_000)), inbox.deadline()), (None, None));
    inbox.add(control("c"), 16 * 1024, at(2_000)).unwrap();
    assert_eq!(inbox.ack(at(2_000)), Some(Record::Ack { received_bytes: 200 + 16 * 1024 }));
    // Acknowledgements are not acknowledged.
    inbox.add(Record::Ack { received_bytes: 5 }, 100, at(3_000)).unwrap();
    inbox.add(Record::KeyframeRequest, 100, at(3_000)).unwrap();
    assert_eq!((inbox.ack(at(4_000)), inbox.deadline()), (None, None));
}

#[test]
fn an_acknowledgement_never_takes_back_an_earlier_one() {
    let mut inbox = Inbox::of(Party::User);
    let mut ack = |received_bytes| inbox.add(Record::Ack { received_bytes }, 25, NOW);
    assert!(ack(10).is_ok() && ack(10).is_ok() && ack(11).is_ok());
    assert_eq!(ack(10), Err(LaneError::Acknowledged));
}

#[test]
fn only_messages_count_as_sent() {
    let (mut sharer, _) = pair(1, 2);
    sharer.sender.seal(&Record::KeyframeRequest).unwrap();
    assert_eq!(sharer.sender.sent_bytes(), 0);
    let sealed = sharer.sender.seal(&control("a")).unwrap();
    assert_eq!(sharer.sender.sent_bytes(), sealed.len() as u64);
}
