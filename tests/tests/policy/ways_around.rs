//! Each rule of the owner, and a user who tries to get around it by option, variable, settings file and link.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use alongside_tests::computer::{Computer, fails};
use serde_json::Value;

use super::option;

/// A rule, and how a user tries to get around it.
struct Rule {
    /// Its name in the report.
    name: &'static str,
    /// A policy that has it.
    policy: &'static str,
    /// What of the command line, a variable or the settings file can be tried.
    way: Way,
}

/// What a user has to try with.
enum Way {
    /// An option of the same meaning, which also has a variable and a place in the settings file.
    Option {
        /// Its name.
        name: &'static str,
        /// What the user wants.
        wanted: &'static str,
        /// What holds all the same.
        holds: &'static str,
        /// What an option on the command line is answered.
        mention: &'static str,
    },
    /// There is none: whatever is tried, `share` is refused with this sentence.
    Refused {
        /// What of `share` or `listen`.
        command: &'static str,
        /// Options that do not help, one attempt each.
        options: &'static [&'static [&'static str]],
        /// What the answer says.
        mention: &'static str,
    },
    /// There is none: the rule stays as it is.
    Stays,
    /// A file of its own tests it.
    Elsewhere,
}

const RULES: [Rule; 22] = [
    Rule {
        name: "invitation.allowed",
        policy: "[invitation]\nallowed = false\n",
        way: Way::Refused {
            command: "share",
            options: &[
                &["--view-only"],
                &["--to", "Jacky"],
                &["--save-as", "help.alongside-invite"],
                &["--listen", "127.0.0.1:0"],
            ],
            mention: "does not allow helpers to be invited",
        },
    },
    Rule {
        name: "invitation.control",
        policy: "[invitation]\ncontrol = false\n",
        way: Way::Option {
            name: "view-only",
            wanted: "no",
            holds: "yes",
            mention: "lets helpers only look",
        },
    },
    Rule {
        name: "invitation.longest",
        policy: "[invitation]\nlongest = '5m'\n",
        way: Way::Option {
            name: "expires",
            wanted: "6h",
            holds: "5m",
            mention: "work for 5m at most",
        },
    },
    Rule {
        name: "invitation.email",
        policy: "[invitation]\nemail = 'off'\n",
        way: Way::Refused {
            command: "share",
            options: &[&["--email", "jacky@example.org"]],
            mention: "does not allow invitations by e-mail",
        },
    },
    Rule {
        name: "offer.allowed",
        policy: "[invitation]\nallowed = true\n",
        way: Way::Refused {
            command: "listen",
            options: &[&[], &["--view-only"]],
            mention: "does not allow help to be offered",
        },
    },
    Rule { name: "offer.control", policy: OFFERS, way: Way::Stays },
    Rule { name: "offer.helper", policy: OFFERS, way: Way::Stays },
    Rule {
        name: "minimum-version",
        policy: "minimum-version = 60000\n",
        way: Way::Refused {
            command: "share",
            options: &[&[], &["--view-only"]],
            mention: "accepts no protocol older than 60000",
        },
    },
    Rule { name: "consent.connect", policy: CONSENT, way: Way::Stays },
    Rule { name: "consent.control", policy: CONSENT, way: Way::Stays },
    Rule { name: "log", policy: "log = 'on'\n", way: Way::Elsewhere },
    Rule {
        name: "bandwidth",
        policy: "bandwidth = 'full'\n",
        way: Way::Option {
            name: "bandwidth",
            wanted: "none",
            holds: "full",
            mention: "bandwidth level to full",
        },
    },
    Rule {
        name: "reconnect",
        policy: "reconnect = '30s'\n",
        way: Way::Option {
            name: "reconnect",
            wanted: "10m",
            holds: "30s",
            mention: "a lost helper to 30s",
        },
    },
    Rule {
        name: "map-port",
        policy: "map-port = 'off'\n",
        way: Way::Option {
            name: "map-port",
            wanted: "yes",
            holds: "no",
            mention: "does not allow the router to be asked",
        },
    },
    Rule { name: "assistive-device", policy: NO_DEVICE, way: Way::Elsewhere },
    Rule { name: "rights.point", policy: "[rights]\npoint = false\n", way: Way::Stays },
    Rule {
        name: "rights.clipboard_read",
        policy: "[rights]\nclipboard_read = false\n",
        way: Way::Stays,
    },
    Rule {
        name: "rights.clipboard_write",
        policy: "[rights]\nclipboard_write = false\n",
        way: Way::Stays,
    },
    Rule { name: "rights.file_in", policy: "[rights]\nfile_in = false\n", way: Way::Stays },
    Rule { name: "rights.file_out", policy: "[rights]\nfile_out = false\n", way: Way::Stays },
    Rule { name: "files.folder", policy: "[files]\nfolder = '/srv/files'\n", way: Way::Stays },
    Rule {
        name: "files.scanner",
        policy: "[files]\nscanner = ['/usr/bin/scan', '{file}']\n",
        way: Way::Stays,
    },
];

/// The owner lets no device of programs answer for the User.
pub(crate) const NO_DEVICE: &str = "assistive-device = 'off'\n";

const OFFERS: &str = "[offer]\nallowed = true\ncontrol = false\n[[offer.helper]]\nname = 'Help desk'\n\
                      key = 'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc='\n";

const CONSENT: &str = "[consent]\nconnect = 'May {helper} look?'\ncontrol = 'May {helper} type?'\n";

/// The rules that hold.
fn rules(report: &Value) -> Vec<(String, Value, Value)> {
    let rows = report["rules"].as_array().unwrap().iter();
    let name = |row: &Value| row["rule"].as_str().unwrap().to_owned();
    rows.map(|row| (name(row), row["value"].clone(), row["from"].clone())).collect()
}

fn variable(option: &str) -> String {
    format!("ALONGSIDE_{}", option.replace(['-', '.'], "_").to_uppercase())
}

#[test]
fn every_rule_is_tried() {
    let report = Computer::with(None).report(&[]);
    let there: Vec<String> = rules(&report).into_iter().map(|(name, _, _)| name).collect();
    let tried = RULES.map(|rule| rule.name.to_owned());
    assert_eq!(there, tried, "a new rule needs a user who tries to get around it");
}

#[test]
fn no_option_variable_or_settings_file_gets_around_a_rule() {
    for Rule { name, policy, way } in RULES {
        match way {
            Way::Option { name, wanted, holds, mention } => {
                let wish = format!("--{name}={wanted}");
                let computer = Computer::with(Some(policy));
                fails(computer.share(&[&wish]), 3, mention);
                let by_policy = (holds.to_owned(), "policy".to_owned());
                let computer = computer.set(&setting(name, wanted));
                assert_eq!(option(&computer.report(&[]), name), by_policy, "by settings");
                let mut command = computer.run(&["policy", "--json"]);
                let output = command.env(variable(name), wanted).output().unwrap();
                let report = serde_json::from_slice(&output.stdout).unwrap();
                assert_eq!(option(&report, name), by_policy, "by variable");
            }
            Way::Refused { command, options, mention } => {
                for options in options {
                    let computer = Computer::with(Some(policy));
                    let start = |options: &[&str]| match command {
                        "share" => computer.share(options),
                        _ => computer.listen(options),
                    };
                    fails(start(options), 3, mention);
                    let Some((option, value)) = options.first().map(|option| {
                        (option.trim_start_matches('-'), options.get(1).unwrap_or(&"yes"))
                    }) else {
                        continue;
                    };
                    let mut by_variable = start(&[]);
                    by_variable.env(variable(option), value);
                    fails(by_variable, 3, mention);
                    let computer = Computer::with(Some(policy)).set(&setting(option, value));
                    let by_settings = match command {
                        "share" => computer.share(&[]),
                        _ => computer.listen(&[]),
                    };
                    fails(by_settings, 3, mention);
                }
            }
            Way::Stays | Way::Elsewhere => {}
        }
        stays(name, policy);
    }
}

/// The option in a settings file.
fn setting(option: &str, value: &str) -> String {
    match value {
        "yes" => format!("{option} = true\n"),
        "no" => format!("{option} = false\n"),
        value => format!("{option} = '{value}'\n"),
    }
}

/// The rule itself cannot be written in the settings, in a variable, or as an option.
fn stays(name: &str, policy: &str) {
    let computer = Computer::with(Some(policy));
    let before = rules(&computer.report(&[]));
    let (_, value, from) = before.iter().find(|(rule, _, _)| rule == name).unwrap();
    assert!(*from == "policy" || name == "offer.allowed", "{name} is {value}");
    let mut command = computer.run(&["policy", "--json"]);
    for variable in [variable(name), variable(&format!("policy-{name}"))] {
        // What an option of the same name would take, where there is one.
        let _ = command.env(variable, if name == "map-port" { "yes" } else { "" });
    }
    let output = command.output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(rules(&report), before, "{name} by variable");
    // A whole policy in the settings is a mistake, except where an option has the same name.
    let section = name.split_once('.').map(|(section, _)| section);
    if let Some(section) = section {
        let computer = Computer::with(Some(policy)).set(ALL_ALLOWED);
        fails(computer.share(&[]), 2, "unknown key");
        let computer = Computer::with(Some(policy));
        let output = computer.share(&[&format!("--{section}=no")]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{section} by option");
    }
}

/// What a user would like to be the policy.
const ALL_ALLOWED: &str = "[offer]\nallowed = true\ncontrol = true\n";

#[test]
fn the_doctor_does_not_ask_the_router_either_where_the_owner_forbids_it() {
    let computer = Computer::with(Some("map-port = 'off'\n"));
    let mut command =
        computer.run(&["doctor", "--json", "--map-port", "--screen", "synthetic:64x64@1"]);
    let output = command.output().unwrap();
    let verdict: Value = serde_json::from_slice(&output.stdout).unwrap();
    let check = |id: &str| {
        let checks = verdict["checks"].as_array().unwrap();
        checks.iter().find(|check| check["id"] == id).unwrap()["ok"].clone()
    };
    assert_eq!((check("policy"), check("port_mapping")), (false.into(), Value::Null));
}

// --- the file of the policy itself -------------------------------------------------------------

#[test]
fn a_policy_that_a_link_leads_away_from_is_not_taken_for_none() {
    let computer = Computer::with(Some("[invitation]\nallowed = false\n"));
    let (folder, elsewhere) = (computer.path().join("etc"), computer.path().join("elsewhere"));
    // The folder is a link, as an owner may have it; then what it leads to is taken away.
    fs::rename(&folder, &elsewhere).unwrap();
    symlink(&elsewhere, &folder).unwrap();
    fails(computer.share(&[]), 3, "does not allow helpers to be invited");
    fs::rename(&elsewhere, computer.path().join("away")).unwrap();
    fails(computer.share(&[]), 1, "cannot be read");
    // The file is a link that leads nowhere.
    fs::remove_file(&folder).unwrap();
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
    symlink(Path::new("/nowhere/policy.toml"), computer.policy()).unwrap();
    fails(computer.share(&[]), 1, "cannot be read");
}

#[test]
fn a_policy_in_a_folder_that_others_can_replace_is_not_trusted() {
    let computer = Computer::with(Some(""));
    let sharing = |mode| {
        fs::set_permissions(computer.path(), Permissions::from_mode(mode)).unwrap();
        computer.run(&["policy"])
    };
    fails(sharing(0o777), 1, "can be changed by others");
    // With this bit they can add files, and replace none.
    for mode in [0o1777, 0o755] {
        assert!(sharing(mode).output().unwrap().status.success(), "{mode:o}");
    }
    // The folder that a link leads to counts.
    let (folder, shared) = (computer.path().join("etc"), computer.path().join("shared"));
    fs::create_dir(&shared).unwrap();
    fs::rename(&folder, shared.join("etc")).unwrap();
    symlink(shared.join("etc"), &folder).unwrap();
    fs::set_permissions(&shared, Permissions::from_mode(0o777)).unwrap();
    fails(computer.run(&["policy"]), 1, "can be changed by others");
}
