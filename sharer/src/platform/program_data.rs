//! Where programs of Windows keep what concerns all users.

/// The folder, from what the registry has and from the drive of Windows, such as `C:`. A value with another variable
/// than the drive, or that is no absolute path, is passed over for what Windows installs.
pub(crate) fn program_data(registered: Option<&str>, drive: &str) -> String {
    const VARIABLE: &str = "%SystemDrive%";
    let usual = || format!(r"{drive}\ProgramData");
    let Some(value) = registered else { return usual() };
    let path = match value.split_at_checked(VARIABLE.len()) {
        Some((start, rest)) if start.eq_ignore_ascii_case(VARIABLE) => format!("{drive}{rest}"),
        Some(_) | None => value.to_owned(),
    };
    let is_absolute =
        matches!(path.as_bytes(), [letter, b':', b'\\', ..] if letter.is_ascii_alphabetic());
    if is_absolute && !path.contains('%') { path } else { usual() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_drive_of_windows_is_put_into_the_path() {
        for (registered, expected) in [
            (Some(r"%SystemDrive%\ProgramData"), r"D:\ProgramData"),
            (Some(r"%SYSTEMDRIVE%\Data"), r"D:\Data"),
            (Some(r"E:\Data"), r"E:\Data"),
            (Some(r"%USERPROFILE%\Data"), r"D:\ProgramData"),
            (Some(r"%SystemDrive%\%USERNAME%"), r"D:\ProgramData"),
            (Some(r"Data"), r"D:\ProgramData"),
            (Some(r"\\server\data"), r"D:\ProgramData"),
            (Some(""), r"D:\ProgramData"),
            (None, r"D:\ProgramData"),
        ] {
            assert_eq!(program_data(registered, "D:"), expected, "{registered:?}");
        }
    }
}
