//! The widgets of the page that belong to no other part.

use viewer::state::{Phase, View};

use crate::error::Error;
use crate::event::Emit;
use crate::web::clock::tick;
use crate::web::displays::Displays;
use crate::web::form::Form;
use crate::web::invitation_file::FileOpener;
use crate::web::page::Page;
use crate::web::reconnecting::Reconnecting;
use crate::web::remember::Remember;
use crate::web::stored_log;

/// The widgets of the page.
pub(in crate::app) struct Widgets {
    pub(in crate::app) page: Page,
    pub(in crate::app) form: Form,
    pub(in crate::app) opener: FileOpener,
    pub(in crate::app) remember: Remember,
    pub(in crate::app) reconnecting: Reconnecting,
    displays: Displays,
}

impl Widgets {
    pub(in crate::app) fn new(emit: &Emit) -> Result<Self, Error> {
        Ok(Self {
            page: Page::new(emit)?,
            form: Form::new(emit)?,
            opener: FileOpener::new(emit)?,
            remember: Remember::new()?,
            reconnecting: Reconnecting::new()?,
            displays: Displays::new(emit)?,
        })
    }

    /// Shows a view.
    pub(in crate::app) fn show(&mut self, view: &View) {
        self.form.busy(view.phase == Phase::Joining);
        self.opener.busy(view.phase == Phase::Joining);
        self.offer_last_log(view);
        self.page.show(view);
        self.remember.show(view);
        self.displays.show(view);
        self.reconnecting.show(view.reconnecting, tick());
    }

    /// Offers the log of the last session on the first page.
    pub(in crate::app) fn offer_last_log(&self, view: &View) {
        self.page.offer_last_log(view.phase == Phase::Idle && stored_log::has_last());
    }
}
