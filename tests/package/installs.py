#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""installs.py CMAKE CPACK BUILD SOURCE: the Debian package of this build. Its fields and files are those of a package
that Debian would take (lintian, where it is installed); unpacked into an empty root, with the libraries that it depends
on and nothing else, the program passes `asylsim selftest` and runs a shipped reform by name; the Python module finds
its library and its scenarios; and `cmake --install`, with DESTDIR too, gives the same files.

Exit 77, skipped: no dpkg here, or no user namespace to change root in."""
import gzip
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

CMAKE, CPACK = sys.argv[1:3]
BUILD, SOURCE = (pathlib.Path(text).resolve() for text in sys.argv[3:5])
faults = []


def run(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True, **options).stdout


def expect(ok, fault):
    if not ok:
        faults.append(fault)


def files_in(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}


# ---- what the package says and holds --------------------------------------------------------------------------------
def has_good_fields(package, program):
    fields = {field: run("dpkg-deb", "-f", package, field).strip() for field in
              ("Package", "Version", "Depends", "Recommends", "Maintainer")}
    version = run(program, "--version").split()[1]
    expect(fields["Version"] == f"{version}-1", f"version {fields['Version']} of asylsim {version}")
    depends = {re.split(r"[ (]", one.strip())[0] for one in fields["Depends"].split(",")}
    needed = set(re.findall(r"NEEDED\s+(\S+)", run("objdump", "-p", program)))
    for library in libraries_of(program):
        if library.name in needed:
            expect(depends & set(owners(library)), f"{library} is needed, and no package of it is in Depends: {depends}")
    expect("python3-pandas" in fields["Recommends"], "the Python module needs pandas, which is not recommended")


def owners(library):
    """dpkg knows libraries by where they were before /lib became a link to /usr/lib, or after."""
    for path in {library, pathlib.Path("/usr" + str(library)), library.resolve(), str(library.resolve())[4:]}:
        done = subprocess.run(["dpkg", "-S", str(path)], capture_output=True, text=True)
        if done.returncode == 0:
            yield done.stdout.split(":")[0]


def libraries_of(program):
    return [pathlib.Path(path) for path in re.findall(r"(/\S+) \(0x", run("ldd", program))]


def has_good_files(root):
    doc = root / "usr/share/doc/asylsim"
    for name in ("copyright", "changelog.gz", "changelog.Debian.gz", "README.md", "docs/scenarios.md"):
        expect((doc / name).is_file(), f"{name} is missing")
    expect(gzip.open(doc / "changelog.gz", "rt").read() == (SOURCE / "CHANGELOG.md").read_text("utf-8"),
           "changelog.gz is not CHANGELOG.md")
    pages = {path.name for path in (root / "usr/share/man/man1").iterdir()}
    commands = {f"asylsim-{path.stem[4:]}.1.gz" for path in (SOURCE / "model/cli").glob("cmd_*.c")}
    expect(pages == commands | {"asylsim.1.gz"}, f"pages of the manual: {pages ^ commands}")
    shipped = {path.relative_to(SOURCE).as_posix() for path in (SOURCE / "scenarios").rglob("*.cfg")}
    expect(shipped <= files_in(root / "usr/share/asylsim"), "some scenario is missing")
    for path in sorted(root.rglob("*")):
        if path.is_file() and str(BUILD).encode() in path.read_bytes():
            faults.append(f"{path} names the folder of the build")


def pleases_lintian(package):
    if not shutil.which("lintian"):
        print("lintian is not installed: not asked")
        return
    said = subprocess.run(["lintian", "--allow-root", "--fail-on", "error", package], capture_output=True, text=True)
    expect(said.returncode == 0, f"lintian:\n{said.stdout}")


# ---- a root with nothing else ---------------------------------------------------------------------------------------
def add_libraries(root, program):
    for library in libraries_of(program):
        at = root / str(library).lstrip("/")
        at.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(library.resolve(), at)
    (root / "tmp").mkdir()


def inside(root, *command):
    """Without /proc, and with no variable but PATH."""
    done = subprocess.run(["unshare", "--map-root-user", f"--root={root}", "--wd=/", *command], capture_output=True,
                          text=True, env={"PATH": "/usr/bin"})
    expect(done.returncode == 0, f"in an empty root: {' '.join(command)}: exit {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def works_in_an_empty_root(root, program):
    add_libraries(root, program)
    said = inside(root, "/usr/bin/asylsim", "selftest")
    expect("/usr/share/asylsim/scenarios" in " ".join(said.split()), f"selftest finds other scenarios:\n{said}")
    inside(root, "/usr/bin/asylsim", "check", "baseline", "--reform", "dublin-iv", "--no-pilot")
    same = ["--draws", "1", "--threads", "1", "--until", "2012-12-31", "-q", "-o"]
    here = inside(root, "/usr/bin/asylsim", "run", "baseline", "--reform", "dublin-iv", *same, "/tmp/r.sqlite")
    inside(root, "/usr/bin/asylsim", "compare", "/tmp/r.sqlite")
    there = run(program, "run", SOURCE / "scenarios/baseline.cfg", "--reform", SOURCE / "scenarios/reforms/dublin-iv.cfg",
                *same, root / "tmp/s.sqlite")
    expect(here.split()[1:] == there.split()[1:], f"another digest in the root, {here}, than outside, {there}")


def serves_python(root):
    shared = list((root / "usr/lib").rglob("libasylsim.so"))
    if not shared or subprocess.run(["/usr/bin/python3", "-c", "import pandas"], capture_output=True).returncode:
        print("the Python module is not tried: no shared library in this build, or no pandas")
        return
    said = run("/usr/bin/python3", "-c", "import asylsim; print(asylsim.__file__, len(asylsim.changes('baseline', "
               "['dublin-iv'])), asylsim._file('baseline', 0).decode())", cwd="/",
               env={"PATH": "/usr/bin", "PYTHONPATH": f"{root}/usr/lib/python3/dist-packages"})
    file, n, baseline = said.split()
    expect(file.startswith(str(root)) and int(n) > 0, f"Python takes another module: {said}")
    expect(baseline == f"{root}/usr/share/asylsim/scenarios/baseline.cfg", f"Python finds {baseline}")


# ---- without a package ----------------------------------------------------------------------------------------------
def installs_alike(folder, root):
    run(CMAKE, "--install", BUILD, "--prefix", "/usr", env={**os.environ, "DESTDIR": str(folder / "staged")})
    packed, staged = files_in(root), files_in(folder / "staged")
    expect({name for name in staged if not name.endswith(".a")} == packed,
           f"cmake --install and the package differ: {sorted(staged ^ packed)[:10]}")
    run(CMAKE, "--install", BUILD, "--prefix", folder / "own")
    said = subprocess.run(["asylsim", "selftest"], cwd="/", capture_output=True, text=True,
                          env={"PATH": str(folder / "own/bin")})
    expect(said.returncode == 0 and str(folder / "own/share/asylsim/scenarios") in "".join(said.stdout.split()),
           f"installed into a folder of one's own, selftest says:\n{said.stdout}{said.stderr}")


def main():
    for need in ("dpkg-deb", "dpkg-shlibdeps", "unshare", "ldd", "objdump"):
        if not shutil.which(need):
            print(f"skipped: no {need} here")
            return 77
    if subprocess.run(["unshare", "--map-root-user", "true"], capture_output=True).returncode:
        print("skipped: no user namespace to be had here")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder).resolve()
        program, root = BUILD / "asylsim", folder / "root"
        run(CPACK, "--config", BUILD / "CPackConfig.cmake", "-B", folder / "packed")
        package = next((folder / "packed").glob("*.deb"))
        run("dpkg-deb", "-x", package, root)
        installs_alike(folder, root)
        has_good_fields(package, program)
        has_good_files(root)
        pleases_lintian(package)
        serves_python(root)
        works_in_an_empty_root(root, program)
    print("\n".join(faults) or f"{package.name} installs, and works")
    return bool(faults)


try:
    sys.exit(main())
except subprocess.CalledProcessError as error:
    sys.exit(f"{error}\n{error.stdout}{error.stderr}")
