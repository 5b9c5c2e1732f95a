//! All limits of the system. Each has its reason, and what happens when it is reached.

use core::time::Duration;

/// Words in a generated secret. With a list of 1024 words that is 30 bits: an attacker has three
/// guesses in a billion per invitation ([`WRONG_CODES`]).
pub const SECRET_WORDS: usize = 3;

/// Words of a list, of which each language of codes has one. A power of two, so that a random number is cut to a word
/// without a preference.
pub const LIST_WORDS: usize = 1024;

/// Letters of a word of a list. A loaded list with another word is refused.
pub const CODE_WORD_LETTERS: core::ops::RangeInclusive<usize> = 4..=8;

/// Size of the lists that the page loads. A larger file is refused: it is a different kind of file.
pub const OTHER_LISTS_BYTES: usize = 32 * 1024;

/// The fewest words in a secret that the User chooses. A generated word has ten bits, a chosen one
/// perhaps half of them, because people choose words that belong together.
pub const CHOSEN_WORDS_MIN: usize = 4;

/// The most words in a secret. More are an error, so that long pasted text is not hashed.
pub const SECRET_WORDS_MAX: usize = 12;

/// Size of a file with the words of a secret. A larger file is an error: it is a different kind of
/// file.
pub const WORDS_FILE_BYTES: u64 = 1024;

/// Length of the text that the code parser reads. Longer text is an error.
pub const CODE_TEXT_BYTES: usize = 256;

/// Size of a sealed card, which a waiting User shows to one Helper. All cards have this size.
pub const CARD_BYTES: usize = 368;

/// Places at which one sharer waits besides its slot. Contacts come first; the sharer reports how
/// many Helpers have no place. All of them with their cards fit into one message.
pub const WAITING_PLACES: usize = 96;

/// Tags that one page watches: those of all contacts and the Helper's public tag, for two days.
pub const WATCHED_TAGS: usize = 2 * (CONTACTS + 1);

/// Cards that the server sends for one watched tag. It sends the oldest ones.
pub const CARDS_SHOWN: usize = 64;

/// Contacts that one side stores. When it is full, a contact must be forgotten before another is
/// added.
pub const CONTACTS: usize = 250;

/// Size of a contacts file. A larger file is an error: it is a different kind of file.
pub const CONTACTS_BYTES: u64 = 256 * 1024;

/// The shortest time between two notices to the User about unknown claimants. The ones in between
/// are counted.
pub const UNKNOWN_CLAIMANT_NOTICE_SPACING: Duration = Duration::from_secs(60);

/// Consecutive unsuccessful requests of a Helper to be remembered. Further requests are refused
/// without asking the User.
pub const REMEMBER_REQUESTS: u32 = 3;

/// How long `listen` pauses after an offer of help that did not lead to a session.
pub const OFFER_PAUSE: Duration = Duration::from_secs(30);

/// Places, with or without a card, that one signal server stores. Further ones are refused as full.
/// All of them take 80 MB.
pub const SERVER_WAITING_PLACES: usize = 100_000;

/// Places of invitations from one address. Further ones are refused as full. A hundred computers
/// behind one IPv4 address can each wait for a hundred Helpers.
pub const WAITING_PLACES_PER_ADDRESS: usize = 10_000;

/// Tags that all pages together watch at one signal server. Further ones are refused as full. All
/// of them take 100 MB.
pub const SERVER_WATCHED_TAGS: usize = 400_000;

/// Tags that the pages of one address watch. Further ones are refused as full. An office of eighty
/// Helpers, all with the maximum number of contacts, stays below it.
pub const WATCHED_TAGS_PER_ADDRESS: usize = 80 * WATCHED_TAGS;

/// The shortest time between two presence messages of the server: to a page about one tag, or to a
/// sharer about its watchers. Changes in between are sent together at its end, so that an attacker
/// cannot flood the watchers.
pub const PRESENCE_SPACING: Duration = Duration::from_millis(250);

/// The maximum age of a card. No invitation lives longer, so an older card is a replay. It is not
/// shown.
pub const CARD_LIFETIME: Duration = INVITATION_LIFETIME_MAX;

/// The maximum clock skew between two computers. A card with a larger difference counts as too old,
/// or as from the future.
pub const CLOCK_SKEW_MAX: Duration = Duration::from_secs(60 * 60);

/// The first pause before a page reconnects to watch its tags again. Each failed attempt doubles
/// the pause, up to [`WATCH_RETRY_MAX`].
pub const WATCH_RETRY_MIN: Duration = Duration::from_secs(1);

/// See [`WATCH_RETRY_MIN`].
pub const WATCH_RETRY_MAX: Duration = Duration::from_secs(60);

/// How often the page updates the displayed waiting times and checks whether a new day has begun.
pub const WATCH_REFRESH: Duration = Duration::from_secs(30);

/// The highest slot number. Seven digits can still be spoken on the phone.
pub const SLOT_MAX: u32 = 9_999_999;

/// Wrong codes after which an invitation is burnt. The sharer and the server both count them. Proofs that the server has
/// relayed and the sharer has not judged count there, too: one too many is refused as busy.
pub const WRONG_CODES: u8 = 3;

/// Tries with one code that a page makes without the other end proving the code, too. Then it sends no further
/// proof for this code, and asks for a new one: a server that plays the sharer tests one guess with each.
pub const CODE_TRIES: u8 = 3;

/// Codes whose tries one tab remembers. The one that was tried longest ago is forgotten first. Only what
/// the Helper types fills it.
pub const TRIED_CODES: usize = 16;

/// How often the server may give an open invitation another number. Then the session ends: the code
/// changes with each, and so does what was saved or sent. A server that restarts gives the same number again.
pub const SLOT_CHANGES: u8 = 3;

/// Default lifetime of an invitation whose code is spoken.
pub const INVITATION_LIFETIME: Duration = Duration::from_secs(30 * 60);

/// Default lifetime of an invitation that is saved or e-mailed: a message is not read at once.
pub const INVITATION_LIFETIME_SENT: Duration = Duration::from_secs(6 * 60 * 60);

/// Size of a saved invitation. A larger file is refused without parsing. The longest server address
/// and name take less than half of it.
pub const INVITE_FILE_BYTES: usize = 4096;

/// Length of a server's address in a saved invitation. A longer one is refused.
pub const SERVER_URL_BYTES: usize = 512;

/// The longest lifetime that a server grants. A longer request is reduced to it.
pub const INVITATION_LIFETIME_MAX: Duration = Duration::from_secs(24 * 60 * 60);

/// The shortest lifetime of an invitation that a person can use.
pub const INVITATION_LIFETIME_MIN: Duration = Duration::from_secs(10);

/// How long a question to the User stays open. After that it counts as refused.
pub const CONSENT_TIMEOUT: Duration = Duration::from_secs(60);

/// How long the sharer's terminal must be quiet after Control Sharing before a line from it can
/// grant something again, and how long it must be quiet between two sessions of `listen`. The Helper's
/// last keystrokes can still be in flight in the terminal program.
pub const TERMINAL_QUIET_TIME: Duration = Duration::from_millis(1_000);

/// How long one attempt to prove the code may take. After that the slot can be claimed again.
pub const PROOF_TIMEOUT: Duration = Duration::from_secs(15);

/// Claims of one invitation that prove the code side by side, each with a handshake of its own. For a further one, the
/// one ends whose claimant has been silent longest; of a source that has several, one of those. A claimant that answers
/// is out of it after one round trip. In the sharer, each takes less than 1 KB.
pub const CLAIMS_AT_ONCE: usize = 32;

/// Claims that the sharer was sent and has not answered. Further ones wait, so that claims come to a sharer only as fast
/// as it answers them: each costs it two multiplications on the curve.
pub const CLAIMS_UNANSWERED: usize = 8;

/// Claims that wait at the server for one invitation until the sharer has answered others. A further one is refused as
/// busy; so is the last one of a source that has proven nothing there before, if the further one is of another source.
pub const CLAIMS_WAITING: usize = 32;

/// How long a claim waits so. After that it is refused as busy. The proof fits into the rest of [`PROOF_TIMEOUT`].
pub const CLAIM_WAIT: Duration = Duration::from_secs(10);

/// Bodies that the server relays from a claimant before the sharer's verdict: its proof, and what it says along with it,
/// with all [`CANDIDATES`]. More are a protocol error.
pub const PROOF_BODIES: u32 = 80;

/// The same in bytes: the longest session description, and candidates of the usual length.
pub const PROOF_BYTES: usize = 96 * 1024;

/// Sources of which the server remembers for one invitation that they have claimed it and proven nothing; of more, the
/// first is forgotten.
pub const UNPROVEN_SOURCES: usize = 64;

/// How long a page keeps what it has prepared for a session before the Helper presses Connect: long
/// enough to type a name, short enough that the computer is still in the same network.
pub const PREPARED_LIFETIME: Duration = Duration::from_secs(60);

/// How long the direct connection may take to be established after the code was proven.
pub const TRANSPORT_TIMEOUT: Duration = Duration::from_secs(30);

/// Interval of the heartbeat that each end sends.
pub const HEARTBEAT_INTERVAL: Duration = Duration::from_millis(500);

/// When the picture is not confirmed as current for this time, the page dims it and shows its age.
/// Twice [`HEARTBEAT_INTERVAL`], with which the sharer confirms it.
pub const PICTURE_STALE: Duration = Duration::from_millis(1_000);

/// Time without a heartbeat after which everything that the Helper holds down is released.
pub const HEARTBEAT_STALE: Duration = Duration::from_millis(2_000);

/// When a waiting sharer retries after the server was full or limited its rate.
pub const OPEN_RETRY: Duration = Duration::from_secs(10);

/// Protocol errors of the peer (wrong state, wrong type, malformed) after which it is disconnected.
pub const PEER_PROTOCOL_ERRORS: u32 = 32;

/// Length of a display name (a person's name in UTF-8). The page cuts a longer name; a message with
/// a longer name is refused.
pub const NAME_BYTES: usize = 96;

/// Length of a question that the owner of the machine words. A longer one is an error of the
/// policy: people would not read it.
pub const CONSENT_TEXT_BYTES: usize = 2048;

/// Size of a policy or settings file. A larger file is an error: it is a different kind of file.
pub const SETTINGS_BYTES: u64 = 256 * 1024;

/// Helpers that a policy may name. Each takes about a hundred bytes of the file. More are an error.
pub const POLICY_HELPERS: usize = 256;

/// Length of one chat message in UTF-8. The page does not send a longer one.
pub const CHAT_BYTES: usize = 16 * 1024;

/// Size of one message on the control channel, with the escapes of JSON. A larger one is a protocol
/// error.
pub const CONTROL_MESSAGE_BYTES: usize = 60 * 1024;

/// Chat messages of a peer within [`CHAT_WINDOW`]. Further ones are dropped and counted.
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
/// [`HEARTBEAT_INTERVAL`], twenty in a window; twice as many more arrive at once after a stalled connection.
pub const PINGS: u32 = 60;

/// Requests for another display that a peer may send in [`REQUEST_WINDOW`]; those above it are
/// dropped. Each restarts the capture. A person who clicks through all displays sends fewer.
pub const DISPLAY_REQUESTS: u32 = 20;

/// Requests for a keyframe on the control channel that a peer may send in [`REQUEST_WINDOW`]; those above
/// it are dropped. A decoder that fails asks twice a second at most.
pub const KEYFRAME_REQUESTS: u32 = 30;

/// See [`PINGS`] and [`DISPLAY_REQUESTS`]. So many at once, and as many again spread evenly over each window.
pub const REQUEST_WINDOW: Duration = Duration::from_secs(10);

/// Chat messages that the page shows. The oldest is removed first.
pub const CHAT_KEPT: usize = 500;

/// Size of one input message. A larger one is a protocol error.
pub const INPUT_MESSAGE_BYTES: usize = 64;

/// Moves of the pointer, and other input events, that the gate admits at once, and as many again spread evenly over each
/// second. Further ones are dropped; the Helper is told unless they are moves. Fast typing makes 20 events a second, a mouse
/// at 125 Hz with a key held down 160.
pub const INPUT_EVENTS_PER_SECOND: u32 = 500;

/// Input events that the page sends in a second, beside [`INPUT_BURST`]. With [`INPUT_IN_FLIGHT`] the gate drops none of
/// them, however the network bunches them up.
pub const INPUT_EVENTS_SENT_PER_SECOND: u32 = 400;

/// Input events that the page sends at once, after a pause.
pub const INPUT_BURST: u32 = 200;

/// Input events that the page sends without hearing that they arrived. Moves of the pointer do not count.
pub const INPUT_IN_FLIGHT: usize = 200;

/// Input events that wait in the page for their turn: a text of about 2,000 characters that an input method writes at once,
/// or ten seconds of them. For further ones the Helper is told that they are lost.
pub const INPUT_WAITING: usize = 4_096;

/// Keys and buttons that can be held down at once. Further presses are dropped: a person has ten
/// fingers.
pub const HELD_KEYS: usize = 24;

/// Consecutive requests for control, or for another right, that the User did not grant. Further requests for it are
/// refused without asking the User.
pub const CONTROL_REQUESTS: u32 = 3;

/// Requests for a right beside the picture and control within [`REQUEST_WINDOW`]. More are dropped.
pub const RIGHT_REQUESTS: u32 = 20;

/// For how long a right is granted that the User grants for ten minutes.
pub const RIGHT_TIME: Duration = Duration::from_secs(600);

/// How long control lasts at a time where no key of the User ends it. The Helper can request it again.
pub const CONTROL_WITHOUT_PANIC_KEY: Duration = Duration::from_secs(300);

/// Proposals of the User to remember each other for which the Helper is asked in one session.
/// Further ones are answered without asking the Helper.
pub const REMEMBER_PROPOSALS: u32 = 3;

/// Side of the largest cursor shape in px. A larger shape is not sent; the page keeps the cursor that it
/// has.
pub const CURSOR_EDGE: u16 = 256;

/// Cursor shapes that the page caches. The oldest is removed first.
pub const CURSOR_SHAPES: usize = 64;

/// Displays of one desktop that are offered to the Helper. Further ones are left out, but are part
/// of the picture of all displays.
pub const DISPLAYS: usize = 16;

/// Side of the largest display in px that the protocol supports.
pub const DISPLAY_EDGE: u32 = 16_384;

/// Length of a session description. A longer one is a protocol error.
pub const SDP_BYTES: usize = 32 * 1024;

/// Length of one ICE candidate line.
pub const CANDIDATE_BYTES: usize = 1024;

/// ICE candidates that are accepted from the other end. Further ones are dropped.
pub const CANDIDATES: u32 = 64;

/// ICE candidates of the other end to which one path sends checks, those in its offer included. Further ones are
/// dropped. A browser has about ten; each is paired with each of ours.
pub const CHECKED_CANDIDATES: usize = 48;

/// Media sections of a session description. One with more is refused. A browser's has two.
pub const MEDIA_SECTIONS: usize = 8;

/// Size of one body that the signal server relays, before base64.
pub const BODY_BYTES: usize = 40 * 1024;

/// Size of one message on the signal link. A larger one closes the connection.
pub const SIGNAL_MESSAGE_BYTES: usize = 60 * 1024;

/// Size of the body of a claim. A request to resume has a third of it. A larger one is a protocol error. Each connection
/// has one claim at most, so those that wait at the server take 6 MB.
pub const CLAIM_BYTES: usize = 256;

/// Bodies that the server relays within one claim. More end the claim. A session needs about
/// twenty.
pub const RELAYED_BODIES: u32 = 512;

/// Frames that can be queued between encoder and network. When the queue is full, the next capture
/// is skipped.
pub const FRAME_QUEUE: usize = 2;

/// Size of one encoded picture on a channel. A keyframe of the largest screen full of text has a third
/// of it. A larger one is not sent; a received one ends the path.
pub const VIDEO_FRAME_BYTES: usize = 8 << 20;

/// Invitations that one signal server stores: one for each of its connections. For a further one, that whose sharer has been
/// lost for the longest time ends; where there is none, the further one is refused as full. Ten thousand take a few
/// megabytes.
pub const INVITATIONS: usize = SIGNAL_CONNECTIONS;

/// Open invitations from one address. Further ones are refused as full. An office behind one IPv4
/// address stays far below it.
pub const INVITATIONS_PER_ADDRESS: usize = 256;

/// Ended invitations that the server remembers (tombstones), so that it can report why they ended.
/// The oldest is removed first.
pub const TOMBSTONES: usize = 4096;

/// Lifetime of a tombstone. The slot is not reused during this time, because people may still type
/// the old code. Afterwards the slot is free, which keeps slot numbers short.
pub const TOMBSTONE_LIFETIME: Duration = Duration::from_secs(60 * 60);

/// How long a sharer that lost its connection to the server keeps its slot. It covers a change of
/// network or a short sleep of a laptop. Afterwards the invitation counts as revoked.
pub const SHARER_GRACE: Duration = Duration::from_secs(120);

/// Grants of lanes and relays that outlive their claim for [`SHARER_GRACE`], because only a signal link
/// may have broken. At the bound the oldest is revoked.
pub const LINGERING_GRANTS: usize = 10_000;

/// An invitation that the sharer revokes within this time before its end counts as expired: the end
/// is sent in whole seconds, and both clocks check it.
pub const EXPIRY_TOLERANCE: Duration = Duration::from_millis(1_500);

/// WebSockets of one signal server, if the system lets it open so many files. For a further one, one of the source
/// that has the most is closed: one that holds nothing, or one of at least two. Where there is none, the further one
/// gets [`Refusal::Full`](crate::signal::Refusal::Full) and is closed. All of them take about 1 GB.
pub const SIGNAL_CONNECTIONS: usize = 40_000;

/// WebSockets from one address (IPv4, or IPv6 /64; twice as many from a /56, four times from a /48). For a further one,
/// the oldest of them that holds nothing is closed; where there is none, the further one gets
/// [`Refusal::RateLimited`](crate::signal::Refusal::RateLimited) and is closed.
pub const SIGNAL_CONNECTIONS_PER_ADDRESS: usize = 512;

/// HTTP connections (requests, and WebSockets before their upgrade) that are served at once. For a further one, one of
/// the address that has the most is closed, as with [`SIGNAL_CONNECTIONS`]; where there is none, it waits.
pub const HTTP_CONNECTIONS: usize = 2048;

/// The same from one address, counted as with [`SIGNAL_CONNECTIONS_PER_ADDRESS`], before TLS and HTTP. For a further
/// one, the oldest of them whose client has not sent a request is closed; where there is none, the further one is.
/// One of a trusted proxy counts for the client whose request it serves, if the client has room; else the request is refused
/// (429). An office of forty people loads the page at once.
pub const HTTP_CONNECTIONS_PER_ADDRESS: usize = 256;

/// HTTP connections of the server inside the sharer: for a household, whose computers load the page.
pub const HOME_HTTP_CONNECTIONS: usize = 64;

/// The same from one address. A browser opens six.
pub const HOME_HTTP_CONNECTIONS_PER_ADDRESS: usize = 16;

/// WebSockets of the server inside the sharer. One session needs two; pages that watch need one each.
pub const HOME_CONNECTIONS: usize = 64;

/// The same from one address.
pub const HOME_CONNECTIONS_PER_ADDRESS: usize = 16;

/// Connections of lanes at the server inside the sharer. One session needs two, and two more while one is replaced.
pub const HOME_LANE_CONNECTIONS: usize = 32;

/// The same from one address.
pub const HOME_LANE_CONNECTIONS_PER_ADDRESS: usize = 8;

/// Signal links that wait at the same time for the close frame of their client (RFC 6455 section 7.1.1), after the server
/// has closed them. At the bound a link ends without it.
pub const SIGNAL_CLOSING_LINKS: usize = 64;

/// Evicted connections that have not ended yet. At the bound the server accepts none until one of them has.
pub const EVICTED_CONNECTIONS: usize = 8;

/// Files that a signal server may not use for connections: its own, and connections that are just ending.
pub const SERVER_RESERVED_FILES: usize = 128;

/// Files that the server inside the sharer leaves to the session: its log, paths, X connections, programs that it starts.
/// A session has about fifty.
pub const SHARER_RESERVED_FILES: usize = 192;

/// How long an HTTP connection may take for the TLS handshake, and how long for the head of a
/// request, including the wait for the next request. A slower connection is closed.
pub const HTTP_READ_TIMEOUT: Duration = Duration::from_secs(10);

/// Lifetime of one HTTP connection, including requests and responses. Then the client is disconnected, so that
/// others can connect.
pub const HTTP_LIFETIME: Duration = Duration::from_secs(2 * 60);

/// The lowest rate, in bytes a second, at which a client reads a response. The page takes a minute and a half so. A
/// client that has been slower for [`HTTP_WRITE_TIMEOUT`] is disconnected.
pub const HTTP_MIN_BYTES_PER_SECOND: u64 = 4 * 1024;

/// See [`HTTP_MIN_BYTES_PER_SECOND`]. The system's buffer may hide for some seconds that a client reads.
pub const HTTP_WRITE_TIMEOUT: Duration = Duration::from_secs(20);

/// Size of the head of one HTTP request. A larger one is refused.
pub const HTTP_HEAD_BYTES: usize = 16 * 1024;

/// Late messages of one connection: they crossed the end of its claim in flight. More close the
/// connection. A session description with all its candidates fits.
pub const LATE_MESSAGES: u32 = 128;

/// Messages that can be queued for one WebSocket of the server. When the queue is full, the client
/// is too slow and is disconnected. All that strangers can send to a sharer before its next word has room:
/// [`CLAIMS_UNANSWERED`] claims, the ends of [`CLAIMS_AT_ONCE`], and [`PROOF_BODIES`] for each of [`WRONG_CODES`] guesses.
pub const SIGNAL_QUEUE: usize = 320;

/// Bytes of bodies that can be queued for one WebSocket of the server. When there are more, the client is too slow and is
/// disconnected. A session has a tenth of it in flight.
pub const SIGNAL_QUEUE_BYTES: usize = 512 * 1024;

/// The same for all WebSockets together. When there are more, the clients of the source that has the most of them are
/// disconnected.
pub const SIGNAL_QUEUED_BYTES: usize = 64 << 20;

/// Events of all WebSockets that can be queued for the server's registry. When the queue is full,
/// the server stops reading from the sockets (backpressure).
pub const SIGNAL_EVENTS: usize = 1024;

/// How long a new WebSocket can be silent before it is closed.
pub const SIGNAL_FIRST_MESSAGE_TIMEOUT: Duration = Duration::from_secs(15);

/// How often the server pings each WebSocket.
pub const SIGNAL_PING_INTERVAL: Duration = Duration::from_secs(20);

/// Time without a message or pong after which the server closes a WebSocket: two pings were lost.
pub const SIGNAL_IDLE_TIMEOUT: Duration = Duration::from_secs(50);

/// How long one message to a WebSocket may take. After that the client counts as gone.
pub const SIGNAL_WRITE_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a stopping server waits for its connections to end.
pub const SIGNAL_STOP_TIMEOUT: Duration = Duration::from_secs(3);

/// Payload of one record of a lane. Longer messages are cut, so that a control message waits for one
/// fragment of a picture, and not for all of it.
pub const LANE_FRAGMENT_BYTES: usize = 16 * 1024;

/// Size of one binary message of a lane: a fragment with its header and the tag of its encryption. A
/// larger one ends the lane.
pub const LANE_MESSAGE_BYTES: usize = LANE_FRAGMENT_BYTES + 64;

/// Connections of lanes at one signal server, also those that have not said their token, if the system lets it open so many
/// files. For a further one, one is closed as with [`SIGNAL_CONNECTIONS`]; one whose other end is not there holds nothing. Each
/// takes up to 90 kB, besides what waits for it ([`LANES_QUEUED_BYTES`]).
pub const LANE_CONNECTIONS: usize = 8_192;

/// The same from one address.
pub const LANE_CONNECTIONS_PER_ADDRESS: usize = 512;

/// How long a new connection of a lane may take to say its token. After that it is closed. The page opens it
/// before the Helper presses Connect, and again at that time if it was closed.
pub const LANE_TOKEN_TIMEOUT: Duration = SIGNAL_FIRST_MESSAGE_TIMEOUT;

/// Bytes that wait in the server for one end of a lane, until they are written. When they are full, the server stops reading
/// from the other end (TCP back-pressure), with one more message in hand.
pub const LANE_QUEUE_BYTES: usize = 64 * 1024;

/// The same in messages: most are far smaller than [`LANE_MESSAGE_BYTES`].
pub const LANE_QUEUE: usize = 128;

/// Bytes that wait in the server for the ends of all lanes together. When there are more, connections of the source for which
/// most of them wait are closed, one by one, those with most first. A thousand lanes whose readers are slow have it.
pub const LANES_QUEUED_BYTES: usize = 64 << 20;

/// Bytes that arrive on a lane before the sharer's proof, which comes on the signal link. They are kept until
/// then. The sharer sends a first window, about 20 KB with what is urgent; more ends the lane.
pub const LANE_EARLY_BYTES: usize = 64 * 1024;

/// How many bytes of a lane its receiver acknowledges at once, at most.
pub const LANE_ACK_BYTES: u64 = 16 * 1024;

/// How long the receiver of a lane waits for [`LANE_ACK_BYTES`] before it acknowledges fewer.
pub const LANE_ACK_DELAY: Duration = Duration::from_millis(20);

/// Transfers of files and clipboards at once, in each direction. A further one has to wait. They share one channel, so
/// that more would only make each slower.
pub const TRANSFERS: usize = 8;

/// Bytes of a file or a clipboard in one message. With its header it is one record of a lane
/// ([`LANE_FRAGMENT_BYTES`]) and one message that every browser takes. A larger one is malformed.
pub const TRANSFER_CHUNK_BYTES: usize = 15 * 1024;

/// Chunks of a transfer that the sharer writes to its disk have at least so many bytes on average. On a slow path a sender
/// takes fragments of 1 KiB, so that nothing urgent waits; one whose chunks are smaller is stopped, since each costs a job.
pub const TRANSFER_MEAN_BYTES: u64 = 512;

/// Chunks that may be smaller than [`TRANSFER_MEAN_BYTES`] in each transfer: the last one, and those before a window that
/// is nearly full.
pub const TRANSFER_SMALL_CHUNKS: u64 = 32;

/// Bytes of all transfers in one direction that are sent and not acknowledged: what the receiver may have to keep while
/// its disk is slow. A path with a round trip of 100 ms carries 80 Mbit/s with it. A sender waits at the bound; a
/// receiver refuses what is above it.
pub const TRANSFER_WINDOW: u64 = 1 << 20;

/// Chunks of one transfer that its sender reads ahead of what it sends (240 KB), so that the time of a read is not lost for the path,
/// and that of a busy computer neither.
pub const TRANSFER_READS: usize = 16;

/// How many bytes of a transfer its receiver acknowledges at once, at most.
pub const TRANSFER_ACK_BYTES: u64 = LANE_ACK_BYTES;

/// Length of the name of a file that is sent, in UTF-8. Every system takes names of 255; the rest is for what is put in
/// front of one. A longer name is cut.
pub const FILE_NAME_BYTES: usize = 200;

/// Files of one question: the User sees the names. With their names in JSON they fit into one control message
/// ([`CONTROL_MESSAGE_BYTES`]). The page offers more in several batches.
pub const FILES_PER_BATCH: usize = 64;

/// Files of a folder that is sent. The User is asked about all of them at once, and reads their number. For a folder with
/// more the Helper is told to send it as one file, a ZIP archive for example.
pub const FOLDER_FILES: usize = 1_000;

/// Files and empty folders of one Helper that a User may agree to in a session. More are refused, or they would fill the session log
/// ([`LOG_ENTRIES`]), which has an entry for each: what happens after that would not be in it.
pub const FILES_PER_SESSION: usize = 3_000;

/// The folders within each other around a file that is sent. A deeper path is malformed; the page does not send the folder.
pub const FOLDER_DEPTH: usize = 16;

/// Length of the names of these folders, with a separator each. With the folder that it goes to, a path stays below the
/// 4096 bytes that Linux takes. A longer one is malformed.
pub const FOLDER_PATH_BYTES: usize = 1024;

/// Files of the User's folder that the Helper reads the names of before they take it. It is one archive, so that no other
/// name is needed.
pub const FOLDER_LISTED: usize = 8;

/// Length of all names and paths of a batch of files: what one question keeps in memory. Above it the page does not send the
/// folder.
pub const BATCH_BYTES: usize = 256 * 1024;

/// Length of all names and paths in one message about a batch. With JSON around each they fit into one control message
/// ([`CONTROL_MESSAGE_BYTES`]); the rest of a batch comes in further messages.
pub const BATCH_PART_BYTES: usize = 32 * 1024;

/// Size of one file. A larger one is refused: no disk of a desktop takes it, and sums of sizes stay far below 2⁶⁴.
pub const FILE_BYTES: u64 = 1 << 46;

/// Batches of files that one Helper may offer and the User has not answered. A further one is refused.
pub const FILE_BATCHES: usize = 4;

/// Files of one Helper that are sent at once; the others of their batch wait. Of the [`TRANSFERS`], some are left for what
/// goes the other way and for the clipboard.
pub const FILES_AT_ONCE: usize = 3;

/// Files or folders that the User chooses at once in the desktop's dialog. Of more, none is taken: each is a transfer, of which
/// there are [`TRANSFERS`], and the User reads their paths before they are sent.
pub const CHOSEN_FILES: usize = TRANSFERS;

/// From this size on the page shows how far a clipboard is: a smaller one is there at once.
pub const CLIPBOARD_SHOWN_BYTES: u64 = 256 * 1024;

/// How often the two people are told how far a file is.
pub const FILE_PROGRESS_INTERVAL: Duration = Duration::from_millis(500);

/// How long nothing may come of a file that could come, and no file of a batch that the User has agreed to, before it ends. The
/// slowest path brings a chunk in seconds; a scan, a pause and a lost path do not count.
pub const FILE_STALLED: Duration = Duration::from_secs(5 * 60);

/// How long a Helper may leave it open whether they want a file that the User has chosen for them, before it ends. They may have to
/// make room for it or ask somebody first; a pause and a lost path do not count.
pub const FILE_UNANSWERED: Duration = Duration::from_secs(15 * 60);

/// Files that the page lists. Of more, the oldest ones that are over are left out.
pub const FILE_ROWS: usize = FILE_BATCHES * FILES_PER_BATCH;

/// Files that the page keeps in memory while they arrive, all together: where the browser gives the page no private file
/// system on the disk. A file above it is refused. A computer with 2 GB of memory keeps so much beside the page.
pub const MEMORY_FILE_BYTES: u64 = 500_000_000;

/// How long the page keeps its own copy of a file after it has told the browser to save it, at least: the browser does not
/// say when it has read it. The Helper's disk may be asleep, and a virus scanner may come first.
pub const SAVED_FILE_KEPT: Duration = Duration::from_secs(2 * 60);

/// How fast the browser copies a file that is saved, at least. [`SAVED_FILE_KEPT`] is longer by the time that this takes: a
/// slow memory card writes so much.
pub const SAVED_FILE_BYTES_PER_S: u64 = 5_000_000;

/// Files with the same name in a folder, told apart by a number. Above it, a file is refused.
pub const FILES_OF_ONE_NAME: u32 = 1_000;

/// Free space that a file must leave on the disk: a desktop without any does not work.
pub const DISK_RESERVE: u64 = 64 << 20;

/// How old the hidden file of a transfer is that nothing writes any more: its program has ended without removing it.
pub const ABANDONED_FILE: Duration = Duration::from_secs(24 * 60 * 60);

/// How long the owner's virus scanner may take for one file. After that the file counts as refused.
pub const SCANNER_TIMEOUT: Duration = Duration::from_secs(10 * 60);

/// How long the receiver of a transfer waits for [`TRANSFER_ACK_BYTES`] before it acknowledges fewer.
pub const TRANSFER_ACK_DELAY: Duration = LANE_ACK_DELAY;

/// Bytes of transfers that wait at one end of a path until the path takes them. Above that no chunk is sent before there
/// is room again. Where the path cannot tell them from what is in flight (the sharer's data channel), [`TRANSFER_WINDOW`] more.
pub const BULK_QUEUE_BYTES: usize = 256 * 1024;

/// Addresses and blocks of addresses with token buckets of their own. When the table is full, the least recently used one
/// is removed. All of them take 16 MB.
pub const THROTTLE_ADDRESSES: usize = 65_536;

/// How long after its start a server takes the claim of a sharer to the slot that it had before for true as far as the rate limits
/// are concerned. All sharers come back at once then.
pub const RESTART_GRACE: Duration = SHARER_GRACE;

/// Rectangles that describe the changes of one capture. More are merged into the nearest ones. Each
/// costs a round trip to the X server, and a screen rarely changes in more places at once.
pub const DAMAGE_RECTS: usize = 16;

/// The shortest time between two keyframes that a viewer requested. A keyframe of a screen full of
/// text has 300 kB; constant requests must not fill the path.
pub const KEYFRAME_SPACING: Duration = Duration::from_millis(250);

/// A keyframe request that comes this long after the last frame does not mean loss: Chromium sends
/// one after 3 s without frames. For an unchanged screen it would cost a keyframe each time.
pub const IDLE_KEYFRAME_REQUEST: Duration = Duration::from_millis(2_500);

/// How often an unchanged picture is encoded again at most, so that it becomes sharp. At 2.5 Mbit/s
/// a screen full of text takes about twenty times.
pub const REFINEMENTS: u32 = 30;

/// The same limit when lossless tiles follow soon, which replace the refinement. Each encoding
/// costs processor time and delays new changes. One is needed: it makes the viewer notice that the
/// last packet of the previous frame is missing.
pub const REFINEMENTS_BEFORE_TILES: u32 = 1;

/// The same limit below [`QUICK_TILES_KBIT_S`]: a sharper picture helps until all tiles have arrived.
pub const REFINEMENTS_BEFORE_SLOW_TILES: u32 = 4;

/// From this bandwidth in kbit/s, the tiles of a screen full of text (half a megabyte) take a
/// second or two.
pub const QUICK_TILES_KBIT_S: u32 = 3_000;

/// Size of a frame with no relevant change. After [`REFINED_FRAMES`] of them in a row, an unchanged
/// picture does not become sharper.
pub const REFINED_BYTES: usize = 128;

/// See [`REFINED_BYTES`].
pub const REFINED_FRAMES: u32 = 3;

/// The time between two encodings of an unchanged picture.
pub const REFINEMENT_SPACING: Duration = Duration::from_millis(80);

/// A change is large when it covers at least one part in this many of the picture. It matters where
/// the frame rate is reduced. A dragged window is larger; typed text, a cursor or a small video are
/// not.
pub const LARGE_CHANGE_PART: u64 = 16;

/// The time between two frames during a large change, where the frame rate is reduced. Five frames
/// a second still show the position of a dragged window.
pub const LARGE_CHANGE_SPACING: Duration = Duration::from_millis(200);

/// Pixels of the largest screen that is sent in 4:4:4. Browsers decode 4:4:4 in software, which
/// would be too slow for larger screens on an older computer.
pub const CHROMA_444_PIXELS: u64 = 2560 * 1600;

/// The bit rate below which 4:2:0 is used, and the one from which 4:4:4 is used, in kbit/s. At a
/// low bit rate 4:2:0 gives a third more frames. The gap avoids frequent changes, each of which
/// needs a keyframe.
pub const CHROMA_444_KBIT_S: (u32, u32) = (1_500, 2_500);

/// The longest side of an encoded picture in px; the shorter one is [`ENCODED_EDGE_SHORT`]. A
/// larger screen is scaled down: common H.264 encoders and decoders support no more.
pub const ENCODED_EDGE_LONG: u32 = 3840;

/// See [`ENCODED_EDGE_LONG`].
pub const ENCODED_EDGE_SHORT: u32 = 2160;

/// Size of one lossless tile as PNG. A row of cells that takes more is split into shorter rows. A
/// single cell never takes more, whatever it shows.
pub const TILE_BYTES: usize = 60 * 1024;

/// Tiles in one frame that consists of tiles alone. The sharer sends 24 at most. A frame with more is
/// malformed: the page compares each tile with those that wait.
pub const TILE_FRAME_TILES: usize = 64;

/// How long a part of the screen must be unchanged before it is sent without loss: longer than the
/// pauses of a person who types or scrolls.
pub const TILE_DELAY: Duration = Duration::from_millis(300);

/// Lossless tiles in flight. More would waste bandwidth on areas that change in the meantime.
pub const TILES_IN_FLIGHT: usize = 2;

/// The queueing delay that lossless tiles may cause for what follows them, at the estimated
/// bandwidth: about one frame.
pub const TILE_QUEUE_DELAY: Duration = Duration::from_millis(40);

/// Pixels of the largest picture that lossless tiles cover (8K). The page keeps them in a canvas
/// with four bytes per pixel, and at most twice as many pixels in tiles that wait for their frame.
pub const TILE_LAYER_PIXELS: u64 = 7680 * 4320;

/// Notices that can be queued for the User's terminal, or for the program that reads the JSON
/// lines. When the queue is full, further ones are dropped and counted; the reader gets the number
/// when it reads again. A session makes fewer while a person reads a screenful. They take 4 MB if
/// all of them are chat messages of [`CHAT_BYTES`].
pub const USER_NOTICES: usize = 256;

/// Dropped notices that are sent again when the reader reads again, because they describe a state.
/// Of more, the oldest are left out. There are fewer kinds of state, and at most two open
/// questions.
pub const MISSED_STATES: usize = 16;

/// How long the program waits at its end for the last notices to be written. A reader that reads at
/// all takes them in moments.
pub const LAST_NOTICES_TIMEOUT: Duration = Duration::from_secs(1);

/// How long a page waits for the last messages on a path once the sharer has said through the server that the session is
/// over. After that it ends without them.
pub const LAST_MESSAGES_TIMEOUT: Duration = Duration::from_millis(500);

/// Bytes of the program's own log that can be queued for standard error. Further lines are dropped
/// and counted. It is enough for a burst of everything that can be logged.
pub const TRACE_BYTES: usize = 1024 * 1024;

/// Injections that can be queued for the desktop: a press and a release of each character of a whole text, and more. When the
/// queue is full, pointer moves are dropped first, then new presses. A release is never dropped.
pub const INJECT_QUEUE: usize = 512;

/// Entries of one session log. The last [`LOG_RESERVE`] of them are reserved for entries that a
/// Helper cannot flood: consent, control, pauses and the end. A busy session of a day has a few
/// hundred.
pub const LOG_ENTRIES: usize = 4096;

/// See [`LOG_ENTRIES`].
pub const LOG_RESERVE: usize = 512;

/// Size of one session log, so that the file can be written as a whole for each entry, and a
/// browser can store it. Entries that can be flooded leave the last [`LOG_RESERVE_BYTES`] free.
pub const LOG_BYTES: usize = 4 << 20;

/// See [`LOG_BYTES`].
pub const LOG_RESERVE_BYTES: usize = 512 << 10;

/// How long lines of the session log may wait for the disk while none of them gets there, where the owner of the
/// computer wants every session logged. A busy disk takes a second or two for a write; the session ends when
/// this is over.
pub const LOG_WRITE_TIMEOUT: Duration = Duration::from_secs(10);

/// How long the Helper's side may take to sign an entry of the session log that it can see itself, while it can be
/// reached. A signature comes a round trip after its entry. When this is over, the User is told, and the log says so,
/// a second later at most: both within 10 s of the entry.
pub const LOG_SIGNATURE_TIMEOUT: Duration = Duration::from_secs(8);

/// Events that the Helper's page has seen, and that the sharer has not written into the session log yet: as many
/// messages as a Helper can write in a minute over a path that is interrupted. Of more, the page forgets the
/// oldest, and does not sign their entries.
pub const LOG_EVENTS_SEEN: usize = 256;

/// Length of the text of one log entry: a chat message of [`CHAT_BYTES`] after a name of
/// [`NAME_BYTES`], when each byte is replaced by the three bytes of U+FFFD. Longer text is cut.
pub const LOG_TEXT_BYTES: usize = 3 * (CHAT_BYTES + NAME_BYTES + 2);

/// Length of the event of one log entry: one of our sentences with a name. A longer one is cut.
pub const LOG_EVENT_BYTES: usize = 512;

/// Size of a session log that is read from a file. Our logs have at most [`LOG_BYTES`] and one
/// entry more. A larger file is not a log of ours.
pub const LOG_READ_BYTES: usize = 2 * LOG_BYTES;

/// Desktop settings that one session changes. A desktop with four monitors of four workspaces each
/// has the most.
pub const APPEARANCE_CHANGES: usize = 64;

/// Length of one value of a desktop setting. A longer one is not changed: it is not a style.
pub const APPEARANCE_VALUE_BYTES: usize = 4096;

/// Size of the record of changed desktop settings: [`APPEARANCE_CHANGES`] changes, whose values are
/// mostly file names. A larger file is not such a record.
pub const APPEARANCE_RECORD_BYTES: usize = 256 * 1024;

/// Length of the output of a desktop program. It fits into a pipe. A program that writes more is
/// not waited for.
pub const APPEARANCE_ANSWER_BYTES: usize = 60 * 1024;

/// How long a desktop program may take to read or change one setting. A slower one is killed, and
/// not started again until the end of the session.
pub const APPEARANCE_PROGRAM_TIMEOUT: Duration = Duration::from_secs(2);

/// How long the end of a session waits until the appearance of the desktop is restored. The next
/// start restores the rest.
pub const APPEARANCE_RESTORE_TIMEOUT: Duration = Duration::from_secs(5);

/// Size of what is in the clipboard, all its formats together: a picture of a large screen as PNG fits. A
/// format for which there is no room is left out.
pub const CLIPBOARD_BYTES: usize = 16 << 20;

/// Size of an image that is copied on Windows as pixels, four bytes each, before it is compressed: two large screens
/// fit. A larger one is not read, and one in the Helper's clipboard is written as PNG only.
pub const CLIPBOARD_IMAGE_BYTES: usize = 64 << 20;

/// STUN and TURN servers that the signal server names to one end. A message with more is malformed.
pub const ICE_SERVERS: usize = 4;

/// Addresses of one STUN or TURN server: one for each transport and address family. A message with more
/// is malformed.
pub const ICE_SERVER_URLS: usize = 8;

/// Length of one address, username or credential of a STUN or TURN server. A message with a longer one
/// is malformed.
pub const ICE_SERVER_TEXT_BYTES: usize = 300;

/// How long the two ends try to reach each other again when every path is lost, unless a policy says
/// otherwise. After that the session ends. It covers a walk to another room, a restarted router, and a
/// laptop that sleeps for a moment.
pub const RECONNECT_TIMEOUT: Duration = Duration::from_secs(120);

/// The shortest time that may stand in the place of [`RECONNECT_TIMEOUT`]: the two ends need a few seconds to
/// notice that a path is lost, and to meet again.
pub const RECONNECT_TIMEOUT_MIN: Duration = Duration::from_secs(10);

/// The longest such time. So long the Helper's rights hold while nobody is there.
pub const RECONNECT_TIMEOUT_MAX: Duration = Duration::from_secs(600);

/// How long the sharer waits for a page that said that it goes away: long enough to load it again. After
/// that the Helper has left.
pub const RELOAD_TIMEOUT: Duration = Duration::from_secs(15);

/// How long after a page said that it is likely to go away its loss counts as that: until what is loaded instead answers.
pub const LEAVING: Duration = Duration::from_secs(10);

/// Time without a message on the path in use after which another path that works is used instead: two
/// heartbeats are missing.
pub const PATH_SILENT: Duration = Duration::from_millis(1_250);

/// How often the page pings a path that is not in use.
pub const SPARE_PATH_PING: Duration = Duration::from_secs(5);

/// Time without a message after which a path that is not in use does not count as working.
pub const SPARE_PATH_SILENT: Duration = Duration::from_secs(11);

/// How long a better path must have been heard without a gap before it is used again, after it was
/// given up.
pub const PATH_TRUSTED: Duration = Duration::from_secs(2);

/// How long after the proof of the code the direct path has the first try, before pictures go over the
/// server's lane. It has none where there is none, or it cannot be up by then ([`DIRECT_ROUND_TRIPS`]).
pub const LANE_AFTER: Duration = Duration::from_millis(400);

/// Round trips that a direct path takes at least, after the proof of the code: ICE, DTLS and SCTP. One round
/// trip is how long the proof took.
pub const DIRECT_ROUND_TRIPS: u32 = 5;

/// How long after a path is up a lane that was lost is opened again as the spare path.
pub const SPARE_LANE_AFTER: Duration = Duration::from_secs(3);

/// Paths of one Helper at once: two that are direct, of which one replaces the other, and two lanes
/// likewise. When another one is offered, the oldest that is not in use is closed.
pub const PATHS: usize = 4;

/// Reloads of the page that a Helper is answered within [`REQUEST_WINDOW`]: each one takes a new path, and so
/// counts among [`PATH_OFFERS`], too. Further ones are not answered.
pub const RELOADS: u32 = 12;

/// Messages within [`REQUEST_WINDOW`] by which a Helper draws; those above it are dropped. The page sends one for each
/// painted frame of a line, and a few more.
pub const MARK_MESSAGES: u32 = 1200;

/// Messages within [`REQUEST_WINDOW`] that change the steps; those above it are dropped. The User reads each change.
pub const STEP_MESSAGES: u32 = 40;

/// Messages within [`REQUEST_WINDOW`] that say where a Helper points; those above it are dropped. The page sends one for
/// each painted frame.
pub const POINTER_PLACES: u32 = 1200;

/// Messages within [`REQUEST_WINDOW`] by which a Helper is told that nothing they drew is shown, because they may not
/// draw; those above it are not sent.
pub const MARKS_REFUSED: u32 = 10;

/// Points in one message of a line that is drawn. More are a protocol error. A pen reports some twenty between two
/// painted frames.
pub const MARK_MESSAGE_POINTS: usize = 256;

/// Points of one line. Further ones replace the last. A person draws some hundreds.
pub const MARK_POINTS: usize = 2048;

/// Shapes and texts that are shown at once. Of more, the oldest goes.
pub const MARKS: usize = 64;

/// Ripples that are shown at once. Of more, the oldest goes.
pub const RIPPLES: usize = 4;

/// Steps at once. Further ones are not taken.
pub const STEPS: usize = 20;

/// Length of a text that is drawn, in UTF-8. A longer one is a protocol error.
pub const MARK_TEXT_BYTES: usize = 256;

/// Length of the sentence of a step, in UTF-8. A longer one is a protocol error.
pub const STEP_TEXT_BYTES: usize = 512;

/// Length of the name of the element that a step is about, in UTF-8. A longer one is cut.
pub const ELEMENT_NAME_BYTES: usize = 120;

/// How long a shape or text is shown after it was finished, if it is not kept.
pub const MARK_SHOWN: Duration = Duration::from_secs(4);

/// How long a mark that is not kept, and not finished either, is shown after its last point.
pub const MARK_UNFINISHED: Duration = Duration::from_secs(30);

/// How long a ripple is shown.
pub const RIPPLE_SHOWN: Duration = Duration::from_millis(800);

/// How long the Helper's pointer is shown after they moved it last.
pub const POINTER_SHOWN: Duration = Duration::from_secs(10);

/// Changes within [`REQUEST_WINDOW`] of whether a Helper hears the sharer on a path; those above it are dropped,
/// and said again with the next ping. With a single path each one begins or ends an interruption.
pub const HEARING_CHANGES: u32 = 12;

/// How often within [`REQUEST_WINDOW`] a Helper is told that their input does not arrive. What is above it is not told.
pub const INPUT_LOSSES: u32 = 5;

/// Pictures that the page takes of the screen within [`REQUEST_WINDOW`]. For a further one the Helper is told to wait.
pub const PICTURES_TAKEN: u32 = 10;

/// Messages within [`REQUEST_WINDOW`] that the Helper has taken a picture; those above it are dropped. After a stalled
/// connection the pictures of three windows of the page may arrive at once.
pub const PICTURE_MESSAGES: u32 = 3 * PICTURES_TAKEN;

/// Control messages about transfers within [`REQUEST_WINDOW`]; those above it are dropped. A transfer has two or three of the
/// Helper's, and a person copies or drops no more than a few at once.
pub const TRANSFER_MESSAGES: u32 = 240;

/// Reports within [`REQUEST_WINDOW`] of what the Helper's browser decodes; those above it are dropped. Each may
/// restart the encoder. The page sends one with each path, and one when a decoder fails.
pub const DECODERS: u32 = 24;

/// Paths that a Helper may open within [`REQUEST_WINDOW`]. Further offers are protocol errors.
pub const PATH_OFFERS: u32 = 12;

/// How long a sharer that cannot reach the page waits for news on its connection to the signal server
/// before it takes a new one.
pub const REJOIN_AFTER: Duration = Duration::from_millis(250);

/// How long one attempt to meet again through the signal server may take before another one begins.
pub const REJOIN_TIMEOUT: Duration = Duration::from_secs(4);

/// The first pause of the page before it looks for the sharer at the signal server again. After each
/// [`REJOIN_RETRIES`] failed attempts it is doubled, up to [`REJOIN_RETRY_MAX`]; while a path works, after each.
pub const REJOIN_RETRY_MIN: Duration = Duration::from_millis(250);

/// See [`REJOIN_RETRY_MIN`].
pub const REJOIN_RETRIES: u32 = 4;

/// How long a claim waits at the server for the sharer, at most. It is [`REJOIN_TIMEOUT`] at first, and doubled after
/// each [`REJOIN_RETRIES`] claims that have waited in vain: the connection may be dead, but an address may
/// claim only ten times a minute.
pub const REJOIN_WAIT_MAX: Duration = Duration::from_secs(16);

/// See [`REJOIN_RETRY_MIN`]. While a path works, the next attempt waits up to
/// [`REJOIN_SPARE_RETRY_MAX`].
pub const REJOIN_RETRY_MAX: Duration = Duration::from_secs(2);

/// See [`REJOIN_RETRY_MAX`].
pub const REJOIN_SPARE_RETRY_MAX: Duration = Duration::from_secs(60);

/// Messages that are kept until the other end has acknowledged them. When there are more, it has read
/// nothing for long, and the session ends.
pub const UNACKNOWLEDGED: usize = 2_048;

/// Bytes of the messages in [`UNACKNOWLEDGED`].
pub const UNACKNOWLEDGED_BYTES: usize = 4 << 20;
