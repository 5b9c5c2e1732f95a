//! Writes syntax elements and NAL units.

use alloc::vec::Vec;

/// Writes bits, the most significant one first (ITU-T H.264 §7.2).
#[derive(Debug, Default)]
pub(crate) struct BitWriter {
    bytes: Vec<u8>,
    /// Bits that are not in `bytes` yet, in the least significant positions.
    pending: u64,
    /// How many they are.
    count: u32,
}

impl BitWriter {
    /// Discards all bits, and keeps the allocation.
    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        self.pending = 0;
        self.count = 0;
    }

    /// Writes the `count` least significant bits of `value`, at most 32: u(n).
    #[inline]
    pub(crate) fn put(&mut self, value: u32, count: u32) {
        debug_assert!(count == 32 || value >> count == 0, "{value} has more than {count} bits");
        self.pending = self.pending << count | u64::from(value);
        self.count += count;
        if self.count >= 32 {
            self.count -= 32;
            let whole = (self.pending >> self.count) & 0xffff_ffff;
            self.bytes.extend_from_slice(&u32::try_from(whole).unwrap_or(0).to_be_bytes());
        }
    }

    /// Writes one bit: u(1).
    #[inline]
    pub(crate) fn flag(&mut self, value: bool) {
        self.put(u32::from(value), 1);
    }

    /// Writes an unsigned Exp-Golomb code: ue(v) (§9.1).
    #[inline]
    pub(crate) fn ue(&mut self, value: u32) {
        let plus = value.saturating_add(1);
        let length = 32 - plus.leading_zeros();
        self.put(0, length - 1);
        self.put(plus, length);
    }

    /// Writes a signed Exp-Golomb code: se(v) (§9.1.1).
    #[inline]
    pub(crate) fn se(&mut self, value: i32) {
        let twice = value.unsigned_abs() * 2;
        self.ue(if value > 0 { twice - 1 } else { twice });
    }

    /// Writes the trailing bits, and appends all bits to `out` as a NAL unit with start code (Annex B)
    /// and emulation prevention (§7.3.1). The writer is empty afterwards.
    pub(crate) fn finish_nal(&mut self, header: u8, out: &mut Vec<u8>) {
        self.put(1, 1);
        let rest = (8 - self.count % 8) % 8;
        self.put(0, rest);
        while self.count > 0 {
            self.count -= 8;
            self.bytes.push(u8::try_from(self.pending >> self.count & 0xff).unwrap_or(0));
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
