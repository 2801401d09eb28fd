"""`jixiao review`: correct what was extracted, in the browser (人工复核)."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.commands import accounts

if TYPE_CHECKING:
    from annotations.review.settings import ReviewSettings
    from annotations.store import Store

HELP = "correct extracted reports in the browser"
TOKEN_VARIABLE = "JIXIAO_REVIEW_TOKEN"
DATABASE = "review.db"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "where",
        metavar="DIR_OR_DB",
        help=f"an output folder of extract (its edits go to {DATABASE} in it), a SQLite file, "
        "or the URL of a PostgreSQL database",
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default loopback)"
    )
    parser.add_argument("--port", type=int, default=8765, help="port to listen on (default 8765)")
    parser.add_argument(
        "--token",
        default=os.environ.get(TOKEN_VARIABLE),
        help="what the one person who comes from another machine must know, in a store without "
        f"accounts (better in the environment: {TOKEN_VARIABLE}); several people get accounts",
    )
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="a further name under which browsers may address the server (repeatable)",
    )
    parser.add_argument(
        "--gold",
        nargs="+",
        default=[],
        metavar="FILE",
        help="gold annotation files to bring in as a layer, for texts the store has",
    )
    parser.add_argument(
        "--verify",
        action="store_true",
        help="serve nothing: check that the trail of edits is as it was written, and print its seal",
    )
    parser.add_argument("--model", metavar="DIR", help='weights for uploads, or "pattern"')
    parser.add_argument(
        "--learning", metavar="DIR", help="folder of learning runs (default: beside a SQLite file)"
    )
    parser.add_argument(
        "--originals",
        metavar="DIR",
        help="folder of the uploaded PDF files, whose pages are shown (default: beside a SQLite file)",
    )
    accounts.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted; return 2 for an unsafe or impossible combination."""
    from annotations.review.settings import ReviewSettings
    from extraction.errors import SettingsError

    if arguments.verify:
        return verify_trail(arguments.where)
    if accounts.asked(arguments):
        return change_accounts(arguments)

    try:
        settings = ReviewSettings(
            host=arguments.host,
            port=arguments.port,
            token=arguments.token,
            allowed_hosts=tuple(name.lower() for name in arguments.allow_host),
            model=arguments.model,
            learning=arguments.learning,
            originals=arguments.originals,
            accounts=has_accounts(arguments.where),
        )
    except SettingsError as error:
        print(f"jixiao review: {error}", file=sys.stderr)
        return 2
    _serve(arguments, settings)
    return 0


def _serve(arguments: argparse.Namespace, settings: ReviewSettings) -> None:
    import uvicorn

    from annotations.review.app import create_app
    from annotations.review.connections import Server, allow_many_files, patient_protocol

    allow_many_files()
    sys.setswitchinterval(
        0.001
    )  # an edit does not wait 5 ms for each turn beside a thread that computes
    store = open_store(arguments.where)
    bring_in_gold(arguments.gold, store)
    print(f"http://{settings.host}:{settings.port}/", flush=True)
    app = create_app(store, settings)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        limit_concurrency=settings.connections,
        timeout_keep_alive=settings.idle_seconds,
        timeout_graceful_shutdown=5,
        http=patient_protocol(settings.idle_seconds),
        h11_max_incomplete_event_size=64 * 1024,
        backlog=settings.connections,
    )
    with contextlib.suppress(KeyboardInterrupt):
        Server(config, app.state.context.watcher).run()
    app.state.context.reader.close()
    app.state.context.images.close()
    store.close()


def _database(where: str) -> str | Path:
    return Path(where) / DATABASE if Path(where).is_dir() else where


def has_accounts(where: str) -> bool:
    """Tell whether a store is there and has accounts; none is made."""
    from annotations.accounts import People
    from annotations.store import Store

    database = _database(where)
    if "://" not in str(database) and not Path(database).is_file():
        return False
    store = Store.open(database)
    found = People(store.engine).exist
    store.close()
    return found


def change_accounts(arguments: argparse.Namespace) -> int:
    """Do to the accounts of a store what the options say."""
    from annotations.accounts import People
    from annotations.store import Store

    store = Store.open(_database(arguments.where))
    code = accounts.run(arguments, People(store.engine))
    store.close()
    return code


def verify_trail(where: str) -> int:
    """Check the chains of events and of accounts of a store; return 1 where they do not hold."""
    from annotations.store import Store

    store = Store.open(_database(where))
    found = store.verify_chain()
    store.close()
    for fault in found.faults:
        print(f"jixiao review: {fault}", file=sys.stderr)
    unsealed = f", {found.unsealed} of them from before there was a chain" if found.unsealed else ""
    print(f"{found.events} events{unsealed}; {len(found.faults)} faults; seal {found.seal}")
    return 1 if found.faults else 0


def open_store(where: str) -> Store:
    """Open the store of an output folder (new records are imported), a file or a URL."""
    from annotations.store import Store, import_folder

    if not Path(where).is_dir():
        return Store.open(where)
    store = Store.open(Path(where) / DATABASE)
    import_folder(store, where)
    return store


def bring_in_gold(paths: list[str], store: Store) -> None:
    """Import gold files as layers on the texts that the store has."""
    from annotations.gold import read_gold
    from annotations.store import import_gold

    for path in paths:
        record = read_gold(path)
        document = store.find_document(record.sha256)
        if document is None:
            print(f"jixiao review: {path}: its text is not in the store", file=sys.stderr)
        elif store.find_layer(document.id, "gold") is None:
            import_gold(store, record, store.text(document.id), origin=Path(path).name)
