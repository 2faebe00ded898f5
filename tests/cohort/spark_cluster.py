"""A Spark cluster of the tests' own: a master and workers, each a process, on this machine alone and on free ports."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Final

HERE: Final = "127.0.0.1"
START_S: Final = 90.0
# Small and quick to start, rather than quick for long.
JAVA: Final = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
SETTINGS: Final = {
    "spark.executor.memory": "600m",
    "spark.driver.memory": "700m",
    "spark.executor.extraJavaOptions": JAVA,
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
}
"""What a run on such a cluster is told, so that it stays small."""


@dataclass
class Cluster:
    """A cluster that runs: its master's address, and its processes, the master first."""

    folder: Path
    master: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def executors(self) -> list[int]:
        """The processes that the workers have started to decide in."""
        workers = {process.pid for process in self.processes[1:]}
        found = []
        for place in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
                command = (place / "cmdline").read_text()
            except (OSError, ValueError):
                continue
            if parent in workers and "CoarseGrainedExecutorBackend" in command:
                found.append(int(place.name))
        return found


def check_installed() -> None:
    """Fail with what to install, where something is missing."""
    if find_spec("pyspark") is None:
        raise RuntimeError("PySpark is not installed: pip install -e '.[cohort,spark,dev]'")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise RuntimeError("Java is not installed: run scripts/services.sh")


@contextmanager
def cluster(workers: int = 2) -> Iterator[Cluster]:
    """A master and workers of one core each, stopped at the end whatever happens."""
    check_installed()
    folder = Path(tempfile.mkdtemp(prefix="jalon-spark-"))
    made = Cluster(folder)
    try:
        master = ["org.apache.spark.deploy.master.Master", "--host", HERE, "--port", "0", "--webui-port", "0"]
        log = start(made, "master", master)
        made.master = waited(log, "Starting Spark master at ").split()[0]
        for number in range(workers):
            told = ["--host", HERE, "--port", "0", "--webui-port", "0", "--cores", "1", "--memory", "800M"]
            work = ["--work-dir", str(folder / f"work-{number}")]
            start(made, f"worker-{number}", ["org.apache.spark.deploy.worker.Worker", *told, *work, made.master])
        waited(log, "Registering worker ", workers)
        yield made
    finally:
        stop(made.processes)
        shutil.rmtree(folder, ignore_errors=True)


def start(made: Cluster, name: str, command: Sequence[str]) -> Path:
    """Start a process of the cluster; gives its log."""
    import pyspark

    log = made.folder / f"{name}.log"
    home = Path(pyspark.__file__).parent
    env = {name: value for name, value in os.environ.items() if not name.startswith(("SPARK_", "PYSPARK_"))}
    env |= {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": HERE,
        "SPARK_LOCAL_HOSTNAME": HERE,
        "SPARK_LOCAL_DIRS": str(made.folder / "local"),
        "SPARK_CONF_DIR": str(made.folder / "conf"),
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": f"{JAVA} -Dspark.master.rest.enabled=false -Dspark.ui.reverseProxy=false",
    }
    (made.folder / "conf").mkdir(exist_ok=True)
    with log.open("wb") as file:
        process = subprocess.Popen(
            [str(home / "bin" / "spark-class"), *command],
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            env=env,
            start_new_session=True,
        )
    made.processes.append(process)
    return log


def waited(log: Path, words: str, times: int = 1) -> str:
    """Wait until a log has said some words so many times; gives what follows them. Raises RuntimeError."""
    until = time.monotonic() + START_S
    while True:
        text = log.read_text(errors="replace")
        if text.count(words) >= times:
            following = text.rpartition(words)[2]
            if "\n" in following:
                return following
        if time.monotonic() > until:
            raise RuntimeError(f"Spark did not start: {text[-2000:]}")
        time.sleep(0.1)


def stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Stop processes, and what they started: politely, then not."""
    for signalled in (signal.SIGTERM, signal.SIGKILL):
        for process in reversed(processes):
            try:
                os.killpg(process.pid, signalled)
            except ProcessLookupError:
                continue
        for process in processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                continue
