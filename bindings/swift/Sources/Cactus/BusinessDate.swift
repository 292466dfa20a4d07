import Foundation

/// A day of the firm's calendar. It has no time and no time zone, and is never taken for a `Date`, which is a moment
/// that lies on two days at once, depending on where one stands.
public struct BusinessDate: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 31.
    public let day: Int

    /// The day with this year, month and day of the month.
    ///
    /// Throws a `CactusError` with the code `time.malformed_date` if there is no such day, and
    /// `time.date_out_of_range` for a year that is not within 1583 to 9999.
    public init(year: Int, month: Int, day: Int) throws {
        self = try businessDate(
            year: Int32(clamping: year), month: UInt32(clamping: month), day: UInt32(clamping: day))
    }

    /// The day written as `2024-02-29`.
    ///
    /// Throws a `CactusError` with the code `time.malformed_date` for anything else.
    public init(_ text: String) throws {
        self = try parseBusinessDate(text: text)
    }

    /// The day on which the moment lies in a time zone.
    public init(_ moment: Date, in timeZone: TimeZone) throws {
        let parts = Self.calendar(timeZone).dateComponents([.year, .month, .day], from: moment)
        try self.init(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
    }

    /// What the engine has written.
    init(wire: String) {
        let parts = wire.split(separator: "-").compactMap { Int($0) }
        precondition(parts.count == 3, "`\(wire)` is not a day")
        (year, month, day) = (parts[0], parts[1], parts[2])
    }

    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// The moment at which the day begins in a time zone.
    public func start(in timeZone: TimeZone) -> Date? {
        Self.calendar(timeZone).date(from: DateComponents(year: year, month: month, day: day))
    }

    /// `2024-02-29`.
    public var description: String {
        [(year, 4), (month, 2), (day, 2)].map { number, width in
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }.joined(separator: "-")
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private static func calendar(_ timeZone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        return calendar
    }
}
