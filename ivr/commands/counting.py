"""Where the processes of one server count together (ivr/metrics.py). Imported before whatever counts: the folder must
be named by then, and the processes are forked from this one."""

import atexit
import os
import shutil
import tempfile

if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    FOLDER = tempfile.mkdtemp(prefix="ivr-metrics-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = FOLDER
    OURS = os.getpid()
    atexit.register(lambda: shutil.rmtree(FOLDER, ignore_errors=True) if os.getpid() == OURS else None)
