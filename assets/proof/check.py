"""Does this record stand in the journal under the signed checkpoint? Run: python3 check.py   (Python 3, ssh-keygen; rules: RFC 6962 section 2.1)"""
import base64, hashlib, json, os, subprocess, sys
sha, read = lambda data: hashlib.sha256(data).digest(), lambda name: open(name, "rb").read()
line, checkpoint, proof, signers = read("line.json"), read("checkpoint.txt"), json.loads(read("proof.json")), read("allowed_signers").decode()
said, place, (origin, size, root, _) = json.loads(line), proof["seq"] - 1, checkpoint.decode().split("\n")
node, index, last, ok = sha(b"\0" + line), place, int(size) - 1, 0 <= place < int(size)
for step in map(bytes.fromhex, proof["path"]):              # up the Merkle tree, from the line to the root
    ok, left = ok and last > 0, index & 1 or index == last
    node = sha(b"\1" + step + node) if left else sha(b"\1" + node + step)
    while left and index and not index & 1: index, last = index >> 1, last >> 1
    index, last = index >> 1, last >> 1
checks = [("the line is under the root of the checkpoint", ok and last == 0 and node == base64.b64decode(root)),
          ("line and checkpoint are of one chain", origin == f"warroom/{said['case']}/{said['station']}" and said["seq"] == place + 1)]
if os.path.exists("body.json"): checks.append(("the body is the one that the line names", hashlib.sha256(read("body.json")).hexdigest() == said["body_sha256"]))
verify = ["ssh-keygen", "-Y", "verify", "-f", "allowed_signers", "-I", said["station"], "-n", proof["namespace"], "-s", "checkpoint.txt.sig"]
checks.append((f"the checkpoint is signed as {proof['namespace']}", subprocess.run(verify, input=checkpoint, capture_output=True).returncode == 0))
for what, holds in checks: print("ok  " if holds else "FAIL", what)
print("key  SHA256:" + base64.b64encode(sha(base64.b64decode(signers.split()[3]))).decode().rstrip("="), "- compare it with what you were given another way")
sys.exit(not (all(holds for _, holds in checks) and proof["namespace"].startswith("journal-checkpoint@warroom")))
