//! The sharer with the policy file that the environment variable `POLICY_UNDER_TEST` names.
//!
//! The shipped program reads its policy from one fixed path, so that a user cannot evade the rules of the
//! owner of the computer. Therefore this is a separate program; it differs in this file only.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use sharer::policy::PolicyLocation;

fn main() -> ExitCode {
    let path = std::env::var_os("POLICY_UNDER_TEST").expect("a test names its policy");
    let owner = std::env::var("OWNER_UNDER_TEST").expect("a test names the owner of the computer");
    let owner = owner.parse().expect("the owner is a number");
    sharer::start::program::run(&PolicyLocation::for_tests(path.into(), owner))
}
