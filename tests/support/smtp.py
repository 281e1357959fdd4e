"""A small mail server on this machine, with STARTTLS under a certificate of its own (RFC 5321, RFC 3207)."""

from __future__ import annotations

import datetime
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

YES = {"QUIT": "221 bye", "AUTH": "235 come in"}


@dataclass
class Smtp:
    """`replies`: what it says to a command (its first four letters) in place of yes; "lost" to `DATA` takes the mail
    and hangs up."""

    port: int
    trust: ssl.SSLContext
    replies: dict[str, str] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)


@contextmanager
def smtp_server(folder: Path) -> Iterator[Smtp]:
    certificate, served = _certificate(folder), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(certificate)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            try:
                self._talk()
            except OSError:
                pass  # the client went away, as one does that does not trust the certificate
            finally:
                self._connection.close()

        def _talk(self) -> None:
            self._connection = connection = self.request
            lines = connection.makefile("rb")
            connection.sendall(b"220 here\r\n")
            while line := lines.readline():
                word = line[:4].decode().strip().upper()
                smtp.commands.append(line.decode().strip())
                said = smtp.replies.get(word)
                if word == "EHLO":
                    connection.sendall(b"250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n")
                elif word == "STAR":
                    connection.sendall(b"220 go on\r\n")
                    self._connection = connection = served.wrap_socket(connection, server_side=True)
                    lines = connection.makefile("rb")
                elif word == "DATA" and said in (None, "lost"):
                    connection.sendall(b"354 go on\r\n")
                    mail = b""
                    while (more := lines.readline()) not in (b".\r\n", b""):
                        mail += more
                    smtp.taken.append(mail.decode())
                    if said == "lost":
                        return
                    connection.sendall(b"250 taken\r\n")
                else:
                    connection.sendall((said or YES.get(word, "250 ok")).encode() + b"\r\n")

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    smtp = Smtp(server.server_address[1], ssl.create_default_context(cafile=certificate))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield smtp
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _certificate(folder: Path) -> Path:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "here")])
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = folder / "here.pem"
    path.write_bytes(private + built.public_bytes(Encoding.PEM))
    return path
