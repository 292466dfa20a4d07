//! What `cactus-core` promises to those who use it, tested from outside.

#[cfg(test)]
mod exchange;
#[cfg(test)]
mod ledger;
#[cfg(test)]
mod measures;
#[cfg(test)]
mod query;
