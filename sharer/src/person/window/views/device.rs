//! The device through which the User presses, besides their own ones.

use kit::element::{Element, Gap, Tone, button, column, field, panel, row, text};

use super::super::action::Action;
use super::super::local::Local;
use super::super::setup::action::SetupAction;
use super::super::setup::setting::Setting;
use super::super::setup::state::Page;
use super::setup::{device_note, framed};
use crate::person::printable::printable;
use crate::platform::press_watch::DEVICE_NAME;
use crate::words::setup::{self as window, device as words};

/// Devices that are shown. Others can be written.
const DEVICES: usize = 12;

/// What naming one means, and which there are.
pub(super) fn view(local: &Local) -> Element<Action> {
    let facts = &local.setup.facts;
    let set =
        |device: Option<String>| Action::Setup(SetupAction::Set(Setting::AssistiveDevice, device));
    let row_of = facts.row(Setting::AssistiveDevice);
    let is_locked = row_of.is_none_or(|row| row.decided.is_locked());
    let choices = facts.devices.iter().take(DEVICES).enumerate().map(|(n, device)| {
        button(("device", n as u64), printable(device))
            .guarded()
            .enabled(!is_locked)
            .chosen(facts.device.as_ref() == Some(device))
            .on(set(Some(device.clone())))
    });
    let known = (!facts.devices.is_empty()).then(|| {
        column()
            .gap(Gap::Small)
            .with(text(words::KNOWN))
            .with(row().gap(Gap::Small).named(words::KNOWN).with_all(choices))
    });
    let draft = local.setup.drafts.get(&Setting::AssistiveDevice).cloned().unwrap_or_default();
    // What is saved belongs to the button: if a program changes it, the button is another one, and has to be read anew.
    let save = button("save-device", window::SAVE)
        .description(printable(&draft))
        .guarded()
        .enabled(!is_locked && !draft.trim().is_empty())
        .on(set(Some(draft.clone())));
    let name = field("device-name", words::NAME)
        .value(draft)
        .max_chars(DEVICE_NAME)
        .enabled(!is_locked)
        .on_change(|text| Action::Setup(SetupAction::Draft(Setting::AssistiveDevice, text)));
    let none = button("no-device", words::NONE).enabled(facts.device.is_some() && !is_locked);
    let view = column()
        .with(text(words::TITLE).title())
        .with(text(words::WHAT))
        .with(panel(text(words::OPENS)).tone(Tone::Warning))
        .with(text(words::HOW))
        .with_some(device_note(local))
        .with_some(known)
        .with(column().gap(Gap::Small).with(name).with(row().with(save)))
        .with(row().with(none.on(set(None))));
    framed((words::TITLE, Page::Settings), view, local)
}
