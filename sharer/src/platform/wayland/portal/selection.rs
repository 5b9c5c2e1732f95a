//! What a session asks the portal for: the options of `SelectDevices` and `SelectSources`.

use zbus::zvariant::Value;

use super::offer::Offer;
use super::request::Options;

/// `persist_mode`: the permission is kept until the User takes it back, where the User lets the desktop keep it.
const UNTIL_REVOKED: u32 = 2;

/// See the module.
#[derive(Debug)]
pub(super) struct Selection {
    /// `None` where no input is asked for.
    pub(super) devices: Option<Options>,
    pub(super) sources: Options,
}

impl Selection {
    /// What is asked for of this portal, with the token of an earlier session.
    pub(super) fn of(offer: Offer, token: Option<String>) -> Self {
        let mut sources = Options::from([
            ("types", Value::from(offer.wanted_sources())),
            ("multiple", Value::from(false)),
        ]);
        if let Some(mode) = offer.cursor_mode() {
            sources.insert("cursor_mode", Value::from(mode));
        }
        let mut devices = offer
            .has_input()
            .then(|| Options::from([("types", Value::from(offer.device_types()))]));
        if offer.can_restore() {
            // A session with input has one permission for all of it: the portal refuses one for its sources.
            let options = devices.as_mut().unwrap_or(&mut sources);
            options.insert("persist_mode", Value::from(UNTIL_REVOKED));
            if let Some(token) = token {
                options.insert("restore_token", Value::from(token));
            }
        }
        Self { devices, sources }
    }
}

#[cfg(test)]
mod tests {
    use super::super::granted::Devices;
    use super::*;

    fn has_token(options: &Options) -> bool {
        let has = |name| options.contains_key(name);
        assert_eq!(has("persist_mode"), has("restore_token"));
        has("restore_token")
    }

    #[test]
    fn a_token_is_for_the_whole_session_and_only_where_the_portal_restores() {
        let devices = Devices { keyboard: true, pointer: true };
        for (screen_cast, remote_desktop, (of_devices, of_sources)) in [
            (3, None, (None, false)),
            (4, None, (None, true)),
            (5, Some(1), (Some(false), false)),
            (5, Some(2), (Some(true), false)),
        ] {
            let devices = remote_desktop.map_or_else(Devices::default, |_| devices);
            let offer = Offer { screen_cast, remote_desktop, devices, ..Offer::default() };
            let selection = Selection::of(offer, Some("a token".into()));
            assert_eq!(selection.devices.as_ref().map(has_token), of_devices, "{offer:?}");
            assert_eq!(has_token(&selection.sources), of_sources, "{offer:?}");
        }
    }
}
