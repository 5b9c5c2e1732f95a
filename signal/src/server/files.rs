//! The page: the files built by `cargo xtask viewer`, embedded into the program.
//!
//! What becomes smaller is embedded in its encoded forms alone. Every browser takes one of them; for anything else the plain
//! form is decoded when it is asked for.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Read as _;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use flate2::read::GzDecoder;
use protocol::sealed::PageHash;
use sha2::{Digest as _, Sha256};

#[derive(rust_embed::RustEmbed)]
#[folder = "../www/dist"]
#[allow_missing = true]
struct Page;

const INDEX: &str = "index.html";

/// The page that checks a browser and its network, at `/doctor`.
const DOCTOR: &str = "doctor.html";

/// Files whose name changes with their content.
const HASHED: &str = "assets/";

/// What stands before the hash of the page in `index.html`.
const HASH_BEGIN: &str = "<code id=\"build\">";

const MISSING: &str = "The viewer is missing from this build. \
    Run `cargo xtask viewer` and build again.\n";

/// The encodings in which files are embedded, the smaller one first. Each encoded file has both forms.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", GZIP)];
const GZIP: &str = ".gz";

/// One file, or one encoded form of it.
struct File {
    bytes: Cow<'static, [u8]>,
    sha256: [u8; 32],
}

/// Whether the page is part of this build.
pub fn has_page() -> bool {
    plain(find, INDEX).is_some()
}

/// Which page is part of this build. `cargo xtask viewer` has written it into the page.
pub fn page_hash() -> Option<PageHash> {
    named_hash(&String::from_utf8_lossy(&plain(find, INDEX)?.bytes))
}

/// The hash that the page shows.
fn named_hash(index: &str) -> Option<PageHash> {
    let (_, rest) = index.split_once(HASH_BEGIN)?;
    let (hash, _) = rest.split_once('<')?;
    hash.parse().ok()
}

/// Answers a request for a file.
pub(crate) async fn serve(uri: Uri, headers: HeaderMap) -> Response {
    answer(find, uri.path(), &headers)
}

fn find(name: &str) -> Option<File> {
    let file = Page::get(name)?;
    Some(File { bytes: file.data, sha256: file.metadata.sha256_hash() })
}

/// The plain form of a file.
fn plain(find: impl Fn(&str) -> Option<File>, name: &str) -> Option<File> {
    find(name).or_else(|| {
        let encoded = find(&format!("{name}{GZIP}"))?;
        let mut bytes = Vec::new();
        // It is our own, and never broken.
        GzDecoder::new(&*encoded.bytes).read_to_end(&mut bytes).ok()?;
        Some(File { sha256: Sha256::digest(&bytes).into(), bytes: bytes.into() })
    })
}

fn answer(find: impl Fn(&str) -> Option<File>, path: &str, headers: &HeaderMap) -> Response {
    let name = match path.strip_prefix('/') {
        Some("") => INDEX,
        Some("doctor") => DOCTOR,
        Some(name) => name,
        None => return not_found(),
    };
    // An encoded form cannot be requested by its own name.
    if ENCODINGS.iter().any(|(_, suffix)| name.ends_with(suffix)) {
        return not_found();
    }
    let encoded = ENCODINGS
        .into_iter()
        .filter(|(encoding, _)| accepts(headers, encoding))
        .find_map(|(encoding, suffix)| Some((Some(encoding), find(&format!("{name}{suffix}"))?)));
    let Some((encoding, file)) = encoded.or_else(|| Some((None, plain(find, name)?))) else {
        return if name == INDEX { missing() } else { not_found() };
    };

    let mut etag = String::from("\"");
    for byte in file.sha256.iter().take(16) {
        // Writing to a String cannot fail.
        let _ = write!(etag, "{byte:02x}");
    }
    etag.push('"');
    let is_known = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let is_known = is_known
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == etag);

    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Response::new(Body::from(file.bytes))
    };
    let response_headers = response.headers_mut();
    let cache =
        if name.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    response_headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    response_headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(etag) = HeaderValue::try_from(etag) {
        response_headers.insert(ETAG, etag);
    }
    if !is_known {
        response_headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
        if let Some(encoding) = encoding {
            response_headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
    }
    response
}

fn missing() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, MISSING).into_response()
}

fn not_found() -> Response {
    (StatusCode::NOT_FOUND, "There is nothing here. The page is at /.\n").into_response()
}

/// Whether `Accept-Encoding` (RFC 9110 §12.5.3) names the encoding, not as `q=0`.
fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let values = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|offer| {
        let mut parts = offer.split(';').map(str::trim);
        let is_named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        let refused = parts.any(|parameter| {
            let weight = parameter.strip_prefix("q=").or_else(|| parameter.strip_prefix("Q="));
            weight.is_some_and(|weight| weight.trim_end_matches(['0', '.']).is_empty())
        });
        is_named && !refused
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        // Anything else and the browser would not compile it while it arrives.
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("webmanifest") => "application/manifest+json",
        Some("json") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `\0asm` as gzip writes it without compression.
    const GZIPPED: &[u8] = &[
        0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 1, 4, 0, 0xfb, 0xff, 0, b'a', b's', b'm', 0xdb,
        0x49, 0x40, 0x5f, 4, 0, 0, 0,
    ];

    fn page(name: &str) -> Option<File> {
        let bytes: &'static [u8] = match name {
            "index.html" => b"<!doctype html>",
            "doctor.html" => b"<!doctype html><title>",
            "assets/viewer.0123.wasm.br" => b"br",
            "assets/viewer.0123.wasm.gz" => GZIPPED,
            "assets/boot.4567.js" => b"start()",
            _ => return None,
        };
        let mut sha256 = [0; 32];
        sha256[..bytes.len().min(16)].copy_from_slice(&bytes[..bytes.len().min(16)]);
        Some(File { bytes: bytes.into(), sha256 })
    }

    fn get(path: &str, headers: &[(&'static str, &str)]) -> Response {
        let headers = headers.iter().map(|(name, value)| {
            (axum::http::HeaderName::from_static(name), value.parse().unwrap())
        });
        answer(page, path, &headers.collect())
    }

    fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
        response.headers().get(name).map(|value| value.to_str().unwrap())
    }

    #[test]
    fn the_smallest_accepted_form_is_sent() {
        for (offer, expected) in [
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip", Some("gzip")),
            ("GZIP;q=0.5", Some("gzip")),
            ("br;q=0, gzip;q=0.1", Some("gzip")),
            ("br;q=0.0", None),
            ("identity", None),
            ("", None),
        ] {
            let response = get("/assets/viewer.0123.wasm", &[("accept-encoding", offer)]);
            assert_eq!(response.status(), StatusCode::OK);
            assert_eq!(header(&response, "content-encoding"), expected, "{offer}");
            assert_eq!(header(&response, "content-type"), Some("application/wasm"));
            assert_eq!(header(&response, "vary"), Some("accept-encoding"));
        }
        let response = get("/assets/boot.4567.js", &[("accept-encoding", "br")]);
        assert_eq!(header(&response, "content-encoding"), None, "there is no such form of it");
    }

    #[test]
    fn hashed_files_are_kept_for_ever_and_the_index_is_asked_for_each_time() {
        let forever = Some("public, max-age=31536000, immutable");
        assert_eq!(header(&get("/assets/boot.4567.js", &[]), "cache-control"), forever);
        for path in ["/", "/index.html", "/doctor"] {
            assert_eq!(header(&get(path, &[]), "cache-control"), Some("no-cache"));
        }
    }

    #[test]
    fn a_known_file_is_not_sent_again() {
        let first = get("/", &[]);
        let etag = header(&first, "etag").unwrap().to_owned();
        for known in [etag.clone(), format!("W/{etag}"), format!("\"x\", {etag}"), "*".to_owned()] {
            let second = get("/", &[("if-none-match", &known)]);
            assert_eq!(second.status(), StatusCode::NOT_MODIFIED, "{known}");
            assert_eq!(header(&second, "etag"), Some(etag.as_str()));
        }
        assert_eq!(get("/", &[("if-none-match", "\"x\"")]).status(), StatusCode::OK);
        // Each form has its own: a cache must not take one for the other.
        let path = "/assets/viewer.0123.wasm";
        let br = get(path, &[("accept-encoding", "br")]);
        assert_ne!(header(&br, "etag"), header(&get(path, &[]), "etag"));
    }

    #[test]
    fn a_page_names_its_hash_or_has_none() {
        let hash = "0a".repeat(32);
        let named = |hash: &str| named_hash(&format!("<p><code id=\"build\">{hash}</code></p>"));
        assert_eq!(named(&hash).map(|hash| hash.to_string()), Some(hash.clone()));
        assert_eq!([named(""), named("0a"), named_hash(&hash)], [None; 3]);
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        for path in ["/x", "/../Cargo.toml", "/assets/", "/assets/viewer.0123.wasm.br", "*", ""] {
            assert_eq!(get(path, &[]).status(), StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[test]
    fn a_build_without_the_page_says_so() {
        let response = answer(|_| None, "/", &HeaderMap::new());
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
}
