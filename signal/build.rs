//! Rebuilds the server when the page that is embedded in it was built anew.

use std::path::Path;

fn main() {
    // A folder that is missing would count as changed each time; its parent tells when it appears.
    let dist = Path::new("../www/dist");
    let watched = if dist.is_dir() { dist } else { Path::new("../www") };
    println!("cargo:rerun-if-changed={}", watched.display());
}
