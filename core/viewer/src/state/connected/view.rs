//! What the page shows of the session.

use alloc::vec::Vec;

use super::Connected;
use crate::state::view::{Control, Phase, Picture, Step, View};

impl Connected {
    pub(in crate::state) fn view(&self) -> View {
        let session = &self.session;
        View {
            phase: self.phase,
            step: Step::Asking,
            user: session.user.clone(),
            picture: self.picture(),
            control: self.control(),
            screen: self.screen.size,
            system: session.system,
            displays: self.screen.displays.clone(),
            display: self.screen.display.clone(),
            steps: self.steps,
            step_element: self.step_element.clone(),
            rights: if self.is_shared() { self.rights.view() } else { Vec::new() },
            files: self.files.view(),
            clipboard: self.clipboard_progress(),
            ending: None,
            is_known: session.identity.is_some(),
            remember: session.remember.view(self.is_admitted && session.user.is_some()),
            prompt: session.remember.prompt(),
            reconnecting: self.reach.until(),
        }
    }

    pub(super) fn picture(&self) -> Picture {
        if !self.is_shared() {
            Picture::Hidden
        } else if self.reach.is_stale() {
            Picture::Interrupted
        } else if self.is_paused {
            Picture::Paused
        } else if self.has_prompt {
            Picture::SystemPrompt
        } else {
            Picture::Shown
        }
    }

    pub(super) fn control(&self) -> Control {
        if self.phase == Phase::ControlSharing {
            Control::Granted
        } else if !self.is_shared() {
            Control::Unavailable
        } else if self.session.view_only {
            Control::ViewOnly
        } else if self.is_control_requested {
            Control::Requested
        } else {
            Control::Available
        }
    }
}
