//! What is decided about the screen of Windows, without a call of Windows: [`pace`] finds out when to look, [`duplicated`] follows DXGI desktop duplication, [`rotation`] turns its pixels, [`pointer`] makes
//! images of its cursors.
#![cfg_attr(not(windows), allow(dead_code, reason = "the calls are missing elsewhere"))]

pub(super) mod duplicated;
pub(super) mod pace;
pub(super) mod pointer;
pub(super) mod rotation;
