//! What the User reads about the small picture of what the Helper sees.

use crate::words::say::Say;

/// Shows the picture.
pub const SHOW: Say = Say::SeenShow;

/// Hides it.
pub const HIDE: Say = Say::SeenHide;

/// What a screen reader says instead of the picture.
pub const PICTURE: Say = Say::SeenPicture;

/// What the picture is.
pub const WHAT: Say = Say::SeenWhat;

/// In the place of the picture while nothing is sent.
pub const NOTHING: Say = Say::SeenNothing;

/// In the place of the picture until the first one is there.
pub const SOON: Say = Say::SeenSoon;
