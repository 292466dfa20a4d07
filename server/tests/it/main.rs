//! The tests of the binary and the server, in one program.

#[cfg(test)]
mod book_schema;
#[cfg(test)]
mod connections;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod evaluate;
#[cfg(test)]
mod gate;
#[cfg(test)]
mod health;
#[cfg(test)]
mod logs;
#[cfg(test)]
mod office;
#[cfg(test)]
mod openapi;
#[cfg(test)]
mod program;
#[cfg(test)]
mod queries;
#[cfg(test)]
mod reach;
#[cfg(test)]
mod report;
#[cfg(test)]
mod requests;
#[cfg(test)]
mod roles;
#[cfg(test)]
mod running;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod serve;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod site;
#[cfg(test)]
mod tokens;
#[cfg(test)]
mod wire;
