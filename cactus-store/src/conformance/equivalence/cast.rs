//! The rows behind the numbers of a script.

use std::collections::BTreeSet;

use cactus_core::events::{AuditDraft, Digest, DomainEvent};
use cactus_core::ids::{FirmId, Id};
use cactus_core::ledger::{Booking, Event as LedgerEvent, InstrumentSplit, Transaction, UnitRatio};
use cactus_core::model::{
    Account, Client, DataSource, Email, Firm, Household, Instrument, Portfolio, Symbol, User,
};
use cactus_core::money::{Currency, Decimal, FxRate};
use cactus_core::permissions::{Actor, Permission, PermissionSet, Reach, Role, Span, reach};
use cactus_core::ports::{PriceRow, RateRow, ReportRecord, Session};
use cactus_core::time::{BusinessDate, TimeOfDay, Timestamp};
use uuid::Uuid;

use super::super::office::{day, dollars, text};
use super::super::{Breach, Office};
use super::script::{self, Entry, Event, Happened, Price, Rate, Split};

/// Gives ids to the numbers of a script. Each performance has firms, sign-in addresses and tokens of its own, so
/// that many can be given on one store.
pub(super) struct Cast {
    performance: u64,
    office: Office,
}

impl Cast {
    pub(super) fn of(performance: u64) -> Self {
        Self { performance, office: Office::planned(performance) }
    }

    pub(super) fn id<T: Id>(&self, number: u8) -> T {
        T::from_uuid(Uuid::from_u128(0x018b_cfe5_6800_7000_8000 << 48 | u128::from(number)))
    }

    pub(super) fn firm_id(&self, firm: u8) -> FirmId {
        let number = u128::from(self.performance) << 8 | u128::from(firm);
        FirmId::from_uuid(Uuid::from_u128(0xf17 << 100 | number))
    }

    pub(super) fn email(&self, number: u8) -> Result<Email, Breach> {
        text(&format!("person-{number}@performance-{}.example", self.performance))
    }

    pub(super) fn symbol(&self, number: u8) -> Result<Symbol, Breach> {
        text(&format!("SYM{number}"))
    }

    pub(super) fn day(&self, number: u8) -> Result<BusinessDate, Breach> {
        Ok(day("2024-02-28")?.add_days(i64::from(number))?)
    }

    pub(super) fn token(&self, number: u8) -> Digest {
        let mut digest = [number; 32];
        for (byte, part) in digest.iter_mut().zip(self.performance.to_be_bytes()) {
            *byte = part;
        }
        Digest(digest)
    }

    pub(super) fn pair(&self, number: u8) -> Result<(Currency, Currency), Breach> {
        Ok(match number {
            0 => (Currency::EUR, Currency::USD),
            1 => (Currency::USD, text("JPY")?),
            _ => (Currency::declare("BTC", 8)?, Currency::EUR),
        })
    }

    /// The first or the last microsecond of the day, or one between.
    fn time(&self, number: u8) -> Result<TimeOfDay, Breach> {
        Ok(TimeOfDay::from_micros(match number {
            0 => 0,
            1 => 43_200_000_001,
            _ => 86_399_999_999,
        })?)
    }

    /// A moment of a few, so that rows share it.
    pub(super) fn moment(&self, number: u8) -> Result<Timestamp, Breach> {
        Ok(Timestamp::from_micros(1_700_000_000_000_000 + i64::from(number))?)
    }

    pub(super) fn firm(&mut self, firm: u8) -> Result<Firm, Breach> {
        self.office.next::<FirmId>();
        Ok(Firm { id: self.firm_id(firm), ..self.office.firm_row()? })
    }

    pub(super) fn user(
        &mut self,
        [firm, id, email]: [u8; 3],
        manager: Option<u8>,
        client: Option<u8>,
    ) -> Result<User, Breach> {
        Ok(User {
            id: self.id(id),
            firm: self.firm_id(firm),
            email: self.email(email)?,
            manager: manager.map(|manager| self.id(manager)),
            client: client.map(|client| self.id(client)),
            ..self.office.user()?
        })
    }

    pub(super) fn household(&mut self, [firm, id, owner]: [u8; 3]) -> Result<Household, Breach> {
        let bare = self.office.household(self.id(owner))?;
        Ok(Household { id: self.id(id), firm: self.firm_id(firm), ..bare })
    }

    pub(super) fn client(
        &mut self,
        [firm, id, email, owner]: [u8; 4],
        household: Option<u8>,
        friend: Option<u8>,
    ) -> Result<Client, Breach> {
        let bare = self.office.client(self.id(owner))?;
        Ok(Client {
            id: self.id(id),
            firm: self.firm_id(firm),
            email: self.email(email)?,
            household: household.map(|household| self.id(household)),
            referred_by: friend.map(|friend| self.id(friend)),
            ..bare
        })
    }

    pub(super) fn portfolio(&mut self, [firm, id, client]: [u8; 3]) -> Result<Portfolio, Breach> {
        let bare = self.office.portfolio(self.id(client))?;
        Ok(Portfolio { id: self.id(id), firm: self.firm_id(firm), ..bare })
    }

    pub(super) fn account(
        &mut self,
        [firm, id, client, portfolio]: [u8; 4],
        closes_early: bool,
    ) -> Result<Account, Breach> {
        let portfolio = self.portfolio([firm, portfolio, client])?;
        let bare = self.office.account(&portfolio)?;
        let before = closes_early.then(|| bare.opened_on.add_days(-1)).transpose()?;
        Ok(Account { id: self.id(id), closed_on: before, firm: self.firm_id(firm), ..bare })
    }

    pub(super) fn instrument(&mut self, [firm, id, symbol]: [u8; 3]) -> Result<Instrument, Breach> {
        Ok(Instrument {
            id: self.id(id),
            firm: self.firm_id(firm),
            symbol: self.symbol(symbol)?,
            ..self.office.instrument()?
        })
    }

    pub(super) fn transaction(&mut self, entry: &Entry) -> Result<Transaction, Breach> {
        let amount = dollars("12.5")?;
        let event = match entry.event {
            Event::Transfer { to } if to != entry.account => {
                LedgerEvent::CashTransfer { to: self.id(to), amount, received: None }
            }
            Event::Deposit | Event::Transfer { .. } => LedgerEvent::Deposit { amount },
            Event::Withdrawal => LedgerEvent::Withdrawal { amount },
            Event::Dividend { instrument } => {
                LedgerEvent::Dividend { instrument: self.id(instrument), amount }
            }
        };
        let date = self.day(entry.day)?;
        let booking = Booking::new(self.id(entry.account), date, event, Vec::new())?;
        let booking = match entry.time {
            Some(number) => booking.at(self.time(number)?),
            None => booking,
        };
        let bare = self.office.transaction(u64::from(entry.sequence), booking)?;
        let reference = entry.reference.map(|number| text(&format!("R-{number}"))).transpose()?;
        Ok(Transaction { id: self.id(entry.id), firm: self.firm_id(entry.firm), reference, ..bare })
    }

    pub(super) fn split(&self, split: &Split) -> Result<InstrumentSplit, Breach> {
        let ratio = match split.ratio {
            0 => UnitRatio::new(2, 1)?,
            1 => UnitRatio::new(1, u32::MAX)?,
            _ => UnitRatio::new(3, 2)?,
        };
        let split_of =
            InstrumentSplit::new(self.id(split.instrument), self.day(split.day)?, ratio)?;
        Ok(split_of.recorded(self.moment(split.moment)?))
    }

    pub(super) fn price(&self, price: &Price) -> Result<PriceRow, Breach> {
        Ok(PriceRow {
            instrument: self.id(price.instrument),
            date: self.day(price.day)?,
            price: Decimal::new(i64::from(price.cents), 2),
        })
    }

    /// One of two sources, or none, by a number of the row.
    pub(super) fn source(&self, number: Option<u8>) -> Result<Option<DataSource>, Breach> {
        let number = number.map_or(0, |number| number % 3);
        (number > 0).then(|| text(&format!("Source {number}"))).transpose()
    }

    pub(super) fn rate(&self, rate: &Rate) -> Result<RateRow, Breach> {
        let (base, quote) = self.pair(rate.pair)?;
        let date = self.day(rate.day)?;
        Ok(RateRow {
            date,
            rate: FxRate::new(base, quote, Decimal::new(i64::from(rate.cents), 2))?,
        })
    }

    pub(super) fn report(
        &mut self,
        [firm, id, client, moment]: [u8; 4],
        portfolio: Option<u8>,
    ) -> Result<ReportRecord, Breach> {
        let bare = self.office.report(self.id(client))?;
        Ok(ReportRecord {
            id: self.id(id),
            firm: self.firm_id(firm),
            portfolio: portfolio.map(|portfolio| self.id(portfolio)),
            generated_at: self.moment(moment)?,
            ..bare
        })
    }

    pub(super) fn event(&mut self, event: &Happened) -> Result<DomainEvent, Breach> {
        let bare = self.office.event()?;
        Ok(DomainEvent { id: self.id(event.id), firm: self.firm_id(event.firm), ..bare })
    }

    pub(super) fn draft(&mut self, firm: u8) -> Result<AuditDraft, Breach> {
        Ok(AuditDraft { firm: self.firm_id(firm), ..self.office.draft()? })
    }

    pub(super) fn session(&mut self, row: &script::Session) -> Result<Session, Breach> {
        Ok(Session {
            id: self.id(row.id),
            firm: self.firm_id(row.firm),
            user: self.id(row.user),
            token: self.token(row.token),
            previous: row.previous.map(|number| self.token(number)),
            expires_at: self.office.moment()?,
            revoked_at: None,
        })
    }

    /// A word that no other call gives, and a moment.
    pub(super) fn mark(&mut self) -> Result<(String, Timestamp), Breach> {
        let moment = self.office.draft()?.at;
        Ok((format!("mark {}", moment.micros()), moment))
    }

    pub(super) fn everything(&self, firm: u8) -> Reach {
        let admin = Actor::member(self.firm_id(firm), self.id(0), Role::admin());
        reach(&admin, Permission::AuditRead)
    }

    /// The whole firm, nothing, an adviser, a manager, and a client in the portal.
    pub(super) fn reaches(&self, firm: u8) -> Result<Vec<Reach>, Breach> {
        let firm_id = self.firm_id(firm);
        let nobody = Role::new(text("nobody")?, PermissionSet::NONE, Span::Firm);
        let team = BTreeSet::from([self.id(1), self.id(2)]);
        let portal = Role::client();
        let actors = [
            Actor::member(firm_id, self.id(0), nobody),
            Actor::member(firm_id, self.id(0), Role::adviser()),
            Actor::leader(firm_id, self.id(3), Role::manager(), team),
            Actor::portal(firm_id, self.id(2), portal.clone(), self.id(1), None),
            Actor::portal(firm_id, self.id(2), portal, self.id(1), Some(self.id(0))),
        ];
        let narrow = actors.iter().map(|actor| reach(actor, Permission::ClientsRead));
        Ok([self.everything(firm)].into_iter().chain(narrow).collect())
    }
}
