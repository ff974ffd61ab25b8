#!/usr/bin/env bash
# Tries this checkout on a machine that has nothing but Python, make, git and certificates: a fresh Debian in a folder.
#
#     scripts/bare_machine.sh [OPTIONS] SUITE [COMMAND…]
#
#     SUITE         bookworm (Debian 12: Python 3.11, pip 23.0), trixie (13: Python 3.13, pip 25.1), or another
#     COMMAND       what is run, twice each; usually: the app looks itself over, the window, make demo, make test.
#                   "window" opens the window on a virtual screen (after a command that brings one)
#     --root        everything as root, as .ci/run is. Else as a person who has neither root nor sudo: what set-up asks
#                   root for is then run as root, once for each command, and a second time is a failure
#     --base DIR    a system made before, or where to make one: kept as it is, each run works on a copy
#     --copy PATH   something of this machine's that the new one needs to reach a registry (certificates, settings of
#                   pip or apt): copied to the same place
#     --env NAME    a variable of this shell's that the new one needs for that
#
# Needs root, debootstrap, and a kernel that allows namespaces. MIRROR names another mirror than this machine's own.
set -euo pipefail
cd "$(dirname "$0")/.."

copies=() variables=() as_root='' base=''
while [ $# -gt 0 ]; do
  case "$1" in
    --root) as_root=yes; shift ;;
    --base) base=$2; shift 2 ;;
    --copy) copies+=("$2"); shift 2 ;;
    --env) variables+=("$2=${!2}"); shift 2 ;;
    -*) sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 2 ;;
    *) break ;;
  esac
done
suite=${1:?which suite? See the head of $0.}
shift
[ $# -gt 0 ] || set -- "make run ARGS='doctor --offline'" "make demo" window "make test"
[ "$(id -u)" = 0 ] || { echo "This needs root, to make a system in a folder."; exit 2; }

own_mirror() { apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m1 '/debian/\?$'; }
work=$(mktemp -d "${TMPDIR:-/tmp}/bare-machine.XXXXXX")
trap 'rm -rf --one-file-system "$work"' EXIT
base=${base:-$work/base}
mirror=${MIRROR:-$(own_mirror || true)}
if [ ! -e "$base/etc/debian_version" ]; then
  debootstrap --variant=minbase --include=python3,make,git,ca-certificates \
    "$suite" "$base" ${mirror:+"$mirror"} >"$work/debootstrap.log" ||
    { tail "$work/debootstrap.log"; exit 1; }
fi

system=$work/system
cp -a "$base" "$system"
for path in /etc/resolv.conf /etc/hosts ${copies[@]+"${copies[@]}"}; do
  mkdir -p "$system$(dirname "$path")"
  cp -aL --remove-destination "$path" "$system$path"
done
# A space in the path, as people have them.
home=/home/person
checkout="$home/my voiceapp"
mkdir -p "$system$checkout"
git ls-files -z --cached --others --exclude-standard | tar --create --null --files-from=- | tar --extract --directory "$system$checkout"
# What looks at the history finds one.
git -C "$system$checkout" init --quiet
chroot "$system" useradd --home-dir "$home" --shell /bin/bash person
chroot "$system" chown -R person: "$home"

# Everything below runs in namespaces of its own: what is mounted and started there goes when it ends.
export as_root system checkout home
cat >"$work/inside" <<'INSIDE'
set -euo pipefail
mount -t proc proc "$system/proc"
mount --rbind /dev "$system/dev"
mount -t tmpfs -o mode=1777 tmpfs "$system/tmp"
mkdir -m 1777 "$system/tmp/.X11-unix"
mount -t tmpfs tmpfs "$system/run"

in_system() {  # PERSON LINE
  chroot "$system" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    ${variables[@]+"${variables[@]}"} HOME="$([ "$1" = root ] && echo /root || echo "$home")" \
    runuser -u "$1" -- bash -c "cd \"$checkout\" || exit; $2"
}

run() {  # LINE
  local person=person log rounds=0 command
  [ -z "$as_root" ] || person=root
  log=$(mktemp)
  while ! in_system "$person" "$1" </dev/null 2>&1 | tee "$log"; do
    command=$(grep -A1 'Have root run this once' "$log" | sed -n '2s/^ *//p' || true)
    [ -n "$command" ] || { echo "FAILED: $1"; return 1; }
    rounds=$((rounds + 1))
    [ $rounds = 1 ] || { echo "FAILED: root is asked for more than once: $1"; return 1; }
    echo "--- as root: $command"
    in_system root "export DEBIAN_FRONTEND=noninteractive; $command" >"$log" 2>&1 </dev/null || { tail "$log"; return 1; }
  done
  echo "OK: $1"
}

window='trap "kill \$(jobs -p)" EXIT
  Xvfb :77 -screen 0 1280x800x24 2>/dev/null &
  for try in $(seq 300); do [ -e /tmp/.X11-unix/X77 ] && break; sleep 0.1; done
  export DISPLAY=:77
  make run &
  for try in $(seq 1200); do
    xdotool search --onlyvisible --name voiceapp >/dev/null 2>&1 && { echo "the window is there"; exit 0; }
    kill -0 $! || exit 1
    sleep 0.1
  done
  exit 1'
for line in "$@"; do
  [ "$line" != window ] || line=$window
  for time in first second; do
    echo "=== $time time: $line"
    run "$line"
  done
done
echo "=== from another folder"
run 'cd / && "$HOME/my voiceapp/.venv/bin/voiceapp" --version'
INSIDE
{ declare -p variables; cat "$work/inside"; } >"$work/whole"
unshare --mount --pid --fork --kill-child bash "$work/whole" "$@"
echo "ALL WELL on $suite"
