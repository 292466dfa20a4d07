//! Subjects of questions, kept from one question to the next.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::subject::subject;
use crate::error::Error;
use crate::ids::EventId;
use crate::money::Currency;
use crate::permissions::Reach;
use crate::ports::UnitOfWork;
use crate::query::{BenchmarkSource, CachedSubject, Subject};

/// How many subjects are kept.
const SUBJECTS: usize = 16;
/// How many bookings, prices, rates and levels of indices are kept, of all subjects together.
const ROWS: usize = 2_000_000;

/// The subjects of the last questions, as many as there is room for and at least one.
///
/// One is kept for a reach, and shown to nobody with another: what somebody may not see was never loaded for them. It is
/// good as long as the last event of the firm is the one that it was loaded at, which is read in the unit of work of the
/// question; so an answer is that of the store, whoever changed it.
#[derive(Debug, Default)]
pub(super) struct Subjects {
    /// The last first.
    kept: Mutex<VecDeque<Kept>>,
}

/// All that a subject depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SubjectOf {
    reach: Reach,
    /// The last event of the firm.
    event: Option<EventId>,
    /// A currency that the record does not know.
    besides: Option<Currency>,
}

#[derive(Debug)]
struct Kept {
    of: SubjectOf,
    subject: Arc<CachedSubject>,
    rows: usize,
}

impl Subjects {
    /// Everything in reach as it is in the unit of work, for questions with amounts in a currency.
    pub(super) async fn get(
        &self,
        unit: &mut dyn UnitOfWork,
        reach: &Reach,
        asked: Option<Currency>,
    ) -> Result<Arc<CachedSubject>, Error> {
        let event = unit.events().last(reach.firm()).await?;
        let of = |besides| SubjectOf { reach: reach.clone(), event, besides };
        let plain = self.find_or_load(unit, of(None)).await?;
        match asked.filter(|asked| !knows(plain.subject(), *asked)) {
            None => Ok(plain),
            besides => self.find_or_load(unit, of(besides)).await,
        }
    }

    /// Others may ask meanwhile; two that miss the same load it twice.
    async fn find_or_load(
        &self,
        unit: &mut dyn UnitOfWork,
        of: SubjectOf,
    ) -> Result<Arc<CachedSubject>, Error> {
        if let Some(found) = self.find(&of) {
            return Ok(found);
        }
        let loaded = subject(unit, &of.reach, of.besides).await?;
        let levels = loaded.benchmarks.values().map(|benchmark| match &benchmark.source {
            BenchmarkSource::Index { levels, .. } => levels.len(),
            BenchmarkSource::Instrument(_) | BenchmarkSource::Blend { .. } => 0,
        });
        let rows = loaded.journal.transactions().len() + loaded.market.len();
        let rows = rows + levels.sum::<usize>();
        let subject = Arc::new(CachedSubject::new(loaded));
        self.keep(Kept { of, subject: Arc::clone(&subject), rows });
        Ok(subject)
    }

    fn find(&self, of: &SubjectOf) -> Option<Arc<CachedSubject>> {
        self.with(|kept| {
            let place = kept.iter().position(|known| known.of == *of)?;
            let found = kept.remove(place)?;
            let subject = Arc::clone(&found.subject);
            kept.push_front(found);
            Some(subject)
        })
    }

    fn keep(&self, new: Kept) {
        self.with(|kept| {
            // What was loaded before the change that this one knows of is of no more use.
            let is_same = |of: &SubjectOf| of.reach.firm() == new.of.reach.firm();
            kept.retain(|known| {
                !is_same(&known.of) || (known.of.event == new.of.event && known.of != new.of)
            });
            kept.push_front(new);
            let mut rows = 0;
            let fits = kept.iter().take(SUBJECTS).take_while(|known| {
                rows += known.rows;
                rows <= ROWS
            });
            let fits = fits.count().max(1);
            kept.truncate(fits);
        });
    }

    /// No step here leaves the list in a state that is wrong, so that a lock whose holder panicked is as good as any.
    fn with<T>(&self, work: impl FnOnce(&mut VecDeque<Kept>) -> T) -> T {
        work(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Whether the rates of a currency were loaded with those of the record.
fn knows(subject: &Subject, asked: Currency) -> bool {
    let whole = |currency: Currency| currency.major().map_or(currency, |(major, _)| major);
    let of_instruments = subject.instruments.values().map(|instrument| instrument.currency);
    let of_cash = subject.journal.currencies().iter().copied();
    let mut known = of_cash.chain(of_instruments).chain([subject.currency]);
    known.any(|known| whole(known) == whole(asked))
}
