#!/bin/sh
# Sets up a bare Debian 12, builds with warnings as errors, and runs all tests.
set -e
cd "$(dirname "$0")/.."
utils/setup.sh
utils/build.sh
ctest --preset default
