//! The closed catalogue of permissions.

use std::fmt;

use crate::words::words;

words! {
    /// One action on one resource.
    "permission" Permission {
        /// Set up firms and act in any of them.
        PlatformManage = "platform.manage",
        /// See the firm's own settings.
        FirmRead = "firm.read",
        /// Change them.
        FirmUpdate = "firm.update",
        /// See the people of the firm.
        UsersRead = "users.read",
        /// Add people, set their role and manager, let them in or shut them out.
        UsersManage = "users.manage",
        /// See clients.
        ClientsRead = "clients.read",
        /// Add clients.
        ClientsCreate = "clients.create",
        /// Change clients.
        ClientsUpdate = "clients.update",
        /// See households.
        HouseholdsRead = "households.read",
        /// Add and change households.
        HouseholdsManage = "households.manage",
        /// See portfolios, their holdings, value and returns.
        PortfoliosRead = "portfolios.read",
        /// Open and change portfolios.
        PortfoliosManage = "portfolios.manage",
        /// See accounts.
        AccountsRead = "accounts.read",
        /// Open, change and close accounts.
        AccountsManage = "accounts.manage",
        /// See transactions.
        TransactionsRead = "transactions.read",
        /// Record transactions.
        TransactionsRecord = "transactions.record",
        /// See instruments, prices, exchange rates, taxonomies and benchmarks.
        MarketRead = "market.read",
        /// Add instruments, record prices and exchange rates, keep taxonomies and benchmarks.
        MarketRecord = "market.record",
        /// See and download reports.
        ReportsRead = "reports.read",
        /// Generate reports.
        ReportsGenerate = "reports.generate",
        /// See the audit log.
        AuditRead = "audit.read",
    }
}

impl Permission {
    const fn bit(self) -> u64 {
        1 << (self as u8)
    }
}

/// A set of permissions.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct PermissionSet(u64);

impl PermissionSet {
    /// No permission.
    pub const NONE: Self = Self(0);

    /// The set of these.
    #[must_use]
    pub fn of(permissions: &[Permission]) -> Self {
        permissions.iter().copied().collect()
    }

    /// Every permission there is.
    #[must_use]
    pub fn all() -> Self {
        Self::of(Permission::ALL)
    }

    /// Every permission that changes nothing.
    #[must_use]
    pub fn reads() -> Self {
        Permission::ALL.iter().copied().filter(|p| p.as_str().ends_with(".read")).collect()
    }

    /// Whether the permission is in the set.
    #[must_use]
    pub const fn contains(self, permission: Permission) -> bool {
        self.0 & permission.bit() != 0
    }

    /// Whether all permissions of the other set are in this one: nobody can grant what they do not hold.
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The permissions in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The permissions in this set and not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Its permissions, in the order of the catalogue.
    pub fn iter(self) -> impl Iterator<Item = Permission> {
        Permission::ALL.iter().copied().filter(move |p| self.contains(*p))
    }
}

impl FromIterator<Permission> for PermissionSet {
    fn from_iter<I: IntoIterator<Item = Permission>>(permissions: I) -> Self {
        Self(permissions.into_iter().fold(0, |bits, p| bits | p.bit()))
    }
}

impl fmt::Debug for PermissionSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Permission::as_str)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_fits_the_set() {
        assert!(Permission::ALL.len() <= 64);
        assert_eq!(PermissionSet::all().iter().collect::<Vec<_>>(), Permission::ALL);
    }

    #[test]
    fn reads_change_nothing() {
        assert!(PermissionSet::reads().contains(Permission::AuditRead));
        assert!(!PermissionSet::reads().contains(Permission::TransactionsRecord));
    }
}
