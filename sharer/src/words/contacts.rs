//! What the User reads about Helpers whom they remember, and about offers.

use protocol::name::DisplayName;
use protocol::peer::RememberRefusal;
use protocol::trust::IdentityKey;

use super::names::{argument, quoted};
use session::Proof;

/// Who asks: by the name that is known, and by that which they use.
pub fn asker(helper: &DisplayName, alias: Option<&DisplayName>) -> String {
    match alias {
        Some(alias) => format!("{} (calls themselves {})", quoted(helper), quoted(alias)),
        None => quoted(helper),
    }
}

/// How a Helper has proved who they are.
pub fn proven(helper: &DisplayName, proof: Proof) -> String {
    let helper = quoted(helper);
    match proof {
        Proof::Code => "They have proved that they know your code.".into(),
        Proof::Contact => format!("They have proved that they are your contact {helper}."),
        Proof::Policy => format!(
            "They have proved that they are {helper}, whom the owner of this computer lets offer help."
        ),
    }
}

/// The question whether to remember each other.
pub fn remember(helper: &str) -> String {
    format!(
        "{helper} would like you and them to remember each other. You can then ask them for help \
         without a code, with: alongside share --to NAME. You are still asked each time before \
         anybody sees your screen. Do you want to remember {helper}?"
    )
}

/// A contact is asked for help.
pub fn waiting_for(helper: &DisplayName, available: bool) -> String {
    if available {
        format!("Waiting for {helper}, who is available now. No code is needed.")
    } else {
        format!(
            "Waiting for {helper}, who is not available now. No code is needed; keep this open."
        )
    }
}

/// Offers are waited for.
pub fn waiting_for_offers(helpers: &[DisplayName], available: &[DisplayName]) -> String {
    let available = match available {
        [] => "nobody".into(),
        names => list(names),
    };
    format!(
        "Help can be offered by {}. Available now: {available}. You are asked before anybody sees \
         your screen.",
        list(helpers)
    )
}

fn list(names: &[DisplayName]) -> String {
    names.iter().map(DisplayName::as_str).collect::<Vec<_>>().join(", ")
}

/// More Helpers than can be waited for at once.
pub fn left_out(count: usize) -> String {
    format!(
        "There is no room to wait for all helpers at once; {count} of them cannot find this computer. \
         Forget contacts whom you no longer need: alongside contacts forget NAME"
    )
}

/// Somebody came who may not.
pub fn stranger(attempts: u32) -> String {
    let times = match attempts {
        1 => String::new(),
        n => format!(" ({n} times)"),
    };
    format!(
        "Somebody who is not known here tried to connect without a code{times}. They were refused."
    )
}

/// The two remember each other.
pub fn remembered(helper: &DisplayName, key: &IdentityKey, already: bool) -> String {
    let already = if already { " already" } else { "" };
    format!(
        "You and {} remember each other{already}. Next time: alongside share --to {}",
        quoted(helper),
        argument(helper, key)
    )
}

/// The two do not get to remember each other, and the User did not say so.
pub fn not_remembered(reason: RememberRefusal) -> &'static str {
    match reason {
        RememberRefusal::NoAnswer => "Your helper did not answer, so nobody is remembered.",
        RememberRefusal::Unproven => {
            "Your helper could not prove that the key they sent is theirs, so nobody is remembered."
        }
        RememberRefusal::Declined | RememberRefusal::TooOften | RememberRefusal::Unable => {
            "Your helper does not want to be remembered, or their browser cannot."
        }
    }
}

/// The name of a contact, or one that looks like it, with another key.
pub fn other_key(contact: &DisplayName, key: &IdentityKey) -> String {
    let name = quoted(contact);
    format!(
        "WARNING: this is not the key of your contact {name}. Somebody may pretend to be {name}, or \
         {name} uses another browser now. Nobody is remembered. If you are sure who it is, forget the \
         contact first: alongside contacts forget {}",
        argument(contact, key)
    )
}

/// A key that no browser makes.
pub const NO_KEY: &str = "The key that your helper sent is no key, so nobody is remembered.";

/// Nobody can be remembered, or it is not written down.
pub fn not_kept(why: &str) -> String {
    format!("Your helper is not remembered: {why}. The session goes on.")
}

/// The time of the last session is not written down.
pub fn not_noted(why: &str) -> String {
    format!("That this contact helps you now is not written down: {why}. The session goes on.")
}

/// The contacts cannot be read at the beginning of a session.
pub fn names_unknown(why: &str) -> String {
    format!(
        "Your contacts cannot be read: {why}. You are not warned when somebody uses the name of one of them."
    )
}

/// Nobody is remembered.
pub const NONE: &str = "You remember no helper. Type /remember while one is connected.";

/// Above the list.
pub const TITLE: [&str; 5] = ["NAME", "KEY", "SINCE", "LAST", "NOW"];

/// Whether a Helper is available, where it is known.
pub fn available(available: Option<bool>) -> &'static str {
    match available {
        Some(true) => "available",
        Some(false) => "-",
        None => "not known",
    }
}

/// Nobody was asked who is available.
pub const NO_SERVER: &str =
    "Who is available now is known to your server only; name it with --server URL.";

/// The server was asked, and did not say.
pub fn not_asked(why: &str) -> String {
    format!("Who is available now is not known: {why}.")
}

/// The own key.
pub fn own_key(fingerprint: &str, key: &str) -> String {
    format!("Fingerprint:  {fingerprint}\nPublic key:   {key}")
}

/// Options that only a code makes sense of.
pub const TO_NEEDS_NO_CODE: &str = "--to needs no code, so there is nothing to save, to e-mail or to choose words \
     for. Leave --to away, or --save-as, --email, --choose-words and --words-file";
