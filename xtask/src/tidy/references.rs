//! Which paths a Rust file names: its `use` trees, the paths in its code, its attributes and its macros.
//!
//! Doc comments and what stands under `#[cfg(test)]` are left out.

use std::str::FromStr;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::source::{end_of_item, group, inside, is_ident, is_punct, line};

/// A path of at least two segments, or a `use` of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Where it stands.
    pub line: usize,
    /// The inline modules around it, from the file inwards.
    pub scope: Vec<String>,
    /// Its segments as written; a glob ends in `*`.
    pub segments: Vec<String>,
    /// The name that a `use` gives it.
    pub name: Option<String>,
}

/// What a file names and declares.
#[derive(Debug, Default)]
pub struct References {
    /// All paths, in order.
    pub paths: Vec<Reference>,
    /// The inline modules it declares.
    pub inline_modules: Vec<Vec<String>>,
    /// The modules in files of their own that are declared under `#[cfg(test)]`.
    pub test_modules: Vec<Vec<String>>,
}

impl References {
    /// Collects the references of a file.
    pub fn of(tokens: &[TokenTree]) -> Self {
        let mut references = Self::default();
        references.walk(tokens, &[]);
        references
    }

    fn walk(&mut self, tokens: &[TokenTree], scope: &[String]) {
        let mut rest = tokens;
        while let Some(token) = rest.first() {
            let taken = match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => self.attribute(rest, scope),
                TokenTree::Ident(ident) if ident == "use" && !is_punct(rest.get(1), '<') => {
                    self.use_item(rest, scope)
                }
                TokenTree::Ident(ident) if ident == "mod" => self.module(rest, scope),
                TokenTree::Ident(_) => self.path(rest, scope),
                TokenTree::Group(group) => {
                    self.walk(&inside(group), scope);
                    1
                }
                _ => 1,
            };
            rest = rest.get(taken..).unwrap_or_default();
        }
    }

    /// Takes an attribute, and with `#[cfg(test)]` the item after it.
    fn attribute(&mut self, tokens: &[TokenTree], scope: &[String]) -> usize {
        let Some(attribute) = group(tokens.get(1), Delimiter::Bracket) else {
            return 1;
        };
        let content = inside(attribute);
        if is_ident(content.first(), "doc") {
            return 2;
        }
        if is_for_tests(&content) {
            let item = tokens.get(2..).unwrap_or_default();
            return 2 + self.skip_test_item(item, scope);
        }
        self.walk(&content, scope);
        self.paths_in_text(attribute, scope);
        2
    }

    fn skip_test_item(&mut self, tokens: &[TokenTree], scope: &[String]) -> usize {
        let start = tokens.iter().take(3).position(|token| is_ident(Some(token), "mod"));
        let named = start.and_then(|at| Some((tokens.get(at + 1)?, tokens.get(at + 2))));
        if let Some((TokenTree::Ident(name), end)) = named
            && is_punct(end, ';')
        {
            self.test_modules.push(extended(scope, &name.to_string()));
        }
        let is_use = tokens.iter().take(3).any(|token| is_ident(Some(token), "use"));
        let end = if is_use { semicolon(tokens) } else { end_of_item(tokens) };
        end.map_or(tokens.len(), |end| end + 1)
    }

    /// Paths in text, as `#[serde(with = "crate::money::decimal")]` has them.
    fn paths_in_text(&mut self, attribute: &Group, scope: &[String]) {
        for token in attribute.stream() {
            match &token {
                TokenTree::Group(group) => self.paths_in_text(group, scope),
                TokenTree::Literal(literal) => {
                    let text = literal.to_string();
                    let text = text.trim_matches('"');
                    let stream = TokenStream::from_str(text).unwrap_or_default();
                    let before = self.paths.len();
                    self.walk(&stream.into_iter().collect::<Vec<_>>(), scope);
                    for path in self.paths.iter_mut().skip(before) {
                        path.line = line(&token);
                    }
                }
                _ => {}
            }
        }
    }

    fn module(&mut self, tokens: &[TokenTree], scope: &[String]) -> usize {
        let Some(TokenTree::Ident(name)) = tokens.get(1) else {
            return 1;
        };
        let Some(body) = group(tokens.get(2), Delimiter::Brace) else {
            return 2;
        };
        let scope = extended(scope, &name.to_string());
        self.walk(&inside(body), &scope);
        self.inline_modules.push(scope);
        3
    }

    fn path(&mut self, tokens: &[TokenTree], scope: &[String]) -> usize {
        let mut segments = Vec::new();
        let mut taken = 0;
        while let Some(TokenTree::Ident(ident)) = tokens.get(taken) {
            segments.push(ident.to_string());
            taken += 1;
            if !is_double_colon(tokens, taken) {
                break;
            }
            taken += 2;
        }
        if let (Some(first), 2..) = (tokens.first(), segments.len()) {
            self.add(line(first), scope, segments, None);
        }
        taken
    }

    fn use_item(&mut self, tokens: &[TokenTree], scope: &[String]) -> usize {
        let end = semicolon(tokens).unwrap_or(tokens.len());
        self.use_tree(tokens.get(1..end).unwrap_or_default(), &[], scope);
        end + 1
    }

    fn use_tree(&mut self, tokens: &[TokenTree], prefix: &[String], scope: &[String]) {
        for branch in tokens.split(|token| is_punct(Some(token), ',')) {
            let mut segments = prefix.to_vec();
            let mut name = None;
            let mut start = None;
            for (index, token) in branch.iter().enumerate() {
                start = start.or(Some(line(token)));
                match token {
                    TokenTree::Ident(ident) if ident == "as" => {
                        name = branch.get(index + 1).map(TokenTree::to_string);
                        break;
                    }
                    TokenTree::Ident(ident) if ident == "self" && !segments.is_empty() => {}
                    TokenTree::Ident(ident) => segments.push(ident.to_string()),
                    TokenTree::Punct(punct) if punct.as_char() == '*' => segments.push("*".into()),
                    TokenTree::Group(group) => {
                        self.use_tree(&inside(group), &segments, scope);
                        start = None;
                    }
                    _ => {}
                }
            }
            if let Some(line) = start {
                let name = name.or_else(|| segments.last().cloned());
                self.add(line, scope, segments, name);
            }
        }
    }

    fn add(&mut self, line: usize, scope: &[String], segments: Vec<String>, name: Option<String>) {
        self.paths.push(Reference { line, scope: scope.to_vec(), segments, name });
    }
}

/// `cfg(test)` or `cfg(all(test, …))`.
fn is_for_tests(attribute: &[TokenTree]) -> bool {
    let condition = group(attribute.get(1), Delimiter::Parenthesis).map(inside);
    let condition = condition.unwrap_or_default();
    let all = match condition.first() {
        Some(TokenTree::Ident(ident)) if ident == "all" => {
            group(condition.get(1), Delimiter::Parenthesis).map(inside).unwrap_or_default()
        }
        _ => condition,
    };
    is_ident(attribute.first(), "cfg") && all.iter().any(|token| is_ident(Some(token), "test"))
}

fn is_double_colon(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens.get(at), ':') && is_punct(tokens.get(at + 1), ':')
}

fn semicolon(tokens: &[TokenTree]) -> Option<usize> {
    tokens.iter().position(|token| is_punct(Some(token), ';'))
}

/// The path with one more segment.
pub fn extended(path: &[String], segment: &str) -> Vec<String> {
    let mut path = path.to_vec();
    path.push(segment.to_owned());
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references(text: &str) -> References {
        let stream = TokenStream::from_str(text).unwrap();
        References::of(&stream.into_iter().collect::<Vec<_>>())
    }

    fn paths(text: &str) -> Vec<String> {
        let references = references(text).paths;
        references
            .iter()
            .map(|path| format!("{} {}", path.line, path.segments.join("::")))
            .collect()
    }

    #[test]
    fn use_trees_are_spelled_out() {
        let text =
            "use crate::{\n    money::{self, Money as M},\n    time::*,\n};\nuse super::Lot;";
        let expected =
            ["2 crate::money", "2 crate::money::Money", "3 crate::time::*", "5 super::Lot"];
        assert_eq!(paths(text), expected);
        let names: Vec<_> = references(text).paths.into_iter().map(|path| path.name).collect();
        assert_eq!(names, ["money", "M", "*", "Lot"].map(|name| Some(name.to_owned())));
    }

    #[test]
    fn paths_are_found_in_code_macros_and_attributes() {
        let text = "#[serde(with = \"crate::money::decimal\")]\n\
                    fn f(a: crate::a::A) {\n\
                    g!(x, [$crate::b::B::new()])\n\
                    }";
        let expected = ["1 crate::money::decimal", "2 crate::a::A", "3 crate::b::B::new"];
        assert_eq!(paths(text), expected);
    }

    #[test]
    fn tests_docs_and_strings_are_left_out() {
        let text = "//! See [crate::a::A].\n\
                    /// See [crate::b::B].\n\
                    #[cfg(test)]\nmod tests { use crate::c::C; }\n\
                    #[cfg(all(test, unix))]\nuse crate::d::{D, E};\n\
                    #[cfg(test)]\npub mod fixtures;\n\
                    const TEXT: &str = \"crate::e::E\";\n\
                    #[cfg(not(test))]\nuse crate::f::F;";
        assert_eq!(paths(text), ["11 crate::f::F"]);
        assert_eq!(references(text).test_modules, [["fixtures"]]);
    }

    #[test]
    fn inline_modules_are_scopes() {
        let references = references("pub mod inner { pub use super::a::A; }");
        assert_eq!(references.inline_modules, [["inner"]]);
        assert_eq!(references.paths[0].scope, ["inner"]);
    }
}
