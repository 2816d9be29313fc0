#!/bin/sh
# Installs what a bare Debian 12 lacks to build and test this project. Skips
# what is there and prints nothing unless something fails.
set -e

packages="
  g++ cmake ninja-build python3 git ca-certificates
  libmlir-22-dev mlir-22-tools llvm-22-dev llvm-22-tools
  clang-format-22 chromium
  libgtest-dev libbenchmark-dev
  zlib1g-dev libzstd-dev libxml2-dev libedit-dev libcurl4-openssl-dev"

missing=""
for package in $packages; do
  dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null |
    grep -q '^installed$' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

root=""
[ "$(id -u)" -eq 0 ] || root="sudo"
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
if ! { $root apt-get update && # shellcheck disable=SC2086
  $root apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
rm -f "$log"
