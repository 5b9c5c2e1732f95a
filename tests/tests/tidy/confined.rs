//! Which files may name a crate or feature that is kept in one place.

use std::collections::BTreeSet;

use crate::faults::Faults;
use crate::source::{crate_of, names, numbered, rust_files};

/// Crates that only the files under these paths may name, so that each can be replaced in one place.
const OUTSIDE_CRATES: [(&str, &[&str]); 32] = [
    ("fluent_syntax::", &["words/compiler/src/source.rs"]),
    ("fluent_bundle::", &["words/compiler/tests/"]),
    ("crab_nat::", &["sharer/src/link/port_mapping/"]),
    ("roxmltree::", &["sharer/src/link/port_mapping/upnp/"]),
    ("webrtc::", &["sharer/src/link/direct/"]),
    ("use rtc::", &["sharer/src/link/direct/", "tests/fuzz/src/"]),
    ("scrap::", &["sharer/src/platform/x11/"]),
    ("openh264::", &["sharer/src/picture/open_h264.rs"]),
    ("openh264_sys2::", &["sharer/src/picture/open_h264.rs"]),
    ("enigo::", &["sharer/src/platform/x11/"]),
    ("fast_qr::", &["sharer/src/person/qr.rs"]),
    ("libloading::", &["sharer/src/platform/wayland/pipewire/library.rs"]),
    ("lettre::", &["sharer/src/invite/"]),
    (
        "png::",
        &[
            "sharer/src/picture/tile.rs",
            "sharer/src/platform/clipboard_image.rs",
            "kit/src/headless.rs",
            "tests/src/browser/shown.rs",
        ],
    ),
    ("accesskit_winit::", &["kit/src/host/"]),
    ("softbuffer::", &["kit/src/host/"]),
    ("miniz_oxide::", &["kit/src/fonts.rs", "sharer/build.rs", "sharer/src/words/say.rs"]),
    ("vello_cpu::", &["kit/src/paint/"]),
    ("winit::", &["kit/src/host/", "kit/src/platform/"]),
    ("unicode_normalization::", &["core/session/src/names.rs"]),
    ("unicode_security::", &["core/session/src/names.rs"]),
    ("web_sys::", &["viewer-wasm/src/web.rs", "viewer-wasm/src/web/"]),
    ("use windows::", &["kit/src/platform/windows.rs", "sharer/src/platform/windows/"]),
    ("objc2", &["kit/src/platform/macos.rs", "sharer/src/platform/macos/"]),
    ("block2::", &["sharer/src/platform/macos/"]),
    ("dispatch2::", &["sharer/src/platform/macos/"]),
    (
        "zbus::",
        &[
            "sharer/src/platform/linux/",
            "sharer/src/platform/wayland/",
            "sharer/src/platform/x11/elements/accessibility.rs",
        ],
    ),
    (
        "wayland_client::",
        &[
            "sharer/src/platform/wayland/client.rs",
            "sharer/src/platform/wayland/data_control/",
            "sharer/src/platform/wayland/input/compositor.rs",
        ],
    ),
    ("wayland_protocols::", &["sharer/src/platform/wayland/data_control/protocols.rs"]),
    ("wayland_protocols_wlr::", &["sharer/src/platform/wayland/data_control/protocols.rs"]),
    ("xkbcommon::", &["sharer/src/platform/wayland/input/xkb.rs", "tests/src/keyboards/layout.rs"]),
    (
        "x11rb::",
        &["sharer/src/platform/x11/", "kit/src/platform/x11_pointer.rs", "kit/tests/", "tests/"],
    ),
];

/// Files, and folders of files, that may hold `unsafe`, which explain each use beside it.
const UNSAFE: [&str; 9] = [
    "kit/src/platform/macos.rs",
    "kit/src/platform/windows.rs",
    "kit/src/platform/x11_loss.rs",
    "sharer/src/picture/open_h264.rs",
    "sharer/src/platform/macos/",
    "sharer/src/platform/wayland/pipewire/library.rs",
    "sharer/src/platform/wayland/pipewire/stream.rs",
    "sharer/src/platform/windows/",
    "sharer/src/platform/x11/shm.rs",
];

/// The folders for what differs between operating systems, of the sharer and of the kit.
const PLATFORM: [&str; 2] = ["sharer/src/platform/", "kit/src/platform/"];

/// Temporary: files that still ask for the operating system outside [`PLATFORM`].
const CFG_OUTSIDE_PLATFORM: [&str; 0] = [];

#[test]
fn each_outside_crate_is_named_in_its_place_only() {
    let mut faults = Faults::default();
    for file in rust_files() {
        // The package of tests holds drivers of its own; the tests beside a crate may name anything.
        let code = if file.name.starts_with("tests/") { &file.code } else { &file.program };
        for (number, line) in numbered(code) {
            for (name, places) in OUTSIDE_CRATES {
                if names(line, name) && !places.iter().any(|place| file.name.starts_with(place)) {
                    let fault = format!("{name} belongs to {}", places.join(", "));
                    faults.add(&file.name, number, &fault);
                }
            }
        }
    }
    faults.none();
}

#[test]
fn only_the_platform_folder_asks_for_the_operating_system() {
    let mut faults = Faults::default();
    let mut outside = BTreeSet::new();
    for file in rust_files() {
        let is_checked = ["sharer/src/", "kit/src/"].iter().any(|from| file.name.starts_with(from));
        if !is_checked || PLATFORM.iter().any(|folder| file.name.starts_with(folder)) {
            continue;
        }
        for line in lines_that_ask_for_the_system(&file.code) {
            if !CFG_OUTSIDE_PLATFORM.contains(&file.name.as_str()) {
                faults.add(
                    &file.name,
                    line,
                    &format!("systems differ in {} only", PLATFORM.join(", ")),
                );
            }
            outside.insert(file.name.clone());
        }
    }
    for name in CFG_OUTSIDE_PLATFORM.into_iter().filter(|name| !outside.contains(*name)) {
        faults.add(name, 0, "it asks no more: take it off CFG_OUTSIDE_PLATFORM");
    }
    faults.none();
}

/// The lines where a `cfg(…)`, `cfg!(…)` or `cfg_attr(…)` begins that names an operating system.
fn lines_that_ask_for_the_system(code: &str) -> Vec<usize> {
    let mut lines = Vec::new();
    for (at, _) in code.match_indices("cfg") {
        let rest = code.get(at + "cfg".len()..).unwrap_or_default();
        let Some(condition) =
            ["(", "!(", "_attr("].iter().find_map(|opening| rest.strip_prefix(opening))
        else {
            continue;
        };
        let mut depth = 1;
        let end = condition.find(|c| {
            depth += match c {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            depth == 0
        });
        let condition = condition.get(..end.unwrap_or(condition.len())).unwrap_or_default();
        let mut words = condition.split(|c: char| !c.is_alphanumeric() && c != '_');
        if words.any(|word| ["target_os", "target_family", "unix", "windows"].contains(&word)) {
            lines.push(code.get(..at).unwrap_or_default().lines().count().max(1));
        }
    }
    lines
}

#[test]
fn a_system_is_found_in_every_form_of_cfg() {
    let code = "#[cfg(unix)]\n#[cfg(all(test, not(windows)))]\nif cfg!(target_os = x) {}\n\
                #[cfg(test)]\n#[cfg_attr(unix, allow(x))]\n#[cfg(\n    unix,\n)]\nlet unix = 1;";
    assert_eq!(lines_that_ask_for_the_system(code), [1, 2, 3, 5, 6]);
}

#[test]
fn queues_are_bounded_closures_are_kept_and_tests_run() {
    let forbidden = [
        ("", "unbounded_channel", "bound it, and say what happens when it is full"),
        ("", "::unbounded(", "bound it, and say what happens when it is full"),
        ("", "mpsc::channel()", "bound it: sync_channel"),
        ("", "#[ignore", "a test runs or it is deleted"),
        // Where closures become listeners of the page.
        ("viewer-wasm/src/web/", ".forget()", "keep it where it can be dropped"),
    ];
    let mut faults = Faults::default();
    for file in rust_files() {
        for (number, line) in numbered(&file.code) {
            for (folder, word, mend) in forbidden {
                if file.name.starts_with(folder) && line.contains(word) {
                    faults.add(&file.name, number, mend);
                }
            }
        }
    }
    faults.none();
}

#[test]
fn unsafe_code_stays_in_the_files_that_explain_it() {
    let mut faults = Faults::default();
    for file in rust_files() {
        let explained = UNSAFE.iter().any(|held| file.name.starts_with(held));
        for (number, line) in numbered(&file.program) {
            if !explained && (names(line, "unsafe {") || names(line, "unsafe fn")) {
                faults.add(&file.name, number, "unsafe code outside the files that may hold it");
            }
        }
        let root = ["lib.rs", "main.rs"].iter().any(|name| {
            file.name.strip_suffix(name).is_some_and(|folder| folder.ends_with("/src/"))
        });
        let holds = UNSAFE.iter().any(|held| crate_of(held) == crate_of(&file.name));
        if root && !holds && !file.text.contains("#![forbid(unsafe_code)]") {
            faults.add(&file.name, 1, "a crate root says #![forbid(unsafe_code)]");
        }
    }
    faults.none();
}
