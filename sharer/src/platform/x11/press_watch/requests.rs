//! Requests of other programs, as the RECORD extension hands them over, and what they mean for consent.

#[cfg(test)]
mod tests;

/// The minor opcode of XTEST's FakeInput.
pub(super) const FAKE_INPUT: u8 = 2;
/// The minor opcode of XTEST's GetVersion, which marks a place in the recording.
pub(super) const GET_VERSION: u8 = 0;
/// The core request SendEvent, the first one that is recorded.
pub(super) const SEND_EVENT: u8 = 25;
/// The core request GrabPointer.
const GRAB_POINTER: u8 = 26;
/// The core request GrabButton, the last one of these that is recorded.
pub(super) const GRAB_BUTTON: u8 = 28;
/// The core request WarpPointer.
pub(super) const WARP_POINTER: u8 = 41;
/// The minor opcode of XInput's XIWarpPointer.
pub(super) const XI_WARP_POINTER: u8 = 41;
/// The minor opcode of RECORD's CreateContext, the first one that names a context.
pub(super) const CREATE_CONTEXT: u8 = 1;
/// The minor opcode of RECORD's FreeContext, the last one that names a context.
pub(super) const FREE_CONTEXT: u8 = 7;

/// Extension events of XInput 1 within a FakeInput request, counted from the extension's first event.
const DEVICE_KEY_PRESS: u8 = 1;
const DEVICE_BUTTON_PRESS: u8 = 3;
const DEVICE_MOTION: u8 = 5;
/// Core events within a FakeInput request.
const KEY_PRESS: u8 = 2;
const BUTTON_PRESS: u8 = 4;
const MOTION: u8 = 6;

/// What the X server assigns when it starts: opcodes, and the id of the root window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    pub(super) xtest: u8,
    pub(super) xinput: u8,
    pub(super) xinput_first_event: u8,
    pub(super) record: u8,
    pub(super) root: u32,
}

/// What a request does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Request {
    /// Presses a key or button through the XTEST device, or sends such an event to a window.
    Press,
    /// Presses a key or button in the name of this device.
    ForgedPress { device: u8, code: u8 },
    /// Moves the pointer, or may do so: a grab can confine it to a window.
    Motion,
    /// Names this recording context.
    Context(u32),
    /// Marks a place.
    Marker,
    /// Nothing that matters.
    Other,
}

/// A request with its place in the recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Recorded {
    /// The X server's time in ms.
    pub(super) time: u32,
    /// The number of the request among those of its client.
    pub(super) sequence: u32,
    pub(super) request: Request,
}

/// The requests in one reply of a recording. `swapped` says that the client has the other byte order.
/// `None` for the rest when it cannot be read.
pub(super) fn read(
    numbers: Numbers,
    swapped: bool,
    mut data: &[u8],
) -> impl Iterator<Item = Option<Recorded>> {
    std::iter::from_fn(move || {
        if data.is_empty() {
            return None;
        }
        let element = element(numbers, swapped, data);
        // Whatever follows is not read after an element of unknown length.
        data = element.map_or(&[], |(_, rest)| rest);
        Some(element.map(|(recorded, _)| recorded))
    })
}

fn element(numbers: Numbers, swapped: bool, data: &[u8]) -> Option<(Recorded, &[u8])> {
    let (time, data) = data.split_first_chunk::<4>()?;
    let (sequence, data) = data.split_first_chunk::<4>()?;
    let word = |bytes: [u8; 4]| {
        if swapped { swap(u32::from_ne_bytes(bytes)) } else { u32::from_ne_bytes(bytes) }
    };
    let short = u16::from_ne_bytes([*data.get(2)?, *data.get(3)?]);
    let short = if swapped { short.swap_bytes() } else { short };
    // A request of the BIG-REQUESTS extension has its length in the next four bytes.
    let words = match short {
        0 => word(*data.get(4..)?.first_chunk()?),
        short => u32::from(short),
    };
    let length = usize::try_from(words).ok()?.checked_mul(4)?;
    if length < 4 {
        return None;
    }
    let (request, rest) = data.split_at_checked(length)?;
    let recorded = Recorded {
        time: u32::from_ne_bytes(*time),
        sequence: u32::from_ne_bytes(*sequence),
        request: meaning(numbers, short == 0, request, word)?,
    };
    Some((recorded, rest))
}

fn swap(word: u32) -> u32 {
    word.swap_bytes()
}

/// What a whole request does. `None` when it is too short for its opcode.
fn meaning(
    numbers: Numbers,
    is_big: bool,
    request: &[u8],
    word: impl Fn([u8; 4]) -> u32,
) -> Option<Request> {
    let (&major, &minor) = (request.first()?, request.get(1)?);
    let body = request.get(if is_big { 8 } else { 4 }..)?;
    Some(if major == WARP_POINTER {
        Request::Motion
    } else if major == SEND_EVENT {
        sent(body)?
    } else if matches!(major, GRAB_POINTER | GRAB_BUTTON) {
        grabbed(numbers, word(*body.get(8..)?.first_chunk()?))
    } else if major == numbers.xtest {
        match minor {
            GET_VERSION => Request::Marker,
            FAKE_INPUT => faked(numbers, body)?,
            _ => Request::Other,
        }
    } else if major == numbers.xinput && minor == XI_WARP_POINTER {
        Request::Motion
    } else if major == numbers.record {
        Request::Context(word(*body.first_chunk()?))
    } else {
        Request::Other
    })
}

/// What a SendEvent request does. Toolkits take the events that it sends for those of a device.
fn sent(body: &[u8]) -> Option<Request> {
    let kind = *body.get(8)? & 0x7f;
    Some(if matches!(kind, KEY_PRESS | BUTTON_PRESS) { Request::Press } else { Request::Other })
}

/// What a grab does that confines the pointer to this window. Window managers confine it to the root window,
/// which does not move it.
fn grabbed(numbers: Numbers, confined_to: u32) -> Request {
    if confined_to == 0 || confined_to == numbers.root { Request::Other } else { Request::Motion }
}

/// What a FakeInput request does: its body is an event of the core protocol or of XInput 1.
fn faked(numbers: Numbers, body: &[u8]) -> Option<Request> {
    // The server ignores the upper bits of both.
    let (kind, code) = (*body.first()? & 0x7f, *body.get(1)?);
    let device = *body.get(31)? & 0x7f;
    let extension = kind.checked_sub(numbers.xinput_first_event);
    Some(match (kind, extension) {
        (KEY_PRESS | BUTTON_PRESS, _) => Request::Press,
        (MOTION, _) | (_, Some(DEVICE_MOTION)) => Request::Motion,
        (_, Some(DEVICE_KEY_PRESS | DEVICE_BUTTON_PRESS)) => Request::ForgedPress { device, code },
        (_, Some(_) | None) => Request::Other,
    })
}
