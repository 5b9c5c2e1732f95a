//! How often this tab has proven a code to an end that did not prove it, too.
//!
//! With each such proof a server that plays the sharer tests one guess at the code. So a code is proven
//! [`CODE_TRIES`] times at most, and the sharer is told of the tries once the code has led to it. Only a
//! proof counts: before it nothing has been sent that depends on the words.
//!
//! A try counts for the words, whatever number stands before them: the server chooses the number. It counts
//! when the proof is sent, whatever the server answers.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use protocol::code::Secret;
use protocol::limits::{CODE_TRIES, INVITATION_LIFETIME_MAX, TRIED_CODES};
use protocol::time::Tick;

/// The codes that were tried. The one that was tried last is the last one.
#[derive(Debug, Default)]
pub(super) struct Tries(Vec<Tried>);

#[derive(Clone, Copy, Debug)]
struct Tried {
    /// [`Secret::mark`]: the words themselves are not kept.
    code: u16,
    times: u8,
    /// Then no invitation with this code is open any more.
    until: Tick,
}

impl Tries {
    /// Whether no further proof of this code may be sent.
    pub(super) fn are_used_up(&mut self, secret: &Secret, now: Tick) -> bool {
        let code = secret.mark();
        self.0.retain(|tried| now < tried.until);
        self.0.iter().any(|tried| tried.code == code && tried.times >= CODE_TRIES)
    }

    /// A proof of this code is about to be sent. Returns how many were sent before.
    pub(super) fn add(&mut self, secret: &Secret, now: Tick) -> u8 {
        let code = secret.mark();
        let known = self.0.iter().position(|tried| tried.code == code);
        let before = known.map_or(0, |n| self.0.remove(n).times);
        self.push(Tried {
            code,
            times: before.saturating_add(1),
            until: now + INVITATION_LIFETIME_MAX,
        });
        before
    }

    /// The other end has proven the code that was tried last.
    pub(super) fn confirm(&mut self) {
        self.0.pop();
    }

    fn push(&mut self, tried: Tried) {
        if self.0.len() >= TRIED_CODES {
            self.0.remove(0);
        }
        self.0.push(tried);
    }

    /// As a text, one code a line. `unix_ms` is the time in ms since 1970.
    pub(super) fn encode(&self, now: Tick, unix_ms: u64) -> String {
        let mut text = String::new();
        for Tried { code, times, until } in &self.0 {
            let left = u64::try_from(until.since(now).as_millis()).unwrap_or(u64::MAX);
            let until = unix_ms.saturating_add(left);
            text.push_str(&format!("{code} {times} {until}\n"));
        }
        text
    }

    /// Adds what is in a text of [`Self::encode`]. Lines of another form are dropped.
    pub(super) fn decode(&mut self, text: &str, now: Tick, unix_ms: u64) {
        for line in text.lines().take(TRIED_CODES) {
            let mut values = line.split(' ').map(str::parse::<u64>);
            if let (Some(Ok(code)), Some(Ok(times)), Some(Ok(until)), None) =
                (values.next(), values.next(), values.next(), values.next())
                && let (Ok(code), Ok(times)) = (u16::try_from(code), u8::try_from(times))
            {
                let left = core::time::Duration::from_millis(until.saturating_sub(unix_ms));
                self.push(Tried { code, times, until: now + left.min(INVITATION_LIFETIME_MAX) });
            }
        }
    }
}
