//! Capture on a real X server.
