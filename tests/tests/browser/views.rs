//! Every view of the page, as a Helper comes through them in a session.

use alongside_tests::browser::Browser;
use alongside_tests::clock::eventually;
use serde_json::json;

use super::Rig;

/// Goes from the first page, which is open, to the end of a session, and looks at each view.
pub(super) fn walk(rig: &mut Rig, mut look: impl FnMut(&mut Browser, &str)) {
    look(&mut rig.browser, "start");
    set(&mut rig.browser, "code", "nonsense");
    press(&mut rig.browser, "connect");
    look(&mut rig.browser, "start with errors");
    let code = rig.code.clone();
    set(&mut rig.browser, "code", &code);
    set(&mut rig.browser, "name", "Jacky");
    press(&mut rig.browser, "connect");
    rig.browser.wait_phase("waiting-for-connect");
    look(&mut rig.browser, "waiting");
    rig.admit();
    look(&mut rig.browser, "session");
    for button in ["statistics", "rights", "clipboard", "draw", "chat"] {
        press(&mut rig.browser, button);
        if button == "draw" {
            // The User is asked one thing at a time.
            rig.sharer.answer("point", true);
        }
        look(&mut rig.browser, button);
        if button != "chat" {
            press(&mut rig.browser, button);
        }
    }
    set(&mut rig.browser, "message", "How are you?");
    press(&mut rig.browser, "send");
    rig.browser.wait("the message is in the log", "!!document.querySelector('#log .mine')");
    look(&mut rig.browser, "chat with a message");
    press(&mut rig.browser, "close-panel");
    press(&mut rig.browser, "request-control");
    rig.sharer.answer("control", true);
    rig.browser.wait_phase("control-sharing");
    look(&mut rig.browser, "control");
    press(&mut rig.browser, "keys-button");
    look(&mut rig.browser, "menu of keys");
    press(&mut rig.browser, "keys-button");
    press(&mut rig.browser, "disconnect");
    rig.browser.wait_phase("ended");
    look(&mut rig.browser, "ended");
}

/// By its id, since the names are in the language of the page.
fn press(browser: &mut Browser, id: &str) {
    eventually(&format!("{id} can be pressed"), || {
        let pressed = format!(
            "(() => {{ const it = document.getElementById('{id}'); if (!it || it.disabled) return false; \
             it.focus(); it.click(); return true; }})()"
        );
        (browser.eval(&pressed) == true).then_some(())
    });
}

fn set(browser: &mut Browser, id: &str, value: &str) {
    browser.eval(&format!(
        "(() => {{ const it = document.getElementById('{id}'); it.value = {}; \
         it.dispatchEvent(new Event('input', {{ bubbles: true }})); }})()",
        json!(value)
    ));
}
