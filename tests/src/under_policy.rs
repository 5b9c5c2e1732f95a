//! The sharer with the policy file that the environment variable `POLICY_UNDER_TEST` names, for an account with
//! the home folder that `HOME_UNDER_TEST` names.
//!
//! The shipped program reads its policy from one fixed path and takes the home folder from the system's account
//! database, so that a user cannot evade the rules of the owner of the computer. Therefore this is a separate
//! program; it differs in this file only.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use sharer::policy::{PolicyLocation, SystemPlaces};

fn main() -> ExitCode {
    let path = std::env::var_os("POLICY_UNDER_TEST").expect("a test names its policy");
    let owner = std::env::var("OWNER_UNDER_TEST").expect("a test names the owner of the computer");
    let owner = owner.parse().expect("the owner is a number");
    let home = std::env::var_os("HOME_UNDER_TEST").expect("a test names the home of the account");
    let policy = PolicyLocation::for_tests(path.into(), owner);
    sharer::start::program::run(&SystemPlaces::for_tests(policy, home.into()))
}
