//! Subjects of questions, kept from one question to the next.

use std::sync::Arc;

use super::subject::subject;
use crate::error::Error;
use crate::ids::EventId;
use crate::money::Currency;
use crate::permissions::Reach;
use crate::ports::UnitOfWork;
use crate::query::{BenchmarkSource, CachedSubject, Subject};
use crate::recent::Recent;

/// How many subjects are kept.
const SUBJECTS: usize = 16;
/// How many bookings, prices, rates and levels of indices are kept, of all subjects together.
const ROWS: usize = 2_000_000;

/// The subjects of the last questions, as many as there is room for and at least one.
///
/// One is kept for a reach, and shown to nobody with another: what somebody may not see was never loaded for them. It is
/// good as long as the last event of the firm is the one that it was loaded at, which is read in the unit of work of the
/// question; so an answer is that of the store, whoever changed it.
#[derive(Debug)]
pub(super) struct Subjects(Recent<SubjectOf, CachedSubject>);

impl Default for Subjects {
    fn default() -> Self {
        Self(Recent::new(SUBJECTS, ROWS))
    }
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
        if let Some(found) = self.0.find(&of) {
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
        // What was loaded before the change that this one knows of is of no more use.
        self.0.forget(|known| known.reach.firm() == of.reach.firm() && known.event != of.event);
        self.0.keep(of, Arc::clone(&subject), rows);
        Ok(subject)
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
