use std::io;

use catalogue::Language;
use protocol::log::ReadError;
use protocol::trust::IdentityKey;
use session::{Lasting, Right};

use super::*;
use crate::link::dial::DialError;
use crate::policy::values::Forbidden;

const LINK: &str = "https://help.example.org/#60";

fn name(text: &str) -> DisplayName {
    text.parse().unwrap()
}

#[test]
fn a_code_beside_arabic_is_read_from_left_to_right() {
    speak(Language::Arabic);
    let said = invitation("60-nutmeg-harp-blouse", "http://localhost/#60", Duration::from_secs(60));
    assert!(said.contains("\u{2068}60-nutmeg-harp-blouse\u{2069}"), "{said}");
    assert!(are_paired(&said), "{said}");
}

/// Sentences that name somebody. Without quotation marks, a Helper who is called "Nobody" would make them say the opposite.
fn named(helper: &DisplayName) -> Vec<String> {
    let helpers = [helper.clone(), helper.clone()];
    let mut said = vec![
        picture_taken(helper),
        clipboard_transferred(helper, Party::User),
        clipboard_transferred(helper, Party::Helper),
        contacts::waiting_for(helper, true),
        contacts::waiting_for(helper, false),
        contacts::waiting_for_offers(&helpers, &[]),
        contacts::waiting_for_offers(&helpers, &helpers),
        phase(Phase::ScreenSharing, Some(helper), ControlStop::PanicKey),
        reconnected(helper),
        marks::steps(helper, &session::marks::Steps::default()),
        desk::wrote(helper, ""),
        window::bar(helper, None, false, false),
    ];
    said.extend((1..4).map(|times| tried_before(helper, times)));
    said
}

#[test]
fn a_name_is_in_quotation_marks_in_every_sentence() {
    for language in Language::ALL {
        speak(*language);
        let helper = name("Nobody");
        let quoted = names::quoted(&helper);
        for said in named(&helper) {
            assert_eq!(said.matches("Nobody").count(), said.matches(&quoted).count(), "{said}");
            assert!(said.contains(&quoted), "{said}");
        }
    }
}

#[test]
fn a_name_from_right_to_left_turns_no_sentence_around() {
    for language in Language::ALL {
        speak(*language);
        for helper in ["أحمد", "דנה", "Dana דנה"] {
            let apart = format!("\u{2068}{helper}\u{2069}");
            for said in named(&name(helper)) {
                assert_eq!(said.matches(helper).count(), said.matches(&apart).count(), "{said}");
                assert!(are_paired(&said), "{said}");
            }
        }
    }
    speak(Language::English);
    for said in named(&name("Anna")) {
        assert!(!said.contains('\u{2068}'), "{said}");
    }
}

#[test]
fn what_is_copied_has_no_isolates() {
    let (key, file) = (IdentityKey::new([1; 32]), invite_file());
    for language in Language::ALL {
        speak(*language);
        for helper in ["Jacky", "أحمد"].map(name) {
            let argument = names::argument(&helper, &key);
            let link = file.link().to_string();
            for (said, copied) in [
                (window::message(LINK), LINK),
                (invitation("60-nutmeg-harp-blouse", LINK, Duration::from_secs(60)), LINK),
                (email_text(&file), link.as_str()),
                (contacts::remembered(&helper, &key, false), argument.as_str()),
                (contacts::remembered(&helper, &key, true), argument.as_str()),
                (contacts::other_key(&helper, &key), argument.as_str()),
                (
                    policy::forbidden(&Forbidden::Lifetime { longest: Duration::from_secs(1800) }),
                    "--expires 30m",
                ),
                (rights::granted(&helper, Right::Point, Lasting::Session), "/revoke point"),
            ] {
                let (before, after) = said.split_once(copied).expect(&said);
                assert!(!before.ends_with(['\u{2068}', '\u{2069}']), "{said}");
                assert!(!after.starts_with(['\u{2068}', '\u{2069}']), "{said}");
                assert!(are_paired(&said), "{said}");
            }
        }
    }
}

fn invite_file() -> InviteFile {
    InviteFile {
        server: "https://help.example.org".parse().unwrap(),
        slot: 60.try_into().unwrap(),
        expires: "2026-11-22T19:30:00Z".parse().unwrap(),
        user: name("أورسولا"),
        key: None,
    }
}

/// What a person reads of errors whose own text would be English, and what each has of others in it.
fn failures() -> Vec<(String, &'static [&'static str])> {
    let proxy = || "proxy.example.org".to_owned();
    let status = DialError::ProxyStatus { proxy: proxy(), server: "a.example".into(), status: 418 };
    let lost = DialError::ProxyLost(proxy(), io::Error::other("the reason"));
    vec![
        (log::no_log(ReadError::TooLong), &[]),
        (log::no_log(ReadError::Frame), &[]),
        (log::no_log(ReadError::Line { line: 1234 }), &["1234"]),
        (faults::server_address(), &["https://help.example.org"]),
        (DialError::ProxyKind("socks5".to_owned()).to_string(), &["socks5", "--proxy none"]),
        (lost.to_string(), &["proxy.example.org", "the reason"]),
        (DialError::NoProxy(proxy()).to_string(), &["proxy.example.org", "--proxy none"]),
        (status.to_string(), &["proxy.example.org", "a.example", "418"]),
        (files::window::ELSEWHERE.to_owned(), &[]),
    ]
}

#[test]
fn why_something_failed_is_told_in_the_language_of_the_program() {
    for error in [ReadError::TooLong, ReadError::Frame, ReadError::Line { line: 1234 }] {
        assert_eq!(log::no_log(error), error.to_string(), "in English");
    }
    let english = failures();
    for language in Language::ALL {
        speak(*language);
        for ((said, parts), (english, _)) in failures().iter().zip(&english) {
            assert_eq!(said == english, *language == Language::English, "{language:?}: {said}");
            let said = without_marks(said);
            assert!(parts.iter().all(|part| said.contains(part)), "{said}");
        }
    }
}
