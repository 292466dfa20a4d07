//! The law that ties the two forms of the one rule: `list(reach) == filter(all, authorise)`.

use cactus_core::ids::{AccountId, FirmId};
use cactus_core::ledger::Transaction;
use cactus_core::permissions::{Actor, Permission, Place, Reach, Role, authorise, reach};
use cactus_core::ports::{ReportFilter, Store, TransactionFilter};

use super::Proof;
use super::breach::equal;
use super::chance::Chance;
use super::nouns::{Noun, Unit};
use super::pages::walk;
use super::world::World;

/// How many pairs of firms the suite makes up.
const SEEDS: u64 = 8;

pub(super) async fn a_list_is_what_the_rule_allows_row_by_row(store: &dyn Store) -> Proof {
    for seed in 0..SEEDS {
        law_of_reach(store, seed).await?;
    }
    Ok(())
}

/// Proves the law for two random firms, their people and all built-in roles: a list gives exactly the rows, of
/// all firms, that [`authorise`] allows one by one, and a look-up exactly those that the list gives.
///
/// Each seed makes up other firms, so that several can be tried on one store.
///
/// # Errors
/// [`Breach`](super::Breach), with the seed in its message.
pub async fn law_of_reach(store: &dyn Store, seed: u64) -> Proof {
    let mut chance = Chance::new(seed);
    let mut worlds = Vec::new();
    for firm in 0..2 {
        let number = ((seed << 1) | firm) & (u64::MAX >> 2);
        worlds.push(World::random(&mut chance, number, store).await?);
    }
    let mut unit = store.read().await?;
    for world in &worlds {
        for role in Role::all_built_in().into_iter().flat_map(|role| [role.clone(), role]) {
            let Some(user) = chance.pick(&world.users) else {
                continue;
            };
            let subject = format!("seed {seed}, {} as {}", user.id, role.name());
            let asker = Asker::new(world.actor(user, role), &mut chance);
            let proof = asker.ask(&mut unit, &worlds, &mut chance).await;
            proof.map_err(|breach| breach.about(subject))?;
        }
    }
    Ok(())
}

/// An actor with one permission, who asks for everything there is.
struct Asker {
    actor: Actor,
    permission: Permission,
    reach: Reach,
    /// How many rows they read at a time.
    limit: u32,
}

impl Asker {
    fn new(actor: Actor, chance: &mut Chance) -> Self {
        // All roles hold this one; many hold few others.
        let mut permission = Permission::ClientsRead;
        if chance.once_in(3) {
            permission = chance.pick(Permission::ALL).copied().unwrap_or(permission);
        }
        Self {
            reach: reach(&actor, permission),
            actor,
            permission,
            limit: u32::try_from(chance.below(9)).unwrap_or(0) + 1,
        }
    }

    fn may(&self, place: Option<Place>) -> bool {
        place.is_some_and(|place| authorise(&self.actor, self.permission, place).is_allowed())
    }

    /// The rows of all firms, and whether the actor may see each.
    fn judge<'w, R>(
        &self,
        worlds: &'w [World],
        rows: fn(&World) -> &[R],
        place: fn(&World, &R) -> Option<Place>,
    ) -> Vec<(&'w R, bool)> {
        worlds
            .iter()
            .flat_map(|world| rows(world).iter().map(|row| (row, self.may(place(world, row)))))
            .collect()
    }

    async fn ask(&self, unit: &mut Unit, worlds: &[World], chance: &mut Chance) -> Proof {
        let users = self.judge(worlds, |w| &w.users, |_, row| Some(row.into()));
        self.noun(unit, users).await?;
        let households = self.judge(worlds, |w| &w.households, |_, row| Some(row.into()));
        self.noun(unit, households).await?;
        let clients = self.judge(worlds, |w| &w.clients, |_, row| Some(row.into()));
        self.noun(unit, clients).await?;
        let portfolios =
            self.judge(worlds, |w| &w.portfolios, |w, row| w.place_of_client(row.client));
        self.noun(unit, portfolios).await?;
        let accounts = self.judge(worlds, |w| &w.accounts, |w, row| w.place_of_client(row.client));
        self.noun(unit, accounts).await?;
        let instruments = self.judge(worlds, |w| &w.instruments, |_, row| Some(row.into()));
        self.noun(unit, instruments).await?;
        self.sorting(unit, worlds).await?;
        self.firm_and_audit(unit, worlds).await?;
        self.record(unit, worlds).await?;
        self.journal(unit, worlds, chance).await?;
        self.reports(unit, worlds).await
    }

    async fn noun<N: Noun>(&self, unit: &mut Unit, judged: Vec<(&N, bool)>) -> Proof {
        let about = |breach: super::Breach| breach.about(N::NAME);
        let listed = walk!(self.limit, |page| N::list(unit, &self.reach, page));
        equal(listed, allowed(&judged)).map_err(about)?;
        for (row, may) in judged {
            let found = row.look_up(unit, &self.reach).await?;
            equal(found.as_ref(), may.then_some(row)).map_err(about)?;
        }
        Ok(())
    }

    async fn sorting(&self, unit: &mut Unit, worlds: &[World]) -> Proof {
        let mine: Vec<_> = worlds.iter().filter(|w| w.firm.id == self.actor.firm()).collect();
        let taxonomies = self.judge(worlds, |w| &w.taxonomies, |_, row| shared(row.firm));
        equal(unit.taxonomies().list(&self.reach).await?, allowed(&taxonomies))?;
        let benchmarks = self.judge(worlds, |w| &w.benchmarks, |_, row| shared(row.firm));
        equal(unit.benchmarks().list(&self.reach).await?, allowed(&benchmarks))?;
        for world in mine {
            let may = self.may(shared(world.firm.id));
            for row in &world.taxonomies {
                let found = unit.taxonomies().get(&self.reach, row.taxonomy.key()).await?;
                equal(found.as_ref(), may.then_some(row))?;
            }
            for row in &world.benchmarks {
                let found = unit.benchmarks().get(&self.reach, &row.key).await?;
                equal(found.as_ref(), may.then_some(row))?;
            }
        }
        Ok(())
    }

    async fn firm_and_audit(&self, unit: &mut Unit, worlds: &[World]) -> Proof {
        for world in worlds.iter().filter(|w| w.firm.id == self.actor.firm()) {
            let may = self.may(Some(Place::from(&world.firm)));
            let found = unit.firms().get(&self.reach).await?;
            equal(found.as_ref(), may.then_some(&world.firm))?;
        }
        let drafts =
            self.judge(worlds, |w| &w.audit, |_, draft| Some(Place::Firmwide { firm: draft.firm }));
        let log = walk!(self.limit, |page| unit.audit().list(&self.reach, page));
        let log: Vec<_> = log.into_iter().map(|entry| entry.draft).collect();
        equal(log, allowed(&drafts)).map_err(|breach| breach.about("audit"))
    }

    async fn record(&self, unit: &mut Unit, worlds: &[World]) -> Proof {
        let judged = self.judge(
            worlds,
            |w| &w.transactions,
            |w, row| w.place_of_account(row.booking.account()),
        );
        let mut expected = allowed(&judged);
        expected.sort_by_key(|row| std::cmp::Reverse(row.order()));
        let all = TransactionFilter::default();
        let mut transactions = unit.transactions();
        let listed = walk!(self.limit, |page| transactions.list(&self.reach, &all, page));
        equal(listed, expected)?;
        for (row, may) in judged {
            let found = transactions.get(&self.reach, row.id).await?;
            equal(found.as_ref(), may.then_some(row))?;
        }
        Ok(())
    }

    /// A journal goes by the accounts that are asked for: a transfer is in it by either of its sides.
    async fn journal(&self, unit: &mut Unit, worlds: &[World], chance: &mut Chance) -> Proof {
        let accounts = worlds.iter().flat_map(|world| &world.accounts);
        let asked = chance.some(accounts.map(|account| account.id));
        let mut expected: Vec<Transaction> = Vec::new();
        for world in worlds {
            let shown = |account: AccountId| {
                asked.contains(&account) && self.may(world.place_of_account(account))
            };
            let of_shown = |row: &&Transaction| {
                shown(row.booking.account()) || row.booking.event().receiver().is_some_and(shown)
            };
            expected.extend(world.transactions.iter().filter(of_shown).cloned());
        }
        expected.sort_by_key(Transaction::order);
        let journal = unit.transactions().journal(&self.reach, &asked).await?;
        equal(journal, expected).map_err(|breach| breach.about("journal"))
    }

    async fn reports(&self, unit: &mut Unit, worlds: &[World]) -> Proof {
        let judged = self.judge(worlds, |w| &w.reports, |w, row| w.place_of_client(row.client));
        let mut expected = allowed(&judged);
        expected.reverse();
        let all = ReportFilter::default();
        let mut reports = unit.reports();
        let listed = walk!(self.limit, |page| reports.list(&self.reach, &all, page));
        equal(listed, expected)?;
        for (row, may) in judged {
            let found = reports.get(&self.reach, row.id).await?;
            equal(found.as_ref(), may.then_some(row))?;
        }
        Ok(())
    }
}

/// What everybody in the firm shares.
const fn shared(firm: FirmId) -> Option<Place> {
    Some(Place::Shared { firm })
}

/// The rows that may be seen, in their order.
fn allowed<R: Clone>(judged: &[(&R, bool)]) -> Vec<R> {
    judged.iter().filter(|(_, may)| *may).map(|(row, _)| (*row).clone()).collect()
}
