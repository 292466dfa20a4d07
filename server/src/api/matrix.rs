//! Who may call what: the table against the built-in roles.

use cactus_core::permissions::Role;

use super::{Access, Endpoint};

/// The matrix as text: a line per endpoint, a column per built-in role. A cell says how far the role reaches
/// with the permission that the endpoint needs: `firm`, `team`, `own`, `self`, or `-` for a refusal.
#[must_use]
pub fn matrix(table: &[Endpoint]) -> String {
    let roles = Role::all_built_in();
    let mut lines =
        vec![line("endpoint", "access", roles.iter().map(|role| role.name().to_string()))];
    lines.extend(table.iter().map(|endpoint| {
        let path = format!("{} {}", endpoint.method, endpoint.path);
        let access = endpoint.access.to_string();
        line(&path, &access, roles.iter().map(|role| cell(endpoint, role)))
    }));
    lines.join("\n") + "\n"
}

/// Whether the table lets a holder of the role call the endpoint.
#[must_use]
pub fn allows(access: Access, role: &Role) -> bool {
    match access {
        Access::Public | Access::SignedIn => true,
        Access::Needs(permission) => role.holds(permission),
    }
}

fn cell(endpoint: &Endpoint, role: &Role) -> String {
    match endpoint.access {
        Access::Needs(permission) if role.holds(permission) => role.span().to_string(),
        Access::Needs(_) => "-".to_owned(),
        Access::Public | Access::SignedIn => "yes".to_owned(),
    }
}

fn line(path: &str, access: &str, cells: impl Iterator<Item = String>) -> String {
    let cells: String = cells.map(|cell| format!(" {cell:14}")).collect();
    format!("{path:52} {access:20}{cells}").trim_end().to_owned()
}
