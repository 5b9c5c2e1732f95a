//! All limits of the relay. Each has its reason, and what happens when it is reached.

use core::time::Duration;

use protocol::limits::{LINGERING_GRANTS, SIGNAL_CONNECTIONS};

/// Size of the largest message or packet that the TURN server takes. A larger datagram is dropped, a
/// stream with a larger one is closed. Packets of WebRTC fit into an Ethernet frame of 1500 bytes.
pub const PACKET_BYTES: usize = 2048;

/// Lifetime of a TURN allocation that is not refreshed: the default of RFC 8656 §7.2. A request for a
/// longer or shorter one gets this one.
pub const ALLOCATION_LIFETIME: Duration = Duration::from_secs(600);

/// Lifetime of a permission of the TURN server (RFC 8656 §9).
pub const PERMISSION_LIFETIME: Duration = Duration::from_secs(300);

/// Lifetime of a channel of the TURN server (RFC 8656 §12).
pub const CHANNEL_LIFETIME: Duration = Duration::from_secs(600);

/// Age of a nonce of the TURN server. With an older one the client is told to use a new one (438).
pub const NONCE_LIFETIME: Duration = Duration::from_secs(600);

/// TURN allocations of one credential. Further ones are refused (486). A browser allocates one for
/// each URL, network interface and address family.
pub const ALLOCATIONS_PER_CREDENTIAL: usize = 12;

/// TURN allocations of one address, an IPv4 address or an IPv6 /64; a /56 may have twice and a /48 four times as
/// many. Further ones are refused (486). Forty people behind one IPv4 address stay below it.
pub const ALLOCATIONS_PER_ADDRESS: usize = 480;

/// TURN allocations of one server. Each takes a socket. When there are so many, an address that has few gets the
/// newest of the address that has most, and others are refused (508).
pub const ALLOCATIONS: usize = 4096;

/// Credentials that one TURN server stores: one for each signal link, all of which may be ends of claims, and those of claims
/// that have just ended. So no number of claims, which last as long as their links, takes those of others. At the bound a claim
/// would get none, and the two ends would have to reach each other without the relay. All of them take 15 MB.
pub const CREDENTIALS: usize = SIGNAL_CONNECTIONS + 2 * LINGERING_GRANTS;

/// Permissions of one TURN allocation, one for each address of a peer. Further ones are refused (508).
/// As many as the [`CANDIDATES`](protocol::limits::CANDIDATES) of the other end.
pub const PERMISSIONS: usize = 64;

/// Channels of one TURN allocation. Further ones are refused (508); see [`PERMISSIONS`].
pub const CHANNELS: usize = 64;

/// Bytes per second that one credential relays, in both directions together. Further packets are
/// dropped, which congestion control takes for a narrow path: 64 Mbit/s.
pub const BYTES_PER_CREDENTIAL: u64 = 8_000_000;

/// Bytes per second that the credentials used from one address relay. Further packets are dropped.
pub const BYTES_PER_ADDRESS: u64 = 40_000_000;

/// Bytes per second that one server relays: more than a network interface of 1 Gbit/s carries in both directions.
/// When more is sent, each address (an IPv6 /48 counts as one) has an equal share, and packets beyond it are
/// dropped.
pub const BYTES_OVERALL: u64 = 250_000_000;

/// How long a packet of a peer counts as an answer: as long as WebRTC may go on without hearing the other end
/// (RFC 7675 §5.1). The connectivity checks of ICE (RFC 8445) are answered several times within it.
pub const ANSWER_LIFETIME: Duration = Duration::from_secs(30);

/// Bytes that one allocation sends to peers that have not answered within [`ANSWER_LIFETIME`]: at once, and
/// how many more in each second. Further packets are dropped, so that nobody floods a computer that wants
/// nothing from the relay. A connectivity check is about 100 bytes long, its answer lifts the bound for
/// this address, and a browser makes about twenty checks in a second.
pub const UNANSWERED_PER_ALLOCATION: (u64, u64) = (32 << 10, 8 << 10);

/// The same for all allocations that one client address has.
pub const UNANSWERED_PER_ADDRESS: (u64, u64) = (256 << 10, 128 << 10);

/// The same for all that is sent to one address of peers: 256 kbit/s, and a second of 1 Mbit/s at once.
pub const UNANSWERED_PER_PEER: (u64, u64) = (128 << 10, 32 << 10);

/// The same for the whole server: 8 Mbit/s.
pub const UNANSWERED_OVERALL: (u64, u64) = (2 << 20, 1 << 20);

/// Addresses of peers for which [`UNANSWERED_PER_PEER`] is counted. When the table is full, those are removed
/// whose bytes have come back; if there are none, packets to another silent peer are dropped.
pub const UNANSWERED_PEERS: usize = 16_384;

/// The lowest port of peers. Packets to a lower one are dropped, and a channel to it is refused (403). DNS, NTP,
/// SNMP and other services of hosts listen there and answer everybody, so that an answer of theirs says
/// nothing. Browsers use ephemeral ports, which are higher (RFC 6056 §3.2), as do TURN servers for relayed addresses
/// (RFC 8656 §7.2), and NATs map them to ports of the same range (RFC 4787 §4.2.2). A little instead of nothing
/// would be worse: ICE would choose a path that carries no picture.
pub const LOWEST_PEER_PORT: u16 = 1024;

/// Bytes that a packet costs besides its payload: headers, and the work for it. So empty ones cost something.
pub const PACKET_COST: u64 = 64;

/// Addresses for which the TURN server counts requests, bytes and allocations. When the table is full,
/// the one that was silent for longest and has no allocation is removed. If all have one, requests of
/// another address are dropped.
pub const ADDRESSES: usize = 16_384;

/// Requests of one address, without an allocation, that the server answers at once, and how many more
/// in each second. Further ones are dropped, so that nobody is flooded with answers under a forged
/// address. Forty browsers behind one IPv4 address can start within a second.
pub const REQUESTS_PER_ADDRESS: (u64, u64) = (1_000, 200);

/// The same for all addresses together, once for datagrams and once for streams.
pub const REQUESTS_OVERALL: (u64, u64) = (40_000, 20_000);

/// Requests of one address (an IPv6 /48 counts as one) with a nonce that the server gave to it, answered at once and in
/// each second. Nobody can forge their address, so they are counted apart from the others. Further ones are dropped.
/// Forty browsers can ask for all their permissions and channels within two seconds.
pub const NONCE_REQUESTS_PER_ADDRESS: (u64, u64) = (8_000, 2_000);

/// The same for all addresses together. Each takes an HMAC for its nonce and one for its signature, a few µs.
pub const NONCE_REQUESTS_OVERALL: (u64, u64) = (80_000, 40_000);

/// Requests of one allocation with the right signature, answered at once and in each second. A browser asks for a permission and a channel for each candidate of the
/// other end, and sends each request a few times until it is answered.
pub const REQUESTS_PER_ALLOCATION: (u64, u64) = (400, 50);

/// TCP, TLS and WebSocket connections of the TURN server. When there are so many, an address that has few gets a
/// place of the address that has most, whose newest connection is closed: of those without an allocation, if it
/// has such. Others are closed at once.
pub const STREAMS: usize = 4096;

/// The same from one address; see [`ALLOCATIONS_PER_ADDRESS`] for IPv6. Further ones are closed at once.
pub const STREAMS_PER_ADDRESS: usize = 480;

/// How often a TCP, TLS or WebSocket connection to the TURN server is asked for its allocation. Without one it is
/// closed, whatever it has sent; a client needs four messages for one.
pub const STREAM_ALLOCATION_TIMEOUT: Duration = Duration::from_secs(30);

/// Packets that can be queued for one TCP, TLS or WebSocket connection of the TURN server. Further ones
/// are dropped, as a router would do.
pub const STREAM_QUEUE: usize = 128;

/// The same in bytes, until they are written: a burst of a keyframe.
pub const STREAM_QUEUE_BYTES: usize = 128 << 10;

/// Bytes that can be queued for one of these connections however much waits for the others: a few packets.
pub const STREAM_QUEUE_LEAST_BYTES: usize = 8 << 10;

/// Bytes that can be queued for all these connections together, besides their [`STREAM_QUEUE_LEAST_BYTES`].
/// Together with [`STREAM_READ_BYTES`] twice and a packet for each of [`STREAMS`], the relay keeps 175 MB for
/// them, besides TLS and the buffers of the operating system.
pub const STREAMS_QUEUE_BYTES: usize = 64 << 20;

/// A connection holds at most this part of what is free of [`STREAMS_QUEUE_BYTES`]: the fuller it is, the less
/// each may add. Five hundred connections that do not read fill their queues before the others have less.
pub const STREAM_QUEUE_PART: usize = 16;

/// Size of the read buffer of a TCP, TLS or WebSocket connection of the TURN server. Of a message that is not
/// whole, as many bytes are kept besides.
pub const STREAM_READ_BYTES: usize = 8 << 10;

/// Size of one WebSocket message to the TURN server: several packets. A larger one closes the connection.
pub const STREAM_MESSAGE_BYTES: usize = 16 << 10;

/// How long a write to a TCP, TLS or WebSocket connection of the TURN server may take. Then the client
/// counts as gone.
pub const WRITE_TIMEOUT: Duration = Duration::from_secs(10);
