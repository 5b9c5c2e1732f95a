//! BGRA to YUV planes in BT.709, which the encoder takes and every browser shows correctly. Only what
//! changed is converted, into one picture that is kept.

use h264::ChromaFormat;
use protocol::geometry::{Rect, Size};
use protocol::limits::DAMAGE_RECTS;
use yuv::{
    BufferStoreMut, YuvConversionMode, YuvError, YuvPlanarImageMut, YuvRange, YuvStandardMatrix,
    bgra_to_yuv420, bgra_to_yuv444,
};

use crate::platform::screen::{BYTES_PER_PIXEL, FrameRef, Patch, index};

/// A picture in three planes: luma, and two of chroma in the same (4:4:4) or half (4:2:0) the resolution.
/// Its sides are even; where the screen's are odd, its last column or row is repeated.
#[derive(Debug)]
pub struct Picture {
    size: Size,
    width: usize,
    height: usize,
    y: Vec<u8>,
    u: Vec<u8>,
    v: Vec<u8>,
    sampling: ChromaFormat,
    touched: Touched,
}

/// Which parts of a picture were written.
#[derive(Debug)]
enum Touched {
    Everywhere,
    Within(Vec<Rect>),
}

/// How strong the colours are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// As they are.
    #[default]
    All,
    /// A quarter of their strength, so that the chroma planes have a quarter of the steps. Coarser steps
    /// at full strength would make new edges, which take more bits than they save.
    Fewer,
}

/// The shortest side in px that the encoder takes. What is smaller gets a black margin.
const LEAST_SIDE: usize = 16;

/// Why a frame could not be converted.
#[derive(Debug, thiserror::Error)]
pub enum ConvertError {
    /// The patch does not lie in the picture, or its bytes not in the data.
    #[error("expected a patch within the picture and its data, got {0:?}")]
    Patch(Patch),
    /// The converter disagrees about sizes.
    #[error("the colour converter refused: {0}")]
    Refused(#[from] YuvError),
}

impl Picture {
    /// A black picture for a screen of `size`.
    pub fn black(size: Size, sampling: ChromaFormat) -> Self {
        let side = |side: u32| index(side).next_multiple_of(2).max(LEAST_SIDE);
        let (width, height) = (side(size.width()), side(size.height()));
        let chroma = (sampling.chroma_length(width), sampling.chroma_length(height));
        // The converter takes whole rows from wherever a patch begins, so that the last one reaches
        // beyond the picture by up to a row.
        let chroma = chroma.0 * chroma.1 + chroma.0;
        Self {
            size,
            width,
            height,
            y: vec![if sampling.is_full_range() { 0 } else { 16 }; width * height + width],
            u: vec![128; chroma],
            v: vec![128; chroma],
            sampling,
            touched: Touched::Everywhere,
        }
    }

    /// The size of the screen it shows.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Its own width in px, which is even.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Its own height in px, which is even.
    pub fn height(&self) -> usize {
        self.height
    }

    /// The chroma format.
    pub fn sampling(&self) -> ChromaFormat {
        self.sampling
    }

    /// Width and height of the chroma planes in px.
    pub fn chroma_size(&self) -> (usize, usize) {
        (self.sampling.chroma_length(self.width), self.sampling.chroma_length(self.height))
    }

    /// The planes Y, U and V. A row is as long as the plane is wide.
    pub fn planes(&self) -> (&[u8], &[u8], &[u8]) {
        let (luma, (width, height)) = (self.width * self.height, self.chroma_size());
        (&self.y[..luma], &self.u[..width * height], &self.v[..width * height])
    }

    /// What may differ since [`Self::settle`]; `None` when that may be everything.
    pub fn touched(&self) -> Option<&[Rect]> {
        match &self.touched {
            Touched::Everywhere => None,
            Touched::Within(rects) => Some(rects),
        }
    }

    /// The picture was encoded: from here on changes are noted.
    pub fn settle(&mut self) {
        match &mut self.touched {
            Touched::Everywhere => {
                self.touched = Touched::Within(Vec::with_capacity(DAMAGE_RECTS));
            }
            Touched::Within(rects) => rects.clear(),
        }
    }

    fn touch(&mut self, rect: Rect) {
        if let Touched::Within(rects) = &mut self.touched {
            if rects.len() < DAMAGE_RECTS {
                rects.push(rect);
            } else {
                self.touched = Touched::Everywhere;
            }
        }
    }

    pub(crate) fn planes_mut(&mut self) -> (&mut [u8], &mut [u8], &mut [u8]) {
        self.touched = Touched::Everywhere;
        let (luma, (width, height)) = (self.width * self.height, self.chroma_size());
        (&mut self.y[..luma], &mut self.u[..width * height], &mut self.v[..width * height])
    }

    /// Converts what changed.
    pub fn update(&mut self, frame: &FrameRef<'_>, colours: Colours) -> Result<(), ConvertError> {
        for patch in frame.patches {
            self.convert(frame.data, *patch)?;
            self.touch(patch.rect);
            // At once: a patch may overlap another one, and no colour may be reduced twice.
            if colours == Colours::Fewer {
                self.reduce_colours(patch.rect);
            }
            self.pad(patch.rect);
        }
        Ok(())
    }

    fn convert(&mut self, data: &[u8], patch: Patch) -> Result<(), ConvertError> {
        let rect = patch.rect;
        let outside = || ConvertError::Patch(patch);
        let is_even = (rect.x | rect.y) & 1 == 0;
        if !is_even || rect.clip(self.size) != Some(rect) {
            return Err(outside());
        }
        let (height, row) = (index(rect.height), index(rect.width) * BYTES_PER_PIXEL);
        if patch.stride < row {
            return Err(outside());
        }
        let end = patch.offset.saturating_add(patch.stride * height);
        let bgra = data.get(patch.offset..end).ok_or_else(outside)?;

        // The converter works through the slices to their ends: they hold only the rows of the patch.
        let (chroma_width, _) = self.chroma_size();
        let (x, y) = (index(rect.x), index(rect.y));
        let luma = y * self.width + x..(y + height) * self.width + x;
        let from = self.sampling.chroma_length(y) * chroma_width + self.sampling.chroma_length(x);
        let chroma = from..from + self.sampling.chroma_length(height) * chroma_width;
        let mut planes = YuvPlanarImageMut {
            y_plane: BufferStoreMut::Borrowed(&mut self.y[luma]),
            y_stride: stride(self.width),
            u_plane: BufferStoreMut::Borrowed(&mut self.u[chroma.clone()]),
            u_stride: stride(chroma_width),
            v_plane: BufferStoreMut::Borrowed(&mut self.v[chroma]),
            v_stride: stride(chroma_width),
            width: rect.width,
            height: rect.height,
        };
        let convert = match self.sampling {
            ChromaFormat::Yuv420 => bgra_to_yuv420,
            ChromaFormat::Yuv444 => bgra_to_yuv444,
        };
        convert(
            &mut planes,
            bgra,
            stride(patch.stride),
            if self.sampling.is_full_range() { YuvRange::Full } else { YuvRange::Limited },
            YuvStandardMatrix::Bt709,
            YuvConversionMode::Balanced,
        )?;
        Ok(())
    }

    /// Brings the colours of a converted rectangle nearer to grey.
    fn reduce_colours(&mut self, rect: Rect) {
        let (chroma_width, _) = self.chroma_size();
        let along = |luma: u32| self.sampling.chroma_length(index(luma));
        let (x, y) = (along(rect.x), along(rect.y));
        let (width, height) = (along(rect.width), along(rect.height));
        for plane in [&mut self.u, &mut self.v] {
            for row in plane.chunks_exact_mut(chroma_width).skip(y).take(height) {
                for colour in &mut row[x..x + width] {
                    // Grey, which is 128, stays what it is.
                    *colour = *colour / 4 + 96;
                }
            }
        }
    }

    /// Repeats the last column and row of an odd screen where the rectangle touched them.
    fn pad(&mut self, rect: Rect) {
        let (width, height) = (index(self.size.width()), index(self.size.height()));
        let (right, bottom) = (index(rect.x + rect.width), index(rect.y + rect.height));
        let planes = match self.sampling {
            // The converter does it for 4:2:0 chroma.
            ChromaFormat::Yuv420 => [Some(&mut self.y), None, None],
            ChromaFormat::Yuv444 => [&mut self.y, &mut self.u, &mut self.v].map(Some),
        };
        for plane in planes.into_iter().flatten() {
            if right == width && width % 2 == 1 {
                for y in index(rect.y)..bottom {
                    plane[y * self.width + width] = plane[y * self.width + width - 1];
                }
            }
            if bottom == height && height % 2 == 1 {
                let last = (height - 1) * self.width;
                plane.copy_within(last..last + self.width, last + self.width);
            }
        }
    }
}

fn stride(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// ITU-R BT.709 in plain floating point: 4:2:0 chroma is the average of 2×2 pixels, in the limited
    /// range.
    fn reference(bgra: &[u8], width: usize, height: usize, sampling: ChromaFormat) -> Picture {
        let size = Size::new(width.try_into().unwrap(), height.try_into().unwrap()).unwrap();
        let mut picture = Picture::black(size, sampling);
        let (black, white, colour) =
            if sampling.is_full_range() { (0.0, 255.0, 255.0) } else { (16.0, 219.0, 224.0) };
        let pixel = |x: usize, y: usize| {
            let at = (y.min(height - 1) * width + x.min(width - 1)) * 4;
            [2, 1, 0].map(|channel| f64::from(bgra[at + channel]) / 255.0)
        };
        let luma = |[r, g, b]: [f64; 3]| 0.2126 * r + 0.7152 * g + 0.0722 * b;
        let byte = |v: f64| v.round().clamp(0.0, 255.0) as u8;
        let even = (width.next_multiple_of(2), height.next_multiple_of(2));
        for y in 0..even.1 {
            for x in 0..even.0 {
                picture.y[y * picture.width + x] = byte(black + white * luma(pixel(x, y)));
            }
        }
        let (chroma_width, _) = picture.chroma_size();
        for y in 0..sampling.chroma_length(even.1) {
            for x in 0..sampling.chroma_length(even.0) {
                let mean = match sampling {
                    ChromaFormat::Yuv420 => [(0, 0), (1, 0), (0, 1), (1, 1)]
                        .map(|(dx, dy)| pixel(2 * x + dx, 2 * y + dy)),
                    ChromaFormat::Yuv444 => [pixel(x, y); 4],
                };
                let [r, g, b] = [0, 1, 2].map(|c| mean.iter().map(|p| p[c]).sum::<f64>() / 4.0);
                let l = luma([r, g, b]);
                picture.u[y * chroma_width + x] = byte(128.0 + colour * (b - l) / 1.8556);
                picture.v[y * chroma_width + x] = byte(128.0 + colour * (r - l) / 1.5748);
            }
        }
        picture
    }

    fn assert_close(got: &Picture, want: &Picture) {
        let (got, want) = (got.planes(), want.planes());
        for (name, got, want) in [("y", got.0, want.0), ("u", got.1, want.1), ("v", got.2, want.2)]
        {
            assert_eq!(got.len(), want.len());
            for (at, (got, want)) in got.iter().zip(want).enumerate() {
                assert!(got.abs_diff(*want) <= 2, "{name}[{at}]: got {got}, want {want}");
            }
        }
    }

    fn noise(bytes: usize, mut seed: u32) -> Vec<u8> {
        std::iter::repeat_with(|| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        })
        .take(bytes)
        .collect()
    }

    fn whole(data: &[u8], size: Size, rects: &[Rect], sampling: ChromaFormat) -> Picture {
        let padded = [data, &vec![0; index(size.width()) * 4]].concat();
        let data = &padded;
        let patches: Vec<_> = rects.iter().map(|rect| Patch::of_whole(*rect, size)).collect();
        let mut picture = Picture::black(size, sampling);
        picture.update(&FrameRef { data, patches: &patches, size }, Colours::All).unwrap();
        picture
    }

    #[test]
    fn pure_colours_have_the_values_of_the_standard() {
        let size = Size::new(2, 2).unwrap();
        for (bgr, yuv) in [
            ([0, 0, 255], [63, 102, 240]),
            ([0, 255, 0], [173, 42, 26]),
            ([255, 0, 0], [32, 240, 118]),
            ([255, 255, 255], [235, 128, 128]),
            ([0, 0, 0], [16, 128, 128]),
        ] {
            let data = [bgr[0], bgr[1], bgr[2], 0].repeat(4);
            let picture = whole(&data, size, &[size.rect()], ChromaFormat::Yuv420);
            for (got, want) in [picture.y[0], picture.u[0], picture.v[0]].iter().zip(yuv) {
                assert!(got.abs_diff(want) <= 1, "{bgr:?}: {picture:?}");
            }
        }
    }

    fn sampling() -> impl Strategy<Value = ChromaFormat> {
        prop_oneof![Just(ChromaFormat::Yuv420), Just(ChromaFormat::Yuv444)]
    }

    proptest! {
        #[test]
        fn a_picture_of_any_size_is_converted_by_the_standard(
            width in 1..70u32, height in 1..40u32, seed: u32, sampling in sampling()
        ) {
            let size = Size::new(width, height).unwrap();
            let data = noise(index(width) * index(height) * 4, seed);
            let want = reference(&data, index(width), index(height), sampling);
            assert_close(&whole(&data, size, &[size.rect()], sampling), &want);
        }

        #[test]
        fn patches_make_the_same_picture_as_the_whole(
            width in 1..130u32, height in 1..70u32, seed: u32, pale: bool, sampling in sampling(),
            cuts in proptest::collection::vec((0..130u32, 0..70u32, 1..90u32, 1..50u32), 1..8)
        ) {
            let size = Size::new(width, height).unwrap();
            let before = noise(index(width) * index(height) * 4, seed);
            let mut after = before.clone();
            let mut damage = crate::platform::damage::Damage::new();
            for (x, y, w, h) in cuts {
                let Some(rect) = (Rect { x, y, width: w, height: h }).clip(size) else { continue };
                damage.add(rect);
                for y in rect.y..rect.y + rect.height {
                    for x in rect.x..rect.x + rect.width {
                        after[(index(y) * index(width) + index(x)) * 4] ^= 0xff;
                    }
                }
            }
            damage.align(size);
            let mut picture = whole(&before, size, &[size.rect()], sampling);
            let mut paled = std::collections::BTreeSet::new();
            // Packed as the X server delivers them: one after the other, rows without a gap.
            let (mut data, mut patches) = (Vec::new(), Vec::new());
            for rect in damage.rects() {
                let stride = index(rect.width) * 4;
                patches.push(Patch { rect: *rect, offset: data.len(), stride });
                for y in rect.y..rect.y + rect.height {
                    let start = (index(y) * index(width) + index(rect.x)) * 4;
                    data.extend_from_slice(&after[start..start + stride]);
                }
            }
            let colours = if pale { Colours::Fewer } else { Colours::All };
            picture.update(&FrameRef { data: &data, patches: &patches, size }, colours).unwrap();
            let mut want = reference(&after, index(width), index(height), sampling);
            if pale {
                // Exactly the patches, each of them once.
                let along = |from: u32, size: u32| {
                    // With what is repeated beyond an odd edge.
                    let end = index(from + size).next_multiple_of(2);
                    sampling.chroma_length(index(from))..sampling.chroma_length(end)
                };
                for rect in damage.rects() {
                    for y in along(rect.y, rect.height) {
                        paled.extend(along(rect.x, rect.width).map(|x| (x, y)));
                    }
                }
                let (chroma_width, _) = want.chroma_size();
                for (x, y) in paled {
                    let at = y * chroma_width + x;
                    want.u[at] = want.u[at] / 4 + 96;
                    want.v[at] = want.v[at] / 4 + 96;
                }
            }
            assert_close(&picture, &want);
        }
    }

    #[test]
    fn pale_colours_leave_grey_and_brightness_alone() {
        let size = Size::new(4, 2).unwrap();
        let data = [[0, 0, 255, 0].repeat(2), [90, 90, 90, 0].repeat(2)].concat().repeat(2);
        let data = [data, vec![0; 16]].concat();
        let patches = [Patch::of_whole(size.rect(), size)];
        let frame = FrameRef { data: &data, patches: &patches, size };
        let [mut all, mut fewer] = [(); 2].map(|()| Picture::black(size, ChromaFormat::Yuv420));
        all.update(&frame, Colours::All).unwrap();
        fewer.update(&frame, Colours::Fewer).unwrap();
        assert_eq!(all.planes().0, fewer.planes().0);
        assert_eq!((fewer.v[0], fewer.v[1]), (240 / 4 + 96, 128), "a weaker red, the same grey");
    }

    #[test]
    fn a_patch_outside_is_refused() {
        let size = Size::new(8, 8).unwrap();
        let mut picture = Picture::black(size, ChromaFormat::Yuv444);
        let data = vec![0; 8 * 8 * 4];
        let rect = |x, y, width, height| Rect { x, y, width, height };
        for patch in [
            Patch { rect: rect(1, 0, 2, 2), offset: 0, stride: 32 },
            Patch { rect: rect(0, 0, 10, 2), offset: 0, stride: 40 },
            Patch { rect: rect(0, 0, 8, 8), offset: 4, stride: 32 },
            Patch { rect: rect(0, 0, 8, 8), offset: 0, stride: 31 },
            Patch { rect: rect(0, 0, 0, 0), offset: 0, stride: 32 },
            Patch { rect: rect(0, 0, 2, 2), offset: 999, stride: 32 },
        ] {
            let frame = FrameRef { data: &data, patches: &[patch], size };
            assert!(picture.update(&frame, Colours::All).is_err(), "{patch:?}");
        }
    }
}
