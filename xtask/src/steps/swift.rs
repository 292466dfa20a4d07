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

/// What must not compile, with the errors that must come.
const REFUSED: &str = "Tests/Refused/Floats.swift";

/// The page whose examples have to run.
const GUIDE: &str = "docs/guides/swift.md";

/// Generates the sources and runs XCTest: with the machine's own Swift, or else in a Debian tree. There the compiler
/// is always the same, so that its errors can be compared word by word.
///
/// # Errors
/// If a package is missing, something does not compile, or a test fails.
pub fn binding(workshop: &Workshop) -> anyhow::Result<Outcome> {
    generate(workshop)?;
    let package = workshop.path(PACKAGE);
    let tests = package.join("Tests/CactusTests/Generated");
    make_directory(&tests)?;
    fs::write(tests.join("GuideTests.swift"), guide_test(&workshop.repository.text(GUIDE)?))
        .context("the test of the guide")?;
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
    let inside = |program: &str| {
        let mut command = Command::new(package.join("debian/run.sh"));
        command.arg(&root).arg(program);
        command
    };
    run(inside("swift").args(arguments(Path::new("/src"))))?;
    run(inside("swiftc").args(verification()))?;
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

/// All examples of the guide as one test.
fn guide_test(guide: &str) -> String {
    let mut code = String::new();
    let mut inside = false;
    for line in guide.lines() {
        match line {
            "```swift" => inside = true,
            "```" => inside = false,
            _ if inside => code.extend(["        ", line, "\n"]),
            _ => {}
        }
    }
    format!(
        "import Cactus\nimport Foundation\nimport XCTest\n\n\
         final class GuideTests: XCTestCase {{\n    func testTheGuide() async throws {{\n        \
         let name = UUID().uuidString + \".db\"\n        \
         let file = FileManager.default.temporaryDirectory.appendingPathComponent(name)\n\
         {code}    }}\n}}\n"
    )
}

/// The arguments of `swiftc` that compare its errors with the expected ones.
fn verification() -> Vec<&'static str> {
    let mut arguments = vec!["-typecheck", "-swift-version", "6", "-I", ".build/debug/Modules"];
    arguments.extend(["-I", "Sources/CactusFFI", "-Xfrontend", "-verify"]);
    arguments.extend(["-Xfrontend", "-verify-ignore-unknown", REFUSED]);
    arguments
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_test_of_the_guide_has_its_swift_and_nothing_else() {
        let guide =
            "Text\n```swift\nlet a = 1\n```\n```swift manifest\nb\n```\n```swift\nprint(a)\n```\n";
        let test = guide_test(guide);
        assert!(test.contains("        let a = 1\n        print(a)\n    }\n}\n"), "{test}");
        assert!(!test.contains("Text") && !test.contains("\n        b\n"), "{test}");
    }
}
