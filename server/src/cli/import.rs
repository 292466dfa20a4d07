//! `cactus import`: a portable book into a firm.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use cactus_core::exchange::{self, MAX_BYTES};
use cactus_core::model::Email;
use cactus_core::views::{ImportCount, ImportView};
use clap::Args;

use super::{Context, Progress, say};
use crate::book::Book;

const EXAMPLES: &str = "\
Everything is added or nothing. What the firm has already is left as it is, so that the same document can be
imported again and again. The format is described in docs/guides/portable-book.md.

Examples:
  See what would be added:
    cactus import --book saguaro.db --as ada@saguaro.example --dry-run clients.json
  Add it:
    cactus import --book saguaro.db --as ada@saguaro.example clients.json
  From another program:
    export-from-elsewhere | cactus import --as ada@saguaro.example -";

/// Brings a portable book (cactus-book/1) into a firm.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Import {
    /// The document; `-` for standard input
    #[arg(value_name = "BOOK.json")]
    document: PathBuf,
    /// Whoever imports it: somebody of the firm who may
    #[arg(long = "as", value_name = "EMAIL")]
    imported_by: Email,
    /// Only says what would be added
    #[arg(long)]
    dry_run: bool,
}

impl Import {
    pub(super) async fn run(self, context: Context) -> anyhow::Result<()> {
        let book = Book::open(&context.book).await?;
        let imported = self.import(&book).await;
        book.close().await;
        print(&imported?, self.dry_run)?;
        Ok(())
    }

    async fn import(&self, book: &Book) -> anyhow::Result<ImportView> {
        let actor = book.actor(&self.imported_by).await?;
        let name = self.document.display();
        let document = read(&self.document).with_context(|| format!("cannot read `{name}`"))?;
        let progress = Progress::unknown("checking the book");
        let portable = exchange::Book::parse(&document);
        let portable = portable.with_context(|| format!("cannot import `{name}`"))?;
        drop(progress);
        let imports = book.cactus().imports();
        let progress = Progress::unknown("importing");
        let view = if self.dry_run {
            imports.preview(&actor, &portable).await
        } else {
            imports.import(&actor, &portable).await
        };
        drop(progress);
        view.with_context(|| format!("cannot import `{name}`"))
    }
}

/// Reads the document, and one byte more than is accepted of one that is too large.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut document = Vec::new();
    let most = MAX_BYTES as u64 + 1;
    if path == Path::new("-") {
        std::io::stdin().take(most).read_to_end(&mut document)?;
    } else {
        std::fs::File::open(path)?.take(most).read_to_end(&mut document)?;
    }
    Ok(document)
}

fn print(view: &ImportView, dry_run: bool) -> std::io::Result<()> {
    say(format_args!("{:14}{:>10}{:>10}{:>10}", "", "added", "changed", "known"))?;
    for (kind, count) in view.counts() {
        let ImportCount { added, changed, known } = count;
        say(format_args!("{kind:14}{added:>10}{changed:>10}{known:>10}"))?;
    }
    for (kind, count) in view.document_only.counts().into_iter().filter(|(_, count)| *count > 0) {
        say(format_args!("kept in the document only: {count} {kind}"))?;
    }
    say(match (view.is_nothing(), dry_run) {
        (true, _) => "The firm has all of it already.",
        (false, true) => "Nothing was changed: this was a dry run.",
        (false, false) => "Done.",
    })
}
