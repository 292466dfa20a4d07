//! The firm of the demo as a portable book.

use std::collections::BTreeMap;

use cactus_core::exchange::{
    AccountEntry, Book, ClientEntry, Format, HouseholdEntry, InstrumentEntry, Point,
    PortfolioEntry, PriceEntry, RateEntry, Settings, TransactionEntry,
};
use cactus_core::model::{Key, Multiplier, PriceBasis, Reference};
use cactus_core::money::{Currency, Decimal, Money, Weight};

use super::grid::Grid;
use super::mandate::{Mandate, cash_key, custody_key};
use super::market_data::{PRICE_SOURCE, RATE_SOURCE};
use super::plans::{ClientPlan, Firm, Listing, PortfolioPlan};
use super::random::Random;
use super::{DailyTable, DemoError, MarketData};

/// Chosen by nobody; another one makes another firm.
const SEED: u64 = 20_221_228;

/// The whole firm: a function of nothing, so that everybody has the same.
///
/// # Errors
/// [`DemoError`], which its test rules out.
pub fn book() -> Result<Book, DemoError> {
    let firm = Firm::embedded()?;
    let data = MarketData::embedded()?;
    Ok(Book {
        format: Format::V1,
        settings: Settings {
            name: Some(firm.name.clone()),
            as_of: data.prices.days.last().copied(),
            ..Settings::new(firm.base_currency)
        },
        instruments: firm.instruments.iter().map(instrument).collect(),
        splits: vec![],
        households: firm
            .households
            .iter()
            .map(|plan| HouseholdEntry {
                key: plan.key.clone(),
                name: plan.name.clone(),
                adviser: Some(plan.adviser.clone()),
            })
            .collect(),
        clients: firm.clients.iter().map(client).collect::<Result<_, _>>()?,
        accounts: Vec::new(),
        transactions: transactions(&firm, &data)?,
        prices: prices(&firm, &data.prices)?,
        quotes: Vec::new(),
        rates: rates(&data.rates)?,
        taxonomies: Vec::new(),
        benchmarks: Vec::new(),
    })
}

fn instrument(listing: &Listing) -> InstrumentEntry {
    InstrumentEntry {
        symbol: listing.symbol.clone(),
        name: listing.name.clone(),
        class: listing.class,
        currency: Currency::USD,
        isin: listing.isin,
        price_basis: PriceBasis::SplitAdjusted,
        multiplier: Multiplier::ONE,
        matures_on: None,
        sector: listing.sector.clone(),
        region: Some(listing.region.clone()),
    }
}

fn client(plan: &ClientPlan) -> Result<ClientEntry, DemoError> {
    let currency = plan.portfolios.first().map(|first| first.base_currency);
    let savings = plan.monthly_savings.zip(currency);
    Ok(ClientEntry {
        email: plan.email.clone(),
        first_name: plan.first_name.clone(),
        last_name: plan.last_name.clone(),
        adviser: Some(plan.adviser.clone()),
        household: plan.household.clone(),
        phone: plan.phone.clone(),
        risk_profile: plan.risk_profile,
        status: plan.status,
        lead_source: plan.lead_source,
        referred_by: plan.referred_by.clone(),
        savings_capacity: savings.map(|(n, currency)| Money::new(Decimal::from(n), currency)),
        notes: plan.notes.clone(),
        portfolios: plan.portfolios.iter().map(portfolio).collect::<Result<_, _>>()?,
    })
}

fn portfolio(plan: &PortfolioPlan) -> Result<PortfolioEntry, DemoError> {
    let account = |key: Key, name: &str| -> Result<AccountEntry, DemoError> {
        Ok(AccountEntry {
            number: Some(number(&key)?),
            key,
            name: name.parse()?,
            custodian: Some(plan.custodian.clone()),
            may_be_short: false,
            owner_share: Weight::ONE,
            currencies: None,
            opened_on: plan.opened_on,
            closed_on: None,
        })
    };
    let mut accounts = vec![account(custody_key(&plan.key)?, "Custody")?];
    if let Some(cash) = plan.cash_account {
        accounts.push(account(cash_key(&plan.key)?, &format!("Cash {}", cash.currency))?);
    }
    Ok(PortfolioEntry {
        name: plan.name.clone(),
        base_currency: plan.base_currency,
        lot_method: Some(plan.lot_method),
        opened_on: plan.opened_on,
        accounts,
    })
}

/// A number for an account, made of its key.
fn number(key: &Key) -> Result<Reference, DemoError> {
    let digits = key
        .as_str()
        .bytes()
        .fold(7_u64, |number, byte| number.wrapping_mul(31).wrapping_add(u64::from(byte)));
    Ok(format!("{:04}-{:06}", digits % 10_000, digits / 10_000 % 1_000_000).parse()?)
}

/// Lives the years of the data, day by day.
fn transactions(firm: &Firm, data: &MarketData) -> Result<Vec<TransactionEntry>, DemoError> {
    let grid = Grid::new(data)?;
    let dividends: BTreeMap<_, _> = firm
        .instruments
        .iter()
        .filter_map(|listing| Some((&listing.symbol, listing.dividend?)))
        .collect();
    let plans = firm
        .clients
        .iter()
        .flat_map(|client| client.portfolios.iter().map(move |plan| (client, plan)));
    // Not everybody is brought back to their weights in the same month.
    let mut mandates = (0..)
        .zip(plans)
        .map(|(n, (client, plan))| {
            Mandate::new(firm, plan, client.residence, &dividends, n * 5 % 12 + 1)
        })
        .collect::<Result<Vec<_>, _>>()?;
    let mut random = Random::new(SEED);
    for today in grid.days() {
        let mut arriving = Vec::new();
        for mandate in &mut mandates {
            arriving.extend(mandate.live(&today, &mut random)?);
        }
        for sent in arriving {
            let receiver = mandates.iter_mut().find(|known| *known.key() == sent.to);
            if let Some(receiver) = receiver {
                receiver.receive(sent.cents);
            }
        }
    }
    let mut entries: Vec<_> =
        mandates.into_iter().flat_map(|mandate| mandate.into_ledger().into_entries()).collect();
    entries.sort_by_key(|entry| entry.date);
    Ok(entries)
}

fn prices(firm: &Firm, table: &DailyTable) -> Result<Vec<PriceEntry>, DemoError> {
    let entry = |listing: &Listing| {
        Ok(PriceEntry {
            instrument: listing.symbol.clone(),
            source: Some(PRICE_SOURCE.parse()?),
            points: points(table, listing.symbol.as_str())?,
        })
    };
    firm.instruments.iter().map(entry).collect()
}

fn rates(table: &DailyTable) -> Result<Vec<RateEntry>, DemoError> {
    let entry = |quote: Currency| {
        let (base, source) = (Currency::EUR, Some(RATE_SOURCE.parse()?));
        let points = points(table, quote.code())?;
        Ok(RateEntry { base, quote, table: None, source, points })
    };
    table.names.iter().map(|name| entry(name.parse()?)).collect()
}

fn points(table: &DailyTable, name: &str) -> Result<Vec<Point>, DemoError> {
    let column = table.column(name).ok_or_else(|| DemoError::Series { name: name.to_owned() })?;
    let days = table.days.iter().zip(column);
    Ok(days.map(|(day, value)| Point(*day, *value)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_firm_holds_together_and_is_the_same_every_time() {
        let first = book().unwrap();
        first.check().unwrap();
        assert_eq!(first, book().unwrap());
        assert_eq!(first.clients.len(), 12);
    }
}
