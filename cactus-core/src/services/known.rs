//! What a firm already has of an imported book.

use std::collections::{BTreeMap, BTreeSet};

use super::ServiceError;
use super::pages::all;
use crate::error::Error;
use crate::ids::{AccountId, ClientId, HouseholdId, InstrumentId, PortfolioId, UserId};
use crate::ledger::UnitRatio;
use crate::model::{Email, Instrument, Name, Reference, Symbol};
use crate::money::{Currency, Decimal};
use crate::permissions::{Actor, Permission, permitted};
use crate::ports::{AccountFilter, ClientFilter, PortfolioFilter, UnitOfWork};
use crate::time::BusinessDate;

/// Looks for rows by what a book calls them, within the reach of the actor.
pub(super) struct Known<'a> {
    unit: &'a mut dyn UnitOfWork,
    actor: &'a Actor,
}

impl<'a> Known<'a> {
    pub(super) fn new(unit: &'a mut dyn UnitOfWork, actor: &'a Actor) -> Self {
        Self { unit, actor }
    }

    /// The people with these addresses.
    pub(super) async fn advisers(
        self,
        named: BTreeSet<Email>,
    ) -> Result<BTreeMap<Email, UserId>, Error> {
        let reach = permitted(self.actor, Permission::UsersRead)?;
        let users = all!(|page| self.unit.users().list(&reach, &page));
        let found: BTreeMap<_, _> = users
            .into_iter()
            .filter(|user| user.active && named.contains(&user.email))
            .map(|user| (user.email, user.id))
            .collect();
        match named.into_iter().find(|email| !found.contains_key(email)) {
            Some(adviser) => Err(ServiceError::UnknownAdviser { adviser }.into()),
            None => Ok(found),
        }
    }

    pub(super) async fn instrument(self, symbol: &Symbol) -> Result<Option<Instrument>, Error> {
        let reach = permitted(self.actor, Permission::MarketRead)?;
        Ok(self.unit.instruments().by_symbol(&reach, symbol).await?)
    }

    pub(super) async fn household(
        self,
        name: &Name,
        owner: UserId,
    ) -> Result<Option<HouseholdId>, Error> {
        let reach = permitted(self.actor, Permission::HouseholdsRead)?;
        let rows = all!(|page| self.unit.households().list(&reach, &page));
        let found = (rows.iter()).find(|row| row.name == *name && row.owner == owner);
        Ok(found.map(|row| row.id))
    }

    pub(super) async fn client(self, email: &Email) -> Result<Option<ClientId>, Error> {
        let reach = permitted(self.actor, Permission::ClientsRead)?;
        let filter = ClientFilter { text: Some(email.to_string()), ..ClientFilter::default() };
        let rows = all!(|page| self.unit.clients().list(&reach, &filter, &page));
        let found = rows.iter().find(|row| row.email == *email);
        Ok(found.map(|row| row.id))
    }

    pub(super) async fn portfolio(
        self,
        client: ClientId,
        name: &Name,
    ) -> Result<Option<PortfolioId>, Error> {
        let reach = permitted(self.actor, Permission::PortfoliosRead)?;
        let filter = PortfolioFilter { client: Some(client) };
        let rows = all!(|page| self.unit.portfolios().list(&reach, &filter, &page));
        let found = rows.iter().find(|row| row.name == *name);
        Ok(found.map(|row| row.id))
    }

    pub(super) async fn account(
        self,
        portfolio: PortfolioId,
        name: &Name,
    ) -> Result<Option<AccountId>, Error> {
        let reach = permitted(self.actor, Permission::AccountsRead)?;
        let filter = AccountFilter { portfolio: Some(portfolio), ..AccountFilter::default() };
        let rows = all!(|page| self.unit.accounts().list(&reach, &filter, &page));
        let found = rows.iter().find(|row| row.name == *name);
        Ok(found.map(|row| row.id))
    }

    /// Which of these references are booked.
    pub(super) async fn references(
        self,
        asked: BTreeMap<AccountId, Vec<Reference>>,
    ) -> Result<BTreeMap<AccountId, BTreeSet<Reference>>, Error> {
        let reach = permitted(self.actor, Permission::TransactionsRead)?;
        let mut known = BTreeMap::new();
        for (account, references) in asked {
            let mut transactions = self.unit.transactions();
            let found = transactions.known_references(&reach, account, &references).await?;
            known.insert(account, found);
        }
        Ok(known)
    }

    /// The splits of these instruments.
    pub(super) async fn splits(
        self,
        instruments: &[InstrumentId],
    ) -> Result<BTreeMap<(InstrumentId, BusinessDate), UnitRatio>, Error> {
        let reach = permitted(self.actor, Permission::MarketRead)?;
        let splits = self.unit.instruments().splits(&reach, instruments).await?;
        let by_day = splits.into_iter();
        Ok(by_day.map(|split| ((split.instrument(), split.date()), split.ratio())).collect())
    }

    /// The prices of the instrument up to and including the day.
    pub(super) async fn prices(
        self,
        instrument: InstrumentId,
        until: BusinessDate,
    ) -> Result<BTreeMap<BusinessDate, Decimal>, Error> {
        let reach = permitted(self.actor, Permission::MarketRead)?;
        let mut market = self.unit.market();
        let rows = market.prices(&reach, &[instrument], until).await?;
        Ok(rows.into_iter().map(|row| (row.date, row.price)).collect())
    }

    /// The rates of the pair up to and including the day.
    pub(super) async fn rates(
        self,
        base: Currency,
        quote: Currency,
        until: BusinessDate,
    ) -> Result<BTreeMap<BusinessDate, Decimal>, Error> {
        let reach = permitted(self.actor, Permission::MarketRead)?;
        let rows = self.unit.market().rates(&reach, &[base], until).await?;
        let of_pair =
            rows.into_iter().filter(|row| row.rate.base() == base && row.rate.quote() == quote);
        Ok(of_pair.map(|row| (row.date, row.rate.rate())).collect())
    }
}
