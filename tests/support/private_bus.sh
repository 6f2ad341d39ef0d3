#!/bin/sh
# private_bus.sh [--keyring] PROGRAM [ARGUMENT]…
# Runs a program on a session bus and in a home of its own, with --keyring also with an unlocked, empty GNOME Keyring, so that
# no test ever meets the keyring, the settings or the display of the person who runs it.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
home=$(mktemp -d /tmp/kaunta-test.XXXXXX)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run" "$home/bin"
export HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_CONFIG_HOME="$home/.config" XDG_DATA_HOME="$home/.local/share" XDG_CACHE_HOME="$home/.cache"
unset DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL XDG_CURRENT_DESKTOP DESKTOP_SESSION KDE_FULL_SESSION KDE_SESSION_VERSION
# A copy, since the installed program carries a file capability (locked memory) that containers may forbid it to run with.
cp "$(command -v gnome-keyring-daemon)" "$home/bin/gnome-keyring-daemon"
export KAUNTA_TEST_KEYRING="$home/bin/gnome-keyring-daemon"
if [ "$1" = --keyring ]; then
    shift
    dbus-run-session --config-file="$here/bare-bus.conf" -- sh -c '
        printf %s test-password | "$KAUNTA_TEST_KEYRING" --unlock --components=secrets --control-directory="$XDG_RUNTIME_DIR/keyring" >/dev/null
        "$@"' sh "$@"
else
    dbus-run-session --config-file="$here/bare-bus.conf" -- "$@"
fi
