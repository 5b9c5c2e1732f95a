//! Requests to end the program, as Windows makes them: events of the console, and the end of the desktop session.
//!
//! Windows tells programs that have loaded `user32.dll`, as this one has, about the end of the session by messages to
//! their windows only, and ends the process when those were answered. So a window that is never shown answers, once the
//! program has ended by itself or has had its time.

use std::sync::LazyLock;
use std::thread;
use std::time::Duration;

use tokio::signal::windows as console;
use tokio::sync::watch;
use windows::Win32::Foundation::{HWND, LPARAM, LRESULT, WPARAM};
use windows::Win32::System::LibraryLoader::GetModuleHandleW;
use windows::Win32::UI::WindowsAndMessaging::{
    CreateWindowExW, DefWindowProcW, DispatchMessageW, GetMessageW, MSG, RegisterClassExW,
    WINDOW_EX_STYLE, WM_ENDSESSION, WM_QUERYENDSESSION, WNDCLASSEXW, WS_OVERLAPPED,
};
use windows::core::w;

/// How long the end of the desktop session is held up while the program ends. Windows calls a window hung after 5 s
/// (`HungAppTimeout`).
const HELD_UP: Duration = Duration::from_millis(4500);

/// Whether the desktop session ends. The first look starts the thread with the window.
static SESSION_ENDS: LazyLock<watch::Sender<bool>> = LazyLock::new(|| {
    let started = thread::Builder::new().name("session-end".to_owned()).spawn(watch_session);
    if let Err(error) = started {
        tracing::warn!(%error, "the end of the desktop session is not noticed");
    }
    watch::Sender::new(false)
});

/// Waits for Ctrl-C or Ctrl-Break, for the end of the console, of the desktop session or of Windows.
pub(crate) async fn requested() {
    let mut session = SESSION_ENDS.subscribe();
    let of_session = async {
        // The sender is never dropped.
        let _ = session.wait_for(|ends| *ends).await;
    };
    tokio::select! {
        () = of_session => {}
        () = of_console() => {}
    }
}

/// Waits for an event of the console; without one, forever. Windows ends the process some 5 s after all but the first
/// two, whether it has ended by itself or not.
async fn of_console() {
    let events =
        (console::ctrl_c(), console::ctrl_break(), console::ctrl_close(), console::ctrl_logoff());
    let (Ok(mut c), Ok(mut pause), Ok(mut close), Ok(mut logoff)) = events else {
        return std::future::pending().await;
    };
    let Ok(mut shutdown) = console::ctrl_shutdown() else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = c.recv() => {}
        _ = pause.recv() => {}
        _ = close.recv() => {}
        _ = logoff.recv() => {}
        _ = shutdown.recv() => {}
    }
}

/// Has a window that hears of the end of the session, for the life of the process.
fn watch_session() {
    // SAFETY: the class names a function of the type that Windows wants, which is there for the life of the process, as
    // the texts are. The window belongs to this thread, which takes its messages; `message` is ours.
    let opened = unsafe {
        GetModuleHandleW(None).and_then(|module| {
            let class = WNDCLASSEXW {
                cbSize: size_of::<WNDCLASSEXW>() as u32,
                lpfnWndProc: Some(on_message),
                hInstance: module.into(),
                lpszClassName: w!("AlongsideSessionEnd"),
                ..WNDCLASSEXW::default()
            };
            RegisterClassExW(&raw const class);
            let (name, title) = (class.lpszClassName, w!("Alongside"));
            // A top-level window: one for messages only does not hear of it.
            let (extended, style, module) = (WINDOW_EX_STYLE(0), WS_OVERLAPPED, class.hInstance);
            CreateWindowExW(
                extended,
                name,
                title,
                style,
                0,
                0,
                0,
                0,
                None,
                None,
                Some(module),
                None,
            )
        })
    };
    if let Err(error) = opened {
        tracing::warn!(%error, "the end of the desktop session is not noticed");
        return;
    }
    let mut message = MSG::default();
    loop {
        // SAFETY: the message is a variable of ours.
        match unsafe { GetMessageW(&raw mut message, None, 0, 0) }.0 {
            -1 => break,
            // `WM_QUIT`, which any program may post.
            0 => {}
            // SAFETY: the message is the one that Windows has just written.
            _message => unsafe {
                DispatchMessageW(&raw const message);
            },
        }
    }
    tracing::warn!("the end of the desktop session is not noticed any more");
}

/// Answers a message to the window. Nothing in it panics.
extern "system" fn on_message(
    window: HWND,
    message: u32,
    wparam: WPARAM,
    lparam: LPARAM,
) -> LRESULT {
    match message {
        // The session may end.
        WM_QUERYENDSESSION => LRESULT(1),
        WM_ENDSESSION => {
            // Zero: another program has kept the session.
            if wparam.0 != 0 {
                SESSION_ENDS.send_replace(true);
                // The end of the program ends this thread.
                thread::sleep(HELD_UP);
            }
            LRESULT(0)
        }
        // SAFETY: the arguments are those that Windows has passed.
        _ => unsafe { DefWindowProcW(window, message, wparam, lparam) },
    }
}
