//! What a bit costs, compared with differences between pixels.

/// The Lagrange multiplier: how large a sum of absolute differences one bit is worth at a QP.
pub(crate) fn lambda(qp: u8) -> u32 {
    // In 64ths. It doubles every 6, as the quantisation step does.
    const FOR_REMAINDER: [u32; 6] = [16, 18, 20, 23, 25, 28];
    (FOR_REMAINDER[usize::from(qp % 6)] << (qp / 6) >> 6).max(1)
}
