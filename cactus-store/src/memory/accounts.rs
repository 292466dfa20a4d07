use async_trait::async_trait;
use cactus_core::ids::AccountId;
use cactus_core::model::Account;
use cactus_core::permissions::Reach;
use cactus_core::ports::{AccountFilter, Accounts, Page, PageRequest, StoreError};

use super::state::{State, refer};
use super::unit::Rows;

#[async_trait]
impl Accounts for Rows<'_> {
    async fn get(&mut self, reach: &Reach, id: AccountId) -> Result<Option<Account>, StoreError> {
        let state = self.state();
        let account = state.accounts.get(reach.firm(), id);
        Ok(account.filter(|account| state.reaches_client(reach, account.client)).cloned())
    }

    async fn list(
        &mut self,
        reach: &Reach,
        filter: &AccountFilter,
        page: &PageRequest,
    ) -> Result<Page<Account>, StoreError> {
        let state = self.state();
        state.accounts.page(reach.firm(), page, |account| {
            filter.client.is_none_or(|client| account.client == client)
                && filter.portfolio.is_none_or(|portfolio| account.portfolio == portfolio)
                && state.reaches_client(reach, account.client)
        })
    }

    async fn insert(&mut self, account: &Account) -> Result<(), StoreError> {
        self.change(|state| {
            state.accounts.check_new(account)?;
            keep(state, account)
        })
    }

    async fn update(&mut self, account: &Account) -> Result<(), StoreError> {
        self.change(|state| {
            state.accounts.check_next(account)?;
            keep(state, account)
        })
    }
}

fn keep(state: &mut State, account: &Account) -> Result<(), StoreError> {
    let firm = account.firm;
    state.check_firm(firm, "account.firm")?;
    refer(state.clients.has(firm, account.client), "account.client")?;
    refer(state.portfolios.has(firm, account.portfolio), "account.portfolio")?;
    state.accounts.put(account);
    Ok(())
}
