//! The page as an installed application.

use alongside_tests::browser::{Browser, Kind};
use alongside_tests::server::SignalServer;
use serde_json::{Value, json};

use super::Rig;

/// Waits until the service worker answers for the page.
fn wait_for_worker(browser: &mut Browser) {
    browser.wait("the service worker is there", "navigator.serviceWorker.controller !== null");
}

/// The addresses that are stored, without the server's own.
fn stored(browser: &mut Browser) -> Vec<String> {
    let stored = browser.eval(
        "(async () => { const all = [];
           for (const name of await caches.keys())
             for (const request of await (await caches.open(name)).keys())
               all.push(request.url.replace(location.origin, ''));
           return all.sort(); })()",
    );
    stored.as_array().unwrap().iter().map(|url| url.as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_page_can_be_installed() {
    let server = SignalServer::start();
    let mut browser = Browser::start();
    browser.open(&server.url);
    wait_for_worker(&mut browser);
    // A Firefox installs no pages; what one needs is there all the same.
    if browser.kind() == Kind::Chromium {
        assert_eq!(browser.installation_errors(), json!([]));
    }
    let kinds = browser.eval(
        "(async () => { const kind = async (url) => (await fetch(url)).headers.get('content-type');
           const link = document.querySelector('link[rel=manifest]').href;
           const manifest = await (await fetch(link)).json();
           return [await kind(link), await kind('/sw.js'), ...await Promise.all(manifest.icons.map(async (icon) =>
             [icon.type, await kind(new URL(icon.src, link))]))]; })()",
    );
    let kinds: &[Value] = kinds.as_array().unwrap();
    assert_eq!(
        kinds[..2],
        [json!("application/manifest+json"), json!("text/javascript; charset=utf-8")]
    );
    for icon in &kinds[2..] {
        assert_eq!(icon[0], icon[1], "{kinds:?}");
    }
}

#[test]
fn the_build_is_stored_and_nothing_of_a_session() {
    let mut rig = Rig::invited(&[]);
    wait_for_worker(&mut rig.browser);
    let before = stored(&mut rig.browser);
    let is_of_build = |url: &String| url == "/" || url.starts_with("/assets/");
    assert!(before.len() > 5 && before.iter().all(is_of_build), "{before:?}");
    assert!(!before.iter().any(|url| url.contains(['?', '#'])), "{before:?}");
    // With the code in the address, as a link brings it.
    let link = format!("{}#{}", rig.server.url, rig.code);
    rig.browser.open(&link);
    rig.browser.fill("Your name", "Jacky");
    rig.browser.press_button("Connect");
    rig.browser.wait_phase("waiting-for-connect");
    rig.admit();
    rig.take_control();
    assert_eq!(stored(&mut rig.browser), before);
    rig.no_violations();
}

#[test]
fn the_page_opens_without_the_server_and_comes_from_it_whenever_it_answers() {
    let server = SignalServer::start();
    let mut browser = Browser::start();
    browser.open(&server.url);
    wait_for_worker(&mut browser);
    // What is stored is of an older build.
    browser.eval(
        "(async () => { const [name] = await caches.keys();
           const old = new Response('<title>An older build</title>', { headers: { 'content-type': 'text/html' } });
           await (await caches.open(name)).put('./', old); })()",
    );
    browser.open(&server.url);
    assert_eq!(browser.eval("document.title"), "Alongside");
    let url = server.url.clone();
    drop(server);
    browser.open(&url);
    assert_eq!(browser.eval("document.title"), "An older build");
}
