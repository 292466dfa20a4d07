//! Work on many things at once.

#[cfg(feature = "parallel")]
use rayon::prelude::*;

/// What `work` makes of each of these, in their order.
///
/// With the feature `parallel`, the threads of the rayon pool it is called from share them. Nothing passes from one to
/// another, so that the results are the same bits for any number of threads.
pub(crate) fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    #[cfg(feature = "parallel")]
    let done = items.par_iter().map(&work).collect();
    #[cfg(not(feature = "parallel"))]
    let done = items.iter().map(&work).collect();
    done
}

/// The same for work that can fail.
///
/// # Errors
/// That of the first in order, whichever thread came upon one first.
pub(crate) fn try_each<T: Sync, R: Send, E: Send>(
    items: &[T],
    work: impl Fn(&T) -> Result<R, E> + Sync,
) -> Result<Vec<R>, E> {
    each(items, work).into_iter().collect()
}
