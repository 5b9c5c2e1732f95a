//! `alongside bench-stages`: how long each stage from the screen to the network takes on this computer.

use std::process::ExitCode;
use std::time::Duration;

use crate::cli::exit::Failure;
use crate::cli::options::BenchStages;
use crate::cli::runtime::runtime;
use crate::clock::Clock;
use crate::link::direct::loopback;
use crate::picture::MediaOptions;
use crate::picture::bench::{self, Extent};
use crate::picture::stages::Percentiles;

/// How long is waited for changes on the screen, at the most.
const LIMIT: Duration = Duration::from_secs(60);

/// Measures, and prints a table, or one JSON object a line.
#[expect(clippy::print_stdout, reason = "this is the command's output")]
pub fn stages(options: &BenchStages) -> Result<ExitCode, Failure> {
    let media = MediaOptions {
        source: options.screen.source(),
        encoder: options.encoder.kind(),
        kbit_s: options.bitrate,
        ..MediaOptions::default()
    };
    let extent = if options.changes { Extent::Changes } else { Extent::Everything };
    let mut frames = Vec::new();
    let report = bench::run(&media, extent, options.frames, LIMIT, |frame| frames.push(frame))?;
    let send = runtime()?
        .block_on(loopback::send_times(frames, Clock::start()))
        .map_err(|error| Failure::Failed(error.to_string()))?;
    let times = report.times;
    for (stage, times) in [
        ("capture", times.capture),
        ("convert", times.convert),
        ("encode", times.encode),
        ("send", send.times),
    ] {
        let Percentiles { count, median_us, p95_us } = times;
        let (median, p95) = (f64::from(median_us) / 1000.0, f64::from(p95_us) / 1000.0);
        if options.json {
            println!(
                "{}",
                serde_json::json!({"stage": stage, "frames": count, "median_ms": median, "p95_ms": p95})
            );
        } else {
            println!("{stage:<8} {median:>8.2} ms median {p95:>8.2} ms p95 of {count} frames");
        }
    }
    let seconds = report.duration.as_secs_f64().max(0.001);
    let rate = f64::from(report.frames) / seconds;
    let bytes = report.bytes / u64::from(report.frames.max(1));
    let (skipped, largest) = (report.skipped, report.largest);
    if options.json {
        println!(
            "{}",
            serde_json::json!({"stage": "frames", "frames": report.frames, "skipped": skipped,
                "per_second": rate, "mean_bytes": bytes, "largest_bytes": largest,
                "way_kbit": send.estimated_kbit_s})
        );
    } else {
        println!(
            "{} frames, {rate:.1} a second, {bytes} bytes each, {largest} at most, {skipped} left out",
            report.frames
        );
        if let Some(kbit) = send.estimated_kbit_s {
            println!("sent over a way that was found to carry {kbit} kbit/s");
        }
    }
    Ok(ExitCode::SUCCESS)
}
