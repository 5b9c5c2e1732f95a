//! The characters of a Helper's keyboard that the User's has arrive; the Helper is told of the others.

use alongside_tests::browser::Browser;
use alongside_tests::clock::eventually;
use alongside_tests::keyboards::{System, Trial, Typist};
use alongside_tests::wayland::{Portal, WaylandDesktop};

use crate::{RED, Rig};

/// What the Helper is told.
const NOT_TYPED: &str = "A character was not typed";

impl Typist for Rig {
    fn browser(&mut self) -> &mut Browser {
        &mut self.browser
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
        self.sharer.refused_input()
    }
}

#[test]
fn what_the_users_keyboard_has_arrives_and_the_helper_is_told_of_the_rest() {
    let mut trial = Trial::of("RU", System::Wayland);
    for (sharer, layout) in trial.sharers(&["FR"]) {
        let mut rig =
            Rig::asked_on(&[], || WaylandDesktop::start_with_keyboard(Portal::AsksNobody, layout));
        rig.sharer.answer("connect", true);
        rig.sees(RED);
        rig.take_control();
        let count = trial.run(&mut rig, sharer);
        assert!(count.arrived > 20 && count.reported > 50, "{count}");
        rig.browser.wait_text(NOT_TYPED);
    }
    trial.end();
}
