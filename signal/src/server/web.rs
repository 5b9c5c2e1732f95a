//! The routes, and the headers of every response.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Extension, Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, ORIGIN, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use tokio::sync::{mpsc, watch};

use super::config::ServerConfig;
use super::dispatcher::Event;
use super::lanes::Lanes;
use super::links::Links;
use super::metrics::Metrics;
use super::requests::{self, TooMany};
use super::{files, lane, socket};
use crate::address::Source;
use crate::host::OwnNames;
use crate::origin::{self, Authority};
use crate::registry::ConnectionId;
use crate::turn;

/// The peer address of a request's TCP connection.
#[derive(Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// The state that all requests share.
pub(crate) struct AppState {
    config: ServerConfig,
    events: mpsc::Sender<Event>,
    links: Links,
    lanes: Arc<Lanes>,
    metrics: Arc<Metrics>,
    stop: watch::Receiver<bool>,
    names: OwnNames,
    next_connection: AtomicU64,
}

impl AppState {
    pub(crate) fn new(
        config: ServerConfig,
        events: mpsc::Sender<Event>,
        lanes: Arc<Lanes>,
        metrics: Arc<Metrics>,
        stop: watch::Receiver<bool>,
        names: OwnNames,
    ) -> Arc<Self> {
        let next_connection = AtomicU64::new(0);
        let links = Links::new(&config.bounds);
        Arc::new(Self { config, events, links, lanes, metrics, stop, names, next_connection })
    }
}

/// Says whether the server serves.
const HEALTH: &str = "/healthz";

pub(crate) fn app(state: Arc<AppState>) -> Router {
    Router::new()
        .route("/ws", get(signal_link))
        .route("/turn", get(turn_link))
        .route(protocol::lane::PATH, get(lane_link))
        .route(HEALTH, get(health))
        .fallback_service(get(files::serve))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), own_host))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), within_bounds))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), security_headers))
        .with_state(state)
}

/// What the listener for metrics serves.
pub(crate) fn metrics_app(state: Arc<AppState>) -> Router {
    Router::new().route("/metrics", get(metrics)).with_state(state)
}

/// Refuses a request whose client has too many at once. Without a proxy, it has no further connections.
async fn within_bounds(
    State(state): State<Arc<AppState>>,
    request: Request,
    next: Next,
) -> Response {
    if request.extensions().get::<TooMany>().is_none() {
        return next.run(request).await;
    }
    state.metrics.requests_refused.add();
    tracing::warn!("refused a request: its client has too many at once");
    let sentence = "There are too many requests from your address. Please try again in a moment.\n";
    (StatusCode::TOO_MANY_REQUESTS, sentence).into_response()
}

/// Refuses a request for a host that is not this server. Checks of health need not know its name: they learn
/// nothing else.
async fn own_host(State(state): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let host = host(request.headers());
    if request.uri().path() == HEALTH || state.names.contain(host.as_ref()) {
        return next.run(request).await;
    }
    state.metrics.misdirected.add();
    tracing::warn!("refused a request for another host");
    let sentence = "This server does not have the name in the address. If it should, it has to be told: \
        --public-url. The address with numbers works, too.\n";
    (StatusCode::MISDIRECTED_REQUEST, sentence).into_response()
}

async fn signal_link(
    State(state): State<Arc<AppState>>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let source = match state.source_of(peer, &headers) {
        Ok(source) => source,
        Err(refusal) => return *refusal,
    };
    let Some(link) = state.links.open() else {
        state.metrics.connections_refused.add();
        return too_many();
    };
    let connection = ConnectionId(state.next_connection.fetch_add(1, Ordering::Relaxed));
    let events = state.events.clone();
    let host = host(&headers);
    socket::bounded(upgrade)
        .on_upgrade(move |socket| socket::run(socket, link, connection, source, host, events))
}

async fn lane_link(
    State(state): State<Arc<AppState>>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let source = match state.source_of(peer, &headers) {
        Ok(source) => source,
        Err(refusal) => return *refusal,
    };
    if !state.lanes.is_open() {
        return (StatusCode::NOT_FOUND, "This server has no lanes.\n").into_response();
    }
    let Some((admitted, evicted)) = state.lanes.admit(source) else {
        state.metrics.lanes_refused.add();
        tracing::warn!("refused a connection of a lane: there are too many");
        return too_many();
    };
    let stop = state.stop.clone();
    lane::bounded(upgrade).on_upgrade(move |socket| async move {
        tokio::select! {
            () = evicted.wait() => {}
            () = lane::run(socket, admitted, stop) => {}
        }
    })
}

fn too_many() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, "There are too many connections.\n").into_response()
}

impl AppState {
    /// Where a WebSocket comes from, or the answer to a web page of another origin.
    fn source_of(&self, peer: IpAddr, headers: &HeaderMap) -> Result<Source, Box<Response>> {
        self.client_of(peer, headers).map(Source::from)
    }

    /// The address of its client, behind trusted proxies too.
    fn client_of(&self, peer: IpAddr, headers: &HeaderMap) -> Result<IpAddr, Box<Response>> {
        // A header that is not text becomes an empty origin, which is refused. A missing one is allowed.
        let origin = headers.get(ORIGIN).map(|origin| origin.to_str().unwrap_or_default());
        let host = host(headers);
        if !origin::is_allowed(origin, host.as_ref(), self.config.public_url.as_ref()) {
            self.metrics.foreign_origin.add();
            tracing::warn!("refused a web page of another origin");
            let sentence = "Only the page of this server may connect to it. If this is its page, \
                the server has to be told its address: --public-url.\n";
            return Err(Box::new((StatusCode::FORBIDDEN, sentence).into_response()));
        }
        Ok(requests::client_of(peer, headers, &self.config.trusted_proxies))
    }
}

/// TURN over a WebSocket.
async fn turn_link(
    State(state): State<Arc<AppState>>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let Some(relay) = state.config.turn.own() else {
        return (StatusCode::NOT_FOUND, "this server has no relay\n").into_response();
    };
    let client = match state.client_of(peer, &headers) {
        // The port is not known behind a proxy, and of no use to the client.
        Ok(client) => SocketAddr::new(client.to_canonical(), 0),
        Err(refusal) => return *refusal,
    };
    let hub = Arc::clone(relay.hub());
    turn::bounded(upgrade).on_upgrade(move |socket| turn::serve_websocket(socket, hub, client))
}

async fn health(State(state): State<Arc<AppState>>) -> Response {
    if *state.stop.borrow() {
        (StatusCode::SERVICE_UNAVAILABLE, "stopping\n").into_response()
    } else {
        "ok\n".into_response()
    }
}

async fn metrics(State(state): State<Arc<AppState>>) -> Response {
    let mut text = state.metrics.render();
    if let Some(relay) = state.config.turn.own() {
        turn::render(relay.hub(), &mut text);
    }
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}

/// The Permissions Policy: what the page needs, and nothing else. It names only features that browsers
/// know: they log a warning about others.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(self), camera=(), clipboard-read=(self), \
    clipboard-write=(self), display-capture=(), fullscreen=(self), geolocation=(), \
    gyroscope=(), hid=(), keyboard-map=(self), magnetometer=(), microphone=(self), midi=(), \
    payment=(), screen-wake-lock=(self), serial=(), usb=(), xr-spatial-tracking=()";

/// Headers that are the same on every response.
const FIXED: [(HeaderName, &str); 5] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// A year: browsers that were here once use HTTPS alone (RFC 6797).
const STRICT_TRANSPORT: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Adds the security headers to every response, also to refusals and unknown paths.
async fn security_headers(
    State(state): State<Arc<AppState>>,
    request: Request,
    next: Next,
) -> Response {
    let host = host(request.headers());
    let policy = content_policy(host.as_ref());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if state.names.is_strict(host.as_ref()) {
        headers.insert(STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT);
    }
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The Content-Security-Policy of a page requested from `host`.
///
/// Older browsers do not match a WebSocket to the page's own host with `'self'`, so it is listed.
fn content_policy(host: Option<&Authority>) -> String {
    let own = host.and_then(Authority::for_policy);
    let links = own.map(|own| format!(" ws://{own} wss://{own}")).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'{links}; \
         manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

/// The `Host` header of a request.
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
