//! The invitation as a file or by e-mail.

use kit::element::{Build as _, Element, Gap, Tone, button, column, field, row, status, text};

use super::super::action::Action;
use super::super::sending::{Sending, SendingAction, Sent};
use crate::invite::{MailMethod, Way};
use crate::words::sending as words;

/// The longest path, in characters.
const PATH: usize = 1024;

/// The longest address, in characters.
const ADDRESS: usize = 254;

/// Both ways, each behind a button, and what came of them.
pub(super) fn view(sending: &Sending, sent: &Sent) -> Element<Action> {
    let show = |key: &'static str, label, way| {
        let shown = (sending.shown != Some(way)).then_some(way);
        button(key, label).expanded(shown.is_none()).on(Action::Sending(SendingAction::Show(shown)))
    };
    let forbidden = match &sending.method {
        MailMethod::Program | MailMethod::Server => None,
        MailMethod::Forbidden(forbidden) => Some(words::forbidden(forbidden)),
    };
    let mail = show("show-mail", words::MAIL, Way::Mail).enabled(forbidden.is_none());
    let mail = match forbidden {
        Some(why) => mail.description(why),
        None => mail,
    };
    let entries = sending.shown.map(|way| match way {
        Way::File => file(sending),
        Way::Mail => self::mail(sending, sent),
    });
    column()
        .gap(Gap::Small)
        .with(text(words::TITLE))
        .with(row().with(show("show-file", words::FILE, Way::File)).with(mail))
        .with_some(forbidden.map(|why| text(why).small().quiet()))
        .with_some(entries)
        .with_some(result(sent.file.as_ref()))
        .with_some(result(sent.mail.as_ref()))
        .into()
}

fn file(sending: &Sending) -> Element<Action> {
    let wrong = (sending.wrong == Some(Way::File)).then(|| words::PATH_ERROR.to_owned());
    let path = field("save-path", words::PATH)
        .value(sending.path.clone())
        .max_chars(PATH)
        .error(wrong)
        .description(words::WITHOUT_WORDS)
        .on_change(|path| Action::Sending(SendingAction::Path(path)))
        .on_submit(|path| Action::Sending(SendingAction::Save(path)));
    let save = Action::Sending(SendingAction::Save(sending.path.clone()));
    column()
        .gap(Gap::Small)
        .with(path.grow())
        .with(row().with(button("save", words::SAVE).on(save)))
        .into()
}

fn mail(sending: &Sending, sent: &Sent) -> Element<Action> {
    let wrong = (sending.wrong == Some(Way::Mail)).then(|| words::ADDRESS_ERROR.to_owned());
    let address = field("mail-address", words::ADDRESS)
        .value(sending.address.clone())
        .max_chars(ADDRESS)
        .error(wrong)
        .description(words::WITHOUT_WORDS)
        .on_change(|address| Action::Sending(SendingAction::Address(address)))
        .on_submit(|address| Action::Sending(SendingAction::Mail(address)));
    let (send, runs) = match sending.method {
        MailMethod::Program => (words::OPEN, words::OPENING),
        MailMethod::Server | MailMethod::Forbidden(_) => (words::SEND, words::SENDING),
    };
    let send = button("mail", send)
        .enabled(!sent.is_mailing)
        .on(Action::Sending(SendingAction::Mail(sending.address.clone())));
    column()
        .gap(Gap::Small)
        .with(address.grow())
        .with(row().with(send))
        .with_some(sent.is_mailing.then(|| status(runs)))
        .into()
}

fn result(result: Option<&Result<String, String>>) -> Option<Element<Action>> {
    Some(match result? {
        Ok(sentence) => status(sentence.clone()).tone(Tone::Success).into(),
        Err(sentence) => status(sentence.clone()).tone(Tone::Danger).into(),
    })
}
