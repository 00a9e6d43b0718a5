"""Child processes that remember: the same probe or finish of the same clips is made once and then copied.

What a test sees is what the real child made; only the waiting is saved.
"""

import hashlib
import json
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from reelwright.kit.children import Children

Json = dict[str, Any]
Before = Callable[[Json], Awaitable[None]]

_FINISH = "reelwright.media.finish:finish"
_OUTPUTS = ("output", "poster", "sprite", "captions", "provenance_path")


class RememberingChildren:
    """The face of `Children`. `before[name]` runs before a call whose name contains it, and may raise or wait."""

    def __init__(self, real: Children, memory: Path) -> None:
        self._real = real
        self._memory = memory
        self.before: dict[str, Before] = {}
        self.calls: list[str] = []

    async def run(self, call: str, args: Json, **rest: Any) -> Json:
        self.calls.append(call)
        for name, step in list(self.before.items()):
            if name in call:
                await step({**args, **rest})
        if call == _FINISH:
            return await self._finish(args, rest)
        key = _digest(call, _by_content(args))
        kept = self._memory / f"{key}.json"
        if "output" in args or not kept.exists():
            answer = await self._real.run(call, args, **rest)
            if "output" in args:
                return answer
            kept.write_text(json.dumps(answer))
        answer = json.loads(kept.read_text())
        return answer

    async def _finish(self, args: Json, rest: Json) -> Json:
        """By everything but who is named in the provenance and where the files go."""
        plain = {name: value for name, value in args.items() if name not in ("provenance", *_OUTPUTS)}
        folder = Path(args["output"]).parent
        kept = self._memory / _digest(_FINISH, _by_content(plain))
        if not kept.exists():
            answer = await self._real.run(_FINISH, args, **rest)
            draft = self._memory / f"{kept.name}.draft"
            shutil.rmtree(draft, ignore_errors=True)
            shutil.copytree(folder, draft)
            (draft / "answer.json").write_text(json.dumps(answer).replace(str(folder), "FOLDER"))
            draft.rename(kept)
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        answer = json.loads((kept / "answer.json").read_text().replace("FOLDER", str(folder)))
        return answer

    def close(self) -> None:
        """The real ones belong to the whole run."""


def _by_content(value: Any) -> Any:
    """The value with each file in it named by its bytes."""
    if isinstance(value, dict):
        return {name: _by_content(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_by_content(item) for item in value]
    if isinstance(value, str) and value.startswith("/") and Path(value).is_file():
        return hashlib.sha256(Path(value).read_bytes()).hexdigest()
    return value


def _digest(call: str, value: Any) -> str:
    return hashlib.sha256(json.dumps([call, value], sort_keys=True).encode()).hexdigest()
