//! What is said of session logs: missing signatures, and what `alongside log verify` finds.

use protocol::log::{Agreement, Difference, EntryKind, Verified, VerifiedEntry, VerifyError};

/// Entries that one line names. Of more, their number is said.
const NAMED: usize = 20;

/// The Helper's side has not signed an entry in time that it can see itself.
pub const UNSIGNED: &str = "Your helper's side does not confirm what it must have seen: its signature is missing in the log of \
     this session. Your own log goes on, and says where.";

/// One copy is as it was written.
pub fn verified(copy: &Verified) -> String {
    let mut text = format!(
        "The log is as it was written: {}, {} of them signed by the other side.",
        count(copy.entries()),
        copy.countersigned()
    );
    let signed = numbers(copy.numbered().filter(|(_, entry)| entry.is_countersigned));
    line(&mut text, "Signed by the other side", &signed);
    let unsigned = || copy.numbered().filter(|(_, entry)| !entry.is_countersigned);
    let is_seen = |entry: &VerifiedEntry| entry.kind.is_some_and(EntryKind::is_seen_by_helper);
    let unseen = kinds(unsigned().filter(|(_, entry)| !is_seen(entry)));
    line(&mut text, "Not signed: the other side does not see it, or was gone", &unseen);
    let missing = kinds(unsigned().filter(|(_, entry)| is_seen(entry)));
    line(&mut text, "Not signed, although a helper's side can see it", &missing);
    let disputed = kinds(copy.numbered().filter(|(_, entry)| entry.is_disputed));
    line(&mut text, "Disputed by the side of this copy, which saw no such thing", &disputed);
    text.push_str(
        "\nWhat is signed, the other side saw itself. What is not is the word of one side. Times are those of \
         the shared computer's clock. Only the other side's copy can show whether the two agree.",
    );
    text
}

/// Two copies agree.
pub fn agreement(agreement: Agreement, one: &Verified, other: &Verified) -> String {
    let (common, mut text) = match agreement {
        Agreement::Same { entries } => {
            (entries, format!("The two copies agree: {}.", count(entries)))
        }
        Agreement::UpTo { entries, one, other } => {
            let text = format!(
                "The two copies agree up to entry {entries}. Afterwards the two were not connected: the \
                 first copy goes on with {}, the second with {}.",
                count(one),
                count(other)
            );
            (entries, text)
        }
    };
    let pairs = || one.numbered().zip(other.numbered()).take(common);
    let by_both = |a: &VerifiedEntry, b: &VerifiedEntry| a.is_countersigned && b.is_countersigned;
    let is_seen = |entry: &VerifiedEntry| entry.kind.is_some_and(EntryKind::is_seen_by_helper);
    let both = pairs().filter(|((_, a), (_, b))| by_both(a, b)).map(|(a, _)| a);
    line(&mut text, "Signed by both sides, which both saw it", &numbers(both));
    let rest = || pairs().filter(|((_, a), (_, b))| !by_both(a, b)).map(|(a, _)| a);
    let alone = kinds(rest().filter(|(_, entry)| !is_seen(entry)));
    line(&mut text, "The word of one side: the other does not see it, or was gone", &alone);
    let missing = kinds(rest().filter(|(_, entry)| is_seen(entry)));
    line(&mut text, "The word of one side, although a helper's side can see it", &missing);
    text.push_str(
        "\nNo entry was changed since the session. What both signed happened as it is written; the rest both \
         have written down, and one side vouches for it. Times are those of the shared computer's clock. \
         Who the two were is not proven by this.",
    );
    text
}

/// Two copies do not agree.
pub fn difference(difference: Difference) -> String {
    match difference {
        Difference::OtherSession => {
            "the two copies do not agree: they differ from entry 1 on, so they are of different \
             sessions, or one of them was made up"
                .into()
        }
        Difference::Entry(entry) => format!(
            "the two copies do not agree: they differ from entry {entry} on, which one side signed \
             for the other"
        ),
        Difference::Missing(entry) => format!(
            "the two copies do not agree: entry {entry} is missing in one of them, although its \
             side signed it"
        ),
        Difference::Disputed(entry) => format!(
            "the two copies do not agree: both have entry {entry}, and one side wrote down at once that \
             it saw no such thing"
        ),
    }
}

/// A copy is not as it was written.
pub fn fault(fault: VerifyError) -> String {
    match fault {
        VerifyError::Empty => "the log has no entries".into(),
        VerifyError::NoKey => "the log does not say whose signatures it holds".into(),
        VerifyError::Entry(entry) => {
            format!("entry {entry} is not as it was written, or one before it is missing")
        }
        VerifyError::Unsigned(entry) => {
            format!("entry {entry} is not as it was written: its signature does not fit")
        }
        VerifyError::Countersignature(entry) => {
            format!("the other side's signature of entry {entry} is not as it was written")
        }
        VerifyError::Dispute(entry) => {
            format!("the line that disputes entry {entry} is not as it was written")
        }
    }
}

fn line(text: &mut String, label: &str, entries: &str) {
    if !entries.is_empty() {
        text.push_str(&format!("\n  {label}: {entries}"));
    }
}

/// The entries as numbers, runs of them as two.
fn numbers<'a>(entries: impl Iterator<Item = (usize, &'a VerifiedEntry)>) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (number, _) in entries {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            Some(_) | None => runs.push((number, number)),
        }
    }
    let name = |(first, last): &(usize, usize)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first} to {last}"),
    };
    listed(&runs, name)
}

/// The entries, each with its element.
fn kinds<'a>(entries: impl Iterator<Item = (usize, &'a VerifiedEntry)>) -> String {
    let entries: Vec<_> = entries.collect();
    listed(&entries, |(number, entry)| match entry.kind {
        Some(kind) => format!("{number} {}", kind.element()),
        None => format!("{number} (of a newer Alongside)"),
    })
}

fn listed<T>(items: &[T], name: impl Fn(&T) -> String) -> String {
    let named: Vec<String> = items.iter().take(NAMED).map(name).collect();
    let rest = items.len() - named.len();
    let text = named.join(", ");
    if rest == 0 { text } else { format!("{text} and {rest} more") }
}

fn count(entries: usize) -> String {
    if entries == 1 { "1 entry".into() } else { format!("{entries} entries") }
}
