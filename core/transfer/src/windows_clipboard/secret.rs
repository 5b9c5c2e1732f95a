//! How Windows programs mark what they have copied as secret
//! (<https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats#cloud-clipboard-and-clipboard-history-formats>).

/// Formats that mark it, whatever their value is: that of Windows, that of password managers before there was one, and
/// KDE's, which some programs offer on every system.
pub const MARKS: [&str; 3] = [
    "ExcludeClipboardContentFromMonitorProcessing",
    "Clipboard Viewer Ignore",
    "x-kde-passwordManagerHint",
];

/// Formats that say with a number whether Windows may keep it in its history, and take it to other computers.
pub const PERMISSIONS: [&str; 2] = ["CanIncludeInClipboardHistory", "CanUploadToCloudClipboard"];

/// Whether the value of one of [`PERMISSIONS`] forbids it. One that cannot be read does.
pub fn forbids(value: Option<&[u8]>) -> bool {
    let value = value.and_then(|value| value.first_chunk());
    value.is_none_or(|value| u32::from_le_bytes(*value) == 0)
}
