#!/bin/sh
# Makes the wheel of the Python package, checks that it needs no LLVM, installs
# it in an empty Debian 12, and runs the first example of the README there.
# $1: a folder for the wheel. Needs root, debootstrap and the package sources of
# this system.
set -e
source=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
wheels=$(cd "$1" && pwd)
python="$source/build/venv/bin/python"
root=$(mktemp -d)
log=$(mktemp)
trap 'rm -rf "$root" "$log"' EXIT
quietly() { "$@" >"$log" 2>&1 || { tail -n 40 "$log" >&2; exit 1; }; }

rm -f "$wheels"/*.whl
quietly "$python" -m pip wheel "$source" --wheel-dir "$wheels"
wheel=$(ls "$wheels"/neurospector-*.whl)
if "$python" -m auditwheel show "$wheel" 2>/dev/null |
  grep -iE 'LLVM|MLIR|stdc\+\+'; then
  echo "error: the wheel needs a library"
  exit 1
fi

quietly debootstrap --variant=minbase --include=python3,python3-pip,ca-certificates \
  bookworm "$root"
cp "$wheels"/*.whl "$root/root/"
inside() { chroot "$root" "$@"; }
quietly inside sh -c 'pip install --break-system-packages --no-index \
  --find-links /root neurospector'
cat >"$root/root/first.py" <<'END'
import neurospector as ns

machine = ns.Machine.load("eyeriss")
network = ns.Network.load("resnet50")
result = ns.schedule(network, machine, metric="energy")
print(result)
result.save_html("/root/report.html")
END
inside python3 /root/first.py
inside test -s /root/report.html
echo "$(basename "$wheel") ($(wc -c <"$wheel") bytes) runs on an empty Debian 12"
