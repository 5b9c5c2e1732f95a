//! DTLS before a handshake is complete.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use bytes::BytesMut;
use rtc::dtls::config::{ClientAuthType, ConfigBuilder, ExtendedMasterSecretType, HandshakeConfig};
use rtc::dtls::crypto::Certificate;
use rtc::dtls::endpoint::Endpoint;
use rtc::dtls::extension::extension_use_srtp::SrtpProtectionProfile;
use rtc::shared::TransportProtocol;

use crate::connection::{beginning, parts, provider};

const HERE: &str = "192.0.2.1:5000";
const THERE: &str = "192.0.2.2:6000";
const STEP: Duration = Duration::from_millis(600);

/// Datagrams of a handshake that are changed: more than it has.
const HANDSHAKE: usize = 24;

/// With an even first byte: datagrams of a stranger. Otherwise a real handshake, of which each part changes the
/// datagrams from the client in turn: pairs of a place and a value, or with a first byte of 0xff the whole.
pub fn dtls(data: &[u8]) {
    let Some((mode, rest)) = data.split_first() else { return };
    let mut now = beginning();
    let mut server = endpoint(HERE, Some(config(false)));
    if mode & 1 == 0 {
        for part in parts(rest) {
            receive(&mut server, THERE, part, now);
            while server.poll_transmit().is_some() {}
            now += STEP;
        }
        return;
    }
    let mut client = endpoint(THERE, None);
    client.connect(now, address(HERE), config(true), None).expect("the settings are valid");
    let mut changes = parts(rest);
    for _ in 0..HANDSHAKE {
        let Some(sent) = client.poll_transmit() else {
            now += STEP;
            let _ = client.handle_timeout(address(HERE), now);
            let _ = server.handle_timeout(address(THERE), now);
            if client.poll_timeout(&address(HERE)).is_none() {
                break;
            }
            continue;
        };
        let mut bytes = sent.message.to_vec();
        match changes.next() {
            Some([0xff, whole @ ..]) => bytes = whole.to_vec(),
            Some(pairs) => {
                for pair in pairs.chunks_exact(3) {
                    let at = usize::from(u16::from_le_bytes([pair[0], pair[1]]));
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= pair[2];
                    }
                }
            }
            None => {}
        }
        receive(&mut server, THERE, &bytes, now);
        while let Some(answer) = server.poll_transmit() {
            receive(&mut client, HERE, &answer.message, now);
        }
    }
}

fn address(text: &str) -> SocketAddr {
    text.parse().expect("an address")
}

fn endpoint(at: &str, config: Option<Arc<HandshakeConfig>>) -> Endpoint {
    Endpoint::new(address(at), TransportProtocol::UDP, config)
}

fn receive(endpoint: &mut Endpoint, from: &str, bytes: &[u8], now: Instant) {
    // A stranger's bytes are an error or are dropped.
    let _ = endpoint.read(now, address(from), None, BytesMut::from(bytes));
    let _ = endpoint.handle_timeout(address(from), now);
}

/// As the stack sets it up.
fn config(is_client: bool) -> Arc<HandshakeConfig> {
    static CONFIGS: OnceLock<[Arc<HandshakeConfig>; 2]> = OnceLock::new();
    let configs = CONFIGS.get_or_init(|| {
        [false, true].map(|is_client| {
            let certificate = Certificate::generate_self_signed(
                vec!["alongside".to_owned()],
                provider().crypto(),
            )
            .expect("there is randomness");
            let builder = ConfigBuilder::default()
                .with_crypto_provider(provider())
                .with_certificates(vec![certificate])
                .with_srtp_protection_profiles(vec![
                    SrtpProtectionProfile::Srtp_Aead_Aes_128_Gcm,
                    SrtpProtectionProfile::Srtp_Aes128_Cm_Hmac_Sha1_80,
                ])
                .with_client_auth(ClientAuthType::RequireAnyClientCert)
                .with_insecure_skip_verify(true)
                .with_extended_master_secret(ExtendedMasterSecretType::Require);
            Arc::new(builder.build(is_client, None).expect("the settings are valid"))
        })
    });
    Arc::clone(&configs[usize::from(is_client)])
}
