//! What the User reads about Helpers whom they remember, and about offers.

use crate::words::say::{Say, say, with_bare};
use protocol::name::DisplayName;
use protocol::peer::RememberRefusal;
use protocol::trust::IdentityKey;

use super::names::{argument, quoted};
use session::Proof;

/// Who asks: by the name that is known, and by that which they use.
pub fn asker(helper: &DisplayName, alias: Option<&DisplayName>) -> String {
    let helper = quoted(helper);
    match alias {
        Some(alias) => say!(ContactsAsker, Alias = &helper, Helper = &quoted(alias)),
        None => helper,
    }
}

/// How a Helper has proved who they are.
pub fn proven(helper: &DisplayName, proof: Proof) -> String {
    let helper = quoted(helper);
    match proof {
        Proof::Code => Say::ContactsProvenCode.to_owned(),
        Proof::Contact => say!(ContactsProvenContact, Helper = &helper),
        Proof::Policy => say!(ContactsProvenPolicy, Helper = &helper),
    }
}

/// The question whether to remember each other.
pub fn remember(helper: &str) -> String {
    say!(ContactsRemember, Helper = helper)
}

/// A contact is asked for help.
pub fn waiting_for(helper: &DisplayName, available: bool) -> String {
    let helper = &quoted(helper);
    if available {
        say!(ContactsWaitingAvailable, Helper = helper)
    } else {
        say!(ContactsWaiting, Helper = helper)
    }
}

/// Offers are waited for.
pub fn waiting_for_offers(helpers: &[DisplayName], available: &[DisplayName]) -> String {
    let available = match available {
        [] => Say::ContactsNobody.to_owned(),
        names => list(names),
    };
    say!(ContactsWaitingForOffers, Helpers = &list(helpers), Available = &available)
}

fn list(names: &[DisplayName]) -> String {
    names.iter().map(quoted).collect::<Vec<_>>().join(", ")
}

/// More Helpers than can be waited for at once.
pub fn left_out(count: usize) -> String {
    say!(ContactsLeftOut, N = count)
}

/// Somebody came who may not.
pub fn stranger(attempts: u32) -> String {
    match attempts {
        1 => Say::ContactsStranger.to_owned(),
        n => say!(ContactsStrangerOften, N = u64::from(n)),
    }
}

/// The two remember each other.
pub fn remembered(helper: &DisplayName, key: &IdentityKey, already: bool) -> String {
    let (helper, name) = (quoted(helper), argument(helper, key));
    let said = if already {
        say!(ContactsRememberedAlready, Helper = &helper, Name = &name)
    } else {
        say!(ContactsRemembered, Helper = &helper, Name = &name)
    };
    with_bare(&said, &name)
}

/// The two do not get to remember each other, and the User did not say so.
pub fn not_remembered(reason: RememberRefusal) -> Say {
    match reason {
        RememberRefusal::NoAnswer => Say::ContactsNotRememberedNoAnswer,
        RememberRefusal::Unproven => Say::ContactsNotRememberedUnproven,
        RememberRefusal::Declined | RememberRefusal::TooOften | RememberRefusal::Unable => {
            Say::ContactsNotRememberedDeclined
        }
    }
}

/// The name of a contact, or one that looks like it, with another key.
pub fn other_key(contact: &DisplayName, key: &IdentityKey) -> String {
    let (helper, name) = (quoted(contact), argument(contact, key));
    with_bare(&say!(ContactsOtherKey, Helper = &helper, Name = &name), &name)
}

/// A key that no browser makes.
pub const NO_KEY: Say = Say::ContactsNoKey;

/// Nobody can be remembered, or it is not written down.
pub fn not_kept(why: &str) -> String {
    say!(ContactsNotKept, Why = why)
}

/// The time of the last session is not written down.
pub fn not_noted(why: &str) -> String {
    say!(ContactsNotNoted, Why = why)
}

/// The contacts cannot be read at the beginning of a session.
pub fn names_unknown(why: &str) -> String {
    say!(ContactsNamesUnknown, Why = why)
}

/// Nobody is remembered.
pub const NONE: Say = Say::ContactsNone;

/// Above the list.
pub const TITLE: [Say; 5] = [
    Say::ContactsColumnName,
    Say::ContactsColumnKey,
    Say::ContactsColumnSince,
    Say::ContactsColumnLast,
    Say::ContactsColumnNow,
];

/// Whether a Helper is available, where it is known.
pub fn available(available: Option<bool>) -> Say {
    match available {
        Some(true) => Say::ContactsAvailableYes,
        Some(false) => Say::ContactsAvailableNo,
        None => Say::ContactsAvailableUnknown,
    }
}

/// Nobody was asked who is available.
pub const NO_SERVER: Say = Say::ContactsNoServer;

/// The server was asked, and did not say.
pub fn not_asked(why: &str) -> String {
    say!(ContactsNotAsked, Why = why)
}

/// The own key.
pub fn own_key(fingerprint: &str, key: &str) -> String {
    let [its, own] = [Say::ContactsOwnFingerprint, Say::ContactsOwnKey];
    format!("{its:<12}  {fingerprint}\n{own:<12}  {key}")
}

/// Options that only a code makes sense of.
pub const TO_NEEDS_NO_CODE: Say = Say::ContactsToNeedsNoCode;
