import Cactus
import Foundation
import XCTest

/// From the first client to the printed statement, in Swift's own types.
final class WealthTests: XCTestCase {
    func testAPortfolioIsValuedExactly() async throws {
        let wealth = try await Wealth()
        let valuation = try await wealth.admin.valuation(portfolio: wealth.portfolio, asOf: wealth.aYearLater)
        XCTAssertEqual(valuation.asOf, wealth.aYearLater)
        XCTAssertEqual(valuation.total.value, Money(1210, "USD"))
        XCTAssertEqual(try valuation.unrealisedGain.get().amount, 210)
        XCTAssertEqual(valuation.cost.value, Money(1000, "USD"))
        XCTAssertEqual(valuation.cash, [])
        XCTAssertEqual(valuation.gaps, [])
        let position = try XCTUnwrap(valuation.positions.first)
        XCTAssertEqual(valuation.positions.count, 1)
        XCTAssertEqual(position.symbol, "ACME")
        XCTAssertEqual(position.instrument, wealth.instrument)
        XCTAssertEqual(position.quantity, 10)
        XCTAssertEqual(position.price.value, UnitPrice(perUnit: 121, currency: "USD"))
        XCTAssertEqual(position.priceDate, wealth.aYearLater)
        XCTAssertEqual(position.weight.value, 1)
    }

    func testPerformanceOfANamedPeriodAndOfTwoDays() async throws {
        let wealth = try await Wealth()
        let inception = PeriodQuery.named(period: .sinceInception, asOf: wealth.aYearLater)
        let whole = try await wealth.admin.performance(portfolio: wealth.portfolio, period: inception)
        XCTAssertEqual(whole.period, Period(start: try day("2024-01-01"), end: wealth.aYearLater))
        XCTAssertEqual(try whole.twr.get(), Decimal(string: "0.21"))
        XCTAssertEqual(whole.netFlows.value, Money(1000, "USD"))
        XCTAssertEqual(whole.gain.value, Money(210, "USD"))
        let fall = try whole.maxDrawdown.get()
        XCTAssertEqual(fall.depth, Decimal(string: "-0.1"))
        XCTAssertEqual(fall.trough, try day("2024-07-01"))
        XCTAssertEqual(fall.recovery, wealth.aYearLater)
        // 2024 is a leap year: 367 days from the eve, 366 from the one flow.
        try assertClose(whole.twrAnnualised.get(), pow(1.21, 365.0 / 367.0) - 1)
        try assertClose(whole.xirr.get(), pow(1.21, 365.0 / 366.0) - 1)

        let half = Period(start: try day("2024-07-01"), end: wealth.aYearLater)
        let later = try await wealth.admin.performance(portfolio: wealth.portfolio, period: .between(half))
        XCTAssertEqual(later.period, half)
        try assertClose(later.twr.get(), 121.0 / 90.0 - 1)
        // Less than a year is not annualised.
        XCTAssertNil(later.twrAnnualised.value)
        XCTAssertThrowsError(try later.twrAnnualised.get()) { error in
            XCTAssertEqual((error as? UndefinedFigure)?.reason, later.twrAnnualised.undefined)
        }
    }

    func testAFigureThatIsNotThereSaysWhy() async throws {
        let wealth = try await Wealth()
        let far = try day("2030-01-02")
        let valuation = try await wealth.admin.valuation(portfolio: wealth.portfolio, asOf: far)
        XCTAssertNil(valuation.total.value)
        XCTAssertEqual(valuation.total.undefined?.code, "undefined.missing_price")
    }

    func testWhatWasRecordedComesBack() async throws {
        let wealth = try await Wealth()
        let before = Date()
        let page = try await wealth.admin.listTransactions(query: ListTransactions(account: wealth.account))
        XCTAssertEqual(page.items.count, 2)
        XCTAssertNil(page.next)
        let deposit = try XCTUnwrap(page.items.first { $0.event == .deposit(amount: Money(1000, "USD")) })
        XCTAssertEqual(deposit.date, wealth.opened)
        XCTAssertEqual(deposit.recordedAt.timeIntervalSince(before), 0, accuracy: 600)
        let bought = page.items.compactMap { item -> Trade? in
            if case .buy(let trade) = item.event { trade } else { nil }
        }
        XCTAssertEqual(
            bought, [Trade(instrument: wealth.instrument, quantity: 10, consideration: Money(1000, "USD"))])
        let again = try await wealth.admin.getTransaction(id: deposit.id)
        XCTAssertEqual(again, deposit)
        let latest = try await wealth.admin.latestDay()
        XCTAssertEqual(latest, wealth.aYearLater)
    }

    func testAStatementIsPrinted() async throws {
        let wealth = try await Wealth()
        let admin = wealth.admin
        let report = try await admin.generateStatement(
            statement: GenerateStatement(
                portfolio: wealth.portfolio, period: .named(period: .sinceInception, asOf: wealth.aYearLater),
                issuedOn: day("2025-01-03")))
        let pdf = try await admin.render(report: report.id, format: .pdf, language: .english)
        XCTAssertTrue(pdf.starts(with: Data("%PDF-".utf8)))
        let html = try await admin.render(report: report.id, format: .html, language: .english)
        XCTAssertTrue(String(decoding: html, as: UTF8.self).contains("1,210.00"))
        XCTAssertTrue(String(decoding: html, as: UTF8.self).contains("Prices: Stock exchange."))
        let markdown = try await admin.render(report: report.id, format: .markdown, language: .spanish)
        XCTAssertTrue(String(decoding: markdown, as: UTF8.self).contains("1.210,00"))
        let page = try await admin.listReports(query: ListReports(client: wealth.client.id))
        XCTAssertEqual(page.items, [report])
    }

    func testABookIsKept() async throws {
        let wealth = try await Wealth()
        let again = try await Book.open(file: wealth.office.file)
        let ana = try await again.assume(email: "ana@sunrise.example")
        let portfolio = try await ana.getPortfolio(id: wealth.portfolio)
        XCTAssertEqual(portfolio.name, "Growth")
        let valuation = try await ana.valuation(portfolio: wealth.portfolio, asOf: wealth.aYearLater)
        XCTAssertEqual(valuation.total.value, Money(1210, "USD"))
    }

    func testABookInMemoryIsGoneWithIt() async throws {
        let book = try await Book.inMemory()
        await assertRefused(.notFound, "not_found") { try await book.assume(email: "ana@sunrise.example") }
    }

    func testAnAdviserSeesOnlyTheirOwnClientsPageByPage() async throws {
        let office = try await Office()
        let (ines, juan) = (try await office.adviser("Ines"), try await office.adviser("Juan"))
        let hers = try await ines.createClient(client: fields("Luis"))
        let his = try await juan.createClient(client: fields("Marta"))
        let seen = try await ines.listClients(query: ListClients())
        XCTAssertEqual(seen.items, [hers])
        let first = try await office.admin.listClients(query: ListClients(limit: 1))
        let rest = try await office.admin.listClients(query: ListClients(after: first.next, limit: 1))
        XCTAssertEqual(first.items + rest.items, [hers, his])
        await assertRefused(.notFound, "not_found") { try await ines.getClient(id: his.id) }
    }
}

func assertClose(_ figure: Decimal, _ expected: Double, file: StaticString = #filePath, line: UInt = #line) {
    let figure = NSDecimalNumber(decimal: figure).doubleValue
    XCTAssertEqual(figure, expected, accuracy: 1e-9, file: file, line: line)
}
