//! What the nouns of the model have in common, so that the rules for all of them are tested once.

use std::fmt::Debug;

use async_trait::async_trait;
use cactus_core::ids::FirmId;
use cactus_core::model::{Account, Client, Household, Instrument, Portfolio, User, Version};
use cactus_core::permissions::Reach;
use cactus_core::ports::{
    AccountFilter, ClientFilter, Page, PageRequest, PortfolioFilter, StoreError, UnitOfWork,
};

use super::{Breach, Office};

/// An open unit of work.
pub(super) type Unit = Box<dyn UnitOfWork>;

/// A noun of the model: a row with an id and a version, in a list by id.
#[async_trait]
pub(super) trait Noun: Clone + PartialEq + Debug + Send + Sync + Sized {
    /// The word for it in errors.
    const NAME: &'static str;

    /// A new row, after what it needs to refer to has been kept.
    async fn make(office: &mut Office, unit: &mut Unit) -> Result<Self, Breach>;
    /// The firm and the version.
    fn firm_and_version(&mut self) -> (&mut FirmId, &mut Version);
    /// Another name for it.
    fn rename(&mut self) -> Result<(), Breach>;
    /// Looks it up by its id.
    async fn look_up(&self, unit: &mut Unit, reach: &Reach) -> Result<Option<Self>, StoreError>;
    async fn insert(&self, unit: &mut Unit) -> Result<(), StoreError>;
    async fn update(&self, unit: &mut Unit) -> Result<(), StoreError>;
    async fn list(
        unit: &mut Unit,
        reach: &Reach,
        page: &PageRequest,
    ) -> Result<Page<Self>, StoreError>;

    /// A new row that has been kept.
    async fn keep(office: &mut Office, unit: &mut Unit) -> Result<Self, Breach> {
        let row = Self::make(office, unit).await?;
        row.insert(unit).await?;
        Ok(row)
    }

    /// The rows in reach, on one page.
    async fn all(unit: &mut Unit, reach: &Reach) -> Result<Vec<Self>, Breach> {
        let page = Self::list(unit, reach, &PageRequest::default()).await?;
        Ok(page.items)
    }

    /// The next version under another name.
    fn renamed(mut self) -> Result<Self, Breach> {
        self.rename()?;
        let (_, version) = self.firm_and_version();
        *version = version.next();
        Ok(self)
    }
}

macro_rules! noun {
    (
        $row:ident in $table:ident, $name:literal, list($($filter:expr)?), rename $field:ident,
        |$office:ident, $unit:ident| $make:expr
    ) => {
        #[async_trait]
        impl Noun for $row {
            const NAME: &'static str = $name;

            async fn make($office: &mut Office, $unit: &mut Unit) -> Result<Self, Breach> {
                $make
            }

            fn firm_and_version(&mut self) -> (&mut FirmId, &mut Version) {
                (&mut self.firm, &mut self.version)
            }

            fn rename(&mut self) -> Result<(), Breach> {
                self.$field = "Another Name".parse()?;
                Ok(())
            }

            async fn look_up(
                &self,
                unit: &mut Unit,
                reach: &Reach,
            ) -> Result<Option<Self>, StoreError> {
                unit.$table().get(reach, self.id).await
            }

            async fn insert(&self, unit: &mut Unit) -> Result<(), StoreError> {
                unit.$table().insert(self).await
            }

            async fn update(&self, unit: &mut Unit) -> Result<(), StoreError> {
                unit.$table().update(self).await
            }

            async fn list(
                unit: &mut Unit,
                reach: &Reach,
                page: &PageRequest,
            ) -> Result<Page<Self>, StoreError> {
                unit.$table().list(reach, $(&$filter,)? page).await
            }
        }
    };
}

noun!(User in users, "user", list(), rename name, |office, _unit| office.user());
noun!(Household in households, "household", list(), rename name, |office, _unit| {
    office.household(office.admin)
});
noun!(Client in clients, "client", list(ClientFilter::default()), rename last_name, |office, _unit| {
    office.client(office.admin)
});
noun!(Portfolio in portfolios, "portfolio", list(PortfolioFilter::default()), rename name, |office, unit| {
    let client = Client::keep(office, unit).await?;
    office.portfolio(client.id)
});
noun!(Account in accounts, "account", list(AccountFilter::default()), rename name, |office, unit| {
    let portfolio = Portfolio::keep(office, unit).await?;
    office.account(&portfolio)
});
noun!(Instrument in instruments, "instrument", list(), rename name, |office, _unit| office.instrument());
