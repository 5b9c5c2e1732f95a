//! What the browser tells the application: plain data, no DOM but for a picture that was read.

use std::rc::Rc;

use protocol::channel::Channel;
use protocol::code::InvitationCode;
use protocol::name::DisplayName;
use protocol::trust::{IdentityKey, Shared};

use crate::web::layer::Picture;
use viewer::contact::Contact;
use viewer::fit::{Frame, Zoom};
use viewer::input::keyboard::Stroke;
use viewer::input::pointer::WheelUnit;
use viewer::opening::File;
use viewer::overlay::Ticket;
use viewer::state::Candidate;

/// Something happened in the browser.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    /// The code field changed, or the page is there.
    Typed,
    /// The form is complete.
    Join { code: InvitationCode, name: DisplayName },
    /// An invitation file was chosen or dropped.
    File(File),
    /// A button or another control of the page was used.
    Wish(Wish),
    /// The Helper's hands are on the picture.
    Hand(Hand),
    /// The window lost the Helper's attention: nothing that is held may stay held.
    Blur,
    /// The page is closed.
    Leave,
    /// The room for the picture changed.
    Resize,

    /// Something was done in the list of people.
    Person(PersonWish),
    /// What this browser keeps.
    Vault(VaultEvent),
    /// The link on which is watched who waits.
    Watch(SocketEvent),

    /// The signal link.
    Socket(SocketEvent),
    /// The connection to the sharer.
    Peer(PeerEvent),
    /// A frame of the picture is shown.
    Shown { rtp: Option<u32> },
    /// The picture of an exact tile was read, or could not be.
    Tile { ticket: Ticket, picture: Option<Picture> },
    /// The picture has a size.
    Picture { width: u32, height: u32 },
    /// The browser's statistics.
    Counters(Counters),

    /// The timer went off.
    Timer,
    /// The page is about to be painted.
    Frame,
    /// A second went by.
    Second,
    /// There is time for what nobody waits for.
    Rest,
}

/// What the Helper wants of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    RequestControl,
    GiveUpControl,
    Disconnect,
    Again,
    Remember,
    /// The answer to the User's wish to be remembered.
    Answer(bool),
    /// The warning was read.
    Dismiss,
    Chat(String),
    SaveLog,
    /// That of the session before the page was loaded.
    SaveLastLog,
    TogglePanel,
    ToggleStatistics,
    ToggleFullscreen,
    ToggleTyping,
    Zoom(Zoom),
    /// Another display; none means all of them.
    ShowDisplay(Option<DisplayName>),
    /// Keys by their W3C names, separated by spaces.
    SendKeys(String),
}

/// What the Helper wants of the people they know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PersonWish {
    /// Goes to somebody who waits.
    Help(IdentityKey),
    /// Forgets a contact, after having been asked.
    Forget(IdentityKey),
    /// Was asked something about a contact, or answered; nothing is done yet.
    Look,
    /// Looks at the own key.
    OwnKey,
}

/// What the browser says of the identity and the contacts that it keeps.
#[derive(Clone, Debug)]
pub(crate) enum VaultEvent {
    /// What was kept before.
    Read { own: Option<IdentityKey>, contacts: Vec<Contact> },
    /// It can keep none.
    Unable(Unable),
    /// The own key, for the session or to be shown; `None` when it cannot be made.
    Own { key: Option<IdentityKey>, for_session: bool },
    /// What the queue asked for.
    Agreed { with: IdentityKey, shared: Option<Shared> },
    /// What the session asked for, about somebody who calls themselves so.
    Met { name: DisplayName, key: IdentityKey, shared: Option<Shared> },
    /// Whether a contact is kept.
    Kept { contact: Contact, done: bool },
    /// Whether a contact is forgotten.
    Forgotten { key: IdentityKey, done: bool },
}

/// Why a browser can keep no identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unable {
    /// The page came over plain http from another computer.
    Insecure,
    /// It does not know X25519.
    Crypto,
    /// It stores nothing for this page.
    Store,
}

/// What the Helper's hands do on the picture. Places are in CSS px on the page.
#[derive(Clone, Debug)]
pub(crate) enum Hand {
    Key(Stroke),
    /// A text that no key made.
    Text(String),
    /// Mouse or pen, with the mask of its buttons.
    Pointer {
        x: f64,
        y: f64,
        frame: Frame,
        buttons: u16,
    },
    Wheel {
        x: f64,
        y: f64,
        frame: Frame,
        delta: (f64, f64),
        unit: WheelUnit,
    },
    Finger {
        id: i32,
        x: f64,
        y: f64,
        frame: Frame,
        step: FingerStep,
    },
}

/// What a finger does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FingerStep {
    Down,
    Move,
    Up,
    Cancel,
}

/// What the signal link says.
#[derive(Clone, Debug)]
pub(crate) enum SocketEvent {
    Open,
    Text(String),
    Closed,
}

/// What the peer connection says.
#[derive(Clone, Debug)]
pub(crate) enum PeerEvent {
    /// There is none: this browser cannot show the picture.
    NoDecoder,
    Offer(String),
    Candidate(Candidate),
    Failed,
    Open(Channel),
    Closed(Channel),
    Text(Channel, String),
    Bytes(Channel, Vec<u8>),
}

/// What the browser counts about the picture and the way it comes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Counters {
    pub(crate) bytes: f64,
    pub(crate) lost: f64,
    pub(crate) decoder: Option<String>,
    pub(crate) relayed: bool,
}

/// What the browser should do about an event of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reaction {
    /// Go on as always.
    Allow,
    /// Nothing more: it was taken.
    Prevent,
}

/// Tells the application.
pub(crate) type Tell = Rc<dyn Fn(Event) -> Reaction>;
