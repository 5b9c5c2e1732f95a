use super::*;
use proptest::prelude::*;

fn at(ms: u64) -> Tick {
    Tick::from_millis(ms)
}

fn unchanged(width: u32, height: u32) -> LosslessRefinement {
    let size = Size::new(width, height).unwrap();
    let mut refinement = LosslessRefinement::new(size);
    refinement.set_budget(TileBudget { kbit_s: 16_000, cap_kbit_s: None });
    change(&mut refinement, size.rect(), 1, at(0));
    refinement
}

/// A capture finds this changed, and its frame is sent.
fn change(refinement: &mut LosslessRefinement, rect: Rect, us: u64, now: Tick) {
    refinement.on_capture([rect].into_iter(), now);
    refinement.on_frame(&[rect], us, now);
}

fn send_all(refinement: &mut LosslessRefinement, mut now: Tick) -> Vec<CellRow> {
    let mut sent = Vec::new();
    while let Some(deadline) = refinement.deadline() {
        now = now.max(deadline);
        let row = refinement.next_row(now).expect("the deadline promised it");
        refinement.on_compressed(10_000, now);
        refinement.on_sent(row, true, now);
        sent.push(row);
    }
    sent
}

#[test]
fn what_is_unchanged_is_sent_and_what_changes_is_not() {
    let mut refinement = unchanged(640, 64);
    assert_eq!(refinement.next_row(at(299)), None);
    change(&mut refinement, Rect { x: 0, y: 0, width: 100, height: 10 }, 200_000, at(200));
    let row = refinement.next_row(at(300)).unwrap();
    assert_eq!(row, CellRow { rect: Rect { x: 128, y: 0, width: 512, height: 64 }, since_us: 1 });
    assert_eq!(refinement.next_row(at(499)), None);
    let row = refinement.next_row(at(500)).unwrap();
    let rect = Rect { x: 0, y: 0, width: 128, height: 64 };
    assert_eq!(row, CellRow { rect, since_us: 200_000 });
}

#[test]
fn what_was_sent_is_sent_again_only_when_it_changed() {
    let mut refinement = unchanged(640, 480);
    send_all(&mut refinement, at(0));
    assert!(refinement.is_complete());
    assert_eq!(refinement.deadline(), None);
    change(&mut refinement, Rect { x: 70, y: 70, width: 1, height: 1 }, 9, at(60_000));
    let sent = send_all(&mut refinement, at(60_000));
    let rect = Rect { x: 64, y: 64, width: 64, height: 64 };
    assert_eq!(sent, [CellRow { rect, since_us: 9 }]);
}

#[test]
fn what_is_near_the_pointer_comes_first() {
    let mut refinement = unchanged(1920, 1080);
    refinement.set_pointer(1000, 700);
    let row = refinement.next_row(at(300)).unwrap();
    assert_eq!(row.rect.y, 640);
    assert!((row.rect.x..row.rect.x + row.rect.width).contains(&1000));
}

#[test]
fn a_row_that_was_dropped_is_sent_again() {
    let mut refinement = unchanged(64, 64);
    let row = refinement.next_row(at(300)).unwrap();
    refinement.on_sent(row, false, at(301));
    assert_eq!(refinement.next_row(at(600)), None, "and not at once");
    assert_eq!(refinement.next_row(at(601)), Some(row));
}

#[test]
fn a_change_while_a_row_is_in_flight_is_not_taken_for_sent() {
    let mut refinement = unchanged(64, 64);
    let row = refinement.next_row(at(300)).unwrap();
    change(&mut refinement, row.rect, 2, at(310));
    refinement.on_sent(row, true, at(320));
    assert_eq!(refinement.next_row(at(610)).map(|row| row.since_us), Some(2));
}

#[test]
fn only_so_much_is_in_flight() {
    let mut refinement = unchanged(1920, 1080);
    let rows: Vec<_> = core::iter::from_fn(|| refinement.next_row(at(400))).collect();
    assert_eq!(rows.len(), TILES_IN_FLIGHT);
    assert_eq!(refinement.deadline(), None);
    refinement.on_sent(rows[0], true, at(400));
    assert!(refinement.next_row(at(400)).is_some());
}

#[test]
fn while_the_picture_changes_half_of_the_bandwidth_is_left_to_it() {
    let mut refinement = unchanged(1920, 1080);
    let changing = Rect { x: 0, y: 0, width: 64, height: 64 };
    change(&mut refinement, changing, 2, at(400));
    let row = refinement.next_row(at(400)).unwrap();
    refinement.on_sent(row, true, at(400));
    // Half of 16 Mbit/s are 1000 bytes a ms; the burst is spent, and 200 ms more.
    assert!(refinement.on_compressed(600_000, at(400)));
    assert_eq!(refinement.deadline(), Some(at(600)));
    assert_eq!(refinement.next_row(at(599)), None);
    change(&mut refinement, changing, 3, at(550));
    let row = refinement.next_row(at(600)).unwrap();
    refinement.on_sent(row, true, at(600));
    assert!(refinement.on_compressed(1_000_000, at(600)));
    assert_eq!(
        refinement.deadline(),
        Some(at(850)),
        "all of it is there once the picture has settled"
    );
    assert!(refinement.next_row(at(850)).is_some());
    assert!(!refinement.on_compressed(1_000_000, at(850)));
    assert!(refinement.next_row(at(850)).is_some());
}

#[test]
fn the_cap_holds_also_while_nothing_changes() {
    let mut refinement = unchanged(1920, 1080);
    refinement.set_budget(TileBudget { kbit_s: 16_000, cap_kbit_s: Some(4_000) });
    refinement.on_compressed(500_000, at(1000));
    assert_eq!(refinement.deadline(), Some(at(1600)));
    assert_eq!(refinement.next_row(at(1599)), None);
    assert!(refinement.next_row(at(1600)).is_some());
}

#[test]
fn what_is_in_no_frame_yet_is_not_sent() {
    let mut refinement = unchanged(64, 64);
    let all = Rect { x: 0, y: 0, width: 64, height: 64 };
    refinement.on_capture([all].into_iter(), at(100));
    assert_eq!((refinement.next_row(at(900)), refinement.deadline()), (None, None));
    refinement.on_frame(&[all], 7, at(1000));
    assert_eq!(refinement.next_row(at(1000)), Some(CellRow { rect: all, since_us: 7 }));
}

#[test]
fn what_a_frame_replaces_is_sent_again() {
    let mut refinement = unchanged(64, 64);
    send_all(&mut refinement, at(300));
    // Several captures whose frames the encoder left out: their changes are merged.
    refinement.on_frame(&[Rect { x: 0, y: 0, width: 9, height: 9 }], 5, at(1000));
    assert_eq!(refinement.next_row(at(1300)).map(|row| row.since_us), Some(5));
}

#[test]
fn nothing_waits_long_behind_a_tile() {
    let mut refinement = unchanged(512, 64);
    // 300 kbit/s are 37 bytes a ms.
    refinement.set_budget(TileBudget { kbit_s: 300, cap_kbit_s: None });
    let mut widths = Vec::new();
    while let Some(row) = refinement.next_row(at(300)) {
        let bytes = usize::try_from(row.rect.width * 20).unwrap();
        if refinement.is_too_large(row, bytes) {
            refinement.split(row, at(300));
        } else {
            widths.push(row.rect.width);
            refinement.on_compressed(bytes, at(300));
            refinement.on_sent(row, true, at(300));
        }
    }
    assert_eq!(widths, [64; 8], "a cell is not cut");
    assert!(refinement.is_complete());
}

#[test]
fn after_a_restart_an_answer_to_an_old_row_spoils_nothing() {
    let mut refinement = unchanged(64, 64);
    let old = refinement.next_row(at(300)).unwrap();
    let size = Size::new(64, 64).unwrap();
    refinement.restart(size);
    change(&mut refinement, size.rect(), 50, at(400));
    refinement.on_sent(old, false, at(410));
    assert_eq!(send_all(&mut refinement, at(400)), [CellRow { rect: size.rect(), since_us: 50 }]);
    assert!(refinement.is_complete());
}

#[test]
fn without_a_budget_nothing_is_sent() {
    let mut refinement = unchanged(64, 64);
    refinement.set_budget(TileBudget::default());
    assert_eq!((refinement.next_row(at(9000)), refinement.deadline()), (None, None));
}

#[test]
fn a_picture_too_large_for_tiles_is_left_to_the_video() {
    let mut refinement = unchanged(16_000, 16_000);
    assert_eq!((refinement.next_row(at(9000)), refinement.deadline()), (None, None));
}

proptest! {
    /// Whatever changes whenever: in the end each cell was sent after its last change, whole.
    #[test]
    fn in_the_end_everything_was_sent_as_it_is(
        changes in proptest::collection::vec((0..700u32, 0..500u32, 1..300u32, 1..300u32, 0..400u64), 0..40),
        w in 1..700u32, h in 1..500u32,
    ) {
        let size = Size::new(w, h).unwrap();
        let grid = TileGrid::new(size);
        let mut refinement = unchanged(w, h);
        let mut changed = vec![1; grid.len()];
        let mut shown = vec![0; grid.len()];
        let mut now = at(0);
        for (n, (x, y, width, height, wait)) in changes.into_iter().enumerate() {
            let us = 10 + n as u64;
            let rect = Rect { x, y, width, height };
            change(&mut refinement, rect, us, now);
            grid.touched(rect).for_each(|cell| changed[cell] = us);
            now = now + Duration::from_millis(wait);
            if let Some(row) = refinement.next_row(now) {
                grid.touched(row.rect).for_each(|cell| shown[cell] = changed[cell]);
                prop_assert!(grid.touched(row.rect).all(|cell| changed[cell] <= row.since_us));
                refinement.on_sent(row, true, now);
            }
        }
        for row in send_all(&mut refinement, now) {
            grid.touched(row.rect).for_each(|cell| shown[cell] = changed[cell]);
        }
        prop_assert_eq!(shown, changed);
        prop_assert!(refinement.is_complete());
    }
}
