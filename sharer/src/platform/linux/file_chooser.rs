//! The dialog of the desktop portal, `org.freedesktop.portal.FileChooser`. A thread of its own speaks to the bus while the
//! dialog is open.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;

use futures_util::StreamExt as _;
use tokio::sync::oneshot;
use url::Url;
use zbus::message::Type;
use zbus::zvariant::{OwnedValue, Value};
use zbus::{Connection, MatchRule, MessageStream};

use super::bus;
use crate::platform::file_chooser::{Choosable, ChooserError, FileChooser, OnChosen};
use crate::supervisor::run_caught;

/// The portal on the bus.
const DESKTOP: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const CHOOSER: &str = "org.freedesktop.portal.FileChooser";
const REQUEST: &str = "org.freedesktop.portal.Request";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";

/// From this version of the interface on folders can be chosen.
const WITH_FOLDERS: u32 = 3;

/// Signals of one request that may wait: there is one.
const SIGNALS: usize = 4;

/// How the portal answers a request.
const SUCCESS: u32 = 0;
const CANCELLED: u32 = 1;

/// The dialog, and what closes it.
#[derive(Debug, Default)]
pub(super) struct PortalChooser {
    /// Dropped to close the one that is open.
    open: Option<oneshot::Sender<()>>,
    /// Dialogs so far, by which they are told apart.
    count: u32,
}

impl FileChooser for PortalChooser {
    fn choose(&mut self, what: Choosable, title: &str, chosen: OnChosen) -> io::Result<()> {
        self.count = self.count.wrapping_add(1);
        let token = format!("alongside_{}_files_{}", std::process::id(), self.count);
        let (open, closed) = oneshot::channel();
        let title = title.to_owned();
        std::thread::Builder::new().name("file-chooser".into()).spawn(move || {
            let work = || bus::run(ask(&token, what, title, closed));
            let failed = |why: &str| Err(ChooserError::Failed(why.to_owned()));
            chosen(match run_caught(work) {
                Some(Ok(chosen)) => chosen,
                Some(Err(error)) => failed(&error.to_string()),
                None => failed("the program failed"),
            });
        })?;
        // The one before is closed.
        self.open = Some(open);
        Ok(())
    }

    fn close(&mut self) {
        self.open = None;
    }
}

/// Shows the dialog until something was chosen, or it is closed.
async fn ask(
    token: &str,
    what: Choosable,
    title: String,
    closed: oneshot::Receiver<()>,
) -> Result<Vec<PathBuf>, ChooserError> {
    let bus = bus::connect().await.map_err(|why| {
        tracing::debug!(%why, "no bus for the dialog");
        ChooserError::NotThere
    })?;
    let is_known = match version(&bus).await {
        Ok(version) => what == Choosable::Files || version >= WITH_FOLDERS,
        Err(error) => {
            tracing::debug!(%error, "no portal for the dialog");
            false
        }
    };
    if !is_known {
        return Err(ChooserError::NotThere);
    }
    // The answer may come before the call returns, so that the path is computed and watched first.
    let name = bus.unique_name().map(|name| name.as_str().replace('.', "_"));
    let sender = name.as_deref().and_then(|name| name.strip_prefix(':')).unwrap_or_default();
    let request = format!("{PATH}/request/{sender}/{token}");
    let mut answers = watch(&bus, &request).await.map_err(failed)?;
    let key = if what == Choosable::Folder { "directory" } else { "multiple" };
    let options = HashMap::from([
        ("handle_token", Value::from(token)),
        ("modal", Value::from(true)),
        (key, Value::from(true)),
    ]);
    let body = ("", title, options);
    bus.call_method(Some(DESKTOP), PATH, Some(CHOOSER), "OpenFile", &body).await.map_err(failed)?;
    tokio::select! {
        // What was chosen at the moment of the end does not count.
        biased;
        _ = closed => {
            let close = bus.call_method(Some(DESKTOP), request.as_str(), Some(REQUEST), "Close", &());
            if let Err(error) = close.await {
                tracing::debug!(%error, "the dialog is not closed");
            }
            Ok(Vec::new())
        }
        answer = answer(&mut answers) => answer,
    }
}

async fn version(bus: &Connection) -> zbus::Result<u32> {
    let asked = (CHOOSER, "version");
    let reply = bus.call_method(Some(DESKTOP), PATH, Some(PROPERTIES), "Get", &asked).await?;
    let value: OwnedValue = reply.body().deserialize()?;
    Ok(u32::try_from(value)?)
}

async fn watch(bus: &Connection, request: &str) -> zbus::Result<MessageStream> {
    let rule = MatchRule::builder().msg_type(Type::Signal).sender(DESKTOP)?.interface(REQUEST)?;
    let rule = rule.member("Response")?.path(request)?.build().to_owned();
    MessageStream::for_match_rule(rule, bus, Some(SIGNALS)).await
}

async fn answer(answers: &mut MessageStream) -> Result<Vec<PathBuf>, ChooserError> {
    let Some(Ok(signal)) = answers.next().await else {
        return Err(ChooserError::Failed("the connection to the desktop ended".to_owned()));
    };
    let (code, mut results): (u32, HashMap<String, OwnedValue>) =
        signal.body().deserialize().map_err(failed)?;
    match code {
        SUCCESS => {
            let uris = results.remove("uris").map(Vec::<String>::try_from);
            uris.and_then(Result::ok)
                .and_then(|uris| uris.iter().map(|uri| path(uri)).collect())
                .ok_or(ChooserError::Elsewhere)
        }
        CANCELLED => Ok(Vec::new()),
        code => Err(ChooserError::Failed(format!("the desktop answers {code}"))),
    }
}

/// The path of a file of this computer.
fn path(uri: &str) -> Option<PathBuf> {
    let uri = Url::parse(uri).ok().filter(|uri| uri.scheme() == "file")?;
    uri.to_file_path().ok()
}

fn failed(error: impl std::fmt::Display) -> ChooserError {
    ChooserError::Failed(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_file_of_this_computer_has_a_path() {
        let expected = |path: &str| Some(PathBuf::from(path));
        assert_eq!(path("file:///users/ann/a%20b%25.txt"), expected("/users/ann/a b%.txt"));
        assert_eq!(path("file://localhost/a"), expected("/a"));
        for uri in ["file://elsewhere/a", "https://example.org/a", "/a", "sftp://host/a", ""] {
            assert_eq!(path(uri), None, "{uri}");
        }
    }
}
