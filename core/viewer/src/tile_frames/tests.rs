use super::*;
use alloc::vec;
use proptest::prelude::*;

fn at(ms: u64) -> Tick {
    Tick::from_millis(ms)
}

fn size() -> Size {
    Size::new(256, 128).unwrap()
}

/// A tile of so many cells, with a mark in the place of its image.
fn tile(column: u32, row: u32, cells: u32, mark: u8) -> Tile {
    let rect = Rect { x: column * 64, y: row * 64, width: cells * 64, height: 64 };
    Tile { rect, png: vec![mark] }
}

fn frame(stamp: u32, tiles: Vec<Tile>) -> TileFrame {
    let timestamp = FrameStamp(stamp);
    TileFrame { timestamp, begins: false, is_partial: false, size: size(), tiles }
}

fn begin(stamp: u32, tiles: Vec<Tile>) -> TileFrame {
    TileFrame { begins: true, ..frame(stamp, tiles) }
}

fn shown(stamp: u32, is_whole: bool) -> Option<Painted> {
    Some(Painted { stamp: FrameStamp(stamp), is_whole })
}

/// A page that waits for a picture.
fn page() -> TileFrames {
    let mut frames = TileFrames::default();
    frames.restart();
    frames
}

/// A page with a picture.
fn begun() -> TileFrames {
    let mut frames = page();
    assert_eq!(frames.receive(begin(1, vec![tile(0, 0, 4, 1), tile(0, 1, 4, 2)]), at(0)), None);
    let batch = frames.next_batch().unwrap();
    assert!(batch.clears && batch.tiles.len() == 2);
    assert_eq!(frames.decoded(batch.number, true), shown(1, true));
    frames
}

#[test]
fn a_frame_is_shown_once_all_its_tiles_are_decoded() {
    let mut frames = begun();
    assert_eq!(frames.next_batch(), None);
    assert_eq!(frames.receive(frame(2, vec![tile(1, 0, 1, 3)]), at(0)), None);
    let batch = frames.next_batch().unwrap();
    assert_eq!((batch.size, batch.clears, &batch.tiles), (size(), false, &vec![tile(1, 0, 1, 3)]));
    assert_eq!(frames.decoded(batch.number + 1, true), None, "the answer about another batch");
    assert_eq!(frames.decoded(batch.number, true), shown(2, true));
    assert_eq!(frames.decoded(batch.number, true), None);
}

#[test]
fn what_arrives_while_the_browser_decodes_is_merged() {
    let mut frames = begun();
    assert_eq!(frames.receive(frame(2, vec![tile(0, 0, 1, 3)]), at(0)), None);
    let first = frames.next_batch().unwrap();
    for stamp in 3..100 {
        let mark = u8::try_from(stamp).unwrap();
        let tiles = vec![tile(0, 0, 2, mark), tile(2, 1, 1, mark)];
        assert_eq!(frames.receive(frame(stamp, tiles), at(0)), None);
        assert_eq!(frames.next_batch(), None, "one at a time");
    }
    assert_eq!(frames.receive(frame(100, vec![tile(1, 0, 1, 200)]), at(0)), None);
    assert_eq!(frames.decoded(first.number, true), shown(2, true));
    let second = frames.next_batch().unwrap();
    assert_eq!(second.tiles, [tile(0, 0, 2, 99), tile(2, 1, 1, 99), tile(1, 0, 1, 200)]);
    assert_eq!(frames.decoded(second.number, true), shown(100, true));
}

#[test]
fn a_picture_is_not_called_current_while_a_part_of_it_is_missing() {
    let mut frames = page();
    let part = TileFrame { is_partial: true, ..begin(1, vec![tile(0, 0, 4, 1)]) };
    assert_eq!(frames.receive(part, at(0)), None);
    let batch = frames.next_batch().unwrap();
    assert_eq!(frames.decoded(batch.number, true), shown(1, false));
    assert_eq!(frames.receive(frame(2, vec![tile(0, 1, 4, 1)]), at(0)), None);
    let batch = frames.next_batch().unwrap();
    assert_eq!(frames.decoded(batch.number, true), shown(2, true));
    // Another path goes on in the middle of a picture.
    frames.gap();
    assert_eq!(frames.receive(frame(3, vec![tile(0, 1, 4, 1)]), at(0)), Some(RequestKeyframe));
    let batch = frames.next_batch().unwrap();
    assert_eq!(frames.decoded(batch.number, true), shown(3, false));
    assert_eq!(frames.receive(begin(4, vec![tile(0, 0, 4, 1)]), at(0)), None);
    let batch = frames.next_batch().unwrap();
    assert!(batch.clears);
    assert_eq!(frames.decoded(batch.number, true), shown(4, true));
}

#[test]
fn an_image_that_cannot_be_decoded_is_asked_for_again() {
    let mut frames = begun();
    let mut requests = 0;
    for ms in (0..5_000).step_by(10) {
        requests += u32::from(frames.receive(begin(2, vec![tile(0, 0, 1, 3)]), at(ms)).is_some());
        let batch = frames.next_batch().unwrap();
        assert_eq!(frames.decoded(batch.number, false), None);
        requests += u32::from(frames.request(at(ms)).is_some());
        // What is shown after it has a gap.
        requests += u32::from(frames.receive(frame(3, vec![]), at(ms)).is_some());
        let batch = frames.next_batch().unwrap();
        assert_eq!(frames.decoded(batch.number, true), shown(3, false));
    }
    assert_eq!(requests, 5, "once a second");
}

#[test]
fn another_size_replaces_what_waits() {
    let mut frames = begun();
    assert_eq!(frames.receive(frame(2, vec![tile(0, 0, 1, 3)]), at(0)), None);
    let smaller =
        TileFrame { size: Size::new(64, 64).unwrap(), ..begin(3, vec![tile(0, 0, 1, 9)]) };
    assert_eq!(frames.receive(smaller.clone(), at(0)), None);
    let batch = frames.next_batch().unwrap();
    assert_eq!((batch.size, &batch.tiles, batch.clears), (smaller.size, &smaller.tiles, true));
    // Without a beginning, what lies beside the tiles is not known.
    assert_eq!(frames.receive(frame(4, vec![]), at(0)), Some(RequestKeyframe));
    assert_eq!(frames.decoded(batch.number, true), shown(3, false));
}

#[test]
fn another_size_without_a_new_picture_leaves_a_gap() {
    let mut frames = begun();
    let other =
        TileFrame { size: Size::new(128, 128).unwrap(), ..frame(2, vec![tile(0, 0, 1, 3)]) };
    assert_eq!(frames.receive(other, at(0)), Some(RequestKeyframe));
}

#[test]
fn a_picture_that_begins_anew_mends_what_could_not_be_decoded() {
    let mut frames = begun();
    frames.receive(frame(2, vec![tile(0, 0, 1, 3)]), at(0));
    let batch = frames.next_batch().unwrap();
    frames.receive(begin(3, vec![tile(0, 0, 4, 4), tile(0, 1, 4, 5)]), at(0));
    assert_eq!(frames.decoded(batch.number, false), None);
    assert_eq!(frames.request(at(0)), None);
    let batch = frames.next_batch().unwrap();
    assert_eq!(frames.decoded(batch.number, true), shown(3, true));
}

#[test]
fn tiles_with_few_pixels_do_not_pile_up() {
    let narrow = |width| Rect { x: 0, y: 0, width, height: 65 - width };
    let many = |width| Tile { rect: narrow(width), png: vec![1] };
    // There are eight cells.
    let large = Tile { png: vec![1; 4 * 64 * 64 * 16 + 4], ..many(1) };
    for (tiles, wait) in [
        ((1..=16).map(many).collect(), true),
        ((1..=17).map(many).collect(), false),
        (vec![large], false),
    ] {
        let mut page = begun();
        assert_eq!(page.receive(frame(2, vec![tile(0, 0, 1, 1)]), at(0)), None);
        assert!(page.next_batch().is_some());
        let request = page.receive(frame(3, tiles), at(0));
        assert_eq!((request.is_none(), page.waiting.is_some()), (wait, wait));
    }
}

proptest! {
    /// A hostile sharer, and a browser that never answers.
    #[test]
    fn no_sharer_makes_more_wait_than_two_pictures(
        frames in prop::collection::vec((0..4u32, 0..2u32, 1..=4u32, any::<bool>()), 1..200),
    ) {
        let mut page = begun();
        let first = page.receive(frame(2, vec![tile(0, 0, 1, 1)]), at(0));
        prop_assert!(first.is_none() && page.next_batch().is_some());
        for (column, row, cells, begins) in frames {
            let tile = tile(column, row, cells.min(4 - column), 1);
            let _ = page.receive(TileFrame { begins, ..frame(3, vec![tile]) }, at(0));
            prop_assert!(page.next_batch().is_none());
            let waiting = page.waiting.iter().flat_map(|waiting| &waiting.tiles);
            let pixels: u32 = waiting.map(|tile| tile.rect.width * tile.rect.height).sum();
            prop_assert!(pixels <= 2 * size().width() * size().height());
        }
    }
}
