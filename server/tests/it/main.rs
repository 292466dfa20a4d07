//! The tests of the binary and the server, in one program.

#[cfg(test)]
mod demo;
#[cfg(test)]
mod program;
