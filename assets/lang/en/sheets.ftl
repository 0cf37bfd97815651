# Sheets: the audit view, the call-out, volatile sources, the relief. Each line is one entry, in the console and on paper.

sheet-without = { $title }, without { $count } withheld
title-audit = Audit: the ten controls of A.5.26
title-call-out = Call-out: who is next
title-sources = Volatile sources, in order
title-watch = For the relief
title-others = People and others to tell
sheet-keys = Enter go there   a settle   Esc back
sheet-keys-sources = a captured   x give up   Esc back
sheet-keys-entities = Enter open   a add   n what is next   / search   Esc back
sheet-keys-entity = Enter go there   n what is next   Esc back
sheet-keys-technique = Enter go there   Esc back
sheet-keys-typing = Enter keep   Esc all of them
sheet-nothing-to-do = There is nothing to settle here
sheet-no-words = body not in this file

# The controls, in their order
control-1 = activation
control-2 = containment
control-3 = volatile evidence
control-4 = root cause
control-5 = eradication
control-6 = restoration
control-7 = internal communication
control-8 = notification
control-9 = watch after recovery
control-10 = closure
standing-met = met
standing-partly = partly met
standing-not-met = not met
standing-memo = not applicable, by memo

audit-summary = { $number }  { $name }: { $standing }
audit-summary-missing = { $number }  { $name }: { $standing }, { $missing } missing
audit-control = { $number }  { $name }: { $standing }  ({ $records } records, { $missing } missing)
audit-record = { $record }  { $words }
audit-missing = missing: { $what } ({ $rule }). { $next }
audit-missing-about = { $about }: { $what } ({ $rule }). { $next }
audit-about = { $about }
audit-and = { $front }, { $back }
audit-override = accepted in record { $record }: { $what }
audit-procedures = Procedures in use, as documents
audit-procedure = { $id } { $version }: { $standing }
audit-traps = Eight traps, and how this case avoids each
audit-trap = { $trap }: { $verdict }; { $how }
audit-phases = Phases, from records
audit-phase-waiting = { $phase }: not begun
audit-phase-running = { $phase }: running for { $hours } h { $minutes } min{ $open ->
    [0] , no step open
    [one] , one step open
   *[other] , { $open } steps open
}
audit-phase-ended = { $phase }: ended after { $hours } h { $minutes } min

trap-policy-pdf = a policy as containment
trap-collect-button = evidence without a file
trap-human-error = a cause without a quote
trap-unread-mail = a message that nobody read
trap-task-done = done without a clean scan
trap-countdown = a countdown instead of a decision
trap-everyone = an update to everyone
trap-bot = closed by a machine
trap-verdict-avoided = avoided
trap-verdict-partly = not shown yet
trap-verdict-nothing = nothing recorded yet
trap-of-policy-pdf = containment actions have artefacts and a passed test from outside
trap-of-collect-button = exhibits have a digest computed here
trap-of-human-error = findings on the cause were verified with words found in them
trap-of-unread-mail = roles were acknowledged by voice by who holds them
trap-of-task-done = restored systems are live after a clean scan, released by somebody else
trap-of-countdown = clocks were answered with a notice or a memo
trap-of-everyone = proofs of internal updates count
trap-share = { $count } of { $all } { $what }
trap-open = it is open, and only people end it
trap-ended = ended by { $who }, with a reason

override-memo = accepted without it as not applicable, by { $who }, reviewed by { $reviewer }, because { $reason }
override-skipped = { $step } left out, decided by { $who }
override-approved-after = { $id } was approved only after the declaration
override-approved-late = the text sent for { $name } was approved only afterwards, by { $who }
override-start-later = the clock of { $name } was set to start later, with { $who } as second person
override-conflict = { $who } holds { $role } and { $other }
override-window = change on { $asset } outside the window of the incident, with a reason
override-given-up = source { $source } given up
override-rebooted = { $asset } started anew while { $open } sources were open
override-taken-out = the bytes of record { $record } were taken out by order
override-body = record { $record } ({ $kind }) was taken out by order: what it said cannot be judged
override-vacant = { $role } left vacant, with a reason
override-gap = a gap in the custody of { $label }, explained
override-custody = { $label }: { $what }; explained
override-loss = { $label } is incomplete; the loss is accepted by { $who }

# Call-out
callout-how = Voice first. Check who it is: challenge word, or call back on the known number. Only the role repeated back is an acknowledgement.
callout-next = next: { $role }: { $who }, { $stand }
callout-next-deputy = next: { $role }: { $who }, { $stand }; stands in: { $deputy }
callout-turn = { $role }: { $who }, { $stand }
callout-turn-deputy = { $role }: { $who }, { $stand }; stands in: { $deputy }
turn-vacant = left vacant
turn-prepared = prepared, has no role yet
turn-nobody = nobody yet
turn-acknowledged = acknowledged
turn-declared = declared the incident
turn-to-call = to be called
turn-waiting = called, no answer yet
turn-overdue = overdue: call who stands in
turn-short = acknowledged, does not count
turn-missed = not reached: call who stands in

# Volatile sources
source-line = { $key }  { $volatility }, { $stand }: { $name }
source-command = $ { $command }
source-note = { $note }
source-none = No procedure in use names a source.
source-state-open = open
source-state-captured = captured
source-state-short = captured, does not count
source-state-given-up = given up
volatility-seconds = gone in seconds
volatility-minutes = gone in minutes
volatility-hours = gone in hours
volatility-days = gone in days
volatility-stable = stable

# Relief
relief-state = How it stands
relief-case = { $codename }, { $severity }, open { $elapsed }
relief-known = known: { $words }
relief-unknown = not known: { $words }
relief-phase = { $phase } runs, { $open } steps open
relief-control-met = control { $number } { $name }: { $standing }
relief-control = control { $number } { $name }: { $standing }, { $missing } missing
relief-waits = What waits for a person
relief-nothing = nothing
relief-clocks = Clocks
relief-clock = { $name }: { $left } left
relief-clock-late = { $name }: late by { $left }
relief-no-clock = none runs
relief-people = Who holds what
relief-role = { $role }: { $who }
relief-recent = The last { $hours } hours, newest first
relief-line = { $record }  { $hours } h { $minutes } min ago  { $words }
relief-read-back = The relief reads back what is open; hand-over records it, and the role passes.

# People and others to tell
told-how = A decision tells nobody: somebody counts as told once text, way, time and proof are on record
told-item = { $group }: { $standing }
told-item-who = { $group }, { $who }: { $standing }
told-asked-law = asked for by { $name }
told-asked-words = { $name }: { $words }
told-asked-duty = duty of the procedure: { $duty }
told-decided = they { $decision }; { $who }, { $at }: { $reason }
told-decided-ground = they { $decision }, { $ground }; { $who }, { $at }: { $reason }
told-decided-until = they { $decision }, until { $until }; { $who }, { $at }: { $reason }
told-number = number { $number }, by { $method }
told-number-counted = number { $number }, counted in record { $record } { $method }
told-sent = told { $at } by { $who }, by way of { $channel }; text { $sha256 }
told-all-the-same = Decided not to tell, and told all the same: record the decision that stands, or strike the record that is wrong
told-short = { $what } ({ $rule })
told-h-suppliers = Notices from suppliers
told-supplier = { $supplier }, record { $record }
told-time = { $which }: { $at }
told-no-time = { $which }: not on record
told-clock = our clock starts when the notice arrived, { $at }; an earlier awareness on record goes on to govern
told-no-clock = no personal data, says the notice; it arrived { $at } and starts no clock of the GDPR
# Questions of law
title-questions = Questions of law
title-questions-at = Questions of law, { $n } of { $count }
question-keys = y yes  n no  t not yet  Tab next  o deadline  a other law  p who  Esc back
question-count = { $count ->
    [one] One law is
   *[other] { $count } laws are
} in the case, { $open } open; may decide: { $holders }
question-count-no-profile = { $count ->
    [one] One law is
   *[other] { $count } laws are
} in the case, { $open } open; nothing says who we are: warroom org profile, or the command scope
question-count-no-authority = { $count ->
    [one] One law is
   *[other] { $count } laws are
} in the case, { $open } open; nobody is on record as holding the delegated authority
question-law = { $name } ({ $id })
question-asks = { $question }
question-open = open: nobody has decided
question-stands = { $answer }: decided by { $who }, record { $record }
question-nobody = nobody named
question-named = in the case because somebody named it
question-by-procedure = suggested: procedure { $what } names it
question-by-country = suggested: we are, or the people are, in { $what }
question-by-sector = suggested: sector { $what }
question-by-role = suggested: we are { $what }
question-by-data = suggested: data touched, { $what }
question-help = think of: { $help }
question-exempt = exempt: { $exempt }
question-source = { $citation } ({ $confidence })
question-status = { $status }
question-check = look at the source again on { $date }
question-check-over = the source was to be looked at again on { $date }: that day is past
question-approved = entry approved by { $who }
question-draft = entry not approved by counsel: a draft
question-answer = { $record } { $when } { $answer }, { $who }: { $reason }
question-answer-passed = { $record } { $when } { $answer }, { $who }: { $reason } (overtaken, or does not count)
question-answer-struck = { $record } { $when } { $answer }, { $who }: { $reason } (struck)
question-awaits = awaited until { $until }: { $awaits }
question-facts = relies on { $records }
question-by = { $role } { $who }
question-advice = { $by }: { $view } ({ $followed })
question-advice-reason = { $by }: { $view } ({ $followed }, because { $reason })
question-advice-bare = { $by }: { $view } ({ $followed }, no reason given)
question-mute = { $by }: { $followed }
question-mute-reason = { $by }: { $followed }, because { $reason }
question-mute-bare = { $by }: { $followed }, no reason given
question-short = missing: { $missing } ({ $rule })
question-condition = only if { $condition }: { $clock }; nobody has decided
question-condition-answered = { $clock }: { $answer }, decided by { $who }, record { $record }
question-left-out = Named, and not in the case
question-none-left-out = none
question-outside = { $id }, named by { $whys }: off in the register, or not in it, when it was named
question-off = { $id }, named by { $whys }: { $status }
question-by-name = Any law can be assessed by its id: key a here, or warroom do regime regime=ID answer=yes

# The closing
title-closing = Closing
closing-stands = The case is { $standing }; { $missing ->
    [0] nothing is missing
    [one] 1 line is open
   *[other] { $missing } lines are open
}
closing-stands-on = The case is { $standing }; { $missing ->
    [one] 1 line of the list came with what was recorded since
   *[other] { $missing } lines of the list came with what was recorded since
}
closing-stands-since = The case is { $standing }; { $since ->
    [one] 1 thing came up since: reopen
   *[other] { $since } things came up since: reopen
}
closing-ended = { $how } by { $who }, { $at }: { $reason }
closing-ended-of = { $how } ({ $of }) by { $who }, { $at }: { $reason }
closing-ready = Nothing is missing: the lead can close the case
closing-h-missing = What is missing
closing-nothing = nothing
closing-line = { $what } ({ $rule }). { $next }
closing-line-about = { $about }: { $what } ({ $rule }). { $next }
closing-said = { $line }
closing-said-by = { $line } > { $command }
closing-h-resolved = What keeps it from being resolved
closing-h-walk = Remediation steps, as the lead confirmed them
closing-walked = { $step }, { $who }, { $at }: { $how }
closing-unwalked = { $step } not confirmed by the lead: { $title }
closing-h-points = What the SIRO signs, by number
closing-point = { $number }. control { $control }: { $what }{ $count ->
    [one] {""}
   *[other] {" "}({ $count } times)
}
closing-h-report = The report
closing-no-report = No report was made yet
closing-report = Record { $record }, { $format }, over { $size } lines, head { $head }; SHA-256 { $sha256 }
closing-signature = { $capacity }: { $who }, { $how }, { $at }
closing-unsigned = Not signed: { $capacity }
closing-h-measures = Times, as the records give them
measure-none = { $what }: not on record
measure-at = { $what }: { $at }, record { $record }
measure-since = { $what }: { $at }, record { $record }; { $after } after the first sign
closing-h-actions = Improvement actions
closing-action = Record { $record }, { $who }, due { $due }, { $standing }: { $what }
closing-add-action = agree an action
# What let it happen.
title-cause = What let it happen
finding-how = Each finding with the words that show it; what warroom found in the file itself has a plus.
finding-first-access = First access: { $at }
finding-first-sign = No finding names a first access; until then it is the first sign of the incident: { $at }
finding-none = Nobody has written down what let it happen
finding-finding = Record { $record }: { $cause }, found by { $who }, { $at }
finding-said = { $text }
finding-named = { $field }: { $value }
finding-not = Not: { $what }, because: { $why }
finding-quote = "{ $text }" in { $within }, { $place }: { $standing } (record { $record })
finding-no-place = no place named
finding-nowhere = nothing that is named
finding-file-of = the file of record { $record }
finding-output = { $file } (output of { $tool } on { $exhibit })
finding-reviewed = { $who } { $verdict }, { $at } { $note }
