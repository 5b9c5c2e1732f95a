//! What is called of the portal.

use std::process::Command;

use crate::clock::eventually;
use crate::process::Running;

/// The beginning of the interfaces' names.
const PORTAL: &str = "org.freedesktop.portal.";

/// A record of the calls.
pub struct PortalCalls(Running);

impl PortalCalls {
    /// Records from now on, by `dbus-monitor`.
    pub(super) fn record(mut monitor: Command) -> Self {
        monitor.arg("--session");
        for interface in ["RemoteDesktop", "ScreenCast", "GlobalShortcuts", "Session"] {
            monitor.arg(format!("type='method_call',interface='{PORTAL}{interface}'"));
        }
        let calls = Self(Running::start("dbus-monitor", &mut monitor));
        // The bus tells it that it has lost its name once it only watches.
        eventually("calls are recorded", || {
            calls.0.stdout.all().iter().any(|line| line.contains("member=NameLost")).then_some(())
        });
        calls
    }

    /// Interface and method of all calls so far, for example `ScreenCast.CreateSession`.
    pub fn all(&self) -> Vec<String> {
        let named = |line: &String| {
            let (_, interface) = line.split_once(&format!("interface={PORTAL}"))?;
            let (interface, method) = interface.split_once("; member=")?;
            Some(format!("{interface}.{method}"))
        };
        self.0.stdout.all().iter().filter_map(named).collect()
    }

    /// How many of them are input.
    pub fn input(&self) -> usize {
        self.all().iter().filter(|call| call.contains(".Notify")).count()
    }

    /// How many calls of this name there were.
    pub fn count(&self, name: &str) -> usize {
        self.all().iter().filter(|call| *call == name).count()
    }
}
