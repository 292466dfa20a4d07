// What must not compile. The compiler goes over this file with `-verify`: each expected error has to come, and no other.

import Cactus
import Foundation

func numbers(day: BusinessDate, instrument: InstrumentId) {
    let double = 1000.5
    _ = Money(1000, "USD")
    _ = Money(Decimal(1000), "USD")
    _ = Money(double, "USD")  // expected-error {{Double}}
    _ = Money(1000.5, "USD")  // expected-error {{Double}}
    _ = Exact(double)  // expected-error {{Double}} expected-error {{integerLiteral}}
    _ = Exact(1000.5)  // expected-error {{Double}} expected-error {{integerLiteral}}
    _ = DatedPrice(date: day, price: 1000.5)  // expected-error {{Double}}
    _ = RateOfExchange(base: "EUR", quote: "USD", rate: 1.1)  // expected-error {{Double}}
    _ = Trade(instrument: instrument, quantity: 0.1, consideration: Money(1, "USD"))  // expected-error {{Double}}
}

func ids(client: ClientId) {
    let _: InstrumentId = client  // expected-error {{ClientView}} expected-note {{Kind}}
}

func days(today: Date) {
    _ = Days(start: today, end: today)  // expected-error 2 {{BusinessDate}}
}
