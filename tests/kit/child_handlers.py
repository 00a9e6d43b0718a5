"""What the children in test_children.py are told to do."""

import os
import subprocess
import sys
import time
from pathlib import Path

from reelwright.kit.children import Json, Report
from reelwright.kit.problems import Invalid


def echo(args: Json, report: Report) -> Json:
    print("a library that prints must not break the protocol")
    return {"pid": os.getpid(), **args}


def count(args: Json, report: Report) -> Json:
    for number in range(args["to"]):
        report({"number": number})
    return {"counted": args["to"]}


def sleep_with_grandchild(args: Json, report: Report) -> Json:
    grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    Path(args["pids"]).write_text(f"{os.getpid()} {grandchild.pid}")
    report({"started": True})
    time.sleep(60)
    return {}


def refuse(args: Json, report: Report) -> Json:
    raise Invalid("The file is a poem.", fields={"file": "not a picture"}, seen="poem")


def stumble(args: Json, report: Report) -> Json:
    raise ZeroDivisionError("by nothing")


def leave(args: Json, report: Report) -> Json:
    os._exit(3)


def allocate(args: Json, report: Report) -> Json:
    return {"bytes": len(bytearray(args["bytes"]))}


def environment(args: Json, report: Report) -> Json:
    return dict(os.environ)
