//! The folder of a demo, which is there as a whole or not at all.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::DemoError;

/// The book, under the name that `cactus` looks for.
pub(super) const BOOK: &str = "cactus.db";
/// What the firm is worth, written last.
pub(super) const FIGURES: &str = "figures.json";

const LOCK: &str = "lock";
const CONTENT: &str = "demo";

/// What there is at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A demo.
    Demo,
    /// Nothing, or an empty folder.
    Nothing,
}

/// Looks what there is at the place.
///
/// # Errors
/// [`DemoError::Occupied`] if it is something else, [`DemoError::File`] if it cannot be looked at.
pub fn find(place: &Path) -> Result<Found, DemoError> {
    if place.join(BOOK).is_file() && place.join(FIGURES).is_file() {
        return Ok(Found::Demo);
    }
    match fs::read_dir(place) {
        Ok(mut entries) => match entries.next() {
            None => Ok(Found::Nothing),
            Some(_) => Err(DemoError::Occupied { path: place.to_owned() }),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Found::Nothing),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(DemoError::Occupied { path: place.to_owned() })
        }
        Err(source) => Err(DemoError::File { path: place.to_owned(), source }),
    }
}

/// A folder in the making, beside the place where it is to be.
///
/// It is made in `PLACE.partial` and moved in one step when it is complete. A run that was killed leaves that
/// folder behind, and the next one starts in it anew. A lock, which ends with the process, tells a run that
/// was killed from one that is at work.
#[derive(Debug)]
pub struct Site {
    place: PathBuf,
    partial: PathBuf,
    lock: File,
}

impl Site {
    /// Takes the place for a new folder. Gives none if another run has finished one in the meantime.
    ///
    /// # Errors
    /// [`DemoError::Busy`] if another run is at work there, [`DemoError::Nameless`], [`DemoError::File`].
    pub fn claim(place: &Path) -> Result<Option<Self>, DemoError> {
        let partial =
            beside(place).ok_or_else(|| DemoError::Nameless { path: place.to_owned() })?;
        fs::create_dir_all(&partial).map_err(in_file(&partial))?;
        let path = partial.join(LOCK);
        let lock = File::create(&path).map_err(in_file(&path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(DemoError::Busy { path: place.to_owned() });
            }
            Err(TryLockError::Error(source)) => return Err(DemoError::File { path, source }),
        }
        let site = Self { place: place.to_owned(), partial, lock };
        if find(place)? == Found::Demo {
            site.clear();
            return Ok(None);
        }
        let folder = site.folder();
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(DemoError::File { path: folder, source: error });
            }
            _ => {}
        }
        fs::create_dir(&folder).map_err(in_file(&folder))?;
        Ok(Some(site))
    }

    /// Where the content goes.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        self.partial.join(CONTENT)
    }

    /// Moves the complete folder to its place.
    ///
    /// # Errors
    /// [`DemoError::File`].
    pub fn finish(self) -> Result<(), DemoError> {
        keep(&self.folder())?;
        // An empty folder in the way is no loss; anything else stops the move.
        let _ = fs::remove_dir(&self.place);
        fs::rename(self.folder(), &self.place).map_err(in_file(&self.place))?;
        self.clear();
        Ok(())
    }

    /// What is left behind if this fails is cleared by the next run.
    fn clear(self) {
        drop(self.lock);
        let _ = fs::remove_dir_all(&self.partial);
    }
}

/// Where the folder for the place is made. None for `.` and the like: beside those there is nothing.
fn beside(place: &Path) -> Option<PathBuf> {
    let named = matches!(place.components().next_back(), Some(Component::Normal(_)));
    named.then(|| place.with_added_extension("partial"))
}

/// Waits until the disk has the files of the folder: they are to survive a loss of power once the folder is moved.
fn keep(folder: &Path) -> Result<(), DemoError> {
    for entry in fs::read_dir(folder).map_err(in_file(folder))? {
        let path = entry.map_err(in_file(folder))?.path();
        let file = OpenOptions::new().append(true).open(&path);
        file.and_then(|file| file.sync_all()).map_err(in_file(&path))?;
    }
    Ok(())
}

/// Clears what a run left behind that was killed after the demo was complete.
pub fn sweep(place: &Path) {
    if beside(place).is_some_and(|partial| partial.exists()) {
        let _ = Site::claim(place);
    }
}

/// The error of the file.
pub(super) fn in_file(path: &Path) -> impl FnOnce(io::Error) -> DemoError {
    let path = path.to_owned();
    |source| DemoError::File { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete(folder: &Path) {
        for name in [BOOK, FIGURES] {
            fs::write(folder.join(name), "").unwrap();
        }
    }

    #[test]
    fn a_folder_is_there_as_a_whole_or_not_at_all() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("demo");
        // A run that is killed on the way.
        let site = Site::claim(&place).unwrap().unwrap();
        fs::write(site.folder().join(BOOK), "half").unwrap();
        drop(site);
        assert_eq!(find(&place).unwrap(), Found::Nothing);
        // The next one does not see its rests.
        let site = Site::claim(&place).unwrap().unwrap();
        assert!(fs::read_dir(site.folder()).unwrap().next().is_none());
        complete(&site.folder());
        site.finish().unwrap();
        assert_eq!(find(&place).unwrap(), Found::Demo);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
        // One that was killed just after the move.
        fs::create_dir(home.path().join("demo.partial")).unwrap();
        sweep(&place);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[test]
    fn two_runs_do_not_work_on_one_place() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("demo");
        let site = Site::claim(&place).unwrap().unwrap();
        assert!(matches!(Site::claim(&place), Err(DemoError::Busy { .. })));
        drop(site);
        assert!(Site::claim(&place).unwrap().is_some());
    }

    #[test]
    fn a_place_without_a_name_is_refused_and_a_demo_there_is_left_as_it_is() {
        let home = tempfile::tempdir().unwrap();
        complete(home.path());
        fs::create_dir(home.path().join("inner")).unwrap();
        let place = home.path().join("inner/..");
        sweep(&place);
        assert_eq!(find(&place).unwrap(), Found::Demo);
        for place in [".", "..", "/", "inner/.."] {
            assert!(matches!(Site::claim(Path::new(place)), Err(DemoError::Nameless { .. })));
        }
    }

    #[test]
    fn what_is_no_demo_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("letter.txt");
        fs::write(&file, "dear").unwrap();
        for place in [home.path(), &file] {
            assert!(matches!(find(place), Err(DemoError::Occupied { .. })));
        }
        let empty = home.path().join("empty");
        fs::create_dir(&empty).unwrap();
        let site = Site::claim(&empty).unwrap().unwrap();
        complete(&site.folder());
        site.finish().unwrap();
        assert_eq!(find(&empty).unwrap(), Found::Demo);
    }
}
