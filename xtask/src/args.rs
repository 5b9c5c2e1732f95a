//! The command line of `cargo xtask`.

use std::path::PathBuf;

/// What was asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Args {
    /// Which command; `help` when none was given.
    pub(crate) command: String,
    /// A name after the command: a fuzz target, or what is measured.
    pub(crate) name: Option<String>,
    /// Name what is missing instead of installing it.
    pub(crate) no_install: bool,
    /// `demo`: a desktop of its own.
    pub(crate) virtual_desktop: bool,
    /// `test`: also what takes too long for CI.
    pub(crate) long: bool,
    /// `fuzz`: only what was found before.
    pub(crate) replay: bool,
    /// `fuzz`: how long each target runs.
    pub(crate) seconds: Option<u64>,
    /// `dist`: build twice and compare.
    pub(crate) verify: bool,
    /// `dist`: the file of the key to sign with.
    pub(crate) sign: Option<PathBuf>,
    /// Everything behind `--`.
    pub(crate) rest: Vec<String>,
}

const COMMANDS: [&str; 9] =
    ["demo", "test", "viewer", "lint", "fuzz", "bench", "dist", "setup", "help"];

impl Args {
    /// Reads the words behind `cargo xtask`. The error is one sentence.
    pub(crate) fn parse(words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut args = Self::default();
        let mut words = words.fuse();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--" => args.rest.extend(words.by_ref()),
                "--no-install" => args.no_install = true,
                "--virtual" => args.virtual_desktop = true,
                "--long" => args.long = true,
                "--replay" => args.replay = true,
                "--seconds" => {
                    let number = words.next().and_then(|number| number.parse().ok());
                    args.seconds = Some(number.ok_or("--seconds is followed by a whole number")?);
                }
                "--verify" => args.verify = true,
                "--sign" => {
                    let key = words.next().ok_or("--sign is followed by the file of a key")?;
                    args.sign = Some(key.into());
                }
                "-h" | "--help" => args.command = "help".to_owned(),
                option if option.starts_with('-') => {
                    return Err(format!("there is no option {option}"));
                }
                _ if args.command.is_empty() => args.command = word,
                _ if args.name.is_none() => args.name = Some(word),
                _ => return Err(format!("one word too many: {word}")),
            }
        }
        if args.command.is_empty() {
            args.command = "help".to_owned();
        }
        args.check()?;
        Ok(args)
    }

    /// Each option belongs to some commands: one that would be ignored is an error.
    fn check(&self) -> Result<(), String> {
        let command = self.command.as_str();
        if !COMMANDS.contains(&command) {
            return Err(format!("there is no command {command}"));
        }
        for (given, option, owner) in [
            (self.virtual_desktop, "--virtual", "demo"),
            (!self.rest.is_empty(), "-- ARGS", "demo"),
            (self.long, "--long", "test"),
            (self.replay, "--replay", "fuzz"),
            (self.seconds.is_some(), "--seconds", "fuzz"),
            (self.verify, "--verify", "dist"),
            (self.sign.is_some(), "--sign", "dist"),
        ] {
            if given && command != owner && command != "help" {
                return Err(format!("{option} belongs to `cargo xtask {owner}`"));
            }
        }
        if self.verify && self.sign.is_some() {
            return Err("--verify makes nothing that could be signed".to_owned());
        }
        match (command, self.name.as_deref()) {
            (_, None)
            | ("fuzz" | "help", _)
            | ("lint", Some("rest"))
            | (
                "bench",
                Some("network" | "marks" | "systems" | "keyboards" | "baseline" | "flame"),
            ) => Ok(()),
            ("bench", Some(name)) => Err(format!("there is no measurement {name}")),
            (_, Some(name)) => Err(format!("one word too many: {name}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Args, String> {
        Args::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn a_command_line_is_read_in_any_order() {
        let demo = parse("--no-install demo --virtual -- --view-only --name Ann").unwrap();
        assert_eq!(demo.command, "demo");
        assert!(demo.no_install && demo.virtual_desktop);
        assert_eq!(demo.rest, ["--view-only", "--name", "Ann"]);
        let fuzz = parse("fuzz input --seconds 20").unwrap();
        assert_eq!((fuzz.name.as_deref(), fuzz.seconds), (Some("input"), Some(20)));
        assert!(parse("test --long").unwrap().long);
        assert!(parse("dist --verify").unwrap().verify);
        assert_eq!(parse("dist --sign a.key").unwrap().sign, Some("a.key".into()));
        assert_eq!(parse("").unwrap().command, "help");
        assert_eq!(parse("demo --help").unwrap().command, "help");
    }

    #[test]
    fn what_would_be_ignored_is_refused() {
        for line in [
            "dmeo",
            "test --virtual",
            "test input",
            "bench net",
            "demo --loud",
            "demo --long",
            "fuzz --seconds soon",
            "test --verify",
            "dist --sign",
            "dist --verify --sign a.key",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
