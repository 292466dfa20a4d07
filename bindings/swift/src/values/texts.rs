//! Ids and texts.

use cactus_core::ids::{
    AccountId, ClientId, FirmId, HouseholdId, InstrumentId, PortfolioId, ReportId, TransactionId,
    UserId,
};
use cactus_core::model::{
    DataSource, Email, Isin, Key, Name, Note, Phone, Reference, RoleName, Symbol, Version,
};
use cactus_core::money::Currency;
use cactus_core::query::{Column, Dimension, KnownOn};
use cactus_core::time::TimeOfDay;
use cactus_core::views::{Cursor, Secret};

use super::lifted;

macro_rules! texts {
    ($($name:ident),+ $(,)?) => {$(
        uniffi::custom_type!($name, String, {
            remote,
            try_lift: |text| lifted($name::try_from(text)),
            lower: |value| value.to_string(),
        });
    )+};
}

texts!(
    AccountId,
    ClientId,
    FirmId,
    HouseholdId,
    InstrumentId,
    PortfolioId,
    ReportId,
    TransactionId,
    UserId,
    Currency,
    Column,
    Dimension,
    KnownOn,
    DataSource,
    Email,
    Isin,
    Key,
    Name,
    Note,
    Phone,
    Reference,
    RoleName,
    Symbol,
    TimeOfDay,
);

uniffi::custom_type!(Cursor, String, {
    remote,
    try_lift: |text| Ok(Cursor::new(text)),
    lower: |cursor| cursor.to_string(),
});

uniffi::custom_type!(Secret, String, {
    remote,
    try_lift: |text| Ok(Secret::new(text)),
    lower: |secret| secret.reveal().to_owned(),
});

uniffi::custom_type!(Version, u32, {
    remote,
    try_lift: |number| lifted(Version::try_from(number)),
    lower: |version| version.number(),
});
