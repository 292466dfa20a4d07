//! What a GET of a client costs over HTTP, beside a bare warp handler that runs the same query.
//!
//! `cargo bench -p cactus-server --no-default-features --bench http`. All three servers stand in this process on one
//! book in a file; one connection asks one after the other, in rounds that take turns, so that what else the
//! machine does falls on all of them alike.
#![expect(clippy::unwrap_used, reason = "without its servers a benchmark cannot go on")]

mod servers;

use std::net::SocketAddr;
use std::time::Duration;

use servers::Servers;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;

const ROUNDS: usize = 41;
const REQUESTS: u32 = 250;

#[tokio::main]
async fn main() {
    // `cargo test --benches` runs this too; one short round shows that it works.
    let measure = std::env::args().any(|argument| argument == "--bench");
    let (rounds, requests) = if measure { (ROUNDS, REQUESTS) } else { (1, 5) };
    let servers = Servers::start().await;
    let contestants = [
        ("bare warp handler: the query alone", servers.bare),
        ("bare warp handler: token, session, query", servers.knowing),
        ("cactus serve", servers.cactus),
    ];
    let mut connections = Vec::new();
    for (_, address) in contestants {
        connections.push(Connection::open(address, &servers.request).await);
    }
    let mut times = vec![Vec::new(); contestants.len()];
    for connection in &mut connections {
        connection.round(requests).await;
    }
    for _ in 0..rounds {
        for (connection, times) in connections.iter_mut().zip(&mut times) {
            times.push(connection.round(requests).await);
        }
    }
    let medians: Vec<Duration> = times.iter_mut().map(|times| median(times)).collect();
    let floor = medians.first().unwrap().as_secs_f64();
    println!("GET client over HTTP, median of {rounds} rounds of {requests} requests");
    for ((name, _), time) in contestants.iter().zip(&medians) {
        let time = time.as_secs_f64();
        println!("{name:42} {:8.1} µs   {:5.2} × the floor", time * 1e6, time / floor);
    }
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    *times.get(times.len() / 2).unwrap()
}

/// A kept-alive connection that sends one request again and again.
struct Connection {
    stream: TcpStream,
    request: Vec<u8>,
    answer: Vec<u8>,
}

impl Connection {
    async fn open(address: SocketAddr, request: &str) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, request: request.as_bytes().to_vec(), answer: Vec::new() }
    }

    /// The time that one request takes, over so many.
    async fn round(&mut self, requests: u32) -> Duration {
        let start = Instant::now();
        for _ in 0..requests {
            self.ask().await;
        }
        start.elapsed() / requests
    }

    async fn ask(&mut self) {
        self.stream.write_all(&self.request).await.unwrap();
        self.answer.clear();
        while !self.is_whole() {
            assert!(self.stream.read_buf(&mut self.answer).await.unwrap() > 0, "cut off");
        }
        assert!(self.answer.starts_with(b"HTTP/1.1 200 "));
    }

    fn is_whole(&self) -> bool {
        let text = String::from_utf8_lossy(&self.answer);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
        let mut lines = head.lines().filter_map(|line| line.split_once(": "));
        let length = lines.find(|(name, _)| *name == "content-length");
        length.is_some_and(|(_, length)| body.len() >= length.parse().unwrap())
    }
}
