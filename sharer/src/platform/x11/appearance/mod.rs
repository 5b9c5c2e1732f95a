//! The desktop's looks, which are given up in part for a slow line, and come back.
//!
//! [`plan`] decides what is changed at which level, `record` and `store` remember how it was,
//! `keeper` holds the desktop at a level, a thread of its own does the work: whatever hangs, hangs
//! there. Linux with X11 only; elsewhere nothing is changed, and that is said.

mod keeper;
#[cfg(target_os = "linux")]
mod programs;
#[cfg(target_os = "linux")]
mod resource;
#[cfg(target_os = "linux")]
mod root;
mod store;

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use protocol::limits::LOOKS_END;
use tokio::sync::{mpsc, oneshot};

pub use self::keeper::LooksError;
use self::keeper::{Held, Keeper, Settings};
use self::store::Store;
use crate::platform::Desktop;
use crate::words::bandwidth as words;
use appearance::Level;
use appearance::plan::Kind;

/// Sentences that may wait to be told. One that finds no room is dropped: they are for people.
const NEWS: usize = 16;

/// Holds the desktop at a level. When it is dropped, the desktop is restored.
#[derive(Debug)]
pub struct Looks {
    orders: Arc<Orders>,
    ended: Option<oneshot::Receiver<()>>,
}

/// What the thread is to do; a later wish takes an earlier one's place.
#[derive(Debug, Default)]
struct Orders {
    next: Mutex<Next>,
    given: Condvar,
}

#[derive(Debug, Default)]
struct Next {
    level: Option<Level>,
    end: bool,
}

impl Looks {
    /// Starts the thread, which first restores what a session that did not end properly has left
    /// behind. Returns it and the sentences that it has for the User.
    pub fn spawn(desktop: &Desktop) -> std::io::Result<(Self, mpsc::Receiver<String>)> {
        let (news, told) = mpsc::channel(NEWS);
        let (ending, ended) = oneshot::channel();
        let orders = Arc::<Orders>::default();
        let theirs = Arc::clone(&orders);
        let display = desktop.x_display.clone();
        std::thread::Builder::new().name("looks".into()).spawn(move || {
            let mut keeper = keeper(display);
            run(&mut keeper, &theirs, &news);
            let _ = ending.send(());
        })?;
        Ok((Self { orders, ended: Some(ended) }, told))
    }

    /// The level from here on.
    pub fn hold(&self, level: Level) {
        self.orders.give(|next| next.level = Some(level));
    }

    /// Restores the desktop. Waits for it, but not for long: what is not restored by then is
    /// restored by the next start.
    pub async fn end(mut self) {
        self.orders.give(|next| next.end = true);
        if let Some(ended) = self.ended.take() {
            let _ = tokio::time::timeout(LOOKS_END, ended).await;
        }
    }
}

impl Drop for Looks {
    fn drop(&mut self) {
        self.orders.give(|next| next.end = true);
    }
}

impl Orders {
    fn give(&self, order: impl FnOnce(&mut Next)) {
        order(&mut self.next.lock().unwrap_or_else(PoisonError::into_inner));
        self.given.notify_one();
    }

    /// Waits for the next level; `None` is the end.
    fn take(&self) -> Option<Level> {
        let next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let idle = |next: &mut Next| next.level.is_none() && !next.end;
        let mut next = self.given.wait_while(next, idle).unwrap_or_else(PoisonError::into_inner);
        if next.end { None } else { next.level.take() }
    }
}

fn run<S: Settings>(keeper: &mut Keeper<S>, orders: &Orders, news: &mpsc::Sender<String>) {
    let tell = |text: String| {
        let _ = news.try_send(text);
    };
    match keeper.recover() {
        Ok(0) => {}
        // It is there, and restores what it has changed.
        Err(LooksError::Busy) => {}
        Ok(_) => tell(words::RECOVERED.to_owned()),
        Err(error) => tell(words::not_restored(&error)),
    }
    while let Some(level) = orders.take() {
        match keeper.hold(level) {
            Ok(Held::All) => {}
            Ok(Held::Nothing) => tell(words::UNTOUCHED.to_owned()),
            Err(error) => tell(words::not_changed(&error)),
        }
    }
    if let Err(error) = keeper.restore() {
        tell(words::not_restored(&error));
    }
}

/// The keeper of this system's desktop.
/// Restores what a session that did not end properly left changed. Returns how much that was.
pub fn recover() -> Result<usize, LooksError> {
    keeper(None).recover()
}

fn keeper(display: Option<String>) -> Keeper<OfThisSystem> {
    let current = std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    let kind = if cfg!(target_os = "linux") { Kind::of(&current) } else { Kind::Other };
    let display = display.or_else(|| std::env::var("DISPLAY").ok()).unwrap_or_default();
    Keeper::new(OfThisSystem::default(), Store::of_this_account(), kind, display)
}

/// The settings of this system's desktop.
#[derive(Debug, Default)]
struct OfThisSystem {
    #[cfg(target_os = "linux")]
    programs: programs::Programs,
}

#[cfg(target_os = "linux")]
mod linux {
    use super::{OfThisSystem, Settings, root};
    use appearance::plan::{Place, Value};

    impl Settings for OfThisSystem {
        fn properties(&mut self, channel: &str) -> Vec<String> {
            let listed = self.programs.run("xfconf-query", ["-c", channel, "-l"]);
            listed.unwrap_or_default().lines().map(|line| line.trim().to_owned()).collect()
        }

        fn read(&mut self, place: &Place) -> Value {
            let answer = match place {
                Place::Gsettings { schema, key } => {
                    self.programs.run("gsettings", ["get", schema, key])
                }
                Place::Xfconf { channel, property } => {
                    self.programs.run("xfconf-query", ["-c", channel, "-p", property])
                }
                Place::Resource { display, name } => return root::resource(display, name),
                Place::Wallpaper { display } => return root::wallpaper(display),
            };
            answer.map_or(Value::Unknown, Value::Is)
        }

        fn retry(&mut self) {
            self.programs.forgive();
        }

        fn write(&mut self, place: &Place, value: Option<&str>) {
            match (place, value) {
                (Place::Gsettings { schema, key }, Some(value)) => {
                    self.programs.run("gsettings", ["set", schema, key, value]);
                }
                (Place::Gsettings { schema, key }, None) => {
                    self.programs.run("gsettings", ["reset", schema, key]);
                }
                (Place::Xfconf { channel, property }, Some(value)) => {
                    let set = ["-c", channel, "-p", property, "-s", value];
                    self.programs.run("xfconf-query", set);
                }
                (Place::Xfconf { channel, property }, None) => {
                    self.programs.run("xfconf-query", ["-c", channel, "-p", property, "-r"]);
                }
                (Place::Resource { display, name }, value) => {
                    root::set_resource(display, name, value);
                }
                (Place::Wallpaper { display }, Some(value)) => root::set_wallpaper(display, value),
                // There is none without a value.
                (Place::Wallpaper { .. }, None) => {}
            }
        }
    }
}

/// Nothing is known of this desktop's settings, and nothing is changed.
#[cfg(not(target_os = "linux"))]
impl Settings for OfThisSystem {
    fn properties(&mut self, _: &str) -> Vec<String> {
        Vec::new()
    }

    fn read(&mut self, _: &plan::Place) -> plan::Value {
        plan::Value::Unknown
    }

    fn retry(&mut self) {}

    fn write(&mut self, _: &plan::Place, _: Option<&str>) {}
}
