mod book;
mod figures;
mod laws;
mod peers;
mod published;
mod random;
mod refusals;
mod scopes;
