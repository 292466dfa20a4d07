//! Computed figures, or the reasons why there are none.

use cactus_core::money::{Money, Price, Rate, Weight};
use cactus_core::views::{DrawdownView, FigureView, ReasonView};

/// Why a figure has no value.
#[uniffi::remote(Record)]
pub struct ReasonView {
    /// The stable code of the reason, such as `undefined.missing_price`.
    pub code: String,
    /// The reason in words.
    pub message: String,
}

/// Declares a figure: uniffi knows no generic types.
macro_rules! figures {
    ($($(#[$doc:meta])* $name:ident = $value:ident;)+) => {$(
        pub type $name = FigureView<$value>;

        $(#[$doc])*
        #[uniffi::remote(Record)]
        pub struct $name {
            /// The figure.
            pub value: Option<$value>,
            /// Why there is none.
            pub undefined: Option<ReasonView>,
        }
    )+};
}

figures! {
    /// An amount, or the reason why there is none.
    MoneyFigure = Money;
    /// A price, or the reason why there is none.
    PriceFigure = Price;
    /// A rate, or the reason why there is none.
    RateFigure = Rate;
    /// A weight, or the reason why there is none.
    WeightFigure = Weight;
    /// A decimal text or a day, or the reason why there is none.
    TextFigure = String;
    /// A fall from a peak, or the reason why there is none.
    DrawdownFigure = DrawdownView;
}
