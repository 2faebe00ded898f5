#!/usr/bin/env bash
# Makes .venv with the locked packages and the project itself. Nothing needs to be installed by hand:
# where the machine's Python cannot make virtual environments, Debian's package is fetched when we may.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Jalon : il faut Python 3.11 ou plus récent (Python 3.11 or newer is needed); $("$python" --version 2>&1 || true)" >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq python3-venv
  else
    echo "Jalon : installez le paquet python3-venv, puis relancez (install the package python3-venv, then try again)." >&2
    exit 1
  fi
fi
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
touch .venv/ready
