//! `cactus user`: people who can sign in.

use std::io::IsTerminal;

use anyhow::{Context as _, bail};
use cactus_core::ids::ClientId;
use cactus_core::model::{Email, Name, RoleName};
use cactus_core::money::Currency;
use cactus_core::permissions::Role;
use cactus_core::views::{AddUser, Appoint, FirmView, FoundFirm, Secret, UserView};
use clap::{Args, Subcommand};
use console::Term;

use super::{Context, say};
use crate::book::Book;

const EXAMPLES: &str = "\
The password is asked for; where there is no terminal, it is the first line of standard input.

Examples:
  A new firm with its first administrator:
    cactus user add --new-firm 'Saguaro Advisers' --base-currency USD \\
      --email ada@saguaro.example --name 'Ada Quiroga'
  An adviser in a manager's team, added by the administrator:
    cactus user add --as ada@saguaro.example --role adviser --manager mia@saguaro.example \\
      --email ben@saguaro.example --name 'Ben Roca'
  Somebody who runs the platform, which only whoever holds the book can make:
    cactus user add --as ada@saguaro.example --role god --email root@saguaro.example --name 'Rut Ruiz'
  From a script:
    pass show ben | cactus user add --as ada@saguaro.example --role auditor …";

/// People who can sign in.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Adds a person; with `--new-firm`, a firm and its first administrator.
    #[command(after_help = EXAMPLES)]
    Add(Add),
}

/// Adds a person.
#[derive(Debug, Args)]
pub struct Add {
    /// The address they sign in with
    #[arg(long)]
    email: Email,
    /// Their name
    #[arg(long)]
    name: Name,
    /// Whoever adds them: somebody of the firm who may
    #[arg(long = "as", value_name = "EMAIL", required_unless_present = "new_firm")]
    added_by: Option<Email>,
    /// Their role: god (runs the platform; given here alone), admin, manager, senior_adviser, adviser, junior_adviser, auditor or client
    #[arg(long, required_unless_present = "new_firm")]
    role: Option<RoleName>,
    /// The manager whose team they are in
    #[arg(long, value_name = "EMAIL")]
    manager: Option<Email>,
    /// The client they are, for the portal
    #[arg(long, value_name = "ID")]
    client: Option<ClientId>,
    /// Sets up a firm of this name, with the person as its administrator
    #[arg(
        long,
        value_name = "NAME",
        requires = "base_currency",
        conflicts_with_all = ["added_by", "role", "manager", "client"]
    )]
    new_firm: Option<Name>,
    /// The currency of the new firm's figures
    #[arg(long, value_name = "CODE", requires = "new_firm")]
    base_currency: Option<Currency>,
}

impl User {
    pub(super) async fn run(self, context: Context) -> anyhow::Result<()> {
        match self {
            Self::Add(add) => add.run(context).await,
        }
    }
}

impl Add {
    async fn run(self, context: Context) -> anyhow::Result<()> {
        let Some(firm) = self.new_firm.clone().zip(self.base_currency) else {
            let book = Book::open(&context.book).await?;
            let added = self.add(&book).await;
            book.close().await;
            return Ok(say(line(&added?))?);
        };
        // A book is not begun before there is a password for it.
        let password = password()?;
        let book = Book::open_or_create(&context.book).await?;
        let founded = self.found(&book, firm, password).await;
        book.close().await;
        let (firm, admin) = founded?;
        say(format_args!("{}  {}", firm.id, firm.name))?;
        Ok(say(line(&admin))?)
    }

    async fn found(
        self,
        book: &Book,
        (name, base_currency): (Name, Currency),
        admin_password: Secret,
    ) -> anyhow::Result<(FirmView, UserView)> {
        let access = book.cactus().access();
        let command = FoundFirm {
            name,
            base_currency,
            admin_name: self.name,
            admin_email: self.email,
            admin_password,
        };
        let (firm, admin) = access.found_firm(command).await?;
        Ok((firm, access.me(&admin).await?))
    }

    async fn add(self, book: &Book) -> anyhow::Result<UserView> {
        let (Some(added_by), Some(role)) = (self.added_by, self.role) else {
            bail!("`--as` and `--role` are needed, unless the firm is new");
        };
        let actor = book.actor(&added_by).await?;
        if role == *Role::god().name() {
            if self.manager.is_some() || self.client.is_some() {
                bail!("whoever runs the platform is in no team, and no client");
            }
            let command = Appoint {
                firm: actor.firm(),
                email: self.email,
                name: self.name,
                password: password()?,
            };
            return Ok(book.cactus().access().appoint(command).await?);
        }
        let manager = match &self.manager {
            Some(email) => Some(book.actor(email).await?.user()),
            None => None,
        };
        let command = AddUser {
            email: self.email,
            name: self.name,
            role,
            manager,
            client: self.client,
            password: Some(password()?),
        };
        Ok(book.cactus().users().add(&actor, command).await?)
    }
}

fn line(user: &UserView) -> String {
    let UserView { id, email, role, name, .. } = user;
    format!("{id}  {email}  {role}  {name}")
}

fn password() -> anyhow::Result<Secret> {
    if std::io::stdin().is_terminal() {
        let terminal = Term::stderr();
        let ask = |prompt: &str| -> std::io::Result<String> {
            terminal.write_str(prompt)?;
            terminal.read_secure_line()
        };
        let password = ask("Password: ")?;
        if ask("Password, again: ")? != password {
            bail!("the two passwords differ");
        }
        return Ok(Secret::new(password));
    }
    let mut line = String::new();
    std::io::stdin()
        .read_line(&mut line)
        .context("no password could be read from standard input")?;
    Ok(Secret::new(line.trim_end_matches(['\r', '\n'])))
}
