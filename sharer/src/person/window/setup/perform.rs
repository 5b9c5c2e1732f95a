//! What follows from what the User does with people and settings.

use super::action::SetupAction;
use super::setting::Setting;
use super::state::{About, Outcome, Page, Setup, SetupRequest};
use crate::words::setup as words;

/// Performs an action. Returns what the program is asked to do.
pub(in crate::person::window) fn perform(
    setup: &mut Setup,
    action: SetupAction,
) -> Option<SetupRequest> {
    match action {
        SetupAction::Open(page) => {
            setup.open(page);
            // The first view shows nothing that can be old.
            return (page != Page::Start).then_some(SetupRequest::Look);
        }
        SetupAction::Key(fingerprint) => {
            let is_shown = setup.about.take() == Some((fingerprint.clone(), About::Key));
            setup.about = (!is_shown).then_some((fingerprint, About::Key));
        }
        SetupAction::Forget(fingerprint) => {
            setup.about = Some((fingerprint, About::Forgetting));
        }
        SetupAction::Rename(fingerprint) => {
            let name = setup.facts.people.iter().find(|person| person.fingerprint == fingerprint);
            let name = name.map_or_else(String::new, |person| person.name.to_string());
            setup.about = Some((fingerprint, About::Renaming(name)));
        }
        SetupAction::NewName(text) => {
            if let Some((_, About::Renaming(name))) = &mut setup.about {
                *name = text;
            }
        }
        SetupAction::Keep => setup.about = None,
        SetupAction::Draft(setting, text) => {
            let text = text.chars().take(setting.most()).collect();
            setup.drafts.insert(setting, text);
        }
        SetupAction::ReallyForget(fingerprint) => {
            setup.about = None;
            return busy(setup, SetupRequest::Forget(fingerprint));
        }
        SetupAction::Renamed { fingerprint, name } => match name.parse() {
            Ok(name) => {
                setup.about = None;
                return busy(setup, SetupRequest::Rename { fingerprint, name });
            }
            Err(error) => setup.outcome = Some(Outcome::Failed(words::bad_name(error))),
        },
        SetupAction::Set(setting, value) => return set(setup, setting, value),
    }
    None
}

fn set(setup: &mut Setup, setting: Setting, value: Option<String>) -> Option<SetupRequest> {
    if setup.facts.row(setting).is_none_or(|row| row.decided.is_locked()) {
        return None;
    }
    // A field that was emptied means the default.
    let value = value.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    busy(setup, SetupRequest::Set(setting, value))
}

/// One change at a time.
fn busy(setup: &mut Setup, request: SetupRequest) -> Option<SetupRequest> {
    if setup.is_busy {
        return None;
    }
    (setup.is_busy, setup.outcome) = (true, None);
    Some(request)
}
