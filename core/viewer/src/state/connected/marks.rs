//! What the Helper points at and draws.

use protocol::geometry::Point;
use protocol::mark::{Mark, MarkColor};
use protocol::peer::ToSharer;
use protocol::right::Right;

use super::{Connected, Flow};
use crate::state::context::Context;
use crate::state::view::Picture;

impl Connected {
    /// The picture on which something can be drawn; `None` while nothing can.
    fn marked_picture(&self) -> Option<u32> {
        let is_shown = self.picture() == Picture::Shown && self.rights.holds(Right::Point);
        self.screen.pointed.filter(|_| is_shown)
    }

    pub(super) fn point_at<R>(
        &self,
        at: Option<Point>,
        color: MarkColor,
        cx: &mut Context<R>,
    ) -> Flow {
        if let Some(picture) = self.marked_picture() {
            self.reach.say_now(ToSharer::PointAt { picture, at, color }, cx);
        }
        Flow::Continue
    }

    pub(super) fn mark<R>(&mut self, mark: Mark, cx: &mut Context<R>) -> Flow {
        match self.marked_picture() {
            Some(picture) => self.say(ToSharer::Mark { picture, mark }, cx),
            None => Flow::Continue,
        }
    }
}
