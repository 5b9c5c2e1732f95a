//! The signal server as a program.
#![forbid(unsafe_code)]

mod options;

use std::io::{IsTerminal as _, Write as _};
use std::net::SocketAddr;
use std::process::ExitCode;

use clap::error::ErrorKind;
use tokio::net::TcpListener;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use signal_server::{Bounds, MetricsListener, TurnOptions, TurnServer};

use options::{Options, OptionsError, Task};

/// Files that the relay may need: a socket for each relayed address, and for each connection to it.
const TURN_FILES: usize = 2 * 4_096;

/// Exit status when the server failed.
const FAILED: u8 = 1;
/// Exit status when the arguments are wrong.
const WRONG_USAGE: u8 = 2;

fn main() -> ExitCode {
    signal_server::keep_secrets();
    let files = signal_server::raise_file_limit();
    if signal_server::is_build_asked_for(std::env::args_os()) {
        // A closed standard output is no error.
        let _ = write!(std::io::stdout(), "{}", signal_server::describe_build("alongside-signal"));
        return ExitCode::SUCCESS;
    }
    let options = match options::read(std::env::args_os()) {
        Ok(Task::Serve(options)) => {
            let mut options = *options;
            let relay = if options.turn.is_some() { TURN_FILES.min(files / 4) } else { 0 };
            options.server.bounds = Bounds::server(files, relay);
            options
        }
        Ok(Task::Manual(folder)) => return outcome(options::write_manual(&folder)),
        Err(error) => return refuse(&error),
    };
    let asked = std::env::var("ALONGSIDE_LOG").ok().and_then(|asked| asked.parse().ok());
    let targets = asked.unwrap_or_else(|| Targets::new().with_target("signal_server", Level::INFO));
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    tracing_subscriber::registry().with(targets).with(lines).init();
    let ended = tokio::runtime::Runtime::new()
        .map_err(|reason| format!("cannot start the runtime: {reason}"))
        .and_then(|runtime| runtime.block_on(run(options)));
    outcome(ended)
}

fn outcome(ended: Result<(), String>) -> ExitCode {
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            complain(&sentence);
            ExitCode::from(FAILED)
        }
    }
}

async fn run(mut options: Options) -> Result<(), String> {
    let tls = match &options.tls {
        Some(files) => {
            let loaded = signal_server::load_tls(&files.certificate, &files.key);
            Some(loaded.map_err(|error| error.to_string())?)
        }
        None => None,
    };
    let listener = TcpListener::bind(options.listen).await;
    let listener = listener.map_err(|reason| no_listener(options.listen, &reason))?;
    let address = listener.local_addr().map_err(|reason| no_listener(options.listen, &reason))?;
    options.server.turn = match (options.turn, options.external_turn) {
        (Some(turn), external) => {
            let turn = TurnOptions { own_ports: vec![address.port()], ..turn };
            let listen = turn.listen;
            let bound = TurnServer::bind(turn, external);
            bound.map_err(|reason| no_relay(listen, &reason))?
        }
        (None, Some(external)) => TurnServer::external_only(external),
        (None, None) => TurnServer::default(),
    };
    if let Some(metrics) = options.metrics {
        let bound = MetricsListener::bind(metrics);
        options.server.metrics = Some(bound.map_err(|reason| no_metrics(metrics, &reason))?);
    }
    let stop = stop_signal().map_err(|reason| format!("cannot wait for signals: {reason}"))?;
    if !signal_server::has_page() {
        tracing::warn!("the viewer is missing from this build; run `cargo xtask viewer`");
    }
    let scheme = if tls.is_some() { "https" } else { "http" };
    // A closed standard output is no reason to stop.
    let _ = writeln!(std::io::stdout(), "listening on {scheme}://{address}/");
    if let Some(port) = options.server.turn.port() {
        let _ = writeln!(std::io::stdout(), "relaying on port {port}");
    }
    if let Some(Ok(at)) = options.server.metrics.as_ref().map(MetricsListener::local_addr) {
        let _ = writeln!(std::io::stdout(), "metrics on http://{at}/metrics");
    }
    let ended = match tls {
        Some(tls) => signal_server::serve_tls(listener, tls, options.server, stop).await,
        None => signal_server::serve(listener, options.server, stop).await,
    };
    ended.map_err(|reason| format!("the server failed: {reason}"))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "most kinds have no advice of their own")]
fn no_listener(address: SocketAddr, reason: &std::io::Error) -> String {
    use std::io::ErrorKind;
    let advice = match reason.kind() {
        ErrorKind::AddrInUse => "another program has this port; choose another with --listen",
        ErrorKind::AddrNotAvailable => "this machine has no such address; give one it has",
        ErrorKind::PermissionDenied => "ports below 1024 need a privilege; choose a higher one",
        _ => return format!("cannot listen on {address}: {reason}"),
    };
    format!("cannot listen on {address}: {advice}")
}

#[expect(clippy::wildcard_enum_match_arm, reason = "most kinds have no advice of their own")]
fn no_metrics(address: SocketAddr, reason: &std::io::Error) -> String {
    use std::io::ErrorKind;
    let advice = match reason.kind() {
        ErrorKind::AddrInUse => "another program has this port; choose another with --metrics",
        ErrorKind::AddrNotAvailable => {
            "this machine has no such address; give --metrics one it has"
        }
        ErrorKind::PermissionDenied => "ports below 1024 need a privilege; choose a higher one",
        _ => return format!("cannot serve metrics on {address}: {reason}"),
    };
    format!("cannot serve metrics on {address}: {advice}")
}

#[expect(clippy::wildcard_enum_match_arm, reason = "most kinds have no advice of their own")]
fn no_relay(address: SocketAddr, reason: &std::io::Error) -> String {
    use std::io::ErrorKind;
    let advice = match reason.kind() {
        ErrorKind::AddrInUse => "another program has this port; choose another with --turn, or off",
        ErrorKind::AddrNotAvailable => "this machine has no such address; give --turn one it has",
        ErrorKind::PermissionDenied => "ports below 1024 need a privilege; choose a higher one",
        _ => return format!("cannot relay on {address}: {reason}"),
    };
    format!("cannot relay on {address}: {advice}")
}

/// Prints in one sentence why the program does not start, or prints the requested help.
fn refuse(error: &OptionsError) -> ExitCode {
    let OptionsError::Arguments(error) = error else {
        complain(&error.to_string());
        return ExitCode::from(WRONG_USAGE);
    };
    if let ErrorKind::DisplayHelp | ErrorKind::DisplayVersion = error.kind() {
        // A closed standard output is no error.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let text = error.to_string();
    let sentence = text.lines().next().unwrap_or_default();
    complain(&format!("{}; see --help", sentence.trim_start_matches("error: ")));
    ExitCode::from(WRONG_USAGE)
}

fn complain(sentence: &str) {
    // If standard error cannot be written, there is nothing else to do.
    let _ = writeln!(std::io::stderr(), "alongside-signal: {sentence}");
}

/// Waits for the system or the person at the terminal to end the program.
#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Waits for the person at the terminal to end the program.
#[cfg(not(unix))]
fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async {
        // After an error no such signal can arrive.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
