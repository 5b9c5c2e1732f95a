use protocol::signal::ClaimId;

use super::*;
use crate::registry::events::ConnectionId;
use crate::registry::invitation::Owner;
use crate::registry::tests::{Counter, token};

fn invitation() -> Invitation {
    let opened_by = (std::net::IpAddr::from([127, 0, 0, 1]).into(), ConnectionId(1));
    let (owner, expires) = (Owner::of(&token(1)), Tick::from_millis(1000));
    Invitation::new(owner, Listing::Listed, opened_by, expires, ClaimId(0))
}

#[test]
fn a_range_is_left_when_it_is_more_than_half_full() {
    let mut slots = Slots::default();
    let mut rng = Counter::default();
    for n in 1..=600 {
        let slot = slots.draw(&mut rng, Listing::Listed).unwrap();
        let longest = if n <= 50 { 99 } else { 999 };
        if n <= 500 {
            assert!(u32::from(slot) <= longest, "invitation {n} got slot {slot}");
        }
        slots.insert(slot, invitation());
    }
    slots.check();
}

#[test]
fn a_slot_that_nobody_says_is_not_taken_from_the_short_ones() {
    let mut slots = Slots::default();
    let mut rng = Counter::default();
    rng.next_u32();
    for _ in 0..60 {
        let slot = slots.draw(&mut rng, Listing::Unlisted).unwrap();
        assert!(u32::from(slot) > 999, "{slot:?}");
        slots.insert(slot, invitation());
    }
    assert!(u32::from(slots.draw(&mut rng, Listing::Listed).unwrap()) <= 99);
}

#[test]
fn a_stuck_source_of_randomness_still_gives_each_slot_once() {
    struct Stuck;
    impl RngCore for Stuck {
        fn next_u32(&mut self) -> u32 {
            u32::MAX
        }
        fn next_u64(&mut self) -> u64 {
            u64::MAX
        }
        fn fill_bytes(&mut self, bytes: &mut [u8]) {
            bytes.fill(0xff);
        }
        fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
            self.fill_bytes(bytes);
            Ok(())
        }
    }
    let mut slots = Slots::default();
    for _ in 0..120 {
        let slot = slots.draw(&mut Stuck, Listing::Listed).unwrap();
        slots.insert(slot, invitation());
    }
    assert_eq!(slots.invitations(), 120);
    slots.check();
}

#[test]
fn tombstones_hold_their_slot_until_they_are_forgotten() {
    let mut slots = Slots::default();
    let slot = Slot::try_from(7).unwrap();
    slots.insert(slot, invitation());
    slots.end(slot, Refusal::Expired, Tick::from_millis(500)).unwrap();
    assert_eq!(slots.free(7), None);
    let forgotten = slots.next_due().unwrap();
    assert_eq!(forgotten, Tick::from_millis(500) + TOMBSTONE_LIFETIME);
    assert_eq!(slots.due(forgotten), None);
    assert_eq!(slots.free(7), Some(slot));
    slots.check();
}

#[test]
fn the_oldest_tombstone_goes_first_when_there_are_too_many() {
    let mut slots = Slots::default();
    let count = u32::try_from(TOMBSTONES).unwrap() + 1;
    for number in 1..=count {
        let slot = Slot::try_from(number).unwrap();
        slots.insert(slot, invitation());
        slots.end(slot, Refusal::Revoked, Tick::from_millis(number.into())).unwrap();
    }
    assert!(slots.free(1).is_some());
    assert!(slots.free(2).is_none());
    slots.check();
}
