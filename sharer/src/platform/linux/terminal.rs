//! Standard input, where it is a terminal.

use rustix::event::{PollFd, PollFlags, poll};
use rustix::termios::{QueueSelector, tcflush};

/// Sleeps until something can be read. `false` when the terminal has gone.
pub(crate) fn wait_for_input() -> bool {
    let input = std::io::stdin();
    let mut input = [PollFd::new(&input, PollFlags::IN)];
    // When it is interrupted or fails, the read that follows waits or reports it.
    let _ = poll(&mut input, None);
    let [input] = input;
    !input.revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
}

/// Throws away what was typed and not read yet.
pub(crate) fn discard_input() {
    // A terminal that went away has nothing to throw away.
    let _ = tcflush(std::io::stdin(), QueueSelector::IFlush);
}
