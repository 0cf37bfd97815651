"""What `bare-console.sh` looks at: boots the machine, presses keys, reads the screen, takes pictures.

The screen is read from /dev/vcsu1 (what was written) and /dev/vcsa1 (what is drawn: glyph and colours of each cell), by
an agent on the serial line. Nothing counts on a time: what is expected is looked for until a limit.
"""

import base64
import os
import re
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from typing import NamedTuple

LIMIT = 90  # Seconds for one thing to come, far beyond what an emulated machine takes.
WHOLE = 1800  # Seconds for everything; the emulator goes down with this program.
KEYS = {" ": "spc", "-": "minus", "=": "equal", "/": "slash", ".": "dot", ",": "comma", ";": "semicolon", "\\": "backslash",
        "'": "apostrophe", "\n": "ret"}
SHIFTED = {"!": "1", "@": "2", "#": "3", "$": "4", "%": "5", "&": "7", "(": "9", ")": "0", "_": "minus", "?": "slash", ":": "semicolon",
           "|": "backslash", ">": "dot", '"': "apostrophe"}
EXTENDED = {"home", "end", "insert", "delete", "up", "down", "left", "right", "pgup", "pgdn"}  # Two bytes each way.
# The kernel's own sixteen, in the order of the bits of a cell.
PALETTE = [0x000000, 0x0000AA, 0x00AA00, 0x00AAAA, 0xAA0000, 0xAA00AA, 0xAA5500, 0xAAAAAA,
           0x555555, 0x5555FF, 0x55FF55, 0x55FFFF, 0xFF5555, 0xFF55FF, 0xFFFF55, 0xFFFFFF]
AMBER, GREYS = {6, 14}, {0, 7, 8, 15}
READABLE = 4.5  # The contrast that WCAG 2.1 asks for (1.4.3, AA).
READABLE_OF_EIGHT = 2.5  # Where nothing is bright, dark red is the only red there is.


def contrast(one, other):
    """As WCAG 2.1 computes it, from 1 to 21."""
    def light(colour):
        parts = [((PALETTE[colour] >> shift) & 255) / 255 for shift in (16, 8, 0)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


class Cell(NamedTuple):
    char: str
    glyph: int
    ink: int
    ground: int


class Machine:
    """One boot; the end of the `with` ends it."""

    def __init__(self, kernel, initrd, append=""):
        self.directory = tempfile.TemporaryDirectory(prefix="bare-console-")
        at = self.directory.name
        self.eight_colours = False
        self.unknown = None
        # The emulator comes to these, so that nobody has to look whether it is there yet.
        lines = {name: self._listen(name) for name in ("serial", "monitor")}
        with open(f"{at}/said", "wb") as said:
            self.process = subprocess.Popen(
                ["nice", "qemu-system-x86_64", "-accel", "tcg", "-cpu", "max", "-smp", "1", "-m", "1024", "-nic", "none",
                 "-display", "none", "-vga", "std", "-no-reboot", "-kernel", kernel, "-initrd", initrd,
                 # Messages of the kernel go to the serial line: on the screen they would stand in every picture.
                 "-append", f"console=ttyS0 quiet loglevel=1 panic=-1 {append}",
                 # Both lines are there before the machine starts, so that nothing of it is missed.
                 "-serial", f"unix:{at}/serial", "-monitor", f"unix:{at}/monitor"],
                stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        try:
            self.serial, self.monitor = (self._accept(line) for line in lines.values())
            self._read(self.monitor, b"(qemu) ")
            self._read(self.serial, b"agent is ready\r\n")
            self.until("^lead:")
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.directory.cleanup()

    def _listen(self, name):
        line = socket.socket(socket.AF_UNIX)
        line.bind(os.path.join(self.directory.name, name))
        line.listen(1)
        return line

    def _accept(self, line):
        """The emulator at one of its lines; its own words where it ended instead."""
        ended = os.pidfd_open(self.process.pid)
        try:
            ready = select.select([line, ended], [], [], LIMIT)[0]
            if line not in ready:
                with open(os.path.join(self.directory.name, "said"), encoding="utf-8", errors="replace") as said:
                    raise RuntimeError(f"the emulator does not start: {said.read()}")
            return line.accept()[0]
        finally:
            os.close(ended)
            line.close()

    @staticmethod
    def _read(line, mark):
        got, end = b"", time.monotonic() + LIMIT
        while mark not in got:
            ready = select.select([line], [], [], max(0.0, end - time.monotonic()))[0]
            more = line.recv(65536) if ready else b""
            if not more:
                raise TimeoutError(f"the machine is silent; the last it said was {got[-300:]!r}")
            got += more
        return got.split(mark)[0]

    def ask(self, command):
        """A command of the emulator's monitor."""
        self.monitor.sendall(command.encode() + b"\n")
        self._read(self.monitor, b"(qemu) ")

    def sh(self, command):
        """A command beside the console; what it prints."""
        self.serial.sendall(command.encode() + b"; echo end''-of-it\n")
        return self._read(self.serial, b"end-of-it\r\n").replace(b"\r\n", b"\n").decode(errors="replace").strip()

    def press(self, *keys):
        """Keys by the monitor's names (`f12`, `ctrl-b`), each answered before the next."""
        for key in keys:
            self._send(key)
            self.settle()

    def type(self, text):
        for char in text:
            name = KEYS.get(char) or (f"shift-{SHIFTED[char]}" if char in SHIFTED else f"shift-{char.lower()}" if char.isupper() else char)
            self._send(name)
        self.settle()

    def _send(self, key):
        """One key, down and up. The monitor answers at once and the keyboard holds few: the next waits until the kernel has taken this one."""
        # Each code down and each up, two bytes for keys that the first keyboards did not have: an interrupt for every byte.
        codes = sum(2 * (2 if part in EXTENDED else 1) for part in key.split("-"))
        wanted = self._interrupts() + codes
        self.ask(f"sendkey {key} 40")
        end = time.monotonic() + LIMIT
        while self._interrupts() < wanted:
            if time.monotonic() > end:
                raise TimeoutError(f"the kernel does not take the key {key}")

    def _interrupts(self):
        """How often the keyboard has had the attention of the kernel: interrupt 1, of the one processor."""
        return int(re.search(r"^ *1: *(\d+)", self.sh("cat /proc/interrupts"), re.M)[1])

    def settle(self):
        """Waits until all threads of the program wait for something, three looks in a row."""
        self.sh("n=0; while [ $n -lt 3 ]; do n=$((n+1)); for p in $(pidof warroom); do cat /proc/$p/task/*/stat; done 2>/dev/null "
                "| grep -q ') [RD] ' && n=0; done")

    def field(self):
        """The field of the form that has the keys: the one in the row of the cursor."""
        row = base64.b64decode(self.sh("dd if=/dev/vcsa1 bs=4 count=1 2>/dev/null | base64"))[3]
        return re.search(r"[│|] (Text|When|Lane|Status) ", self.screen().splitlines()[row] + " ")[1]

    def rows(self):
        """The screen, a list of cells for each row."""
        raw = base64.b64decode(self.sh("base64 -w0 /dev/vcsa1; echo"))
        written = base64.b64decode(self.sh("base64 -w0 /dev/vcsu1 2>/dev/null; echo"))
        height, width = raw[0], raw[1]
        # A console that takes bytes keeps no characters: what it draws then tells, by the codes of the font.
        text = written.decode("utf-32-le", errors="replace") if written else raw[4::2].decode("cp437")
        cells = []
        for char, glyph, colours in zip(text, raw[4::2], raw[5::2]):
            # With 512 signs the bit of brightness chooses the upper half of the font.
            upper = colours & 8 if self.eight_colours else 0
            cells.append(Cell(char, glyph | upper << 5, colours & 15 & ~upper, colours >> 4 & 7))
        return [cells[row * width:(row + 1) * width] for row in range(height)]

    def screen(self):
        return "\n".join("".join(cell.char for cell in row).rstrip() for row in self.rows())

    def until(self, what, absent=False):
        """Waits until a pattern is on the screen, or no longer is."""
        end = time.monotonic() + LIMIT
        while bool(re.search(what, shown := self.screen(), re.M)) == absent:
            if time.monotonic() > end:
                raise TimeoutError(f"{what!r} {'stays' if absent else 'does not come'}; the screen shows\n{shown}")
        self.settle()

    def font(self, name):
        self.sh(f"setfont -C /dev/tty1 /fonts/{name}")

    def learn_the_unknown(self):
        """Which glyph the font draws for what it does not have. At a prompt only."""
        self.sh(r"printf '\033[2J\033[H\357\277\275' >/dev/tty1")
        self.unknown = self.rows()[0][0].glyph
        self.type("clear\n")
        self.until(r"\Alead:")

    def picture(self, path):
        ppm = os.path.join(self.directory.name, "screen.ppm")
        self.ask(f"screendump {ppm}")
        with open(ppm, "rb") as file:
            data = file.read()
        head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
        width, height, pixels = int(head[1]), int(head[2]), data[head.end():]
        lines = b"".join(b"\0" + pixels[at:at + width * 3] for at in range(0, width * height * 3, width * 3))

        def chunk(name, body):
            return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        with open(path, "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
                       + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b""))
        return pixels

    def blinks(self):
        """Whether the cursor is seen: it is on in one picture and off in another."""
        path, end = os.path.join(self.directory.name, "blink.png"), time.monotonic() + 3
        first = self.picture(path)
        while time.monotonic() < end:
            if self.picture(path) != first:
                return True
        return False


class Look:
    """One boot with the checks and pictures of one size of the screen."""

    def __init__(self, machine, name, directory):
        self.machine, self.name, self.directory, self.failed = machine, name, directory, 0

    def check(self, what, held, seen=""):
        self.failed += not held
        print(f"{'ok    ' if held else 'NOT OK'} {self.name}: {what}{f' ({seen})' if seen and not held else ''}", flush=True)

    def picture(self, name, readable=True):
        """A picture, and what must hold of every screen: each character is drawn, and each letter can be read."""
        file = f"{self.name}-{name}.png"
        self.machine.picture(os.path.join(self.directory, file))
        cells = [cell for row in self.machine.rows() for cell in row]
        missing = {cell.char for cell in cells if ord(cell.char) > 126 and cell.glyph == self.machine.unknown}
        self.check(f"{file}: the font has every character", not missing, "".join(sorted(missing)))
        pale, least = {}, READABLE_OF_EIGHT if self.machine.eight_colours else READABLE
        for cell in cells:
            if cell.char.isalnum() and contrast(cell.ink, cell.ground) < least:
                pale[cell.ink, cell.ground] = pale.get((cell.ink, cell.ground), "") + cell.char
        said = "; ".join(f"{contrast(*pair):.1f}:1, {len(text)} letters: {text[:24]}" for pair, text in sorted(pale.items()))
        if readable:
            self.check(f"{file}: every letter is readable", not pale, said)
        return cells

    def opens(self, command="warroom demo"):
        """From a prompt into the worked example, past the question who is at the keys."""
        self.machine.type(f"clear; {command}\n")
        self.machine.until("1 Timeline")
        if "Who is at the keys" in self.machine.screen():
            self.machine.press("esc")
            self.machine.until("Who is at the keys", absent=True)

    def leaves(self):
        """q, and the console is as it was."""
        before = self.machine.sh("cat /tmp/before")
        self.machine.type("q")
        self.machine.until(r"\Alead:")
        self.machine.type("stty -a >/tmp/after\n")
        cells = [cell for row in self.machine.rows() for cell in row]
        words = set("".join(cell.char for cell in cells).split())
        self.check("after q nothing of the case stands there", words <= {"lead:/#", "stty", "-a", ">/tmp/after"}, " ".join(words))
        self.check("after q the colours are those of before", {(cell.ink, cell.ground) for cell in cells} == {(7, 0)})
        self.check("after q the lines of the console are as before", self.machine.sh("cat /tmp/after") == before)
        self.check("after q the cursor is seen", self.machine.blinks())

    def fill(self, *keys):
        """What the first field of the form shows after some keys."""
        for key in keys:
            self.machine.press(key)
        return re.search(r"Text +\*? *(.*?) *[│|]", self.machine.screen())[1]

    def colours_of(self, words):
        """The colours in which words stand on the screen."""
        found = set()
        for row in self.machine.rows():
            at = "".join(cell.char for cell in row).find(words)
            found |= {cell.ink for cell in row[at:at + len(words)] if cell.char != " "} if at >= 0 else set()
        return found

    def walk(self):
        """The screens of a first hour."""
        machine = self.machine
        machine.learn_the_unknown()
        machine.type("stty -a >/tmp/before\n")
        self.opens()
        self.picture("timeline")
        for key, name in (("2", "roster"), ("3", "checklist"), ("4", "evidence"), ("5", "deadlines")):
            machine.type(key)
            self.picture(name)
        due = self.colours_of("not assessed")
        self.check("what is due is amber", bool(due & AMBER), f"colours {sorted(due)}")
        machine.type("1?")
        self.picture("help")
        machine.press("esc")
        machine.type("V")
        self.picture("graph")
        machine.press("esc")
        machine.press("f12")
        self.picture("blank")
        self.check("F12 leaves nothing of the case", "Timeline" not in machine.screen())
        machine.press("esc")
        machine.press("ctrl-b")
        self.check("Ctrl-B begins a briefing", "Roll call" in machine.screen())
        machine.press("esc", "2")
        self.picture("briefing")
        machine.press("esc", "ret")
        machine.until("1 Timeline")
        self.form()

    def form(self):
        machine = self.machine
        machine.type("a")
        machine.until("Write a line")
        machine.press("ret")
        self.picture("refused")
        machine.type("abcd")
        typed = self.fill("home", "x", "end", "y", "backspace", "left", "delete", "z")
        self.check("Home, End, Backspace and Delete edit", typed == "xabcz", typed)
        machine.press("tab", "tab")
        third = machine.field()
        # What the keymaps of consoles send for Shift-Tab, where they have it: ESC Tab, `kcbt` of terminfo's linux.
        machine.press("alt-tab")
        self.check("ESC Tab goes back a field", (third, machine.field()) == ("Lane", "When"), f"{third}, then {machine.field()}")
        machine.press("ctrl-x")
        machine.until("Write a line", absent=True)

    def themes(self):
        machine = self.machine
        for name in ("light", "projector", "mono"):
            machine.press("f8")
            machine.until(f"theme {name}")
            # The light theme is for a light ground, which no console has: it is looked at, not judged.
            cells = self.picture(name, readable=name != "light")
        self.check("the theme without colour has none", {cell.ink for cell in cells} <= GREYS)
        machine.press("f8")

    def disturbances(self):
        """What else writes on a console, stops a program, or ends it."""
        machine = self.machine
        before = machine.screen().splitlines()[3:-1]
        machine.sh("echo; echo 'Out of memory: written across the screen' >/dev/tty1")
        machine.press("ctrl-l")
        self.check("Ctrl-L mends what was written across", machine.screen().splitlines()[3:-1] == before)
        machine.press("ctrl-z")
        machine.until(r"^lead:")
        self.check("Ctrl-Z leaves nothing of the case", "Timeline" not in machine.screen())
        machine.type("fg\n")
        machine.until("1 Timeline")
        self.leaves()

    def killed(self):
        """No program can tidy up behind SIGKILL; what the person finds, and that the way out works."""
        machine = self.machine
        self.opens()
        machine.sh("kill -9 $(pidof warroom)")
        machine.until("lead:")
        machine.picture(os.path.join(self.directory, f"{self.name}-killed.png"))
        print(f"seen   {self.name}: after kill -9 the case {'stands' if 'Timeline' in machine.screen() else 'is not'} on the screen, "
              f"the cursor is {'seen' if machine.blinks() else 'hidden'}")
        machine.type("reset\n")
        machine.until(r"\Alead:")
        self.check("after kill -9 reset gives the console back", machine.blinks() and "Timeline" not in machine.screen())

    def ascii_where(self, why, command):
        machine = self.machine
        machine.type(f"clear; {command}\n")
        machine.until("1 Timeline")
        machine.picture(os.path.join(self.directory, f"{self.name}-ascii.png"))
        self.check(f"{why}: nothing but ASCII", machine.screen().isascii())
        # Not by keys: on a screen that is garbled nobody knows what they would do.
        machine.sh("kill $(pidof warroom)")
        machine.until("^lead:")

    def refuses(self, term):
        self.machine.type(f"clear; TERM={term} warroom demo\n")
        self.machine.until("cannot place text")
        self.check(f"TERM={term or '(empty)'} is refused with the way on", "--plain" in self.machine.screen())


def text_console(look):
    look.walk()
    look.themes()
    look.disturbances()
    look.killed()
    look.refuses("dumb")
    look.refuses("")
    look.ascii_where("a locale without UTF-8", "LANG=C warroom demo")
    for font in ("Lat15-Fixed16", "Uni2-Fixed16"):
        loaded_font(look, font)


def loaded_font(look, font):
    machine = look.machine
    if font not in machine.sh("ls /fonts"):
        print(f"skipped: {look.name}: no setfont, or no font {font} (Debian: kbd console-setup-linux)")
        return
    machine.font(font)
    # Uni2 has 512 signs: their upper half takes the place of the bright colours, and what is dim is black on black.
    machine.eight_colours = font.startswith("Uni2")
    machine.learn_the_unknown()
    look.opens()
    machine.type("3")
    look.picture(f"{font}-checklist")
    machine.type("V")
    look.picture(f"{font}-graph")
    machine.press("esc")
    machine.type("l")
    machine.until("Write a line")
    machine.press("ret")
    look.picture(f"{font}-refused")
    machine.press("ctrl-x")
    machine.type("q")
    machine.until("^lead:")


def frame_buffer(look):
    machine = look.machine
    if len(machine.rows()) == 25:
        print(f"skipped: {look.name}: this kernel has no frame buffer of its own")
        return
    look.walk()
    look.leaves()
    if "Uni2-Terminus32x16" in machine.sh("ls /fonts"):
        look.opens()
        machine.font("Uni2-Terminus32x16")
        machine.settle()
        machine.picture(os.path.join(look.directory, f"{look.name}-large.png"))
        look.check("a font twice as large: the screen is drawn anew in the smaller size", machine.screen().count("1 Timeline") == 1)


def of_bytes(look):
    look.ascii_where("a console that takes bytes, whatever the locale says", "warroom demo")


BOOTS = [("text", "", text_console), ("frame-buffer", "vga=791", frame_buffer), ("bytes", "vt.default_utf8=0", of_bytes)]


def main():
    kernel, initrd, directory = sys.argv[1:4]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    signal.signal(signal.SIGALRM, lambda *_: sys.exit("NOT OK the whole does not come to an end"))
    signal.alarm(WHOLE)
    failed = 0
    for name, append, looks in BOOTS:
        with Machine(kernel, initrd, append) as machine:
            look = Look(machine, name, directory)
            try:
                looks(look)
            except (TimeoutError, TypeError, IndexError) as error:
                machine.picture(os.path.join(directory, f"{name}-stopped.png"))
                look.check("goes on to the end", False, str(error))
            failed += look.failed
    print(f"{failed} did not hold; pictures in {directory}" if failed else f"all held; pictures in {directory}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
