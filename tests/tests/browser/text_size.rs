//! The page has room for each language, also for who reads large text.

use alongside_tests::browser::Browser;
use serde_json::json;

use super::{Rig, views};

/// One window of 1280 by 800 pixels, and how each view is read in it.
const SIZES: [(&str, u32, u32, f64, &str); 3] = [
    ("as it is", 1280, 800, 1.0, "100%"),
    ("at a zoom of 200", 640, 400, 2.0, "100%"),
    ("with text of twice the size", 1280, 800, 1.0, "200%"),
];

/// What is cut off or runs out of the window: the page itself, a text in its box, and what the Helper presses or
/// fills. What scrolls by itself has all the room it needs.
const CUT: &str = r"(() => {
  const found = [];
  const name = (it) => it.tagName.toLowerCase() + (it.id ? '#' + it.id : '') + ' ' + it.textContent.trim().slice(0, 40);
  const root = document.scrollingElement;
  if (root.scrollWidth > root.clientWidth + 1) found.push('the page is ' + root.scrollWidth + ' of ' + root.clientWidth);
  const scrolls = (it) => {
    for (let at = it; at && at !== document.body; at = at.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };
  for (const it of document.querySelectorAll('.menu, .note, .notice')) {
    const box = it.getBoundingClientRect();
    if (box.height > 0 && (box.top < 0 || box.bottom > innerHeight + 1)) found.push('not in the window: ' + name(it));
  }
  for (const it of document.querySelectorAll('button, a, h1, h2, label, p, input, select, textarea, [role=status]')) {
    const box = it.getBoundingClientRect();
    const isRead = it.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && box.width > 1 && box.height > 1;
    if (!isRead || it.closest('[aria-hidden=true]')) continue;
    if (!scrolls(it) && (box.left < -1 || box.right > innerWidth + 1)) found.push('out: ' + name(it));
    const hasBox = !/^(inline|contents)$/.test(getComputedStyle(it).display);
    if (hasBox && it.scrollWidth > it.clientWidth + 1 && !scrolls(it)) found.push('cut: ' + name(it));
  }
  return found;
})()";

#[test]
fn each_language_has_room_in_every_view_at_twice_the_text_size() {
    let mut rig = Rig::invited(&[]);
    rig.browser.open(&rig.server.url.clone());
    rig.browser
        .wait("the languages are there", "document.getElementById('language').options.length > 1");
    let mut cut = Vec::new();
    views::walk(&mut rig, |browser, view| {
        let tags =
            browser.eval("[...document.getElementById('language').options].map((it) => it.value)");
        for tag in tags.as_array().expect("a list").iter().filter_map(|tag| tag.as_str()) {
            speak(browser, tag);
            for (seen, width, height, ratio, text) in SIZES {
                browser.window(width, height, ratio);
                browser.eval(&format!(
                    "document.documentElement.style.fontSize = '{text}'; \
                     new Promise((done) => requestAnimationFrame(() => done(true)))"
                ));
                let found = browser.eval(CUT);
                picture(browser, &format!("{view} {tag} {seen}"));
                if found != json!([]) {
                    cut.push(format!("{view}, {tag}, {seen}: {found}"));
                }
            }
        }
        speak(browser, "en");
        let [(_, width, height, ratio, text), ..] = SIZES;
        browser.window(width, height, ratio);
        browser.eval(&format!("document.documentElement.style.fontSize = '{text}'"));
    });
    assert!(cut.is_empty(), "{}\n{}", cut.len(), cut.join("\n"));
}

/// Chooses the language in the menu of the first page.
fn speak(browser: &mut Browser, tag: &str) {
    browser.eval(&format!(
        "{{ const menu = document.getElementById('language'); menu.value = '{tag}'; \
         menu.dispatchEvent(new Event('change')); true }}"
    ));
    browser
        .wait("the page has its language", &format!("document.documentElement.lang === '{tag}'"));
}

/// For somebody who wants to look at them.
fn picture(browser: &mut Browser, name: &str) {
    if let Some(folder) = std::env::var_os("ALONGSIDE_TEST_PICTURES") {
        let file = std::path::Path::new(&folder).join(name.replace(' ', "-")).with_extension("png");
        std::fs::write(file, browser.screenshot()).expect("the folder can be written");
    }
}
