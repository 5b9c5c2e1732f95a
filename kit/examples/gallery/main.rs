//! Every element of the kit: writes pictures into the folder that is named, or opens a window.
//!
//! `cargo run -p alongside-kit --example gallery -- target/gallery` writes; without an argument it opens.

#![allow(clippy::print_stdout, reason = "the gallery says what was done in it")]

mod pictures;
mod words;

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use kit::element::{Build, button, check, column, dialog, field, log, row, status, text};
use kit::host::{Options, run};
use kit::view::Notice;
use kit::{Activation, App, Key, View};

/// What can be done in the gallery.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Action {
    Press,
    Name(String),
    Check,
    Ask,
    Close,
}

/// The gallery as an application: a window, and a bar that stays above others.
#[derive(Default)]
struct Gallery {
    name: String,
    is_checked: bool,
    presses: u32,
    is_asking: bool,
    is_closed: bool,
}

impl App for Gallery {
    type Action = Action;

    fn views(&mut self) -> Vec<View<Action>> {
        if self.is_closed {
            return Vec::new();
        }
        let form = column()
            .with(text("Gallery").title())
            .with(
                field("name", "Your name")
                    .value(self.name.clone())
                    .max_chars(40)
                    .on_change(Action::Name),
            )
            .with(check("check", "A check box", self.is_checked).on(Action::Check))
            .with(
                row()
                    .with(button("press", "Press").primary().on(Action::Press))
                    .with(button("ask", "Ask").on(Action::Ask))
                    .with(button("close", "Close").danger().on(Action::Close)),
            )
            .with(status(format!("Pressed {} times, {}", self.presses, self.name)))
            .with(
                log("log", "Presses")
                    .with_all((0..self.presses).map(|n| text(format!("Press {n}"))))
                    .grow(),
            );
        let asked = self.is_asking.then(|| {
            dialog("question", "Is this a question?")
                .with(
                    row()
                        .with(button("yes", "Yes").guarded().on(Action::Ask))
                        .with(button("no", "No").primary().on(Action::Ask)),
                )
                .on_escape(Action::Ask)
        });
        let bar = row()
            .with(text(format!("Pressed {} times", self.presses)).strong().grow())
            .with(button("stop", "Stop").danger().on(Action::Close));
        vec![
            View::new("main", "Gallery", form.with_some(asked))
                .size(640.0, 600.0)
                .on_close(Action::Close),
            View::new("bar", "Gallery: bar", bar).size(420.0, 68.0).always_on_top().undecorated(),
        ]
    }

    fn update(&mut self, window: &Key, activation: Activation<Action>) {
        println!("{window:?} {activation:?}");
        match activation.action {
            Action::Press => self.presses += 1,
            Action::Name(name) => self.name = name,
            Action::Check => self.is_checked = !self.is_checked,
            Action::Ask => self.is_asking = !self.is_asking,
            Action::Close => self.is_closed = true,
        }
    }

    fn notice(&mut self, window: &Key, notice: Notice, _at: Instant) {
        println!("{window:?} {notice:?}");
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    match std::env::args().nth(1) {
        Some(folder) => pictures::write_pictures(Path::new(&folder)),
        None => Ok(run(Options::new("kit-gallery"), |_handle| Gallery::default())?),
    }
}
