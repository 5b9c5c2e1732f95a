//! What holds, who decided it, and how the User changes it.

use kit::element::{Element, Gap, Tone, button, check, column, field, row, text};

use super::super::action::Action;
use super::super::local::Local;
use super::super::setup::action::SetupAction;
use super::super::setup::setting::{Kind, Setting};
use super::super::setup::state::{Decided, Page, Row};
use super::setup::framed;
use crate::person::printable::printable;
use crate::words::Say;
use crate::words::setup::{self as window, decided, offers, settings as words};
use crate::words::window::level;

/// All settings.
pub(super) fn view(local: &Local) -> Element<Action> {
    let facts = &local.setup.facts;
    let note = |sentence: String| text(sentence).small().quiet();
    let forbidden = facts
        .forbidden
        .as_ref()
        .map(|why| text(window::nothing_shared(&printable(why))).tone(Tone::Danger));
    let rows = Setting::ALL.into_iter().filter_map(|setting| facts.row(setting));
    let view = column()
        .gap(Gap::Large)
        .with(text(words::TITLE).title())
        .with(text(words::WHAT))
        .with_some(forbidden)
        .with_all(rows.map(|row| setting(row, local)))
        .with_some(facts.file.as_ref().map(|file| note(window::kept_in(&printable(file)))));
    framed((words::TITLE, Page::Start), view, local)
}

/// One of them: its control, and who decided it.
fn setting(row: &Row, local: &Local) -> Element<Action> {
    let control = match row.setting.kind() {
        Kind::Flag => flag(row),
        Kind::Text(most) => entry(row, local, most),
        Kind::Words(choices) | Kind::Numbers(choices) => one_of(row, choices),
        Kind::Device => device(row),
    };
    let log = local.setup.facts.log.as_ref().filter(|_| row.setting == Setting::NoLog);
    let log = log.map(|folder| text(window::logged_in(&printable(folder))).small().quiet());
    let tone = if row.decided == Decided::Owner { Tone::Warning } else { Tone::Quiet };
    column()
        .gap(Gap::Small)
        .with(control)
        .with_some(log)
        .with(text(who(row.decided)).small().tone(tone))
        .into()
}

fn who(by: Decided) -> Say {
    match by {
        Decided::Default => decided::DEFAULT,
        Decided::File => decided::FILE,
        Decided::Variable => decided::VARIABLE,
        Decided::CommandLine => decided::COMMAND_LINE,
        Decided::Owner => decided::OWNER,
    }
}

fn label(setting: Setting) -> Say {
    match setting {
        Setting::Name => words::NAME,
        Setting::Server => words::SERVER,
        Setting::ViewOnly => words::VIEW_ONLY,
        Setting::NoLog => words::LOG,
        Setting::Bandwidth => words::BANDWIDTH,
        Setting::Reconnect => words::RECONNECT,
        Setting::Expires => words::EXPIRES,
        Setting::MapPort => words::MAP_PORT,
        Setting::Offers => offers::ALLOW,
        Setting::TextSize => words::TEXT_SIZE,
        Setting::Colours => words::COLOURS,
        Setting::AssistiveDevice => words::DEVICE,
        Setting::Language => words::LANGUAGE,
    }
}

fn value(setting: Setting, value: &str) -> String {
    match setting {
        Setting::Bandwidth => {
            value.parse().map_or_else(|_| value.to_owned(), |it| level(it).to_owned())
        }
        Setting::Reconnect | Setting::Expires => window::time(value),
        Setting::TextSize => window::percent(value),
        Setting::Colours => window::colours(value).to_owned(),
        Setting::Language => window::language(value).to_owned(),
        Setting::Name
        | Setting::Server
        | Setting::ViewOnly
        | Setting::NoLog
        | Setting::MapPort
        | Setting::Offers
        | Setting::AssistiveDevice => printable(value),
    }
}

fn set(setting: Setting, value: &str) -> Action {
    Action::Setup(SetupAction::Set(setting, Some(value.to_owned())))
}

fn flag(row: &Row) -> Element<Action> {
    let is_set = row.value.as_deref() == Some("yes");
    // The option says that there is no log; a box that is ticked should be a log.
    let is_ticked = if row.setting == Setting::NoLog { !is_set } else { is_set };
    check(row.setting.option(), label(row.setting), is_ticked)
        .guarded()
        .enabled(!row.decided.is_locked())
        .on(set(row.setting, if is_set { "no" } else { "yes" }))
        .into()
}

fn entry(line: &Row, local: &Local, most: usize) -> Element<Action> {
    let (setting, is_locked) = (line.setting, line.decided.is_locked());
    let now = line.value.clone().unwrap_or_default();
    let draft = local.setup.drafts.get(&setting).filter(|draft| **draft != now);
    let shown = draft.cloned().unwrap_or_else(|| printable(&now));
    let entry = field(setting.option(), label(setting))
        .value(shown)
        .max_chars(most)
        .enabled(!is_locked)
        .on_change(move |text| Action::Setup(SetupAction::Draft(setting, text)));
    let save = draft.map(|draft| {
        let save = button(("save", setting as u64), window::SAVE);
        // What is saved belongs to the button: if a program changes it, the button is another one.
        let save = save.description(printable(draft)).guarded();
        save.on(set(setting, draft))
    });
    let save = save.map(|save| row().named(label(setting)).with(save));
    column().gap(Gap::Small).with(entry).with_some(save).into()
}

fn one_of(line: &Row, choices: &[&'static str]) -> Element<Action> {
    let (setting, is_locked) = (line.setting, line.decided.is_locked());
    let now = line.value.as_deref().unwrap_or_default();
    if is_locked {
        let now = text(value(setting, now)).strong();
        return column().gap(Gap::Small).with(text(label(setting))).with(now).into();
    }
    // What the settings file has may be none of ours.
    let other = (!now.is_empty() && !choices.contains(&now)).then_some(now);
    let choices = choices.iter().copied().chain(other).enumerate().map(|(n, choice)| {
        let one = button((setting.option(), n as u64), value(setting, choice));
        one.guarded().chosen(choice == now).on(set(setting, choice))
    });
    let choices = row().gap(Gap::Small).named(label(setting)).with_all(choices);
    column().gap(Gap::Small).with(text(label(setting))).with(choices).into()
}

fn device(line: &Row) -> Element<Action> {
    let named = line.value.as_deref().map(printable);
    let choose = button("device", words::CHOOSE_DEVICE)
        .enabled(!line.decided.is_locked())
        .on(Action::Setup(SetupAction::Open(Page::Device)));
    column()
        .gap(Gap::Small)
        .with(text(label(line.setting)))
        .with(text(named.unwrap_or_else(|| words::NO_DEVICE.to_owned())))
        .with(row().with(choose))
        .into()
}
