//! PURE. Bits, numbers as the standard writes them, and NAL units.

use alloc::vec::Vec;

/// Writes bits, the first one highest (ITU-T H.264 §7.2).
#[derive(Debug, Default)]
pub struct Bits {
    bytes: Vec<u8>,
    /// Bits that fill no byte yet, in the lowest places.
    held: u64,
    count: u32,
}

impl Bits {
    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.held = 0;
        self.count = 0;
    }

    /// Writes the lowest `count` bits of `value`, at most 32.
    #[inline]
    pub fn put(&mut self, value: u32, count: u32) {
        debug_assert!(count == 32 || value >> count == 0, "{value} has more than {count} bits");
        self.held = self.held << count | u64::from(value);
        self.count += count;
        if self.count >= 32 {
            self.count -= 32;
            let whole = (self.held >> self.count) & 0xffff_ffff;
            self.bytes.extend_from_slice(&u32::try_from(whole).unwrap_or(0).to_be_bytes());
        }
    }

    /// Writes one bit.
    #[inline]
    pub fn flag(&mut self, value: bool) {
        self.put(u32::from(value), 1);
    }

    /// Writes an unsigned number, small ones short (§9.1, ue(v)).
    #[inline]
    pub fn ue(&mut self, value: u32) {
        let plus = value.saturating_add(1);
        let length = 32 - plus.leading_zeros();
        self.put(0, length - 1);
        self.put(plus, length);
    }

    /// Writes a signed number, small ones short (§9.1.1, se(v)).
    #[inline]
    pub fn se(&mut self, value: i32) {
        let twice = value.unsigned_abs() * 2;
        self.ue(if value > 0 { twice - 1 } else { twice });
    }

    /// Ends with the stop bit, and adds everything as a NAL unit with start code and emulation
    /// prevention (§7.3.1, Annex B) to `out`.
    pub fn end_nal(&mut self, header: u8, out: &mut Vec<u8>) {
        self.put(1, 1);
        let rest = (8 - self.count % 8) % 8;
        self.put(0, rest);
        while self.count > 0 {
            self.count -= 8;
            self.bytes.push(u8::try_from(self.held >> self.count & 0xff).unwrap_or(0));
        }
        out.extend_from_slice(&[0, 0, 0, 1, header]);
        let mut zeros = 0;
        let mut start = 0;
        for (at, byte) in self.bytes.iter().enumerate() {
            if zeros >= 2 && *byte <= 3 {
                out.extend_from_slice(&self.bytes[start..at]);
                out.push(3);
                start = at;
                zeros = 0;
            }
            zeros = if *byte == 0 { zeros + 1 } else { 0 };
        }
        out.extend_from_slice(&self.bytes[start..]);
        self.clear();
    }
}
