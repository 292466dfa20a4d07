//! Clients.

use cactus_core::model::{Client, ClientStatus, Household, LeadSource, RiskProfile, User};
use cactus_core::ports::{ClientFilter, PageRequest, Store};

use super::breach::{conflict, dangling, equal, stale, unsound};
use super::nouns::{Noun, Unit};
use super::office::{dollars, text};
use super::{Breach, Office, Proof};

pub(super) async fn every_field_comes_back(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let friend = Client::keep(&mut office, &mut unit).await?;
    let household = Household::keep(&mut office, &mut unit).await?;
    let bare = Client::keep(&mut office, &mut unit).await?;
    let adviser = User::keep(&mut office, &mut unit).await?;
    let full = Client {
        owner: adviser.id,
        household: Some(household.id),
        first_name: text("José María")?,
        email: text("jose@example.org")?,
        phone: Some(text("+34 (91) 123-45.67")?),
        risk_profile: RiskProfile::High,
        status: ClientStatus::ActiveInvestor,
        lead_source: Some(LeadSource::SocialMedia),
        referred_by: Some(friend.id),
        savings_capacity: Some(dollars("1234.5678")?),
        notes: Some(text("two\nlines")?),
        updated_at: office.moment()?,
        ..bare.clone().renamed()?
    };
    full.update(&mut unit).await?;
    unit.commit().await?;
    let mut unit = store.begin().await?;
    equal(full.look_up(&mut unit, &everything).await?, Some(full.clone()))?;
    let mut new = office.client(office.admin)?;
    (new.household, new.referred_by, new.notes) = (full.household, Some(full.id), full.notes);
    new.insert(&mut unit).await?;
    let cleared = Client { version: full.version.next(), ..bare };
    cleared.update(&mut unit).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    equal(Client::all(&mut unit, &everything).await?, vec![friend, cleared, new])
}

pub(super) async fn an_address_is_taken_in_its_firm_only(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let client = Client::keep(&mut office, &mut unit).await?;
    let email = client.email.clone();
    let twin = Client { email: email.clone(), ..office.client(office.admin)? };
    conflict(twin.insert(&mut unit).await, "client.email")?;
    let second = Client::keep(&mut office, &mut unit).await?;
    let twin = Client { email: email.clone(), ..second.renamed()? };
    conflict(twin.update(&mut unit).await, "client.email")?;
    let elsewhere = Client { email, ..other.client(other.admin)? };
    elsewhere.insert(&mut unit).await?;
    Ok(())
}

pub(super) async fn a_changed_address_is_free_again(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let first = Client::keep(&mut office, &mut unit).await?;
    let moved = Client { email: text("moved@example.org")?, ..first.clone().renamed()? };
    moved.update(&mut unit).await?;
    let heir = Client { email: first.email, ..office.client(office.admin)? };
    heir.insert(&mut unit).await?;
    let everything = office.everything()?;
    equal(Client::all(&mut unit, &everything).await?, vec![moved, heir])
}

pub(super) async fn what_a_client_refers_to_must_be_there(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let household = Household::keep(&mut other, &mut unit).await?;
    let stranger = Client::keep(&mut other, &mut unit).await?;
    let client = Client::keep(&mut office, &mut unit).await?;
    let new = office.client(office.admin)?;
    let next = client.renamed()?;
    for (row, is_new) in [(new, true), (next, false)] {
        let strays = [
            ("client.owner", Client { owner: other.admin, ..row.clone() }),
            ("client.household", Client { household: Some(household.id), ..row.clone() }),
            ("client.referred_by", Client { referred_by: Some(stranger.id), ..row.clone() }),
        ];
        for (field, stray) in strays {
            let result =
                if is_new { stray.insert(&mut unit).await } else { stray.update(&mut unit).await };
            dangling(result, field)?;
        }
    }
    Ok(())
}

pub(super) async fn a_client_cannot_refer_themselves(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let client = Client::keep(&mut office, &mut unit).await?;
    let narcissus = Client { referred_by: Some(client.id), ..client.renamed()? };
    unsound(narcissus.update(&mut unit).await, "model.self_referral")
}

pub(super) async fn the_first_of_several_faults_is_told(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut elsewhere = Office::planned(9);
    let mut unit = store.begin().await?;
    let first = Client::keep(&mut office, &mut unit).await?;
    let second = Client::keep(&mut office, &mut unit).await?;
    let mut faulty = Client {
        id: second.id,
        owner: elsewhere.admin,
        referred_by: Some(elsewhere.next()),
        email: first.email.clone(),
        ..second.clone()
    };
    conflict(faulty.insert(&mut unit).await, "client.id")?;
    stale(faulty.update(&mut unit).await, "client")?;
    faulty.version = second.version.next();
    conflict(faulty.update(&mut unit).await, "client.email")?;
    faulty.email = second.email;
    dangling(faulty.update(&mut unit).await, "client.owner")?;
    faulty.referred_by = Some(faulty.id);
    unsound(faulty.update(&mut unit).await, "model.self_referral")
}

async fn found(
    unit: &mut Unit,
    office: &Office,
    filter: ClientFilter,
) -> Result<Vec<Client>, Breach> {
    let everything = office.everything()?;
    let page = PageRequest::default();
    let mut clients = unit.clients();
    Ok(clients.list(&everything, &filter, &page).await?.items)
}

fn with_text(text: &str) -> ClientFilter {
    ClientFilter { text: Some(text.to_owned()), ..ClientFilter::default() }
}

pub(super) async fn filters_narrow_the_list(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let adviser = User::keep(&mut office, &mut unit).await?;
    let household = Household::keep(&mut office, &mut unit).await?;
    let plain = Client::keep(&mut office, &mut unit).await?;
    let mut member = office.client(adviser.id)?;
    member.household = Some(household.id);
    member.insert(&mut unit).await?;
    let mut active = office.client(adviser.id)?;
    active.status = ClientStatus::ActiveInvestor;
    active.insert(&mut unit).await?;
    unit.commit().await?;

    let mut unit = store.read().await?;
    let of_adviser = ClientFilter { owner: Some(adviser.id), ..ClientFilter::default() };
    let of_household = ClientFilter { household: Some(household.id), ..ClientFilter::default() };
    let prospects =
        ClientFilter { status: Some(ClientStatus::Prospect), ..ClientFilter::default() };
    let both = ClientFilter { status: Some(ClientStatus::ActiveInvestor), ..of_adviser.clone() };
    let neither = ClientFilter { household: Some(household.id), ..both.clone() };
    let cases = [
        (of_adviser, vec![member.clone(), active.clone()]),
        (of_household, vec![member.clone()]),
        (prospects, vec![plain, member]),
        (both, vec![active]),
        (neither, Vec::new()),
    ];
    for (filter, expected) in cases {
        equal(found(&mut unit, &office, filter).await?, expected)?;
    }
    Ok(())
}

pub(super) async fn a_search_ignores_case_and_takes_signs_as_they_are(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let mut named = office.client(office.admin)?;
    (named.first_name, named.last_name) = (text("Begoña")?, text("Núñez 100%_x\\")?);
    named.email = text("bego@empresa.example")?;
    named.insert(&mut unit).await?;
    let other = Client::keep(&mut office, &mut unit).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    let hits =
        ["begoña", "BEGOÑA", "NÚÑEZ", "ñEZ 1", "bego@", "EMPRESA.ex", "0%_", "_x\\", "ña nú"];
    for hit in hits {
        let clients = found(&mut unit, &office, with_text(hit)).await?;
        equal(clients, vec![named.clone()]).map_err(|breach| breach.about(hit))?;
    }
    for miss in ["nunez", "begona", "1_0", "x\\\\", " begoña", "'", "\""] {
        let clients = found(&mut unit, &office, with_text(miss)).await?;
        equal(clients, Vec::new()).map_err(|breach| breach.about(miss))?;
    }
    let all = with_text("");
    equal(found(&mut unit, &office, all).await?, vec![named, other])
}
