//! While a Helper is waited for.

use std::time::Duration;

use kit::element::{Element, Gap, Tone, button, column, field, image, panel, row, status, text};

use super::super::action::Action;
use super::super::local::Local;
use super::super::speaking::SpeakingAction;
use super::super::state::{Invitation, State};
use super::parts::{Moment, page};
use super::sending;
use crate::person::qr;
use crate::words::speech;
use crate::words::window::{self, invitation as words};

/// The side of the QR code, in logical pixels.
const QR: f32 = 168.0;

/// The code, how it reaches the Helper, and that nobody sees anything yet.
pub(super) fn view(state: &State, local: &Local, now: Moment) -> Element<Action> {
    let Some(invitation) = &state.invitation else {
        return without_code(state);
    };
    let left = state.time_left(now.utc).unwrap_or_default();
    page(
        words::TITLE,
        column()
            .with(column().with(text(words::TITLE).title()).with(text(words::HOW)))
            .with(status(words::UNSEEN).tone(Tone::Success))
            .with(code(invitation, local, left))
            .with(way(invitation, local))
            .with(sending::view(&local.sending, &state.sent))
            .with(
                row()
                    .with(button("new-code", words::NEW_CODE).on(Action::NewCode))
                    .with(button("cancel", words::CANCEL).on(Action::Cancel)),
            ),
    )
}

fn code(invitation: &Invitation, local: &Local, left: Duration) -> Element<Action> {
    let spell = if local.is_spelled { words::SPELL_LESS } else { words::SPELL };
    let letters = local.is_spelled.then(|| {
        let lines = window::spelled(&invitation.code);
        column()
            .gap(Gap::Small)
            .with_all(lines.into_iter().map(|line| text(line).large().monospace().said()))
    });
    let shown =
        field("code", words::CODE).value(invitation.code.clone()).code().read_only().label_hidden();
    let spell = button("spell", spell).on(Action::Spell(!local.is_spelled));
    let works = text(window::works_for(left)).quiet();
    let aloud = row().with(spell).with(say(local));
    let failed = local.speaking.error.clone().map(|why| status(why).tone(Tone::Warning));
    let heard = text(speech::HEARD).small().quiet();
    let below = column().gap(Gap::Small).with(works).with(aloud).with_some(failed).with(heard);
    panel(column().with(shown).with_some(letters).with(below)).tone(Tone::Accent).into()
}

/// Says the code, or stops that.
fn say(local: &Local) -> Element<Action> {
    let (label, action) = if local.speaking.is_speaking() {
        (speech::STOP, SpeakingAction::Stop)
    } else {
        (speech::SAY, SpeakingAction::Say)
    };
    button("say", label).description(speech::HEARD).on(Action::Speaking(action)).into()
}

fn way(invitation: &Invitation, local: &Local) -> Element<Action> {
    let link = field("link", words::LINK).value(invitation.link.clone()).read_only().label_hidden();
    let copy = row()
        .with(button("copy-link", words::COPY_LINK).on(Action::CopyLink))
        .with(button("copy-message", words::COPY_MESSAGE).on(Action::CopyMessage));
    let beside = column()
        .with(text(words::OPEN))
        .with(link)
        .with(copy)
        .with_some(local.copied.map(|said| status(said).tone(Tone::Success)));
    let mut both = row().gap(Gap::Large).top();
    if let Some(pixels) = qr::pixels(&invitation.link) {
        both = both.with(image(words::QR, pixels).width(QR).sharp());
    }
    both.with(kit::element::Build::grow(beside)).into()
}

/// A contact is asked, or offers are waited for: there is no code.
fn without_code(state: &State) -> Element<Action> {
    let waiting = state.waiting_for.clone().unwrap_or_default();
    page(
        window::TITLE,
        column()
            .gap(Gap::Large)
            .with(status(waiting))
            .with(text(words::UNSEEN).tone(Tone::Success))
            .with(row().with(button("cancel", words::CANCEL).on(Action::Cancel))),
    )
}
