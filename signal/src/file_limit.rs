//! How many files and sockets the program may have open.

/// Raises the limit to the highest that the system allows, and returns how many files the program may open then. Each
/// client and each relayed address takes a socket, and the usual limit of 1024 is there for programs of another time.
#[cfg(target_os = "linux")]
pub fn raise_file_limit() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    // If this fails, the server takes fewer clients.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
    let Rlimit { current, .. } = getrlimit(Resource::Nofile);
    current.map_or(usize::MAX, |files| usize::try_from(files).unwrap_or(usize::MAX))
}

/// Does nothing on this system; returns the usual limit.
#[cfg(not(target_os = "linux"))]
pub fn raise_file_limit() -> usize {
    1024
}
