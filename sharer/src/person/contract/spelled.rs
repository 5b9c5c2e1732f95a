//! How each command is given on each face.

use session::bandwidth::BandwidthRequest;
use session::{Answer, Lasting, PersonInput};

use super::CONTROL;

/// What is typed.
pub(super) fn on_terminal(command: &PersonInput) -> String {
    match command {
        PersonInput::Answer { id, answer: Answer::Allow } if *id == CONTROL => {
            "allow control".into()
        }
        PersonInput::Answer { answer: Answer::Allow, .. } => "yes".into(),
        PersonInput::Answer { answer: Answer::AllowFor(lasting), .. } => match lasting {
            Lasting::ThisTime => "allow clipboard".into(),
            Lasting::TenMinutes => "allow clipboard 10 minutes".into(),
            Lasting::Session => "Allow clipboard session".into(),
        },
        PersonInput::Answer { answer: Answer::AllowWithPrompts, .. } => {
            "allow control and prompts".into()
        }
        PersonInput::Answer { answer: Answer::Refuse, .. } => "no".into(),
        PersonInput::Answer { answer: Answer::RefuseForGood, .. } => "never".into(),
        PersonInput::Chat { text } => text.clone(),
        PersonInput::Pause => "/pause".into(),
        PersonInput::Resume => "/resume".into(),
        PersonInput::Remember => "/remember".into(),
        PersonInput::NextStep => "/next".into(),
        PersonInput::StopControl => "/stop".into(),
        PersonInput::Revoke(right) => format!("/revoke {}", right.id()),
        PersonInput::SendFile { path } => format!("/send {path}"),
        PersonInput::CancelFile { id } => format!("/cancel {id}"),
        PersonInput::PauseFile { id } => format!("/pause {id}"),
        PersonInput::ResumeFile { id } => format!("/resume {id}"),
        PersonInput::Bandwidth(BandwidthRequest { level, max_kbit }) => {
            let level = level.map(|level| crate::words::bandwidth::name(level).to_owned());
            let cap = max_kbit.map(|cap| cap.to_string());
            format!("/bandwidth {}", level.or(cap).unwrap_or_default())
        }
        PersonInput::Disconnect => "/quit".into(),
    }
}

/// The keys of the elements that are pressed.
pub(super) fn in_window(command: &PersonInput) -> String {
    match command {
        PersonInput::Answer { answer: Answer::Allow, .. } => "allow".into(),
        PersonInput::Answer { answer: Answer::AllowFor(lasting), .. } => match lasting {
            Lasting::ThisTime => "allow".into(),
            Lasting::TenMinutes => "ten-minutes".into(),
            Lasting::Session => "session".into(),
        },
        PersonInput::Answer { answer: Answer::AllowWithPrompts, .. } => "with-prompts allow".into(),
        PersonInput::Answer { answer: Answer::Refuse, .. } => "refuse".into(),
        PersonInput::Answer { answer: Answer::RefuseForGood, .. } => "never".into(),
        PersonInput::Chat { text } => format!("chat message:{text}"),
        PersonInput::Pause => "pause".into(),
        PersonInput::Resume => "resume".into(),
        PersonInput::Remember => "remember".into(),
        PersonInput::NextStep => "next-step".into(),
        PersonInput::StopControl => "stop-control".into(),
        PersonInput::Revoke(right) => format!("revoke:{}", *right as u8),
        PersonInput::SendFile { path } => format!("send-file file-path:{path}"),
        PersonInput::CancelFile { id } => format!("cancel-file:{id}"),
        PersonInput::PauseFile { id } => format!("pause-file:{id}"),
        PersonInput::ResumeFile { id } => format!("continue-file:{id}"),
        PersonInput::Bandwidth(BandwidthRequest { level: None, max_kbit: None }) => {
            "slow bandwidth".into()
        }
        PersonInput::Bandwidth(BandwidthRequest { level: Some(level), .. }) => {
            format!("level:{}", *level as u8)
        }
        PersonInput::Bandwidth(BandwidthRequest { max_kbit: Some(cap), .. }) => {
            format!("cap:{cap}")
        }
        PersonInput::Disconnect => "disconnect end".into(),
    }
}

/// The line of JSON.
pub(super) fn in_json(command: &PersonInput) -> String {
    let (name, rest) = match command {
        PersonInput::Answer { id, answer } => {
            let never = *answer == Answer::RefuseForGood;
            let elevation = *answer == Answer::AllowWithPrompts;
            let allow = answer.allows();
            let mut rest =
                format!(r#","id":{id},"allow":{allow},"elevation":{elevation},"never":{never}"#);
            if let Answer::AllowFor(lasting) = answer {
                let lasts = serde_json::to_string(lasting).unwrap();
                rest.push_str(&format!(r#","lasts":{lasts}"#));
            }
            ("answer", rest)
        }
        PersonInput::Chat { text } => ("chat", format!(r#","text":"{text}""#)),
        PersonInput::Pause => ("pause", String::new()),
        PersonInput::Resume => ("resume", String::new()),
        PersonInput::Remember => ("remember", String::new()),
        PersonInput::NextStep => ("next_step", String::new()),
        PersonInput::StopControl => ("stop_control", String::new()),
        PersonInput::SendFile { path } => ("send_file", format!(r#","path":"{path}""#)),
        PersonInput::CancelFile { id } => ("cancel_file", format!(r#","id":{id}"#)),
        PersonInput::PauseFile { id } => ("pause_file", format!(r#","id":{id}"#)),
        PersonInput::ResumeFile { id } => ("resume_file", format!(r#","id":{id}"#)),
        PersonInput::Revoke(right) => ("revoke", format!(r#","right":"{}""#, right.id())),
        PersonInput::Bandwidth(BandwidthRequest { level, max_kbit }) => {
            let level = level
                .map(|level| format!(r#","level":"{}""#, crate::words::bandwidth::name(level)));
            let cap = max_kbit.map(|cap| format!(r#","max_kbit":{cap}"#));
            ("bandwidth", level.or(cap).unwrap_or_default())
        }
        PersonInput::Disconnect => ("disconnect", String::new()),
    };
    format!(r#"{{"command":"{name}"{rest}}}"#)
}
