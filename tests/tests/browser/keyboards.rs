//! Every character of a Helper's keyboard arrives, whatever the User's keyboard is.

use alongside_tests::browser::Browser;
use alongside_tests::clock::eventually;
use alongside_tests::keyboards::{System, Trial, Typist};
use alongside_tests::xterm::Xterm;

use super::Rig;

/// A Helper at the page, and a terminal of the User.
struct AtTerminal {
    rig: Rig,
    terminal: Xterm,
}

impl Typist for AtTerminal {
    fn browser(&mut self) -> &mut Browser {
        &mut self.rig.browser
    }

    fn lines(&mut self, count: usize) -> Vec<String> {
        eventually(&format!("{count} lines arrive"), || {
            let typed = self.terminal.typed();
            let lines: Vec<String> = typed.split('\r').map(str::to_owned).collect();
            // What follows the last Enter is no line yet.
            (lines.len() > count).then(|| lines[..lines.len() - 1].to_vec())
        })
    }

    fn refused(&mut self) -> usize {
        self.rig.sharer.refused_input()
    }
}

#[test]
fn every_character_of_the_helpers_keyboard_arrives_whatever_the_users_keyboard() {
    let mut trial = Trial::of("DE", System::X11);
    let rig = Rig::controlled(&[]);
    let terminal = Xterm::open(&rig.xvfb);
    let mut typist = AtTerminal { rig, terminal };
    let mut all = Vec::new();
    for (sharer, layout) in trial.sharers(&["US", "FR"]) {
        typist.rig.xvfb.layout(layout);
        let count = trial.run(&mut typist, sharer);
        all.push((sharer, count));
    }
    trial.end();
    for (sharer, count) in all {
        assert_eq!((count.arrived, count.reported), (count.sent, 0), "{sharer}");
    }
    typist.rig.nothing_is_held();
}
