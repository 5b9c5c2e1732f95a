//! The keeper with a desktop of the test's own.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use appearance::plan::Setting;

use super::super::store::tests::Scratch;
use super::*;

/// A desktop whose settings are kept here.
#[derive(Clone, Default)]
struct Fake(Rc<RefCell<Desk>>);

#[derive(Default)]
struct Desk {
    values: BTreeMap<String, String>,
    /// What cannot be read or changed.
    silent: bool,
    /// What takes no value.
    stubborn: bool,
    /// Our store, to see whether the record was there before the change.
    record: Option<Store>,
}

fn name(place: &Setting) -> String {
    format!("{place:?}")
}

impl Settings for Fake {
    fn properties(&mut self, _: &str) -> Vec<String> {
        Vec::new()
    }

    fn read(&mut self, place: &Setting) -> Value {
        let desk = self.0.borrow();
        match desk.values.get(&name(place)) {
            _ if desk.silent => Value::Unknown,
            Some(value) => Value::Is(value.clone()),
            None => Value::Absent,
        }
    }

    fn retry(&mut self) {}

    fn write(&mut self, place: &Setting, value: Option<&str>) {
        let mut desk = self.0.borrow_mut();
        if let (Some(store), Some(value)) = (&desk.record, value) {
            let record = store.read().unwrap();
            let change = record.iter().find(|change| change.place == *place).unwrap();
            assert!(value == change.ours || Some(value) == change.before.as_deref());
        }
        if !desk.silent && !desk.stubborn {
            match value {
                Some(value) => desk.values.insert(name(place), value.to_owned()),
                None => desk.values.remove(&name(place)),
            };
        }
    }
}

fn background() -> Setting {
    Setting::Gsettings {
        schema: "org.gnome.desktop.background".into(),
        key: "picture-options".into(),
    }
}

fn animations() -> Setting {
    Setting::Gsettings {
        schema: "org.gnome.desktop.interface".into(),
        key: "enable-animations".into(),
    }
}

impl Fake {
    fn gnome(scratch: &Scratch) -> (Self, Keeper<Self>) {
        let fake = Self::default();
        fake.set(&background(), "'zoom'");
        fake.set(&animations(), "true");
        let keeper = fake.keeper(scratch);
        fake.0.borrow_mut().record = Some(scratch.store());
        (fake, keeper)
    }

    fn keeper(&self, scratch: &Scratch) -> Keeper<Self> {
        Keeper::new(self.clone(), Some(scratch.store()), DesktopKind::Gnome, ":7".into())
    }

    fn set(&self, place: &Setting, value: &str) {
        self.0.borrow_mut().values.insert(name(place), value.to_owned());
    }

    fn get(&self, place: &Setting) -> String {
        self.0.borrow().values[&name(place)].clone()
    }

    fn state(&self) -> (String, String) {
        (self.get(&background()), self.get(&animations()))
    }
}

fn state(background: &str, animations: &str) -> (String, String) {
    (background.to_owned(), animations.to_owned())
}

#[test]
fn levels_come_and_go_and_the_record_is_written_before_each_change() {
    let scratch = Scratch::new();
    let (fake, mut keeper) = Fake::gnome(&scratch);
    for (level, background, animations) in [
        (Level::None, "'zoom'", "true"),
        (Level::Full, "'none'", "false"),
        (Level::NoBackground, "'none'", "true"),
        (Level::Full, "'none'", "false"),
        (Level::NoFullWindowDrag, "'zoom'", "true"),
        (Level::NoBackground, "'none'", "true"),
    ] {
        assert_eq!(keeper.keep(level).unwrap(), Kept::All);
        assert_eq!(fake.state(), state(background, animations), "{level:?}");
    }
    keeper.restore().unwrap();
    assert_eq!(fake.state(), state("'zoom'", "true"));
    assert!(!scratch.store().has_record());
}

#[test]
fn after_a_crash_the_next_one_restores_and_a_second_time_nothing_is_done() {
    let scratch = Scratch::new();
    let (fake, mut keeper) = Fake::gnome(&scratch);
    keeper.keep(Level::Full).unwrap();
    // The process dies: its lock goes, its record stays.
    drop(keeper);
    let mut next = fake.keeper(&scratch);
    assert_eq!(next.recover().unwrap(), 2);
    assert_eq!(fake.state(), state("'zoom'", "true"));
    assert_eq!(next.recover().unwrap(), 0);
    // Or the next one changes it at once: what was first is what is remembered.
    let mut keeper = fake.keeper(&scratch);
    keeper.keep(Level::Full).unwrap();
    drop(keeper);
    let mut next = fake.keeper(&scratch);
    next.keep(Level::NoBackground).unwrap();
    assert_eq!(fake.state(), state("'none'", "true"));
    next.restore().unwrap();
    assert_eq!(fake.state(), state("'zoom'", "true"));
}

#[test]
fn what_the_user_chose_meanwhile_stays() {
    let scratch = Scratch::new();
    let (fake, mut keeper) = Fake::gnome(&scratch);
    keeper.keep(Level::Full).unwrap();
    fake.set(&background(), "'centered'");
    keeper.restore().unwrap();
    assert_eq!(fake.state(), state("'centered'", "true"));
}

#[test]
fn a_second_one_leaves_the_desktop_alone() {
    let scratch = Scratch::new();
    let (fake, mut keeper) = Fake::gnome(&scratch);
    keeper.keep(Level::NoBackground).unwrap();
    let mut second = fake.keeper(&scratch);
    assert!(matches!(second.recover(), Err(AppearanceError::Busy)));
    assert!(matches!(second.keep(Level::Full), Err(AppearanceError::Busy)));
    second.restore().unwrap();
    assert_eq!(fake.state(), state("'none'", "true"));
    keeper.restore().unwrap();
    assert_eq!(second.keep(Level::Full).unwrap(), Kept::All, "now it is its turn");
    assert_eq!(fake.state(), state("'none'", "false"));
}

#[test]
fn what_cannot_be_restored_now_is_remembered() {
    let scratch = Scratch::new();
    let (fake, mut keeper) = Fake::gnome(&scratch);
    keeper.keep(Level::Full).unwrap();
    fake.0.borrow_mut().stubborn = true;
    assert!(matches!(keeper.restore(), Err(AppearanceError::NotRestored(2))));
    fake.0.borrow_mut().silent = true;
    assert!(matches!(fake.keeper(&scratch).recover(), Err(AppearanceError::NotRestored(2))));
    (fake.0.borrow_mut().stubborn, fake.0.borrow_mut().silent) = (false, false);
    assert_eq!(fake.keeper(&scratch).recover().unwrap(), 2);
    assert_eq!(fake.state(), state("'zoom'", "true"));
}

#[test]
fn a_foreign_record_changes_nothing() {
    let scratch = Scratch::new();
    let (fake, mut keeper) = Fake::gnome(&scratch);
    scratch.store().write(&[]).unwrap();
    let path = scratch.store().path();
    std::fs::write(&path, "{\"version\":9}").unwrap();
    for result in [keeper.recover().map(drop), keeper.keep(Level::Full).map(drop)] {
        let error = result.unwrap_err().to_string();
        assert!(error.contains(path.to_str().unwrap()), "{error}");
    }
    keeper.restore().unwrap();
    assert_eq!(fake.state(), state("'zoom'", "true"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "{\"version\":9}");
}

#[test]
fn without_a_place_to_remember_nothing_is_changed() {
    let fake = Fake::default();
    fake.set(&background(), "'zoom'");
    let mut keeper = Keeper::new(fake.clone(), None, DesktopKind::Gnome, ":7".into());
    assert!(matches!(keeper.keep(Level::Full), Err(AppearanceError::NoPlace)));
    assert_eq!(fake.get(&background()), "'zoom'");
}

#[test]
fn a_desktop_that_does_not_tell_is_said_to_be_left_as_it_is() {
    let scratch = Scratch::new();
    let (fake, mut keeper) = Fake::gnome(&scratch);
    fake.0.borrow_mut().silent = true;
    assert_eq!(keeper.keep(Level::Full).unwrap(), Kept::Nothing);
    let store = Some(scratch.store());
    let mut other = Keeper::new(fake, store, DesktopKind::Other, String::new());
    assert_eq!(other.keep(Level::Full).unwrap(), Kept::Nothing);
}
