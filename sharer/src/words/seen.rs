//! What the User reads about the small picture of what the Helper sees.

/// Shows the picture.
pub const SHOW: &str = "What your helper sees";

/// Hides it.
pub const HIDE: &str = "Hide what your helper sees";

/// What a screen reader says instead of the picture.
pub const PICTURE: &str = "What your helper sees now";

/// What the picture is.
pub const WHAT: &str = "What your helper sees now, without the bar at the top.";

/// In the place of the picture while nothing is sent.
pub const NOTHING: &str = "Your helper sees nothing now.";

/// In the place of the picture until the first one is there.
pub const SOON: &str = "The picture comes in a moment.";
