//! The routes, and the headers of every answer.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Extension, Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, ORIGIN, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use tokio::sync::{mpsc, watch};

use crate::address::{self, Source};
use crate::hub::Event;
use crate::metrics::Metrics;
use crate::origin::{self, Authority};
use crate::registry::ConnectionId;
use crate::{ServerConfig, files, socket};

/// Who is at the other end of a request's TCP connection.
#[derive(Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// What all requests share.
pub(crate) struct Shared {
    config: ServerConfig,
    events: mpsc::Sender<Event>,
    metrics: Arc<Metrics>,
    stop: watch::Receiver<bool>,
    next_connection: AtomicU64,
}

impl Shared {
    pub(crate) fn new(
        config: ServerConfig,
        events: mpsc::Sender<Event>,
        metrics: Arc<Metrics>,
        stop: watch::Receiver<bool>,
    ) -> Arc<Self> {
        Arc::new(Self { config, events, metrics, stop, next_connection: AtomicU64::new(0) })
    }
}

pub(crate) fn app(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/ws", get(signal_link))
        .route("/healthz", get(health))
        .route("/metrics", get(numbers))
        .fallback_service(get(files::serve))
        .layer(middleware::from_fn(strict))
        .with_state(shared)
}

async fn signal_link(
    State(shared): State<Arc<Shared>>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    // A header that is no text is not allowed, as opposed to one that is not there.
    let origin = headers.get(ORIGIN).map(|origin| origin.to_str().unwrap_or_default());
    let host = host(&headers);
    if !origin::is_allowed(origin, host.as_ref(), shared.config.public_url.as_ref()) {
        shared.metrics.foreign_origin.add();
        tracing::warn!("refused a web page of another origin");
        let sentence = "Only the page of this server may connect to it. If this is its page, \
            the server has to be told its address: --public-url.\n";
        return (StatusCode::FORBIDDEN, sentence).into_response();
    }
    let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|hop| hop.to_str().ok());
    let client = address::client(peer, forwarded, &shared.config.trusted_proxies);
    let connection = ConnectionId(shared.next_connection.fetch_add(1, Ordering::Relaxed));
    let events = shared.events.clone();
    socket::bounded(upgrade)
        .on_upgrade(move |socket| socket::run(socket, connection, Source::from(client), events))
}

async fn health(State(shared): State<Arc<Shared>>) -> Response {
    if *shared.stop.borrow() {
        (StatusCode::SERVICE_UNAVAILABLE, "stopping\n").into_response()
    } else {
        "ok\n".into_response()
    }
}

async fn numbers(State(shared): State<Arc<Shared>>) -> Response {
    let text = shared.metrics.render();
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}

/// What the page may do with the device it runs on: what it needs, and nothing else. Only features
/// that browsers know by this name: they warn of others in the console of every visitor.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(self), camera=(), clipboard-read=(self), \
    clipboard-write=(self), display-capture=(), fullscreen=(self), geolocation=(), \
    gyroscope=(), hid=(), keyboard-map=(self), magnetometer=(), microphone=(self), midi=(), \
    payment=(), screen-wake-lock=(self), serial=(), usb=(), xr-spatial-tracking=()";

/// Headers that are the same on every answer.
const FIXED: [(HeaderName, &str); 5] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Adds the strict headers to every answer, those of refusals and unknown paths included.
async fn strict(request: Request, next: Next) -> Response {
    let policy = content_policy(host(request.headers()).as_ref());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The Content-Security-Policy for a page that was asked for at `host`.
///
/// Older browsers do not count a WebSocket to the page's own host as `'self'`, so it is named.
fn content_policy(host: Option<&Authority>) -> String {
    let own = host.and_then(Authority::for_policy);
    let links = own.map(|own| format!(" ws://{own} wss://{own}")).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'{links}; \
         manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

/// The host that a request was for.
fn host(headers: &HeaderMap) -> Option<Authority> {
    Authority::parse(headers.get(HOST)?.to_str().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_the_own_host_and_nothing_that_is_no_host() {
        let policy = |host| content_policy(Authority::parse(host).as_ref());
        assert!(policy("a.example:8080").contains("'self' ws://a.example:8080 wss://a.example"));
        for host in ["a; script-src *", "[::1]:80", ""] {
            assert!(policy(host).contains("connect-src 'self';"), "{host}");
        }
        assert!(!policy("a").contains("unsafe-inline") && !policy("a").contains("'unsafe-eval'"));
    }
}
