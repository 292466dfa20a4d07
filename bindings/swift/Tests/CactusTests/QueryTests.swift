import Cactus
import Foundation
import XCTest

/// One question for all figures.
final class QueryTests: XCTestCase {
    private func whole(_ wealth: Wealth) -> Span {
        .over(Days(start: wealth.opened, end: wealth.aYearLater))
    }

    /// Cash beside the ten units that are worth 1210.
    private func depositMore(_ wealth: Wealth) async throws {
        let deposit = Event.deposit(amount: Money(250, "USD"))
        _ = try await wealth.admin.recordTransactions(transactions: [
            NewTransaction(account: wealth.account, date: wealth.aYearLater, event: deposit)
        ])
    }

    func testGroupsSumToTheRowAbove() async throws {
        let wealth = try await Wealth()
        try await depositMore(wealth)
        let table = try await wealth.admin.query(
            query: Query(
                span: whole(wealth), groupBy: ["client", "instrument"],
                columns: ["market_value", "net_flows", "gain"]))
        XCTAssertNil(table.asOf)
        XCTAssertEqual(table.from, wealth.opened)
        XCTAssertEqual(table.to, wealth.aYearLater)
        XCTAssertEqual(table.currency, "USD")
        XCTAssertEqual(table.columns.map(\.key), ["market_value", "net_flows", "gain"])
        XCTAssertEqual(table.columns.map(\.unit), ["money", "money", "money"])
        XCTAssertEqual(table.gaps, [])

        XCTAssertEqual(table.rows.map(\.groups.count), [0, 1, 2, 2])
        let values = try XCTUnwrap(table.figures("market_value")).map { try XCTUnwrap($0.decimal) }
        XCTAssertEqual(values[0], 1460)
        XCTAssertEqual(values[1], 1460)
        XCTAssertEqual(values[2] + values[3], 1460)
        XCTAssertEqual(Set(values[2...]), [1210, 250])
        let client = try XCTUnwrap(table.rows[1].groups.first)
        XCTAssertEqual(client.by, "client")
        XCTAssertEqual(client.key, wealth.client.id.text)
        XCTAssertTrue(table.rows[2...].allSatisfy { $0.groups.first == client && $0.groups.last?.by == "instrument" })
        XCTAssertNil(table.figures("xirr"))
    }

    func testAScopeIsTheRowOfItsGroup() async throws {
        let wealth = try await Wealth()
        try await depositMore(wealth)
        func value(_ scope: [Filter]) async throws -> Decimal? {
            let query = Query(span: .asOf(wealth.aYearLater), scope: scope, columns: ["market_value", "price_date"])
            return try await wealth.admin.query(query: query).figures("market_value")?.first?.decimal
        }
        let (acme, all) = (try await value([Filter(by: "instrument", keys: ["ACME"])]), try await value([]))
        XCTAssertEqual(acme, 1210)
        XCTAssertEqual(all, 1460)
        await assertRefused(.invalid, "query.unknown_key") {
            try await value([Filter(by: "instrument", keys: ["EMCA"])])
        }
    }

    func testADayIsADayAndAGapSaysWhy() async throws {
        let wealth = try await Wealth()
        let columns = ["price_date", "price", "market_value"]
        let table = try await wealth.admin.query(
            query: Query(span: .asOf(day("2024-07-03")), groupBy: ["instrument"], columns: columns))
        XCTAssertEqual(table.asOf, try day("2024-07-03"))
        let acme = try XCTUnwrap(table.rows.firstIndex { $0.groups.last?.key == "ACME" })
        let date = try XCTUnwrap(table.figures("price_date")?[acme])
        XCTAssertEqual(date.day, try day("2024-07-01"), "\(date)")
        XCTAssertNil(date.decimal)
        let price = try XCTUnwrap(table.figures("price")?[acme])
        XCTAssertEqual(price.decimal, 90, "\(price)")
        XCTAssertNil(price.day)

        let far = try await wealth.admin.query(
            query: Query(span: .asOf(day("2030-01-02")), columns: ["market_value"]))
        let figure = try XCTUnwrap(far.figures("market_value")?.first)
        XCTAssertNil(figure.decimal)
        XCTAssertEqual(figure.undefined?.code, "undefined.missing_price")
        XCTAssertThrowsError(try figure.get())
        XCTAssertEqual(far.gaps.first?.code, "undefined.missing_price")
    }

    func testOptionsAreHeard() async throws {
        let wealth = try await Wealth()
        try await depositMore(wealth)
        let fee = Event.fee(amount: Money(10, "USD"), instrument: nil)
        _ = try await wealth.admin.recordTransactions(transactions: [
            NewTransaction(account: wealth.account, date: wealth.aYearLater, event: fee)
        ])
        func figures(_ column: Column, _ options: QueryOptions) async throws -> Decimal? {
            let query = Query(span: whole(wealth), columns: [column], options: options)
            return try await wealth.admin.query(query: query).figures(column)?.first?.decimal
        }
        let (after, before) = (
            try await figures("gain", QueryOptions()), try await figures("gain", QueryOptions(beforeFees: true))
        )
        XCTAssertEqual(after, 200)
        XCTAssertEqual(before, 210)
        let known = try await figures("market_value", QueryOptions(knownOn: "2001-01-01"))
        XCTAssertEqual(known, 0)
        await assertRefused(.invalid, "binding.no_periods") {
            try await figures("volatility", QueryOptions(risk: RiskChoice(periodsPerYear: 0)))
        }
    }

    func testWhatMakesNoQuestionIsRefused() async throws {
        let wealth = try await Wealth()
        await assertRefused(.invalid, "query.unknown_column") {
            try await wealth.admin.query(query: Query(span: .asOf(wealth.opened), columns: ["colour"]))
        }
        await assertRefused(.invalid, "query.needs_period") {
            try await wealth.admin.query(query: Query(span: .asOf(wealth.opened), columns: ["twr"]))
        }
    }

    func testAnAdviserAsksAboutTheirOwn() async throws {
        let wealth = try await Wealth()
        let ines = try await wealth.office.adviser("Ines")
        let table = try await ines.query(query: Query(span: .asOf(wealth.aYearLater), columns: ["market_value"]))
        XCTAssertEqual(table.figures("market_value")?.first?.decimal, 0)
    }
}
