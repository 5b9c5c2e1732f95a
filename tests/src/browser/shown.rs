//! The picture as the page shows it.

use base64::Engine as _;
use serde_json::Value;

use crate::image::Image;

/// What [`PICTURE`] gives, as an image.
pub(super) fn image(answer: &Value) -> Option<Image> {
    let size = |name: &str| answer[name].as_u64().and_then(|n| usize::try_from(n).ok());
    let (width, height) = (size("width")?, size("height")?);
    let rgba = base64::engine::general_purpose::STANDARD.decode(answer["rgba"].as_str()?).ok()?;
    let pixels = rgba.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    Some(Image { width, height, pixels })
}

/// The layers of `#screen` over each other; null while there is no frame.
pub(super) const PICTURE: &str = r"(() => {
  const screen = document.getElementById('screen');
  const box = screen.getBoundingClientRect();
  const width = Number(screen.dataset.width), height = Number(screen.dataset.height);
  if (!width || !height || !box.width) return null;
  const canvas = new OffscreenCanvas(width, height);
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
  const bytes = context.getImageData(0, 0, width, height).data;
  let text = '';
  for (let n = 0; n < bytes.length; n += 32768) {
    text += String.fromCharCode(...bytes.subarray(n, n + 32768));
  }
  return { width, height, rgba: btoa(text) };
})()";
