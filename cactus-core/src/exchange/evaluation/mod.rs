//! All figures of a book over a period.

mod answer;
mod names;
mod request;

pub use answer::{
    Evaluation, GapAnswer, GroupAnswer, LotAnswer, PositionAnswer, RealisedAnswer, SeriesPoint,
    TableAnswer, TableRow, Warning,
};
pub use request::EvaluationRequest;

use super::{Book, ExchangeError};
use crate::error::Error;
use crate::query::{Query, QueryOptions, Subject};

impl Book {
    /// All figures of the book, or of the part of it that the request asks about.
    ///
    /// # Errors
    /// [`ExchangeError`] if the book does not hold together, [`QueryError`](crate::query::QueryError) if the request does
    /// not fit it. A figure that cannot be computed is answered by its reason.
    ///
    /// ```
    /// use cactus_core::exchange::{Book, EvaluationRequest, MeasureAnswer};
    ///
    /// let document = r#"{
    ///     "format": "cactus-book/1", "settings": { "base_currency": "USD" },
    ///     "instruments": [
    ///         { "symbol": "ACME", "name": "Acme", "class": "equity", "currency": "USD", "price_basis": "raw" }
    ///     ],
    ///     "accounts": [{ "key": "main" }],
    ///     "transactions": [
    ///         { "account": "main", "date": "2024-01-02",
    ///           "event": { "kind": "deposit", "amount": { "amount": "1000", "currency": "USD" } } },
    ///         { "account": "main", "date": "2024-01-02",
    ///           "event": { "kind": "buy", "instrument": "ACME", "quantity": "8",
    ///                      "price": { "amount": "120", "currency": "USD" } } }
    ///     ],
    ///     "prices": [{ "instrument": "ACME", "points": [["2024-01-02", "120"], ["2024-01-03", "121.5"]] }]
    /// }"#;
    /// let found = Book::parse(document.as_bytes())?.evaluate(&EvaluationRequest::default())?;
    /// assert_eq!(found.figures["closing_value"], MeasureAnswer::Value("1012".to_owned()));
    /// assert_eq!(found.figures["unrealised_gain"], MeasureAnswer::Value("12".to_owned()));
    /// assert_eq!(found.figures["net_flows"], MeasureAnswer::Value("1000".to_owned()));
    /// # Ok::<(), cactus_core::Error>(())
    /// ```
    pub fn evaluate(&self, request: &EvaluationRequest) -> Result<Evaluation, Error> {
        let subject = self.subject_known_on(request.options.known_on)?;
        Evaluation::of(self, &subject, request)
    }

    /// The answer to a query about the book.
    ///
    /// # Errors
    /// As [`Book::evaluate`].
    pub fn answer(&self, query: &Query) -> Result<TableAnswer, Error> {
        let subject: Subject = self.subject_known_on(query.options.known_on)?;
        let options = QueryOptions { known_on: None, ..query.options.clone() };
        let table = subject.answer(&Query { options, ..query.clone() })?;
        Ok(TableAnswer::of(&subject, &table))
    }

    /// A query as a document.
    ///
    /// # Errors
    /// [`ExchangeError::Malformed`] with the place, [`ExchangeError::TooLarge`].
    pub fn parse_query(document: &[u8]) -> Result<Query, ExchangeError> {
        super::parse::document(document)
    }
}
