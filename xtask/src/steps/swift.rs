//! The Swift package: sources generated from the library, compiled and tested by a real Swift compiler.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use super::Outcome;
use super::command::{output, run, works};
use super::workshop::{Workshop, copy, make_directory};

const PACKAGE: &str = "bindings/swift";
const LIBRARY: &str = "libcactus_ffi.a";

/// Generates the sources and runs XCTest: with the machine's own Swift, or else in a Debian tree.
///
/// # Errors
/// If a package is missing, something does not compile, or a test fails.
pub fn binding(workshop: &Workshop) -> anyhow::Result<Outcome> {
    generate(workshop)?;
    let package = workshop.path(PACKAGE);
    if works(Command::new("swift").arg("--version")) {
        let mut swift = Command::new("swift");
        run(swift.args(arguments(&package)).current_dir(&package))?;
        return Ok(Outcome::Done);
    }
    if cfg!(target_os = "macos") {
        bail!("Swift is missing: xcode-select --install");
    }
    if !works(Command::new("apt-get").arg("--version")) {
        let reason = "neither Swift nor Debian's tools to unpack it are here (install Swift 6)";
        if workshop.is_ci {
            bail!("{reason}");
        }
        return Ok(Outcome::Skipped(reason.to_owned()));
    }
    let root = output(&mut Command::new(package.join("debian/root.sh")))?;
    let mut swift = Command::new(package.join("debian/run.sh"));
    run(swift.arg(root).arg("swift").args(arguments(Path::new("/src"))))?;
    Ok(Outcome::Done)
}

/// The arguments of `swift` for a package that lies at `package`.
fn arguments(package: &Path) -> Vec<String> {
    let library = format!("-L{}", package.join("lib").display());
    // The package has no Swift Testing tests, and without the flag a run of none would end the output.
    ["test", "--disable-sandbox", "--disable-swift-testing", "-Xlinker", &library]
        .map(str::to_owned)
        .to_vec()
}

/// Writes the generated Swift source, C header and module map, and the static library, to where `Package.swift`
/// expects them.
fn generate(workshop: &Workshop) -> anyhow::Result<()> {
    let built = workshop.built();
    let candidates = ["libcactus_ffi.so", "libcactus_ffi.dylib"].map(|name| built.join(name));
    let library = candidates.iter().find(|path| path.is_file());
    let library = library.context("the step `build` has left no library of the Swift package")?;
    let generated = workshop.scratch("swift")?;
    let mut bindgen = Command::new(built.join("cactus-bindgen"));
    bindgen.arg("generate").arg(library).args(["--language", "swift", "--no-format"]);
    // uniffi asks cargo about the crates of the library.
    run(bindgen.arg("--out-dir").arg(&generated).current_dir(workshop.repository.root()))?;

    let package = workshop.path(PACKAGE);
    let sources = package.join("Sources/Cactus/Generated");
    let foreign = package.join("Sources/CactusFFI");
    let libraries = package.join("lib");
    for directory in [&sources, &foreign, &libraries] {
        make_directory(directory)?;
    }
    for entry in fs::read_dir(&generated).context("the generated sources")? {
        let path = entry.context("the generated sources")?.path();
        copy(&path, &destination(&path, &sources, &foreign)?)?;
    }
    // A directory that has the static library alone makes the linker take it.
    copy(&built.join(LIBRARY), &libraries.join(LIBRARY))
}

fn destination(file: &Path, sources: &Path, foreign: &Path) -> anyhow::Result<PathBuf> {
    let name = file.file_name().unwrap_or_default();
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("swift") => Ok(sources.join(name)),
        Some("h") => Ok(foreign.join(name)),
        Some("modulemap") => Ok(foreign.join("module.modulemap")),
        _ => bail!("uniffi has generated something unknown: {}", file.display()),
    }
}
