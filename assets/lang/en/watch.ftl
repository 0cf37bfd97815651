# The watch after recovery: commands, fields, lines of the timeline, needs, rules, sheet

title-watch-days = Watch after recovery
title-plan-watch = Plan of the watch after recovery
title-watch-day = A day of the watch
title-watch-hit = What was watched for came back
title-clear-hit = Another person shows that a hit was none
field-watch-sources = Sources watched
field-alert-rules = Alert rules
field-watch-date = Day
field-alerts = Alerts
field-alive = Alive
field-dead = Dead
field-export = Raw alert export
field-exported = Export made at
field-heartbeat = Heartbeat
field-same-reason = Same words, why
field-window-from = Looked at from
field-window-to = Looked at until
field-alert = Alert
field-observed = What was seen
field-false-hit = Hit
field-answers-hit = Answers hit
hint-watch-sources = one a line: name: how it is known to report
hint-alert-rules = as the system holds them now, or what was changed
hint-watch-date = today, yesterday, 24 Nov; the case's own zone
hint-alerts = none; or a line each: 1141 benign: why, 1142 hit on db01:
hint-alive = names with commas, or all
hint-dead = names with commas; the day counts once they report
hint-export = the file as the system gives it out, also with none in it
hint-exported = when the system made it: the day that it shows
hint-heartbeat = what shows that the sources reported, made that day
hint-same-reason = only where the words are those of another day
hint-window-from = empty: where the day before ended
hint-window-to = empty: now
hint-alert = its id where it was raised
hint-false-hit = alert, or record and alert; empty is the last open one
hint-answers-hit = the alert that came back, or record and alert
verdict-benign = benign
verdict-hit = hit
act-watch-planned = watch planned by { $who }: { $sources ->
    [one] 1 source
   *[other] { $sources } sources
  }
act-watched = watch of { $date } by { $who }: { $alerts ->
    [0] no alerts
    [one] 1 alert
   *[other] { $alerts } alerts
  }, { $alive } alive{ $dead ->
    [0] {""}
   *[other] , { $dead } dead
  }
act-watched-hit = watch of { $date } by { $who }: { $hits ->
    [one] 1 hit
   *[other] { $hits } hits
  } among { $alerts ->
    [one] 1 alert
   *[other] { $alerts } alerts
  }, { $alive } alive{ $dead ->
    [0] {""}
   *[other] , { $dead } dead
  }
act-watch-hit = came back: alert { $alert } on { $asset }, seen by { $who }: { $words }
act-hit-cleared = alert { $alert } (record { $record }) was no hit, by { $who }: { $words }
need-hit = alert { $alert } on { $asset } is a hit: contain it again, or another person shows that it is none
need-dead-source = { $names } was dead when somebody last looked: bring it back, and write the day again
need-watch-plan = something is live, and no plan says what is watched: days count only with one
need-watch-day = nobody has written the watch of { $date } yet
need-watch-days = nobody has written the watch of { $date } yet, nor of { $before ->
    [one] the day before
   *[other] the { $before } days before
  }
knew-watched = looked at the alerts of a day
knew-hit = saw that it came back
knew-cleared-hit = showed that a hit was none
override-same-words = the watch of { $date } has the words of another day, and { $who } said why

c2-11-missing = Alert { $alert } of record { $record } is a hit, and nothing was contained again because of it
c2-11-next = Contain it and name that hit, with a test from outside; or have another person show that it is none
c9-01-missing = No plan was on record that says what is watched
c9-01-next = Lay down indicators, alert rules and sources, and write the days from then on
c9-02-missing = { $field } is missing in the plan
c9-02-next = Record the plan again with it: the last plan is in force
c9-03-missing = The alert rules are empty, a document, or the same as before
c9-03-next = Attach what the system holds after the change, and what it held before
c9-04-missing = Nobody says how it is known that { $names } reports
c9-04-next = Record the plan again with a check for each source
c9-05-missing = The plan of record { $record } does not count itself: { $rule }
c9-05-next = Record the plan again with what it lacks, and then the day
c9-06-missing = The plan watches for { $cited }, and there is { $current } by now
c9-06-next = Put the new indicators into the alert rules, and record the plan again
c9-07-missing = The watch of { $date } is written ahead of time
c9-07-next = Write the day when it has come and was looked at
c9-08-missing = The watch of { $date } was written on { $written }, without an export of that day
c9-08-next = Attach the raw export that was made on that day, with its time; else that day is lost, and another has to be watched
c9-09-missing = The watch of { $date } is written later, and nobody says why
c9-09-next = Write why
c9-10-missing = Nothing is live that counts: the watch has not begun
c9-10-next = Have what was restored scanned and released; where nothing had to be, a memo says so for control 6
c9-11-missing = { $what } went live on { $date }: only the days after that count
c9-11-next = Watch on, and write each day from the next one on
c9-12-missing = { $date } counts already, by record { $record }
c9-12-next = Nothing to do: a day counts once
c9-13-missing = The conclusion has the words of { $date }
c9-13-next = Write what this day showed, or say why the same words are right
c9-14-missing = { $names } was dead: what happened there nobody could see
c9-14-next = Bring it back, look again, and write the day again
c9-15-missing = Nobody says whether { $names } reported
c9-15-next = Look at the heartbeat of each source of the plan, and write the day again
c9-16-missing = { $field } is missing: what was looked at cannot be looked at again
c9-16-next = Attach the export as the system gives it out, with the time it was made; a search without alerts is one too
c9-17-missing = The export is of { $other }, and the day is { $date }
c9-17-next = Attach the export that was made on that day
c9-18-missing = The export was made { $span } before the end of what was looked at
c9-18-next = Make the export when the time is over
c9-19-missing = No heartbeat shows that the sources reported
c9-19-next = Attach what they sent, or the list of when each was last heard
c9-20-missing = The file in { $field } has the very bytes of one of { $date }
c9-20-next = Attach what was made for this day; a search prints when it ran
c9-21-missing = Nobody says what { $names } turned out to be
c9-21-next = Write benign with the reason, or hit with what it was on, behind each alert
c9-22-missing = Nobody says whether there were alerts
c9-22-next = Write each alert by its id, or none
c9-23-missing = None is said, and { $names } stands in the export
c9-23-next = Write the alert by its id and what it turned out to be
c9-24-missing = No conclusion in words says what follows
c9-24-next = Write in a sentence what was looked at and what it shows
c9-25-missing = { $who } is not a person of the roster
c9-25-next = Have a person of the roster look, and name them
c9-26-missing = { $who } removed or restored something, and now looks whether it holds
c9-26-next = Have somebody else look where there is anybody
c9-27-missing = The time that was looked at is missing, runs backwards, or does not lie on the day
c9-27-next = Say from when to when the alerts were looked at
c9-28-missing = Nobody looked at the { $span } before
c9-28-next = Look at the alerts of that time too, and begin where the day before ended
c9-29-missing = Alert { $alert } is a hit: containment is open again, and no day counts
c9-29-next = Contain it and name that hit, or have another person show that it is none
c9-30-missing = Alert { $alert } came back and was contained on { $date }: the count starts with the day after
c9-30-next = Watch on: seven more days are needed
c9-31-missing = Who shows that it was no hit is who called it one, or no person
c9-31-next = Have another person look at it and say what it was
c9-32-missing = The clock jumped and was not compared since: nobody knows that it was that day
c9-32-next = Compare the clock with a reference
c9-33-missing = { $count } of { $days } days count
c9-33-next = Write each day on the day: alerts, sources, export, heartbeat, what follows
c9-34-missing = The plan of record { $record } came onto record after { $date }: nobody had laid down what was watched that day
c9-34-next = That day does not count; watch another day under the plan
c9-35-missing = The watch of { $date } was written on { $written }: one of more than { $many } earlier days on one day, or more than { $days } days after
c9-35-next = That day does not count; write each day on the day, and watch another in its place
c9-36-missing = Only { $looked } of the day were looked at, and { $span } before were not
c9-36-next = Look at the alerts since the day before ended, and write the day with that window
c9-37-missing = The export was not wholly looked through for what is watched for: it is { $why }
c9-37-next = Attach the export as plain text, or say for each indicator that you searched it another way
unsearched-large = larger than is read
unsearched-packed = packed, or not text
c9-38-missing = The heartbeat names { $names } beside a word for silence, and the day calls it alive
c9-38-next = Look whether it reports; if it did not, write the day again with it among the dead

watch-h-count = Day { $count } of { $days }
watch-begin = days count after { $date }: { $how } at { $at } (record { $record }): { $what }
watch-begin-live = the last went live
watch-begin-removed = nothing had to be restored, the last was removed
watch-begin-again = what came back was contained
watch-not-begun = nothing is live that counts: days count from the day after
watch-hit-open = a hit is open: no day counts until it is contained again
watch-over = the watch is over with record { $record }
watch-h-plan = Plan
watch-no-plan = no plan: days count only with one
watch-plan = record { $record }: indicators { $set }, rules { $rules } (SHA-256 { $digest }), by { $who }, { $at }
watch-source = { $name }: { $check }
watch-h-days = Days
watch-no-day = no day was written yet
watch-day-counts = { $weekday } { $date }  day { $number } of { $days }  { $who }, { $alerts ->
    [0] no alerts
    [one] 1 alert
   *[other] { $alerts } alerts
  }, { $alive } of { $sources } alive, record { $record }
watch-day-not = { $weekday } { $date }  does not count  { $who }, { $alerts ->
    [0] no alerts
    [one] 1 alert
   *[other] { $alerts } alerts
  }, { $alive } of { $sources } alive, record { $record }
watch-day-none = { $weekday } { $date }  nobody wrote it
watch-day-free = { $weekday } { $date }  -
watch-window = { $from } to { $to }; export { $export } ({ $export-digest }), heartbeat { $heartbeat } ({ $heartbeat-digest })
watch-alert = alert { $alert }, { $verdict }: { $words }
watch-alert-open = alert { $alert }: { $words }
watch-conclusion = { $words }
watch-same = same words, because: { $words }
watch-h-hits = What came back
watch-hit-waits = alert { $alert } on { $asset }, record { $record } by { $who }, not contained: { $words }
watch-hit-contained = alert { $alert } on { $asset }, record { $record } by { $who }, contained by record { $by }: { $words }
watch-hit-cleared = alert { $alert } on { $asset }, record { $record } by { $who }, none by record { $by }: { $words }
