# Briefing mode: pages for the wall, walked with the arrow keys, made from the records that the room may see. All words of this concern stand here.

# Pages
title-brief = Briefing
briefing-page = { $page }
briefing-page-standing = Where we are
briefing-page-due = What is due
briefing-page-known = What we know
briefing-page-done = What was done
briefing-page-wanted = Decisions wanted
briefing-page-next = Who does what next
briefing-page-again = Next briefing

# 1 Where we are
briefing-not-declared = No incident is declared. What is known of it, its severity and its lead stand here once it is
briefing-open = { $codename }, { $severity }, open since { $at }
briefing-was-open = { $codename }, { $severity }, over; it was open from { $at } for this long
briefing-phases = { $one }; { $other }
briefing-phase = { $phase }, { $open } of { $steps } steps open
briefing-phase-alone = { $phase }
briefing-lead = Lead: { $who }
briefing-no-lead = Nobody holds the lead on record
briefing-level = You read everything up to { $mark }
briefing-level-withheld = You read up to { $mark }; { $count ->
    [one] 1 record is withheld
   *[other] { $count } records are withheld
 }

# 2 What is due
briefing-clock = { $name }, due { $due }
briefing-clock-late = { $name }, late: it was due { $due }
briefing-clock-elapses = { $name }: running for { $for }, no number in the law
briefing-law-open = { $withheld ->
    [0] Nothing runs
   *[other] Nothing runs that may be read at this level
 }; { $count ->
    [one] 1 question of law is open
   *[other] { $count } questions of law are open
 }
briefing-law-worst = { $withheld ->
    [0] Nothing runs
   *[other] Nothing runs that may be read at this level
 }; { $count ->
    [0] no start of a clock is recorded
    [one] 1 question of law is open
   *[other] { $count } questions of law are open
 }, at worst due { $due } (exposure, not a deadline)
briefing-law-past = { $withheld ->
    [0] Nothing runs
   *[other] Nothing runs that may be read at this level
 }; { $count ->
    [0] no start of a clock is recorded
    [one] 1 question of law is open
   *[other] { $count } questions of law are open
 }, at worst due since { $due }: passed (exposure, not a deadline)
briefing-h-agreed = Agreed in briefings
briefing-action-due = { $due }  { $who }: { $what }
briefing-h-presses = Presses now
briefing-no-clock = Nothing is due. A clock starts where a law is said to apply, and an action of a briefing has a time

# 3 What we know
briefing-h-known = Confirmed
briefing-h-declared = Said at the declaration
briefing-said = { $words }
briefing-h-assumed = Assumed, not confirmed
briefing-h-open = We do not know
briefing-line = { $words } (record { $record })
briefing-declared = { $words } (at the declaration)
briefing-asked = asked { $supplier }, no full answer: { $question }
briefing-laws = { $count ->
    [one] 1 question of law is open
   *[other] { $count } questions of law are open
 }
briefing-nothing-readable = Nothing of this may be read at this level; what is withheld may belong here ({ $count })
briefing-no-fact = No fact is on record. What happened stands here, confirmed and assumed apart

# 4 What was done
briefing-h-since = Since the briefing of { $at }, record { $record }: { $count }
briefing-h-so-far = So far: { $count }
briefing-did = { $at }  { $words }
briefing-nothing-since = Nothing that was done since the last briefing is on record
briefing-nothing-done = Nothing that was done is on record

# 5 Decisions wanted
briefing-h-wanted = To be decided
briefing-h-decided = Decided since the last briefing
briefing-review = to be looked at again { $at }: { $question }
briefing-decided = { $at }  { $who } chose: { $choice }; asked: { $question }
briefing-no-decision = No decision is wanted, and none was taken since the last briefing

# 6 Who does what next
briefing-h-actions = Agreed
briefing-h-steps = In hand
briefing-action = { $who }: { $what }
briefing-action-by = { $who }, by { $due }: { $what }
briefing-step = { $who }: { $step } { $title }
briefing-nobody-next = Nobody has taken a step, and no action is open. Who does what stands here

# 7 Next briefing
briefing-again = { $date } { $zone }, in { $span }
briefing-again-late = { $date } { $zone }, was due { $span } ago
briefing-last = None follows: { $reason }
briefing-no-next = No time is agreed. The roll call takes it, or the minutes
briefing-next-kept = When the next briefing is stands on a roll call that may not be read at this level
briefing-here-kept = Who is here stands on a roll call that may not be read at this level
briefing-h-here = At this briefing
briefing-present = since { $at }, { $count } present: { $names }
briefing-absent = { $count } did not answer: { $names }

# What a section leaves out
briefing-more-clocks = and { $count } more: pane 5, the deadlines
briefing-more-agreed = and { $count } more: `{ KEY("internal", ":internal") }`
briefing-more-needs = and { $count } more: `{ KEY("needs", "!") }`, what needs you
briefing-more-facts = and { $count } more: pane 1, the timeline
briefing-more-questions = and { $count } more: `{ KEY("suppliers", ":suppliers") }`
briefing-more-done = and { $count } more: pane 1, the timeline
briefing-more-decided = and { $count } more: `{ KEY("decisions", "v") }` on the timeline, the decisions
briefing-more-steps = and { $count } more: pane 3, the checklist
briefing-more-people = and { $count } more: pane 2, the roster

# The screen
# The first three are always drawn: out of it, on, and everything off the screen.
briefing-keys = Esc leave   Left/Right page   { KEY("blank", "F12") } blank   { KEY("help", "?") } help   d decide   1-7 go to   { KEY("level", "S") } level
briefing-keys-more = a record what the page names   Home/End first, last page   q leave   { KEY("brief", "Ctrl-B") } leave   { KEY("palette", ":") } command   { KEY("search", "/") } search
briefing-goes-on = briefing since { $at }
briefing-looking = only looking
briefing-n-of = page { $n } of { $count }
briefing-part = { $part } of { $parts }
briefing-more = and { $count } more: Right
briefing-continued = { $heading }, continued
briefing-cut = ... goes on in record { $record }
briefing-cut-here = ... goes on in the case
briefing-too-small = A briefing needs { $columns } columns by { $rows } rows: make the window larger or the letters smaller, or press Esc to go back.
briefing-begins = The briefing begins, record { $record }: no lock until its minutes are recorded
briefing-joined = The briefing of { $at } goes on, record { $record }
briefing-only-looking = No roll call: this is only looking. { KEY("brief", "Ctrl-B") } twice calls the roll
briefing-over = The briefing is over, its minutes are recorded
briefing-left = The briefing of { $at } goes on without the pages; { KEY("brief", "Ctrl-B") } shows them again
ask-briefing = The briefing of { $at } goes on. End it and write its minutes, or only leave the pages?
ask-briefing-keys = Enter leave the pages   e end it, write the minutes   Esc stay
briefing-minuted = This briefing has its minutes already: `{ KEY("briefing", "m") }` on the roster writes others
ask-minutes = The briefing of { $at } is over by its time, and nobody wrote its minutes. Write them now?
ask-minutes-keys = e write the minutes   Enter call the roll for a new one   Esc only look
ask-minutes-leaving-keys = e write the minutes   Enter leave the pages   Esc stay
briefing-minutes-elsewhere = Another console of this laptop holds minutes of this briefing that were begun and are not recorded. These are begun beside them, nothing of theirs is touched. Agree on one: whoever records second is told so first.
briefing-minutes-taken-out = { $count ->
    [one] 1 line that these minutes were begun with is
   *[other] { $count } lines that these minutes were begun with are
 } taken out: by now it says what may not be read under their mark, or is privileged. What was typed stands as it was.
briefing-ring = Due now: { $what }
briefing-ring-clock = { $name }: { $threshold }

# The roll call
hint-roll-call-present = Down to a name, Space puts it in or out; or type names

# Minutes as they are begun
briefing-minutes-times = From { $from } to { $to }, roll call record { $record }
briefing-minutes-began = From { $from }, roll call record { $record }; say when it was over
briefing-minutes-present = Present: { $names }
briefing-minutes-absent = Did not answer: { $names }
briefing-minutes-decided = Decided, record { $record }: { $choice } (asked: { $question })
briefing-minutes-decided-above = { $count ->
    [one] 1 decision was taken that stands above the mark of these minutes or is privileged
   *[other] { $count } decisions were taken that stand above the mark of these minutes or are privileged
 }
briefing-minutes-none-decided = No decision was recorded
briefing-minutes-open = Open: { $what }
briefing-minutes-next = Next briefing: { $at }
briefing-minutes-no-next = No time was agreed for the next briefing
briefing-minutes-assumed = { $words } (record { $record })
briefing-minutes-above = what record { $record } says
