use alloc::collections::BTreeMap;

use proptest::prelude::*;

use std::vec;
use std::vec::Vec;

use super::*;

const WIDTH: u32 = 300;
const HEIGHT: u32 = 200;

fn size() -> Size {
    Size::new(WIDTH, HEIGHT).unwrap()
}

fn record(stamp: u32, after: u32, changed: &[Rect]) -> FrameRecord {
    FrameRecord {
        stamp: FrameStamp(stamp),
        after: FrameStamp(after),
        size: size(),
        changed: changed.to_vec(),
    }
}

fn tile(since: u32, rect: Rect) -> LosslessTile {
    LosslessTile { since: FrameStamp(since), rect, png: vec![1] }
}

fn drain(overlay: &mut Overlay) -> Vec<Output> {
    core::iter::from_fn(|| overlay.poll()).collect()
}

const ROW: Rect = Rect { x: 64, y: 64, width: 192, height: 64 };

/// An overlay of which frame 10 is shown, and that has read a tile of it.
fn with_tile() -> Overlay {
    let mut overlay = Overlay::default();
    overlay.record(&record(10, 10, &[size().rect()]));
    overlay.shown(Some(FrameStamp(10)));
    overlay.tile(tile(10, ROW));
    drain(&mut overlay);
    overlay
}

#[test]
fn a_tile_is_painted_when_it_is_decoded() {
    let mut overlay = with_tile();
    overlay.decoded(TileId(0), true);
    let painted = Output::Paint { id: TileId(0), from: ROW, part: ROW };
    assert_eq!(drain(&mut overlay), [painted, Output::Drop(TileId(0))]);
}

#[test]
fn a_tile_waits_for_the_frame_that_it_belongs_to() {
    let mut overlay = with_tile();
    overlay.record(&record(20, 10, &[ROW]));
    overlay.tile(tile(20, ROW));
    overlay.decoded(TileId(1), true);
    let before = drain(&mut overlay);
    assert!(!before.iter().any(|output| matches!(output, Output::Paint { .. })), "{before:?}");
    overlay.shown(Some(FrameStamp(20)));
    assert!(matches!(drain(&mut overlay).as_slice(), [Output::Paint { .. }, Output::Drop(_)]));
}

#[test]
fn what_changes_is_taken_down_before_its_frame_is_shown() {
    let mut overlay = with_tile();
    overlay.decoded(TileId(0), true);
    drain(&mut overlay);
    overlay.record(&record(20, 10, &[Rect { x: 130, y: 70, width: 1, height: 1 }]));
    let cell = Rect { x: 128, y: 64, width: 64, height: 64 };
    assert_eq!(drain(&mut overlay), [Output::Clear(cell)]);
}

#[test]
fn what_moves_where_no_tile_lies_costs_nothing() {
    let mut overlay = with_tile();
    overlay.decoded(TileId(0), true);
    drain(&mut overlay);
    overlay.record(&record(20, 10, &[Rect { x: 0, y: 0, width: 300, height: 64 }]));
    assert_eq!(drain(&mut overlay), []);
    overlay.record(&record(21, 20, &[ROW]));
    assert_eq!(drain(&mut overlay), [Output::Clear(ROW)]);
    overlay.record(&record(22, 21, &[ROW]));
    assert_eq!(drain(&mut overlay), []);
}

#[test]
fn of_a_tile_that_changed_in_part_the_rest_is_painted() {
    let mut overlay = with_tile();
    overlay.record(&record(20, 10, &[Rect { x: 130, y: 70, width: 1, height: 1 }]));
    overlay.decoded(TileId(0), true);
    let part = |x| Rect { x, y: 64, width: 64, height: 64 };
    let painted: Vec<_> = drain(&mut overlay)
        .into_iter()
        .filter_map(
            |output| if let Output::Paint { part, .. } = output { Some(part) } else { None },
        )
        .collect();
    assert_eq!(painted, [part(64), part(192)]);
}

#[test]
fn a_tile_older_than_what_it_shows_is_dropped() {
    let mut overlay = with_tile();
    overlay.record(&record(20, 10, &[size().rect()]));
    assert!(drain(&mut overlay).contains(&Output::Drop(TileId(0))));
    overlay.tile(tile(10, ROW));
    assert_eq!(drain(&mut overlay), []);
}

#[test]
fn a_frame_without_its_record_hides_all_tiles() {
    let mut overlay = with_tile();
    overlay.shown(Some(FrameStamp(30)));
    assert_eq!(drain(&mut overlay), [Output::Visible(false)]);
    overlay.record(&record(20, 10, &[]));
    assert_eq!(drain(&mut overlay), []);
    overlay.record(&record(30, 20, &[]));
    assert_eq!(drain(&mut overlay), [Output::Visible(true)]);
}

#[test]
fn a_record_that_comes_late_or_twice_takes_nothing_newer_down() {
    let mut overlay = with_tile();
    overlay.decoded(TileId(0), true);
    overlay.record(&record(30, 20, &[]));
    overlay.shown(Some(FrameStamp(30)));
    overlay.tile(tile(20, ROW));
    overlay.decoded(TileId(1), true);
    drain(&mut overlay);
    // The row changed with frame 20, and the tile shows it as it is since then.
    overlay.record(&record(20, 10, &[ROW]));
    assert_eq!(drain(&mut overlay), [Output::Visible(true)]);
    overlay.record(&record(20, 10, &[ROW]));
    overlay.record(&record(30, 20, &[]));
    assert_eq!(drain(&mut overlay), []);
    // One cell is older than what this changes, two are not.
    let cell = |x| Rect { x, y: 64, width: 64, height: 64 };
    overlay.record(&record(60, 50, &[]));
    overlay.tile(tile(50, cell(64)));
    overlay.tile(tile(50, cell(192)));
    overlay.decoded(TileId(2), true);
    overlay.decoded(TileId(3), true);
    overlay.shown(Some(FrameStamp(60)));
    drain(&mut overlay);
    overlay.record(&record(50, 30, &[ROW]));
    assert_eq!(drain(&mut overlay), [Output::Clear(cell(128)), Output::Visible(true)]);
}

#[test]
fn a_tile_that_is_here_before_its_record_waits_for_it() {
    let mut overlay = Overlay::default();
    for _ in 0..2 * EARLY {
        overlay.tile(tile(10, ROW));
    }
    assert_eq!(drain(&mut overlay), []);
    overlay.record(&record(10, 10, &[size().rect()]));
    let read = drain(&mut overlay);
    let read = read.iter().filter(|output| matches!(output, Output::Decode { .. }));
    assert_eq!(read.count(), EARLY);
}

#[test]
fn a_frame_behind_a_missing_record_hides_all_tiles() {
    let mut overlay = with_tile();
    overlay.record(&record(30, 20, &[]));
    overlay.shown(Some(FrameStamp(20)));
    assert_eq!(drain(&mut overlay), [Output::Visible(false)]);
    overlay.shown(Some(FrameStamp(30)));
    assert_eq!(drain(&mut overlay), []);
    overlay.record(&record(20, 10, &[]));
    assert_eq!(drain(&mut overlay), [Output::Visible(true)]);
}

#[test]
fn another_path_begins_without_the_tiles_of_the_last_one() {
    let mut overlay = with_tile();
    overlay.decoded(TileId(0), true);
    overlay.tile(tile(10, Rect { y: 0, ..ROW }));
    overlay.record(&record(20, 15, &[ROW]));
    drain(&mut overlay);
    // The records of some frames are lost with the last path: what they changed is not known.
    overlay.record(&record(30, 30, &[]));
    let expected = [Output::Drop(TileId(1)), Output::Clear(size().rect())];
    assert_eq!(drain(&mut overlay), expected);
    overlay.tile(tile(10, ROW));
    assert_eq!(drain(&mut overlay), [], "a late one of the last path");
    // And it goes on from there.
    overlay.shown(Some(FrameStamp(30)));
    overlay.tile(tile(30, ROW));
    overlay.decoded(TileId(2), true);
    let outputs = drain(&mut overlay);
    assert!(outputs.iter().any(|output| matches!(output, Output::Paint { .. })), "{outputs:?}");
    assert!(!outputs.contains(&Output::Visible(false)));
}

#[test]
fn another_size_begins_with_an_empty_layer() {
    let mut overlay = with_tile();
    let other = Size::new(640, 480).unwrap();
    overlay.record(&FrameRecord {
        stamp: FrameStamp(20),
        after: FrameStamp(10),
        size: other,
        changed: vec![],
    });
    assert_eq!(drain(&mut overlay), [Output::Drop(TileId(0)), Output::Resize(other)]);
}

#[test]
fn a_picture_that_cannot_be_read_is_forgotten() {
    let mut overlay = with_tile();
    overlay.decoded(TileId(0), false);
    overlay.decoded(TileId(9), true);
    assert_eq!(drain(&mut overlay), [Output::Drop(TileId(0)), Output::Drop(TileId(9))]);
}

#[test]
fn no_more_pictures_are_kept_than_two_of_the_whole() {
    let mut overlay = with_tile();
    let dot = Rect { width: 1, height: 1, ..ROW };
    for _ in 0..1000 {
        overlay.tile(tile(10, ROW));
        overlay.tile(tile(10, dot));
    }
    let cells = TileGrid::new(size()).len();
    let waiting: usize =
        overlay.pending.iter().map(|tile| tile.rect.width.div_ceil(64) as usize).sum();
    assert!((2 * cells - 3..=2 * cells).contains(&waiting), "{waiting} of {cells}");
    let outputs = drain(&mut overlay);
    let count =
        |wanted: fn(&Output) -> bool| outputs.iter().filter(|output| wanted(output)).count();
    let read = count(|output| matches!(output, Output::Decode { .. }));
    let forgotten = count(|output| matches!(output, Output::Drop(_)));
    assert_eq!(read - forgotten + 1, overlay.pending.len(), "each is forgotten once");
}

#[test]
fn nothing_is_laid_over_a_picture_that_is_too_large() {
    let mut overlay = with_tile();
    let other = Size::new(16_000, 16_000).unwrap();
    overlay.record(&FrameRecord {
        stamp: FrameStamp(20),
        after: FrameStamp(10),
        size: other,
        changed: vec![other.rect()],
    });
    assert_eq!(drain(&mut overlay), [Output::Drop(TileId(0)), Output::Clear(size().rect())]);
    overlay.tile(tile(20, ROW));
    assert_eq!(drain(&mut overlay), []);
    overlay.record(&record(30, 20, &[size().rect()]));
    assert_eq!(drain(&mut overlay), [Output::Resize(size())]);
}

#[derive(Clone, Debug)]
enum Act {
    /// The screen changes here, and a frame is made.
    Change(u32, u32, u32, u32),
    /// One of the records on their way arrives; the same may arrive again.
    Record(usize, bool),
    /// The next frame in the queue is shown.
    Show,
    /// The sharer sends the row of cells.
    Tile(u32, u32, u32),
    /// A tile arrives.
    Arrive,
    /// A picture is read.
    Read,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (0..WIDTH, 0..HEIGHT, 1..120u32, 1..120u32)
            .prop_map(|(x, y, w, h)| Act::Change(x, y, w, h)),
        (0..3usize, any::<bool>()).prop_map(|(at, again)| Act::Record(at, again)),
        Just(Act::Show),
        (0..5u32, 0..4u32, 1..4u32).prop_map(|(c, r, n)| Act::Tile(c, r, n)),
        Just(Act::Arrive),
        Just(Act::Read),
    ]
}

proptest! {
    /// However records, frames and tiles overtake each other: where a tile is seen, it shows what the
    /// video shows there, by the frame that is shown. And in the end all that was sent is seen.
    #[test]
    fn no_tile_is_ever_stale(acts in proptest::collection::vec(act(), 1..200)) {
        let grid = TileGrid::new(size());
        let mut overlay = Overlay::default();
        // By frame: since which frame each cell looks as it does.
        let mut frames: Vec<Vec<u32>> = vec![vec![1; grid.len()]];
        let mut records: VecDeque<FrameRecord> = [record(1, 1, &[size().rect()])].into();
        // Since which frame the last tile of each cell holds that the sharer has sent.
        let mut sent: Vec<u32> = vec![0; grid.len()];
        let mut frames_shown = 0usize;
        let mut on_way: VecDeque<LosslessTile> = VecDeque::new();
        let mut reading: VecDeque<TileId> = VecDeque::new();
        let mut sinces: BTreeMap<u64, FrameStamp> = BTreeMap::new();
        let mut painted: Vec<Option<u32>> = vec![None; grid.len()];
        let mut visible = true;
        // In the end everything arrives that is on its way.
        let mut acts: VecDeque<Act> = acts.into();
        let mut flush = 0;
        while flush < 5 {
            let act = acts.pop_front().unwrap_or_else(|| {
                flush += 1;
                acts.extend(records.iter().map(|_| Act::Record(0, false)));
                acts.extend((frames_shown..frames.len()).map(|_| Act::Show));
                acts.extend(on_way.iter().map(|_| Act::Arrive));
                acts.extend(reading.iter().map(|_| Act::Read));
                Act::Show
            });
            match act {
                Act::Change(x, y, width, height) => {
                    let Some(rect) = (Rect { x, y, width, height }).clip(size()) else { continue };
                    let stamp = u32::try_from(frames.len()).unwrap() + 1;
                    let mut cells = frames.last().unwrap().clone();
                    grid.touched(rect).for_each(|at| cells[at] = stamp);
                    frames.push(cells);
                    records.push_back(record(stamp, stamp - 1, &[rect]));
                }
                Act::Record(at, again) => {
                    if let Some(record) = records.get(at) {
                        overlay.record(record);
                        if !again {
                            records.remove(at);
                        }
                    }
                }
                Act::Show => {
                    if frames_shown < frames.len() {
                        frames_shown += 1;
                        overlay.shown(Some(FrameStamp(u32::try_from(frames_shown).unwrap())));
                    }
                }
                Act::Tile(column, row, count) => {
                    let Some(rect) = grid.strip(column, row, count) else { continue };
                    let cells = frames.last().unwrap();
                    // What the page has is not sent again.
                    if grid.touched(rect).any(|at| sent[at] >= cells[at]) {
                        continue;
                    }
                    let since = grid.touched(rect).map(|at| cells[at]).max().unwrap();
                    grid.touched(rect).for_each(|at| sent[at] = since);
                    on_way.push_back(tile(since, rect));
                }
                Act::Arrive => {
                    if let Some(tile) = on_way.pop_front() {
                        overlay.tile(tile);
                    }
                }
                Act::Read => {
                    if let Some(id) = reading.pop_front() {
                        overlay.decoded(id, true);
                    }
                }
            }
            for output in drain(&mut overlay) {
                match output {
                    Output::Resize(_) => painted.fill(None),
                    Output::Clear(rect) => grid.touched(rect).for_each(|at| painted[at] = None),
                    Output::Decode { id, .. } => {
                        let since = overlay.pending.iter().find(|tile| tile.id == id);
                        sinces.insert(id.0, since.unwrap().since);
                        reading.push_back(id);
                    }
                    Output::Paint { id, part, from } => {
                        prop_assert_eq!(from.union(part), from);
                        let since = sinces[&id.0].0;
                        grid.touched(part).for_each(|at| painted[at] = Some(since));
                    }
                    Output::Drop(_) => {}
                    Output::Visible(now) => visible = now,
                }
            }
            if visible && frames_shown > 0 {
                let shown = &frames[frames_shown - 1];
                for (at, since) in painted.iter().enumerate() {
                    if let Some(since) = since {
                        // The tile holds since that frame, and the cell has not changed after it.
                        prop_assert!(*since >= shown[at], "cell {at}: {since} over {}", shown[at]);
                        prop_assert!(*since <= u32::try_from(frames_shown).unwrap());
                    }
                }
            }
        }
        prop_assert!(visible, "no record is missing");
        for (at, changed) in frames.last().unwrap().iter().enumerate() {
            let is_sent = sent[at] >= *changed;
            prop_assert_eq!(painted[at].is_some(), is_sent, "cell {} of {:?}", at, painted);
        }
    }
}
