//! Loading everything in reach, as what questions are asked of.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::pages::all;
use super::{benchmarks, quotes, record};
use crate::error::Error;
use crate::ids::{AccountId, ClientId, HouseholdId, PortfolioId, UserId};
use crate::ledger::CostBasis;
use crate::model::{Account, Client, Household, LotPool, Portfolio};
use crate::money::Currency;
use crate::permissions::Reach;
use crate::ports::{AccountFilter, ClientFilter, PortfolioFilter, UnitOfWork};
use crate::query::{Holder, Label, Subject};
use crate::services::ServiceError;
use crate::time::BusinessDate;

/// Everything in reach, as what questions are asked of, with the rates into this currency besides those of the record.
pub(super) async fn subject(
    unit: &mut dyn UnitOfWork,
    reach: &Reach,
    asked: Option<Currency>,
) -> Result<Subject, Error> {
    let firm = unit.firms().get(reach).await?;
    let currency = firm.ok_or(ServiceError::NotFound { what: "firm" })?.base_currency;
    let filter = AccountFilter::default();
    let accounts = all!(|page| unit.accounts().list(reach, &filter, &page));
    let filter = PortfolioFilter::default();
    let portfolios = all!(|page| unit.portfolios().list(reach, &filter, &page));
    let people = People::load(unit, reach).await?;
    let taxonomies = unit.taxonomies().list(reach).await?;
    let benchmarks = benchmarks::load(unit, reach, BusinessDate::LAST).await?;
    let compared = benchmarks.values().flat_map(benchmarks::instruments);
    let record::Record { instruments, journal } =
        record::load_with(unit, reach, &accounts, &[], compared).await?;
    let measured = benchmarks.values().filter_map(|benchmark| benchmark.source.currency());
    let currencies = journal.currencies().iter().copied().chain(measured).chain([currency]);
    let currencies: Vec<_> = currencies.chain(asked).collect();
    let market = quotes::load(unit, reach, &instruments, currencies).await?;
    Ok(Subject {
        journal,
        market,
        currency,
        basis: CostBasis::of(&portfolios, LotPool::Portfolio),
        holders: people.holders(&accounts, &portfolios),
        instruments: instruments.into_iter().map(|row| (row.id, row)).collect(),
        taxonomies: taxonomies
            .into_iter()
            .map(|row| (row.taxonomy.key().clone(), row.taxonomy))
            .collect(),
        benchmarks,
    })
}

/// Whose accounts are.
struct People {
    clients: BTreeMap<ClientId, Client>,
    households: BTreeMap<HouseholdId, Household>,
    advisers: BTreeMap<UserId, Label>,
}

impl People {
    async fn load(unit: &mut dyn UnitOfWork, reach: &Reach) -> Result<Self, Error> {
        let filter = ClientFilter::default();
        let clients = all!(|page| unit.clients().list(reach, &filter, &page));
        let households = all!(|page| unit.households().list(reach, &page));
        let mut advisers = BTreeMap::new();
        for client in &clients {
            if let Entry::Vacant(unknown) = advisers.entry(client.owner) {
                let member = unit.directory().member(client.firm, client.owner).await?;
                let id = client.owner.to_string();
                let name = member.map_or_else(|| id.clone(), |member| member.name.to_string());
                unknown.insert(Label::new(id, name));
            }
        }
        Ok(Self {
            clients: clients.into_iter().map(|row| (row.id, row)).collect(),
            households: households.into_iter().map(|row| (row.id, row)).collect(),
            advisers,
        })
    }

    fn holders(
        &self,
        accounts: &[Account],
        portfolios: &[Portfolio],
    ) -> BTreeMap<AccountId, Holder> {
        let names: BTreeMap<PortfolioId, &Portfolio> =
            portfolios.iter().map(|row| (row.id, row)).collect();
        let holder = |account: &Account| {
            let client = self.clients.get(&account.client);
            let household = client.and_then(|client| client.household);
            let household = household.and_then(|id| self.households.get(&id));
            let portfolio = names.get(&account.portfolio);
            let portfolio = portfolio.map_or(String::new(), |row| row.name.to_string());
            let holder = Holder {
                account: Label::new(account.id.to_string(), account.name.as_str()),
                portfolio: Label::new(account.portfolio.to_string(), portfolio),
                client: client.map(|row| Label::new(row.id.to_string(), row.full_name())),
                household: household.map(|row| Label::new(row.id.to_string(), row.name.as_str())),
                adviser: client.and_then(|row| self.advisers.get(&row.owner).cloned()),
                owner_share: account.owner_share,
            };
            (account.id, holder)
        };
        accounts.iter().map(holder).collect()
    }
}
