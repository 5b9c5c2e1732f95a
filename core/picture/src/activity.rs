//! When the media thread rests, prepares and runs.

/// What the media thread does, or is asked to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Activity {
    /// Nothing is captured, converted or encoded.
    #[default]
    Resting,
    /// A first keyframe is ready, in case pictures are wanted soon.
    Prepared,
    /// Pictures are sent.
    Running,
}

/// How the media thread begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// Watch the screen, and make a first keyframe ready.
    Prepare,
    /// Watch the screen, and start to send.
    Start,
    /// Start to send; the screen is watched already.
    StartPrepared,
}

/// What the media thread does to get from one activity to another: first it rests, then it begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Whether it stops what it does.
    pub rest: bool,
    /// What it begins afterwards.
    pub begin: Option<Begin>,
}

impl Activity {
    /// The activity after a request to prepare: nothing that has begun is undone.
    #[must_use]
    pub fn prepared(self) -> Self {
        match self {
            Self::Resting | Self::Prepared => Self::Prepared,
            Self::Running => Self::Running,
        }
    }

    /// How to get to the `requested` activity. A pause in between, however short, counts: what follows
    /// it begins anew.
    pub fn change(self, requested: Self, was_paused: bool) -> Change {
        let rest = self != Self::Resting && (was_paused || requested == Self::Resting);
        let begin = match (if rest { Self::Resting } else { self }, requested) {
            (Self::Resting, Self::Prepared) => Some(Begin::Prepare),
            (Self::Resting, Self::Running) => Some(Begin::Start),
            (Self::Prepared, Self::Running) => Some(Begin::StartPrepared),
            (Self::Resting | Self::Prepared | Self::Running, _) => None,
        };
        Change { rest, begin }
    }
}

#[cfg(test)]
mod tests {
    use super::Activity::{Prepared, Resting, Running};
    use super::*;

    #[test]
    fn each_change_does_what_is_needed_and_no_more() {
        let none = Change::default();
        let begin = |begin| Change { rest: false, begin: Some(begin) };
        let rest = Change { rest: true, begin: None };
        for (from, to, change) in [
            (Resting, Resting, none),
            (Resting, Prepared, begin(Begin::Prepare)),
            (Resting, Running, begin(Begin::Start)),
            (Prepared, Resting, rest),
            (Prepared, Prepared, none),
            (Prepared, Running, begin(Begin::StartPrepared)),
            (Running, Resting, rest),
            (Running, Prepared, none),
            (Running, Running, none),
        ] {
            assert_eq!(from.change(to, false), change, "{from:?} → {to:?}");
        }
    }

    #[test]
    fn after_a_pause_everything_begins_anew() {
        let anew = |begin| Change { rest: true, begin: Some(begin) };
        assert_eq!(Running.change(Running, true), anew(Begin::Start));
        assert_eq!(Prepared.change(Running, true), anew(Begin::Start));
        assert_eq!(Running.change(Prepared, true), anew(Begin::Prepare));
        assert!(!Resting.change(Running, true).rest);
    }

    #[test]
    fn a_request_to_prepare_undoes_nothing() {
        assert_eq!(
            [Resting, Prepared, Running].map(Activity::prepared),
            [Prepared, Prepared, Running]
        );
    }
}
