#!/bin/sh
# run.sh ROOT COMMAND...: runs a command in the Swift package, inside the tree that root.sh printed. The package
# is mounted at /src; the mounts live in a namespace of their own and end with the command. A command that
# hangs is killed after 20 minutes.
set -eu

root=$1
shift
package=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

own=--mount
[ "$(id -u)" -eq 0 ] || own=--map-root-user
# `unshare --fork` ignores SIGTERM, hence KILL. swiftc finds its own files through /proc.
exec timeout --signal KILL 20m \
    unshare "$own" --mount --pid --fork --kill-child --propagation private sh -eu -c '
        root=$1
        package=$2
        shift 2
        mkdir -p "$root/src" "$root/proc" "$root/dev" "$root/tmp"
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        mount --bind "$package" "$root/src"
        mount -t tmpfs tmpfs "$root/tmp"
        exec chroot "$root" /usr/bin/env -i HOME=/tmp LANG=C.UTF-8 \
            PATH=/usr/libexec/swift/bin:/usr/bin:/bin sh -c "cd /src && exec \"\$@\"" sh "$@"
    ' sh "$root" "$package" "$@"
