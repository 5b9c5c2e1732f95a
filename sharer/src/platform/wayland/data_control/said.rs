//! What the compositor has said of the clipboard, and nobody has dealt with yet.

use std::collections::{BTreeSet, VecDeque};
use std::os::fd::OwnedFd;
use std::sync::Arc;

use wayland_client::backend::ObjectData;
use wayland_client::protocol::wl_callback::{self, WlCallback};
use wayland_client::protocol::wl_registry::{self, WlRegistry};
use wayland_client::protocol::wl_seat::{self, WlSeat};
use wayland_client::{Connection, Dispatch, Proxy, QueueHandle};

use super::protocols::{OfDevice, OfManager, OfOffer, OfSource, OnDevice, OnSource, Protocol};

/// Formats of one offer. With more, it is not known whether one of them marks a secret, and nothing is read.
pub(super) const FORMATS: usize = 1024;
/// Offers of which the compositor has not said yet what they are for. Usually there is one; older ones are forgotten.
const ANNOUNCED: usize = 4;
/// Programs that want to paste, before one of them is dealt with. The others get nothing.
const PASTES: usize = 16;

/// See the module. What comes between two looks is bounded by what the connection reads at once.
pub(super) struct Said<P: Protocol> {
    pub(super) manager: Option<P::Manager>,
    pub(super) seat: Option<WlSeat>,
    /// How often it has answered to `wl_display.sync`: all before that has come.
    pub(super) answers: u64,
    announced: VecDeque<Offered<P>>,
    events: VecDeque<Event<P>>,
}

/// Something that changed.
pub(super) enum Event<P: Protocol> {
    /// A program has copied this, or it is nothing any more.
    Copied(Option<Offered<P>>),
    /// A program pastes something of ours.
    Pasted(P::Source, String, OwnedFd),
    /// Another program has copied, so that this of ours is pasted no more.
    Replaced(P::Source),
    /// The seat is gone.
    Finished,
}

/// What a program has copied, and the names of its formats.
pub(super) struct Offered<P: Protocol> {
    pub(super) offer: P::Offer,
    /// No more than [`FORMATS`].
    pub(super) formats: BTreeSet<String>,
}

impl<P: Protocol> Drop for Offered<P> {
    fn drop(&mut self) {
        P::destroy_offer(&self.offer);
    }
}

impl<P: Protocol> Default for Said<P> {
    fn default() -> Self {
        let (announced, events) = (VecDeque::new(), VecDeque::new());
        Self { manager: None, seat: None, answers: 0, announced, events }
    }
}

impl<P: Protocol> Said<P> {
    /// The next change.
    pub(super) fn next(&mut self) -> Option<Event<P>> {
        self.events.pop_front()
    }

    fn on_offer(&mut self, offer: P::Offer) {
        if self.announced.len() >= ANNOUNCED {
            self.announced.pop_front();
        }
        self.announced.push_back(Offered { offer, formats: BTreeSet::new() });
    }

    fn on_format(&mut self, offer: &P::Offer, format: String) {
        let offered = self.announced.iter_mut().find(|it| it.offer.id() == offer.id());
        if let Some(offered) = offered.filter(|it| it.formats.len() < FORMATS) {
            offered.formats.insert(format);
        }
    }

    fn take(&mut self, offer: &P::Offer) -> Option<Offered<P>> {
        let found = self.announced.iter().position(|it| it.offer.id() == offer.id());
        found.and_then(|index| self.announced.remove(index))
    }

    fn on_paste(&mut self, source: &P::Source, format: String, into: OwnedFd) {
        let pastes = self.events.iter().filter(|event| matches!(event, Event::Pasted(..))).count();
        if pastes < PASTES {
            self.events.push_back(Event::Pasted(source.clone(), format, into));
        }
    }
}

impl<P: Protocol> Dispatch<P::Manager, OfManager> for Said<P> {
    fn event(
        _: &mut Self,
        _: &P::Manager,
        _: <P::Manager as Proxy>::Event,
        _: &OfManager,
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
    }
}

impl<P: Protocol> Dispatch<P::Device, OfDevice> for Said<P> {
    fn event(
        said: &mut Self,
        _: &P::Device,
        event: <P::Device as Proxy>::Event,
        _: &OfDevice,
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
        match P::of_device(event) {
            Some(OnDevice::Offered(offer)) => said.on_offer(offer),
            Some(OnDevice::Copied(offer)) => {
                let offered = offer.and_then(|offer| said.take(&offer));
                said.events.push_back(Event::Copied(offered));
            }
            // It is not looked at.
            Some(OnDevice::Selected(offer)) => drop(offer.and_then(|offer| said.take(&offer))),
            Some(OnDevice::Finished) => said.events.push_back(Event::Finished),
            None => {}
        }
    }

    fn event_created_child(opcode: u16, queue: &QueueHandle<Self>) -> Arc<dyn ObjectData> {
        // No other event of either protocol makes an object.
        debug_assert_eq!(opcode, P::OFFERED);
        queue.make_data::<P::Offer, _>(OfOffer)
    }
}

impl<P: Protocol> Dispatch<P::Offer, OfOffer> for Said<P> {
    fn event(
        said: &mut Self,
        offer: &P::Offer,
        event: <P::Offer as Proxy>::Event,
        _: &OfOffer,
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
        if let Some(format) = P::of_offer(event) {
            said.on_format(offer, format);
        }
    }
}

impl<P: Protocol> Dispatch<P::Source, OfSource> for Said<P> {
    fn event(
        said: &mut Self,
        source: &P::Source,
        event: <P::Source as Proxy>::Event,
        _: &OfSource,
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
        match P::of_source(event) {
            Some(OnSource::Pasted(format, into)) => said.on_paste(source, format, into),
            Some(OnSource::Replaced) => said.events.push_back(Event::Replaced(source.clone())),
            None => {}
        }
    }
}

impl<P: Protocol> Dispatch<WlRegistry, ()> for Said<P> {
    fn event(
        said: &mut Self,
        registry: &WlRegistry,
        event: wl_registry::Event,
        _: &(),
        _: &Connection,
        queue: &QueueHandle<Self>,
    ) {
        let wl_registry::Event::Global { name, interface, version } = event else { return };
        if interface == P::Manager::interface().name && said.manager.is_none() {
            said.manager = Some(P::bind(registry, name, version.min(P::VERSION), queue));
        } else if interface == WlSeat::interface().name && said.seat.is_none() {
            // Nothing of the seat itself is used.
            said.seat = Some(registry.bind(name, 1, queue, ()));
        }
    }
}

impl<P: Protocol> Dispatch<WlSeat, ()> for Said<P> {
    fn event(
        _: &mut Self,
        _: &WlSeat,
        _: wl_seat::Event,
        _: &(),
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
    }
}

impl<P: Protocol> Dispatch<WlCallback, ()> for Said<P> {
    fn event(
        said: &mut Self,
        _: &WlCallback,
        event: wl_callback::Event,
        _: &(),
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
        if let wl_callback::Event::Done { .. } = event {
            said.answers += 1;
        }
    }
}
