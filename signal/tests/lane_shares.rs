//! What one source takes of all lanes leaves room for the others. The sources are those that a trusted proxy names.

use std::time::Duration;

use signal_server::{Bounds, LaneRates, ServerConfig};
use tokio::time::{Instant, sleep};
use tokio_tungstenite::tungstenite::Message;

use crate::rig::{Client, LaneClient, PATIENCE, Server, proving_with_lane};

async fn behind_a_proxy(bounds: Bounds) -> Server {
    let fast = 1 << 40;
    let lane_rates = LaneRates { lane: fast, source: fast, total: fast };
    let trusted_proxies = vec!["127.0.0.1".parse().unwrap()];
    let config = ServerConfig { bounds, lane_rates, trusted_proxies, ..ServerConfig::default() };
    Server::start_with(config).await
}

/// A lane between two sources, past its hellos, with the signal links of its claim.
struct Lane {
    ends: [LaneClient; 2],
    _links: (Client, Client),
}

impl Lane {
    /// `None`: the server refuses one of its ends.
    async fn open(server: &Server, from: [&str; 2]) -> Option<Self> {
        let (sharer, viewer, _, tokens) = proving_with_lane(server).await;
        let [a, b] = &tokens;
        let mut ends = [
            LaneClient::from(server, from[0], a).await?,
            LaneClient::from(server, from[1], b).await?,
        ];
        for end in &mut ends {
            end.is_paired().await;
            end.send(Message::binary(vec![1; 16])).await.unwrap();
        }
        for end in &mut ends {
            end.receive().await?;
        }
        Some(Self { ends, _links: (sharer, viewer) })
    }
}

/// Waits until a number of the metrics is at least this.
async fn reaches(server: &Server, metric: &str, least: u64) {
    let begun = Instant::now();
    while server.metric(metric).await < least {
        assert!(begun.elapsed() < PATIENCE, "{metric} stays below {least}");
        sleep(Duration::from_millis(20)).await;
    }
}

/// What waits for ends that do not read would fill the memory. One who has a slow line is not the one who pays for it.
#[tokio::test(flavor = "multi_thread")]
async fn who_hoards_bytes_on_lanes_loses_them_and_the_others_do_not() {
    const BUDGET: usize = 300 << 10;
    let server = behind_a_proxy(Bounds::default().with_lane_bytes(BUDGET)).await;
    let mut hoarding = Vec::new();
    for _ in 0..6 {
        let Lane { ends: [sender, reader], _links } =
            Lane::open(&server, ["198.51.100.8", "198.51.100.9"]).await.unwrap();
        // The buffers of the system take some megabytes of it.
        let pouring = tokio::spawn(sender.pour(&[9; 16 << 10], 1_000));
        hoarding.push((pouring, reader, _links));
    }
    // Each holds 80 KiB, if it may.
    reaches(&server, "alongside_lanes_dropped_total", 3).await;
    let begun = Instant::now();
    while server.metric("alongside_lanes").await > 3 {
        assert!(begun.elapsed() < PATIENCE, "they are told to end, and stay");
        sleep(Duration::from_millis(20)).await;
    }
    // Of one that is slow, nothing is lost: if there is no room for what waits for it, another hoarder makes some.
    let mut slow = Lane::open(&server, ["198.51.100.1", "198.51.100.2"]).await.unwrap();
    let sent = slow.ends[0].flood(&[9; 16 << 10]).await;
    let mut received = 0;
    while received < sent {
        let Some(Message::Binary(bytes)) = slow.ends[1].receive().await else { panic!("bytes") };
        received += bytes.len();
    }
    drop(hoarding);
}

/// Eight connections of lanes, all of which one source has.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_table_of_lanes_gives_way_to_sources_that_have_none() {
    let server = behind_a_proxy(Bounds::server(128 + 8 * 32, 0)).await;
    let mut hoarded = Vec::new();
    for _ in 0..4 {
        hoarded.push(Lane::open(&server, ["198.51.100.9"; 2]).await.unwrap());
    }
    let lane = Lane::open(&server, ["198.51.100.1", "198.51.100.2"]).await;
    let mut lane = lane.expect("both ends have a connection");
    let refused = Lane::open(&server, ["198.51.100.9"; 2]).await;
    assert!(refused.is_none(), "who has most gets none instead");
    for _ in 0..2 {
        lane.ends[0].send(Message::binary(vec![7; 40])).await.unwrap();
        assert_eq!(lane.ends[1].receive().await, Some(Message::binary(vec![7; 40])));
    }
    assert!(server.metric("alongside_connections_evicted_total").await >= 2);
    assert!(server.metric("alongside_lanes_refused_total").await >= 1);
}

/// Many sources hold one connection each, whose other end never comes.
#[tokio::test(flavor = "multi_thread")]
async fn ends_that_are_alone_give_way_in_a_full_table_of_lanes() {
    let server = behind_a_proxy(Bounds::server(128 + 8 * 32, 0)).await;
    let mut lane = Lane::open(&server, ["198.51.100.1", "198.51.100.2"]).await.unwrap();
    let mut alone = Vec::new();
    for n in 10..16 {
        let (sharer, viewer, _, tokens) = proving_with_lane(&server).await;
        let mut end =
            LaneClient::from(&server, &format!("198.51.100.{n}"), &tokens[0]).await.unwrap();
        // It has its end now.
        end.is_read().await;
        alone.push((end, sharer, viewer));
    }
    let other = Lane::open(&server, ["198.51.100.3", "198.51.100.4"]).await;
    let mut other = other.expect("both ends have a connection");
    for lane in [&mut lane, &mut other] {
        lane.ends[1].send(Message::binary(vec![7; 40])).await.unwrap();
        assert_eq!(lane.ends[0].receive().await, Some(Message::binary(vec![7; 40])));
    }
}
