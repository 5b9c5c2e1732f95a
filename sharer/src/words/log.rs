//! What is said of session logs: missing signatures, and what `alongside log verify` finds.

use crate::words::say::{Argument, Say, say};
use protocol::log::{
    Agreement, Difference, EntryKind, ReadError, Verified, VerifiedEntry, VerifyError,
};

/// Entries that one line names. Of more, their number is said.
const NAMED: usize = 20;

/// The Helper's side has not signed an entry in time that it can see itself.
pub const UNSIGNED: Say = Say::LogUnsigned;

/// One copy is as it was written.
pub fn verified(copy: &Verified) -> String {
    let (n, signed) = (copy.entries(), copy.countersigned());
    let mut text = say!(LogVerified, N = n, Signed = signed);
    let signed = numbers(copy.numbered().filter(|(_, entry)| entry.is_countersigned));
    line(&mut text, Say::LogLineSigned, &signed);
    let unsigned = || copy.numbered().filter(|(_, entry)| !entry.is_countersigned);
    let is_seen = |entry: &VerifiedEntry| entry.kind.is_some_and(EntryKind::is_seen_by_helper);
    let unseen = kinds(unsigned().filter(|(_, entry)| !is_seen(entry)));
    line(&mut text, Say::LogLineUnseen, &unseen);
    let missing = kinds(unsigned().filter(|(_, entry)| is_seen(entry)));
    line(&mut text, Say::LogLineMissing, &missing);
    let disputed = kinds(copy.numbered().filter(|(_, entry)| entry.is_disputed));
    line(&mut text, Say::LogLineDisputed, &disputed);
    format!("{text}\n{}", Say::LogVerifiedMeans)
}

/// Two copies agree.
pub fn agreement(agreement: Agreement, one: &Verified, other: &Verified) -> String {
    let (common, mut text) = match agreement {
        Agreement::Same { entries } => (entries, say!(LogSame, N = entries)),
        Agreement::UpTo { entries, one, other } => {
            let (one, other) = (&say!(LogEntries, N = one), &say!(LogEntries, N = other));
            (entries, say!(LogUpTo, Entry = entries, One = one, Other = other))
        }
    };
    let pairs = || one.numbered().zip(other.numbered()).take(common);
    let by_both = |a: &VerifiedEntry, b: &VerifiedEntry| a.is_countersigned && b.is_countersigned;
    let is_seen = |entry: &VerifiedEntry| entry.kind.is_some_and(EntryKind::is_seen_by_helper);
    let both = pairs().filter(|((_, a), (_, b))| by_both(a, b)).map(|(a, _)| a);
    line(&mut text, Say::LogLineBoth, &numbers(both));
    let rest = || pairs().filter(|((_, a), (_, b))| !by_both(a, b)).map(|(a, _)| a);
    let alone = kinds(rest().filter(|(_, entry)| !is_seen(entry)));
    line(&mut text, Say::LogLineOneUnseen, &alone);
    let missing = kinds(rest().filter(|(_, entry)| is_seen(entry)));
    line(&mut text, Say::LogLineOneMissing, &missing);
    format!("{text}\n{}", Say::LogAgreementMeans)
}

/// Two copies do not agree.
pub fn difference(difference: Difference) -> String {
    match difference {
        Difference::OtherSession => Say::LogOtherSession.to_owned(),
        Difference::Entry(entry) => say!(LogDifferFrom, Entry = entry),
        Difference::Missing(entry) => say!(LogDifferMissing, Entry = entry),
        Difference::Disputed(entry) => say!(LogDifferDisputed, Entry = entry),
    }
}

/// A copy is not as it was written.
pub fn fault(fault: VerifyError) -> String {
    match fault {
        VerifyError::Empty => Say::LogFaultEmpty.to_owned(),
        VerifyError::NoKey => Say::LogFaultNoKey.to_owned(),
        VerifyError::Entry(entry) => say!(LogFaultEntry, Entry = entry),
        VerifyError::Unsigned(entry) => say!(LogFaultUnsigned, Entry = entry),
        VerifyError::Countersignature(entry) => say!(LogFaultCountersignature, Entry = entry),
        VerifyError::Dispute(entry) => say!(LogFaultDispute, Entry = entry),
    }
}

/// A file is no session log.
pub fn no_log(error: ReadError) -> String {
    match error {
        ReadError::TooLong => Say::LogReadLong.to_owned(),
        ReadError::Frame => Say::LogReadFrame.to_owned(),
        ReadError::Line { line } => say!(LogReadLine, Line = &line.to_string()),
    }
}

fn line(text: &mut String, label: Say, entries: &str) {
    if !entries.is_empty() {
        text.push_str(&format!("\n  {}", label.fill(&[(Argument::Entries, entries.into())])));
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
        _ => say!(LogRun, First = *first, Last = *last),
    };
    listed(&runs, name)
}

/// The entries, each with its element.
fn kinds<'a>(entries: impl Iterator<Item = (usize, &'a VerifiedEntry)>) -> String {
    let entries: Vec<_> = entries.collect();
    listed(&entries, |(number, entry)| match entry.kind {
        Some(kind) => format!("{number} {}", kind.element()),
        None => say!(LogNewer, Entry = *number),
    })
}

fn listed<T>(items: &[T], name: impl Fn(&T) -> String) -> String {
    let named: Vec<String> = items.iter().take(NAMED).map(name).collect();
    let rest = items.len() - named.len();
    let text = named.join(", ");
    if rest == 0 { text } else { say!(LogAndMore, Entries = &text, N = rest) }
}
