"""A process has a name of its own, and its end is seen from the same machine alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

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


def test_a_name_has_no_part_that_is_empty_or_holds_the_mark_between_parts() -> None:
    machine, number, started, token = this_process().split("/")
    assert machine
    assert int(number) == os.getpid()
    assert started.isdecimal()
    # six random bytes, as hexadecimal digits
    assert len(token) == 12
    assert int(token, 16) >= 0


def test_a_process_that_ended_and_was_not_asked_after_has_ended() -> None:
    process, name = start(PRINT_NAME)
    process.stdout.close()  # type: ignore[union-attr]
    # without a wait it stays a zombie, whose number is taken
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert has_ended(name)
    process.wait()
    assert has_ended(name)


def test_a_command_with_blanks_and_brackets_has_a_time_of_start(tmp_path: Path) -> None:
    odd = tmp_path / "a) S (b"
    odd.symlink_to(sys.executable)
    process = subprocess.Popen(
        [str(odd), "-c", f"{PRINT_NAME}; input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert process.stdout is not None
    name = process.stdout.readline().strip()
    assert name.split("/")[2].isdecimal()
    assert not has_ended(name)
    end(process)
    assert has_ended(name)


def test_a_forked_child_has_a_name_of_its_own() -> None:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, this_process().encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        name = pipe.read()
    os.waitpid(child, 0)
    assert name.split("/")[0] == this_process().split("/")[0]
    assert name.split("/")[1] == str(child)
    assert name.split("/")[3] != this_process().split("/")[3]


@pytest.mark.parametrize("number", ["-1", "", "0x10", "1.5", "12 "])
def test_a_number_that_no_process_has_is_never_called_ended(number: str) -> None:
    machine, _, started, token = this_process().split("/")
    assert not has_ended("/".join((machine, number, started, token)))


def test_further_parts_of_a_name_change_no_answer() -> None:
    assert not has_ended(f"{this_process()}/worker/3")
