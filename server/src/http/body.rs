//! Reading a request's body, within limits.

use std::time::Duration;

use bytes::{Buf, Bytes, BytesMut};
use futures_util::{Stream, StreamExt};

/// A body that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// Longer than allowed.
    #[error("the body is longer than {limit} bytes")]
    TooLong {
        /// The most bytes allowed.
        limit: usize,
    },
    /// Not sent to its end in time.
    #[error("the body was not sent within {} s", time.as_secs_f64())]
    Slow {
        /// The time allowed.
        time: Duration,
    },
    /// Broken off, or not in the form that its headers promise.
    #[error("the body broke off")]
    BrokenOff,
}

/// Reads a body of at most `limit` bytes within `time`. A length that is announced is believed only to refuse at once; what
/// comes is counted, so that chunked bodies have the same limit.
///
/// # Errors
/// [`BodyError`].
pub async fn read_body<B: Buf, E>(
    body: impl Stream<Item = Result<B, E>>,
    announced: Option<u64>,
    limit: usize,
    time: Duration,
) -> Result<Bytes, BodyError> {
    let read = read(body, announced, limit);
    tokio::time::timeout(time, read).await.unwrap_or(Err(BodyError::Slow { time }))
}

async fn read<B: Buf, E>(
    body: impl Stream<Item = Result<B, E>>,
    announced: Option<u64>,
    limit: usize,
) -> Result<Bytes, BodyError> {
    let too_long = BodyError::TooLong { limit };
    if announced.is_some_and(|length| length > limit as u64) {
        return Err(too_long);
    }
    let mut body = std::pin::pin!(body);
    let mut read = BytesMut::new();
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|_| BodyError::BrokenOff)?;
        if chunk.remaining() > limit.saturating_sub(read.len()) {
            return Err(too_long);
        }
        let mut chunk = chunk;
        while chunk.has_remaining() {
            let piece = chunk.chunk();
            read.extend_from_slice(piece);
            let length = piece.len();
            chunk.advance(length);
        }
    }
    Ok(read.freeze())
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;

    const TIME: Duration = Duration::from_secs(5);

    fn chunks(sizes: &[usize]) -> impl Stream<Item = Result<Bytes, ()>> + use<> {
        let chunks: Vec<_> = sizes.iter().map(|size| Ok(Bytes::from(vec![b'x'; *size]))).collect();
        stream::iter(chunks)
    }

    #[tokio::test]
    async fn chunks_are_put_together() {
        let body = read_body(chunks(&[3, 0, 4]), None, 7, TIME).await.unwrap();
        assert_eq!(body, "xxxxxxx");
    }

    #[tokio::test]
    async fn a_long_body_is_refused_whether_announced_or_not() {
        let too_long = BodyError::TooLong { limit: 7 };
        assert_eq!(read_body(chunks(&[]), Some(8), 7, TIME).await, Err(too_long));
        assert_eq!(read_body(chunks(&[4, 4]), None, 7, TIME).await, Err(too_long));
    }

    #[tokio::test]
    async fn a_body_that_breaks_off_is_told_apart() {
        let body = stream::iter([Ok(Bytes::from("x")), Err(())]);
        assert_eq!(read_body(body, None, 7, TIME).await, Err(BodyError::BrokenOff));
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_does_not_come_is_not_waited_for() {
        let body = stream::pending::<Result<Bytes, ()>>();
        let slow = BodyError::Slow { time: TIME };
        assert_eq!(read_body(body, None, 7, TIME).await, Err(slow));
    }
}
