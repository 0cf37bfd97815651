# Screen text: panes, home screen, status line, deadline strip

## Names of the panes

pane-timeline = Timeline
pane-roster = Roster
pane-checklist = Checklist
pane-evidence = Evidence
pane-deadlines = Deadlines

## Shared words

pane-weekday-1 = Mon
pane-weekday-2 = Tue
pane-weekday-3 = Wed
pane-weekday-4 = Thu
pane-weekday-5 = Fri
pane-weekday-6 = Sat
pane-weekday-7 = Sun
pane-span-min = { $n } min
pane-span-h = { $n } h
pane-span-d = { $n } d
pane-size = { $n } { $unit }
pane-size-bytes = { $size } ({ $bytes } bytes)
pane-percent = { $n } %
pane-rate = { $rate }/s
pane-left = { $left } left
pane-who = { $name } ({ $initials })
pane-who-unproven = { $name } ({ $initials }), identity unproven
pane-owed = ! owed
pane-none = none
pane-either = { $a } or { $b }

## Status line

pane-exercise = EXERCISE
pane-no-codename = no codename
pane-not-declared = not declared
pane-not-declared-copy = copy without its declaration
pane-open-for = open { $for }
pane-level = shows up to { $mark }
pane-level-withheld = shows up to { $mark }, { $count } withheld
pane-level-short = { $mark }
pane-level-short-withheld = { $mark } -{ $count }
pane-keys = keys { $who }
pane-read-only = ! read only
pane-no-copy = ! no safety copy
pane-clock-unchecked = ! clock unchecked
pane-clock-unchecked-short = ! clock
pane-clock-offset = ! clock { $seconds } s
pane-clock-offset-short = ! { $seconds } s
pane-needs-none = nothing waits
pane-needs = { $n ->
    [one] ! { $n } needs you
   *[other] ! { $n } need you
}
pane-needs-short = ! { $n }
pane-phase-assessment = assessment
pane-phase-containment = containment
pane-phase-eradication = eradication
pane-phase-recovery = recovery
pane-phase-communication = communication
pane-phase-review = review
pane-phase-response = response

## Deadline strip

pane-strip-copy = This copy withholds records: which clocks run is not known from it
pane-strip-none = No clock: no procedure in use names a law or contract with a deadline
pane-strip-settled = No clock is open: each was answered by a notice or a memo
pane-strip-left = left
pane-strip-due = due { $due }
pane-strip-more = { $n ->
    [one] + { $n } clock
   *[other] + { $n } clocks
}
pane-applies-yes = applies
pane-applies-no = does not apply
pane-applies-not-yet = not decided yet
pane-applies-open = ! does it apply?

## Home screen

pane-too-small = warroom needs { $columns } columns and { $rows } rows; typed text is kept
pane-detail-more = { $up } { $above } lines above  { $down } { $below } below

## Timeline

pane-lane-fact = fact
pane-lane-action = act
pane-lane-withheld = withheld
pane-timeline-all = all
pane-by-happened = by happened
pane-by-recorded = by recorded
pane-timeline-count = { $all ->
    [one] { $all } record
   *[other] { $all } records
}, { $struck } struck
pane-timeline-some = { $shown } of { $all } records shown, { $struck } struck
pane-empty-timeline = Nothing is recorded yet. What happened and what was done stands here. { $key } writes the first line.
pane-none-timeline = No line passes the filter. { $key } changes it.
pane-sign-struck = struck
pane-sign-corrected = see { $by }
pane-sign-basis = ! basis owed
pane-sign-late = late { $span }
pane-sign-late-owed = ! late { $span }
pane-record = Record { $record }, { $lane }
pane-catch-up = covered by catch-up { $record }
pane-basis-owed = ! owed: an exhibit with a place in it, or two named sources, and a confirmer

## Roster

pane-roster-count = { $held } of { $all } roles
pane-empty-roster = Nobody is on the roster yet. Who holds which role and who was reached stands here. { $key } puts a person on it.
pane-deputy = deputy
pane-deputy-of = Deputy: { $role }
pane-no-role = without a role
pane-vacant = vacant
pane-vacant-owed = ! reason missing
pane-nobody = ! nobody yet
pane-call-ack = ack { $at } { $channel }
pane-call-ack-short = ack { $at }
pane-call-waiting = calling { $at }
pane-call-overdue = ! { $span }, no answer
pane-call-other-role = not for this role
pane-call-short = ! ack { $at } short
pane-call-missed = ! { $outcome } { $at }
pane-call-none = ! not called yet
pane-call-at-keys = at the keys
pane-callstate-acknowledged = acknowledged
pane-callstate-waiting = waiting for an answer
pane-callstate-overdue = ! no answer in 10 minutes: call the deputy
pane-callstate-short = ! recorded, does not count yet
pane-callstate-missed = ! not reached
pane-call-record = Call { $record }
pane-no-calls = No call is recorded.
pane-no-person-record = ! no person record: identity unproven
pane-conflict = ! conflict
pane-conflict-ratified = conflict ratified
pane-conflict-solo = conflict, solo
pane-conflict-with = { $who } also holds { $other }

## Checklist

pane-checklist-count = { $verified } of { $all } verified
pane-empty-checklist = No procedure is in use. { $key } takes one into use; its steps then stand here.
pane-empty-copy = This copy withholds records: what would stand here may be among them, and nothing says that it was not done.
pane-empty-checklist-undeclared = No incident is declared. { $key } declares it and takes a procedure into use; its steps then stand here.
pane-phase-heading = { $phase }  { $verified } of { $all } verified
pane-first15 = First 15 minutes: steps of the start only, of { $all }
pane-first15-key = First 15 minutes: steps of the start only; { $key } shows all { $all }
pane-step-open = open
pane-step-in-hand = in hand
pane-step-proved = proved
pane-step-verified = verified
pane-step-skipped = skipped
pane-step-pulled = pulled forward to { $at } by { $name }, due { $due }
pane-step-pulled-short = ! { $span }, law
pane-step-over = ! +{ $span }
pane-step-lacks = { $n } missing
pane-step-note = { $step } { $state }, { $role }, target { $span }
pane-step-note-over = ! { $step } { $state }, { $role }, { $span } over its target
pane-step-second = needs: verification by another person
pane-step-missing = missing: { $kinds }
pane-step-needs = first: { $steps }
pane-kind-missing = [ ] { $kind }
pane-kind-there = [p] { $kind }
pane-proof-record = Proof { $record }: { $kind }
pane-verified-record = Verification { $record }
pane-file-inside = inside the case file
pane-file-outside = outside the case file, by path and hash

## Evidence

pane-evidence-count = { $all ->
    [one] { $all } exhibit
   *[other] { $all } exhibits
}
pane-evidence-count-open = { $all ->
    [one] { $all } exhibit
   *[other] { $all } exhibits
}, { $open ->
    [one] { $open } open hand-over
   *[other] { $open } open hand-overs
}
pane-empty-evidence = No exhibit is registered yet. Images, logs and devices stand here with digest and holder. { $key } registers the first.
pane-digest-none = ! no digest
pane-digest-claimed = ~ claimed
pane-digest-corroborated = 2x claimed
pane-digest-recomputed = recomputed
pane-digest-differs = ! differs
pane-digest-failed = ! failed
pane-digest-hashing = hashing
pane-digest-incomplete = ! incomplete
pane-digest-loss-accepted = (incomplete)
pane-digest-tool-failed = ! tool fails
pane-f-failed = tool says
pane-f-lost = what is lost
pane-f-capacity = accepted as
pane-f-loss = loss
pane-loss-accepted = incomplete, loss accepted by { $who } with { $second } (record { $record })
pane-f-unreadable = unreadable
pane-unreadable = { $count } stretches, { $bytes } bytes; the map is in the log
pane-f-examiner = examiner
pane-f-competence = competence
pane-f-log = log
pane-zeros = { $share } % of its blocks of 4 KiB are all zero
pane-other = { $name } { $digest }
pane-other-old = { $name } { $digest } (to match an old log, no proof)
pane-file-identity = inode { $inode } on device { $device }
pane-file-user = { $name } (pid { $pid }) { $how }; the bytes it loaded are not proven
pane-f-in-use = in use by
pane-atime-kept = left alone
pane-atime-free = may have changed by reading
pane-differing = { $length } bytes from byte { $offset }
pane-segment = { $digest } ({ $size } bytes)
pane-job-searching = searching
pane-job-paused = on hold
pane-job-waiting = waits for its turn
pane-open-hand-over = ! { $label } released { $at } by { $from } to { $to }; nobody has accepted it
pane-gap = ! { $label } gap: { $given } gave it while { $held } held it; not explained
pane-nobody-named = nobody named
pane-gap-explained = { $label } gap: { $given } gave it while { $held } held it; explained
pane-seal = ! { $label } seal: { $removed } was removed, { $applied } was applied
pane-seal-explained = { $label } seal: { $removed } was removed, { $applied } was applied; explained
pane-finding = ! { $label } { $what }
pane-finding-settled = { $label } { $what }; explained
pane-registered-record = Registration { $record }
pane-claim-line = { $digest } { $of }, { $compared }
pane-claim-content = { $digest } of what it holds, not of its bytes
pane-claim-others = { $count } { $count ->
    [one] other entry of the log
   *[other] other entries of the log
}

## Deadlines

pane-deadlines-count = { $running } running, { $open } open
pane-empty-deadlines = No law or contract is considered yet. Clocks with the time left stand here. { $key } takes one in.
pane-clockstate-not-assessed = not assessed
pane-clockstate-not-started = not started
pane-clockstate-running = running
pane-clockstate-elapsing = runs, no number
pane-clockstate-late = late
pane-clockstate-sent = sent
pane-clockstate-memo-filed = memo filed
pane-clockstate-memo-owed = ! memo owed
pane-clockstate-does-not-apply = not this one
pane-decided-by = decided by { $who }
pane-exposure = at worst due { $due } (exposure)
pane-exposure-short = exposure { $due }
pane-ahead = ! said to happen after it was recorded: it has not happened, and does not count
pane-exposure-past = ! at worst due since { $due }: passed (exposure)
pane-exposure-past-short = ! exposure past { $due }
pane-exposure-past-least = ! past { $due }
pane-exposure-over = That instant has passed: whoever counts from there calls it late
pane-exposure-why = at worst due { $due }, counted from the earliest recorded sign: exposure, not a deadline
pane-exposure-from = at worst due { $due }, counted from { $sign } { $at }{ $record }: exposure, not a deadline; nothing starts this clock but its own event
pane-sign-of-detected = the detection
pane-sign-of-aware = the awareness that was declared
pane-sign-of-declared = the declaration
pane-sign-of-assessed = an event that was judged
pane-sign-of-started = the awareness that another clock started from
pane-sign-of-fact = the first line of the timeline
pane-in-record = { " " }(record { $record })
pane-hundredths = { $percent } %
pane-used = { $percent } % used
pane-lacks-memo = memo lacks { $count }
pane-memo-flawed = ! memo lacks { $count }
pane-sent-flawed = ! sent
pane-sent-unapproved = not approved
pane-sent-unanswered = items unanswered
pane-sent-textless = no text on record
pane-sent-other-copy = copy differs
pane-sent-unreceipted = no receipt
pane-note-flawed = { $key }: { $does }; missing: { $missing }
pane-remedy-approve-notice = approve the text that was sent
pane-remedy-draft = write the notice that says what is missing
pane-remedy-sent = record it again with what is missing
pane-remedy-memo = file it again, whole; the first stays readable
pane-lacks-question = question open
pane-lacks-reason = say why late
pane-lacks-notice = not drafted
pane-lacks-draft = draft { $filled }/{ $wanted }
pane-lacks-approval = to approve
pane-lacks-approval-anew = approve anew
pane-lacks-sending = to send
pane-note-next = next notice: { $lacks }; answers for it: { $owner }
pane-note-used = { $used }; next notice: { $lacks }; answers for it: { $owner }
pane-owner-vacant = { $role }, nobody holds the role
pane-owner-held = { $role }, { $who }
pane-elapsed-target = { $elapsed } elapsed; no number in the law; internal target { $target }
pane-elapsed-short = { $elapsed } elapsed; target { $target }
pane-target-of-step = { $due }, as step { $step }
pane-offset = reference minus laptop { $offset } s, measured { $at } (record { $record })
pane-offset-never = never compared with a reference: taken as it is
pane-offset-after = measured only afterwards: it makes nothing later
pane-start-corrected = { $at }: as corrected; this one counts
pane-threshold = { $at }: { $threshold }{ $noticed }, noted by a clock at { $corrected }, laptop { $laptop }
pane-h-passed = Passed
pane-delayed-record = Why it is late { $record }
pane-late-by = late by { $by }
pane-late-sent = sent { $by } after the limit
pane-no-clock = no deadline recorded
pane-no-number = no number in the law; act without delay
pane-own-event = waits for its own event
pane-elapsed = { $elapsed } elapsed; no number in the law, act without delay
pane-later = latest that can be argued, never the target: { $later }
pane-last-day = the end of { $day } in { $zone }
pane-h-counted = How it is counted
pane-outer-only = The number is an outer limit: without undue delay comes first.
pane-entry-approved = approved by { $who } when it was taken into the case
pane-entry-draft = draft: nobody had approved this entry when it was taken into the case
pane-sent-at = { $at }  { $reference }
pane-sent-late = ! after the limit: { $at }  { $reference }
pane-clock-no-compliance = A clock informs; it never counts as compliance.
pane-answer-record = Answer { $record }
pane-start-record = Clock start { $record }
pane-sent-record = Notice { $record }
pane-memo-record = Memo { $record }

## Signs of a running clock, at most 4 columns: the gravest threshold that it passed

pane-stage-half = {" 1/2"}
pane-stage-quarter = {" 1/4"}
pane-stage-four-hours = ! 4h
pane-stage-hour = ! 1h
pane-stage-late = LATE

## How a time is known

pane-how-own-clock = this laptop's clock
pane-how-reference-clock = a reference clock
pane-how-told = told or typed
pane-how-derived = worked out from other records

## Headings of the detail

pane-h-times = Times
pane-h-next = Next
pane-h-person = Person
pane-h-calls = Calls
pane-h-state = State
pane-h-proof = Proof asked for
pane-h-ai-act = AI Act art. 73(6)
pane-alters-ai = This step alters an AI system. If it is the suspect, the authority is informed before, where altering it could affect a later evaluation of the causes. No permission is needed, and stopping harm never waits. Two readings are live: art. 73 is outside the deferral of Reg. (EU) 2026/1744 and binds now; or no system is high-risk by applicable law before 2 Dec 2027 or 2 Aug 2028. Counsel chooses.
ai-act-informed = The authority was informed before: record { $record }
pane-h-taken = In hand
pane-h-skipped = Skipped
pane-contained = Record { $record }: { $action } contained
pane-tested = Record { $record }: tested from outside, { $result }
pane-h-life = Its life
pane-life-record = (record { $record })

## Fields of the detail, at most 13 columns

pane-f-happened = happened
pane-f-recorded = recorded
pane-f-how = known by
pane-f-typed = as typed
pane-f-late = late
pane-f-reason = reason
pane-f-late-why = late because
pane-f-scribe = scribe
pane-f-speaker = said by
pane-f-mark = mark
pane-f-source = source
pane-f-source-ref = source detail
pane-f-status = status
pane-f-basis = basis
pane-f-exhibit = exhibit
pane-f-place = place
pane-f-sources = sources
pane-f-confirmer = confirmed by
pane-f-tags = tags
pane-f-assets = assets
pane-f-asset = asset
pane-f-change = change
pane-f-device = device
pane-f-device-clock = device clock
pane-f-blast = also stops
pane-f-rollback = undo by
pane-f-left-open = left open
pane-f-method = how
pane-f-indicators = indicators
pane-f-corrects = corrects
pane-f-corrected-by = corrected by
pane-f-struck-by = struck by
pane-f-short = ! short
pane-f-way-on = way on
pane-f-holder = holder
pane-f-since = since
pane-f-deputy = deputy
pane-f-conflict = conflict
pane-f-name = name
pane-f-record = record
pane-f-title = title
pane-f-organisation = organisation
pane-f-phone = phone
pane-f-handle = handle
pane-f-email = e-mail
pane-f-call = call
pane-f-placed = placed
pane-f-caller = caller
pane-f-channel = channel
pane-f-number = number
pane-f-outcome = outcome
pane-f-answered = answered
pane-f-identity = identity by
pane-f-words = in words
pane-f-state = state
pane-f-target = target
pane-f-role = role
pane-f-phase = phase
pane-f-control = control
pane-f-procedure = procedure
pane-f-needs = needs first
pane-f-size = size
pane-f-medium = medium
pane-f-sha256-image = image SHA-256
pane-f-sha256 = SHA-256
pane-f-before = before
pane-f-file = file
pane-f-done = at
pane-f-by = by
pane-f-note = note
pane-f-presence = presence
pane-f-presence-ref = presence ref
pane-f-cited = cited proof
pane-f-quote = quote
pane-f-hashing = hashing
pane-f-digest = digest
pane-f-recheck = next check
pane-f-kind = kind
pane-f-relation = relation
pane-f-parent = made from
pane-f-collected-by = collected by
pane-f-collected = collected
pane-f-origin = origin
pane-f-exhibit-no = court's number
pane-f-make = make
pane-f-model = model
pane-f-serial = serial number
pane-f-firmware = firmware
pane-f-condition = condition
pane-f-markings = marks on it
pane-f-quantity = quantity
pane-f-host = host
pane-f-asset-tag = asset tag
pane-f-mac = MAC address
pane-f-ip = IP address
pane-f-found-at = found at
pane-f-owner = owner
pane-f-file-name = original name
pane-f-system-state = state when taken
pane-f-how-acquired = how acquired
pane-f-write-blocker = write blocker
pane-f-clock-offset = clock offset
pane-f-legal-basis = legal basis
pane-f-retention = keep until
pane-f-tool = tool
pane-f-path = path
pane-f-given = path given
pane-f-zeros = zeros
pane-f-other = also
pane-f-inode = file
pane-f-modified = written
pane-f-changed = inode changed
pane-f-atime = access time
pane-f-pieces = piece list
pane-f-compared = compared with
pane-f-differing = ! differs
pane-f-segment = part
pane-f-claimed = claimed
pane-f-claimed-by = claimed by
pane-f-origin-of = origin
pane-f-made = made
pane-f-unread = not read
pane-f-reported = reported
pane-f-started = started
pane-f-offset = stopped at
pane-f-from = from
pane-f-to = to
pane-f-purpose = purpose
pane-f-seal-removed = seal removed
pane-f-seal-applied = seal applied
pane-f-seal = seal on it
pane-f-checked-out = checked out
pane-f-disposed = disposed of
pane-checked-out = { $at } by { $who }, not returned (record { $record })
pane-disposed = by record { $record }
pane-f-seal-state = seal found
pane-f-container = container
pane-f-transport = transport
pane-f-photo = photograph
pane-f-check = digest then
pane-f-responsible = who answers
pane-f-justification = justification
pane-f-explains = explains
pane-f-signature = signature
pane-signed-by-key = by the key of { $owner }, { $fingerprint }, enrolled on form { $form }
pane-signature-holds-not = does not hold: { $why }
pane-f-authority = authority
pane-f-witness = witness
pane-f-due = due
pane-f-due-exact = to the second
pane-f-used = used
pane-f-pulled = pulled ahead
pane-f-own-target = own target
pane-f-lacks = next notice
pane-f-laptop = laptop shows
pane-f-corrected = countdowns
pane-f-clock-off = offset
pane-f-start-read = clock read
pane-f-late-by = late
pane-f-who = who
pane-f-infeasible = not feasible
pane-f-until = until
pane-f-earlier = earlier
pane-f-exposure = exposure
pane-f-question = question
pane-f-starts-from = starts from
pane-f-clock = deadline
pane-f-event = event
pane-f-applies-where = applies where
pane-f-last-day = ends with
pane-f-internal = internal target
pane-f-approval = review
pane-f-citation = citation
pane-f-law = law
pane-f-confidence = confidence
pane-f-answer = answer
pane-f-decider = decider
pane-f-start = start
pane-f-why = why then
pane-f-second = second person
pane-f-route = route
pane-f-reference = reference
pane-f-text = text

## What a key does for the row in the detail: NAME OF THE COMMAND

pane-next-correct = correct this line; the old one stays readable
pane-next-strike = strike it with a reason
pane-next-judge = confirm, suspect or refute it, with its basis
pane-next-explain = say why it came late
pane-next-correct-person = correct the entry; what is left empty stays
pane-next-contain = write down what was blocked or isolated
pane-next-outside-test = have another person test it from outside
pane-next-read = read what is attached
pane-next-assign = give the role to a person
pane-next-vacant = leave it vacant, with a reason
pane-next-relieve = relieve the holder
pane-next-call = write down a call
pane-next-answer = write down what came of the call
pane-next-take = take it in hand
pane-next-proof = attach a proof
pane-next-skip = skip it, with reason and the lead's name
pane-next-verify-step = a second person verifies it
pane-next-describe = say more about it: make, serial, host, write blocker
pane-next-rehash = compute the digest
pane-next-claim = put on record a digest that others state
pane-next-locate = find the moved file by size and digest
pane-next-accept-loss = accept what it lacks, with a second person
pane-next-release = hand it over
pane-next-accept = accept the hand-over
pane-next-custody = record another event of custody
pane-next-regime = answer whether it applies
pane-next-clock = record the clock start
pane-next-sent = record that the notice was sent
pane-next-why-late = say why it is late
pane-next-compose = write the notice, item by item
pane-next-approve-notice = approve one exact text of it
pane-next-memo = file a memo why not, or not yet
pane-keys-nobody = ! nobody at the keys
pane-keys-nobody-short = ! keys
