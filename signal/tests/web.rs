//! Responses to a browser.

use crate::rig::{Server, proving};

#[tokio::test]
async fn every_answer_has_the_strict_headers() {
    let server = Server::start().await;
    let host = server.address;
    let upgrade = "Upgrade: websocket\r\nOrigin: http://evil.example\r\n";
    for (path, headers) in [("/", ""), ("/healthz", ""), ("/nowhere", ""), ("/ws", upgrade)] {
        let answer = server.get(path, headers).await.to_ascii_lowercase();
        for expected in [
            "content-security-policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval';",
            &format!("connect-src 'self' ws://{host} wss://{host};"),
            "frame-ancestors 'none'",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cross-origin-opener-policy: same-origin",
            "cross-origin-resource-policy: same-origin",
            "camera=()",
            "keyboard-map=(self)",
        ] {
            assert!(answer.contains(expected), "no {expected} at {path} in\n{answer}");
        }
        assert!(!answer.contains("unsafe-inline") && !answer.contains("'unsafe-eval'"));
        // Chromium does not know a feature of this name, and logs a warning.
        assert!(!answer.contains("bluetooth"), "{answer}");
    }
}

#[tokio::test]
async fn the_page_is_served_or_its_absence_explained() {
    let server = Server::start().await;
    let answer = server.get("/", "").await;
    if signal_server::has_page() {
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(answer.contains("content-type: text/html"), "{answer}");
        assert!(answer.contains("cache-control: no-cache"), "{answer}");
    } else {
        assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
        assert!(answer.contains("cargo xtask viewer"), "{answer}");
    }
    assert!(server.get("/nowhere", "").await.starts_with("HTTP/1.1 404"));
}

#[tokio::test]
async fn a_running_server_is_healthy() {
    let server = Server::start().await;
    let answer = server.get("/healthz", "").await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("ok\n"), "{answer}");
}

#[tokio::test]
async fn metrics_count_without_saying_whom() {
    let server = Server::start().await;
    let (_sharer, _viewer, _) = proving(&server).await;
    assert_eq!(server.metric("alongside_invitations").await, 1);
    assert_eq!(server.metric("alongside_websockets").await, 2);
    let answer = server.metrics().await;
    let (_, text) = answer.split_once("\r\n\r\n").unwrap();
    assert!(!text.contains("127.0.0.1"), "{text}");
    // The only label is the reason of a refusal, which is a word of the protocol.
    for line in text.lines().filter(|line| line.contains('{')) {
        let (_, label) = line.split_once('{').unwrap();
        let value = label.strip_prefix("reason=\"").and_then(|rest| rest.split_once('"')).unwrap();
        assert!(value.0.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{line}");
    }
}

#[tokio::test]
async fn the_metrics_are_not_where_everybody_can_read_them() {
    let server = Server::start().await;
    let answer = server.get("/metrics", "").await;
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
}

/// A web page whose name was made to lead to this server (DNS rebinding) passes the check of its origin: to the
/// browser, it is the page of this server.
#[tokio::test]
async fn a_request_for_another_name_is_misdirected() {
    let server = Server::start().await;
    let upgrade = "Upgrade: websocket\r\nOrigin: http://evil.example\r\n";
    for host in ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:7575", "a b"] {
        for (path, headers) in [("/", ""), ("/doctor", ""), ("/nowhere", ""), ("/ws", upgrade)] {
            let answer = server.get_as(host, path, headers).await;
            assert!(answer.starts_with("HTTP/1.1 421"), "{host} {path}: {answer}");
            assert!(answer.contains("--public-url"), "{answer}");
        }
        let answer = server.get_as(host, "/healthz", "").await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{host}: {answer}");
    }
    let own = std::process::Command::new("uname").arg("-n").output().unwrap();
    let own = String::from_utf8(own.stdout).unwrap().trim().to_owned();
    let local = format!("{own}.local:7575");
    for host in
        ["127.0.0.1", "192.0.2.7:80", "[::1]:8080", "localhost:1", "LocalHost", &own, &local]
    {
        let answer = server.get_as(host, "/nowhere", "").await;
        assert!(answer.starts_with("HTTP/1.1 404"), "{host}: {answer}");
    }
}

#[tokio::test]
async fn the_public_url_is_an_own_name_and_without_tls_the_only_public_one() {
    let public_url = Some("https://help.example.org".parse().unwrap());
    let config = signal_server::ServerConfig { public_url, ..Default::default() };
    let server = Server::start_with(config).await;
    for (host, status) in
        [("help.example.org", 404), ("HELP.example.org:80", 404), ("example.org", 421)]
    {
        let answer = server.get_as(host, "/nowhere", "").await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{host}: {answer}");
    }
}

#[tokio::test]
async fn a_head_that_is_too_long_is_refused() {
    let server = Server::start().await;
    let long = "a".repeat(protocol::limits::HTTP_HEAD_BYTES);
    let answer = server.get("/", &format!("X-Long: {long}\r\n")).await;
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
}
