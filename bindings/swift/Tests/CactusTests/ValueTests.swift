import Cactus
import Foundation
import XCTest

/// Numbers to the last digit, and days without a time zone. That floats do not compile: Tests/Refused.
final class ValueTests: XCTestCase {
    func testTwentyEightDigitsGoThereAndBack() async throws {
        let office = try await Office()
        let texts = [
            "12345678901234567890.12345678", "9999999999999999999999999999", "-0.0000000000000000000000000001",
            "0.1", "-250.5", "0",
        ]
        for (number, text) in texts.enumerated() {
            let amount = try XCTUnwrap(Decimal(string: text))
            let saved = Money(amount, "USD")
            let client = try await office.admin.createClient(client: fields("C\(number)", savings: saved))
            let read = try await office.admin.getClient(id: client.id)
            XCTAssertEqual(read.savingsCapacity, saved)
            XCTAssertEqual(read.savingsCapacity?.amount.description, text)
        }
    }

    /// Why `Exact` exists: a literal with a point makes a wrong `Decimal` in silence.
    func testALiteralOfADecimalIsNotWhatItSays() throws {
        let literal: Decimal = 3.133
        XCTAssertEqual(literal.description, "3.132999999999999488")
        XCTAssertNotEqual(literal, try XCTUnwrap(Decimal(string: "3.133")))
    }

    func testMoreDigitsAreAnErrorAndNotRounded() async throws {
        let office = try await Office()
        for text in ["1234567890123456789012.12345678", "1e40"] {
            let amount = try XCTUnwrap(Decimal(string: text))
            await assertRefused(.range, "money.out_of_range") {
                try await office.admin.createClient(client: fields("Luis", savings: Money(amount, "USD")))
            }
        }
    }

    func testAPriceKeepsAllItsDigits() async throws {
        let wealth = try await Wealth()
        let price = try XCTUnwrap(Decimal(string: "1000.1234567890123456789"))
        try await wealth.admin.recordPrices(
            instrument: wealth.instrument, prices: [DatedPrice(date: wealth.opened, price: Exact(price))])
        let valuation = try await wealth.admin.valuation(portfolio: wealth.portfolio, asOf: wealth.opened)
        XCTAssertEqual(valuation.positions.first?.price.value?.perUnit.decimal, price)
    }

    func testADayThatIsNoneIsRefused() async throws {
        await assertRefused(.invalid, "time.malformed_date") {
            try BusinessDate(year: 2023, month: 2, day: 29)
        }
        await assertRefused(.invalid, "time.malformed_date") { try BusinessDate("2024-2-29") }
        await assertRefused(.invalid, "time.malformed_date") { try BusinessDate(year: 2024, month: -1, day: 1) }
        await assertRefused(.range, "time.date_out_of_range") { try BusinessDate(year: 1500, month: 1, day: 1) }
        XCTAssertThrowsError(try JSONDecoder().decode([BusinessDate].self, from: Data("[\"2023-02-29\"]".utf8)))
    }

    func testDaysAreOrderedAndLieInATimeZoneOnlyWhenAsked() throws {
        let leap = try BusinessDate(year: 2024, month: 2, day: 29)
        XCTAssertEqual(leap.description, "2024-02-29")
        XCTAssertLessThan(leap, try BusinessDate("2024-03-01"))
        let json = try JSONEncoder().encode([leap])
        XCTAssertEqual(String(decoding: json, as: UTF8.self), "[\"2024-02-29\"]")
        XCTAssertEqual(try JSONDecoder().decode([BusinessDate].self, from: json), [leap])

        // 2024-02-29 23:30 in UTC is the first of March in Madrid and still the 29th in New York.
        let moment = Date(timeIntervalSince1970: 1_709_249_400)
        let madrid = try XCTUnwrap(TimeZone(secondsFromGMT: 3600))
        let newYork = try XCTUnwrap(TimeZone(secondsFromGMT: -5 * 3600))
        XCTAssertEqual(try BusinessDate(moment, in: madrid), try BusinessDate("2024-03-01"))
        XCTAssertEqual(try BusinessDate(moment, in: newYork), leap)
        let start = try XCTUnwrap(leap.start(in: madrid))
        XCTAssertEqual(start.timeIntervalSince1970, 1_709_161_200)
    }

    func testIdsAreTextsThatKnowTheirKind() async throws {
        let wealth = try await Wealth()
        XCTAssertTrue(wealth.client.id.text.hasPrefix("cli_"))
        let json = try JSONEncoder().encode([wealth.portfolio])
        XCTAssertEqual(try JSONDecoder().decode([PortfolioId].self, from: json), [wealth.portfolio])
    }
}
