//! The start of the program with a window: it has no console, and there is one of it for each desktop where the system
//! tells.

use super::os::windowed::Instance;

/// How the program with a window begins.
#[derive(Debug)]
pub(crate) enum Begun {
    /// It is the first one, as long as this is kept.
    First(Instance),
    /// Another one runs, and has been asked to show its window. Only Windows tells.
    #[cfg_attr(not(windows), expect(dead_code, reason = "only Windows tells"))]
    Shown,
}
