# Suppliers (A.5.21). All words of this concern stand here; those of a supplier's notice stand with the people to tell.

# Commands
title-supplier = A supplier for the register
title-supplier-question = Questions to a supplier
title-supplier-answer = What a supplier answered
title-supplier-silent = A supplier is silent
title-supplier-access = Access of a supplier
title-supplier-indicators = Indicators given or received
title-suppliers = Suppliers

# Fields
field-contact = Contact
field-reached = Reached by
field-clause = Contract clause
field-may-know = They may know
field-supplies = They supply
field-liaison = Speaks with them
field-questions = Questions
field-asked-in = Question
field-answer-said = What they said
field-answered-by = Who answered
field-supplier-outcome = What it is
field-consequence = What follows
field-access = Which access
field-access-change = Cut or restored
field-stage = Stage
field-writing = The writing, file
field-direction = Which way
hint-contact = the person who answers for them
hint-reached = a number from the contract, never from their own mail
hint-clause = DPA 8.2, notice within 24 h
hint-may-know = what they need to answer, and nothing else
hint-liaison = one person on our side, one channel
hint-questions = one a line, exact: which key, since when, which hosts
hint-asked-in = its record; empty is the one that is due first
hint-answered-by = who of theirs
hint-consequence = what is assumed here, who is told, what is cut
hint-access = VPN, account, API key: the same words to restore it
hint-stage = 1/3; access comes back in stages
hint-writing = the cause in writing; owed to restore

# Codes
supplier-answer-answered = answered
supplier-answer-partly = answered in part
supplier-answer-declined = declined
supplier-answer-unsaid = unsaid whether whole
access-change-cut = cut
access-change-restored = restored
direction-given = given
direction-received = received
question-standing-open = open
question-standing-partly = answered in part
question-standing-answered = answered
question-standing-silent = silence

# The timeline
act-supplier-entered = supplier { $supplier } on the register
act-supplier-asked = { $supplier } asked by { $by }: { $question }
act-supplier-answered = question { $record }: { $outcome } { $who }
act-supplier-silent = question { $record } stayed without an answer, says { $by }
act-supplier-access = access of { $supplier } { $change } by { $who }: { $access }
act-supplier-indicators = indicators { $direction }, { $count }: { $supplier }

# What waits
need-supplier-answer = { $supplier } owes an answer, { $over } over: { $question }

# Rules
s-01-missing = Of the supplier this is missing: { $what }
s-01-next = Record it with the supplier again; what is there stays
s-02-missing = { $supplier } is not on the register with contact and clause
s-02-next = Put them on it first, with the person who answers and the clause invoked
s-03-missing = No time is set by which the answer is due: silence cannot ring
s-03-next = Ask again with a time
s-04-missing = The answer names nobody who gave it, or came before the question
s-04-next = Record it with who of theirs answered and when it came
s-05-missing = The answer was not due yet
s-05-next = Wait until it is, then record the silence
s-06-missing = Nothing says what follows from the silence
s-06-next = Record it with what is assumed, who is told or what is cut
s-07-missing = Of the access this is missing: { $what }
s-07-next = Record it again with cause and who allowed it
s-08-missing = Access came back, and no writing holds the cause
s-08-next = Have the cause in writing, and name the file or the record that holds it
s-09-missing = Access did not come back in stages after a cut
s-09-next = Restore one stage at a time, each in its turn: 1/3, 2/3, 3/3
s-10-missing = What was given goes beyond what the supplier may know
s-10-next = Give what lies within their mark, or widen on record what they may know
s-11-missing = Nobody said whether that answers the question whole, in part, or declines it
s-11-next = Record the answer again with what it is; "we look into it" is in part, with a new time

# Sheet
suppliers-how = One channel, exact questions, answers and silence on record; containment does not wait for their report
suppliers-name = { $supplier }
suppliers-not-entered = not on the register
suppliers-contact = contact { $contact }, reached by { $reached }
suppliers-contact-only = contact { $contact }, and how they are reached is not on record
suppliers-reached-only = no contact named, reached by { $reached }
suppliers-no-contact = nobody is named whom to reach there, nor how
suppliers-supplies = supplies { $text }
suppliers-clause = clause { $text }
suppliers-may-know = may know, up to { $up-to }: { $text }
suppliers-liaison = { $who } speaks with them
suppliers-question = { $record }  { $standing }, asked { $at }: { $question }
suppliers-question-due = { $record }  { $standing }, asked { $at }, due { $due }: { $question }
suppliers-answer = { $at }  { $outcome }, { $who }: { $words }
suppliers-silence = { $at }  silence, says { $by }: { $consequence }
suppliers-told = told { $at } by { $by }
suppliers-indicators = indicators { $direction } { $at } by { $by }, { $tlp }: { $list }
suppliers-access = access { $change } { $at }, allowed by { $authority }: { $access }; { $cause }
suppliers-access-stage = access { $change }, stage { $stage }, { $at }, allowed by { $authority }: { $access }; { $cause }
