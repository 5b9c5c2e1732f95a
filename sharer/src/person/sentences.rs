//! What the User reads about a notice, whatever was before it.

use session::{Notice, Right};

use super::input::InputError;
use super::notice::{Note, UserError, UserNotice};
use crate::words::{
    self, bandwidth, contacts, control, parts, policy, portal, public_network, rights, say,
};

/// The sentence for a notice. Empty where others say it, or where it means something only to whoever knows
/// what was before: that a question is answered, and a chat message.
pub(super) fn notice(notice: &UserNotice) -> String {
    match notice {
        UserNotice::Session(notice) => of_session(notice),
        UserNotice::Invitation { code, link, lifetime, .. } => {
            words::invitation(code, link, *lifetime)
        }
        UserNotice::WaitingForContact { helper, available } => {
            contacts::waiting_for(helper, *available)
        }
        UserNotice::Question { text, files: Some(batch), .. } => {
            format!("{text}\n{}", words::files::listed(batch))
        }
        UserNotice::Question { text, files: None, .. } => text.clone(),
        UserNotice::ListenQuestion { address, .. } => public_network::question(address),
        UserNotice::QuestionWithdrawn { .. } => words::WITHDRAWN.to_owned(),
        UserNotice::QuestionAnswered { .. } => String::new(),
        UserNotice::Path { path } => words::path(*path).to_owned(),
        UserNotice::Reconnecting { helper, lasts, .. } => words::reconnecting(helper, *lasts),
        UserNotice::Reconnected { helper, .. } => words::reconnected(helper),
        UserNotice::InvitationSaved { path } => words::saved(path),
        UserNotice::InvitationMailed { to, by_program } => words::mailed(to, *by_program),
        UserNotice::Listening { address } => words::listening(address),
        UserNotice::LogStarted { path } => words::log_begun(path),
        UserNotice::Bandwidth { level, kbit_s, max_kbit } => {
            bandwidth::level(*level, *kbit_s, *max_kbit)
        }
        UserNotice::LeftOut { count } => words::left_out(*count),
        UserNotice::Note(note) => self::note(note),
        UserNotice::Error(error) => self::error(error),
    }
}

fn of_session(notice: &Notice) -> String {
    match notice {
        // Shown with more, as notices of their own.
        Notice::Invitation { .. } | Notice::Reconnecting { .. } | Notice::Reconnected { .. } => {
            String::new()
        }
        Notice::Waiting { helpers, available } => contacts::waiting_for_offers(helpers, available),
        // The sentences about consent and control say it.
        Notice::Rights { .. } => String::new(),
        // It is shown with its author.
        Notice::Chat { .. } => String::new(),
        Notice::RightGranted { helper, right, lasts } => rights::granted(helper, *right, *lasts),
        Notice::RightEnded { helper, right, by, is_over } => {
            rights::ended(helper, *right, *by, *is_over)
        }
        Notice::ControlEnded { by, is_over } => control::ended(*by, *is_over),
        Notice::PromptsUnwatched => words::prompts_unseen(),
        Notice::LogDiffers => words::LOG_DIFFERS.to_owned(),
        Notice::LogUnsigned => words::log::UNSIGNED.to_owned(),
        Notice::File(file) => words::files::notice(file, None),
        Notice::Folder(folder) => words::files::folder(folder),
        Notice::FilesNotCome { count } => words::files::not_come(*count),
        Notice::FileNotSent { path, reason } => words::files::not_sent(path, *reason),
        Notice::PictureTaken { helper } => words::picture_taken(helper),
        Notice::ClipboardTransferred { helper, sender, .. } => {
            words::clipboard_transferred(helper, *sender)
        }
        Notice::Steps { helper, steps } => words::marks::steps(helper, steps),
        Notice::LogNotKept(why) => words::log_not_kept(why.as_deref()),
        Notice::LogRequired(why) => words::log_required(why.as_deref()),
        Notice::NotKept(why) => contacts::not_kept(why),
        Notice::Failed(text) => text.clone(),
        Notice::Stranger { attempts } => contacts::stranger(*attempts),
        Notice::Remembered { name, key, already } => contacts::remembered(name, key, *already),
        Notice::NotRemembered { reason } => contacts::not_remembered(*reason).to_owned(),
        Notice::OtherKey { name, key } => contacts::other_key(name, key),
        Notice::OtherPage { theirs, own } => words::page::other_build(*theirs, *own),
        Notice::Phase { phase, helper, reason, stop } => match reason {
            Some(reason) => {
                words::joined(words::end_reason(*reason).text(), &words::phase(*phase, None, *stop))
            }
            None => words::phase(*phase, helper.as_ref(), *stop),
        },
        Notice::Paused { .. } => words::PAUSED.to_owned(),
        Notice::SystemPrompt { open } => words::system_prompt(*open).to_owned(),
        Notice::NotAllowedByTyping => words::NOT_WHILE_CONTROLLED.to_owned(),
        Notice::WrongCode { attempts_left } => words::wrong_code(*attempts_left),
        Notice::TriedBefore { helper, times } => words::tried_before(helper, *times),
        Notice::SlotChanges => words::SLOT_CHANGES.to_owned(),
        Notice::ServerRefused(reason) => words::server_refused(*reason).to_owned(),
    }
}

/// A note.
pub(super) fn note(note: &Note) -> String {
    match note {
        Note::HelpersLeftOut { count } => contacts::left_out(*count),
        Note::DesktopAsks(question) => portal::desktop_asks(question),
        Note::ViewOnlyHere => words::VIEW_ONLY_HERE.to_owned(),
        Note::NoClipboardHere => rights::NO_CLIPBOARD_HERE.to_owned(),
        Note::OutOfReach { in_front } => words::out_of_reach(*in_front).to_owned(),
        Note::LinksLeftOut { path, count } => words::files::links_left_out(path, *count),
        Note::NoPortInPublic => words::NO_PORT_IN_PUBLIC.to_owned(),
        Note::MailedIsVoid => words::MAILED_IS_VOID.to_owned(),
        Note::NotNoted(why) => contacts::not_noted(why),
        Note::NamesUnknown(why) => contacts::names_unknown(why),
        Note::Policy(note) => policy::note(*note),
        Note::Appearance(event) => bandwidth::appearance(event),
    }
}

/// What did not work.
pub(super) fn error(error: &UserError) -> String {
    match error {
        UserError::Input(error) => input(error),
        UserError::Forbidden(forbidden) => policy::forbidden(forbidden),
        UserError::Part(part) => parts::failed(*part).to_owned(),
        UserError::Delivery { why: text, .. } | UserError::Text(text) => text.clone(),
    }
}

/// Why a line is not a command.
pub(super) fn input(error: &InputError) -> String {
    match error {
        InputError::TooLong(bytes) => say!(InputTooLong, N = *bytes),
        InputError::NotUtf8 => words::Say::InputNotUtf8.to_owned(),
        InputError::TypedTooEarly => words::TYPED_TOO_EARLY.to_owned(),
        InputError::TooSoon => words::TOO_SOON.to_owned(),
        InputError::NoAnswer => words::NO_ANSWER.to_owned(),
        InputError::UnknownRight => {
            let all = Right::ALL.map(Right::id).join(", ");
            rights::unknown(&all)
        }
        InputError::Contradiction => words::CONTRADICTION.to_owned(),
        InputError::UnknownCommand => words::HELP.to_owned(),
        InputError::NotJson(why) => format!("expected a command in JSON: {why}"),
        InputError::NotConnected => words::NOT_CONNECTED.to_owned(),
        InputError::ChatTooLong => words::chat_too_long(),
        InputError::BandwidthUsage => bandwidth::usage(),
        InputError::BandwidthCap => bandwidth::cap(),
    }
}
