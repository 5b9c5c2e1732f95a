//! The browser's shell of the Helper's side. The rules are in the crate `viewer`, which is pure.
//!
//! `app` turns the page's events into inputs of the state machines, and performs their outputs.
//! `web` alone names the browser's interfaces. Both exist in WebAssembly only; elsewhere this crate is
//! empty.
#![forbid(unsafe_code)]
#![cfg(target_arch = "wasm32")]

mod app;
mod error;
mod event;
mod web;

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
