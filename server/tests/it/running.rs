//! The real server: a process of the real binary on a free port.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ExitStatus, Stdio};
use std::time::Duration;

use reqwest::RequestBuilder;
use serde_json::json;
use tokio::time::Instant;

use crate::program::{cactus, complained};
use crate::site::{Answer, answer};

/// The log of the server, in its home.
pub const LOG: &str = "log";

/// A running `cactus serve`.
pub struct Running {
    child: Child,
    http: reqwest::Client,
    url: String,
}

/// A folder with a book of one firm, whose administrator is `ada@saguaro.example`.
pub fn home(password: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let founding = [
        "user",
        "add",
        "--new-firm",
        "Saguaro",
        "--base-currency",
        "USD",
        "--name",
        "Ada",
        "--email",
        "ada@saguaro.example",
    ];
    add_user(home.path(), &founding, password);
    home
}

/// Runs `cactus user add` with this password on standard input.
pub fn add_user(home: &Path, arguments: &[&str], password: &str) {
    let mut child = cactus(home, arguments.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{password}").unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", complained(&output));
}

impl Running {
    /// Serves the book of this home. The log goes to a file there.
    pub fn start(home: &Path, flags: &[&str], environment: &[(&str, &str)]) -> Self {
        let arguments =
            ["serve", "--listen", "127.0.0.1:0"].into_iter().chain(flags.iter().copied());
        let mut child = cactus(home, arguments)
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .stderr(File::options().create(true).append(true).open(home.join(LOG)).unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("listening on ").map(str::to_owned);
        let url = url.unwrap_or_else(|| {
            let _ = child.kill();
            panic!("{line}: {}", std::fs::read_to_string(home.join(LOG)).unwrap())
        });
        Self { child, http: reqwest::Client::new(), url }
    }

    /// The address it listens on.
    pub fn address(&self) -> std::net::SocketAddr {
        self.url.strip_prefix("http://").unwrap().parse().unwrap()
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.http.get(format!("{}{path}", self.url))
    }

    pub fn post(&self, path: &str) -> RequestBuilder {
        self.http.post(format!("{}{path}", self.url))
    }

    /// The answer to Ada signing in.
    pub async fn login(&self, password: &str) -> Answer {
        let body = json!({ "email": "ada@saguaro.example", "password": password });
        answer(self.post("/api/v1/auth/login").json(&body)).await
    }

    /// Sends SIGTERM, and says how the process ended and after how long. Kills it after 20 seconds.
    pub async fn terminate(&mut self) -> (ExitStatus, Duration) {
        let start = Instant::now();
        let kill = format!("kill -TERM {}", self.child.id());
        assert!(std::process::Command::new("sh").args(["-c", &kill]).status().unwrap().success());
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status, start.elapsed());
            }
            assert!(start.elapsed() < Duration::from_secs(20), "does not end");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
