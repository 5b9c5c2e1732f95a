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

    /// Starts the page, with the connections that `boot.js` opened while the module was compiled, in a language whose
    /// catalogue it has loaded. Called once, by `boot.js`.
    #[wasm_bindgen]
    pub fn start(
        peer: JsValue,
        socket: JsValue,
        language: &str,
        catalogue: Option<Vec<u8>>,
    ) -> Result<(), JsValue> {
        let preopened = crate::web::preopened::Preopened::new(peer, socket);
        let words = crate::web::language::words_of(language, catalogue);
        let started = crate::app::start(preopened, words);
        started.map_err(|error| JsValue::from_str(&error.to_string()))
    }

    /// The Helper has chosen another language, in the menu of the first page.
    #[wasm_bindgen]
    pub fn speak(language: &str, catalogue: Option<Vec<u8>>) {
        crate::app::speak(crate::web::language::words_of(language, catalogue));
    }

    /// The words of codes in other languages than English are loaded, or cannot be had. Returns whether they are there
    /// now.
    #[wasm_bindgen]
    pub fn code_words(text: Option<String>) -> bool {
        let lists = crate::web::language::lists_of(text);
        crate::app::take_lists(lists);
        lists.is_some()
    }

    /// What `window.alongside.stats()` returns.
    #[wasm_bindgen]
    pub fn stats() -> JsValue {
        crate::app::stats()
    }
}
