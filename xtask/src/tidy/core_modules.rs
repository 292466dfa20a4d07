//! The modules of `cactus-core`, and which of them uses which.

use std::collections::{BTreeMap, BTreeSet};

use super::references::{Reference, References, extended};
use super::source::tokens;
use crate::repository::Repository;

const SOURCES: &str = "cactus-core/src/";

/// The segments of a module's path from the root of the crate, which itself has none.
pub type Module = Vec<String>;

/// One module's use of something that another one owns.
#[derive(Debug, PartialEq, Eq)]
pub struct Use {
    /// The file.
    pub path: String,
    /// Where in it.
    pub line: usize,
    /// The module that uses.
    pub from: Module,
    /// The module in which the thing used is defined, behind all re-exports.
    pub to: Module,
}

/// The modules and what they name.
pub struct CoreModules {
    files: Vec<(String, Module, References)>,
    modules: BTreeSet<Module>,
    /// What a name means that a module has from a `use`.
    imported: BTreeMap<(Module, String), Module>,
}

impl CoreModules {
    /// Reads the sources of `cactus-core`; tests are left out.
    ///
    /// # Errors
    /// If a file is not Rust.
    pub fn read(repository: &Repository) -> anyhow::Result<Self> {
        let mut files = Vec::new();
        for path in repository.rust_files(&[SOURCES]) {
            let references = References::of(&tokens(repository, path)?);
            files.push((path.to_owned(), module_of(path), references));
        }
        let for_tests: Vec<Module> = files
            .iter()
            .flat_map(|(_, module, references)| {
                references.test_modules.iter().map(|inner| [module.as_slice(), inner].concat())
            })
            .collect();
        files.retain(|(_, module, _)| !for_tests.iter().any(|test| module.starts_with(test)));

        let mut modules = BTreeSet::new();
        for (_, module, references) in &files {
            modules.extend(
                (1..=module.len()).filter_map(|length| module.get(..length)).map(<[_]>::to_vec),
            );
            let inline = references.inline_modules.iter();
            modules.extend(inline.map(|inner| [module.as_slice(), inner].concat()));
        }
        let mut this = Self { files, modules, imported: BTreeMap::new() };
        this.imported = this.imports();
        Ok(this)
    }

    /// All modules but the root, with a file of each: its own, or the one it is written in.
    pub fn modules(&self) -> impl Iterator<Item = (&str, &Module)> {
        let files = self.files.iter().map(|(path, module, _)| (path.as_str(), module));
        files.filter(|(_, module)| !module.is_empty())
    }

    /// Every use of one module by another.
    pub fn uses(&self) -> Vec<Use> {
        let mut uses = Vec::new();
        for (path, module, references) in &self.files {
            for reference in &references.paths {
                let from = [module.as_slice(), &reference.scope].concat();
                let Some(absolute) = absolute(&from, &reference.segments) else {
                    continue;
                };
                let to = self.owner(absolute);
                if from != to {
                    let (path, line) = (path.clone(), reference.line);
                    uses.push(Use { path, line, from, to });
                }
            }
        }
        uses
    }

    fn imports(&self) -> BTreeMap<(Module, String), Module> {
        let mut imports = BTreeMap::new();
        for (_, module, references) in &self.files {
            for Reference { scope, segments, name, .. } in &references.paths {
                let (Some(name), Some(first)) = (name, segments.first()) else {
                    continue;
                };
                let here = [module.as_slice(), scope].concat();
                let is_child = self.modules.contains(&extended(&here, first));
                let target = absolute(&here, segments)
                    .or_else(|| is_child.then(|| [here.as_slice(), segments].concat()));
                if let Some(target) = target {
                    imports.insert((here, name.clone()), target);
                }
            }
        }
        imports
    }

    /// The module that defines what the path names.
    fn owner(&self, mut path: Module) -> Module {
        let mut module = Module::new();
        let mut depth = 0;
        // Names may be imported from import to import; more than a few such steps are a circle of imports.
        let mut steps = 0;
        while let Some(segment) = path.get(depth) {
            let child = extended(&module, segment);
            if self.modules.contains(&child) {
                module = child;
                depth += 1;
                continue;
            }
            let Some(target) = self.imported.get(&(module.clone(), segment.clone())) else {
                break;
            };
            steps += 1;
            if steps > 20 {
                break;
            }
            path = [target, path.get(depth + 1..).unwrap_or_default()].concat();
            module.clear();
            depth = 0;
        }
        module
    }
}

/// The path from the root of the crate, if it is spelled from `crate`, `self` or `super`.
fn absolute(module: &[String], segments: &[String]) -> Option<Module> {
    let (first, mut rest) = segments.split_first()?;
    let mut base = module.to_vec();
    match first.as_str() {
        "crate" => base.clear(),
        "self" => {}
        "super" => {
            base.pop();
            while let Some((segment, further)) = rest.split_first()
                && segment == "super"
            {
                base.pop();
                rest = further;
            }
        }
        _ => return None,
    }
    base.extend_from_slice(rest);
    Some(base)
}

fn module_of(path: &str) -> Module {
    let stem = path.strip_prefix(SOURCES).unwrap_or(path);
    let stem = stem.strip_suffix(".rs").unwrap_or(stem);
    let mut module: Module = stem.split('/').map(str::to_owned).collect();
    if matches!(module.last().map(String::as_str), Some("mod" | "lib")) {
        module.pop();
    }
    module
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::planted::Planted;

    fn uses(planted: &Planted) -> Vec<String> {
        let uses = CoreModules::read(&planted.repository()).unwrap().uses();
        uses.iter()
            .map(|Use { path, line, from, to }| {
                format!("{path}:{line} {} → {}", from.join("::"), to.join("::"))
            })
            .collect()
    }

    #[test]
    fn re_exports_are_followed_to_the_module_that_defines() {
        let planted = Planted::new()
            .file("cactus-core/src/lib.rs", "mod money;\nmod time;\npub use money::Money;")
            .file("cactus-core/src/money/mod.rs", "mod amount;\npub use amount::Money;")
            .file("cactus-core/src/money/amount.rs", "pub struct Money;")
            .file("cactus-core/src/money/price.rs", "use super::Money;")
            .file("cactus-core/src/time.rs", "fn f() { crate::Money::new() }");
        let expected = [
            "cactus-core/src/money/price.rs:1 money::price → money::amount",
            "cactus-core/src/time.rs:1 time → money::amount",
        ];
        assert_eq!(uses(&planted), expected);
    }

    #[test]
    fn test_modules_in_files_of_their_own_are_left_out() {
        let planted = Planted::new()
            .file("cactus-core/src/a/mod.rs", "#[cfg(test)]\nmod tests;")
            .file("cactus-core/src/a/tests.rs", "use crate::b::B;")
            .file("cactus-core/src/b.rs", "pub struct B;");
        assert!(uses(&planted).is_empty());
    }

    #[test]
    fn imports_in_a_circle_end() {
        let planted = Planted::new()
            .file("cactus-core/src/a.rs", "pub use crate::b::T;")
            .file("cactus-core/src/b.rs", "pub use crate::a::T;");
        assert_eq!(uses(&planted).len(), 2);
    }
}
