//! A computed figure or the reason why there is none.

use serde::{Deserialize, Serialize};

use crate::error::Coded;
use crate::undefined::{Figure, Undefined};

/// A figure on the wire: exactly one of its two fields is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "FigureOf{T}"))]
pub struct FigureView<T> {
    /// The figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<T>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undefined: Option<ReasonView>,
}

/// Why a figure has no value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReasonView {
    /// The stable code of the reason, such as `undefined.missing_price`.
    pub code: String,
    /// The reason in words.
    pub message: String,
}

impl From<&Undefined> for ReasonView {
    fn from(reason: &Undefined) -> Self {
        Self { code: reason.code().to_owned(), message: reason.to_string() }
    }
}

impl<T> From<Figure<T>> for FigureView<T> {
    fn from(figure: Figure<T>) -> Self {
        match figure {
            Ok(value) => Self { value: Some(value), undefined: None },
            Err(reason) => Self { value: None, undefined: Some(ReasonView::from(&reason)) },
        }
    }
}
