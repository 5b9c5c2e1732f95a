//! `alongside`: shares this computer's screen with a helper in a browser.

use std::process::ExitCode;

use sharer::policy::PolicyLocation;

fn main() -> ExitCode {
    sharer::start::program::run(&PolicyLocation::of_this_computer())
}
