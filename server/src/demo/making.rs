//! How a demo is made.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use cactus_core::Cactus;
use cactus_core::exchange::Book;
use cactus_core::ids::UserId;
use cactus_core::model::Email;
use cactus_core::permissions::Actor;
use cactus_core::reports::{Format, Language};
use cactus_core::services::Outside;
use cactus_core::time::{BusinessDate, NamedPeriod, Timestamp};
use cactus_core::views::{
    AddUser, ClientView, FoundFirm, GenerateStatement, ImportView, ListClients, ListPortfolios,
    PeriodQuery, PortfolioView, RenderReport, Secret,
};
use cactus_store::sqlite::{SqliteOptions, SqliteStore};
use cactus_store::system::{Argon2Passwords, CountedIds, FixedClock, SystemEntropy};

use super::folder::{BOOK, in_file};
use super::plans::{Firm, Person};
use super::{DemoError, Figures, PASSWORD, PortfolioFigures};

/// A demo in the making. Its steps are called in the order in which they stand here.
#[derive(Debug)]
pub struct Making {
    folder: PathBuf,
    store: SqliteStore,
    cactus: Cactus,
    firm: Firm,
    as_of: BusinessDate,
}

impl Making {
    /// Opens an empty book in the folder, in which the evening of `as_of` never ends: with a clock of its own and
    /// ids that count, a demo is the same every time, save the salts of its passwords.
    ///
    /// # Errors
    /// [`DemoError`].
    pub async fn begin(folder: &Path, as_of: BusinessDate) -> Result<Self, DemoError> {
        let store = SqliteStore::open(folder.join(BOOK), SqliteOptions::default()).await?;
        let evening: Timestamp = format!("{as_of}T18:00:00Z").parse()?;
        let cactus = Cactus::new(Outside {
            store: Arc::new(store.clone()),
            clock: Arc::new(FixedClock(evening)),
            ids: Arc::new(CountedIds::of(evening)),
            entropy: Arc::new(SystemEntropy),
            passwords: Arc::new(Argon2Passwords::default()),
        });
        let firm = Firm::embedded()?;
        Ok(Self { folder: folder.to_owned(), store, cactus, firm, as_of })
    }

    /// Sets up the firm with everybody who works there.
    ///
    /// # Errors
    /// [`DemoError`].
    pub async fn found(&self) -> Result<(), DemoError> {
        let administrator = &self.firm.administrator;
        let command = FoundFirm {
            name: self.firm.name.clone(),
            base_currency: self.firm.base_currency,
            admin_name: administrator.name.clone(),
            admin_email: administrator.email.clone(),
            admin_password: Secret::new(PASSWORD),
        };
        let (_, admin) = self.cactus.access().found_firm(command).await?;
        let add = |person: &Person, manager: Option<UserId>| {
            let command = AddUser {
                email: person.email.clone(),
                name: person.name.clone(),
                role: person.role.clone(),
                manager,
                client: None,
                password: Some(Secret::new(PASSWORD)),
            };
            let (cactus, admin) = (&self.cactus, &admin);
            async move { cactus.users().add(admin, command).await }
        };
        let manager = add(&self.firm.manager, None).await?.id;
        for adviser in &self.firm.advisers {
            add(adviser, Some(manager)).await?;
        }
        add(&self.firm.auditor, None).await?;
        Ok(())
    }

    /// Brings the book into the firm, keeps a copy of it in the folder, and lets the client of the portal in.
    ///
    /// # Errors
    /// [`DemoError`].
    pub async fn record(&self, book: &Book) -> Result<ImportView, DemoError> {
        let path = self.folder.join("book.json");
        std::fs::write(&path, book.to_json()?).map_err(in_file(&path))?;
        let manager = self.actor(&self.firm.manager.email).await?;
        let added = self.cactus.imports().import(&manager, book).await?;
        let admin = self.actor(&self.firm.administrator.email).await?;
        let portal = &self.firm.portal;
        let client = self.client(&admin, &portal.email).await?;
        let command = AddUser {
            email: portal.email.clone(),
            name: portal.name.clone(),
            role: portal.role.clone(),
            manager: None,
            client: Some(client.id),
            password: Some(Secret::new(PASSWORD)),
        };
        self.cactus.users().add(&admin, command).await?;
        Ok(added)
    }

    /// The portfolios of the firm, each with its client.
    ///
    /// # Errors
    /// [`DemoError`].
    pub async fn portfolios(&self) -> Result<Vec<(ClientView, PortfolioView)>, DemoError> {
        let manager = self.actor(&self.firm.manager.email).await?;
        let query = ListPortfolios { limit: Some(500), ..ListPortfolios::default() };
        let portfolios = self.cactus.portfolios().list(&manager, &query).await?;
        let mut found = Vec::with_capacity(portfolios.items.len());
        for portfolio in portfolios.items {
            found.push((self.cactus.clients().get(&manager, portfolio.client).await?, portfolio));
        }
        Ok(found)
    }

    /// What a portfolio is worth and how it performed since its first booking.
    ///
    /// # Errors
    /// [`DemoError`].
    pub async fn figures(
        &self,
        client: &ClientView,
        portfolio: &PortfolioView,
    ) -> Result<PortfolioFigures, DemoError> {
        let manager = self.actor(&self.firm.manager.email).await?;
        let (id, as_of) = (portfolio.id, self.as_of);
        let period = PeriodQuery::Named { period: NamedPeriod::SinceInception, as_of };
        Ok(PortfolioFigures {
            client: format!("{} {}", client.first_name, client.last_name),
            email: client.email.clone(),
            portfolio: portfolio.name.clone(),
            valuation: self.cactus.valuations().of_portfolio(&manager, id, as_of).await?,
            performance: self.cactus.performance().of_portfolio(&manager, id, period).await?,
        })
    }

    /// Makes the statement of the year for the client of the portal and writes it as PDF and HTML.
    ///
    /// # Errors
    /// [`DemoError`].
    pub async fn state(&self) -> Result<(), DemoError> {
        let manager = self.actor(&self.firm.manager.email).await?;
        let client = self.client(&manager, &self.firm.portal.email).await?;
        let query = ListPortfolios { client: Some(client.id), ..ListPortfolios::default() };
        let portfolios = self.cactus.portfolios().list(&manager, &query).await?.items;
        let portfolio = portfolios.first().ok_or_else(|| self.nobody())?;
        let command = GenerateStatement {
            portfolio: portfolio.id,
            period: PeriodQuery::Named { period: NamedPeriod::Ytd, as_of: self.as_of },
            issued_on: self.as_of,
            currency: None,
        };
        let reports = self.cactus.reports();
        let report = reports.generate_statement(&manager, command).await?;
        for format in [Format::Pdf, Format::Html] {
            let how = RenderReport { format, language: Language::English };
            let file = reports.render(&manager, report.id, how).await?;
            let path = self.folder.join(format!("statement.{}", format.extension()));
            std::fs::write(&path, file).map_err(in_file(&path))?;
        }
        Ok(())
    }

    /// Writes the figures, which completes the folder, and closes the book.
    ///
    /// # Errors
    /// [`DemoError`].
    pub async fn finish(self, figures: &Figures) -> Result<(), DemoError> {
        figures.write(&self.folder)?;
        drop(self.cactus);
        self.store.close().await;
        Ok(())
    }

    async fn actor(&self, email: &Email) -> Result<Actor, DemoError> {
        Ok(self.cactus.access().assume(email).await?)
    }

    async fn client(&self, actor: &Actor, email: &Email) -> Result<ClientView, DemoError> {
        let query = ListClients { text: Some(email.to_string()), ..ListClients::default() };
        let found = self.cactus.clients().list(actor, &query).await?;
        found.items.into_iter().next().ok_or_else(|| self.nobody())
    }

    fn nobody(&self) -> DemoError {
        DemoError::NoPortalClient { email: self.firm.portal.email.clone() }
    }
}
