"""Commands that show a store: pages on this machine, and the same pages as plain files."""

from __future__ import annotations

import socket
from pathlib import Path

import click

from kg.cli.options import open_store, store_option
from kg.errors import KgError


@click.command()
@store_option
@click.option("--port", type=click.IntRange(1, 65535), default=8321, show_default=True)
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="Another name that this server may be asked by, as behind a proxy.")
@click.option("--seconds", type=click.FloatRange(0, 3600, min_open=True), default=5.0, show_default=True, help="Stop a question or query after so long.")
def serve(store: Path, port: int, hosts: tuple[str, ...], seconds: float) -> None:
    """Serve pages and a SPARQL endpoint on this machine alone; nothing is written, nothing leaves it.

    \b
    kg serve
    kg serve --store desk --port 8400
    kg ingest releases/ && kg serve
    """
    try:
        from kg.server import app
    except ImportError as error:
        raise _missing_part() from error
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise KgError(f"port {port} is taken; choose another: kg serve --port {port + 1 if port < 65535 else port - 1}") from error
    click.echo(f"http://127.0.0.1:{port}/  (Ctrl-C ends it)", err=True)
    app.serve(store, port, hosts, seconds)


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@store_option
def site(out: Path, store: Path) -> None:
    """Write the pages as plain files into a new folder; they open from disk and need no server.

    \b
    kg site pages/
    kg site pages/ --store desk
    kg site pages/ && xdg-open pages/index.html
    """
    try:
        from kg.server.site import write_site
    except ImportError as error:
        raise _missing_part() from error
    click.echo(f"{write_site(store, out)} pages; open {out / 'index.html'}", err=True)


@click.command()
@store_option
@click.option("--endpoint", metavar="URL", envvar="KG_ENDPOINT", required=True, help="Where the server is asked.")
@click.option("--update", metavar="URL", help="Where it takes updates.  [default: the same, or .../update for .../query]")
@click.option("--batch", type=click.IntRange(1), default=5000, show_default=True, help="Triples an update inserts at most.")
def publish(store: Path, endpoint: str, update: str | None, batch: int) -> None:
    """Make a SPARQL server hold the graphs of the store; what it holds already is not sent. After an interruption, run it again.

    A name and password, where the server wants them, are KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD.

    \b
    kg publish --endpoint http://localhost:7878/query
    kg publish --endpoint http://localhost:3030/kg/sparql --update http://localhost:3030/kg/update
    kg publish --endpoint http://localhost:8890/sparql-auth --batch 1000
    """
    from kg import remote
    from kg.ask import contents
    from kg.cli.progress import Progress
    from kg.rdf import reference_nquads

    graphs = remote.Graphs.of(contents(store), reference_nquads() + open_store(store).links())
    with Progress("graphs") as progress:
        report = remote.publish(graphs, remote.Endpoint(endpoint, update), batch, tell=lambda r: progress.tell(r.counts()))
    click.echo(", ".join(f"{count} {name}" for name, count in report.counts().items()), err=True)


def _missing_part() -> KgError:
    return KgError("pages need the part [server]: pip install 'dipkg[server]'")
