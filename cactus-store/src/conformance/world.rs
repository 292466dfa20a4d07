//! A random firm, known by heart so that a store's answers can be compared with it.

use std::collections::BTreeSet;

use cactus_core::events::AuditDraft;
use cactus_core::ids::{AccountId, ClientId, UserId};
use cactus_core::ledger::{Booking, Event, Transaction};
use cactus_core::model::{Account, Client, Firm, Household, Instrument, Portfolio, User};
use cactus_core::money::Currency;
use cactus_core::permissions::{Actor, Place, Role, Span};
use cactus_core::ports::{BenchmarkRecord, ReportRecord, Store, TaxonomyRecord};

use super::chance::Chance;
use super::nouns::{Noun, Unit};
use super::office::{day, dollars};
use super::{Breach, Office, Proof};
use super::{benchmarks, taxonomies};

/// All rows of a random firm.
pub(super) struct World {
    pub(super) firm: Firm,
    pub(super) users: Vec<User>,
    pub(super) households: Vec<Household>,
    pub(super) clients: Vec<Client>,
    pub(super) portfolios: Vec<Portfolio>,
    pub(super) accounts: Vec<Account>,
    pub(super) instruments: Vec<Instrument>,
    pub(super) taxonomies: Vec<TaxonomyRecord>,
    pub(super) benchmarks: Vec<BenchmarkRecord>,
    pub(super) transactions: Vec<Transaction>,
    pub(super) reports: Vec<ReportRecord>,
    pub(super) audit: Vec<AuditDraft>,
    office: Office,
}

impl World {
    /// Makes up a firm and keeps it.
    pub(super) async fn random(
        chance: &mut Chance,
        number: u64,
        store: &dyn Store,
    ) -> Result<Self, Breach> {
        let office = Office::planned(number);
        let mut world = Self {
            firm: office.firm_row()?,
            users: vec![office.admin_row()?],
            households: Vec::new(),
            clients: Vec::new(),
            portfolios: Vec::new(),
            accounts: Vec::new(),
            instruments: Vec::new(),
            taxonomies: Vec::new(),
            benchmarks: Vec::new(),
            transactions: Vec::new(),
            reports: Vec::new(),
            audit: Vec::new(),
            office,
        };
        let mut unit = store.begin().await?;
        unit.firms().insert(&world.firm).await?;
        world.hire(chance, &mut unit).await?;
        world.win_clients(chance, &mut unit).await?;
        world.open_accounts(chance, &mut unit).await?;
        world.sort_and_compare(chance, &mut unit).await?;
        world.book(chance, &mut unit).await?;
        unit.commit().await?;
        Ok(world)
    }

    /// Advisers, most of them with a manager.
    async fn hire(&mut self, chance: &mut Chance, unit: &mut Unit) -> Proof {
        for user in &self.users {
            user.insert(unit).await?;
        }
        for _ in 0..2 + chance.below(5) {
            let mut user = self.office.user()?;
            if !chance.once_in(4) {
                user.manager = chance.pick(&self.users).map(|manager| manager.id);
            }
            user.insert(unit).await?;
            self.users.push(user);
        }
        Ok(())
    }

    /// Households and clients, and a person in the portal for some of them.
    async fn win_clients(&mut self, chance: &mut Chance, unit: &mut Unit) -> Proof {
        let advisers: Vec<_> = self.users.iter().map(|user| user.id).collect();
        let admin = self.office.admin;
        let adviser = |chance: &mut Chance| chance.pick(&advisers).copied().unwrap_or(admin);
        for _ in 0..chance.below(4) {
            let owner = adviser(chance);
            let household = self.office.household(owner)?;
            household.insert(unit).await?;
            self.households.push(household);
        }
        for _ in 0..2 + chance.below(7) {
            let owner = adviser(chance);
            let mut client = self.office.client(owner)?;
            if chance.once_in(2) {
                client.household = chance.pick(&self.households).map(|household| household.id);
            }
            client.insert(unit).await?;
            if chance.once_in(3) {
                let mut user = self.office.user()?;
                user.client = Some(client.id);
                user.insert(unit).await?;
                self.users.push(user);
            }
            self.clients.push(client);
        }
        Ok(())
    }

    async fn open_accounts(&mut self, chance: &mut Chance, unit: &mut Unit) -> Proof {
        for client in self.clients.clone() {
            for _ in 0..chance.below(3) {
                let portfolio = self.office.portfolio(client.id)?;
                portfolio.insert(unit).await?;
                for _ in 0..chance.below(3) {
                    let account = self.office.account(&portfolio)?;
                    account.insert(unit).await?;
                    self.accounts.push(account);
                }
                self.portfolios.push(portfolio);
            }
        }
        for _ in 0..chance.below(3) {
            self.instruments.push(Instrument::keep(&mut self.office, unit).await?);
        }
        Ok(())
    }

    /// Taxonomies and benchmarks, whose keys other firms have too.
    async fn sort_and_compare(&mut self, chance: &mut Chance, unit: &mut Unit) -> Proof {
        for key in ["a", "b"].into_iter().take(chance.below(3)) {
            let instruments: Vec<_> = self.instruments.iter().collect();
            let taxonomy = taxonomies::record(&mut self.office, key, &instruments)?;
            unit.taxonomies().insert(&taxonomy).await?;
            self.taxonomies.push(taxonomy);
            let index = benchmarks::index(Currency::EUR);
            let benchmark = benchmarks::record(&mut self.office, key, index)?;
            unit.benchmarks().insert(&benchmark).await?;
            self.benchmarks.push(benchmark);
        }
        Ok(())
    }

    /// Deposits, transfers between any two accounts, reports and audit entries.
    async fn book(&mut self, chance: &mut Chance, unit: &mut Unit) -> Proof {
        for sequence in 1..=10 {
            let Some(account) = chance.pick(&self.accounts) else {
                break;
            };
            let date = day("2024-01-01")?.add_days(i64::try_from(chance.below(4)).unwrap_or(0))?;
            let amount = dollars("10")?;
            let event = match chance.pick(&self.accounts) {
                Some(to) if to.id != account.id => {
                    Event::CashTransfer { to: to.id, amount, received: None }
                }
                _ => Event::Deposit { amount },
            };
            let booking = Booking::new(account.id, date, event, Vec::new())?;
            let transaction = self.office.transaction(sequence, booking)?;
            self.transactions.push(transaction);
        }
        unit.transactions().record(&self.transactions).await?;
        for client in &self.clients {
            if chance.once_in(2) {
                let report = self.office.report(client.id)?;
                unit.reports().insert(&report).await?;
                self.reports.push(report);
            }
        }
        for _ in 0..chance.below(3) {
            self.audit.push(self.office.draft()?);
        }
        unit.audit().append(&self.audit).await?;
        Ok(())
    }

    /// The person with a role, as an actor.
    pub(super) fn actor(&self, user: &User, role: Role) -> Actor {
        let firm = user.firm;
        match (role.span(), user.client) {
            (Span::Team, _) => Actor::leader(firm, user.id, role, self.team(user.id)),
            (Span::Household, Some(client)) => {
                let household = self.client(client).and_then(|client| client.household);
                Actor::portal(firm, user.id, role, client, household)
            }
            _ => Actor::member(firm, user.id, role),
        }
    }

    /// Everybody below the person. Managers are hired before those they manage, so one pass finds all.
    fn team(&self, manager: UserId) -> BTreeSet<UserId> {
        let mut team = BTreeSet::new();
        for user in &self.users {
            let above = user.manager;
            if above.is_some_and(|above| above == manager || team.contains(&above)) {
                team.insert(user.id);
            }
        }
        team
    }

    fn client(&self, id: ClientId) -> Option<&Client> {
        self.clients.iter().find(|client| client.id == id)
    }

    /// Where what belongs to a client sits.
    pub(super) fn place_of_client(&self, id: ClientId) -> Option<Place> {
        self.client(id).map(Place::from)
    }

    /// Where what is booked in an account sits.
    pub(super) fn place_of_account(&self, id: AccountId) -> Option<Place> {
        let account = self.accounts.iter().find(|account| account.id == id)?;
        self.place_of_client(account.client)
    }
}
