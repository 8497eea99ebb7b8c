"""Mail servers on loopback: Postfix's smtp-sink, and a proxy that makes any server far away."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager


@contextmanager
def smtp_sink() -> Iterator[int]:
    """A smtp-sink, which keeps nothing, on a free port."""
    port = free_port()
    as_user = ["-u", "nobody"] if os.geteuid() == 0 else []
    command = ["smtp-sink", *as_user, "-c", f"127.0.0.1:{port}", "1000"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit(f"port {port} did not open")


@contextmanager
def delaying_proxy(port: int, one_way_s: float) -> Iterator[int]:
    """Forward bytes both ways, each chunk late by `one_way_s`, and no chunk behind it later."""
    ready_port: list[int] = []
    started = threading.Event()
    loop = asyncio.new_event_loop()

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while octets := await reader.read(65536):
            loop.call_later(one_way_s, writer.write, octets)
        loop.call_later(one_way_s, writer.close)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(
            pump(reader, far_writer), pump(far_reader, writer), return_exceptions=True
        )

    async def listen() -> None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        ready_port.append(server.sockets[0].getsockname()[1])
        started.set()

    async def end(tasks: Iterable[asyncio.Task[object]]) -> None:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def run() -> None:
        loop.set_exception_handler(lambda *_: None)  # connections cut at the end are not news
        loop.run_until_complete(listen())
        loop.run_forever()
        loop.run_until_complete(end(asyncio.all_tasks(loop)))
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    started.wait(5)
    try:
        yield ready_port[0]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
