//! Whether a session continues after an input.

use protocol::peer::EndReason;
use transport::delivery::OutboxFull;

use crate::state::context::{Context, TooManyFaults};
use crate::state::output::Output;

/// Whether the session continues after an input.
pub(super) enum Flow {
    Continue,
    /// It ends; the other end knows.
    End(EndReason),
    /// It ends; the other end must be notified.
    Leave(EndReason),
}

impl From<Result<(), OutboxFull>> for Flow {
    fn from(result: Result<(), OutboxFull>) -> Self {
        match result {
            Ok(()) => Flow::Continue,
            Err(OutboxFull) => Flow::Leave(EndReason::ConnectionLost),
        }
    }
}

impl From<Result<(), TooManyFaults>> for Flow {
    fn from(result: Result<(), TooManyFaults>) -> Self {
        match result {
            Ok(()) => Flow::Continue,
            Err(TooManyFaults) => Flow::Leave(EndReason::Fault),
        }
    }
}

/// Passes on what was decoded; nothing is a fault.
pub(super) fn pass_on<R>(decoded: Option<Output>, cx: &mut Context<R>) -> Flow {
    match decoded {
        Some(output) => {
            cx.push(output);
            Flow::Continue
        }
        None => cx.fault().into(),
    }
}
