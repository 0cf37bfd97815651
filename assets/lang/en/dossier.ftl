# The dossier: the whole case on paper

paper-stick = label of a medium
export-state-failed = failed
export-state-open = begun and without an end
print-stick-list = SHA-256 of the signed list
print-stick-sealed = SHA-256 of the sealed file
print-stick-open = not a finished export: { $state }
paper-dossier = dossier
dossier-title-full = Dossier
dossier-title-summary = Summary for the board
dossier-title-regulator = Annex for the regulator
dossier-case = Case { $codename }, as of { $at }
dossier-as-of = As of { $at }, the last record of the journal
dossier-audience = Version for { $mark }: what is marked above is withheld
dossier-withheld-count = { $count ->
    [one] 1 record is withheld or was taken out
   *[other] { $count } records are withheld or were taken out
 }
dossier-controls-without = { $count ->
    [one] Computed from the records in this version alone; one record is not in it. What it would add or take back does not show here.
   *[other] Computed from the records in this version alone; { $count } records are not in it. What they would add or take back does not show here.
}
dossier-head = Head of the case
dossier-head-how = The head of the case is the SHA-256 of the signed checkpoints of these chains. Whoever was told it by telephone, has it on paper or has countersigned it can hold it against this page: a changed record gives another head.
dossier-contents = Contents

dossier-s-summary = Summary
dossier-s-controls = The ten controls of ISO/IEC 27001:2022 Annex A 5.26
dossier-s-timeline = Timeline
dossier-s-people = Roster and calls
dossier-s-containment = Containment
dossier-s-remedy = Eradication and restoration
dossier-s-cause = Root cause
dossier-s-exhibits = Exhibits and their custody
dossier-s-notices = Notices, memos, who was told
dossier-s-decisions = Decisions and briefings
dossier-s-watch = Watch after recovery
dossier-s-review = Review and actions
dossier-s-gaps = Overrides and gaps
dossier-s-unanchored = Unanchored spans
dossier-s-signed = Signatures
dossier-s-verify = How to check this dossier

dossier-h-roster = Roles
dossier-h-calls = Calls
dossier-h-inside = Told inside
dossier-h-lineage = Artefacts and their lineage
dossier-h-experiments = Experiments
dossier-h-told = Who else was to be told
dossier-h-counts = How many people
dossier-h-questions = Questions of law
dossier-h-suppliers = Suppliers
dossier-h-overrides = Accepted although a rule was not met
dossier-h-points = What the risk owner accepts by number
dossier-h-open = Still missing
dossier-h-clocks = Clocks
dossier-h-withheld = Withheld records

dossier-c-station = Chain
dossier-c-lines = Lines
dossier-c-root = Root (RFC 6962)
dossier-c-fingerprint = Key
dossier-c-missing = Missing, accepted
dossier-c-time = Happened
dossier-c-recorded = Recorded
dossier-c-by = By
dossier-c-role = Role
dossier-c-person = Person
dossier-c-since = Since
dossier-c-callee = Called
dossier-c-outcome = Outcome, identity
dossier-c-words = In their words
dossier-c-asset = Asset
dossier-c-action = Action
dossier-c-test = Tested from outside
dossier-c-accepted = What was accepted, by whom
dossier-c-rule = Rule
dossier-c-next = The way on
dossier-c-clock = What was seen
dossier-c-withheld = In its place
dossier-c-until = Until
dossier-c-lasted = Hours
dossier-c-anchor = Anchor
dossier-not-yet = nothing yet
dossier-anchor-withheld = { $record }: anchored, the record is withheld

dossier-nothing = nothing
dossier-lacks = { $count } missing: { $rules }

dossier-axis-signs = Facts stand over the axis, actions under it. Flags are clocks at the instants they are due, black where late; the broken line is the instant of this dossier.
dossier-axis = Grey stretches are cut short; how long each was stands under the axis.
dossier-ask-head = First 16 digits of the head
dossier-facts = { $count ->
    [one] 1 fact
   *[other] { $count } facts
 }
dossier-actions = { $count ->
    [one] 1 action
   *[other] { $count } actions
 }
dossier-not-here = { $count ->
    [one] 1 withheld
   *[other] { $count } withheld
 }
dossier-fallen = { $count ->
    [one] 1 line that was struck, corrected or refuted is not drawn; it stands in the timeline.
   *[other] { $count } lines that were struck, corrected or refuted are not drawn; they stand in the timeline.
 }
dossier-clock = { $name }: { $state }
dossier-clock-sent-late = { $name }: sent late
dossier-days = { $count } d
dossier-hours = { $count } h
dossier-minutes = { $count } min
dossier-tick = { $date } { $at }
dossier-sent = notice sent: { $notice }
dossier-phase = { $from } to { $to }, { $span }
dossier-phase-open = since { $from }, { $open } of { $steps } steps open
dossier-phase-none = not begun, { $open } of { $steps } steps open
dossier-too-long = The timeline has { $count } lines, and { $most } are set at most: every line stands in the table timeline.csv of the case folder and in its journal.
dossier-timeline-how = In the order in which things happened. Facts of the incident are bold, what was done in response is not. Times are local, at the offset of the day; a time known in another way than by the clock of the laptop says so. Struck and corrected lines stay readable.
dossier-day = { $weekday } { $date }, UTC{ $offset }
dossier-time = time { $how }
dossier-and = { $front }; { $back }
dossier-said-by = said by { $who }
dossier-basis = rests on { $cited }, confirmed by { $who }
dossier-row-struck = read from a row of import { $record }, which was struck
dossier-row-time = by the clock as declared since, the row is of { $time }

dossier-withheld = withheld, { $mark }, { $at }
dossier-withheld-privileged = withheld, privileged, { $at }
dossier-withheld-phones = withheld, phone numbers, { $at }
dossier-withheld-unknown = withheld, { $at }
dossier-taken-out = taken out, { $ground }, by record { $record }, { $at }
dossier-withheld-how = Of these records the journal keeps number, time and digest; the words are not in this version. The time is that of recording.

dossier-deputy = deputy: { $who }
dossier-vacant = vacant: { $reason }
dossier-conflict = { $who } holds { $role } and { $other }: { $standing }
dossier-conflict-open = nobody accepted this conflict of duties
dossier-conflict-solo = covered by the statement of a start alone
dossier-conflict-ratified = accepted by the risk owner
dossier-called-by = by { $who }, { $channel }
dossier-no-outcome = no outcome on record

dossier-done-by = by { $who }, on the authority of { $authority }
dossier-tested = { $result }, by { $who }, record { $record }
dossier-exhibit = { $label }: { $what }
dossier-hands = { $from } to { $to }
dossier-place = { $place }, record { $record }
dossier-paper = { $title } ({ $number })

dossier-no-override = No override is on record.
dossier-jump = the clock jumped from { $before } to { $after }
dossier-damage = { $count ->
    [one] the journal was found damaged: 1 problem
   *[other] the journal was found damaged: { $count } problems
 }
dossier-unanchored-how = A chain alone does not keep the holder of the laptop from writing all of it anew: what was carried out of the room does. These are the stretches in which records stood that nothing outside of the room had fixed, each with the anchor that ended it.
dossier-all-anchored = No stretch is on record.
dossier-report-signed = { $who }, { $at }, record { $record }
dossier-signing = By signing, each person confirms to have read this dossier under the head of the case that stands on every page. The signature is for paper; it changes no record.

dossier-verify = This dossier is made from the journal of the case and carries its head on every page. In the case folder that it came with, the tools of any Linux or macOS machine check the whole:
dossier-verify-files = sha256sum --quiet -c manifest-sha256.txt: every file of the case is as it was written
dossier-verify-tags = sha256sum --quiet -c tagmanifest-sha256.txt: the lists themselves are as they were written
dossier-verify-signature = ssh-keygen -Y verify, with the arguments that VERIFY.txt spells out: the laptop whose key has the fingerprint on the cover signed that list
dossier-verify-program = warroom verify FOLDER: every line, link, root, signature and table of the folder
dossier-verify-again = warroom dossier on the case with this head makes this document again, byte for byte, with the same version of the program and for the same readers
dossier-verify-head = Compare the head and the fingerprint of the cover with what you got on another way: by telephone, on a signed sheet, from a witness. Only that shows that nobody wrote the whole anew.
dossier-verify-not = What none of this shows: that what people recorded is true, that they recorded everything, and that the clock of the laptop was right beyond what the clock checks say.
dossier-verify-words = A record is cited by its number; with more than one laptop the first two digits of the laptop follow. An exhibit is known by its SHA-256. Characters that the carried fonts cannot draw are written as their number, U+ and hexadecimal digits in angle brackets.

# Made at the console
title-make-dossier = The dossier as a file
short-make-dossier = dossier
title-make-plan = The incident response plan as a file
field-part = Part
hint-part = everything where nothing is said
field-written-as = Written as
hint-written-as = PDF, or by the ending of the new file
field-new-file = New file
hint-new-file = a path; empty: in the folder of forms beside the case
papering = The paper is being made; the console goes on
papering-runs = A paper is being made already; its file is named once it is there

# In the closing report
print-h-dossiers = Dossiers made of the case
print-c-part = Part
print-c-readers = For readers up to
print-everybody = nothing withheld
