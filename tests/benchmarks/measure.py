"""Run a command several times; print the wall time and the peak memory of each run as JSON.

    python -S -E measure.py RUNS COMMAND [ARGUMENT …]

This is a program of its own, with nothing imported that it does not need: the system counts the
memory of a process from before it becomes the command, so whoever starts it must be small. The
first run fills the caches and is not counted. POSIX only.
"""

import json
import os
import sys
import time


def main() -> None:
    runs, command = int(sys.argv[1]), sys.argv[2:]
    # Linux counts in kibibytes, macOS in bytes
    unit = 1 if sys.platform == "darwin" else 1024
    null = os.open(os.devnull, os.O_WRONLY)
    figures = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        process = os.posix_spawnp(
            command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)]
        )
        _, status, usage = os.wait4(process, 0)
        figures.append((time.perf_counter() - start, usage.ru_maxrss * unit))
        if status:
            sys.exit(f"{' '.join(command)}: exit status {os.waitstatus_to_exitcode(status)}")
    print(json.dumps(figures[1:]))


main()
