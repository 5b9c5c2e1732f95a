use alloc::vec;

use super::*;

const START: Tick = Tick::from_millis(1_000);

fn at(x: u16) -> Point {
    Point { x, y: 7 }
}

fn begin(shape: MarkShape, kept: bool) -> Mark {
    Mark::Begin { shape, color: MarkColor::Green, kept, at: at(1) }
}

fn step(text: &str) -> Mark {
    Mark::Step { at: at(9), text: text.into() }
}

fn draw(marks: &mut Marks, mark: Mark) {
    marks.draw(mark, START).unwrap();
}

#[test]
fn a_line_grows_is_finished_and_fades_and_a_kept_one_stays() {
    let mut marks = Marks::default();
    draw(&mut marks, begin(MarkShape::Freehand, false));
    draw(&mut marks, Mark::Extend { points: vec![at(2), at(3)] });
    assert!(marks.take_change() && !marks.take_change());
    let [ShownMark { form: MarkForm::Line(points), .. }] = &marks.shown()[..] else { panic!() };
    assert_eq!(**points, [at(1), at(2), at(3)]);
    let unfinished = START + limits::MARK_UNFINISHED;
    assert_eq!(marks.deadline(), Some(unfinished), "it fades later while it is drawn");
    draw(&mut marks, begin(MarkShape::Arrow, true));
    draw(&mut marks, Mark::Finish {});
    draw(&mut marks, Mark::Extend { points: vec![at(8)] });
    let end = START + limits::MARK_SHOWN;
    assert_eq!(marks.deadline(), Some(end));
    marks.take_change();
    marks.expire(START);
    assert!(!marks.take_change());
    marks.expire(end);
    assert!(marks.take_change());
    let arrow = MarkForm::Arrow { from: at(1), to: at(1) };
    assert_eq!(marks.shown().into_iter().map(|mark| mark.form).collect::<Vec<_>>(), [arrow]);
    assert_eq!(marks.deadline(), None);
}

#[test]
fn of_arrow_and_rectangle_the_last_point_counts() {
    let mut marks = Marks::default();
    draw(&mut marks, begin(MarkShape::Rectangle, true));
    draw(&mut marks, Mark::Extend { points: vec![at(2), at(3), at(4)] });
    let rectangle = MarkForm::Rectangle { from: at(1), to: at(4) };
    assert_eq!(marks.shown()[0].form, rectangle);
}

#[test]
fn no_more_is_shown_than_the_bounds_say() {
    let mut marks = Marks::default();
    for _ in 0..limits::MARKS + 3 {
        draw(&mut marks, begin(MarkShape::Freehand, true));
    }
    for n in 0..limits::MARK_POINTS + 3 {
        draw(&mut marks, Mark::Extend { points: vec![at(u16::try_from(n).unwrap())] });
    }
    for _ in 0..limits::RIPPLES + 3 {
        draw(&mut marks, Mark::Click { at: at(1), color: MarkColor::Red });
    }
    for n in 0..limits::STEPS + 1 {
        let is_taken = marks.draw(step("Do it"), START).is_ok();
        assert_eq!(is_taken, n < limits::STEPS);
    }
    let shown = marks.shown();
    assert_eq!(shown.len(), limits::MARKS + limits::RIPPLES + limits::STEPS);
    let lines = shown.iter().filter_map(|mark| match &mark.form {
        MarkForm::Line(points) => Some(points.len()),
        MarkForm::Pointer { .. }
        | MarkForm::Ripple { .. }
        | MarkForm::Arrow { .. }
        | MarkForm::Rectangle { .. }
        | MarkForm::Text { .. }
        | MarkForm::Step { .. } => None,
    });
    assert_eq!(lines.max(), Some(limits::MARK_POINTS));
}

#[test]
fn undo_takes_the_newest_and_clear_takes_all() {
    let mut marks = Marks::default();
    draw(&mut marks, begin(MarkShape::Freehand, true));
    draw(&mut marks, step("First"));
    draw(&mut marks, begin(MarkShape::Arrow, true));
    draw(&mut marks, Mark::Undo {});
    assert_eq!(marks.shown().len(), 2);
    draw(&mut marks, Mark::Undo {});
    assert_eq!(marks.take_steps(), Some(Steps::default()));
    assert_eq!(marks.shown().len(), 1);
    marks.point(Some(at(3)), MarkColor::Red, START);
    draw(&mut marks, Mark::Clear {});
    assert!(marks.is_empty() && marks.shown().is_empty());
    draw(&mut marks, Mark::Undo {});
}

#[test]
fn steps_are_done_in_their_order_and_the_next_one_shows_its_sentence() {
    let mut marks = Marks::default();
    draw(&mut marks, step("Open the menu"));
    draw(&mut marks, step("Press Save"));
    assert_eq!(marks.take_steps().map(|steps| steps.done), Some(0));
    assert!(marks.next_step());
    let steps = marks.take_steps().unwrap();
    assert_eq!((steps.texts.len(), steps.done), (2, 1));
    assert_eq!(marks.take_steps(), None);
    let text = Some("Press Save".into());
    assert_eq!(marks.shown()[0].form, MarkForm::Step { at: at(9), element: None, number: 2, text });
    assert!(marks.next_step() && !marks.next_step());
    assert!(marks.shown().is_empty());
}

#[test]
fn the_pointer_moves_and_goes_when_it_rests_for_long() {
    let mut marks = Marks::default();
    marks.point(None, MarkColor::Red, START);
    assert!(!marks.take_change());
    marks.point(Some(at(3)), MarkColor::Red, START);
    let first = marks.shown()[0].id;
    marks.point(Some(at(4)), MarkColor::Blue, START);
    let pointer = MarkForm::Pointer { at: at(4) };
    assert_eq!(marks.shown(), [ShownMark { id: first, form: pointer, color: MarkColor::Blue }]);
    marks.expire(START + limits::POINTER_SHOWN);
    assert!(marks.is_empty());
}

#[test]
fn a_line_that_is_never_finished_goes_and_no_other_grows_in_its_place() {
    let mut marks = Marks::default();
    draw(&mut marks, begin(MarkShape::Freehand, true));
    draw(&mut marks, begin(MarkShape::Freehand, false));
    let end = START + limits::MARK_UNFINISHED;
    marks.expire(end);
    draw(&mut marks, Mark::Extend { points: vec![at(5)] });
    let lines = marks.shown().into_iter().map(|mark| mark.form).collect::<Vec<_>>();
    assert_eq!(lines, [MarkForm::Line(Arc::new(vec![at(1)]))]);
}

#[test]
fn undoing_a_step_finishes_the_line_that_is_drawn() {
    let mut marks = Marks::default();
    draw(&mut marks, begin(MarkShape::Freehand, false));
    draw(&mut marks, step("one"));
    draw(&mut marks, Mark::Undo {});
    assert_eq!(marks.deadline(), Some(START + limits::MARK_SHOWN));
    assert_eq!(marks.shown().len(), 1);
}
