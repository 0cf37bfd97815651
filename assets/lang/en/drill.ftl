# Drills. All words of this concern stand here.

# Commands
title-drill = The drill
title-drill-record = The record of the drill
title-drill-plan = A drill, planned
title-drill-start = The drill begins
title-drill-pause = The drill is paused
title-drill-resume = The drill goes on
title-drill-end = The drill is over
title-drill-deliver = An inject is delivered
title-drill-observe = What was seen
title-drill-score = Judged
title-real-emergency = Real emergency: stop the drill

# Fields
field-objectives = Objectives
field-objective = Objective
field-facilitator = Facilitator
field-collector = Data collector
field-drill-kind = Kind of drill
field-starts = To begin
field-factor = Clock runs
field-delivery = Injects brought by
field-injects = Own injects, file
field-inject = Inject
field-seen-after = Seen
hint-objectives = one a line: first call acknowledged in ten minutes
hint-objective = its number
hint-facilitator = leads it and knows what comes; takes no part
hint-collector = writes down what is done and when; takes no part
hint-factor = 1 is as the wall clock; 12 puts 72 hours into six
hint-delivery = a person, or the screen once they are due
hint-injects = empty takes those of the procedure
hint-inject = its number; empty is the one that waits longest
hint-seen-after = what was done, by whom, in which order; or cite a record

# Codes
drill-kind-tabletop = discussion at the table
drill-kind-functional = functional drill with injects
drill-kind-call-tree = call-tree test
drill-kind-technical = technical drill on a lab host
drill-change-started = started
drill-change-paused = paused
drill-change-resumed = resumed
drill-change-ended = ended
drill-change-real-emergency = stopped for a real emergency
drill-delivery-person = a person
drill-delivery-screen = the screen
drill-result-met = met
drill-result-partly = partly met
drill-result-not = not met
drill-of-inject = inject
drill-of-objective = objective
drill-phase-before = not begun
drill-phase-running = running
drill-phase-paused = paused
drill-phase-over = over
drill-seen-acknowledged = every call acknowledged within ten minutes, identity checked
drill-seen-order = volatile sources captured in their order
drill-seen-denominator = every hunt with its denominator
drill-seen-memo = a memo why nobody is notified
drill-seen-limited = recipients named and few
drill-seen-quoted = the cause quoted and found
drill-shown-shown = the records show it
drill-shown-not-shown = the records do not show it
drill-shown-no-record = nothing of the kind on record

# The timeline
act-drill-planned = drill planned: { $title }, { $kind }, procedure { $id }, { $count ->
    [one] one inject
   *[other] { $count } injects
}
act-drill-clock = drill { $change } by { $who }, drill clock { $clock }: { $reason }
act-drill-delivered = inject { $number } brought by { $how }, { $who }, drill clock { $clock }: { $text }
act-drill-observed = { $who } wrote down what was done after inject { $number }, drill clock { $clock }
act-drill-scored = { $of } { $number } judged { $result } by { $who }

# What waits
need-inject = inject { $number } is due and nobody delivered it, { $over } over: { $text }
need-drill-start = the drill is planned and has not begun: drill-start
need-drill-resume = the drill is paused: drill-resume

# Rules
i-44-missing = This is no exercise: a drill is recorded in the exercise store alone
i-44-next = Plan one with `warroom drill plan`, or open its file of the exercise store
i-41-missing = { $name } was made in an exercise and is not put into a real case
i-41-next = Name the original; what was learned in a drill comes in as an action or in words on the timeline
i-42-missing = The list of injects cannot be read: { $why }
i-42-next = Correct that line; each inject has at_minute, text and expects, and may have delivered_by and to_role
i-43-missing = No drill was planned in this file
i-43-next = Plan one first: `warroom drill plan`
d-01-missing = Inject { $number } was delivered { $over } after it fell due
d-01-next = Say in the review what it changed; a pause of the drill would have held its clock
d-02-missing = Inject { $number } was never delivered
d-02-next = Deliver it while the drill runs, or say in the review why it was left out
d-03-missing = Inject { $number } was delivered before its time, or while the drill's clock stood still
d-03-next = Wait until it is due; start or resume the clock first
d-04-missing = Inject { $number } was delivered before
d-04-next = The first delivery stands; strike it if it was wrong
d-05-missing = The plan does not say: { $field }
d-05-next = Plan it once more before it begins, with that field
d-06-missing = { $who } leads the drill or writes it down, and takes part in it
d-06-next = Name somebody for it who does not take part
d-07-missing = { $who } takes part in the drill and cannot say what was seen of it
d-07-next = Let the data collector write it down
d-08-missing = Inject { $number } was not delivered before that
d-08-next = Deliver it first; cite a record that was made after it
d-09-missing = Nothing that this judges was written down as seen
d-09-next = Record it with drill-observe, by somebody who does not take part
d-10-missing = It is not said what was missing
d-10-next = Say in the note what was expected and did not happen
d-11-missing = That changes nothing: the drill's clock is { $phase }
d-11-next = Look at the drill with `warroom drill show`
d-12-missing = The drill was not begun and ended
d-12-next = End it with drill-end once the last inject was dealt with
d-13-missing = Objective { $number } was not judged
d-13-next = Judge it with drill-score
d-14-missing = The review of the drill was not held, or lacks something
d-14-next = Write it with review; what is to be done is an action, raised by drill
i-47-missing = No inject waits: none is due yet, or all were delivered
i-47-next = `warroom drill show` says when the next falls due; name the inject to record that it was delivered early
d-15-missing = In a drill the class is test/test and the codename begins with DRILL-; that is what was recorded
d-15-next = Leave both to the drill; say the scenario in the title
d-16-missing = { $id } was not drilled within 12 months
d-16-next = Plan a drill of it: `warroom drill plan --procedure { $id }`
d-17-missing = { $who } takes part in the drill and does not judge it
d-17-next = Let the evaluator judge: the facilitator or somebody else who does not take part
d-18-missing = The drill has begun: its plan stands
d-18-next = Plan the next one in a file of its own

# The sheet
drill-none = No drill was planned in this file
drill-how = EXERCISE, EXERCISE, EXERCISE. Gates and rules are those of a real case. The stop word is "real emergency": command real-emergency
drill-title = { $title }: { $kind }, procedure { $id }
drill-clock = { $phase }; drill clock { $clock }, ran { $ran } by the wall clock, { $factor } times as fast
drill-people = leads { $facilitator }; writes down { $collector }; take part { $players }
drill-h-objectives = Objectives
drill-h-injects = Injects
drill-h-seen = What the records show
drill-h-lacks = What is missing for the record of the drill
drill-h-limits = Limits of law by the drill's clock
drill-objective = { $number }. { $text }
drill-objective-judged = { $number }. { $text }: { $result }, says { $who } { $note }
drill-inject = { $number } at { $clock } ({ $at }) by { $how }, { $who }, { $to }: { $text }
drill-to-all = to everybody
drill-to-role = to { $role }
drill-observed = { $after } later, { $wall } by the wall clock, { $who }, record { $record }: { $words }
drill-judged = judged { $result } by { $who } { $note }
drill-owed = { $number } { $to } is due since { $over } and nobody delivered it
drill-ahead = { $count ->
    [one] one inject is
   *[other] { $count } injects are
} still to come
drill-limit = { $name }: { $left } left
drill-limit-over = { $name }: over since { $left }
drill-seen = { $what }: { $shown }

# Papers
print-f-procedure-sha256 = SHA-256 of the procedure
print-drill-sheet = Facilitator's sheet
print-drill-record = Record of a drill
print-drill-not-players = { $marker }. For the facilitator and the data collector, not for those who take part.
print-drill-words = Begin with "exercise, exercise, exercise". The stop word is "real emergency": the drill stops, nothing of it becomes real, a real case is opened beside it.
print-drill-whole = { $marker }. Held, judged and reviewed; nothing is missing.
print-drill-lacks = { $marker }. { $count ->
    [one] One thing is missing, listed
   *[other] { $count } things are missing, listed
} at the end.
print-drill-minute = minute { $minute }
print-drill-factor = { $factor } times as fast as the wall clock
print-drill-by = { $who }, drill clock { $clock }
print-drill-undelivered = never delivered
print-drill-expected = expected: { $text }
print-drill-observed = { $after } later, { $wall } by the wall clock, { $who }, record { $record }: { $words }
print-drill-turned = { $change } { $at }, drill clock { $clock }, { $who }: { $reason }
print-drill-lesson = control { $control }: { $text }
print-drill-action = action { $record }: { $text }; { $who }, due { $due }, { $state }
print-h-drill-clock = The drill's clock
print-h-drill-findings = Findings and actions
print-c-drill-time = Drill clock
print-c-drill-who = By, to
print-c-drill-told = What is told
print-c-drill-expected = Expected
print-c-drill-seen = Seen, when
print-c-drill-objective = Objective
print-c-drill-result = Judged

# Elsewhere
closing-exercise = Measured in an exercise, by the wall clock, while its own clock ran { $factor } times as fast: no figure of it is compared with a real incident
ask-inject = Inject { $number }, { $to }, due at { $clock } of the drill's clock: { $text }
ask-inject-shown = Inject { $number }, { $to }, shown at { $clock } of the drill's clock: { $text }
ask-inject-keys = F9 or d  delivered    Esc  later, it keeps ringing
ask-inject-shown-keys = Enter or Esc  read
inject-waits = { exercise }: inject { $number } is due; it comes up when nothing is typed
drill-beside = The drill is stopped. Nothing of it becomes real: declare the real incident now, in a case of its own
paper-drill-sheet = facilitator's sheet
paper-drill-record = record of a drill
drill-planned-beside = A drill is planned in the exercise store, in a file of its own: `warroom drill plan --procedure ID --title …`; then open it here with o
needs-a-case = Nothing is recorded without a case: declare an incident with d, or open a case with o
