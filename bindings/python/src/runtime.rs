//! Waiting for the engine.

use std::future::Future;
use std::process;
use std::sync::{Mutex, PoisonError};

use cactus_core::Error;
use pyo3::Python;
use tokio::runtime::{Builder, Runtime};

use crate::errors::BindingError;

/// The runtime of this process and the process it was made in. A fork copies it without its threads, so a
/// forked process makes its own and leaves the copy alone: tearing it down would wait for threads that are
/// not there.
static RUNTIME: Mutex<Option<(u32, &'static Runtime)>> = Mutex::new(None);

/// Waits for the engine, with the interpreter's lock released.
///
/// # Errors
/// What the future gives, or [`BindingError::NoRuntime`].
pub fn wait<T: Send>(
    py: Python<'_>,
    future: impl Future<Output = Result<T, Error>> + Send,
) -> Result<T, Error> {
    py.detach(|| runtime()?.block_on(future))
}

fn runtime() -> Result<&'static Runtime, BindingError> {
    let process = process::id();
    let mut place = RUNTIME.lock().unwrap_or_else(PoisonError::into_inner);
    match *place {
        Some((of, runtime)) if of == process => Ok(runtime),
        _ => {
            let built = Builder::new_multi_thread().enable_all().build();
            let runtime = built.map_err(|source| BindingError::NoRuntime { source })?;
            let runtime: &'static Runtime = Box::leak(Box::new(runtime));
            *place = Some((process, runtime));
            Ok(runtime)
        }
    }
}
