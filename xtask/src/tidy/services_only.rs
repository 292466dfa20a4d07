//! Nobody goes round the services: the faces never name `ports`.

use super::references::References;
use super::source::tokens;
use super::{Finding, Rule};
use crate::repository::Repository;

pub const RULE: Rule = Rule {
    name: "services-only",
    demand: "the server and the bindings ask services and never name `ports`",
    check,
};

fn check(repository: &Repository) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for path in repository.rust_files(&["server/src/", "bindings/"]) {
        for reference in References::of(&tokens(repository, path)?).paths {
            if reference.segments.iter().any(|segment| segment == "ports") {
                let what = format!("`{}` goes round the services", reference.segments.join("::"));
                findings.push(Finding::new(path, reference.line, what));
            }
        }
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::planted::Planted;

    #[test]
    fn a_face_that_names_a_port_is_found() {
        let planted = Planted::new()
            .file("server/src/app.rs", "use cactus_core::{ports, Cactus};")
            .file(
                "bindings/swift/src/lib.rs",
                "fn f(ports: u8) { core::ports::Store::begin(ports) }",
            )
            .file("cactus-store/src/lib.rs", "use cactus_core::ports::Store;");
        let expected = [
            "bindings/swift/src/lib.rs:1: `core::ports::Store::begin` goes round the services",
            "server/src/app.rs:1: `cactus_core::ports` goes round the services",
        ];
        assert_eq!(planted.findings(&RULE), expected);
    }
}
