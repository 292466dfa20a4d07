//! Work that computes for long.

use std::sync::Arc;

use tokio::runtime::Handle;
use tokio::sync::Semaphore;

use crate::api::Problem;

/// Does work that computes for long away from the threads that answer requests, a few pieces at a time.
///
/// A request that is given up leaves its piece of work running; it keeps its place until it is done, so that
/// impatient clients cannot pile work up.
#[derive(Debug)]
pub struct Workshop {
    places: Arc<Semaphore>,
}

impl Workshop {
    /// A workshop with so many places.
    #[must_use]
    pub fn new(places: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(places)) }
    }

    /// Does the work, once there is a place.
    ///
    /// # Errors
    /// Those of the work; [`Problem::internal`] if it panics.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, cactus_core::Error>> + Send + 'static,
    ) -> Result<T, Problem> {
        let place = Arc::clone(&self.places).acquire_owned().await.ok();
        let runtime = Handle::current();
        let done = tokio::task::spawn_blocking(move || {
            let done = runtime.block_on(work);
            drop(place);
            done
        });
        done.await.map_err(|_| Problem::internal())?.map_err(Problem::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[tokio::test]
    async fn no_more_is_done_at_once_than_there_are_places() {
        let workshop = Arc::new(Workshop::new(2));
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let pieces: Vec<_> = (0..6)
            .map(|_| {
                let (workshop, now, most) = (workshop.clone(), now.clone(), most.clone());
                tokio::spawn(async move {
                    let work = async move {
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::sleep(Duration::from_millis(10));
                        now.fetch_sub(1, Ordering::SeqCst);
                        Ok(())
                    };
                    workshop.run(work).await
                })
            })
            .collect();
        for piece in pieces {
            piece.await.unwrap().unwrap();
        }
        assert_eq!(most.load(Ordering::SeqCst), 2);
    }

    #[tokio::test]
    async fn work_that_panics_is_a_defect_and_gives_its_place_back() {
        let workshop = Workshop::new(1);
        for _ in 0..2 {
            let lost = workshop.run::<()>(async { panic!("planted") }).await;
            assert_eq!(lost.unwrap_err().code(), "server.internal");
        }
    }
}
