"""How gunicorn serves the site (`gunicorn -c python:jalon.site.server jalon.site.wsgi:application`; `jalon site` does it).

Processes of one thread: a decision is work and not waiting, and threads of one process would only take turns. There are
more of them than cores, so that a long search leaves some free. Requests are not logged, and the log holds none of them.
"""

from __future__ import annotations

import os
from typing import Any

from jalon.site.queue import open_doors

worker_class = "sync"
workers = int(os.environ.get("WEB_CONCURRENCY", 2 * (os.cpu_count() or 1) + 1))
# What every process needs is read once, before they part; what they share is made then too.
preload_app = True
# Longer than any work that is allowed; a process silent for longer is replaced.
timeout = 30
graceful_timeout = 10
# Those who wait at the door; past what the guard allows (`MOST_WAITING`), they are told that the house is full.
backlog = 1024
# An error of this server names the address asked for, where the words of a search may be; the site logs its own.
loglevel = "critical"
accesslog = None
control_socket_disable = True
# The sign of life of a process must not wait for a disk.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None


def post_fork(server: Any, worker: Any) -> None:
    """Tells the guard of a new process which door it stands at."""
    open_doors(listener.sock for listener in worker.sockets)
