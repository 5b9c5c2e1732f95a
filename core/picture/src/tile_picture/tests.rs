use super::*;
use proptest::prelude::*;

fn size(width: u32, height: u32) -> Size {
    Size::new(width, height).unwrap()
}

fn rect(x: u32, y: u32, width: u32, height: u32) -> Rect {
    Rect { x, y, width, height }
}

/// Paints a part in one colour, in a capture of its own.
fn paint(picture: &mut TilePicture, part: Rect, shade: u8, us: u64) {
    picture.on_capture(us);
    let stride = index(part.width) * PIXEL_BYTES;
    picture.update(part, &vec![shade; stride * index(part.height)], stride, false);
}

/// A picture that the page has.
fn sent(width: u32, height: u32) -> TilePicture {
    let mut picture = TilePicture::new(size(width, height));
    paint(&mut picture, size(width, height).rect(), 1, 10);
    picture.begin();
    while let Some(row) = picture.next_row(MAX_ROW_CELLS) {
        picture.mark_sent(row);
    }
    assert_eq!(picture.shown(), Some(Shown { until_us: 10, is_partial: false }));
    picture
}

fn send(picture: &mut TilePicture) -> Rect {
    let row = picture.next_row(MAX_ROW_CELLS).expect("something is due");
    picture.mark_sent(row);
    row
}

#[test]
fn a_picture_that_begins_is_partial_until_all_of_it_was_sent() {
    let mut picture = TilePicture::new(size(640, 130));
    assert_eq!((picture.next_row(8), picture.shown()), (None, None));
    paint(&mut picture, size(640, 130).rect(), 1, 10);
    picture.begin();
    let mut pixels = 0;
    while !picture.is_complete() {
        assert_eq!(picture.shown(), Some(Shown { until_us: 10, is_partial: true }));
        let row = send(&mut picture);
        pixels += row.width * row.height;
    }
    assert_eq!(pixels, 640 * 130);
    assert_eq!(picture.shown(), Some(Shown { until_us: 10, is_partial: false }));
    // Once more, as after a request for a keyframe.
    paint(&mut picture, rect(0, 0, 1, 1), 2, 20);
    picture.begin();
    assert_eq!(picture.shown(), Some(Shown { until_us: 20, is_partial: true }));
}

#[test]
fn only_cells_that_differ_are_sent() {
    let mut picture = sent(640, 480);
    // A program that paints the same once more.
    paint(&mut picture, rect(0, 0, 640, 480), 1, 20);
    assert_eq!(picture.next_row(8), None);
    assert_eq!(picture.shown(), Some(Shown { until_us: 20, is_partial: false }));
    paint(&mut picture, rect(100, 100, 40, 10), 2, 30);
    assert_eq!(send(&mut picture), rect(64, 64, 128, 64));
    assert!(picture.is_complete());
}

#[test]
fn a_small_change_goes_first_and_the_large_one_is_not_held_up() {
    let mut picture = sent(1280, 720);
    paint(&mut picture, rect(0, 0, 640, 640), 2, 20);
    assert_eq!(send(&mut picture).y, 0);
    let mut large = 1;
    for us in 30..35 {
        paint(&mut picture, rect(1000, 600, 10, 10), u8::try_from(us).unwrap(), us);
        let rows = [send(&mut picture), send(&mut picture)];
        assert!(rows.iter().any(|row| row.x == 960), "{rows:?}");
        large += rows.iter().filter(|row| row.x < 640).count();
    }
    assert_eq!(large, 6);
    // Not even when the small part changes again before each row.
    for us in 40..48 {
        paint(&mut picture, rect(1000, 600, 10, 10), u8::try_from(us).unwrap(), us);
        large += usize::from(send(&mut picture).x < 640);
    }
    assert_eq!(large, 10);
}

#[test]
fn what_changes_all_the_time_is_as_old_as_the_oldest_cell_of_it() {
    let mut picture = sent(640, 640);
    for us in 20..200 {
        let shade = u8::try_from(us).unwrap();
        paint(&mut picture, rect(0, 0, 640, 320), shade, us);
        send(&mut picture);
        let shown = picture.shown().unwrap();
        // 5 rows of cells: the one that is sent last has waited for the others, and for small changes in its turn.
        assert!(shown.until_us < us, "{us}: {shown:?}");
        assert!(us < 40 || shown.until_us + 11 >= us, "{us}: {shown:?}");
    }
}

#[test]
fn with_fewer_colours_a_tile_has_half_of_the_bits() {
    let mut picture = TilePicture::new(size(64, 64));
    picture.on_capture(1);
    picture.update(rect(0, 0, 2, 1), &[0x12, 0x34, 0x56, 0, 0xff, 0x0f, 0xf0, 0], 8, true);
    let (pixels, stride) = picture.pixels(rect(0, 0, 64, 64)).unwrap();
    assert_eq!((&pixels[..7], stride), (&[0x11, 0x33, 0x55, 0, 0xff, 0x00, 0xff][..], 256));
}

#[test]
fn what_does_not_fit_is_ignored() {
    let mut picture = sent(100, 100);
    for part in [rect(60, 60, 41, 1), rect(0, 100, 1, 1), rect(0, 0, 0, 0)] {
        picture.update(part, &[9; 1000], 400, false);
    }
    assert!(picture.is_complete());
    // Of a part whose data end early, the whole rows count.
    picture.update(rect(0, 0, 100, 65), &[2; 400 * 64 + 399], 400, false);
    assert_eq!(send(&mut picture), rect(0, 0, 100, 64));
    assert!(picture.is_complete());
    // The page has no canvas for it.
    let mut large = TilePicture::new(size(16_384, 16_384));
    paint(&mut large, rect(0, 0, 64, 64), 1, 1);
    large.begin();
    assert_eq!(large.next_row(8), None);
}

#[test]
fn a_frame_takes_no_longer_than_the_path_allows() {
    assert_eq!(frame_bytes(0), MIN_FRAME_BYTES);
    assert_eq!(frame_bytes(8_000), 25_000);
    assert_eq!(frame_bytes(u32::MAX), VIDEO_FRAME_BYTES / 4);
}

#[test]
fn the_cap_spaces_frames() {
    let mut pace = CapPace::default();
    pace.on_sent(1 << 20, Tick::from_millis(5));
    assert_eq!(pace.allowed_at(), Tick::default());
    pace.cap_kbit_s = Some(80);
    // 10 bytes a ms.
    pace.on_sent(1_000, Tick::from_millis(50));
    assert_eq!(pace.allowed_at(), Tick::from_millis(150));
    pace.on_sent(1_000, Tick::from_millis(60));
    assert_eq!(pace.allowed_at(), Tick::from_millis(250));
}

proptest! {
    /// Whatever changes and whatever is sent in between, the page ends with the screen, and never
    /// counts as newer than it is.
    #[test]
    fn the_page_has_the_screen_in_the_end_and_is_never_called_newer_than_it_is(
        steps in prop::collection::vec((0..300u32, 0..200u32, 1..90u32, 1..90u32, 1..255u8, 0..4usize), 1..30),
        max_cells in 1..=MAX_ROW_CELLS,
    ) {
        let whole = size(300, 200);
        let mut picture = TilePicture::new(whole);
        let mut page = vec![0; 300 * 200 * 4];
        let mut history = vec![page.clone()];
        paint(&mut picture, whole.rect(), 7, 1);
        picture.begin();
        history.push(picture.pixels.clone());
        let copy = |page: &mut Vec<u8>, picture: &TilePicture, row: Rect| {
            for y in row.y..row.y + row.height {
                let from = picture.offset(row.x, y);
                let bytes = from..from + index(row.width) * 4;
                page[bytes.clone()].copy_from_slice(&picture.pixels[bytes]);
            }
        };
        for (x, y, width, height, shade, rows) in steps {
            let us = u64::try_from(history.len()).unwrap();
            if let Some(part) = rect(x, y, width, height).clip(whole) {
                paint(&mut picture, part, shade, us);
            } else {
                picture.on_capture(us);
            }
            history.push(picture.pixels.clone());
            for _ in 0..rows {
                let Some(row) = picture.next_row(max_cells) else { break };
                picture.mark_sent(row);
                copy(&mut page, &picture, row);
            }
            let shown = picture.shown().unwrap();
            if !shown.is_partial {
                // Each cell is as it was at that time, or later.
                for at in 0..picture.grid.len() {
                    let cell = picture.grid.strip(u32::try_from(at).unwrap() % 5, u32::try_from(at).unwrap() / 5, 1).unwrap();
                    let pixels = |of: &[u8]| of[picture.offset(cell.x, cell.y)..][..4 * index(cell.width)].to_vec();
                    let from = usize::try_from(shown.until_us).unwrap();
                    prop_assert!(history[from..].iter().any(|then| pixels(then) == pixels(&page)));
                }
            }
        }
        while let Some(row) = picture.next_row(max_cells) {
            picture.mark_sent(row);
            copy(&mut page, &picture, row);
        }
        prop_assert!(page == picture.pixels);
    }
}
