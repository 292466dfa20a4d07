import Cactus
import Foundation
import XCTest

/// What is refused, and how that is told.
final class RefusalTests: XCTestCase {
    func testErrorsHaveTheCodesOfTheEngine() async throws {
        let office = try await Office()
        let nobody = ClientId("cli_" + String(repeating: "0", count: 32))
        await assertRefused(.notFound, "not_found") { try await office.admin.getClient(id: nobody) }
        _ = try await office.admin.createClient(client: fields("Luis"))
        await assertRefused(.conflict, "store.conflict") {
            try await office.admin.createClient(client: fields("Luis"))
        }
        await assertRefused(.invalid, "store.unknown_address") { try await Book.open(address: "oracle:x") }
    }

    func testAWrongPasswordOpensNothing() async throws {
        let office = try await Office()
        let error = await assertRefused(.unauthenticated, "access.wrong_credentials") {
            try await office.book.signIn(email: "ana@sunrise.example", password: "wrong horse battery")
        }
        XCTAssertEqual(error?.localizedDescription, error?.message)
        XCTAssertFalse(error?.message.isEmpty ?? true)
    }

    func testASessionThatWasEndedOpensNothing() async throws {
        let office = try await Office()
        let session = try await office.book.signIn(email: "ana@sunrise.example", password: password)
        let me = try await session.me()
        XCTAssertEqual(me.name, "Ana García")
        try await session.signOut()
        await assertRefused(.unauthenticated, "access.session_ended") {
            try await session.listClients(query: ListClients())
        }
    }

    func testAnAdviserMakesNobodyAdministrator() async throws {
        let office = try await Office()
        let adviser = try await office.adviser("Ines")
        let error = await assertRefused(.forbidden, "permission.not_held") {
            try await adviser.addUser(user: AddUser(email: "x@sunrise.example", name: "X", role: "admin"))
        }
        XCTAssertEqual(error?.details["permission"], "users.manage")
    }

    func testAChangeOfAnOldVersionIsRefused() async throws {
        let wealth = try await Wealth()
        let (admin, client) = (wealth.admin, wealth.client)
        var changed = fields("Luis")
        changed.phone = "+34 600 000 000"
        let update = UpdateClient(version: client.version, client: changed)
        let updated = try await admin.updateClient(id: client.id, update: update)
        XCTAssertEqual(updated.phone, "+34 600 000 000")
        XCTAssertEqual(updated.version, client.version + 1)
        await assertRefused(.conflict, "store.stale") {
            try await admin.updateClient(id: client.id, update: update)
        }
    }

    func testSellingMoreThanIsHeldIsRefusedWithTheFacts() async throws {
        let wealth = try await Wealth()
        let trade = Trade(instrument: wealth.instrument, quantity: 11, consideration: Money(1331, "USD"))
        let sale = NewTransaction(account: wealth.account, date: wealth.aYearLater, event: .sell(trade))
        let error = await assertRefused(.invalid, "ledger.oversold") {
            try await wealth.admin.recordTransactions(transactions: [sale])
        }
        XCTAssertEqual(error?.details["held"], "10")
        XCTAssertEqual(error?.details["asked"], "11")
    }

    func testMalformedValuesAreRefusedByTheParsersOfTheEngine() async throws {
        let wealth = try await Wealth()
        let admin = wealth.admin
        await assertRefused(.invalid, "id.malformed") { try await admin.getClient(id: ClientId("nobody")) }
        await assertRefused(.invalid, "id.malformed") {
            try await admin.getClient(id: ClientId(wealth.portfolio.text))
        }
        await assertRefused(.invalid, "money.unknown_currency") {
            try await admin.createClient(client: fields("Marta", savings: Money(1, "EURO")))
        }
        await assertRefused(.invalid, "model.text") { try await admin.createClient(client: fields("")) }
        await assertRefused(.invalid, "time.end_before_start") {
            let back = Period(start: wealth.aYearLater, end: wealth.opened)
            return try await admin.performance(portfolio: wealth.portfolio, period: .between(back))
        }
        await assertRefused(.invalid, "money.malformed_decimal") {
            let price = DatedPrice(date: wealth.opened, price: Exact(Decimal.nan))
            try await admin.recordPrices(instrument: wealth.instrument, prices: [price])
        }
    }
}
