//! Spanish words and sentences.

use super::{Label, Locale, Names, labels};
use crate::model::LotMethod;
use crate::money::Rounding;
use crate::reports::Note;
use crate::undefined::Undefined;

labels! {
    ClientStatement: "Informe para el cliente",
    Summary: "Resumen",
    ValueOverTime: "Evolución del valor",
    ChangeInValue: "Variación del valor",
    Allocation: "Distribución",
    ByAssetClass: "Por clase de activo",
    ByCurrency: "Por divisa",
    Holdings: "Posiciones",
    Transactions: "Operaciones del período",
    MissingData: "Datos ausentes y anteriores",
    Conventions: "Cómo se calculan estas cifras",

    Client: "Cliente",
    Portfolio: "Cartera",
    Adviser: "Asesor",
    Period: "Período",
    Currency: "Divisa",
    IssuedOn: "Fecha de emisión",

    MarketValue: "Valor de mercado",
    BookCost: "Coste de adquisición",
    UnrealisedGain: "Plusvalía latente",
    PeriodGain: "Resultado del período",
    TimeWeightedReturn: "Rentabilidad ponderada por tiempo",
    MoneyWeightedReturn: "Rentabilidad ponderada por capital",
    PerYear: "anual",
    OfCost: "del coste",
    Volatility: "Volatilidad",
    MaxDrawdown: "Caída máxima",
    SharpeRatio: "Ratio de Sharpe",
    OpeningValue: "Valor inicial",
    ClosingValue: "Valor final",
    NetFlows: "Aportaciones netas",
    Deposits: "Aportaciones",
    Withdrawals: "Reembolsos",
    Income: "Dividendos e intereses",
    Fees: "Comisiones",
    Taxes: "Impuestos",
    PriceAndCurrencyGains: "Resultado por precios y divisas",

    Value: "Valor",
    InvestedCapital: "Capital aportado",
    Instrument: "Instrumento",
    Quantity: "Cantidad",
    Price: "Precio",
    Weight: "Peso",
    Cost: "Coste",
    Gain: "Plusvalía",
    GainRate: "Plusvalía %",
    Date: "Fecha",
    Kind: "Operación",
    Description: "Concepto",
    Charges: "Gastos",
    Amount: "Importe",
    Total: "Total",

    Equity: "Acciones",
    Fund: "Fondos",
    Bond: "Bonos",
    MoneyMarket: "Mercado monetario",
    RealEstate: "Inmuebles",
    Commodity: "Materias primas",
    Crypto: "Criptoactivos",
    Option: "Opciones",
    Other: "Otros",
    Cash: "Liquidez",

    Buy: "Compra",
    Sell: "Venta",
    Deposit: "Aportación",
    Withdrawal: "Reembolso",
    CashTransfer: "Traspaso de efectivo",
    Dividend: "Dividendo",
    Interest: "Intereses",
    Fee: "Comisión",
    Tax: "Impuesto",
    Split: "Desdoblamiento",
    Redemption: "Reembolso",
    Expiry: "Vencimiento sin valor",
    CurrencyExchange: "Cambio de divisa",
    InKindTransfer: "Traspaso de valores",
    DeliveryIn: "Entrada de valores",
    DeliveryOut: "Salida de valores",
    OpeningBalance: "Saldo inicial",
    DividendReinvested: "Dividendo reinvertido",
    DividendInKind: "Dividendo en especie",
    DividendOwed: "Dividendo adeudado",
    InterestCharge: "Intereses cargados",
    FeeRefund: "Comisión devuelta",
    TaxRefund: "Impuesto devuelto",
    BonusIssue: "Ampliación liberada",
    ReturnOfCapital: "Devolución de capital",
    Merger: "Fusión",
    SpinOff: "Escisión",
    Rename: "Cambio de nombre",
    Void: "Anulación",

    NotAvailable: "n/d",
    Page: "Página",
    Of: "de",
    NothingToShow: "Nada que mostrar.",
}

const MONTHS: [&str; 12] =
    ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];

/// The short name of a month, 1 to 12.
pub(super) fn month(month: u32) -> &'static str {
    MONTHS.get((month as usize).wrapping_sub(1)).copied().unwrap_or_default()
}

pub(super) fn note(note: &Note, locale: Locale, names: Names<'_>) -> String {
    match note {
        Note::Period { period } => format!(
            "El período va del cierre del {} al cierre del {}. Lo contabilizado el primero de estos días forma parte del valor inicial.",
            locale.date(period.start()),
            locale.date(period.end())
        ),
        Note::TimeWeightedReturn => "La rentabilidad ponderada por tiempo (TWR) encadena las rentabilidades de todos los días: valor final más salidas, dividido por valor inicial más entradas, menos uno. Las aportaciones y los reembolsos no la alteran, por lo que mide la marcha de las inversiones.".to_owned(),
        Note::MoneyWeightedReturn => "La rentabilidad ponderada por capital es la tasa anual efectiva que descuenta a cero todos los flujos y el valor final (TIR, días reales sobre 365). Mide la marcha del dinero invertido, incluido el momento de las aportaciones y los reembolsos.".to_owned(),
        Note::Annualisation => "Las rentabilidades de períodos superiores a un año se dan también en términos anuales (días reales sobre 365). Las de períodos más cortos no se anualizan.".to_owned(),
        Note::Volatility { periods_per_year } => format!(
            "La volatilidad es la desviación típica muestral de las rentabilidades diarias, llevada a un año por la raíz de {periods_per_year}."
        ),
        Note::Drawdown => "La caída máxima es el mayor descenso de la rentabilidad ponderada por tiempo desde un máximo anterior dentro del período.".to_owned(),
        Note::CostBasis { method } => format!(
            "El coste es lo pagado por lo que se mantiene, gastos incluidos, {}. Lo pagado en otra divisa se convierte al tipo del día de la compra. La plusvalía latente es el valor de mercado menos el coste, incluido lo ganado por la divisa.",
            match method {
                LotMethod::Fifo => "donde una venta toma primero la compra más antigua (FIFO)",
                LotMethod::Lifo => "donde una venta toma primero la compra más reciente (LIFO)",
                LotMethod::Hifo => "donde una venta toma primero la compra más cara (HIFO)",
                LotMethod::LowestCost => "donde una venta toma primero la compra más barata",
                LotMethod::Specific => "donde una venta toma las compras que el cliente nombra, y después la más antigua",
                LotMethod::Average => "donde todas las unidades de un instrumento cuestan su media",
            }
        ),
        Note::Prices { source, max_age_days } => format!(
            "Precios: {source}. Un precio vale como máximo {max_age_days} días; si no lo hay, la cifra se muestra como no disponible."
        ),
        Note::Rates { source, max_age_days } => format!(
            "Tipos de cambio: {source}. Un tipo vale como máximo {max_age_days} días; si no lo hay, la cifra se muestra como no disponible."
        ),
        Note::Rounding { mode } => format!(
            "Las cifras se calculan con exactitud y solo se redondean aquí ({}), cada una por separado, por lo que las partes pueden diferir de los totales en el último dígito.",
            rounding(*mode)
        ),
        Note::PastPerformance => "Las rentabilidades pasadas no predicen resultados futuros.".to_owned(),
        Note::OldPrice { instrument, priced_on, used_on } => format!(
            "{} se valora el {} a su precio del {}.",
            names.of(*instrument),
            locale.date(*used_on),
            locale.date(*priced_on)
        ),
        Note::Gap { undefined: reason } => undefined(reason, locale, names),
        Note::Text { text } => text.clone(),
    }
}

const fn rounding(mode: Rounding) -> &'static str {
    match mode {
        Rounding::HalfEven => "al más próximo, las mitades al par",
        Rounding::HalfUp => "al más próximo, las mitades alejándose de cero",
        Rounding::HalfDown => "al más próximo, las mitades hacia cero",
        Rounding::Up => "alejándose de cero",
        Rounding::Down => "hacia cero",
        Rounding::Ceiling => "hacia arriba",
        Rounding::Floor => "hacia abajo",
    }
}

pub(super) fn undefined(undefined: &Undefined, locale: Locale, names: Names<'_>) -> String {
    match undefined {
        Undefined::MissingPrice { instrument, date } => {
            format!(
                "No se conoce el precio de {} para el {}.",
                names.of(*instrument),
                locale.date(*date)
            )
        }
        Undefined::MissingRate { from, to, date } => format!(
            "No se conoce el tipo de cambio de {} a {} para el {}.",
            from.code(),
            to.code(),
            locale.date(*date)
        ),
        Undefined::NoCapital { date } => format!(
            "El capital del {} no era superior a cero, lo que rompe la cadena de rentabilidades.",
            locale.date(*date)
        ),
        Undefined::TooFew { given, needed } => {
            format!("Hay {given} observaciones y se necesitan al menos {needed}.")
        }
        Undefined::Flat => "La serie no varía.".to_owned(),
        Undefined::TotalLoss => {
            "Se perdió todo; ninguna tasa de crecimiento lleva hasta ahí.".to_owned()
        }
        Undefined::ShorterThanAYear { days } => {
            format!("El período de {days} días es inferior a un año y no se anualiza.")
        }
        Undefined::NoRate => "Ninguna tasa descuenta estos flujos a cero.".to_owned(),
        Undefined::SeveralRates { count } => {
            format!("{count} tasas descuentan estos flujos a cero.")
        }
        Undefined::NoDuration => "Los flujos no dejan capital a lo largo del tiempo.".to_owned(),
        Undefined::NothingHeld => "No se mantuvo nada en el período.".to_owned(),
        Undefined::NoLoss => "No se perdió nada, y la medida divide por las pérdidas.".to_owned(),
        Undefined::ZeroDivisor => "La medida divide por lo que aquí es cero.".to_owned(),
        Undefined::NotRecovered => "La caída no se ha recuperado.".to_owned(),
        Undefined::SeveralInstruments => "La cifra es de un solo instrumento.".to_owned(),
        Undefined::NoBenchmark => "No hay índice de referencia con el que comparar.".to_owned(),
        Undefined::MissingReturn { date } => {
            format!("Solo una de las dos series tiene rentabilidad el {}.", locale.date(*date))
        }
        Undefined::OutOfRange => "Los números superan el rango de la aritmética exacta.".to_owned(),
    }
}
