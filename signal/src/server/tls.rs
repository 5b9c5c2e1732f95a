//! Reads a certificate and its key.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Why HTTPS cannot be served with these files.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The certificate file cannot be read as PEM.
    #[error("cannot read a certificate from {}: {reason}; expected a PEM file with the chain", path.display())]
    Certificate {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        reason: rustls::pki_types::pem::Error,
    },
    /// The key file cannot be read as PEM.
    #[error("cannot read a private key from {}: {reason}; expected a PEM file", path.display())]
    Key {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        reason: rustls::pki_types::pem::Error,
    },
    /// The two do not make a server's identity.
    #[error(
        "certificate and key cannot be used together: {0}; expected the key of the first certificate"
    )]
    Pair(#[from] rustls::Error),
}

/// Reads a certificate chain and its private key from PEM files.
pub fn load_tls(certificate: &Path, key: &Path) -> Result<Arc<rustls::ServerConfig>, TlsError> {
    let unreadable = |reason| TlsError::Certificate { path: certificate.to_owned(), reason };
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(unreadable)?;
    if chain.is_empty() {
        return Err(unreadable(rustls::pki_types::pem::Error::NoItemsFound));
    }
    let key = PrivateKeyDer::from_pem_file(key)
        .map_err(|reason| TlsError::Key { path: key.to_owned(), reason })?;
    // The provider is named: a process that has two, or none, would panic at the first handshake.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    // TURN over TLS has a name, too (RFC 7443). A client that offers none of the two is served as well.
    config.alpn_protocols = vec![b"http/1.1".to_vec(), b"stun.turn".to_vec()];
    Ok(Arc::new(config))
}
