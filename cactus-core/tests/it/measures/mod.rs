//! Every figure of a period against the oracles in `tests/oracles`.

mod attribution;
mod books;
mod fixture;
mod rates;
mod risk;
mod rolling;
