"""The installation's own secret: made on the first run, never shipped."""

import os
import secrets
from pathlib import Path

from reelwright.app.settings import Settings

NAME = "secret.key"


def secret_key(settings: Settings) -> bytes:
    """The key from the settings, else that of the data folder, made there (readable by its owner alone) if missing.

    Several processes may start at once: the one that links its file into place first decides for all.
    """
    if given := settings.secret_key.get_secret_value():
        return given.encode()
    path = settings.data_dir / NAME
    if not path.exists():
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        _make(path)
    key = path.read_bytes().strip()
    if len(key) < 32:
        raise RuntimeError(f"{path} is damaged. Bring it back from a backup: without it, stored keys cannot be read.")
    return key


def _make(path: Path) -> None:
    draft = path.with_name(f"{NAME}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_urlsafe(48).encode())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first: its key counts
    finally:
        draft.unlink()
