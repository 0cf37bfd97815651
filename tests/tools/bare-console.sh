#!/bin/sh
# warroom on a real Linux virtual console, in an emulated machine: the kernel's own keymap, font, sixteen colours and
# way of showing bold, dim and underlined, none of which a pseudo-terminal has.
#
#   tests/tools/bare-console.sh target/release/warroom DIRECTORY-FOR-PICTURES
#
# Prints one line for each thing that was looked at and leaves a picture of each screen. Exit code 0 when all held, 1
# when something did not, 77 when it cannot be run here. Needs about 1 GiB of memory and five to ten minutes: the
# processor is emulated as well, so that it runs inside other machines. The emulated machine has no network, and sees
# nothing of this one.
#
# BARE_KERNEL names a kernel that is not in /boot: any distribution's, with the console, the VESA frame buffer and the
# PC keyboard built in (those of Debian are so).
set -eu

skip() { echo "skipped: $1"; exit 77; }

[ $# -eq 2 ] || { echo "usage: $0 BINARY DIRECTORY" >&2; exit 2; }
[ -x "$1" ] || { echo "$1 cannot be run" >&2; exit 2; }
binary=$1
pictures=$2
here=$(dirname "$0")

for tool in qemu-system-x86_64 busybox cpio gzip ldd python3; do
    command -v "$tool" >/dev/null || skip "$tool is missing (Debian: qemu-system-x86 busybox-static cpio python3)"
done
for applet in base64 pidof printf reset setsid sh stty; do
    busybox --list | grep -qx "$applet" || skip "busybox has no $applet"
done
kernel=${BARE_KERNEL:-$(ls -1 /boot/vmlinuz-* 2>/dev/null | sort -V | tail -n 1)}
[ -n "$kernel" ] || skip "no kernel in /boot; BARE_KERNEL=vmlinuz names one (Debian: apt-get download linux-image-VERSION-amd64, dpkg-deb -x)"
[ -r "$kernel" ] || skip "$kernel cannot be read; BARE_KERNEL names another"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
root=$work/root
mkdir -p "$root/bin" "$root/dev" "$root/fonts" "$root/proc" "$root/tmp" "$pictures"

# A program with the libraries that it asks for, where it looks for them.
put() {
    cp -L "$1" "$root/bin/$2"
    { ldd "$1" 2>/dev/null || true; } | grep -o '/[^ ]*' | while read -r library; do
        mkdir -p "$root$(dirname "$library")"
        cp -L "$library" "$root$library"
    done
}
put "$binary" warroom
put "$(command -v busybox)" busybox
# With setfont the fonts that distributions load are looked at as well, without it only the one of the machine: 256 and
# 512 signs (with 512 a text console has eight colours and nothing brighter), and one that makes the screen smaller.
if command -v setfont >/dev/null; then
    put "$(command -v setfont)" setfont
    for font in Lat15-Fixed16 Uni2-Fixed16 Uni2-Terminus32x16; do
        packed=/usr/share/consolefonts/$font.psf.gz
        [ ! -r "$packed" ] || gzip -dc "$packed" >"$root/fonts/$font"
    done
fi

cat >"$root/init" <<'INIT'
#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin HOME=/tmp
mount -t proc proc /proc
mount -t devtmpfs dev /dev
mount -t tmpfs -o size=600m tmp /tmp
stty -echo -F /dev/ttyS0
# The shell of the person, begun again when it ends.
while :; do
    LANG=C.UTF-8 TERM=linux PS1='lead:\w# ' setsid -c sh -i </dev/tty1 >/dev/tty1 2>&1
done &
# The agent: a command a line. Not a shell of its own, which would prompt on this line.
echo agent is ready
while read -r line; do eval "$line"; done </dev/ttyS0 >/dev/ttyS0 2>&1
INIT
chmod +x "$root/init"
(cd "$root" && find . | cpio -o -H newc --quiet | gzip -1) >"$work/initrd"

python3 "$here/bare_console.py" "$kernel" "$work/initrd" "$pictures"
