//! Rust source as tokens: comments, strings and macros cannot mislead a rule.

use std::str::FromStr;

use anyhow::anyhow;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::repository::Repository;

/// The tokens of a Rust file.
///
/// # Errors
/// If the file cannot be read, or is no sequence of Rust tokens.
pub fn tokens(repository: &Repository, path: &str) -> anyhow::Result<Vec<TokenTree>> {
    let stream = TokenStream::from_str(&repository.text(path)?)
        .map_err(|error| anyhow!("{path}:{}: {error}", error.span().start().line))?;
    Ok(stream.into_iter().collect())
}

/// The tokens inside a group.
pub fn inside(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}

/// Whether the token is this identifier or keyword.
pub fn is_ident(token: Option<&TokenTree>, text: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == text)
}

/// Whether the token is this one character of punctuation.
pub fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

/// The group, if the token is one with this delimiter.
pub fn group(token: Option<&TokenTree>, delimiter: Delimiter) -> Option<&Group> {
    match token {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

/// The line a token begins on.
pub fn line(token: &TokenTree) -> usize {
    token.span().start().line
}

/// Where the item that begins with these tokens ends: at its body, the first brace group outside angle
/// brackets (`Array<{ N }>` is no body), or at a `;` before it.
pub fn end_of_item(tokens: &[TokenTree]) -> Option<usize> {
    let mut angles = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| tokens.get(before));
        if is_punct(Some(token), ';') {
            return Some(index);
        } else if is_punct(Some(token), '<') {
            angles += 1;
        } else if is_punct(Some(token), '>') && !is_punct(before, '-') {
            angles = angles.saturating_sub(1);
        } else if angles == 0 && group(Some(token), Delimiter::Brace).is_some() {
            return Some(index);
        }
    }
    None
}
