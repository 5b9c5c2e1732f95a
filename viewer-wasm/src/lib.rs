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

    /// Starts the page, with the connections that `boot.js` opened while the module was compiled. Called once, by
    /// `boot.js`.
    #[wasm_bindgen]
    pub fn start(peer: JsValue, socket: JsValue) -> Result<(), JsValue> {
        let preopened = crate::web::preopened::Preopened::new(peer, socket);
        crate::app::start(preopened).map_err(|error| JsValue::from_str(&error.to_string()))
    }

    /// What `window.alongside.stats()` returns.
    #[wasm_bindgen]
    pub fn stats() -> JsValue {
        crate::app::stats()
    }
}
