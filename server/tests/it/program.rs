//! The real binary, run as a shell would run it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output};
use std::sync::LazyLock;

/// The binary in a directory of its own, with no settings from outside.
pub fn cactus<'a>(home: &Path, arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cactus"));
    command.current_dir(home).env_clear().args(arguments);
    command
}

/// What it wrote to standard output.
pub fn printed(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

/// What it wrote to standard error.
pub fn complained(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// What Ctrl-C does.
pub fn interrupt(child: &Child) {
    let signal = format!("kill -INT {}", child.id());
    assert!(Command::new("sh").args(["-c", &signal]).status().unwrap().success());
}

/// The folder of a demo that is there for all tests of this run. They may add to its book, and nothing else.
pub static DEMO: LazyLock<PathBuf> = LazyLock::new(|| {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("demo");
    // One of an earlier run was made by another binary.
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(&home).unwrap();
    let output = cactus(&home, ["demo", "--no-serve", "--dir", "saguaro"]).output().unwrap();
    assert!(output.status.success(), "{}", complained(&output));
    home.join("saguaro")
});
