"""Opening a session on a Spark cluster, and telling in plain words what Spark could not do."""

from __future__ import annotations

import logging
import os
import re
import shutil
import signal
import socket
import sys
import threading
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jalon.cohort.running.asked import CohortError
from jalon.i18n import Speaker

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

STANDALONE: Final = "spark://"
_OTHERS: Final = ("yarn", "k8s://")
REACH_S: Final = 5.0
"""Seconds given to a master to answer."""
WORKERS_S: Final = 90.0
"""Seconds given to a standalone cluster to lend a first core."""
# What the extra brings: PySpark needs pandas for anything that goes through Arrow.
_NEEDED: Final = ("pyspark", "pandas")
_LOCAL: Final = re.compile(r"local(\[(\d+|\*)(,\d+)?\])?")
_PYTHON_ERROR: Final = re.compile(r"^\s*(?:[\w.]+\.)?(\w+(?:Error|Exception|Exit)\b.*)$", re.MULTILINE)
_CAUSE: Final = re.compile(r"^(?:Caused by)?: (?:[\w$]+\.)*([\w$]+: .*)$", re.MULTILINE)
_MOST: Final = 300
# Options of the Java that asks, beside those of Spark's own settings; and where it looks for what to log.
_JAVA_OPTIONS: Final = "SPARK_SUBMIT_OPTS"
_LOGS: Final = {"SPARK_CONF_DIR": "", "SPARK_HOME": "conf"}
# What answers rest on, whatever else is set: names are exact, a moment has one day, and no file is skipped in silence.
FIXED: Final = {
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.files.ignoreMissingFiles": "false",
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.parquet.int96RebaseModeInRead": "CORRECTED",
    "spark.sql.execution.arrow.useLargeVarTypes": "false",
}


def check_installed(say: Speaker) -> None:
    """See that PySpark and Java are there. Raises `CohortError`."""
    absent = [name for name in _NEEDED if find_spec(name) is None]
    if absent:
        raise CohortError(
            say(
                "Il manque {names} pour décider avec Spark. Installez-les : pip install 'jalon[cohort,spark]'.",
                names=", ".join(absent),
            )
        )
    home = os.environ.get("JAVA_HOME")
    if home and not shutil.which("java", path=str(Path(home) / "bin")):
        raise CohortError(
            say("JAVA_HOME : il n’y a pas de bin/java dans {folder}. Corrigez ou retirez cette variable.", folder=home)
        )
    if not home and not shutil.which("java"):
        raise CohortError(
            say(
                "Il manque Java pour décider avec Spark (17 ou plus récent). Installez-le (Debian, Ubuntu : apt install "
                "default-jre-headless), ou donnez son dossier dans JAVA_HOME."
            )
        )


def check_master(master: str, say: Speaker) -> None:
    """See that a master is one that we know, and that it answers. Raises `CohortError`."""
    if _LOCAL.fullmatch(master) or master.startswith(_OTHERS):
        return
    hosts = _hosts(master)
    if hosts is None:
        raise CohortError(
            say(
                "--master {master} : adresse inconnue. Exemples : spark://machine:7077, local[4], yarn, "
                "k8s://https://machine:6443.",
                master=master,
            )
        )
    reasons = []
    for host, port in hosts:
        try:
            socket.create_connection((host, port), REACH_S).close()
        except OSError as error:
            reasons.append(error.strerror or str(error))
        else:
            return
    raise CohortError(
        say(
            "--master {master} : ne répond pas ({reason}). Vérifiez l’adresse, et que le maître Spark est lancé.",
            master=master,
            reason="; ".join(dict.fromkeys(reasons)),
        )
    )


def _hosts(master: str) -> list[tuple[str, int]] | None:
    """The machines of a standalone master; None when it is no such address."""
    if not master.startswith(STANDALONE):
        return None
    found = []
    for one in master.removeprefix(STANDALONE).split(","):
        host, _, port = one.rpartition(":")
        if not host or not port.isdigit() or not 0 < int(port) < 65536:
            return None
        found.append((host.strip("[]"), int(port)))
    return found


@contextmanager
def session(master: str, settings: Mapping[str, str], say: Speaker) -> Iterator[SparkSession]:
    """A session of our own on a cluster, with a core at least, closed at the end. `settings` go before ours, but for those
    on which answers rest (`FIXED`). Raises `CohortError` when it cannot be opened."""
    check_installed(say)
    check_master(master, say)
    from pyspark.sql import SparkSession

    if SparkSession.getActiveSession() is not None:
        raise CohortError(say("Une session Spark est déjà ouverte dans ce processus. Fermez-la d’abord."))
    interrupt = signal.getsignal(signal.SIGINT)
    # The Python of machines that decide: the same path as here unless told otherwise.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    # What py4j says of its own: the errors that count are raised too.
    logging.getLogger("py4j").setLevel(logging.CRITICAL)
    made = SparkSession.builder.master(master).appName("jalon cohort")
    for name, value in {**_ours(master), **settings, **FIXED}.items():
        made = made.config(name, value)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
        try:
            with _quiet(), _unbroken() as stopped:
                spark = made.getOrCreate()
        except Exception as error:
            raise CohortError(
                say(
                    "Spark n’a pas pu ouvrir de session sur {master} ({reason}). Vérifiez que Java est 17 ou plus "
                    "récent, que le maître est de la version {version} de Spark, et les réglages donnés.",
                    master=master,
                    reason=reason_of(error),
                    version=_version(),
                )
            ) from error
        try:
            if stopped:
                raise KeyboardInterrupt
            if master.startswith(STANDALONE):
                _wait_for_workers(spark, say)
            yield spark
        finally:
            spark.stop()
            if threading.current_thread() is threading.main_thread():
                # Spark's own would ask a closed session to end its tasks.
                signal.signal(signal.SIGINT, interrupt)


@contextmanager
def _quiet() -> Iterator[None]:
    """Have Spark log errors only, where nobody has settled what it logs."""
    homes = [Path(os.environ[name]) / below for name, below in _LOGS.items() if os.environ.get(name)]
    if any((home / "log4j2.properties").is_file() for home in homes):
        yield
        return
    before = os.environ.get(_JAVA_OPTIONS)
    with as_file(files("jalon.cohort.spark") / "log4j2.properties") as logs:
        os.environ[_JAVA_OPTIONS] = f"{before or ''} -Dlog4j2.configurationFile={logs.as_uri()}"
        try:
            yield
        finally:
            if before is None:
                del os.environ[_JAVA_OPTIONS]
            else:
                os.environ[_JAVA_OPTIONS] = before


@contextmanager
def _unbroken() -> Iterator[list[int]]:
    """Let Ctrl-C wait while Java starts: cut there, it would be left running. Gives the signals that waited."""
    stopped: list[int] = []

    def wait(signalled: int, _: object) -> None:
        stopped.append(signalled)

    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return
    before = signal.signal(signal.SIGINT, wait)
    try:
        yield stopped
    finally:
        # Spark may have put its own in the place of ours by then.
        if signal.getsignal(signal.SIGINT) is wait:
            signal.signal(signal.SIGINT, before)


def _ours(master: str) -> dict[str, str]:
    """The settings of a session, unless others are given."""
    ours = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": str(sys.stderr.isatty()).lower(),
        "spark.sql.parquet.compression.codec": "zstd",
    }
    if os.environ.get("JALON_DATA"):
        # Where each machine keeps the compiled engine.
        ours["spark.executorEnv.JALON_DATA"] = os.environ["JALON_DATA"]
    hosts = _hosts(master) or []
    if _LOCAL.fullmatch(master) or (hosts and all(host == "localhost" or host.startswith("127.") for host, _ in hosts)):
        # Everything is on this machine: nothing has to be heard from elsewhere.
        ours |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return ours


def _wait_for_workers(spark: SparkSession, say: Speaker) -> None:
    """Wait for a first core: without one, a job would wait for ever. Raises `CohortError`."""
    context: Any = spark.sparkContext
    until = time.monotonic() + WORKERS_S
    # The process that asks is counted too.
    while context._jsc.sc().getExecutorMemoryStatus().size() < 2:
        if time.monotonic() > until:
            raise CohortError(
                say(
                    "Le maître Spark n’a prêté aucun cœur en {seconds} secondes. Vérifiez que des machines sont "
                    "inscrites, libres, et ont {memory} de mémoire (--spark-conf spark.executor.memory=…).",
                    seconds=round(WORKERS_S),
                    memory=spark.conf.get("spark.executor.memory", "1g"),
                )
            )
        time.sleep(0.2)


@contextmanager
def told(say: Speaker) -> Iterator[None]:
    """What Spark could not do, as a `CohortError`."""
    from py4j.protocol import Py4JError  # type: ignore[import-untyped]
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException) as error:
        reason = reason_of(error)
        if "No module named" in reason:
            raise CohortError(
                say(
                    "Le Python des machines qui décident n’a pas ce qu’il faut ({reason}). Installez-y "
                    "'jalon[cohort,spark]' dans la même version, ou donnez son chemin dans PYSPARK_PYTHON.",
                    reason=reason,
                )
            ) from error
        raise CohortError(say("Spark s’est arrêté : {reason}", reason=reason)) from error


def reason_of(error: BaseException) -> str:
    """The one line of an error of Spark that says the most: that of the Python that decides if it is at fault, else that of
    the first cause."""
    text = str(error)
    from_python = _PYTHON_ERROR.findall(text) if "Traceback (most recent call last)" in text else []
    causes = _CAUSE.findall(text)
    if len(causes) > 1 and causes[-1].partition(": ")[2] in causes[-2]:
        # Said again, and less well.
        causes.pop()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    line = next(iter([*from_python[-1:], *causes[-1:], *lines]), type(error).__name__)
    return line if len(line) <= _MOST else f"{line[:_MOST]}…"


def _version() -> str:
    import pyspark

    return pyspark.__version__
