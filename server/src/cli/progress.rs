//! Progress bars on long work.

use std::borrow::Cow;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

const TICK: Duration = Duration::from_millis(120);

/// A progress bar on standard error, where that is a terminal; nothing elsewhere.
#[derive(Debug)]
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar for so many steps of one work.
    #[must_use]
    pub fn steps(count: u64, work: impl Into<Cow<'static, str>>) -> Self {
        let bar = ProgressBar::new(count);
        let style = "{msg:24} {bar:32} {pos}/{len} {eta}";
        Self::styled(bar, style, work)
    }

    /// A sign that one work goes on, whose steps cannot be counted.
    #[must_use]
    pub fn unknown(work: impl Into<Cow<'static, str>>) -> Self {
        let bar = Self::styled(ProgressBar::new_spinner(), "{spinner} {msg} {elapsed}", work);
        bar.0.enable_steady_tick(TICK);
        bar
    }

    fn styled(bar: ProgressBar, style: &str, work: impl Into<Cow<'static, str>>) -> Self {
        let style = ProgressStyle::with_template(style);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(work);
        Self(bar)
    }

    /// So many further steps are done.
    pub fn advance(&self, steps: u64) {
        self.0.inc(steps);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
