//! What of a book is evaluated, and when.

use crate::exchange::{Book, Point, TransactionEntry};
use crate::money::Currency;
use crate::query::{Column, Filter, KnownOn, Property, Query, QueryError, QueryOptions, Span};
use crate::time::{BusinessDate, Period, Timestamp};

/// What of a book is evaluated, when, and how. What is left out is as the book has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EvaluationRequest {
    /// The day at whose end the period starts: the eve of the first booking unless said.
    pub from: Option<BusinessDate>,
    /// The day at whose end it ends: the one that the book is kept up to, or the last that it knows anything of.
    pub to: Option<BusinessDate>,
    /// The currency of all amounts: the base currency unless said.
    pub currency: Option<Currency>,
    /// What of the book is asked about: what passes all filters.
    pub scope: Vec<Filter>,
    /// What figures leave open.
    pub options: QueryOptions,
    /// Whether the value of every valuation day is told.
    pub daily: bool,
}

impl EvaluationRequest {
    /// The question about the whole scope, to be asked of what was known.
    pub(super) fn query(&self, book: &Book) -> Result<Query, QueryError> {
        let to = self.to.or(book.settings.as_of).or_else(|| self.last_day(book));
        let to = to.or(self.from).unwrap_or(BusinessDate::EPOCH);
        let first = self.known(book).map(|entry| entry.date).min();
        let eve = first.and_then(BusinessDate::previous).map(|eve| eve.min(to));
        let from = self.from.or(eve).unwrap_or(to);
        Ok(Query {
            span: Span::Over(Period::new(from, to).map_err(|_| QueryError::Backwards)?),
            currency: Some(self.currency.unwrap_or(book.settings.base_currency)),
            scope: self.scope.clone(),
            group_by: Vec::new(),
            columns: Column::all().collect(),
            options: QueryOptions { known_on: None, ..self.options.clone() },
        })
    }

    /// The transactions that were known.
    fn known<'a>(&self, book: &'a Book) -> impl Iterator<Item = &'a TransactionEntry> {
        let until = self.options.known_on.map(KnownOn::moment);
        let is_later = move |at: Timestamp| until.is_some_and(|until| at > until);
        let known = book.transactions.iter();
        known.filter(move |entry| !entry.recorded_at.is_some_and(is_later))
    }

    /// The last day of a transaction that was known, a price or a rate.
    fn last_day(&self, book: &Book) -> Option<BusinessDate> {
        let booked = self.known(book).map(|entry| entry.date);
        let last = |points: &[Point]| points.last().map(|Point(date, _)| *date);
        let priced = book.prices.iter().filter_map(|entry| last(&entry.points));
        let quoted = book.quotes.iter().map(|entry| entry.date);
        booked.chain(priced).chain(quoted).max()
    }

    /// The question about each instrument.
    pub(super) fn positions(query: &Query) -> Query {
        let group_by = vec![Property::Instrument.into()];
        let columns = POSITION.iter().filter_map(|key| key.parse().ok()).collect();
        Query { group_by, columns, ..query.clone() }
    }
}

/// The columns of positions.
const POSITION: [&str; 24] = [
    "quantity",
    "price",
    "price_date",
    "market_value",
    "weight",
    "cost",
    "unrealised_gain",
    "unrealised_return",
    "opening_value",
    "net_flows",
    "gain",
    "realised_gain",
    "realised_gain_on_currency",
    "unrealised_change",
    "income",
    "dividends",
    "interest",
    "fees",
    "taxes",
    "currency_gains",
    "twr",
    "xirr",
    "contribution",
    "max_drawdown",
];
