//! Nothing of another firm, through any door.

use std::slice;

use cactus_core::events::{AuditDraft, Digest, DomainEvent};
use cactus_core::ids::FirmId;
use cactus_core::ledger::{Booking, Event, Transaction};
use cactus_core::model::{Account, Client, Household, Instrument, Portfolio, User};
use cactus_core::money::{Currency, Decimal, FxRate};
use cactus_core::ports::{
    PageRequest, PriceRow, RateRow, ReportFilter, ReportRecord, Session, Store, TransactionFilter,
};

use super::breach::{equal, missing};
use super::nouns::{Noun, Unit};
use super::office::{day, dollars, text};
use super::{Breach, Office, Proof};

/// One row of everything.
#[derive(Clone)]
struct Rows {
    user: User,
    household: Household,
    client: Client,
    portfolio: Portfolio,
    account: Account,
    instrument: Instrument,
    transaction: Transaction,
    report: ReportRecord,
    event: DomainEvent,
    draft: AuditDraft,
    session: Session,
    price: PriceRow,
    rate: RateRow,
}

impl Rows {
    fn of(office: &mut Office) -> Result<Self, Breach> {
        let user = office.user()?;
        let household = office.household(user.id)?;
        let client = Client { household: Some(household.id), ..office.client(user.id)? };
        let portfolio = office.portfolio(client.id)?;
        let account = office.account(&portfolio)?;
        let instrument = office.instrument()?;
        let date = day("2024-01-02")?;
        let rate = FxRate::new(Currency::EUR, Currency::USD, Decimal::ONE_HUNDRED)?;
        Ok(Self {
            transaction: Transaction {
                reference: Some(text("R-1")?),
                ..office.deposit(1, &account, "2024-01-02")?
            },
            report: office.report(client.id)?,
            event: office.event()?,
            draft: office.draft()?,
            session: Session {
                id: office.next(),
                firm: office.firm,
                user: user.id,
                token: Digest([1; 32]),
                previous: None,
                expires_at: office.moment()?,
                revoked_at: None,
            },
            price: PriceRow { instrument: instrument.id, date, price: Decimal::ONE },
            rate: RateRow { date, rate },
            user,
            household,
            client,
            portfolio,
            account,
            instrument,
        })
    }

    /// The same ids in another firm, with other contents.
    fn twin(&self, firm: FirmId) -> Result<Self, Breach> {
        let mut twin = self.clone();
        twin.user.firm = firm;
        // The one thing that two firms cannot share.
        twin.user.email = text("twin@example.org")?;
        twin.session.token = Digest([2; 32]);
        twin.household.firm = firm;
        twin.client.firm = firm;
        twin.portfolio.firm = firm;
        twin.account.firm = firm;
        twin.instrument.firm = firm;
        twin.transaction.firm = firm;
        let event = Event::Withdrawal { amount: dollars("7")? };
        twin.transaction.booking =
            Booking::new(twin.account.id, day("2024-01-02")?, event, Vec::new())?;
        twin.report.firm = firm;
        twin.event.firm = firm;
        twin.draft.firm = firm;
        twin.session.firm = firm;
        twin.price.price = Decimal::TEN;
        twin.rate.rate = FxRate::new(Currency::EUR, Currency::USD, Decimal::TEN)?;
        for name in [
            &mut twin.user.name,
            &mut twin.household.name,
            &mut twin.client.last_name,
            &mut twin.portfolio.name,
            &mut twin.account.name,
            &mut twin.instrument.name,
            &mut twin.report.title,
        ] {
            *name = text("Twin")?;
        }
        for word in [&mut twin.event.subject, &mut twin.draft.subject] {
            *word = "twin".to_owned();
        }
        Ok(twin)
    }

    async fn keep(&self, firm: FirmId, unit: &mut Unit) -> Proof {
        self.user.insert(unit).await?;
        self.household.insert(unit).await?;
        self.client.insert(unit).await?;
        self.portfolio.insert(unit).await?;
        self.account.insert(unit).await?;
        self.instrument.insert(unit).await?;
        let record = [self.transaction.clone()];
        unit.transactions().record(&record).await?;
        unit.reports().insert(&self.report).await?;
        unit.events().append(slice::from_ref(&self.event)).await?;
        unit.audit().append(slice::from_ref(&self.draft)).await?;
        unit.sessions().insert(&self.session).await?;
        unit.market().record_prices(firm, None, &[self.price]).await?;
        unit.market().record_rates(firm, None, &[self.rate]).await?;
        let mut directory = unit.directory();
        directory.set_password(firm, self.user.id, self.user.name.as_str()).await?;
        Ok(())
    }
}

/// A firm sees its own row of a noun in look-up and list.
async fn sees<N: Noun>(unit: &mut Unit, office: &Office, row: &N) -> Proof {
    let everything = office.everything()?;
    equal(row.look_up(unit, &everything).await?.as_ref(), Some(row))?;
    let listed = N::all(unit, &everything).await?;
    equal(listed.last(), Some(row))
}

async fn sees_its_own(unit: &mut Unit, office: &Office, rows: &Rows) -> Proof {
    let everything = office.everything()?;
    sees(unit, office, &rows.user).await?;
    sees(unit, office, &rows.household).await?;
    sees(unit, office, &rows.client).await?;
    sees(unit, office, &rows.portfolio).await?;
    sees(unit, office, &rows.account).await?;
    sees(unit, office, &rows.instrument).await?;
    let page = PageRequest::default();
    let (account, record) = (rows.account.id, vec![rows.transaction.clone()]);
    let mut transactions = unit.transactions();
    let all = TransactionFilter::default();
    equal(transactions.list(&everything, &all, &page).await?.items, record.clone())?;
    equal(transactions.journal(&everything, &[account]).await?, record)?;
    drop(transactions);
    let reports = unit.reports().list(&everything, &ReportFilter::default(), &page).await?;
    equal(reports.items, vec![rows.report.clone()])?;
    let log = unit.audit().list(&everything, &page).await?.items;
    let log: Vec<_> = log.into_iter().map(|entry| entry.draft).collect();
    equal(log, vec![rows.draft.clone()])?;
    let events = unit.events().after(office.firm, None, 10).await?;
    equal(events, vec![rows.event.clone()])?;
    let session = unit.sessions().get(office.firm, rows.session.id).await?;
    equal(session, Some(rows.session.clone()))?;
    let mut market = unit.market();
    let prices = market.prices(&everything, &[rows.price.instrument], rows.price.date).await?;
    equal(prices, vec![rows.price])?;
    let rates = market.rates(&everything, &[Currency::USD], rows.rate.date).await?;
    equal(rates, vec![rows.rate])?;
    drop(market);
    let login = unit.directory().login(&rows.user.email).await?;
    let password = login.and_then(|login| login.password_hash);
    equal(password.as_deref(), Some(rows.user.name.as_str()))
}

pub(super) async fn firms_with_the_same_ids_do_not_meet(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let other = Office::numbered(2, store).await?;
    let ours = Rows::of(&mut office)?;
    let theirs = ours.twin(other.firm)?;
    let mut unit = store.begin().await?;
    ours.keep(office.firm, &mut unit).await?;
    theirs.keep(other.firm, &mut unit).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    sees_its_own(&mut unit, &office, &ours).await?;
    sees_its_own(&mut unit, &other, &theirs).await
}

/// Another firm's row cannot be seen, and cannot be changed by claiming it.
async fn misses<N: Noun>(unit: &mut Unit, office: &Office, row: &N) -> Proof {
    let everything = office.everything()?;
    equal(row.look_up(unit, &everything).await?, None)?;
    let mut claimed = row.clone().renamed()?;
    *claimed.firm_and_version().0 = office.firm;
    missing(claimed.update(unit).await, N::NAME)
}

pub(super) async fn another_firms_rows_do_not_exist(store: &dyn Store) -> Proof {
    let office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let theirs = Rows::of(&mut other)?;
    let mut unit = store.begin().await?;
    theirs.keep(other.firm, &mut unit).await?;
    misses(&mut unit, &office, &theirs.user).await?;
    misses(&mut unit, &office, &theirs.household).await?;
    misses(&mut unit, &office, &theirs.client).await?;
    misses(&mut unit, &office, &theirs.portfolio).await?;
    misses(&mut unit, &office, &theirs.account).await?;
    misses(&mut unit, &office, &theirs.instrument).await?;
    misses_the_record(&mut unit, &office, &theirs).await?;
    misses_the_market(&mut unit, &office, &theirs).await?;
    misses_what_has_no_reach(&mut unit, &office, &theirs).await
}

async fn misses_the_record(unit: &mut Unit, office: &Office, theirs: &Rows) -> Proof {
    let everything = office.everything()?;
    let page = PageRequest::default();
    let account = theirs.account.id;
    let mut transactions = unit.transactions();
    let found = transactions.get(&everything, theirs.transaction.id).await?;
    equal(found, None)?;
    let of_account = TransactionFilter { account: Some(account), ..TransactionFilter::default() };
    for filter in [TransactionFilter::default(), of_account] {
        let listed = transactions.list(&everything, &filter, &page).await?;
        equal(listed.items, Vec::new())?;
    }
    let journal = transactions.journal(&everything, &[account]).await?;
    equal(journal, Vec::new())?;
    let references = [text("R-1")?];
    let known = transactions.known_references(&everything, account, &references).await?;
    equal(known.len(), 0)?;
    drop(transactions);
    let mut reports = unit.reports();
    equal(reports.get(&everything, theirs.report.id).await?, None)?;
    let all = ReportFilter::default();
    let listed = reports.list(&everything, &all, &page).await?;
    equal(listed.items, Vec::new())
}

async fn misses_the_market(unit: &mut Unit, office: &Office, theirs: &Rows) -> Proof {
    let everything = office.everything()?;
    let ids = [theirs.instrument.id];
    let mut instruments = unit.instruments();
    equal(instruments.get_many(&everything, &ids).await?, Vec::new())?;
    let symbol = &theirs.instrument.symbol;
    equal(instruments.by_symbol(&everything, symbol).await?, None)?;
    drop(instruments);
    let until = theirs.price.date;
    let mut market = unit.market();
    let prices = market.prices(&everything, &ids, until).await?;
    equal(prices, Vec::new())?;
    let rates = market.rates(&everything, &[Currency::USD], until).await?;
    equal(rates, Vec::new())?;
    equal(market.latest_day(&everything).await?, None)
}

async fn misses_what_has_no_reach(unit: &mut Unit, office: &Office, theirs: &Rows) -> Proof {
    let (firm, user) = (office.firm, theirs.user.id);
    let events = unit.events().after(firm, None, 10).await?;
    equal(events, Vec::new())?;
    equal(unit.directory().member(firm, user).await?, None)?;
    let set = unit.directory().set_password(firm, user, "stolen").await;
    missing(set, "user")?;
    let mut sessions = unit.sessions();
    equal(sessions.get(firm, theirs.session.id).await?, None)?;
    let claimed = Session { firm, ..theirs.session.clone() };
    missing(sessions.update(&claimed).await, "session")?;
    sessions.revoke_all(firm, user, office.moment()?).await?;
    let found = sessions.by_token(theirs.session.token).await?;
    equal(found, Some(theirs.session.clone()))
}
