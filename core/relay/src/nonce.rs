//! Nonces without a table (RFC 8489 §9.2): a time, and its MAC for the client's address.

use alloc::format;
use alloc::string::String;
use core::net::IpAddr;

use crate::limits::NONCE_LIFETIME;
use hmac::{Hmac, Mac as _};
use protocol::time::Tick;
use sha2::Sha256;

/// Hexadecimal digits of the time.
const TIME_DIGITS: usize = 16;

/// Makes and checks nonces.
pub(crate) struct Nonces {
    key: [u8; 32],
}

impl Nonces {
    pub(crate) fn new(key: [u8; 32]) -> Self {
        Self { key }
    }

    /// A nonce for a client's address, from now on.
    pub(crate) fn make(&self, client: IpAddr, now: Tick) -> String {
        let time = format!("{:016x}", now.as_millis());
        let tag = self.tag(client, &time);
        format!("{time}{:032x}", u128::from_be_bytes(tag))
    }

    /// Whether it is one of ours, for this address, and not too old.
    pub(crate) fn is_fresh(&self, nonce: &[u8], client: IpAddr, now: Tick) -> bool {
        let Ok(nonce) = core::str::from_utf8(nonce) else { return false };
        let Some((time, tag)) = nonce.split_at_checked(TIME_DIGITS) else { return false };
        let Ok(made) = u64::from_str_radix(time, 16) else { return false };
        let made = Tick::from_millis(made);
        // A nonce is no secret, so the comparison may take a different time for each.
        made <= now
            && now.since(made) <= NONCE_LIFETIME
            && tag == format!("{:032x}", u128::from_be_bytes(self.tag(client, time)))
    }

    fn tag(&self, client: IpAddr, time: &str) -> [u8; 16] {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.key).expect("HMAC takes keys of any length");
        mac.update(time.as_bytes());
        match client {
            IpAddr::V4(ip) => mac.update(&ip.octets()),
            IpAddr::V6(ip) => mac.update(&ip.octets()),
        }
        let tag: [u8; 32] = mac.finalize().into_bytes().into();
        let mut short = [0; 16];
        short.copy_from_slice(&tag[..16]);
        short
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_is_good_for_its_address_and_its_time() {
        let nonces = Nonces::new([1; 32]);
        let (client, other) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        let now = Tick::from_millis(5_000);
        let nonce = nonces.make(client, now);
        let late = now + NONCE_LIFETIME;
        assert!(nonces.is_fresh(nonce.as_bytes(), client, late));
        assert!(!nonces.is_fresh(nonce.as_bytes(), other, now));
        let too_late = late + core::time::Duration::from_millis(1);
        assert!(!nonces.is_fresh(nonce.as_bytes(), client, too_late));
        assert!(!Nonces::new([2; 32]).is_fresh(nonce.as_bytes(), client, now));
        for wrong in ["", "é", "0000", "zzzzzzzzzzzzzzzz"] {
            assert!(!nonces.is_fresh(wrong.as_bytes(), client, now));
        }
    }
}
