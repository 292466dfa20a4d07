//! The tests of the binary and the server, in one program.

#[cfg(test)]
mod connections;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod gate;
#[cfg(test)]
mod health;
#[cfg(test)]
mod office;
#[cfg(test)]
mod program;
#[cfg(test)]
mod reach;
#[cfg(test)]
mod report;
#[cfg(test)]
mod requests;
#[cfg(test)]
mod site;
#[cfg(test)]
mod tokens;
#[cfg(test)]
mod wire;
