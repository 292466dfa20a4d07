//! The client statement: what a portfolio holds, earned and did in a period.
//!
//! [`client_statement`] arranges figures that the measures have computed; it computes none itself. Whoever
//! calls it fills a [`StatementInput`], figure by figure, each defined or with its reason.

mod content;
mod input;

pub use content::client_statement;
pub use input::{
    Change, Conventions, Group, Holding, Movement, Part, Sources, StatementFigures, StatementInput,
    ValueDay,
};
