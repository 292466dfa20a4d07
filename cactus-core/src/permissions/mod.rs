//! Who may do what to which rows: one rule, asked in two ways.
//!
//! An [`Actor`] holds a [`Role`]: a set of [`Permission`]s and how far they reach. [`authorise`] answers for
//! one row, with reasons; [`reach`] is the same rule as a set, which stores compile to a predicate. The law
//! that ties them, `list(reach) == filter(all, authorise)`, is a property test on every backend.
//!
//! Nothing is allowed unless a rule allows it, and a row out of reach does not exist for the actor.
//!
//! ```
//! use cactus_core::permissions::{Permission, Place, Role, authorise};
//! # use cactus_core::{ids::*, permissions::Actor};
//! # fn id<T: Id>(n: u128) -> T { T::from_uuid(uuid::Uuid::from_u128(n)) }
//! # let (firm, ana, bob) = (id::<FirmId>(1), id::<UserId>(2), id::<UserId>(3));
//!
//! let adviser = Actor::member(firm, ana, Role::adviser());
//! let place = Place::Client { firm, client: id(4), owner: bob, household: None };
//! let decision = authorise(&adviser, Permission::ClientsRead, place);
//! assert!(!decision.is_allowed());
//! assert_eq!(decision.reasons()[0].to_string(), "the row is outside the actor's reach");
//! ```

mod actor;
mod decision;
mod permission;
mod place;
mod reach;
mod role;

pub use actor::Actor;
pub use decision::{Decision, Denied, Reason, authorise, permitted};
pub use permission::{Permission, PermissionSet};
pub use place::Place;
pub use reach::{Extent, Reach, reach};
pub use role::{Role, Span};
