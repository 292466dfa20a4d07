//! What to do with a demo, in words that can be pasted.

use std::net::SocketAddr;

use super::plans::Firm;
use super::{DemoError, Figures, PASSWORD};

/// Who can sign in to the demo.
///
/// # Errors
/// [`DemoError::Firm`], which its test rules out.
pub fn logins() -> Result<String, DemoError> {
    let firm = Firm::embedded()?;
    let people: Vec<_> = firm.people().collect();
    let width = people.iter().map(|person| person.email.as_str().len()).max().unwrap_or(0);
    let lines = people.iter().map(|person| {
        format!("  {:width$}  {:14}  {}\n", person.email.as_str(), person.role, person.name)
    });
    let lines: String = lines.collect();
    Ok(format!("Sign in as one of these, with the password `{PASSWORD}`:\n{lines}"))
}

/// Lines for a shell that ask the demo, which listens on the address, for what it has.
///
/// # Errors
/// [`DemoError::Firm`], which its test rules out.
pub fn requests(address: SocketAddr, figures: &Figures) -> Result<String, DemoError> {
    let firm = Firm::embedded()?;
    let (api, manager) = (format!("http://{address}/api/v1"), firm.manager.email);
    let day = figures.as_of;
    let mut lines = format!(
        "TOKEN=$(curl -s {api}/auth/login -H 'content-type: application/json' \\\n  \
           -d '{{\"email\":\"{manager}\",\"password\":\"{PASSWORD}\"}}' | \
           sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')\n\
         curl -s \"{api}/clients\" -H \"authorization: Bearer $TOKEN\"\n"
    );
    if let Some(first) = figures.portfolios.first() {
        let portfolio = format!("{api}/portfolios/{}", first.valuation.portfolio);
        for question in
            [format!("valuation?as_of={day}"), format!("performance?period=SI&as_of={day}")]
        {
            lines += &format!(
                "curl -s \"{portfolio}/{question}\" -H \"authorization: Bearer $TOKEN\"\n"
            );
        }
    }
    Ok(lines)
}
