#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""library.py PROGRAM LIBRARY SOURCE: the Python module over the shared library says what the program says, stops when
it is told to, and mirrors the headers. With its two examples (notebooks/library.py, and library.c in install.py)."""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import unittest

PROGRAM, LIBRARY, SOURCE = sys.argv[1:4]
os.environ["ASYLSIM_LIBRARY"] = LIBRARY
sys.path.insert(0, f"{SOURCE}/notebooks")
import asylsim  # noqa: E402

GOLDEN = f"{SOURCE}/tests/golden"
SMALL, OPEN, DUBLIN = f"{GOLDEN}/small.cfg", f"{GOLDEN}/reform_open.cfg", f"{GOLDEN}/reform_dublin.cfg"
PARTS = ("median", "low", "high", "error")
folder = tempfile.TemporaryDirectory()
RESULTS = os.path.join(folder.name, "r.sqlite")


def program(*arguments):
    return json.loads(subprocess.run([PROGRAM, *arguments], check=True, capture_output=True, text=True).stdout)


def as_json(x):
    """A number as the program prints it in JSON: twelve digits, null where undefined."""
    return None if x != x or x in (float("inf"), float("-inf")) else float(f"{x:.12g}")


class Library(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.told = []
        cls.report = asylsim.run(SMALL, [OPEN, DUBLIN], RESULTS, draws=20, seed=1,
                                 progress=lambda p: cls.told.append((p.n_done, p.n_planned, p.outcome, p.reform)))

    def test_run_is_that_of_the_program(self):
        other = os.path.join(folder.name, "program.sqlite")
        made = program("run", SMALL, "--reform", OPEN, DUBLIN, "--draws", "20", "--seed", "1", "--json", "-o", other)
        self.assertEqual(self.report["digest"], made["digest"])
        self.assertEqual(self.told[-1], (20, 20, "refouled", "reform_open"))

    def compare(self, **asked):
        options = [part for name, value in asked.items() for part in (f"--{name}", value)]
        with asylsim.Results(RESULTS) as results:
            table = results.compare(**asked).set_index(["scenario", "metric"])
            metrics = list(dict.fromkeys(metric for _, metric in table.index))
        named = [word for metric in metrics for word in ("--metric", metric)]
        rows, seen = program("compare", RESULTS, "--json", *named, *options)["outcomes"], set()
        for row in rows:
            ours = table.loc[(row["scenario"], row["metric"])]
            seen.add((row["scenario"], row["metric"]))
            for world in ("baseline", "reform", "difference"):
                for part in PARTS:
                    self.assertEqual(as_json(ours[f"{world}_{part}"]), row[world][part], (row["metric"], world, part))
                self.assertEqual((ours[f"{world}_n"], ours[f"{world}_n_draws"]), (row[world]["n"], row[world]["draws"]))
            for name in ("p_more", "p_less", "p_worse", "times_less"):
                self.assertEqual(as_json(ours[name]), row[name], (row["metric"], name))
            for name in ("n", "n_more", "n_less", "period", "place", "population", "label", "verdict"):
                self.assertEqual(ours[name], row[name], (row["metric"], name))
            self.assertEqual(["less", "neither", "more"][ours["worse"] + 1], row["worse_is"])
            if row["exposure"]:
                self.assertEqual((ours["among"], ours["moved_by"]),
                                 (row["exposure"]["among"], row["exposure"]["moved_by"]))
                self.assertEqual(as_json(ours["by_rate_median"]), row["exposure"]["by_rate"]["median"])
        self.assertEqual(seen, set(table.index))
        return len(seen)

    def test_every_paired_difference_is_that_of_compare(self):
        self.assertGreater(self.compare(), 300)

    def test_those_of_a_place_and_a_year_too(self):
        self.assertGreater(self.compare(place="POL", period="2014"), 50)

    def test_values_have_the_median_that_compare_says(self):
        with asylsim.Results(RESULTS) as results:
            values = results.values(["refouled"], period="all")
            said = results.compare(["refouled"], period="all").set_index("scenario")
            self.assertEqual(list(results.scenarios()["name"]), ["baseline", "reform_open", "reform_dublin"])
            self.assertEqual((results.about()["n_runs"], results.about()["digest"]), (60, self.report["digest"]))
            self.assertIn("POL", list(results.names("state")["name"]))
        worlds = {name: world["refouled"].to_numpy() for name, world in values.groupby("scenario")}
        self.assertEqual(len(worlds["baseline"]), 20)
        for reform in ("reform_open", "reform_dublin"):
            difference = worlds[reform] - worlds["baseline"]
            self.assertEqual(float(sorted(difference)[9] + sorted(difference)[10]) / 2,
                             said.loc[reform, "difference_median"])

    def test_changes_are_those_of_check(self):
        for reform in (OPEN, DUBLIN, f"{GOLDEN}/reform_everything.cfg"):
            said = program("check", SMALL, "--reform", reform, "--json")["reforms"][0]["changes"]
            ours = asylsim.changes(SMALL, [reform])
            self.assertEqual(len(said), len(ours))
            for theirs, row in zip(said, ours.to_dict("records")):
                for name in ("path", "entity", "law", "key", "member", "unit", "from", "source", "grade", "file"):
                    self.assertEqual(row[name], theirs[name], (theirs["path"], name))
                for name in ("before", "after"):
                    mine = as_json(row[name]) if isinstance(row[name], float) else row[name]
                    self.assertEqual(mine, theirs[name], theirs["path"])

    def test_life_is_that_of_explain(self):
        said = program("explain", SMALL, "--reform", OPEN, "--seed", "4", "--json")
        ours = asylsim.life(SMALL, [OPEN], seed=4)
        self.assertEqual(ours.attrs["group"], said["group"])
        for world in said["worlds"]:
            steps = ours[ours["scenario"] == world["scenario"]]
            self.assertEqual([s["what"] for s in world["life"]], list(steps["what"]))
            self.assertEqual([s["date"] for s in world["life"]], list(steps["date"]))

    def test_departures_of_ones_own_are_those_of_the_program(self):
        table, other = os.path.join(folder.name, "departures.csv"), os.path.join(folder.name, "told.sqlite")
        ours = os.path.join(folder.name, "ours.sqlite")
        pathlib.Path(table).write_text("group,period,persons\nchechen,2012,0\nchechen,2013,0\nchechen,2014,400\n")
        asylsim.check(SMALL, [OPEN], departures=table)
        made = program("run", SMALL, "--draws", "2", "--seed", "1", "--departures", table, "--json", "-o", other)
        report = asylsim.run(SMALL, [], ours, draws=2, seed=1, departures=table)
        self.assertEqual(report["digest"], made["digest"])
        plain = asylsim.run(SMALL, [], os.path.join(folder.name, "plain.sqlite"), draws=2, seed=1)
        self.assertNotEqual(report["digest"], plain["digest"])
        said = program("explain", SMALL, "--reform", OPEN, "--group", "chechen", "--departures", table, "--json")
        life = asylsim.life(SMALL, [OPEN], group="chechen", departures=table, seed=1)
        self.assertEqual([s["date"] for world in said["worlds"] for s in world["life"]], list(life["date"]))
        self.assertTrue(life.attrs["person"].startswith("chechen:2014-"), life.attrs["person"])
        with self.assertRaisesRegex(asylsim.Error, "none.csv"):
            asylsim.life(SMALL, departures=os.path.join(folder.name, "none.csv"))

    def test_errors_say_file_and_line(self):
        bad = os.path.join(folder.name, "bad.cfg")
        pathlib.Path(bad).write_text('extends = "baseline";\ntitle = "x";\nset: { rules: { dublinn: { p = 1; }; }; };\n')
        with self.assertRaises(asylsim.Error) as caught:
            asylsim.check(SMALL, [bad])
        self.assertRegex(str(caught.exception), r"bad\.cfg:3: .*dublin")
        self.assertEqual(caught.exception.code, 2)
        with self.assertRaisesRegex(asylsim.Error, "refould: is not an outcome, did you mean refouled"):
            asylsim.Results(RESULTS).compare(["refould"])
        with self.assertRaises(asylsim.Error) as caught:
            asylsim.Results(SMALL)
        self.assertEqual(caught.exception.code, 3)
        with self.assertRaisesRegex(asylsim.Error, "open results file"):
            closed = asylsim.Results(RESULTS)
            closed.close()
            closed.compare()

    def test_exception_of_progress_stops_and_the_run_resumes(self):
        path = os.path.join(folder.name, "stopped.sqlite")

        def stop(state):
            if state.n_done > 2:
                raise ValueError("enough")
        with self.assertRaisesRegex(ValueError, "enough"):
            asylsim.run(SMALL, [OPEN, DUBLIN], path, draws=20, seed=1, threads=1, progress=stop)
        with asylsim.Results(path) as results:
            about = results.about()
        self.assertFalse(about["is_complete"])
        self.assertTrue(0 < about["n_runs"] < 60)
        report = asylsim.run(SMALL, [OPEN, DUBLIN], path, draws=20, seed=1, mode="resume")
        self.assertEqual(report["digest"], self.report["digest"])

    def test_interrupt_stops_a_run(self):
        path = os.path.join(folder.name, "interrupted.sqlite")
        script = ("import asylsim, sys\ntry:\n    asylsim.run(sys.argv[1], [], sys.argv[2], draws=100000, threads=1, "
                  "progress=lambda p: print(p.n_done, flush=True))\nexcept KeyboardInterrupt:\n    sys.exit(77)\n")
        run = subprocess.Popen([sys.executable, "-c", script, SMALL, path], stdout=subprocess.PIPE, text=True,
                               env={**os.environ, "PYTHONPATH": f"{SOURCE}/notebooks"})
        run.stdout.readline()
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=250)
        self.assertEqual(run.returncode, 77)
        with asylsim.Results(path) as results:
            self.assertGreater(results.about()["n_runs"], 0)

    def test_soversion_is_that_of_the_build(self):
        self.assertTrue(pathlib.Path(LIBRARY).with_name(f"libasylsim.so.{asylsim.SOVERSION}").exists())

    def test_structs_mirror_the_headers(self):
        text = "".join(header.read_text() for header in pathlib.Path(f"{SOURCE}/include/asylsim").glob("*.h"))
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
        structs = dict(re.findall(r"^struct (\w+) \{\n(.*?)^\};", text, flags=re.S | re.M))
        self.assertEqual(set(structs), set(asylsim.STRUCTS))
        for name, body in structs.items():
            body = re.sub(r"\(\*(\w+)\)\([^)]*\)", r"\1", body)  # pointers to functions
            members = [re.sub(r"\[.*?\]|.*[ *]", "", part.strip()) for line in body.split(";") if line.strip()
                       for part in re.sub(r"\s+", " ", line).split(",")]
            struct = asylsim.STRUCTS[name]
            self.assertEqual([member.lstrip("_") for member, _ in struct._fields_], members, name)
            self.assertEqual(asylsim.c.sizeof(struct), asylsim._lib.asy_size_of(name.encode()), name)

    def test_script_prints_what_compare_says(self):
        path = os.path.join(folder.name, "script.sqlite")
        said = subprocess.run([sys.executable, f"{SOURCE}/notebooks/library.py", SMALL, OPEN, path], check=True,
                              capture_output=True, text=True).stdout
        rows = program("compare", path, "--json", "--metric", "border_admissions", "--metric", "claims_first",
                       "--metric", "refouled", "--metric", "protected")["outcomes"]
        self.assertEqual(len(rows), 4)
        for row in rows:
            line = next(line.split() for line in said.splitlines() if line.split()[:1] == [row["metric"]])
            self.assertEqual([float(x) for x in line[2:7]],
                             [row["baseline"]["median"], *(row["difference"][part] for part in PARTS)])

    def test_examples_are_short(self):
        for name, most in (("library.py", 60), ("library.c", 80)):
            self.assertLess(len(pathlib.Path(f"{SOURCE}/notebooks/{name}").read_text().splitlines()), most)


if __name__ == "__main__":
    try:
        unittest.main(argv=[sys.argv[0], *sys.argv[4:]])
    finally:
        folder.cleanup()
