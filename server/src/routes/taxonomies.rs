//! Taxonomies.

use cactus_core::model::Key;
use cactus_core::permissions::Permission::{MarketRead, MarketRecord};
use cactus_core::views::{PutTaxonomy, TaxonomyView, VersionQuery};

use crate::api::Access::Needs;
use crate::api::{Call, Endpoint, Json, NoContent, Path, Problem, Query, View};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/taxonomies", list).named(
            "list_taxonomies",
            "The firm's own classifications, in the order of their keys",
            Needs(MarketRead),
        ),
        Endpoint::get("/api/v1/taxonomies/{taxonomy_key}", get).named(
            "get_taxonomy",
            "A taxonomy",
            Needs(MarketRead),
        ),
        Endpoint::put("/api/v1/taxonomies/{taxonomy_key}", put).named(
            "put_taxonomy",
            "Adds a taxonomy, or replaces it as a whole if nobody else has since",
            Needs(MarketRecord),
        ),
        Endpoint::delete("/api/v1/taxonomies/{taxonomy_key}", delete).named(
            "delete_taxonomy",
            "Removes a taxonomy, if nobody has changed it since",
            Needs(MarketRecord),
        ),
    ]
}

async fn list(call: Call) -> Result<View<Vec<TaxonomyView>>, Problem> {
    let taxonomies = call.app.cactus().taxonomies();
    Ok(View(taxonomies.list(call.actor()?).await?))
}

async fn get(call: Call, Path(key): Path<Key>) -> Result<View<TaxonomyView>, Problem> {
    let taxonomies = call.app.cactus().taxonomies();
    Ok(View(taxonomies.get(call.actor()?, &key).await?))
}

async fn put(
    call: Call,
    Path(key): Path<Key>,
    Json(command): Json<PutTaxonomy>,
) -> Result<View<TaxonomyView>, Problem> {
    let taxonomies = call.app.cactus().taxonomies();
    Ok(View(taxonomies.put(call.actor()?, key, command).await?))
}

async fn delete(
    call: Call,
    Path(key): Path<Key>,
    Query(VersionQuery { version }): Query<VersionQuery>,
) -> Result<NoContent, Problem> {
    let taxonomies = call.app.cactus().taxonomies();
    taxonomies.delete(call.actor()?, &key, version).await?;
    Ok(NoContent)
}
