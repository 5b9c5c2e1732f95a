//! Windows on a display: an application of the kit in a process of its own, on an X server of its own.
//!
//! Without the harness: the process is this program again, which becomes the application when [`APPLICATION`] is set.

#![allow(clippy::print_stdout, reason = "the application says what happens on its output")]
#![allow(clippy::disallowed_methods, reason = "the test waits for another process")]

use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

use kit::app::{Clipboard, Paste};
use kit::element::{button, column, field};
use kit::host::{Handle, Options, run};
use kit::view::{Notice, Origin};
use kit::{Activation, App, Key, View};
use x11rb::protocol::xproto::{ClientMessageEvent, ConnectionExt, EventMask};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Set in the environment of the application.
const APPLICATION: &str = "KIT_TEST_APPLICATION";

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Debug, Clone)]
enum Action {
    Press,
    Text(String),
    Close,
}

/// Says on its output what happens, in a line each. After a request to close, it stays for another wake.
struct Application {
    is_closing: bool,
    is_closed: bool,
}

impl App for Application {
    type Action = Action;

    fn views(&mut self) -> Vec<View<Action>> {
        println!("views");
        if self.is_closed {
            return Vec::new();
        }
        let form = column()
            .with(button("press", "Press").guarded().on(Action::Press))
            .with(field("field", "Field").on_change(Action::Text));
        let bar = button("bar", "Bar").on(Action::Press);
        vec![
            View::new("main", "Main", form).size(400.0, 300.0).on_close(Action::Close),
            View::new("bar", "Bar", bar).size(200.0, 80.0).always_on_top().undecorated(),
        ]
    }

    fn update(&mut self, window: &Key, activation: Activation<Action>) {
        let Activation { action, origin, guarded, .. } = activation;
        let action = match action {
            Action::Press => "Press".to_owned(),
            Action::Text(text) => format!("Text {text}"),
            Action::Close => "Close".to_owned(),
        };
        println!("{} {action} {origin:?} {guarded}", window.name());
        self.is_closing |= origin == Origin::System;
    }

    fn notice(&mut self, window: &Key, notice: Notice, _at: Instant) {
        println!("{} {notice:?}", window.name());
    }
}

/// The application; each line of its input wakes it, and ends it when it was asked to close.
fn application() -> Outcome {
    let (send, lines) = sync_channel(1);
    let make = move |handle: Handle| {
        std::thread::spawn(move || {
            for line in std::io::stdin().lines() {
                if line.is_err() || send.send(()).is_err() {
                    return;
                }
                handle.wake();
            }
        });
        Waked { inner: Application { is_closing: false, is_closed: false }, lines }
    };
    // Not on the main thread: the sharer's windows are on another one too.
    let windows = std::thread::spawn(move || {
        let mut options = Options::new("kit-display");
        options.clipboard = Box::new(OtherProgram);
        run(options, make).map_err(|error| error.to_string())
    });
    windows.join().map_err(|_| "the windows panicked")??;
    println!("end");
    Ok(())
}

/// A clipboard whose text comes later, from another thread.
struct OtherProgram;

impl Clipboard for OtherProgram {
    fn read(&mut self, paste: Paste) {
        println!("asked");
        std::thread::spawn(move || paste.text("z".to_owned()));
    }

    fn set_text(&mut self, _: String) {}
}

/// The application with what wakes it.
struct Waked {
    inner: Application,
    lines: Receiver<()>,
}

impl App for Waked {
    type Action = Action;

    fn views(&mut self) -> Vec<View<Action>> {
        if self.lines.try_recv().is_ok() {
            println!("woken");
            self.inner.is_closed = self.inner.is_closing;
        }
        self.inner.views()
    }

    fn update(&mut self, window: &Key, activation: Activation<Action>) {
        self.inner.update(window, activation);
    }

    fn notice(&mut self, window: &Key, notice: Notice, at: Instant) {
        self.inner.notice(window, notice, at);
    }
}

/// A process that ends with the test, and the lines that it writes.
struct Process {
    child: Child,
    lines: Receiver<String>,
}

impl Process {
    fn start(command: &mut Command) -> Outcome<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().ok_or("the output is a pipe")?;
        let (send, lines) = sync_channel(1000);
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    return;
                }
            }
        });
        Ok(Self { child, lines })
    }

    /// The first line from now on that begins with `beginning`.
    fn wait_for(&self, beginning: &str) -> Outcome<String> {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = Vec::new();
        while let Some(left) = deadline.checked_duration_since(Instant::now()) {
            let Ok(line) = self.lines.recv_timeout(left) else {
                break;
            };
            if line.starts_with(beginning) {
                return Ok(line);
            }
            seen.push(line);
        }
        Err(format!("no line {beginning:?} after {seen:#?}").into())
    }

    fn wake(&mut self) -> Outcome {
        let input = self.child.stdin.as_mut().ok_or("the input is a pipe")?;
        writeln!(input, "wake")?;
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Either it ended already, or it ends now.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn xdotool(display: &str, arguments: &[&str]) -> Outcome {
    let status = Command::new("xdotool").env("DISPLAY", display).args(arguments).status()?;
    if status.success() { Ok(()) } else { Err(format!("xdotool {arguments:?}: {status}").into()) }
}

/// The number of the window in a line that says that it is open.
fn number_in(opened: &str) -> String {
    opened.chars().filter(char::is_ascii_digit).collect()
}

/// Sends what a window manager sends when the close button is pressed (ICCCM, 4.2.8.1).
fn ask_to_close(display: &str, window: u32) -> Outcome {
    let (connection, _) = x11rb::connect(Some(display))?;
    let protocols = connection.intern_atom(false, b"WM_PROTOCOLS")?.reply()?.atom;
    let delete = connection.intern_atom(false, b"WM_DELETE_WINDOW")?.reply()?.atom;
    let message = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
    connection.send_event(false, window, EventMask::NO_EVENT, message)?.check()?;
    Ok(())
}

fn windows_report_what_is_done_to_them_and_close_when_the_views_say_so() -> Outcome {
    let server = Process::start(Command::new("Xvfb").args([
        "-displayfd",
        "1",
        "-screen",
        "0",
        "800x600x24",
    ]))?;
    let display = format!(":{}", server.wait_for("")?);
    let program = std::env::current_exe()?;
    let mut application = Process::start(
        Command::new(program)
            .env(APPLICATION, "1")
            .env("DISPLAY", &display)
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET"),
    )?;
    let opened = application.wait_for("main Opened { number: Some(")?;
    let window = number_in(&opened);
    application.wait_for("main Place(WindowPlace {")?;
    let bar = number_in(&application.wait_for("bar Opened { number: Some(")?);
    // Without a window manager both are in the corner, and the bar raises itself above the other.
    xdotool(&display, &["windowmove", "--sync", &bar, "500", "400"])?;
    xdotool(&display, &["windowraise", &window, "windowfocus", "--sync", &window])?;
    application.wait_for("main Focused(true)")?;

    xdotool(&display, &["mousemove", "--window", &window, "60", "48", "click", "1"])?;
    application.wait_for("main Press Pointer true")?;
    xdotool(&display, &["key", "Return"])?;
    application.wait_for("main Press Key true")?;
    xdotool(&display, &["key", "Tab", "x"])?;
    application.wait_for("main Text x Key false")?;
    xdotool(&display, &["key", "ctrl+v"])?;
    application.wait_for("asked")?;
    application.wait_for("main Text xz Key false")?;

    xdotool(&display, &["windowmove", &window, "200", "150"])?;
    application.wake()?;
    application.wait_for("woken")?;
    application.wait_for("main Place(WindowPlace { x: 200, y: 150, width: 400, height: 300 })")?;

    ask_to_close(&display, window.parse()?)?;
    application.wait_for("main Close System false")?;
    // It is still there, and answers.
    xdotool(&display, &["key", "y"])?;
    application.wait_for("main Text xzy Key false")?;
    application.wake()?;
    application.wait_for("main Closed")?;
    application.wait_for("end")?;
    let status = application.child.wait()?;
    if status.success() { Ok(()) } else { Err(format!("the application: {status}").into()) }
}

fn main() -> Outcome {
    if std::env::var_os(APPLICATION).is_some() {
        return application();
    }
    // What lists tests, lists this one.
    if std::env::args().any(|argument| argument == "--list") {
        println!("windows_report_what_is_done_to_them_and_close_when_the_views_say_so: test");
        return Ok(());
    }
    windows_report_what_is_done_to_them_and_close_when_the_views_say_so()
}
