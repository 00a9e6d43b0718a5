# Sourced by ./run and ./test, with $root set. Kept to a few milliseconds: it runs before every command.
python=$root/.venv/bin/python
export REELWRIGHT_HOME="$root" # where data/, logs/ and .env are, wherever this was called from
unset PYTHONPATH PYTHONHOME # another project's; this one's modules are found through .venv

# ready run|test: return once this checkout is set up for it; the set-up itself is tools/setup.py.
ready() {
    inputs=$(cd "$root" && find tools/setup.py ./*requirements*.txt tools/*.txt docs/reference/openapi.json web \
        src/reelwright/studio/fonts/*.json src/reelwright/studio/fonts/*.py \
        \( -name node_modules -o -path web/src/api \) -prune -o -type f -exec cat {} + | cksum)
    if [ "$(cat "$root/.venv/ready-$1" 2>/dev/null)" != "$inputs" ] || ! [ -x "$python" ]; then
        base=$(find_python) || exit $?
        status=0
        "$base" "$root/tools/setup.py" "$1" >&2 || status=$?
        case $status in
            0) printf '%s\n' "$inputs" >"$root/.venv/ready-$1" ;;
            4) ;; # ready but for the web studio's pages: it starts, and the next start tries again
            *) exit $status ;;
        esac
    fi
}

# The first interpreter new enough. A name on PATH may be a stub that cannot run, so each is asked.
find_python() {
    for candidate in ${PYTHON:+"$PYTHON"} python3.13 python3.12 python3.11 python3.14 python3 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    echo "Reelwright needs Python 3.11 or newer, with pip. Install it (Debian 12, Ubuntu 24.04 and newer:" \
        "sudo apt-get install -y python3 python3-pip), or name one: PYTHON=/path/to/python3 $0" >&2
    return 3
}
