use proptest::prelude::*;

use super::*;

const NUMBERS: Numbers =
    Numbers { xtest: 132, xinput: 131, xinput_first_event: 66, record: 146, root: 0x213 };

/// An element of a recording: time 7, sequence 9, and a request of these bytes.
fn element(swapped: bool, major: u8, minor: u8, body: &[u8]) -> Vec<u8> {
    let words = u16::try_from(1 + body.len() / 4).unwrap();
    let words = if swapped { words.swap_bytes() } else { words };
    let mut bytes = [7u32.to_ne_bytes(), 9u32.to_ne_bytes()].concat();
    bytes.extend([major, minor]);
    bytes.extend(words.to_ne_bytes());
    bytes.extend(body);
    bytes
}

fn fake(kind: u8, code: u8, device: u8) -> [u8; 32] {
    let mut body = [0; 32];
    (body[0], body[1], body[31]) = (kind, code, device);
    body
}

fn only(swapped: bool, bytes: &[u8]) -> Option<Request> {
    let mut all: Vec<_> = read(NUMBERS, swapped, bytes).collect();
    assert_eq!(all.len(), 1);
    let recorded = all.pop().unwrap()?;
    assert_eq!((recorded.time, recorded.sequence), (7, 9));
    Some(recorded.request)
}

#[test]
fn each_way_to_inject_is_recognised_in_both_byte_orders() {
    let context = 0x0040_0001u32;
    for swapped in [false, true] {
        let named = if swapped { context.swap_bytes() } else { context };
        let cases: [(u8, u8, &[u8], Request); 11] = [
            (132, FAKE_INPUT, &fake(2, 36, 0), Request::Press),
            (132, FAKE_INPUT, &fake(4, 1, 0), Request::Press),
            (132, FAKE_INPUT, &fake(6, 0, 0), Request::Motion),
            (132, FAKE_INPUT, &fake(67, 36, 9), Request::ForgedPress { device: 9, code: 36 }),
            (132, FAKE_INPUT, &fake(69, 1, 8), Request::ForgedPress { device: 8, code: 1 }),
            // The server looks at seven bits.
            (
                132,
                FAKE_INPUT,
                &fake(69 | 0x80, 1, 8 | 0x80),
                Request::ForgedPress { device: 8, code: 1 },
            ),
            (132, FAKE_INPUT, &fake(71, 0, 8), Request::Motion),
            (132, FAKE_INPUT, &fake(5, 1, 0), Request::Other),
            (132, GET_VERSION, &[0; 4], Request::Marker),
            (131, XI_WARP_POINTER, &[0; 32], Request::Motion),
            (146, 3, &named.to_ne_bytes(), Request::Context(context)),
        ];
        for (major, minor, body, expected) in cases {
            assert_eq!(only(swapped, &element(swapped, major, minor, body)), Some(expected));
        }
        let warp = element(swapped, WARP_POINTER, 0, &[0; 20]);
        assert_eq!(only(swapped, &warp), Some(Request::Motion));
    }
}

#[test]
fn a_grab_moves_the_pointer_only_if_it_confines_it_to_a_part_of_the_screen() {
    for swapped in [false, true] {
        for grab in [GRAB_POINTER, GRAB_BUTTON] {
            let confining = |window: u32| {
                let mut body = [0; 20];
                let window = if swapped { window.swap_bytes() } else { window };
                body[8..12].copy_from_slice(&window.to_ne_bytes());
                only(swapped, &element(swapped, grab, 1, &body))
            };
            assert_eq!(confining(0x0080_0001), Some(Request::Motion));
            assert_eq!(confining(0), Some(Request::Other));
            assert_eq!(confining(NUMBERS.root), Some(Request::Other));
        }
        assert_eq!(only(swapped, &element(swapped, 27, 0, &[0; 4])), Some(Request::Other));
    }
}

#[test]
fn a_key_or_button_that_is_sent_to_a_window_is_a_press() {
    for (kind, expected) in [
        (KEY_PRESS, Request::Press),
        (BUTTON_PRESS | 0x80, Request::Press),
        (3, Request::Other),
        (9, Request::Other),
        (33, Request::Other),
    ] {
        let mut body = [0; 40];
        body[8] = kind;
        assert_eq!(only(false, &element(false, SEND_EVENT, 0, &body)), Some(expected));
    }
}

#[test]
fn a_request_that_is_too_short_is_not_read() {
    for major in [SEND_EVENT, GRAB_POINTER, GRAB_BUTTON] {
        assert_eq!(read(NUMBERS, false, &element(false, major, 0, &[0; 8])).next(), Some(None));
    }
}

#[test]
fn several_elements_are_read_and_the_rest_is_given_up_at_the_first_that_is_broken() {
    let mut bytes = element(false, 132, FAKE_INPUT, &fake(4, 1, 0));
    bytes.extend(element(false, 132, GET_VERSION, &[0; 4]));
    bytes.extend([1, 2, 3]);
    let all: Vec<_> = read(NUMBERS, false, &bytes).map(|r| Some(r?.request)).collect();
    assert_eq!(all, [Some(Request::Press), Some(Request::Marker), None]);
}

#[test]
fn a_request_with_a_long_length_field_is_read() {
    let mut bytes = [7u32.to_ne_bytes(), 9u32.to_ne_bytes()].concat();
    bytes.extend([132, FAKE_INPUT, 0, 0]);
    bytes.extend(10u32.to_ne_bytes());
    bytes.extend(fake(69, 1, 8));
    assert_eq!(only(false, &bytes), Some(Request::ForgedPress { device: 8, code: 1 }));
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic_or_go_on_without_end(
        bytes in proptest::collection::vec(any::<u8>(), 0..200), swapped in any::<bool>()
    ) {
        prop_assert!(read(NUMBERS, swapped, &bytes).count() <= bytes.len() / 12 + 1);
    }
}
