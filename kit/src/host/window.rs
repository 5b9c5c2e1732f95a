//! One window: its pixels, its tree, and its events as inputs.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::num::NonZeroU32;
use std::rc::Rc;
use std::time::{Duration, Instant};

use accesskit_winit::Adapter;
use softbuffer::{Context, Surface};
use winit::dpi::{LogicalSize, PhysicalPosition, PhysicalSize};
use winit::event::{ElementState, Ime, MouseButton, MouseScrollDelta, TouchPhase, WindowEvent};
use winit::event_loop::{ActiveEventLoop, EventLoopProxy};
use winit::keyboard::ModifiersState;
use winit::window::{CursorIcon, Theme, WindowId, WindowLevel};

use super::clicks::Clicks;
use super::event::{HostEvent, RunError};
use super::keyboard;
use crate::app::Paste;
use crate::geometry::{Point, Size};
use crate::input::Input;
use crate::key::Key;
use crate::limits::WINDOW_SIDE;
use crate::paint::Painter;
use crate::pane::{Pane, Shape, Tools};
use crate::platform;
use crate::theme::{Look, Palette, Preferred};
use crate::tree::spoken::Spoken;
use crate::view::{Activation, Notice, Spot, View, WindowPlace};

mod place;

type System = Rc<winit::window::Window>;

/// How often a window steps aside for the pointer: a window manager may put it elsewhere once more.
const STEPS: u8 = 3;

/// How often a window asks for the keyboard, and how long it waits each time.
const ASKS: u8 = 5;
const ASKS_AFTER: Duration = Duration::from_millis(900);

/// What an event of the window system means.
#[derive(Default)]
pub(super) struct Happened {
    pub(super) inputs: Vec<Input>,
    pub(super) notices: Vec<Notice>,
}

// fields: the window as the system has it, as the view has it, and what was last said to the system.
pub(super) struct Window<A> {
    pub(super) key: Key,
    pub(super) on_close: Option<A>,
    system: System,
    surface: Surface<System, System>,
    adapter: Adapter,
    pane: Pane<A>,
    painter: Painter,
    look: Look,
    /// What the system said when it was asked last.
    preferred: Preferred,
    title: String,
    is_visible: bool,
    is_on_top: bool,
    is_undecorated: bool,
    /// How often it was brought to the front.
    raised: u32,
    held: ModifiersState,
    clicks: Clicks,
    place: Option<WindowPlace>,
    /// What the picture shows; what the tree says.
    painted: Option<u64>,
    told: Option<u64>,
    /// What a screen reader has said.
    spoken: Spoken,
    says_status: bool,
    has_input_method: bool,
    /// Where it was put last.
    spot: Option<PhysicalPosition<i32>>,
    /// The user has moved it by what is no control.
    was_dragged: bool,
    /// The size that was asked for last.
    fitted: Option<PhysicalSize<u32>>,
    /// Where it was when the pointer was looked for last, and when that was.
    looked: Option<(WindowPlace, Instant)>,
    /// How often it may still step aside for the pointer.
    steps: u8,
    /// How often it may still ask for the keyboard, and when it asked last.
    asks: (u8, Instant),
    /// Where a text that is pasted goes.
    proxy: EventLoopProxy<HostEvent>,
}

impl<A: Clone> Window<A> {
    /// A hidden window, until [`Self::show`].
    pub(super) fn open(
        event_loop: &ActiveEventLoop,
        view: &View<A>,
        name: &str,
        proxy: EventLoopProxy<HostEvent>,
        now: Instant,
    ) -> Result<Self, RunError> {
        let (width, height) = view.size;
        let level = if view.always_on_top { WindowLevel::AlwaysOnTop } else { WindowLevel::Normal };
        let attributes = winit::window::Window::default_attributes()
            .with_title(view.title.as_str())
            .with_inner_size(LogicalSize::new(side(width), side(height)))
            .with_decorations(!view.undecorated)
            .with_window_level(level)
            // The tree must be there before a screen reader can see the window.
            .with_visible(false);
        let system: System = Rc::new(event_loop.create_window(platform::named(attributes, name))?);
        let adapter = Adapter::with_event_loop_proxy(event_loop, &system, proxy.clone());
        if view.left_out {
            platform::leave_out_of_captures(&system);
        }
        let context = Context::new(Rc::clone(&system))?;
        let surface = Surface::new(&context, Rc::clone(&system))?;
        let (size, scale) = (content_size(system.inner_size()), system.scale_factor() as f32);
        let mut pane = Pane::new(size, scale, now);
        if !platform::tells_places(&system) {
            pane.without_places();
        }
        Ok(Self {
            key: view.key.clone(),
            on_close: None,
            title: view.title.clone(),
            is_visible: false,
            is_on_top: view.always_on_top,
            is_undecorated: view.undecorated,
            // A new window is in front anyway.
            raised: view.raised,
            system,
            surface,
            adapter,
            pane,
            painter: Painter::new(),
            look: view.look,
            preferred: platform::preferred(),
            held: ModifiersState::empty(),
            clicks: Clicks::default(),
            place: None,
            painted: None,
            told: None,
            spoken: Spoken::default(),
            says_status: view.says_status,
            has_input_method: false,
            spot: None,
            was_dragged: false,
            fitted: None,
            looked: None,
            asks: (if view.wants_keyboard { ASKS } else { 0 }, now),
            steps: if view.spot == Some(Spot::Middle) { STEPS } else { 0 },
            proxy,
        })
    }

    pub(super) fn id(&self) -> WindowId {
        self.system.id()
    }

    /// Its number on the desktop.
    pub(super) fn number(&self) -> Option<u32> {
        platform::number(&self.system)
    }

    /// Whether it is raised when another window comes to the front. What is guarded is not: it would come under a pointer
    /// that is about to click.
    pub(super) fn stays_above(&self) -> bool {
        self.is_visible && self.is_on_top && self.pane.guarded().is_empty()
    }

    /// Puts it above the others. The keyboard stays where it is.
    pub(super) fn raise(&self) {
        platform::raise(&self.system);
    }

    /// Takes over what a view says.
    pub(super) fn show(&mut self, view: View<A>, tools: &mut Tools<'_>) {
        if self.title != view.title {
            self.system.set_title(&view.title);
            self.title.clone_from(&view.title);
        }
        if self.is_on_top != view.always_on_top {
            self.is_on_top = view.always_on_top;
            let level = if self.is_on_top { WindowLevel::AlwaysOnTop } else { WindowLevel::Normal };
            self.system.set_window_level(level);
        }
        if self.is_undecorated != view.undecorated {
            self.is_undecorated = view.undecorated;
            self.system.set_decorations(!view.undecorated);
        }
        self.look = view.look;
        self.on_close = view.on_close;
        self.pane.show(&view.title, view.look, view.element, tools);
        self.fit(view.fit, view.spot, tools);
        if self.is_visible != view.visible {
            self.is_visible = view.visible;
            self.system.set_visible(view.visible);
            // It may be shown where it was made, with the pointer there.
            (self.place, self.looked) = (None, None);
            if let Some(place) = self.spot.filter(|_| view.visible) {
                // A window manager of X11 may put a new window where it likes, and obeys afterwards.
                self.system.set_outer_position(place);
            }
        }
        if self.raised != view.raised {
            self.raised = view.raised;
            self.system.set_minimized(false);
            platform::focus(&self.system);
        }
        self.ask_for_keyboard(tools.now);
        self.changed();
    }

    /// Asks for the keyboard, if it has not had it and the system may give it by now.
    fn ask_for_keyboard(&mut self, now: Instant) {
        let (left, last) = self.asks;
        if left > 0 && self.is_visible && now.saturating_duration_since(last) >= ASKS_AFTER {
            self.asks = (left - 1, now);
            platform::focus(&self.system);
        }
    }

    pub(super) fn input(&mut self, input: Input, tools: &mut Tools<'_>) -> Vec<Activation<A>> {
        let activations = self.pane.handle(input, tools);
        if self.pane.asks_to_paste() {
            let (proxy, id) = (self.proxy.clone(), self.id());
            tools.clipboard.read(Paste::new(move |text| {
                if proxy.send_event(HostEvent::Pasted(id, text)).is_err() {
                    tracing::debug!("a text was pasted after the end of the windows");
                }
            }));
        }
        self.changed();
        activations
    }

    /// Says to the system what changed: a new picture, a new tree, the input method, the pointer.
    fn changed(&mut self) {
        let signature = self.signature();
        if self.painted != Some(signature) {
            self.system.request_redraw();
        }
        if self.told != Some(signature) {
            self.send_tree();
        }
        let caret = self.pane.input_method();
        if self.has_input_method != caret.is_some() {
            self.has_input_method = caret.is_some();
            self.system.set_ime_allowed(self.has_input_method);
        }
        if let Some(caret) = caret {
            let at = PhysicalPosition::new(caret.x, caret.y);
            self.system.set_ime_cursor_area(at, PhysicalSize::new(caret.width, caret.height));
        }
        self.system.set_cursor(match self.pane.shape() {
            Shape::Arrow => CursorIcon::Default,
            Shape::Hand => CursorIcon::Pointer,
            Shape::Text => CursorIcon::Text,
        });
    }

    fn signature(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.pane.signature(), self.palette().window, self.palette().is_outlined)
            .hash(&mut hasher);
        hasher.finish()
    }

    /// The screen reader is gone: the next one knows nothing.
    pub(super) fn forget_tree(&mut self) {
        self.spoken.begin();
    }

    pub(super) fn send_tree(&mut self) {
        self.told = Some(self.signature());
        let (pane, spoken, says_status) = (&self.pane, &mut self.spoken, self.says_status);
        let mut rest = Vec::new().into_iter();
        self.adapter.update_if_active(|| {
            rest = spoken.tell(crate::tree::tree(pane), says_status).updates.into_iter();
            rest.next().unwrap_or_else(|| crate::tree::tree(pane))
        });
        for update in rest {
            self.adapter.update_if_active(|| update);
        }
    }

    fn palette(&self) -> &'static Palette {
        let is_dark = self.system.theme() == Some(Theme::Dark);
        self.look.with_preferred(self.preferred).palette(is_dark)
    }

    /// Asks the system what it prefers. Not every change of that is an event, but the windows are painted anew then, or get the
    /// keyboard back.
    fn ask_preferred(&mut self) {
        let preferred = platform::preferred();
        if self.preferred != preferred {
            self.preferred = preferred;
            self.changed();
        }
    }

    /// An event of the window system.
    #[allow(clippy::wildcard_enum_match_arm, reason = "most events of winit are for others")]
    pub(super) fn event(&mut self, event: WindowEvent, tools: &mut Tools<'_>) -> Happened {
        self.adapter.process_event(&self.system, &event);
        let mut happened = Happened::default();
        let inputs = &mut happened.inputs;
        match event {
            WindowEvent::RedrawRequested => {
                self.ask_preferred();
                if let Err(error) = self.draw(tools) {
                    tracing::warn!("a window cannot be painted: {error}");
                }
            }
            WindowEvent::Resized(_)
            | WindowEvent::ScaleFactorChanged { .. }
            | WindowEvent::Moved(_) => {
                let scale = self.system.scale_factor() as f32;
                self.pane.resize(content_size(self.system.inner_size()), scale, tools);
                self.changed();
                happened.notices.extend(self.moved());
            }
            WindowEvent::ThemeChanged(_) => {
                self.ask_preferred();
                self.changed();
            }
            WindowEvent::Focused(focused) => {
                self.ask_preferred();
                self.held = ModifiersState::empty();
                self.asks.0 = if focused { 0 } else { self.asks.0 };
                inputs.push(Input::Focused(focused));
                happened.notices.push(Notice::Focused(focused));
            }
            WindowEvent::ModifiersChanged(modifiers) => self.held = modifiers.state(),
            // A synthetic press is of a key that was held when the window got the keyboard.
            WindowEvent::KeyboardInput { event, is_synthetic: false, .. }
                if event.state == ElementState::Pressed =>
            {
                inputs.push(Input::Key(keyboard::key_press(&event, self.held)));
            }
            WindowEvent::Ime(Ime::Preedit(text, caret)) => {
                inputs.push(Input::Preedit(text, caret));
            }
            WindowEvent::Ime(Ime::Commit(text)) => inputs.push(Input::Commit(text)),
            WindowEvent::CursorMoved { position, .. } => {
                inputs.push(Input::PointerMoved(point(position)));
            }
            WindowEvent::CursorLeft { .. } => inputs.push(Input::PointerLeft),
            WindowEvent::MouseInput { state, button: MouseButton::Left, .. } => {
                inputs.extend(self.button(state, tools.now));
            }
            WindowEvent::MouseWheel { delta, .. } => {
                let line = 48.0 * self.system.scale_factor() as f32;
                inputs.push(Input::Wheel(match delta {
                    MouseScrollDelta::LineDelta(_, lines) => -lines * line,
                    MouseScrollDelta::PixelDelta(pixels) => -pixels.y as f32,
                }));
            }
            WindowEvent::Touch(touch) => {
                inputs.push(Input::TouchMoved(point(touch.location)));
                match touch.phase {
                    TouchPhase::Started => inputs.push(Input::PointerPressed { clicks: 1 }),
                    TouchPhase::Ended => {
                        inputs.extend([Input::PointerReleased, Input::PointerLeft]);
                    }
                    TouchPhase::Cancelled => inputs.extend([
                        // Released elsewhere: nothing is activated.
                        Input::TouchMoved(Point::new(-1.0, -1.0)),
                        Input::PointerReleased,
                        Input::PointerLeft,
                    ]),
                    TouchPhase::Moved => {}
                }
            }
            _other => {}
        }
        happened
    }

    /// A press or release of the main button. What has no title bar is moved by what is no control.
    fn button(&mut self, state: ElementState, now: Instant) -> Option<Input> {
        if state == ElementState::Released {
            return Some(Input::PointerReleased);
        }
        let at = self.pane.pointer().unwrap_or_default();
        if self.is_undecorated && self.pane.hover.is_none() {
            self.was_dragged = true;
            if let Err(error) = self.system.drag_window() {
                tracing::debug!("a window cannot be moved: {error}");
            }
            return None;
        }
        Some(Input::PointerPressed { clicks: self.clicks.press(at, now) })
    }

    /// Where the window is, if it is elsewhere than it was.
    pub(super) fn moved(&mut self) -> Option<Notice> {
        let at = self.system.inner_position().ok()?;
        let size = self.system.inner_size();
        let place = WindowPlace { x: at.x, y: at.y, width: size.width, height: size.height };
        (self.place.replace(place) != Some(place)).then_some(Notice::Place(place))
    }

    /// Paints what changed, and shows the picture.
    fn draw(&mut self, tools: &mut Tools<'_>) -> Result<(), softbuffer::SoftBufferError> {
        let size = self.system.inner_size();
        // A program can give the window any size.
        let bounded = |side: u32| NonZeroU32::new(side.min(WINDOW_SIDE));
        let (Some(width), Some(height)) = (bounded(size.width), bounded(size.height)) else {
            return Ok(());
        };
        let palette = self.palette();
        let signature = self.signature();
        if self.painted != Some(signature) {
            self.painter.paint(&self.pane, palette, tools.texts);
        }
        self.surface.resize(width, height)?;
        let mut buffer = self.surface.buffer_mut()?;
        let picture = self.painter.picture();
        let row = usize::from(picture.width());
        let rows = buffer.chunks_exact_mut(width.get() as usize);
        for (target, source) in rows.zip(picture.data().chunks_exact(row)) {
            for (target, p) in target.iter_mut().zip(source) {
                *target = u32::from_be_bytes([0, p.r, p.g, p.b]);
            }
        }
        self.system.pre_present_notify();
        buffer.present()?;
        // Only now: a picture that could not be shown is painted again, and its time has not begun.
        self.painted = Some(signature);
        self.pane.painted(super::now());
        Ok(())
    }
}

/// A side that a window can have; 1 for what is no number.
fn side(wanted: f32) -> f32 {
    wanted.max(1.0).min(WINDOW_SIDE as f32)
}

fn content_size(size: PhysicalSize<u32>) -> Size {
    Size::new(size.width as f32, size.height as f32)
}

fn point(at: PhysicalPosition<f64>) -> Point {
    Point::new(at.x as f32, at.y as f32)
}
