//! The Helper takes a picture of the screen.

use alongside_tests::browser::Browser;
use alongside_tests::clock::eventually;
use alongside_tests::image::Image;
use alongside_tests::server::SignalServer;
use base64::Engine as _;
use serde_json::json;

use super::{HEIGHT, Rig, WIDTH};

/// Keeps the files that the page saves, with their pixels: `saved` has the newest.
const CATCH_PICTURES: &str = "(() => {
    window.saved = null;
    let last;
    const make = URL.createObjectURL;
    URL.createObjectURL = blob => { last = blob; return make(blob); };
    HTMLAnchorElement.prototype.click = async function () {
        const [name, kind] = [this.download, last.type];
        const bitmap = await createImageBitmap(last);
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext('2d');
        context.drawImage(bitmap, 0, 0);
        const bytes = context.getImageData(0, 0, bitmap.width, bitmap.height).data;
        let text = '';
        for (let n = 0; n < bytes.length; n += 32768) {
            text += String.fromCharCode(...bytes.subarray(n, n + 32768));
        }
        window.saved = { name, kind, width: bitmap.width, height: bitmap.height, rgba: btoa(text) };
    }; })()";

/// Takes a picture. Returns its name and its pixels.
fn take(browser: &mut Browser) -> (String, Image) {
    browser.eval("window.saved = null");
    browser.press_button("Take a picture");
    browser.wait("a picture is saved", "window.saved !== null");
    let saved = browser.eval("window.saved");
    assert_eq!(saved["kind"], "image/png");
    let size = |name: &str| usize::try_from(saved[name].as_u64().unwrap()).unwrap();
    let rgba = base64::engine::general_purpose::STANDARD.decode(saved["rgba"].as_str().unwrap());
    let pixels = rgba.unwrap().chunks_exact(4).map(|it| [it[0], it[1], it[2]]).collect();
    let image = Image { width: size("width"), height: size("height"), pixels };
    (saved["name"].as_str().unwrap().to_owned(), image)
}

fn taken_in(log: &str) -> usize {
    log.matches("<PICTURE_TAKEN ").count()
}

#[test]
fn a_picture_has_the_pixels_of_the_screen_and_both_logs_say_that_it_was_taken() {
    let mut rig = Rig::invited_at(SignalServer::without_lanes(), &[]);
    rig.ask();
    rig.admit();
    // Smaller than the page's own pixels and larger: the picture is not what is scaled.
    rig.zoom("fill");
    let mut screen = Image::pattern(WIDTH, HEIGHT);
    screen.fill(120, 80, 3, 300, [250, 20, 60]);
    rig.desk.show(&screen);
    let display = rig.desk.screenshot();
    rig.browser.wait_picture("each pixel is that of the display", |page| *page == display);
    rig.browser.eval(CATCH_PICTURES);
    let (name, picture) = take(&mut rig.browser);
    assert!(picture == display, "{name} has other pixels than the display");
    let digits = name.strip_prefix("Alongside ").and_then(|name| name.strip_suffix(".png"));
    let form: String =
        digits.unwrap().chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    assert_eq!(form, "0000-00-00 00.00.00");
    rig.browser.wait_text("the log says so");
    assert_eq!(rig.sharer.event("picture_taken")["helper"], "Jacky");

    // A paused one is not there to be taken.
    rig.sharer.send_command("pause");
    rig.browser.wait_text("paused the picture");
    rig.browser.eval("window.saved = null");
    rig.browser.press_button("Take a picture");
    rig.browser.wait_text("so none can be taken");
    assert_eq!(rig.browser.eval("window.saved"), json!(null));
    rig.sharer.send_command("resume");
    rig.browser.wait_picture("the picture is back", |_| true);

    eventually("the page signs that it took one", || {
        let own = std::fs::read_to_string(rig.sharer.log()).ok()?;
        let (_, behind) = own.split_once("<PICTURE_TAKEN ")?;
        behind.contains("<COUNTERSIGNED ").then_some(())
    });
    rig.sharer.send_command("disconnect");
    rig.browser.wait_phase("ended");
    let (_, theirs) = rig.save("Save log");
    rig.sharer.ended();
    let own = std::fs::read_to_string(rig.sharer.log()).unwrap();
    assert_eq!((taken_in(&own), taken_in(&theirs)), (1, 1), "{own}\n{theirs}");
    assert!(own.contains("Jacky has taken a picture of the screen."), "{own}");
    rig.no_violations();
}
