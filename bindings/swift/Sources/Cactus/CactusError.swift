import Foundation

extension CactusError {
    /// The broad sort: how to react.
    public var kind: Kind {
        switch self { case .Failure(let kind, _, _, _): kind }
    }

    /// The stable code, such as `access.wrong_credentials`. Codes never change their meaning.
    public var code: String {
        switch self { case .Failure(_, let code, _, _): code }
    }

    /// What is wrong, for people.
    public var message: String {
        switch self { case .Failure(_, _, let message, _): message }
    }

    /// Named facts of the case.
    public var details: [String: String] {
        switch self { case .Failure(_, _, _, let details): details }
    }
}

extension CactusError: LocalizedError, CustomStringConvertible {
    public var errorDescription: String? { message }
    public var description: String { "\(code): \(message)" }
}
