//! Which element is at a place, on Windows: the window manager knows whose window is there, and UI Automation what in it.
//!
//! A thread asks; nothing else waits for a program that does not answer. UI Automation is started when it is asked first.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use protocol::element::Element;
use protocol::limits;
use protocol::time::Tick;
use tokio::sync::mpsc;
use windows::Win32::Foundation::{HWND, POINT};
use windows::Win32::System::Com::{
    CLSCTX_INPROC_SERVER, COINIT_MULTITHREADED, CoCreateInstance, CoInitializeEx, CoUninitialize,
};
use windows::Win32::UI::Accessibility::{
    CUIAutomation8, IUIAutomation2, IUIAutomationElement, IUIAutomationTreeWalker,
};
use windows::Win32::UI::WindowsAndMessaging::{
    GA_ROOT, GetAncestor, GetWindowThreadProcessId, WindowFromPoint,
};

use crate::clock::Clock;
use crate::platform::elements::control_types::role;
use crate::platform::elements::pick::{Described, pick};
use crate::platform::elements::{ElementFinder, ElementPlace, FoundElement, WantedElement};
use crate::platform::error::{PlatformError, Reason};
use crate::platform::parts::ElementsOpener;
use crate::supervisor::{Ending, Part, Supervisor};

/// How long one search may take. A step stays where the Helper has put it when it takes longer.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long a program may take for one answer, in ms.
const ANSWER_MS: u32 = 400;

/// Elements within each other.
const DEPTH: usize = 64;

/// Units of a name that are looked at. A longer one is cut to less than that in any case.
const NAME: usize = 4096;

/// Starts what finds elements on this desktop.
pub(super) fn opener() -> ElementsOpener {
    Box::new(|found, supervisor| Ok(Box::new(WindowsElements::spawn(found, supervisor)?)))
}

/// The thread's handle. The thread ends when this is dropped.
#[derive(Debug)]
struct WindowsElements(SyncSender<WantedElement>);

impl WindowsElements {
    fn spawn(
        found: mpsc::Sender<FoundElement>,
        supervisor: &Supervisor,
    ) -> Result<Self, PlatformError> {
        let (ask, asked) = sync_channel(limits::STEPS);
        let work = move || {
            if let Err(error) = run(&asked, &found) {
                tracing::debug!(%error, "steps stay where they are put");
            }
            Ending::Expected
        };
        supervisor.spawn_thread(Part::Elements, work, || {})?;
        Ok(Self(ask))
    }
}

impl ElementFinder for WindowsElements {
    fn find(&self, wanted: WantedElement) {
        // After the thread has ended, and while it is busy with as many as there are steps, nothing is found.
        let _ = self.0.try_send(wanted);
    }
}

fn run(
    asked: &Receiver<WantedElement>,
    found: &mpsc::Sender<FoundElement>,
) -> Result<(), PlatformError> {
    let Ok(mut wanted) = asked.recv() else { return Ok(()) };
    let automation = Automation::start().map_err(|error| PlatformError::Lost(Reason::of(error)))?;
    loop {
        if let Some((element, place)) = automation.find(wanted.at) {
            if found.blocking_send(FoundElement { wanted, element, place }).is_err() {
                return Ok(());
            }
        }
        let Ok(next) = asked.recv() else { return Ok(()) };
        wanted = next;
    }
}

/// The Component Object Model on this thread.
struct Com;

impl Drop for Com {
    fn drop(&mut self) {
        // SAFETY: it was started on this thread, whose objects are gone.
        unsafe { CoUninitialize() };
    }
}

/// UI Automation, on one thread.
struct Automation {
    automation: IUIAutomation2,
    walker: IUIAutomationTreeWalker,
    clock: Clock,
    /// Ends last.
    _com: Com,
}

impl Automation {
    fn start() -> windows::core::Result<Self> {
        // SAFETY: nothing is passed. It is ended on the same thread.
        unsafe { CoInitializeEx(None, COINIT_MULTITHREADED) }.ok()?;
        let com = Com;
        // SAFETY: the objects are of this thread, and released before the model ends.
        unsafe {
            let automation: IUIAutomation2 =
                CoCreateInstance(&CUIAutomation8, None, CLSCTX_INPROC_SERVER)?;
            automation.SetConnectionTimeout(ANSWER_MS)?;
            automation.SetTransactionTimeout(ANSWER_MS)?;
            let walker = automation.ControlViewWalker()?;
            Ok(Self { automation, walker, clock: Clock::start(), _com: com })
        }
    }

    /// The element at a place of the screen.
    fn find(&self, at: (i32, i32)) -> Option<(Element, ElementPlace)> {
        let window = window_at(at)?;
        pick(&self.chain(window, at, self.clock.now() + PATIENCE)?, at)
    }

    /// The elements at a place, from this window to the innermost. `None` when the innermost is not in this window, which has been
    /// covered or closed meanwhile, or when it takes too long.
    fn chain(&self, window: HWND, at: (i32, i32), until: Tick) -> Option<Vec<Described>> {
        let mut chain = Vec::new();
        let point = POINT { x: at.0, y: at.1 };
        // SAFETY: it takes a plain value.
        let mut element = unsafe { self.automation.ElementFromPoint(point) }.ok()?;
        while chain.len() < DEPTH && self.clock.now() < until {
            chain.push(describe(&element)?);
            // SAFETY: the element is one of this thread's.
            if unsafe { element.CurrentNativeWindowHandle() }.is_ok_and(|own| own == window) {
                chain.reverse();
                return Some(chain);
            }
            // SAFETY: as above.
            element = unsafe { self.walker.GetParentElement(&element) }.ok()?;
        }
        None
    }
}

/// The window that takes a click there: one of another program, with nothing over it.
fn window_at((x, y): (i32, i32)) -> Option<HWND> {
    let mut process = 0;
    // SAFETY: plain values are passed, and a number that lives as long as the call; a window that is gone has no process.
    let window = unsafe {
        let window = GetAncestor(WindowFromPoint(POINT { x, y }), GA_ROOT);
        GetWindowThreadProcessId(window, Some(&raw mut process));
        window
    };
    // This program's own windows are no place for steps.
    (process != 0 && process != std::process::id()).then_some(window)
}

fn describe(element: &IUIAutomationElement) -> Option<Described> {
    // SAFETY: the element is one of this thread's, and what it returns is owned here.
    let (kind, name, place) = unsafe {
        let name = element.CurrentName().unwrap_or_default();
        (element.CurrentControlType().ok()?, name, element.CurrentBoundingRectangle().ok()?)
    };
    let name = name.get(..NAME).unwrap_or(&name);
    let (width, height) =
        (place.right.saturating_sub(place.left), place.bottom.saturating_sub(place.top));
    Some(Described {
        role: role(kind.0),
        name: String::from_utf16_lossy(name),
        place: (place.left, place.top, width, height),
    })
}
