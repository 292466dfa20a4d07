use async_trait::async_trait;
use cactus_core::events::Digest;
use cactus_core::ids::{FirmId, SessionId, UserId};
use cactus_core::ports::{Session, Sessions, StoreError};
use cactus_core::time::Timestamp;

use super::state::{State, refer};
use super::table::{highest, lowest};
use super::unit::Rows;

#[async_trait]
impl Sessions for Rows<'_> {
    async fn insert(&mut self, session: &Session) -> Result<(), StoreError> {
        self.change(|state| {
            let key = (session.firm, session.id);
            if state.sessions.contains_key(&key) {
                return Err(StoreError::Conflict { what: "session.id" });
            }
            keep(state, session)
        })
    }

    async fn by_token(&mut self, token: Digest) -> Result<Option<Session>, StoreError> {
        let sessions = &self.state().sessions;
        let present = sessions.values().find(|session| session.token == token);
        let session =
            present.or_else(|| sessions.values().find(|session| session.previous == Some(token)));
        Ok(session.cloned())
    }

    async fn get(&mut self, firm: FirmId, id: SessionId) -> Result<Option<Session>, StoreError> {
        Ok(self.state().sessions.get(&(firm, id)).cloned())
    }

    async fn update(&mut self, session: &Session) -> Result<(), StoreError> {
        self.change(|state| {
            if !state.sessions.contains_key(&(session.firm, session.id)) {
                return Err(StoreError::Missing { what: "session" });
            }
            keep(state, session)
        })
    }

    async fn revoke_all(
        &mut self,
        firm: FirmId,
        user: UserId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.change(|state| {
            let open: Vec<_> = state
                .sessions
                .range((firm, lowest())..=(firm, highest()))
                .filter(|(_, session)| session.user == user && session.revoked_at.is_none())
                .map(|(key, session)| (*key, session.clone()))
                .collect();
            for (key, session) in open {
                let revoked_at = Some(at);
                let ended = Session { revoked_at, ..session };
                state.sessions.insert_mut(key, ended);
            }
            Ok(())
        })
    }
}

fn keep(state: &mut State, session: &Session) -> Result<(), StoreError> {
    let key = (session.firm, session.id);
    let taken =
        state.sessions.iter().any(|(other, row)| *other != key && row.token == session.token);
    if taken {
        return Err(StoreError::Conflict { what: "session.token" });
    }
    state.check_firm(session.firm, "session.firm")?;
    refer(state.users.has(session.firm, session.user), "session.user")?;
    state.sessions.insert_mut(key, session.clone());
    Ok(())
}
