//! No import upwards between the floors of `cactus-core`.

use super::core_modules::{CoreModules, Use};
use super::{Finding, Rule};
use crate::repository::Repository;

/// The floors from the ground up, with the top-level modules that live on each.
const FLOORS: &[(&str, &[&str])] = &[
    ("ground", &["ids", "error", "time", "money", "undefined", "words", "threads", "recent"]),
    ("nouns", &["model"]),
    ("record", &["ledger", "pricing"]),
    ("measures", &["valuation", "performance", "risk", "attribution", "planning", "permissions"]),
    ("questions", &["query", "reports"]),
    ("ports", &["ports", "events"]),
    ("doing", &["services", "views", "exchange"]),
];

pub const RULE: Rule = Rule {
    name: "floors",
    demand: "a file of cactus-core imports only from its own floor or lower",
    check,
};

fn check(repository: &Repository) -> anyhow::Result<Vec<Finding>> {
    let core = CoreModules::read(repository)?;
    let mut findings = Vec::new();
    for (path, module) in core.modules() {
        if let [top] = module.as_slice()
            && floor(top).is_none()
        {
            let what = format!("`{top}` is on no floor: give it one in `xtask/src/tidy/floors.rs`");
            findings.push(Finding::new(path, 1, what));
        }
    }
    for Use { path, line, from, to } in core.uses() {
        let (Some(from), Some(target)) = (from.first(), to.first()) else {
            continue;
        };
        if let (Some(low), Some(high)) = (floor(from), floor(target))
            && low.0 < high.0
        {
            let to = to.join("::");
            let what = format!("`{from}` ({}) uses `{to}` ({}), a higher floor", low.1, high.1);
            findings.push(Finding::new(&path, line, what));
        }
    }
    Ok(findings)
}

/// The height of a module's floor and the floor's name.
fn floor(module: &str) -> Option<(usize, &'static str)> {
    FLOORS
        .iter()
        .enumerate()
        .find(|(_, (_, modules))| modules.contains(&module))
        .map(|(height, (name, _))| (height, *name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::planted::Planted;

    #[test]
    fn an_import_upwards_is_found_in_every_form() {
        let text = "use crate::{\n    ids::Id,\n    services::Clients,\n};\n\
                    fn f() -> crate::views::View {}\n\
                    #[serde(with = \"crate::ports::text\")]\nstruct S;";
        let planted = Planted::new()
            .file("cactus-core/src/ids.rs", "")
            .file("cactus-core/src/services/mod.rs", "mod clients;\npub use clients::Clients;")
            .file("cactus-core/src/services/clients.rs", "use crate::model::M;")
            .file("cactus-core/src/views.rs", "")
            .file("cactus-core/src/ports/text.rs", "")
            .file("cactus-core/src/model/client.rs", text);
        let path = "cactus-core/src/model/client.rs";
        let expected = [
            format!("{path}:3: `model` (nouns) uses `services::clients` (doing), a higher floor"),
            format!("{path}:5: `model` (nouns) uses `views` (doing), a higher floor"),
            format!("{path}:6: `model` (nouns) uses `ports::text` (ports), a higher floor"),
        ];
        assert_eq!(planted.findings(&RULE), expected);
    }

    #[test]
    fn a_module_on_no_floor_is_found() {
        let planted = Planted::new().file("cactus-core/src/cellar/mod.rs", "");
        let findings = planted.findings(&RULE);
        assert!(findings[0].contains("`cellar` is on no floor"), "{findings:?}");
    }
}
