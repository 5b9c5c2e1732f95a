//! Two ends, over paths that end in the middle, with transfers that are stopped at any moment.

use alloc::collections::BTreeMap;
use alloc::vec;
use core::time::Duration;

use proptest::prelude::*;
use protocol::limits::{TRANSFER_CHUNK_BYTES, TRANSFER_WINDOW};
use protocol::transfer::ClipboardSizes;
use sha2::{Digest as _, Sha256};

use super::*;

fn clipboard(bytes: u32) -> TransferKind {
    TransferKind::Clipboard(ClipboardSizes { text: Some(bytes), ..Default::default() })
}

fn source(id: TransferId, size: usize) -> Vec<u8> {
    (0..size).map(|at| (at as u32).wrapping_mul(2_654_435_761).wrapping_add(id.0) as u8).collect()
}

/// Both ends: page and sharer.
struct World {
    now: Tick,
    ends: [Exchange; 2],
    control: [VecDeque<TransferMessage>; 2],
    records: [VecDeque<Vec<u8>>; 2],
    sources: BTreeMap<TransferId, Vec<u8>>,
    written: BTreeMap<TransferId, Vec<u8>>,
    /// Accepts what is offered.
    accepts: bool,
    arrived: Vec<TransferId>,
    delivered: Vec<TransferId>,
    digests: Vec<(TransferId, Option<Digest>)>,
    stopped: Vec<(usize, TransferId, TransferStop)>,
}

impl World {
    fn new() -> Self {
        let mut world = Self {
            now: Tick::from_millis(1_000),
            ends: [Exchange::new(Party::Helper), Exchange::new(Party::User)],
            control: Default::default(),
            records: Default::default(),
            sources: BTreeMap::new(),
            written: BTreeMap::new(),
            accepts: true,
            arrived: Vec::new(),
            delivered: Vec::new(),
            digests: Vec::new(),
            stopped: Vec::new(),
        };
        world.change_path();
        world
    }

    fn change_path(&mut self) {
        self.records = Default::default();
        self.ends.iter_mut().for_each(Exchange::on_path_changed);
    }

    /// Performs what an end puts out.
    fn drain(&mut self, end: usize) {
        while let Some(output) = self.ends[end].poll(self.now) {
            match output {
                Output::Say(message) => self.control[end].push_back(message),
                Output::AskRoom => self.ends[end].on_room(),
                Output::Send(record) => self.records[end].push_back(record),
                Output::Read { id, chunk } => {
                    let size = self.ends[end].what(id).and_then(TransferKind::size).unwrap();
                    let size = usize::try_from(size).unwrap();
                    let bytes = self.sources.entry(id).or_insert_with(|| source(id, size));
                    let from = usize::try_from(chunk.offset).unwrap();
                    let bytes = &bytes[from..from + chunk.len];
                    self.ends[end].on_read(id, chunk.offset, bytes);
                }
                Output::Write { id, offset, bytes } => {
                    let written = self.written.entry(id).or_default();
                    assert_eq!(written.len() as u64, offset, "in order, and once");
                    written.extend(bytes);
                    let end_of = written.len() as u64;
                    self.ends[end].on_written(id, end_of, self.now);
                }
                Output::Arrived { id, .. } => {
                    self.arrived.push(id);
                    let done = self.ends[end].done(id);
                    self.digests.extend(done.map(|(_, digest)| (id, digest)));
                }
                Output::Delivered { id, digest, .. } => {
                    self.digests.push((id, digest));
                    self.delivered.push(id);
                }
                Output::Stopped { id, reason, .. } => self.stopped.push((end, id, reason)),
            }
        }
    }

    /// One message or record from `end` to the other one. Whether there was one.
    fn step(&mut self, end: usize) -> bool {
        self.drain(end);
        let other = 1 - end;
        let is_done = if let Some(message) = self.control[end].pop_front() {
            if let TransferStep::Offer { what } = &message.step {
                if self.ends[other].on_offer(message.id, what) == Ok(true) && self.accepts {
                    self.ends[other].accept(message.id);
                }
            } else {
                self.ends[other].on_step(message.id, &message.step).unwrap();
            }
            true
        } else if let Some(record) = self.records[end].pop_front() {
            self.ends[other].on_record(&record, self.now).unwrap();
            true
        } else {
            false
        };
        self.drain(other);
        is_done
    }

    fn settle(&mut self) {
        for _ in 0..20_000 {
            let both = [self.step(0), self.step(1)];
            if both == [false; 2] {
                let Some(due) = earliest(self.ends[0].deadline(), self.ends[1].deadline()) else {
                    return;
                };
                self.now = due.max(self.now + Duration::from_millis(1));
            }
        }
        panic!("it does not come to rest: {:?}", self.ends);
    }
}

#[test]
fn bytes_go_both_ways_and_each_is_done_once() {
    let mut world = World::new();
    let sent = world.ends[1].offer(clipboard(200_000)).unwrap();
    let other = world.ends[0].offer(clipboard(5)).unwrap();
    assert_eq!([sent.0, other.0], [2, 1]);
    world.settle();
    assert_eq!(world.written[&sent], source(sent, 200_000));
    assert_eq!(world.written[&other], source(other, 5));
    assert_eq!((world.arrived.len(), world.delivered.len()), (2, 2));
    assert_eq!(world.stopped, []);
    assert!(world.ends.iter().all(|end| end.ids().next().is_none()));
}

#[test]
fn nothing_is_sent_before_the_other_end_accepts_or_after_it_refuses() {
    let mut world = World::new();
    world.accepts = false;
    let id = world.ends[1].offer(clipboard(40_000)).unwrap();
    world.settle();
    assert!(world.records.iter().all(VecDeque::is_empty));
    world.ends[0].refuse(id, TransferStop::Declined);
    world.settle();
    assert_eq!(world.stopped, [(1, id, TransferStop::Declined)]);
    assert!(world.written.is_empty());
}

#[test]
fn an_offer_that_reaches_a_page_which_begins_again_is_withdrawn_there() {
    let mut world = World::new();
    world.accepts = false;
    let id = world.ends[1].offer(clipboard(40_000)).unwrap();
    world.drain(1);
    // What was not acknowledged is sent again, also to the next page.
    world.ends[0] = Exchange::new(Party::Helper);
    world.ends[1].begin_again();
    world.settle();
    assert_eq!(world.ends[0].ids().next(), None);
    let reason = TransferStop::PageReloaded;
    assert!(world.stopped.contains(&(0, id, reason)), "{:?}", world.stopped);
}

#[test]
fn what_was_stopped_puts_out_no_record_even_if_one_waited() {
    let mut world = World::new();
    let id = world.ends[1].offer(clipboard(100_000)).unwrap();
    world.drain(1);
    let offer = world.control[1].pop_front().unwrap();
    world.ends[0].on_step(id, &offer.step).unwrap();
    world.ends[0].accept(id);
    world.ends[1].on_step(id, &TransferStep::Accept {}).unwrap();
    let Some(Output::Read { chunk, .. }) = world.ends[1].poll(world.now) else { panic!() };
    let bytes = source(id, 100_000);
    world.ends[1].on_read(id, 0, &bytes[..chunk.len]);
    assert_eq!(world.ends[1].poll(world.now), Some(Output::AskRoom));
    // Now a record waits for room.
    world.ends[1].stop(id, TransferStop::NotAllowed);
    world.ends[1].on_room();
    let mut outputs = vec![];
    while let Some(output) = world.ends[1].poll(world.now) {
        outputs.push(output);
    }
    assert!(outputs.iter().all(|it| !matches!(it, Output::Send(_) | Output::Read { .. })));
    assert!(matches!(outputs.last(), Some(Output::Stopped { .. })), "{outputs:?}");
}

#[test]
fn a_paused_transfer_goes_on_where_it_stopped() {
    let mut world = World::new();
    let id = world.ends[1].offer(clipboard(100_000)).unwrap();
    world.ends[1].set_paused(id, true);
    world.settle();
    assert!(world.written.is_empty());
    world.ends[1].set_paused(id, false);
    world.settle();
    assert_eq!(world.delivered, [id]);
}

#[test]
fn a_pause_of_the_sender_holds_the_record_that_waited() {
    let mut world = World::new();
    let id = world.ends[1].offer(clipboard(100_000)).unwrap();
    world.drain(1);
    let offer = world.control[1].pop_front().unwrap();
    world.ends[0].on_step(id, &offer.step).unwrap();
    world.ends[0].accept(id);
    world.drain(0);
    world.control = Default::default();
    world.ends[1].on_step(id, &TransferStep::Accept {}).unwrap();
    let Some(Output::Read { chunk, .. }) = world.ends[1].poll(world.now) else { panic!() };
    let bytes = source(id, 100_000);
    world.ends[1].on_read(id, 0, &bytes[..chunk.len]);
    assert_eq!(world.ends[1].poll(world.now), Some(Output::AskRoom));
    world.ends[1].set_paused(id, true);
    world.ends[1].on_room();
    while let Some(output) = world.ends[1].poll(world.now) {
        assert!(matches!(output, Output::Say(_)), "{output:?}");
    }
    world.ends[1].set_paused(id, false);
    world.ends[1].on_room();
    world.settle();
    assert_eq!(world.delivered, [id]);
    assert_eq!(world.written[&id], bytes);
}

#[test]
fn a_read_of_before_another_path_is_dropped_whatever_its_length() {
    let mut sender = crate::sender::Sender::new(TransferId(1), 100);
    assert_eq!(sender.poll_chunk(60).unwrap().len, 60);
    sender.on_path_changed();
    assert_eq!(sender.poll_chunk(20).unwrap().len, 20);
    assert_eq!(sender.on_read(0, &[1; 60]), Ok(None), "it is late");
    assert!(sender.on_read(0, &[1; 20]).unwrap().is_some());
}

#[test]
fn done_before_the_end_was_sent_breaks_the_rules() {
    let (mut page, now) = (Exchange::new(Party::Helper), Tick::from_millis(0));
    page.on_path_changed();
    let id = page.offer(clipboard(5)).unwrap();
    page.on_step(id, &TransferStep::Accept {}).unwrap();
    assert_eq!(page.on_step(id, &TransferStep::Done {}), Err(Violation), "nothing was sent");
    page.on_read(id, 0, &[]);
    while page.poll(now).is_some() {}
    page.on_read(id, 0, &source(id, 5));
    assert_eq!(page.on_step(id, &TransferStep::Done {}), Err(Violation), "it waits for room");
}

#[test]
fn the_digest_is_that_of_the_bytes_whatever_the_other_end_names() {
    let mut world = World::new();
    let id = world.ends[1].offer(clipboard(5)).unwrap();
    let digest = Digest(Sha256::digest(source(id, 5)).into());
    let named = BulkRecord::End { id, size: 5, digest: Digest([9; 32]) }.encode();
    // An end names one for what this end sends.
    world.ends[1].on_record(&named, world.now).unwrap();
    world.settle();
    assert_eq!(world.digests, [(id, Some(digest)); 2], "of the receiver, and of the sender");
}

#[test]
fn a_receiver_that_pauses_acknowledges_nothing_and_takes_no_more_than_a_window() {
    let (mut page, now) = (Exchange::new(Party::Helper), Tick::from_millis(0));
    let id = TransferId(2);
    page.on_path_changed();
    page.on_offer(id, &clipboard(8 << 20)).unwrap();
    page.accept(id);
    page.set_paused(id, true);
    let chunk = vec![7; TRANSFER_CHUNK_BYTES];
    let mut offset = 0;
    while offset + chunk.len() as u64 <= TRANSFER_WINDOW {
        let record = BulkRecord::Chunk { id, offset, bytes: &chunk }.encode();
        assert_eq!(page.on_record(&record, now), Ok(()));
        offset += chunk.len() as u64;
        page.on_written(id, offset, now);
        while let Some(output) = page.poll(now) {
            assert!(matches!(output, Output::Write { .. } | Output::Say(_)), "{output:?}");
        }
        assert_eq!(page.deadline(), None);
    }
    let record = BulkRecord::Chunk { id, offset, bytes: &chunk }.encode();
    assert_eq!(page.on_record(&record, now), Err(Violation));
    assert_eq!(page.what(id), None, "it is stopped");
}

#[test]
fn an_end_that_breaks_the_rules_is_told_from_one_that_is_late() {
    let mut page = Exchange::new(Party::Helper);
    let offer = |bytes| TransferStep::Offer { what: clipboard(bytes) };
    assert_eq!(page.on_step(TransferId(1), &offer(1)), Err(Violation), "an id of this end");
    assert_eq!(page.on_step(TransferId(4), &offer(1)), Ok(()));
    for id in [2, 4] {
        assert_eq!(page.on_step(TransferId(id), &offer(1)), Err(Violation), "an id of before");
    }
    assert_eq!(page.on_step(TransferId(6), &offer(0)), Err(Violation));
    assert_eq!(page.on_step(TransferId(4), &TransferStep::Accept {}), Err(Violation));
    assert_eq!(page.on_step(TransferId(99), &TransferStep::Done {}), Ok(()), "it is late");
    assert_eq!(page.on_record(&[9], Tick::from_millis(0)), Err(Violation));
    for id in (8..).step_by(2).take(TRANSFERS + 3) {
        assert_eq!(page.on_step(TransferId(id), &offer(1)), Ok(()));
    }
    assert_eq!(page.ids().count(), TRANSFERS, "what is offered is bounded");
}

#[test]
fn eight_megabytes_survive_a_change_of_the_path() {
    let mut world = World::new();
    let id = world.ends[1].offer(clipboard(8 << 20)).unwrap();
    let mut changed = 0;
    while world.delivered.is_empty() {
        let both = [world.step(0), world.step(1)];
        if both == [false; 2] {
            world.now = world.now + Duration::from_millis(1);
        }
        let written = world.written.get(&id).map_or(0, Vec::len);
        if changed < 3 && written > (changed + 1) * (2 << 20) {
            changed += 1;
            world.change_path();
        }
    }
    assert_eq!(changed, 3);
    assert!(world.written[&id] == source(id, 8 << 20));
}

proptest! {
    /// Offers, stops, pauses and changes of the path at any moment: what arrives is what was sent, and everything comes
    /// to rest.
    #[test]
    fn whatever_happens_meanwhile_bytes_arrive_intact_or_are_stopped(
        acts in prop::collection::vec((0_u8..7, 0_usize..2, 1_u32..60_000, 0_usize..40), 1..25),
    ) {
        let mut world = World::new();
        let mut sizes = BTreeMap::new();
        for (act, end, size, steps) in acts {
            let ids: Vec<TransferId> = world.ends[end].ids().collect();
            let id = ids.get(size as usize % ids.len().max(1)).copied();
            match (act, id) {
                (0 | 1, _) => {
                    if let Some(id) = world.ends[end].offer(clipboard(size)) {
                        sizes.insert(id, size as usize);
                    }
                }
                (2, Some(id)) => world.ends[end].stop(id, TransferStop::NotAllowed),
                (3, Some(id)) => world.ends[end].set_paused(id, true),
                (4, Some(id)) => world.ends[end].set_paused(id, false),
                (5, _) => world.change_path(),
                (_, _) => {}
            }
            for _ in 0..steps {
                world.step(end);
                world.step(1 - end);
            }
        }
        for end in 0..2 {
            for id in world.ends[end].ids().collect::<Vec<_>>() {
                world.ends[end].set_paused(id, false);
            }
        }
        world.settle();
        for id in &world.arrived {
            prop_assert!(world.written[id] == source(*id, sizes[id]));
        }
        for id in sizes.keys() {
            let is_over = world.delivered.contains(id)
                || world.stopped.iter().any(|(_, stopped, _)| stopped == id);
            prop_assert!(is_over, "{id}");
        }
        prop_assert!(world.ends.iter().all(|end| end.ids().next().is_none()));
    }
}
