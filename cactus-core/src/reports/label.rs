//! The words of reports, by key.

use crate::ledger::Event;
use crate::model::AssetClass;
use crate::words::words;

words! {
    /// A word or short phrase of a report; each language has its own form of it.
    "report label" Label {
        /// Title of a client statement.
        ClientStatement = "client_statement",
        /// Section with the key figures.
        Summary = "summary",
        /// Section with the value chart.
        ValueOverTime = "value_over_time",
        /// Section with the change from opening to closing value.
        ChangeInValue = "change_in_value",
        /// Section with the parts of the portfolio.
        Allocation = "allocation",
        /// Parts by asset class.
        ByAssetClass = "by_asset_class",
        /// Parts by currency.
        ByCurrency = "by_currency",
        /// Section with what is held.
        Holdings = "holdings",
        /// Section with the transactions of the period.
        Transactions = "transactions",
        /// Section with missing and old data.
        MissingData = "missing_data",
        /// Section with the conventions.
        Conventions = "conventions",

        /// The client.
        Client = "client",
        /// The portfolio.
        Portfolio = "portfolio",
        /// The adviser.
        Adviser = "adviser",
        /// The period covered.
        Period = "period",
        /// The currency of the figures.
        Currency = "currency",
        /// The day of issue.
        IssuedOn = "issued_on",

        /// Value at market prices.
        MarketValue = "market_value",
        /// What was paid for what is held.
        BookCost = "book_cost",
        /// Market value less book cost.
        UnrealisedGain = "unrealised_gain",
        /// Gain of the period, realised or not, with income and after charges.
        PeriodGain = "period_gain",
        /// Time-weighted return.
        TimeWeightedReturn = "time_weighted_return",
        /// Money-weighted return.
        MoneyWeightedReturn = "money_weighted_return",
        /// Goes with a figure that is per year.
        PerYear = "per_year",
        /// Goes with a figure that is a fraction of the cost.
        OfCost = "of_cost",
        /// Annualised standard deviation of returns.
        Volatility = "volatility",
        /// Deepest fall from a peak.
        MaxDrawdown = "max_drawdown",
        /// Excess return per volatility.
        SharpeRatio = "sharpe_ratio",
        /// Value at the start of the period.
        OpeningValue = "opening_value",
        /// Value at the end of the period.
        ClosingValue = "closing_value",
        /// Deposits less withdrawals.
        NetFlows = "net_flows",
        /// Cash and assets brought in.
        Deposits = "deposits",
        /// Cash and assets taken out.
        Withdrawals = "withdrawals",
        /// Dividends and interest.
        Income = "income",
        /// Fees charged.
        Fees = "fees",
        /// Taxes charged.
        Taxes = "taxes",
        /// Gains on prices and currencies, realised or not.
        PriceAndCurrencyGains = "price_and_currency_gains",

        /// An amount at market prices.
        Value = "value",
        /// Capital that the owner has put in and not taken out.
        InvestedCapital = "invested_capital",
        /// Something that can be held.
        Instrument = "instrument",
        /// How many units.
        Quantity = "quantity",
        /// Amount per unit.
        Price = "price",
        /// Fraction of the whole.
        Weight = "weight",
        /// What was paid.
        Cost = "cost",
        /// Value less cost.
        Gain = "gain",
        /// Gain as a fraction of the cost.
        GainRate = "gain_rate",
        /// A day.
        Date = "date",
        /// What kind of transaction.
        Kind = "kind",
        /// What a transaction was about.
        Description = "description",
        /// Fees and taxes inside a transaction.
        Charges = "charges",
        /// Change in cash.
        Amount = "amount",
        /// Sum of a column.
        Total = "total",

        /// Shares.
        Equity = "equity",
        /// Funds.
        Fund = "fund",
        /// Bonds.
        Bond = "bond",
        /// Money-market instruments.
        MoneyMarket = "money_market",
        /// Real estate.
        RealEstate = "real_estate",
        /// Commodities.
        Commodity = "commodity",
        /// Crypto assets.
        Crypto = "crypto",
        /// Options, warrants and rights.
        Option = "option",
        /// Anything else.
        Other = "other",
        /// Cash.
        Cash = "cash",

        /// Units bought.
        Buy = "buy",
        /// Units sold.
        Sell = "sell",
        /// Cash brought in.
        Deposit = "deposit",
        /// Cash taken out.
        Withdrawal = "withdrawal",
        /// Cash moved between accounts.
        CashTransfer = "cash_transfer",
        /// Dividend received.
        Dividend = "dividend",
        /// Interest received.
        Interest = "interest",
        /// Fee charged.
        Fee = "fee",
        /// Tax charged.
        Tax = "tax",
        /// Split of units.
        Split = "split",
        /// Redemption.
        Redemption = "redemption",
        /// Expiry.
        Expiry = "expiry",
        /// Currency exchange.
        CurrencyExchange = "currency_exchange",
        /// Transfer in kind.
        InKindTransfer = "in_kind_transfer",
        /// Delivery in.
        DeliveryIn = "delivery_in",
        /// Delivery out.
        DeliveryOut = "delivery_out",
        /// Opening balance.
        OpeningBalance = "opening_balance",
        /// Dividend reinvested.
        DividendReinvested = "dividend_reinvested",
        /// Dividend in kind.
        DividendInKind = "dividend_in_kind",
        /// Dividend owed.
        DividendOwed = "dividend_owed",
        /// Interest charged.
        InterestCharge = "interest_charge",
        /// Fee refunded.
        FeeRefund = "fee_refund",
        /// Tax refunded.
        TaxRefund = "tax_refund",
        /// Bonus issue.
        BonusIssue = "bonus_issue",
        /// Return of capital.
        ReturnOfCapital = "return_of_capital",
        /// Merger.
        Merger = "merger",
        /// Spin-off.
        SpinOff = "spin_off",
        /// Change of name.
        Rename = "rename",
        /// Void.
        Void = "void",

        /// Stands where a figure is undefined.
        NotAvailable = "not_available",
        /// Before the number of a page.
        Page = "page",
        /// Between the number of a page and the number of pages.
        Of = "of",
        /// Stands where a table has no rows.
        NothingToShow = "nothing_to_show",
    }
}

impl From<AssetClass> for Label {
    fn from(class: AssetClass) -> Self {
        match class {
            AssetClass::Equity => Self::Equity,
            AssetClass::Fund => Self::Fund,
            AssetClass::Bond => Self::Bond,
            AssetClass::MoneyMarket => Self::MoneyMarket,
            AssetClass::RealEstate => Self::RealEstate,
            AssetClass::Commodity => Self::Commodity,
            AssetClass::Crypto => Self::Crypto,
            AssetClass::Option => Self::Option,
            AssetClass::Other => Self::Other,
        }
    }
}

impl From<&Event> for Label {
    fn from(event: &Event) -> Self {
        match event {
            Event::Buy(_) => Self::Buy,
            Event::Sell(_) => Self::Sell,
            Event::Deposit { .. } => Self::Deposit,
            Event::Withdrawal { .. } => Self::Withdrawal,
            Event::CashTransfer { .. } => Self::CashTransfer,
            Event::Dividend { .. } => Self::Dividend,
            Event::Interest { .. } => Self::Interest,
            Event::Fee { .. } => Self::Fee,
            Event::Tax { .. } => Self::Tax,
            Event::Split { .. } => Self::Split,
            Event::Redemption(_) => Self::Redemption,
            Event::Expiry { .. } => Self::Expiry,
            Event::CurrencyExchange { .. } => Self::CurrencyExchange,
            Event::InKindTransfer { .. } => Self::InKindTransfer,
            Event::DeliveryIn { .. } => Self::DeliveryIn,
            Event::DeliveryOut { .. } => Self::DeliveryOut,
            Event::OpeningBalance { .. } => Self::OpeningBalance,
            Event::DividendReinvested { .. } => Self::DividendReinvested,
            Event::DividendInKind { .. } => Self::DividendInKind,
            Event::DividendOwed { .. } => Self::DividendOwed,
            Event::InterestCharge { .. } => Self::InterestCharge,
            Event::FeeRefund { .. } => Self::FeeRefund,
            Event::TaxRefund { .. } => Self::TaxRefund,
            Event::BonusIssue { .. } => Self::BonusIssue,
            Event::ReturnOfCapital { .. } => Self::ReturnOfCapital,
            Event::Merger(_) => Self::Merger,
            Event::SpinOff(_) => Self::SpinOff,
            Event::Rename { .. } => Self::Rename,
            Event::Void { .. } => Self::Void,
        }
    }
}
