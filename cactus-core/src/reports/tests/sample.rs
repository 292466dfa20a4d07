//! A statement like a real one: five years, fourteen holdings in two currencies, an old price.

use uuid::Uuid;

use crate::ids::{Id, InstrumentId};
use crate::model::LotMethod;
use crate::money::{Currency, Decimal, Money, Price, Rate, Rounding, decimal};
use crate::reports::statement::{
    Change, Conventions, Group, Holding, Movement, Part, Sources, StatementFigures, StatementInput,
    ValueDay,
};
use crate::reports::{Label, Note};
use crate::time::{BusinessDate, Period};
use crate::undefined::{Figure, Undefined};

const EUR: Currency = Currency::EUR;
const USD: Currency = Currency::USD;
const EUROS_PER_DOLLAR: &str = "0.9626";

/// Class, name, symbol and ISIN, quantity, price, currency, cost in euros.
const HOLDINGS: &str = "\
fund | Meridian World Equity Index UCITS ETF, accumulating share class | MWEQ · IE00BK5BQT80 | 1450 | 118.42 | EUR | 121380.5
fund | Harrow & Finch Emerging Markets Leaders Fund | HFEM · LU0292107645 | 820.125 | 41.0735 | USD | 36900
fund | Nordlicht Euro Corporate Bond 1–5 Years | NLCB · LU0484968812 | 410 | 98.16 | EUR | 41205.12
equity | Alderney Semiconductor Holdings N.V. | ALSE · NL0010273215 | 64 | 678.7 | EUR | 29120
equity | Bright Harbor Technologies Inc. | BRHT · US0378331005 | 310 | 250.42 | USD | 38114.6
equity | Compagnie Générale des Eaux Minérales S.A. | CGEM · FR0000120644 | 260 | 65.12 | EUR | 15210.4
equity | Pacific Crest Software Corporation | PCSC · US5949181045 | 120 | 421.5 | USD | 31870.25
equity | Rheingold Versicherungs-Gesellschaft AG | RHVG · DE0008404005 | 85 | 295.9 | EUR | 18105
equity | Union Cattle & Rail Company | UCRC · US9078181081 | 140 | 228.04 | USD | 30220.8
bond | Federal Republic 2.30 % due 15 February 2033 | FR33 · DE000BU2Z007 | 60000 | 0.9914 | EUR | 58740
bond | Treasury Note 4.25 % due 15 November 2034 | TN34 · US91282CLW90 | 45000 | 0.9738 | USD | 41990
real_estate | Iberian Logistics Property Trust | ILPT · ES0105019006 | 2100 | 6.84 | EUR | 16254
commodity | Physical Gold Certificates | GOLD · JE00B588CD74 | 95 | 243.35 | USD | 14620.9
crypto | Bitcoin Trust Units | BTCU · CH0454664001 | 0.85 | 9512.5 | USD | 4100";

const CASH: [(&str, &str, Currency); 2] = [("EUR", "18240.77", EUR), ("USD", "6120.4", USD)];

/// A day, or one of every year; kind, description, quantity, charges, cash, currency.
const MOVEMENTS: &str = "\
01-15 | buy | Meridian World Equity Index UCITS ETF, accumulating share class | 120 | 14.95 | -9874.55 | EUR
02-20 | dividend | Union Cattle & Rail Company | | 27.3 | 154.7 | USD
03-31 | fee | Advisory fee, first quarter | | | -812.5 | EUR
05-17 | dividend | Rheingold Versicherungs-Gesellschaft AG | | 255.85 | 714.15 | EUR
06-30 | fee | Advisory fee, second quarter | | | -829.13 | EUR
09-10 | sell | Pacific Crest Software Corporation | -15 | 9.9 | 6112.35 | USD
12-31 | interest | Interest on cash | | | 121.08 | EUR
2021-06-30 | deposit | | | | 60000 | EUR
2023-02-06 | deposit | Sale of the flat in Cádiz | | | 90000 | EUR
2023-08-28 | split | Alderney Semiconductor Holdings N.V. 3:1 | | | | EUR
2024-04-02 | withdrawal | | | | -25000 | EUR";

pub fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

pub fn number(text: &str) -> Decimal {
    decimal::parse(text).unwrap()
}

pub fn instrument(place: usize) -> InstrumentId {
    InstrumentId::from_uuid(Uuid::from_u128(place as u128 + 1))
}

fn euros(amount: Decimal) -> Money {
    Money::new(amount, EUR)
}

fn in_euros(amount: Decimal, currency: Currency) -> Decimal {
    if currency == USD { amount * number(EUROS_PER_DOLLAR) } else { amount }
}

fn rate(amount: Decimal, whole: Decimal) -> Figure<Rate> {
    Ok(Rate::new(decimal::divide(amount, whole).unwrap()))
}

/// The cells of a table written as text.
fn rows(text: &'static str) -> impl Iterator<Item = [&'static str; 7]> {
    let cells = |line: &'static str| line.split('|').map(str::trim).collect::<Vec<_>>();
    text.lines().map(move |line| cells(line).try_into().unwrap())
}

/// A row of the holdings, with its value in euros.
struct Valued {
    place: usize,
    class: Label,
    name: &'static str,
    detail: &'static str,
    quantity: &'static str,
    price: &'static str,
    currency: Currency,
    cost: Decimal,
    value: Decimal,
}

fn values() -> Vec<Valued> {
    let valued = |(place, cells): (usize, [&'static str; 7])| {
        let [class, name, detail, quantity, price, currency, cost] = cells;
        let currency = currency.parse().unwrap();
        Valued {
            place,
            class: class.parse().unwrap(),
            name,
            detail,
            quantity,
            price,
            currency,
            cost: number(cost),
            value: in_euros(number(quantity) * number(price), currency),
        }
    };
    rows(HOLDINGS).enumerate().map(valued).collect()
}

fn total() -> Decimal {
    let cash: Decimal = CASH.iter().map(|cash| in_euros(number(cash.1), cash.2)).sum();
    values().iter().map(|row| row.value).sum::<Decimal>() + cash
}

fn holding(row: &Valued) -> Holding {
    let Valued { value, cost, .. } = *row;
    let priced_on = if row.place == 11 { "2024-12-19" } else { "2024-12-31" };
    Holding {
        instrument: Some(instrument(row.place)),
        name: row.name.to_owned(),
        detail: row.detail.to_owned(),
        quantity: Some(row.quantity.parse().unwrap()),
        price: Some(Ok(Price::new(number(row.price), row.currency))),
        priced_on: Some(day(priced_on)),
        value: Ok(euros(value)),
        weight: rate(value, total()),
        cost: Some(Ok(euros(cost))),
        gain: Some(Ok(euros(value - cost))),
        gain_rate: Some(rate(value - cost, cost)),
    }
}

fn groups() -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for row in values() {
        let class = row.class;
        let holding = holding(&row);
        match groups.last_mut().filter(|group| group.part.key == class) {
            Some(group) => group.holdings.push(holding),
            None => {
                groups.push(Group { part: part(class, Decimal::ZERO), holdings: vec![holding] })
            }
        }
    }
    groups.push(Group {
        part: part(Label::Cash, Decimal::ZERO),
        holdings: CASH.into_iter().map(cash).collect(),
    });
    for group in &mut groups {
        let values = group.holdings.iter().map(|h| h.value.as_ref().unwrap().amount());
        group.part = part(group.part.key, values.sum());
    }
    groups
}

fn part<T>(key: T, value: Decimal) -> Part<T> {
    Part { key, value: Ok(euros(value)), weight: rate(value, total()) }
}

fn cash((name, amount, currency): (&str, &str, Currency)) -> Holding {
    let value = in_euros(number(amount), currency);
    Holding {
        instrument: None,
        name: name.to_owned(),
        detail: format!("Account 4471-{name}"),
        quantity: None,
        price: None,
        priced_on: None,
        value: Ok(euros(value)),
        weight: rate(value, total()),
        cost: None,
        gain: None,
        gain_rate: None,
    }
}

/// A path with falls and recoveries that ends at the total; invested capital in steps.
pub fn value_days(step_days: i64) -> Vec<ValueDay> {
    let (first, last) = (day("2019-12-31"), day("2024-12-31"));
    let days = last.days_since(first);
    let mut path = Vec::new();
    let mut passed = 0;
    while passed <= days {
        let t = passed as f64 / days as f64;
        let wave = 0.035 * (t * 31.0).sin() + 0.012 * (t * 97.0).sin() + 0.006 * (t * 311.0).cos();
        let crash = -0.22 * (-((t - 0.045) / 0.018).powi(2)).exp()
            - 0.13 * (-((t - 0.55) / 0.09).powi(2)).exp();
        let invested = 300_000.0
            + if t > 0.3 { 60_000.0 } else { 0.0 }
            + if t > 0.62 { 90_000.0 } else { 0.0 }
            - if t > 0.85 { 25_000.0 } else { 0.0 };
        let growth = 1.0 + 0.42 * t + wave + crash;
        let value = invested * growth;
        path.push((first.add_days(passed).unwrap(), value, invested));
        passed += step_days;
    }
    let end = path.last().unwrap().1;
    let scale = decimal::to_f64(total()) / end;
    let point = |(date, value, invested): (BusinessDate, f64, f64)| ValueDay {
        date,
        value: Ok(decimal::from_f64(value * scale, 2).unwrap()),
        invested: Ok(decimal::from_f64(invested, 2).unwrap()),
    };
    path.into_iter().map(point).collect()
}

fn movement(date: &str, cells: &[&'static str; 7]) -> Movement {
    let [_, kind, description, quantity, charges, amount, currency] = *cells;
    let currency = currency.parse().unwrap();
    let money = |text: &str| (!text.is_empty()).then(|| Money::new(number(text), currency));
    Movement {
        date: day(date),
        kind: kind.parse().unwrap(),
        description: description.to_owned(),
        quantity: (!quantity.is_empty()).then(|| quantity.parse().unwrap()),
        charges: money(charges),
        amount: money(amount),
    }
}

fn movements() -> Vec<Movement> {
    let mut movements = Vec::new();
    for cells in rows(MOVEMENTS) {
        if cells[0].len() == "2024-12-31".len() {
            movements.push(movement(cells[0], &cells));
            continue;
        }
        for year in 2020..=2024 {
            movements.push(movement(&format!("{year}-{}", cells[0]), &cells));
        }
    }
    movements.sort_by_key(|movement| movement.date);
    movements
}

fn figures() -> StatementFigures {
    let total = total();
    let cost: Decimal = values().iter().map(|row| row.cost).sum();
    let held: Decimal = values().iter().map(|row| row.value).sum();
    StatementFigures {
        value: Ok(euros(total)),
        cost: Ok(euros(cost)),
        gain: Ok(euros(held - cost)),
        gain_rate: rate(held - cost, cost),
        time_weighted: Ok("0.424178".parse().unwrap()),
        time_weighted_annual: Ok("0.073261".parse().unwrap()),
        money_weighted: Ok("0.081944".parse().unwrap()),
        volatility: Ok("0.118203".parse().unwrap()),
        max_drawdown: Ok("-0.214466".parse().unwrap()),
        sharpe: Ok(number("0.4871")),
    }
}

/// The whole input; `step_days` says how dense the value series is.
pub fn input(step_days: i64) -> StatementInput {
    let total = total();
    let in_dollars = |row: &&Valued| row.currency == USD;
    let held: Decimal = values().iter().filter(in_dollars).map(|row| row.value).sum();
    let dollars = held + in_euros(number(CASH[1].1), USD);
    let amount = |text: &str| Ok(euros(number(text)));
    let others = number("300000") + number("125000") + number("9418.66")
        - number("16240.2")
        - number("2214.9");
    StatementInput {
        firm: "Alcornoque & Partners Wealth Management".to_owned(),
        client: "María del Carmen Fernández-Villaverde y Ortiz de Zárate".to_owned(),
        portfolio: "Long-term growth".to_owned(),
        adviser: Some("Jonathan O’Sullivan".to_owned()),
        currency: EUR,
        period: Period::new(day("2019-12-31"), day("2024-12-31")).unwrap(),
        issued_on: day("2025-01-07"),
        rounding: Rounding::HalfUp,
        instruments: values()
            .iter()
            .map(|row| (instrument(row.place), row.name.to_owned()))
            .collect(),
        figures: figures(),
        change: Some(Change {
            opening: amount("300000"),
            net_flows: amount("125000"),
            income: amount("9418.66"),
            fees: amount("-16240.2"),
            taxes: amount("-2214.9"),
            gains: Ok(euros(total - others)),
            closing: Ok(euros(total)),
        }),
        values: value_days(step_days),
        groups: groups(),
        currencies: vec![part(EUR, total - dollars), part(USD, dollars)],
        movements: movements(),
        conventions: Conventions {
            lot_method: LotMethod::Fifo,
            periods_per_year: 252,
            prices: Sources {
                names: vec!["closing prices of the home exchange".to_owned()],
                max_age_days: 14,
            },
            rates: Some(Sources {
                names: vec!["euro reference rates of the European Central Bank".to_owned()],
                max_age_days: 7,
            }),
        },
        notes: vec![Note::Text {
            text:
                "Alcornoque & Partners is supervised by the competent authority of its home state."
                    .to_owned(),
        }],
    }
}

/// The same statement where one holding has no price at the end and some days have no value.
pub fn with_gaps(step_days: i64) -> StatementInput {
    let mut input = input(step_days);
    let gap = Undefined::MissingPrice { instrument: instrument(11), date: input.period.end() };
    // Without the total, nobody's weight is known.
    for group in &mut input.groups {
        group.part.weight = Err(gap.clone());
        for holding in &mut group.holdings {
            holding.weight = Err(gap.clone());
        }
    }
    for part in &mut input.currencies {
        part.weight = Err(gap.clone());
    }
    let holding = &mut input.groups[3].holdings[0];
    holding.price = Some(Err(gap.clone()));
    holding.priced_on = None;
    holding.value = Err(gap.clone());
    holding.gain = Some(Err(gap.clone()));
    holding.gain_rate = Some(Err(gap.clone()));
    let group = &mut input.groups[3].part;
    group.value = Err(gap.clone());
    let figures = &mut input.figures;
    figures.value = Err(gap.clone());
    figures.gain = Err(gap.clone());
    figures.gain_rate = Err(gap.clone());
    figures.time_weighted = Err(gap.clone());
    figures.time_weighted_annual = Err(gap.clone());
    figures.money_weighted = Err(gap.clone());
    figures.volatility = Err(gap.clone());
    figures.max_drawdown = Err(gap.clone());
    figures.sharpe = Err(gap.clone());
    if let Some(change) = &mut input.change {
        change.gains = Err(gap.clone());
        change.closing = Err(gap);
    }
    for value in &mut input.values {
        if value.date > day("2022-03-01") && value.date < day("2022-09-01") {
            value.value =
                Err(Undefined::MissingRate { from: USD, to: EUR, date: day("2022-03-02") });
        }
    }
    input
}
