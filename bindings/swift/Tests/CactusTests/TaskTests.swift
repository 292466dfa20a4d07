import Cactus
import Foundation
import XCTest

/// Many calls at once, and calls that nobody waits for any more.
final class TaskTests: XCTestCase {
    func testFiftyCallsAtOnce() async throws {
        let wealth = try await Wealth()
        let admin = wealth.admin
        let names = (0..<50).map { "Client\($0)" }
        let ids = try await withThrowingTaskGroup(of: ClientId.self) { group in
            for name in names {
                group.addTask {
                    let valuation = try await admin.valuation(
                        portfolio: wealth.portfolio, asOf: wealth.aYearLater)
                    XCTAssertEqual(valuation.total.value, Money(1210, "USD"))
                    return try await admin.createClient(client: fields(name)).id
                }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        XCTAssertEqual(ids.count, 50)
        let page = try await admin.listClients(query: ListClients(limit: 500))
        XCTAssertEqual(Set(page.items.map(\.id)), ids.union([wealth.client.id]))
        XCTAssertEqual(Set(page.items.map(\.firstName)), Set(names + ["Luis"]))
    }

    /// A call that was begun runs to its end and its task gets the result: a write has happened or has failed, and
    /// is never in doubt.
    func testACancelledTaskStillLearnsWhatItsCallHasDone() async throws {
        let office = try await Office()
        let admin = office.admin
        for number in 0..<10 {
            let task = Task { try await admin.createClient(client: fields("Client\(number)")) }
            task.cancel()
            let client = try await task.value
            let read = try await admin.getClient(id: client.id)
            XCTAssertEqual(read, client)
        }
        let page = try await admin.listClients(query: ListClients())
        XCTAssertEqual(page.items.count, 10)
    }
}
