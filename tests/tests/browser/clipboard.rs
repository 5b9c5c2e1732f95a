//! What one of the two copies, the other one pastes: text, HTML and images, each way by a right of its own.

use std::thread::JoinHandle;
use std::time::Duration;

use alongside_tests::browser::{Browser, Key};
use alongside_tests::clipboard::{self, PNG, base64};
use alongside_tests::clock::{PATIENCE, eventually, never};
use alongside_tests::process::Folder;
use serde_json::{Value, json};
use sharer::platform::clipboard::thread::ClipboardThread;
use sharer::platform::clipboard::{Clipboard as _, ClipboardContents};
use sharer::platform::parts::Desktop;
use sharer::platform::x11;
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

fn png() -> Vec<u8> {
    clipboard::bytes(&json!(PNG))
}

/// Another program of the User, which copies and pastes.
fn program(rig: &Rig) -> ClipboardThread {
    let (supervisor, _died) = Supervisor::new();
    let address = Some(rig.xvfb.display().to_owned());
    let desktop = Desktop { address, ..Desktop::default() };
    x11::clipboard::spawn(&desktop, Box::new(|| {}), &supervisor).unwrap()
}

fn text(text: &str) -> ClipboardContents {
    ClipboardContents { text: Some(text.to_owned()), ..ClipboardContents::default() }
}

impl Rig {
    fn shared_clipboard() -> Self {
        let mut rig = Self::shared(&[]);
        clipboard::watch(&mut rig.browser);
        rig
    }

    /// The Helper asks for a right, and the User grants it for so long.
    fn grant(&mut self, right: &str, lasts: &str) {
        clipboard::grant(&mut self.browser, &mut self.sharer, right, lasts);
    }

    /// Waits until the page has put something into its clipboard, and returns the last of it.
    fn got(&mut self, count: usize) -> Value {
        clipboard::put(&mut self.browser, count)
    }

    fn paste(&mut self, formats: &Value) {
        clipboard::paste(&mut self.browser, "screen", formats);
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
        const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
        // Firefox takes no data from a script.
        Object.defineProperty(event, 'clipboardData', { value: data });";
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

/// A page of a browser without the asynchronous API.
const WITHOUT_API: &str = "Object.defineProperty(navigator, 'clipboard', { value: undefined });";

/// Something to copy in the page, and something to paste into.
const PAPER: &str = "(() => {
    const paper = document.createElement('div');
    paper.id = 'paper';
    paper.contentEditable = 'true';
    paper.style.userSelect = 'text';
    document.body.append(paper); })()";

impl Rig {
    /// The Helper presses Control and this key, as the browser gets it from the keyboard.
    fn press_control(&mut self, code: &str, key: &str) {
        let control = Key::new("ControlLeft", "Control");
        self.browser.key_down(control.with(2));
        self.browser.key(Key::new(code, key).with(2));
        self.browser.key_up(control);
    }

    /// The Helper copies this styled text from a page.
    fn copy_in_browser(&mut self, html: &str) {
        let html = json!(html);
        self.browser.eval(&format!(
            "(() => {{ const paper = document.getElementById('paper');
                paper.innerHTML = {html};
                paper.focus();
                getSelection().selectAllChildren(paper); }})()"
        ));
        self.press_control("KeyC", "c");
        self.browser.eval("document.getElementById('paper').textContent = ''");
    }

    /// Waits until the User's programs paste something for which this is true.
    fn user_pastes(
        &self,
        program: &mut ClipboardThread,
        what: impl Fn(&ClipboardContents) -> bool,
    ) {
        eventually("the User's programs paste it", || {
            program.read().ok().flatten().filter(|contents| what(contents)).map(|_| ())
        });
    }
}

fn has_bold(contents: &ClipboardContents) -> bool {
    let html = contents.html.as_deref().unwrap_or_default();
    html.contains("<b") && html.contains("bold")
}

#[test]
fn a_press_of_control_v_sends_what_the_helper_copied_in_the_browser() {
    let mut rig = Rig::shared(&[]);
    let mut program = program(&rig);
    rig.grant("clipboard_write", "session");
    rig.browser.eval(PAPER);
    rig.copy_in_browser("Grüße, <b>bold</b>");
    rig.browser.eval("document.getElementById('screen').focus()");
    rig.press_control("KeyV", "v");
    rig.user_pastes(&mut program, |contents| {
        contents.text.as_deref() == Some("Grüße, bold") && has_bold(contents)
    });
    // Without the right the same keys send nothing.
    rig.sharer.command(json!({"command": "revoke", "right": "clipboard_write"}));
    rig.sharer.event_where(PATIENCE, "right_ended", |event| event["right"] == "clipboard_write");
    rig.copy_in_browser("after the end");
    rig.browser.eval("document.getElementById('screen').focus()");
    rig.press_control("KeyV", "v");
    never(Duration::from_millis(300), "a paste without the right", || {
        let read = program.read().ok().flatten();
        (read.and_then(|read| read.text).as_deref() != Some("Grüße, bold")).then_some(())
    });
    rig.no_violations();
}

#[test]
fn the_panel_shows_and_takes_styled_text_and_pictures_where_the_browser_has_nothing_else() {
    let mut rig = Rig::shared_with(WITHOUT_API);
    let folder = Folder::new();
    rig.browser.save_downloads_in(folder.path());
    rig.browser.eval(PAPER);
    let mut program = program(&rig);
    rig.grant("clipboard_read", "session");
    let all = ClipboardContents {
        text: Some("bold".into()),
        html: Some("<b>bold</b>".into()),
        png: Some(png()),
    };
    program.write(all.clone()).unwrap();
    rig.browser.wait_text("copied something");
    rig.browser.press_button("Clipboard");
    rig.browser.wait(
        "the picture is shown",
        "(() => { const picture = document.getElementById('clipboard-got-picture');
           return picture.checkVisibility() && picture.naturalWidth === 1; })()",
    );
    rig.browser.press_button("Save picture");
    let saved = folder.path().join("picture.png");
    eventually("it is saved", || std::fs::read(&saved).ok().filter(|bytes| *bytes == png()));
    rig.browser.press_button("Copy");
    rig.browser.eval("document.getElementById('paper').focus()");
    rig.press_control("KeyV", "v");
    rig.browser.wait(
        "it is pasted with its style",
        "document.querySelector('#paper b')?.textContent === 'bold'",
    );

    // The other way: styled text, then a picture with a text that is written.
    rig.grant("clipboard_write", "session");
    rig.browser.press_button("Clipboard");
    rig.browser.eval("document.getElementById('clipboard-text').focus()");
    rig.press_control("KeyV", "v");
    rig.browser.press_button("Send");
    rig.user_pastes(&mut program, |it| it.text.as_deref() == Some("bold") && has_bold(it));
    clipboard::paste(&mut rig.browser, "clipboard-text", &json!({"image/png": PNG}));
    rig.browser.wait(
        "what was pasted is shown",
        "document.getElementById('clipboard-picture').naturalWidth === 1",
    );
    rig.browser.eval("document.getElementById('clipboard-text').focus()");
    rig.browser.insert("with a picture");
    rig.browser.press_button("Send");
    rig.user_pastes(&mut program, |contents| {
        let ClipboardContents { text, html, png: picture } = contents;
        (text.as_deref(), html, picture.as_ref()) == (Some("with a picture"), &None, Some(&png()))
    });
    rig.browser.wait(
        "the field is empty again",
        "document.getElementById('clipboard-picture').hidden &&
           document.getElementById('clipboard-text').value === ''",
    );
    rig.no_violations();
}

/// A PNG file of this size, drawn by the browser.
fn drawn(browser: &mut Browser, width: u32, height: u32) -> Vec<u8> {
    let url = browser.eval(&format!(
        "(() => {{ const canvas = document.createElement('canvas');
            [canvas.width, canvas.height] = [{width}, {height}];
            const context = canvas.getContext('2d');
            const colours = context.createLinearGradient(0, 0, {width}, {height});
            colours.addColorStop(0, 'gold');
            colours.addColorStop(1, 'navy');
            context.fillStyle = colours;
            context.fillRect(0, 0, {width}, {height});
            return canvas.toDataURL('image/png').split(',')[1]; }})()"
    ));
    clipboard::bytes(&url)
}

/// The parts of the panel that do not fit: beyond its sides, or out of the page and not scrolled to.
const BEYOND: &str = "(() => {
    const panel = document.getElementById('clipboard-panel');
    const place = panel.getBoundingClientRect();
    const beyond = [];
    if (place.left < 0 || place.right > innerWidth || place.top < 0 || place.bottom > innerHeight) {
        beyond.push('the panel');
    }
    for (const part of panel.children) {
        if (!part.checkVisibility()) continue;
        part.scrollIntoView({ block: 'nearest' });
        const { left, top, right, bottom, height } = part.getBoundingClientRect();
        if (left < place.left || right > place.right || height === 0
            || top < place.top - 1 || bottom > place.bottom + 1) beyond.push(part.id);
    }
    return beyond.join(); })()";

#[test]
fn the_panel_with_text_and_pictures_fits_a_phone_and_a_small_window() {
    let mut rig = Rig::shared_with(WITHOUT_API);
    let picture = drawn(&mut rig.browser, 900, 600);
    let mut program = program(&rig);
    rig.grant("clipboard_read", "session");
    rig.grant("clipboard_write", "session");
    let all = ClipboardContents {
        text: Some("A line that is long enough to be broken in a field of this width.".into()),
        html: None,
        png: Some(picture.clone()),
    };
    program.write(all).unwrap();
    rig.browser.wait_text("copied something");
    for (name, size) in [("desktop", None), ("phone", Some((320, 640))), ("low", Some((320, 420)))]
    {
        if let Some((width, height)) = size {
            rig.browser.phone(width, height);
            let is_narrow = format!("innerWidth === {width} && innerHeight === {height}");
            rig.browser.wait("the page is as large as the phone", &is_narrow);
        }
        rig.browser.wait(
            "the panel is open",
            "(() => { const panel = document.getElementById('clipboard-panel');
               if (panel.hidden) document.getElementById('clipboard').click();
               return !panel.hidden; })()",
        );
        let formats = json!({"image/png": base64(&picture)});
        clipboard::paste(&mut rig.browser, "clipboard-text", &formats);
        rig.browser.wait(
            "both pictures are shown",
            "['clipboard-got-picture', 'clipboard-picture'].every(id => {
               const picture = document.getElementById(id);
               return picture.checkVisibility() && picture.naturalWidth === 900; })",
        );
        if let Ok(folder) = std::env::var("ALONGSIDE_PICTURES") {
            std::fs::write(format!("{folder}/panel-{name}.png"), rig.browser.screenshot()).unwrap();
        }
        assert_eq!(rig.browser.eval(BEYOND), "", "{name}");
    }
    rig.no_violations();
}
