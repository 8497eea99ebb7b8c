"""The references of sending: Postfix's load generator, a plain loop, nodemailer's pool."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
import tempfile
import time
from email.message import EmailMessage
from pathlib import Path

from digest.deliver import Algorithm, new_key
from sending.issue import PUBLICATION, issue_of

HERE = Path(__file__).parent


def by_smtp_source(port: int, count: int, size: int, connections: int) -> float:
    """Return the messages a second of Postfix's load generator: unsigned, equal bytes."""
    started = time.perf_counter()
    addresses = ["-f", "bounce@news.example.org", "-t", "reader@mail.example"]
    sessions = ["-s", str(connections), "-m", str(count), "-l", str(size)]
    subprocess.run(["smtp-source", *sessions, *addresses, f"127.0.0.1:{port}"], check=True)
    return count / (time.perf_counter() - started)


def by_plain_loop(port: int, count: int, size: int) -> float:
    """Messages a second of what one writes first: EmailMessage, dkimpy, aiosmtplib."""
    import aiosmtplib
    import dkim

    key = new_key(Algorithm.RSA)
    issue = issue_of(size)

    def built(number: int) -> bytes:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = (
            PUBLICATION.from_address,
            f"r{number}@mail.example",
            issue.subject,
        )
        mail.set_content(issue.text)
        mail.add_alternative(issue.html, subtype="html")
        raw = mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))
        return bytes(dkim.sign(raw, b"bench", b"news.example.org", key)) + raw

    async def run() -> None:
        client = aiosmtplib.SMTP(hostname="127.0.0.1", port=port, start_tls=False)
        await client.connect()
        for number in range(count):
            await client.sendmail(
                "bounce@news.example.org", [f"r{number}@mail.example"], built(number)
            )
        await client.quit()

    started = time.perf_counter()
    asyncio.run(run())
    return count / (time.perf_counter() - started)


def by_nodemailer(port: int, count: int, size: int, connections: int) -> float | None:
    """Return the messages a second of nodemailer's pool with DKIM; None where it is missing."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        print("nodemailer is left out: node and npm are not here", file=sys.stderr)
        return None
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(HERE / "package.json", folder)
        install = [
            "npm",
            "install",
            "--no-package-lock",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--silent",
        ]
        installed = subprocess.run(
            install, cwd=folder, capture_output=True, text=True, check=False, timeout=120
        )
        if installed.returncode:
            print(
                f"nodemailer is left out: npm could not install it: {installed.stderr[:200]}",
                file=sys.stderr,
            )
            return None
        issue, inside = issue_of(size), Path(folder)
        (inside / "key.pem").write_bytes(new_key(Algorithm.RSA))
        (inside / "page.html").write_text(issue.html)
        (inside / "page.txt").write_text(issue.text)
        words = ["node", str(HERE / "pool.mjs"), str(port), str(count), str(connections), folder]
        done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=1200)
    return float(json.loads(done.stdout)["per_s"])
