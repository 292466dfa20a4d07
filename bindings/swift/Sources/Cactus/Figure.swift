/// A computed figure: a value, or the reason why there is none.
public protocol Figure {
    associatedtype Value
    var value: Value? { get }
    var undefined: ReasonView? { get }
}

extension MoneyFigure: Figure {}
extension PriceFigure: Figure {}
extension RateFigure: Figure {}
extension WeightFigure: Figure {}
extension TextFigure: Figure {}
extension DrawdownFigure: Figure {}

/// Thrown by `Figure.get()`.
public struct UndefinedFigure: Error, Hashable {
    public let reason: ReasonView?
}

extension Figure {
    /// The value. Throws `UndefinedFigure` with the reason if there is none.
    public func get() throws -> Value {
        guard let value else { throw UndefinedFigure(reason: undefined) }
        return value
    }
}
