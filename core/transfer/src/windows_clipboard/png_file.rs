//! PNG files in the clipboard. The memory that a program has reserved for one may be longer.

/// The first bytes of a PNG file (ISO/IEC 15948, 5.2).
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The file at the beginning of these bytes, up to the end of its last chunk. What is in the chunks is not looked at.
pub fn read(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    loop {
        // A length, a kind, as many bytes, and a checksum.
        let (len, after) = rest.split_first_chunk()?;
        let (kind, after) = after.split_first_chunk::<4>()?;
        let len = usize::try_from(u32::from_be_bytes(*len)).ok()?;
        rest = after.get(len.checked_add(4)?..)?;
        if kind == b"IEND" {
            return bytes.get(..bytes.len() - rest.len());
        }
    }
}
