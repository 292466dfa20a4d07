//! What events do that move units without a trade.

use super::super::{CashPart, Event, FractionPaid, Heading, LedgerError};
use super::compile::Compiler;
use super::{Conversion, Effect};
use crate::ids::InstrumentId;
use crate::money::{Money, Quantity};

impl<'a> Compiler<'a, '_> {
    pub(super) fn units(&mut self, event: &'a Event) -> Result<(), LedgerError> {
        let account = self.booking.account();
        match event {
            Event::Expiry { instrument } => {
                self.effects.push(Effect::Expire { account, instrument: *instrument });
            }
            Event::InKindTransfer { to, instrument, quantity, value, lots } => {
                self.effects.push(Effect::Carry {
                    from: account,
                    to: *to,
                    instrument: *instrument,
                    units: *quantity,
                    value: *value,
                    lots,
                });
            }
            Event::DeliveryIn { .. } | Event::DeliveryOut { .. } | Event::OpeningBalance { .. } => {
                return self.across_the_border(event);
            }
            Event::DividendReinvested { instrument, amount, quantity } => {
                self.post(Heading::Dividends, Some(*instrument), amount.negate());
                let charges = self.expenses(Some(*instrument))?;
                self.acquire(*instrument, *quantity, amount.subtract(charges)?);
            }
            Event::DividendInKind { instrument, received, quantity, value } => {
                // As if it had been paid in cash, and the cash been spent: each instrument has its side.
                self.post(Heading::Dividends, Some(*instrument), value.negate());
                self.post(Heading::Cash, Some(*instrument), *value);
                self.post(Heading::Cash, Some(*received), value.negate());
                self.acquire(*received, *quantity, *value);
                self.expenses(Some(*instrument))?;
                return self.settle(Some(*instrument));
            }
            _ => return self.corporate_action(event),
        }
        Ok(())
    }

    fn corporate_action(&mut self, event: &'a Event) -> Result<(), LedgerError> {
        let account = self.booking.account();
        match event {
            Event::Split { instrument, ratio } => {
                self.effects.push(Effect::Split {
                    account,
                    instrument: *instrument,
                    ratio: *ratio,
                });
            }
            Event::BonusIssue { instrument, ratio } => {
                let ratio = ratio.on_top()?;
                self.effects.push(Effect::Split { account, instrument: *instrument, ratio });
            }
            Event::ReturnOfCapital { instrument, amount } => {
                let (instrument, amount) = (*instrument, *amount);
                let settled = self.settled_part(amount)?;
                self.effects.push(Effect::ReturnCapital { account, instrument, amount, settled });
                self.expenses(Some(instrument))?;
                return self.settle(Some(instrument));
            }
            Event::Merger(merger) => {
                self.effects.push(Effect::Convert(Conversion {
                    account,
                    from: merger.instrument,
                    into: merger.into,
                    ratio: merger.ratio,
                    spun_off: None,
                    cash: merger.cash.map(|part| (part.amount, part.cost_share)),
                    rate: merger.rate,
                }));
                return self.cash_of(merger.instrument, merger.into, merger.cash, merger.fraction);
            }
            Event::SpinOff(spin_off) => {
                self.effects.push(Effect::Convert(Conversion {
                    account,
                    from: spin_off.instrument,
                    into: spin_off.into,
                    ratio: spin_off.ratio,
                    spun_off: Some(spin_off.cost_share),
                    cash: None,
                    rate: spin_off.rate,
                }));
                let fraction = spin_off.fraction;
                return self.cash_of(spin_off.instrument, spin_off.into, None, fraction);
            }
            Event::Rename { instrument, into } => {
                self.effects.push(Effect::Convert(Conversion {
                    account,
                    from: *instrument,
                    into: *into,
                    ratio: super::UnitRatio::ONE,
                    spun_off: None,
                    cash: None,
                    rate: None,
                }));
            }
            _ => {}
        }
        Ok(())
    }

    fn across_the_border(&mut self, event: &'a Event) -> Result<(), LedgerError> {
        let (account, date) = (self.booking.account(), self.booking.date());
        match event {
            Event::DeliveryIn { instrument, quantity, value, cost, acquired_on } => {
                let cost = cost.unwrap_or(*value);
                self.post(Heading::InKind, Some(*instrument), cost.negate());
                self.effects.push(Effect::Acquire {
                    account,
                    instrument: *instrument,
                    units: *quantity,
                    cost,
                    settled: None,
                    acquired_on: acquired_on.unwrap_or(date),
                    carried: true,
                });
                self.cross(*instrument, *quantity, Some(*value));
                self.expenses(Some(*instrument))?;
                self.settle(Some(*instrument))
            }
            Event::DeliveryOut { instrument, quantity, value, lots } => {
                self.post(Heading::InKind, Some(*instrument), *value);
                self.effects.push(Effect::Dispose {
                    account,
                    instrument: *instrument,
                    units: *quantity,
                    proceeds: value.subtract(self.charges_in_cost()?)?,
                    settled: None,
                    lots,
                });
                self.cross(*instrument, quantity.negate(), Some(value.negate()));
                self.expenses(Some(*instrument))?;
                self.settle(Some(*instrument))
            }
            Event::OpeningBalance { instrument, lots, value } => {
                let mut units = Quantity::ZERO;
                for lot in lots {
                    units = units.add(lot.quantity)?;
                    self.post(Heading::InKind, Some(*instrument), lot.cost.negate());
                    self.effects.push(Effect::Acquire {
                        account,
                        instrument: *instrument,
                        units: lot.quantity,
                        cost: lot.cost,
                        settled: None,
                        acquired_on: lot.acquired_on,
                        carried: true,
                    });
                }
                self.cross(*instrument, units, *value);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn cross(&mut self, instrument: InstrumentId, units: Quantity, value: Option<Money>) {
        let account = self.booking.account();
        self.effects.push(Effect::Cross { account, instrument, units, value });
    }

    /// The cash of a merger or spin-off: for a fraction that was paid out, for a share of the cost, and the charges.
    fn cash_of(
        &mut self,
        payer: InstrumentId,
        into: InstrumentId,
        cash: Option<CashPart>,
        fraction: Option<FractionPaid>,
    ) -> Result<(), LedgerError> {
        if let Some(paid) = fraction {
            self.effects.push(Effect::Dispose {
                account: self.booking.account(),
                instrument: into,
                units: paid.quantity,
                proceeds: paid.amount,
                settled: None,
                lots: &[],
            });
            self.post(Heading::Cash, Some(into), paid.amount);
        }
        if let Some(part) = cash {
            self.post(Heading::Cash, Some(payer), part.amount);
        }
        if self.booking.event().gross().is_some() {
            let charges = self.expenses(Some(payer))?;
            self.post(Heading::Cash, Some(payer), charges.negate());
        }
        Ok(())
    }
}
