//! The application: its parts, and what happens on an event.

use crate::web::text::{self, Spoken as _};
use protocol::channel::Channel;
use protocol::name::DisplayName;
use protocol::time::earliest;
use rand_core::OsRng;
use viewer::decoding;
use viewer::frame::FrameStamp;
use viewer::invitation_file::{File, Opened, open};
use viewer::layers::Layer;
use viewer::queue;
use viewer::reload::Kept;
use viewer::state::{Input, Phase, SessionInput, Target, View, Viewer};
use viewer::tile_frames::Painted;
use viewer::words::{Say, Words};
use wasm_bindgen::JsValue;

use super::parts::contacts::Contacts;
use super::parts::deferred::Deferred;
use super::parts::devices::Devices;
use super::parts::links::Links;
use super::parts::log::Log;
use super::parts::picture::Picture;
use super::parts::timers::Timers;
use super::parts::transfers::Transfers;
use super::parts::widgets::Widgets;
use crate::error::Error;
use crate::event::{DefaultAction, Emit, Event};
use crate::web::clock::{tick, unix, unix_ms};
use crate::web::file_store::FileStore;
use crate::web::h264_in_rtp;
use crate::web::invitation_file::page_address;
use crate::web::kept;
use crate::web::page::Page;
use crate::web::people::People;
use crate::web::preopened::Preopened;
use crate::web::private_files;
use crate::web::snapshot::Snapshot;
use crate::web::stored_tries;
use crate::web::video::Video;

/// The application.
pub(super) struct Core {
    pub(super) emit: Emit,
    pub(super) viewer: Viewer<OsRng>,
    pub(super) links: Links,
    pub(super) devices: Devices,
    pub(super) picture: Picture,
    pub(super) contacts: Contacts,
    pub(super) log: Log,
    pub(super) deferred: Deferred,
    pub(super) widgets: Widgets,
    pub(super) timers: Timers,
    pub(super) transfers: Transfers,
    pub(super) files: FileStore,
    /// The picture that the Helper takes, while it is decided whether they may.
    pub(super) snapshot: Option<Snapshot>,
    /// The User's name in sentences.
    pub(super) user: String,
    /// Whether control was granted when the page was last shown.
    pub(super) had_control: bool,
}

impl Core {
    pub(super) fn new(preopened: Preopened, emit: Emit) -> Result<Self, Error> {
        let video = Video::new(&emit)?;
        let links = Links::new(preopened, &video, &emit);
        let mut viewer = Viewer::new(OsRng);
        if let Some(page) = Page::hash() {
            viewer.set_page(page);
        }
        if let Some(tries) = stored_tries::load() {
            viewer.restore_tries(&tries, tick(), unix_ms());
        }
        Ok(Self {
            viewer,
            links,
            devices: Devices::new(&emit)?,
            picture: Picture::new(video, &emit)?,
            contacts: Contacts::new(&emit)?,
            log: Log::new(&emit)?,
            deferred: Deferred::default(),
            widgets: Widgets::new(&emit)?,
            timers: Timers::new(&emit),
            transfers: Transfers::default(),
            files: FileStore::default(),
            snapshot: None,
            user: Say::TheUser.said().to_owned(),
            had_control: false,
            emit,
        })
    }

    /// The Helper has chosen another language, on the first page.
    fn speak(&mut self, words: Words) {
        if text::speak(words).is_err() {
            return;
        }
        let view = self.viewer.view();
        self.user = text::words().user_of(view).to_owned();
        self.widgets.spoken(view);
        self.contacts.show();
        if let Some(error) = self.contacts.unavailable {
            self.contacts.list.store_unavailable(error);
        }
    }

    /// What `stats()` returns.
    pub(super) fn stats(&self) -> JsValue {
        self.picture.gauges.object()
    }

    /// Handles one event.
    pub(super) fn handle(&mut self, event: Event) -> DefaultAction {
        let action = self.dispatch(event);
        let due = [
            self.viewer.deadline(),
            self.devices.keyboard.deadline(),
            self.devices.touch.deadline(),
            self.contacts.queue.deadline(),
            self.picture.age_due(),
            self.picture.messages.deadline(),
            self.links.deadline(),
            self.widgets.reconnecting.due(tick()),
            self.widgets.rights.due(tick()),
        ];
        self.timers.set_deadline(due.into_iter().fold(None, earliest));
        action
    }

    fn dispatch(&mut self, event: Event) -> DefaultAction {
        match event {
            Event::Device(event) => return self.on_device(event),
            Event::File(file) => self.on_file(&file),
            Event::Loaded => self.begin(),
            Event::Speak(words) => self.speak(*words),
            Event::WordLists(lists) => self.widgets.form.take_lists(lists),
            Event::CodeChanged => self.handle_code(),
            Event::Submit { code, name } => self.connect(code.into(), name),
            Event::Command(command) => self.on_command(command),
            Event::Contact(command) => self.on_contact_command(command),
            Event::Store(event) => self.on_store(event),
            Event::Blur => self.release_all(),
            Event::Leaving => self.give(Input::Session(SessionInput::Leaving)),
            Event::PageHide => self.go_away(),
            Event::Online => self.give(Input::Session(SessionInput::NetworkChanged)),
            Event::Resize => self.lay_out(),
            Event::Signal(input) => self.give(Input::Signal(input)),
            Event::QueueSignal(input) => self.give_queue(queue::Input::Signal(input)),
            Event::Path(id, input) => self.on_path(id, input),
            Event::NoVideoOffered(id) => {
                h264_in_rtp::withdraw();
                self.links.reopen(id, &self.picture.video);
            }
            Event::Lane(id, input) => self.links.on_lane(id, input),
            Event::Peer(id, Channel::Video, message) => {
                let requests = self.picture.messages.receive(id, message);
                self.perform_requests(requests);
            }
            Event::BulkRoom(path) => self.on_bulk_room(path),
            Event::Clipboard(event) => self.on_clipboard(event),
            Event::FilesChosen(files) => self.on_files_chosen(files, Vec::new()),
            Event::FilesDropped(files, empty) => self.on_files_dropped(files, empty),
            Event::FilesNotRead(say) => self.widgets.page.notify(&say.to(&self.user)),
            Event::FileBlock(block) => self.on_file_block(block),
            Event::FileSink(event) => self.on_file_sink(event),
            Event::Peer(path, channel, message) => {
                self.give(Input::Peer(path, channel, message));
            }
            Event::DecodesInMessages(video) => {
                self.picture.messages.answered(video);
                self.send_decodes();
            }
            Event::Decoder(input) => self.give_decoder(input),
            Event::FrameShown(layer, frame) => self.on_frame_shown(layer, frame, true),
            Event::TilesDecoded(batch) => {
                let (painted, request) = self.picture.messages.tiles_decoded(&batch);
                if let Some(Painted { stamp, is_whole }) = painted {
                    self.on_frame_shown(Layer::Canvas, Some(stamp), is_whole);
                }
                self.perform_requests(request);
            }
            Event::TileDecoded { id, image } => self.picture.tile_decoded(id, image),
            Event::PictureSaved(file) => self.on_picture_saved(file.as_deref()),
            Event::VideoSize { width, height } => {
                self.picture.resized(width, height);
                self.lay_out();
            }
            Event::Counters(counters) => {
                self.picture.counted(counters);
                self.widgets.page.show_statistics(&self.picture.gauges.fields());
            }
            Event::Deadline => self.on_deadline(),
            Event::AnimationFrame => self.send_move(),
            Event::Deferred => {
                self.contacts.store.load();
                private_files::remove_abandoned();
                self.widgets.offer_last_log(self.viewer.view());
            }
            Event::Second => {
                self.finish_deferred();
                self.links.count();
            }
        }
        DefaultAction::Allow
    }

    /// Gives the viewer an input and performs its outputs.
    pub(super) fn give(&mut self, input: Input) {
        self.viewer.handle(input, tick());
        while let Some(output) = self.viewer.poll() {
            self.perform(output);
        }
    }

    pub(super) fn view(&self) -> &View {
        self.viewer.view()
    }

    /// Prepares a session when there is a code. A page that nobody uses prepares nothing.
    fn handle_code(&mut self) {
        if self.widgets.form.has_code() {
            self.prepare();
        }
    }

    /// The page goes away. If it is loaded again, it goes on with the session; without room to keep what that
    /// needs, the Helper leaves.
    fn go_away(&mut self) {
        // In order with the entries that have waited.
        self.finish_deferred();
        let log = self.log.keep(&self.viewer.stopped_by_reload());
        let kept = self.viewer.keep(tick()).zip(log).map(|(session, log)| Kept {
            session,
            pointer: self.devices.pointer.seq(),
            log,
            at: unix_ms(),
        });
        let is_stored = kept.is_some_and(|kept| kept::store(&kept));
        let input = if is_stored { SessionInput::Away } else { SessionInput::Disconnect };
        self.links.begin_leaving();
        self.give(Input::Session(input));
        self.links.leave();
    }

    /// The page is there.
    fn begin(&mut self) {
        match kept::take() {
            Some(kept) => self.resume(kept),
            // The page's link may contain a code, or the beginning of one.
            None => self.handle_code(),
        }
        if People::shows_own_key() {
            self.load_own_key(false);
        }
    }

    /// Goes on with the session from before the page was loaded.
    fn resume(&mut self, kept: Kept) {
        self.links.close_preopened(&self.picture.video);
        self.devices.resume(kept.pointer);
        if !self.log.resume(kept.log) {
            self.widgets.page.notify(Say::NoteLogBegins.said());
        }
        self.picture.begin();
        self.give(Input::Session(SessionInput::Resume(Box::new(kept.session))));
    }

    /// Prepares a session.
    fn prepare(&mut self) {
        self.give(Input::Session(SessionInput::Prepare));
    }

    /// Starts a session: everything of the last one is dropped.
    pub(super) fn connect(&mut self, target: Target, name: DisplayName) {
        self.widgets.opener.show(None);
        self.deferred = Deferred::default();
        self.user = Say::TheUser.said().to_owned();
        self.transfers = Transfers::default();
        self.files.clear();
        self.log.begin(name.as_str());
        self.picture.begin();
        self.give(Input::Session(SessionInput::Connect { target, name }));
    }

    /// Opens an invitation file; during a session it is ignored.
    fn on_file(&mut self, file: &File) {
        if self.view().phase != Phase::Idle {
            return;
        }
        let opened = open(file, &page_address(), unix());
        self.widgets.opener.show(Some(&opened));
        if let Opened::Here { slot, user } = &opened {
            self.widgets.form.fill_slot(*slot, user);
            self.prepare();
        }
    }

    /// The deadline of one of the state machines passed.
    fn on_deadline(&mut self) {
        self.timers.deadline_passed();
        self.devices_timeout();
        self.widgets.reconnecting.update(tick());
        self.widgets.rights.update(tick());
        self.links.on_deadline();
        self.give_decoder(decoding::Input::Timeout);
        self.give_queue(queue::Input::Timeout);
        self.give(Input::Timeout);
        self.show_age();
    }

    /// A layer shows a frame, or a part of it.
    fn on_frame_shown(&mut self, layer: Layer, frame: Option<FrameStamp>, is_whole: bool) {
        self.finish_deferred();
        if self.picture.frame_shown(layer, frame, is_whole) {
            self.give(Input::FrameShown(frame));
        }
        self.show_age();
    }

    /// Shows the age of the picture, when it is old.
    pub(super) fn show_age(&mut self) {
        let age = self.picture.take_age();
        self.widgets.page.show_age(age);
    }

    /// Lays out the picture anew.
    pub(super) fn lay_out(&mut self) {
        self.picture.lay_out(self.viewer.view());
    }
}
