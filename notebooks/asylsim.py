# SPDX-License-Identifier: GPL-3.0-or-later
"""asylsim from Python, over the shared library libasylsim (include/asylsim/, docs/library.md).

    import asylsim
    asylsim.laws()                                     # every law; parameters(), outcomes() likewise
    asylsim.changes("scenarios/baseline.cfg", ["scenarios/reforms/dublin-iv.cfg"])
    asylsim.run("scenarios/baseline.cfg", ["scenarios/reforms/dublin-iv.cfg"], "out.sqlite", draws=20)
    with asylsim.Results("out.sqlite") as results:
        results.compare(["refouled", "protected"])     # paired differences
        results.values(["refouled"])                   # history by history
    asylsim.life("scenarios/baseline.cfg", seed=3)     # one simulated life, step by step

Tables are pandas.DataFrame. What goes wrong is an asylsim.Error that says where (file:line) and what.
A scenario, reform or package named without a folder ("baseline", "dublin-iv") is a file here or a shipped one.
The library is taken from ASYLSIM_LIBRARY, else from build/ beside this folder, else from the installation of which
this module is, else from the system.
"""
import ctypes as c
import os
import pathlib
import threading

import pandas as pd

SOVERSION = "0.2"


def _load():
    name, here = f"libasylsim.so.{SOVERSION}", pathlib.Path(__file__).resolve()
    near = [here.parent.parent / "build"]
    if here.name == "__init__.py":  # PREFIX/lib/python3/dist-packages/asylsim: installed
        near = [here.parents[3], *sorted(here.parents[3].glob("*-*-*"))]
    built = next((folder / name for folder in near if (folder / name).exists()), name)
    return c.CDLL(str(os.environ.get("ASYLSIM_LIBRARY") or built))


_lib = _load()
_text, _double, _int, _u32, _size, _bool = c.c_char_p, c.c_double, c.c_int, c.c_uint32, c.c_size_t, c.c_bool
_texts, _handle, _ref = c.POINTER(c.c_char_p), c.c_void_p, c.byref


# ---- errors ------------------------------------------------------------------------------------
class Error(Exception):
    """What went wrong: `faults` is a list of (where, what), `code` as the exit code of the program."""

    def __init__(self, code, faults, n_more=0):
        self.code, self.faults = code, faults
        more = [f"(and {n_more} more errors)"] if n_more else []
        super().__init__("\n".join([f"{where}: {what}" for where, what in faults] + more))


class _Error(c.Structure):
    _fields_ = [("code", _int), ("where", c.c_char * 160), ("what", c.c_char * 480)]

    def fault(self):
        return self.where.decode(errors="replace"), self.what.decode(errors="replace")


class _Errors(c.Structure):
    _fields_ = [("list", c.POINTER(_Error)), ("n", _size), ("room", _size), ("n_more", _size)]


def _fail(err):
    raise Error(err.code, [err.fault()])


def _fail_all(errs):
    faults = [errs.list[i].fault() for i in range(errs.n)]
    code = errs.list[0].code if errs.n else 5
    error = Error(code, faults, errs.n_more)
    _lib.asy_errors_free(_ref(errs))
    raise error


# ---- the structs of include/asylsim/ -----------------------------------------------------------
class _Sized(c.Structure):
    """Begins with its size; the library leaves in it how much it has filled."""

    def __init__(self, **members):
        super().__init__(c.sizeof(type(self)), **members)

    def row(self, leave_out=()):
        return {name: _plain(getattr(self, name)) for name, _ in self._fields_[1:] if name not in leave_out}


def _plain(value):
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    if isinstance(value, Summary):
        return {name: getattr(value, name) for name, _ in value._fields_}
    if isinstance(value, c.Array):
        return list(value)
    return value


def _list_of(texts, n=None):
    names = []
    while texts and (n is None or len(names) < n) and texts[len(names)] is not None:
        names.append(texts[len(names)].decode())
    return names


class Summary(c.Structure):
    _fields_ = [("n", _size), ("median", _double), ("low", _double), ("high", _double), ("error", _double),
                ("low_error", _double), ("high_error", _double),
                ("n_draws", _size), ("of_draws", _size)]


class _LawAbout(_Sized):
    _fields_ = [("size", _size), ("name", _text), ("doc", _text), ("source", _text), ("held_by", _text),
                ("n_params", _size)]


class _ParamAbout(_Sized):
    _fields_ = [("size", _size), ("law", _text), ("name", _text), ("kind", _text), ("per", _text), ("unit", _text),
                ("source", _text), ("baseline_only", _text), ("min", _double), ("max", _double),
                ("standard", _double), ("choices", _texts), ("of_all", _bool)]


class _OutcomeAbout(_Sized):
    _fields_ = [("size", _size), ("name", _text), ("label", _text), ("unit", _text), ("place", _text),
                ("period", _text), ("worse", _int), ("is_stock", _bool), ("is_derived", _bool),
                ("is_ratio", _bool)]


class _LawValue(c.Structure):
    _fields_ = [("number", _double), ("names", _texts), ("n_names", _size), ("spread", _text)]

    def plain(self, kind):
        if kind == "list":
            return _list_of(self.names, self.n_names)
        if kind == "choice":
            return self.names[0].decode()
        return self.number > 0.5 if kind == "yes or no" else self.number


class _LawChange(_Sized):
    _fields_ = [("size", _size), ("path", _text), ("entity", _text), ("law", _text), ("key", _text),
                ("member", _text), ("unit", _text), ("kind", _text), ("from", c.c_char * 11),
                ("until", c.c_char * 11), ("source", _text), ("grade", _text), ("file", _text), ("line", _int),
                ("before", _LawValue), ("after", _LawValue), ("form", _text), ("whom", _text)]


class Progress(c.Structure):
    """How far a run is: histories done and planned, and how sure `outcome` is so far."""
    _fields_ = [("size", _size), ("n_done", _u32), ("n_planned", _u32), ("_outcome", _text), ("_reform", _text),
                ("mean", _double), ("error", _double)]
    outcome = property(lambda self: _plain(self._outcome))
    reform = property(lambda self: _plain(self._reform))


_on_progress = c.CFUNCTYPE(None, _handle, c.POINTER(Progress))
_on_note = c.CFUNCTYPE(None, _handle, _text)


class _Job(_Sized):
    _fields_ = [("size", _size), ("baseline", _text), ("reforms", _texts), ("n_reforms", _size), ("together", _bool),
                ("package", _text), ("n_orders", _int), ("sets", _texts), ("n_sets", _size), ("until", _text),
                ("seed", c.c_uint64), ("n_draws", _u32), ("n_replicates", _u32), ("shard", _u32),
                ("n_shards", _u32), ("n_threads", _int), ("output", _text), ("mode", _int),
                ("stop", c.POINTER(_int)), ("progress", _on_progress), ("note", _on_note), ("user", _handle),
                ("as_of", _text), ("n_second_streams", _u32), ("n_closure_draws", _u32), ("departures", _text),
                ("few", _texts), ("n_few", _size), ("few_draws", _u32)]


class _JobReport(_Sized):
    _fields_ = [("size", _size), ("file", c.c_char * 1024), ("n_scenarios", _int), ("n_runs", _int),
                ("n_runs_planned", _int), ("is_complete", _bool), ("digest", c.c_char * 17), ("seconds", _double),
                ("events", c.c_uint64), ("n_new", _u32), ("assumption", c.c_char * 320),
                ("n_closures", _u32), ("n_closures_planned", _u32), ("closures_digest", c.c_char * 17),
                ("n_few", _int), ("n_histories", _int), ("n_few_histories", _int)]


class _ResultsAbout(_Sized):
    _fields_ = [("size", _size), ("seed", c.c_uint64), ("n_draws", _u32), ("n_replicates", _u32),
                ("first_year", _int), ("last_year", _int), ("n_scenarios", _int), ("n_runs", _int),
                ("n_runs_planned", _int), ("is_complete", _bool), ("version", c.c_char * 32),
                ("digest", c.c_char * 17), ("assumption", c.c_char * 320)]


class _ScenarioAbout(_Sized):
    _fields_ = [("size", _size), ("name", _text), ("title", _text), ("claim", _text), ("source", _text),
                ("in_force", _text), ("is_in_force", _bool)]


class _Asked(_Sized):
    _fields_ = [("size", _size), ("metrics", _texts), ("n_metrics", _size), ("population", _text), ("place", _text),
                ("period", _text)]


class _Values(_Sized):
    _fields_ = [("size", _size), ("n_metrics", _size), ("n_scenarios", _size), ("n_histories", _size),
                ("metric", _texts), ("value", c.POINTER(_double)), ("draw", c.POINTER(_u32)),
                ("replicate", c.POINTER(_u32))]


class _PairedDifference(_Sized):
    _fields_ = [("size", _size), ("scenario", _text), ("metric", _text), ("label", _text), ("population", _text),
                ("place", _text), ("period", _text), ("worse", _int), ("baseline", Summary), ("reform", Summary),
                ("difference", Summary), ("n", _size), ("n_more", _size), ("n_less", _size), ("n_worse", _size),
                ("p_more", _double), ("p_less", _double), ("p_worse", _double), ("verdict", _text),
                ("times_less", _double), ("among", _text), ("moved_by", _text), ("by_exposure", Summary),
                ("by_rate", Summary)]


class _PeopleTouched(c.Structure):
    _fields_ = [("name", _text), ("label", _text), ("persons", Summary), ("share", _double)]


class _SentenceOther(c.Structure):
    _fields_ = [("metric", _text), ("place", _text), ("population", _text), ("difference", Summary)]

    def plain(self):
        return {name: _plain(getattr(self, name)) for name, _ in self._fields_}


class _Sentences(_Sized):
    _fields_ = [("size", _size), ("scenario", _text), ("title", _text), ("in_force", _text), ("what", _text),
                ("for_whom", _text), ("how_sure", _text), ("metric", _text), ("label", _text), ("population", _text),
                ("place", _text), ("period", _text), ("because", _text), ("worse", _int), ("baseline", Summary),
                ("reform", Summary), ("difference", Summary), ("n", _size), ("n_same", _size), ("sureness", _text),
                ("n_worlds_tried", _int), ("n_worlds_same", _int), ("of_table", _bool), ("beside", _SentenceOther),
                ("against", _SentenceOther),
                ("touched", Summary), ("otherwise", Summary), ("both", Summary), ("gained", Summary),
                ("lost", Summary), ("neither", Summary), ("came", Summary), ("stayed", Summary),
                ("groups", c.POINTER(_PeopleTouched)), ("n_groups", _size), ("gained_waiting", Summary),
                ("lost_waiting", Summary), ("net", Summary), ("beside_draws", _size * 2), ("against_draws", _size * 2),
                ("n_claims", _int), ("n_supported", _int)]


class _LifeAsked(_Sized):
    _fields_ = [("size", _size), ("baseline", _text), ("reforms", _texts), ("n_reforms", _size), ("package", _text),
                ("sets", _texts), ("n_sets", _size), ("until", _text), ("seed", c.c_uint64), ("draw", _u32),
                ("replicate", _u32), ("person", _text), ("group", _text), ("fate", _text),
                ("as_of", _text), ("departures", _text)]


class _StoryPerson(_Sized):
    _fields_ = [("size", _size), ("person", c.c_char * 64), ("group", _text), ("group_label", _text),
                ("citizenship", _text), ("traits", c.c_char * 96), ("persons", _int), ("children", _int),
                ("at_risk", _bool), ("need", _double)]


class _StoryWorld(_Sized):
    _fields_ = [("size", _size), ("scenario", _text), ("title", _text), ("fate", _text), ("fate_label", _text),
                ("n_steps", _size), ("n_common", _size), ("has_sets", _bool)]


class _StoryStep(_Sized):
    _fields_ = [("size", _size), ("date", c.c_char * 11), ("place", _text), ("place_label", _text), ("what", _text),
                ("law", _text), ("source", _text), ("chance", _double), ("draw", _double), ("judged", _bool)]


# ---- the functions of include/asylsim/ ---------------------------------------------------------
_any = c.c_void_p  # a pointer to a struct, by reference
_SIGNATURES = {
    "asy_version": (_text, []), "asy_size_of": (_size, [_text]), "asy_errors_free": (None, [_any]),
    "asy_catalogue_law": (_bool, [_size, _any]), "asy_catalogue_param": (_bool, [_size, _size, _any]),
    "asy_catalogue_outcome": (_bool, [_size, _any]),
    "asy_scenario_find": (_bool, [_text, _size, _text, _int, _any]),
    "asy_scenario_open": (_bool, [_any, _text, _texts, _size, _any]), "asy_scenario_destroy": (None, [_handle]),
    "asy_law_changes_find": (_bool, [_any, _handle, _handle, _any]),
    "asy_law_changes_at": (_bool, [_handle, _size, _any]), "asy_law_changes_destroy": (None, [_handle]),
    "asy_job_check": (_bool, [_any, _any]), "asy_job_run": (_bool, [_any, _any, _any]),
    "asy_results_open": (_bool, [_any, _text, _any]), "asy_results_close": (_bool, [_handle, _any]),
    "asy_results_about": (_bool, [_handle, _any]), "asy_results_scenario_about": (_bool, [_handle, _size, _any]),
    "asy_results_name": (_text, [_handle, _int, _int, c.POINTER(_text)]),
    "asy_results_values": (_bool, [_handle, _any, _any, _any]), "asy_values_free": (None, [_any]),
    "asy_differences_find": (_bool, [_any, _handle, _any, _any]),
    "asy_differences_at": (_bool, [_handle, _size, _any]), "asy_differences_destroy": (None, [_handle]),
    "asy_sentences_find": (_bool, [_any, _handle, _any]), "asy_sentences_at": (_bool, [_handle, _size, _any]),
    "asy_sentences_destroy": (None, [_handle]),
    "asy_story_tell": (_bool, [_any, _any, _any]), "asy_story_destroy": (None, [_handle]),
    "asy_story_person": (_bool, [_handle, _any]), "asy_story_world": (_bool, [_handle, _size, _any]),
    "asy_story_step": (_bool, [_handle, _size, _size, _any]),
}
STRUCTS = {
    "asy_error": _Error, "asy_errors": _Errors, "asy_law_about": _LawAbout, "asy_param_about": _ParamAbout,
    "asy_outcome_about": _OutcomeAbout, "asy_law_value": _LawValue, "asy_law_change": _LawChange,
    "asy_progress": Progress, "asy_job": _Job, "asy_job_report": _JobReport, "asy_results_about": _ResultsAbout,
    "asy_scenario_about": _ScenarioAbout, "asy_asked": _Asked, "asy_values": _Values, "asy_summary": Summary,
    "asy_paired_difference": _PairedDifference, "asy_life_asked": _LifeAsked, "asy_story_person": _StoryPerson,
    "asy_story_world": _StoryWorld, "asy_story_step": _StoryStep,
    "asy_people_touched": _PeopleTouched, "asy_sentence_other": _SentenceOther, "asy_sentences": _Sentences,
}


def _declare():
    for name, (result, arguments) in _SIGNATURES.items():
        getattr(_lib, name).restype, getattr(_lib, name).argtypes = result, arguments
    for name, struct in STRUCTS.items():
        theirs = _lib.asy_size_of(name.encode())
        grows = issubclass(struct, _Sized) or struct is Progress
        if c.sizeof(struct) > theirs or (not grows and c.sizeof(struct) != theirs):
            raise ImportError(f"struct {name} has {theirs} bytes in this libasylsim, {c.sizeof(struct)} here")


_declare()


# ---- helpers -----------------------------------------------------------------------------------
def _encode(text):
    return None if text is None else os.fspath(text).encode()


def _array(texts, encode=_encode):
    """Names as the library takes them, and how many; one name alone is a list of one."""
    texts = [texts] if isinstance(texts, (str, os.PathLike)) else list(texts or [])
    return (c.c_char_p * (len(texts) + 1))(*[encode(text) for text in texts]), len(texts)


def _file(name, what):
    """The file that a name means: asy_scenario_find."""
    path, err = c.create_string_buffer(4096), _Error()
    if name is None or _lib.asy_scenario_find(path, len(path), _encode(name), what, _ref(err)):
        return None if name is None else path.value
    raise Error(err.code, [err.fault()])


def _baseline(name):
    return _file(name, 0)


def _reform(name):
    return _file(name, 1)


def _package(name):
    return _file(name, 2)


def _rows(struct, at):
    row = struct()
    i = 0
    while at(i, _ref(row)):
        yield row
        i += 1


def _flat(row):
    """A row whose summaries become columns: difference_median, difference_low, ..."""
    out = {}
    for name, value in row.items():
        if isinstance(value, dict):
            out.update({f"{name}_{part}": number for part, number in value.items()})
        else:
            out[name] = value
    return out


# ---- the catalogue -----------------------------------------------------------------------------
def version():
    return _lib.asy_version().decode()


def laws():
    """Each law: name, doc, source, which section of a scenario holds it, how many parameters."""
    return pd.DataFrame([row.row() for row in _rows(_LawAbout, _lib.asy_catalogue_law)])


def parameters(law=None):
    """Each parameter of one law, or of all: kind, unit, range, standard, source."""
    table = []
    for number, about in enumerate(_rows(_LawAbout, _lib.asy_catalogue_law)):
        if law in (None, about.name.decode()):
            for row in _rows(_ParamAbout, lambda i, out: _lib.asy_catalogue_param(number, i, out)):
                table.append({**row.row(["choices"]), "choices": _list_of(row.choices)})
    return pd.DataFrame(table)


def outcomes():
    """Each outcome: name, label, unit, by what it is counted, which way it is worse."""
    return pd.DataFrame([row.row() for row in _rows(_OutcomeAbout, _lib.asy_catalogue_outcome)])


# ---- scenarios ---------------------------------------------------------------------------------
class Scenario:
    """A baseline with reforms laid over it, read and checked."""

    def __init__(self, baseline, reforms=()):
        errs, self._as_parameter_ = _Errors(), _handle()
        if not _lib.asy_scenario_open(_ref(self._as_parameter_), _baseline(baseline), *_array(reforms, _reform),
                                      _ref(errs)):
            _fail_all(errs)

    def __del__(self):
        _lib.asy_scenario_destroy(self._as_parameter_)


def changes(baseline, reforms):
    """What the reforms, all together, change in law: path, from when, as it was and will be."""
    base, reform, err, found = Scenario(baseline), Scenario(baseline, reforms), _Error(), _handle()
    if not _lib.asy_law_changes_find(_ref(found), base, reform, _ref(err)):
        _fail(err)
    try:
        table = []
        for row in _rows(_LawChange, lambda i, out: _lib.asy_law_changes_at(found, i, out)):
            kind = row.kind.decode()
            table.append({**row.row(["before", "after"]), "before": row.before.plain(kind),
                          "after": row.after.plain(kind), "before_spread": _plain(row.before.spread),
                          "after_spread": _plain(row.after.spread)})
    finally:
        _lib.asy_law_changes_destroy(found)
    return pd.DataFrame(table)


# ---- runs --------------------------------------------------------------------------------------
def _job(baseline, reforms, output=None, *, draws=0, replicates=1, second_streams=0, seed=0, sets=(), package=None,
         together=False, until=None, as_of=None, threads=0, mode="new", closure_draws=0, departures=None,
         few=(), few_draws=0):
    job = _Job(baseline=_baseline(baseline), package=_package(package), together=together, until=_encode(until),
               seed=seed, n_draws=draws, n_replicates=replicates, n_threads=threads, output=_encode(output),
               as_of=_encode(as_of), n_second_streams=second_streams, n_closure_draws=closure_draws,
               departures=_encode(departures), few_draws=few_draws, mode=["new", "overwrite", "resume"].index(mode))
    job.reforms, job.n_reforms = _array(reforms, _reform)
    job.few, job.n_few = _array(few, _reform)
    job.sets, job.n_sets = _array(sets)
    return job


def check(baseline, reforms=(), **options):
    """Raises an Error with all that run() would refuse; simulates nothing."""
    errs = _Errors()
    if not _lib.asy_job_check(_ref(_job(baseline, reforms, **options)), _ref(errs)):
        _fail_all(errs)


def run(baseline, reforms, output, *, progress=None, **options):
    """Simulates into the results file `output`, and says what came of it.

    draws, replicates, second_streams (of the first draws), seed, sets ("path=value"), package, together,
    until ("2016-12-31"), as_of, departures (a CSV of how many set out: group, period, persons), threads,
    closure_draws (of the claims in each of sixteen worlds; 0: none), few (more reforms, each alone, on draws
    1 to few_draws only, which is 20 where it is 0);
    mode: "new", "overwrite" or "resume". `progress` is called with a Progress. Ctrl-C, or an
    exception of `progress`, ends the run after the histories under way: what is there can be resumed."""
    job, report, errs, stop, raised = _job(baseline, reforms, output, **options), _JobReport(), _Errors(), _int(), []

    def tell(_, state):
        try:
            progress(state.contents)
        except BaseException as error:  # Python does not cross C: kept until C is done
            raised.append(error)
            stop.value = 1

    job.stop = c.pointer(stop)
    if progress:
        job.progress = _on_progress(tell)
    done, finished = [], threading.Event()

    def work():
        done.append(_lib.asy_job_run(_ref(job), _ref(report), _ref(errs)))
        finished.set()

    threading.Thread(target=work).start()
    while not finished.is_set():  # here, so that Ctrl-C is heard; it does not end the waiting
        try:
            finished.wait(0.1)
        except KeyboardInterrupt as error:
            raised.append(error)
            stop.value = 1
    if not done[0]:
        _fail_all(errs)
    if raised:
        raise raised[0]
    return report.row()


# ---- results -----------------------------------------------------------------------------------
class Results:
    """A results file, opened to be read."""

    def __init__(self, path):
        err, self._as_parameter_ = _Error(), _handle()
        if not _lib.asy_results_open(_ref(self._as_parameter_), _encode(path), _ref(err)):
            _fail(err)

    def close(self):
        handle, self._as_parameter_ = self._as_parameter_, _handle()
        _lib.asy_results_close(handle, None)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __del__(self):
        self.close()

    def about(self):
        about = _ResultsAbout()
        _lib.asy_results_about(self, _ref(about))
        return about.row()

    def scenarios(self):
        rows = _rows(_ScenarioAbout, lambda i, out: _lib.asy_results_scenario_about(self, i, out))
        return pd.DataFrame([row.row() for row in rows])

    def names(self, kind):
        """The "group", "state", "crossing" or "metric" names of the file, with their labels."""
        table, label, number = [], _text(), ["group", "state", "crossing", "metric"].index(kind)
        while (name := _lib.asy_results_name(self, number, len(table), _ref(label))) is not None:
            table.append({"name": name.decode(), "label": _plain(label.value)})
        return pd.DataFrame(table)

    @staticmethod
    def _asked(metrics, population, place, period):
        asked = _Asked(population=_encode(population), place=_encode(place), period=_encode(period))
        asked.metrics, asked.n_metrics = _array(metrics)
        return asked

    def compare(self, metrics=None, *, population=None, place=None, period=None):
        """Paired differences of each reform: median, range of 90 in 100 and error of the median. No metrics: all."""
        asked, err, found = self._asked(metrics, population, place, period), _Error(), _handle()
        if not _lib.asy_differences_find(_ref(found), self, _ref(asked), _ref(err)):
            _fail(err)
        try:
            rows = _rows(_PairedDifference, lambda i, out: _lib.asy_differences_at(found, i, out))
            return pd.DataFrame([_flat(row.row()) for row in rows])
        finally:
            _lib.asy_differences_destroy(found)

    def sentences(self):
        """Each reform in three sentences (what, for_whom, how_sure), with the figures that they hold. `groups`: the
        share of each group among the people touched."""
        err, found, table = _Error(), _handle(), []
        if not _lib.asy_sentences_find(_ref(found), self, _ref(err)):
            _fail(err)
        try:
            for row in _rows(_Sentences, lambda i, out: _lib.asy_sentences_at(found, i, out)):
                groups = {_plain(row.groups[g].name): row.groups[g].share for g in range(row.n_groups)}
                others = {name: getattr(row, name).plain() for name in ("beside", "against")}
                table.append({**_flat(row.row(leave_out=("groups", "n_groups", *others))), **others, "groups": groups})
            return pd.DataFrame(table)
        finally:
            _lib.asy_sentences_destroy(found)

    def values(self, metrics=None, *, population=None, place=None, period=None):
        """Outcomes (columns) in each history (rows: scenario, draw, replicate). No metrics: all."""
        asked, err, v = self._asked(metrics, population, place, period), _Error(), _Values()
        if not _lib.asy_results_values(self, _ref(asked), _ref(v), _ref(err)):
            _fail(err)
        names = list(self.scenarios()["name"])
        block = v.n_scenarios * v.n_histories
        table = {"scenario": [name for name in names for _ in range(v.n_histories)],
                 "draw": v.draw[:v.n_histories] * v.n_scenarios,
                 "replicate": v.replicate[:v.n_histories] * v.n_scenarios}
        for m in range(v.n_metrics):
            table[v.metric[m].decode()] = v.value[m * block:(m + 1) * block]
        _lib.asy_values_free(_ref(v))
        return pd.DataFrame(table)


# ---- lives -------------------------------------------------------------------------------------
def life(baseline, reforms=(), *, seed=0, draw=0, replicate=0, person=None, group=None, fate=None, sets=(),
         package=None, until=None, as_of=None, departures=None):
    """One simulated life step by step, in one world or two; whose it is stands in `.attrs`."""
    asked = _LifeAsked(baseline=_baseline(baseline), package=_package(package), until=_encode(until), seed=seed,
                       draw=draw, replicate=replicate, person=_encode(person), group=_encode(group),
                       fate=_encode(fate), as_of=_encode(as_of), departures=_encode(departures))
    asked.reforms, asked.n_reforms = _array(reforms, _reform)
    asked.sets, asked.n_sets = _array(sets)
    errs, story = _Errors(), _handle()
    if not _lib.asy_story_tell(_ref(story), _ref(asked), _ref(errs)):
        _fail_all(errs)
    who, table, worlds = _StoryPerson(), [], []
    _lib.asy_story_person(story, _ref(who))
    for w, world in enumerate(_rows(_StoryWorld, lambda i, out: _lib.asy_story_world(story, i, out))):
        worlds.append(world.row())
        for step in _rows(_StoryStep, lambda i, out: _lib.asy_story_step(story, w, i, out)):
            table.append({"scenario": worlds[w]["scenario"], **step.row()})
    frame = pd.DataFrame(table)
    frame.attrs = {**who.row(), "worlds": worlds}
    _lib.asy_story_destroy(story)
    return frame
