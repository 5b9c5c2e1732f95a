//! What one of the two copies, the other one pastes, with Windows programs on the User's side.

use std::time::Duration;

use alongside_tests::clipboard::{PNG, base64, bytes, grant, paste, put, watch};
use alongside_tests::clock::{PATIENCE, eventually, never};
use serde_json::json;

use crate::Rig;

impl Rig {
    fn shared_clipboard() -> Self {
        let mut rig = Self::shared();
        watch(&mut rig.browser);
        rig
    }

    fn grant(&mut self, right: &str) {
        grant(&mut self.browser, &mut self.sharer, right, "session");
    }

    /// A Windows program of the User's copies.
    fn copies(&self, words: &[&str]) {
        assert!(self.desktop.run_program(words).is_some(), "{words:?}");
    }

    /// What a Windows program of the User's pastes of this format.
    fn pastes(&self, format: &str) -> Option<String> {
        self.desktop.run_program(&["paste", format])
    }
}

#[test]
fn what_a_windows_program_copies_the_helper_gets_and_no_secret() {
    let mut rig = Rig::shared_clipboard();
    rig.copies(&["copy", "from before"]);
    rig.grant("clipboard_read");
    rig.copies(&["copy", r"Gr\u00fc\u00dfe, \u4e16\u754c"]);
    let text = json!({"text/plain": base64("Grüße, 世界")});
    assert_eq!(put(&mut rig.browser, 1), text, "and nothing from before");

    for (mark, number) in [
        ("ExcludeClipboardContentFromMonitorProcessing", "1"),
        ("Clipboard Viewer Ignore", "1"),
        ("CanIncludeInClipboardHistory", "0"),
        ("CanUploadToCloudClipboard", "0"),
    ] {
        rig.copies(&["copy", "hunter2", mark, number]);
    }
    never(Duration::from_millis(300), "a secret on the page", || {
        (rig.browser.eval("window.put.length") != json!(1)).then_some(())
    });
    rig.copies(&["copy", "no secret", "CanIncludeInClipboardHistory", "1"]);
    assert_eq!(put(&mut rig.browser, 2), json!({"text/plain": base64("no secret")}));

    rig.copies(&["copy-pixels"]);
    let got = put(&mut rig.browser, 3);
    assert_eq!(got["text/html"], base64("<b>red</b><i>blue</i>"));
    let image = bytes(&got["image/png"]);
    assert_eq!(image[..4], *b"\x89PNG");
    let pixels = "(async () => {
        const bytes = Uint8Array.from(atob(window.put.at(-1)['image/png']), c => c.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes]));
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
        context.drawImage(image, 0, 0);
        window.pixels = [...context.getImageData(0, 0, image.width, image.height).data].join();
    })()";
    rig.browser.eval(pixels);
    rig.browser.wait("the red and the blue pixel", "window.pixels === '255,0,0,255,0,0,255,255'");

    // While the right is over, nothing is sent.
    rig.sharer.command(json!({"command": "revoke", "right": "clipboard_read"}));
    rig.sharer.event_where(PATIENCE, "right_ended", |event| event["right"] == "clipboard_read");
    rig.copies(&["copy", "after the end"]);
    never(Duration::from_millis(300), "what was copied without the right", || {
        (rig.browser.eval("window.put.length") != json!(3)).then_some(())
    });
}

#[test]
fn what_the_helper_pastes_windows_programs_paste() {
    let mut rig = Rig::shared_clipboard();
    rig.copies(&["copy", "the User's own"]);
    let formats = json!({
        "text/plain": base64("bold"), "text/html": base64("<b>bold</b>"), "image/png": PNG,
    });
    paste(&mut rig.browser, "screen", &formats);
    rig.grant("clipboard_read");
    rig.grant("clipboard_write");
    assert_eq!(rig.desktop.run_program(&["clipboard"]).as_deref(), Some("the User's own"));

    // Another program has the clipboard open for a moment, as programs do that watch it.
    let holder = rig.desktop.open_other(&["hold", "700"]);
    let is_open = holder.stdout.wait(0, PATIENCE, |line| (line == "open").then_some(()));
    assert!(is_open.is_some(), "the other program has opened it");
    paste(&mut rig.browser, "screen", &formats);
    let told =
        rig.sharer.event_where(PATIENCE, "clipboard_transferred", |it| it["from"] == "helper");
    assert_eq!(told["html"], 11);
    assert_eq!(rig.desktop.run_program(&["clipboard"]).as_deref(), Some("bold"));
    let html = rig.pastes("HTML Format").expect("there is HTML");
    assert!(html.contains("<!--StartFragment--><b>bold</b><!--EndFragment-->"), "{html}");
    let image = rig.pastes("CF_DIB").expect("there is an image");
    assert_eq!(image, "1 1 32 00ff00", "its pixel");
    // What the Helper sent does not come back.
    never(Duration::from_millis(500), "an echo", || {
        (rig.browser.eval("window.put.length") != json!(0)).then_some(())
    });
    rig.copies(&["copy", "the User's again"]);
    assert_eq!(put(&mut rig.browser, 1), json!({"text/plain": base64("the User's again")}));
}

#[test]
fn what_is_copied_before_a_new_grant_is_not_sent_though_a_large_image_was_being_read() {
    let mut rig = Rig::shared_clipboard();
    rig.grant("clipboard_read");
    // Reading it takes longer than all that follows.
    rig.copies(&["copy-noise", "1900"]);
    rig.sharer.command(json!({"command": "revoke", "right": "clipboard_read"}));
    rig.sharer.event_where(PATIENCE, "right_ended", |event| event["right"] == "clipboard_read");
    // While the image is taken out, the clipboard is open; while it is compressed, it is not.
    eventually("another program copies", || {
        rig.desktop.run_program(&["copy", "between two grants"]).map(drop)
    });
    rig.grant("clipboard_read");
    never(Duration::from_secs(4), "something from before the grant", || {
        (rig.browser.eval("window.put.length") != json!(0)).then_some(())
    });
    rig.copies(&["copy", "after the grant"]);
    assert_eq!(put(&mut rig.browser, 1), json!({"text/plain": base64("after the grant")}));
}

#[test]
fn what_waits_for_the_clipboard_is_not_put_in_after_the_end_of_the_right() {
    let mut rig = Rig::shared_clipboard();
    rig.copies(&["copy", "the User's own"]);
    rig.grant("clipboard_write");
    let holder = rig.desktop.open_other(&["hold", "900"]);
    let is_open = holder.stdout.wait(0, PATIENCE, |line| (line == "open").then_some(()));
    assert!(is_open.is_some(), "the other program has opened it");
    paste(&mut rig.browser, "screen", &json!({"text/plain": base64("too late")}));
    rig.sharer.command(json!({"command": "revoke", "right": "clipboard_write"}));
    rig.sharer.event_where(PATIENCE, "right_ended", |event| event["right"] == "clipboard_write");
    // As long as another program is waited for, and longer.
    never(Duration::from_millis(1500), "a transfer", || {
        let told = rig.sharer.events().into_iter();
        told.filter(|it| it["event"] == "clipboard_transferred").count().ne(&0).then_some(())
    });
    assert_eq!(rig.desktop.run_program(&["clipboard"]).as_deref(), Some("the User's own"));
    rig.grant("clipboard_write");
    paste(&mut rig.browser, "screen", &json!({"text/plain": base64("in time")}));
    rig.sharer.event_where(PATIENCE, "clipboard_transferred", |it| it["from"] == "helper");
    assert_eq!(rig.desktop.run_program(&["clipboard"]).as_deref(), Some("in time"));
}
