//! The steps that cargo does.
//!
//! All calls select the whole workspace with all features and the dependencies of tests: cargo then resolves one
//! set of features, and every dependency is checked once and compiled once. A call for one package would resolve
//! another set and compile typst again.

use std::process::Command;

use super::Outcome;
use super::command::{run, works};
use super::workshop::Workshop;

/// The fuzz targets are a workspace of their own; libFuzzer, a C++ library, is left out here.
const FUZZ: [&str; 4] = ["--locked", "--no-default-features", "--manifest-path", FUZZ_MANIFEST];
const FUZZ_MANIFEST: &str = "cactus-core/fuzz/Cargo.toml";
const WHOLE: [&str; 3] = ["--locked", "--workspace", "--all-features"];

/// The code is formatted.
///
/// # Errors
/// If a file is not.
pub fn format(workshop: &Workshop) -> anyhow::Result<Outcome> {
    run(workshop.cargo().args(["fmt", "--all", "--check"]))?;
    run(workshop.cargo().args(["fmt", "--check", "--manifest-path", FUZZ_MANIFEST]))?;
    Ok(Outcome::Done)
}

/// No lint complains, in tests, examples and benchmarks neither.
///
/// # Errors
/// If one does.
pub fn clippy(workshop: &Workshop) -> anyhow::Result<Outcome> {
    let mut clippy = workshop.cargo();
    clippy.arg("clippy").args(WHOLE).args([
        "--all-targets",
        "--keep-going",
        "--",
        "-D",
        "warnings",
    ]);
    run(&mut clippy)?;
    Ok(Outcome::Done)
}

/// The documentation builds and no link in it is broken.
///
/// # Errors
/// If one is.
pub fn doc(workshop: &Workshop) -> anyhow::Result<Outcome> {
    let mut doc = workshop.cargo();
    // `--examples` makes cargo resolve the features that clippy has resolved.
    doc.arg("doc").args(WHOLE).args(["--no-deps", "--keep-going", "--lib", "--bins", "--examples"]);
    run(doc.env("RUSTDOCFLAGS", "-D warnings"))?;
    Ok(Outcome::Done)
}

/// Licences, bans and sources are those of `deny.toml`.
///
/// # Errors
/// If one is not.
pub fn deny(workshop: &Workshop) -> anyhow::Result<Outcome> {
    if !works(workshop.cargo().args(["deny", "--version"])) {
        // Tidy has compared the bans with Cargo.lock, and the licences change with the lock file only.
        let reason = "cargo-deny is not installed (`cargo install --locked cargo-deny`)";
        return Ok(Outcome::Skipped(reason.to_owned()));
    }
    let mut deny = workshop.cargo();
    run(deny.args(["deny", "--offline", "--locked", "check", "licenses", "bans", "sources"]))?;
    Ok(Outcome::Done)
}

/// Compiles libraries, programs, tests and examples, the bindings among them.
///
/// # Errors
/// If something does not compile.
pub fn build(workshop: &Workshop) -> anyhow::Result<Outcome> {
    let mut build = workshop.cargo();
    build.arg("build").args(WHOLE).args(["--lib", "--bins", "--tests", "--examples"]);
    run(&mut build)?;
    Ok(Outcome::Done)
}

/// Runs all Rust tests.
///
/// # Errors
/// If one fails.
pub fn test(workshop: &Workshop) -> anyhow::Result<Outcome> {
    run(workshop.cargo().arg("test").args(WHOLE).arg("--no-fail-fast"))?;
    Ok(Outcome::Done)
}

/// Replays the seeds of all fuzz targets, as they are and damaged.
///
/// # Errors
/// If a lint complains, or a target panics.
pub fn fuzz(workshop: &Workshop) -> anyhow::Result<Outcome> {
    let mut clippy = workshop.cargo();
    clippy.arg("clippy").args(FUZZ).args(["--all-targets", "--", "-D", "warnings"]);
    run(&mut clippy)?;
    run(workshop.cargo().arg("test").args(FUZZ))?;
    Ok(Outcome::Done)
}

/// Runs every example, in a directory that may be written to.
///
/// # Errors
/// If one does not end well.
pub fn examples(workshop: &Workshop) -> anyhow::Result<Outcome> {
    let scratch = workshop.scratch("examples")?;
    let examples = workshop.examples();
    if examples.is_empty() {
        return Ok(Outcome::Skipped("no example is declared".to_owned()));
    }
    for name in examples {
        let program = workshop.built().join("examples").join(name);
        run(Command::new(program).current_dir(&scratch))?;
    }
    Ok(Outcome::Done)
}
