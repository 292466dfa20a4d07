//! Signing in, staying in, and guessing.

use std::time::Duration;

use cactus_server::config::Serving;
use cactus_server::http::{ForwardedHeader, Proxies};
use reqwest::Method;
use serde_json::{Value, json};

use crate::office::{Firm, Office, PASSWORD};
use crate::site::{Answer, Site, answer, refused, settings};

const WRONG: &str = "access.wrong_credentials";
const TOO_MANY: &str = "auth.too_many_attempts";

async fn open(change: impl FnOnce(&mut Serving)) -> (Firm, Site) {
    let office = Office::open().await;
    let mut settings = settings();
    change(&mut settings);
    (office.saguaro, Site::open(office.cactus, settings).await)
}

async fn refresh(site: &Site, token: &Value) -> Answer {
    site.post("", "/api/v1/auth/refresh", &json!({ "refresh_token": token })).await
}

#[tokio::test]
async fn the_right_password_gives_tokens_and_says_who_came() {
    let (firm, site) = open(|_| ()).await;
    let answer = site.login(&firm.email("ben"), PASSWORD).await;
    let tokens = answer.json();
    assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")));
    assert_eq!((&tokens["token_type"], &tokens["expires_in"]), (&json!("Bearer"), &json!(900)));
    assert_eq!(tokens["user"]["id"], json!(firm.ben));
    assert_eq!(tokens["user"]["role"], "adviser");

    let form = format!("grant_type=password&username=ben%40saguaro.example&password={PASSWORD}");
    let request = site.request(Method::POST, "/api/v1/login/access-token");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let by_form = crate::site::answer(request.body(form.replace(' ', "+"))).await.json();
    assert_eq!(by_form["user"], tokens["user"]);
    let token = by_form["access_token"].as_str().unwrap();
    assert_eq!(site.get(token, "/api/v1/users/me").await.json(), tokens["user"]);
}

#[tokio::test]
async fn a_wrong_password_and_a_stranger_look_the_same() {
    let (firm, site) = open(|_| ()).await;
    let wrong = site.login(&firm.email("ben"), "incorrect horse battery").await;
    let stranger = site.login("nobody@saguaro.example", PASSWORD).await;
    assert_eq!(wrong.problem(), refused(401, WRONG));
    assert_eq!(stranger.problem(), refused(401, WRONG));
    assert_eq!(wrong.json()["detail"], stranger.json()["detail"]);
    let empty = site.login(&firm.email("ben"), "").await;
    assert_eq!(empty.problem(), refused(401, WRONG));
}

#[tokio::test]
async fn a_refresh_token_is_good_once_and_shown_twice_ends_the_session() {
    let (firm, site) = open(|_| ()).await;
    let first = site.login(&firm.email("ben"), PASSWORD).await.json();
    let other = site.login(&firm.email("ben"), PASSWORD).await.json();
    let second = refresh(&site, &first["refresh_token"]).await;
    assert_eq!(second.status, 200, "{second:?}");
    let second = second.json();
    assert_ne!(second["refresh_token"], first["refresh_token"]);
    let me = async |tokens: &Value| {
        let token = tokens["access_token"].as_str().unwrap();
        site.get(token, "/api/v1/users/me").await.status
    };
    assert_eq!(me(&second).await, 200);

    let ended = refused(401, "access.session_ended");
    assert_eq!(refresh(&site, &first["refresh_token"]).await.problem(), ended);
    // Thief and owner cannot be told apart: both are out.
    assert_eq!(refresh(&site, &second["refresh_token"]).await.problem(), ended);
    assert_eq!((me(&first).await, me(&second).await), (401, 401));
    // Another session of the same person goes on.
    assert_eq!(me(&other).await, 200);
    assert_eq!(refresh(&site, &other["refresh_token"]).await.status, 200);
}

#[tokio::test]
async fn what_is_no_refresh_token_is_refused() {
    let (firm, site) = open(|_| ()).await;
    let access = json!(site.token(&firm.email("ben")).await);
    for token in [json!(""), json!("x"), json!("0".repeat(64)), access] {
        let answer = refresh(&site, &token).await;
        assert_eq!(answer.problem(), refused(401, "access.session_ended"), "{token}");
    }
    assert_eq!(refresh(&site, &json!(7)).await.problem(), refused(400, "request.json"));
}

#[tokio::test]
async fn guessing_the_password_of_one_person_is_braked_for_them_alone() {
    let (firm, site) = open(|settings| settings.attempts.per_email = 3).await;
    for _ in 0..3 {
        let guess = site.login(&firm.email("ben"), "a guess at a password").await;
        assert_eq!(guess.problem(), refused(401, WRONG));
    }
    // The right password does not help any more, or trying it would tell that it is right.
    let locked = site.login(&firm.email("ben"), PASSWORD).await;
    assert_eq!(locked.problem(), refused(429, TOO_MANY));
    let wait: u64 = locked.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=7).contains(&wait), "{wait}");
    assert_eq!(site.login(&firm.email("zoe"), PASSWORD).await.status, 200);
}

#[tokio::test]
async fn the_brake_lets_go_and_the_right_password_takes_it_off() {
    let (firm, site) = open(|settings| {
        settings.attempts.per_email = 2;
        settings.attempts.every = Duration::from_millis(400);
    })
    .await;
    let email = firm.email("ben");
    let guess = || site.login(&email, "a guess at a password");
    while guess().await.status == 401 {}
    tokio::time::sleep(Duration::from_millis(900)).await;
    assert_eq!(site.login(&email, PASSWORD).await.status, 200);
    assert_eq!((guess().await.status, guess().await.status), (401, 401));
}

/// How often a stranger can try from this address, told by a proxy, before the brake holds.
async fn tries(site: &Site, header: &str, value: &str) -> usize {
    let mut tries = 0;
    loop {
        let body = json!({ "email": format!("stranger{tries}@example.net"), "password": "x" });
        let request = site.request(Method::POST, "/api/v1/auth/login").json(&body);
        let answer = answer(request.header(header, value)).await;
        if answer.status == 429 {
            return tries;
        }
        assert_eq!(answer.problem(), refused(401, WRONG));
        tries += 1;
        assert!(tries < 20, "no brake");
    }
}

#[tokio::test]
async fn without_trusted_proxies_a_header_changes_nothing() {
    let (_, site) = open(|settings| settings.attempts.per_address = 3).await;
    assert_eq!(tries(&site, "x-forwarded-for", "203.0.113.1").await, 3);
    assert_eq!(tries(&site, "x-forwarded-for", "203.0.113.2").await, 0);
}

#[tokio::test]
async fn behind_a_trusted_proxy_each_client_has_a_brake_of_their_own() {
    let proxied = |header| {
        open(move |settings| {
            settings.attempts.per_address = 3;
            settings.proxies = Proxies { trusted: "127.0.0.0/8".parse().unwrap(), header };
        })
    };
    let (_, site) = proxied(ForwardedHeader::XForwardedFor).await;
    assert_eq!(tries(&site, "x-forwarded-for", "203.0.113.1").await, 3);
    assert_eq!(tries(&site, "x-forwarded-for", "203.0.113.2").await, 3);
    // What the client itself wrote stands to the left and is not believed.
    assert_eq!(tries(&site, "x-forwarded-for", "203.0.113.3, 203.0.113.1").await, 0);
    // The other header is what the client sent, and counts for the proxy.
    assert_eq!(tries(&site, "forwarded", "for=203.0.113.4").await, 3);
    assert_eq!(tries(&site, "forwarded", "for=203.0.113.5").await, 0);

    let (_, site) = proxied(ForwardedHeader::Forwarded).await;
    assert_eq!(tries(&site, "forwarded", "for=203.0.113.1").await, 3);
    assert_eq!(tries(&site, "forwarded", "for=\"[2001:db8::1]:4711\"").await, 3);
    assert_eq!(tries(&site, "forwarded", "for=\"[2001:db8::2]:4711\"").await, 0);
}
