//! Transfers on a lane.

use protocol::limits::BULK_QUEUE_BYTES;
use protocol::time::Tick;
use tokio::time::Instant;
use transport::stream_window::StreamWindow;

use super::super::outbox::{Next, Outbox};
use super::*;
use crate::link::transfer_end::{Pings, TransferEnd, report, run};

/// The viewer's end of two transfers. It answers nothing else than it must.
async fn view(viewer: &mut Viewer, end: &mut TransferEnd, pings: &mut Pings, over: &AtomicUsize) {
    let mut was_over = false;
    while over.load(Ordering::Relaxed) < 2 {
        while let Some(record) = end.next() {
            for sealed in viewer.keys().0.seal_message(Channel::Bulk, false, &record).unwrap() {
                viewer.put(sealed).await;
            }
        }
        if end.is_over() && !std::mem::replace(&mut was_over, true) {
            over.fetch_add(1, Ordering::Relaxed);
        }
        if pings.is_due() {
            let sealed = viewer.keys().0.seal_message(Channel::Control, true, b"ping").unwrap();
            for sealed in sealed {
                viewer.put(sealed).await;
            }
        }
        let read = timeout(Duration::from_millis(5), viewer.read()).await;
        viewer.acknowledge().await;
        if let Ok((_, Some(Received::Message { channel, message }))) = read {
            match channel {
                Channel::Bulk => end.receive(&message.bytes),
                Channel::Control => pings.on_answer(),
                other => panic!("{other:?}"),
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn transfers_pass_both_ways_beside_control_messages() {
    const SIZE: usize = 3_000_000;
    let claim = Claim::begin().await;
    let (mut sharer, mut viewer) = claim.met().await;
    let [mut ours, mut theirs] = [TransferEnd::new(SIZE), TransferEnd::new(SIZE)];
    let (over, mut pings) = (AtomicUsize::new(0), Pings::new());
    let begun = Instant::now();
    let running = async {
        tokio::join!(
            run(&*sharer.lane, &mut sharer.from, &mut ours, None, &over),
            view(&mut viewer, &mut theirs, &mut pings, &over),
        );
    };
    timeout(Duration::from_secs(60), running).await.expect("both transfers end");
    report("lane", SIZE, begun.elapsed(), &pings);
}

#[tokio::test]
async fn a_lane_without_room_for_records_says_when_there_is_room_again() {
    let claim = Claim::begin().await;
    let (mut sharer, mut viewer) = claim.met().await;
    let record = vec![7; 10_000];
    let mut sent = 0;
    while sharer.lane.has_bulk_room().await {
        sharer.lane.send(Channel::Bulk, Message::Binary(&record)).await.unwrap();
        sent += 1;
        assert!(sent * record.len() < 2 * BULK_QUEUE_BYTES, "the queue is bounded");
    }
    let refused = sharer.lane.send(Channel::Bulk, Message::Binary(&record)).await;
    assert_eq!(refused, Err(NotSent));
    // Other messages have their own room.
    sharer.lane.send(Channel::Control, Message::Text("click")).await.unwrap();
    let mut arrived = Vec::new();
    while arrived.iter().filter(|channel| **channel == Channel::Bulk).count() < sent {
        arrived.push(viewer.message().await.0);
    }
    let click = arrived.iter().position(|channel| *channel == Channel::Control).unwrap();
    assert!(click < sent / 2, "the click passes the records: {click} of {sent}");
    assert!(matches!(sharer.event().await, PathEvent::BulkRoom));
    assert!(sharer.lane.has_bulk_room().await);
}

/// Everything that is sent is acknowledged at once.
#[tokio::test]
async fn a_picture_without_end_slows_a_transfer_down_and_does_not_stop_it() {
    let claim = Claim::begin().await;
    let [ours, theirs] = [LaneHello::generate(&mut OsRng), LaneHello::generate(&mut OsRng)];
    let [sharer, viewer] = &claim.secrets;
    let (mut sender, _) = LaneKeys::derive(sharer, Party::User, &ours, &theirs).unwrap().ends();
    let (_, mut receiver) = LaneKeys::derive(viewer, Party::Helper, &theirs, &ours).unwrap().ends();
    let (mut outbox, mut window) = (Outbox::default(), StreamWindow::new());
    let (mut sent, mut pictures, mut records) = (0, 0, 0);
    let mut now = Tick::default();
    while pictures < 1_000_000 {
        now = now + Duration::from_millis(1);
        assert!(now < Tick::from_millis(10_000), "both are sent");
        if !outbox.has_frame() {
            outbox.set_frame(vec![7; 20_000]);
        }
        if outbox.has_bulk_room() {
            outbox.push(Channel::Bulk, false, &[7; 10_000]).unwrap();
        }
        let Next::Send(sealed) = outbox.next(&mut sender, &mut window, now).unwrap() else {
            continue;
        };
        sent += sealed.len() as u64;
        window.on_ack(sent, now).unwrap();
        match receiver.receive(sealed, now).unwrap() {
            Some(Received::Message { channel: Channel::Video, message }) => {
                pictures += message.bytes.len();
            }
            Some(Received::Message { channel: Channel::Bulk, message }) => {
                records += message.bytes.len();
            }
            Some(other) => panic!("{other:?}"),
            None => {}
        }
    }
    let share = pictures as f64 / records as f64;
    assert!((5.0..9.0).contains(&share), "{pictures} bytes of pictures, {records} of records");
}
