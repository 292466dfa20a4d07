//! What one decision costs, and what a reach costs, by role and by the size of the team.
#![expect(clippy::unwrap_used, reason = "without its actors a benchmark cannot go on")]

use std::collections::BTreeSet;

use cactus_core::ids::{ClientId, FirmId, HouseholdId, Id, UserId};
use cactus_core::permissions::{Actor, Permission, Place, Role, authorise, reach};
use divan::{Bencher, black_box};
use uuid::Uuid;

/// People in the team of the manager who asks.
const TEAMS: [u128; 3] = [10, 100, 1_000];

fn main() {
    divan::main();
}

fn id<T: Id>(number: u128) -> T {
    T::from_uuid(Uuid::from_u128(number))
}

fn firm() -> FirmId {
    id(1)
}

fn client_of(owner: u128) -> Place {
    Place::Client {
        firm: firm(),
        client: id::<ClientId>(owner + 1_000_000),
        owner: id(owner),
        household: Some(id::<HouseholdId>(7)),
    }
}

fn admin() -> Actor {
    Actor::member(firm(), id(2), Role::admin())
}

fn adviser() -> Actor {
    Actor::member(firm(), id(100), Role::adviser())
}

fn manager(team: u128) -> Actor {
    let team: BTreeSet<UserId> = (100..100 + team).map(id).collect();
    Actor::leader(firm(), id(2), Role::manager(), team)
}

/// The floor: whether a set of permissions holds one, and whether two ids are the same.
#[divan::bench]
fn floor_bit_and_id(bencher: Bencher) {
    let (actor, owner) = (adviser(), id::<UserId>(100));
    bencher.bench(|| {
        let actor = black_box(&actor);
        actor.role().holds(black_box(Permission::ClientsRead)) && actor.user() == black_box(owner)
    });
}

/// A permission that the role does not hold.
#[divan::bench]
fn authorise_not_held(bencher: Bencher) {
    decide(bencher, &adviser(), Permission::AuditRead, 100);
}

/// The whole firm in reach.
#[divan::bench]
fn authorise_admin(bencher: Bencher) {
    decide(bencher, &admin(), Permission::ClientsRead, 100);
}

/// A client of one's own.
#[divan::bench]
fn authorise_adviser(bencher: Bencher) {
    decide(bencher, &adviser(), Permission::ClientsRead, 100);
}

/// The client of somebody in the team.
#[divan::bench(args = TEAMS)]
fn authorise_manager(bencher: Bencher, team: u128) {
    decide(bencher, &manager(team), Permission::ClientsRead, 99 + team);
}

fn decide(bencher: Bencher, actor: &Actor, permission: Permission, owner: u128) {
    let place = client_of(owner);
    bencher.bench(|| authorise(black_box(actor), black_box(permission), black_box(place)));
}

/// The set that a list of an adviser is restricted to.
#[divan::bench]
fn reach_adviser(bencher: Bencher) {
    let actor = adviser();
    bencher.bench(|| reach(black_box(&actor), black_box(Permission::ClientsRead)));
}

/// The set that a list of a manager is restricted to.
#[divan::bench(args = TEAMS)]
fn reach_manager(bencher: Bencher, team: u128) {
    let actor = manager(team);
    bencher.bench(|| reach(black_box(&actor), black_box(Permission::ClientsRead)));
}

/// Filtering a thousand rows by a reach that was made once, as the memory store does.
#[divan::bench(args = TEAMS)]
fn admit_1000_rows(bencher: Bencher, team: u128) {
    let reach = reach(&manager(team), Permission::ClientsRead);
    let rows: Vec<Place> = (0..1_000).map(|n| client_of(100 + n * 2)).collect();
    assert!(reach.admits(rows.first().unwrap()));
    bencher.bench(|| rows.iter().filter(|place| reach.admits(black_box(place))).count());
}
