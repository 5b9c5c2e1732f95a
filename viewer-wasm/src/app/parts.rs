//! The parts of the application. None of them knows another, or the application.

pub(super) mod contacts;
pub(super) mod deferred;
pub(super) mod devices;
pub(super) mod gauges;
pub(super) mod lane;
pub(super) mod links;
pub(super) mod log;
pub(super) mod message_video;
pub(super) mod picture;
pub(super) mod timers;
pub(super) mod transfers;
pub(super) mod widgets;
