//! Where a report goes.

use std::ffi::OsStr;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use cactus_core::reports::Format;

use crate::cli::UsageError;

/// Standard output, or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// Standard output.
    Standard,
    /// The file.
    File(PathBuf),
}

/// A report that cannot be written where it was to go.
#[derive(Debug, thiserror::Error)]
pub enum DestinationError {
    /// The file is there already.
    #[error("`{}` exists; `--force` replaces it", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file is a folder.
    #[error("`{}` is a folder; name a file in it", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// The file cannot be written.
    #[error("`{}` cannot be written", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl FromStr for Destination {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(if text == "-" { Self::Standard } else { Self::File(text.into()) })
    }
}

impl Destination {
    /// The format: the one asked for, else what the ending of the file says; Markdown for standard output.
    ///
    /// # Errors
    /// If the ending of the file says none, or if a terminal is to show a PDF.
    pub fn format(&self, asked: Option<Format>) -> Result<Format, UsageError> {
        let path = match (asked, self) {
            (Some(Format::Pdf), Self::Standard) if io::stdout().is_terminal() => {
                let reason = "a PDF cannot be shown in a terminal; name a file with `--output`";
                return Err(UsageError(reason.to_owned()));
            }
            (Some(format), _) => return Ok(format),
            (None, Self::Standard) => return Ok(Format::Markdown),
            (None, Self::File(path)) => path,
        };
        let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "pdf" => Ok(Format::Pdf),
            "html" | "htm" => Ok(Format::Html),
            "md" | "markdown" => Ok(Format::Markdown),
            "json" => Ok(Format::Json),
            _ => Err(UsageError(format!(
                "`{}` does not end in `.pdf`, `.html`, `.md` or `.json`; name the `--format`",
                path.display()
            ))),
        }
    }

    /// Whether the report could be written: asked before it is made.
    ///
    /// # Errors
    /// [`DestinationError`].
    pub fn check(&self, force: bool) -> Result<(), DestinationError> {
        match self {
            Self::Standard => Ok(()),
            Self::File(path) => {
                Place::of(path)?.require(path, force)?;
                let folder = folder(path);
                let found = std::fs::metadata(folder);
                found.map(drop).map_err(failed(folder))
            }
        }
    }

    /// Writes the report. A file is there as a whole or not at all.
    ///
    /// # Errors
    /// [`DestinationError`]; an [`io::Error`] of standard output.
    pub fn write(&self, report: &[u8], force: bool) -> anyhow::Result<()> {
        match self {
            Self::Standard => {
                let mut output = io::stdout().lock();
                output.write_all(report)?;
                output.flush()?;
            }
            Self::File(path) => write(path, report, force)?,
        }
        Ok(())
    }
}

/// What there is where a file is to go.
enum Place {
    Free,
    /// A file; its path is that behind symbolic links.
    Taken(PathBuf),
    /// A device or a pipe, which is written to and not replaced.
    Device,
}

impl Place {
    fn of(path: &Path) -> Result<Self, DestinationError> {
        match std::fs::metadata(path) {
            Ok(found) if found.is_dir() => Err(DestinationError::Folder { path: path.to_owned() }),
            Ok(found) if found.is_file() => {
                path.canonicalize().map(Self::Taken).map_err(failed(path))
            }
            Ok(_) => Ok(Self::Device),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::Free),
            Err(error) => Err(failed(path)(error)),
        }
    }

    fn require(&self, path: &Path, force: bool) -> Result<(), DestinationError> {
        match self {
            Self::Taken(_) if !force => Err(DestinationError::Exists { path: path.to_owned() }),
            _ => Ok(()),
        }
    }
}

fn write(path: &Path, report: &[u8], force: bool) -> Result<(), DestinationError> {
    let place = Place::of(path)?;
    place.require(path, force)?;
    let moved = match &place {
        Place::Device => return std::fs::write(path, report).map_err(failed(path)),
        Place::Taken(target) => {
            let file = beside(target, report).map_err(failed(path))?;
            file.persist(target)
        }
        Place::Free => {
            let file = beside(path, report).map_err(failed(path))?;
            if force { file.persist(path) } else { file.persist_noclobber(path) }
        }
    };
    moved.map(drop).map_err(|refused| match refused.error.kind() {
        io::ErrorKind::AlreadyExists => DestinationError::Exists { path: path.to_owned() },
        _ => failed(path)(refused.error),
    })
}

/// The report in a file beside the one that it is to become, on the disk.
fn beside(path: &Path, report: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".cactus-report-");
    // As for any file that a command writes, the umask decides who may read it.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder(path))?;
    file.write_all(report)?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn folder(path: &Path) -> &Path {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or_else(|| Path::new("."))
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> DestinationError {
    let path = path.to_owned();
    |source| DestinationError::File { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &Path) -> Destination {
        Destination::File(path.to_owned())
    }

    #[test]
    fn the_ending_says_the_format_unless_it_is_named() {
        let format = |text: &str, asked| text.parse::<Destination>().unwrap().format(asked);
        assert_eq!(format("-", None).unwrap(), Format::Markdown);
        assert_eq!(format("a/b.PDF", None).unwrap(), Format::Pdf);
        assert_eq!(format("b.htm", None).unwrap(), Format::Html);
        assert_eq!(format("b.md", Some(Format::Json)).unwrap(), Format::Json);
        let refused = format("statement.doc", None).unwrap_err().to_string();
        assert!(refused.starts_with("`statement.doc` does not end in"), "{refused}");
    }

    #[test]
    fn a_file_is_replaced_by_force_only_and_nothing_is_left_beside_it() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.md");
        file(&path).write(b"one", false).unwrap();
        let refused = file(&path).write(b"two", false).unwrap_err();
        assert!(refused.to_string().ends_with("exists; `--force` replaces it"));
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        file(&path).write(b"two", true).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_link_stays_one_and_a_device_is_not_replaced() {
        let home = tempfile::tempdir().unwrap();
        let (path, link) = (home.path().join("a.md"), home.path().join("link.md"));
        std::fs::write(&path, "one").unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        file(&link).write(b"two", true).unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        let null = Path::new("/dev/null");
        file(null).write(b"gone", false).unwrap();
        assert!(!null.is_file());
    }

    #[test]
    fn what_cannot_be_written_is_told_before_it_is_made() {
        let home = tempfile::tempdir().unwrap();
        let told = |path: &Path| file(path).check(true).unwrap_err().to_string();
        assert!(told(home.path()).ends_with("is a folder; name a file in it"));
        assert!(told(&home.path().join("none/a.pdf")).ends_with("none` cannot be written"));
    }
}
