//! The servers that are measured, on one book.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use cactus_core::Cactus;
use cactus_core::ids::{ClientId, SessionId};
use cactus_core::permissions::Actor;
use cactus_server::Server;
use cactus_server::auth::{AttemptLimits, SigningKey, Tokens};
use cactus_server::config::Serving;
use cactus_server::http::{Limits, Proxies};
use cactus_store::sqlite::{SqliteOptions, SqliteStore};
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use serde_json::json;
use tempfile::TempDir;
use tokio::net::TcpListener;
use warp::reply::Response;
use warp::{Filter, Rejection, Reply};

const PASSWORD: &str = "correct horse battery";

/// Three servers of one client.
pub struct Servers {
    /// Runs the query as an actor it was given.
    pub bare: SocketAddr,
    /// Checks the token and asks the store who that is before.
    pub knowing: SocketAddr,
    /// The real one.
    pub cactus: SocketAddr,
    /// What all are asked.
    pub request: String,
    _folder: TempDir,
}

impl Servers {
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path().join("book.db"), SqliteOptions::default());
        let cactus = cactus_store::engine(Arc::new(store.await.unwrap()));
        let (actor, client) = book(&cactus).await;
        let key = SigningKey::new(vec![7; 32]).unwrap();
        let tokens = Tokens::new(&key, Duration::from_secs(3600));
        let session = sign_in(&cactus).await;
        let token = tokens.issue(actor.firm(), actor.user(), session).unwrap();
        let request = format!(
            "GET /api/v1/clients/{client} HTTP/1.1\r\nhost: cactus\r\nauthorization: Bearer {}\r\n\r\n",
            token.reveal()
        );
        Self {
            bare: serve(bare(cactus.clone(), actor)).await,
            knowing: serve(knowing(cactus.clone(), tokens)).await,
            cactus: real(cactus, key).await,
            request,
            _folder: folder,
        }
    }
}

/// A firm whose adviser has a hundred clients; gives back the adviser and one client in the middle.
async fn book(cactus: &Cactus) -> (Actor, ClientId) {
    let founding = json!({
        "name": "Saguaro", "base_currency": "USD", "admin_name": "Ada",
        "admin_email": "ada@saguaro.example", "admin_password": PASSWORD,
    });
    let founding = serde_json::from_value(founding).unwrap();
    let (_, ada) = cactus.access().found_firm(founding).await.unwrap();
    let ben = json!({
        "email": "ben@saguaro.example", "name": "Ben", "role": "adviser", "password": PASSWORD,
    });
    cactus.users().add(&ada, serde_json::from_value(ben).unwrap()).await.unwrap();
    let ben = cactus.access().assume(&"ben@saguaro.example".parse().unwrap()).await.unwrap();
    let mut middle = None;
    for number in 0..100 {
        let fields = json!({
            "first_name": "Client", "last_name": format!("Number {number}"),
            "email": format!("client{number}@home.example"), "risk_profile": "medium",
            "status": "active_investor",
        });
        let fields = serde_json::from_value(fields).unwrap();
        let client = cactus.clients().create(&ben, fields).await.unwrap();
        if number == 50 {
            middle = Some(client.id);
        }
    }
    (ben, middle.unwrap())
}

async fn sign_in(cactus: &Cactus) -> SessionId {
    let command = json!({ "email": "ben@saguaro.example", "password": PASSWORD });
    let command = serde_json::from_value(command).unwrap();
    cactus.access().sign_in(&command).await.unwrap().id
}

async fn found(cactus: &Cactus, actor: &Actor, id: ClientId) -> Response {
    let client = cactus.clients().get(actor, id).await.unwrap();
    warp::reply::json(&client).into_response()
}

fn bare(
    cactus: Cactus,
    actor: Actor,
) -> impl Filter<Extract = (Response,), Error = Rejection> + Clone {
    warp::path!("api" / "v1" / "clients" / ClientId).then(move |id| {
        let (cactus, actor) = (cactus.clone(), actor.clone());
        async move { found(&cactus, &actor, id).await }
    })
}

fn knowing(
    cactus: Cactus,
    tokens: Tokens,
) -> impl Filter<Extract = (Response,), Error = Rejection> + Clone {
    let path = warp::path!("api" / "v1" / "clients" / ClientId);
    path.and(warp::header("authorization")).then(move |id, authorization: String| {
        let (cactus, tokens) = (cactus.clone(), tokens.clone());
        async move {
            let claims = tokens.read(authorization.strip_prefix("Bearer ").unwrap()).unwrap();
            let actor = cactus.access().resume(claims.firm, claims.session).await.unwrap();
            found(&cactus, &actor, id).await
        }
    })
}

/// Serves the filter with nothing around it.
async fn serve(
    filter: impl Filter<Extract = (Response,), Error = Rejection> + Clone + Send + Sync + 'static,
) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            stream.set_nodelay(true).unwrap();
            let service = TowerToHyperService::new(warp::service(filter.clone()));
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    });
    address
}

async fn real(cactus: Cactus, signing_key: SigningKey) -> SocketAddr {
    let settings = Serving {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        signing_key,
        access_token_lifetime: Duration::from_secs(3600),
        limits: Limits::default(),
        attempts: AttemptLimits::default(),
        proxies: Proxies::default(),
    };
    let server = Server::bind(cactus, settings).await.unwrap();
    let address = server.address();
    tokio::spawn(server.run(std::future::pending()));
    address
}
