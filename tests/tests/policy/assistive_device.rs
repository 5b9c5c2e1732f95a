//! The owner lets no device of programs answer for the User, and a user who tries to have one all the same. That such a
//! device answers in the window where it may, and not where it may not, is tested in `consent/program.rs`.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use alongside_tests::computer::{Computer, fails};
use serde_json::Value;

use super::option;
use super::required_log::on_a_full_disk;
use super::ways_around::NO_DEVICE;

const DEVICE: &str = "Virtual core XTEST pointer";

/// What holds for the option, and who decided it.
#[track_caller]
fn holds(mut command: Command) -> (String, String) {
    let output = command.args(["policy", "--json"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    option(&serde_json::from_slice::<Value>(&output.stdout).unwrap(), "assistive-device")
}

fn setting() -> String {
    format!("assistive-device = '{DEVICE}'\n")
}

#[test]
fn no_option_variable_file_or_link_lets_a_device_answer_where_the_owner_forbids_it() {
    let off = (String::new(), "policy".to_owned());
    let computer = Computer::with(Some(NO_DEVICE));
    let window = computer.run(&["window", "--assistive-device", DEVICE]);
    fails(window, 3, "does not allow a device of programs to answer");
    let report = computer.report(&["--assistive-device", DEVICE]);
    assert!(report["forbidden"].as_str().unwrap().contains("device of programs"), "{report}");
    let mut by_variable = computer.run(&[]);
    by_variable.env("ALONGSIDE_ASSISTIVE_DEVICE", DEVICE);
    assert_eq!(holds(by_variable), off, "by variable");
    let computer = computer.set(&setting());
    assert_eq!(holds(computer.run(&[])), off, "by settings");
    let output = on_a_full_disk(&computer.run(&["policy", "--json"]), 0).output().unwrap();
    let report = serde_json::from_slice::<Value>(&output.stdout).unwrap();
    assert_eq!(option(&report, "assistive-device"), off, "on a full disk");
    // The settings are a link, and then their folder is.
    let (file, elsewhere) = (computer.config().join("config.toml"), computer.path().join("mine"));
    fs::rename(&file, &elsewhere).unwrap();
    symlink(&elsewhere, &file).unwrap();
    assert_eq!(holds(computer.run(&[])), off, "by a link");
    fs::remove_dir_all(computer.config()).unwrap();
    assert_eq!(holds(computer.run(&[])), off, "without a folder");
    // Nor is there such an option where no window could use it.
    fails_as_unknown(computer.share(&["--assistive-device", DEVICE]));
}

fn fails_as_unknown(mut command: Command) {
    assert_eq!(command.output().unwrap().status.code(), Some(2));
}

#[test]
fn the_owner_leaves_the_device_to_the_user_and_names_none() {
    for policy in [None, Some("assistive-device = 'any'\n")] {
        let computer = Computer::with(policy);
        assert_eq!(holds(computer.run(&[])), (String::new(), "default".to_owned()));
        let computer = computer.set(&setting());
        assert_eq!(holds(computer.run(&[])), (DEVICE.to_owned(), "settings".to_owned()));
    }
    let computer = Computer::with(Some("assistive-device = 'Mouse'\n"));
    fails(computer.run(&["policy"]), 1, "line 1: `assistive-device`: expected one of \"any\"");
}
