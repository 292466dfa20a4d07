import Foundation

/// What a number may be handed in as: an integer or a `Decimal`. Floating-point numbers are neither: what is meant by
/// 0.1 + 0.2 cannot be known.
public protocol ExactNumber: Sendable {
    var decimal: Decimal { get }
}

extension Int: ExactNumber {
    public var decimal: Decimal { Decimal(self) }
}

extension Decimal: ExactNumber {
    public var decimal: Decimal { self }
}

/// A number that is handed in: a quantity, a price, a rate of exchange.
///
/// `Decimal` itself would not do: `let price: Decimal = 3.133` compiles, goes through a `Double`, and is
/// 3.132999999999999488. An `Exact` is made from an integer or from a `Decimal` that somebody has made on purpose.
public struct Exact: Sendable, Hashable, Comparable, CustomStringConvertible, ExpressibleByIntegerLiteral {
    public let decimal: Decimal

    public init(_ number: some ExactNumber) {
        decimal = number.decimal
    }

    public init(integerLiteral number: Int) {
        decimal = Decimal(number)
    }

    /// What the engine has written.
    init(wire: String) {
        guard let decimal = Decimal(string: wire, locale: nil) else {
            preconditionFailure("`\(wire)` is not a number")
        }
        self.decimal = decimal
    }

    /// What the engine reads.
    var wire: String { decimal.description }

    public var description: String { wire }

    public static func < (left: Self, right: Self) -> Bool { left.decimal < right.decimal }
}
