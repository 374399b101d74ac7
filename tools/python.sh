#!/usr/bin/env bash
# python.sh may_run PORT: is there a Python that will do, and may the hall be opened? python.sh install run|dev: a lock
# into .venv.
set -euo pipefail

# The operating system's before another on the PATH, which often is a slower build: docs/decisions/0076-the-systems-python.md
first_that_will_do() {
    for each in /usr/bin/python3 python3; do
        "$each" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2> /dev/null && break
    done
    echo "$each"
}
python=${PYTHON:-$(first_that_will_do)}

fail() {
    echo "$1" >&2
    exit 1
}

check() {
    command -v "$python" > /dev/null ||
        fail "Balai needs Python 3.11 or newer, and there is no $python here."
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "Balai needs Python 3.11 or newer; $python is $("$python" -c 'import platform; print(platform.python_version())')."
    # Debian takes ensurepip out of Python, and venv then leaves half an environment behind.
    "$python" -c 'import ensurepip, venv' 2> /dev/null || [ -x .venv/bin/python ] ||
        fail "This Python cannot make virtual environments. On Debian: apt-get install python3-venv"
}

may_run() {
    check
    exec "$python" tools/may_run.py "$1"
}

environment() {
    .venv/bin/python -c '' 2> /dev/null || "$python" -m venv --clear .venv
    .venv/bin/python -c 'import uv' 2> /dev/null ||
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/installer.lock ||
        echo "uv cannot be had; pip will do."
}

install() {
    check
    environment
    # Many processes of the tests read them all. A hall that opens for the first time reads few.
    [ "$1" != dev ] || export UV_COMPILE_BYTECODE=1
    # uv is many times faster; it does not read pip's configuration, so pip may reach what uv cannot.
    .venv/bin/python -m uv pip install --require-hashes --python .venv/bin/python -r "requirements/$1.lock" ||
        .venv/bin/python -m pip install --disable-pip-version-check --require-hashes -r "requirements/$1.lock"
}

"$@"
