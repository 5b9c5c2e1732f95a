//! What a Helper points at and draws over the User's screen, and the steps that they suggest: what is shown at a moment.
//!
//! Places are kept as the page says them, on the picture; the shell knows which part of the desktop that is. When
//! another part is shown, all is cleared.

use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use protocol::element::Element;
use protocol::geometry::Point;
use protocol::limits;
use protocol::mark::{Mark, MarkColor, MarkShape};
use protocol::time::{Tick, earliest};

/// A mark as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownMark {
    /// Tells marks apart: it stays the same while a mark changes, and is not used again.
    pub id: u32,
    /// What is shown.
    pub form: MarkForm,
    /// In which colour.
    pub color: MarkColor,
}

/// What a mark looks like. Points are on the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkForm {
    /// The Helper's pointer, with their name.
    Pointer {
        /// Its tip.
        at: Point,
    },
    /// A ripple where to click.
    Ripple {
        /// Its middle.
        at: Point,
    },
    /// A line through points.
    Line(Arc<Vec<Point>>),
    /// An arrow.
    Arrow {
        /// Where it begins.
        from: Point,
        /// Where it points.
        to: Point,
    },
    /// A rectangle.
    Rectangle {
        /// A corner.
        from: Point,
        /// The opposite one.
        to: Point,
    },
    /// A text.
    Text {
        /// The upper left corner.
        at: Point,
        /// The words.
        text: Arc<str>,
    },
    /// A numbered step.
    Step {
        /// Where.
        at: Point,
        /// The corners of the element that is there, if it is known.
        element: Option<[Point; 2]>,
        /// From 1.
        number: u8,
        /// The sentence of the step that is next; `None` for a later one, of which the number alone is shown.
        text: Option<Arc<str>>,
    },
}

/// The steps that a Helper suggests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    /// What to do, in order.
    pub texts: Vec<String>,
    /// What each of them is about, if that is known.
    pub elements: Vec<Option<Element>>,
    /// How many of them are done, from the first one.
    pub done: usize,
}

/// Why a mark is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotShown {
    /// There are [`limits::STEPS`] already.
    TooManySteps,
}

#[derive(Debug)]
struct Drawn {
    id: u32,
    color: MarkColor,
    kept: bool,
    /// When it goes; `None` while it is drawn, and when it is kept.
    until: Option<Tick>,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Shape(MarkShape, Arc<Vec<Point>>),
    Text(Point, Arc<str>),
}

#[derive(Debug)]
struct Step {
    id: u32,
    at: Point,
    text: Arc<str>,
    /// What is there, with its corners.
    element: Option<(Element, [Point; 2])>,
}

/// A step for which its element is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NewStep {
    /// Its id.
    pub(crate) id: u32,
    /// Where it is.
    pub(crate) at: Point,
}

#[derive(Clone, Copy, Debug)]
struct Brief {
    id: u32,
    at: Point,
    color: MarkColor,
    until: Tick,
}

/// The marks of one Helper.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    last_id: u32,
    drawn: VecDeque<Drawn>,
    /// The last one of [`Self::drawn`] is being drawn.
    is_drawing: bool,
    steps: Vec<Step>,
    done: usize,
    ripples: VecDeque<Brief>,
    pointer: Option<Brief>,
    has_changed: bool,
    steps_changed: bool,
}

impl Marks {
    /// The Helper draws something.
    pub(crate) fn draw(&mut self, mark: Mark, now: Tick) -> Result<(), NotShown> {
        match mark {
            Mark::Begin { shape, color, kept, at } => {
                self.finish(now);
                let content = Content::Shape(shape, Arc::new([at].into_iter().collect()));
                // Also one that is never finished goes by itself.
                let until = (!kept).then(|| now + limits::MARK_UNFINISHED);
                self.add(color, kept, until, content);
                self.is_drawing = true;
            }
            Mark::Extend { points } => self.extend(&points, now),
            Mark::Finish {} => self.finish(now),
            Mark::Text { at, text, color, kept } => {
                self.finish(now);
                let until = (!kept).then(|| now + limits::MARK_SHOWN);
                self.add(color, kept, until, Content::Text(at, text.into()));
            }
            Mark::Step { at, text } => {
                if self.steps.len() >= limits::STEPS {
                    return Err(NotShown::TooManySteps);
                }
                let id = self.next_id();
                self.steps.push(Step { id, at, text: text.into(), element: None });
                (self.has_changed, self.steps_changed) = (true, true);
            }
            Mark::Click { at, color } => {
                if self.ripples.len() >= limits::RIPPLES {
                    self.ripples.pop_front();
                }
                let (id, until) = (self.next_id(), now + limits::RIPPLE_SHOWN);
                self.ripples.push_back(Brief { id, at, color, until });
                self.has_changed = true;
            }
            Mark::Undo {} => {
                self.finish(now);
                self.undo();
            }
            Mark::Clear {} => self.clear(),
            Mark::Unknown => {}
        }
        Ok(())
    }

    /// The Helper points there; `None` when they point no more.
    pub(crate) fn point(&mut self, at: Option<Point>, color: MarkColor, now: Tick) {
        let until = now + limits::POINTER_SHOWN;
        let id = self.pointer.map(|pointer| pointer.id);
        self.has_changed |= at.is_some() || self.pointer.is_some();
        self.pointer = at.map(|at| {
            let id = id.unwrap_or_else(|| self.next_id());
            Brief { id, at, color, until }
        });
    }

    /// Whether the mark changes the steps, of which the User is told.
    pub(crate) fn changes_steps(&self, mark: &Mark) -> bool {
        match mark {
            Mark::Step { .. } => true,
            Mark::Undo {} | Mark::Clear {} => !self.steps.is_empty(),
            Mark::Begin { .. }
            | Mark::Extend { .. }
            | Mark::Finish {}
            | Mark::Text { .. }
            | Mark::Click { .. }
            | Mark::Unknown => false,
        }
    }

    /// How many steps there are, and how many are done.
    pub(crate) fn step_counts(&self) -> (usize, usize) {
        (self.steps.len(), self.done)
    }

    /// The User has done the step that is next. Whether there was one.
    pub(crate) fn next_step(&mut self) -> bool {
        let is_there = self.done < self.steps.len();
        if is_there {
            self.done += 1;
            (self.has_changed, self.steps_changed) = (true, true);
        }
        is_there
    }

    /// The last step, if it has no element yet.
    pub(crate) fn new_step(&self) -> Option<NewStep> {
        let step = self.steps.last().filter(|step| step.element.is_none())?;
        Some(NewStep { id: step.id, at: step.at })
    }

    /// A step is at this element. Returns the number of the step, from 1; `None` when it is gone, or has one already.
    pub(crate) fn set_element(
        &mut self,
        id: u32,
        element: Element,
        corners: [Point; 2],
    ) -> Option<u8> {
        let index = self.steps.iter().position(|step| step.id == id)?;
        let step = self.steps.get_mut(index).filter(|step| step.element.is_none())?;
        step.element = Some((element, corners));
        (self.has_changed, self.steps_changed) = (true, true);
        u8::try_from(index + 1).ok()
    }

    /// Takes everything away. Whether there was something.
    pub(crate) fn clear(&mut self) {
        self.has_changed |= !self.is_empty();
        self.steps_changed |= !self.steps.is_empty();
        self.drawn.clear();
        self.ripples.clear();
        self.steps.clear();
        (self.pointer, self.is_drawing, self.done) = (None, false, 0);
    }

    /// Takes away what would go by itself: the Helper is not there to point at anything.
    pub(crate) fn fade(&mut self) {
        let before = self.fading();
        let last = self.drawn.back().map(|drawn| drawn.id);
        self.drawn.retain(|drawn| drawn.kept);
        self.is_drawing &= last == self.drawn.back().map(|drawn| drawn.id);
        self.ripples.clear();
        self.pointer = None;
        self.has_changed |= before > 0;
    }

    /// How many there are that go by themselves.
    fn fading(&self) -> usize {
        let drawn = self.drawn.iter().filter(|drawn| !drawn.kept).count();
        drawn + self.ripples.len() + usize::from(self.pointer.is_some())
    }

    /// Whether there is nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.drawn.is_empty()
            && self.steps.is_empty()
            && self.ripples.is_empty()
            && self.pointer.is_none()
    }

    /// When something goes by itself.
    pub(crate) fn deadline(&self) -> Option<Tick> {
        let drawn = self.drawn.iter().filter_map(|drawn| drawn.until).min();
        let ripples = self.ripples.iter().map(|ripple| ripple.until).min();
        earliest(earliest(drawn, ripples), self.pointer.map(|pointer| pointer.until))
    }

    /// Takes away what was shown long enough.
    pub(crate) fn expire(&mut self, now: Tick) {
        let before = self.fading();
        let last = self.drawn.back().map(|drawn| drawn.id);
        self.drawn.retain(|drawn| drawn.until.is_none_or(|until| now < until));
        self.is_drawing &= last == self.drawn.back().map(|drawn| drawn.id);
        self.ripples.retain(|ripple| now < ripple.until);
        self.pointer = self.pointer.filter(|pointer| now < pointer.until);
        self.has_changed |= before != self.fading();
    }

    /// Whether something else is shown since this was called last.
    pub(crate) fn take_change(&mut self) -> bool {
        core::mem::take(&mut self.has_changed)
    }

    /// The steps, if they are others than when this was called last.
    pub(crate) fn take_steps(&mut self) -> Option<Steps> {
        core::mem::take(&mut self.steps_changed).then(|| Steps {
            texts: self.steps.iter().map(|step| String::from(&*step.text)).collect(),
            elements: self.steps.iter().map(Step::element).collect(),
            done: self.done,
        })
    }

    /// Everything that is shown, the lowest first.
    pub(crate) fn shown(&self) -> Vec<ShownMark> {
        let drawn = self.drawn.iter().map(Drawn::shown);
        let number = |index: usize| u8::try_from(index + 1).unwrap_or(u8::MAX);
        let left = self.steps.iter().enumerate().skip(self.done);
        let steps = left.map(|(index, step)| ShownMark {
            id: step.id,
            form: MarkForm::Step {
                at: step.at,
                element: step.element.as_ref().map(|(_, corners)| *corners),
                number: number(index),
                text: (index == self.done).then(|| Arc::clone(&step.text)),
            },
            color: MarkColor::Blue,
        });
        let ripples = self.ripples.iter().map(|ripple| ShownMark {
            id: ripple.id,
            form: MarkForm::Ripple { at: ripple.at },
            color: ripple.color,
        });
        let pointer = self.pointer.map(|pointer| ShownMark {
            id: pointer.id,
            form: MarkForm::Pointer { at: pointer.at },
            color: pointer.color,
        });
        drawn.chain(steps).chain(ripples).chain(pointer).collect()
    }

    fn extend(&mut self, points: &[Point], now: Tick) {
        let Some(last) = self.drawn.back_mut().filter(|_| self.is_drawing) else { return };
        last.until = (!last.kept).then(|| now + limits::MARK_UNFINISHED);
        let Content::Shape(shape, known) = &mut last.content else { return };
        let known = Arc::make_mut(known);
        for point in points {
            let is_full = match shape {
                MarkShape::Freehand => known.len() >= limits::MARK_POINTS,
                MarkShape::Arrow | MarkShape::Rectangle => known.len() >= 2,
            };
            if is_full {
                known.pop();
            }
            known.push(*point);
        }
        self.has_changed |= !points.is_empty();
    }

    fn finish(&mut self, now: Tick) {
        if core::mem::take(&mut self.is_drawing)
            && let Some(last) = self.drawn.back_mut()
            && !last.kept
        {
            last.until = Some(now + limits::MARK_SHOWN);
        }
    }

    fn undo(&mut self) {
        let drawn = self.drawn.back().map(|drawn| drawn.id);
        let step = self.steps.last().map(|step| step.id);
        if drawn > step {
            self.drawn.pop_back();
            self.has_changed = true;
        } else if self.steps.pop().is_some() {
            self.done = self.done.min(self.steps.len());
            (self.has_changed, self.steps_changed) = (true, true);
        }
    }

    fn add(&mut self, color: MarkColor, kept: bool, until: Option<Tick>, content: Content) {
        if self.drawn.len() >= limits::MARKS {
            self.drawn.pop_front();
        }
        let id = self.next_id();
        self.drawn.push_back(Drawn { id, color, kept, until, content });
        self.has_changed = true;
    }

    fn next_id(&mut self) -> u32 {
        self.last_id = self.last_id.wrapping_add(1);
        self.last_id
    }
}

impl Step {
    fn element(&self) -> Option<Element> {
        self.element.as_ref().map(|(element, _)| element.clone())
    }
}

impl Drawn {
    fn shown(&self) -> ShownMark {
        let form = match &self.content {
            Content::Text(at, text) => MarkForm::Text { at: *at, text: Arc::clone(text) },
            Content::Shape(shape, points) => {
                let from = points.first().copied().unwrap_or_default();
                let to = points.last().copied().unwrap_or_default();
                match shape {
                    MarkShape::Freehand => MarkForm::Line(Arc::clone(points)),
                    MarkShape::Arrow => MarkForm::Arrow { from, to },
                    MarkShape::Rectangle => MarkForm::Rectangle { from, to },
                }
            }
        };
        ShownMark { id: self.id, form, color: self.color }
    }
}

#[cfg(test)]
mod tests;
