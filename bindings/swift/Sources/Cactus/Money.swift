import Foundation

/// A currency by its ISO 4217 code (`USD`), a minor unit (`GBp`), or one that is declared with its decimals (`BTC:8`).
/// The engine refuses a code that it does not know with `money.unknown_currency`.
public struct Currency: Sendable, Hashable, Codable, CustomStringConvertible, ExpressibleByStringLiteral {
    public let code: String

    public init(_ code: String) {
        self.code = code
    }

    public init(stringLiteral code: String) {
        self.code = code
    }

    public var description: String { code }
}

/// An amount of one currency, exact to 28 digits.
public struct Money: Sendable, Hashable, CustomStringConvertible {
    public let amount: Decimal
    public let currency: Currency

    /// So much of the currency. A floating-point amount, literal or not, does not compile.
    public init(_ amount: some ExactNumber, _ currency: Currency) {
        self.amount = amount.decimal
        self.currency = currency
    }

    init(parts: MoneyParts) {
        self.init(parts.amount.decimal, parts.currency)
    }

    var parts: MoneyParts { MoneyParts(amount: Exact(amount), currency: currency) }

    public var description: String { "\(amount) \(currency)" }
}
