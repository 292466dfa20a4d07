//! Roles: named sets of permissions with a span.

use super::permission::Permission::{self, *};
use super::permission::PermissionSet;
use crate::model::RoleName;
use crate::words::words;

words! {
    /// How far the permissions of a role span.
    "span" Span {
        /// Everything in the firm.
        Firm = "firm",
        /// What the actor and everybody in their team look after.
        Team = "team",
        /// What the actor looks after.
        Own = "own",
        /// The actor's own household, for a client of the portal.
        Household = "self",
    }
}

words! {
    /// The roles that every firm has.
    "role" BuiltIn {
        /// Runs the platform; may act in any firm.
        God = "god",
        /// Runs the firm.
        Admin = "admin",
        /// Leads a team of advisers.
        Manager = "manager",
        /// An adviser who also keeps reference data.
        SeniorAdviser = "senior_adviser",
        /// Looks after clients.
        Adviser = "adviser",
        /// Helps to look after clients; moves no money.
        JuniorAdviser = "junior_adviser",
        /// Reads everything, changes nothing.
        Auditor = "auditor",
        /// A client in the portal: their own household, reads only.
        Client = "client",
    }
}

/// What the holder of a role may do, and how far that spans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    name: RoleName,
    permissions: PermissionSet,
    span: Span,
}

impl Role {
    /// A role a firm defines for itself.
    #[must_use]
    pub const fn new(name: RoleName, permissions: PermissionSet, span: Span) -> Self {
        Self { name, permissions, span }
    }

    /// The built-in role of this name, if there is one.
    #[must_use]
    pub fn built_in(name: &RoleName) -> Option<Self> {
        name.as_str().parse().ok().map(Self::of)
    }

    /// All built-in roles, the widest first.
    #[must_use]
    pub fn all_built_in() -> Vec<Self> {
        BuiltIn::ALL.iter().copied().map(Self::of).collect()
    }

    /// Runs the platform.
    #[must_use]
    pub fn god() -> Self {
        Self::of(BuiltIn::God)
    }

    /// Runs the firm.
    #[must_use]
    pub fn admin() -> Self {
        Self::of(BuiltIn::Admin)
    }

    /// Leads a team of advisers.
    #[must_use]
    pub fn manager() -> Self {
        Self::of(BuiltIn::Manager)
    }

    /// Looks after clients.
    #[must_use]
    pub fn adviser() -> Self {
        Self::of(BuiltIn::Adviser)
    }

    /// Reads everything, changes nothing.
    #[must_use]
    pub fn auditor() -> Self {
        Self::of(BuiltIn::Auditor)
    }

    /// A client in the portal.
    #[must_use]
    pub fn client() -> Self {
        Self::of(BuiltIn::Client)
    }

    fn of(role: BuiltIn) -> Self {
        let advising = [
            UsersRead,
            ClientsRead,
            ClientsCreate,
            ClientsUpdate,
            HouseholdsRead,
            HouseholdsManage,
            PortfoliosRead,
            PortfoliosManage,
            AccountsRead,
            AccountsManage,
            TransactionsRead,
            TransactionsRecord,
            MarketRead,
            ReportsRead,
            ReportsGenerate,
            FirmRead,
        ];
        let moving_money = [PortfoliosManage, AccountsManage, TransactionsRecord];
        let portal = [
            FirmRead,
            ClientsRead,
            HouseholdsRead,
            PortfoliosRead,
            AccountsRead,
            TransactionsRead,
            MarketRead,
            ReportsRead,
        ];
        let advising = PermissionSet::of(&advising);
        let with_market: PermissionSet = advising.iter().chain([MarketRecord]).collect();
        let (permissions, span) = match role {
            BuiltIn::God => (PermissionSet::all(), Span::Firm),
            BuiltIn::Admin => {
                (PermissionSet::all().without(PermissionSet::of(&[PlatformManage])), Span::Firm)
            }
            BuiltIn::Manager => (with_market, Span::Team),
            BuiltIn::SeniorAdviser => (with_market, Span::Own),
            BuiltIn::Adviser => (advising, Span::Own),
            BuiltIn::JuniorAdviser => {
                (advising.without(PermissionSet::of(&moving_money)), Span::Own)
            }
            BuiltIn::Auditor => (PermissionSet::reads(), Span::Firm),
            BuiltIn::Client => (PermissionSet::of(&portal), Span::Household),
        };
        Self { name: RoleName::from_word(role.as_str()), permissions, span }
    }

    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &RoleName {
        &self.name
    }

    /// What it may do.
    #[must_use]
    pub const fn permissions(&self) -> PermissionSet {
        self.permissions
    }

    /// How far that spans.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.span
    }

    /// Whether a holder of this role may give the other role to somebody: nobody grants what they do not hold,
    /// and nobody at all grants power over the platform. That comes from the host alone
    /// ([`appoint`](crate::services::Access::appoint)), so that a stolen token cannot make itself a lasting one.
    #[must_use]
    pub fn may_grant(&self, other: &Self) -> bool {
        !other.holds(PlatformManage)
            && self.permissions.covers(other.permissions)
            && self.span <= other.span
    }

    /// Whether it holds the permission.
    #[must_use]
    pub const fn holds(&self, permission: Permission) -> bool {
        self.permissions.contains(permission)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_names_are_role_names_and_lead_back() {
        for role in Role::all_built_in() {
            let name: RoleName = role.name().as_str().parse().unwrap();
            assert_eq!(Role::built_in(&name), Some(role));
        }
        assert_eq!(Role::built_in(&"root".parse().unwrap()), None);
    }

    #[test]
    fn nobody_grants_what_they_do_not_hold() {
        let god = Role::god();
        assert!(god.may_grant(&Role::admin()) && !Role::admin().may_grant(&god));
        assert!(!god.may_grant(&god), "the platform is the host's to give");
        assert!(Role::admin().may_grant(&Role::manager()));
        assert!(!Role::manager().may_grant(&Role::admin()));
        assert!(!Role::manager().may_grant(&Role::auditor()), "a team is not the firm");
        assert!(!Role::adviser().may_grant(&Role::manager()));
    }

    #[test]
    fn who_only_reads_can_change_nothing() {
        for role in [Role::auditor(), Role::client()] {
            assert!(PermissionSet::reads().covers(role.permissions()), "{}", role.name());
        }
    }
}
