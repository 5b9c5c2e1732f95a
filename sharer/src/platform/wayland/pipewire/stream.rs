//! One stream of pictures. It belongs to one thread, which also runs the loop that PipeWire's messages arrive in.
#![allow(unsafe_code, reason = "a C library is called")]

use std::cell::{Cell, RefCell};
use std::ffi::{CStr, c_char, c_int, c_void};
use std::marker::PhantomPinned;
use std::os::fd::{BorrowedFd, IntoRawFd as _, OwnedFd};
use std::pin::Pin;
use std::ptr::{null, null_mut};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use protocol::geometry::Rect;

use super::error::PipeWireError;
use super::format::{self, Format, PixelFormat};
use super::library::{Chunk, ControlMethods, Hook, Interface, Library, SpaBuffer, StreamEvents};
use super::meta;
use super::pod::{LONGEST, Pod};
use crate::platform::error::Reason;

const DIRECTION_INPUT: c_int = 0;
const AUTOCONNECT: c_int = 1 << 0;
const INACTIVE: c_int = 1 << 1;
const MAP_BUFFERS: c_int = 1 << 2;
/// Without it another source, such as a camera, could take the place of a screen that is gone.
const DONT_RECONNECT: c_int = 1 << 7;
/// `SPA_CHUNK_FLAG_CORRUPTED`.
const CHUNK_CORRUPTED: i32 = 1 << 0;
const EVENTS_VERSION: u32 = 2;
const STATE_ERROR: c_int = -1;
const STATE_UNCONNECTED: c_int = 0;
const STATE_STREAMING: c_int = 3;

/// Iterations of the loop in a row, at most: a broken connection must not keep the thread.
const ITERATIONS: u32 = 64;

/// Buffers that are taken in a row, at most: more than there are.
const TAKES: u32 = 32;

/// How far a stream is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum State {
    /// It is connected, or will be.
    Fine,
    /// It was connected, and is no longer.
    Ended,
    /// It failed, with the words of PipeWire.
    Failed(String),
}

/// What the callbacks write. They are called by the loop, on the thread that the stream belongs to.
struct Heard {
    library: Arc<Library>,
    stream: Cell<*mut c_void>,
    state: RefCell<State>,
    was_connected: Cell<bool>,
    is_streaming: Cell<bool>,
    format: Cell<Option<Format>>,
    /// Some versions report buffers on PipeWire's own thread for a moment while a stream ends.
    has_buffers: AtomicBool,
    /// What is asked for once the format is known.
    wanted: Vec<Pod>,
    _pinned: PhantomPinned,
}

/// See the module.
pub(in super::super) struct Stream {
    library: Arc<Library>,
    main_loop: *mut c_void,
    control: *mut Interface,
    context: *mut c_void,
    core: *mut c_void,
    stream: *mut c_void,
    /// Its address is known to the library.
    heard: Pin<Box<Heard>>,
    /// The same.
    hook: Box<Hook>,
    events: Box<StreamEvents>,
}

/// A buffer while it is examined.
pub(in super::super) struct Buffer<'a> {
    /// The pixels; `None` when only the cursor is news.
    pub(in super::super) pixels: Option<Pixels<'a>>,
    /// The cursor; `None` if the buffer says nothing of it. Within: `None` when it is not on the picture.
    pub(in super::super) cursor: Option<Option<meta::Cursor<'a>>>,
    /// The part that is valid; `None` for all of it.
    pub(in super::super) crop: Option<Rect>,
    /// What changed; empty when the compositor does not say it.
    pub(in super::super) damage: &'a [u8],
}

/// The pixels of a buffer.
#[derive(Clone, Copy)]
pub(in super::super) struct Pixels<'a> {
    pub(in super::super) bytes: &'a [u8],
    pub(in super::super) stride: usize,
    pub(in super::super) format: Format,
}

impl Pixels<'_> {
    /// Whether red and blue have to change places.
    pub(in super::super) fn is_rgba(&self) -> bool {
        self.format.pixels == PixelFormat::Rgba
    }
}

impl Buffer<'_> {
    /// The parts that changed. None: it is not known.
    pub(in super::super) fn damage(&self) -> impl Iterator<Item = Rect> {
        meta::damage(self.damage)
    }
}

impl Stream {
    /// Connects to the node that the portal granted. The stream is not active yet.
    pub(in super::super) fn connect(
        library: &Arc<Library>,
        fd: OwnedFd,
        node: u32,
    ) -> Result<Self, PipeWireError> {
        let heard = Box::pin(Heard {
            library: Arc::clone(library),
            stream: Cell::new(null_mut()),
            state: RefCell::new(State::Fine),
            was_connected: Cell::new(false),
            is_streaming: Cell::new(false),
            format: Cell::new(None),
            has_buffers: AtomicBool::new(false),
            wanted: format::buffers(),
            _pinned: PhantomPinned,
        });
        let events = Box::new(StreamEvents {
            version: EVENTS_VERSION,
            destroy: null(),
            state_changed: Some(state_changed),
            control_info: null(),
            io_changed: null(),
            param_changed: Some(param_changed),
            add_buffer: null(),
            remove_buffer: null(),
            process: Some(process),
            drained: null(),
            command: null(),
            trigger_done: null(),
        });
        // What exists so far is destroyed when a step fails.
        let mut made = Self {
            library: Arc::clone(library),
            main_loop: null_mut(),
            control: null_mut(),
            context: null_mut(),
            core: null_mut(),
            stream: null_mut(),
            heard,
            hook: Box::new(Hook([null_mut(); 6])),
            events,
        };
        made.build(fd, node)?;
        Ok(made)
    }

    fn build(&mut self, fd: OwnedFd, node: u32) -> Result<(), PipeWireError> {
        let library = Arc::clone(&self.library);
        // SAFETY: each object is made of the one before, which is not null, and lives until `drop`. Properties belong to
        // the function that takes them. The descriptor belongs to the context once it is passed, also on failure.
        unsafe {
            self.main_loop = made((library.pw_main_loop_new)(null()), "no loop")?;
            let main = made((library.pw_main_loop_get_loop)(self.main_loop), "no loop")?;
            self.control = made((*main).control, "no control of the loop")?;
            self.context = made((library.pw_context_new)(main, null_mut(), 0), "no context")?;
            let core =
                (library.pw_context_connect_fd)(self.context, fd.into_raw_fd(), null_mut(), 0);
            self.core = made(core, "no connection")?;
            let properties = (library.pw_properties_new_string)(
                c"media.type=Video media.category=Capture media.role=Screen".as_ptr(),
            );
            let stream = (library.pw_stream_new)(self.core, c"Alongside".as_ptr(), properties);
            self.stream = made(stream, "no stream")?;
        }
        self.heard.stream.set(self.stream);
        let data: *const Heard = &*self.heard;
        let hook: *mut Hook = &mut *self.hook;
        let events: *const StreamEvents = &*self.events;
        let format = format::wanted();
        let mut params = [format.as_ptr()];
        let flags = AUTOCONNECT | INACTIVE | MAP_BUFFERS | DONT_RECONNECT;
        // SAFETY: hook, events and data outlive the stream, and stay where they are. The params are copied.
        let result = unsafe {
            (library.pw_stream_add_listener)(self.stream, hook, events, data.cast_mut().cast());
            if let Some(enter) = self.methods().and_then(|methods| methods.enter) {
                enter((*self.control).data);
            }
            let params = params.as_mut_ptr();
            (library.pw_stream_connect)(self.stream, DIRECTION_INPUT, node, flags, params, 1)
        };
        check(result, "it cannot be connected")
    }

    fn methods(&self) -> Option<&ControlMethods> {
        // SAFETY: the control is null, or the loop's own, whose methods are a constant.
        unsafe { self.control.as_ref().and_then(|control| control.methods.as_ref()) }
    }

    /// Readable when messages have arrived.
    pub(in super::super) fn fd(&self) -> Option<BorrowedFd<'_>> {
        let get = self.methods()?.get_fd?;
        // SAFETY: the loop keeps the descriptor open while it exists, which is as long as `self`.
        let fd = unsafe { get((*self.control).data) };
        // SAFETY: the same; -1 is excluded.
        (fd >= 0).then(|| unsafe { BorrowedFd::borrow_raw(fd) })
    }

    /// Handles the messages that have arrived.
    pub(in super::super) fn iterate(&mut self) {
        let Some(iterate) = self.methods().and_then(|methods| methods.iterate) else {
            return;
        };
        for _ in 0..ITERATIONS {
            // SAFETY: the thread has entered the loop, and no callback calls this.
            let handled = unsafe { iterate((*self.control).data, 0) };
            if handled <= 0 {
                return;
            }
        }
    }

    /// How far it is.
    pub(in super::super) fn state(&self) -> State {
        self.heard.state.borrow().clone()
    }

    /// Whether it is linked to what the compositor sends, and runs.
    pub(in super::super) fn is_streaming(&self) -> bool {
        self.heard.is_streaming.get()
    }

    /// Lets the compositor send pictures, or not.
    pub(in super::super) fn set_active(&mut self, is_active: bool) -> Result<(), PipeWireError> {
        // SAFETY: the stream exists.
        let result = unsafe { (self.library.pw_stream_set_active)(self.stream, is_active) };
        check(result, "it cannot be started or stopped")
    }

    /// Examines every buffer that has arrived, the oldest first, and gives it back at once.
    pub(in super::super) fn take(&mut self, mut examine: impl FnMut(Buffer<'_>)) {
        if !self.heard.has_buffers.swap(false, Ordering::Relaxed) {
            return;
        }
        for _ in 0..TAKES {
            // SAFETY: the stream exists.
            let buffer = unsafe { (self.library.pw_stream_dequeue_buffer)(self.stream) };
            if buffer.is_null() {
                return;
            }
            // SAFETY: a dequeued buffer is valid, and nobody writes to it, until it is queued again. `examine` cannot
            // keep what it is shown.
            unsafe {
                if let Some(spa) = (*buffer).buffer.as_ref() {
                    examine(view(spa, self.heard.format.get()));
                }
                (self.library.pw_stream_queue_buffer)(self.stream, buffer);
            }
        }
        self.heard.has_buffers.store(true, Ordering::Relaxed);
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        let library = &self.library;
        // SAFETY: each is null, or exists and is destroyed once, before what it was made of. Without a stream no
        // callback is called any more.
        unsafe {
            if !self.stream.is_null() {
                (library.pw_stream_set_active)(self.stream, false);
                (library.pw_stream_disconnect)(self.stream);
                (library.pw_stream_destroy)(self.stream);
            }
            if !self.core.is_null() {
                (library.pw_core_disconnect)(self.core);
            }
            if !self.context.is_null() {
                (library.pw_context_destroy)(self.context);
            }
            if !self.stream.is_null()
                && let Some(leave) = self.methods().and_then(|methods| methods.leave)
            {
                leave((*self.control).data);
            }
            if !self.main_loop.is_null() {
                (library.pw_main_loop_destroy)(self.main_loop);
            }
        }
    }
}

/// A pointer that is not null.
fn made<T>(pointer: *mut T, otherwise: &'static str) -> Result<*mut T, PipeWireError> {
    if pointer.is_null() { Err(failed(otherwise)) } else { Ok(pointer) }
}

fn check(result: c_int, otherwise: &'static str) -> Result<(), PipeWireError> {
    if result < 0 { Err(failed(otherwise)) } else { Ok(()) }
}

fn failed(why: &'static str) -> PipeWireError {
    PipeWireError::Failed(Reason::of(why))
}

/// What is in a buffer.
///
/// # Safety
/// The buffer was dequeued, and is not queued again while the result is used.
unsafe fn view(buffer: &SpaBuffer, format: Option<Format>) -> Buffer<'_> {
    // SAFETY: the library made the arrays of as many elements as it says.
    let metas = unsafe { slice(buffer.metas, buffer.n_metas) };
    let find = |kind| {
        let found = metas.iter().find(|meta| meta.kind == kind)?;
        // SAFETY: the library maps as many bytes of each as it says.
        Some(unsafe { slice(found.data.cast::<u8>(), found.size) })
    };
    let is_corrupted = find(format::META_HEADER).is_some_and(meta::is_corrupted);
    // SAFETY: as above.
    let data = unsafe { slice(buffer.datas, buffer.n_datas) }.first();
    let pixels = data.zip(format).and_then(|(data, format)| {
        if !matches!(data.kind, format::MEM_PTR | format::MEM_FD) || is_corrupted {
            return None;
        }
        // SAFETY: the chunk is null, or belongs to the buffer.
        let Chunk { offset, size, stride, flags } = unsafe { *data.chunk.as_ref()? };
        if size == 0 || flags & CHUNK_CORRUPTED != 0 {
            return None;
        }
        // SAFETY: the library has mapped as many bytes as it says.
        let bytes = unsafe { slice(data.data.cast::<u8>(), data.max_size) };
        let bytes = bytes.get(usize::try_from(offset).ok()?..)?;
        let stride = usize::try_from(stride).ok().filter(|stride| *stride > 0)?;
        Some(Pixels { bytes, stride, format })
    });
    Buffer {
        pixels,
        cursor: find(format::META_CURSOR).map(meta::cursor),
        crop: find(format::META_CROP).and_then(meta::crop),
        damage: find(format::META_DAMAGE).unwrap_or_default(),
    }
}

/// # Safety
/// The pointer is null, or points to as many elements, which nobody writes meanwhile.
unsafe fn slice<'a, T>(pointer: *mut T, len: u32) -> &'a [T] {
    match usize::try_from(len) {
        // SAFETY: the caller says so.
        Ok(len) if !pointer.is_null() => unsafe { std::slice::from_raw_parts(pointer, len) },
        _otherwise => &[],
    }
}

/// # Safety
/// Called by the library with the address of [`Heard`].
unsafe extern "C" fn state_changed(
    data: *mut c_void,
    _old: c_int,
    new: c_int,
    error: *const c_char,
) {
    // SAFETY: the data are those of the listener, which outlive the stream.
    let Some(heard) = (unsafe { data.cast::<Heard>().cast_const().as_ref() }) else { return };
    tracing::trace!(state = new, "the stream of the screen");
    heard.is_streaming.set(new == STATE_STREAMING);
    let state = match new {
        STATE_ERROR if error.is_null() => State::Failed("unknown".to_owned()),
        STATE_ERROR => {
            // SAFETY: it is a C string while this is called.
            let text = unsafe { CStr::from_ptr(error) };
            State::Failed(text.to_string_lossy().chars().take(200).collect())
        }
        STATE_UNCONNECTED if heard.was_connected.get() => State::Ended,
        _other => {
            heard.was_connected.set(true);
            State::Fine
        }
    };
    if let Ok(mut kept) = heard.state.try_borrow_mut()
        && *kept == State::Fine
    {
        *kept = state;
    }
}

/// # Safety
/// Called by the library with the address of [`Heard`], and a POD or null.
unsafe extern "C" fn param_changed(data: *mut c_void, id: u32, param: *const c_void) {
    // SAFETY: the data are those of the listener, which outlive the stream.
    let Some(heard) = (unsafe { data.cast::<Heard>().cast_const().as_ref() }) else { return };
    if id != format::PARAM_FORMAT || param.is_null() {
        return;
    }
    // SAFETY: a POD begins with the size of its body.
    let size = unsafe { param.cast::<u32>().read_unaligned() };
    let Some(size) = usize::try_from(size).ok().filter(|size| *size <= LONGEST) else { return };
    // SAFETY: the body follows the size and the type.
    let bytes = unsafe { std::slice::from_raw_parts(param.cast::<u8>(), size + 8) };
    let format = Format::parse(bytes);
    heard.format.set(format);
    if format.is_none() {
        return;
    }
    let mut params: Vec<_> = heard.wanted.iter().map(Pod::as_ptr).collect();
    let count = u32::try_from(params.len()).unwrap_or(0);
    // SAFETY: the stream exists while its events are reported; the params are copied.
    unsafe {
        (heard.library.pw_stream_update_params)(heard.stream.get(), params.as_mut_ptr(), count);
    }
}

/// # Safety
/// Called by the library with the address of [`Heard`].
unsafe extern "C" fn process(data: *mut c_void) {
    // SAFETY: the data are those of the listener, which outlive the stream.
    if let Some(heard) = unsafe { data.cast::<Heard>().cast_const().as_ref() } {
        heard.has_buffers.store(true, Ordering::Relaxed);
    }
}

/// For tests: pixels that no buffer holds.
#[cfg(test)]
impl<'a> Pixels<'a> {
    pub(in super::super) fn of(
        bytes: &'a [u8],
        size: protocol::geometry::Size,
        stride: usize,
        is_rgba: bool,
    ) -> Self {
        let pixels = if is_rgba { PixelFormat::Rgba } else { PixelFormat::Bgra };
        Self { bytes, stride, format: Format { pixels, size } }
    }
}
