//! The steps that need Python: the package `cactus`, and the oracles that recompute our numbers.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use toml::{Table, Value};

use super::Outcome;
use super::command::{output, run, works};
use super::workshop::{Workshop, copy, make_directory};

const PACKAGE: &str = "bindings/python";
/// Where the oracles live.
const ORACLES: &str = "cactus-core/tests/oracles";

/// Where the oracle of the demo lives.
const DEMO: &str = "server/tests/oracle";

/// The lowest version of Python that the package supports.
const OLDEST: (u32, u32) = (3, 10);

/// Installs the package into a fresh virtual environment, checks its stubs and runs its tests.
///
/// # Errors
/// If Python is missing, too old or incomplete, or a test fails.
pub fn binding(workshop: &Workshop) -> anyhow::Result<Outcome> {
    let package = workshop.path(PACKAGE);
    let environment = Environment::fresh(workshop, "python", &package.join("requirements.txt"))?;
    install(workshop, &environment)?;
    environment.run(&package, &["-m", "mypy.stubtest", "cactus"])?;
    environment.run(&package, &["-m", "pytest"])?;
    Ok(Outcome::Done)
}

/// Recomputes our numbers with independent Python libraries.
///
/// # Errors
/// If Python is missing, too old or incomplete, or a number differs.
pub fn oracles(workshop: &Workshop) -> anyhow::Result<Outcome> {
    let directory = workshop.path(ORACLES);
    let environment = Environment::fresh(workshop, "oracles", &directory.join("requirements.txt"))?;
    environment.run(&directory, &["-m", "pytest"])?;
    Ok(Outcome::Done)
}

/// Makes the demo with the binary that the step `build` has compiled, and recomputes all its figures.
///
/// # Errors
/// If Python is missing, too old or incomplete, or a figure differs.
pub fn demo(workshop: &Workshop) -> anyhow::Result<Outcome> {
    let directory = workshop.path(DEMO);
    let environment = Environment::fresh(workshop, "demo", &directory.join("requirements.txt"))?;
    let mut pytest = environment.python();
    pytest.args(["-m", "pytest"]).env("CACTUS", workshop.built().join("cactus"));
    run(pytest.current_dir(&directory))?;
    Ok(Outcome::Done)
}

/// Does what `maturin develop` does, with the library that the step `build` has compiled: maturin would call
/// cargo for the one package, resolve other features, and compile every dependency again.
fn install(workshop: &Workshop, environment: &Environment) -> anyhow::Result<()> {
    let package = workshop.path(PACKAGE);
    let project = package.join("pyproject.toml");
    let text = std::fs::read_to_string(&project).context(project.display().to_string())?;
    let project: Table = text.parse().context("pyproject.toml")?;
    let setting = |name: &str| {
        let maturin = project.get("tool").and_then(|tool| tool.get("maturin"));
        let value = maturin.and_then(|maturin| maturin.get(name)).and_then(Value::as_str);
        value.with_context(|| format!("pyproject.toml has no `{name}` in [tool.maturin]"))
    };
    let sources = package.join(setting("python-source")?);
    let module = sources.join(setting("module-name")?.replace('.', "/"));

    let built = ["lib_native.so", "lib_native.dylib"].map(|name| workshop.built().join(name));
    let library = built.iter().find(|path| path.is_file());
    let library = library.context("the step `build` has left no library of the Python module")?;
    copy(library, &module.with_extension("abi3.so"))?;

    let place = "import sysconfig; print(sysconfig.get_path('purelib'))";
    let packages = PathBuf::from(output(environment.python().args(["-c", place]))?);
    let link = packages.join("cactus.pth");
    std::fs::write(&link, format!("{}\n", sources.display()))
        .context(link.display().to_string())?;
    let mut metadata = Command::new(environment.program("maturin"));
    metadata.args(["pep517", "write-dist-info", "--metadata-directory"]).arg(&packages);
    run(metadata.arg("--interpreter").arg(environment.program("python")).current_dir(&package))
}

/// A virtual environment.
struct Environment(PathBuf);

impl Environment {
    /// A new environment with the pinned requirements.
    fn fresh(workshop: &Workshop, name: &str, requirements: &Path) -> anyhow::Result<Self> {
        let directory = workshop.target.join("xtask").join(name);
        make_directory(&directory)?;
        let mut venv = Command::new(interpreter()?);
        run(venv.args(["-m", "venv", "--clear"]).arg(&directory))?;
        let this = Self(directory);
        let mut pip = this.python();
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]);
        run(pip.arg("--requirement").arg(requirements))?;
        Ok(this)
    }

    fn program(&self, name: &str) -> PathBuf {
        self.0.join("bin").join(name)
    }

    fn python(&self) -> Command {
        Command::new(self.program("python"))
    }

    fn run(&self, directory: &Path, arguments: &[&str]) -> anyhow::Result<()> {
        run(self.python().args(arguments).current_dir(directory))
    }
}

/// The interpreter to build environments from, if it is fit for it.
fn interpreter() -> anyhow::Result<&'static str> {
    const NAME: &str = "python3";
    if !works(Command::new(NAME).arg("--version")) {
        bail!("Python is missing: {}", advice("python3 python3-venv"));
    }
    let version = "import sys; print(*sys.version_info[:2])";
    let version = output(Command::new(NAME).args(["-c", version]))?;
    let numbers: Vec<u32> = version.split(' ').filter_map(|part| part.parse().ok()).collect();
    if let [major, minor] = numbers.as_slice()
        && (*major, *minor) < OLDEST
    {
        bail!("Python {major}.{minor} is too old, at least {}.{} is needed", OLDEST.0, OLDEST.1);
    }
    if !works(Command::new(NAME).args(["-c", "import venv, ensurepip"])) {
        bail!("Python has no `venv`: {}", advice("python3-venv"));
    }
    Ok(NAME)
}

fn advice(packages: &str) -> String {
    if cfg!(target_os = "macos") {
        "install Python 3.10 or later (`brew install python`)".to_owned()
    } else {
        format!("apt-get install {packages}")
    }
}
