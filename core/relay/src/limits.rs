//! All limits of the relay. Each has its reason, and what happens when it is reached.

use core::time::Duration;

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

/// TURN allocations of one address. Further ones are refused (486). Forty people behind one IPv4
/// address stay below it.
pub const ALLOCATIONS_PER_ADDRESS: usize = 480;

/// TURN allocations of one server. Further ones are refused (508). Each takes a socket.
pub const ALLOCATIONS: usize = 4096;

/// Credentials that one TURN server stores: for both ends of each claim that can be in progress. At the
/// bound a claim gets none, and the two ends must reach each other without the relay.
pub const CREDENTIALS: usize = 20_000;

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

/// Bytes per second that one server relays. Further packets are dropped. More than a network
/// interface of 1 Gbit/s carries in both directions.
pub const BYTES_OVERALL: u64 = 250_000_000;

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

/// The same for one allocation. A browser asks for a permission and a channel for each candidate of the
/// other end, and sends each request a few times until it is answered.
pub const REQUESTS_PER_ALLOCATION: (u64, u64) = (400, 50);

/// TCP, TLS and WebSocket connections of the TURN server. Further ones are closed at once.
pub const STREAMS: usize = 4096;

/// The same from one address.
pub const STREAMS_PER_ADDRESS: usize = 480;

/// How long a TCP, TLS or WebSocket connection to the TURN server may be without an allocation. Then it
/// is closed.
pub const STREAM_IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// Packets that can be queued for one TCP, TLS or WebSocket connection of the TURN server. Further ones
/// are dropped, as a router would do.
pub const STREAM_QUEUE: usize = 128;

/// How long a write to a TCP, TLS or WebSocket connection of the TURN server may take. Then the client
/// counts as gone.
pub const WRITE_TIMEOUT: Duration = Duration::from_secs(10);
