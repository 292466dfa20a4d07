//! Access tokens: what lets nobody in.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use cactus_server::api::Access;
use cactus_server::auth::{SigningKey, Tokens};
use cactus_server::routes::table;
use reqwest::Method;
use serde_json::{Value, json};

use crate::office::{Firm, Office};
use crate::site::{KEY, Site, answer, refused, settings};

const ME: &str = "/api/v1/users/me";

async fn open() -> (Firm, Site) {
    let office = Office::open().await;
    let site = Site::open(office.cactus.clone(), settings()).await;
    (office.saguaro, site)
}

fn claims(token: &str) -> Value {
    let claims = BASE64.decode(token.split('.').nth(1).unwrap()).unwrap();
    serde_json::from_slice(&claims).unwrap()
}

#[tokio::test]
async fn without_a_token_nothing_is_told() {
    let (_, site) = open().await;
    for endpoint in table().iter().filter(|e| e.access != Access::Public) {
        let path = endpoint.path.replace(['{', '}'], "");
        let request = site.request(endpoint.method.clone(), &path).body("not read");
        let answer = answer(request).await;
        assert_eq!(answer.problem(), refused(401, "auth.missing"), "{endpoint:?}");
        assert_eq!(answer.header("www-authenticate"), Some("Bearer realm=\"cactus\""));
    }
}

#[tokio::test]
async fn a_wrong_token_is_refused_and_a_good_one_is_not() {
    let (firm, site) = open().await;
    let good = site.token(&firm.email("ben")).await;
    assert_eq!(site.get(&good, ME).await.json()["email"], firm.email("ben"));

    let parts: Vec<&str> = good.split('.').collect();
    let none = BASE64.encode(json!({ "alg": "none", "typ": "JWT" }).to_string());
    let mut raised = claims(&good);
    raised["sub"] = json!(firm.zoe);
    let raised = BASE64.encode(raised.to_string());
    let wrong = [
        "x".to_owned(),
        "a.b.c".to_owned(),
        format!("{none}.{}.", parts[1]),
        format!("{none}.{}.{}", parts[1], parts[2]),
        format!("{}.{raised}.{}", parts[0], parts[2]),
        format!("{}.{}.", parts[0], parts[1]),
        good.to_uppercase(),
    ];
    for token in wrong {
        assert_eq!(site.get(&token, ME).await.problem(), refused(401, "auth.token"), "{token}");
    }
    for scheme in ["Basic YTpi", "Bearer", "Bearer ", &good] {
        let request = site.request(Method::GET, ME).header("authorization", scheme);
        assert_eq!(answer(request).await.problem(), refused(401, "auth.token"), "{scheme}");
    }
}

#[tokio::test]
async fn a_token_of_another_key_or_of_a_session_that_never_was_is_refused() {
    let (firm, site) = open().await;
    let good = claims(&site.token(&firm.email("ben")).await);
    let id = |name: &str| good[name].as_str().unwrap().to_owned();
    let issue = |key: [u8; 32], session: &str| {
        let tokens = Tokens::new(&SigningKey::new(key.to_vec()).unwrap(), Duration::from_secs(60));
        let (user, session) = (id("sub").parse().unwrap(), session.parse().unwrap());
        tokens.issue(firm.id, user, session).unwrap().reveal().to_owned()
    };
    let forged = issue([8; 32], &id("sid"));
    assert_eq!(site.get(&forged, ME).await.problem(), refused(401, "auth.token"));
    let homeless = issue(KEY, &format!("ses_{:032x}", 1));
    let answer = site.get(&homeless, ME).await;
    assert_eq!(answer.problem(), refused(401, "access.session_ended"));
    assert_eq!(site.get(&issue(KEY, &id("sid")), ME).await.status, 200);
}

#[tokio::test]
async fn a_token_expires() {
    let office = Office::open().await;
    let mut settings = settings();
    settings.access_token_lifetime = Duration::from_secs(1);
    let site = Site::open(office.cactus.clone(), settings).await;
    let token = site.token(&office.saguaro.email("ben")).await;
    tokio::time::sleep(Duration::from_millis(2100)).await;
    assert_eq!(site.get(&token, ME).await.problem(), refused(401, "auth.expired"));
}

#[tokio::test]
async fn a_token_is_no_good_after_signing_out() {
    let (firm, site) = open().await;
    let email = firm.email("ben");
    let (left, kept) = (site.token(&email).await, site.token(&email).await);
    let out = answer(site.with(&left, Method::POST, "/api/v1/auth/logout")).await;
    assert_eq!((out.status, out.body.len()), (204, 0));
    let answer = site.get(&left, ME).await;
    assert_eq!(answer.problem(), refused(401, "access.session_ended"));
    assert_eq!(site.get(&kept, ME).await.status, 200);
}
