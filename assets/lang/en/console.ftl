# Screen text: forms, lists over the panes, messages of the console, the welcome screen.

exercise = EXERCISE

welcome-title = warroom
welcome-words = No case is open. Everything works without a network.
welcome-declare = declare an incident
welcome-open = open a case
welcome-import = read a case that came as a case folder on a medium
welcome-exercise = try the exercise
welcome-assess = write down an event that may be no incident
welcome-quit = quit
welcome-keys = Enter choose   { KEY("palette", ":") } command   { KEY("help", "?") } help

# Titles of forms, one for each command that records.
title-log = Write a line
title-correct = Correct a line
title-strike = Strike a record
title-judge = Confirmed, suspected or refuted
title-explain = Why it came late
title-call = A call
title-answer = What came of the call
title-silence = Silence a ring
title-assign = Give a role
title-relieve = Relieve of a role
title-vacant = Leave a role vacant
title-ratify = The SIRO accepts conflicts of duty
title-person = A person for the roster
title-correct-person = Correct an entry of the roster
title-take = Take a step in hand
title-proof = Attach proof
title-transcript = Attach a transcript made elsewhere
title-verify-step = Verify a step as second person
title-skip = Leave a step out
title-procedure = Take a procedure into use
title-approval = Take an approval over
title-add-step = Add a step
title-approve = Approve procedures
title-approve-regime = Approve entries of the legal register
title-retire = Retire a procedure
title-enrol = Enrol a key
title-withdraw = Withdraw a key
title-acknowledge = A person takes on a role
title-test-call = A number was rung in a test
title-plan = Plan an exercise
title-held = An exercise was held
title-exhibit = Register an exhibit
title-describe = Say more about an exhibit
title-recheck-every = How often digests are computed again
title-claim = A digest stated by others
title-accept-loss = Accept what an image lacks
title-rehash = Compute a digest again
title-acquire = Make an image of a disk or file
title-locate = Find a moved file
title-release = Hand over: release
title-accept = Hand over: accept
title-custody = Custody event
title-regime = Does this regime apply
title-assessment = Questions of law
title-condition = Does this deadline apply
title-scope = Who we are, what the case touches
title-count-with = What a deadline is counted with
title-profile = Who the organisation is
title-withdraw-regime = Withdraw an approval of the legal register
title-clock = Start a clock
title-sent = A notice was sent
title-draft = Begin a notice
title-fill = Answer one item of a notice
title-approve-notice = Approve a notice
title-memo = Memo why not, or not yet
title-why-late = Why a notice is late
title-count = Count the people
title-reviewed = A memo was looked at again
title-tell = Whether somebody is told
title-told = Somebody was told
title-supplier-notice = A supplier told us of a breach
title-breach = The breach in words
title-moment = One of the four instants
title-effect = An effect
title-remedy = A remedial action
title-risk = The risk to people
title-lesson = A lesson
title-declare = Declare an incident
title-assess = Assess an event
title-amend = Fill or change the declaration
title-end = End without closure
title-solo = Solo start
title-catch-up = Catch up late lines
title-catch-up-end = End catching up
title-keys = Who is at the keys
title-clock-check = What does a reference clock show
title-clock-skip = Pass the clock check over
title-safety-copy = Name a medium for the safety copy
title-safety-end = No safety copy from here on
title-settle = Settle what two laptops contradict each other in
title-admit = Admit a second laptop
title-contain = What was contained
title-outside-test = Test from outside
title-capture = A source was captured
title-give-up = Give a source up
title-reboot = A host was started anew
title-hand-over = Hand a role over
title-roll-call = Roll call
title-not-applicable = A control does not apply
title-excise = Take out for good
title-as-known = Show everything as it was known at
title-filter = Filter the timeline

# Sessions that were cut off
session-adopted = a session for { $step } that was cut off is taken in as record { $record }
session-not-adopted = a session for { $step } that was cut off could not be taken in: { $why }

# Playing a recorded session
replay-plays = { $at } of { $length }  { $size }   space halt   q end
replay-paused = { $at } of { $length }  { $size }  halted   space go on   q end
replay-over = { $at } of { $length }  { $size }  the end   q close
replay-part = (shown in part)

# Bundles
bundle-differs = This bundle is not as it was made: { $what }

# Reading proofs
title-reader = Proofs of { $step }
reader-keys = Enter cite   / find   n next   Left Right scroll   Tab next proof   Esc back
reader-no-hit = No line holds { $words }
reader-of = { $n } of { $count }
reader-before = before
reader-empty = The file is empty.
reader-outside = The file lies outside the case: it is known by path and digest only.
reader-altered = The bytes in the case are not those of the digest recorded: they are not shown. warroom verify says more.
reader-taken-out = Taken out by order.
reader-none = No file is attached to this step; p attaches one
reader-no-step = Select a step first

editor-find = Find
editor-find-keys = Enter next   Up before   Esc done
editor-find-around = from the other end of the text on
editor-find-nowhere = nowhere in this text
editor-foot = Ctrl-S record   Ctrl-F find   Ctrl-_ undo   Ctrl-R redo   Ctrl-Y put back what was cut   Esc back, text kept
editor-foot-short = Ctrl-S record   Ctrl-F find   Ctrl-_ undo   Esc back, text kept
form-foot = Enter record   Tab next   Ctrl-X discard   Esc back, text kept
form-foot-look = Enter look first   Tab next   Ctrl-X discard   Esc back, text kept
form-foot-several = Ctrl-S record   F2 enlarge   Tab next   Ctrl-X discard   Esc back, text kept
form-foot-short = Enter record (will not count)   Tab next   Ctrl-X discard   Esc back
form-foot-several-short = Ctrl-S record (will not count)   F2 enlarge   Tab next   Ctrl-X discard   Esc
form-foot-blocked = Cannot be recorded yet   Tab next   Ctrl-X discard   Esc back, text kept
form-foot-lacks = Not yet: { $field }   Tab next   Ctrl-X discard   Esc back, text kept
form-foot-reading = reading the file ...   Esc cancel
form-foot-screen = Enter apply   Tab next   Esc back
form-restored = draft restored
form-reads = { $time }

title-palette = Commands
palette-keys = Enter run   Esc back
palette-none = no command matches
title-help = Help: { $place }
pane-everywhere = everywhere
help-reader = Proofs of a step
help-composer = A notice
help-reader-keys = Enter cite   / find   n next   Up/Down line   Left/Right scroll   Tab next proof   v cite   Esc back
help-composer-keys = Enter write   c cite   p whole text   d versions   Left/Right notices   v approve   n sent   s supplement   x export   Ctrl-S record   Esc back
help-keys = Esc back
title-needs = What needs me now
needs-keys = Enter go there   a settle   s silence   Esc back
needs-none = nothing waits for a person; { KEY("palette", ":") } finds every command
urgency-now = now
urgency-soon = soon
urgency-waits = waits
urgency-owed = owed
title-search = Search
search-count = { $count } found
search-empty = type a word, a name, a step, a digest or a record number
search-none = nothing found
hit-line = line
hit-step = step
hit-exhibit = exhibit
hit-person = person
hit-deadline = deadline
title-messages = Messages
messages-none = no message so far; Esc goes back
title-question = Please answer
title-to-read = To be read
title-inject = Inject of the exercise
ask-quit = A digest is being computed, or an image, a case folder or a paper made. If you quit now, it is broken off: a paper is not there, the rest is recorded as aborted.
ask-quit-keys = Enter stay   y quit
ask-several = You pasted { $lines } lines. One entry, or one entry for each line?
ask-several-keys = o one entry   s several entries   Esc neither
ask-read-keys = Enter read
title-picker = Pick a file
picker-keys = Enter choose   Tab complete   Ctrl-T hidden   Esc back
picker-find = find
picker-directory = directory
picker-other = not a file
picker-cut = more entries than shown: type to narrow
picker-withheld = { $count ->
    [one] 1 name of a withheld record is left out
   *[other] { $count } names of withheld records are left out
}
picker-not-found = there is no such file or directory
picker-not-allowed = you may not read this directory
picker-unreadable = this directory cannot be read
title-cases = Open a case
cases-keys = Enter open   Esc back
cases-none = there is no case on this laptop; declare an incident, or start warroom with the path of a case file

title-level = Who may see the screen
level-keys = Enter choose   Esc back
level-is = shown now
level-now = shown up to { $mark }; { $count ->
    [0] nothing is withheld
    [one] 1 record is withheld, and states are computed without it
   *[other] { $count } records are withheld, and states are computed without them
}
ask-raise = Show records up to { $mark }? { $count ->
    [0] No further record can be read then, only contacts.
    [one] Everybody who sees the screen can then read 1 record more.
   *[other] Everybody who sees the screen can then read { $count } records more.
}
ask-raise-keys = y show   Enter stay
drafts-above = { $count ->
    [one] 1 draft waits
   *[other] { $count } drafts wait
} for a higher level of the screen ({ KEY("level", "S") })
let-go = A record that was read here is withheld by now, and what lay over the panes was closed. What was typed is kept{ $count ->
    [0] { "" }
    [one] ; 1 draft waits for a higher level of the screen ({ KEY("level", "S") })
   *[other] ; { $count } drafts wait for a higher level of the screen ({ KEY("level", "S") })
}.
ring-withheld = something presses that is withheld at this level; raise it ({ KEY("level", "S") }) to read what
job-withheld = a job over an exhibit that is withheld at this level came to an end; raise it ({ KEY("level", "S") }) to read how
ring-clock-withheld = a deadline that is withheld at this level passed a threshold; raise it ({ KEY("level", "S") }) to read which
room-missing = why is withheld at this level of the screen
room-next = Raise the level ({ KEY("level", "S") }) to read it.
room-missing-privileged = why is withheld: it rests on what is privileged
room-next-privileged = Only counsel's release (release-privilege) shows it, whatever the level of the screen.
blank-keys = any key shows the screen at its lowest level

lock-line = passphrase: ____________
lock-line-typing = passphrase: ************
lock-type = Locked. Type the passphrase, Enter.
lock-asked = The passphrase shows more. Enter; Esc goes back.
lock-checking = looking ...
lock-wrong = That is not the passphrase. Type it again, Enter.
lock-wait = That is not the passphrase. The next try is taken in { $seconds } s.
lock-entered = Entered. It is looked at in { $seconds } s; Esc takes it back.

recorded = recorded { $record }
recorded-note = recorded { $record }; note: { $missing } ({ $rule }). { $next }
recorded-owed = recorded { $record }, and it counts; missing: { $missing } ({ $rule }). { $next }
recorded-short = recorded { $record }; does not count: { $missing } ({ $rule }). { $next }
recorded-several = recorded { $count } lines
recorded-several-short = recorded { $count } lines; does not count: { $missing } ({ $rule })
recorded-part = { $count ->
    [one] one line recorded
   *[other] { $count } lines recorded
}, { $left ->
    [one] one line is
   *[other] { $left } lines are
} left in the field, not recorded
recording-several = Recording line { $done } of { $all }.
recording-several-keys = Esc stop, what is left stays in the field
no-ring = this one does not ring
ring-clock = { $name }: { $threshold } (ring { $ring })
own-procedure = own procedure: { $what }
book-taken = { $count ->
    [one] one person
   *[other] { $count } people
 } of the address book taken onto the roster
not-recorded = not recorded: { $what } ({ $rule }). { $next }
drafts-kept = drafts kept: { $forms }; the form opened again holds its text
read-only = This case can be read and nothing can be recorded: { $why }
journal-broken = The journal does not verify: { $what }. Problems found: { $count }. What can be read is shown. Run warroom verify on the case, keep this file untouched and go on in a copy if there is one.
ring = { $what } (ring { $ring })
no-shell = there is no shell to return to
again-quits = no job runs; Ctrl-C again quits
theme-now = theme { $name }
print-written = Written: { $names } in { $path }
print-nothing = There is no exhibit to make a form of
print-no-memo = No memo is filed over this deadline
mouse-on = mouse on; { KEY("mouse", "F9") } gives text selection back to the terminal
mouse-off = mouse off
mouse-none = This terminal has no mouse that could be read; the keys do everything.
copied = To the clipboard of the terminal, if it takes it: { $words } ({ $size } bytes)
copy-none = Nothing is selected: there is nothing to copy
copy-no-clipboard = Not copied: this terminal has no clipboard that a program can reach. `warroom show` prints the same, into a file or a pager.
copy-too-long = Not copied: { $size } bytes are more than terminals take ({ $most }). `warroom show` prints the same.
hash-done = SHA-256 of { $label } computed and recorded
hash-differs = ! SHA-256 of { $label } computed: it differs from the one stated or computed before
hash-differs-at = ! SHA-256 of { $label } computed: it differs; the bytes that changed lie in { $ranges } (first byte + length)
hash-missing = { $label }: its file is not where it was, and that is recorded. If it was moved, locate (key { KEY("locate", "F") }) finds it by size and digest.
located = { $label } found: { $path }; it is being verified
not-located = { $label } is not there: { $looked } entries looked at, none has its size and digest
not-located-all = { $label } was not found, but not everything could be read: { $looked } entries looked at, { $unreadable } unreadable
locate-cancelled = the search for { $label } was cancelled after { $looked } entries
nothing-to-locate = { $label } has no computed digest to find it by; name its file in rehash
job-dropped = { $label } waits no longer; nothing had been read
job-paused = { $label } is on hold; the same key lets it go on
job-goes-on = { $label } goes on
no-job = no job runs
no-algorithm = { $name } is none of sha512, blake3, md5, sha1
rehash-queued = { $count ->
    [0] no exhibit has a digest to compute now
    [one] one digest is being computed
   *[other] { $count } digests are being computed, several at once
}
hash-none = no digest for { $label }: { $why }
image-waits = image of { $source } waits: one reader at a time for a spinning disk; it begins by itself
image-looking = looking at source and destination; nothing is read or written yet
image-whole = image of { $source } whole: every byte read, written and read back; it is an exhibit now
image-incomplete = ! The image of { $source } is INCOMPLETE: { $count ->
    [one] one stretch
   *[other] { $count } stretches
} could not be read, and zeros stand there. It is no copy of the source. The map is in the log beside it.
image-none = ! There is no image of { $source }: { $why }. What was written until then is named .partial.
image-state = { $state }
image-unreadable = { $source }, { $bytes } bytes unreadable
no-file = { $label } has no file on attached media; name one in the field path
no-exhibit = there is no exhibit { $label }
selftest-failed = The self-test failed: { $checks }. Digests and signatures made by this program on this machine cannot be relied on; use another copy of the program.
chain-saved = chain { $head }  saved
chain-read-only = chain { $head }  read-only
saved-short = saved
not-saved = NOT SAVED
read-only-short = read-only
window = warroom { $codename }
window-exercise = EXERCISE warroom { $codename }

# Words of the footer, one for each command with a key.
short-log = add
short-correct = correct
short-strike = strike
short-judge = status
short-explain = why late
short-call = call
short-answer = answer
short-assign = assign
short-relieve = relieve
short-vacant = vacant
short-person = person
short-correct-person = correct
short-take = take
short-proof = proof
short-transcript = transcript
short-verify-step = verify
short-skip = skip
short-procedure = procedure
short-add-step = add step
short-exhibit = add
short-describe = describe
short-claim = stated
short-rehash = rehash
short-accept-loss = accept loss
short-acquire = image
short-locate = locate
short-release = release
short-accept = accept
short-custody = custody
short-regime = applies
short-assessment = assess
short-condition = applies
short-clock = start
short-sent = sent
short-draft = draft
short-approve-notice = approve
short-memo = memo
short-why-late = why late
short-others = tell
short-breach-register = register
short-declare = declare
short-amend = details
short-copy = copy
short-copy-detail = copy all
short-keys = keys
short-clock-check = clock
short-needs = needs you
short-help = all keys
short-palette = command
short-search = search
short-graph = graph
short-open = open
short-zoom = zoom
short-back = back
short-next-pane = next pane
short-previous-pane = previous
short-timeline = timeline
short-roster = roster
short-checklist = checklist
short-evidence = evidence
short-deadlines = deadlines
short-down = down
short-up = up
short-page-down = page down
short-page-up = page up
short-detail-down = detail down
short-detail-up = detail up
short-first = first
short-last = last
short-sort = sort
short-as-known = as known at
short-filter = filter
short-contain = contain
short-outside-test = test
short-hand-over = hand over
short-roll-call = roll call
short-audit = audit
short-watch = relief
short-call-out = call-out
short-sources = sources
short-bundle = bundle
short-read = read
short-custody-form = form
short-files = pick file
short-first-steps = first steps
short-open-case = open case
short-cancel-job = cancel job
short-pause-job = hold job
short-messages = messages
short-theme = theme
short-mouse = mouse
short-redraw = redraw
short-suspend = suspend
short-quit = quit

offset-not-read = { $field } cannot be read: { $typed }
offset-not-read-next = Type it as +90s, -2m, 1.5h or +00:01:30
digest-empty = There is no digit in it
digest-too-long = That is far too long for a digest
digest-not-hex = Sign { $at } ({ $found }) is no hexadecimal digit
digest-not-hex-next = Read it again from its source: 0 for O, 1 for l
digest-length = { $digits } digits, where a { $meant } has { $wanted }: digits are missing or doubled
digest-length-of = { $digits } digits are those of a { $other }, where a { $meant } has { $wanted }
digest-other-algorithm = It says { $named } itself, and { $meant } was asked for
digest-next = Copy all of it from the form or tool; a digest of another algorithm than SHA-256 is recorded with claim
digest-of-nothing = This is the { $algorithm } of nothing: whatever printed it had read no data
digest-of-nothing-next = Have the exhibit hashed again
claim-zeros = This is the digest of { $size } zeros: a tool that could not read its source writes such an image
claim-zeros-next = Look at the image itself, and at what the log says of unread sectors
nothing-attached = Nothing is attached: the step would be said to be done, and nothing shows it
nothing-attached-next = Name a file, type or paste the words, or cite a record or an exhibit
did-you-mean = Did you mean { $names }? { $typed } is not on the roster. { $next }
not-found-next = Give { $form }, for example { $examples }; what is not there yet is recorded first
record-unfit = { $field }: record { $record } is in the case, but of another kind than is asked for here
record-unfit-next = Give { $form } of that kind, for example { $examples }; the timeline shows them
time-not-read = { $field } cannot be read as a time: { $typed }
time-not-read-next = Type it as 14:05, 14.05, -10m, yesterday 23:10 or 2026-11-21 02:10, with a zone behind it if it is another one
time-zone-unknown = { $field } names no zone that can be told for certain: { $typed }
time-zone-unknown-next = Type Z, an offset such as +02:00 or a name such as Europe/Berlin behind the time; letters such as CEST mean several zones and count only where they are those of the war room at that time
time-no-such-date = { $field } names a day that the calendar does not have: { $typed }
time-no-such-date-next = Check day, month and year
time-not-twice = { $field } exists once only, so there is nothing to choose: { $typed }
time-not-twice-next = Leave out the letter a or b behind it
no-approval = The organisation's file holds no approval of the text of { $id } that this case does not have yet
no-approval-next = Approve it there first: warroom procedure approve { $id } --by NAME

# As known at an instant
as-known-banner = AS KNOWN AT { $at } - Esc returns
as-known-day = { $weekday } { $date }
as-known-now = now { $at }
as-known-which = Give either an instant or a record
as-known-reading = Reading the journal as far as it had come then
as-known-shown = From { $records ->
    [one] 1 record
   *[other] { $records } records
 } made by then; { $later ->
    [0] none was made later
    [one] 1 made later is left out
   *[other] { $later } made later are left out
 }
as-known-left = Back in the present
title-finding = What let it happen
title-quote = Quote the words that show it
title-find-quote = Look again for a quote
title-review-finding = Review a finding
quote-elsewhere = The words do not stand at { $place }; they stand at { $instead }
quote-no-place = There is no { $place } in that file
place-not-read = { $typed } is no place in a file
place-not-read-next = Say line 12, lines 12-14, bytes 4096-4200, frame 12, event 4711, or COMMIT:path:12
place-line = line { $line }
place-lines = lines { $from }-{ $to }
place-bytes = bytes { $from }-{ $to }
place-frame = frame { $frame }
place-event = event { $event }
place-commit = { $commit }
as-known-no-record = Not begun: this row is shown as it was known then, and may read otherwise now. Esc returns to now; press the key again there.

# After the incident
title-review = The review after the incident
title-review-lesson = A lesson on one control
title-action = Agree an improvement action
title-change-action = Change an improvement action
title-action-progress = Progress of an improvement action
title-verify-action = Look whether an action was done
title-no-action = Why nothing is to be done
title-confirm-step = Confirm a remediation step
title-residual-risk = A risk that stays
title-sign-report = Who signed the report
title-close = Close the case
title-reopen = Open the case again
report-made = The closing report is in the case; have it read and signed
print-no-report = No closing report was made yet
title-export = Export the case folder
short-export = export
question-more = and { $lines } more lines; make the window taller to read them
ask-export-keys = Enter write it   Esc back to the form
medium-offer = { $bus } { $name }, { $fs }, { $free } free of { $total }
export-looking = looking at the destination; nothing is written yet
export-writing = writing the case folder; Ctrl-C cancels it
export-runs = An export is being written; wait for it, or cancel it with Ctrl-C
export-done = The case folder is on the medium, read back and signed: { $folder }. SHA-256 of its tag manifest: { $digest }. Unmount the medium before you pull it.
export-done-memory = The case folder is written and signed: { $folder }. SHA-256 of its tag manifest: { $digest }. What was read back may have come from memory: unmount the medium, pull it, plug it in again and run `warroom verify` on the folder.
export-unreleased = No release is on record: nobody holds the role that stores evidence, and nobody was named. When it is handed over: release { $exhibit }.
export-done-sealed = The case folder is on the medium, sealed into one file: { $folder }. SHA-256 of that file: { $digest }. It opens with `warroom unseal` and the key or passphrase that was given, with nothing else. Unmount the medium before you pull it; `warroom verify` on the file checks it.
export-cancelled = export { $name } cancelled; nothing of it lies on the medium
export-failed = ! EXPORT FAILED at { $step }: { $why } ({ $path }). What was written lies there as { $left }, unsigned, and proves nothing. Do not trust this medium any more; export to another one.
export-failed-here = ! EXPORT FAILED at { $step }: { $why } ({ $path }). What was written lies there as { $left }. Put that right on this laptop and export again.
title-new-station = A new key for this laptop
title-merge = Take in what another laptop wrote
short-merge = merge
title-import = Read a case from a case folder
copy-folder = case folder, export { $number } of { $codename }, up to { $mark }, made { $at }
copy-file = case file, { $size }
merge-what = Name the other copy: its case file, or a case folder
merge-runs = Another copy is being taken in; wait for it
merge-looking = reading and verifying the other copy; nothing is taken in until all of it verifies
merged-nothing = Nothing new: everything that the other copy holds was here.
merged-taken = Taken in: lines { $lines } ({ $chains }), attachments { $attachments }.
merged-attachments = Taken in: attachments { $attachments }; no new line.
merged-taken-out = Taken out here too, as ordered there: bodies { $count }.
merged-clashes = To settle: { $count }. The two laptops contradict each other there; `{ KEY("needs", "!") }` lists it.
merged-waiting-own = This laptop ({ $station }, key { $fingerprint }) is not admitted to the case: { $lines ->
    [one] its line is kept and does
   *[other] its { $lines } lines are kept and do
} not count until a laptop whose chain counts admits it.
merged-waiting = Station { $station } is not admitted: { $lines ->
    [one] its line is kept and does
   *[other] its { $lines } lines are kept and do
} not count. Have the fingerprint read out over the phone; only if it is { $fingerprint } admit the station.
merged-fork = A fork: chain { $station } has two lines of number { $line }, so the laptop was cloned or set back, or somebody tampered. Both branches are kept, and from that line on neither counts. Find out which laptop wrote which, and record again from a laptop whose chain counts what has to count.
merged-fork-own = A fork: the chain of this laptop ({ $station }) has two lines of number { $line }, so it was cloned or set back, or somebody has its key. Both branches are kept, and from that line on neither counts. Give this laptop a new key for this case with `warroom new-station`, have it admitted, and record again what has to count.
merged-still-withheld = Bodies that the other side has and that stay withheld in this copy: { $count }. To read them open the other side's file.
by-hand-admit = Say first how the fingerprint was compared: phone, side-by-side or paper; `not` where nobody did. Not recorded yet.
station-waits = station { $station } is not admitted: its lines wait; `{ KEY("needs", "!") }` admits it once its fingerprint was compared, { $fingerprint }
station-waits-own = this laptop is not admitted to the case: what it records waits until a laptop that counts admits station { $station }, fingerprint { $fingerprint }
imported = The folder verified and is a case of this laptop now: lines { $lines }, attachments { $attachments }. Compare the fingerprint of its signer with the paper form: `warroom verify FOLDER`.
imported-withheld = The folder withholds { $count ->
    [one] 1 body, which never comes
   *[other] { $count } bodies, which never come
} here: the case says so wherever something is withheld.
copy-withholds = This is a copy of the case that withholds { $count ->
    [one] 1 record
   *[other] { $count } records
}: what is missing in it is not known here, and states are computed without it.
first-record-waits = this laptop only reads the case so far: what you record is kept, and counts once a laptop that counts admits station { $station } (`admit`), fingerprint { $fingerprint }
imported-not-admitted = This laptop is not admitted to the case: it can read it. What it records is kept and counts once a laptop that counts admits it.
title-privilege = Make a record privileged
title-release-privilege = Counsel releases a privileged record
title-hold = Place a legal hold
title-lift-hold = Counsel lifts the legal hold

# The file of keys, keys.toml
keys-unread = { $path } cannot be read ({ $why }), so the usual keys hold
keys-no-toml = { $place }: this is no TOML ({ $why }), so the usual keys hold. Mend the line and start again.
keys-no-place = { $place }: { $name } is no place; there are { $places }. What stands below it is left out.
keys-no-command = { $place }: there is no command { $name }; the line is left out. `warroom keys` lists them.
keys-no-command-near = { $place }: there is no command { $name }; the line is left out. What may be meant: { $near }.
keys-no-list = { $place }: { $name } needs a key in quotes, or a list of them; its usual keys hold.
keys-no-key = { $place }: { $key } of { $name } is no key; write for example a, ?, f5, ctrl-p or shift-tab. Its usual keys hold.
keys-always = { $place }: { $key } always means { $means } and cannot be given to { $name }; the usual keys of { $name } hold.
keys-same = { $place }: a terminal sends { $key } as { $means }, so it cannot be given to { $name }; the usual keys of { $name } hold.
keys-typed = { $place }: { $name } works while somebody types as well, and { $key } is text there, or a key of forms. Take a function key other than F2, F3 and F4; the usual keys of { $name } hold.
keys-palette = { $place }: { $name } keeps its usual keys: without one the commands that have no key could not be reached.
keys-taken = { $place }: { $key } for { $name } ({ $in }) is the key of { $other } already ({ $there }); { $name } keeps its usual keys there. Give one of the two another.
keys-both = { $place }: { $key } stands for { $name } ({ $in }) and in { $second } for { $other } ({ $there }); both keep their usual keys there. Give one of the two another.
keys-more = { $count ->
    [one] One more line does not hold as it stands:
   *[other] { $count } more lines do not hold as they stand:
} see the messages ({ KEY("messages", "M") }) or `warroom keys --check`.
settings-more = { $count ->
    [one] One more line does not hold as it stands:
   *[other] { $count } more lines do not hold as they stand:
} see the messages ({ KEY("messages", "M") }) or `warroom ready`.
keys-in-everywhere = everywhere
keys-in-timeline = on the timeline
keys-in-roster = on the roster
keys-in-checklist = on the checklist
keys-in-evidence = on the evidence
keys-in-deadlines = on the deadlines

# The console line by line
plain-hello = warroom, line by line. Type a command, its key or words for it; help lists them, status says where you are, quit leaves.
plain-welcome = Type d to declare an incident, o to open a case, i to read a case folder from a medium, e for the exercise, a to write down an event that may be no incident, q to quit.
plain-status = { $exercise } { $codename }. Shown up to { $level }{ $withheld ->
    [0] {""}
   *[other] , { $withheld } withheld
}. At the keys: { $who }. { $time }. { $needs ->
    [0] Nothing waits for you.
    [one] One thing waits for you: needs.
   *[other] { $needs } things wait for you: needs.
}
plain-not-saved = NOT SAVED: what is recorded now would be lost. { $why }
plain-closed = The case is closed.
plain-past = The case is shown as it was known at an instant; back returns to now.
plain-read-only = This case can be read, nothing can be recorded.
plain-needs = { $count ->
    [0] Nothing waits for you.
    [one] One thing waits for you.
   *[other] { $count } things wait for you.
}
plain-new = New: { $words }
plain-rows = Rows { $from } to { $to } of { $count }. A number says all about a row; more and earlier list others.
plain-no-row = There are rows 1 to { $count }.
plain-none = Nothing is listed.
plain-help = A number opens a group or begins a command, the name of a command begins it as well; back returns to the groups, /leave leaves the help.
plain-list-help = A number opens an entry, an empty line says the list again, /leave goes back.
plain-find = Type / with words behind it to search the case, or words of what you want to do.
plain-unknown = No command is called { $typed }, and none is meant by it; help lists them.
plain-drawn = That concerns a drawn screen: here it does nothing. Your terminal copies text by itself.
plain-blank = Nothing more of the case is said until you type. What was said stands further up in the terminal: clear it there.
plain-form-help = An empty line leaves a field as it is. /back goes to the field before, /clear empties one, /name puts a name into the register and comes back, /done skips the rest, /record records, /leave keeps the text for later, /discard throws it away, /quit ends the program and keeps the text. A \ before such a word makes it text.
plain-several = Several lines: end with a line that has a full stop alone.
plain-field = { $number } of { $count }: { $name }, { $need }
plain-required = required
plain-owed = asked for
plain-optional = may stay empty
plain-now = It holds: { $value }
plain-more = { $count } more: /more lists them
plain-ask-record = Type /record or yes to record this, a number to change that field, /leave to keep it for later.
plain-ask-short = It can be recorded and does not count for the reasons above. /record or yes records it, a number changes that field, /leave keeps it for later.
plain-ask-blocked = It cannot be recorded as it stands. A number changes that field, /leave keeps it for later.
plain-ask-apply = Type /record or yes to apply it, a number to change that field, /leave to leave it.
plain-yes = yes, y
plain-empty = empty
plain-no-field = No field that is asked for has the number { $number }.
plain-looking = Something is being looked at for this form; wait for what it says, or /leave.
plain-several-held = Lines that are typed replace it; /add keeps it and goes on below.
plain-kept = What was typed is kept as a draft.
plain-no-form = No form is open: that word is for forms. Type a command, or help.
plain-nothing-to-leave = Nothing is open that could be left; quit ends the program.
plain-left = Left: { $what }.
plain-left-kept = Left: { $what }. What was typed is kept for later.
plain-title-help = Help
plain-title-question = the question
plain-title-briefing = the pages of the briefing
plain-title-notice = The notice
plain-title-page = the page

# Questions
plain-no = no, n, back
plain-one = one, o
plain-each = each, several, s
plain-stop = stop
plain-end = end, e
plain-away = away, leave
plain-write = write, e
plain-roll = roll, new
plain-read = read
plain-delivered = delivered, d
plain-later = later
plain-no-answer = That is no answer to the question.
plain-ask-quit = Type yes to quit all the same, no to stay.
plain-ask-several = Type one for one entry, each for an entry of each line, no for neither.
plain-ask-recording = Type stop to stop; what is left stays in the field.
plain-ask-export = Type yes to write the folder as it is said here, no to go back to the form. An empty line writes nothing.
plain-ask-raise = Type yes to show them, no to leave the level as it is.
plain-ask-briefing = Type end to end it and write the minutes, away to leave the pages while it goes on, no to stay.
plain-ask-minutes = Type write to write them now, roll to call the roll for a new briefing, later to look only.
plain-ask-minutes-leaving = Type write to write them now, away to leave the pages, no to stay.
plain-ask-shown = Type read once it is read.
plain-ask-inject = Type delivered once it was delivered, later to leave it ringing.

# Pages
plain-walk-briefing = next and earlier turn the pages, a number from 1 to 7 goes to one, d writes a decision down, a adds to this page; needs, level, search and messages work here too. An empty line says the page again, /leave asks whether it is over.
plain-walk-asking = y, n and t answer yes, no and not yet; o is for the deadline, a for another law, p for who we are. next and earlier turn the pages, an empty line says this one again, /leave goes back.
plain-walk-reader = enter cites the line, / with words behind it finds them, n finds on, down and up move, next shows the next proof. An empty line says the page again, /leave goes back.
plain-walk-phone = enter records it, next turns it round. An empty line says the page again, /leave goes back.
plain-walk-code = next shows the checkpoint or the request. An empty line says the page again, /leave goes back.
plain-walk-picker = Type the path of a file, or a name that is listed. An empty line says the list again, /leave goes back.
plain-walk-page = next and earlier move through it. An empty line says the page again, /leave goes back.
plain-last-page = This is the last page.
plain-first-page = This is the first page.
plain-not-here = { $typed } is nothing that this page understands.
plain-briefing-page = { $title }, page { $number } of { $count }
plain-time = It is { $time }.
plain-due-in = { $words }: in { $hours ->
    [0] {""}
   *[other] { $hours } h{" "}
}{ $minutes } min
plain-late-by = { $words }: by { $hours ->
    [0] {""}
   *[other] { $hours } h{" "}
}{ $minutes } min
plain-lasts = { $words }: for { $hours ->
    [0] {""}
   *[other] { $hours } h{" "}
}{ $minutes } min
plain-at = { $words }: { $time }
plain-phase = Phase { $phase }, begun { $from }
plain-phase-over = Phase { $phase }, from { $from } to { $to }

# Lists
plain-part = Entries { $from } to { $to } of { $count }: more and earlier list others.
plain-last-part = These are the last entries.
plain-first-part = These are the first entries.
plain-letters = A letter before a number does what it says: { $letters }.
plain-no-entry = There are entries 1 to { $count }.
plain-which-entry = Of which entry: type { $letter } and its number.
plain-not-in-list = { $typed } is not in this list; /leave goes back.
plain-sign-owed = owed
plain-sign-done = done
plain-sign-accepted = accepted all the same
plain-answer-open = open
plain-answer-part = part
plain-answer-unknown = not known yet
plain-answer-none = does not apply
plain-answer-done = answered
plain-help-words = status says where you are, needs what waits, clocks the deadlines; timeline, roster, checklist, evidence and deadlines list their rows; / with words behind it searches; /leave goes back, quit ends the program
plain-group = { $name }, { $count ->
    [one] one command
   *[other] { $count } commands
}
plain-group-words = Lines, times and what was said
plain-group-response = Procedures, steps and people
plain-group-cause = How it could happen
plain-group-evidence = Evidence and custody
plain-group-notice = Notices to authorities
plain-group-law = Laws and deadlines
plain-group-case = The case, its copies and exports
plain-group-organisation = The organisation
plain-group-population = How many people
plain-group-remedy = Remedies and restoration
plain-group-ai = Models, lineage and experiments
plain-group-monitoring = The watch after recovery
plain-group-told = Who else is told
plain-group-communication = Briefings and messages
plain-group-supplier = Suppliers
plain-group-closure = Closing and what was learned
plain-group-anchor = Checkpoints and anchors
plain-group-paper = Papers
plain-group-drill = Drills
plain-group-screen = Looking round

# What a drawn screen says with its keys, in words that are typed
plain-said-hint-path = the path of a file; empty for a physical thing
plain-said-hint-file = the path of a file; or fill text, record or exhibit
plain-said-hint-roll-call-present = names or numbers, separated by commas
plain-said-form-foot-reading = The file is being read; /leave gives it up.
plain-said-messages-none = no message so far
plain-said-lock-type = Locked. Type the passphrase.
plain-said-lock-asked = The passphrase shows more. An empty line leaves the screen as it was.
plain-said-lock-wrong = That is not the passphrase. Type it again.
plain-said-again-quits = no job runs; quit ends the program
plain-said-as-known-no-record = Not begun: this row is shown as it was known then, and may read otherwise now. back returns to now; type the command again there.
plain-said-export-writing = writing the case folder; cancel-job cancels it
plain-said-export-runs = An export is being written; wait for it, or cancel it with cancel-job
plain-said-briefing-only-looking = No roll call: this is only looking. /leave, then brief, calls the roll
plain-said-briefing-left = The briefing of { $at } goes on without the pages; brief shows them again
plain-said-compose-past = What was known then is shown and not changed: /leave, then back, lead to the present
plain-said-compose-gone = This notice was not begun then. /leave goes back
plain-said-tour-clock = The form asks what a clock that you trust shows now: type it, such as 14:05, then /record. /leave passes over it. Nothing here touches a real case.
plain-said-tour-declare = declare: say in one sentence what happens, then /record. All the rest can follow.
plain-said-tour-log = log writes a line: what happened, a full stop on a line of its own, then /record. In the field of the time -10m is ten minutes ago. timeline lists them.
plain-said-tour-correct = Nothing is ever deleted. timeline, the number of your line, then correct: change a word, give the reason, /record. Both stay on record.
plain-said-tour-person = person puts somebody on the roster. Begin with yourself.
plain-said-tour-lead = assign gives a role: choose lead, name the person, /record. Until then nobody decides.
plain-said-tour-decide = decide writes a decision down: the question, what was chosen, why, who decided; then /record.
plain-said-tour-checkpoint = checkpoint, then /record: it signs all that was recorded, so that paper can carry its digits out of the room.
plain-said-tour-over = The tour is over, and the first hour is on record. needs lists what waits for somebody now, help the commands, quit ends the program. A real incident: start warroom --plain, then d.
