//! A script, performed on two stores at once.

use cactus_core::model::Version;
use cactus_core::permissions::Reach;
use cactus_core::ports::Store;

use super::super::nouns::Noun;
use super::super::{Breach, Proof};
use super::cast::Cast;
use super::look;
use super::pair::{Pair, alike, same};
use super::random::FIRMS;
use super::script::{Command, Entry, Kind, Row, Script, Work, Write};

/// Performs the script on both stores, and compares what they answer and what they keep.
pub(super) async fn perform(
    script: &Script,
    performance: u64,
    store: &dyn Store,
    memory: &dyn Store,
) -> Proof {
    let mut cast = Cast::of(performance);
    for Work { kind, commands } in &script.0 {
        let mut pair = match kind {
            Kind::Reading => reading(store, memory).await?,
            Kind::Committed | Kind::Dropped => {
                Pair { store: store.begin().await?, memory: memory.begin().await? }
            }
        };
        for command in commands {
            let proof = obey(&mut pair, &mut cast, command).await;
            proof.map_err(|breach| breach.about(format!("{command:?}")))?;
        }
        look::over(&mut pair, &cast, &cast.everything(0)).await?;
        if *kind != Kind::Dropped {
            pair.memory.commit().await?;
            pair.store.commit().await?;
        }
    }
    let mut pair = reading(store, memory).await?;
    for firm in 0..FIRMS {
        for reach in cast.reaches(firm)? {
            let proof = look::over(&mut pair, &cast, &reach).await;
            proof.map_err(|breach| breach.about(format!("in the end, {reach:?}")))?;
        }
    }
    look::without_reach(&mut pair, &cast).await
}

async fn reading(store: &dyn Store, memory: &dyn Store) -> Result<Pair, Breach> {
    Ok(Pair { store: store.read().await?, memory: memory.read().await? })
}

async fn obey(pair: &mut Pair, cast: &mut Cast, command: &Command) -> Proof {
    match command {
        Command::Keep(row, write) => keep(pair, cast, *row, *write).await,
        Command::Record(entries) => record(pair, cast, entries).await,
        Command::Reserve { firm, count } => {
            let (firm, count) = (cast.firm_id(*firm), u64::from(*count));
            alike!(pair, |unit| unit.transactions().reserve_sequence(firm, count))
        }
        Command::Sort(sorting) => sorting.obey(pair, cast).await,
        Command::Prices { firm, rows } => {
            let firm = cast.firm_id(*firm);
            let price_source = rows.first().map(|row| row.cents);
            let rows = rows.iter().map(|row| cast.price(row)).collect::<Result<Vec<_>, _>>()?;
            let source = cast.source(price_source)?;
            alike!(pair, |unit| unit.market().record_prices(firm, source.as_ref(), &rows))
        }
        Command::Rates { firm, rows } => {
            let firm = cast.firm_id(*firm);
            let rate_source = rows.first().map(|row| row.cents);
            let rows = rows.iter().map(|row| cast.rate(row)).collect::<Result<Vec<_>, _>>()?;
            let source = cast.source(rate_source)?;
            alike!(pair, |unit| unit.market().record_rates(firm, source.as_ref(), &rows))
        }
        Command::Split { firm, row } => {
            let (firm, split) = (cast.firm_id(*firm), cast.split(row)?);
            alike!(pair, |unit| unit.instruments().add_split(firm, &split))
        }
        Command::Report { firm, id, client, portfolio, moment } => {
            let report = cast.report([*firm, *id, *client, *moment], *portfolio)?;
            alike!(pair, |unit| unit.reports().insert(&report))
        }
        Command::Tell(events) => {
            let events = events.iter().map(|event| cast.event(event));
            let events = events.collect::<Result<Vec<_>, _>>()?;
            alike!(pair, |unit| unit.events().append(&events))
        }
        Command::Audit { firms } => {
            let drafts = firms.iter().map(|firm| cast.draft(*firm));
            let drafts = drafts.collect::<Result<Vec<_>, _>>()?;
            alike!(pair, |unit| unit.audit().append(&drafts))
        }
        Command::Password { firm, user } => {
            let (firm, user, (hash, _)) = (cast.firm_id(*firm), cast.id(*user), cast.mark()?);
            alike!(pair, |unit| unit.directory().set_password(firm, user, &hash))
        }
        Command::Session { row, new } => {
            let session = cast.session(row)?;
            if *new {
                alike!(pair, |unit| unit.sessions().insert(&session))
            } else {
                alike!(pair, |unit| unit.sessions().update(&session))
            }
        }
        Command::Revoke { firm, user } => {
            let (firm, user, (_, at)) = (cast.firm_id(*firm), cast.id(*user), cast.mark()?);
            alike!(pair, |unit| unit.sessions().revoke_all(firm, user, at))
        }
    }
}

async fn keep(pair: &mut Pair, cast: &mut Cast, row: Row, write: Write) -> Proof {
    match row {
        Row::Firm { firm } => keep_firm(pair, cast, firm, write).await,
        Row::User { firm, id, email, manager, client } => {
            let user = cast.user([firm, id, email], manager, client)?;
            keep_noun(pair, &cast.everything(firm), user, write).await
        }
        Row::Household { firm, id, owner } => {
            let household = cast.household([firm, id, owner])?;
            keep_noun(pair, &cast.everything(firm), household, write).await
        }
        Row::Client { firm, id, email, owner, household, friend } => {
            let client = cast.client([firm, id, email, owner], household, friend)?;
            keep_noun(pair, &cast.everything(firm), client, write).await
        }
        Row::Portfolio { firm, id, client } => {
            let portfolio = cast.portfolio([firm, id, client])?;
            keep_noun(pair, &cast.everything(firm), portfolio, write).await
        }
        Row::Account { firm, id, client, portfolio, closes_early } => {
            let account = cast.account([firm, id, client, portfolio], closes_early)?;
            keep_noun(pair, &cast.everything(firm), account, write).await
        }
        Row::Instrument { firm, id, symbol } => {
            let instrument = cast.instrument([firm, id, symbol])?;
            keep_noun(pair, &cast.everything(firm), instrument, write).await
        }
    }
}

/// So many versions above the stored one; of a row that is not there, so many above the first.
pub(super) fn version(stored: Option<Version>, above: u8) -> Version {
    let stored = stored.unwrap_or(Version::FIRST);
    (0..above).fold(stored, |version, _| version.next())
}

async fn keep_firm(pair: &mut Pair, cast: &mut Cast, firm: u8, write: Write) -> Proof {
    let everything = cast.everything(firm);
    let mut row = cast.firm(firm)?;
    match write {
        Write::Insert => alike!(pair, |unit| unit.firms().insert(&row))?,
        Write::Update { above } => {
            let stored = pair.memory.firms().get(&everything).await?;
            row.version = version(stored.map(|firm| firm.version), above);
            alike!(pair, |unit| unit.firms().update(&row))?;
        }
    }
    same!(pair, |unit| unit.firms().get(&everything).await?)
}

async fn keep_noun<N: Noun>(
    pair: &mut Pair,
    everything: &Reach,
    mut row: N,
    write: Write,
) -> Proof {
    match write {
        Write::Insert => alike!(pair, |unit| row.insert(unit))?,
        Write::Update { above } => {
            let mut stored = row.look_up(&mut pair.memory, everything).await?;
            let stored = stored.as_mut().map(|stored| *stored.firm_and_version().1);
            *row.firm_and_version().1 = version(stored, above);
            alike!(pair, |unit| row.update(unit))?;
        }
    }
    same!(pair, |unit| row.look_up(unit, everything).await?)
}

async fn record(pair: &mut Pair, cast: &mut Cast, entries: &[Entry]) -> Proof {
    let batch = entries.iter().map(|entry| cast.transaction(entry));
    let batch = batch.collect::<Result<Vec<_>, _>>()?;
    alike!(pair, |unit| unit.transactions().record(&batch))
}
