"""A process has a name of its own, and its end is seen from the same machine alone."""

from __future__ import annotations

import os
import subprocess
import sys

from digest.process_names import PARTS, has_ended, this_process

PRINT_NAME = "from digest.process_names import this_process; print(this_process(), flush=True)"


def start(program: str) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_the_name_of_a_process_stays_the_same() -> None:
    assert this_process() == this_process()
    assert len(this_process().split("/")) == PARTS


def test_two_processes_have_different_names_even_with_equal_numbers() -> None:
    process, name = start(PRINT_NAME)
    end(process)
    assert name != this_process()
    assert name.split("/")[3] != this_process().split("/")[3]


def test_a_running_process_has_not_ended() -> None:
    process, name = start(f"{PRINT_NAME}; input()")
    assert not has_ended(name)
    end(process)
    assert has_ended(name)


def test_a_number_that_another_process_uses_now_does_not_hide_the_end() -> None:
    machine, _, start_of_this, token = this_process().split("/")
    number = str(os.getpid())
    assert not has_ended("/".join((machine, number, start_of_this, token)))
    assert has_ended("/".join((machine, number, "1", token)))


def test_a_process_of_another_container_is_never_called_ended() -> None:
    process, name = start(PRINT_NAME)
    end(process)
    _, *rest = name.split("/")
    assert not has_ended("/".join(("another-machine", *rest)))


def test_a_word_that_is_no_name_of_a_process_is_never_called_ended() -> None:
    for word in ("", "queue", "host:12:abc", "a/b/c", "a/b/c/d"):
        assert not has_ended(word)
