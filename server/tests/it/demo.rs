//! `cactus demo`: made once, as a whole or not at all, however often it is interrupted.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::LazyLock;
use std::thread::sleep;
use std::time::Duration;

use super::program::{cactus, complained, interrupt, printed};

const MAKE: [&str; 2] = ["demo", "--no-serve"];
/// Makes the statement of the demo anew, from its book.
const STATE: [&str; 7] = [
    "report",
    "--as=elena@saguaro.example",
    "--client=ana.garcia@mail.example",
    "--portfolio=Crecimiento",
    "--as-of=2022-12-28",
    "--issued-on=2022-12-28",
    "--format=html",
];
const PLACE: &str = "cactus-demo";
const PARTIAL: &str = "cactus-demo.partial";
const EXISTS: &str = "The demo in `./cactus-demo` exists.\n";
/// What of a demo is the same every time, to the byte. The database is not: its passwords are salted.
const FILES: [&str; 4] = ["book.json", "figures.json", "statement.html", "statement.pdf"];
const POLL: Duration = Duration::from_micros(500);
const KILLED: i32 = 9;
const INTERRUPTED: i32 = 2;

/// What a run that nobody disturbs prints and leaves, and in how many polls.
struct Undisturbed {
    printed: String,
    files: [Vec<u8>; 4],
    polls: u64,
}

static UNDISTURBED: LazyLock<Undisturbed> = LazyLock::new(|| {
    let home = tempfile::tempdir().unwrap();
    let mut run = cactus(home.path(), MAKE).stdout(Stdio::piped()).spawn().unwrap();
    let mut polls = 0;
    while run.try_wait().unwrap().is_none() {
        polls += 1;
        sleep(POLL);
    }
    let output = run.wait_with_output().unwrap();
    assert!(output.status.success());
    Undisturbed { printed: printed(&output).to_owned(), files: files(home.path()), polls }
});

fn files(home: &Path) -> [Vec<u8>; 4] {
    FILES.map(|name| fs::read(home.join(PLACE).join(name)).unwrap())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn make(home: &Path) -> Child {
    cactus(home, MAKE).stdout(Stdio::null()).spawn().unwrap()
}

/// Kills the run as soon as the moment has come, if it does not end before.
fn kill(mut run: Child, mut has_come: impl FnMut() -> bool) -> ExitStatus {
    while run.try_wait().unwrap().is_none() {
        if has_come() {
            run.kill().unwrap();
            break;
        }
        sleep(POLL);
    }
    run.wait().unwrap()
}

/// The next run makes the demo that an undisturbed one makes, or says that it is there; nothing else is left.
fn next_run_is_as_undisturbed(home: &Path, when: &str) {
    next_run_finds(home, when);
    let content = ["book.json", "cactus.db", "figures.json", "statement.html", "statement.pdf"];
    assert_eq!(names(&home.join(PLACE)), content, "{when}");
}

fn next_run_finds(home: &Path, when: &str) {
    let is_there = home.join(PLACE).exists();
    let output = cactus(home, MAKE).output().unwrap();
    assert!(output.status.success(), "{when}: {}", complained(&output));
    assert_eq!(complained(&output), "", "{when}");
    let expected = if is_there { EXISTS } else { &UNDISTURBED.printed };
    assert_eq!(printed(&output), expected, "{when}");
    for (name, (found, expected)) in FILES.iter().zip(files(home).iter().zip(&UNDISTURBED.files)) {
        assert!(found == expected, "{when}: `{name}` differs");
    }
    assert_eq!(names(home), [PLACE], "{when}");
    let mut report = cactus(home, STATE);
    let report = report.args(["--book", "cactus-demo/cactus.db"]).output().unwrap();
    assert_eq!(complained(&report), "", "{when}");
    assert!(report.stdout == UNDISTURBED.files[2], "{when}: another book");
}

#[test]
fn killed_between_its_steps_it_is_made_by_the_next_run() {
    let making = format!("{PARTIAL}/demo");
    let moments = [
        ("claiming the folder", making.clone()),
        ("opening the book", format!("{making}/cactus.db")),
        ("founding the firm", format!("{making}/cactus.db-wal")),
        ("recording", format!("{making}/book.json")),
        ("writing the statement", format!("{making}/statement.pdf")),
        ("writing the figures", format!("{making}/figures.json")),
        ("moving the folder", PLACE.to_owned()),
    ];
    for (step, (when, sign)) in moments.iter().enumerate() {
        let home = tempfile::tempdir().unwrap();
        let sign = home.path().join(sign);
        let ended = kill(make(home.path()), || sign.exists());
        // The steps after these take so little time that a run may be through before it is killed.
        if step < 4 {
            assert_eq!(ended.signal(), Some(KILLED), "{when}");
            assert!(!home.path().join(PLACE).exists(), "{when}");
        }
        next_run_is_as_undisturbed(home.path(), when);
    }
}

#[test]
fn killed_at_any_time_and_again_it_is_made_by_the_next_run() {
    let mut random = 20_221_228_u64;
    let mut killed = 0;
    for round in 0..6 {
        let home = tempfile::tempdir().unwrap();
        for _ in 0..=round % 3 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let wait = (random >> 33) % UNDISTURBED.polls;
            let mut polls = 0;
            let ended = kill(make(home.path()), || {
                polls += 1;
                polls > wait
            });
            killed += u32::from(ended.signal() == Some(KILLED));
        }
        next_run_is_as_undisturbed(home.path(), &format!("round {round}"));
    }
    assert!(killed >= 6, "only {killed} of 12 runs were killed in time");
}

#[test]
fn ctrl_c_ends_it_and_the_next_run_makes_it() {
    let home = tempfile::tempdir().unwrap();
    let mut run = make(home.path());
    let sign = home.path().join(PARTIAL).join("demo/book.json");
    while !sign.exists() {
        sleep(POLL);
    }
    interrupt(&run);
    assert_eq!(run.wait().unwrap().signal(), Some(INTERRUPTED));
    assert_eq!(names(home.path()), [PARTIAL]);
    next_run_is_as_undisturbed(home.path(), "after Ctrl-C");
}

#[test]
fn a_second_run_serves_the_demo_that_exists_until_ctrl_c() {
    let home = tempfile::tempdir().unwrap();
    assert!(make(home.path()).wait().unwrap().success());
    let mut served = cactus(home.path(), ["demo", "--port", "0"]);
    let mut served = served.stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(served.stdout.take().unwrap());
    let mut told = String::new();
    while !told.contains("until Ctrl-C") {
        assert_ne!(lines.read_line(&mut told).unwrap(), 0, "it ended: {told}");
    }
    assert!(told.starts_with(EXISTS), "{told}");
    let (_, pasted) = told.split_once("Paste into a shell:\n\n").unwrap();
    let (pasted, _) = pasted.split_once("\n\n").unwrap();
    let answers = Command::new("sh").args(["-ec", pasted]).output().unwrap();
    assert!(answers.status.success(), "curl is needed: {}", complained(&answers));
    for (part, count) in [("\"items\":[", 1), ("\"total\":{", 1), ("\"twr\":{", 1)] {
        assert_eq!(printed(&answers).matches(part).count(), count, "{part}");
    }
    interrupt(&served);
    assert!(served.wait().unwrap().success());
    lines.read_to_string(&mut told).unwrap();
    let left = names(&home.path().join(PLACE));
    assert_eq!(left.iter().filter(|name| name.starts_with("cactus.db")).count(), 2, "{left:?}");
    next_run_finds(home.path(), "after it was served");
}

#[test]
fn a_place_that_is_no_demo_is_left_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("letter.txt"), "dear").unwrap();
    for (place, why) in [
        (".", "`.` is there and is no demo"),
        ("letter.txt", "`letter.txt` is there and is no demo"),
        ("letter.txt/demo", "`letter.txt/demo` is there and is no demo"),
    ] {
        let output = cactus(home.path(), ["demo", "--dir", place]).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(complained(&output).contains(why), "{}", complained(&output));
        assert_eq!(names(home.path()), ["letter.txt"]);
    }
}
