import Cactus
import Foundation
import XCTest

let password = "correct horse battery"

/// A firm in a file of its own, with its administrator's session.
struct Office {
    let file: URL
    let book: Book
    let admin: Session

    init() async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        file = directory.appendingPathComponent("firm.db")
        book = try await Book.open(file: file)
        admin = try await book.foundFirm(
            command: FoundFirm(
                name: "Sunrise Advisers", baseCurrency: "USD", adminName: "Ana García",
                adminEmail: "ana@sunrise.example", adminPassword: password))
    }

    /// Adds an adviser and signs them in.
    func adviser(_ name: String) async throws -> Session {
        let email = "\(name.lowercased())@sunrise.example"
        _ = try await admin.addUser(
            user: AddUser(email: email, name: name, role: "adviser", password: password))
        return try await book.signIn(email: email, password: password)
    }
}

func fields(_ name: String, savings: Money? = nil) -> ClientFields {
    ClientFields(
        firstName: name, lastName: "Ortega", email: "\(name.lowercased())@example.org",
        riskProfile: .medium, status: .activeInvestor, savingsCapacity: savings)
}

func day(_ text: String) throws -> BusinessDate { try BusinessDate(text) }

/// A portfolio that bought ten units at 100, which stand at 90 in summer and at 121 a year later.
struct Wealth {
    let office: Office
    let client: ClientView
    let portfolio: PortfolioId
    let account: AccountId
    let instrument: InstrumentId
    let opened: BusinessDate
    let aYearLater: BusinessDate

    var admin: Session { office.admin }

    init() async throws {
        office = try await Office()
        opened = try day("2024-01-02")
        aYearLater = try day("2025-01-02")
        let admin = office.admin
        client = try await admin.createClient(client: fields("Luis", savings: Money(250, "USD")))
        portfolio = try await admin.openPortfolio(
            portfolio: OpenPortfolio(
                client: client.id, name: "Growth", baseCurrency: "USD", lotMethod: .fifo, openedOn: opened)
        ).id
        account = try await admin.openAccount(
            account: OpenAccount(portfolio: portfolio, name: "Custody", openedOn: opened)
        ).id
        instrument = try await admin.createInstrument(
            instrument: CreateInstrument(
                symbol: "ACME", name: "Acme", class: .equity, currency: "USD", priceBasis: .raw)
        ).id
        try await admin.recordPrices(
            instrument: instrument,
            prices: [
                DatedPrice(date: opened, price: 100), DatedPrice(date: day("2024-07-01"), price: 90),
                DatedPrice(date: aYearLater, price: 121),
            ], source: "Stock exchange")
        let thousand = Money(1000, "USD")
        let trade = Trade(instrument: instrument, quantity: 10, consideration: thousand)
        _ = try await admin.recordTransactions(
            transactions: [
                NewTransaction(account: account, date: opened, event: .deposit(amount: thousand)),
                NewTransaction(account: account, date: opened, event: .buy(trade)),
            ])
    }
}

/// The error that something is refused with; it is refused with this kind and code.
@discardableResult
func assertRefused<T>(
    _ kind: Kind, _ code: String, file: StaticString = #filePath, line: UInt = #line,
    _ something: () async throws -> T
) async -> CactusError? {
    do {
        _ = try await something()
        XCTFail("nothing is refused", file: file, line: line)
    } catch let error as CactusError {
        XCTAssertEqual(error.code, code, "\(error)", file: file, line: line)
        XCTAssertEqual(error.kind, kind, "\(error)", file: file, line: line)
        return error
    } catch {
        XCTFail("refused with \(error)", file: file, line: line)
    }
    return nil
}
