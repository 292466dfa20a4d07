//! Which portfolio is meant.

use anyhow::bail;
use cactus_core::Cactus;
use cactus_core::error::{Error, ErrorKind};
use cactus_core::ids::{ClientId, PortfolioId};
use cactus_core::permissions::Actor;
use cactus_core::views::{ClientView, ListClients, ListPortfolios, PortfolioView};

/// How many of those that may be meant are shown.
const SHOWN: usize = 10;
const PAGE: Option<u32> = Some(500);

/// The one portfolio that is meant by the client (full name, e-mail address or id) and the portfolio (name or id).
/// Case does not count in names. Only what the actor can see is meant.
///
/// # Errors
/// If none or several are meant, with those that may be.
pub async fn portfolio(
    cactus: &Cactus,
    actor: &Actor,
    client: Option<&str>,
    portfolio: Option<&str>,
) -> anyhow::Result<PortfolioView> {
    let client = match client {
        Some(text) => Some(find_client(cactus, actor, text).await?),
        None => None,
    };
    let of = client.as_ref().map(|client| client.id);
    if let Some(text) = portfolio
        && let Ok(id) = text.parse::<PortfolioId>()
    {
        let found = cactus.portfolios().get(actor, id).await;
        return match none_if_unknown(found)? {
            Some(found) if of.is_none_or(|client| client == found.client) => Ok(found),
            _ => bail!("there is no portfolio `{id}`{}", of_whom(client.as_ref())),
        };
    }
    let all = portfolios(cactus, actor, of).await?;
    let meant =
        all.iter().filter(|found| portfolio.is_none_or(|text| same(found.name.as_str(), text)));
    match meant.collect::<Vec<_>>().as_slice() {
        [one] => Ok((*one).clone()),
        [] => {
            let what = portfolio.map_or_else(String::new, |text| format!(" called `{text}`"));
            let listed = list(all.iter().map(describe_portfolio));
            bail!("there is no portfolio{what}{}{listed}", of_whom(client.as_ref()))
        }
        several => {
            let listed = list(several.iter().copied().map(describe_portfolio));
            let count = several.len();
            bail!("{count} portfolios may be meant; name one with `--portfolio`{listed}")
        }
    }
}

async fn find_client(cactus: &Cactus, actor: &Actor, text: &str) -> anyhow::Result<ClientView> {
    if let Ok(id) = text.parse::<ClientId>() {
        let found = none_if_unknown(cactus.clients().get(actor, id).await)?;
        return found.ok_or_else(|| anyhow::anyhow!("there is no client `{id}`"));
    }
    let all = clients(cactus, actor).await?;
    let meant = all
        .iter()
        .filter(|found| same(&full_name(found), text) || same(found.email.as_str(), text));
    match meant.collect::<Vec<_>>().as_slice() {
        [one] => Ok((*one).clone()),
        [] => {
            let part = text.to_lowercase();
            let near =
                all.iter().filter(|found| describe_client(found).to_lowercase().contains(&part));
            bail!("there is no client `{text}`{}", list(near.map(describe_client)))
        }
        several => {
            let listed = list(several.iter().copied().map(describe_client));
            bail!("{} clients are called `{text}`; name the e-mail address{listed}", several.len())
        }
    }
}

async fn clients(cactus: &Cactus, actor: &Actor) -> Result<Vec<ClientView>, Error> {
    let mut query = ListClients { limit: PAGE, ..ListClients::default() };
    let mut found = Vec::new();
    loop {
        let page = cactus.clients().list(actor, &query).await?;
        found.extend(page.items);
        query.after = page.next;
        if query.after.is_none() {
            return Ok(found);
        }
    }
}

async fn portfolios(
    cactus: &Cactus,
    actor: &Actor,
    client: Option<ClientId>,
) -> Result<Vec<PortfolioView>, Error> {
    let mut query = ListPortfolios { client, limit: PAGE, ..ListPortfolios::default() };
    let mut found = Vec::new();
    loop {
        let page = cactus.portfolios().list(actor, &query).await?;
        found.extend(page.items);
        query.after = page.next;
        if query.after.is_none() {
            return Ok(found);
        }
    }
}

fn none_if_unknown<T>(found: Result<T, Error>) -> Result<Option<T>, Error> {
    match found {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        found => found.map(Some),
    }
}

fn same(name: &str, text: &str) -> bool {
    name.to_lowercase() == text.trim().to_lowercase()
}

fn full_name(client: &ClientView) -> String {
    format!("{} {}", client.first_name, client.last_name)
}

fn describe_client(client: &ClientView) -> String {
    format!("{} <{}>", full_name(client), client.email)
}

fn describe_portfolio(portfolio: &PortfolioView) -> String {
    format!("{}  {} ({})", portfolio.id, portfolio.name, portfolio.base_currency)
}

fn of_whom(client: Option<&ClientView>) -> String {
    client.map_or_else(String::new, |client| format!(" of {}", full_name(client)))
}

/// Those that may be meant, a line each.
fn list(candidates: impl Iterator<Item = String>) -> String {
    let mut candidates = candidates.peekable();
    if candidates.peek().is_none() {
        return String::new();
    }
    let mut lines = String::from(":");
    for candidate in candidates.by_ref().take(SHOWN) {
        lines = lines + "\n  " + &candidate;
    }
    match candidates.count() {
        0 => lines,
        more => format!("{lines}\n  and {more} more"),
    }
}
