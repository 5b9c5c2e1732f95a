//! `alongside bench-stages`: how long each stage of the picture's way takes on this computer.

use std::process::ExitCode;
use std::time::Duration;

use crate::clock::Clock;
use crate::config::BenchStages;
use crate::exit::Failure;
use crate::media::stages::Percentiles;
use crate::media::{MediaOptions, bench};
use crate::rtc;

/// How long is waited for changes on the screen, at the most.
const LIMIT: Duration = Duration::from_secs(60);

/// Measures, and prints a table, or one JSON object a line.
#[expect(clippy::print_stdout, reason = "this is the command's output")]
pub fn stages(options: &BenchStages) -> Result<ExitCode, Failure> {
    let media = MediaOptions { source: options.screen.source(), ..MediaOptions::default() };
    let mut frames = Vec::new();
    let report = bench::run(&media, bench::Extent::Everything, options.frames, LIMIT, |frame| {
        frames.push(frame);
    })?;
    let send = crate::runtime()?
        .block_on(rtc::send_times(frames, Clock::start()))
        .map_err(|error| Failure::Failed(error.to_string()))?;
    let times = report.times;
    for (stage, times) in [
        ("capture", times.capture),
        ("convert", times.convert),
        ("encode", times.encode),
        ("send", send),
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
    Ok(ExitCode::SUCCESS)
}
