//! Waiting for the engine.

use std::future::Future;
use std::sync::{Mutex, PoisonError};

use cactus_core::Error;
use tokio::runtime::{Builder, Runtime};

use crate::errors::{BindingError, CactusError};

/// The runtime of the process, started by the first call.
static RUNTIME: Mutex<Option<&'static Runtime>> = Mutex::new(None);

/// Runs a piece of work on threads of our own, so that neither the caller's thread nor Swift's small pool of them
/// computes or waits for a disk. Once begun it runs to its end, whether or not anybody still waits for it.
///
/// # Errors
/// What the work gives, and [`BindingError`].
pub async fn run<T: Send + 'static>(
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, CactusError> {
    let task = runtime()?.spawn(work);
    let result = task.await.map_err(|source| BindingError::Stopped { source })?;
    Ok(result?)
}

fn runtime() -> Result<&'static Runtime, BindingError> {
    let mut place = RUNTIME.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(runtime) = *place {
        return Ok(runtime);
    }
    let built = Builder::new_multi_thread().enable_all().thread_name("cactus").build();
    let runtime = built.map_err(|source| BindingError::NoRuntime { source })?;
    let runtime: &'static Runtime = Box::leak(Box::new(runtime));
    *place = Some(runtime);
    Ok(runtime)
}
