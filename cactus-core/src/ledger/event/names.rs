//! The same event in other names.

use super::{Event, LotPick, Merger, SpinOff, Trade};

/// What accounts, instruments and transactions are called, in names of one kind and in names of another: what
/// [`Event::try_map`] reads each name of an event by.
///
/// `field` is the field of the event in which the name stands, as on the wire.
pub trait Names<A, I, T> {
    /// What an account is called.
    type Account;
    /// What an instrument is called.
    type Instrument;
    /// What a transaction is called.
    type Transaction;
    /// Why a name stands for nothing.
    type Error;

    /// The account that this name stands for.
    ///
    /// # Errors
    /// If it stands for none.
    fn account(&self, name: A, field: &'static str) -> Result<Self::Account, Self::Error>;

    /// The instrument that this name stands for.
    ///
    /// # Errors
    /// If it stands for none.
    fn instrument(&self, name: I, field: &'static str) -> Result<Self::Instrument, Self::Error>;

    /// The earlier transaction of the event's account that this name stands for.
    ///
    /// # Errors
    /// If it stands for none.
    fn transaction(&self, name: T, field: &'static str) -> Result<Self::Transaction, Self::Error>;
}

/// An event in the names that `N` gives to the accounts, instruments and transactions `A`, `I` and `T`.
type Named<N, A, I, T> = Event<
    <N as Names<A, I, T>>::Account,
    <N as Names<A, I, T>>::Instrument,
    <N as Names<A, I, T>>::Transaction,
>;

/// Writes one arm for each kind: those that are a struct of their own, which reads its names itself, and then those
/// with fields, first what holds no name, then what becomes of each that does. A kind or a field that is left out
/// does not compile.
macro_rules! renamed {
    (
        ($event:expr, $names:expr) $($whole:ident)+
        : $($kind:ident { $($kept:ident),* $(; $($field:ident = $name:expr),+)? })+
    ) => {
        match $event {
            $(Event::$whole(parts) => Event::$whole(parts.try_map($names)?),)+
            $(Event::$kind { $($kept,)* $($($field,)+)? } => {
                Event::$kind { $($kept,)* $($($field: $name,)+)? }
            })+
        }
    };
}

impl<A, I, T> Event<A, I, T> {
    /// The same event, with every name in it read by `names`.
    ///
    /// # Errors
    /// The first name that stands for nothing.
    pub fn try_map<N: Names<A, I, T>>(self, names: &N) -> Result<Named<N, A, I, T>, N::Error> {
        let of = |instrument| names.instrument(instrument, "instrument");
        let maybe = |instrument: Option<I>| instrument.map(of).transpose();
        let account = |account| names.account(account, "to");
        Ok(renamed! {
            (self, names) Buy Sell Redemption Merger SpinOff:
            Expiry { ; instrument = of(instrument)? }
            Deposit { amount }
            Withdrawal { amount }
            CashTransfer { amount, received; to = account(to)? }
            CurrencyExchange { sold, bought }
            InKindTransfer {
                quantity, value;
                to = account(to)?, instrument = of(instrument)?, lots = picks(lots, names)?
            }
            DeliveryIn { quantity, value, cost, acquired_on; instrument = of(instrument)? }
            DeliveryOut { quantity, value; instrument = of(instrument)?, lots = picks(lots, names)? }
            OpeningBalance { lots, value; instrument = of(instrument)? }
            Dividend { amount; instrument = of(instrument)? }
            DividendReinvested { amount, quantity; instrument = of(instrument)? }
            DividendInKind {
                quantity, value;
                instrument = of(instrument)?, received = names.instrument(received, "received")?
            }
            DividendOwed { amount; instrument = of(instrument)? }
            Interest { amount; instrument = maybe(instrument)? }
            InterestCharge { amount }
            Fee { amount; instrument = maybe(instrument)? }
            FeeRefund { amount; instrument = maybe(instrument)? }
            Tax { amount; instrument = maybe(instrument)? }
            TaxRefund { amount; instrument = maybe(instrument)? }
            Split { ratio; instrument = of(instrument)? }
            BonusIssue { ratio; instrument = of(instrument)? }
            ReturnOfCapital { amount; instrument = of(instrument)? }
            Rename { ; instrument = of(instrument)?, into = names.instrument(into, "into")? }
            Void {
                ; transaction = names.transaction(transaction, "transaction")?,
                to = to.map(account).transpose()?
            }
        })
    }
}

impl<I, T> Trade<I, T> {
    fn try_map<N: Names<A, I, T>, A>(
        self,
        names: &N,
    ) -> Result<Trade<N::Instrument, N::Transaction>, N::Error> {
        let Self { instrument, quantity, consideration, price, accrued, lots } = self;
        let instrument = names.instrument(instrument, "instrument")?;
        let lots = picks(lots, names)?;
        Ok(Trade { instrument, quantity, consideration, price, accrued, lots })
    }
}

impl<I> Merger<I> {
    fn try_map<N: Names<A, I, T>, A, T>(
        self,
        names: &N,
    ) -> Result<Merger<N::Instrument>, N::Error> {
        let Self { instrument, into, ratio, cash, fraction, rate } = self;
        let instrument = names.instrument(instrument, "instrument")?;
        let into = names.instrument(into, "into")?;
        Ok(Merger { instrument, into, ratio, cash, fraction, rate })
    }
}

impl<I> SpinOff<I> {
    fn try_map<N: Names<A, I, T>, A, T>(
        self,
        names: &N,
    ) -> Result<SpinOff<N::Instrument>, N::Error> {
        let Self { instrument, into, ratio, cost_share, fraction, rate } = self;
        let instrument = names.instrument(instrument, "instrument")?;
        let into = names.instrument(into, "into")?;
        Ok(SpinOff { instrument, into, ratio, cost_share, fraction, rate })
    }
}

/// Lots that are named, by the transactions that opened them.
fn picks<N: Names<A, I, T>, A, I, T>(
    lots: Vec<LotPick<T>>,
    names: &N,
) -> Result<Vec<LotPick<N::Transaction>>, N::Error> {
    let pick = |LotPick { opened_by, acquired_on, quantity }| {
        let opened_by = names.transaction(opened_by, "lots")?;
        Ok(LotPick { opened_by, acquired_on, quantity })
    };
    lots.into_iter().map(pick).collect()
}
