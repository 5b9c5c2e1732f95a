//! The frames of a duplication, one call of Windows for each method.

use windows::Win32::Foundation::RECT;
use windows::Win32::Graphics::Direct3D11::{
    D3D11_BOX, D3D11_MAP_READ, D3D11_MAPPED_SUBRESOURCE, D3D11_TEXTURE2D_DESC, ID3D11DeviceContext,
    ID3D11Texture2D,
};
use windows::Win32::Graphics::Dxgi::{
    DXGI_ERROR_MORE_DATA, DXGI_ERROR_WAIT_TIMEOUT, DXGI_OUTDUPL_FRAME_INFO, DXGI_OUTDUPL_MOVE_RECT,
    DXGI_OUTDUPL_POINTER_SHAPE_INFO, DXGI_OUTDUPL_POINTER_SHAPE_TYPE,
    DXGI_OUTDUPL_POINTER_SHAPE_TYPE_COLOR, DXGI_OUTDUPL_POINTER_SHAPE_TYPE_MASKED_COLOR,
    DXGI_OUTDUPL_POINTER_SHAPE_TYPE_MONOCHROME, IDXGIOutputDuplication,
};
use windows::core::Interface as _;

use super::faults::fault;
use crate::platform::screen::{BYTES_PER_PIXEL, index};
use crate::platform::windows_screen::duplicated::{
    Duplication, Fault, FrameInfo, RECTS, SHAPE_BYTES, ShapeInfo,
};
use crate::platform::windows_screen::pointer::ShapeKind;
use crate::platform::windows_screen::rotation::SurfaceRect;

/// See the module.
pub(in super::super) struct Frames {
    duplication: IDXGIOutputDuplication,
    context: ID3D11DeviceContext,
    /// What was copied of the frames, for the processor to read.
    staging: ID3D11Texture2D,
    surface: (u32, u32),
    /// The acquired frame.
    frame: Option<ID3D11Texture2D>,
    // Kept, so that a frame needs no allocation.
    moves: Vec<DXGI_OUTDUPL_MOVE_RECT>,
    dirty: Vec<RECT>,
}

impl Frames {
    pub(super) fn new(
        duplication: IDXGIOutputDuplication,
        context: ID3D11DeviceContext,
        staging: ID3D11Texture2D,
        surface: (u32, u32),
    ) -> Self {
        Self {
            duplication,
            context,
            staging,
            surface,
            frame: None,
            moves: vec![DXGI_OUTDUPL_MOVE_RECT::default(); RECTS],
            dirty: vec![RECT::default(); RECTS],
        }
    }

    /// How many rectangles have moved; `None` for more than are read.
    fn read_moves(&mut self) -> Result<Option<usize>, Fault> {
        let bytes = u32::try_from(size_of_val(self.moves.as_slice())).unwrap_or_default();
        let mut written = 0;
        // SAFETY: the list has as many bytes as the call is told.
        let read = unsafe {
            let to = self.moves.as_mut_ptr();
            self.duplication.GetFrameMoveRects(bytes, to, &raw mut written)
        };
        count::<DXGI_OUTDUPL_MOVE_RECT>(read, written)
    }

    /// How many rectangles have changed; `None` for more than are read.
    fn read_dirty(&mut self) -> Result<Option<usize>, Fault> {
        let bytes = u32::try_from(size_of_val(self.dirty.as_slice())).unwrap_or_default();
        let mut written = 0;
        // SAFETY: the list has as many bytes as the call is told.
        let read = unsafe {
            let to = self.dirty.as_mut_ptr();
            self.duplication.GetFrameDirtyRects(bytes, to, &raw mut written)
        };
        count::<RECT>(read, written)
    }
}

/// How many items a call has written; `None` when there are more.
fn count<T>(read: windows::core::Result<()>, bytes: u32) -> Result<Option<usize>, Fault> {
    match read {
        Ok(()) => Ok(Some(index(bytes) / size_of::<T>())),
        Err(error) if error.code() == DXGI_ERROR_MORE_DATA => Ok(None),
        Err(error) => Err(fault(error)),
    }
}

fn edges(rect: &RECT) -> [i32; 4] {
    [rect.left, rect.top, rect.right, rect.bottom]
}

impl Duplication for Frames {
    fn acquire(&mut self) -> Result<Option<FrameInfo>, Fault> {
        let (mut info, mut resource) = (DXGI_OUTDUPL_FRAME_INFO::default(), None);
        // SAFETY: both places are written before the call returns.
        let acquired =
            unsafe { self.duplication.AcquireNextFrame(0, &raw mut info, &raw mut resource) };
        match acquired {
            Ok(()) => {}
            Err(error) if error.code() == DXGI_ERROR_WAIT_TIMEOUT => return Ok(None),
            Err(error) => return Err(fault(error)),
        }
        let texture: ID3D11Texture2D = resource.ok_or(Fault::Other(0))?.cast().map_err(fault)?;
        let mut described = D3D11_TEXTURE2D_DESC::default();
        // SAFETY: the texture is a counted reference, and the place is written before the call returns.
        unsafe { texture.GetDesc(&raw mut described) };
        if (described.Width, described.Height) != self.surface {
            // The mode changed at this moment; the next call would say so.
            return Err(Fault::AccessLost);
        }
        self.frame = Some(texture);
        let has_pointer = info.LastMouseUpdateTime != 0;
        Ok(Some(FrameInfo {
            has_image: info.LastPresentTime != 0,
            accumulated_frames: info.AccumulatedFrames,
            metadata_bytes: info.TotalMetadataBufferSize,
            pointer: has_pointer.then_some(info.PointerPosition.Visible.as_bool()),
            has_shape: info.PointerShapeBufferSize != 0,
        }))
    }

    fn changed(&mut self, rects: &mut Vec<[i32; 4]>) -> Result<bool, Fault> {
        let (Some(moves), Some(dirty)) = (self.read_moves()?, self.read_dirty()?) else {
            return Ok(true);
        };
        let moved = self.moves.iter().take(moves).map(|moved| edges(&moved.DestinationRect));
        let changed = self.dirty.iter().take(dirty).map(edges);
        rects.extend(moved.chain(changed).take(RECTS));
        Ok(moves.saturating_add(dirty) > RECTS)
    }

    fn shape(&mut self, bytes: &mut Vec<u8>) -> Result<Option<ShapeInfo>, Fault> {
        bytes.resize(SHAPE_BYTES, 0);
        let (mut needed, mut info) = (0, DXGI_OUTDUPL_POINTER_SHAPE_INFO::default());
        let room = u32::try_from(bytes.len()).unwrap_or_default();
        // SAFETY: the list has as many bytes as the call is told.
        let read = unsafe {
            let to = bytes.as_mut_ptr().cast();
            self.duplication.GetFramePointerShape(room, to, &raw mut needed, &raw mut info)
        };
        if count::<u8>(read, needed)?.is_none() {
            return Ok(None);
        }
        bytes.truncate(index(needed));
        let kind = i32::try_from(info.Type).unwrap_or_default();
        let kind = match DXGI_OUTDUPL_POINTER_SHAPE_TYPE(kind) {
            DXGI_OUTDUPL_POINTER_SHAPE_TYPE_MONOCHROME => ShapeKind::Monochrome,
            DXGI_OUTDUPL_POINTER_SHAPE_TYPE_COLOR => ShapeKind::Color,
            DXGI_OUTDUPL_POINTER_SHAPE_TYPE_MASKED_COLOR => ShapeKind::MaskedColor,
            _ => return Ok(None),
        };
        let hot = [info.HotSpot.x, info.HotSpot.y].map(|at| u32::try_from(at).unwrap_or(0));
        let (width, height, pitch) = (info.Width, info.Height, info.Pitch);
        Ok(Some(ShapeInfo { kind, width, height, pitch, hot: hot.into() }))
    }

    fn stage(&mut self, rect: SurfaceRect) -> Result<(), Fault> {
        let frame = self.frame.as_ref().ok_or(Fault::InvalidCall)?;
        let SurfaceRect { left, top, right, bottom } = rect;
        let part = D3D11_BOX { left, top, front: 0, right, bottom, back: 1 };
        // SAFETY: both textures are counted references of one device and of one size, and the part lies within them.
        unsafe {
            let part = Some(&raw const part);
            self.context.CopySubresourceRegion(&self.staging, 0, left, top, 0, frame, 0, part);
        }
        Ok(())
    }

    fn release(&mut self) -> Result<(), Fault> {
        self.frame = None;
        // SAFETY: without an acquired frame it fails.
        unsafe { self.duplication.ReleaseFrame() }.map_err(fault)
    }

    fn read(&mut self, show: &mut dyn FnMut(&[u8], usize)) -> Result<(), Fault> {
        let mapped = Mapped::new(&self.context, &self.staging)?;
        show(mapped.pixels(self.surface), mapped.stride());
        Ok(())
    }
}

/// A texture whose pixels the processor can read, until it is dropped.
struct Mapped<'a> {
    context: &'a ID3D11DeviceContext,
    texture: &'a ID3D11Texture2D,
    mapped: D3D11_MAPPED_SUBRESOURCE,
}

impl<'a> Mapped<'a> {
    /// Waits until the graphics card has copied what it was told to.
    fn new(context: &'a ID3D11DeviceContext, texture: &'a ID3D11Texture2D) -> Result<Self, Fault> {
        let mut mapped = D3D11_MAPPED_SUBRESOURCE::default();
        // SAFETY: the texture was made for the processor to read, and is not mapped yet: `self` is the only way to it.
        unsafe { context.Map(texture, 0, D3D11_MAP_READ, 0, Some(&raw mut mapped)) }
            .map_err(fault)?;
        Ok(Self { context, texture, mapped })
    }

    fn stride(&self) -> usize {
        index(self.mapped.RowPitch)
    }

    /// The pixels of a texture of this size. The last row may be shorter than the others.
    fn pixels(&self, (width, height): (u32, u32)) -> &[u8] {
        if self.mapped.pData.is_null() || height == 0 {
            return &[];
        }
        let len = self.stride() * (index(height) - 1) + index(width) * BYTES_PER_PIXEL;
        // SAFETY: the texture has this size, and is mapped as long as `self` lives; nothing writes to it meanwhile.
        unsafe { std::slice::from_raw_parts(self.mapped.pData.cast(), len) }
    }
}

impl Drop for Mapped<'_> {
    fn drop(&mut self) {
        // SAFETY: it was mapped by `new`, and is not used any more.
        unsafe { self.context.Unmap(self.texture, 0) };
    }
}
