//! The Helper's side of Alongside: what runs in the browser.
//!
//! The rules are pure and run anywhere: [`state`] follows the session and says what may be sent,
//! [`input`] turns what the Helper's hands do into wire events, [`fit`] places the picture,
//! [`latency`] and [`meter`] measure, [`freshness`] tells a picture that is old, [`echo`] how long the Helper waits for what their hand does, [`entry`] reads the code field, [`opening`] an invitation file, [`words`] holds every
//! sentence, and [`log`] keeps the session's log. [`contact`] says whom the Helper knows, and [`queue`]
//! who of them waits. They are tested natively.
//!
//! `app` and `web` exist in WebAssembly only: `app` feeds the machines with what the browser says
//! and does what they answer; `web` is the only place that names the browser's interfaces.
#![forbid(unsafe_code)]

pub mod state;

pub mod input;

pub mod contact;
pub mod fit;
pub mod queue;

pub mod echo;
pub mod entry;
pub mod freshness;
pub mod latency;
pub mod log;
pub mod meter;
pub mod opening;
pub mod overlay;
pub mod words;

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod error;
#[cfg(target_arch = "wasm32")]
mod event;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(target_arch = "wasm32")]
pub mod surface {
    //! What `boot.js` calls.

    use wasm_bindgen::prelude::*;

    /// Takes over the page, with what `boot.js` made while the module was compiled. Called once, by
    /// `boot.js`.
    #[wasm_bindgen]
    pub fn start(peer: JsValue, socket: JsValue) -> Result<(), JsValue> {
        let early = crate::web::early::Early::new(peer, socket);
        crate::app::start(early).map_err(|error| JsValue::from_str(&error.to_string()))
    }

    /// What `window.alongside.stats()` returns.
    #[wasm_bindgen]
    pub fn stats() -> JsValue {
        crate::app::stats()
    }
}
