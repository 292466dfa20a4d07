//! A small firm to try a store with.

use std::str::FromStr;

use cactus_core::error::Coded;
use cactus_core::events::{AuditDraft, DomainEvent, EventKind};
use cactus_core::ids::{ClientId, FirmId, Id, UserId};
use cactus_core::ledger::{Booking, Event, Transaction};
use cactus_core::model::{
    Account, AssetClass, Client, ClientStatus, Firm, Household, Instrument, LotMethod, Portfolio,
    PriceBasis, RiskProfile, Terms, User, Version,
};
use cactus_core::money::{Currency, Money, Weight, decimal};
use cactus_core::permissions::{Actor, Permission, PermissionSet, Reach, Role, Span, reach};
use cactus_core::ports::{ReportRecord, Store};
use cactus_core::time::{BusinessDate, Period, Timestamp};
use serde_json::json;
use uuid::Uuid;

use super::Breach;

/// The value with this text.
pub(super) fn text<T: FromStr<Err: Coded>>(text: &str) -> Result<T, Breach> {
    Ok(text.parse::<T>()?)
}

/// The day with this text.
pub(super) fn day(text: &str) -> Result<BusinessDate, Breach> {
    Ok(text.parse()?)
}

/// So many dollars.
pub(super) fn dollars(text: &str) -> Result<Money, Breach> {
    Ok(Money::new(decimal::parse(text)?, Currency::USD))
}

/// A firm with one administrator, who owns what nobody else does.
///
/// The rows it makes are new, valid and bare: they have no optional fields and refer to what they were made
/// for. Ids count up, so that the order of making is the order of ids.
pub(super) struct Office {
    pub(super) firm: FirmId,
    pub(super) admin: UserId,
    number: u64,
    made: u32,
}

impl Office {
    /// Sets up the first firm of a test.
    pub(super) async fn open(store: &dyn Store) -> Result<Self, Breach> {
        Self::numbered(1, store).await
    }

    /// Sets up a firm; each number is another one.
    pub(super) async fn numbered(number: u64, store: &dyn Store) -> Result<Self, Breach> {
        let office = Self::planned(number);
        let mut unit = store.begin().await?;
        unit.firms().insert(&office.firm_row()?).await?;
        unit.users().insert(&office.admin_row()?).await?;
        unit.commit().await?;
        Ok(office)
    }

    /// A firm of which nothing is kept yet.
    pub(super) fn planned(number: u64) -> Self {
        let mut office = Self {
            firm: FirmId::from_uuid(Uuid::nil()),
            admin: UserId::from_uuid(Uuid::nil()),
            number,
            made: 0,
        };
        office.firm = office.next();
        office.admin = office.next();
        office
    }

    /// A new id, in the form of a version 7 UUID.
    pub(super) fn next<T: Id>(&mut self) -> T {
        self.made += 1;
        let millis = (1_700_000_000_000 + u128::from(self.made)) << 80;
        let version_and_variant = 0x7000_8000_0000_0000_0000;
        T::from_uuid(Uuid::from_u128(millis | version_and_variant | u128::from(self.number)))
    }

    /// A moment after all those before it, with microseconds.
    pub(super) fn moment(&self) -> Result<Timestamp, Breach> {
        let micros = 1_700_000_000_000_001 + i64::from(self.made) * 1_000_003;
        Ok(Timestamp::from_micros(micros)?)
    }

    /// A word that no other row of any office has.
    fn word(&self, stem: &str) -> String {
        format!("{stem}-{}-{}", self.number, self.made)
    }

    fn email<T: FromStr<Err: Coded>>(&self) -> Result<T, Breach> {
        text(&format!("{}@example.org", self.word("person")))
    }

    pub(super) fn firm_row(&self) -> Result<Firm, Breach> {
        Ok(Firm {
            id: self.firm,
            name: text(&self.word("Firm"))?,
            base_currency: Currency::EUR,
            created_at: self.moment()?,
            version: Version::FIRST,
        })
    }

    pub(super) fn admin_row(&self) -> Result<User, Breach> {
        Ok(User {
            id: self.admin,
            firm: self.firm,
            email: text(&format!("admin@office-{}.example", self.number))?,
            name: text("Ada Admin")?,
            role: text("admin")?,
            manager: None,
            client: None,
            active: true,
            created_at: self.moment()?,
            version: Version::FIRST,
        })
    }

    /// An adviser without a manager.
    pub(super) fn user(&mut self) -> Result<User, Breach> {
        Ok(User {
            id: self.next(),
            email: self.email()?,
            name: text(&self.word("Person"))?,
            role: text("adviser")?,
            ..self.admin_row()?
        })
    }

    /// A household that the adviser looks after.
    pub(super) fn household(&mut self, owner: UserId) -> Result<Household, Breach> {
        Ok(Household {
            id: self.next(),
            firm: self.firm,
            owner,
            name: text(&self.word("Household"))?,
            created_at: self.moment()?,
            version: Version::FIRST,
        })
    }

    /// A client whom the adviser looks after.
    pub(super) fn client(&mut self, owner: UserId) -> Result<Client, Breach> {
        Ok(Client {
            id: self.next(),
            firm: self.firm,
            owner,
            household: None,
            first_name: text(&self.word("Ana"))?,
            last_name: text("García")?,
            email: self.email()?,
            phone: None,
            risk_profile: RiskProfile::Medium,
            status: ClientStatus::Prospect,
            lead_source: None,
            referred_by: None,
            savings_capacity: None,
            notes: None,
            created_at: self.moment()?,
            updated_at: self.moment()?,
            version: Version::FIRST,
        })
    }

    /// A portfolio of the client.
    pub(super) fn portfolio(&mut self, client: ClientId) -> Result<Portfolio, Breach> {
        Ok(Portfolio {
            id: self.next(),
            firm: self.firm,
            client,
            name: text(&self.word("Portfolio"))?,
            base_currency: Currency::USD,
            lot_method: LotMethod::Fifo,
            opened_on: day("2020-01-02")?,
            created_at: self.moment()?,
            version: Version::FIRST,
        })
    }

    /// An account in the portfolio.
    pub(super) fn account(&mut self, portfolio: &Portfolio) -> Result<Account, Breach> {
        Ok(Account {
            id: self.next(),
            firm: self.firm,
            client: portfolio.client,
            portfolio: portfolio.id,
            name: text(&self.word("Account"))?,
            custodian: None,
            number: None,
            may_be_short: false,
            owner_share: Weight::ONE,
            currencies: None,
            opened_on: day("2020-01-02")?,
            closed_on: None,
            created_at: self.moment()?,
            version: Version::FIRST,
        })
    }

    /// A share.
    pub(super) fn instrument(&mut self) -> Result<Instrument, Breach> {
        Ok(Instrument {
            id: self.next(),
            firm: self.firm,
            symbol: text(&self.word("SYM"))?,
            name: text(&self.word("Instrument"))?,
            class: AssetClass::Equity,
            currency: Currency::USD,
            isin: None,
            price_basis: PriceBasis::Raw,
            terms: Terms::default(),
            sector: None,
            region: None,
            created_at: self.moment()?,
            version: Version::FIRST,
        })
    }

    /// A booking in the record.
    pub(super) fn transaction(
        &mut self,
        sequence: u64,
        booking: Booking,
    ) -> Result<Transaction, Breach> {
        Ok(Transaction {
            id: self.next(),
            firm: self.firm,
            sequence,
            booking,
            reference: None,
            memo: None,
            recorded_at: self.moment()?,
            recorded_by: self.admin,
        })
    }

    /// A deposit of so many dollars.
    pub(super) fn deposit(
        &mut self,
        sequence: u64,
        account: &Account,
        on: &str,
    ) -> Result<Transaction, Breach> {
        let event = Event::Deposit { amount: dollars("100.25")? };
        let booking = Booking::new(account.id, day(on)?, event, Vec::new())?;
        self.transaction(sequence, booking)
    }

    /// A report about the client.
    pub(super) fn report(&mut self, client: ClientId) -> Result<ReportRecord, Breach> {
        Ok(ReportRecord {
            id: self.next(),
            firm: self.firm,
            client,
            portfolio: None,
            title: text(&self.word("Report"))?,
            period: Period::new(day("2023-12-31")?, day("2024-12-31")?)?,
            content: r#"{"sections":[]}"#.to_owned(),
            generated_at: self.moment()?,
            generated_by: self.admin,
        })
    }

    /// Something that happened.
    pub(super) fn event(&mut self) -> Result<DomainEvent, Breach> {
        Ok(DomainEvent {
            id: self.next(),
            firm: self.firm,
            at: self.moment()?,
            actor: self.admin,
            kind: EventKind::ClientCreated,
            subject: self.word("client"),
            payload: json!({ "made": self.made }),
        })
    }

    /// Something that was done.
    pub(super) fn draft(&mut self) -> Result<AuditDraft, Breach> {
        self.made += 1;
        Ok(AuditDraft {
            firm: self.firm,
            at: self.moment()?,
            actor: self.admin,
            permission: "clients.create".to_owned(),
            reasons: vec!["whole_firm".to_owned()],
            subject: self.word("client"),
            change: json!({ "made": self.made }),
        })
    }

    /// The whole firm.
    pub(super) fn everything(&self) -> Result<Reach, Breach> {
        self.reach_of(self.admin, Span::Firm, PermissionSet::all())
    }

    /// What one person looks after.
    pub(super) fn own(&self, user: UserId) -> Result<Reach, Breach> {
        self.reach_of(user, Span::Own, PermissionSet::all())
    }

    /// What somebody without any permission reaches.
    pub(super) fn nothing(&self) -> Result<Reach, Breach> {
        self.reach_of(self.admin, Span::Firm, PermissionSet::NONE)
    }

    fn reach_of(
        &self,
        user: UserId,
        span: Span,
        permissions: PermissionSet,
    ) -> Result<Reach, Breach> {
        let role = Role::new(text("tester")?, permissions, span);
        let actor = Actor::member(self.firm, user, role);
        Ok(reach(&actor, Permission::ClientsRead))
    }
}
