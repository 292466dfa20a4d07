#!/bin/sh
# Prints the path of a Debian 13 file tree that has Debian's Swift compiler. The first call unpacks it, some
# 550 MB of download and 1.3 GB on disk; later calls find it in the cache. Nothing is installed on the machine.
set -eu

# The number after the version of Swift goes up when the list of packages or exclusions below changes.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/swift-trixie
root=$cache/root-6.0.3-1

mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9
if [ -e "$root/.ok" ]; then
    echo "$root"
    exit
fi

for tool in mmdebstrap unshare; do
    if ! command -v "$tool" >/dev/null; then
        echo "package missing: $tool (apt-get install mmdebstrap util-linux)" >&2
        exit 1
    fi
done

# The mirror this machine already uses for its own Debian, whichever that is.
codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
mirror=$(apt-get indextargets --format '$(REPO_URI)' \
    "Codename: ${codename:-none}" "Created-By: Packages" 2>/dev/null | head -n 1)
case $mirror in
*/debian/ | */debian) ;;
*) mirror=http://deb.debian.org/debian ;;
esac

# Files are only unpacked: no script of a package runs. Root keeps owners and modes; anyone else gets the same
# tree as their own files.
mode=chrootless
[ "$(id -u)" -ne 0 ] || mode=root

swift=/usr/libexec/swift
set --
for pattern in '/usr/share/doc/*' '/usr/share/man/*' '/usr/share/locale/*' \
    "$swift/lib/swift_static/*" "$swift/lib/swift/embedded/*" "$swift/lib/swift/FrameworkABIBaseline/*" \
    "$swift/lib/liblldb*" "$swift/lib/libsourcekitdInProc.so" "$swift/lib/libLTO*" "$swift/bin/*lldb*" \
    "$swift/bin/clangd" "$swift/bin/sourcekit-lsp" "$swift/bin/docc" "$swift/bin/swift-format"; do
    set -- "$@" "--dpkgopt=path-exclude=$pattern"
done

echo "unpacking the Swift compiler of Debian 13 from $mirror, once" >&2
rm -rf "$root" "$root.tmp"
mmdebstrap --quiet --mode="$mode" --variant=extract --aptopt='Acquire::Retries "5"' "$@" \
    --include=swiftlang,libc6-dev,libstdc++-14-dev,bash,coreutils,dash,findutils,grep,sed \
    trixie "$root.tmp" "$mirror" >&2
touch "$root.tmp/.ok"
mv "$root.tmp" "$root"
echo "$root"
