#!/bin/sh
# Makes the .deb of the build in $1, installs it in an empty Debian 12, and runs
# what it brings there. Needs root, debootstrap, dpkg-dev and the package
# sources of this system.
set -e
source=$(cd "$(dirname "$0")/.." && pwd)
build=$(cd "$1" && pwd)
(cd "$build" && cpack >/dev/null)
deb=$(ls "$build"/neurospector-mlir_*.deb)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

debootstrap --variant=minbase bookworm "$root" >/dev/null
for place in apt/sources.list.d apt/apt.conf.d apt/trusted.gpg.d apt/auth.conf.d \
  apt/keyrings ssl/certs ca-certificates; do
  [ -e "/etc/$place" ] || continue
  mkdir -p "$root/etc/$place"
  cp -rL "/etc/$place/." "$root/etc/$place/"
done
cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
cp "$deb" "$source/test/models/quantized_mlp.mlir" "$root/root/"
export DEBIAN_FRONTEND=noninteractive
inside() { chroot "$root" "$@"; }
inside apt-get update >/dev/null
inside apt-get install -y --no-install-recommends \
  "/root/$(basename "$deb")" >"$root/log" 2>&1 || { tail -20 "$root/log"; exit 1; }

inside neurospector --accelerator=eyeriss --network=test_network
inside ns-opt --neurospector-schedule=accelerator=eyeriss \
  /root/quantized_mlp.mlir | grep -c 'neurospector.schedule ='
inside ns-translate --mlir-to-neurospector-network /root/quantized_mlp.mlir |
  head -5
echo "$(basename "$deb") installs and runs on an empty Debian 12"
