//! Desktop duplication played by a script, in sequences that the documentation of `IDXGIOutputDuplication` describes.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use super::*;

const SIZE: (u32, u32) = (100, 70);

/// What the next call of `AcquireNextFrame` answers. A frame has the rectangles that changed in it.
type Answer = Result<(FrameInfo, Vec<[i32; 4]>), Fault>;

#[derive(Default)]
struct Script {
    /// Answers of `DuplicateOutput`; without one, it is opened.
    opens: VecDeque<Fault>,
    frames: VecDeque<Answer>,
    described: Option<Described>,
    /// What is on the screen now, by which each pixel is filled.
    value: u8,
    staged: Vec<SurfaceRect>,
    opened: u32,
    /// A frame is acquired and not released.
    is_held: bool,
    shape: Option<(ShapeInfo, Vec<u8>)>,
}

#[derive(Clone, Default)]
struct Fake(Rc<RefCell<Script>>);

struct FakeDuplication {
    script: Fake,
    surface: Vec<u8>,
    described: Described,
}

impl Output for Fake {
    type Duplication = FakeDuplication;

    fn open(&mut self) -> Result<(FakeDuplication, Described), Fault> {
        let mut script = self.0.borrow_mut();
        script.opened += 1;
        script.is_held = false;
        if let Some(fault) = script.opens.pop_front() {
            return Err(fault);
        }
        let upright = Described { surface: SIZE, rotation: Rotation::Identity };
        let described = script.described.unwrap_or(upright);
        let surface = vec![0; index(described.surface.0 * described.surface.1) * BYTES_PER_PIXEL];
        Ok((FakeDuplication { script: self.clone(), surface, described }, described))
    }
}

impl Duplication for FakeDuplication {
    fn acquire(&mut self) -> Result<Option<FrameInfo>, Fault> {
        let mut script = self.script.0.borrow_mut();
        // The documentation: the application must release the frame before it acquires the next one.
        if script.is_held {
            return Err(Fault::InvalidCall);
        }
        let Some(answer) = script.frames.front() else {
            return Ok(None);
        };
        let answer = answer.as_ref().map(|(info, _)| *info).map_err(|fault| *fault);
        script.is_held = answer.is_ok();
        if answer.is_err() {
            script.frames.pop_front();
        }
        answer.map(Some)
    }

    fn changed(&mut self, rects: &mut Vec<[i32; 4]>) -> Result<bool, Fault> {
        let script = self.script.0.borrow();
        let Some(Ok((_, changed))) = script.frames.front() else {
            return Err(Fault::InvalidCall);
        };
        rects.extend(changed.iter().take(RECTS));
        Ok(changed.len() > RECTS)
    }

    fn shape(&mut self, bytes: &mut Vec<u8>) -> Result<Option<ShapeInfo>, Fault> {
        let script = self.script.0.borrow();
        bytes.clear();
        Ok(script.shape.as_ref().map(|(info, of_shape)| {
            bytes.extend(of_shape);
            *info
        }))
    }

    fn stage(&mut self, rect: SurfaceRect) -> Result<(), Fault> {
        let mut script = self.script.0.borrow_mut();
        assert!(script.is_held, "the surface of a released frame is not valid");
        let stride = index(self.described.surface.0) * BYTES_PER_PIXEL;
        for y in rect.top..rect.bottom {
            let row = index(y) * stride;
            let (from, to) = (index(rect.left), index(rect.right));
            self.surface[row + from * BYTES_PER_PIXEL..row + to * BYTES_PER_PIXEL]
                .fill(script.value);
        }
        script.staged.push(rect);
        Ok(())
    }

    fn release(&mut self) -> Result<(), Fault> {
        let mut script = self.script.0.borrow_mut();
        if !std::mem::take(&mut script.is_held) {
            return Err(Fault::InvalidCall);
        }
        script.frames.pop_front();
        Ok(())
    }

    fn read(&mut self, show: &mut dyn FnMut(&[u8], usize)) -> Result<(), Fault> {
        show(&self.surface, index(self.described.surface.0) * BYTES_PER_PIXEL);
        Ok(())
    }
}

/// The machine, its script, and the picture that it fills.
struct Rig {
    script: Fake,
    machine: Duplicated<Fake>,
    kept: Kept,
    now: u64,
}

fn size() -> Size {
    Size::new(SIZE.0, SIZE.1).unwrap()
}

fn image(metadata_bytes: u32) -> FrameInfo {
    FrameInfo { has_image: true, accumulated_frames: 1, metadata_bytes, ..FrameInfo::default() }
}

impl Rig {
    fn of(script: Fake) -> Result<Self, Fault> {
        let machine = Duplicated::open(script.clone(), size(), Tick::from_millis(0))?;
        Ok(Self { script, machine, kept: Kept::new(size()), now: 0 })
    }

    fn open() -> Self {
        Self::of(Fake::default()).unwrap()
    }

    /// The next frame shows this value in these rectangles.
    fn frame(&mut self, value: u8, info: FrameInfo, rects: &[[i32; 4]]) -> News {
        self.script.0.borrow_mut().value = value;
        self.answer(Ok((info, rects.to_vec())))
    }

    fn answer(&mut self, answer: Answer) -> News {
        self.script.0.borrow_mut().frames.push_back(answer);
        self.look().unwrap()
    }

    fn look(&mut self) -> Result<News, GivenUp> {
        self.now += 10;
        self.machine.look(Tick::from_millis(self.now))
    }

    fn read(&mut self) -> bool {
        self.machine.read(&mut self.kept, &Mask::new(), Tick::from_millis(self.now))
    }

    /// The first byte of a pixel of the picture.
    fn pixel(&self, x: u32, y: u32) -> u8 {
        let pixel = Rect { x, y, width: 1, height: 1 };
        self.kept.region(pixel).map_or(0, |region| region.data[0])
    }

    /// What has changed in the picture.
    fn changed(&mut self) -> Vec<Rect> {
        let frame = self.kept.frame();
        frame.map_or(Vec::new(), |frame| frame.patches.iter().map(|p| p.rect).collect())
    }
}

const NEWS: News = News { image: false, pointer: false, shape: false, resized: false };

#[test]
fn the_first_frame_is_taken_whole_and_a_time_out_is_no_news() {
    let mut rig = Rig::open();
    assert_eq!(rig.look().unwrap(), NEWS);
    assert!(!rig.read() && !rig.machine.is_complete(), "there is no image yet");
    // Even if it names only a part of itself.
    assert_eq!(rig.frame(5, image(16), &[[0, 0, 1, 1]]), News { image: true, ..NEWS });
    assert!(rig.machine.has_staged(size().rect()) && rig.read());
    assert!(rig.machine.is_complete());
    assert_eq!(rig.changed(), [size().rect()]);
    assert_eq!((rig.pixel(0, 0), rig.pixel(99, 69)), (5, 5));
    for _ in 0..3 {
        assert_eq!(rig.look().unwrap(), NEWS);
        assert!(!rig.machine.has_staged(size().rect()));
    }
}

#[test]
fn only_what_moved_and_changed_is_copied() {
    let mut rig = Rig::open();
    rig.frame(5, image(16), &[[0, 0, 1, 1]]);
    rig.read();
    rig.changed();
    rig.script.0.borrow_mut().staged.clear();
    // Two frames are acquired before one is read: one that moves, one that paints over a part of the same.
    rig.frame(6, image(40), &[[10, 10, 20, 20]]);
    rig.frame(7, FrameInfo { accumulated_frames: 3, ..image(16) }, &[[15, 15, 16, 16]]);
    let staged: Vec<_> = rig.script.0.borrow().staged.iter().map(|r| (r.left, r.right)).collect();
    assert_eq!(staged, [(10, 20), (15, 16)]);
    assert!(rig.read());
    assert_eq!((rig.pixel(9, 9), rig.pixel(15, 15)), (5, 0), "what changed is no region");
    assert_eq!(rig.changed(), [Rect { x: 10, y: 10, width: 10, height: 10 }]);
    assert_eq!((rig.pixel(10, 10), rig.pixel(15, 15), rig.pixel(20, 20)), (6, 7, 5));
}

#[test]
fn an_image_of_which_nobody_knows_what_changed_is_taken_whole() {
    let many = vec![[1, 1, 2, 2]; RECTS + 1];
    for (metadata, rects) in [(0, &[][..]), (16, &many)] {
        let mut rig = Rig::open();
        rig.frame(1, image(0), &[]);
        rig.read();
        rig.changed();
        rig.frame(2, image(metadata), rects);
        rig.read();
        assert_eq!(rig.changed(), [size().rect()]);
    }
}

#[test]
fn a_frame_with_the_pointer_only_changes_no_pixel() {
    let mut rig = Rig::open();
    let pointer = FrameInfo { pointer: Some(true), ..FrameInfo::default() };
    // The very first one may have no image.
    rig.frame(0, pointer, &[]);
    assert!(!rig.read());
    rig.frame(4, image(0), &[]);
    rig.read();
    assert_eq!(rig.changed(), [size().rect()]);
    assert_eq!(rig.frame(9, pointer, &[]), News { pointer: true, ..NEWS });
    assert!(!rig.machine.has_staged(size().rect()));
    assert_eq!(rig.pixel(0, 0), 4);
    // It leaves this output, and comes back.
    let gone = FrameInfo { pointer: Some(false), ..pointer };
    assert_eq!(rig.frame(9, gone, &[]), News { pointer: true, shape: true, ..NEWS });
    assert_eq!(rig.machine.cursor(), Some(pointer::hidden()));
    assert!(rig.frame(9, pointer, &[]).shape);
    assert_eq!(rig.machine.cursor(), None, "its shape was never said");
}

#[test]
fn a_shape_is_kept_until_the_next_one() {
    let mut rig = Rig::open();
    let info = ShapeInfo { kind: ShapeKind::Color, width: 1, height: 1, pitch: 4, hot: (0, 0) };
    rig.script.0.borrow_mut().shape = Some((info, vec![1, 2, 3, 255]));
    let new_shape = FrameInfo { has_shape: true, pointer: Some(true), ..FrameInfo::default() };
    assert!(rig.frame(0, new_shape, &[]).shape);
    assert_eq!(rig.machine.cursor().unwrap().argb, [0xff03_0201]);
    // One of an unknown kind, or one that contradicts itself.
    for bad in [None, Some((ShapeInfo { width: 9, ..info }, vec![0; 4]))] {
        rig.script.0.borrow_mut().shape = bad;
        rig.frame(0, new_shape, &[]);
        assert_eq!(rig.machine.cursor().unwrap().argb, [0xff03_0201]);
    }
}

#[test]
fn a_display_on_its_side_is_shown_upright() {
    for rotation in [Rotation::Rotate90, Rotation::Rotate270] {
        let script = Fake::default();
        script.0.borrow_mut().described = Some(Described { surface: (70, 100), rotation });
        let mut rig = Rig::of(script).unwrap();
        rig.frame(1, image(0), &[]);
        rig.read();
        rig.changed();
        // The first row of the panel is the last or the first column of the picture.
        rig.frame(2, image(16), &[[0, 0, 70, 1]]);
        rig.read();
        rig.changed();
        let (new, old) = if rotation == Rotation::Rotate90 { (99, 0) } else { (0, 99) };
        assert_eq!((rig.pixel(new, 0), rig.pixel(new, 69)), (2, 2), "{rotation:?}");
        assert_eq!((rig.pixel(old, 0), rig.pixel(old, 69)), (1, 1), "{rotation:?}");
    }
}

#[test]
fn a_lost_duplication_is_opened_again_and_taken_whole() {
    for fault in [Fault::AccessLost, Fault::InvalidCall, Fault::Other(-1)] {
        let mut rig = Rig::open();
        rig.frame(1, image(0), &[]);
        rig.read();
        rig.changed();
        // Staged, but its surface is lost before it is read.
        rig.frame(2, image(16), &[[0, 0, 5, 5]]);
        rig.answer(Err(fault));
        assert!(rig.machine.is_lost() && !rig.machine.has_staged(size().rect()));
        assert!(!rig.read());
        assert_eq!(rig.pixel(0, 0), 1, "the picture stays");
        assert!(rig.look().unwrap().pointer);
        rig.frame(3, image(16), &[[7, 7, 8, 8]]);
        rig.read();
        rig.changed();
        assert_eq!((rig.pixel(0, 0), rig.pixel(99, 69)), (3, 3));
        assert_eq!(rig.script.0.borrow().opened, 2);
    }
}

#[test]
fn the_secure_desktop_is_waited_for_however_long_it_stays() {
    let mut rig = Rig::open();
    rig.frame(1, image(0), &[]);
    rig.script.0.borrow_mut().opens = vec![Fault::AccessDenied; 500].into();
    rig.answer(Err(Fault::AccessLost));
    let mut looks = 0;
    while rig.machine.is_lost() {
        assert!(!rig.look().unwrap().image);
        looks += 1;
    }
    let opened = rig.script.0.borrow().opened;
    assert_eq!(opened, 502);
    assert!(looks * 10 > 240_000, "it is asked twice a second: {looks}");
    assert!(rig.frame(2, image(0), &[]).image);
    // It may be there from the start, or nobody sees the session.
    for fault in [Fault::AccessDenied, Fault::SessionDisconnected] {
        let script = Fake::default();
        script.0.borrow_mut().opens = [fault].into();
        let mut rig = Rig::of(script).unwrap();
        assert!(rig.machine.is_lost());
        rig.look().unwrap();
        assert!(!rig.machine.is_lost());
    }
}

#[test]
fn another_capture_takes_over_where_there_is_no_duplication() {
    let refused = [
        Fault::Unsupported,
        Fault::NotCurrentlyAvailable,
        Fault::InvalidCall,
        Fault::Other(-2_147_467_263),
    ];
    for fault in refused {
        let script = Fake::default();
        script.0.borrow_mut().opens = [fault].into();
        assert_eq!(Rig::of(script).err(), Some(fault));
    }
    // When it is lost, it is tried for some seconds, or not at all.
    for (fault, most) in [(Fault::NotCurrentlyAvailable, 8000), (Fault::Unsupported, 50)] {
        let mut rig = Rig::open();
        rig.frame(1, image(0), &[]);
        rig.script.0.borrow_mut().opens = vec![fault; 500].into();
        rig.answer(Err(Fault::AccessLost));
        let given_up = loop {
            if let Err(given_up) = rig.look() {
                break given_up;
            }
            assert!(rig.now < most, "{fault:?}");
        };
        assert_eq!(given_up, GivenUp(fault));
    }
}

#[test]
fn another_mode_of_the_display_is_reported_once() {
    let mut rig = Rig::open();
    rig.frame(1, image(0), &[]);
    let turned = Described { surface: (70, 100), rotation: Rotation::Identity };
    rig.script.0.borrow_mut().described = Some(turned);
    rig.answer(Err(Fault::AccessLost));
    let resized = (0..100).filter(|_| rig.look().unwrap().resized).count();
    assert_eq!(resized, 1);
    assert!(rig.machine.is_lost(), "the picture has the old size");
}

#[test]
fn what_is_masked_is_blanked_before_it_is_compared() {
    let mut rig = Rig::open();
    rig.frame(5, image(0), &[]);
    let mut mask = Mask::new();
    let here = Rect { x: 20, y: 20, width: 4, height: 4 };
    mask.cover(7, Some(here), Tick::from_millis(0));
    assert!(rig.machine.read(&mut rig.kept, &mask, Tick::from_millis(0)));
    rig.changed();
    assert_eq!((rig.pixel(20, 20), rig.pixel(24, 24)), (picture::mask::BLANK[0], 5));
    // The window paints itself, and nothing changes in the picture.
    rig.frame(6, image(16), &[[20, 20, 24, 24]]);
    assert!(rig.machine.read(&mut rig.kept, &mask, Tick::from_millis(0)));
    assert_eq!(rig.changed(), []);
    // It goes, and its place is read again from what was staged.
    rig.machine.read_again(here);
    assert!(rig.read());
    rig.changed();
    assert_eq!(rig.pixel(20, 20), 6);
}
