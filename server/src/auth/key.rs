//! The key that signs access tokens. It is made on the first start and kept in a file that only its owner
//! can read, or it is given; there is no default key.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;

use crate::system;

/// As many bytes as the signature has: fewer would be easier to guess than the signature itself.
const BYTES: usize = 32;

/// A key that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The file could not be read or written.
    #[error("the signing key in `{}` cannot be read or written", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Others than the owner can read or write the file.
    #[error(
        "others can read the signing key in `{}`, which has mode {mode:o}; make it 600",
        path.display()
    )]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// Not the base64url form of at least 32 bytes.
    #[error("a signing key must be at least {BYTES} bytes in base64url")]
    Form,
    /// The system has no unguessable bytes to give.
    #[error("no signing key could be made")]
    NoEntropy(#[source] io::Error),
}

/// The key that signs access tokens. Its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningKey(Vec<u8>);

impl SigningKey {
    /// The key of these bytes.
    ///
    /// # Errors
    /// [`KeyError::Form`] for fewer than 32.
    pub fn new(bytes: Vec<u8>) -> Result<Self, KeyError> {
        if bytes.len() < BYTES {
            return Err(KeyError::Form);
        }
        Ok(Self(bytes))
    }

    /// The key in this file; a new one, if there is no such file.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn read_or_create(path: &Path) -> Result<Self, KeyError> {
        let failed = |source| KeyError::File { path: path.to_owned(), source };
        match File::open(path) {
            Ok(file) => Self::read(file, path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                create(path).map_err(|error| match error {
                    CreateError::NoEntropy(error) => KeyError::NoEntropy(error),
                    CreateError::File(error) => failed(error),
                })?;
                Self::read(File::open(path).map_err(failed)?, path)
            }
            Err(error) => Err(failed(error)),
        }
    }

    fn read(mut file: File, path: &Path) -> Result<Self, KeyError> {
        let failed = |source| KeyError::File { path: path.to_owned(), source };
        let mode = file.metadata().map_err(failed)?.mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(KeyError::Exposed { path: path.to_owned(), mode });
        }
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(failed)?;
        text.parse()
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl FromStr for SigningKey {
    type Err = KeyError;

    /// The key in this text, in base64url.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let text = text.trim().trim_end_matches('=');
        Self::new(BASE64.decode(text).map_err(|_| KeyError::Form)?)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey")
    }
}

enum CreateError {
    NoEntropy(io::Error),
    File(io::Error),
}

impl From<io::Error> for CreateError {
    fn from(error: io::Error) -> Self {
        Self::File(error)
    }
}

/// Writes a new key. The file appears whole or not at all, and one that another process has put there in the
/// meantime stays.
fn create(path: &Path) -> Result<(), CreateError> {
    let (mut bytes, mut suffix) = ([0; BYTES], [0; 8]);
    system::random(&mut bytes).map_err(CreateError::NoEntropy)?;
    system::random(&mut suffix).map_err(CreateError::NoEntropy)?;
    let draft = path.with_added_extension(format!("{:016x}", u64::from_be_bytes(suffix)));
    let written = (|| {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
        writeln!(file, "{}", BASE64.encode(bytes))?;
        file.sync_all()?;
        match fs::hard_link(&draft, path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            linked => linked,
        }
    })();
    let _ = fs::remove_file(&draft);
    Ok(written?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_key_is_made_once_and_only_its_owner_can_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book.key");
        let key = SigningKey::read_or_create(&path).unwrap();
        assert_eq!(SigningKey::read_or_create(&path).unwrap(), key);
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
        let files = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(files, 1, "no draft is left");
    }

    #[test]
    fn keys_differ() {
        let folder = tempfile::tempdir().unwrap();
        let key = |name| SigningKey::read_or_create(&folder.path().join(name)).unwrap();
        assert_ne!(key("a"), key("b"));
    }

    #[test]
    fn many_starting_at_once_agree_on_one_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book.key");
        let starts: Vec<_> = (0..8)
            .map(|_| {
                let path = path.clone();
                std::thread::spawn(move || SigningKey::read_or_create(&path).unwrap())
            })
            .collect();
        let mut keys: Vec<_> = starts.into_iter().map(|s| s.join().unwrap().0).collect();
        keys.dedup();
        assert_eq!(keys.len(), 1);
    }

    #[test]
    fn a_key_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book.key");
        SigningKey::read_or_create(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let error = SigningKey::read_or_create(&path).unwrap_err();
        assert!(matches!(error, KeyError::Exposed { mode: 0o644, .. }));
    }

    #[test]
    fn a_short_key_is_refused_and_none_is_ever_shown() {
        assert!("c2hvcnQ".parse::<SigningKey>().is_err());
        let key = SigningKey::new(vec![7; 32]).unwrap();
        assert_eq!(format!("{key:?}"), "SigningKey");
    }
}
