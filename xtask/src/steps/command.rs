//! Outside programs: printed before they run, without input, and failing with their own words.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

/// Runs a program to its end; what it prints is shown.
///
/// # Errors
/// If it does not start or does not succeed.
pub fn run(command: &mut Command) -> anyhow::Result<()> {
    let line = line(command);
    println!("$ {line}");
    let status = command.stdin(Stdio::null()).status();
    let status = status.with_context(|| format!("`{line}` does not start"))?;
    if !status.success() {
        bail!("`{line}`: {status}");
    }
    Ok(())
}

/// What a program prints on its standard output, without the end of the line.
///
/// # Errors
/// If it does not start, does not succeed, or prints something else than text.
pub fn output(command: &mut Command) -> anyhow::Result<String> {
    let line = line(command);
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.with_context(|| format!("`{line}` does not start"))?;
    if !output.status.success() {
        bail!("`{line}`: {}", output.status);
    }
    let text = String::from_utf8(output.stdout);
    let text = text.with_context(|| format!("`{line}` does not print text"))?;
    Ok(text.trim_end().to_owned())
}

/// Whether a program can be run at all.
pub fn works(command: &mut Command) -> bool {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let words = std::iter::once(program.file_name().unwrap_or_default()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_and_its_status() {
        let error = run(Command::new("git").arg("no-such-command")).unwrap_err().to_string();
        assert!(error.starts_with("`git no-such-command`: exit status: 1"), "{error}");
        let error = output(&mut Command::new("no-such-program")).unwrap_err().to_string();
        assert_eq!(error, "`no-such-program` does not start");
        assert!(!works(&mut Command::new("no-such-program")));
    }
}
