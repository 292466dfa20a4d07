//! Rows that refer to others.

use cactus_core::ids::{FirmId, Id};
use cactus_core::ports::StoreError;
use uuid::Uuid;

use super::sql::statements;
use super::unit::Unit;

/// A table whose rows have an identity and are referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Firms,
    Users,
    Households,
    Clients,
    Portfolios,
    Accounts,
    Instruments,
}

statements! {
    plain {
        FIRM = "SELECT 1 FROM firms WHERE id = ?1 AND id = ?2";
        USER = "SELECT 1 FROM users WHERE firm = ?1 AND id = ?2";
        HOUSEHOLD = "SELECT 1 FROM households WHERE firm = ?1 AND id = ?2";
        CLIENT = "SELECT 1 FROM clients WHERE firm = ?1 AND id = ?2";
        PORTFOLIO = "SELECT 1 FROM portfolios WHERE firm = ?1 AND id = ?2";
        ACCOUNT = "SELECT 1 FROM accounts WHERE firm = ?1 AND id = ?2";
        INSTRUMENT = "SELECT 1 FROM instruments WHERE firm = ?1 AND id = ?2";
    }
    scoped {}
}

impl Table {
    /// What a row of it is called.
    pub(super) const fn noun(self) -> &'static str {
        match self {
            Self::Firms => "firm",
            Self::Users => "user",
            Self::Households => "household",
            Self::Clients => "client",
            Self::Portfolios => "portfolio",
            Self::Accounts => "account",
            Self::Instruments => "instrument",
        }
    }

    const fn exists(self) -> &'static str {
        match self {
            Self::Firms => FIRM,
            Self::Users => USER,
            Self::Households => HOUSEHOLD,
            Self::Clients => CLIENT,
            Self::Portfolios => PORTFOLIO,
            Self::Accounts => ACCOUNT,
            Self::Instruments => INSTRUMENT,
        }
    }
}

/// A field that refers to a row of the same firm.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reference {
    what: &'static str,
    table: Table,
    firm: FirmId,
    id: Option<Uuid>,
}

impl Reference {
    /// The firm of a row.
    pub(super) fn firm(what: &'static str, firm: FirmId) -> Self {
        Self::to(what, Table::Firms, firm, firm)
    }

    /// A field that is always set.
    pub(super) fn to(what: &'static str, table: Table, firm: FirmId, id: impl Id) -> Self {
        Self::maybe(what, table, firm, Some(id))
    }

    /// A field that may be empty.
    pub(super) fn maybe<T: Id>(
        what: &'static str,
        table: Table,
        firm: FirmId,
        id: Option<T>,
    ) -> Self {
        let id = id.map(Id::uuid);
        Self { what, table, firm, id }
    }
}

impl Unit {
    /// Whether there is such a row.
    pub(super) async fn exists(
        &mut self,
        table: Table,
        firm: FirmId,
        id: Uuid,
    ) -> Result<bool, StoreError> {
        let query = sqlx::query(table.exists()).bind(firm.uuid()).bind(id);
        let row = self.one(query, |_| Ok(())).await?;
        Ok(row.is_some())
    }

    /// The first of these references that leads nowhere.
    pub(super) async fn first_dangling(
        &mut self,
        references: &[Reference],
    ) -> Result<Option<&'static str>, StoreError> {
        for reference in references {
            let Some(id) = reference.id else { continue };
            if !self.exists(reference.table, reference.firm, id).await? {
                return Ok(Some(reference.what));
            }
        }
        Ok(None)
    }
}
