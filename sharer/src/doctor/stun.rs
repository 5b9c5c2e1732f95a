//! Requests to STUN and TURN servers and their answers (RFC 8489 §6).

use std::net::SocketAddr;
use std::time::Duration;

use rand_core::{OsRng, RngCore as _};
use relay::{Class, Message, MessageWriter, attribute, method};
use tokio::time::{sleep, timeout};

use super::carrier::{Broken, Carrier};
use super::findings::LegFault;

/// How long one answer may take.
const ANSWER: Duration = Duration::from_secs(4);

/// The wait before a datagram is repeated for the first time; each later one is twice as long.
const REPEAT: Duration = Duration::from_millis(300);

/// What a server said to a request.
pub(super) struct Answer(Vec<u8>);

impl Answer {
    /// The message. It was parsed when it came, so that this is not `None`.
    pub(super) fn message(&self) -> Option<Message<'_>> {
        Message::parse(&self.0)
    }

    /// An address in it.
    pub(super) fn address(&self, kind: u16) -> Option<SocketAddr> {
        self.message()?.address(kind)
    }

    /// The value of an attribute.
    pub(super) fn value(&self, kind: u16) -> Option<Vec<u8>> {
        Some(self.message()?.attribute(kind)?.to_vec())
    }

    /// The code of an error; `None` for a success.
    pub(super) fn error(&self) -> Option<u16> {
        let message = self.message()?;
        (message.class() == Class::Error).then(|| message.error_code().unwrap_or(400))
    }
}

impl From<Broken> for LegFault {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Lost => Self::Silent,
            Broken::Garbled => Self::Garbled,
        }
    }
}

/// Sends a request, again while it is not answered, and waits for its answer. `complete` adds attributes.
pub(super) async fn ask(
    carrier: &mut Carrier,
    method: u16,
    complete: impl FnOnce(MessageWriter) -> MessageWriter,
) -> Result<Answer, LegFault> {
    let mut transaction = [0; 12];
    OsRng.fill_bytes(&mut transaction);
    let request = complete(MessageWriter::new(Class::Request, method, &transaction)).finish();
    let asking = async {
        let mut wait = REPEAT;
        loop {
            carrier.send(&request).await?;
            let answered = if carrier.repeats() {
                match timeout(wait, answer_to(carrier, transaction)).await {
                    Ok(answered) => answered,
                    Err(_) => {
                        wait *= 2;
                        continue;
                    }
                }
            } else {
                answer_to(carrier, transaction).await
            };
            match answered {
                // The system reports that a port is closed. The next packet may still get through.
                Err(Broken::Lost) if carrier.repeats() => {
                    sleep(wait).await;
                    wait *= 2;
                }
                answered => return answered,
            }
        }
    };
    let answered = timeout(ANSWER, asking).await.map_err(|_| LegFault::Silent)?;
    answered.map_err(LegFault::from)
}

async fn answer_to(carrier: &mut Carrier, transaction: [u8; 12]) -> Result<Answer, Broken> {
    loop {
        let bytes = carrier.receive().await?;
        let is_answer = Message::parse(&bytes).is_some_and(|message| {
            matches!(message.class(), Class::Success | Class::Error)
                && message.transaction() == transaction
        });
        if is_answer {
            return Ok(Answer(bytes));
        }
    }
}

/// Our address as the server sees it (RFC 8489 §3).
pub(super) async fn mapped(carrier: &mut Carrier) -> Result<SocketAddr, LegFault> {
    let answer = ask(carrier, method::BINDING, |request| request).await?;
    match answer.error() {
        Some(code) => Err(LegFault::Refused(code)),
        None => answer.address(attribute::XOR_MAPPED_ADDRESS).ok_or(LegFault::Garbled),
    }
}
