//! Builds the Helper's side: wasm and its glue into `www/dist`.

/// Builds what is not up to date. A second call with nothing changed takes under a second.
#[expect(clippy::unnecessary_wraps, reason = "there is no viewer to build yet")]
pub(crate) fn build() -> anyhow::Result<()> {
    Ok(())
}
