//! A book as what a query is asked of.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::replay::Rows;
use super::{
    AccountEntry, BenchmarkContent, BenchmarkEntry, BlendPart, Blended, Book, ClientEntry,
    ExchangeError, Ids, Point, PortfolioEntry,
};
use crate::ids::AccountId;
use crate::ledger::CostBasis;
use crate::model::{Instrument, Symbol};
use crate::pricing::{FxSeries, Market, PriceSeries, PricingError};
use crate::query::{Benchmark, BenchmarkPart, BenchmarkSource, Holder, KnownOn, Label, Subject};

impl Book {
    /// The book as what a [`Query`](crate::query::Query) is asked of: its record, the prices and rates that count, its
    /// taxonomies and benchmarks.
    ///
    /// Accounts go by their keys, clients and advisers by their e-mail addresses, households by their keys, instruments
    /// by their symbols; a portfolio by its client's address, a slash and its name, or by its name if it has no client.
    ///
    /// # Errors
    /// As [`Book::parse`], where the book was made by hand and does not hold together.
    pub fn subject(&self) -> Result<Subject, ExchangeError> {
        self.subject_known_on(None)
    }

    /// The same with the record as it was known, if that is said. Transactions and splits that do not say when they were
    /// recorded were known ever since.
    ///
    /// # Errors
    /// As [`Book::subject`], and [`ExchangeError::Booking`] where what was known then does not hold together.
    pub fn subject_known_on(&self, known: Option<KnownOn>) -> Result<Subject, ExchangeError> {
        let rows = Rows::of(self);
        let placed = self.placed_accounts();
        let methods = rows.accounts.iter().zip(&placed);
        let methods = methods
            .map(|(account, placed)| (account.portfolio, self.lot_method(&placed.portfolio)));
        let settings = &self.settings;
        let basis = CostBasis::new(settings.lot_method, settings.lot_pool).with_methods(methods);
        let taxonomies = self.taxonomies(&rows.ids)?;
        Ok(Subject {
            journal: self.replay_known_on(&rows, known)?,
            market: self.market(&rows.instruments)?,
            currency: settings.base_currency,
            basis: if settings.charges_in_cost { basis } else { basis.without_charges() },
            holders: self.holders(&rows, &placed),
            taxonomies: taxonomies.into_iter().map(|row| (row.key().clone(), row)).collect(),
            benchmarks: self
                .benchmarks
                .iter()
                .filter_map(|row| Some((row.key.clone(), row.benchmark(&rows.ids)?)))
                .collect(),
            instruments: rows.instruments.into_iter().map(|row| (row.id, row)).collect(),
        })
    }

    /// The accounts in the order of their rows, with whose they are.
    fn placed_accounts(&self) -> Vec<Placed<'_>> {
        let of_clients =
            self.clients.iter().flat_map(|client| client.portfolios.iter().map(move |_| client));
        let clients = of_clients.map(Some).chain(std::iter::repeat(None));
        let mut placed = Vec::new();
        for (client, portfolio) in clients.zip(self.portfolios()) {
            for entry in &portfolio.accounts {
                let (account, portfolio) = (entry.clone(), portfolio.clone());
                placed.push(Placed { client, portfolio, account });
            }
        }
        placed
    }

    fn holders(&self, rows: &Rows, placed: &[Placed<'_>]) -> BTreeMap<AccountId, Holder> {
        let households: BTreeMap<_, _> =
            self.households.iter().map(|row| (&row.key, &row.name)).collect();
        let household = |client: &ClientEntry| {
            let key = client.household.as_ref()?;
            let name = households.get(key).map_or(key.as_str(), |name| name.as_str());
            Some(Label::new(key.as_str(), name))
        };
        let holder = |placed: &Placed<'_>| {
            let Placed { client, portfolio, account } = placed;
            let name = portfolio.name.as_str();
            let key = client.map_or(name.to_owned(), |client| format!("{}/{name}", client.email));
            let adviser = client.and_then(|client| client.adviser.as_ref());
            Holder {
                account: Label::new(account.key.as_str(), account.name.as_str()),
                portfolio: Label::new(key, name),
                client: client.map(|client| {
                    let name = format!("{} {}", client.first_name, client.last_name);
                    Label::new(client.email.to_string(), name)
                }),
                household: client.and_then(household),
                adviser: adviser.map(|email| Label::new(email.to_string(), email.to_string())),
                owner_share: account.owner_share,
            }
        };
        let rows = rows.accounts.iter().zip(placed);
        rows.map(|(account, placed)| (account.id, holder(placed))).collect()
    }

    fn market(&self, instruments: &[Instrument]) -> Result<Market, ExchangeError> {
        let by_symbol: BTreeMap<_, _> = instruments.iter().map(|row| (&row.symbol, row)).collect();
        let mut market = Market::new(self.settings.staleness());
        for chosen in self.chosen_prices() {
            let Some(instrument) = by_symbol.get(chosen.instrument) else { continue };
            let rows = chosen.points.iter().map(|Point(date, price)| (*date, *price));
            let refused = |error| broken("prices", &error);
            let series = PriceSeries::of(instrument, rows).map_err(refused)?;
            market.add_prices(series).map_err(refused)?;
        }
        for chosen in self.chosen_rates() {
            let rows = chosen.points.iter().map(|Point(date, rate)| (*date, *rate));
            let refused = |error| broken("rates", &error);
            let series = FxSeries::new(chosen.base, chosen.quote, rows).map_err(refused)?;
            market.add_rates(series).map_err(refused)?;
        }
        Ok(market)
    }
}

/// An account with whose it is.
struct Placed<'a> {
    client: Option<&'a ClientEntry>,
    portfolio: Cow<'a, PortfolioEntry>,
    account: AccountEntry,
}

/// A series that no book which was checked has.
fn broken(list: &str, error: &PricingError) -> ExchangeError {
    ExchangeError::Series { pointer: format!("/{list}"), reason: error.to_string() }
}

impl BenchmarkEntry {
    /// The benchmark, where the symbols of the book stand for these instruments; none if one stands for nothing.
    pub(crate) fn benchmark(&self, ids: &Ids) -> Option<Benchmark> {
        let instrument = |symbol: &Symbol| ids.instruments.get(symbol).copied();
        let source = match &self.content {
            BenchmarkContent::Index { currency, levels } => BenchmarkSource::Index {
                currency: *currency,
                levels: levels.iter().map(|Point(date, level)| (*date, *level)).collect(),
            },
            BenchmarkContent::Instrument(symbol) => {
                BenchmarkSource::Instrument(instrument(symbol)?)
            }
            BenchmarkContent::Blend { parts, rebalance } => {
                let part = |part: &BlendPart| {
                    let of = match &part.of {
                        Blended::Benchmark(key) => BenchmarkPart::Benchmark(key.clone()),
                        Blended::Instrument(symbol) => {
                            BenchmarkPart::Instrument(instrument(symbol)?)
                        }
                    };
                    Some((of, part.weight))
                };
                let parts = parts.iter().map(part).collect::<Option<_>>()?;
                BenchmarkSource::Blend { parts, rebalancing: *rebalance }
            }
        };
        Some(Benchmark { name: self.name.clone(), source })
    }
}
