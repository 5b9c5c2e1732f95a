//! Which layer of the picture is in front: the `<video>` of the path over RTP, or the canvas with the frames that
//! arrived in messages.
//!
//! Both are drawn in the same box. While the picture moves from one path to the other, the layer with the newer
//! frame is the one to see.

use crate::frame::FrameStamp;

/// A layer that shows frames.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layer {
    /// The `<video>`.
    #[default]
    Video,
    /// The canvas over it.
    Canvas,
}

/// The layers of the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    front: Layer,
    newest: Option<FrameStamp>,
}

impl Layers {
    /// The layer that is in front.
    pub fn front(&self) -> Layer {
        self.front
    }

    /// A layer shows a frame; `None` in a browser that does not name it. Returns whether the Helper sees it: it
    /// may be an older one than the layer in front shows.
    pub fn shown(&mut self, layer: Layer, stamp: Option<FrameStamp>) -> bool {
        let is_older = match (stamp, self.newest) {
            (Some(stamp), Some(newest)) => !stamp.is_after(newest),
            (None, _) | (_, None) => false,
        };
        if layer != self.front && is_older {
            return false;
        }
        self.front = layer;
        self.newest = stamp.or(self.newest);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_layer_with_the_newer_frame_is_in_front() {
        let mut layers = Layers::default();
        let mut shown =
            |layer, stamp| (layers.shown(layer, Some(FrameStamp(stamp))), layers.front());
        assert_eq!(shown(Layer::Canvas, 10), (true, Layer::Canvas));
        assert_eq!(shown(Layer::Canvas, 20), (true, Layer::Canvas));
        assert_eq!(
            shown(Layer::Video, 15),
            (false, Layer::Canvas),
            "an old frame of the other path"
        );
        assert_eq!(shown(Layer::Video, 30), (true, Layer::Video));
        assert_eq!(shown(Layer::Canvas, 30), (false, Layer::Video), "the same frame twice");
        assert_eq!(shown(Layer::Video, 29), (true, Layer::Video), "the layer in front counts");
    }

    #[test]
    fn a_frame_without_a_name_counts_as_the_newest() {
        let mut layers = Layers::default();
        assert!(layers.shown(Layer::Canvas, Some(FrameStamp(10))));
        assert!(layers.shown(Layer::Video, None));
        assert_eq!(layers.front(), Layer::Video);
        assert!(layers.shown(Layer::Canvas, Some(FrameStamp(20))));
    }
}
