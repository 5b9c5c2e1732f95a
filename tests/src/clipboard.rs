//! What the page puts into the Helper's clipboard, and what the Helper pastes, as the page's scripts see it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::browser::Browser;
use crate::clock::PATIENCE;
use crate::rig::Sharer;

/// Keeps what the page puts into its clipboard: `put` has each time its formats, in base64.
const WATCH: &str = "(() => {
    window.put = [];
    const base64 = async blob => {
        const bytes = new Uint8Array(await blob.arrayBuffer());
        let text = '';
        for (let n = 0; n < bytes.length; n += 32768) {
            text += String.fromCharCode(...bytes.subarray(n, n + 32768));
        }
        return btoa(text);
    };
    navigator.clipboard.write = async ([item]) => {
        const formats = {};
        for (const kind of item.types) formats[kind] = await base64(await item.getType(kind));
        window.put.push(formats);
    };
    document.hasFocus = () => window.focused !== false; })()";

/// Pastes on an element of the page what is given in base64, as a browser does after Ctrl+V.
const PASTE: &str = "((id, formats) => {
    const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
    const data = new DataTransfer();
    for (const [kind, text] of Object.entries(formats)) {
        if (kind.startsWith('text/')) data.setData(kind, new TextDecoder().decode(bytes(text)));
        else data.items.add(new File([bytes(text)], 'image.png', { type: kind }));
    }
    const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
    // Firefox takes no data from a script.
    Object.defineProperty(event, 'clipboardData', { value: data });
    document.getElementById(id).dispatchEvent(event); })";

/// A PNG file of one pixel, in base64.
pub const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// Bytes as scripts have them here.
pub fn base64(bytes: impl AsRef<[u8]>) -> String {
    STANDARD.encode(bytes)
}

/// The bytes of a text that is base64.
///
/// # Panics
/// When it is none.
pub fn bytes(base64: &Value) -> Vec<u8> {
    STANDARD.decode(base64.as_str().expect("a text")).expect("base64")
}

/// Keeps what the page puts into its clipboard from now on, and lets the test say whether the page has the focus.
pub fn watch(browser: &mut Browser) {
    browser.eval(WATCH);
}

/// Waits until the page has put something into its clipboard so often, and returns the last of it.
pub fn put(browser: &mut Browser, count: usize) -> Value {
    let is_there = format!("window.put.length >= {count}");
    browser.wait("what the User copied is there", &is_there);
    browser.eval("window.put.at(-1)")
}

/// Pastes on the element with this id.
pub fn paste(browser: &mut Browser, id: &str, formats: &Value) {
    browser.eval(&format!("{PASTE}('{id}', {formats})"));
}

/// The Helper asks for a right of the clipboard, and the User grants it for so long.
pub fn grant(browser: &mut Browser, sharer: &mut Sharer, right: &str, lasts: &str) {
    // An end that the page has not heard of yet: the button would give the right up.
    let is_free = format!("document.querySelector('[data-right={right}]').textContent === 'Ask'");
    browser.wait("the page can ask", &is_free);
    browser.eval(&format!("document.querySelector('[data-right={right}]').click()"));
    let question = sharer.event_where(PATIENCE, "ask", |event| event["what"] == right);
    let id = &question["id"];
    sharer
        .command(serde_json::json!({"command": "answer", "id": id, "allow": true, "lasts": lasts}));
    sharer.event_where(PATIENCE, "right_granted", |event| event["right"] == right);
    browser.wait(
        "the page has the right",
        &format!("document.querySelector('[data-right={right}]').textContent === 'Give up'"),
    );
}
