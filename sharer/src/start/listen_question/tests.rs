//! The question, and what is listened on before and after it, in networks that the tests make up.

use std::net::{Ipv4Addr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use tokio::sync::mpsc;

use super::super::public_network::{ListenPlan, PublicNetworks};
use super::super::server::ServerInUse;
use super::*;
use crate::person::{FromUser, InputLine, Json, PersonHandle, StandardInput};
use crate::platform::network_kind::NetworkKind;
use crate::policy::listen::{ListenAddress, ListenFor};
use ::session::Answer;

/// Events that a test may leave unread.
const EVENTS: usize = 64;

/// How long a test waits for what has to come.
const PATIENCE: Duration = Duration::from_secs(20);

fn public() -> NetworkKind {
    NetworkKind::Public
}

fn plan(address: ListenAddress, listen_for: ListenFor) -> ListenPlan {
    ListenPlan { at: (Ipv4Addr::LOCALHOST, 0).into(), address, listen_for }
}

const HELP: (ListenAddress, ListenFor) = (ListenAddress::Open, ListenFor::Help);
const OFFERS: (ListenAddress, ListenFor) = (ListenAddress::Open, ListenFor::Offers);

/// A User, the lines that they write, and the events that they read.
struct Scene {
    dialogue: Dialogue,
    write: mpsc::Sender<FromUser>,
    read: Receiver<Vec<u8>>,
    interrupt: Interrupt,
}

/// Sends each event on.
struct Out(SyncSender<Vec<u8>>);

impl std::io::Write for Out {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let _ = self.0.send(bytes.to_vec());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Scene {
    fn new(look: fn() -> NetworkKind) -> Self {
        let (out, read) = sync_channel(EVENTS);
        let person = PersonHandle::start(Box::new(Json), Out(out)).unwrap();
        let (typed, write, lines) = StandardInput::of_test_from(Origin::Pipe);
        let public = PublicNetworks { look, ..PublicNetworks::new(true) };
        let dialogue = Dialogue::of_test(person, typed, lines, public);
        Self { dialogue, write, read, interrupt: Box::pin(std::future::pending()) }
    }

    /// Starts the server of this plan.
    async fn start(
        &mut self,
        (address, listen_for): (ListenAddress, ListenFor),
    ) -> Result<Option<ServerInUse>, Failure> {
        let plan = plan(address, listen_for);
        let Self { dialogue, interrupt, .. } = self;
        let start = ServerInUse::start(None, plan, dialogue, interrupt);
        tokio::time::timeout(PATIENCE, start).await.expect("it is decided")
    }

    /// Answers the question with this id as soon as it is waited for.
    fn answer(&self, id: u32, allow: bool) {
        let line = format!("{{\"command\":\"answer\",\"id\":{id},\"allow\":{allow}}}");
        self.write.try_send(InputLine::of_test(&line)).unwrap();
    }

    /// The ids of the questions so far.
    async fn asked(&self) -> Vec<u64> {
        self.dialogue.person.written().await;
        let events = self.read.try_iter().filter_map(|line| {
            let event: serde_json::Value = serde_json::from_slice(&line).unwrap();
            (event["event"] == "ask" && event["what"] == "listen").then(|| event["id"].as_u64())?
        });
        events.collect()
    }
}

fn is_refused<T>(result: &Result<T, Failure>) -> bool {
    matches!(result, Err(Failure::PublicNetwork))
}

#[tokio::test]
async fn a_yes_holds_for_the_run() {
    let mut scene = Scene::new(public);
    // An answer to another question is none to this one.
    scene.answer(7, true);
    scene.answer(1, true);
    for what in [HELP, OFFERS, HELP] {
        let mut server = scene.start(what).await.unwrap().unwrap();
        assert!(server.own.is_some());
        server.stop().await;
    }
    assert_eq!(scene.asked().await, [1]);
}

#[tokio::test]
async fn a_no_holds_for_the_run() {
    let mut scene = Scene::new(public);
    scene.answer(1, false);
    for what in [OFFERS, OFFERS, HELP] {
        assert!(is_refused(&scene.start(what).await));
    }
    assert_eq!(scene.asked().await, [1]);
}

#[tokio::test]
async fn who_does_not_answer_is_asked_again_only_when_they_ask_for_help() {
    let mut scene = Scene::new(public);
    scene.dialogue.public.patience = Duration::ZERO;
    for _ in 0..3 {
        assert!(is_refused(&scene.start(OFFERS).await));
    }
    assert_eq!(scene.asked().await, [1]);
    scene.dialogue.public.patience = PATIENCE;
    scene.answer(2, true);
    assert!(scene.start(HELP).await.unwrap().is_some());
    assert_eq!(scene.asked().await, [2]);
}

#[tokio::test]
async fn who_ends_the_session_instead_is_not_told_that_it_failed() {
    let mut scene = Scene::new(public);
    scene.write.try_send(InputLine::of_test("{\"command\":\"disconnect\"}")).unwrap();
    assert!(scene.start(HELP).await.unwrap().is_none());
    scene.interrupt = Box::pin(std::future::ready(()));
    assert!(scene.start(HELP).await.unwrap().is_none());
    assert_eq!(scene.asked().await, [1, 2], "that is no answer");
}

#[tokio::test]
async fn where_nobody_can_answer_nothing_listens() {
    let mut scene = Scene::new(public);
    scene.dialogue.public.can_ask = false;
    assert!(is_refused(&scene.start(HELP).await));
    assert!(scene.asked().await.is_empty());
    // The input ends.
    let mut scene = Scene::new(public);
    let (closed, _) = mpsc::channel(1);
    scene.write = closed;
    assert!(is_refused(&scene.start(HELP).await));
    assert_eq!(scene.asked().await, [1]);
}

#[tokio::test]
async fn an_address_of_the_command_line_and_a_loopback_one_are_not_asked_about() {
    let mut scene = Scene::new(public);
    for address in [ListenAddress::Asked, ListenAddress::Loopback] {
        assert!(scene.start((address, ListenFor::Help)).await.unwrap().is_some(), "{address:?}");
    }
    assert!(scene.asked().await.is_empty());
}

/// Whether the network of the test below is public.
static BECAME_PUBLIC: AtomicBool = AtomicBool::new(false);

fn becomes_public() -> NetworkKind {
    if BECAME_PUBLIC.load(SeqCst) { NetworkKind::Public } else { NetworkKind::Private }
}

#[tokio::test]
async fn a_network_that_has_become_public_is_asked_about_before_the_next_session() {
    let mut scene = Scene::new(becomes_public);
    let mut server = scene.start(OFFERS).await.unwrap().unwrap();
    let address = server.own.as_ref().unwrap().address;
    let Scene { dialogue, interrupt, .. } = &mut scene;
    let after = server.look_again(dialogue, interrupt).await.unwrap();
    assert_eq!((after, server.own.as_ref().unwrap().address), (AfterWait::Session, address));
    BECAME_PUBLIC.store(true, SeqCst);
    let Scene { dialogue, write, read, interrupt } = &mut scene;
    let mut look = Box::pin(server.look_again(dialogue, interrupt));
    let question = async {
        // The question comes when nothing listens any more.
        loop {
            let line = read.try_iter().find(|line| line.windows(8).any(|at| at == b"\"listen\""));
            if line.is_some() {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        _ = &mut look => panic!("it is decided before the answer"),
        asked = tokio::time::timeout(PATIENCE, question) => {
            asked.expect("it is asked");
            assert!(TcpStream::connect(address).is_err(), "it listens on");
        }
    }
    let line = "{\"command\":\"answer\",\"id\":1,\"allow\":true}";
    write.try_send(InputLine::of_test(line)).unwrap();
    assert_eq!(look.as_mut().await.unwrap(), AfterWait::Session);
    drop(look);
    let address = server.own.as_ref().expect("it listens again").address;
    assert!(TcpStream::connect(address).is_ok());
}

#[test]
fn only_a_yes_by_a_persons_press_counts_in_the_window() {
    let given =
        |origin, answer| UserInput { origin, command: Some(PersonInput::Answer { id: 1, answer }) };
    for (origin, yes) in [
        (Origin::Terminal, Some(Reply::Yes)),
        (Origin::Pipe, Some(Reply::Yes)),
        (Origin::Device, Some(Reply::Yes)),
        (Origin::Window, None),
    ] {
        assert_eq!(reply(&given(origin, Answer::Allow), 1), yes, "{origin:?}");
        assert_eq!(reply(&given(origin, Answer::Allow), 2), None, "{origin:?}");
        assert_eq!(reply(&given(origin, Answer::Refuse), 1), Some(Reply::No), "{origin:?}");
    }
}

#[test]
fn who_is_refused_reads_how_to_go_on() {
    let said = Failure::PublicNetwork.to_string();
    assert!(said.contains("--server URL") && said.contains("--listen 127.0.0.1"), "{said}");
    // The window has no options.
    let said = Failure::PublicNetwork.in_window();
    assert!(said.contains("Settings") && !said.contains("--"), "{said}");
}
