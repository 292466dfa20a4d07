//! Who sees what: the same question asked by an adviser, a manager, an auditor and a client of the portal.
//!
//! `cargo run -p cactus-examples --example permissions`

use std::collections::BTreeSet;

use cactus_core::ids::{ClientId, FirmId, HouseholdId, Id, UserId};
use cactus_core::permissions::{Actor, Permission, Place, Role, authorise, reach};

fn id<T: Id>(number: u128) -> T {
    T::from_uuid(uuid::Uuid::from_u128(number))
}

fn main() {
    let firm: FirmId = id(1);
    let (ana, bob, eve): (UserId, UserId, UserId) = (id(2), id(3), id(4));
    let family: HouseholdId = id(7);
    let place = |client: u128, owner, household| Place::Client {
        firm,
        client: id::<ClientId>(client),
        owner,
        household,
    };
    let clients = [
        ("Luis, looked after by Ana", place(10, ana, Some(family))),
        ("Marta, his wife, looked after by Bob", place(11, bob, Some(family))),
        ("Pedro, looked after by Eve", place(12, eve, None)),
    ];
    let actors = [
        ("Ana, adviser", Actor::member(firm, ana, Role::adviser())),
        ("Carl, manager of Ana and Bob", {
            Actor::leader(firm, id(5), Role::manager(), BTreeSet::from([ana, bob]))
        }),
        ("Dora, auditor", Actor::member(firm, id(6), Role::auditor())),
        ("Luis in the portal", {
            Actor::portal(firm, id(8), Role::client(), id(10), Some(family))
        }),
        ("an admin of another firm", Actor::member(id(99), id(9), Role::admin())),
    ];
    for (who, actor) in &actors {
        println!("{who}:");
        let visible = reach(actor, Permission::ClientsRead);
        for (client, place) in &clients {
            for permission in [Permission::ClientsRead, Permission::ClientsUpdate] {
                let decision = authorise(actor, permission, *place);
                let answer = if decision.is_allowed() { "yes" } else { "no" };
                let reasons: Vec<String> =
                    decision.reasons().iter().map(ToString::to_string).collect();
                println!("  {permission} of {client}: {answer}, {}", reasons.join(", "));
            }
            let read = authorise(actor, Permission::ClientsRead, *place).is_allowed();
            assert_eq!(visible.admits(place), read, "one rule, asked in two ways");
        }
    }
}
