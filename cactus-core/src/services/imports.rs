//! Bringing a portable book into a firm.

use std::collections::{BTreeMap, BTreeSet};

use super::change::Change;
use super::document_only::document_only;
use super::imported_comparison::{add_benchmarks, add_taxonomies};
use super::imported_market::{add_prices, add_rates};
use super::known::Known;
use super::outside::Outside;
use super::{
    ServiceError, accounts, clients, households, instruments, portfolios, splits, transactions,
};
use crate::error::Error;
use crate::exchange::{
    AccountEntry, Book, ClientEntry, HouseholdEntry, Ids, InstrumentEntry, PortfolioEntry,
};
use crate::ids::{ClientId, HouseholdId, PortfolioId, TransactionId, UserId};
use crate::ledger::InstrumentSplit;
use crate::model::{Email, Key};
use crate::permissions::{Actor, Permission, permitted};
use crate::views::{
    ClientFields, CreateHousehold, CreateInstrument, ImportView, NewTransaction, OpenAccount,
    OpenPortfolio,
};

/// Portable books: preview, import.
#[derive(Debug, Clone, Copy)]
pub struct Imports<'a> {
    outside: &'a Outside,
}

impl<'a> Imports<'a> {
    pub(super) const fn new(outside: &'a Outside) -> Self {
        Self { outside }
    }

    /// What [`Imports::import`] would do now. Nothing is kept.
    ///
    /// # Errors
    /// Those of [`Imports::import`].
    pub async fn preview(&self, actor: &Actor, book: &Book) -> Result<ImportView, Error> {
        permitted(actor, Permission::TransactionsRecord)?;
        let import = Import::play(self.outside, actor, book).await?;
        Ok(import.view)
    }

    /// Adds to the actor's firm what it does not have yet: all of it or nothing.
    ///
    /// What the firm has is known by its name in the book ([`ImportView`] says which) and is left as it is, save
    /// prices and exchange rates, whose values are replaced. The same book again therefore adds nothing. What the firm
    /// has no place for stays in the document, and is counted.
    ///
    /// # Errors
    /// If the book does not [hold together](Book::check), has accounts without a client, names an adviser whom the actor cannot see, contradicts an
    /// instrument of the firm or the record of its accounts, or holds something that the actor may not add.
    pub async fn import(&self, actor: &Actor, book: &Book) -> Result<ImportView, Error> {
        permitted(actor, Permission::TransactionsRecord)?;
        let import = Import::play(self.outside, actor, book).await?;
        let view = import.view;
        if !view.is_nothing() {
            import.change.commit().await?;
        }
        Ok(view)
    }
}

/// An import in the making.
struct Import<'a> {
    actor: &'a Actor,
    book: &'a Book,
    change: Change<'a>,
    ids: Ids,
    view: ImportView,
    advisers: BTreeMap<Email, UserId>,
    households: BTreeMap<Key, HouseholdId>,
    clients: BTreeMap<Email, ClientId>,
}

impl<'a> Import<'a> {
    async fn play(outside: &'a Outside, actor: &'a Actor, book: &'a Book) -> Result<Self, Error> {
        book.check()?;
        if let Some(entry) = book.accounts.first() {
            let account = entry.key.clone();
            return Err(ServiceError::ImportWithoutClient { account }.into());
        }
        let mut import = Self {
            actor,
            book,
            change: Change::begin(outside, actor).await?,
            ids: Ids::default(),
            view: ImportView { document_only: document_only(book), ..ImportView::default() },
            advisers: BTreeMap::new(),
            households: BTreeMap::new(),
            clients: BTreeMap::new(),
        };
        import.find_advisers().await?;
        for entry in &book.instruments {
            import.add_instrument(entry).await?;
        }
        let splits = import.add_splits().await?;
        for entry in &book.households {
            import.add_household(entry).await?;
        }
        for entry in &book.clients {
            import.add_client(entry).await?;
        }
        import.add_transactions().await?;
        import.check_splits(&splits).await?;
        let change = &mut import.change;
        import.view.taxonomies = add_taxonomies(change, actor, book, &import.ids).await?;
        let [benchmarks, levels] = add_benchmarks(change, actor, book, &import.ids).await?;
        (import.view.benchmarks, import.view.levels) = (benchmarks, levels);
        import.view.prices = add_prices(change, actor, book, &import.ids).await?;
        import.view.rates = add_rates(change, actor, book).await?;
        Ok(import)
    }

    fn known(&mut self) -> Known<'_> {
        Known::new(self.change.unit(), self.actor)
    }

    async fn find_advisers(&mut self) -> Result<(), Error> {
        let of_households = self.book.households.iter().map(|entry| &entry.adviser);
        let of_clients = self.book.clients.iter().map(|entry| &entry.adviser);
        let named: BTreeSet<_> = of_households.chain(of_clients).flatten().cloned().collect();
        if !named.is_empty() {
            self.advisers = self.known().advisers(named).await?;
        }
        Ok(())
    }

    fn adviser(&self, email: Option<&Email>) -> Option<UserId> {
        self.advisers.get(email?).copied()
    }

    async fn add_instrument(&mut self, entry: &InstrumentEntry) -> Result<(), Error> {
        let id = match self.known().instrument(&entry.symbol).await? {
            Some(known) => {
                let differs = |field| ServiceError::ImportDiffers {
                    what: "instrument",
                    name: entry.symbol.to_string(),
                    field,
                };
                if known.currency != entry.currency {
                    return Err(differs("currency").into());
                }
                if known.price_basis != entry.price_basis {
                    return Err(differs("price_basis").into());
                }
                if known.terms.multiplier != entry.multiplier {
                    return Err(differs("multiplier").into());
                }
                if known.terms.matures_on != entry.matures_on {
                    return Err(differs("matures_on").into());
                }
                self.view.instruments.known += 1;
                known.id
            }
            None => {
                let command = CreateInstrument {
                    symbol: entry.symbol.clone(),
                    name: entry.name.clone(),
                    class: entry.class,
                    currency: entry.currency,
                    isin: entry.isin,
                    price_basis: entry.price_basis,
                    multiplier: Some(entry.multiplier),
                    matures_on: entry.matures_on,
                    sector: entry.sector.clone(),
                    region: entry.region.clone(),
                };
                self.view.instruments.added += 1;
                instruments::create(&mut self.change, self.actor, command).await?.id
            }
        };
        self.ids.instruments.insert(entry.symbol.clone(), id);
        Ok(())
    }

    /// Adds the splits that the firm does not have. They are checked when the record of the book is there.
    async fn add_splits(&mut self) -> Result<Vec<InstrumentSplit>, Error> {
        let ids: Vec<_> = self.ids.instruments.values().copied().collect();
        let known = self.known().splits(&ids).await?;
        let mut added = Vec::new();
        for split in self.book.instrument_splits(&self.ids)? {
            match known.get(&(split.instrument(), split.date())) {
                None => added.push(split.recorded(self.change.at())),
                Some(ratio) if ratio.equals(split.ratio()) => self.view.splits.known += 1,
                Some(_) => {
                    let symbol = self.ids.symbol(split.instrument());
                    let name = format!("{symbol} on {}", split.date());
                    let (what, field) = ("the split of", "ratio");
                    return Err(ServiceError::ImportDiffers { what, name, field }.into());
                }
            }
        }
        if !added.is_empty() {
            let reach = permitted(self.actor, Permission::MarketRecord)?;
            splits::add(&mut self.change, self.actor, &reach, &added).await?;
        }
        self.view.splits.added = added.len() as u64;
        Ok(added)
    }

    async fn check_splits(&mut self, added: &[InstrumentSplit]) -> Result<(), Error> {
        if added.is_empty() {
            return Ok(());
        }
        let reach = permitted(self.actor, Permission::MarketRecord)?;
        splits::check(&mut self.change, &reach, added).await
    }

    async fn add_household(&mut self, entry: &HouseholdEntry) -> Result<(), Error> {
        let adviser = self.adviser(entry.adviser.as_ref());
        let owner = adviser.unwrap_or_else(|| self.actor.user());
        let id = match self.known().household(&entry.name, owner).await? {
            Some(known) => {
                self.view.households.known += 1;
                known
            }
            None => {
                let command = CreateHousehold { name: entry.name.clone(), owner: Some(owner) };
                self.view.households.added += 1;
                households::create(&mut self.change, self.actor, command).await?.id
            }
        };
        self.households.insert(entry.key.clone(), id);
        Ok(())
    }

    async fn add_client(&mut self, entry: &ClientEntry) -> Result<(), Error> {
        let id = match self.known().client(&entry.email).await? {
            Some(known) => {
                self.view.clients.known += 1;
                known
            }
            None => {
                let fields = self.fields(entry);
                self.view.clients.added += 1;
                clients::create(&mut self.change, self.actor, fields).await?.id
            }
        };
        self.clients.insert(entry.email.clone(), id);
        for portfolio in &entry.portfolios {
            self.add_portfolio(id, portfolio).await?;
        }
        Ok(())
    }

    fn fields(&self, entry: &ClientEntry) -> ClientFields {
        let household = entry.household.as_ref();
        let referrer = entry.referred_by.as_ref();
        ClientFields {
            owner: self.adviser(entry.adviser.as_ref()),
            household: household.and_then(|key| self.households.get(key).copied()),
            first_name: entry.first_name.clone(),
            last_name: entry.last_name.clone(),
            email: entry.email.clone(),
            phone: entry.phone.clone(),
            risk_profile: entry.risk_profile,
            status: entry.status,
            lead_source: entry.lead_source,
            referred_by: referrer.and_then(|email| self.clients.get(email).copied()),
            savings_capacity: entry.savings_capacity,
            notes: entry.notes.clone(),
        }
    }

    async fn add_portfolio(
        &mut self,
        client: ClientId,
        entry: &PortfolioEntry,
    ) -> Result<(), Error> {
        let id = match self.known().portfolio(client, &entry.name).await? {
            Some(known) => {
                self.view.portfolios.known += 1;
                known
            }
            None => {
                let command = OpenPortfolio {
                    client,
                    name: entry.name.clone(),
                    base_currency: entry.base_currency,
                    lot_method: self.book.lot_method(entry),
                    opened_on: entry.opened_on,
                };
                let reach = permitted(self.actor, Permission::PortfoliosManage)?;
                self.view.portfolios.added += 1;
                portfolios::open(&mut self.change, self.actor, &reach, command).await?.id
            }
        };
        for account in &entry.accounts {
            self.add_account(id, account).await?;
        }
        Ok(())
    }

    async fn add_account(
        &mut self,
        portfolio: PortfolioId,
        entry: &AccountEntry,
    ) -> Result<(), Error> {
        let id = match self.known().account(portfolio, &entry.name).await? {
            Some(known) => {
                self.view.accounts.known += 1;
                known
            }
            None => {
                let command = OpenAccount {
                    portfolio,
                    name: entry.name.clone(),
                    custodian: entry.custodian.clone(),
                    number: entry.number.clone(),
                    may_be_short: entry.may_be_short,
                    owner_share: Some(entry.owner_share),
                    currencies: entry.currencies.clone().map(|all| all.into_iter().collect()),
                    opened_on: entry.opened_on,
                };
                let reach = permitted(self.actor, Permission::AccountsManage)?;
                let closed = entry.closed_on;
                self.view.accounts.added += 1;
                accounts::open(&mut self.change, self.actor, &reach, command, closed).await?.id
            }
        };
        self.ids.accounts.insert(entry.key.clone(), id);
        Ok(())
    }

    async fn add_transactions(&mut self) -> Result<(), Error> {
        let added = self.added().await?;
        let count = &mut self.view.transactions;
        count.added = added.len() as u64;
        count.known = self.book.transactions.len() as u64 - count.added;
        if added.is_empty() {
            return Ok(());
        }
        let reach = permitted(self.actor, Permission::TransactionsRecord)?;
        transactions::record(&mut self.change, self.actor, &reach, added).await?;
        Ok(())
    }

    /// The transactions of the book that are not booked yet, under their new ids.
    async fn added(&mut self) -> Result<Vec<(TransactionId, NewTransaction)>, Error> {
        let references = self.book.references()?;
        let entries = self.book.transactions.iter();
        let accounts: Vec<_> =
            entries.map(|entry| self.ids.accounts.get(&entry.account).copied()).collect();
        let mut asked: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (account, reference) in accounts.iter().zip(&references) {
            let Some(account) = account else { continue };
            asked.entry(*account).or_default().push(reference.clone());
        }
        let known = self.known().references(asked).await?;
        let mut ids = Vec::with_capacity(references.len());
        for (account, reference) in accounts.iter().zip(&references) {
            let of_account = account.and_then(|account| known.get(&account));
            let is_known = of_account.is_some_and(|known| known.contains(reference));
            let id = (!is_known).then(|| self.change.new_id());
            if let (Some(account), Some(id)) = (account, id) {
                self.ids.transactions.insert((*account, reference.clone()), id);
            }
            ids.push(id);
        }
        let mut added = Vec::new();
        for ((index, entry), (id, reference)) in
            self.book.transactions.iter().enumerate().zip(ids.into_iter().zip(references))
        {
            let Some(id) = id else { continue };
            let booking = self.book.booking(index, &self.ids)?;
            added.push((
                id,
                NewTransaction {
                    account: booking.account(),
                    date: booking.date(),
                    time: booking.time(),
                    event: booking.event().clone(),
                    charges: booking.charges().to_vec(),
                    settlement: booking.settlement(),
                    reference: Some(reference),
                    memo: entry.memo.clone(),
                },
            ));
        }
        Ok(added)
    }
}
