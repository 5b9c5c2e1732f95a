//! The languages of the page: which one is shown, and what is shown where it cannot be had.

use alongside_tests::browser::Browser;
use alongside_tests::server::SignalServer;

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
fn a_language_that_cannot_be_loaded_is_english() {
    let (mut browser, server) = page("['ja']");
    browser.block("*words-*");
    browser.open(&server.url);
    wait_language(&mut browser, "en", "ltr", ENGLISH);
    assert_eq!(browser.eval("document.getElementById('broken').hidden"), true);
}
