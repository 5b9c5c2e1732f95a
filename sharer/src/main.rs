//! `alongside`: shares this computer's screen with a helper in a browser.

use std::process::ExitCode;

use clap::Parser as _;
use sharer::config::{Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse();
    start_log();
    // Two providers in one program make rustls panic at the first handshake; this names ours.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let outcome = match cli.command {
        Command::Share(share) => sharer::run(share),
        Command::BenchStages(bench) => sharer::bench::stages(&bench),
    };
    outcome.unwrap_or_else(|failure| {
        #[expect(clippy::print_stderr, reason = "the one sentence that says what is wrong")]
        {
            eprintln!("alongside: {failure}");
        }
        failure.status()
    })
}

/// Logs warnings to standard error; `ALONGSIDE_LOG` asks for more. No secret, code, session
/// description or address is ever logged.
fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("ALONGSIDE_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("sharer=warn,signal=warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .init();
}
