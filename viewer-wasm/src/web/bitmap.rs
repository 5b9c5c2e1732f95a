//! An image that the browser has decoded.

pub(crate) use web_sys::ImageBitmap as Bitmap;
