"""A private Postfix and Dovecot on loopback ports, everything below one folder.

No file of the system's own mail is touched. Recipients at mail.example get an answer by the start
of their local part: `reject` 550 5.1.1, `full` 452 4.2.2, `policy` 554 5.7.1, `drop` 421 and hang
up, `grey` 450 for two seconds, `slow` answered after one, `late` accepted and then bounced with
5.2.1. Mail of all others, and mail that comes back to news.example.org, goes into
`<folder>/mail/<local part>/`.
"""

from __future__ import annotations

import os
import shutil
import socket
import socketserver
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from waiting import eventually, within

POSTFIX_LIBRARIES = Path("/usr/lib/postfix/sbin")
PASSWORD = "open-sesame"
GREY_S, SLOW_S, RATE_UNIT_S, RATE_LIMIT = 2, 1, 4, 5


@dataclass(frozen=True, kw_only=True)
class MailServer:
    folder: Path
    port: int
    tls_port: int
    wrong_port: int
    login_port: int
    """STARTTLS and a login demanded; anybody with PASSWORD may."""
    limited_port: int
    """A few messages from one client in RATE_UNIT_S, then 450 4.7.1."""

    @property
    def ca_file(self) -> str:
        return str(self.folder / "pki" / "ca.pem")

    def delivered(self, local_part: str, *, wait_s: float = 10.0) -> list[bytes]:
        """The mails in one mailbox, waiting for the first."""
        new = self.folder / "mail" / local_part / "new"
        within(lambda: list(new.glob("*")), wait_s)
        return [path.read_bytes() for path in sorted(new.glob("*"))]


def missing() -> str:
    """Why this machine cannot run it, or ""."""
    if os.geteuid() != 0:
        return "Postfix is started by root"
    for program in ("postfix", "dovecot", "openssl"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    return "" if (POSTFIX_LIBRARIES / "lmtp").exists() else "Postfix keeps its daemons elsewhere"


@contextmanager
def mail_server(folder: Path) -> Iterator[MailServer]:
    ports = [_free_port() for _ in range(5)]
    names = ("port", "tls_port", "wrong_port", "login_port", "limited_port")
    server = MailServer(folder=folder, **dict(zip(names, ports, strict=True)))
    _certificates(folder / "pki")
    with _policy_service() as policy_port:
        _configure(server, policy_port)
        yield from _running(server, ports)


def _running(server: MailServer, ports: list[int]) -> Iterator[MailServer]:
    folder = server.folder
    etc = folder / "postfix" / "etc"
    _run("dovecot", "-c", folder / "dovecot.conf")
    try:
        _run("postfix", "-c", etc, "start")
        for port in ports:
            _wait_for(port)
        yield server
    finally:
        _run("postfix", "-c", etc, "stop")
        _run("doveadm", "-c", folder / "dovecot.conf", "stop")


def _run(*command: str | Path) -> None:
    """Run a command that starts or stops a daemon, which would keep a captured pipe open."""
    quiet = subprocess.DEVNULL
    subprocess.run(command, check=True, stdin=quiet, stdout=quiet, stderr=quiet, timeout=30)


@contextmanager
def _policy_service() -> Iterator[int]:
    """Postfix's policy protocol: `grey` recipients are put off, `slow` ones are answered late."""
    first_seen: dict[str, float] = {}

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            asked: dict[str, str] = {}
            for line in self.rfile:
                name, _, value = line.decode().rstrip("\n").partition("=")
                if name:
                    asked[name] = value
                    continue
                self.wfile.write(f"action={verdict(asked['recipient'])}\n\n".encode())

    def verdict(recipient: str) -> str:
        if recipient.startswith("slow"):
            time.sleep(SLOW_S)
        elif time.monotonic() - first_seen.setdefault(recipient, time.monotonic()) < GREY_S:
            return "450 4.2.0 Greylisted, try again later"
        return "DUNNO"

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as service:
        service.daemon_threads = True
        threading.Thread(target=service.serve_forever, daemon=True).start()
        yield int(service.server_address[1])
        service.shutdown()


def _configure(server: MailServer, policy_port: int) -> None:
    folder = server.folder
    for part in ("postfix/etc", "postfix/spool", "postfix/data", "mail", "dovecot"):
        (folder / part).mkdir(parents=True)
    for parent in (folder, *folder.parents):
        if parent != Path(tempfile.gettempdir()) and Path(tempfile.gettempdir()) in parent.parents:
            parent.chmod(0o755)
    shutil.chown(folder / "postfix" / "data", "postfix")
    shutil.chown(folder / "mail", 5000, 5000)
    etc = folder / "postfix" / "etc"
    (etc / "main.cf").write_text(
        f"""\
compatibility_level = 3.6
queue_directory = {folder}/postfix/spool
data_directory = {folder}/postfix/data
daemon_directory = {POSTFIX_LIBRARIES}
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
myhostname = mx.mail.example
mydestination =
mynetworks = 127.0.0.2/32
inet_interfaces = loopback-only
inet_protocols = ipv4
alias_maps =
virtual_mailbox_domains = mail.example news.example.org
virtual_mailbox_maps = static:all
virtual_transport = lmtp:unix:private/dovecot-lmtp
default_transport = error:nothing leaves this machine
transport_maps = regexp:{etc}/transport
recipient_delimiter = +
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_tls_auth_only = yes
smtpd_restriction_classes = ask_policy
ask_policy = check_policy_service inet:127.0.0.1:{policy_port}
anvil_rate_time_unit = {RATE_UNIT_S}s
smtpd_reject_unlisted_recipient = no
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access regexp:{etc}/recipients, permit
smtpd_tls_security_level = may
smtpd_tls_chain_files = {folder}/pki/server.chain
smtpd_error_sleep_time = 0
smtpd_client_connection_count_limit = 0
smtpd_discard_ehlo_keywords = chunking
disable_dns_lookups = yes
biff = no
"""
    )
    (etc / "recipients").write_text(
        """\
/^reject/  550 5.1.1 No such user here
/^full/    452 4.2.2 Mailbox full
/^policy/  554 5.7.1 Refused by policy
/^drop/    421 4.3.2 Shutting down
/^(grey|slow)/  ask_policy
"""
    )
    (etc / "transport").write_text("/^late/  error:5.2.1 Mailbox disabled\n")
    (etc / "master.cf").write_text(
        f"""\
127.0.0.1:{server.port} inet n - n - 100 smtpd
127.0.0.1:{server.tls_port} inet n - n - 100 smtpd
  -o smtpd_tls_wrappermode=yes
127.0.0.1:{server.wrong_port} inet n - n - 100 smtpd
  -o smtpd_tls_chain_files={folder}/pki/wrong.chain
127.0.0.1:{server.login_port} inet n - n - 100 smtpd
  -o smtpd_tls_security_level=encrypt -o smtpd_sasl_auth_enable=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
127.0.0.1:{server.limited_port} inet n - n - 100 smtpd
  -o smtpd_client_message_rate_limit={RATE_LIMIT} -o smtpd_client_event_limit_exceptions=
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
showq unix n - n - - showq
postlog unix-dgram n - n - 1 postlogd
"""
    )
    (folder / "dovecot.conf").write_text(
        f"""\
base_dir = {folder}/dovecot
state_dir = {folder}/dovecot
log_path = {folder}/dovecot.log
protocols = lmtp
ssl = no
mail_location = maildir:{folder}/mail/%Ln
recipient_delimiter = +
auth_mechanisms = plain login
first_valid_uid = 100
userdb {{
  driver = static
  args = uid=5000 gid=5000 home={folder}/mail/%Ln allow_all_users=yes
}}
passdb {{
  driver = static
  args = password={PASSWORD}
}}
service auth {{
  unix_listener {folder}/postfix/spool/private/auth {{
    mode = 0660
    user = postfix
  }}
}}
service lmtp {{
  unix_listener {folder}/postfix/spool/private/dovecot-lmtp {{
    mode = 0600
    user = postfix
  }}
}}
default_internal_user = dovecot
default_login_user = dovenull
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""
    )
    (folder / "postfix" / "spool" / "private").mkdir()
    shutil.chown(folder / "postfix" / "spool" / "private", "postfix")


def _certificates(folder: Path) -> None:
    folder.mkdir(parents=True)

    def openssl(*words: str) -> None:
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    new = ["-newkey", "rsa:2048", "-nodes"]
    openssl(
        "req",
        "-x509",
        *new,
        "-days",
        "2",
        "-subj",
        "/CN=Test CA",
        "-keyout",
        "ca.key",
        "-out",
        "ca.pem",
    )
    for name, host in (("server", "localhost"), ("wrong", "elsewhere.example")):
        openssl(
            "req", *new, "-subj", f"/CN={host}", "-keyout", f"{name}.key", "-out", f"{name}.csr"
        )
        (folder / f"{name}.ext").write_text(f"subjectAltName=DNS:{host}\n")
        signed = [
            "-CA",
            "ca.pem",
            "-CAkey",
            "ca.key",
            "-CAcreateserial",
            "-days",
            "2",
            "-extfile",
            f"{name}.ext",
        ]
        openssl("x509", "-req", "-in", f"{name}.csr", *signed, "-out", f"{name}.crt")
        chain = folder / f"{name}.chain"
        chain.write_bytes(
            (folder / f"{name}.key").read_bytes() + (folder / f"{name}.crt").read_bytes()
        )
        chain.chmod(0o600)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _wait_for(port: int) -> None:
    eventually(lambda: _is_open(port), f"port {port}", within_s=15)


def _is_open(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
