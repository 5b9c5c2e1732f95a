//! What a Firefox is told before it starts.

use std::fmt::Write as _;

use serde_json::{Value, json};

/// Firefox gives the candidates of this computer to pages that may use the camera only; without a network it
/// would wait for its plugins; it has work and processes for pages that no test opens; and a page may not take the focus
/// back from the browser's own window.
pub(super) const PREFERENCES: &str = r#"
user_pref("media.peerconnection.ice.obfuscate_host_addresses", false);
user_pref("media.peerconnection.ice.loopback", true);
user_pref("media.gmp-manager.updateEnabled", false);
user_pref("media.gmp-gmpopenh264.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("dom.events.testing.asyncClipboard", true);
user_pref("dom.w3c_touch_events.enabled", 1);
user_pref("dom.ipc.processPrelaunch.enabled", false);
user_pref("browser.newtab.preload", false);
user_pref("browser.newtabpage.enabled", false);
user_pref("browser.download.folderList", 2);
user_pref("browser.download.alwaysOpenPanel", false);
user_pref("dom.disable_window_flip", false);
"#;

/// What it is told.
pub(super) struct Settings {
    /// As the file `user.js` has them.
    pub(super) preferences: String,
    /// What is asked of the session, as WebDriver has it.
    pub(super) capabilities: Value,
}

impl Settings {
    /// What these flags of Chromium mean.
    ///
    /// # Panics
    /// When Firefox has nothing like one of them.
    pub(super) fn like(flags: &[&str]) -> Self {
        let mut preferences = PREFERENCES.to_owned();
        let mut capabilities = json!({});
        for flag in flags {
            if *flag == "--ignore-certificate-errors" {
                capabilities["acceptInsecureCerts"] = json!(true);
            } else if let Some(rule) = flag.strip_prefix("--host-resolver-rules=MAP ")
                && let Some(name) = rule.strip_suffix(" 127.0.0.1")
            {
                let _ = writeln!(preferences, "user_pref(\"network.dns.localDomains\", {name:?});");
            } else if let Some(settings) = flag.strip_prefix("--blink-settings=") {
                for (name, value) in settings.split(',').flat_map(like_in_blink) {
                    let _ = writeln!(preferences, "user_pref({name:?}, {value});");
                }
            } else {
                panic!("Firefox has nothing like {flag}");
            }
        }
        Self { preferences, capabilities }
    }
}

/// The preferences that mean what one of Blink's settings means.
fn like_in_blink(setting: &str) -> Vec<(&'static str, u8)> {
    match setting {
        "preferredColorScheme=0" => vec![("layout.css.prefers-color-scheme.content-override", 0)],
        "preferredColorScheme=1" => vec![("layout.css.prefers-color-scheme.content-override", 1)],
        // As a desktop in high contrast says it; but the page keeps its own colours.
        "preferredContrast=0" => {
            vec![("ui.useAccessibilityTheme", 1), ("browser.display.document_color_use", 1)]
        }
        "preferredContrast=3" => Vec::new(),
        "primaryPointerType=2" => vec![("ui.primaryPointerCapabilities", 1)],
        "availablePointerTypes=2" => vec![("ui.allPointerCapabilities", 1)],
        other => panic!("Firefox has nothing like {other}"),
    }
}
