//! The picture as the page shows it.

use base64::Engine as _;
use serde_json::Value;

use crate::image::Image;

/// What [`PICTURE`] gives, as an image.
pub(super) fn image(answer: &Value) -> Option<Image> {
    let (_, text) = answer.as_str()?.split_once(',')?;
    let file = base64::engine::general_purpose::STANDARD.decode(text).ok()?;
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let mut rgba = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut rgba).ok()?;
    let pixels = rgba.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    Some(Image { width: info.width as usize, height: info.height as usize, pixels })
}

/// The layers of `#screen` over each other, as a PNG; null while there is no frame. The plain pixels, which are fifty times
/// as much, keep a Firefox busy with handing them over.
pub(super) const PICTURE: &str = r"(() => {
  const screen = document.getElementById('screen');
  const box = screen.getBoundingClientRect();
  const width = Number(screen.dataset.width), height = Number(screen.dataset.height);
  if (!width || !height || !box.width) return null;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let layers = 0;
  for (const layer of screen.querySelectorAll('video, canvas')) {
    const at = layer.getBoundingClientRect();
    const same = ['left', 'top', 'width', 'height'].every((side) => Math.abs(at[side] - box[side]) < 1.5);
    if (!same || getComputedStyle(layer).visibility === 'hidden') continue;
    if (layer instanceof HTMLVideoElement && layer.readyState < 2) continue;
    context.drawImage(layer, 0, 0, width, height);
    layers += 1;
  }
  if (!layers) return null;
  return canvas.toDataURL('image/png');
})()";
