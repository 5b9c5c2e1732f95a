//! The widgets of the page that belong to no other part.

use viewer::state::{Control, Phase, View};

use crate::error::Error;
use crate::event::Emit;
use crate::web::clipboard::ClipboardPanel;
use crate::web::clock::tick;
use crate::web::displays::Displays;
use crate::web::files::Files;
use crate::web::form::Form;
use crate::web::invitation_file::FileOpener;
use crate::web::keys_menu::KeysMenu;
use crate::web::marks::Marks;
use crate::web::page::Page;
use crate::web::reconnecting::Reconnecting;
use crate::web::remember::Remember;
use crate::web::rights::Rights;
use crate::web::stored_log;
use crate::web::touch_keys::TouchKeys;

/// The widgets of the page.
pub(in crate::app) struct Widgets {
    pub(in crate::app) page: Page,
    pub(in crate::app) form: Form,
    pub(in crate::app) opener: FileOpener,
    pub(in crate::app) remember: Remember,
    pub(in crate::app) reconnecting: Reconnecting,
    pub(in crate::app) rights: Rights,
    files: Files,
    pub(in crate::app) clipboard: ClipboardPanel,
    pub(in crate::app) marks: Marks,
    pub(in crate::app) keys: KeysMenu,
    pub(in crate::app) touch_keys: TouchKeys,
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
            rights: Rights::new(emit)?,
            files: Files::new(emit)?,
            clipboard: ClipboardPanel::new(emit)?,
            marks: Marks::new(emit)?,
            keys: KeysMenu::new(emit)?,
            touch_keys: TouchKeys::new(emit)?,
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
        let has_control = view.control == Control::Granted;
        self.keys.show(has_control, view.system);
        self.touch_keys.allow(has_control);
        self.displays.show(view);
        self.rights.show(view, tick());
        self.files.show(view);
        self.clipboard.show(view);
        self.reconnecting.show(view.reconnecting, tick());
    }

    /// Says what is on the first page in another language.
    pub(in crate::app) fn spoken(&mut self, view: &View) {
        self.form.spoken();
        self.show(view);
    }

    /// Offers the log of the last session on the first page.
    pub(in crate::app) fn offer_last_log(&self, view: &View) {
        self.page.offer_last_log(view.phase == Phase::Idle && stored_log::has_last());
    }
}
