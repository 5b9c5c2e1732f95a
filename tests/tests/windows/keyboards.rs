//! Every character of a Helper's keyboard arrives at a Windows computer, whatever the User's keyboard is.

use alongside_tests::browser::{Browser, Key};
use alongside_tests::clock::eventually;
use alongside_tests::keyboards::{System, Trial, Typist};

use crate::{CONTROL, Rig};

impl Typist for Rig {
    fn browser(&mut self) -> &mut Browser {
        &mut self.browser
    }

    fn lines(&mut self, count: usize) -> Vec<String> {
        eventually(&format!("{count} lines arrive"), || {
            self.browser.key_down(Key::new("ControlLeft", "Control").with(CONTROL));
            self.browser.key(Key::new("KeyS", "s").with(CONTROL));
            self.browser.key_up(Key::new("ControlLeft", "Control"));
            let saved = self.saved();
            let lines: Vec<String> = saved.split("\r\n").map(str::to_owned).collect();
            // What follows the last Enter is no line yet.
            (lines.len() > count).then(|| lines[..lines.len() - 1].to_vec())
        })
    }

    fn refused(&mut self) -> usize {
        self.sharer.refused_input()
    }
}

#[test]
fn every_character_arrives_at_windows_whatever_the_users_keyboard() {
    let mut trial = Trial::of("DE", System::Windows);
    let mut all = Vec::new();
    for (sharer, layout) in trial.sharers(&["FR"]) {
        let mut rig = Rig::shared_with_keyboard(layout);
        rig.take_control();
        all.push((sharer, trial.run(&mut rig, sharer)));
    }
    trial.end();
    for (sharer, count) in all {
        assert_eq!((count.arrived, count.reported), (count.sent, 0), "{sharer}");
    }
}
