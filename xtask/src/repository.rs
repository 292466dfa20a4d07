//! The files of the repository.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

/// A checkout: its root and the files that git keeps or would keep.
#[derive(Debug)]
pub struct Repository {
    root: PathBuf,
    files: Vec<String>,
}

impl Repository {
    /// The repository that this program belongs to.
    ///
    /// # Errors
    /// If git cannot list the files.
    pub fn here() -> anyhow::Result<Self> {
        // Cargo sets the variable for `cargo run` and `cargo test`; the one of compile time would be the wrong
        // one where several checkouts share a target directory.
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&manifest).parent();
        Self::open(root.context("xtask lies in no directory")?)
    }

    /// The repository whose root is `root`.
    ///
    /// # Errors
    /// If git cannot list the files.
    pub fn open(root: &Path) -> anyhow::Result<Self> {
        let mut trusted = OsString::from("safe.directory=");
        trusted.push(root);
        // Untracked files count, unless ignored: they are judged before they are committed, not after.
        let output = Command::new("git")
            .arg("-c")
            .arg(trusted)
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(root)
            .output()
            .context("git does not start; is it installed?")?;
        if !output.status.success() {
            bail!("git ls-files: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        let listing = String::from_utf8(output.stdout).context("a file name is not UTF-8")?;
        let mut files: Vec<String> = listing
            .split_terminator('\0')
            .filter(|path| root.join(path).is_file())
            .map(str::to_owned)
            .collect();
        files.sort_unstable();
        files.dedup();
        Ok(Self { root: root.to_path_buf(), files })
    }

    /// The directory that holds everything.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// All paths, relative to the root, sorted.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str)
    }

    /// The Rust files below one of the directories (each ends in `/`; the empty one is the root).
    pub fn rust_files<'a>(&'a self, below: &'a [&str]) -> impl Iterator<Item = &'a str> {
        self.files().filter(|path| {
            path.ends_with(".rs") && below.iter().any(|directory| path.starts_with(directory))
        })
    }

    /// The text of a file.
    ///
    /// # Errors
    /// If it cannot be read as UTF-8.
    pub fn text(&self, path: &str) -> anyhow::Result<String> {
        std::fs::read_to_string(self.root.join(path))
            .with_context(|| format!("cannot read `{path}`"))
    }
}
