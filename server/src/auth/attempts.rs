//! A brake on guessing passwords.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use cactus_core::model::Email;
use tokio::time::Instant;

/// How often one may try to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttemptLimits {
    /// Attempts for one e-mail address before the brake holds.
    pub per_email: u32,
    /// Attempts from one network address before the brake holds.
    pub per_address: u32,
    /// Time after which one more attempt is granted.
    pub every: Duration,
    /// Addresses of each sort that are kept in mind.
    pub remembered: usize,
}

impl Default for AttemptLimits {
    fn default() -> Self {
        Self { per_email: 10, per_address: 60, every: Duration::from_secs(6), remembered: 100_000 }
    }
}

/// Too many attempts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many attempts to sign in; try again in {} s", wait.as_secs() + 1)]
pub struct TooMany {
    /// Time until the next attempt is granted.
    pub wait: Duration,
}

/// Counts attempts to sign in, by e-mail address and by the address they come from.
#[derive(Debug)]
pub struct Attempts {
    by_email: Mutex<Buckets<Email>>,
    by_address: Mutex<Buckets<IpAddr>>,
}

impl Attempts {
    /// A brake with these limits.
    #[must_use]
    pub fn new(limits: AttemptLimits) -> Self {
        Self {
            by_email: Mutex::new(Buckets::new(limits.per_email, &limits)),
            by_address: Mutex::new(Buckets::new(limits.per_address, &limits)),
        }
    }

    /// Counts an attempt, before its password is looked at.
    ///
    /// # Errors
    /// [`TooMany`].
    pub fn count(&self, email: &Email, origin: Option<IpAddr>) -> Result<(), TooMany> {
        let now = Instant::now();
        if let Some(origin) = origin {
            locked(&self.by_address).take(network(origin), now)?;
        }
        locked(&self.by_email).take(email.clone(), now)
    }

    /// Forgets the attempts for an e-mail address, after one that was right.
    pub fn forget(&self, email: &Email) {
        locked(&self.by_email).full_at.remove(email);
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One subscriber has a whole /64 of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => address.into(),
            None => {
                let network = u128::from(address) & (u128::MAX << 64);
                std::net::Ipv6Addr::from(network).into()
            }
        },
    }
}

/// One bucket of attempts per key, as the moment at which it is full again; a key that is not there has a
/// full one. (The generic cell rate algorithm.)
#[derive(Debug)]
struct Buckets<K> {
    every: Duration,
    depth: Duration,
    remembered: usize,
    full_at: HashMap<K, Instant>,
}

impl<K: Eq + Hash> Buckets<K> {
    fn new(size: u32, limits: &AttemptLimits) -> Self {
        Self {
            every: limits.every,
            depth: limits.every.saturating_mul(size),
            remembered: limits.remembered,
            full_at: HashMap::new(),
        }
    }

    fn take(&mut self, key: K, now: Instant) -> Result<(), TooMany> {
        let full_at = self.full_at.get(&key).map_or(now, |at| (*at).max(now));
        let full_at = full_at + self.every;
        let missing = full_at.duration_since(now).saturating_sub(self.depth);
        if !missing.is_zero() {
            return Err(TooMany { wait: missing });
        }
        if self.full_at.len() >= self.remembered && !self.full_at.contains_key(&key) {
            self.make_room(now);
        }
        self.full_at.insert(key, full_at);
        Ok(())
    }

    /// Drops those that are full again; if too few are, also the half that has been used least.
    fn make_room(&mut self, now: Instant) {
        self.full_at.retain(|_, full_at| *full_at > now);
        if self.full_at.len() >= self.remembered {
            let mut moments: Vec<Instant> = self.full_at.values().copied().collect();
            let half = moments.len() / 2;
            let (_, median, _) = moments.select_nth_unstable(half);
            let median = *median;
            self.full_at.retain(|_, full_at| *full_at > median);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: AttemptLimits = AttemptLimits {
        per_email: 3,
        per_address: 5,
        every: Duration::from_secs(10),
        remembered: 4,
    };

    fn email(n: usize) -> Email {
        format!("user{n}@example.com").parse().unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn the_brake_holds_and_lets_go_with_time() {
        let attempts = Attempts::new(LIMITS);
        for _ in 0..3 {
            attempts.count(&email(1), None).unwrap();
        }
        let wait = Duration::from_secs(10);
        assert_eq!(attempts.count(&email(1), None), Err(TooMany { wait }));
        assert_eq!(attempts.count(&email(2), None), Ok(()));
        tokio::time::advance(wait).await;
        assert_eq!(attempts.count(&email(1), None), Ok(()));
        assert!(attempts.count(&email(1), None).is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn an_address_is_held_whoever_it_tries() {
        let attempts = Attempts::new(LIMITS);
        let peer = |text: &str| Some(text.parse().unwrap());
        for n in 0..5 {
            attempts.count(&email(n), peer("2001:db8::1")).unwrap();
        }
        assert!(attempts.count(&email(9), peer("2001:db8::2")).is_err());
        assert!(attempts.count(&email(9), peer("2001:db8:0:1::1")).is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn the_right_password_lets_go() {
        let attempts = Attempts::new(LIMITS);
        for _ in 0..3 {
            attempts.count(&email(1), None).unwrap();
        }
        attempts.forget(&email(1));
        assert_eq!(attempts.count(&email(1), None), Ok(()));
    }

    #[tokio::test(start_paused = true)]
    async fn the_memory_is_bounded() {
        let attempts = Attempts::new(LIMITS);
        for n in 0..100 {
            attempts.count(&email(n), None).unwrap();
        }
        assert!(locked(&attempts.by_email).full_at.len() <= 4);
    }
}
