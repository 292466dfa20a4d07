//! Ids, names, addresses, and the words of closed lists.

use cactus_core::events::EventKind;
use cactus_core::ids::{
    AccountId, ClientId, EventId, FirmId, GrantId, HouseholdId, InstrumentId, PortfolioId,
    ReportId, SessionId, TransactionId, UserId,
};
use cactus_core::ledger::ChargeKind;
use cactus_core::model::{
    AssetClass, ClientStatus, Email, Isin, Key, LeadSource, LotMethod, LotPool, Name, Note, Phone,
    PriceBasis, Reference, RiskProfile, RoleName, Symbol,
};
use cactus_core::permissions::{Permission, Role, Span};
use cactus_core::ports::Cursor;
use cactus_core::reports::Language;

use crate::text::{bounded, comes_back_in_json};

macro_rules! kinds {
    ($name:ident: $($kind:ident),+ $(,)?) => {
        fn $name(text: &str) {
            $(comes_back_in_json::<$kind>(text);)+
        }
    };
}

kinds! { ids:
    AccountId, ClientId, EventId, FirmId, GrantId, HouseholdId, InstrumentId, PortfolioId, ReportId,
    SessionId, TransactionId, UserId,
}
kinds! { texts: Email, Isin, Key, Name, Note, Phone, Reference, RoleName, Symbol }
kinds! { lists:
    AssetClass, ChargeKind, ClientStatus, EventKind, Language, LeadSource, LotMethod,
    LotPool, Permission, PriceBasis, RiskProfile, Span,
}

/// What is read from text comes back; a text that is refused is not repeated at length. Lines are values of
/// their own.
pub fn words(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    for line in text.lines().chain([text]) {
        ids(line);
        texts(line);
        lists(line);
        if let Ok(name) = line.parse::<RoleName>() {
            let known = Role::built_in(&name).map(|role| role.name().clone());
            assert!(known.is_none_or(|known| known == name));
        }
        let cursor = Cursor::new(line);
        assert_eq!(cursor.to_string(), line);
        if let Err(error) = cursor.key::<ClientId>() {
            bounded(&error.to_string());
        }
    }
}
