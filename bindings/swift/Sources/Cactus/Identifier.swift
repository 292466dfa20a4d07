/// The id of one kind of thing: a `ClientId` is an `Identifier<ClientView>` and no other id.
///
/// Its text says what it is of (`cli_…`). A text that is no such id is refused by the call that it is handed to, with
/// the code `id.malformed`.
public struct Identifier<Kind>: Sendable, Hashable, Codable, CustomStringConvertible {
    public let text: String

    public init(_ text: String) {
        self.text = text
    }

    public init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    public var description: String { text }
}

/// What a `HouseholdId` is of.
public enum Household {}
