//! `alongside`: shares this computer's screen with a helper in a browser.

use std::process::ExitCode;

use sharer::policy::SystemPlaces;

fn main() -> ExitCode {
    sharer::start::program::run(&SystemPlaces::of_this_computer())
}
