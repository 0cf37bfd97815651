# What is said inside: decisions, who needs to know, messages, briefings. All words of this concern stand here.

# Commands
title-decide = A decision
title-review-decision = A decision is looked at again
title-briefing = Minutes of a briefing
title-settle-action = An action that was agreed
title-may-know = Who needs to know
title-may-know-ends = Needs to know no longer
title-message = People inside were told
title-internal = Inside: who needs to know, messages, briefings
title-decisions = The decision log
short-decide = decide
short-decisions = decisions
short-briefing = minutes
print-no-minutes = No briefing has minutes yet

# Fields
field-question = Question
field-options = Options
field-choice = What was chosen
field-objected = Who objected
field-replaces = Replaces decision
field-decision = Decision
field-decision-outcome = What was found
field-agenda = Agenda
field-facts-said = Facts
field-assumed = Assumptions
field-actions = Actions
field-last-reason = Why none follows
field-decisions = Decisions
field-roll = Roll call
field-briefing = Briefing
field-action-number = Which action
field-action-outcome = What became of it
field-result-said = Its result
field-persons = People
field-persons-file = People, a file
field-function = Function
field-need = Why they must know
field-up-to = Up to the mark
field-recipients = Recipients
field-recipients-file = Recipients, a file
field-tlp = TLP label
field-many-reason = Why so many
field-approved-by = Approved by
field-sent-copy = Copy as sent
hint-question = what was to be decided, as it was asked
hint-options = one a line, or with semicolons; not to act is one
hint-choice = its number among the options, or in words
hint-objected = a line each, Name: why; nobody, if nobody objected
hint-replaces = the decision that no longer holds
hint-decision = its record; empty is the one that is due
hint-agenda = one a line, or with semicolons
hint-facts-said = one a line, with records: #48 the key was used twice
hint-assumed = one a line: what nobody has confirmed
hint-actions = one a line: Name: what is to be done @ 14:30; or none
hint-last-reason = only where no further briefing follows
hint-decisions = records; empty takes those since the roll call; or none
hint-roll = its record; empty is the last one without minutes
hint-action-number = its number in the minutes; empty is the first open one
hint-result-said = what came of it, or why it is dropped
hint-persons = names, separated by commas; no lists, no groups
hint-persons-file = a line each: Name; function; why
hint-function = head of payroll; empty takes the job title
hint-need = what they have to do with it
hint-up-to = empty is every mark
hint-recipients = names, separated by commas; no lists, no groups
hint-recipients-file = a name a line
hint-tlp = CLEAR, GREEN, AMBER, AMBER+STRICT or RED
hint-many-reason = owed for more than twelve

# Codes
decision-outcome-stands = it stands
decision-outcome-lapsed = its question has gone
decision-standing-holds = holds
decision-standing-replaced = replaced
decision-standing-lapsed = lapsed
decision-standing-struck = struck
action-outcome-done = done
action-outcome-dropped = dropped
list-file-no-text = it is no text
internal-no-tlp = no TLP label

# The timeline
act-decided = decided by { $who }: { $choice }; asked: { $question }
act-decision-reviewed = decision { $record } looked at again by { $who }: { $outcome }
act-need = { $who } put on the register of who needs to know by { $by }: { $role }
act-need-ended = { $who } needs to know no longer, says { $by }
act-message = { $count ->
    [one] 1 person
   *[other] { $count } people
} inside told by { $by }: { $channel }
act-briefing = minutes of a briefing by { $by }: { $decisions ->
    [0] no decision
    [one] 1 decision
   *[other] { $decisions } decisions
 }, { $actions ->
    [0] no action
    [one] 1 action
   *[other] { $actions } actions
 }
act-briefing-settled = action { $number } of briefing { $record } { $outcome }, says { $who }

# What waits
need-decision-review = decision { $record } is to be looked at again, { $over } over: { $question }
need-action = { $owner }, due { $over } ago: { $what }

# Rules
c7-01-missing = { $who } stands for a group: nobody can say who read it
c7-01-next = Name each reader, and tell them one by one
c7-02-missing = { $count } recipients, and no reason for more than twelve
c7-02-next = Say why each of them needs to know, or tell fewer
c7-03-missing = It carries no TLP label: readers do not know how far it may go
c7-03-next = Record it with the label that it carried, or tell them again under one
c7-04-missing = { $who } was told, and is not on the register of who needs to know
c7-04-next = Put them on it first, with function and reason; or say why they were told
c7-05-missing = Fact { $number } rests on record { $record }, and { $why }
c7-05-next = Say it as an assumption, or have it confirmed; correct what went out
c7-06-missing = Fact { $number } names no record that it rests on
c7-06-next = Write it as #48 and the words, or say it as an assumption
c7-07-missing = { $what } is missing: nobody can see what was said and who answers for it
c7-07-next = Record it again with what is missing, and strike the first
c7-08-missing = { $what } is missing: nobody can see why they may know
c7-08-next = Enter them again with function and reason
c7-09-missing = Nobody inside was told by name
c7-09-next = Tell those who must know, each by name, and record the message
c7-10-missing = No briefing has minutes
c7-10-next = Call the roll, brief the team, and write the minutes
c7-11-missing = The minutes lack: { $what }
c7-11-next = Record them again with what is missing, and strike the first
c7-12-missing = No roll call shows who was there
c7-12-next = Record the roll call of the briefing, and the minutes with it
c7-13-missing = Action { $number } names no owner, or not what is to be done
c7-13-next = Write it as Name: what is to be done, and record the minutes again
c7-14-missing = Record { $record } is no decision of the log that counts
c7-14-next = Record the decision with options, reason and objections, and name it in the minutes
c7-15-missing = Nothing says what came of the action
c7-15-next = Say what came of it or why it is dropped, or name the record that shows it
c7-20-missing = The decision lacks: { $what }
c7-20-next = Decide on record again with what is missing, naming the decision that it replaces
c7-21-missing = No other option is named: nothing was chosen
c7-21-next = Write down what else could have been done, if only to wait
c7-22-missing = An objection has no name or no reason
c7-22-next = Write it as Name: why
c7-23-missing = Nothing says why it stands or has lapsed
c7-23-next = Record the review again with the reason
c7-24-missing = { $count ->
    [one] The minutes repeat words of a record that is privileged or stands above their mark
   *[other] The minutes repeat words of { $count } records that are privileged or stand above their mark
 }
c7-24-next = Take the words out, or record them: the minutes are then under { $mark }, and privileged for as long as a record is whose words they repeat
c7-25-missing = Record { $record } has the minutes of this briefing already
c7-25-next = Read them first; record these only if they are to stand beside them, or strike the others

# What a control accepted
override-many-recipients = { $count } people told at once, with a reason, approved by { $who }
override-message-corrected = message { $record } did not count, and was put right

# Sheets
sheet-lacks = { $what } ({ $rule }). { $next }
decisions-how = The last one first. A decision that no longer holds is replaced by another one, never changed
decisions-question = { $record }  { $at }  { $standing }: { $question }
decisions-choice = { $who } chose: { $choice }
decisions-reason = because { $reason }
decisions-option = not chosen: { $option }
decisions-no-objection = nobody objected
decisions-objection = { $who } objected: { $why }
decisions-replaced = decision { $record } stands in its place
decisions-review = looked at again { $at }
decisions-reviewed = { $at } { $who }: { $outcome }; { $reason }
internal-how = Told by name, to those who need to know, facts and assumptions apart
internal-h-actions = Actions that are open: { $count }
internal-action = { $owner }, from briefing { $record }, action { $number }: { $what }
internal-action-due = { $owner }, by { $due }, from briefing { $record }, action { $number }: { $what }
internal-h-register = Who needs to know
internal-by-role = by their role: { $count ->
    [one] 1 holder of a role of the incident
   *[other] the holders of { $count } roles of the incident
 }
internal-need = { $who }, { $role }: { $need } (allowed by { $by }, from { $at }; told in { $count ->
    [one] 1 message
   *[other] { $count } messages
 })
internal-need-over = no longer: { $who }, { $role }: { $need } (from { $at })
internal-ended = { $who } needs to know no longer since { $at }, says { $by }: { $reason }
internal-h-messages = Messages: { $count }
internal-message = { $record }  { $at }  { $tlp }, to { $count ->
    [one] 1 person
   *[other] { $count } people
 }, by { $by }, approved by { $approver }: { $channel }
internal-recipient = to { $who }, { $role }: { $need }
internal-fact = fact ({ $cites }): { $text }
internal-assumption = assumption: { $text }
internal-put-right = put right by message { $record }
internal-h-briefings = Briefings: { $count }
internal-briefing = { $record }  { $at }, minutes by { $by }: { $present } present, { $decisions ->
    [one] 1 decision
   *[other] { $decisions } decisions
 }, { $actions ->
    [one] 1 action
   *[other] { $actions } actions
 }
internal-settled = { $owner }: { $what }: { $outcome } { $at }: { $result }

# Minutes on paper
print-minutes-title = Minutes of briefing { $record }
print-minutes-by = Minutes by
print-f-began = Began
print-f-ended = Ended
print-f-roll-note = Note of the roll call
print-h-agenda = Agenda
print-numbered = { $number }  { $text }
print-h-said-facts = Facts
print-h-assumed = Assumptions, confirmed by nobody
print-assumed = assumed: { $text }
print-c-fact = Fact
print-h-decided = Decided
print-c-question = Question
print-c-choice = Chosen, and why
print-c-decider = By whom, objections
print-objection = { $who } objected: { $why }
print-decision-review = looked at again { $at }
print-h-agreed = Agreed
print-c-who-does = Who
print-c-action = What
print-no-due = no time set
print-settled-action = { $outcome } { $at }: { $result }
print-h-note = Remarks
print-decided-above = { $count ->
    [one] one decision was taken that stands above the mark of these minutes or is privileged
   *[other] { $count } decisions were taken that stand above the mark of these minutes or are privileged
}
print-roll-above = named on a roll call that stands above the mark of these minutes or is privileged
print-none-said = none on record
print-no-next = none: { $reason }
knew-log = decided, record { $record }
knew-message = was told in a message by name
