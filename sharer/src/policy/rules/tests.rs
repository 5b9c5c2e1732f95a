//! Every key: allowed, forbidden, absent, wrong.

use super::*;

fn rules(text: &str) -> Rules {
    Rules::parse(text).unwrap_or_else(|mistake| panic!("{text}: {mistake}"))
}

#[test]
fn an_empty_policy_changes_nothing() {
    let rules = Rules::default();
    assert!(rules.invitations.value && rules.control.value, "help may be asked for and given");
    assert!(!rules.offers.value && rules.helpers.value.is_empty(), "nobody may offer it");
    assert_eq!(rules.longest.value, limits::INVITATION_LIFETIME_MAX);
    assert_eq!(rules.email.value, EmailRule::Any);
    assert_eq!(rules.minimum_version.value, protocol::OLDEST_VERSION);
    assert_eq!((rules.ask_connect.value, rules.ask_control.value), (None, None));
    assert_eq!(rules.log.value, LogRule::Choice);
    assert_eq!(rules.bandwidth.value, BandwidthRule::Any);
    assert_eq!(rules.reconnect.value, None);
    assert_eq!(rules.map_port.value, MapPortRule::Any);
    assert_eq!(rules.assistive_device.value, DeviceRule::Any);
    assert_eq!(rules.invitations.line, None);
}

#[test]
fn every_key_says_what_it_means_and_where_it_stands() {
    let on = |value| Rule { value, line: Some(2) };
    for value in [true, false] {
        assert_eq!(rules(&format!("[invitation]\nallowed = {value}")).invitations, on(value));
        assert_eq!(rules(&format!("[invitation]\ncontrol = {value}")).control, on(value));
        assert_eq!(rules(&format!("[offer]\nallowed = {value}")).offers, on(value));
        let of_rights = |right| rules(&format!("[rights]\n{right} = {value}"));
        assert_eq!(of_rights("clipboard_read").clipboard_read, on(value));
        assert_eq!(of_rights("clipboard_write").clipboard_write, on(value));
        assert_eq!(of_rights("file_in").file_in, on(value));
        assert_eq!(of_rights("file_out").file_out, on(value));
        assert_eq!(rules(&format!("[offer]\ncontrol = {value}")).offer_control, on(value));
    }
    let longest = rules("[invitation]\nlongest = '10m'").longest;
    assert_eq!(longest, Rule { value: Duration::from_secs(600), line: Some(2) });
    for (word, value) in EMAIL {
        let rule = rules(&format!("[invitation]\nemail = '{word}'")).email;
        assert_eq!(rule, Rule { value, line: Some(2) });
    }
    for (word, value) in MAP_PORT {
        assert_eq!(rules(&format!("map-port = '{word}'")).map_port, Rule { value, line: Some(1) });
    }
    for (word, value) in ASSISTIVE_DEVICE {
        let rule = rules(&format!("assistive-device = '{word}'")).assistive_device;
        assert_eq!(rule, Rule { value, line: Some(1) });
    }
    for (word, value) in LOG {
        assert_eq!(rules(&format!("log = '{word}'")).log, Rule { value, line: Some(1) });
    }
    for (word, value) in BANDWIDTH {
        let rule = rules(&format!("bandwidth = '{word}'")).bandwidth;
        assert_eq!(rule, Rule { value, line: Some(1) });
    }
    for (text, value) in [("any", None), ("30s", Some(Duration::from_secs(30)))] {
        let rule = rules(&format!("reconnect = '{text}'")).reconnect;
        assert_eq!(rule, Rule { value, line: Some(1) });
    }
    assert_eq!(rules("minimum-version = 7").minimum_version, Rule { value: 7, line: Some(1) });
    let consent = rules("[consent]\nconnect = 'In, {helper}?'\ncontrol = 'Hands, {helper}?'");
    let text = |text: &str| Some(text.parse().unwrap());
    assert_eq!(consent.ask_connect, Rule { value: text("In, {helper}?"), line: Some(2) });
    assert_eq!(consent.ask_control, Rule { value: text("Hands, {helper}?"), line: Some(3) });
    let key = STANDARD.encode([7; 32]);
    let helpers = rules(&format!("[[offer.helper]]\nname = 'Help desk'\nkey = '{key}'")).helpers;
    let name = "Help desk".parse().unwrap();
    assert_eq!(helpers.value, [TrustedHelper { name, key: [7; 32] }]);
}

#[test]
fn the_example_holds_every_key_and_no_mistake() {
    let text = include_str!("../../../../docs/policy.toml");
    let Rules {
        invitations,
        control,
        longest,
        email,
        offers,
        offer_control,
        helpers,
        minimum_version,
        ask_connect,
        ask_control,
        log,
        bandwidth,
        reconnect,
        map_port,
        point,
        assistive_device,
        clipboard_read,
        clipboard_write,
        file_in,
        file_out,
        files_folder,
        files_scanner,
    } = rules(text);
    let lines = [
        invitations.line,
        control.line,
        longest.line,
        email.line,
        offers.line,
        offer_control.line,
        helpers.line,
        minimum_version.line,
        ask_connect.line,
        ask_control.line,
        log.line,
        bandwidth.line,
        reconnect.line,
        map_port.line,
        point.line,
        assistive_device.line,
        clipboard_read.line,
        clipboard_write.line,
        file_in.line,
        file_out.line,
        files_folder.line,
        files_scanner.line,
    ];
    assert!(lines.iter().all(Option::is_some), "{lines:?}");
}

#[test]
fn a_wrong_key_is_named_with_its_line() {
    let helper = "[[offer.helper]]\nname = 'Help desk'\n";
    for (text, expected) in [
        ("[files]\nfolder = 'in'", "line 2: `files.folder`: expected an absolute path"),
        ("[files]\nscanner = ['scan']", "line 2: `files.scanner`: expected a program"),
        ("[files]\nscanner = ['/bin/scan']", "line 2: `files.scanner`: expected {file}"),
        ("[invitation]\nallowed = 'no'", "line 2: `invitation.allowed`: expected true or false"),
        ("[invitation]\ncontrol = 0", "line 2: `invitation.control`: expected true or false"),
        ("[invitation]\nlongest = 600", "line 2: `invitation.longest`: expected a time"),
        ("[invitation]\nlongest = 'ever'", "line 2: `invitation.longest`: expected a time"),
        ("[invitation]\nlongest = '48h'", "line 2: `invitation.longest`: expected a time"),
        ("[invitation]\nemail = 'pigeon'", "line 2: `invitation.email`: expected one of \"any\""),
        ("[rights]\npoint = 'no'", "line 2: `rights.point`: expected true or false"),
        ("[offer]\nallowed = 1", "line 2: `offer.allowed`: expected true or false"),
        ("[offer]\ncontrol = ''", "line 2: `offer.control`: expected true or false"),
        ("[offer]\nhelper = 'Ann'", "line 2: `offer.helper`: expected a list of tables"),
        ("[[offer.helper]]\nkey = ''", "line 2: `offer.helper.key`: expected a public key"),
        (helper, "line 1: `offer.helper` has no `key`"),
        (&format!("{helper}phone = '1'"), "line 3: unknown key `offer.helper.phone`"),
        ("minimum-version = 0", "line 1: `minimum-version`: expected a number from 1"),
        ("minimum-version = '1'", "line 1: `minimum-version`: expected a number from 1"),
        ("minimum-version = 70000", "line 1: `minimum-version`: expected a number from 1"),
        ("[consent]\nconnect = 'In?'", "line 2: `consent.connect`: expected {helper}"),
        ("[consent]\ncontrol = true", "line 2: `consent.control`: expected a text"),
        ("log = true", "line 1: `log`: expected one of \"choice\""),
        ("log = 'yes'", "line 1: `log`: expected one of \"choice\""),
        ("bandwidth = 3", "line 1: `bandwidth`: expected one of \"any\""),
        ("assistive-device = 'Mouse'", "line 1: `assistive-device`: expected one of \"any\""),
        ("invitation = true", "line 1: `invitation`: expected a table"),
        ("[invitations]\nallowed = false", "line 1: unknown key `invitations`"),
        ("[invitation]\nalowed = false", "line 2: unknown key `invitation.alowed`"),
        ("allowed = false", "line 1: unknown key `allowed`"),
    ] {
        let mistake = Rules::parse(text).unwrap_err().to_string();
        assert!(mistake.starts_with(expected), "{text}: {mistake}");
    }
    let key = STANDARD.encode([7; 32]);
    let many = format!("{helper}key = '{key}'\n").repeat(limits::POLICY_HELPERS + 1);
    assert!(Rules::parse(&many).unwrap_err().to_string().contains("expected at most"));
}
