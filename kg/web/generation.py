"""One generation of the service: a process that loads one release and serves it until told to end.

Its order matters. The data are loaded while there is one thread; the keeper of the workers is split
off; then gunicorn takes over this process and forks the front, whose threads share what was loaded.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import threading
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from gunicorn.app.base import BaseApplication

from kg.errors import KgError, ReleaseError
from kg.files import file_digest
from kg.query.data import Data, with_own_union
from kg.query.far import FarStore
from kg.query.fence import die_with_parent
from kg.query.keeper import Keeper
from kg.query.prefixes import PREFIXES
from kg.release import current_release, open_data, open_release
from kg.release.contents import DATASET
from kg.store import count_lines, frozen_store, is_by_lines
from kg.web import create_app
from kg.web.elsewhere import Elsewhere
from kg.web.front import Front
from kg.web.patient import PatientWorker
from kg.web.site import Site, site_of
from kg.web.warming import make_indexes, prepare, warm

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

    from kg.query.limits import Limits
    from kg.web.settings import Settings

FAILED: Final = 3
PREPARING: Final = 5.0  # seconds for the explorer's graph, before its first reader has to wait
SILENCE: Final = 60  # seconds after which a front that gives no sign is replaced


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn is untyped
    """Gunicorn told by values instead of a configuration file."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:  # Any: gunicorn's settings
        self.app = app
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand the options to gunicorn."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application, loaded before the worker was forked."""
        return self.app


def open_site(settings: Settings) -> Site:
    """Return what a release, a project or RDF files hold, ready to be served.

    Data of more lines than may be loaded stand in a store on disk, made once for each release.

    Raises:
        ReleaseError: A folder holds neither, or the release is damaged.
        StoreError: A file cannot be read, or the store on disk not be written.
        SourceError: A file is no RDF, or broken.
    """
    places = settings.places
    if settings.store:
        return _far_site(settings)
    if len(places) == 1 and current_release(places[0]):
        release = open_release(places[0])
        if not _is_large(release.path / DATASET, settings):
            return site_of(release)
        folder = frozen_store(release.path / DATASET, settings.stores / release.digest)
        base = release.manifest.get("base", PREFIXES["id"])
        return Site(digest=release.digest, frozen=folder, base=base, release=release)
    if len(places) == 1 and is_by_lines(places[0]) and _is_large(places[0], settings):
        digest = file_digest(places[0])
        return Site(digest=digest, frozen=frozen_store(places[0], settings.stores / digest))
    return site_of(open_data(*places))


def application(settings: Settings) -> tuple[Flask, Front]:
    """Return the application and its front; its workers start in the process that asks first.

    Call it while the process has one thread: the keeper is split off here.
    """
    site = open_site(settings)
    if settings.outside.hosts:
        site = replace(site, elsewhere=Elsewhere(settings.outside))
    front = front_of(site, settings.limits)
    app = create_app(
        site, desk=front, limits=settings.limits, cache=settings.cache, log=settings.log
    )
    return app, front


def front_of(site: Site, limits: Limits) -> Front:
    """Return where questions are asked; call it while the process has one thread."""
    held = with_own_union(site.held) if site.held is not None else None
    if site.far is not None:
        site.far.close()  # a connection is not to be shared between processes
    gc.collect()
    gc.freeze()  # what is shared between processes is not to be touched by the collector

    def data() -> Data:
        return held or Data(site.store, site.store, is_far=site.far is not None)

    return Front(Keeper(data, limits))


def _far_site(settings: Settings) -> Site:
    """Return the release that a service holds, with its folder where one is named, too.

    Raises:
        ReleaseError: The folder holds another release than the service.
    """
    store = FarStore(settings.store_place(), seconds=settings.limits.seconds)
    digest = store.record.digest
    base = store.about.get("base", PREFIXES["id"])
    if not settings.places:
        return Site(digest=digest, far=store, base=base)
    release = open_release(settings.places[0])
    if release.digest != digest:
        raise ReleaseError(
            f"the store holds release {digest[:12]}, the folder {release.digest[:12]}",
            where=str(release.path),
            hint=f"load it: kg load {settings.places[0]} --to {settings.store}",
        )
    return Site(digest=digest, far=store, base=base, release=release)


def _is_large(path: Path, settings: Settings) -> bool:
    """Tell whether a file has more lines than may be loaded into memory."""
    return count_lines(path, most=settings.in_memory) > settings.in_memory


def live(settings: Settings, listener: int, ready: int) -> None:
    """Be a generation: load, serve on an open listener, end when told; never returns.

    Args:
        settings: How to run.
        listener: File descriptor that accepts connections; it is shared with other generations.
        ready: File descriptor for one line of JSON: what is served, or what went wrong.
    """
    status = FAILED
    try:
        die_with_parent(signal.SIGTERM)
        app, front = application(settings)
        make_indexes(app)

        def opened(_: object) -> None:
            front.open()
            warm(app)
            site = app.extensions["deungdae"]
            told = {"release": site.digest, "fence": front.fence}
            told["held"] = _where(site)
            preparing = threading.Thread(target=prepare, args=(app,), daemon=True)
            preparing.start()
            preparing.join(PREPARING)  # the generation before still serves
            _tell(ready, told)

        Server(app, _options(settings, listener, opened)).run()
        status = 0
    except KgError as error:
        told = {"kind": type(error).__name__, "message": error.message}
        _tell(ready, told | {"where": error.where, "hint": error.hint})
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else FAILED
    finally:
        if status == FAILED:
            traceback.print_exc()
        os._exit(status)


def _where(site: Site) -> str:
    if site.far is not None:
        return f"in the store {site.far.place.address}"
    return "in memory" if site.held is not None else f"on disk in {site.frozen}"


def _tell(ready: int, told: dict[str, str]) -> None:
    try:
        os.write(ready, json.dumps(told).encode() + b"\n")
        os.close(ready)
    except OSError:  # a front that was replaced: it has been told before
        return


def _options(settings: Settings, listener: int, opened: object) -> dict[str, Any]:
    return {
        "bind": f"fd://{listener}",
        "workers": 1,  # one front: its threads share the workers, the queue and the cache
        "worker_class": PatientWorker,
        "threads": settings.threads,
        "timeout": SILENCE,
        "graceful_timeout": int(settings.grace),
        "preload_app": True,
        "loglevel": "warning",
        "post_worker_init": opened,
        "control_socket_disable": True,
    }
