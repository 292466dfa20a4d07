//! Signed-in sessions.

use cactus_core::events::Digest;
use cactus_core::ids::UserId;
use cactus_core::model::User;
use cactus_core::ports::{Session, Store};

use super::breach::{conflict, dangling, equal, missing};
use super::nouns::Noun;
use super::{Breach, Office, Proof};

fn session(office: &mut Office, user: UserId, token: u8) -> Result<Session, Breach> {
    Ok(Session {
        id: office.next(),
        firm: office.firm,
        user,
        token: Digest([token; 32]),
        previous: None,
        expires_at: office.moment()?,
        revoked_at: None,
    })
}

pub(super) async fn a_session_is_found_by_its_present_and_previous_token(
    store: &dyn Store,
) -> Proof {
    let mut office = Office::open(store).await?;
    let admin = office.admin;
    let first = session(&mut office, admin, 1)?;
    let mut unit = store.begin().await?;
    unit.sessions().insert(&first).await?;
    unit.commit().await?;
    let exchanged = Session {
        token: Digest([2; 32]),
        previous: Some(Digest([1; 32])),
        revoked_at: Some(office.moment()?),
        ..first.clone()
    };
    let mut unit = store.begin().await?;
    let mut sessions = unit.sessions();
    equal(sessions.by_token(first.token).await?, Some(first.clone()))?;
    sessions.update(&exchanged).await?;
    for token in [1, 2] {
        let found = sessions.by_token(Digest([token; 32])).await?;
        equal(found.as_ref(), Some(&exchanged))?;
    }
    equal(sessions.by_token(Digest([3; 32])).await?, None)?;
    let found = sessions.get(office.firm, first.id).await?;
    equal(found, Some(exchanged.clone()))?;
    let again = Session { token: Digest([3; 32]), previous: Some(Digest([2; 32])), ..exchanged };
    sessions.update(&again).await?;
    equal(sessions.by_token(Digest([1; 32])).await?, None)?;
    let elsewhere = Office::planned(2).firm;
    equal(sessions.get(elsewhere, first.id).await?, None)
}

pub(super) async fn faulty_sessions_are_refused(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let mut sessions = unit.sessions();
    let admin = office.admin;
    let first = session(&mut office, admin, 1)?;
    sessions.insert(&first).await?;
    conflict(sessions.insert(&first).await, "session.id")?;
    let twin = session(&mut office, admin, 1)?;
    conflict(sessions.insert(&twin).await, "session.token")?;
    let other_admin = other.admin;
    let twin = session(&mut other, other_admin, 1)?;
    conflict(sessions.insert(&twin).await, "session.token")?;
    let stray = session(&mut office, other_admin, 2)?;
    dangling(sessions.insert(&stray).await, "session.user")?;
    let new = session(&mut office, admin, 3)?;
    missing(sessions.update(&new).await, "session")?;
    sessions.insert(&new).await?;
    let twin = Session { token: first.token, ..new };
    conflict(sessions.update(&twin).await, "session.token")
}

pub(super) async fn all_sessions_of_a_person_end_at_once(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let user = User::keep(&mut office, &mut unit).await?;
    let open = session(&mut office, user.id, 1)?;
    let ended = Session { revoked_at: Some(office.moment()?), ..session(&mut office, user.id, 2)? };
    let admin = office.admin;
    let of_another = session(&mut office, admin, 3)?;
    let mut sessions = unit.sessions();
    for row in [&open, &ended, &of_another] {
        sessions.insert(row).await?;
    }
    let now = office.draft()?.at;
    sessions.revoke_all(office.firm, user.id, now).await?;
    let revoked = Session { revoked_at: Some(now), ..open };
    for expected in [revoked, ended, of_another] {
        let found = sessions.get(office.firm, expected.id).await?;
        equal(found, Some(expected))?;
    }
    Ok(())
}
