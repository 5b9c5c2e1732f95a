//! Calls of the portal that are answered by a signal of a request object, `org.freedesktop.portal.Request`.

use std::collections::HashMap;

use futures_util::StreamExt as _;
use zbus::message::Type;
use zbus::zvariant::{DynamicType, OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, MatchRule, MessageStream};

use super::error::PortalError;
use crate::platform::error::Reason;

/// The portal on the bus.
pub(super) const DESKTOP: &str = "org.freedesktop.portal.Desktop";
pub(super) const PATH: &str = "/org/freedesktop/portal/desktop";
/// Its interfaces.
pub(super) const REMOTE_DESKTOP: &str = "org.freedesktop.portal.RemoteDesktop";
pub(super) const SCREEN_CAST: &str = "org.freedesktop.portal.ScreenCast";
pub(super) const SESSION: &str = "org.freedesktop.portal.Session";
const REQUEST: &str = "org.freedesktop.portal.Request";

/// Signals of one request that may wait: there is one.
const SIGNALS: usize = 4;

/// How the portal answers a request.
const SUCCESS: u32 = 0;
const CANCELLED: u32 = 1;

/// Names and values, `a{sv}`.
pub(super) type Options = HashMap<&'static str, Value<'static>>;
/// The same in an answer.
pub(super) type Results = HashMap<String, OwnedValue>;

/// Makes requests with names that are told apart.
#[derive(Debug)]
pub(super) struct Requests<'a> {
    bus: &'a Connection,
    made: u32,
}

impl<'a> Requests<'a> {
    pub(super) fn new(bus: &'a Connection) -> Self {
        Self { bus, made: 0 }
    }

    /// A name that no other object of this connection has.
    pub(super) fn token(&mut self) -> String {
        self.made += 1;
        format!("alongside_{}_{}", std::process::id(), self.made)
    }

    /// Calls a method whose last argument is `options`, and waits for the answer of its request. Dropping it takes the
    /// question back only together with the connection.
    pub(super) async fn make<B>(
        &mut self,
        (interface, method): (&'static str, &'static str),
        mut options: Options,
        body: impl FnOnce(Options) -> B,
    ) -> Result<Results, PortalError>
    where
        B: serde::Serialize + DynamicType,
    {
        let token = self.token();
        // The answer may come before the call returns, so that the path is computed and watched first.
        let name = self.bus.unique_name().map(|name| name.as_str().replace('.', "_"));
        let sender = name.as_deref().and_then(|name| name.strip_prefix(':')).unwrap_or_default();
        let path = format!("{PATH}/request/{sender}/{token}");
        let mut answers = watch(self.bus, REQUEST, &path).await.map_err(failed)?;
        options.insert("handle_token", Value::from(token));
        let body = body(options);
        let reply = self.bus.call_method(Some(DESKTOP), PATH, Some(interface), method, &body).await;
        reply.map_err(failed)?;
        while let Some(Ok(signal)) = answers.next().await {
            if signal.header().member().is_none_or(|member| member.as_str() != "Response") {
                continue;
            }
            let (code, results): (u32, Results) = signal.body().deserialize().map_err(failed)?;
            return match code {
                SUCCESS => Ok(results),
                CANCELLED => Err(PortalError::Refused),
                code => Err(PortalError::Failed(Reason::of(format!("{method}: {code}")))),
            };
        }
        Err(PortalError::Failed(Reason::of("the connection to the bus ended")))
    }
}

/// The signals of one object of the portal.
pub(super) async fn watch(
    bus: &Connection,
    interface: &'static str,
    path: &str,
) -> zbus::Result<MessageStream> {
    let rule = MatchRule::builder().msg_type(Type::Signal).sender(DESKTOP)?.interface(interface)?;
    MessageStream::for_match_rule(rule.path(path)?.build().to_owned(), bus, Some(SIGNALS)).await
}

/// Ends a session of the portal.
pub(super) async fn close(bus: &Connection, session: &OwnedObjectPath) -> zbus::Result<()> {
    bus.call_method(Some(DESKTOP), session.as_str(), Some(SESSION), "Close", &()).await.map(drop)
}

pub(super) fn failed(error: zbus::Error) -> PortalError {
    PortalError::Failed(Reason::of(error))
}
