//! The functions of `libpipewire-0.3.so.0` that are used, and the structs that they take: `pipewire/stream.h`,
//! `pipewire/loop.h`, `spa/buffer/buffer.h`, `spa/utils/hook.h`. Their layout has not changed since 0.3.0; new fields are
//! only added at the end.
#![allow(unsafe_code, reason = "a C library is called")]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::sync::{Arc, Mutex, PoisonError};

use super::error::PipeWireError;
use crate::platform::error::Reason;

/// Its name since PipeWire 0.3.
const NAME: &str = "libpipewire-0.3.so.0";

/// `SPA_LOG_LEVEL_ERROR`.
const LOG_ERRORS: c_int = 1;

/// `struct pw_loop`.
#[repr(C)]
pub(super) struct Loop {
    _system: *mut c_void,
    _loop: *mut c_void,
    pub(super) control: *mut Interface,
}

/// `struct spa_interface`; of the loop's control here.
#[repr(C)]
pub(super) struct Interface {
    _type: *const c_char,
    _version: u32,
    pub(super) methods: *const ControlMethods,
    pub(super) data: *mut c_void,
}

/// The first methods of `struct spa_loop_control_methods`.
#[repr(C)]
pub(super) struct ControlMethods {
    _version: u32,
    pub(super) get_fd: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
    _add_hook: *const c_void,
    pub(super) enter: Option<unsafe extern "C" fn(*mut c_void)>,
    pub(super) leave: Option<unsafe extern "C" fn(*mut c_void)>,
    pub(super) iterate: Option<unsafe extern "C" fn(*mut c_void, c_int) -> c_int>,
}

/// `struct spa_hook`: the library's, and only kept for it.
#[repr(C)]
#[derive(Debug)]
pub(super) struct Hook(pub(super) [*mut c_void; 6]);

/// `struct pw_stream_events`, version 2.
#[repr(C)]
#[derive(Debug)]
pub(super) struct StreamEvents {
    pub(super) version: u32,
    pub(super) destroy: *const c_void,
    pub(super) state_changed:
        Option<unsafe extern "C" fn(*mut c_void, c_int, c_int, *const c_char)>,
    pub(super) control_info: *const c_void,
    pub(super) io_changed: *const c_void,
    pub(super) param_changed: Option<unsafe extern "C" fn(*mut c_void, u32, *const c_void)>,
    pub(super) add_buffer: *const c_void,
    pub(super) remove_buffer: *const c_void,
    pub(super) process: Option<unsafe extern "C" fn(*mut c_void)>,
    pub(super) drained: *const c_void,
    pub(super) command: *const c_void,
    pub(super) trigger_done: *const c_void,
}

/// The first field of `struct pw_buffer`.
#[repr(C)]
pub(super) struct PwBuffer {
    pub(super) buffer: *mut SpaBuffer,
}

/// `struct spa_buffer`.
#[repr(C)]
pub(super) struct SpaBuffer {
    pub(super) n_metas: u32,
    pub(super) n_datas: u32,
    pub(super) metas: *mut Meta,
    pub(super) datas: *mut Data,
}

/// `struct spa_meta`.
#[repr(C)]
pub(super) struct Meta {
    pub(super) kind: u32,
    pub(super) size: u32,
    pub(super) data: *mut c_void,
}

/// `struct spa_data`.
#[repr(C)]
pub(super) struct Data {
    pub(super) kind: u32,
    _flags: u32,
    _fd: i64,
    _map_offset: u32,
    pub(super) max_size: u32,
    pub(super) data: *mut c_void,
    pub(super) chunk: *mut Chunk,
}

/// `struct spa_chunk`.
#[repr(C)]
#[derive(Clone, Copy)]
pub(super) struct Chunk {
    pub(super) offset: u32,
    pub(super) size: u32,
    pub(super) stride: i32,
    pub(super) flags: i32,
}

macro_rules! functions {
    ($($(#[$doc:meta])* $name:ident: fn($($argument:ty),*) $(-> $result:ty)?;)*) => {
        /// The library.
        #[derive(Debug)]
        pub(in super::super) struct Library {
            /// Never dropped: its functions and threads are used until the program ends.
            _library: libloading::Library,
            $($(#[$doc])* pub(super) $name: unsafe extern "C" fn($($argument),*) $(-> $result)?,)*
        }

        impl Library {
            fn find(library: libloading::Library) -> Result<Self, libloading::Error> {
                $(
                    let name = concat!(stringify!($name), "\0").as_bytes();
                    // SAFETY: the function has had this signature since PipeWire 0.3.0.
                    let $name: unsafe extern "C" fn($($argument),*) $(-> $result)? =
                        *unsafe { library.get(name)? };
                )*
                Ok(Self { _library: library, $($name,)* })
            }
        }
    };
}

functions! {
    pw_init: fn(*mut c_int, *mut *mut *mut c_char);
    pw_log_set_level: fn(c_int);
    pw_get_library_version: fn() -> *const c_char;
    pw_properties_new_string: fn(*const c_char) -> *mut c_void;
    pw_main_loop_new: fn(*const c_void) -> *mut c_void;
    pw_main_loop_get_loop: fn(*mut c_void) -> *mut Loop;
    pw_main_loop_destroy: fn(*mut c_void);
    pw_context_new: fn(*mut Loop, *mut c_void, usize) -> *mut c_void;
    pw_context_destroy: fn(*mut c_void);
    pw_context_connect_fd: fn(*mut c_void, c_int, *mut c_void, usize) -> *mut c_void;
    pw_core_disconnect: fn(*mut c_void) -> c_int;
    pw_stream_new: fn(*mut c_void, *const c_char, *mut c_void) -> *mut c_void;
    pw_stream_destroy: fn(*mut c_void);
    pw_stream_add_listener: fn(*mut c_void, *mut Hook, *const StreamEvents, *mut c_void);
    pw_stream_connect: fn(*mut c_void, c_int, u32, c_int, *mut *const u64, u32) -> c_int;
    pw_stream_disconnect: fn(*mut c_void) -> c_int;
    pw_stream_update_params: fn(*mut c_void, *mut *const u64, u32) -> c_int;
    pw_stream_set_active: fn(*mut c_void, bool) -> c_int;
    pw_stream_dequeue_buffer: fn(*mut c_void) -> *mut PwBuffer;
    pw_stream_queue_buffer: fn(*mut c_void, *mut PwBuffer) -> c_int;
}

/// It is loaded once.
static LOADED: Mutex<Option<Arc<Library>>> = Mutex::new(None);

impl Library {
    /// Loads it.
    pub(in super::super) fn load() -> Result<Arc<Self>, PipeWireError> {
        let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(library) = &*loaded {
            return Ok(Arc::clone(library));
        }
        let missing = |error: libloading::Error| PipeWireError::NoLibrary(Reason::of(error));
        // SAFETY: loading runs the library's initialisers, which do nothing that has preconditions.
        let library = unsafe { libloading::Library::new(NAME) }.map_err(missing)?;
        let found = Self::find(library).map_err(missing)?;
        // SAFETY: both pointers may be null: there are no arguments to parse. It is called once, under the lock.
        unsafe { (found.pw_init)(std::ptr::null_mut(), std::ptr::null_mut()) };
        if std::env::var_os("PIPEWIRE_DEBUG").is_none() {
            // It would warn on the User's terminal that it has no real-time priority, which pictures do not need.
            // SAFETY: it sets a number.
            unsafe { (found.pw_log_set_level)(LOG_ERRORS) };
        }
        Ok(Arc::clone(loaded.insert(Arc::new(found))))
    }

    /// Its version, for example `0.3.65`.
    pub(in super::super) fn version(&self) -> String {
        // SAFETY: it returns a constant string.
        let version = unsafe { CStr::from_ptr((self.pw_get_library_version)()) };
        version.to_string_lossy().into_owned()
    }
}
