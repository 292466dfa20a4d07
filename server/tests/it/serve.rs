//! `cactus serve`, as a service manager runs it.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Output;
use std::time::Duration;

use serde_json::json;

use crate::program::{cactus, complained};
use crate::running::{Running, add_user, home};
use crate::site::answer;

const PASSWORD: &str = "correct horse battery";
const KEY: &str = "cactus.db.key";

async fn me(server: &Running, token: &str) -> u16 {
    answer(server.get("/api/v1/users/me").bearer_auth(token)).await.status
}

#[tokio::test]
async fn a_fresh_book_is_served_until_sigterm_and_again_with_the_same_key() {
    let home = home(PASSWORD);
    assert!(!home.path().join(KEY).exists());
    let mut server = Running::start(home.path(), &[], &[]);
    let key = fs::metadata(home.path().join(KEY)).unwrap();
    assert_eq!((key.mode() & 0o777, key.nlink()), (0o600, 1));
    let key = fs::read(home.path().join(KEY)).unwrap();
    assert_eq!(answer(server.get("/health/ready")).await.status, 200);
    let tokens = server.login(PASSWORD).await.json();
    let token = tokens["access_token"].as_str().unwrap();
    assert_eq!(me(&server, token).await, 200);

    // The client keeps its connection open: that keeps nobody from stopping.
    let (status, took) = server.terminate().await;
    assert_eq!(status.code(), Some(0));
    assert!(took < Duration::from_secs(5), "{took:?}");
    let mut files: Vec<_> =
        fs::read_dir(home.path()).unwrap().map(|f| f.unwrap().file_name()).collect();
    files.sort();
    assert_eq!(files, ["cactus.db", KEY, "log"], "nothing is left beside the book");

    let mut server = Running::start(home.path(), &[], &[]);
    assert_eq!(fs::read(home.path().join(KEY)).unwrap(), key);
    assert_eq!(me(&server, token).await, 200);
    assert_eq!(server.terminate().await.0.code(), Some(0));
    fs::remove_file(home.path().join(KEY)).unwrap();
    let server = Running::start(home.path(), &[], &[]);
    assert_eq!(me(&server, token).await, 401);
}

#[tokio::test]
async fn whoever_holds_the_book_appoints_who_runs_the_platform() {
    let home = home(PASSWORD);
    let email = "rut@saguaro.example";
    let by_ada = ["user", "add", "--as", "ada@saguaro.example", "--role", "god"];
    let arguments = [&by_ada[..], &["--email", email, "--name", "Rut"]].concat();
    add_user(home.path(), &arguments, "another long password");
    let server = Running::start(home.path(), &[], &[]);
    let body = json!({ "email": email, "password": "another long password" });
    let tokens = answer(server.post("/api/v1/auth/login").json(&body)).await.json();
    assert_eq!(tokens["user"]["role"], "god");
    assert_eq!(me(&server, tokens["access_token"].as_str().unwrap()).await, 200);
}

/// How long access tokens are good for, with these settings.
async fn lifetime(home: &Path, flags: &[&str], environment: &[(&str, &str)]) -> u64 {
    let server = Running::start(home, flags, environment);
    server.login(PASSWORD).await.json()["expires_in"].as_u64().unwrap()
}

#[tokio::test]
async fn flags_come_before_the_environment_and_that_before_the_file() {
    let home = home(PASSWORD);
    let (flag, variable) =
        (&["--access-token-seconds", "300"][..], &[("CACTUS_ACCESS_TOKEN_SECONDS", "200")][..]);
    assert_eq!(lifetime(home.path(), &[], &[]).await, 900);
    fs::write(home.path().join("cactus.toml"), "access_token_seconds = 100").unwrap();
    assert_eq!(lifetime(home.path(), &[], &[]).await, 100);
    assert_eq!(lifetime(home.path(), &[], variable).await, 200);
    assert_eq!(lifetime(home.path(), flag, variable).await, 300);
    fs::write(home.path().join("other.toml"), "access_token_seconds = 50").unwrap();
    assert_eq!(lifetime(home.path(), &[], &[("CACTUS_CONFIG", "other.toml")]).await, 50);
    let other = [("CACTUS_CONFIG", "none.toml")];
    assert_eq!(lifetime(home.path(), &["--config", "other.toml"], &other).await, 50);
}

fn refused(home: &Path, flags: &[&str], environment: &[(&str, &str)]) -> (Option<i32>, String) {
    let arguments = ["serve"].into_iter().chain(flags.iter().copied());
    let output: Output =
        cactus(home, arguments).envs(environment.iter().copied()).output().unwrap();
    assert!(output.stdout.is_empty());
    (output.status.code(), complained(&output).to_owned())
}

#[test]
fn wrong_settings_are_refused_with_their_place() {
    let home = home(PASSWORD);
    let at = home.path();
    let file = |text: &str| fs::write(at.join("wrong.toml"), text).unwrap();
    let with_file = |text: &str| {
        file(text);
        refused(at, &["--config", "wrong.toml"], &[])
    };
    let says = |(code, text): (Option<i32>, String), words: &[&str]| {
        assert_eq!(code, Some(2), "{text}");
        assert_eq!(text.matches("error: ").count(), 1, "{text}");
        for word in words {
            assert!(text.contains(word), "{word}: {text}");
        }
    };
    says(refused(at, &["--listen", "here"], &[]), &["--listen", "here"]);
    says(refused(at, &["--colour"], &[]), &["--colour"]);
    says(refused(at, &["--trusted-proxies", "10.0.0.0/33"], &[]), &["10.0.0.0/33"]);
    says(refused(at, &[], &[("CACTUS_LISTEN", "here")]), &["CACTUS_LISTEN"]);
    says(refused(at, &[], &[("CACTUS_LOG", "loud")]), &["CACTUS_LOG", "`pretty` or `json`"]);
    says(refused(at, &[], &[("CACTUS_LOG_FILTER", "a=b=c")]), &["a=b=c"]);
    says(with_file("stop_seconds = 'soon'"), &["`stop_seconds`", "wrong.toml"]);
    says(with_file("lisen = '127.0.0.1:1'"), &["`lisen`", "wrong.toml", "`listen`"]);
    says(with_file("listen = "), &["wrong.toml", "line 1"]);
    says(with_file("forwarded_header = 'via'"), &["`forwarded_header`", "x-forwarded-for"]);
    says(refused(at, &["--config", "none.toml"], &[]), &["none.toml"]);
    let secret = "a-secret-that-is-too-short";
    let short = refused(at, &[], &[("CACTUS_SIGNING_KEY", secret)]);
    assert!(!short.1.contains(secret), "{}", short.1);
    says(short, &["CACTUS_SIGNING_KEY", "32 bytes"]);
    fs::write(at.join(KEY), "x".repeat(43)).unwrap();
    fs::set_permissions(at.join(KEY), fs::Permissions::from_mode(0o644)).unwrap();
    says(refused(at, &[], &[]), &[KEY, "644", "600"]);
}

#[tokio::test]
async fn what_the_machine_refuses_is_told_as_well() {
    let home = home(PASSWORD);
    let taken = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (code, text) = refused(home.path(), &["--listen", &address], &[]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains(&address) && text.contains("in use"), "{text}");
    let (code, text) = refused(home.path(), &["--book", "none.db"], &[]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("none.db"), "{text}");
    assert!(!home.path().join("none.db").exists());
}

#[tokio::test]
async fn a_request_that_hangs_does_not_keep_the_server_from_ending() {
    let home = home(PASSWORD);
    let mut server = Running::start(home.path(), &["--stop-seconds", "1"], &[]);
    let mut wire = crate::wire::Wire::open(server.address()).await;
    wire.send(
        "POST /api/v1/auth/login HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n\
         content-length: 100\r\n\r\n{",
    )
    .await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    let (status, took) = server.terminate().await;
    assert_eq!(status.code(), Some(0));
    assert!(took >= Duration::from_millis(900) && took < Duration::from_secs(6), "{took:?}");
}
