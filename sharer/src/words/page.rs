//! What is said about the page of the Helper.

use crate::words::say::say;
use protocol::sealed::PageHash;

/// The Helper's page says that it is of another build.
pub fn other_build(theirs: PageHash, own: PageHash) -> String {
    // Enough to tell builds apart: the whole hash is no proof either, since the page can say what it likes.
    let short = |hash: PageHash| hash.to_string().chars().take(16).collect::<String>();
    say!(PageOtherBuild, Theirs = &short(theirs), Own = &short(own))
}
