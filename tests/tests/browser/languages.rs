//! The languages of the page: which one is shown, and what is shown where it cannot be had.

use alongside_tests::browser::Browser;
use alongside_tests::server::SignalServer;
use protocol::word_list::CodeLanguage;

use super::Rig;

/// A page whose browser asks for these languages, as a script writes the list.
fn page(languages: &str) -> (Browser, SignalServer) {
    let server = SignalServer::start();
    let mut browser = Browser::start();
    browser.before_scripts(&format!(
        "Object.defineProperty(navigator, 'languages', {{ get: () => {languages} }});"
    ));
    (browser, server)
}

fn wait_language(browser: &mut Browser, tag: &str, direction: &str, headline: &str) {
    browser.wait(
        &format!("the page is in {tag}"),
        &format!(
            "document.documentElement.lang === '{tag}' && document.documentElement.dir === '{direction}' \
             && !document.documentElement.dataset.words \
             && document.querySelector('.intro h1').textContent {headline}"
        ),
    );
}

const ENGLISH: &str = "=== 'Help someone with their computer'";
const OTHER: &str = "!== 'Help someone with their computer'";

#[test]
fn the_page_speaks_the_language_of_the_browser_or_the_chosen_one() {
    let (mut browser, server) = page("['nl', 'de-AT', 'fr']");
    browser.open(&server.url);
    wait_language(&mut browser, "de", "ltr", OTHER);
    // Chosen in the menu: at once, and when the page is opened again.
    let choose = "const menu = document.getElementById('language'); menu.value = 'ar'; \
                  menu.dispatchEvent(new Event('change')); true";
    browser.eval(choose);
    wait_language(&mut browser, "ar", "rtl", OTHER);
    browser.open(&server.url);
    wait_language(&mut browser, "ar", "rtl", OTHER);
    browser.eval(&choose.replace("'ar'", "'en'"));
    wait_language(&mut browser, "en", "ltr", ENGLISH);
    browser.open(&server.url);
    wait_language(&mut browser, "en", "ltr", ENGLISH);
    assert_eq!(browser.eval("document.getElementById('language').value"), "en");
}

#[test]
fn the_page_of_checks_and_the_manifest_are_in_the_language_of_the_page() {
    let (mut browser, server) = page("['ar-EG', 'fr']");
    let manifest = "(async () => { const link = document.querySelector('link[rel=manifest]').href; \
                    const { lang, dir, name, description } = await (await fetch(link)).json(); \
                    return [lang, dir, name, description]; })()";
    browser.open(&server.url);
    wait_language(&mut browser, "ar", "rtl", OTHER);
    let named = browser.eval(manifest);
    assert_eq!(
        (&named[0], &named[1], &named[2]),
        (&"ar".into(), &"rtl".into(), &"Alongside".into())
    );
    assert_ne!(named[3], "Help someone with their computer");
    browser.open(&format!("{}/doctor", server.url));
    browser.wait("the checks are done", "document.documentElement.dataset.result !== 'checking'");
    let root = browser.eval("[document.documentElement.lang, document.documentElement.dir]");
    assert_eq!(root, serde_json::json!(["ar", "rtl"]));
    // No sentence is missing: each has a letter that is Arabic, but for names of standards.
    let english = browser.eval(
        "[document.title, ...[...document.querySelectorAll('h1, h2, li p:not(:first-of-type), #happens li, .mend, button, a, #status')] \
         .map((element) => element.textContent)].filter((text) => !/[\\u0600-\\u06ff]/.test(text))",
    );
    assert_eq!(english, serde_json::json!([]));
    // Chosen on the first page, it holds for the checks, too.
    browser.eval("localStorage.setItem('alongside.language', 'en'); true");
    browser.open(&format!("{}/doctor", server.url));
    browser.wait_text("Check this browser and its network");
    browser.open(&server.url);
    wait_language(&mut browser, "en", "ltr", ENGLISH);
    assert_eq!(browser.eval(manifest)[0], "en");
}

#[test]
fn a_language_that_cannot_be_loaded_is_english() {
    let (mut browser, server) = page("['ja']");
    browser.block("*words-*");
    browser.open(&server.url);
    wait_language(&mut browser, "en", "ltr", ENGLISH);
    assert_eq!(browser.eval("document.getElementById('broken').hidden"), true);
    browser.block("*site-*");
    browser.open(&format!("{}/doctor", server.url));
    browser.wait_text("Check this browser and its network");
}

/// A code says itself which language it is in: the page is in English.
#[test]
fn a_german_code_connects_by_four_letters_of_each_word() {
    let mut rig = Rig::invited(&["--language", "de"]);
    let (slot, words) = rig.code.split_once('-').unwrap();
    let is_german = |word: &str| CodeLanguage::German.words().any(|it| it == word);
    assert!(words.split('-').all(is_german), "{words}");
    let cut = words.split('-').map(|word| word.chars().take(4).collect::<String>());
    let typed = format!("{slot} {}", cut.collect::<Vec<_>>().join(" "));
    rig.join(&typed);
    rig.browser.wait_phase("waiting-for-connect");
    rig.no_violations();
}

#[test]
fn without_the_words_of_a_code_a_link_connects_and_what_is_typed_is_no_guess() {
    let mut rig = Rig::invited(&["--language", "fr"]);
    rig.browser = Browser::start();
    rig.browser.before_scripts(
        "const load = fetch; window.fetch = (what, ...how) => String(what).includes('code-words')
           ? Promise.reject(new Error('there is no network')) : load(what, ...how);",
    );
    rig.browser.open(&rig.server.url);
    let code = rig.code.clone();
    rig.join(&code);
    rig.browser.wait(
        "the page says what is missing",
        "document.getElementById('code-error').textContent.includes('could not be loaded')",
    );
    assert_eq!(rig.browser.eval("document.documentElement.dataset.phase"), "idle");
    rig.browser.open(&format!("{}#{code}", rig.server.url));
    rig.browser.fill("Your name", "Jacky");
    rig.browser.press_button("Connect");
    rig.browser.wait_phase("waiting-for-connect");
}
