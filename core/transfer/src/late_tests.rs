//! What an old path acknowledges late, while records for the new one wait.

use alloc::vec::Vec;

use protocol::bulk::{BulkRecord, TransferId};
use protocol::time::Tick;

use crate::outgoing::{Outgoing, Output};

const ID: TransferId = TransferId(1);

/// Asks for all that is read ahead, and returns the records of it.
fn read_ahead(outgoing: &mut Outgoing, now: Tick) -> Vec<Vec<u8>> {
    let mut records = Vec::new();
    while let Some(output) = outgoing.poll(now) {
        let Output::Read { id, chunk } = output else { panic!("{output:?}") };
        records.extend(outgoing.on_read(id, chunk.offset, &std::vec![7; chunk.len]));
    }
    records
}

fn send(outgoing: &mut Outgoing, records: &[Vec<u8>], now: Tick) {
    for record in records {
        outgoing.on_sent(&BulkRecord::decode(record).unwrap(), now);
    }
}

fn end_of(records: &[Vec<u8>]) -> u64 {
    let ends = records.iter().map(|record| {
        let record = BulkRecord::decode(record).unwrap();
        let BulkRecord::Chunk { offset, bytes, .. } = record else { panic!("{record:?}") };
        offset + bytes.len() as u64
    });
    ends.max().unwrap_or(0)
}

fn acknowledge(outgoing: &mut Outgoing, taken_bytes: u64, now: Tick) {
    let arrived_ms = now.low_millis();
    outgoing.on_record(&BulkRecord::Ack { id: ID, taken_bytes, arrived_ms }, now);
}

/// What was acknowledged before it was sent again never arrives a second time: it must not fill the window for good.
#[test]
fn what_an_old_path_acknowledges_late_does_not_fill_the_window_of_the_new_one() {
    for (before, late) in [(8, 40), (40, 8), (40, 40)] {
        let mut outgoing = Outgoing::default();
        outgoing.begin(ID, 1 << 30).unwrap();
        let mut now = 1_000;
        let mut old = Vec::new();
        for _ in 0..before {
            now += 5;
            let records = read_ahead(&mut outgoing, Tick::from_millis(now));
            send(&mut outgoing, &records, Tick::from_millis(now));
            old.extend(records);
            now += 5;
            let first = old.get(old.len() / 2).map_or(&[][..], core::slice::from_ref);
            acknowledge(&mut outgoing, end_of(first), Tick::from_millis(now));
        }
        outgoing.on_path_changed();
        // They are made again, and wait.
        let mut waiting = Vec::new();
        for _ in 0..late {
            now += 50;
            waiting.extend(read_ahead(&mut outgoing, Tick::from_millis(now)));
        }
        acknowledge(&mut outgoing, end_of(&old), Tick::from_millis(now));
        send(&mut outgoing, &waiting, Tick::from_millis(now));
        acknowledge(&mut outgoing, end_of(&old).max(end_of(&waiting)), Tick::from_millis(now + 20));
        // Nothing is in flight now.
        let begun = end_of(&old).max(end_of(&waiting));
        let mut sent = begun;
        for _ in 0..200 {
            now += 20;
            let records = read_ahead(&mut outgoing, Tick::from_millis(now));
            send(&mut outgoing, &records, Tick::from_millis(now));
            sent = sent.max(end_of(&records));
            acknowledge(&mut outgoing, sent, Tick::from_millis(now + 10));
        }
        assert!(sent > begun + 500_000, "{before} {late}: {} more bytes in 4 s", sent - begun);
    }
}
