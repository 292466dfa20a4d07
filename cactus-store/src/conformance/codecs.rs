//! Values come back as they went in.

use std::slice;

use cactus_core::ledger::{Booking, Event, Trade, Transaction};
use cactus_core::model::{
    Account, AssetClass, Client, ClientStatus, Instrument, LeadSource, LotMethod, Portfolio,
    PriceBasis, RiskProfile, Version,
};
use cactus_core::money::{Currency, Decimal, FxRate, Money, Quantity, decimal};
use cactus_core::ports::{PriceRow, RateRow, Store};
use cactus_core::time::Timestamp;

use super::breach::{equal, there};
use super::nouns::Noun;
use super::office::{day, text};
use super::{Breach, Office, Proof};

/// The widest decimals, the finest, both signs, and some that binary fractions or integers cannot hold.
fn decimals() -> Result<Vec<Decimal>, Breach> {
    let positive = [
        "79228162514264337593543950335",
        "7.9228162514264337593543950335",
        "0.0000000000000000000000000001",
        "1234567890123456789012345678",
        "9999999999999999999999999.999",
        "9223372036854775808",
        "9007199254740993",
        "0.1",
        "0.3",
        "1.10",
        "100",
    ];
    let mut all = vec![Decimal::ZERO];
    for text in positive {
        let value = decimal::parse(text)?;
        all.extend([value, -value]);
    }
    Ok(all)
}

pub(super) async fn decimals_keep_every_digit_and_their_sign(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let instrument = Instrument::keep(&mut office, &mut unit).await?.id;
    let (mut prices, mut rates, mut clients) = (Vec::new(), Vec::new(), Vec::new());
    for (days, value) in (0..).zip(decimals()?) {
        let date = day("2024-01-01")?.add_days(days)?;
        prices.push(PriceRow { instrument, date, price: value });
        if let Ok(rate) = FxRate::new(Currency::EUR, Currency::USD, value) {
            rates.push(RateRow { date, rate });
        }
        let mut client = office.client(office.admin)?;
        client.savings_capacity = Some(Money::new(value, Currency::EUR));
        client.insert(&mut unit).await?;
        clients.push(client);
    }
    unit.market().record_prices(office.firm, None, &prices).await?;
    unit.market().record_rates(office.firm, None, &rates).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    let until = day("2025-01-01")?;
    let mut market = unit.market();
    let found = market.prices(&everything, &[instrument], until).await?;
    equal(found, prices)?;
    let found = market.rates(&everything, &[Currency::EUR], until).await?;
    equal(found, rates)?;
    drop(market);
    equal(Client::all(&mut unit, &everything).await?, clients)
}

pub(super) async fn bookings_keep_every_digit(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let account = Account::keep(&mut office, &mut unit).await?;
    let instrument = Instrument::keep(&mut office, &mut unit).await?.id;
    let mut record = Vec::new();
    let positive = decimals()?.into_iter().filter(|value| *value > Decimal::ZERO);
    for (sequence, value) in (1..).zip(positive) {
        let consideration = Money::new(value, Currency::declare("XAU2", 4)?);
        let trade = Trade::new(instrument, Quantity::new(value), consideration);
        let date = day("2024-01-02")?;
        let booking = Booking::new(account.id, date, Event::Buy(trade), Vec::new())?;
        record.push(office.transaction(sequence, booking)?);
    }
    unit.transactions().record(&record).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    let mut transactions = unit.transactions();
    let journal = transactions.journal(&everything, &[account.id]).await?;
    equal(journal, record)
}

pub(super) async fn moments_and_days_keep_their_range(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let moments = [
        "0000-01-01T00:00:00.000000Z",
        "1969-12-31T23:59:59.999999Z",
        "2024-02-29T12:00:00.000001Z",
        "9999-12-31T23:59:59.999999Z",
    ];
    let mut clients = Vec::new();
    for moment in moments {
        let moment = text::<Timestamp>(moment)?;
        let client =
            Client { created_at: moment, updated_at: moment, ..office.client(office.admin)? };
        client.insert(&mut unit).await?;
        clients.push(client);
    }
    let (first_day, last_day) = (day("1583-01-01")?, day("9999-12-31")?);
    let portfolio =
        Portfolio { opened_on: first_day, ..Portfolio::make(&mut office, &mut unit).await? };
    portfolio.insert(&mut unit).await?;
    let account =
        Account { opened_on: first_day, closed_on: Some(last_day), ..office.account(&portfolio)? };
    account.insert(&mut unit).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    for client in clients {
        let found = client.look_up(&mut unit, &everything).await?;
        equal(found, Some(client))?;
    }
    let found = portfolio.look_up(&mut unit, &everything).await?;
    equal(found, Some(portfolio))?;
    equal(account.look_up(&mut unit, &everything).await?, Some(account))
}

pub(super) async fn texts_keep_every_sign(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let longest = "🌵".repeat(200);
    let names = [
        "Zoë",
        // The same to the eye, but another text.
        "Zoe\u{308}",
        "O'Brien \"x\" \\ %_ ; -- /* $1 ?",
        "王小明 — مريم — Ἀθηνᾶ — हिन्दी",
        "a  b",
        longest.as_str(),
    ];
    let mut clients = Vec::new();
    for name in names {
        let client = Client {
            first_name: text(name)?,
            notes: Some(text(&format!("{name}\r\n\t{}", "ß".repeat(9_000)))?),
            ..office.client(office.admin)?
        };
        client.insert(&mut unit).await?;
        clients.push(client);
    }
    unit.commit().await?;
    let mut unit = store.read().await?;
    equal(Client::all(&mut unit, &everything).await? == clients, true)
}

pub(super) async fn every_word_comes_back(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let (mut clients, mut instruments) = (Vec::new(), Vec::new());
    let words = ClientStatus::ALL.iter().copied();
    let risks = RiskProfile::ALL.iter().copied().cycle();
    let sources = LeadSource::ALL.iter().copied().cycle();
    for ((status, risk_profile), lead_source) in words.zip(risks).zip(sources) {
        let client = Client {
            status,
            risk_profile,
            lead_source: Some(lead_source),
            ..office.client(office.admin)?
        };
        client.insert(&mut unit).await?;
        clients.push(client);
    }
    let bases = PriceBasis::ALL.iter().copied().cycle();
    for (class, price_basis) in AssetClass::ALL.iter().copied().zip(bases) {
        let instrument = Instrument { class, price_basis, ..office.instrument()? };
        instrument.insert(&mut unit).await?;
        instruments.push(instrument);
    }
    let owner = there(clients.first())?.id;
    let mut portfolios = Vec::new();
    for lot_method in LotMethod::ALL.iter().copied() {
        let portfolio = Portfolio { lot_method, ..office.portfolio(owner)? };
        portfolio.insert(&mut unit).await?;
        portfolios.push(portfolio);
    }
    unit.commit().await?;
    let mut unit = store.read().await?;
    equal(Client::all(&mut unit, &everything).await?, clients)?;
    equal(Instrument::all(&mut unit, &everything).await?, instruments)?;
    equal(Portfolio::all(&mut unit, &everything).await?, portfolios)
}

pub(super) async fn counters_keep_their_range(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let account = Account::keep(&mut office, &mut unit).await?;
    let instrument = Instrument { version: Version::try_from(u32::MAX)?, ..office.instrument()? };
    instrument.insert(&mut unit).await?;
    let transaction = Transaction {
        sequence: i64::MAX.unsigned_abs(),
        ..office.deposit(1, &account, "2024-01-02")?
    };
    let mut transactions = unit.transactions();
    transactions.record(slice::from_ref(&transaction)).await?;
    let found = transactions.get(&everything, transaction.id).await?;
    equal(found, Some(transaction))?;
    drop(transactions);
    let found = instrument.look_up(&mut unit, &everything).await?;
    equal(found, Some(instrument))
}
