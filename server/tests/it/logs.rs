//! What the log tells, and what it must not.

use std::fs;

use serde_json::{Value, json};

use crate::running::{LOG, Running, add_user, home};
use crate::site::answer;

const PASSWORD: &str = "planted-password-1";
const NEW_PASSWORD: &str = "planted-password-2";
const WRONG_PASSWORD: &str = "planted-wrong-guess";
const CLIENT: &str = "planted-client";

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// Signs in and out in every way, adds people and clients, and makes mistakes. Gives back every token.
async fn secrets(server: &Running) -> Vec<String> {
    let login = server.login(PASSWORD).await.json();
    assert_eq!(server.login(WRONG_PASSWORD).await.status, 401);
    let form = format!("username=ada%40saguaro.example&password={PASSWORD}");
    let by_form = answer(
        server
            .post("/api/v1/login/access-token")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form),
    )
    .await
    .json();
    let refresh = json!({ "refresh_token": login["refresh_token"] });
    let renewed = answer(server.post("/api/v1/auth/refresh").json(&refresh)).await.json();
    let token = text(&renewed["access_token"]);

    let person = json!({
        "email": "planted-person@saguaro.example", "name": "planted-person", "role": "auditor",
        "password": NEW_PASSWORD,
    });
    let added = answer(server.post("/api/v1/users").bearer_auth(&token).json(&person)).await;
    assert_eq!(added.status, 201, "{added:?}");
    let client = json!({
        "first_name": CLIENT, "last_name": CLIENT, "email": format!("{CLIENT}@home.example"),
        "risk_profile": "low", "status": "prospect", "phone": "+52 1 55 0909 0909",
    });
    let created = answer(server.post("/api/v1/clients").bearer_auth(&token).json(&client)).await;
    assert_eq!(created.status, 201, "{created:?}");
    let again = answer(server.post("/api/v1/clients").bearer_auth(&token).json(&client)).await;
    assert_eq!(again.status, 409, "{again:?}");
    for path in [
        format!("/api/v1/clients?text={CLIENT}"),
        format!("/api/v1/clients?token={token}"),
        format!("/{token}"),
        format!("/api/v1/clients/{CLIENT}"),
    ] {
        answer(server.get(&path).bearer_auth(&token)).await;
    }
    let broken =
        format!("{{\"email\": \"{CLIENT}@home.example\", \"password\": \"{WRONG_PASSWORD}");
    let login_path = server.post("/api/v1/auth/login").header("content-type", "application/json");
    assert_eq!(answer(login_path.body(broken)).await.status, 400);
    // The old refresh token once more: the session is ended, which is worth a warning.
    assert_eq!(answer(server.post("/api/v1/auth/refresh").json(&refresh)).await.status, 401);
    let tokens = [login, by_form, renewed];
    tokens.iter().flat_map(|t| [text(&t["access_token"]), text(&t["refresh_token"])]).collect()
}

#[tokio::test]
async fn the_log_tells_who_did_what_and_no_secret() {
    let home = home(PASSWORD);
    let add = ["user", "add", "--as", "ada@saguaro.example", "--role", "auditor"];
    let add = [&add[..], &["--email", "uma@saguaro.example", "--name", "Uma"]].concat();
    add_user(home.path(), &add, NEW_PASSWORD);
    let flags = ["--log", "json", "--log-filter", "trace"];
    let mut server = Running::start(home.path(), &flags, &[]);
    let mut secrets = secrets(&server).await;
    assert_eq!(server.terminate().await.0.code(), Some(0));

    let log = fs::read_to_string(home.path().join(LOG)).unwrap();
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let answered: Vec<&Value> = lines.iter().filter(|l| l["message"] == "answered").collect();
    assert!(answered.len() >= 12, "{}", answered.len());
    let created = answered.iter().find(|l| l["status"] == 201).unwrap();
    assert_eq!(created["span"]["route"], "/api/v1/users");
    assert_eq!(created["span"]["origin"], "127.0.0.1");
    assert!(text(&created["span"]["user"]).starts_with("usr_"), "{created}");
    assert_eq!(text(&created["span"]["id"]).len(), 32);
    assert!(lines.iter().any(|l| l["level"] == "WARN" && text(&l["message"]).contains("refresh")));

    // The signature alone makes a token; its claims are no secret, but nobody needs them in a log.
    let parts: Vec<String> = secrets.iter().flat_map(|t| t.split('.').map(str::to_owned)).collect();
    secrets.extend(parts.into_iter().filter(|part| part.len() > 40));
    secrets.push(fs::read_to_string(home.path().join("cactus.db.key")).unwrap().trim().to_owned());
    let planted =
        [PASSWORD, NEW_PASSWORD, WRONG_PASSWORD, CLIENT, "planted-person", "0909", "argon2"];
    secrets.extend(planted.map(str::to_owned));
    for secret in secrets {
        let line = log.lines().find(|line| line.contains(&secret));
        assert_eq!(line, None, "the log holds `{secret}`");
    }
}
