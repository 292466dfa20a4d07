//! The `cactus` binary.

fn main() -> std::process::ExitCode {
    cactus_server::cli::main()
}
