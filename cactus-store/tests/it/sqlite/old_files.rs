//! Books written by earlier releases.

use std::fs::File;
use std::path::{Path, PathBuf};

use cactus_core::events::{Digest, verify_chain};
use cactus_core::ledger::Event;
use cactus_core::money::decimal;
use cactus_core::ports::{ClientFilter, PageRequest, ReportFilter, Store};
use cactus_core::time::Period;
use cactus_store::sqlite::{SqliteOptions, SqliteStore};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use tempfile::TempDir;

use super::book::{day, dollars, everything, firm, id, keep};

fn fixture(release: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    folder.join(format!("book-{release}.sqlite.gz"))
}

/// Writes the book of this release, once, when told to:
/// `CACTUS_TEST_WRITE_BOOK=1 cargo test -p cactus-store --test it the_book_of_this_release`.
#[tokio::test]
async fn the_book_of_this_release_is_written_on_demand() {
    if super::wish("CACTUS_TEST_WRITE_BOOK").is_none() {
        return;
    }
    let path = fixture(env!("CARGO_PKG_VERSION"));
    let file = File::create_new(path).expect("the book of a release never changes");
    let (store, folder) = super::fresh().await;
    keep(&store).await;
    store.close().await;
    let mut book = File::open(folder.path().join("book.sqlite")).unwrap();
    let mut packed = GzEncoder::new(file, Compression::best());
    std::io::copy(&mut book, &mut packed).unwrap();
    packed.finish().unwrap();
}

/// Opens a copy, because opening brings the file up to date.
async fn open_copy(release: &str) -> (SqliteStore, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.sqlite");
    let mut packed = GzDecoder::new(File::open(fixture(release)).unwrap());
    std::io::copy(&mut packed, &mut File::create(&path).unwrap()).unwrap();
    let store = SqliteStore::open(&path, SqliteOptions::default()).await;
    (store.unwrap(), folder)
}

#[tokio::test]
async fn the_book_of_0_1_0_opens_with_all_that_is_in_it() {
    let (store, _folder) = open_copy("0.1.0").await;
    let (reach, page) = (everything(), PageRequest::default());
    let mut unit = store.begin().await.unwrap();

    let firm_row = unit.firms().get(&reach).await.unwrap().unwrap();
    assert_eq!(firm_row.name.as_str(), "Cactus & Söhne");
    let people = unit.users().list(&reach, &page).await.unwrap().items;
    assert_eq!(people[1].manager, Some(people[0].id));
    let login = unit.directory().login(&people[0].email).await.unwrap();
    assert!(login.unwrap().password_hash.is_some());
    let filter = ClientFilter { text: Some("ÉLODIE ort".to_owned()), ..ClientFilter::default() };
    let clients = unit.clients().list(&reach, &filter, &page).await.unwrap();
    assert_eq!(clients.items[0].savings_capacity, Some(dollars("1250.5")));
    assert_eq!(clients.items[0].household, Some(id(4)));

    let journal = unit.transactions().journal(&reach, &[id(8)]).await.unwrap();
    assert_eq!(journal.len(), 1, "the transfer to the second account");
    let journal = unit.transactions().journal(&reach, &[id(7)]).await.unwrap();
    assert_eq!(journal.len(), 4);
    let Event::Buy(trade) = journal[1].booking.event() else {
        panic!("{:?}", journal[1]);
    };
    assert_eq!(trade.consideration, dollars("278.46"));
    assert_eq!(journal[1].booking.charges()[0].amount, dollars("0.99"));
    let next = unit.transactions().reserve_sequence(firm(), 1).await;
    assert_eq!(next.unwrap(), 5);

    let until = day("2024-12-31");
    let prices = unit.market().prices(&reach, &[id(9)], until).await.unwrap();
    let smallest = decimal::parse("0.0000000000000000000000000001").unwrap();
    assert_eq!((prices.len(), prices[1].price), (2, smallest));
    let january = Period::new(day("2023-12-31"), day("2024-01-31")).unwrap();
    let sources = unit.market().price_sources(&reach, &[id(9)], january).await.unwrap();
    assert_eq!(sources, [None], "who gave a price was not kept then");
    let vendor = "A vendor".parse().unwrap();
    unit.market().record_prices(firm(), Some(&vendor), &prices).await.unwrap();
    let sources = unit.market().price_sources(&reach, &[id(9)], january).await.unwrap();
    assert_eq!(sources, [Some(vendor)]);
    let reports = unit.reports().list(&reach, &ReportFilter::default(), &page).await.unwrap();
    assert_eq!(reports.items[0].period.days(), 366);
    let session = unit.sessions().by_token(Digest([2; 32])).await.unwrap();
    assert_eq!(session.unwrap().id, id(21));
    let events = unit.events().after(firm(), None, 10).await.unwrap();
    assert_eq!(events.len(), 2);
    let log = unit.audit().list(&reach, &page).await.unwrap().items;
    assert_eq!(log.len(), 2);
    verify_chain(&log).unwrap();
}
