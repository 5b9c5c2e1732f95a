//! How many connections a server has, of each kind, by where it runs and how many files it may open. Pure.

use protocol::limits::{
    HOME_CONNECTIONS, HOME_CONNECTIONS_PER_ADDRESS, HOME_HTTP_CONNECTIONS,
    HOME_HTTP_CONNECTIONS_PER_ADDRESS, HOME_LANE_CONNECTIONS, HOME_LANE_CONNECTIONS_PER_ADDRESS,
    HTTP_CONNECTIONS, HTTP_CONNECTIONS_PER_ADDRESS, LANE_CONNECTIONS, LANE_CONNECTIONS_PER_ADDRESS,
    LANES_QUEUED_BYTES, SERVER_RESERVED_FILES, SHARER_RESERVED_FILES, SIGNAL_CLOSING_LINKS,
    SIGNAL_CONNECTIONS, SIGNAL_CONNECTIONS_PER_ADDRESS,
};

use crate::connection_table::ConnectionBounds;

/// The fewest connections of one kind, however few files there are.
const FEWEST: usize = 4;

/// How many connections of each kind a server has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Before it is known what they want, and while they load files.
    pub(crate) http: ConnectionBounds,
    /// Signal links.
    pub(crate) signal: ConnectionBounds,
    /// Connections of lanes.
    pub(crate) lanes: ConnectionBounds,
    /// Bytes that wait in the queues of all lanes.
    pub(crate) lane_bytes: usize,
}

impl Bounds {
    /// Those of a server for everybody, that may open so many files; `others` are those that its relay may need.
    pub fn server(files: usize, others: usize) -> Self {
        let files = files.saturating_sub(SERVER_RESERVED_FILES).saturating_sub(others);
        let http = part(files / 16, HTTP_CONNECTIONS, HTTP_CONNECTIONS_PER_ADDRESS);
        let lanes = part(files / 32, LANE_CONNECTIONS, LANE_CONNECTIONS_PER_ADDRESS);
        let rest = files.saturating_sub(http.total + lanes.total);
        let signal = part(rest, SIGNAL_CONNECTIONS, SIGNAL_CONNECTIONS_PER_ADDRESS);
        Self { http, signal, lanes, lane_bytes: LANES_QUEUED_BYTES }
    }

    /// Those of the server inside the sharer, whose session needs files, too.
    pub fn home(files: usize) -> Self {
        let files = files.saturating_sub(SHARER_RESERVED_FILES);
        Self {
            http: part(files * 2 / 5, HOME_HTTP_CONNECTIONS, HOME_HTTP_CONNECTIONS_PER_ADDRESS),
            signal: part(files * 2 / 5, HOME_CONNECTIONS, HOME_CONNECTIONS_PER_ADDRESS),
            lanes: part(files / 5, HOME_LANE_CONNECTIONS, HOME_LANE_CONNECTIONS_PER_ADDRESS),
            lane_bytes: LANES_QUEUED_BYTES,
        }
    }

    /// Signal links that wait for the close frame of their client.
    pub(crate) fn closing_links(&self) -> usize {
        (self.signal.total / 4).clamp(FEWEST, SIGNAL_CLOSING_LINKS)
    }

    /// Signal links in all: those that are kept, those that are closed, and as many of which that is not decided yet.
    pub(crate) fn open_links(&self) -> usize {
        self.signal.total + 2 * self.closing_links()
    }

    /// The same, with so many bytes for the queues of all lanes.
    pub fn with_lane_bytes(self, lane_bytes: usize) -> Self {
        Self { lane_bytes, ..self }
    }
}

impl Default for Bounds {
    /// Those of a server that may open as many files as it needs.
    fn default() -> Self {
        Self::server(usize::MAX, 0)
    }
}

fn part(files: usize, most: usize, per_source: usize) -> ConnectionBounds {
    let total = files.clamp(FEWEST, most);
    ConnectionBounds { total, per_source: per_source.min(total) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sum(bounds: Bounds) -> usize {
        bounds.http.total + bounds.signal.total + bounds.lanes.total
    }

    #[test]
    fn a_server_with_enough_files_has_all_its_connections() {
        let bounds = Bounds::default();
        assert_eq!(bounds.http.total, HTTP_CONNECTIONS);
        assert_eq!(bounds.signal.total, SIGNAL_CONNECTIONS);
        assert_eq!(bounds.lanes.total, LANE_CONNECTIONS);
        assert_eq!(bounds, Bounds::server(1_000_000, 8_192));
    }

    #[test]
    fn one_source_has_no_more_than_its_part_of_each_kind() {
        let server = Bounds::default();
        assert_eq!(server.http.per_source, HTTP_CONNECTIONS_PER_ADDRESS);
        assert_eq!(server.signal.per_source, SIGNAL_CONNECTIONS_PER_ADDRESS);
        assert_eq!(server.lanes.per_source, LANE_CONNECTIONS_PER_ADDRESS);
        let home = Bounds::home(1_000_000);
        assert_eq!(home.http.per_source, HOME_HTTP_CONNECTIONS_PER_ADDRESS);
        assert_eq!(home.signal.per_source, HOME_CONNECTIONS_PER_ADDRESS);
        assert_eq!(home.lanes.per_source, HOME_LANE_CONNECTIONS_PER_ADDRESS);
    }

    #[test]
    fn without_files_a_few_connections_of_each_kind_are_left() {
        let few = ConnectionBounds { total: FEWEST, per_source: FEWEST };
        for bounds in [Bounds::server(0, 0), Bounds::server(1_000, 8_192), Bounds::home(0)] {
            assert_eq!([bounds.http, bounds.signal, bounds.lanes], [few; 3]);
        }
    }

    #[test]
    fn the_bytes_of_all_lanes_are_bounded_and_nothing_else_changes_with_them() {
        for bounds in [Bounds::default(), Bounds::home(1_024)] {
            assert_eq!(bounds.lane_bytes, LANES_QUEUED_BYTES);
            assert_eq!(bounds.with_lane_bytes(7), Bounds { lane_bytes: 7, ..bounds });
        }
    }

    #[test]
    fn the_server_inside_the_sharer_has_those_of_a_household() {
        assert!(sum(Bounds::home(usize::MAX / 2)) <= 200);
        assert_eq!(Bounds::home(1024), Bounds::home(1_000_000));
    }

    proptest! {
        /// What the server opens and what is kept for others is never more than there is.
        #[test]
        fn there_are_files_for_all_connections_and_for_what_is_reserved(files in 256..100_000_usize) {
            prop_assert!(sum(Bounds::server(files, 0)) + SERVER_RESERVED_FILES <= files);
            prop_assert!(sum(Bounds::home(files)) + SHARER_RESERVED_FILES <= files);
            if files > 8_192 + 256 {
                prop_assert!(sum(Bounds::server(files, 8_192)) + 8_192 <= files);
            }
        }
    }
}
