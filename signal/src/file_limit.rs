//! How many files and sockets the program may have open.

/// Raises the limit to the highest that the system allows. Each client and each relayed address takes a
/// socket, and the usual limit of 1024 is there for programs of another time.
#[cfg(target_os = "linux")]
pub fn raise_file_limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    // If this fails, the server takes fewer clients.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
}

/// Does nothing on this system.
#[cfg(not(target_os = "linux"))]
pub fn raise_file_limit() {}
