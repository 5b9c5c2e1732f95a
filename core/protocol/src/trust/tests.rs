use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::string::ToString;
use alloc::vec::Vec;

use sha2::{Digest as _, Sha256};

use super::*;
use crate::counter::Counter;
use crate::handshake::{HandshakeError, SharerHandshake, ViewerHandshake};
use crate::name::DisplayName;
use crate::utc::Utc;

const USER: IdentityKey = IdentityKey::new([1; 32]);
const HELPER: IdentityKey = IdentityKey::new([2; 32]);
const OTHER: IdentityKey = IdentityKey::new([3; 32]);

fn shared(byte: u8) -> SharedSecret {
    SharedSecret::new([byte; 32]).unwrap()
}

fn pair(byte: u8) -> Pair {
    Pair::new(&shared(byte), &USER, &HELPER)
}

fn day(number: u64) -> Day {
    Day::of(Utc::from_unix(number * 24 * 60 * 60))
}

fn card(name: &str) -> PresenceCard {
    let name: DisplayName = name.parse().unwrap();
    let since = Utc::from_unix(1_795_375_800);
    PresenceCard { availability: Availability::AsksForHelp, name, key: USER, since }
}

/// Computed with another implementation of HKDF (RFC 5869) and HMAC. Contacts must find each other after
/// an update.
#[test]
fn the_values_derived_from_a_pair_never_change() {
    let pair = pair(7);
    assert_eq!(pair.tag(day(20_779)).to_string(), "a6858e050414a62f19b1960500471702");
    let proof = pair.prove(Party::Helper, &[9; 32]).to_string();
    assert_eq!(proof, "86025420132f849eb1c8b0f7454b2c97c6036f2381a60a428061086ab535b600");
    assert_eq!(HELPER.public_tag(day(20_779)).to_string(), "f7d3fc72c940daed0399edf7d14b09ec");
    let secret = crate::hex::Hex(*pair.credential(day(20_779)).secret).to_string();
    assert_eq!(secret, "12b93aa810cb5e7cf7fb089ab89b6c863b6c3d9be1256d2be8c8bafc8d6e902f");
}

#[test]
fn a_tag_differs_for_each_day_and_each_pair() {
    let tags = [
        pair(7).tag(day(1)),
        pair(7).tag(day(2)),
        pair(8).tag(day(1)),
        Pair::new(&shared(7), &HELPER, &USER).tag(day(1)),
        HELPER.public_tag(day(1)),
        HELPER.public_tag(day(2)),
        USER.public_tag(day(1)),
    ];
    let different: alloc::collections::BTreeSet<_> = tags.iter().collect();
    assert_eq!(different.len(), tags.len());
}

#[test]
fn near_midnight_both_days_count() {
    let days = |seconds: u64| Day::around(Utc::from_unix(seconds)).map(|d| d.0).collect::<Vec<_>>();
    let midnight = 10 * 24 * 60 * 60;
    assert_eq!(days(midnight - 1), [9, 10]);
    assert_eq!(days(midnight), [10, 9]);
    assert_eq!(days(midnight + 3600), [10]);
    assert_eq!(days(midnight - 3601), [9]);
    assert_eq!(days(0), [0]);
}

#[test]
fn contacts_complete_the_handshake_without_a_code() {
    let credential = pair(7).credential(day(1));
    let (viewer, claim) = ViewerHandshake::start_known(&credential, &mut Counter(1));
    assert_eq!(SharerHandshake::claimed_tag(&claim), Some(credential.tag));
    let (sharer, body) =
        SharerHandshake::answer_known(&credential, &claim, &mut Counter(2)).unwrap();
    let (viewer, body) = viewer.receive(&body).unwrap();
    let (mut sharer, body) = sharer.confirm(&body).unwrap();
    let mut viewer = viewer.confirm(&body).unwrap();
    assert_eq!(sharer.binding(), viewer.binding());
    let sealed = viewer.seal(b"hello").unwrap();
    assert_eq!(sharer.open(&sealed).unwrap(), b"hello");
}

#[test]
fn another_key_is_not_taken_for_the_known_one() {
    let (real, false_one) = (pair(7).credential(day(1)), pair(8).credential(day(1)));
    // The server knows the tag, but not the secret.
    let forged = PairCredential { tag: real.tag, secret: false_one.secret };
    let (viewer, claim) = ViewerHandshake::start_known(&forged, &mut Counter(1));
    let (sharer, body) = SharerHandshake::answer_known(&real, &claim, &mut Counter(2)).unwrap();
    let (_, body) = viewer.receive(&body).unwrap();
    assert_eq!(sharer.confirm(&body).err(), Some(HandshakeError::WrongCode));
}

#[test]
fn a_pair_and_a_code_are_never_confused() {
    let credential = pair(7).credential(day(1));
    let words: Vec<_> = crate::word_list::CodeLanguage::English.words().take(3).collect();
    let code = format!("7-{}", words.join("-")).parse().unwrap();
    let (_, by_pair) = ViewerHandshake::start_known(&credential, &mut Counter(1));
    let (_, by_code) = ViewerHandshake::start(&code, &mut Counter(1));
    let refused = Some(HandshakeError::OutOfOrder);
    assert_eq!(SharerHandshake::answer(&code, &by_pair, &mut Counter(2)).err(), refused);
    let answer = SharerHandshake::answer_known(&credential, &by_code, &mut Counter(2));
    assert_eq!(answer.err(), refused);
    assert_eq!(SharerHandshake::claimed_tag(&by_code), None);
}

#[test]
fn a_proof_is_of_one_side_and_one_connection() {
    let proof = pair(7).prove(Party::Helper, &[9; 32]);
    assert!(pair(7).verify_proof(Party::Helper, &[9; 32], &proof));
    assert!(!pair(7).verify_proof(Party::User, &[9; 32], &proof), "reflected");
    assert!(!pair(7).verify_proof(Party::Helper, &[8; 32], &proof), "of another connection");
    assert!(!pair(8).verify_proof(Party::Helper, &[9; 32], &proof), "of another pair");
}

#[test]
fn only_the_helper_of_a_card_can_open_it() {
    let sealed = card("Tom").seal(&pair(7), &mut Counter(1)).unwrap();
    assert_eq!(sealed.open(&pair(7)), Ok(card("Tom")));
    assert_eq!(sealed.open(&pair(8)), Err(CardError::WrongKey));
    let at_desk = card("Tom").seal_for(&HELPER, &OTHER, &shared(5)).unwrap();
    assert_eq!(at_desk.ephemeral_key(), Some(OTHER));
    assert_eq!(at_desk.open_public(&HELPER, &shared(5)), Ok(card("Tom")));
    assert_eq!(at_desk.open_public(&HELPER, &shared(6)), Err(CardError::WrongKey));
    assert_eq!(at_desk.open_public(&USER, &shared(5)), Err(CardError::WrongKey));
}

#[test]
fn the_length_of_a_card_does_not_depend_on_the_name() {
    let longest = "\\".repeat(crate::limits::NAME_BYTES);
    let lengths = ["T", "Tom", &longest].map(|name| {
        let sealed = card(name).seal(&pair(7), &mut Counter(1)).unwrap();
        let text = String::from(sealed.clone());
        assert_eq!(SealedCard::try_from(text.clone()), Ok(sealed));
        text.len()
    });
    assert!(lengths.iter().all(|length| *length == lengths[0]), "{lengths:?}");
    for wrong in ["", "AAAA", "no base64"] {
        assert_eq!(SealedCard::try_from(wrong.to_owned()), Err(CardError::Malformed));
    }
}

#[test]
fn a_shared_secret_of_zero_is_refused() {
    assert!(SharedSecret::new([0; 32]).is_none());
}

#[test]
fn a_fingerprint_has_at_least_112_bits_of_the_hash_of_the_key() {
    let fingerprint = USER.fingerprint();
    let digits: u128 = fingerprint.replace(' ', "").parse().unwrap();
    let hash: [u8; 32] = Sha256::digest(USER.as_bytes()).into();
    let begin = u128::from_be_bytes(*hash.first_chunk().unwrap());
    let possible = 10_u128.pow(35);
    assert_eq!(digits, begin % possible);
    assert!(possible >= 1 << 112);
}

#[test]
fn a_fingerprint_is_short_enough_to_read_aloud() {
    let fingerprint = USER.fingerprint();
    let groups: Vec<_> = fingerprint.split(' ').collect();
    assert!(groups.iter().all(|group| group.len() == 5 && group.parse::<u32>().is_ok()));
    assert_ne!(fingerprint, HELPER.fingerprint());
    assert_eq!(USER.to_string().parse(), Ok(USER));
    assert!("AAAA".parse::<IdentityKey>().is_err());
}
