//! What one client may take from the others.

use std::time::Duration;

/// What one client may take from the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Connections open at one time; further ones wait to be accepted.
    pub connections: usize,
    /// Time to send the head of a request, and time a kept-alive connection may be idle.
    pub header_time: Duration,
    /// Header fields of a request.
    pub headers: usize,
    /// Bytes of a request's body, however it is sent.
    pub body_bytes: usize,
    /// Time to send the body of a request, once its head has come.
    pub body_time: Duration,
    /// Time from the head of a request to the head of its answer.
    pub request_time: Duration,
    /// Time that open requests are given to end once the server has been told to stop.
    pub stop_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1024,
            header_time: Duration::from_secs(15),
            headers: 64,
            body_bytes: 2 * 1024 * 1024,
            body_time: Duration::from_secs(20),
            request_time: Duration::from_secs(30),
            stop_time: Duration::from_secs(10),
        }
    }
}
