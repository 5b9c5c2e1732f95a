//! The browser: the only folder that names its interfaces. No rules here.

pub(crate) mod bitmap;
mod channel;
pub(crate) mod clock;
pub(crate) mod connection;
pub(crate) mod cursor;
pub(crate) mod devices;
pub(crate) mod displays;
pub(crate) mod dom;
pub(crate) mod download;
pub(crate) mod form;
pub(crate) mod fullscreen;
pub(crate) mod invitation_file;
mod listener;
pub(crate) mod page;
pub(crate) mod panel;
pub(crate) mod people;
pub(crate) mod picture_box;
pub(crate) mod preopened;
pub(crate) mod remember;
pub(crate) mod socket;
pub(crate) mod statistics;
pub(crate) mod store;
pub(crate) mod stored_log;
pub(crate) mod text;
pub(crate) mod tile_layer;
pub(crate) mod timer;
pub(crate) mod video;
