//! The sharer, but for the place of its policy, which here is `POLICY_UNDER_TEST`.
//!
//! The shipped program has no way to be told another place, so that nobody can escape the owner's
//! rules; that is why this is a program of its own. All but this file is the same.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use sharer::policy::PolicyLocation;

fn main() -> ExitCode {
    let path = std::env::var_os("POLICY_UNDER_TEST").expect("a test names its policy");
    let owner = std::env::var("OWNER_UNDER_TEST").expect("a test names the owner of the computer");
    let owner = owner.parse().expect("the owner is a number");
    sharer::start::program::run(&PolicyLocation::for_tests(path.into(), owner))
}
