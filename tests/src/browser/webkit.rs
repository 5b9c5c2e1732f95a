//! A WebKitGTK, driven over WebDriver. What its person does comes from the mouse and keyboard of its display.
//!
//! It has no WebRTC. Its driver has no BiDi, and does not find elements by role: so it is none of [`super::Browser`]'s.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};

use base64::Engine as _;
use serde_json::{Value, json};

use super::shown;
use crate::clock::eventually;
use crate::image::Image;
use crate::process::{Folder, Running, command, keep};
use crate::xvfb::Xvfb;

/// The size of its display, in px. Its window is nearly as large.
const DISPLAY: (u32, u32) = (1280, 1000);

/// Its window, in px: left, top, width and height.
const WINDOW: [u32; 4] = [0, 0, 1200, 950];

/// A browser with one page. It ends with the test.
pub struct WebKit {
    /// Where its session is on the driver.
    session: String,
    address: SocketAddr,
    _driver: Running,
    xvfb: Xvfb,
    _home: Folder,
}

impl WebKit {
    /// Starts it.
    ///
    /// # Panics
    /// When there is none, or it does not start.
    #[track_caller]
    pub fn start() -> Self {
        let home = Folder::new();
        let xvfb = Xvfb::start(DISPLAY.0, DISPLAY.1);
        // The driver cannot choose a port itself.
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let address = free.expect("there is a free port");
        let mut driver = command("WebKitWebDriver");
        driver
            .arg(format!("--port={}", address.port()))
            .env("HOME", home.path())
            .env("DISPLAY", xvfb.display())
            .env("GDK_BACKEND", "x11")
            // There is no graphics card.
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        let driver = Running::start("webkit", &mut driver);
        eventually("the driver of WebKit answers", || TcpStream::connect(address).ok());
        let started = ask(address, "POST", "/session", &json!({ "capabilities": {} }));
        let id = started["sessionId"].as_str().unwrap_or_else(|| panic!("WebKit: {started}"));
        let session = format!("/session/{id}");
        let mut webkit = Self { session, address, _driver: driver, xvfb, _home: home };
        let [x, y, width, height] = WINDOW;
        let place = json!({ "x": x, "y": y, "width": width, "height": height });
        webkit.ask("POST", "/window/rect", &place);
        webkit
    }

    fn ask(&mut self, method: &str, path: &str, body: &Value) -> Value {
        ask(self.address, method, &format!("{}{path}", self.session), body)
    }

    /// Goes to an address, and waits until the page is loaded.
    pub fn open(&mut self, url: &str) {
        self.ask("POST", "/url", &json!({ "url": url }));
    }

    /// Evaluates an expression.
    ///
    /// # Panics
    /// When it throws.
    #[track_caller]
    pub fn eval(&mut self, expression: &str) -> Value {
        let script = json!({ "script": format!("return {expression}"), "args": [] });
        let value = self.ask("POST", "/execute/sync", &script);
        assert!(value.get("error").is_none(), "{expression}: {value}");
        value
    }

    /// Waits until an expression is true.
    #[track_caller]
    pub fn wait(&mut self, what: &str, expression: &str) {
        eventually(what, || (self.eval(expression) == true).then_some(()));
    }

    /// Waits for a phase of the page.
    #[track_caller]
    pub fn wait_phase(&mut self, phase: &str) {
        let expression = format!("document.documentElement.dataset.phase === '{phase}'");
        self.wait(&format!("the page is in {phase}"), &expression);
    }

    /// Waits for a picture in which `fits` holds.
    #[track_caller]
    pub fn wait_picture(&mut self, what: &str, fits: impl Fn(&Image) -> bool) -> Image {
        eventually(what, || shown::image(&self.eval(shown::PICTURE)).filter(|image| fits(image)))
    }

    /// Moves the mouse to a place of the page, in CSS px, and presses its left button.
    #[track_caller]
    pub fn click_at(&mut self, x: f64, y: f64) {
        // Above the page is the browser's own bar.
        let bar = self.eval("outerHeight - innerHeight").as_f64().unwrap_or_default();
        let [x, y] = [f64::from(WINDOW[0]) + x, f64::from(WINDOW[1]) + bar + y];
        let [x, y] = [x, y].map(|value| value.floor().to_string());
        self.xvfb.run("xdotool", &["mousemove", &x, &y, "click", "1"]);
    }

    /// Clicks into the middle of what a selector finds, once it is shown.
    #[track_caller]
    pub fn click(&mut self, selector: &str) {
        let place = format!(
            "(() => {{ const element = document.querySelector({selector:?});
               if (!element?.checkVisibility() || element.disabled) return null;
               const box = element.getBoundingClientRect();
               return [box.left + box.width / 2, box.top + box.height / 2]; }})()"
        );
        let place = eventually(&format!("{selector} is shown"), || {
            let place = self.eval(&place);
            Some([place[0].as_f64()?, place[1].as_f64()?])
        });
        self.click_at(place[0], place[1]);
    }

    /// Types a text at its keyboard.
    pub fn type_text(&self, text: &str) {
        self.xvfb.run("xdotool", &["type", "--delay", "30", text]);
    }

    /// Presses a key, as xdotool names it, and holds it down.
    pub fn hold(&self, key: &str) {
        self.xvfb.run("xdotool", &["keydown", key]);
    }

    /// Another window comes up and has the keyboard, until what is returned is dropped.
    #[track_caller]
    pub fn turn_to_another_window(&self) -> Running {
        let other = self.xvfb.start_program("xterm", &["-T", "another", "-geometry", "20x5+0+0"]);
        eventually("another window has the keyboard", || {
            let mut focus = command("xdotool");
            focus.args(["search", "--onlyvisible", "--name", "^another$", "windowfocus", "--sync"]);
            focus.env("DISPLAY", self.xvfb.display());
            focus.status().is_ok_and(|status| status.success()).then_some(())
        });
        other
    }
}

impl Drop for WebKit {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let picture =
                request(self.address, "GET", &format!("{}/screenshot", self.session), &json!({}));
            let picture = picture.ok().and_then(|picture| {
                base64::engine::general_purpose::STANDARD.decode(picture.as_str()?).ok()
            });
            keep("webkit.png", &picture.unwrap_or_default());
        }
        // The driver ends the browser.
        let _ = request(self.address, "DELETE", &self.session, &json!({}));
    }
}

/// What the driver answers.
#[track_caller]
fn ask(address: SocketAddr, method: &str, path: &str, body: &Value) -> Value {
    let answer = request(address, method, path, body);
    answer.unwrap_or_else(|error| panic!("{method} {path}: {error}"))
}

fn request(address: SocketAddr, method: &str, path: &str, body: &Value) -> std::io::Result<Value> {
    let body = body.to_string();
    let mut stream = TcpStream::connect(address)?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    let (_, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
    let answer: Value = serde_json::from_str(body)?;
    Ok(answer["value"].clone())
}
