//! The build of the page, as the real page and the real sharer tell each other.

use serde_json::json;

use super::Rig;

/// The first words of what the page says when the sharer knows another page.
const NOTED: &str =
    "document.getElementById('note').textContent.startsWith('This page is of another build')";

fn is_another_build(text: &serde_json::Value) -> bool {
    text["text"].as_str().is_some_and(|text| text.contains("page is of another build"))
}

#[test]
fn the_page_of_the_same_build_shows_it_and_nobody_is_told() {
    let mut rig = Rig::invited(&[]);
    rig.browser.eval("document.querySelector('.about summary').click()");
    let shown = rig.browser.eval("document.getElementById('build').innerText");
    let own = signal_server::page_hash().expect("build the page first: cargo xtask viewer");
    assert_eq!(shown, json!(own.to_string()));
    rig.ask();
    rig.admit();
    assert_eq!(rig.browser.eval(NOTED), json!(false));
    assert!(!rig.sharer.events().iter().any(is_another_build));
}

#[test]
fn another_build_is_noticed_by_page_and_sharer_and_ends_nothing() {
    let mut rig = Rig::invited(&[]);
    // A page whose build has written another hash into it.
    rig.browser.before_scripts(
        "addEventListener('DOMContentLoaded', () => {
          document.getElementById('build').textContent = '0a'.repeat(32);
        });",
    );
    rig.browser.open(&rig.server.url);
    rig.ask();
    rig.browser.wait("the Helper is told", NOTED);
    let note = rig.sharer.event("note");
    assert!(is_another_build(&note), "{note}");
    rig.admit();
}
