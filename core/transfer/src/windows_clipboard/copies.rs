//! Which changes of the clipboard are copies of other programs.

/// Counts them. Windows has a number for the content, which grows with each change. Its notices of changes may wait
/// behind other work, so that the number is asked for whenever the count matters.
#[derive(Debug)]
pub struct Copies {
    /// The number that was seen last.
    seen: u32,
    count: u64,
}

impl Copies {
    /// What is there now, with this number, is no copy to count.
    pub fn new(number: u32) -> Self {
        Self { seen: number, count: 0 }
    }

    /// The content has this number now, and this program wrote it or another one did. Returns whether another program
    /// has copied since the last look.
    pub fn look(&mut self, number: u32, is_own: bool) -> bool {
        let is_copy = core::mem::replace(&mut self.seen, number) != number && !is_own;
        self.count += u64::from(is_copy);
        is_copy
    }

    /// The content with this number was read. A program that has handed over what it promised before has not copied
    /// anything new.
    pub fn read(&mut self, number: u32) {
        self.seen = number;
    }

    /// How many there were.
    pub fn count(&self) -> u64 {
        self.count
    }
}
