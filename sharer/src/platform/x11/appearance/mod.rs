//! The settings of X11 desktops: GNOME's and its relatives' through `gsettings`, Xfce's through
//! `xfconf-query`, and the root window of a window manager alone.

mod programs;
mod resource;
mod root;

use appearance::plan::{DesktopKind, Setting, Value};

use crate::platform::appearance::settings::{DesktopSettings, Settings};

/// The desktop on this display, or else on the one that `DISPLAY` names.
pub(in crate::platform) fn of_display(display: Option<String>) -> DesktopSettings {
    let current = std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    DesktopSettings {
        settings: Box::new(X11Settings::default()),
        kind: DesktopKind::of(&current),
        display: display.or_else(|| std::env::var("DISPLAY").ok()).unwrap_or_default(),
    }
}

#[derive(Debug, Default)]
struct X11Settings {
    programs: programs::Programs,
}

impl Settings for X11Settings {
    fn properties(&mut self, channel: &str) -> Vec<String> {
        let listed = self.programs.run("xfconf-query", ["-c", channel, "-l"]);
        listed.unwrap_or_default().lines().map(|line| line.trim().to_owned()).collect()
    }

    fn read(&mut self, place: &Setting) -> Value {
        let answer = match place {
            Setting::Gsettings { schema, key } => {
                self.programs.run("gsettings", ["get", schema, key])
            }
            Setting::Xfconf { channel, property } => {
                self.programs.run("xfconf-query", ["-c", channel, "-p", property])
            }
            Setting::Resource { display, name } => return root::resource(display, name),
            Setting::Wallpaper { display } => return root::wallpaper(display),
            Setting::SystemParameter { .. } => return Value::Unknown,
        };
        answer.map_or(Value::Unknown, Value::Is)
    }

    fn retry(&mut self) {
        self.programs.retry();
    }

    fn write(&mut self, place: &Setting, value: Option<&str>) {
        match (place, value) {
            (Setting::Gsettings { schema, key }, Some(value)) => {
                self.programs.run("gsettings", ["set", schema, key, value]);
            }
            (Setting::Gsettings { schema, key }, None) => {
                self.programs.run("gsettings", ["reset", schema, key]);
            }
            (Setting::Xfconf { channel, property }, Some(value)) => {
                let set = ["-c", channel, "-p", property, "-s", value];
                self.programs.run("xfconf-query", set);
            }
            (Setting::Xfconf { channel, property }, None) => {
                self.programs.run("xfconf-query", ["-c", channel, "-p", property, "-r"]);
            }
            (Setting::Resource { display, name }, value) => {
                root::set_resource(display, name, value);
            }
            (Setting::Wallpaper { display }, Some(value)) => root::set_wallpaper(display, value),
            // A wallpaper without a value does not exist.
            (Setting::Wallpaper { .. }, None) => {}
            // It is of Windows.
            (Setting::SystemParameter { .. }, _) => {}
        }
    }
}
