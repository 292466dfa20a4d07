//! The people of the demo and what they want: everything about the firm that is not computed.

use std::collections::BTreeMap;

use cactus_core::model::{
    AssetClass, ClientStatus, Email, Isin, Key, LeadSource, LotMethod, Name, Note, Phone,
    RiskProfile, RoleName, Symbol,
};
use cactus_core::money::Currency;
use cactus_core::time::BusinessDate;
use serde::Deserialize;

use super::DemoError;

const FIRM: &str = include_str!("../../data/firm.toml");

/// The firm.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Firm {
    pub(super) name: Name,
    pub(super) base_currency: Currency,
    /// Who sets it up.
    pub(super) administrator: Person,
    /// Who leads the advisers.
    pub(super) manager: Person,
    pub(super) advisers: Vec<Person>,
    pub(super) auditor: Person,
    /// A client who can sign in.
    pub(super) portal: Person,
    pub(super) instruments: Vec<Listing>,
    pub(super) strategies: BTreeMap<String, Weights>,
    pub(super) households: Vec<HouseholdPlan>,
    pub(super) clients: Vec<ClientPlan>,
}

/// Thousandths of the value that each instrument is to have.
pub(super) type Weights = BTreeMap<Symbol, i64>;

/// Somebody who signs in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub(super) name: Name,
    pub(super) email: Email,
    pub(super) role: RoleName,
}

/// An instrument.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listing {
    pub(super) symbol: Symbol,
    pub(super) name: Name,
    pub(super) isin: Option<Isin>,
    pub(super) class: AssetClass,
    pub(super) sector: Option<Name>,
    pub(super) region: Name,
    pub(super) dividend: Option<Dividend>,
}

/// What an instrument pays.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dividend {
    /// Thousandths of the price, over a year.
    pub(super) yearly: i64,
    /// The first month in which it is paid, 1 to 3.
    pub(super) month: u32,
    /// The day of the month.
    pub(super) day: u32,
}

/// A household.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HouseholdPlan {
    pub(super) key: Key,
    pub(super) name: Name,
    pub(super) adviser: Email,
}

/// A client.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClientPlan {
    pub(super) first_name: Name,
    pub(super) last_name: Name,
    pub(super) email: Email,
    pub(super) adviser: Email,
    pub(super) household: Option<Key>,
    pub(super) phone: Option<Phone>,
    pub(super) risk_profile: RiskProfile,
    pub(super) status: ClientStatus,
    pub(super) lead_source: Option<LeadSource>,
    pub(super) referred_by: Option<Email>,
    pub(super) residence: Residence,
    /// In the currency of their first portfolio.
    pub(super) monthly_savings: Option<i64>,
    pub(super) notes: Option<Note>,
    pub(super) portfolios: Vec<PortfolioPlan>,
}

/// Where a client pays taxes, as far as the demo goes into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Residence {
    /// Nothing is withheld; the client declares everything.
    UnitedStates,
    /// Dividends of US shares are taxed at the source; the bank settles the tax on gains once a year.
    Spain,
    /// Dividends of US shares are taxed at the source.
    Elsewhere,
}

/// A portfolio and what its owner wants of it. Amounts are whole units of its base currency.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PortfolioPlan {
    pub(super) key: Key,
    pub(super) name: Name,
    pub(super) base_currency: Currency,
    pub(super) lot_method: LotMethod,
    /// It opens on the first trading day from here on.
    pub(super) opened_on: BusinessDate,
    pub(super) custodian: Name,
    pub(super) strategy: String,
    /// The first deposit.
    pub(super) initial: i64,
    /// What is put aside each month.
    #[serde(default)]
    pub(super) monthly: i64,
    /// What is taken out time and again.
    pub(super) pension: Option<Pension>,
    /// Whether the broker trades parts of a share.
    #[serde(default)]
    pub(super) fractions: bool,
    /// The account for cash beside the custody account.
    pub(super) cash_account: Option<CashPlan>,
    /// What happens out of the ordinary.
    #[serde(default)]
    pub(super) occasions: Vec<Occasion>,
}

/// What is taken out, on the first trading day of every so many months.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pension {
    pub(super) every: u32,
    pub(super) amount: i64,
}

/// An account for cash alone, and what is first put into it.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CashPlan {
    pub(super) currency: Currency,
    pub(super) initial: i64,
}

/// Something out of the ordinary, on the first trading day from its date on. One of the four is set.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Occasion {
    pub(super) date: BusinessDate,
    pub(super) deposit: Option<i64>,
    pub(super) withdrawal: Option<i64>,
    pub(super) transfer: Option<TransferPlan>,
    pub(super) switch: Option<Switch>,
    pub(super) memo: Option<Note>,
}

/// Dollars for another portfolio.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TransferPlan {
    pub(super) to: Key,
    pub(super) amount: i64,
}

/// One instrument for another, for good.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Switch {
    pub(super) from: Symbol,
    pub(super) to: Symbol,
}

impl Firm {
    /// The firm inside this program.
    pub(super) fn embedded() -> Result<Self, DemoError> {
        Ok(toml::from_str(FIRM)?)
    }

    /// Everybody who signs in, the widest role first.
    pub(super) fn people(&self) -> impl Iterator<Item = &Person> {
        [&self.administrator, &self.manager]
            .into_iter()
            .chain(&self.advisers)
            .chain([&self.auditor, &self.portal])
    }
}
