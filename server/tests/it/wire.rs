//! Bytes on a socket, for what no well-behaved client sends.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// A connection.
pub struct Wire(TcpStream);

impl Wire {
    pub async fn open(address: SocketAddr) -> Self {
        Self(TcpStream::connect(address).await.unwrap())
    }

    pub async fn send(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).await.unwrap();
    }

    /// Sends if the other side still takes it, and says whether.
    pub async fn try_send(&mut self, text: &str) -> bool {
        self.0.write_all(text.as_bytes()).await.is_ok()
    }

    /// What comes until the other side ends the connection; nothing, if it does not within the time.
    pub async fn rest(&mut self, patience: Duration) -> Option<String> {
        let mut bytes = Vec::new();
        let read = timeout(patience, self.0.read_to_end(&mut bytes)).await.ok()?;
        match read {
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => {}
            Err(error) => panic!("{error}"),
        }
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// What comes until this text has come.
    pub async fn until(&mut self, text: &str) -> String {
        let mut read = String::new();
        while !read.contains(text) {
            let mut bytes = [0; 4096];
            let count = timeout(Duration::from_secs(10), self.0.read(&mut bytes)).await;
            let count = count.unwrap().unwrap();
            assert!(count > 0, "ended after {read}");
            read.push_str(&String::from_utf8_lossy(&bytes[..count]));
        }
        read
    }
}
