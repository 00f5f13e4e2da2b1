#!/bin/sh
# Make .venv where there is no usable one, then install the project and one dependency group into it.
# The Makefile calls it: sh tools/venv.sh GROUP
set -eu

group=$1
venv=.venv
oldest=3.11 # as requires-python in pyproject.toml

say() { printf '%s\n' "$*" >&2; }
fail() {
    say "error: $*"
    exit 1
}

# A name on PATH proves little: version managers leave commands there that refuse to run.
runs() { "$@" >/dev/null 2>&1; }
has_uv() { runs uv --version; }
is_recent() { runs "$1" -c "import sys; sys.exit(sys.version_info < tuple(map(int, '$oldest'.split('.'))))"; }
has_venv() { runs "$1" -c 'import ensurepip, venv'; }

# Print the first Python that is recent enough and can make a virtual environment.
choose_python() {
    if [ -n "${PYTHON:-}" ]; then set -- "$PYTHON"; else
        set -- python3 python3.14 python3.13 python3.12 python3.11 python
    fi
    incapable=
    for candidate; do
        is_recent "$candidate" || continue
        if has_venv "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
        incapable=${incapable:-$candidate}
    done
    [ -z "$incapable" ] || fail_without_venv "$incapable"
    fail "no Python $oldest or newer among: $*. Install one, name it (make PYTHON=/path/to/python3.12 …), or install uv."
}

fail_without_venv() {
    version=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    fail "$1 (Python $version) cannot make virtual environments." \
        "On Debian and Ubuntu: apt install python$version-venv. Or install uv."
}

make_with_uv() {
    # uv finds, or fetches, a Python that requires-python in pyproject.toml allows.
    if [ -z "${PYTHON:-}" ]; then
        uv venv --quiet "$venv"
    elif is_recent "$PYTHON"; then
        uv venv --quiet --python "$PYTHON" "$venv"
    else
        fail "PYTHON=$PYTHON is not a Python $oldest or newer that runs."
    fi
}

make_venv() {
    say "Making $venv (once)"
    rm -rf "$venv"
    if has_uv; then
        make_with_uv
    else
        python=$(choose_python)
        "$python" -m venv "$venv"
    fi
}

install_with_pip() {
    python=$venv/bin/python
    # An environment that uv made has no pip.
    runs "$python" -m pip --version || "$python" -m ensurepip >/dev/null
    # 25.1 is the first pip that knows --group.
    "$python" -m pip install --quiet --disable-pip-version-check 'pip>=25.1'
    "$python" -m pip install --quiet --disable-pip-version-check --editable . --group "$group"
}

is_recent "$venv/bin/python" || make_venv
say "Installing the project and its '$group' dependencies (when pyproject.toml changes)"
if has_uv; then
    uv pip install --quiet --python "$venv/bin/python" --editable . --group "$group"
else
    install_with_pip
fi
