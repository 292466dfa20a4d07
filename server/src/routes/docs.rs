//! The OpenAPI document, and a page to read it and try it out.

use std::sync::Arc;

use utoipa_swagger_ui::Config;

use crate::api::Access::Public;
use crate::api::{Asset, Call, Endpoint, Problem, Redirect};

/// Everything comes from this server. The page sets inline styles, and small images in its style sheet.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/openapi.json", document).named(
            "get_openapi_document",
            "The OpenAPI document of this server",
            Public,
        ),
        Endpoint::get("/docs", to_page).named(
            "get_docs",
            "Leads to the page that shows the OpenAPI document",
            Public,
        ),
        Endpoint::get("/docs/", page).named(
            "get_docs_page",
            "The page that shows the OpenAPI document",
            Public,
        ),
        Endpoint::get("/docs/{*file}", page).named(
            "get_docs_file",
            "A file of the page that shows the OpenAPI document",
            Public,
        ),
    ]
}

async fn document(call: Call) -> Result<Asset, Problem> {
    Ok(Asset::new("application/json", call.app.document().to_owned()))
}

async fn to_page(_: Call) -> Result<Redirect, Problem> {
    Ok(Redirect::to("/docs/"))
}

async fn page(call: Call) -> Result<Asset, Problem> {
    let file = call.parameter("file").unwrap_or("index.html");
    let config = Arc::new(Config::from("/openapi.json"));
    let found = utoipa_swagger_ui::serve(file, config).map_err(|error| {
        tracing::error!(%error, "the documentation page cannot be served");
        Problem::internal()
    })?;
    let found = found.ok_or_else(Problem::no_path)?;
    Ok(Asset::new(&found.content_type, found.bytes.into_owned()).with_policy(PAGE_POLICY))
}
