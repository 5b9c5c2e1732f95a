//! Opens the duplication of the output that shows a display.

use session::display::Area;
use windows::Win32::Foundation::HMODULE;
use windows::Win32::Graphics::Direct3D::D3D_DRIVER_TYPE_UNKNOWN;
use windows::Win32::Graphics::Direct3D11::{
    D3D11_CPU_ACCESS_READ, D3D11_CREATE_DEVICE_FLAG, D3D11_SDK_VERSION, D3D11_TEXTURE2D_DESC,
    D3D11_USAGE_STAGING, D3D11CreateDevice, ID3D11Device, ID3D11DeviceContext, ID3D11Texture2D,
};
use windows::Win32::Graphics::Dxgi::Common::{
    DXGI_FORMAT_B8G8R8A8_UNORM, DXGI_MODE_ROTATION, DXGI_MODE_ROTATION_ROTATE90,
    DXGI_MODE_ROTATION_ROTATE180, DXGI_MODE_ROTATION_ROTATE270, DXGI_SAMPLE_DESC,
};
use windows::Win32::Graphics::Dxgi::{
    CreateDXGIFactory1, DXGI_ERROR_NOT_FOUND, IDXGIAdapter1, IDXGIFactory1, IDXGIOutput,
    IDXGIOutput1,
};
use windows::core::Interface as _;

use super::faults::fault;
use super::frames::Frames;
use crate::platform::windows::displays;
use crate::platform::windows_screen::duplicated::{Described, Fault, Output};
use crate::platform::windows_screen::rotation::Rotation;

/// Graphics adapters, and outputs of each, that are looked at.
const ADAPTERS: u32 = 16;
const OUTPUTS: u32 = 16;

/// The output that shows this area of the virtual desktop.
pub(in super::super) struct DisplayOutput {
    area: Area,
}

impl DisplayOutput {
    /// The output that shows exactly this area. If there is none, it cannot be opened.
    pub(in super::super) fn at(area: Area) -> Self {
        Self { area }
    }

    /// The output, and the adapter that it belongs to: only a device of that one can duplicate it.
    fn find(&self) -> Result<(IDXGIAdapter1, IDXGIOutput), Fault> {
        // SAFETY: the calls take plain numbers, and return counted references or an error behind the last one.
        unsafe {
            let factory: IDXGIFactory1 = CreateDXGIFactory1().map_err(fault)?;
            for adapter in (0..ADAPTERS).map_while(|n| factory.EnumAdapters1(n).ok()) {
                for output in (0..OUTPUTS).map_while(|n| adapter.EnumOutputs(n).ok()) {
                    let Ok(described) = output.GetDesc() else { continue };
                    let is_attached = described.AttachedToDesktop.as_bool();
                    let area = displays::area(described.DesktopCoordinates);
                    if is_attached && area == Some(self.area) {
                        return Ok((adapter, output));
                    }
                }
            }
        }
        // While Windows lists its displays anew, an output is missing for a moment.
        Err(Fault::Other(DXGI_ERROR_NOT_FOUND.0))
    }
}

impl Output for DisplayOutput {
    type Duplication = Frames;

    fn open(&mut self) -> Result<(Frames, Described), Fault> {
        let (adapter, output) = self.find()?;
        let (device, context) = device(&adapter)?;
        // SAFETY: `device` was made of the adapter of this output; what is returned is a counted reference.
        let (duplication, described) = unsafe {
            let output: IDXGIOutput1 = output.cast().map_err(fault)?;
            let duplication = output.DuplicateOutput(&device).map_err(fault)?;
            let described = duplication.GetDesc();
            (duplication, described)
        };
        let rotation = rotation(described.Rotation);
        // The mode of the description is turned or not, as the driver likes; the area of the desktop always is.
        let surface = rotation.surface(self.area.size);
        let staging = staging(&device, surface)?;
        let frames = Frames::new(duplication, context, staging, surface);
        Ok((frames, Described { surface, rotation }))
    }
}

fn device(adapter: &IDXGIAdapter1) -> Result<(ID3D11Device, ID3D11DeviceContext), Fault> {
    let (mut device, mut context) = (None, None);
    // SAFETY: the adapter is a counted reference, and both places are written before the call returns. With an adapter
    // the type of the driver has to be unknown.
    let created = unsafe {
        D3D11CreateDevice(
            adapter,
            D3D_DRIVER_TYPE_UNKNOWN,
            HMODULE::default(),
            D3D11_CREATE_DEVICE_FLAG(0),
            None,
            D3D11_SDK_VERSION,
            Some(&raw mut device),
            None,
            Some(&raw mut context),
        )
    };
    created.map_err(fault)?;
    device.zip(context).ok_or(Fault::Unsupported)
}

/// A texture that the processor can read.
fn staging(device: &ID3D11Device, (width, height): (u32, u32)) -> Result<ID3D11Texture2D, Fault> {
    let wanted = D3D11_TEXTURE2D_DESC {
        Width: width,
        Height: height,
        MipLevels: 1,
        ArraySize: 1,
        Format: DXGI_FORMAT_B8G8R8A8_UNORM,
        SampleDesc: DXGI_SAMPLE_DESC { Count: 1, Quality: 0 },
        Usage: D3D11_USAGE_STAGING,
        BindFlags: 0,
        CPUAccessFlags: u32::try_from(D3D11_CPU_ACCESS_READ.0).unwrap_or_default(),
        MiscFlags: 0,
    };
    let mut texture = None;
    // SAFETY: the description is complete, and the place is written before the call returns.
    unsafe { device.CreateTexture2D(&raw const wanted, None, Some(&raw mut texture)) }
        .map_err(fault)?;
    texture.ok_or(Fault::Unsupported)
}

fn rotation(rotation: DXGI_MODE_ROTATION) -> Rotation {
    match rotation {
        DXGI_MODE_ROTATION_ROTATE90 => Rotation::Rotate90,
        DXGI_MODE_ROTATION_ROTATE180 => Rotation::Rotate180,
        DXGI_MODE_ROTATION_ROTATE270 => Rotation::Rotate270,
        _ => Rotation::Identity,
    }
}
