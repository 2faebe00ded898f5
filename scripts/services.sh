#!/usr/bin/env bash
# Installs what some tests need beside Python: Chromium (real pages), PostgreSQL (the site's other database) and Java (Spark).
# Where this user may not install packages and they are missing, says so and stops.
set -euo pipefail
missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing+=(chromium)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
[ -n "${JAVA_HOME:-}" ] || command -v java >/dev/null || missing+=(default-jre-headless)
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Jalon : installation de ${missing[*]} pour les tests (installing for the tests)..." >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}" fonts-dejavu-core >/dev/null
  else
    echo "Jalon : installez d’abord (install first) : ${missing[*]}" >&2
    exit 1
  fi
fi
mkdir -p "$(dirname "$0")/../.venv"
touch "$(dirname "$0")/../.venv/services"
