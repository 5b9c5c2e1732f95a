//! Other programs of a desktop that copy and paste, well-behaved and not.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "the events of X are many, and each place waits for few"
)]

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use x11rb::CURRENT_TIME;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ChangeWindowAttributesAux, ConnectionExt as _, CreateWindowAux, EventMask,
    GetPropertyReply, PropMode, Property, SELECTION_NOTIFY_EVENT, SelectionNotifyEvent,
    SelectionRequestEvent, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::rig::{PATIENCE, Xvfb, now};

/// How large a part of an `INCR` transfer is.
const PART: usize = 100_000;

/// What a program answers when it is asked for a target.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// These bytes.
    Bytes(Vec<u8>),
    /// These bytes, with another type than that of the target.
    Typed(&'static str, Vec<u8>),
    /// Numbers instead of bytes.
    Numbers,
    /// So many bytes in one property.
    Huge(usize),
    /// An `INCR` transfer without end.
    Endless,
    /// An `INCR` transfer that never begins.
    Announced,
    /// Nothing at all.
    Silence,
}

impl Answer {
    pub(crate) fn text(text: &str) -> Self {
        Self::Bytes(text.as_bytes().to_vec())
    }
}

/// A program with a window that nobody sees.
pub(crate) struct Program {
    x: RustConnection,
    window: Window,
}

impl Program {
    pub(crate) fn new(xvfb: &Xvfb) -> Self {
        let (x, screen) = x11rb::connect(Some(&xvfb.display)).unwrap();
        let (root, window) = (x.setup().roots[screen].root, x.generate_id().unwrap());
        let with = CreateWindowAux::new()
            .event_mask(EventMask::PROPERTY_CHANGE | EventMask::STRUCTURE_NOTIFY);
        let class = WindowClass::INPUT_ONLY;
        x.create_window(0, window, root, 0, 0, 1, 1, 0, class, 0, &with).unwrap().check().unwrap();
        Self { x, window }
    }

    pub(crate) fn atom(&self, name: &str) -> Atom {
        self.x.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
    }

    /// The window that owns the clipboard.
    pub(crate) fn owner(&self) -> Window {
        self.x.get_selection_owner(self.atom("CLIPBOARD")).unwrap().reply().unwrap().owner
    }

    /// Asks for a target, and does not take the answer. Whether the owner answers with something.
    pub(crate) fn ask(&self, target: &str) -> bool {
        let (clipboard, target) = (self.atom("CLIPBOARD"), self.atom(target));
        let window = self.window;
        self.x.convert_selection(window, clipboard, target, target, CURRENT_TIME).unwrap();
        self.wait(|event| match event {
            Event::SelectionNotify(event) if event.target == target => Some(event.property != 0),
            _ => None,
        })
    }

    /// Takes what an owner has put into a property of the window.
    fn take(&self, property: Atom) -> GetPropertyReply {
        let any = AtomEnum::ANY;
        self.x.get_property(true, self.window, property, any, 0, u32::MAX).unwrap().reply().unwrap()
    }

    /// Pastes a target.
    pub(crate) fn paste(&self, target: &str) -> Option<Vec<u8>> {
        if !self.ask(target) {
            return None;
        }
        let (property, incr) = (self.atom(target), self.atom("INCR"));
        let first = self.take(property);
        if first.type_ != incr {
            return Some(first.value);
        }
        let mut bytes = Vec::new();
        loop {
            self.wait(|event| match event {
                Event::PropertyNotify(event) => {
                    let is_new = event.state == Property::NEW_VALUE && event.atom == property;
                    is_new.then_some(())
                }
                _ => None,
            });
            let part = self.take(property);
            if part.type_ != 0 && part.value.is_empty() {
                return Some(bytes);
            }
            bytes.extend(part.value);
        }
    }

    /// Pastes several targets with one request. Those that are missing are `None`.
    pub(crate) fn paste_many(&self, targets: &[&str]) -> Vec<Option<Vec<u8>>> {
        let (list, pair) = (self.atom("MULTIPLE"), self.atom("ATOM_PAIR"));
        let targets: Vec<Atom> = targets.iter().map(|target| self.atom(target)).collect();
        let pairs: Vec<Atom> = targets.iter().flat_map(|target| [*target, *target]).collect();
        self.x.change_property32(PropMode::REPLACE, self.window, list, pair, &pairs).unwrap();
        assert!(self.ask("MULTIPLE"));
        let answer = self.take(list);
        let answer: Vec<Atom> = answer.value32().unwrap().collect();
        let answers = answer.chunks(2).zip(targets);
        answers
            .map(|(pair, target)| {
                assert_eq!(pair[0], target);
                (pair[1] != 0).then(|| self.take(pair[1]).value)
            })
            .collect()
    }

    /// Numbers that a target has.
    pub(crate) fn numbers(&self, target: &str) -> Vec<u32> {
        assert!(self.ask(target));
        self.take(self.atom(target)).value32().unwrap().collect()
    }

    /// Waits for an event.
    fn wait<T>(&self, is_it: impl Fn(&Event) -> Option<T>) -> T {
        let deadline = now() + PATIENCE;
        self.x.flush().unwrap();
        loop {
            if let Some(found) = self.x.poll_for_event().unwrap().as_ref().and_then(&is_it) {
                return found;
            }
            assert!(now() < deadline, "the owner does not answer");
            std::thread::yield_now();
        }
    }
}

/// A program that has copied something, until it is dropped.
pub(crate) struct Copier {
    display: String,
    window: Window,
    asked: Arc<Mutex<Vec<String>>>,
    thread: Option<JoinHandle<()>>,
}

impl Copier {
    /// Copies what it answers for these targets, and has copied when this returns.
    pub(crate) fn copy(xvfb: &Xvfb, answers: &[(&str, Answer)]) -> Self {
        let program = Program::new(xvfb);
        let answers: Vec<(String, Answer)> =
            answers.iter().map(|(target, answer)| ((*target).to_owned(), answer.clone())).collect();
        let by_atom =
            answers.into_iter().map(|(name, answer)| (program.atom(&name), (name, answer)));
        let by_atom = by_atom.collect();
        let (window, asked) = (program.window, Arc::default());
        let clipboard = program.atom("CLIPBOARD");
        program.x.set_selection_owner(window, clipboard, CURRENT_TIME).unwrap().check().unwrap();
        assert_eq!(program.owner(), window);
        let owner =
            Owner { program, answers: by_atom, asked: Arc::clone(&asked), sent: HashMap::new() };
        let thread = Some(std::thread::spawn(move || owner.run()));
        Self { display: xvfb.display.clone(), window, asked, thread }
    }

    /// The targets that it was asked for so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for Copier {
    fn drop(&mut self) {
        // The thread ends with its window.
        if let Ok((x, _)) = x11rb::connect(Some(&self.display)) {
            let _ = x.destroy_window(self.window).map(|cookie| cookie.check());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Owner {
    program: Program,
    answers: HashMap<Atom, (String, Answer)>,
    asked: Arc<Mutex<Vec<String>>>,
    /// `INCR` transfers by window and property: the target, the rest, and whether it has an end.
    sent: HashMap<(Window, Atom), (Atom, Vec<u8>, bool)>,
}

impl Owner {
    fn run(mut self) {
        while let Ok(event) = self.program.x.wait_for_event() {
            match event {
                Event::SelectionRequest(request) => self.answer(&request),
                Event::PropertyNotify(event) if event.state == Property::DELETE => {
                    self.send(event.window, event.atom);
                }
                Event::DestroyNotify(gone) if gone.window == self.program.window => return,
                _ => {}
            }
            let _ = self.program.x.flush();
        }
    }

    fn answer(&mut self, request: &SelectionRequestEvent) {
        let SelectionRequestEvent { requestor, selection, target, property, time, .. } = *request;
        let x = &self.program.x;
        let replace = PropMode::REPLACE;
        let put = |kind, bytes: &[u8]| {
            x.change_property8(replace, requestor, property, kind, bytes).unwrap();
        };
        let mut is_served = true;
        let known = self.answers.get(&target).cloned();
        let name = known.as_ref().map_or("TARGETS", |(name, _)| name.as_str());
        self.asked.lock().unwrap().push(name.to_owned());
        match known.map(|(_, answer)| answer) {
            None if target == self.program.atom("TARGETS") => {
                let mut targets: Vec<Atom> = self.answers.keys().copied().collect();
                targets.push(target);
                let kind = AtomEnum::ATOM;
                x.change_property32(replace, requestor, property, kind, &targets).unwrap();
            }
            None => is_served = false,
            Some(Answer::Silence) => return,
            Some(Answer::Bytes(bytes)) if bytes.len() > PART => {
                self.announce(requestor, property, (target, bytes, true));
            }
            Some(Answer::Bytes(bytes)) => put(target, &bytes),
            Some(Answer::Typed(kind, bytes)) => put(self.program.atom(kind), &bytes),
            Some(Answer::Numbers) => {
                x.change_property32(replace, requestor, property, target, &[1, 2, 3]).unwrap();
            }
            Some(Answer::Huge(size)) => {
                put(target, &[]);
                let part = vec![b'a'; 1 << 20];
                for _ in 0..size.div_ceil(part.len()) {
                    let append = PropMode::APPEND;
                    x.change_property8(append, requestor, property, target, &part).unwrap();
                }
            }
            Some(Answer::Endless) => {
                self.announce(requestor, property, (target, vec![b'a'; PART], false));
            }
            Some(Answer::Announced) => {
                let incr = self.program.atom("INCR");
                x.change_property32(replace, requestor, property, incr, &[1]).unwrap();
            }
        }
        let property = if is_served { property } else { x11rb::NONE };
        let notice = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time,
            requestor,
            selection,
            target,
            property,
        };
        self.program.x.send_event(false, requestor, EventMask::NO_EVENT, notice).unwrap();
    }

    fn announce(&mut self, requestor: Window, property: Atom, rest: (Atom, Vec<u8>, bool)) {
        let x = &self.program.x;
        let selected = ChangeWindowAttributesAux::new().event_mask(EventMask::PROPERTY_CHANGE);
        x.change_window_attributes(requestor, &selected).unwrap();
        let (incr, replace) = (self.program.atom("INCR"), PropMode::REPLACE);
        x.change_property32(replace, requestor, property, incr, &[1]).unwrap();
        self.sent.insert((requestor, property), rest);
    }

    fn send(&mut self, requestor: Window, property: Atom) {
        let Some((target, rest, ends)) = self.sent.get_mut(&(requestor, property)) else { return };
        let part = rest.len().min(PART);
        let part = if *ends { rest.drain(..part).collect() } else { rest.clone() };
        let (target, replace) = (*target, PropMode::REPLACE);
        self.program.x.change_property8(replace, requestor, property, target, &part).unwrap();
        if part.is_empty() {
            self.sent.remove(&(requestor, property));
        }
    }
}
