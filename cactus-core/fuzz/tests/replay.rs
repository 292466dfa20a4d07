//! The seeds, and whatever fuzzing found once, hold.

use std::fs;
use std::path::{Path, PathBuf};

use cactus_fuzz::TARGETS;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
}

#[test]
fn every_seed_holds() {
    for (name, target) in TARGETS {
        let seeds = entries(&folder("seeds").join(name));
        assert!(seeds.len() >= 3, "`{name}` has too few seeds");
        for seed in seeds {
            let data = fs::read(&seed).unwrap();
            println!("{}", seed.display());
            target(&data);
        }
    }
}

/// A cut or changed seed is no seed any more, and comes by places in a parser that a good one does not.
#[test]
fn every_seed_holds_when_it_is_damaged() {
    for (name, target) in TARGETS {
        for seed in entries(&folder("seeds").join(name)) {
            let data = fs::read(&seed).unwrap();
            let step = data.len() / 24 + 1;
            for at in (0..data.len()).step_by(step) {
                println!("{} at {at}", seed.display());
                let (before, after) = data.split_at(at);
                target(before);
                let mut changed = before.to_vec();
                changed.extend(after.iter().take(1).map(|byte| byte ^ 0x15));
                changed.extend(after.iter().skip(1));
                target(&changed);
            }
        }
    }
}

#[test]
fn every_target_has_a_program_and_seeds_and_nothing_else_has() {
    let names: Vec<_> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let stems = |folder: PathBuf| -> Vec<String> {
        entries(&folder)
            .iter()
            .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(stems(folder("targets")), names);
    assert_eq!(stems(folder("seeds")), names);
}
