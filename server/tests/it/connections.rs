//! Connections that are slow, idle, too many or in the way of stopping.

use std::time::Duration;

use cactus_server::config::Serving;
use tokio::time::Instant;

use crate::gate::Gate;
use crate::office::Office;
use crate::site::{Site, answer, settings};
use crate::wire::Wire;

const LIVE: &str = "GET /health/live HTTP/1.1\r\nhost: cactus\r\n\r\n";
const PATIENCE: Duration = Duration::from_secs(10);

async fn open(change: impl FnOnce(&mut Serving)) -> Site {
    let office = Office::open().await;
    let mut settings = settings();
    change(&mut settings);
    Site::open(office.cactus, settings).await
}

/// What a login of this many bytes looks like on the wire, without its body.
fn login_head(length: &str) -> String {
    format!(
        "POST /api/v1/auth/login HTTP/1.1\r\nhost: cactus\r\n\
         content-type: application/json\r\n{length}\r\n\r\n"
    )
}

#[tokio::test]
async fn a_head_that_takes_too_long_is_cut() {
    let site = open(|settings| settings.limits.header_time = Duration::from_millis(300)).await;
    let start = Instant::now();
    let mut wire = Wire::open(site.address()).await;
    for piece in ["GET /health/", "live HTTP/1.1\r\n", "x-a: 1\r\n", "x-b: 2\r\n", "x-c: 3\r\n"] {
        if !wire.try_send(piece).await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    let rest = wire.rest(PATIENCE).await.unwrap();
    assert!(!rest.contains("200 OK"), "{rest}");
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_connection_that_says_nothing_or_nothing_more_is_cut() {
    let site = open(|settings| settings.limits.header_time = Duration::from_millis(300)).await;
    let mut silent = Wire::open(site.address()).await;
    assert_eq!(silent.rest(PATIENCE).await.as_deref(), Some(""));
    let mut idle = Wire::open(site.address()).await;
    idle.send(LIVE).await;
    idle.until("\"ok\"}").await;
    assert_eq!(idle.rest(PATIENCE).await.as_deref(), Some(""));
}

#[tokio::test]
async fn a_body_that_takes_too_long_is_cut() {
    let site = open(|settings| settings.limits.body_time = Duration::from_millis(400)).await;
    let mut wire = Wire::open(site.address()).await;
    wire.send(&login_head("content-length: 1000")).await;
    let start = Instant::now();
    for _ in 0..20 {
        if !wire.try_send("{").await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let answer = wire.rest(PATIENCE).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("\"code\":\"request.slow\""), "{answer}");
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_chunked_body_has_the_same_limit() {
    let site = open(|settings| settings.limits.body_bytes = 1000).await;
    let mut wire = Wire::open(site.address()).await;
    wire.send(&login_head("transfer-encoding: chunked")).await;
    let chunk = format!("{:x}\r\n{}\r\n", 400, "x".repeat(400));
    wire.send(&chunk).await;
    wire.send(&chunk).await;
    wire.send(&chunk).await;
    let answer = wire.rest(PATIENCE).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert!(answer.contains("\"code\":\"request.too_long\""), "{answer}");
}

#[tokio::test]
async fn too_many_headers_and_what_is_not_http_are_refused() {
    let site = open(|_| ()).await;
    let mut wire = Wire::open(site.address()).await;
    let headers: String = (0..100).map(|n| format!("x-{n}: 1\r\n")).collect();
    wire.send(&format!("GET /health/live HTTP/1.1\r\n{headers}\r\n")).await;
    let answer = wire.rest(PATIENCE).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
    let mut wire = Wire::open(site.address()).await;
    wire.send("\x16\x03\x01 this is not HTTP\r\n\r\n").await;
    let answer = wire.rest(PATIENCE).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 ") || answer.is_empty(), "{answer}");
}

#[tokio::test]
async fn more_connections_than_allowed_wait_for_their_turn() {
    let site = open(|settings| settings.limits.connections = 2).await;
    let mut first = Wire::open(site.address()).await;
    let mut second = Wire::open(site.address()).await;
    for wire in [&mut first, &mut second] {
        wire.send(LIVE).await;
        wire.until("\"ok\"}").await;
    }
    let mut third = Wire::open(site.address()).await;
    third.send(LIVE).await;
    assert_eq!(third.rest(Duration::from_millis(300)).await, None);
    drop(first);
    third.until("\"ok\"}").await;
}

#[tokio::test]
async fn stopping_ends_idle_connections_at_once() {
    let mut site = open(|_| ()).await;
    let mut silent = Wire::open(site.address()).await;
    let mut idle = Wire::open(site.address()).await;
    idle.send(LIVE).await;
    idle.until("\"ok\"}").await;
    let start = Instant::now();
    site.stop();
    assert_eq!(idle.rest(PATIENCE).await.as_deref(), Some(""));
    assert_eq!(silent.rest(PATIENCE).await.as_deref(), Some(""));
    let ended = tokio::time::timeout(PATIENCE, site.ended()).await.unwrap();
    assert_eq!(ended.cut, 0);
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

#[tokio::test]
async fn stopping_lets_a_request_under_way_finish_and_takes_no_other() {
    let (gate, store) = Gate::new();
    let office = Office::on(store).await;
    let mut site = Site::open(office.cactus, settings()).await;
    let token = site.token(&office.saguaro.email("ben")).await;
    gate.close();
    let request = site.with(&token, reqwest::Method::GET, "/api/v1/clients");
    let asked = tokio::spawn(answer(request));
    gate.reached().await;
    site.stop();
    let address = site.address();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
    assert!(!asked.is_finished());
    gate.open();
    let answered = asked.await.unwrap();
    assert_eq!((answered.status, answered.ids().len()), (200, 3));
    let ended = tokio::time::timeout(PATIENCE, site.ended()).await.unwrap();
    assert_eq!(ended.cut, 0);
}

#[tokio::test]
async fn stopping_cuts_what_does_not_end_in_time() {
    let (gate, store) = Gate::new();
    let office = Office::on(store).await;
    let mut settings = settings();
    settings.limits.stop_time = Duration::from_millis(300);
    let mut site = Site::open(office.cactus, settings).await;
    gate.close();
    let mut wire = Wire::open(site.address()).await;
    let body = format!(r#"{{"email":"{}","password":"x"}}"#, office.saguaro.email("ben"));
    wire.send(&login_head(&format!("content-length: {}", body.len()))).await;
    wire.send(&body).await;
    gate.reached().await;
    let start = Instant::now();
    site.stop();
    assert_eq!(wire.rest(PATIENCE).await.as_deref(), Some(""));
    let ended = tokio::time::timeout(PATIENCE, site.ended()).await.unwrap();
    assert_eq!(ended.cut, 1);
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
    gate.open();
}

#[tokio::test]
async fn an_answer_that_takes_too_long_is_given_up() {
    let (gate, store) = Gate::new();
    let office = Office::on(store).await;
    let mut settings = settings();
    settings.limits.request_time = Duration::from_millis(300);
    let site = Site::open(office.cactus, settings).await;
    let token = site.token(&office.saguaro.email("ben")).await;
    gate.close();
    let late = site.get(&token, "/api/v1/clients").await;
    assert_eq!(late.problem(), crate::site::refused(503, "server.timeout"));
    assert_eq!(late.header("retry-after"), Some("1"));
    gate.open();
    assert_eq!(site.get(&token, "/api/v1/clients").await.status, 200);
}
