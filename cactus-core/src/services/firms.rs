//! The firm itself.

use super::ServiceError;
use super::outside::Outside;
use crate::error::Error;
use crate::permissions::{Actor, Permission, permitted};
use crate::views::FirmView;

/// The firm itself.
#[derive(Debug, Clone, Copy)]
pub struct Firms<'a> {
    outside: &'a Outside,
}

impl<'a> Firms<'a> {
    pub(super) const fn new(outside: &'a Outside) -> Self {
        Self { outside }
    }

    /// The actor's firm.
    ///
    /// # Errors
    /// Without the permission `firm.read`.
    pub async fn get(&self, actor: &Actor) -> Result<FirmView, Error> {
        let reach = permitted(actor, Permission::FirmRead)?;
        let mut unit = self.outside.store().read().await?;
        let firm = unit.firms().get(&reach).await?;
        Ok(firm.ok_or(ServiceError::NotFound { what: "firm" })?.into())
    }
}
