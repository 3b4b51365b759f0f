"""Runs a module in a process of its own, with little memory and little time: for files that may break what reads them.

The module runs as `__main__`, with its arguments in `sys.argv`; what it writes to its output is the answer. It is told
nothing of the environment, writes no file, and may import modules of Tiltas that need no settings.
"""

import os
import resource
import runpy
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
#: What a process needs of the environment to start at all.
_NEEDED: Final = ("PATH", "LD_LIBRARY_PATH")


@dataclass(frozen=True)
class Ended:
    """How a process ended, and what it wrote."""

    output: bytes = b""
    #: A limit ended it: of processor time or of memory.
    is_cut_off: bool = False
    #: It took longer than one waits, whatever it was doing.
    is_late: bool = False


def run_apart(module: str, *arguments: str, memory: int, seconds: int, patience: float) -> Ended:
    """Run a module with its limits: bytes of memory, seconds of processor time, seconds until it is ended anyway."""
    limits = [str(memory), str(seconds)]
    command = [sys.executable, "-I", str(Path(__file__)), *limits, module, *arguments]
    environment = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - nothing of it comes from a file
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Ended(is_late=True)
    return Ended(done.stdout, is_cut_off=done.returncode < 0)


def limit(memory: int, seconds: int) -> None:
    """Give this process little memory and little processor time, and no files to write."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    limit(int(sys.argv[1]), int(sys.argv[2]))
    del sys.argv[:3]
    sys.path.append(str(ROOT))
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=False)
