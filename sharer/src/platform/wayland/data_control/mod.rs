//! The clipboard of a compositor that shares it with programs that have not the focus, as KDE's and those of wlroots do.
//!
//! What was only selected, which the middle button pastes, is neither read nor written.

mod keeper;
mod names;
mod protocols;
mod reading;
mod said;
mod serving;

use keeper::Shared;
use protocols::{Ext, Wlr};

use crate::platform::clipboard::CopyNotice;
use crate::platform::clipboard::thread::ClipboardThread;
use crate::platform::error::PlatformError;
use crate::supervisor::Supervisor;

/// The clipboard of this session.
pub(super) struct DataControl(By);

/// By which protocol it is shared.
enum By {
    Ext(Shared<Ext>),
    Wlr(Shared<Wlr>),
}

impl DataControl {
    /// Asks the compositor; `None` where it does not share its clipboard.
    pub(super) fn find() -> Result<Option<Self>, PlatformError> {
        if let Some(shared) = Shared::find()? {
            return Ok(Some(Self(By::Ext(shared))));
        }
        Ok(Shared::find()?.map(|shared| Self(By::Wlr(shared))))
    }

    /// Starts its thread. What was copied since the compositor was asked is noticed.
    pub(super) fn keep(
        self,
        copied: CopyNotice,
        supervisor: &Supervisor,
    ) -> Result<ClipboardThread, PlatformError> {
        match self.0 {
            By::Ext(shared) => shared.keep(copied, supervisor),
            By::Wlr(shared) => shared.keep(copied, supervisor),
        }
    }
}
