//! The screen of Windows: [`source`] is what is common to both ways of capture, [`capture`] chooses one of them.

mod capture;
mod dxgi;
mod gdi;
mod hints;
mod masked;
mod shown;
mod source;
#[cfg(test)]
mod tests;
mod timer;

use capture::Method;
pub(in crate::platform) use gdi::NoDesktop;
use source::WindowsSource;

use crate::platform::error::PlatformError;
use crate::platform::parts::{Options, ScreenOpener, SourceKind};

/// Opens the screen.
pub(super) fn opener(options: &Options) -> Result<ScreenOpener, PlatformError> {
    let method = match options.source {
        SourceKind::Auto | SourceKind::Synthetic { .. } => Method::Best,
        SourceKind::Gdi => Method::Gdi,
        SourceKind::X11 | SourceKind::Portal | SourceKind::Scrap => {
            return Err(PlatformError::OtherSystem);
        }
    };
    let (choice, own) = (options.desktop.choice.clone(), options.own.clone());
    Ok(Box::new(move || Ok(Box::new(WindowsSource::open(&choice, method, own)?))))
}
