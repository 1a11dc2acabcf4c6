"""How a server is spoken to: in the clear with this computer alone, and with any other only where its certificate is good."""

from __future__ import annotations

import datetime
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from psycopg.conninfo import conninfo_to_dict

from adjudicator.port.answers import Head
from adjudicator.records.trouble import WorldError
from adjudicator.shared.address import ServerAddress
from adjudicator.shared.postgres import PostgresServer, version_of
from tests.server.conftest import NOT_HERE, Place, founded, ready
from tests.server.engine import Engine, binaries

HOST = "db.example.test"
PASSWORD = "pässword of the station"


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("postgresql://me@localhost/x", True),
        ("postgresql://me@127.0.0.1:5433/x", True),
        ("postgresql://me@[::1]/x", True),
        ("postgresql:///x?host=/run/postgresql", True),
        ("postgresql:///x", True),
        ("host=localhost dbname=x user=me", True),
        ("postgresql://me@db.example.gov/x", False),
        ("postgresql://me@10.0.0.5/x", False),
        ("postgresql://me@localhost.example.gov/x", False),
        ("postgresql://me@localhost,db.example.gov/x", False),
        ("postgresql://me@localhost/x?hostaddr=10.0.0.5", False),
        ("postgresql://me@/x?service=county", False),
    ],
)
def test_any_host_but_this_computer_is_spoken_to_in_secret(url: str, local: bool) -> None:
    parts = conninfo_to_dict(ServerAddress(url).conninfo("secret"))
    assert (parts.get("sslmode"), parts.get("channel_binding"), parts.get("require_auth")) == (
        (None, None, None) if local else ("verify-full", "require", "scram-sha-256")
    )
    assert parts["password"] == "secret"
    assert int(str(parts["connect_timeout"])) < 10


def test_nobody_can_ask_for_less(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGSSLMODE", "disable")
    monkeypatch.setenv("PGHOSTADDR", "10.0.0.5")
    weak = (
        "postgresql://me@db.example.gov/x?sslmode=disable&channel_binding=disable&sslrootcert=/ca.pem&require_auth=none"
    )
    parts = conninfo_to_dict(ServerAddress(weak).conninfo())
    assert (parts["sslmode"], parts["channel_binding"], parts["require_auth"]) == (
        "verify-full",
        "require",
        "scram-sha-256",
    )
    assert (parts["sslrootcert"], parts["hostaddr"]) == ("/ca.pem", "")


@pytest.mark.parametrize(
    "url", ["postgresql://me:secret@localhost/x", "postgresql://me@localhost/x?password=secret", "nonsense", "x=1"]
)
def test_an_address_is_one_and_has_no_password_in_it(url: str) -> None:
    with pytest.raises(WorldError) as bad:
        PostgresServer(url)
    assert bad.value.code == "bad_address"
    assert "secret" not in str(bad.value)


def test_versions_are_compared_by_their_numbers() -> None:
    assert version_of("0.10.0") > version_of("0.9.9") > version_of("0.9") > version_of("")
    assert version_of("1.x.2") == (1, 0, 2)


@dataclass(frozen=True)
class Certificates:
    """An authority of the tests', and another that nobody trusts."""

    folder: Path

    def make(self, name: str, *hosts: str) -> None:
        """An authority and, under it, a certificate for these hosts."""
        key, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
        issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name} authority")])
        authority = self._builder(issuer, issuer, key).add_extension(
            x509.BasicConstraints(ca=True, path_length=None), True
        )
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0])])
        names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
        server = self._builder(subject, issuer, own).add_extension(names, False)
        for path, made in ((f"{name}-ca.pem", authority), (f"{name}.crt", server)):
            (self.folder / path).write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
        pem = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        (self.folder / f"{name}.key").write_bytes(own.private_bytes(*pem))
        (self.folder / f"{name}.key").chmod(0o600)

    def _builder(
        self, subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey
    ) -> x509.CertificateBuilder:
        now = datetime.datetime.now(datetime.UTC)
        made = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
        made = made.serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
        return made.not_valid_after(now + datetime.timedelta(days=1))


@dataclass(frozen=True)
class OverTls:
    """A record on a server that takes nobody without TLS and a password."""

    place: Place
    port: int
    folder: Path

    def server(self, *, host: str = HOST, authority: str = "good", password: str = PASSWORD) -> PostgresServer:
        """The server by a station's login, as if it were another computer."""
        more = f"?hostaddr=127.0.0.1&sslrootcert={self.folder / f'{authority}-ca.pem'}"
        url = f"postgresql://{self.place.login('front')}@{host}:{self.port}/ballots{more}"
        return PostgresServer(url, password, self.place.case)


@pytest.fixture(scope="module")
def over_tls() -> Iterator[OverTls]:
    """A server with a certificate."""
    if binaries() is None:
        pytest.skip(NOT_HERE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    engine = ready(Engine.make())
    engine.stop()
    certificates = Certificates(engine.folder)
    certificates.make("good", HOST)
    certificates.make("other", HOST)
    key = engine.folder / "good.key"
    if engine.owner:
        shutil.chown(key, engine.owner)
    hba = "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n"
    (engine.data / "pg_hba.conf").write_text(hba, "utf-8")
    files = {"ssl": "on", "ssl_cert_file": str(engine.folder / "good.crt"), "ssl_key_file": str(key)}
    engine.configure({**files, "listen_addresses": "127.0.0.1"}, port)
    try:
        engine.start()
    except AssertionError:
        without = "SSL is not supported by this build" in engine.newest_said()
        engine.end()
        if without:
            pytest.skip("this PostgreSQL was built without TLS")
        raise
    place = founded(engine)
    place.founder.add_station(place.login("front"), PASSWORD, "Front")
    yield OverTls(place, port, engine.folder)
    place.close()
    engine.end()


def test_a_station_comes_in_over_tls_with_its_password(over_tls: OverTls) -> None:
    with over_tls.server() as server:
        assert server.head() == Head(0, server.root_at(0) or b"")
        with over_tls.place.engine.administrator() as administrator:
            found = administrator.execute(
                "SELECT ssl, version FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename = %s",
                (over_tls.place.login("front"),),
            ).fetchall()
        assert found == [(True, "TLSv1.3")]


@pytest.mark.parametrize(
    "wrong", [{"password": "another"}, {"password": ""}, {"authority": "other"}, {"host": "db.example.org"}]
)
def test_a_wrong_password_or_certificate_is_refused_in_plain_words(
    over_tls: OverTls, wrong: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSFILE", "/dev/null")
    with over_tls.server(**wrong) as server, pytest.raises(WorldError) as refused:
        server.head()
    assert refused.value.code == "server_refuses"
    assert ("certificate" in refused.value.what) is ("password" not in wrong)
    assert over_tls.place.login("front") not in str(refused.value)


def test_a_server_without_tls_is_told_nothing() -> None:
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def say_no() -> None:
            with listening.accept()[0] as line:
                heard.append(line.recv(8))  # whether it knows TLS
                line.sendall(b"N")
                heard.append(line.recv(1000))

        thread = Thread(target=say_no)
        thread.start()
        url = f"postgresql://me@{HOST}:{listening.getsockname()[1]}/x?hostaddr=127.0.0.1&sslrootcert=/dev/null"
        with PostgresServer(url, PASSWORD, "c1") as server, pytest.raises(WorldError) as refused:
            server.head()
        thread.join()
    assert refused.value.code == "server_refuses"
    assert heard[1:] == [b""]


def test_nobody_listens_there(tmp_path: Path) -> None:
    with PostgresServer(f"postgresql://me@/x?host={tmp_path}", case="c1") as server, pytest.raises(WorldError) as away:
        server.head()
    assert away.value.code == "server_away"
    with pytest.raises(WorldError):
        server.head()  # which is closed
