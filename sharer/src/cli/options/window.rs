//! Options of the window, besides those of `alongside share`.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use kit::theme::Scheme;

use super::sharing::Share;
use crate::platform::press_watch::DEVICE_NAME;
use crate::store::value::{BadValue, Expected};

/// The words of `--colours`.
pub const COLOURS: [(&str, Scheme); 3] =
    [("system", Scheme::System), ("light", Scheme::Light), ("dark", Scheme::Dark)];

/// The size of text that can be chosen, in percent.
const TEXT_SIZE: std::ops::RangeInclusive<u16> = 50..=400;

/// Options of `alongside` alone.
#[derive(Args, Clone, Debug)]
pub struct Window {
    /// What is shared.
    #[command(flatten)]
    pub share: Share,

    /// What only the window has.
    #[command(flatten)]
    pub window: WindowOptions,
}

/// What only the window has.
#[derive(Args, Clone, Debug)]
pub struct WindowOptions {
    /// The device of an on-screen keyboard or a switch, by its name: what is pressed through it counts as pressed
    /// by you. Every program can press through it, so it does not count while control is shared.
    #[arg(long, value_name = "NAME", value_parser = device)]
    pub assistive_device: Option<String>,

    /// Wait for offers of help while the window is open. The policy has to allow it, and you are asked each
    /// time.
    #[arg(long)]
    pub offers: bool,

    /// The size of text in the window, in percent.
    #[arg(long, value_name = "PERCENT", default_value = "100", value_parser = text_size)]
    pub text_size: u16,

    /// The colours of the window: as the system prefers, dark on light, or light on dark.
    #[arg(long, value_name = "COLOURS", value_parser = colours(), default_value = "system")]
    pub colours: Scheme,
}

/// Reads a size of text.
fn text_size(text: &str) -> Result<u16, BadValue> {
    let size = text.parse().ok().filter(|size| TEXT_SIZE.contains(size));
    let (least, most) = (u64::from(*TEXT_SIZE.start()), u64::from(*TEXT_SIZE.end()));
    size.ok_or_else(|| BadValue::text(Expected::Range { least, most }, text))
}

/// Reads the name of a device.
fn device(text: &str) -> Result<String, BadValue> {
    let length = text.chars().count();
    if text.trim().is_empty() || length > DEVICE_NAME || text.chars().any(char::is_control) {
        return Err(BadValue::text(Expected::Device(DEVICE_NAME), text));
    }
    Ok(text.to_owned())
}

fn colours() -> impl TypedValueParser<Value = Scheme> {
    PossibleValuesParser::new(COLOURS.map(|(word, _)| word)).map(|word| {
        let found = COLOURS.iter().find(|(name, _)| *name == word);
        found.map_or(Scheme::System, |(_, scheme)| *scheme)
    })
}
