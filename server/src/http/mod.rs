//! The accept loop and what lies around every request.
//!
//! warp filters answer requests; everything a server on an open network needs besides is here: limits on
//! connections, headers, bodies and time, request ids, logs, panics, compression, security headers, and a
//! shutdown that ends.
//!
//! ```text
//! TcpListener → limit on connections → hyper connection (header timeout, keep-alive, header limit)
//!   → origin → request id → log → security headers → gzip → problem documents → panics → timeout → warp filter
//! ```

mod accept;
mod body;
mod forwarded;
mod layers;
mod limits;
mod proxies;
mod request_id;
mod stop;

pub use accept::{Ended, Listening, Peer};
pub use body::{BodyError, read_body};
pub use layers::layered;
pub use limits::Limits;
pub use proxies::{ForwardedHeader, HeaderError, NetworkError, Networks, Origin, Proxies};
pub use request_id::REQUEST_ID;
pub use stop::stop_signal;
