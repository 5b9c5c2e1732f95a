//! What one of the two copies, the other one pastes: text, HTML and images, each way by a right of its own.

use std::thread::JoinHandle;
use std::time::Duration;

use alongside_tests::clock::{PATIENCE, eventually, never};
use serde_json::{Value, json};
use sharer::platform::clipboard::{Clipboard as _, ClipboardContents};
use sharer::platform::parts::Desktop;
use sharer::platform::x11::clipboard::X11Clipboard;
use sharer::supervisor::Supervisor;
use x11rb::CURRENT_TIME;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    ConnectionExt as _, CreateWindowAux, EventMask, PropMode, SELECTION_NOTIFY_EVENT,
    SelectionNotifyEvent, WindowClass,
};
use x11rb::wrapper::ConnectionExt as _;

use super::Rig;

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

/// Pastes on the picture what is given in base64, as a browser does after Ctrl+V.
const PASTE: &str = "(formats => {
    const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
    const data = new DataTransfer();
    for (const [kind, text] of Object.entries(formats)) {
        if (kind.startsWith('text/')) data.setData(kind, new TextDecoder().decode(bytes(text)));
        else data.items.add(new File([bytes(text)], 'image.png', { type: kind }));
    }
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.getElementById('screen').dispatchEvent(event); })";

/// A file of one pixel.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

fn base64(bytes: impl AsRef<[u8]>) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

fn png() -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.decode(PNG).unwrap()
}

/// Another program of the User, which copies and pastes.
fn program(rig: &Rig) -> X11Clipboard {
    let (supervisor, _died) = Supervisor::new();
    let address = Some(rig.xvfb.display().to_owned());
    let desktop = Desktop { address, ..Desktop::default() };
    X11Clipboard::spawn(&desktop, Box::new(|| {}), &supervisor).unwrap()
}

fn text(text: &str) -> ClipboardContents {
    ClipboardContents { text: Some(text.to_owned()), ..ClipboardContents::default() }
}

impl Rig {
    fn shared_clipboard() -> Self {
        let mut rig = Self::shared(&[]);
        rig.browser.eval(WATCH);
        rig
    }

    /// The Helper asks for a right, and the User grants it for so long.
    fn grant(&mut self, right: &str, lasts: &str) {
        // An end that the page has not heard of yet: the button would give the right up.
        let is_free =
            format!("document.querySelector('[data-right={right}]').textContent === 'Ask'");
        self.browser.wait("the page can ask", &is_free);
        self.ask_for(right);
        let question = self.sharer.event_where(PATIENCE, "ask", |event| event["what"] == right);
        let id = &question["id"];
        let answer = json!({"command": "answer", "id": id, "allow": true, "lasts": lasts});
        self.sharer.command(answer);
        self.sharer.event_where(PATIENCE, "right_granted", |event| event["right"] == right);
        self.browser.wait(
            "the page has the right",
            &format!("document.querySelector('[data-right={right}]').textContent === 'Give up'"),
        );
    }

    fn ask_for(&mut self, right: &str) {
        self.browser.eval(&format!("document.querySelector('[data-right={right}]').click()"));
    }

    /// Waits until the page has put something into its clipboard, and returns the last of it.
    fn got(&mut self, count: usize) -> Value {
        let is_there = format!("window.put.length >= {count}");
        self.browser.wait("what the User copied is there", &is_there);
        self.browser.eval("window.put.at(-1)")
    }

    fn paste(&mut self, formats: &Value) {
        self.browser.eval(&format!("{PASTE}({formats})"));
    }
}

#[test]
fn what_each_copies_the_other_pastes_once_each_way_is_granted() {
    let mut rig = Rig::shared_clipboard();
    let mut program = program(&rig);
    // Before the grant: nobody gets it.
    program.write(text("from before")).unwrap();
    rig.grant("clipboard_read", "session");
    let umlauts = "Grüße, 世界";
    program.write(text(umlauts)).unwrap();
    assert_eq!(rig.got(1), json!({"text/plain": base64(umlauts)}), "and nothing from before");
    let told = rig.sharer.event("clipboard_transferred");
    assert_eq!((&told["from"], &told["text"]), (&json!("user"), &json!(umlauts.len())));
    rig.browser.wait_text("is in your clipboard");

    let all = ClipboardContents {
        text: Some("bold".into()),
        html: Some("<b>bold</b>".into()),
        png: Some(png()),
    };
    program.write(all.clone()).unwrap();
    let formats = json!({
        "text/plain": base64("bold"), "text/html": base64("<b>bold</b>"), "image/png": PNG,
    });
    assert_eq!(rig.got(2), formats);

    // The other way needs another right.
    let copies = program.copies();
    rig.paste(&json!({"text/plain": base64("not allowed")}));
    rig.grant("clipboard_write", "session");
    rig.paste(&formats);
    eventually("the User's programs paste it", || {
        (program.copies() > copies)
            .then(|| program.read().ok())
            .flatten()
            .flatten()
            .filter(|contents| *contents == all)
    });
    let told =
        rig.sharer.event_where(PATIENCE, "clipboard_transferred", |it| it["from"] == "helper");
    assert_eq!(told["png"], json!(png().len()));
    // What the Helper sent does not come back.
    never(Duration::from_millis(300), "an echo", || {
        (rig.browser.eval("window.put.length") != json!(2)).then_some(())
    });
    eventually("the log names formats and sizes, and the page signs them", || {
        let own = std::fs::read_to_string(rig.sharer.log()).ok()?;
        let (_, behind) = own.split_once("to the user: text (4 bytes), HTML (11 bytes), image")?;
        (!own.contains("bold") && behind.contains("<COUNTERSIGNED ")).then_some(())
    });
    rig.no_violations();
}

#[test]
fn a_revoked_right_sends_nothing_and_one_for_this_time_is_used_up() {
    let mut rig = Rig::shared_clipboard();
    let mut program = program(&rig);
    rig.grant("clipboard_read", "this_time");
    program.write(text("once")).unwrap();
    rig.got(1);
    rig.sharer.event_where(PATIENCE, "right_ended", |event| event["right"] == "clipboard_read");
    program.write(text("twice")).unwrap();
    rig.grant("clipboard_read", "session");
    rig.sharer.command(json!({"command": "revoke", "right": "clipboard_read"}));
    rig.sharer.event_where(PATIENCE, "right_ended", |event| event["right"] == "clipboard_read");
    program.write(text("after the end")).unwrap();
    rig.grant("clipboard_read", "session");
    // While it is paused, what is copied is not the Helper's.
    rig.sharer.send_command("pause");
    rig.browser.wait_text("paused the picture");
    program.write(text("in a pause")).unwrap();
    rig.sharer.send_command("resume");
    rig.browser.wait_picture("the picture is back", |_| true);
    program.write(text("again")).unwrap();
    assert_eq!(rig.got(2), json!({"text/plain": base64("again")}));
    assert_eq!(rig.browser.eval("window.put.length"), 2, "nothing else came");
}

#[test]
fn what_is_copied_waits_until_the_page_has_the_focus() {
    let mut rig = Rig::shared_clipboard();
    let mut program = program(&rig);
    rig.grant("clipboard_read", "session");
    rig.browser.eval("window.focused = false");
    program.write(text("first")).unwrap();
    program.write(text("second")).unwrap();
    never(Duration::from_millis(300), "something in a page without the focus", || {
        (rig.browser.eval("window.put.length") != json!(0)).then_some(())
    });
    rig.browser.eval("window.focused = true; window.dispatchEvent(new Event('focus'))");
    assert_eq!(rig.got(1), json!({"text/plain": base64("second")}));
}

#[test]
fn a_secret_is_not_sent() {
    let mut rig = Rig::shared_clipboard();
    rig.grant("clipboard_read", "session");
    let mut program = program(&rig);
    let secret = Secret::copy(rig.xvfb.display());
    eventually("the secret is noticed", || (program.copies() > 0).then_some(()));
    never(Duration::from_millis(300), "a secret on the page", || {
        (rig.browser.eval("window.put.length") != json!(0)).then_some(())
    });
    program.write(text("no secret")).unwrap();
    assert_eq!(rig.got(1), json!({"text/plain": base64("no secret")}));
    assert!(secret.asked_for_text() == 0, "nobody asked for the text");
}

#[test]
fn eight_megabytes_come_in_one_piece_and_the_panel_shows_how_far_they_are() {
    let mut rig = Rig::shared_clipboard();
    let mut program = program(&rig);
    rig.grant("clipboard_read", "session");
    rig.browser.eval(
        "window.shown = 0; new MutationObserver(() => {
            if (!document.getElementById('clipboard-progress').hidden) window.shown += 1;
         }).observe(document.getElementById('clipboard-progress'), { attributes: true })",
    );
    let long: String = (0..1_000_000).map(|n| format!("{n:08}")).collect();
    program.write(text(&long)).unwrap();
    rig.got(1);
    let is_whole = rig.browser.eval("atob(window.put[0]['text/plain']).length");
    assert_eq!(is_whole, json!(long.len()));
    assert!(rig.browser.eval("window.shown").as_u64().unwrap() > 0, "its progress is shown");
    rig.browser.wait("it is over", "document.getElementById('clipboard-progress').hidden");
}

/// A password manager: it has copied a text, and marked it.
struct Secret {
    display: String,
    window: u32,
    thread: Option<JoinHandle<usize>>,
}

impl Secret {
    fn copy(display: &str) -> Self {
        let (x, screen) = x11rb::connect(Some(display)).unwrap();
        let root = x.setup().roots[screen].root;
        let window = x.generate_id().unwrap();
        let with = CreateWindowAux::new().event_mask(EventMask::STRUCTURE_NOTIFY);
        let class = WindowClass::INPUT_ONLY;
        x.create_window(0, window, root, 0, 0, 1, 1, 0, class, 0, &with).unwrap().check().unwrap();
        let atom =
            |name: &str| x.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom;
        let (clipboard, targets, list) = (atom("CLIPBOARD"), atom("TARGETS"), atom("ATOM"));
        let offered = [targets, atom("UTF8_STRING"), atom("x-kde-passwordManagerHint")];
        x.set_selection_owner(window, clipboard, CURRENT_TIME).unwrap().check().unwrap();
        let serve = move || {
            let mut asked = 0;
            while let Ok(event) = x.wait_for_event() {
                if let Event::DestroyNotify(_) = event {
                    break;
                }
                let Event::SelectionRequest(request) = event else { continue };
                let mut property = 0;
                if request.target == targets {
                    property = request.property;
                    let _ = x.change_property32(
                        PropMode::REPLACE,
                        request.requestor,
                        property,
                        list,
                        &offered,
                    );
                } else {
                    asked += 1;
                }
                let notice = SelectionNotifyEvent {
                    response_type: SELECTION_NOTIFY_EVENT,
                    sequence: 0,
                    time: request.time,
                    requestor: request.requestor,
                    selection: request.selection,
                    target: request.target,
                    property,
                };
                let _ = x.send_event(false, request.requestor, EventMask::NO_EVENT, notice);
                let _ = x.flush();
            }
            asked
        };
        let thread = Some(std::thread::spawn(serve));
        Self { display: display.to_owned(), window, thread }
    }

    /// Ends it. How often it was asked for something else than what it has.
    fn asked_for_text(mut self) -> usize {
        let (x, _) = x11rb::connect(Some(&self.display)).unwrap();
        x.destroy_window(self.window).unwrap().check().unwrap();
        self.thread.take().unwrap().join().unwrap()
    }
}

#[test]
fn a_large_clipboard_shows_how_far_it_is_and_can_be_stopped() {
    // Nothing is acknowledged before the test looks: the path is slow.
    let mut rig = Rig::shared_clipboard();
    rig.grant("clipboard_write", "session");
    let large = "const text = 'x'.repeat(16 * 1024 * 1024 - 16); const data = new DataTransfer();
        data.setData('text/plain', text);
        const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });";
    let watch = "window.shown = [];
        const bar = document.getElementById('clipboard-progress');
        new MutationObserver(() => {
            if (!bar.hidden) window.shown.push(Number(bar.getAttribute('aria-valuenow')));
        }).observe(bar, { attributes: true });";
    let paste = "document.getElementById('screen').dispatchEvent(event);";
    rig.browser.eval(&format!("(() => {{ {watch} {large} {paste} }})()"));
    rig.browser.wait("it shows several steps", "new Set(window.shown).size >= 5");
    let told =
        rig.sharer.event_where(PATIENCE * 3, "clipboard_transferred", |it| it["from"] == "helper");
    assert_eq!(told["text"], 16 * 1024 * 1024 - 16);
    let hidden = "document.getElementById('clipboard-progress').hidden";
    rig.browser.wait("the bar goes", hidden);
    assert_eq!(
        rig.browser.eval("window.shown.every((n, at) => at === 0 || n >= shown[at - 1])"),
        true
    );

    rig.browser.eval(&format!("(() => {{ {large} {paste} }})()"));
    rig.browser.press_button("Stop copying");
    rig.browser.wait("the bar goes", hidden);
    never(Duration::from_secs(2), "it is copied", || {
        let told =
            rig.sharer.events().into_iter().filter(|it| it["event"] == "clipboard_transferred");
        (told.count() > 1).then_some(())
    });
}
