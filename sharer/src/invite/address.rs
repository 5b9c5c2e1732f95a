//! An e-mail address that can be handed to a mail program or a mail server as it is.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

/// The longest address that mail servers take (RFC 5321 §4.5.3.1.3, without the brackets).
const ADDRESS_BYTES: usize = 254;

/// The longest part before the `@` (RFC 5321 §4.5.3.1.1).
const LOCAL_BYTES: usize = 64;

/// An address of the form that people have: letters, digits and `. _ + - = ~` before the `@`, a
/// domain behind it. It means the same in a header, in a `mailto:` link and as an argument of a
/// program: it holds no space, quote, percent or question mark and begins with a letter or digit.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct EmailAddress(String);

/// Why a text is not an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected an e-mail address like jacky@example.org")]
pub struct EmailAddressError;

impl EmailAddress {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands behind the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl FromStr for EmailAddress {
    type Err = EmailAddressError;

    fn from_str(text: &str) -> Result<Self, EmailAddressError> {
        let (local, domain) = text.split_once('@').ok_or(EmailAddressError)?;
        let fits = text.len() <= ADDRESS_BYTES && (1..=LOCAL_BYTES).contains(&local.len());
        let may_stand = |c: u8| c.is_ascii_alphanumeric() || b"._+-=~".contains(&c);
        let begins = local.bytes().next().is_some_and(|c| c.is_ascii_alphanumeric() || c == b'_');
        let dots = !local.ends_with('.') && !local.contains("..");
        if fits && begins && dots && local.bytes().all(may_stand) && is_domain(domain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(EmailAddressError)
        }
    }
}

/// Names of letters, digits and inner hyphens, joined by dots.
fn is_domain(domain: &str) -> bool {
    domain.split('.').all(|label| {
        let inner = |c: u8| c.is_ascii_alphanumeric() || c == b'-';
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(inner)
    })
}

impl TryFrom<String> for EmailAddress {
    type Error = EmailAddressError;

    fn try_from(text: String) -> Result<Self, EmailAddressError> {
        text.parse()
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_people_have_are_taken() {
        for text in ["jacky@example.org", "j.z+help@mail.example.org", "root@localhost", "_x@a-b.c"]
        {
            let address: EmailAddress = text.parse().unwrap();
            assert_eq!(address.as_str(), text);
            assert!(text.ends_with(&format!("@{}", address.domain())));
        }
    }

    #[test]
    fn an_address_that_means_more_than_an_address_is_refused() {
        for text in [
            "",
            "jacky",
            "@example.org",
            "jacky@",
            "jacky@.org",
            "jacky@-x.org",
            "jacky@example..org",
            "jacky..z@example.org",
            "jacky.@example.org",
            "--attach@example.org",
            "jacky@example.org?attach=secret",
            "a?attach=b@example.org",
            "a%0Abcc:b@example.org",
            "a'b@example.org",
            "\"a b\"@example.org",
            "jacky@example.org,eve@example.org",
            "jacky@example.org\nBcc: eve@example.org",
            "jacky@evil.example@example.org",
            "jäcky@example.org",
            " jacky@example.org",
            "Jacky <jacky@example.org>",
            &format!("{}@example.org", "x".repeat(LOCAL_BYTES + 1)),
            &format!("x@{}", "a.".repeat(ADDRESS_BYTES)),
        ] {
            assert_eq!(text.parse::<EmailAddress>(), Err(EmailAddressError), "{text:?}");
        }
    }
}
