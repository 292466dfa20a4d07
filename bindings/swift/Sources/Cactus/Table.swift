import Foundation

extension TableView {
    /// The figures of a column, a row each; nil if the table has no such column.
    public func figures(_ key: String) -> [TextFigure]? {
        guard let place = columns.firstIndex(where: { $0.key == key }) else { return nil }
        return rows.map { $0.cells[place] }
    }
}

extension TextFigure {
    /// The number; nil if there is none, or if it is a day.
    public var decimal: Decimal? {
        guard let value, day == nil else { return nil }
        return Decimal(string: value, locale: nil)
    }

    /// The day; nil if there is none, or if it is a number.
    public var day: BusinessDate? { value.flatMap { try? BusinessDate($0) } }
}
