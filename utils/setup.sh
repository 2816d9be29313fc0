#!/bin/sh
# Installs what a bare Debian 12 lacks to build and test this project, Python
# packages into build/venv. Skips what is there and prints nothing unless
# something fails.
set -e

packages="
  g++ cmake ninja-build python3 python3-dev python3-venv git ca-certificates
  libmlir-22-dev mlir-22-tools llvm-22-dev llvm-22-tools
  clang-format-22 chromium debootstrap
  libgtest-dev libbenchmark-dev
  zlib1g-dev libzstd-dev libxml2-dev libedit-dev libcurl4-openssl-dev"

missing=""
for package in $packages; do
  dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null |
    grep -q '^installed$' || missing="$missing $package"
done
root=""
[ "$(id -u)" -eq 0 ] || root="sudo"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() { "$@" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }; }
export DEBIAN_FRONTEND=noninteractive
if [ -n "$missing" ]; then
  quietly $root apt-get update
  # shellcheck disable=SC2086
  quietly $root apt-get install -y --no-install-recommends $missing
fi

# Where CMake looks for what the Python package needs.
source=$(cd "$(dirname "$0")/.." && pwd)
environment="$source/build/venv"
if ! cmp -s "$source/python/requirements.txt" "$environment/requirements.txt"
then
  quietly /usr/bin/python3 -m venv "$environment"
  quietly "$environment/bin/pip" install -r "$source/python/requirements.txt"
  cp "$source/python/requirements.txt" "$environment/"
fi
