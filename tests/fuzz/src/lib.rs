//! Hostile bytes for every decoder.
//!
//! Each target is a plain function, so that the same code runs under libFuzzer (`cargo xtask
//! fuzz`) and, over the committed inputs, on the stable compiler in every `cargo xtask test`:
//!
//! - `corpus/TARGET/`: valid messages to begin with. `cargo run --example seed` writes them anew.
//! - `crashes/TARGET/`: every input that ever broke a rule, named after what it broke.
//!
//! Reading never panics. Beyond that each target states what else must hold.
#![forbid(unsafe_code)]

mod channel;
mod clipboard;
mod connection;
mod dtls;
mod ice;
mod messages;
mod sctp;
mod text;
mod turn;

pub use channel::{body, handshake, known, sealed};
pub use clipboard::windows_clipboard;
pub use connection::{connection, mdns, rtcp};
pub use dtls::dtls;
pub use ice::{candidate, offer};
pub use messages::{
    bulk, code, cursor, exact_tile, file_name, folder_path, frame_record, from_signal, input,
    introduction, invite_file, lane, log, name, tile_frame, to_sharer, to_signal, to_viewer,
    video_frame,
};
pub use sctp::sctp;
pub use turn::{stun, turn_stream};

/// A target by its name: that of its function, its program and its folders.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 32] = [
    ("body", body),
    ("bulk", bulk),
    ("candidate", candidate),
    ("code", code),
    ("connection", connection),
    ("cursor", cursor),
    ("dtls", dtls),
    ("exact_tile", exact_tile),
    ("file_name", file_name),
    ("folder_path", folder_path),
    ("frame_record", frame_record),
    ("from_signal", from_signal),
    ("handshake", handshake),
    ("input", input),
    ("introduction", introduction),
    ("invite_file", invite_file),
    ("lane", lane),
    ("log", log),
    ("mdns", mdns),
    ("name", name),
    ("offer", offer),
    ("rtcp", rtcp),
    ("sctp", sctp),
    ("sealed", sealed),
    ("stun", stun),
    ("tile_frame", tile_frame),
    ("to_sharer", to_sharer),
    ("to_signal", to_signal),
    ("to_viewer", to_viewer),
    ("turn_stream", turn_stream),
    ("video_frame", video_frame),
    ("windows_clipboard", windows_clipboard),
];

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::TARGETS;

    fn files(kind: &str, target: &str) -> Vec<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(kind).join(target);
        let mut files: Vec<_> =
            folder.read_dir().into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }

    #[test]
    fn every_target_withstands_its_seeds_and_past_crashes() {
        for (name, run) in TARGETS {
            let seeds = files("corpus", name);
            assert!(!seeds.is_empty(), "{name} has no seeds");
            for file in seeds.iter().chain(&files("crashes", name)) {
                println!("{}", file.display());
                run(&std::fs::read(file).unwrap());
            }
        }
    }

    #[test]
    fn every_folder_belongs_to_a_target() {
        for kind in ["corpus", "crashes"] {
            for folder in files(kind, "") {
                let name = folder.file_name().unwrap().to_str().unwrap();
                assert!(TARGETS.iter().any(|(target, _)| *target == name), "{kind}/{name}");
            }
        }
    }

    #[test]
    fn cut_and_flipped_seeds_are_withstood_too() {
        for (name, run) in TARGETS {
            for file in files("corpus", name) {
                let seed = std::fs::read(file).unwrap();
                // Every position of a short seed, about a hundred of a long one.
                let stride = (seed.len() / 100).max(1);
                for at in (0..seed.len()).step_by(stride) {
                    run(&seed[..at]);
                    let mut flipped = seed.clone();
                    flipped[at] ^= 0x41;
                    run(&flipped);
                }
            }
        }
    }
}
