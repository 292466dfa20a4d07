//! Benchmarks.

use cactus_core::model::Key;
use cactus_core::permissions::Permission::{MarketRead, MarketRecord};
use cactus_core::views::{
    BenchmarkView, DatedLevel, DayQuery, PutBenchmark, RecordLevels, VersionQuery,
};

use crate::api::Access::Needs;
use crate::api::{Call, Endpoint, Json, NoContent, Path, Problem, Query, View};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/benchmarks", list).named(
            "list_benchmarks",
            "What returns can be compared with, in the order of their keys",
            Needs(MarketRead),
        ),
        Endpoint::get("/api/v1/benchmarks/{benchmark_key}", get).named(
            "get_benchmark",
            "A benchmark",
            Needs(MarketRead),
        ),
        Endpoint::put("/api/v1/benchmarks/{benchmark_key}", put).named(
            "put_benchmark",
            "Adds a benchmark, or replaces what it is if nobody else has since",
            Needs(MarketRecord),
        ),
        Endpoint::get("/api/v1/benchmarks/{benchmark_key}/levels", levels).named(
            "list_levels",
            "The levels of an index up to and including a day",
            Needs(MarketRead),
        ),
        Endpoint::post("/api/v1/benchmarks/{benchmark_key}/levels", record_levels).named(
            "record_levels",
            "Keeps levels of an index; a level that exists for the day is replaced",
            Needs(MarketRecord),
        ),
        Endpoint::delete("/api/v1/benchmarks/{benchmark_key}", delete).named(
            "delete_benchmark",
            "Removes a benchmark and its levels, if nobody has changed it since and it is a part of no other",
            Needs(MarketRecord),
        ),
    ]
}

async fn list(call: Call) -> Result<View<Vec<BenchmarkView>>, Problem> {
    let benchmarks = call.app.cactus().benchmarks();
    Ok(View(benchmarks.list(call.actor()?).await?))
}

async fn get(call: Call, Path(key): Path<Key>) -> Result<View<BenchmarkView>, Problem> {
    let benchmarks = call.app.cactus().benchmarks();
    Ok(View(benchmarks.get(call.actor()?, &key).await?))
}

async fn put(
    call: Call,
    Path(key): Path<Key>,
    Json(command): Json<PutBenchmark>,
) -> Result<View<BenchmarkView>, Problem> {
    let benchmarks = call.app.cactus().benchmarks();
    Ok(View(benchmarks.put(call.actor()?, key, command).await?))
}

async fn levels(
    call: Call,
    Path(key): Path<Key>,
    Query(DayQuery { as_of }): Query<DayQuery>,
) -> Result<View<Vec<DatedLevel>>, Problem> {
    let benchmarks = call.app.cactus().benchmarks();
    Ok(View(benchmarks.levels(call.actor()?, &key, as_of).await?))
}

async fn record_levels(
    call: Call,
    Path(key): Path<Key>,
    Json(command): Json<RecordLevels>,
) -> Result<NoContent, Problem> {
    let benchmarks = call.app.cactus().benchmarks();
    benchmarks.record_levels(call.actor()?, &key, &command).await?;
    Ok(NoContent)
}

async fn delete(
    call: Call,
    Path(key): Path<Key>,
    Query(VersionQuery { version }): Query<VersionQuery>,
) -> Result<NoContent, Problem> {
    let benchmarks = call.app.cactus().benchmarks();
    benchmarks.delete(call.actor()?, &key, version).await?;
    Ok(NoContent)
}
