//! The two protocols by which a compositor shares the clipboard with a program that has not the focus: `ext-data-control-v1`,
//! and `wlr-data-control-unstable-v1`, from which it was made. They differ in their names alone.

use std::os::fd::{BorrowedFd, OwnedFd};

use wayland_client::protocol::wl_registry::WlRegistry;
use wayland_client::protocol::wl_seat::WlSeat;
use wayland_client::{Dispatch, Proxy, QueueHandle};
use wayland_protocols::ext::data_control::v1::client::{
    ext_data_control_device_v1, ext_data_control_manager_v1, ext_data_control_offer_v1,
    ext_data_control_source_v1,
};
use wayland_protocols_wlr::data_control::v1::client::{
    zwlr_data_control_device_v1, zwlr_data_control_manager_v1, zwlr_data_control_offer_v1,
    zwlr_data_control_source_v1,
};

/// Marks what belongs to a manager.
pub(super) struct OfManager;
/// Marks what belongs to a device.
pub(super) struct OfDevice;
/// Marks what belongs to an offer.
pub(super) struct OfOffer;
/// Marks what belongs to a source.
pub(super) struct OfSource;

/// One of them.
pub(super) trait Protocol: Sized + 'static {
    /// Makes the other objects.
    type Manager: Proxy + Send;
    /// The clipboards of a seat.
    type Device: Proxy + Send;
    /// What a program has copied.
    type Offer: Proxy + Send;
    /// What this program has put into a clipboard.
    type Source: Proxy + Send;

    /// The newest version of the manager whose events are known here.
    const VERSION: u32;
    /// The event of a device that makes an offer.
    const OFFERED: u16;

    fn bind<S: Dispatch<Self::Manager, OfManager> + 'static>(
        registry: &WlRegistry,
        name: u32,
        version: u32,
        queue: &QueueHandle<S>,
    ) -> Self::Manager;
    fn device<S: Dispatch<Self::Device, OfDevice> + 'static>(
        manager: &Self::Manager,
        seat: &WlSeat,
        queue: &QueueHandle<S>,
    ) -> Self::Device;
    fn source<S: Dispatch<Self::Source, OfSource> + 'static>(
        manager: &Self::Manager,
        queue: &QueueHandle<S>,
    ) -> Self::Source;
    /// The source has this format as well. Only before [`copy`](Self::copy).
    fn add(source: &Self::Source, format: &str);
    /// The source is what is pasted from now on. Once only.
    fn copy(device: &Self::Device, source: &Self::Source);
    fn destroy_source(source: &Self::Source);
    /// The program that has copied writes this format into the file.
    fn receive(offer: &Self::Offer, format: &str, into: BorrowedFd<'_>);
    fn destroy_offer(offer: &Self::Offer);

    fn of_device(event: <Self::Device as Proxy>::Event) -> Option<OnDevice<Self::Offer>>;
    /// The format that is told.
    fn of_offer(event: <Self::Offer as Proxy>::Event) -> Option<String>;
    fn of_source(event: <Self::Source as Proxy>::Event) -> Option<OnSource>;
}

/// What happens to the clipboards of a seat.
pub(super) enum OnDevice<Offer> {
    /// There is an offer, whose formats follow, and then what it is for.
    Offered(Offer),
    /// It is what is pasted from now on.
    Copied(Option<Offer>),
    /// It is what the middle button pastes from now on.
    Selected(Option<Offer>),
    /// The seat is gone.
    Finished,
}

/// What happens to a source of ours.
pub(super) enum OnSource {
    /// A program pastes this format.
    Pasted(String, OwnedFd),
    /// It is pasted no more.
    Replaced,
}

/// `ext-data-control-v1`.
#[derive(Debug)]
pub(super) struct Ext;

/// `wlr-data-control-unstable-v1`.
#[derive(Debug)]
pub(super) struct Wlr;

macro_rules! protocol {
    ($protocol:ty, $version:literal,
     $manager:ident::$Manager:ident, $device:ident::$Device:ident,
     $offer:ident::$Offer:ident, $source:ident::$Source:ident) => {
        impl Protocol for $protocol {
            type Manager = $manager::$Manager;
            type Device = $device::$Device;
            type Offer = $offer::$Offer;
            type Source = $source::$Source;

            const VERSION: u32 = $version;
            const OFFERED: u16 = $device::EVT_DATA_OFFER_OPCODE;

            fn bind<S: Dispatch<Self::Manager, OfManager> + 'static>(
                registry: &WlRegistry,
                name: u32,
                version: u32,
                queue: &QueueHandle<S>,
            ) -> Self::Manager {
                registry.bind(name, version, queue, OfManager)
            }

            fn device<S: Dispatch<Self::Device, OfDevice> + 'static>(
                manager: &Self::Manager,
                seat: &WlSeat,
                queue: &QueueHandle<S>,
            ) -> Self::Device {
                manager.get_data_device(seat, queue, OfDevice)
            }

            fn source<S: Dispatch<Self::Source, OfSource> + 'static>(
                manager: &Self::Manager,
                queue: &QueueHandle<S>,
            ) -> Self::Source {
                manager.create_data_source(queue, OfSource)
            }

            fn add(source: &Self::Source, format: &str) {
                source.offer(format.to_owned());
            }

            fn copy(device: &Self::Device, source: &Self::Source) {
                device.set_selection(Some(source));
            }

            fn destroy_source(source: &Self::Source) {
                source.destroy();
            }

            fn receive(offer: &Self::Offer, format: &str, into: BorrowedFd<'_>) {
                offer.receive(format.to_owned(), into);
            }

            fn destroy_offer(offer: &Self::Offer) {
                offer.destroy();
            }

            fn of_device(event: $device::Event) -> Option<OnDevice<Self::Offer>> {
                match event {
                    $device::Event::DataOffer { id } => Some(OnDevice::Offered(id)),
                    $device::Event::Selection { id } => Some(OnDevice::Copied(id)),
                    $device::Event::PrimarySelection { id } => Some(OnDevice::Selected(id)),
                    $device::Event::Finished => Some(OnDevice::Finished),
                    _ => None,
                }
            }

            fn of_offer(event: $offer::Event) -> Option<String> {
                match event {
                    $offer::Event::Offer { mime_type } => Some(mime_type),
                    _ => None,
                }
            }

            fn of_source(event: $source::Event) -> Option<OnSource> {
                match event {
                    $source::Event::Send { mime_type, fd } => Some(OnSource::Pasted(mime_type, fd)),
                    $source::Event::Cancelled => Some(OnSource::Replaced),
                    _ => None,
                }
            }
        }
    };
}

protocol!(
    Ext,
    1,
    ext_data_control_manager_v1::ExtDataControlManagerV1,
    ext_data_control_device_v1::ExtDataControlDeviceV1,
    ext_data_control_offer_v1::ExtDataControlOfferV1,
    ext_data_control_source_v1::ExtDataControlSourceV1
);
protocol!(
    Wlr,
    2,
    zwlr_data_control_manager_v1::ZwlrDataControlManagerV1,
    zwlr_data_control_device_v1::ZwlrDataControlDeviceV1,
    zwlr_data_control_offer_v1::ZwlrDataControlOfferV1,
    zwlr_data_control_source_v1::ZwlrDataControlSourceV1
);
