//! The data channels of a connection (RFC 8831, negotiated in advance: W3C WebRTC §6.2).

use std::sync::Arc;

use protocol::channel::Channel;
use session::TransportInput;
use tokio::sync::mpsc;
use webrtc::data_channel::{DataChannel, DataChannelEvent, RTCDataChannelInit};
use webrtc::peer_connection::PeerConnection;

use crate::link::path::{PathError, PathEvent, PathTask, TaskEnd};
use crate::link::tasks::{PathEvents, Tasks};

/// All data channels.
pub(super) struct Channels(Vec<(Channel, Arc<dyn DataChannel>)>);

impl Channels {
    /// Opens all channels and reads them; reports when all are open.
    pub(super) async fn open(
        connection: &Arc<dyn PeerConnection>,
        tasks: &mut Tasks,
    ) -> Result<Self, PathError> {
        let mut channels = Vec::new();
        let (opened, all_open) = mpsc::channel(Channel::ALL.len());
        for channel in Channel::ALL {
            let data = connection.create_data_channel(channel.label(), Some(init(channel))).await?;
            let reader = read(channel, data.clone(), opened.clone(), tasks.events().clone());
            tasks.spawn(PathTask::Reader(channel), reader);
            channels.push((channel, data));
        }
        let events = tasks.events().clone();
        tasks.spawn(PathTask::Opening, report_up(all_open, events));
        Ok(Self(channels))
    }

    /// One of them.
    pub(super) fn get(&self, channel: Channel) -> Option<&Arc<dyn DataChannel>> {
        self.0.iter().find(|(which, _)| *which == channel).map(|(_, data)| data)
    }
}

/// The parameters that both ends give a channel in advance.
fn init(channel: Channel) -> RTCDataChannelInit {
    RTCDataChannelInit {
        ordered: channel.is_ordered(),
        max_retransmits: (!channel.is_reliable()).then_some(0),
        negotiated: Some(channel.id()),
        ..RTCDataChannelInit::default()
    }
}

/// Reads one data channel until it closes.
async fn read(
    channel: Channel,
    data: Arc<dyn DataChannel>,
    opened: mpsc::Sender<Channel>,
    events: PathEvents,
) -> TaskEnd {
    while let Some(event) = data.poll().await {
        let message = match event {
            DataChannelEvent::OnOpen => {
                let _ = opened.try_send(channel);
                continue;
            }
            DataChannelEvent::OnMessage(message) => message,
            DataChannelEvent::OnClose => break,
            DataChannelEvent::OnError
            | DataChannelEvent::OnClosing
            | DataChannelEvent::OnBufferedAmountLow
            | DataChannelEvent::OnBufferedAmountHigh
            | _ => continue,
        };
        // SCTP bounds it; a message too long for its channel is a fault that the session counts.
        let bytes = message.data.to_vec();
        let message = if channel == Channel::Bulk {
            PathEvent::Bulk(bytes)
        } else {
            PathEvent::Transport(TransportInput::Message { channel, bytes })
        };
        // Waiting here closes SCTP's receive window (RFC 9260 §6.2), which slows the sender down.
        if let Err(end) = events.send(message).await {
            return end;
        }
    }
    TaskEnd::Closed
}

async fn report_up(mut opened: mpsc::Receiver<Channel>, events: PathEvents) -> TaskEnd {
    for _ in Channel::ALL {
        if opened.recv().await.is_none() {
            return TaskEnd::Closed;
        }
    }
    match events.send(PathEvent::Transport(TransportInput::Up)).await {
        Ok(()) => TaskEnd::Finished,
        Err(end) => end,
    }
}
