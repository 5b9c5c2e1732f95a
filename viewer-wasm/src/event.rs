//! Events of the browser for the application: plain data, except for an image that was decoded.

use std::rc::Rc;

use protocol::channel::Channel;
use protocol::code::InvitationCode;
use protocol::folder_path::FolderPath;
use protocol::geometry::{Rect, Size};
use protocol::mark::MarkColor;
use protocol::name::DisplayName;
use protocol::peer::MessageVideo;
use protocol::right::Right;
use protocol::transfer::ClipboardSizes;
use protocol::trust::{IdentityKey, SharedSecret};
use protocol::word_list::WordLists;

use crate::web::bitmap::Bitmap;
use crate::web::file_sink::SinkEvent;
use crate::web::file_store::{ChosenFile, FileBlock};
use viewer::contact::Contact;
use viewer::decoding;
use viewer::fit::{Bounds, Zoom};
use viewer::frame::FrameStamp;
use viewer::input::combination::{Combination, MenuKey};
use viewer::input::keyboard::KeyEvent;
use viewer::input::pointer::WheelUnit;
use viewer::input::sticky::Modifier;
use viewer::input::touch::TouchInput;
use viewer::invitation_file::File;
use viewer::lane;
use viewer::layers::Layer;
use viewer::marking::Tool;
use viewer::overlay::TileId;
use viewer::state::{FileAct, PathId, PathInput, PeerMessage, SignalInput};
use viewer::words::{Say, Words};

/// Something happened in the browser.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    /// The page has been loaded.
    Loaded,
    /// The page is in another language from now on.
    Speak(Box<Words>),
    /// The words of codes in other languages are loaded; `None` when they cannot be had.
    WordLists(Option<WordLists>),
    /// The code field changed.
    CodeChanged,
    /// The form was submitted.
    Submit { code: InvitationCode, name: DisplayName },
    /// An invitation file was chosen or dropped.
    File(File),
    /// A button or another control of the page was used.
    Command(Command),
    /// A button in the list of contacts was used.
    Contact(ContactCommand),
    /// The answer of the store of identity and contacts.
    Store(StoreEvent),

    /// A keyboard, pointer or touch event on the picture.
    Device(DeviceEvent),
    /// The picture lost the focus: every pressed key must be released.
    Blur,
    /// The page is likely to be closed, or loaded again, in a browser that may lose the goodbye.
    Leaving,
    /// The page is closed, or loaded again.
    PageHide,
    /// The browser has a network again, or another one.
    Online,
    /// The room for the picture changed.
    Resize,

    /// The connection to the signal server.
    Signal(SignalInput),
    /// The queue's own connection to the signal server.
    QueueSignal(SignalInput),
    /// A path to the sharer.
    Path(PathId, PathInput),
    /// The offer for a path has no video, although the browser had named what to offer.
    NoVideoOffered(PathId),
    /// The WebSocket of a lane.
    Lane(PathId, lane::Input),
    /// A message of the sharer, on a path.
    Peer(PathId, Channel, PeerMessage),
    /// A path takes records of transfers again, after it had no room for them.
    BulkRoom(PathId),
    /// The Helper has chosen files to send.
    FilesChosen(Vec<ChosenFile>),
    /// Files were dropped on the page.
    FilesDropped(Vec<ChosenFile>, Vec<FolderPath>),
    /// What was chosen or dropped cannot be sent: this is why.
    FilesNotRead(Say),
    /// A block of a file was read, or could not be.
    FileBlock(FileBlock),
    /// A file that arrives has a place, or was written or saved.
    FileSink(SinkEvent),
    /// About the clipboard.
    Clipboard(ClipboardEvent),

    /// Which video the browser decodes in messages.
    DecodesInMessages(Option<MessageVideo>),
    /// The decoder of the frames that arrived in messages.
    Decoder(decoding::Input),
    /// A layer shows a frame; `None` where the browser does not name it.
    FrameShown(Layer, Option<FrameStamp>),
    /// The images of a batch of tiles were decoded, or could not be.
    TilesDecoded(DecodedBatch),
    /// The image of an exact tile was decoded, or could not be.
    TileDecoded { id: TileId, image: Option<Bitmap> },
    /// A picture was saved under this name, or could not be.
    PictureSaved(Option<String>),
    /// The size of the decoded video.
    VideoSize { width: u32, height: u32 },
    /// The browser's statistics.
    Counters(Counters),

    /// The deadline of a state machine passed.
    Deadline,
    /// The page is about to be painted.
    AnimationFrame,
    /// A second of a session passed.
    Second,
    /// The time for work that can wait.
    Deferred,
}

/// Something happened to the Helper's clipboard, or in its panel.
#[derive(Clone, Debug)]
pub(crate) enum ClipboardEvent {
    /// The Helper pasted this on the picture.
    Pasted(Copied),
    /// The Helper sends this from the panel.
    Send(Copied),
    /// The page has the focus again.
    Focus,
    /// The Helper takes what the User copied.
    Copy,
    /// The Helper saves the picture that the User copied.
    Save,
    /// Whether the browser put into its clipboard what the User copied.
    Put(bool),
}

/// What was copied, in each format that it has.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Copied {
    pub(crate) text: Option<String>,
    pub(crate) html: Option<String>,
    pub(crate) png: Option<Vec<u8>>,
}

impl Copied {
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_none() && self.html.is_none() && self.png.is_none()
    }

    pub(crate) fn sizes(&self) -> ClipboardSizes {
        // What is too large for the number is too large anyway.
        let size = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
        ClipboardSizes {
            text: self.text.as_ref().map(|text| size(text.len())),
            html: self.html.as_ref().map(|html| size(html.len())),
            png: self.png.as_ref().map(|png| size(png.len())),
        }
    }

    /// The formats one after the other, as they are sent.
    pub(crate) fn joined(self) -> Vec<u8> {
        let mut bytes = self.text.unwrap_or_default().into_bytes();
        bytes.extend(self.html.unwrap_or_default().into_bytes());
        bytes.extend(self.png.unwrap_or_default());
        bytes
    }

    /// The formats of what was received. `None` when they are not what they are called.
    pub(crate) fn of(mut bytes: Vec<u8>, sizes: ClipboardSizes) -> Option<Self> {
        let mut take = |size: Option<u32>| -> Option<Option<Vec<u8>>> {
            let Some(size) = size else { return Some(None) };
            let size = usize::try_from(size).ok().filter(|size| *size <= bytes.len())?;
            let rest = bytes.split_off(size);
            Some(Some(std::mem::replace(&mut bytes, rest)))
        };
        let (text, html, png) = (take(sizes.text)?, take(sizes.html)?, take(sizes.png)?);
        let text = text.map(String::from_utf8).transpose().ok()?;
        let html = html.map(String::from_utf8).transpose().ok()?;
        bytes.is_empty().then_some(Self { text, html, png })
    }
}

/// Sizes only: what people copy is not for the console.
impl std::fmt::Debug for Copied {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.sizes().fmt(f)
    }
}

/// The images of a batch of tiles ([`viewer::tile_frames::Batch`]).
#[derive(Clone, Debug)]
pub(crate) struct DecodedBatch {
    pub(crate) number: u32,
    /// The size of the picture.
    pub(crate) size: Size,
    /// What is painted so far is not needed any more.
    pub(crate) clears: bool,
    /// Where each is painted; `None` if one could not be decoded.
    pub(crate) images: Option<Vec<(Rect, Bitmap)>>,
}

/// A command of the Helper, by one of the page's controls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    RequestControl,
    GiveUpControl,
    Disconnect,
    /// Back to the first page.
    Reset,
    /// Propose that the two remember each other.
    Remember,
    /// The answer to the User's proposal.
    AnswerRemember(bool),
    /// The warning about another key was read.
    DismissWarning,
    /// Requests a right beside the picture and control, gives it up, or stops asking, whichever is due.
    Right(Right),
    /// Takes a tool on the picture, or puts it away.
    ToggleTool(Tool),
    /// How the next mark is drawn.
    MarkLook(MarkLook),
    UndoMark,
    ClearMarks,
    /// Something about the file of a row.
    File(u32, FileAct),
    CancelClipboard,
    Chat(String),
    SaveLog,
    /// The log of the session before the page was loaded.
    SaveLastLog,
    TogglePanel,
    ToggleStatistics,
    TakePicture,
    ToggleFullscreen,
    ToggleTyping,
    /// Between finger and trackpad.
    ToggleTrackpad,
    /// In the row of keys above an on-screen keyboard.
    TapModifier(Modifier),
    TapKey(MenuKey),
    Zoom(Zoom),
    /// Another display; `None` means all of them.
    ShowDisplay(Option<DisplayName>),
    /// Keys of the menu.
    SendKeys(Combination),
}

/// How the next mark is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MarkLook {
    Color(MarkColor),
    Kept(bool),
    Text(String),
}

/// A command of the Helper in the list of contacts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ContactCommand {
    /// Connect to a User who waits.
    Help(IdentityKey),
    /// Delete a contact; the Helper has confirmed it.
    Delete(IdentityKey),
    /// The confirmation was asked for or answered: only show it.
    Refresh,
    /// Show the own key.
    ShowOwnKey,
}

/// The answer of the store of identity and contacts.
#[derive(Clone, Debug)]
pub(crate) enum StoreEvent {
    /// What was stored before.
    Loaded { own: Option<IdentityKey>, contacts: Vec<Contact> },
    /// Nothing can be stored.
    Unavailable(StoreError),
    /// The own key, for the session or to be shown; `None` when it cannot be created.
    OwnKey { key: Option<IdentityKey>, for_session: bool },
    /// The result of a key agreement for the queue.
    QueueAgreed { with: IdentityKey, shared: Option<SharedSecret> },
    /// The result of a key agreement for the session, with the User's name.
    SessionAgreed { name: DisplayName, key: IdentityKey, shared: Option<SharedSecret> },
    /// Whether a contact was saved.
    Saved { contact: Contact, done: bool },
    /// Whether a contact was deleted.
    Deleted { key: IdentityKey, done: bool },
}

/// Why a browser cannot store an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StoreError {
    /// The page was loaded over plain http from another computer.
    Insecure,
    /// The browser does not support X25519.
    Crypto,
    /// The browser stores nothing for this page.
    Storage,
}

/// A keyboard, pointer or touch event on the picture. Positions are in CSS px on the page.
#[derive(Clone, Debug)]
pub(crate) enum DeviceEvent {
    Key(KeyEvent),
    /// A text of an input method, a dead key or an on-screen keyboard.
    Text(String),
    /// Mouse or pen, with the mask of its buttons.
    Pointer {
        x: f64,
        y: f64,
        bounds: Bounds,
        buttons: u16,
    },
    Wheel {
        x: f64,
        y: f64,
        bounds: Bounds,
        delta: (f64, f64),
        unit: WheelUnit,
    },
    Touch(TouchInput, Bounds),
}

/// The browser's counters for the video and the path.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Counters {
    pub(crate) bytes: f64,
    pub(crate) lost: f64,
    pub(crate) decoder: Option<String>,
    pub(crate) carrier: Carrier,
}

/// What carries a path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Carrier {
    /// Nothing between the two ends.
    #[default]
    Direct,
    /// A TURN relay.
    Relay,
    /// A lane of the signal server.
    Server,
}

/// What the browser should do with an event of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DefaultAction {
    /// Its default action.
    Allow,
    /// Nothing more: the event was handled.
    Prevent,
}

/// Gives an event to the application.
pub(crate) type Emit = Rc<dyn Fn(Event) -> DefaultAction>;
