import Foundation

extension Book {
    /// Opens the book in a file, which is made if it is not there.
    public static func open(file: URL) async throws -> Book {
        try await open(address: "sqlite:" + file.path)
    }

    /// A new book that lasts as long as the object.
    public static func inMemory() async throws -> Book {
        try await open(address: "memory:")
    }
}
