//! `alongside`: shares this computer's screen with a helper in a browser.

use std::process::ExitCode;

use sharer::policy::Place;

fn main() -> ExitCode {
    sharer::start::program::run(&Place::of_this_computer())
}
