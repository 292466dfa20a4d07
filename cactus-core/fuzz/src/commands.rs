//! The commands that services take, as JSON.

use std::fmt::Debug;

use cactus_core::views::{
    AddUser, ClientFields, CreateHousehold, CreateInstrument, DayQuery, GenerateStatement,
    ListAccounts, ListClients, ListPortfolios, ListReports, ListTransactions, OpenAccount,
    OpenPortfolio, PageQuery, PeriodQuery, PutBenchmark, PutTaxonomy, RecordLevels, RecordPrices,
    RecordRates, RecordTransactions, RenderReport, SignIn, UpdateAccount, UpdateClient,
    UpdatePortfolio, VersionQuery,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::text::{bounded, json_comes_back};

fn command<T: PartialEq + Debug + Serialize + DeserializeOwned>(data: &[u8]) {
    match serde_json::from_slice::<T>(data) {
        Ok(command) => json_comes_back(&command),
        Err(error) => bounded(&error.to_string()),
    }
}

macro_rules! commands {
    ($($command:ident),+ $(,)?) => {
        const COMMANDS: &[fn(&[u8])] = &[$(command::<$command>),+];
    };
}

commands! {
    RecordTransactions,
    AddUser,
    ClientFields,
    CreateHousehold,
    CreateInstrument,
    DayQuery,
    GenerateStatement,
    ListAccounts,
    ListClients,
    ListPortfolios,
    ListReports,
    ListTransactions,
    OpenAccount,
    OpenPortfolio,
    PageQuery,
    PeriodQuery,
    RecordPrices,
    RecordRates,
    RenderReport,
    SignIn,
    UpdateClient,
    UpdatePortfolio,
    UpdateAccount,
    PutTaxonomy,
    PutBenchmark,
    RecordLevels,
    VersionQuery,
}

/// A command that is read comes back from the JSON that it writes.
pub fn commands(data: &[u8]) {
    for command in COMMANDS {
        command(data);
    }
}
