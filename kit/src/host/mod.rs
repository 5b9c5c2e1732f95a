//! Windows on a display: runs an application until it has no views.

mod above;
mod aside;
mod clicks;
mod event;
mod keyboard;
mod window;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use winit::application::ApplicationHandler;
use winit::event::{StartCause, WindowEvent};
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop, EventLoopProxy};
use winit::window::WindowId;

use self::above::Above;
use self::event::HostEvent;
pub use self::event::RunError;
use self::window::Window;
use crate::app::{App, Clipboard, OnLost, OwnClipboard};
use crate::geometry::Rect;
use crate::input::Input;
use crate::key::Key;
use crate::limits::WINDOWS;
use crate::pane::Tools;
use crate::platform;
use crate::text::Texts;
use crate::view::{Activation, Notice, Origin, View};

/// What an application gives to [`run`].
pub struct Options {
    /// The name of the program, as its `.desktop` file has it.
    pub name: String,
    /// Where copied text goes.
    pub clipboard: Box<dyn Clipboard>,
    /// Called when the X server ends the connection, on the thread of [`run`], which stands still from then on: the
    /// application has to end the process. Without it Xlib ends the process at once.
    pub on_lost: Option<OnLost>,
}

impl Options {
    /// With a clipboard of the program's own.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), clipboard: Box::new(OwnClipboard::default()), on_lost: None }
    }
}

/// Wakes the windows from any thread.
#[derive(Debug, Clone)]
pub struct Handle {
    proxy: EventLoopProxy<HostEvent>,
    /// Whether a wake is on its way already: many wakes are one.
    pending: Arc<AtomicBool>,
}

impl Handle {
    /// Asks the application for its views again. Does nothing when there are no windows any more.
    pub fn wake(&self) {
        if !self.pending.swap(true, Ordering::AcqRel)
            && self.proxy.send_event(HostEvent::Wake).is_err()
        {
            tracing::debug!("a wake after the end of the windows");
        }
    }
}

/// Runs an application on this thread until its views are empty. `make` is called once, on this thread.
///
/// A process can do this once in its life. On X11, Wayland and Windows any thread will do; on macOS it must be the
/// main one.
///
/// # Errors
/// There is no window system, or it refuses a window.
///
/// # Panics
/// On macOS, on a thread that is not the main one.
pub fn run<P: App>(options: Options, make: impl FnOnce(Handle) -> P) -> Result<(), RunError> {
    let mut builder = EventLoop::with_user_event();
    platform::any_thread(&mut builder);
    let event_loop = builder.build()?;
    if let Some(on_lost) = options.on_lost {
        platform::on_lost(on_lost);
    }
    event_loop.set_control_flow(ControlFlow::Wait);
    let proxy = event_loop.create_proxy();
    let pending = Arc::new(AtomicBool::new(false));
    let handle = Handle { proxy: proxy.clone(), pending: Arc::clone(&pending) };
    let mut host = Host {
        app: make(handle),
        texts: Texts::new(),
        clipboard: options.clipboard,
        name: options.name,
        windows: Vec::new(),
        proxy,
        pending,
        desktop: None,
        above: Above::default(),
        is_stale: true,
        error: None,
    };
    event_loop.run_app(&mut host)?;
    host.error.map_or(Ok(()), Err)
}

// fields: what all windows share, and what the loop must do next.
struct Host<P: App> {
    app: P,
    texts: Texts,
    clipboard: Box<dyn Clipboard>,
    name: String,
    windows: Vec<Window<P::Action>>,
    proxy: EventLoopProxy<HostEvent>,
    pending: Arc<AtomicBool>,
    /// Where the pointer is asked for; opened with the first window.
    desktop: Option<platform::Desktop>,
    /// When the windows that stay above the others are raised again.
    above: Above,
    /// Whether the views must be asked for before the loop waits.
    is_stale: bool,
    error: Option<RunError>,
}

impl<P: App> Host<P> {
    /// Takes the views, and opens, changes and closes windows as they say.
    fn refresh(&mut self, event_loop: &ActiveEventLoop) {
        self.is_stale = false;
        let views = self.app.views();
        if views.is_empty() {
            event_loop.exit();
        }
        let now = now();
        let (open, closed): (Vec<_>, Vec<_>) = self
            .windows
            .drain(..)
            .partition(|window| views.iter().any(|view| view.key == window.key));
        self.windows = open;
        for window in closed {
            self.app.notice(&window.key, Notice::Closed, now);
            self.is_stale = true;
        }
        let mut seen: Vec<Key> = Vec::new();
        for view in views {
            if seen.contains(&view.key) {
                continue;
            }
            seen.push(view.key.clone());
            if let Err(error) = self.show(event_loop, view, now) {
                tracing::error!("{error}");
                self.error = Some(error);
                event_loop.exit();
                return;
            }
        }
    }

    fn show(
        &mut self,
        event_loop: &ActiveEventLoop,
        view: View<P::Action>,
        now: Instant,
    ) -> Result<(), RunError> {
        let mut tools = Tools { texts: &mut self.texts, clipboard: self.clipboard.as_mut(), now };
        if let Some(window) = self.windows.iter_mut().find(|window| window.key == view.key) {
            window.show(view, &mut tools);
            // Not every move is an event: a window without a window manager is told of none.
            if let Some(place) = window.moved() {
                if let Some(desktop) = &self.desktop {
                    window.find_pointer(desktop, now);
                }
                let key = window.key.clone();
                self.app.notice(&key, place, now);
                self.is_stale = true;
            }
            return Ok(());
        }
        if self.windows.len() >= WINDOWS {
            tracing::warn!("more than {WINDOWS} windows: {:?} is not opened", view.key);
            return Ok(());
        }
        let key = view.key.clone();
        let proxy = self.proxy.clone();
        let mut window = Window::open(event_loop, &view, &self.name, proxy, tools.now)?;
        let number = window.number();
        if number.is_some() && self.desktop.is_none() {
            self.desktop = platform::Desktop::open();
        }
        // Said before it can be seen.
        self.app.notice(&key, Notice::Opened { number }, now);
        window.show(view, &mut tools);
        let place = window.moved();
        if let (Some(_), Some(desktop)) = (place, &self.desktop) {
            window.find_pointer(desktop, now);
        }
        self.windows.push(window);
        if let Some(place) = place {
            self.app.notice(&key, place, now);
        }
        self.is_stale = true;
        Ok(())
    }

    /// Looks at which window is in front, while one of ours stays above the others, and raises ours when that changed.
    fn keep_above(&mut self, event_loop: &ActiveEventLoop) {
        let now = now();
        let stays_above = self.windows.iter().any(Window::stays_above);
        let Some(due) = self.above.due(now).filter(|_| stays_above) else {
            event_loop.set_control_flow(ControlFlow::Wait);
            return;
        };
        if now >= due && self.above.look(platform::front(), now) {
            self.windows.iter().filter(|window| window.stays_above()).for_each(Window::raise);
        }
        event_loop.set_control_flow(
            self.above.due(now).map_or(ControlFlow::Wait, ControlFlow::WaitUntil),
        );
    }

    /// The user did something in a window.
    fn input(&mut self, event_loop: &ActiveEventLoop, index: usize, input: Input, now: Instant) {
        let Some(window) = self.windows.get_mut(index) else {
            return;
        };
        let mut tools = Tools { texts: &mut self.texts, clipboard: self.clipboard.as_mut(), now };
        let activations = window.input(input, &mut tools);
        let key = window.key.clone();
        self.report(event_loop, &key, activations);
    }

    /// Reports activations one by one: the second of two clicks is for what the first one led to.
    fn report(
        &mut self,
        event_loop: &ActiveEventLoop,
        key: &Key,
        activations: Vec<Activation<P::Action>>,
    ) {
        for activation in activations {
            self.app.update(key, activation);
            self.refresh(event_loop);
        }
    }

    fn notice(&mut self, index: usize, notice: Notice, now: Instant) {
        if let Some(window) = self.windows.get_mut(index) {
            if let (Notice::Place(_), Some(desktop)) = (notice, &self.desktop) {
                window.find_pointer(desktop, now);
            }
            self.app.notice(&window.key, notice, now);
            self.is_stale = true;
        }
    }

    fn close_requested(&mut self, event_loop: &ActiveEventLoop, index: usize, now: Instant) {
        let Some(window) = self.windows.get(index) else {
            return;
        };
        let key = window.key.clone();
        let activation = window.on_close.clone().map(|action| Activation {
            action,
            origin: Origin::System,
            guarded: false,
            at: now,
            shown_since: now,
            place: Rect::default(),
            pointer_waited: false,
            focused: None,
            press: None,
            typed: None,
        });
        self.report(event_loop, &key, activation.into_iter().collect());
    }
}

impl<P: App> ApplicationHandler<HostEvent> for Host<P> {
    fn new_events(&mut self, _event_loop: &ActiveEventLoop, _cause: StartCause) {}

    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        self.refresh(event_loop);
    }

    fn user_event(&mut self, event_loop: &ActiveEventLoop, event: HostEvent) {
        match event {
            HostEvent::Wake => {
                // Before the views are asked for: a wake during that is another one.
                self.pending.store(false, Ordering::Release);
                self.is_stale = true;
            }
            HostEvent::Pasted(id, text) => {
                let index = self.windows.iter().position(|window| window.id() == id);
                if let Some(index) = index {
                    self.input(event_loop, index, Input::Pasted(text), now());
                }
            }
            HostEvent::Accessibility(event) => {
                let index = self.windows.iter().position(|window| window.id() == event.window_id);
                let Some(index) = index else {
                    return;
                };
                match event.window_event {
                    accesskit_winit::WindowEvent::InitialTreeRequested => {
                        if let Some(window) = self.windows.get_mut(index) {
                            window.send_tree();
                        }
                    }
                    accesskit_winit::WindowEvent::ActionRequested(request) => {
                        self.input(event_loop, index, Input::Accessibility(request), now());
                    }
                    accesskit_winit::WindowEvent::AccessibilityDeactivated => {
                        if let Some(window) = self.windows.get_mut(index) {
                            window.forget_tree();
                        }
                    }
                }
            }
        }
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, id: WindowId, event: WindowEvent) {
        let Some(index) = self.windows.iter().position(|window| window.id() == id) else {
            return;
        };
        let now = now();
        if event == WindowEvent::CloseRequested {
            return self.close_requested(event_loop, index, now);
        }
        let Some(window) = self.windows.get_mut(index) else {
            return;
        };
        let mut tools = Tools { texts: &mut self.texts, clipboard: self.clipboard.as_mut(), now };
        let is_pointer = matches!(event, WindowEvent::CursorMoved { .. });
        let mut happened = window.event(event, &mut tools);
        if let Some(desktop) = self.desktop.as_ref().filter(|_| is_pointer)
            && window.has_just_moved(now)
            && let Some(at) = window.pointer_on(desktop)
        {
            happened.inputs = vec![Input::PointerMoved(at)];
        }
        for input in happened.inputs {
            // What the one before led to may have closed windows.
            let index = self.windows.iter().position(|window| window.id() == id);
            if let Some(index) = index {
                self.input(event_loop, index, input, now);
            }
        }
        for notice in happened.notices {
            let index = self.windows.iter().position(|window| window.id() == id);
            if let Some(index) = index {
                self.notice(index, notice, now);
            }
        }
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        if self.is_stale && !event_loop.exiting() {
            self.refresh(event_loop);
        }
        self.keep_above(event_loop);
    }
}

#[allow(clippy::disallowed_methods, reason = "the shell owns the clock")]
fn now() -> Instant {
    Instant::now()
}
