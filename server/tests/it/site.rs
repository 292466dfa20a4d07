//! A server on a free port of this machine, asked over real sockets.

use std::net::SocketAddr;

use cactus_core::Cactus;
use cactus_server::Server;
use cactus_server::auth::{AttemptLimits, SigningKey};
use cactus_server::config::Serving;
use cactus_server::http::{Ended, Limits, Proxies};
use reqwest::header::HeaderMap;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::office::PASSWORD;

/// The key that signs the access tokens of every server in these tests.
pub const KEY: [u8; 32] = [7; 32];

/// A running server.
pub struct Site {
    address: SocketAddr,
    http: reqwest::Client,
    stop: Option<oneshot::Sender<()>>,
    running: JoinHandle<Ended>,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// The settings of a server that listens on a free port.
pub fn settings() -> Serving {
    Serving {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        signing_key: SigningKey::new(KEY.to_vec()).unwrap(),
        access_token_lifetime: std::time::Duration::from_secs(900),
        limits: Limits::default(),
        attempts: AttemptLimits::default(),
        proxies: Proxies::default(),
    }
}

impl Site {
    /// A server of this engine.
    pub async fn open(cactus: Cactus, settings: Serving) -> Self {
        let server = Server::bind(cactus, settings).await.unwrap();
        let address = server.address();
        let (stop, stopped) = oneshot::channel::<()>();
        let running = tokio::spawn(async move {
            let stopped = async move {
                let _ = stopped.await;
            };
            server.run(stopped).await.unwrap()
        });
        Self { address, http: reqwest::Client::new(), stop: Some(stop), running }
    }

    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// A request, to be sent with [`answer`].
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("http://{}{path}", self.address))
    }

    /// What GET gives, with a token unless it is empty.
    pub async fn get(&self, token: &str, path: &str) -> Answer {
        answer(self.with(token, Method::GET, path)).await
    }

    /// What POST of this JSON gives, with a token unless it is empty.
    pub async fn post(&self, token: &str, path: &str, body: &Value) -> Answer {
        answer(self.with(token, Method::POST, path).json(body)).await
    }

    /// What PUT of this JSON gives, with a token unless it is empty.
    pub async fn put(&self, token: &str, path: &str, body: &Value) -> Answer {
        answer(self.with(token, Method::PUT, path).json(body)).await
    }

    pub fn with(&self, token: &str, method: Method, path: &str) -> RequestBuilder {
        let request = self.request(method, path);
        if token.is_empty() { request } else { request.bearer_auth(token) }
    }

    /// The answer to signing in.
    pub async fn login(&self, email: &str, password: &str) -> Answer {
        let body = json!({ "email": email, "password": password });
        self.post("", "/api/v1/auth/login", &body).await
    }

    /// An access token of somebody of the office, by first name.
    pub async fn token(&self, email: &str) -> String {
        let answer = self.login(email, PASSWORD).await;
        assert_eq!(answer.status, 200, "{email}: {answer:?}");
        answer.json()["access_token"].as_str().unwrap().to_owned()
    }

    /// Tells the server to stop.
    pub fn stop(&mut self) {
        let _ = self.stop.take().unwrap().send(());
    }

    /// How the server ended, once it has.
    pub async fn ended(self) -> Ended {
        self.running.await.unwrap()
    }
}

/// Sends a request and reads the answer to its end.
pub async fn answer(request: RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Answer { status, headers, body: response.bytes().await.unwrap().to_vec() }
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }

    /// The status and the code of a problem document, which is checked on the way.
    pub fn problem(&self) -> (u16, String) {
        let document = self.json();
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{document}");
        assert_eq!(document["status"], self.status, "{document}");
        assert_eq!(document["instance"].as_str(), self.header("x-request-id"), "{document}");
        assert!(!document["detail"].as_str().unwrap().is_empty(), "{document}");
        (self.status, document["code"].as_str().unwrap().to_owned())
    }

    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The ids of a page, in order.
    pub fn ids(&self) -> Vec<String> {
        assert_eq!(self.status, 200, "{}", self.json());
        let page = self.json();
        let items = page["items"].as_array().unwrap().iter();
        items.map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    }
}

/// Status and code, to compare with [`Answer::problem`].
pub fn refused(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}
