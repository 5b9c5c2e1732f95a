//! Every bound of the system, each with its reason and with what happens when it is met.

use core::time::Duration;

/// Words in a generated secret. With 1024 words that is 30 bits: a hostile server or stranger has
/// three guesses in a billion per invitation ([`WRONG_CODES`]).
pub const SECRET_WORDS: usize = 3;

/// Words of a secret that the User chooses. A drawn word is worth ten bits, a chosen one perhaps
/// half of them: people take words that go together.
pub const CHOSEN_WORDS_MIN: usize = 4;

/// Words accepted in a secret. More are an error, so that a pasted letter is not hashed for long.
pub const SECRET_WORDS_MAX: usize = 12;

/// Bytes of a file that holds the words of a secret. A larger one is an error: it is another file.
pub const WORDS_FILE_BYTES: u64 = 1024;

/// Bytes of typed text that the code parser looks at. Longer input is an error.
pub const CODE_TEXT_BYTES: usize = 256;

/// Bytes of a card: what a waiting User shows to one Helper, sealed. All are of this length.
pub const CARD_BYTES: usize = 368;

/// Places at which one sharer waits beside its slot. Contacts come first; for the rest it says that it
/// cannot be found by them. With their cards they fit into one message.
pub const PLACES: usize = 96;

/// Tags that one page watches: all contacts and the own desk, on two days.
pub const WATCHED_TAGS: usize = 2 * (CONTACTS + 1);

/// Cards that are shown to those who watch a tag. Of more the first that came are shown.
pub const CARDS_SHOWN: usize = 64;

/// Contacts that one side keeps. Another one is refused until one is forgotten.
pub const CONTACTS: usize = 250;

/// Bytes of a file with contacts. A larger one is an error: it is another kind of file.
pub const CONTACTS_BYTES: u64 = 256 * 1024;

/// How often the User is told at most that somebody came who may not. Each further one is counted.
pub const STRANGER_NOTICE: Duration = Duration::from_secs(60);

/// Times in a row that a Helper may ask to be remembered without success, before further ones are refused
/// without a question.
pub const REMEMBER_REQUESTS: u32 = 3;

/// How long a User who did not take an offer has peace before the next one.
pub const OFFER_PAUSE: Duration = Duration::from_secs(30);

/// Places, with a card or without, that one signal server keeps. Further ones are refused as full; all
/// of them take 80 MB.
pub const CARDS: usize = 100_000;

/// Places of invitations from one address. Further ones are refused as full. A hundred computers behind
/// one IPv4 address may each wait for a hundred Helpers.
pub const CARDS_PER_ADDRESS: usize = 10_000;

/// Tags that all pages together watch at one signal server. Further ones are refused as full; all of
/// them take 100 MB.
pub const WATCHES: usize = 400_000;

/// Tags that pages of one address watch. Further ones are refused as full. It is enough for an office of
/// eighty Helpers who all have as many contacts as they can.
pub const WATCHES_PER_ADDRESS: usize = 80 * WATCHED_TAGS;

/// The shortest time between two words of the server about who waits at one tag, or to one sharer about
/// who watches. What changes in between is told at its end, so that nobody can drown those who watch.
pub const NEWS_SPACING: Duration = Duration::from_millis(250);

/// How old a card may be. No invitation lives longer, so that an older one was kept by somebody to be
/// shown again; it is not shown.
pub const CARD_LIFETIME: Duration = INVITATION_LIFETIME_MAX;

/// How far the clocks of two computers may be apart before a card of the one counts as too old, or as
/// of tomorrow, on the other.
pub const CLOCKS_APART: Duration = Duration::from_secs(60 * 60);

/// After how long a page that lost its link to the server tries again to watch, at most: each attempt
/// in vain doubles it up to [`WATCH_AGAIN_LONGEST`].
pub const WATCH_AGAIN: Duration = Duration::from_secs(1);

/// See [`WATCH_AGAIN`].
pub const WATCH_AGAIN_LONGEST: Duration = Duration::from_secs(60);

/// How often the page says anew for how long somebody has waited, and looks at the calendar.
pub const WATCH_REFRESH: Duration = Duration::from_secs(30);

/// The highest slot number. Seven digits can still be said over the phone.
pub const SLOT_MAX: u32 = 9_999_999;

/// Wrong codes after which an invitation is burnt, on the sharer and on the server alike.
pub const WRONG_CODES: u8 = 3;

/// How long a spoken code lives unless the User says otherwise.
pub const INVITATION_LIFETIME: Duration = Duration::from_secs(30 * 60);

/// How long an invitation lives that is saved or e-mailed, unless the User says otherwise: a message
/// is not read at once.
pub const INVITATION_LIFETIME_SENT: Duration = Duration::from_secs(6 * 60 * 60);

/// Bytes of a saved invitation. A larger file is refused without reading it; the longest server
/// address and name fit twice.
pub const INVITE_FILE_BYTES: usize = 4096;

/// Bytes of a server's address in a saved invitation. A longer one is refused.
pub const SERVER_URL_BYTES: usize = 512;

/// The longest life that a server grants. A longer wish is cut to this.
pub const INVITATION_LIFETIME_MAX: Duration = Duration::from_secs(24 * 60 * 60);

/// The shortest life of an invitation that makes sense to a person.
pub const INVITATION_LIFETIME_MIN: Duration = Duration::from_secs(10);

/// How long an unanswered question to the User stands before it counts as refused.
pub const CONSENT_TIMEOUT: Duration = Duration::from_secs(60);

/// How long after Control Sharing nothing may have been typed on the sharer's terminal before a line
/// from it can allow something again: what the Helper typed last may still be on its way through the
/// terminal program.
pub const KEYBOARD_SETTLES: Duration = Duration::from_millis(1_000);

/// How long one attempt to prove the code may take before the slot is free for the next.
pub const PROOF_TIMEOUT: Duration = Duration::from_secs(15);

/// How long what a page has prepared for a session is kept before the Helper presses Connect: long
/// enough to type a name, and short enough that the computer is still in the same network.
pub const PREPARED: Duration = Duration::from_secs(60);

/// How long the direct connection may take to come up after the code was proven.
pub const TRANSPORT_TIMEOUT: Duration = Duration::from_secs(30);

/// How often each end says that it is there.
pub const HEARTBEAT: Duration = Duration::from_millis(500);

/// A picture that is not known to show the screen for so long is dimmed and shows its age. Twice
/// [`HEARTBEAT`], with which the sharer says that it still does.
pub const PICTURE_OLD: Duration = Duration::from_millis(1_000);

/// Silence after which everything the Helper holds down is let go.
pub const HEARTBEAT_STALE: Duration = Duration::from_millis(2_000);

/// Silence after which the session ends when the signal server, too, has just lost the other end.
/// Together with [`HEARTBEAT`] it keeps the promise that a vanished end is noticed within 3 s.
pub const HEARTBEAT_GONE: Duration = Duration::from_millis(2_200);

/// Silence after which the session ends in any case.
pub const HEARTBEAT_LOST: Duration = Duration::from_secs(10);

/// How long the Helper's last word, or the server's word that the Helper left, is waited for after
/// the direct connection went down. Then the connection counts as lost.
pub const LAST_WORD: Duration = Duration::from_millis(1_500);

/// When a waiting sharer asks a server again that had no room, or wanted fewer requests.
pub const OPEN_AGAIN: Duration = Duration::from_secs(10);

/// Messages out of place (wrong state, wrong kind, malformed) before the peer is disconnected.
pub const PEER_FAULTS: u32 = 32;

/// Bytes of a display name (a person's name in UTF-8). Longer names are cut by the page, refused
/// on the wire.
pub const NAME_BYTES: usize = 96;

/// Bytes of a question in the words of the machine's owner. A longer one is not read by anybody who
/// is asked, and is an error of the policy.
pub const CONSENT_TEXT_BYTES: usize = 2048;

/// Bytes of a policy or settings file. A larger one is an error: it is another kind of file.
pub const SETTINGS_BYTES: u64 = 256 * 1024;

/// Helpers that a policy may name, each in about a hundred bytes of it. More are an error.
pub const POLICY_HELPERS: usize = 256;

/// Bytes of one chat message in UTF-8. The page does not let a longer one be sent.
pub const CHAT_BYTES: usize = 16 * 1024;

/// Bytes of one message on the control channel, JSON with escapes included. A larger one is a fault.
pub const CONTROL_MESSAGE_BYTES: usize = 60 * 1024;

/// Chat messages a peer may send in [`CHAT_WINDOW`]; those above it are dropped and counted.
pub const CHAT_MESSAGES: u32 = 40;

/// See [`CHAT_MESSAGES`].
pub const CHAT_WINDOW: Duration = Duration::from_secs(10);

/// Helpers in one session at once. At the bound the invitation is closed: no claim is answered. More
/// need a signal server that keeps the slot open, and a picture that is sent to several.
pub const GUESTS: usize = 1;

/// Questions that may wait for the User, the one that is shown included: three for each Helper (to
/// connect, for control, to remember), and room for more. A further request is refused.
pub const QUESTIONS: usize = 4 * GUESTS;

/// Pings a peer may send in [`REQUEST_WINDOW`]; those above it are dropped. The page sends one each
/// [`HEARTBEAT`], twenty in a window; twice as many more arrive at once after a stalled connection.
pub const PINGS: u32 = 60;

/// Requests for another display that a peer may send in [`REQUEST_WINDOW`]; those above it are
/// dropped. Each restarts the capture. A person who clicks through all displays sends fewer.
pub const DISPLAY_REQUESTS: u32 = 20;

/// See [`PINGS`] and [`DISPLAY_REQUESTS`].
pub const REQUEST_WINDOW: Duration = Duration::from_secs(10);

/// Chat messages the page keeps and shows; the oldest goes first.
pub const CHAT_KEPT: usize = 500;

/// Bytes of one input message. A larger one is a fault.
pub const INPUT_MESSAGE_BYTES: usize = 64;

/// Input events per second that the gate lets through; those above it are dropped and counted.
/// Fast typing is 20 a second, a mouse at 125 Hz with a key held 160.
pub const INPUT_EVENTS_PER_SECOND: u32 = 500;

/// Keys and buttons that may be held at once. A hand has ten fingers; the rest is dropped.
pub const HELD_KEYS: usize = 24;

/// Requests for control a Helper may make in a row that the User did not grant, before further
/// ones are refused without a question.
pub const CONTROL_REQUESTS: u32 = 3;

/// Wishes of the User to be remembered about which the Helper is asked in one session; further ones
/// are answered without a question.
pub const REMEMBER_WISHES: u32 = 3;

/// Edge of the largest cursor shape in px. A larger one is not sent, the arrow stays.
pub const CURSOR_EDGE: u16 = 256;

/// Cursor shapes that the page keeps; the oldest goes first.
pub const CURSOR_SHAPES: usize = 64;

/// Displays of one desktop that the Helper is told of. More are left out; all together can still be
/// seen.
pub const DISPLAYS: usize = 16;

/// Edge of the largest display in px that either end will talk about.
pub const DISPLAY_EDGE: u32 = 16_384;

/// Bytes of a session description. A larger one is a fault.
pub const SDP_BYTES: usize = 32 * 1024;

/// Bytes of one ICE candidate line.
pub const CANDIDATE_BYTES: usize = 1024;

/// ICE candidates taken from the other end; further ones are dropped.
pub const CANDIDATES: u32 = 64;

/// Bytes of one body relayed by the signal server, before base64.
pub const BODY_BYTES: usize = 40 * 1024;

/// Bytes of one message on the signal link. Larger ones close the connection.
pub const SIGNAL_MESSAGE_BYTES: usize = 60 * 1024;

/// Bodies the server relays within one claim; more end the claim. A session needs about twenty.
pub const RELAYED_BODIES: u32 = 512;

/// Frames that may wait between encoder and network. When it is full the next capture is skipped.
pub const FRAME_QUEUE: usize = 2;

/// Invitations one signal server keeps. Further ones are refused as full. A company has a handful
/// open at a time; ten thousand take a few megabytes.
pub const INVITATIONS: usize = 10_000;

/// Invitations open from one address. Further ones are refused as full. An office behind one IPv4
/// address stays far below it.
pub const INVITATIONS_PER_ADDRESS: usize = 256;

/// Ended invitations that the server remembers, to say what became of them. The oldest is
/// forgotten first.
pub const TOMBSTONES: usize = 4096;

/// How long an ended invitation is remembered; so long its slot is not given away again, in which
/// time nobody still types the old code. Afterwards the slot is free, which keeps slots short.
pub const TOMBSTONE_LIFETIME: Duration = Duration::from_secs(60 * 60);

/// How long a sharer that lost its connection to the server keeps its slot. Long enough for a change
/// of network or a laptop's short sleep; afterwards the invitation counts as taken back.
pub const SHARER_GRACE: Duration = Duration::from_secs(120);

/// How long before its end an invitation that the sharer takes back counts as expired: the end is
/// told in whole seconds, and both clocks watch for it.
pub const EXPIRY_SLACK: Duration = Duration::from_millis(1_500);

/// WebSockets one signal server holds. Further ones are told that it is full, and closed.
pub const SIGNAL_CONNECTIONS: usize = 20_000;

/// WebSockets from one address. Further ones are told that it is too many, and closed.
pub const SIGNAL_CONNECTIONS_PER_ADDRESS: usize = 512;

/// HTTP connections (requests, and WebSockets before their upgrade) that are served at once.
/// Further ones wait in the system's accept queue.
pub const HTTP_CONNECTIONS: usize = 2048;

/// How long an HTTP connection may take for a TLS handshake, and how long for the head of a
/// request, the wait for the next one included. A slower one is closed.
pub const HTTP_PATIENCE: Duration = Duration::from_secs(10);

/// How long one HTTP connection may live, requests and answers together. Whoever reads the page
/// more slowly than this gives its place to somebody else.
pub const HTTP_LIFETIME: Duration = Duration::from_secs(10 * 60);

/// Bytes of the head of one HTTP request. A longer one is refused.
pub const HTTP_HEAD_BYTES: usize = 16 * 1024;

/// Messages of one connection that came too late to mean anything (they crossed the end of its claim on
/// the way); more close the connection. A whole session description with its candidates fits.
pub const STRAY_MESSAGES: u32 = 128;

/// Messages that may wait for one WebSocket of the server. When it is full the client does not keep
/// up, and is dropped.
pub const SIGNAL_QUEUE: usize = 64;

/// Events of all WebSockets that may wait for the server's one registry. When it is full the
/// sockets are read no further, which slows their senders down.
pub const SIGNAL_EVENTS: usize = 1024;

/// How long a new WebSocket may stay silent before it is closed.
pub const SIGNAL_FIRST_MESSAGE: Duration = Duration::from_secs(15);

/// How often the server pings each WebSocket.
pub const SIGNAL_PING: Duration = Duration::from_secs(20);

/// Silence (no message, no pong) after which the server closes a WebSocket: two pings lost.
pub const SIGNAL_IDLE: Duration = Duration::from_secs(50);

/// How long one message to a WebSocket may take before the client counts as gone.
pub const SIGNAL_WRITE: Duration = Duration::from_secs(10);

/// How long a stopping server waits for its connections to end.
pub const SIGNAL_STOP: Duration = Duration::from_secs(3);

/// Addresses the throttle remembers. When it is full the one unseen for longest is forgotten; the
/// buckets for everybody together still hold.
pub const THROTTLE_ADDRESSES: usize = 16_384;

/// Rectangles in which one capture's changes are kept; more are merged into the nearest ones. Each
/// costs a round trip's worth of work, and a screen rarely changes in more places at once.
pub const DAMAGE_RECTS: usize = 16;

/// The shortest time between two keyframes that a viewer asked for. A keyframe of a screen full of
/// text is 300 kB; a viewer that asks all the time must not fill the path with them.
pub const KEYFRAME_SPACING: Duration = Duration::from_millis(250);

/// A keyframe that is asked for so long after the last frame is asked for because nothing came, not
/// because something was lost: Chromium does so after 3 s. A screen that stands still would cost a
/// keyframe each time.
pub const SILENCE: Duration = Duration::from_millis(2_500);

/// How often a picture that stands still is encoded again at most, so that it becomes sharp. At
/// 2.5 Mbit/s a screen full of text takes about twenty.
pub const REFINEMENTS: u32 = 30;

/// The same where exact tiles follow soon, which make it needless: each costs the encoder's time, and
/// delays what changes meanwhile. One is left: by it the viewer notices that the last packet of the
/// frame before is missing.
pub const EXACT_REFINEMENTS: u32 = 1;

/// And the same where the way carries less than [`EXACT_QUICK_KBIT`]: until all tiles are there, a
/// clearer picture helps.
pub const EXACT_SLOW_REFINEMENTS: u32 = 4;

/// From here on, in kbit/s, a screen full of text (half a megabyte of tiles) takes a second or two.
pub const EXACT_QUICK_KBIT: u32 = 3_000;

/// Bytes of a frame that changed nothing to speak of. After [`REFINED_FRAMES`] of them in a row a
/// picture that stands still is as sharp as it gets.
pub const REFINED_BYTES: usize = 128;

/// See [`REFINED_BYTES`].
pub const REFINED_FRAMES: u32 = 3;

/// The time between two encodes of a picture that stands still.
pub const REFINEMENT_SPACING: Duration = Duration::from_millis(80);

/// The part of the picture that is large when it changes at once, where frames are to be spared: one
/// of so many. A window that is dragged is larger; what is typed, a cursor or a small film are not.
pub const LARGE_CHANGE_PART: u64 = 16;

/// The time between two frames while something large moves, where frames are to be spared. Five
/// frames in a second still show where a window goes.
pub const LARGE_CHANGE_SPACING: Duration = Duration::from_millis(200);

/// Pixels of a screen up to which each has a colour of its own. Browsers decode such pictures without
/// the help of a graphics card, and more than these would be too slow on an older computer.
pub const FULL_COLOUR_PIXELS: u64 = 2560 * 1600;

/// The bit rate below which colours are shared, in kbit/s, and the one from which they are not. On a
/// slow line a third more frames pass with shared colours; the two are far from each other since each
/// change takes a keyframe.
pub const FULL_COLOUR_KBIT: (u32, u32) = (1_500, 2_500);

/// The longest side of an encoded picture in px; the shorter one is [`ENCODED_EDGE_SHORT`]. A larger
/// screen is scaled down: H.264 encoders and decoders at large promise no more.
pub const ENCODED_EDGE_LONG: u32 = 3840;

/// See [`ENCODED_EDGE_LONG`].
pub const ENCODED_EDGE_SHORT: u32 = 2160;

/// Bytes of one exact tile as PNG. A row of cells that takes more is sent in shorter rows; a single
/// cell never does, whatever is on it.
pub const EXACT_TILE_BYTES: usize = 60 * 1024;

/// How long a part of the screen has to stand still before it is sent without loss: longer than the
/// pauses of somebody who types or scrolls.
pub const EXACT_AFTER: Duration = Duration::from_millis(300);

/// Exact tiles on their way at once. With more, what changes meanwhile would have been sent for
/// nothing.
pub const EXACT_IN_FLIGHT: usize = 2;

/// How long what follows may wait behind exact tiles on a way that carries no more than is known:
/// about a frame.
pub const EXACT_DELAY: Duration = Duration::from_millis(40);

/// Pixels of the largest picture over which exact tiles are laid (8K). The page keeps them in a canvas
/// of four bytes a pixel, and twice as much at most in tiles that wait for their frame.
pub const EXACT_PIXELS: u64 = 7680 * 4320;

/// Notices that may wait until the User's terminal, or the program that reads the JSON lines, takes
/// them. When it is full, further ones are dropped and counted; the reader is told how many once it
/// reads again. More than a session makes while somebody reads a screenful; 4 MB, if all of them are
/// chat messages of [`CHAT_BYTES`].
pub const USER_NOTICES: usize = 256;

/// Dropped notices that are repeated once the reader reads again, since they say how things are. Of
/// more the oldest are left out. There are fewer kinds, and at most two questions at a time.
pub const MISSED_STATES: usize = 16;

/// How long the last notices may take to be written before the program ends without them. A reader
/// that reads at all takes them in moments.
pub const LAST_NOTICES: Duration = Duration::from_secs(1);

/// Bytes of the program's own log that may wait for standard error. Lines without room are dropped and
/// counted. Enough for a burst of everything that can be logged.
pub const TRACE_BYTES: usize = 1024 * 1024;

/// Injections that may wait for the desktop. When it is full moves go first, then new presses are
/// dropped; a release never is.
pub const INJECT_QUEUE: usize = 256;

/// Entries of one session log. The last [`LOG_RESERVE`] of them are kept for what cannot be
/// flooded: consent, control, pauses and the end. A lively day of helping has a few hundred.
pub const LOG_ENTRIES: usize = 4096;

/// See [`LOG_ENTRIES`].
pub const LOG_RESERVE: usize = 512;

/// Bytes of one session log as a file, so that it can be written whole at each entry, and a browser
/// can keep it. What can be flooded leaves the last [`LOG_RESERVE_BYTES`] of them free.
pub const LOG_BYTES: usize = 4 << 20;

/// See [`LOG_BYTES`].
pub const LOG_RESERVE_BYTES: usize = 512 << 10;

/// Bytes of the text of one log entry: a chat message of [`CHAT_BYTES`] after a name of
/// [`NAME_BYTES`], each byte of it replaced by the three of U+FFFD. Longer text is cut.
pub const LOG_TEXT_BYTES: usize = 3 * (CHAT_BYTES + NAME_BYTES + 2);

/// Bytes of the event of one log entry: a sentence of ours around a name. A longer one is cut.
pub const LOG_EVENT_BYTES: usize = 512;

/// Bytes of a session log that is read from a file. Ours are at most [`LOG_BYTES`] long, and an
/// entry over; whatever is longer is something else.
pub const LOG_READ_BYTES: usize = 2 * LOG_BYTES;

/// Settings of the desktop that one session changes. A desktop with four monitors of four workspaces
/// each has the most of them.
pub const APPEARANCE_CHANGES: usize = 64;

/// Bytes of one value of the desktop's settings. A longer one is no style, and is not changed.
pub const APPEARANCE_VALUE_BYTES: usize = 4096;

/// Bytes of the record of what was changed on the desktop: [`APPEARANCE_CHANGES`] of them, the values
/// mostly file names. What is longer is something else.
pub const APPEARANCE_RECORD_BYTES: usize = 256 * 1024;

/// Bytes that a program of the desktop may answer. They fit into a pipe; one that says more is not
/// waited for.
pub const APPEARANCE_ANSWER_BYTES: usize = 60 * 1024;

/// How long a program of the desktop may take to read or change one setting. A slower one is ended,
/// and not asked again before the end of the session.
pub const APPEARANCE_PROGRAM: Duration = Duration::from_secs(2);

/// How long the end of a session waits for the desktop to look as before. What is not restored by
/// then is restored by the next start.
pub const APPEARANCE_END: Duration = Duration::from_secs(5);
