#!/usr/bin/env python3
"""Checks a case folder. Needs Python 3.6 or later, and ssh-keygen (OpenSSH 8.1 or later) for the signature; nothing else.

    python3 verify.py [FOLDER] [SHA256:fingerprint]

FOLDER is where this file lies, unless given. The fingerprint is the signer's, and must come to you another way than this
folder: from the paper form, or read over the telephone by somebody whose voice you know. Better still, run a copy of this
file that did not come with the folder. Exit code: 0 all is well, 1 something is wrong, 2 the signature was not checked.
"""
import hashlib, json, os, re, stat, subprocess, sys

folder, expected = os.path.dirname(os.path.abspath(__file__)), None
for argument in sys.argv[1:]:
    if argument.startswith("SHA256:"):
        expected = argument
    else:
        folder = argument
TAGS, PAYLOAD = "tagmanifest-sha256.txt", "manifest-sha256.txt"
problems = []
count = lambda number, noun: "%s %s%s" % (number, noun, "" if number == 1 else "s")


def wrong(where, what):
    problems.append(where)
    print("WRONG  " + (where + ": " + what).encode("unicode_escape").decode("ascii"))


def digest(name, algorithm="sha256"):
    state = hashlib.new(algorithm)
    with open(os.path.join(folder, name), "rb") as file:
        for part in iter(lambda: file.read(1 << 20), b""):
            state.update(part)
    return state.hexdigest()


def lines(name):
    """The lines of a file, each of which has to end in one line feed."""
    if name not in present:
        wrong(name, "the file is missing")
        return []
    with open(os.path.join(folder, name), "rb") as file:
        content = file.read()
    if content and not content.endswith(b"\n"):
        wrong(name, "the last line was cut off")
    return content.split(b"\n")[:-1]


# 1. What is there. Links are not followed: a case folder has plain files only.
present = set()
for directory, below, files in os.walk(folder):
    for name in below + files:
        path = os.path.join(directory, name)
        shown = os.path.relpath(path, folder).replace(os.sep, "/")
        mode = os.lstat(path).st_mode
        if stat.S_ISREG(mode):
            present.add(shown)
        elif not stat.S_ISDIR(mode):
            wrong(shown, "a link or something else that is no plain file")
print("files: %d" % len(present))
if lines("bagit.txt") != [b"BagIt-Version: 1.0", b"Tag-File-Character-Encoding: UTF-8"]:
    wrong("bagit.txt", "it does not declare a bag of version 1.0")

# 2. The two manifests: each file is listed once, is there, and has the digest that stands beside its name.
listed = {}
for manifest in (TAGS, PAYLOAD) + tuple(name for name in ("manifest-sha512.txt",) if name in present):
    algorithm, seen = manifest[:-4].split("-")[1], set()
    for number, line in enumerate(lines(manifest), 1):
        entry = re.fullmatch(rb"([0-9a-f]+)  ([A-Za-z0-9._/-]+)", line)
        name = entry.group(2).decode() if entry else ""
        if not entry or name in seen or name.startswith("data/") == (manifest == TAGS):
            wrong("%s line %d" % (manifest, number), "not one digest and one name, or a name that may not stand here, or stands here twice")
        elif name not in present:
            wrong(name, "listed in %s and missing" % manifest)
        elif digest(name, algorithm) != entry.group(1).decode():
            wrong(name, "its content is not the one that %s names: it was changed" % manifest)
        seen.add(name)
    listed[manifest] = seen
    print("%s: %s" % (manifest, count(len(seen), "file")))
ours = {TAGS, TAGS + ".sig", TAGS + ".person.sig"}
for name in sorted(present):
    for manifest, seen in listed.items():
        if name not in ours and name.startswith("data/") == (manifest != TAGS) and name not in seen:
            wrong(name, "not listed in %s: somebody put it there" % manifest)

# 3. The journal: each line names the digest of the line before it and the digest of its body; the head names the last one.
last, withheld = {}, 0
journal, bodies = lines("data/journal/journal.ndjson"), lines("data/journal/bodies.ndjson")
if len(journal) != len(bodies):
    wrong("data/journal/bodies.ndjson", "%s in it, and the journal has %s" % (count(len(bodies), "line"), count(len(journal), "line")))
for number, (line, body) in enumerate(zip(journal, bodies), 1):
    where = "data/journal/journal.ndjson line %d" % number
    try:
        entry = json.loads(line.decode("utf-8"))
        station, seq, previous, of_body = (entry[key] for key in ("station", "seq", "prev", "body_sha256"))
    except (ValueError, KeyError, TypeError):
        wrong(where, "it cannot be read")
        continue
    before_seq, before_hash = last.get(station, (0, "0" * 64))
    if (seq, previous) != (before_seq + 1, before_hash):
        wrong(where, "it does not follow the line before it: a line was changed, removed or put in")
    last[station] = (seq, hashlib.sha256(line + b"\n").hexdigest())
    if body == b"null":
        withheld += 1
    elif hashlib.sha256(body).hexdigest() != of_body:
        wrong(where, "its body in bodies.ndjson is another")
heads = {}
for number, line in enumerate(lines("data/journal/heads.ndjson"), 1):
    try:
        head = json.loads(line.decode("utf-8"))
        heads[head["station"]] = (head["seq"], head["hash"])
    except (ValueError, KeyError, TypeError):
        wrong("data/journal/heads.ndjson line %d" % number, "it cannot be read")
for station in sorted(set(last) | set(heads), key=str):
    if last.get(station) != heads.get(station):
        wrong("data/journal/heads.ndjson", "station %s: the signed head is not the last line" % station)
print("journal: %s, of %d the text is withheld or was taken out" % (count(len(journal), "line"), withheld))
for station in sorted(heads, key=str):
    print("station %s: %s, head %s" % (str(station)[:16], count(heads[station][0], "line"), heads[station][1]))

# 4. The signature over the tag manifest, and so over everything. allowed_signers came with the folder: the fingerprint counts, not the name.
checked, signers = False, os.path.join(folder, "allowed_signers")
keys = [line.decode("utf-8", "replace").split() for line in lines("allowed_signers") if line[:1] not in (b"", b"#")]
names = [(key[0], re.search(r'namespaces="(case-export@warroom[a-z-]*)[",]', key[1])) for key in keys if len(key) == 4]
if not names or not all(space for name, space in names):
    wrong("allowed_signers", "a line does not name the key of a station that may sign such a folder")
try:
    said, signer = "no key may have signed it", None
    for name, space in names:
        command = ["ssh-keygen", "-Y", "verify", "-f", signers, "-I", name, "-n", space.group(1) if space else "nothing"]
        with open(os.path.join(folder, TAGS), "rb") as manifest:
            command += ["-s", os.path.join(folder, TAGS + ".sig")]
            answer = subprocess.run(command, stdin=manifest, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        checked, said = True, answer.stdout.decode("utf-8", "replace").strip()
        signer = re.search(r"SHA256:[A-Za-z0-9+/]{43}", said) if answer.returncode == 0 else None
        if signer:
            break
    if not signer:
        wrong(TAGS + ".sig", "the signature does not hold, or is missing: " + said)
    elif expected and signer.group() != expected:
        wrong(TAGS + ".sig", "the folder was signed by %s, and you expect %s" % (signer.group(), expected))
    else:
        compared = "as you expect" if expected else "COMPARE IT with the paper form, or by telephone"
        print("signed for %s by %s (%s)" % (space.group(1), signer.group(), compared))
except OSError as error:
    print("signature not checked: %s" % error)

end = "signature not checked: nothing here says who made this folder"
print("WRONG: " + count(len(problems), "thing") if problems else "OK: all that was checked is as it was signed" if checked else end)
sys.exit(1 if problems else 0 if checked else 2)
