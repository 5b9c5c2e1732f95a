//! A whole session with the screen off: the User has a keyboard and hears what a screen reader is told over the real
//! bus. What is said stands in `heard.txt` of the window's tests; here is shown that it comes through, in that order.

use alongside_tests::claimant::{introduced, parse, prove};
use alongside_tests::clock::eventually;
use alongside_tests::native::NativeViewer;
use alongside_tests::screen_reader::Heard;
use alongside_tests::server::RawClient;
use protocol::peer::{EndReason, Phase, ToSharer};

use super::program::Desk;
use super::{chat, enters};

/// The key codes of Tab and Enter.
const TAB: u8 = 23;
const ENTER: u8 = 36;

/// The most elements to go through in a window.
const STOPS: usize = 20;

/// Somebody who does not see the screen.
struct Listener {
    desk: Desk,
    /// What changed by itself.
    said: Vec<Heard>,
}

impl Listener {
    fn new() -> Self {
        let (mut desk, ()) = Desk::start_beside(|_| ());
        desk.reader.listens();
        Self { desk, said: Vec::new() }
    }

    /// What was heard since; what changed by itself is kept.
    fn hears(&mut self) -> Vec<Heard> {
        let heard = self.desk.reader.heard();
        let live = heard.iter().filter(|heard| ["then", "at once"].contains(&heard.how.as_str()));
        self.said.extend(live.cloned());
        heard
    }

    /// Waits until these words are said by themselves.
    #[track_caller]
    fn is_told(&mut self, words: &str) {
        eventually(words, || {
            self.hears();
            self.said.iter().any(|heard| heard.words.contains(words)).then_some(())
        });
    }

    /// Goes to an element of this role and name by Tab. Returns what was said on the way.
    #[track_caller]
    fn goes_to(&mut self, name: &str, role: &str) -> Vec<String> {
        let (wanted, mut way) = (format!("{name}, {role}"), Vec::new());
        for _ in 0..STOPS {
            self.desk.seat.types(TAB);
            let stop = eventually("the next element is said", || {
                // A window or dialog has it before Tab, and says so late.
                let is_stop = |heard: &Heard| {
                    let containers = [", frame", ", alert", ", dialog"];
                    heard.how == "focus" && !containers.iter().any(|end| heard.words.ends_with(end))
                };
                self.hears().into_iter().rfind(is_stop)
            });
            way.push(stop.words.clone());
            if stop.words.starts_with(&wanted) {
                return way;
            }
        }
        panic!("Tab does not come to {wanted}: {way:?}");
    }

    #[track_caller]
    fn presses(&mut self, name: &str) {
        self.goes_to(name, "push button");
        self.desk.seat.types(ENTER);
    }

    /// Hears a question, and answers it.
    #[track_caller]
    fn answers(&mut self, words: &str, answer: &str, viewer: &mut NativeViewer) {
        self.desk.reads(words, viewer);
        self.hears();
        self.goes_to(answer, "push button");
        self.desk.reads(words, viewer);
        self.desk.seat.types(ENTER);
    }

    /// The keyboard goes to the bar, which the window manager leaves out of its list.
    fn goes_to_the_bar(&mut self, button: &str) {
        self.desk.reader.finds("push button", button);
        let windows = ["search", "--name", "^Session .*Alongside$", "windowactivate"];
        self.desk.seat.run("xdotool", &windows);
        self.hears();
    }
}

#[test]
fn a_whole_session_is_done_by_keyboard_and_by_what_a_screen_reader_says() {
    let mut user = Listener::new();
    user.presses("Get help");
    user.is_told("Tell your helper this code");
    user.goes_to("Invitation code", "entry");
    let code = user.desk.reader.finds("entry", "Invitation code").text.unwrap_or_default();
    user.presses("Spell it");
    let letters: Vec<String> = code.split('-').map(spelled).collect();
    user.is_told(letters.last().expect("it has words"));
    let mut socket = RawClient::connect(&user.desk.server.url);
    let mut channel = prove(&mut socket, &parse(&code)).expect("the code is right");
    introduced(&mut socket, &mut channel);
    let mut viewer = NativeViewer::new(socket, channel, "Jacky");
    viewer.wait_until_up();
    user.answers("wants to connect", "Allow", &mut viewer);
    enters(&mut viewer, Phase::ScreenSharing);
    user.is_told("“Jacky” can see your screen.");
    viewer.send(&ToSharer::RequestControl {});
    user.answers("wants to share control", "Allow", &mut viewer);
    enters(&mut viewer, Phase::ControlSharing);
    user.is_told("“Jacky” shares control.");
    user.goes_to_the_bar("Chat");
    user.presses("Chat");
    user.desk.reader.finds("push button", "Hide this window");
    chat(&mut viewer, "Do you see the printer?");
    user.is_told("Jacky: Do you see the printer?");
    user.presses("Stop sharing control");
    enters(&mut viewer, Phase::ScreenSharing);
    user.is_told("You have taken control back.");
    viewer.send(&ToSharer::Bye { reason: EndReason::HelperLeft });
    user.is_told("The session has ended.");
    // All that was said by itself, in order: nothing more, and nothing twice.
    let said = user.said.iter().map(|heard| heard.words.as_str());
    // The code may be there before this can be said.
    let said: Vec<&str> = said.filter(|words| !words.starts_with("One moment")).collect();
    let seen = "“Jacky” can see your screen.";
    let mut expected = vec!["Tell your helper this code", "Nobody can see your screen."];
    expected.extend(letters.iter().map(String::as_str));
    expected.extend([
        seen,
        "“Jacky” shares control. Esc stops it.",
        "Jacky: Do you see the printer?",
        "You have taken control back.",
        seen,
        "Your helper disconnected. The session has ended. Nobody can see your screen.",
    ]);
    assert_eq!(said, expected);
}

/// A part of the code as it is said letter by letter.
fn spelled(part: &str) -> String {
    let letters: Vec<String> = part.chars().map(|c| c.to_uppercase().to_string()).collect();
    format!("{part}:  {}", letters.join(" – "))
}
