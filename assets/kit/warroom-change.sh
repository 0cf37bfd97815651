#!/bin/sh
# warroom-change.sh: wraps one change on this host into one directory (a "bundle") of plain files.
#
# In this order it
#   1. makes a new directory; one that exists is never touched,
#   2. runs the command that shows the state            -> before.txt
#   3. runs the change, stopping at a command that fails -> transcript.txt
#   4. runs the command that shows the state once more  -> after.txt
#   5. writes down clock, host and people, and a SHA-256 of each file.
# It runs the commands that you give it, as you, and nothing else. It needs no root, opens no connection
# and writes nowhere but in its directory.
#
# It asks for what is not given:
#   sh warroom-change.sh [-o OPERATOR] [-a ASSET] [-s 'STATE COMMAND'] [-c 'CHANGE COMMAND']...
#                        [-w WHO ORDERED IT] [-r HOW IT IS UNDONE] [-d DIRECTORY FOR THE BUNDLE]
# Everything that the commands print is kept. Put no password or key into a command.

set -u
umask 077

stop() {
    printf 'warroom-change: %s\n' "$1" >&2
    exit 1
}

# Asks a question; the answer is the output.
ask() {
    printf '%s ' "$1" >&2
    IFS= read -r answer || answer=
    printf '%s' "$answer"
}

# SHA-256 with whatever this host has.
sums() {
    if command -v sha256sum >/dev/null 2>&1; then sha256sum "$@"
    elif command -v shasum >/dev/null 2>&1; then shasum -a 256 "$@"
    elif command -v openssl >/dev/null 2>&1; then openssl dgst -sha256 -r "$@"
    elif command -v busybox >/dev/null 2>&1; then busybox sha256sum "$@"
    else return 1
    fi
}

utc() { date -u +%Y-%m-%dT%H:%M:%SZ; }

# One line "name: value" of meta.txt. A line break in the value would make two lines of one.
meta() { printf '%s: %s\n' "$1" "$(printf '%s' "$2" | tr '\n\r' '  ')" >>"$BUNDLE/meta.txt"; }

# The clock of this host and what keeps it right, as far as this user may see it.
clock() {
    printf '== %s\nutc: %s\nlocal: %s\n' "$1" "$(utc)" "$(date '+%Y-%m-%dT%H:%M:%S%z %Z')"
    if command -v chronyc >/dev/null 2>&1; then echo 'source: chronyc'; chronyc -n tracking
    elif command -v timedatectl >/dev/null 2>&1; then echo 'source: timedatectl'; timedatectl
    elif command -v ntpq >/dev/null 2>&1; then echo 'source: ntpq'; ntpq -pn
    else echo 'source: none of chronyc, timedatectl, ntpq is here'
    fi
}

operator='' asset='' state='' change='' authority='' rollback='' where=. asked=no
newline='
'
while getopts o:a:s:c:w:r:d: option; do
    case $option in
        o) operator=$OPTARG ;;
        a) asset=$OPTARG ;;
        s) state=$OPTARG ;;
        c) change=$change$OPTARG$newline ;;
        w) authority=$OPTARG ;;
        r) rollback=$OPTARG ;;
        d) where=$OPTARG ;;
        *) stop 'unknown option; the first lines of this script list them' ;;
    esac
done
shift $((OPTIND - 1))
[ $# -eq 0 ] || stop "what is $1? Put each command in quotes; nothing was done"

if [ -z "$operator" ] || [ -z "$asset" ] || [ -z "$state" ] || [ -z "$change" ]; then
    asked=yes
    [ -n "$operator" ] || operator=$(ask 'Who makes the change (name)?')
    [ -n "$asset" ] || asset=$(ask 'What is changed (host, device, account)?')
    [ -n "$authority" ] || authority=$(ask 'Who ordered it (Enter: nobody named)?')
    [ -n "$rollback" ] || rollback=$(ask 'How is it undone (Enter: not said)?')
    [ -n "$state" ] || state=$(ask 'Command that shows the state, without changing it?')
    if [ -z "$change" ]; then
        echo 'Commands of the change, one a line; an empty line ends them.' >&2
        while line=$(ask '>') && [ -n "$line" ]; do change=$change$line$newline; done
    fi
fi
[ -n "$operator" ] && [ -n "$asset" ] && [ -n "$state" ] && [ -n "$change" ] ||
    stop 'operator, asset, state command and change are needed; nothing was done'
sums /dev/null >/dev/null 2>&1 ||
    stop 'no sha256sum, shasum, openssl or busybox here; nothing was done'

# 1. The directory. mkdir fails if it is there.
where=$(CDPATH='' cd -- "$where" && pwd) || stop 'the directory for the bundle is not there; nothing was done'
name=$(printf '%s' "$asset" | tr -c 'A-Za-z0-9.-' '_' | cut -c 1-40)
BUNDLE=$where/bundle-$name-$(date -u +%Y%m%dT%H%M%SZ)
export BUNDLE
mkdir "$BUNDLE" || stop "$BUNDLE cannot be made, or is there already; nothing was done"

printf '%s' "$change" >"$BUNDLE/change.txt"
meta format warroom-bundle/1
meta operator "$operator"
meta asset "$asset"
meta authority "$authority"
meta rollback "$rollback"
meta state_command "$state"
meta host "$(hostname 2>/dev/null || uname -n)"
meta user "$(id -un 2>/dev/null || id -u)"
meta system "$(uname -srm)"
meta zone "$(date +%z)"
meta started "$(utc)"
clock start >"$BUNDLE/clock.txt" 2>&1

# 2. The state before. 126 and 127 mean that the command could not be run at all.
sh -c "$state" >"$BUNDLE/before.txt" 2>&1 </dev/null
code=$?
meta before_exit "$code"
case $code in
    126 | 127) stop "the state command cannot be run; nothing was changed, delete $BUNDLE" ;;
esac
if [ "$asked" = yes ]; then
    cat "$BUNDLE/before.txt" >&2
    [ "$(ask 'That is the state before. Type yes to make the change:')" = yes ] ||
        stop "nothing was changed; delete $BUNDLE"
fi

# 3. The change: sh -v shows each command before it runs, -e stops at one that fails. From here on this
#    script goes on when the line drops or Ctrl-C ends a command, so that the state after is kept.
trap : HUP INT TERM PIPE
run='trap : HUP INT TERM PIPE; sh -ev "$BUNDLE/change.txt"; echo "exit: $?" >>"$BUNDLE/meta.txt"'
meta change_started "$(utc)"
if SHELL=/bin/sh script -q -c true /dev/null >/dev/null 2>&1 </dev/null; then
    meta recorder 'script(1)'
    SHELL=/bin/sh script -q -c "$run" "$BUNDLE/transcript.txt"
else
    meta recorder 'output only'
    # What ends the change must not end what writes it down, nor come before there is a file.
    : >"$BUNDLE/transcript.txt"
    sh -c "$run" 2>&1 | (trap '' HUP INT TERM PIPE; exec tee "$BUNDLE/transcript.txt")
fi
meta changed "$(utc)"

# 4. The state after.
sh -c "$state" >"$BUNDLE/after.txt" 2>&1 </dev/null
meta after_exit "$?"
clock end >>"$BUNDLE/clock.txt" 2>&1
meta ended "$(utc)"

# 5. The digests, and one digest over them all, to be read out over the phone or written on the slip.
cd "$BUNDLE" || stop "$BUNDLE is gone"
sums before.txt transcript.txt after.txt change.txt clock.txt meta.txt >SHA256SUMS ||
    stop "the digests could not be written; keep $BUNDLE as it is and say so"
sync
printf '\nBundle: %s\nTell the war room this number, apart from the stick:\n%s\n' \
    "$BUNDLE" "$(sums SHA256SUMS | cut -c 1-64)"
if cmp -s before.txt after.txt; then
    echo 'Note: the state command printed the same before and after. That shows no change.'
fi
