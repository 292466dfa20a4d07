//! What a session can do: the one list of operations, each with its command and its view.

use cactus_core::ids::{
    AccountId, ClientId, InstrumentId, PortfolioId, ReportId, TransactionId, UserId,
};
use cactus_core::model::{Key, Symbol, Version};
use cactus_core::money::Rate;
use cactus_core::permissions::Actor;
use cactus_core::query::Query;
use cactus_core::time::{BusinessDate, TimeOfDay};
use cactus_core::views::{
    AccountView, AddSplit, AddUser, AskSeries, AskTrail, BenchmarkView, ClientFields, ClientView,
    CreateInstrument, DatedLevel, FirmView, GenerateStatement, InstrumentView, ListAccounts,
    ListClients, ListPortfolios, ListReports, ListTransactions, OpenAccount, OpenPortfolio,
    PageQuery, PageView, PerformanceView, PeriodQuery, PortfolioView, PutBenchmark, PutTaxonomy,
    RecordLevels, RecordPrices, RecordRates, RecordTransactions, ReportView, SplitView, TableView,
    TaxonomyView, TimeSeriesView, TrailView, TransactionView, UpdateAccount, UpdateClient,
    UpdatePortfolio, UserView, ValuationView,
};
use cactus_core::{Cactus, Error};
use pyo3::prelude::*;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::errors::{BindingError, exception};

/// Writes the two functions over all operations: `name(command) -> view = |cactus, actor, command| future`.
macro_rules! operations {
    ($($name:ident($command:ty) -> $view:ty = |$cactus:ident, $actor:ident, $input:pat_param| $future:expr;)+) => {
        /// Carries out an operation.
        ///
        /// # Errors
        /// Those of the operation, and [`BindingError`] for an unknown name or a malformed command.
        pub async fn call(
            cactus: &Cactus,
            actor: &Actor,
            name: &str,
            command: &str,
        ) -> Result<String, Error> {
            match name {
                $(stringify!($name) => {
                    let ($cactus, $actor) = (cactus, actor);
                    let $input = read::<$command>(command)?;
                    let view: $view = $future.await?;
                    write(&view)
                })+
                _ => Err(BindingError::UnknownOperation { name: name.to_owned() }.into()),
            }
        }

        fn schema(name: &str) -> Result<Schema, Error> {
            match name {
                $(stringify!($name) => Ok(schema_of::<$view>()),)+
                "found_firm" => Ok(schema_of::<FirmView>()),
                _ => Err(BindingError::UnknownOperation { name: name.to_owned() }.into()),
            }
        }
    };
}

operations! {
    me(()) -> UserView = |cactus, actor, ()| cactus.access().me(actor);
    firm(()) -> FirmView = |cactus, actor, ()| cactus.firms().get(actor);

    list_users(PageQuery) -> PageView<UserView> = |cactus, actor, query| cactus.users().list(actor, query);
    get_user(UserId) -> UserView = |cactus, actor, id| cactus.users().get(actor, id);
    add_user(AddUser) -> UserView = |cactus, actor, command| cactus.users().add(actor, command);

    list_clients(ListClients) -> PageView<ClientView> =
        |cactus, actor, query| cactus.clients().list(actor, &query);
    get_client(ClientId) -> ClientView = |cactus, actor, id| cactus.clients().get(actor, id);
    create_client(ClientFields) -> ClientView =
        |cactus, actor, fields| cactus.clients().create(actor, fields);
    update_client((ClientId, UpdateClient)) -> ClientView =
        |cactus, actor, (id, update)| cactus.clients().update(actor, id, update);

    list_portfolios(ListPortfolios) -> PageView<PortfolioView> =
        |cactus, actor, query| cactus.portfolios().list(actor, &query);
    get_portfolio(PortfolioId) -> PortfolioView =
        |cactus, actor, id| cactus.portfolios().get(actor, id);
    open_portfolio(OpenPortfolio) -> PortfolioView =
        |cactus, actor, command| cactus.portfolios().open(actor, command);
    update_portfolio((PortfolioId, UpdatePortfolio)) -> PortfolioView =
        |cactus, actor, (id, command)| cactus.portfolios().update(actor, id, command);

    list_accounts(ListAccounts) -> PageView<AccountView> =
        |cactus, actor, query| cactus.accounts().list(actor, &query);
    get_account(AccountId) -> AccountView = |cactus, actor, id| cactus.accounts().get(actor, id);
    open_account(OpenAccount) -> AccountView =
        |cactus, actor, command| cactus.accounts().open(actor, command);
    update_account((AccountId, UpdateAccount)) -> AccountView =
        |cactus, actor, (id, command)| cactus.accounts().update(actor, id, command);

    list_instruments(PageQuery) -> PageView<InstrumentView> =
        |cactus, actor, query| cactus.instruments().list(actor, query);
    get_instrument(InstrumentId) -> InstrumentView =
        |cactus, actor, id| cactus.instruments().get(actor, id);
    find_instrument(Symbol) -> InstrumentView =
        |cactus, actor, symbol| cactus.instruments().find(actor, &symbol);
    create_instrument(CreateInstrument) -> InstrumentView =
        |cactus, actor, command| cactus.instruments().create(actor, command);

    list_splits(InstrumentId) -> Vec<SplitView> =
        |cactus, actor, id| cactus.instruments().splits(actor, id);
    add_split((InstrumentId, AddSplit)) -> SplitView =
        |cactus, actor, (id, command)| cactus.instruments().add_split(actor, id, command);

    list_taxonomies(()) -> Vec<TaxonomyView> =
        |cactus, actor, ()| cactus.taxonomies().list(actor);
    get_taxonomy(Key) -> TaxonomyView = |cactus, actor, key| cactus.taxonomies().get(actor, &key);
    put_taxonomy((Key, PutTaxonomy)) -> TaxonomyView =
        |cactus, actor, (key, command)| cactus.taxonomies().put(actor, key, command);
    delete_taxonomy((Key, Version)) -> () =
        |cactus, actor, (key, version)| cactus.taxonomies().delete(actor, &key, version);

    list_benchmarks(()) -> Vec<BenchmarkView> =
        |cactus, actor, ()| cactus.benchmarks().list(actor);
    get_benchmark(Key) -> BenchmarkView = |cactus, actor, key| cactus.benchmarks().get(actor, &key);
    put_benchmark((Key, PutBenchmark)) -> BenchmarkView =
        |cactus, actor, (key, command)| cactus.benchmarks().put(actor, key, command);
    delete_benchmark((Key, Version)) -> () =
        |cactus, actor, (key, version)| cactus.benchmarks().delete(actor, &key, version);
    list_levels((Key, BusinessDate)) -> Vec<DatedLevel> =
        |cactus, actor, (key, as_of)| cactus.benchmarks().levels(actor, &key, as_of);
    record_levels((Key, RecordLevels)) -> () =
        |cactus, actor, (key, command)| cactus.benchmarks().record_levels(actor, &key, &command);

    record_prices(RecordPrices) -> () =
        |cactus, actor, command| cactus.market().record_prices(actor, &command);
    record_rates(RecordRates) -> () =
        |cactus, actor, command| cactus.market().record_rates(actor, &command);
    latest_day(()) -> Option<BusinessDate> = |cactus, actor, ()| cactus.market().latest_day(actor);

    list_transactions(ListTransactions) -> PageView<TransactionView> =
        |cactus, actor, query| cactus.transactions().list(actor, &query);
    get_transaction(TransactionId) -> TransactionView =
        |cactus, actor, id| cactus.transactions().get(actor, id);
    record_transactions(RecordTransactions) -> Vec<TransactionView> =
        |cactus, actor, command| cactus.transactions().record(actor, &command);

    query(Query) -> TableView = |cactus, actor, query| cactus.queries().answer(actor, &query);
    query_series(AskSeries) -> TimeSeriesView =
        |cactus, actor, asked| cactus.queries().series(actor, &asked);
    query_trail(AskTrail) -> TrailView =
        |cactus, actor, asked| cactus.queries().trail(actor, &asked);
    valuation((PortfolioId, BusinessDate)) -> ValuationView =
        |cactus, actor, (id, as_of)| cactus.valuations().of_portfolio(actor, id, as_of);
    performance((PortfolioId, PeriodQuery)) -> PerformanceView =
        |cactus, actor, (id, period)| cactus.performance().of_portfolio(actor, id, period);

    list_reports(ListReports) -> PageView<ReportView> =
        |cactus, actor, query| cactus.reports().list(actor, &query);
    get_report(ReportId) -> ReportView = |cactus, actor, id| cactus.reports().get(actor, id);
    generate_statement(GenerateStatement) -> ReportView =
        |cactus, actor, command| cactus.reports().generate_statement(actor, command);
}

/// The JSON schema of what an operation gives.
#[pyfunction]
pub fn view_schema(py: Python<'_>, operation: &str) -> PyResult<String> {
    let text = schema(operation).and_then(|schema| write(&schema));
    text.map_err(|error| exception(py, &error))
}

/// The JSON schema that every decimal has.
#[pyfunction]
pub fn decimal_schema(py: Python<'_>) -> PyResult<String> {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    write(&Rate::json_schema(&mut generator)).map_err(|error| exception(py, &error))
}

/// The JSON schema that every time of the day has.
#[pyfunction]
pub fn time_schema(py: Python<'_>) -> PyResult<String> {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    write(&TimeOfDay::json_schema(&mut generator)).map_err(|error| exception(py, &error))
}

fn schema_of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

/// Reads a command.
///
/// # Errors
/// [`BindingError::Malformed`].
pub fn read<T: DeserializeOwned>(command: &str) -> Result<T, BindingError> {
    let mut json = serde_json::Deserializer::from_str(command);
    serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let (path, reason) = (error.path().to_string(), error.inner());
        let place = format!(" at line {} column {}", reason.line(), reason.column());
        let reason = reason.to_string();
        let reason = reason.strip_suffix(&place).unwrap_or(&reason).to_owned();
        BindingError::Malformed { path, reason }
    })
}

/// Writes a view.
///
/// # Errors
/// [`BindingError::Unwritable`].
pub fn write(view: &impl Serialize) -> Result<String, Error> {
    Ok(serde_json::to_string(view).map_err(|source| BindingError::Unwritable { source })?)
}
